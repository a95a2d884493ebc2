/*
 * The lines of a tag file without all of it in memory: a block of whole lines at a
 * time, out of the archive, or out of what was kept of a tar.
 */
#include "bundle/bagi.h"

#include "bundle/charset.h"
#include "text/utf8.h"

/* Bytes read at a time. */
enum { BLOCK = 256 * 1024 };

void
tag_text_open(struct tag_text *t, struct pk_bag *bag, size_t rec)
{
	const struct pk_bag_rec *r = &bag->recs.v[rec];
	const struct pk_member *m = r->member == PK_BAG_NONE ? NULL : pk_arc_member(bag->arc, r->member);

	*t = (struct tag_text){.bag = bag, .rec = rec, .path = r->path, .end = !m || m->bad};
	if (t->end)
		return;
	t->whole = !pk_charset_is_utf8(bag->encoding);
	if (!pk_arc_is_random(bag->arc)) {
		t->held = bag_held_find(bag, r->member);
		t->end = !t->held;
	} else if (!t->whole && m->size > bag->opts.tag_max) {
		bag_say(bag, PK_D_LIMIT_MEMBER, m->path, PK_NUM(bag->opts.tag_max), NULL);
		t->end = true;
	} else if (!t->whole) {
		t->reading = true;
		(void)pk_reader_open(&t->r, bag->arc, r->member);
	}
}

void
tag_text_close(struct tag_text *t)
{
	if (t->reading)
		pk_reader_close(&t->r);
	pk_buf_free(&t->b);
}

/* Reads on until there is a line's end: how many bytes of the buffer are whole lines. */
static size_t
read_lines(struct tag_text *t)
{
	int64_t n;
	size_t i;

	do {
		pk_buf_reserve(&t->b, BLOCK);
		n = pk_reader_read(&t->r, t->b.p + t->b.n, BLOCK);
		for (i = t->b.n + (n > 0 ? (size_t)n : 0); i > t->b.n && t->b.p[i - 1] != '\n';)
			i--;
		if (i > t->b.n) {
			t->b.n += (size_t)n;
			return i;
		}
		t->b.n += n > 0 ? (size_t)n : 0;
	} while (n > 0);
	t->end = true;
	if (n == 0)
		return t->b.n;
	pk_reader_diag(&t->r, t->bag->sink);
	return 0;
}

/* The next whole lines in t->b; their bytes, 0 at the end. */
static size_t
next_block(struct tag_text *t)
{
	/* What a payload manifest says is taken once; a tag manifest may be signed. */
	bool once = pk_str_starts(t->path, PK_S("manifest-"));
	size_t rest = t->b.n - t->used;

	if (t->whole) {
		t->end = true;
		return bag_tag_text(t->bag, &t->bag->recs.v[t->rec], &t->b) == 0 ? t->b.n : 0;
	}
	if (rest)
		memmove(t->b.p, t->b.p + t->used, rest);
	t->b.n = rest;
	if (t->reading)
		return read_lines(t);
	t->end = t->piece == t->held->pieces.n;
	if (!bag_held_piece(t->held, t->piece, &t->b))
		return 0;
	if (once)
		bag_held_drop(t->held, t->piece);
	t->piece++;
	return t->b.n;
}

static bool
refill(struct tag_text *t)
{
	struct pk_str s;
	size_t at;

	if (t->end)
		return false;
	t->base += t->used;
	t->used = next_block(t);
	s = pk_strn(t->b.p, t->used);
	if (!t->whole && (at = pk_utf8_check(s)) < s.n) {
		bag_say(t->bag, PK_D_TAG_CHARSET, t->path, PK_Z(&t->bag->arena, t->bag->encoding), PK_NUM(t->base + at));
		t->end = true;
		return false;
	}
	if (!t->whole && t->base == 0 && pk_str_starts(s, PK_S("\xef\xbb\xbf"))) {
		bag_say(t->bag, PK_D_TAG_BOM, t->path, NULL, NULL);
		s = pk_str_sub(s, 3, s.n);
	}
	t->l.rest = s;
	return true;
}

bool
tag_text_line(struct tag_text *t, struct pk_str *line)
{
	while (!tag_line(&t->l, line))
		if (!refill(t))
			return false;
	return true;
}
