/*
 * A member read by a thread of its own, a block ahead of the one who wants its bytes: for
 * a large one that keeps one processor busy while another has nothing to do.
 */
#ifndef PK_ARCHIVE_AHEAD_H
#define PK_ARCHIVE_AHEAD_H

#include "archive/archive.h"

struct pk_ahead;

/* Begins to read r, in blocks of n bytes; r is its own until the end.  NULL: no thread can be had.
 */
struct pk_ahead *pk_ahead_new(struct pk_reader *r, size_t n);
/* What pk_reader_read() gave, in *p until the next call; nothing may be asked behind the end. */
int64_t pk_ahead_next(struct pk_ahead *a, const unsigned char **p);
/* Waits for the thread, wherever it is; NULL is fine. */
void pk_ahead_free(struct pk_ahead *a);

#endif
