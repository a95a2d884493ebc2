/*
 * The bytes of a tar: straight from the file, or out of gzip (RFC 1952), several
 * members of which may follow one another, and nothing else.
 */
#include "archive/arc.h"

#include <errno.h>
#include <unistd.h>
#include <zlib.h>

enum { BLOCK = 65536, HEAD_MAX = 512 };

struct pk_stream {
	struct pk_arc *a;
	bool gzip;
	bool ended;          /* the input is used up */
	bool between;        /* gzip: a member has ended, the next has not begun */
	uint64_t off;        /* bytes taken from the input */
	uint64_t out;        /* bytes given */
	size_t head, headn;  /* what was read of a pipe to tell the format */
	unsigned char headbuf[HEAD_MAX];
	unsigned char *in;
	z_stream z;
};

struct pk_stream *
pk_stream_new(struct pk_arc *a, struct pk_str head, bool gzip)
{
	struct pk_stream *s = pk_zalloc(1, sizeof(*s));

	s->a = a;
	s->gzip = gzip;
	if (!a->seekable) {
		s->headn = head.n < HEAD_MAX ? head.n : HEAD_MAX;
		memcpy(s->headbuf, head.p, s->headn);
	}
	if (gzip) {
		s->in = pk_alloc(BLOCK, 1);
		if (inflateInit2(&s->z, 16 + MAX_WBITS) != Z_OK) {
			pk_free(s->in);
			pk_free(s);
			return NULL;
		}
	}
	return s;
}

/* Some bytes of the input itself; 0 at the end, -1 after a finding. */
static int64_t
input(struct pk_stream *s, void *p, size_t n, struct pk_sink *sink)
{
	struct pk_in in = {s->a->fd, s->a->name, false};
	int64_t got;

	if (s->head < s->headn) {
		size_t k = s->headn - s->head < n ? s->headn - s->head : n;

		memcpy(p, s->headbuf + s->head, k);
		s->head += k;
		s->off += k;
		return (int64_t)k;
	}
	if (s->a->seekable) {
		got = arc_pread(s->a, p, n, s->off);
		if (got < 0)
			pk_diag(sink, PK_D_IO_READ, PK_POS(s->a->name, 0), strerror(errno), NULL);
	} else {
		got = pk_in_read(&in, p, n, sink);
	}
	if (got > 0)
		s->off += (uint64_t)got;
	return got;
}

static int64_t
fault(struct pk_stream *s, enum pk_diag_id id, struct pk_sink *sink)
{
	arc_say(s->a, sink, id, PK_S(""), PK_NUM(s->off));
	return -1;
}

/* One step of inflate, across the seams between gzip members. */
static int
step(struct pk_stream *s, struct pk_sink *sink)
{
	z_stream *z = &s->z;
	int rc;

	if (z->avail_in == 0 && !s->ended) {
		int64_t got = input(s, s->in, BLOCK, sink);

		if (got < 0)
			return -1;
		s->ended = got == 0;
		z->next_in = s->in;
		z->avail_in = (uInt)got;
	}
	if (s->between) {
		if (z->avail_in == 0)
			return 0;
		/* RFC 1952 2.2: members follow each other with nothing before, between or
		 * after them. */
		if (z->next_in[0] != 0x1f)
			return (int)fault(s, PK_D_GZIP_JUNK, sink);
		(void)inflateReset(z);
		s->between = false;
	}
	rc = inflate(z, Z_NO_FLUSH);
	if (rc == Z_STREAM_END)
		s->between = true;
	else if (rc == Z_BUF_ERROR && s->ended)
		return (int)fault(s, PK_D_GZIP_TRUNCATED, sink);
	else if (rc != Z_OK && rc != Z_BUF_ERROR)
		return (int)fault(s, PK_D_GZIP_DATA, sink);
	return 0;
}

int64_t
pk_stream_read(struct pk_stream *s, void *p, size_t n, struct pk_sink *sink)
{
	const struct pk_arc_limits *l = &s->a->opts.limits;
	size_t got = 0;
	int64_t k;

	if (!s->gzip) {
		while (got < n && (k = input(s, (char *)p + got, n - got, sink)) != 0) {
			if (k < 0)
				return -1;
			got += (size_t)k;
		}
		s->out += got;
		return (int64_t)got;
	}
	s->z.next_out = p;
	s->z.avail_out = (uInt)n; /* callers ask for blocks far below 4 GiB */
	while (s->z.avail_out > 0 && !(s->ended && s->between && s->z.avail_in == 0))
		if (step(s, sink) != 0)
			return -1;
	got = n - s->z.avail_out;
	s->out += got;
	if (s->out > PK_ARC_RATIO_FREE && s->out / l->ratio > s->off) {
		arc_say(s->a, sink, PK_D_LIMIT_RATIO, pk_str(s->a->name), PK_NUM(l->ratio));
		return -1;
	}
	return (int64_t)got;
}

int
pk_stream_rewind(struct pk_stream *s)
{
	if (!s->a->seekable)
		return -1;
	s->off = s->out = 0;
	s->ended = s->between = false;
	if (s->gzip) {
		s->z.avail_in = 0;
		(void)inflateReset(&s->z);
	}
	return 0;
}

void
pk_stream_free(struct pk_stream *s)
{
	if (!s)
		return;
	if (s->gzip)
		(void)inflateEnd(&s->z);
	pk_free(s->in);
	pk_free(s);
}
