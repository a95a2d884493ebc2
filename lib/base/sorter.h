/*
 * Sorting more than memory holds: records are kept in memory up to a limit, then
 * written as sorted runs to an unlinked temporary file and merged on the way out.
 * Order: the keys as bytes (memcmp, a shorter key first), equal keys as they came.
 */
#ifndef PK_BASE_SORTER_H
#define PK_BASE_SORTER_H

#include "base/diag.h"

enum { PK_SORTER_MEMORY = 32 * 1024 * 1024 }; /* bytes of records held, by default */

struct pk_sorter;

/* memory 0: the default. */
struct pk_sorter *pk_sorter_new(size_t memory);
/* 0, or -1 with a diagnostic when the temporary file cannot be written. */
int pk_sorter_add(struct pk_sorter *s, struct pk_str key, struct pk_str value, struct pk_sink *sink);
/* The next record in order, valid until the next call; nothing can be added any more.
 * 1, 0 at the end, -1 with a diagnostic. */
int pk_sorter_next(struct pk_sorter *s, struct pk_str *key, struct pk_str *value, struct pk_sink *sink);
void pk_sorter_free(struct pk_sorter *s);

#endif
