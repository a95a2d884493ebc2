#include "archive/gzip.h"

#include <zlib.h>

enum { BLOCK = 256 * 1024, WINDOW_GZIP = 16 + MAX_WBITS };

struct pk_gzip {
	struct pk_in *in;
	struct pk_buf b;
	z_stream z;
	bool ended;   /* the input is used up */
	bool between; /* a member has ended, the next has not begun */
	bool failed;  /* told already */
};

bool
pk_gzip_is(struct pk_str head)
{
	/* Deflate (8) is the only method there is. */
	return pk_str_starts(head, PK_S("\x1f\x8b\x08"));
}

struct pk_gzip *
pk_gzip_new(struct pk_in *in, struct pk_str head)
{
	struct pk_gzip *g = pk_zalloc(1, sizeof(*g));

	g->in = in;
	if (inflateInit2(&g->z, WINDOW_GZIP) != Z_OK) {
		pk_free(g);
		return NULL;
	}
	pk_buf_add(&g->b, head.p, head.n);
	g->z.next_in = (unsigned char *)g->b.p;
	g->z.avail_in = (uInt)head.n;
	return g;
}

void
pk_gzip_free(struct pk_gzip *g)
{
	if (!g)
		return;
	(void)inflateEnd(&g->z);
	pk_buf_free(&g->b);
	pk_free(g);
}

static int
fault(struct pk_gzip *g, enum pk_diag_id id, struct pk_sink *sink)
{
	pk_diag(sink, id, PK_POS(g->in->name, 0), NULL);
	g->failed = true;
	return -1;
}

/* More of the input when there is none. */
static int
fill(struct pk_gzip *g, struct pk_sink *sink)
{
	int64_t r;

	if (g->z.avail_in > 0 || g->ended)
		return 0;
	pk_buf_clear(&g->b);
	pk_buf_reserve(&g->b, BLOCK);
	r = pk_in_read(g->in, g->b.p, BLOCK, sink);
	g->failed = r < 0;
	g->ended = r <= 0;
	g->z.next_in = (unsigned char *)g->b.p;
	g->z.avail_in = r > 0 ? (uInt)r : 0;
	return r < 0 ? -1 : 0;
}

/* One step of inflate, across the seams between members. */
static int
step(struct pk_gzip *g, struct pk_sink *sink)
{
	int rc;

	if (fill(g, sink) != 0)
		return -1;
	if (g->between) {
		if (g->z.avail_in == 0)
			return 0;
		/* RFC 1952, 2.2: members stand one behind the other with nothing between. */
		if (g->z.next_in[0] != 0x1f)
			return fault(g, PK_D_GZIP_JUNK, sink);
		(void)inflateReset(&g->z);
		g->between = false;
	}
	rc = inflate(&g->z, Z_NO_FLUSH);
	g->between = rc == Z_STREAM_END;
	if (rc == Z_BUF_ERROR && g->ended)
		return fault(g, PK_D_GZIP_TRUNCATED, sink);
	if (rc != Z_OK && rc != Z_BUF_ERROR && rc != Z_STREAM_END)
		return fault(g, PK_D_GZIP_DATA, sink);
	return 0;
}

int64_t
pk_gzip_read(struct pk_gzip *g, void *p, size_t n, struct pk_sink *sink)
{
	if (g->failed)
		return -1;
	g->z.next_out = p;
	g->z.avail_out = (uInt)n; /* callers ask for blocks far below 4 GiB */
	while (g->z.avail_out > 0 && !(g->ended && g->between && g->z.avail_in == 0))
		if (step(g, sink) != 0)
			return -1;
	return (int64_t)(n - g->z.avail_out);
}
