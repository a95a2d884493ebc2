#include "archive/arc.h"

#include <errno.h>
#include <unistd.h>
#include <zlib.h>

/* From this size on mapping a file costs less than copying it. */
enum { MAPPED_MIN = 256 * 1024 };

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

/* Where the bytes to come stand in a file as they are; how many, 0: nowhere, or too few. */
static uint64_t
in_place(const struct pk_reader *r, int *fd, uint64_t *off)
{
	if (r->m->size < MAPPED_MIN)
		return 0;
	if (r->arc->format == PK_ARC_DIR) {
		*fd = r->fd;
		*off = r->out;
		return r->m->size - r->out;
	}
	*fd = r->arc->fd;
	*off = r->pos;
	return r->arc->format == PK_ARC_ZIP && r->m->method == 0 && *fd >= 0 ? r->left : 0;
}

int64_t
pk_reader_view(struct pk_reader *r, void *buf, size_t n, const unsigned char **p)
{
	uint64_t off, left;
	size_t got = 0;
	int fd;

	if (r->win.torn && r->why == PK_D_MAX) {
		r->why = r->arc->format == PK_ARC_DIR ? PK_D_ARC_CHANGED : PK_D_ARC_READ;
		r->err = EIO;
	}
	if (r->why != PK_D_MAX)
		return -1;
	left = in_place(r, &fd, &off);
	if (left > 0)
		got = pk_window_at(&r->win, fd, off, off + left, p);
	if (got == 0) {
		*p = buf;
		return pk_reader_read(r, buf, n);
	}
	got = got < n ? got : n;
	if (r->arc->format == PK_ARC_DIR) {
		r->out += got;
		return (int64_t)got;
	}
	r->pos += got;
	r->left -= got;
	return arc_zip_took(r, *p, got);
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
	pk_window_close(&r->win);
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
