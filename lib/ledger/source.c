#include "ledger/source.h"

enum { BLOCK = 256 * 1024 };

int
pk_source_open(struct pk_source *s, const char *path, const char *encoding, struct pk_sink *sink)
{
	*s = (struct pk_source){.encoding = encoding ? encoding : "UTF-8", .utf8 = true};
	s->in.fd = -1;
	return pk_in_open(&s->in, path, sink);
}

void
pk_source_close(struct pk_source *s)
{
	pk_in_close(&s->in);
	pk_buf_free(&s->b);
}

static void
drop_bom(struct pk_source *s)
{
	if (s->b.n >= 3 && memcmp(s->b.p, "\xef\xbb\xbf", 3) == 0)
		s->offset = s->pos = 3;
}

/* Drops what was consumed and reads a block more. */
static int
refill(struct pk_source *s, struct pk_sink *sink)
{
	size_t left = s->b.n - s->pos;
	int64_t r;

	if (s->pos > 0 && left > 0)
		memmove(s->b.p, s->b.p + s->pos, left);
	s->b.n = left;
	s->pos = 0;
	pk_buf_reserve(&s->b, BLOCK);
	r = pk_in_read(&s->in, s->b.p + s->b.n, BLOCK, sink);
	if (r < 0)
		return -1;
	s->eof = r < BLOCK;
	s->b.n += (size_t)r;
	s->b.p[s->b.n] = '\0';
	if (!s->started)
		drop_bom(s);
	s->started = true;
	s->lf = 0;
	return 0;
}

/* Offset behind the first line end at or behind pos; PK_NPOS: none in the buffer yet. */
static size_t
line_end(struct pk_source *s)
{
	const char *from = s->b.p + s->pos, *hit;
	size_t cr;

	if (s->lf < s->pos || s->lf > s->b.n || (s->lf < s->b.n && s->b.p[s->lf] != '\n')) {
		hit = memchr(from, '\n', s->b.n - s->pos);
		s->lf = hit ? (size_t)(hit - s->b.p) : s->b.n;
	}
	hit = memchr(from, '\r', s->lf - s->pos);
	if (!hit)
		return s->lf < s->b.n ? s->lf + 1 : PK_NPOS;
	cr = (size_t)(hit - s->b.p);
	if (cr + 1 == s->b.n && !s->eof)
		return PK_NPOS; /* an LF may follow */
	return cr + 1 == s->lf && s->lf < s->b.n ? cr + 2 : cr + 1;
}

int
pk_source_next(struct pk_source *s, struct pk_str *piece, bool *whole, struct pk_sink *sink)
{
	size_t end = s->pos < s->b.n ? line_end(s) : PK_NPOS;

	while (end == PK_NPOS && !s->eof && (!s->started || s->b.n - s->pos < BLOCK)) {
		if (refill(s, sink) != 0)
			return -1;
		end = s->pos < s->b.n ? line_end(s) : PK_NPOS;
	}
	*whole = end != PK_NPOS;
	if (end == PK_NPOS)
		/* A CR at the very end waits for what follows it. */
		end = s->b.n - (!s->eof && s->b.n > s->pos && s->b.p[s->b.n - 1] == '\r');
	if (end == s->pos)
		return 0;
	*piece = pk_strn(s->b.p + s->pos, end - s->pos);
	s->offset += piece->n;
	s->pos = end;
	return 1;
}
