#include "archive/deflate.h"

#include <libdeflate.h>
#include <zlib.h>

struct pk_deflate {
	struct libdeflate_compressor *whole;
	z_stream z[2]; /* compressing, storing */
	bool ready[2];
};

struct pk_deflate *
pk_deflate_new(void)
{
	return pk_zalloc(1, sizeof(struct pk_deflate));
}

void
pk_deflate_free(struct pk_deflate *d)
{
	size_t i;

	if (!d)
		return;
	if (d->whole)
		libdeflate_free_compressor(d->whole);
	for (i = 0; i < 2; i++)
		if (d->ready[i])
			(void)deflateEnd(&d->z[i]);
	pk_free(d);
}

bool
pk_deflate_whole(struct pk_deflate *d, const void *p, size_t n, struct pk_buf *out)
{
	size_t got;

	pk_buf_clear(out);
	if (n == 0)
		return false;
	if (!d->whole)
		d->whole = libdeflate_alloc_compressor(PK_DEFLATE_WHOLE_LEVEL);
	if (!d->whole)
		return false;
	/* Room for fewer bytes than came in: no room means not worth it. */
	pk_buf_reserve(out, n);
	got = libdeflate_deflate_compress(d->whole, p, n, out->p, n - 1);
	out->n = got;
	out->p[got] = '\0';
	return got > 0;
}

bool
pk_inflate_whole(struct pk_str packed, size_t size, struct pk_buf *out)
{
	struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
	bool done;

	pk_buf_reserve(out, size);
	/* The size is that and no other: NULL asks libdeflate to see to it. */
	done = d && libdeflate_deflate_decompress(d, packed.p, packed.n, out->p + out->n, size, NULL) == LIBDEFLATE_SUCCESS;
	out->n += done ? size : 0;
	libdeflate_free_decompressor(d);
	return done;
}

int
pk_deflate_piece(struct pk_deflate *d, struct pk_str piece, struct pk_str dict, bool stored,
    bool last, struct pk_buf *out)
{
	z_stream *z = &d->z[stored];
	int rc;

	pk_buf_clear(out);
	if (!d->ready[stored]) {
		if (deflateInit2(z, stored ? 0 : PK_DEFLATE_PIECE_LEVEL, Z_DEFLATED, -MAX_WBITS, 8,
		        Z_DEFAULT_STRATEGY) != Z_OK)
			return -1;
		d->ready[stored] = true;
	} else {
		(void)deflateReset(z);
	}
	if (dict.n && !stored)
		(void)deflateSetDictionary(z, (const Bytef *)dict.p, (uInt)dict.n);
	z->next_in = (Bytef *)(uintptr_t)piece.p;
	z->avail_in = (uInt)piece.n;
	do {
		pk_buf_reserve(out, piece.n / 2 + 1024);
		z->next_out = (Bytef *)out->p + out->n;
		z->avail_out = (uInt)(out->cap - out->n - 1);
		rc = deflate(z, last ? Z_FINISH : Z_SYNC_FLUSH);
		out->n = (size_t)((char *)z->next_out - out->p);
	} while (rc == Z_OK && (z->avail_out == 0 || (last && rc != Z_STREAM_END)));
	return rc == Z_OK || rc == Z_STREAM_END || rc == Z_BUF_ERROR ? 0 : -1;
}
