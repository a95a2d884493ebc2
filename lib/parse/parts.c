#include "parse/parts.h"

/* Which lines of a document are its title, its cover notice, furniture, its body. */

struct pk_row *
pk_parts_row(const struct pk_parts *w, size_t i)
{
	return &w->c->rows.v[i];
}

struct pk_str
pk_parts_key(struct pk_parts *w, size_t i, size_t rows)
{
	size_t k, end;
	struct pk_str s;

	for (k = i; k + 1 < i + rows && k + 1 < w->n; k++)
		;
	end = pk_parts_row(w, k)->off + pk_parts_row(w, k)->trim;
	s = pk_strn(w->c->text.p + pk_parts_row(w, i)->off, end - pk_parts_row(w, i)->off);
	pk_row_key(s, 400, w->key);
	return pk_buf_view(w->key);
}

static bool
is_words(const struct pk_row *r)
{
	return r->kind == PK_ROW_TEXT;
}

static void
set(struct pk_parts *w, size_t from, size_t to, enum pk_row_part part)
{
	size_t i;

	for (i = from; i < to && i < w->n; i++)
		pk_parts_row(w, i)->part = part;
}

/* A line that is a link of Markdown and nothing else: -[….pdf](/…). */
static bool
is_link(struct pk_str key)
{
	while (key.n && (key.p[0] == '-' || key.p[0] == '*'))
		key = pk_str_sub(key, 1, key.n);
	return key.n > 4 && key.p[0] == '[' && key.p[key.n - 1] == ')' && pk_str_find(key, PK_S("]("), 0) != PK_NPOS;
}

/* Furniture of a page behind the document: from its first line to the end, nothing but short lines. */
static void
mark_tail(struct pk_parts *w, size_t from)
{
	size_t i, tail = w->n;

	for (i = w->n; i > from; i--) {
		const struct pk_row *r = pk_parts_row(w, i - 1);
		bool alone;

		if (r->kind == PK_ROW_SPACE || r->kind == PK_ROW_PAGE || r->kind == PK_ROW_RULE)
			continue;
		if (r->width > 200 || r->kind != PK_ROW_TEXT)
			break;
		(void)pk_parts_key(w, i - 1, 1);
		if (pk_is_web_line(pk_buf_view(w->key)) || is_link(pk_buf_view(w->key)))
			tail = i - 1;
		else if (r->mark.style != PK_M_NONE || pk_is_terminator(r->last) || r->width > 60 ||
		         pk_is_attach_line(pk_buf_view(w->key), &alone) || pk_is_date_line(pk_buf_view(w->key)) ||
		         pk_label_len(pk_buf_view(w->key)))
			break;
	}
	set(w, tail, w->n, PK_PART_FURNITURE);
}

/* The signature above a date line belongs to it. */
static void
mark_signature(struct pk_parts *w, size_t from, size_t i)
{
	struct pk_row *r;

	pk_parts_row(w, i)->part = PK_PART_NOTICE;
	if (i <= from)
		return;
	r = pk_parts_row(w, i - 1);
	if (is_words(r) && r->part == PK_PART_BODY && r->width <= 70 && r->mark.style == PK_M_NONE &&
	    !pk_is_terminator(r->last) && !pk_label_len(pk_parts_key(w, i - 1, 1)))
		r->part = PK_PART_NOTICE;
}

/* 三、活动时间 and "2026年6月" alone below it: the line answers the heading, and signs nothing. */
static bool
answers_heading(struct pk_parts *w, size_t from, size_t i)
{
	static const char *const ends[] = {"时间", "时间:", "日期", "日期:", "期限", "时限", NULL};
	struct pk_str key;
	size_t k;

	while (i > from && pk_parts_row(w, i - 1)->kind == PK_ROW_SPACE)
		i--;
	if (i <= from || pk_parts_row(w, i - 1)->kind != PK_ROW_TEXT || pk_parts_row(w, i - 1)->width > 40)
		return false;
	key = pk_parts_key(w, i - 1, 1);
	for (k = 0; ends[k]; k++)
		if (pk_str_ends(key, pk_str(ends[k])))
			return true;
	return false;
}

/* Signatures and dates, document numbers and data under the title, page marks, contents. */
static void
mark_inside(struct pk_parts *w, size_t from)
{
	size_t i, lead = from;

	for (i = from; i < w->n; i++) {
		struct pk_row *r = pk_parts_row(w, i);

		if (r->part == PK_PART_FURNITURE)
			continue;
		if (r->kind == PK_ROW_PAGE || r->kind == PK_ROW_RULE || r->toc) {
			r->part = PK_PART_INSIDE;
			continue;
		}
		if (r->kind != PK_ROW_TEXT || r->width > 200)
			continue;
		if (i == lead) {
			struct pk_str key = pk_parts_key(w, i, 1);

			if (pk_is_doc_number(key) || pk_is_date_line(key) || pk_is_meta_line(key)) {
				r->part = PK_PART_NOTICE;
				lead = i + 1;
				continue;
			}
			/* The page's own notices, with marks too. */
			if (pk_is_web_line(key)) {
				r->part = PK_PART_INSIDE;
				lead = i + 1;
				continue;
			}
		}
		if (r->width <= 8 && pk_str_is(pk_parts_key(w, i, 1), "目录"))
			r->part = PK_PART_INSIDE;
		else if (r->width <= 44 && (r->last == 0x65e5 || r->last == 0x6708 || r->last == ')') &&
		         pk_is_date_line(pk_parts_key(w, i, 1)) && !answers_heading(w, from, i)) /* 日 月 */
			mark_signature(w, from, i);
		else if (r->mark.style == PK_M_NONE && pk_is_web_line(pk_row_text(w->c, r)))
			r->part = PK_PART_INSIDE;
	}
}

/* The line beside page marks that is always the same: a running header. */
static void
mark_headers(struct pk_parts *w)
{
	struct pk_str last = {NULL, 0}, text;
	size_t i, k, last_row = 0;

	for (i = 0; i < w->n; i++) {
		if (pk_parts_row(w, i)->kind != PK_ROW_PAGE)
			continue;
		for (k = i; k < w->n && (k == i || pk_parts_row(w, k)->kind == PK_ROW_SPACE); k++)
			;
		if (k >= w->n || pk_parts_row(w, k)->kind != PK_ROW_TEXT || pk_parts_row(w, k)->width > 100)
			continue;
		text = pk_row_text(w->c, pk_parts_row(w, k));
		if (last.n && pk_str_eq(last, text)) {
			pk_parts_row(w, k)->part = PK_PART_INSIDE;
			if (pk_parts_row(w, last_row)->part == PK_PART_BODY)
				pk_parts_row(w, last_row)->part = PK_PART_INSIDE;
		}
		last = text;
		last_row = k;
	}
}

/* Rows of a table whose columns stand apart by blanks: a header, then rows of as many columns. */
static void
mark_grid(struct pk_parts *w, size_t from)
{
	size_t i, columns = 0;

	for (i = from; i < w->n; i++) {
		struct pk_row *r = pk_parts_row(w, i);
		struct pk_str s = pk_row_text(w->c, r);

		if (r->kind != PK_ROW_TEXT) {
			columns = 0;
			continue;
		}
		if (columns > 0 && pk_grid_columns(s) + 1 >= columns) {
			r->kind = PK_ROW_TABLE;
			r->mark = (struct pk_mark){0};
			continue;
		}
		columns = 0;
		if (r->mark.style == PK_M_NONE && pk_grid_heads(s, &columns))
			r->kind = PK_ROW_TABLE;
		else
			columns = 0;
	}
}

/* Labels and attachments are known by their words, which need the whole line. */
static void
mark_kinds(struct pk_parts *w, size_t from)
{
	struct pk_str key;
	size_t i;
	bool alone;

	for (i = from; i < w->n; i++) {
		struct pk_row *r = pk_parts_row(w, i);

		if (r->kind != PK_ROW_TEXT || r->mark.style != PK_M_NONE || r->width < 4 ||
		    !pk_may_begin_label(pk_row_text(w->c, r)))
			continue;
		pk_row_key(pk_str_sub(pk_row_text(w->c, r), 0, 360), 400, w->key);
		key = pk_buf_view(w->key);
		while (key.n > 2 && pk_str_starts(key, PK_S("**"))) /* **责任单位:**… */
			key = pk_str_sub(key, 2, key.n);
		if (key.n == 0)
			continue;
		if (pk_label_len(key) > 0)
			r->kind = PK_ROW_LABEL;
		else if (r->width < 200 && pk_is_attach_line(key, &alone))
			r->kind = PK_ROW_ATTACH;
	}
}

/* --- key: value --- at the head of a file. */
static size_t
front(struct pk_parts *w)
{
	size_t i, k;

	for (i = 0; i < w->n && pk_parts_row(w, i)->kind == PK_ROW_SPACE; i++)
		;
	if (i >= w->n || pk_parts_row(w, i)->kind != PK_ROW_RULE)
		return 0;
	for (k = i + 1; k < w->n && k < i + PK_LOOKAHEAD; k++)
		if (pk_parts_row(w, k)->kind == PK_ROW_RULE)
			return k + 1;
	return 0;
}

void
pk_segment_parts(struct pk_chunk *c, size_t n, struct pk_buf *scratch)
{
	struct pk_parts w = {.c = c, .n = n, .key = scratch, .cover = SIZE_MAX, .title = SIZE_MAX};
	size_t from, i;

	for (i = 0; i < n; i++)
		c->rows.v[i].part = PK_PART_BODY;
	from = front(&w);
	set(&w, 0, from, PK_PART_FURNITURE);
	pk_title_find(&w, from);
	if (w.title != SIZE_MAX) {
		set(&w, from, w.title, PK_PART_FURNITURE);
		if (w.cover < w.title)
			set(&w, w.cover, w.title, PK_PART_NOTICE);
		set(&w, w.title, w.behind, PK_PART_TITLE);
		from = w.behind;
	}
	mark_headers(&w);
	mark_tail(&w, from);
	mark_inside(&w, from);
	mark_grid(&w, from);
	mark_kinds(&w, from);
	pk_buf_free(&w.name);
}
