#include "plan/lint_int.h"

#include "text/num.h"
#include "text/utf8.h"

/*
 * Placeholders that somebody has to fill in: 20xx年, **局, ___, ×××, ○○县.  Found in the
 * text itself, whatever was understood of it; spans marked as masked are added.
 *
 * A mask is a run of one kind of mask character.  What it hides is told by its neighbours.
 */
enum cls { NAME, DATE, AMOUNT, NUMBER, CLASSES };
enum kind { NONE, CROSS, STAR, BAR, RING, BOX };

struct run {
	size_t from, to; /* bytes of the text */
	size_t n;        /* characters */
	enum kind kind;
	uint32_t before, after; /* folded neighbours, 0 at the ends of the text */
	bool emphasis;          /* Markdown's, not a mask */
};
struct runs {
	struct run *v;
	size_t n, cap;
};

static enum kind
kind_of(uint32_t cp)
{
	switch (cp) {
	case 'x':
	case 'X':
	case 0xd7:
	case 0x2715:
		return CROSS;
	case '*':
		return STAR;
	case '_':
		return BAR;
	case 0x25cb:
	case 0x25ef:
	case 0x3007:
		return RING; /* ○ is folded to 〇 */
	case 0x25a1:
		return BOX;
	default:
		return NONE;
	}
}

static uint32_t
char_at(struct pk_str s, size_t i, size_t *len)
{
	uint32_t cp = 0;

	*len = i < s.n ? pk_utf8_next(s.p + i, s.n - i, &cp) : 0;
	return *len ? pk_fold(cp) : 0;
}

static void
find_runs(struct pk_str s, struct runs *out)
{
	uint32_t cp, before = 0;
	size_t i = 0, len;

	while (i < s.n) {
		struct run r = {.from = i, .before = before};

		cp = char_at(s, i, &len);
		r.kind = kind_of(cp);
		if (r.kind == NONE) {
			before = cp;
			i += len;
			continue;
		}
		do {
			r.n++;
			before = cp;
			i += len;
			cp = char_at(s, i, &len);
		} while (len && kind_of(cp) == r.kind);
		r.to = i;
		r.after = cp;
		PK_PUSH(out, r);
	}
}

static bool
is_letter(uint32_t c)
{
	return (c | 32) >= 'a' && (c | 32) <= 'z';
}

static bool
is_number(uint32_t c)
{
	return c >= '0' && c <= '9';
}

static bool
is_gap(uint32_t c)
{
	return c == 0 || c <= ' ' || pk_is_blank(c);
}

static bool
is_word(uint32_t c)
{
	return is_letter(c) || is_number(c) || pk_is_han(c);
}

/* 年 月 日 元 万 时 分 %: what a single x can stand before. */
static bool
is_measure(uint32_t c)
{
	return c == 0x5e74 || c == 0x6708 || c == 0x65e5 || c == 0x5143 || c == 0x4e07 ||
	       c == 0x65f6 || c == '%';
}

static bool
is_mask(const struct run *r)
{
	switch (r->kind) {
	case CROSS:
		/* not in words (docx), sizes (3x4) and addresses */
		if (is_letter(r->before) || is_letter(r->after) || is_number(r->after) ||
		    r->before == '.' || r->before == '/' || r->before == '@' || r->after == '@')
			return false;
		return r->n > 1 || is_measure(r->after);
	case STAR:
		return r->n > 1 ? !r->emphasis
				: pk_is_han(r->after) && r->before != 0 && !is_gap(r->before);
	case BAR:
		return r->n > 1 && !is_letter(r->before) && !is_letter(r->after);
	case RING:
		return r->n > 1 && pk_digit(r->before) < 0 && pk_digit(r->after) < 0;
	case BOX:
		return r->n > 1;
	default:
		return false;
	}
}

/* What names of places and units go on with behind a mask: "**县", "**局". */
static bool
is_place(uint32_t c)
{
	static const uint32_t set[] = {0x5c40, 0x53bf, 0x5e02, 0x533a, 0x9547, 0x4e61, 0x6751,
	    0x7701, 0x5385, 0x90e8, 0x59d4, 0};
	size_t i;

	for (i = 0; set[i]; i++)
		if (set[i] == c)
			return true;
	return false;
}

/* Does b close the Markdown emphasis that a opens? */
static bool
is_pair(struct pk_str s, const struct run *a, const struct run *b)
{
	struct pk_str in = pk_str_sub(s, a->to, b->from);

	if (a->kind != STAR || b->kind != STAR || a->n != b->n || is_word(a->before) ||
	    is_gap(a->after))
		return false;
	if (!is_word(b->after))
		return !is_gap(b->before);
	/* "**责任单位:**市教体局", but not "**县责任单位:**局" */
	return (pk_str_ends(in, PK_S(":")) || pk_str_ends(in, PK_S("：")) ||
		   pk_str_ends(in, PK_S("。"))) &&
	       !is_place(a->after);
}

static void
mark_emphasis(struct pk_str s, struct runs *r)
{
	size_t i;

	for (i = 0; i + 1 < r->n; i++)
		if (is_pair(s, &r->v[i], &r->v[i + 1])) {
			r->v[i].emphasis = r->v[i + 1].emphasis = true;
			i++;
		}
}

/* A rule across the page ("-----" has no mask in it; "*****", "_____" have). */
static bool
is_rule(struct pk_str s)
{
	size_t i, len, n = 0;
	uint32_t cp;

	for (i = 0; i < s.n; i += len) {
		cp = char_at(s, i, &len);
		if (kind_of(cp) == STAR || kind_of(cp) == BAR)
			n++;
		else if (!is_gap(cp))
			return false;
	}
	return n > 0;
}

static enum cls
class_of(struct pk_str s, const struct run *r)
{
	static const char *const number[] = {"电话:", "电话：", "电话", "手机:", "手机：",
	    "号码:", "号码：", "邮箱:", "邮箱：", "〔", "[", "［", NULL};
	static const char *const money[] = {"元", "万元", "亿元", NULL};
	struct pk_str ahead = pk_str_sub(s, 0, r->from), behind = pk_str_sub(s, r->to, s.n);
	bool digits = is_number(r->before);
	size_t i;

	while (ahead.n && is_number((unsigned char)ahead.p[ahead.n - 1]))
		ahead.n--;
	for (i = 0; money[i]; i++)
		if (pk_str_starts(behind, pk_str(money[i])))
			return AMOUNT;
	if (pk_lint_ends(ahead, number) || r->after == 0x53f7) /* 号 */
		return NUMBER;
	if (digits || r->after == 0x5e74 || r->after == 0x6708 || r->after == 0x65e5)
		return DATE;
	return NAME;
}

enum { BEHIND = 4, SHOWN = 5, QUOTE = 60 }; /* Han characters shown behind a mask; masks; columns */

/* What a date is written with. */
static bool
is_date_char(uint32_t c)
{
	static const uint32_t set[] = {0x5e74, 0x6708, 0x65e5, 0x53f7, 0x81f3, 0x5230, 0x5e95,
	    0x524d, '-', 0x2014, 0}; /* 年月日号至到底前 */
	size_t i;

	for (i = 0; set[i]; i++)
		if (set[i] == c)
			return true;
	return is_number(c) || kind_of(c) != NONE;
}

/* The mask with the digits before it and what belongs to it: "20xx年9月1日-9日", "**县文明餐". */
static void
snippet(struct pk_str s, const struct run *r, enum cls c, struct pk_buf *b)
{
	size_t from = r->from, to = r->to, len, han = 0;
	uint32_t cp;

	while (from > 0 && is_number((unsigned char)s.p[from - 1]))
		from--;
	while (to < s.n) {
		cp = char_at(s, to, &len);
		if (c == DATE ? !is_date_char(cp)
			      : han == BEHIND || !(pk_is_han(cp) || kind_of(cp) != NONE))
			break;
		han += pk_is_han(cp);
		to += len;
	}
	pk_buf_str(b, pk_str_sub(s, from, to));
}

static void
report(struct pk_lint *l, const struct pk_node *n, size_t at, enum cls c, struct pk_str what)
{
	static const enum pk_diag_id id[CLASSES] = {PK_D_LINT_MASKED_NAME, PK_D_LINT_MASKED_DATE,
	    PK_D_LINT_MASKED_AMOUNT, PK_D_LINT_MASKED_NUMBER};

	pk_lint_add(l, id[c], n, pk_lint_line(l, n, at), pk_lint_quote(l, what, QUOTE), NULL);
}

/* One finding for all masks of a class in the block. */
static void
masks_of(struct pk_lint *l, const struct pk_node *n, const struct runs *r, enum cls c)
{
	struct pk_buf b = PK_BUF_INIT;
	size_t i, before, count = 0, first = 0, end = 0;

	for (i = 0; i < r->n; i++) {
		/* what an earlier one showed already (x月x日) is one with it */
		if (r->v[i].from < end || !is_mask(&r->v[i]) || class_of(pk_node_text(n), &r->v[i]) != c)
			continue;
		first = count ? first : r->v[i].from;
		if (count++ >= SHOWN)
			continue;
		if (count > 1)
			pk_buf_putc(&b, ' ');
		before = b.n;
		snippet(pk_node_text(n), &r->v[i], c, &b);
		end = r->v[i].from + (b.n - before);
	}
	if (count)
		report(l, n, first, c, pk_buf_view(&b));
	pk_buf_free(&b);
}

/* Spans are asked in order: *at goes on from one to the next. */
static bool
has_run(const struct runs *r, size_t *at, const struct pk_span *s)
{
	size_t i;

	while (*at < r->n && r->v[*at].to <= s->from)
		++*at;
	for (i = *at; i < r->n && r->v[i].from < s->to; i++)
		if (is_mask(&r->v[i]))
			return true;
	return false;
}

static void
masked_spans(struct pk_lint *l, const struct pk_node *n, const struct runs *r)
{
	size_t i, at = 0;

	for (i = 0; i < pk_node_spans(n); i++) {
		const struct pk_span *s = &n->spans->v[i];
		bool money = s->kind == PK_SP_MONEY && pk_str_is(s->attr[PK_A_VALUE], "X");

		/* dots for names are empty, not masked: lint_empty.c */
		if (pk_str_starts(pk_str_sub(pk_node_text(n), s->from, s->to), PK_S("…")))
			continue;
		if ((s->attr[PK_A_MASKED].n || money) && !has_run(r, &at, s))
			report(l, n, s->from,
			    money                   ? AMOUNT
			    : s->kind == PK_SP_TIME ? DATE
						    : NAME,
			    pk_str_sub(pk_node_text(n), s->from, s->to));
	}
}

void
pk_lint_masks(struct pk_lint *l)
{
	const struct pk_node *n;
	struct runs r = {0};
	size_t c;

	for (n = l->plan; n; n = pk_node_next(l->plan, n)) {
		if (!pk_lint_is_block(n) || (n->kind == PK_N_P && is_rule(pk_node_text(n))))
			continue;
		r.n = 0;
		find_runs(pk_node_text(n), &r);
		mark_emphasis(pk_node_text(n), &r);
		for (c = 0; c < CLASSES && r.n > 0; c++)
			masks_of(l, n, &r, (enum cls)c);
		masked_spans(l, n, &r);
	}
	pk_free(r.v);
}
