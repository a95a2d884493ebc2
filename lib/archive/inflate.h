/* Inflating a zlib stream (RFC 1950) whose bytes come by and by. */
#ifndef PK_ARCHIVE_INFLATE_H
#define PK_ARCHIVE_INFLATE_H

#include "base/str.h"

struct pk_inflate;
/* NULL: no memory. */
struct pk_inflate *pk_inflate_new(void);
/*
 * Takes bytes from the beginning of *in, which is left with those behind the end of the
 * stream, and hands what comes out to fn: 0 for more, 1 at the end, -1 malformed, or fn
 * did not want more.
 */
int pk_inflate_add(struct pk_inflate *z, struct pk_str *in, bool (*fn)(void *ctx, struct pk_str out), void *ctx);
void pk_inflate_free(struct pk_inflate *z);

#endif
