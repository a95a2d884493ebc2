/*
 * Text out of a gzip stream (RFC 1952), in constant memory: several members may
 * follow one another, and nothing else.  Check sums are verified.
 */
#ifndef PK_ARCHIVE_GZIP_H
#define PK_ARCHIVE_GZIP_H

#include "base/io.h"

struct pk_gzip;

/* The bytes are how a gzip stream begins. */
bool pk_gzip_is(struct pk_str head);
/* A reader of `in`, of which `head` was read already (it is copied).  NULL: out of memory for zlib. */
struct pk_gzip *pk_gzip_new(struct pk_in *in, struct pk_str head);
/* n bytes of text, fewer only at the end; -1 with a diagnostic. */
int64_t pk_gzip_read(struct pk_gzip *g, void *p, size_t n, struct pk_sink *sink);
void pk_gzip_free(struct pk_gzip *g);

#endif
