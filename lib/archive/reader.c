#include "archive/arc.h"

#include <errno.h>
#include <unistd.h>
#include <zlib.h>

int
pk_reader_open(struct pk_reader *r, struct pk_arc *a, size_t i)
{
	*r = (struct pk_reader){.arc = a, .m = &a->members.v[i], .fd = -1, .why = PK_D_MAX};
	if (a->format == PK_ARC_DIR)
		return arc_dir_reader(r);
	if (a->format == PK_ARC_ZIP)
		return arc_zip_reader(r);
	return 0;
}

int64_t
pk_reader_read(struct pk_reader *r, void *p, size_t n)
{
	size_t got = 0;

	if (r->why != PK_D_MAX)
		return -1;
	while (got < n) {
		int64_t k;

		if (r->arc->format == PK_ARC_DIR)
			k = arc_dir_read(r, (char *)p + got, n - got);
		else if (r->arc->format == PK_ARC_ZIP)
			k = arc_zip_read(r, (char *)p + got, n - got);
		else
			k = arc_tar_read(r, (char *)p + got, n - got);
		if (k < 0)
			return -1;
		if (k == 0)
			break;
		got += (size_t)k;
	}
	return (int64_t)got;
}

void
pk_reader_diag(const struct pk_reader *r, struct pk_sink *sink)
{
	/* A tar stream has reported its fault where it stood. */
	if (r->why == PK_D_MAX || r->arc->tar)
		return;
	arc_say(r->arc, sink, r->why, r->m->path, r->err ? strerror(r->err) : "");
}

void
pk_reader_close(struct pk_reader *r)
{
	if (r->fd >= 0)
		(void)close(r->fd);
	if (r->z) {
		(void)inflateEnd(r->z);
		pk_free(r->z);
	}
	pk_free(r->in);
	r->z = NULL;
	r->in = NULL;
	r->fd = -1;
}

int
pk_arc_slurp(struct pk_arc *a, size_t i, size_t limit, struct pk_buf *out, struct pk_sink *sink)
{
	enum { BLOCK = 65536 };
	struct pk_reader r;
	size_t start = out->n;
	int64_t k = 1;

	if (a->members.v[i].size > limit) {
		arc_say(a, sink, PK_D_LIMIT_MEMBER, a->members.v[i].path, PK_NUM(limit));
		return -1;
	}
	if (pk_reader_open(&r, a, i) != 0)
		k = -1;
	while (k > 0) {
		pk_buf_reserve(out, BLOCK);
		k = pk_reader_read(&r, out->p + out->n, BLOCK);
		if (k > 0)
			out->n += (size_t)k;
		if (out->n - start > limit) {
			arc_say(a, sink, PK_D_LIMIT_MEMBER, r.m->path, PK_NUM(limit));
			pk_reader_close(&r);
			return -1;
		}
	}
	pk_buf_reserve(out, 0);
	if (k < 0)
		pk_reader_diag(&r, sink);
	pk_reader_close(&r);
	return k < 0 ? -1 : 0;
}
