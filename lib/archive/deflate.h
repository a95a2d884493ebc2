/*
 * Compression: whole members through libdeflate, streams in pieces through zlib.
 * Both at a fixed level, so that the same bytes in give the same bytes out.
 */
#ifndef PK_ARCHIVE_DEFLATE_H
#define PK_ARCHIVE_DEFLATE_H

#include "base/str.h"

enum {
	/* libdeflate's 5 is within one per cent of zlib's 6 and nearly three times as fast. */
	PK_DEFLATE_WHOLE_LEVEL = 5,
	PK_DEFLATE_PIECE_LEVEL = 6,
	PK_DEFLATE_WINDOW = 32768
};

/* A compressor for one thread. */
struct pk_deflate;
struct pk_deflate *pk_deflate_new(void);
void pk_deflate_free(struct pk_deflate *d);

/* Deflates n bytes as a whole into *out (emptied first); false when that makes them no smaller. */
bool pk_deflate_whole(struct pk_deflate *d, const void *p, size_t n, struct pk_buf *out);
/* The `size` bytes that were deflated as a whole, appended to *out; false: not so many, or malformed. */
bool pk_inflate_whole(struct pk_str packed, size_t size, struct pk_buf *out);
/*
 * Deflates one piece of a stream, which the pieces before and behind join byte for
 * byte; `dict` is the end of the piece before (up to PK_DEFLATE_WINDOW bytes).
 * `stored`: as it is, in deflate's own form.  0, or -1 for want of memory.
 */
int pk_deflate_piece(struct pk_deflate *d, struct pk_str piece, struct pk_str dict, bool stored,
    bool last, struct pk_buf *out);

/* CRC-32 of zip and gzip, taken on from `crc` (0 at the beginning). */
uint32_t pk_crc32(uint32_t crc, const void *p, size_t n);

#endif
