/*
 * A ledger brought up to date with a new plan (task-split --update).
 *
 * The old ledger keeps its form: column names and order, columns that are not known,
 * separator, byte order mark, line ends; rows that do not change stay as they stand,
 * byte for byte, and when no row does the whole file does.
 *
 * Rows are matched, each pass over what the one before left:
 *  1. campaign, title and lead;  2. title and lead;  3. title;
 *  4. task_id or source_ref, when the titles are more alike than not.
 * (A row for a unit must be of the same unit in each.)
 *
 * A matched row takes what the plan says where that is something and differs, and
 * names those columns in `changed`; the columns of people (columns.def) are not touched,
 * nor is anything that the plan leaves empty.  A task gone from the plan stays and becomes
 * withdrawn, unless it is done or cancelled; one that comes back is planned again.  New
 * ones stand at the end, with numbers that nobody had.
 */
#ifndef PK_LEDGER_UPDATE_H
#define PK_LEDGER_UPDATE_H

#include "ledger/table.h"
#include "ledger/task.h"

/* A row that the plan gives. */
struct pk_new_row {
	struct pk_str cell[PK_TASK_COLS];
	size_t old; /* the row it is, PK_NPOS a new one */
};

/* A row of the old ledger. */
struct pk_old_row {
	struct pk_str *field; /* as many as the header has */
	struct pk_str raw;
	size_t fresh; /* the new row that it is, PK_NPOS gone */
};

enum { PK_UPDATE_MAX = 1024 * 1024 * 1024 /* bytes of the old ledger, which is held in memory */ };

struct pk_update {
	const char *path;
	struct pk_table table; /* the old ledger; its header is in use until the end */
	bool open;
	PK_VEC(struct pk_old_row) olds;
	PK_VEC(struct pk_new_row) news;
	struct pk_arena arena;
	struct pk_sink *sink;
	size_t changed, added, withdrawn; /* rows */
};

/* Reads the old ledger; a bad row in it is an error.  0, or -1 with diagnostics; free in either case. */
int pk_update_open(struct pk_update *u, const char *path, struct pk_sink *sink);
/* The old ledger has a row for each task and unit. */
bool pk_update_is_by_unit(const struct pk_update *u);
/* Takes a row of the new plan; the signature of pk_assign_rows(). */
int pk_update_add(void *update, const struct pk_task *row);
/* Matches, and writes the ledger: 0, or -1 with a diagnostic. */
int pk_update_write(struct pk_update *u, struct pk_out *out);
void pk_update_free(struct pk_update *u);

/* Inside: match.c. */
void pk_update_match(struct pk_update *u);
/* The cell of an old row. */
struct pk_str pk_old_cell(const struct pk_update *u, size_t old, enum pk_col col);

#endif
