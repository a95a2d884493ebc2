#include "archive/inflate.h"

#include <zlib.h>

struct pk_inflate {
	z_stream z;
	unsigned char out[16384];
};

struct pk_inflate *
pk_inflate_new(void)
{
	struct pk_inflate *z = pk_zalloc(1, sizeof(*z));

	if (inflateInit(&z->z) == Z_OK)
		return z;
	pk_free(z);
	return NULL;
}

int
pk_inflate_add(struct pk_inflate *z, struct pk_str *in, bool (*fn)(void *ctx, struct pk_str out), void *ctx)
{
	int rc;

	do {
		z->z.next_in = (Bytef *)(uintptr_t)in->p;
		z->z.avail_in = (uInt)(in->n < 1u << 30 ? in->n : 1u << 30);
		z->z.next_out = z->out;
		z->z.avail_out = sizeof(z->out);
		rc = inflate(&z->z, Z_NO_FLUSH);
		*in = pk_str_sub(*in, (size_t)((const char *)z->z.next_in - in->p), in->n);
		/* What came before a fault is handed on all the same. */
		if (!fn(ctx, pk_strn((char *)z->out, sizeof(z->out) - z->z.avail_out)) ||
		    (rc != Z_OK && rc != Z_STREAM_END && rc != Z_BUF_ERROR))
			return -1;
	} while (rc == Z_OK && (in->n > 0 || z->z.avail_out == 0));
	return rc == Z_STREAM_END;
}

void
pk_inflate_free(struct pk_inflate *z)
{
	if (!z)
		return;
	(void)inflateEnd(&z->z);
	pk_free(z);
}
