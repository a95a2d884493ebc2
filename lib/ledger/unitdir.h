/*
 * A ledger for each unit: a folder with one file a unit, named after it.
 *
 * File names are made safe for every file system: what may not stand in a name becomes
 * "_", reserved names of Windows get one behind, long names are cut, and names that
 * differ by case only are told apart by a number.  Tasks that nobody answers for are in
 * _none.csv.
 */
#ifndef PK_LEDGER_UNITDIR_H
#define PK_LEDGER_UNITDIR_H

#include "base/folder.h"
#include "ledger/task.h"

enum {
	PK_UNIT_NAME_MAX = 120,               /* bytes of a file name before its ".csv" */
	PK_UNIT_MEMORY = 32 * 1024 * 1024     /* bytes of rows held before they are written */
};

struct pk_unit_file {
	struct pk_str unit;
	const char *name; /* of the file */
	struct pk_out out;
	struct pk_csv csv;
};

struct pk_unitdir {
	const char *path;
	bool force;
	struct pk_folder folder;
	bool open; /* the folder is */
	const struct pk_task_form *form;
	struct pk_map units;      /* unit -> file */
	struct pk_map names;      /* file names in use, lower case */
	struct pk_arena arena;
	PK_VEC(struct pk_unit_file *) files;
	size_t held;
	size_t memory;            /* limit of held */
	struct pk_sink *sink;
};

void pk_unitdir_init(struct pk_unitdir *d, const char *path, bool force,
    const struct pk_task_form *form, struct pk_sink *sink);
/* Adds a row to the file of its unit; the signature of pk_assign_rows(). */
int pk_unitdir_add(void *unitdir, const struct pk_task *row);
/* Makes the folder appear: 0, or -1 with a diagnostic and nothing left behind. */
int pk_unitdir_commit(struct pk_unitdir *d);
void pk_unitdir_free(struct pk_unitdir *d);

/* A name of a file for a unit, without its ending; for tests. */
void pk_unit_file_name(struct pk_buf *b, struct pk_str unit);

#endif
