/*
 * Bytes that are wanted again later, in any order: kept in memory up to
 * PK_SHELF_MEMORY bytes, beyond that in an unlinked temporary file.
 */
#ifndef PK_BASE_SHELF_H
#define PK_BASE_SHELF_H

#include "base/diag.h"

#include <stdio.h>

enum { PK_SHELF_MEMORY = 1024 * 1024 };

/* Zero-initialised: empty. */
struct pk_shelf {
	struct pk_buf b;  /* what is not in the file yet */
	FILE *tmp;        /* NULL: none */
	uint64_t in_file; /* bytes of it */
};

/* Keeps n bytes; *at is where they are.  0, or -1 with a diagnostic. */
int pk_shelf_put(struct pk_shelf *s, const void *p, size_t n, uint64_t *at, struct pk_sink *sink);
/* Gives n bytes that were kept at `at` on.  0, or -1 with a diagnostic. */
int pk_shelf_get(struct pk_shelf *s, uint64_t at, void *p, size_t n, struct pk_sink *sink);
void pk_shelf_free(struct pk_shelf *s);

#endif
