#include "plan/plan.h"
#include "text/page.h"
#include "text/utf8.h"

struct pk_node *
pk_nodes_add(struct pk_nodes *t, enum pk_node_kind kind, size_t parent, size_t line)
{
	struct pk_node n = {.kind = kind & 15u, .line = pk_node_line(line), .up = (uint32_t)(t->n - parent)};

	if (kind == PK_N_CELL)
		n.level = n.cols = 1;
	PK_PUSH(t, n);
	return &t->v[t->n - 1];
}

void
pk_nodes_close(struct pk_nodes *t)
{
	size_t i;

	for (i = 0; i < t->n; i++)
		if (!pk_node_is_block(&t->v[i]))
			t->v[i].size = 1;
	for (i = t->n; i-- > 1;)
		t->v[i - t->v[i].up].size += (uint32_t)pk_node_size(&t->v[i]);
}

struct pk_spans *
pk_spans_dup(struct pk_arena *a, const struct pk_span *v, size_t n)
{
	struct pk_spans *s;

	if (n == 0)
		return NULL;
	s = pk_arena_alloc(a, 1, sizeof(*s) + n * sizeof(*v));
	s->n = n;
	memcpy(s->v, v, n * sizeof(*v));
	return s;
}

struct pk_node *
pk_node_child(const struct pk_node *n, enum pk_node_kind kind)
{
	struct pk_node *c = pk_node_first(n);

	while (c && c->kind != kind)
		c = pk_node_sibling(c);
	return c;
}

struct pk_str
pk_plan_year(const struct pk_node *plan)
{
	return plan->about ? plan->about->year : pk_strn(NULL, 0);
}

struct pk_str
pk_plan_source(const struct pk_node *plan)
{
	return plan->about ? plan->about->source : pk_strn(NULL, 0);
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The length of the blank at s.p + i (not LF), 0 for none. */
static size_t
blank_at(struct pk_str s, size_t i)
{
	uint32_t cp;
	size_t len;

	if (i >= s.n)
		return 0;
	len = pk_utf8_next(s.p + i, s.n - i, &cp);
	return pk_is_blank(cp) || cp == '\r' || cp == '\f' || cp == '\v' ? len : 0;
}

/* Takes blanks off the end of b, but not below `least`. */
static void
chop_blanks(struct pk_buf *b, size_t least)
{
	size_t k;

	for (;;) {
		for (k = 1; k <= 3 && b->n >= least + k; k++)
			if (((unsigned char)b->p[b->n - k] & 0xc0) != 0x80)
				break;
		if (k > 3 || b->n < least + k || blank_at(pk_strn(b->p, b->n), b->n - k) != k)
			return;
		b->n -= k;
	}
}

/* Appends raw without its cuts to *b. */
static void
uncut(struct pk_buf *b, struct pk_str raw)
{
	size_t i = 0, start = b->n, len;

	while (i < raw.n) {
		if (raw.p[i] == '\n') {
			chop_blanks(b, start);
			do
				i = raw.p[i] == '\n' ? pk_skip_page_marks(raw, i + 1) : i + blank_at(raw, i);
			while (i < raw.n && (raw.p[i] == '\n' || blank_at(raw, i)));
			/* Between two Latin words the cut stood for a blank. */
			if (b->n > start && i < raw.n && is_letter(b->p[b->n - 1]) && is_letter(raw.p[i]))
				pk_buf_putc(b, ' ');
			continue;
		}
		len = 1;
		while (i + len < raw.n && raw.p[i + len] != '\n' && raw.p[i + len] != '\t' && raw.p[i] != '\t')
			len++;
		if (raw.p[i] == '\t')
			pk_buf_putc(b, ' ');
		else
			pk_buf_add(b, raw.p + i, len);
		i += len;
	}
}

struct pk_str
pk_text_uncut(struct pk_arena *a, struct pk_str raw)
{
	struct pk_buf b = PK_BUF_INIT;
	struct pk_str s;

	if (raw.n == 0 || (!memchr(raw.p, '\n', raw.n) && !memchr(raw.p, '\t', raw.n)))
		return raw;
	uncut(&b, raw);
	s = pk_str_dup(a, pk_buf_view(&b));
	pk_buf_free(&b);
	return s;
}

/* Punctuation that may end a heading and is no part of it. */
static bool
is_final(uint32_t cp)
{
	cp = pk_fold(cp);
	return cp == 0x3002 || cp == ';' || cp == ':' || cp == ',' || cp == 0x3001 || cp == '.' ||
	       cp == '\n' || pk_is_blank(cp);
}

struct pk_str
pk_str_chop_final(struct pk_str s)
{
	size_t i = 0, end = 0;
	uint32_t cp;

	while (i < s.n) {
		i += pk_utf8_next(s.p + i, s.n - i, &cp);
		if (!is_final(cp))
			end = i;
	}
	s.n = end;
	return s;
}

struct pk_str
pk_str_chop_lead(struct pk_str s)
{
	size_t len;
	uint32_t cp;

	while (s.n) {
		len = pk_utf8_next(s.p, s.n, &cp);
		if (!is_final(cp))
			break;
		s = pk_str_sub(s, len, s.n);
	}
	return s;
}

struct pk_str
pk_item_heading(struct pk_arena *a, const struct pk_node *item)
{
	const struct pk_node *head = pk_node_child(item, PK_N_HEAD);
	struct pk_str s;
	size_t len;

	if (!head)
		return (struct pk_str){NULL, 0};
	s = pk_str_chop_final(pk_text_uncut(a, pk_node_text(head)));
	while ((len = blank_at(s, 0)) > 0)
		s = pk_str_sub(s, len, s.n);
	/* 【指导思想】: brackets around the whole of it mark a heading. */
	if (pk_str_starts(s, PK_S("【")) && pk_str_find(s, PK_S("】"), 0) + strlen("】") == s.n)
		s = pk_str_sub(s, strlen("【"), s.n - strlen("】"));
	return s;
}
