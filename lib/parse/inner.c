#include "parse/marker.h"

#include "text/utf8.h"

/* Lists inside a paragraph: 1.…2.…, (1)…(2)…, ①…②…, (一)…(二)….  See pk_marks_inside(). */

enum { STYLES = 5 };
static const enum pk_mark_style style_of[STYLES] = {
    PK_M_NUM, PK_M_NUM_PAREN, PK_M_NUM_HALF, PK_M_CIRCLE, PK_M_HAN_PAREN};

/* A run that counts up, not yet known to be a list. */
struct run {
	unsigned next;  /* number wanted next, 0: no run open */
	size_t first;   /* its first member in `out`, that is still alone */
	bool pending;
	bool strict;    /* it goes on with the paragraph's own mark: only behind a full stop */
};

static int
slot_of(enum pk_mark_style style)
{
	int k;

	for (k = 0; k < STYLES; k++)
		if (style_of[k] == style)
			return k;
	return -1;
}

/* A mark inside a text stands behind punctuation, a bracket's end or a blank. */
static bool
may_follow(uint32_t before, enum pk_mark_style style)
{
	if (style == PK_M_CIRCLE)
		return true;
	switch (pk_fold(before)) {
	case 0: case ':': case ';': case ',': case '.': case ')': case '!': case '?': case ' ': case '\n': case '\t':
	case 0x3002: case 0x3001: case 0x201d: case 0x300b: case 0x2026:
		return true;
	default:
		/* (1) may follow a word, but not 第(1) or 见(1). */
		return style == PK_M_NUM_PAREN && pk_is_han(before) && before != 0x7b2c && before != 0x89c1;
	}
}

/* The next place where a mark may begin: a digit, a bracket, an enclosed number. */
static size_t
skip_plain(struct pk_str text, size_t i)
{
	const unsigned char *p = (const unsigned char *)text.p;

	for (; i < text.n; i++) {
		unsigned char b = p[i];

		if (b >= 0xe3 && b <= 0xe9) {
			i += 2;
			continue;
		}
		if ((b >= '0' && b <= '9') || b == '(')
			return i;
		if (b == 0xe2 && i + 2 < text.n && p[i + 1] >= 0x91 && p[i + 1] <= 0x9e &&
		    (p[i + 1] <= 0x93 || p[i + 1] >= 0x9d))
			return i;
		/* Full-width digits and bracket. */
		if (b == 0xef && i + 2 < text.n && p[i + 1] == 0xbc &&
		    (p[i + 2] == 0x88 || (p[i + 2] >= 0x90 && p[i + 2] <= 0x99)))
			return i;
	}
	return text.n;
}

static uint32_t
char_before(struct pk_str text, size_t from, size_t i)
{
	uint32_t cp;
	size_t b = i;

	if (i <= from)
		return 0;
	do
		b--;
	while (b > from && ((unsigned char)text.p[b] & 0xc0) == 0x80);
	(void)pk_utf8_next(text.p + b, i - b, &cp);
	return cp;
}

/* Words must follow the mark: (1)(2)项, ①②③ are references. */
static bool
has_words(struct pk_str text, size_t i)
{
	uint32_t cp;
	size_t len;

	for (; i < text.n; i += len) {
		len = pk_utf8_next(text.p + i, text.n - i, &cp);
		if (!pk_is_blank(cp) && cp != '\n')
			return pk_is_han(cp) || cp == 0x201c || cp == 0x300a || (cp >= '0' && cp <= '9') ||
			       (cp | 32) == 'x' || (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z') || cp == '*';
	}
	return false;
}

static void
offer(struct run *run, struct pk_inner_marks *out, size_t base, size_t at, struct pk_mark m, int k,
    uint32_t before)
{
	struct run *r = &run[k];
	struct pk_inner_mark x = {at, m};

	if (m.value == 1) {
		if (r->pending) /* the run before had one member only: forget it */
			out->v[base + r->first].mark.style = PK_M_NONE;
		r->first = out->n - base;
		r->pending = true;
		r->strict = false;
		r->next = 2;
		PK_PUSH(out, x);
	} else if (r->next != 0 && m.value == r->next &&
	           (!r->strict || before == 0x3002 || pk_fold(before) == ';' || pk_fold(before) == ' ')) {
		r->pending = false;
		r->next++;
		PK_PUSH(out, x);
	}
}

static void
drop_lone(struct run *run, struct pk_inner_marks *out, size_t base, const struct pk_mark *next)
{
	size_t i, n = base;
	int k;

	for (k = 0; k < STYLES; k++)
		if (run[k].pending && !(next && next->style == style_of[k] && next->value == 2))
			out->v[base + run[k].first].mark.style = PK_M_NONE;
	for (i = base; i < out->n; i++)
		if (out->v[i].mark.style != PK_M_NONE)
			out->v[n++] = out->v[i];
	out->n = n;
}

void
pk_marks_inside(struct pk_str text, size_t from, const struct pk_mark *own, const struct pk_mark *next,
    struct pk_inner_marks *out)
{
	struct run run[STYLES] = {{0}};
	size_t i, base = out->n;
	uint32_t cp;
	struct pk_mark m;
	int k;

	if (own && own->value > 0 && (k = slot_of(own->style)) >= 0) {
		run[k].next = own->value + 1;
		run[k].strict = true;
	}
	for (i = skip_plain(text, from); i < text.n; i = skip_plain(text, i)) {
		/* A line's worth of text is enough to read a mark. */
		if (pk_mark_at(pk_str_sub(text, i, i + 64), 0, PK_MARK_INSIDE, &m) && (k = slot_of(m.style)) >= 0 &&
		    may_follow(char_before(text, from, i), m.style) && has_words(text, i + m.len)) {
			offer(run, out, base, i, m, k, char_before(text, from, i));
			i += m.len;
			continue;
		}
		/* The rest of a number begins no mark. */
		do {
			i += pk_utf8_next(text.p + i, text.n - i, &cp);
			if (i >= text.n)
				break;
			(void)pk_utf8_next(text.p + i, text.n - i, &cp);
		} while (pk_fold(cp) >= '0' && pk_fold(cp) <= '9');
	}
	drop_lone(run, out, base, next);
}
