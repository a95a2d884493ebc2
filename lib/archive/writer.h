/* Inside lib/archive only: the writers. */
#ifndef PK_ARCHIVE_WRITER_H
#define PK_ARCHIVE_WRITER_H

#include "archive/deflate.h"
#include "archive/write.h"

struct writer {
	struct pk_out *out;
	const struct pk_item *items;
	size_t n;
	const struct pk_write_opts *opts;
	struct pk_sink *sink;
	struct pk_deflate **deflate; /* one a thread */
	uint64_t done, total;
};

/*
 * Hands the content of an item to fn in blocks and makes sure that it is what was
 * hashed: 0, or -1 (diagnosed).
 */
int item_read(const struct pk_item *it, struct pk_sink *sink,
    int (*fn)(void *ctx, const void *p, size_t n), void *ctx);
/* The same into a buffer: the caller has looked at the size. */
int item_slurp(const struct pk_item *it, struct pk_buf *out, enum pk_diag_id *why, int *err);
void item_changed(const struct pk_item *it, enum pk_diag_id why, int err, struct pk_sink *sink);
void writer_progress(struct writer *w, uint64_t bytes);
/* What has been written will not be patched any more. */
void writer_final(struct writer *w, bool end);

int write_zip(struct writer *w);
int write_tar(struct writer *w);
int write_dir(const char *path, struct writer *w);

static inline void
put16(unsigned char *p, unsigned v)
{
	p[0] = (unsigned char)v;
	p[1] = (unsigned char)(v >> 8);
}

static inline void
put32(unsigned char *p, uint32_t v)
{
	put16(p, v & 0xffff);
	put16(p + 2, v >> 16);
}

static inline void
put64(unsigned char *p, uint64_t v)
{
	put32(p, (uint32_t)v);
	put32(p + 4, (uint32_t)(v >> 32));
}

#endif
