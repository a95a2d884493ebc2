/*
 * A folder of files that appears whole or not at all.
 *
 * A new folder is made under a temporary name beside the target and renamed at the
 * end.  Into a folder that exists (empty, unless `force`), the files are written
 * below a temporary folder in it and moved up at the end.
 */
#ifndef PK_BASE_FOLDER_H
#define PK_BASE_FOLDER_H

#include "base/diag.h"

struct pk_folder {
	const char *path;
	char *tmp;    /* where the files are until the end */
	bool exists;
	PK_VEC(char *) names;
};

/* 0, or -1 with a diagnostic: no folder, not empty (without force), not writable. */
int pk_folder_open(struct pk_folder *f, const char *path, bool force, struct pk_sink *sink);
/* Appends n bytes to the file `name` (no slashes), which is made when it is not there yet. */
int pk_folder_append(struct pk_folder *f, const char *name, const void *p, size_t n,
    struct pk_sink *sink);
/* Makes all of it appear.  0, or -1 with a diagnostic, then nothing is left behind. */
int pk_folder_commit(struct pk_folder *f, struct pk_sink *sink);
/* Gives up; also after a failure.  Nothing is left behind. */
void pk_folder_abort(struct pk_folder *f);

#endif
