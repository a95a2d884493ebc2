#include "parse/segment.h"

/* Which lines of a document are its title, its cover notice, furniture, its body. */

enum {
	HEAD_ROWS = 300, /* rows in which the title of the document behind a cover notice is looked for */
	TITLE_ROWS = 3   /* lines that a title may take */
};

struct work {
	struct pk_chunk *c;
	size_t n;
	struct pk_buf *key;
	size_t cover;         /* first row of the cover notice, SIZE_MAX none */
	size_t title, behind; /* rows [title, behind) are the title; title SIZE_MAX: none */
	struct pk_buf name;   /* of the document the notice issues */
};

static struct pk_row *
row(const struct work *w, size_t i)
{
	return &w->c->rows.v[i];
}

static struct pk_str
key_of(struct work *w, size_t i, size_t rows)
{
	size_t k, end;
	struct pk_str s;

	for (k = i; k + 1 < i + rows && k + 1 < w->n; k++)
		;
	end = row(w, k)->off + row(w, k)->trim;
	s = pk_strn(w->c->text.p + row(w, i)->off, end - row(w, i)->off);
	pk_row_key(s, 400, w->key);
	return pk_buf_view(w->key);
}

static bool
is_words(const struct pk_row *r)
{
	return r->kind == PK_ROW_TEXT;
}

/* A paragraph of the text itself ends the head of a document. */
static bool
is_paragraph(struct work *w, size_t i)
{
	const struct pk_row *r = row(w, i);

	return is_words(r) && r->width >= 40 && pk_is_terminator(r->last) &&
	       !pk_is_web_line(pk_row_text(w->c, r));
}

static bool
is_list(const struct pk_row *r)
{
	return is_words(r) && r->mark.style != PK_M_NONE && r->mark.style != PK_M_HASH1;
}

/* The kind of title in rows [i, i + *rows), one row if that does, else up to TITLE_ROWS. */
static enum pk_title_kind
title_at(struct work *w, size_t i, struct pk_title *t, size_t *rows)
{
	enum pk_title_kind k;

	*rows = 1;
	if (!is_words(row(w, i)) || row(w, i)->width > 200)
		return PK_TITLE_NONE;
	k = pk_title_of(key_of(w, i, 1), t);
	if (k != PK_TITLE_NONE)
		return pk_is_web_line(pk_buf_view(w->key)) && k != PK_TITLE_SERIES ? PK_TITLE_NONE : k;
	for (*rows = 2; *rows <= TITLE_ROWS; ++*rows) {
		const struct pk_row *r;

		if (i + *rows > w->n)
			return PK_TITLE_NONE;
		r = row(w, i + *rows - 1);
		if (!is_words(r) || r->mark.style != PK_M_NONE)
			return PK_TITLE_NONE;
		/* Only a notice or a bracket left open needs the second line to be known. */
		k = pk_title_of(key_of(w, i, *rows), t);
		if (k == PK_TITLE_NOTICE || (k == PK_TITLE_PLAN && row(w, i)->open > 0))
			return k;
	}
	return PK_TITLE_NONE;
}

/* The row where the name that the notice issues stands as a title. */
static size_t
find_name(struct work *w, size_t from, size_t *rows)
{
	struct pk_str name = pk_buf_view(&w->name), key;
	size_t i;

	for (i = from; name.n && i < w->n && i < from + HEAD_ROWS; i++) {
		if (!is_words(row(w, i)) || row(w, i)->width > 200)
			continue;
		for (*rows = 1; *rows <= TITLE_ROWS && i + *rows <= w->n; ++*rows) {
			key = key_of(w, i, *rows);
			while (key.n && (key.p[0] == '#' || key.p[0] == '*'))
				key = pk_str_sub(key, 1, key.n);
			while (key.n && key.p[key.n - 1] == '*')
				key.n--;
			if (pk_str_starts(key, name) && key.n < name.n + 40 && pk_str_find(key, PK_S("。"), 0) == PK_NPOS)
				return i;
			if (!pk_str_starts(name, key))
				break;
		}
	}
	return SIZE_MAX;
}

/* A title behind the signature or the word 附件, for a notice that does not name its document. */
static size_t
find_behind_signature(struct work *w, size_t from)
{
	struct pk_title t;
	bool signature = false, alone;
	size_t i, rows;

	for (i = from; i < w->n && i < from + HEAD_ROWS; i++) {
		struct pk_str key;

		if (!is_words(row(w, i)) || row(w, i)->width > 200)
			continue;
		key = key_of(w, i, 1);
		if (pk_is_date_line(key) || (pk_is_attach_line(key, &alone) && alone && key.p[key.n - 1] != ':'))
			signature = true;
		else if (signature && title_at(w, i, &t, &rows) == PK_TITLE_PLAN && row(w, i)->mark.style == PK_M_NONE)
			return i;
	}
	return SIZE_MAX;
}

/* The first title of the head; a series title, or a later repetition of it, is better. */
static void
find_title(struct work *w, size_t from)
{
	struct pk_title t;
	size_t i, rows, at;
	enum pk_title_kind k;
	bool series = false;

	for (i = from; i < w->n && i < from + HEAD_ROWS; i++) {
		if (is_list(row(w, i)) && row(w, i)->mark.style != PK_M_NUM)
			break;
		if (w->title != SIZE_MAX && !series && is_paragraph(w, i))
			break;
		k = title_at(w, i, &t, &rows);
		if (k == PK_TITLE_NONE && is_list(row(w, i)))
			break;
		if (k == PK_TITLE_NONE || (is_list(row(w, i)) && !t.issues) || (series && k != PK_TITLE_SERIES))
			continue;
		if (k == PK_TITLE_NOTICE && t.issues && w->cover == SIZE_MAX) {
			w->cover = i;
			pk_buf_clear(&w->name);
			pk_buf_str(&w->name, t.name);
			w->title = i;
			w->behind = i + rows;
			at = find_name(w, i + rows, &rows);
			if (at == SIZE_MAX) {
				at = find_behind_signature(w, i + rows);
				rows = 1;
			}
			if (at != SIZE_MAX) {
				w->title = at;
				w->behind = at + rows;
			}
			return;
		}
		series = k == PK_TITLE_SERIES;
		w->title = i;
		w->behind = i + rows;
		i += rows - 1;
	}
}

/* A line that the title's first half may be: a body's name or a year. */
static bool
is_half_title(struct work *w, size_t i)
{
	static const char *const end[] = {"年", "年度", "县", "市", "区", "镇", "乡", "局", "委", "会", "政府", "办公室", "学校", "中学",
	    "小学", "医院", "公司", "集团", "支部", "厅", "处", "中心", "街道", "大学", "学院", "馆", "所", "站", "社", "队", "部", "省", "园",
	    "关于", "的", "村", "委员会", "党委", "总支", NULL};
	const struct pk_row *r = row(w, i);
	struct pk_str key;
	bool alone, generic = row(w, w->title)->width <= 22;
	size_t k;

	if (!is_words(r) || r->width > 90 || r->mark.style > PK_M_HASH1 || r->stop || r->width < 4)
		return false;
	key = key_of(w, i, 1);
	if (pk_is_date_line(key) || pk_is_doc_number(key) || pk_is_web_line(key) || pk_is_meta_line(key) ||
	    pk_is_attach_line(key, &alone) || r->last == ')' || r->last == ':' || pk_is_terminator(r->last))
		return false;
	if (pk_str_find(key, PK_S(":"), 0) != PK_NPOS || key.p[0] == '(')
		return false;
	for (k = 0; end[k]; k++)
		if (pk_str_ends(key, pk_str(end[k])))
			return true;
	return generic;
}

/* Lines above the title that are its first half, where the document or the annex begins. */
static void
extend_up(struct work *w, size_t from)
{
	size_t i = w->title, k;
	bool alone;

	if (i == SIZE_MAX || i <= from)
		return;
	for (k = i; k > from && i - k < TITLE_ROWS - 1 && is_half_title(w, k - 1); k--)
		;
	if (k == i)
		return;
	if (k > from) {
		struct pk_str key = key_of(w, k - 1, 1);

		if (!is_words(row(w, k - 1)) || (!pk_is_date_line(key) && !(pk_is_attach_line(key, &alone) && alone)))
			return;
	}
	w->title = k;
}

/* (2026—2028年), (试行) on a line of its own under the title. */
static void
extend_down(struct work *w)
{
	const struct pk_row *r;

	if (w->title == SIZE_MAX || w->behind >= w->n)
		return;
	r = row(w, w->behind);
	if (is_words(r) && r->last == ')' && r->width <= 40 && r->mark.style == PK_M_NONE) {
		struct pk_str key = key_of(w, w->behind, 1);

		if (key.p[0] == '(' &&
		    (pk_str_ends(key, PK_S("年)")) || pk_str_ends(key, PK_S("稿)")) || pk_str_ends(key, PK_S("行)")) ||
		        pk_str_ends(key, PK_S("案)")) || pk_str_ends(key, PK_S("年度)"))))
			w->behind++;
	}
}

/* A document without any title of the known kinds: its first short line. */
static void
first_line_title(struct work *w, size_t from)
{
	size_t i;

	for (i = from; i < w->n && !is_words(row(w, i)); i++)
		;
	if (i >= w->n || row(w, i)->mark.style > PK_M_HASH1 || row(w, i)->width > 100 || row(w, i)->stop)
		return;
	if (pk_is_terminator(row(w, i)->last) || row(w, i)->last == ':' || row(w, i)->last == ',')
		return;
	if (pk_is_web_line(key_of(w, i, 1)))
		return;
	w->title = i;
	w->behind = i + 1;
}

static void
set(struct work *w, size_t from, size_t to, enum pk_row_part part)
{
	size_t i;

	for (i = from; i < to && i < w->n; i++)
		row(w, i)->part = part;
}

/* Furniture of a page behind the document: from its first line to the end, nothing but short lines. */
static void
mark_tail(struct work *w, size_t from)
{
	size_t i, tail = w->n;

	for (i = w->n; i > from; i--) {
		const struct pk_row *r = row(w, i - 1);
		bool alone;

		if (r->kind == PK_ROW_SPACE || r->kind == PK_ROW_PAGE || r->kind == PK_ROW_RULE)
			continue;
		if (r->width > 200 || r->kind != PK_ROW_TEXT)
			break;
		(void)key_of(w, i - 1, 1);
		if (pk_is_web_line(pk_buf_view(w->key)))
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
mark_signature(struct work *w, size_t from, size_t i)
{
	struct pk_row *r;

	row(w, i)->part = PK_PART_NOTICE;
	if (i <= from)
		return;
	r = row(w, i - 1);
	if (is_words(r) && r->part == PK_PART_BODY && r->width <= 70 && r->mark.style == PK_M_NONE &&
	    !pk_is_terminator(r->last) && !pk_label_len(key_of(w, i - 1, 1)))
		r->part = PK_PART_NOTICE;
}

/* Signatures and dates, document numbers and data under the title, page marks, contents. */
static void
mark_inside(struct work *w, size_t from)
{
	size_t i, lead = from;

	for (i = from; i < w->n; i++) {
		struct pk_row *r = row(w, i);

		if (r->part == PK_PART_FURNITURE)
			continue;
		if (r->kind == PK_ROW_PAGE || r->kind == PK_ROW_RULE || r->toc) {
			r->part = PK_PART_INSIDE;
			continue;
		}
		if (r->kind != PK_ROW_TEXT || r->width > 200)
			continue;
		if (i == lead) {
			struct pk_str key = key_of(w, i, 1);

			if (pk_is_doc_number(key) || pk_is_date_line(key) || pk_is_meta_line(key)) {
				r->part = PK_PART_NOTICE;
				lead = i + 1;
				continue;
			}
		}
		if (r->width <= 8 && pk_str_is(key_of(w, i, 1), "目录"))
			r->part = PK_PART_INSIDE;
		else if (r->width <= 44 && (r->last == 0x65e5 || r->last == 0x6708 || r->last == ')') &&
		         pk_is_date_line(key_of(w, i, 1))) /* 日 月 */
			mark_signature(w, from, i);
		else if (r->mark.style == PK_M_NONE && pk_is_web_line(pk_row_text(w->c, r)))
			r->part = PK_PART_INSIDE;
	}
}

/* The line beside page marks that is always the same: a running header. */
static void
mark_headers(struct work *w)
{
	struct pk_str last = {NULL, 0}, text;
	size_t i, k, last_row = 0;

	for (i = 0; i < w->n; i++) {
		if (row(w, i)->kind != PK_ROW_PAGE)
			continue;
		for (k = i; k < w->n && (k == i || row(w, k)->kind == PK_ROW_SPACE); k++)
			;
		if (k >= w->n || row(w, k)->kind != PK_ROW_TEXT || row(w, k)->width > 100)
			continue;
		text = pk_row_text(w->c, row(w, k));
		if (last.n && pk_str_eq(last, text)) {
			row(w, k)->part = PK_PART_INSIDE;
			if (row(w, last_row)->part == PK_PART_BODY)
				row(w, last_row)->part = PK_PART_INSIDE;
		}
		last = text;
		last_row = k;
	}
}

/* Rows of a table whose columns stand apart by blanks: a header, then rows of as many columns. */
static void
mark_grid(struct work *w, size_t from)
{
	size_t i, columns = 0;

	for (i = from; i < w->n; i++) {
		struct pk_row *r = row(w, i);
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
mark_kinds(struct work *w, size_t from)
{
	struct pk_str key;
	size_t i;
	bool alone;

	for (i = from; i < w->n; i++) {
		struct pk_row *r = row(w, i);

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
front(struct work *w)
{
	size_t i, k;

	for (i = 0; i < w->n && row(w, i)->kind == PK_ROW_SPACE; i++)
		;
	if (i >= w->n || row(w, i)->kind != PK_ROW_RULE)
		return 0;
	for (k = i + 1; k < w->n && k < i + PK_LOOKAHEAD; k++)
		if (row(w, k)->kind == PK_ROW_RULE)
			return k + 1;
	return 0;
}

void
pk_segment_parts(struct pk_chunk *c, size_t n, struct pk_buf *scratch)
{
	struct work w = {.c = c, .n = n, .key = scratch, .cover = SIZE_MAX, .title = SIZE_MAX};
	size_t from, i;

	for (i = 0; i < n; i++)
		c->rows.v[i].part = PK_PART_BODY;
	from = front(&w);
	set(&w, 0, from, PK_PART_FURNITURE);
	find_title(&w, from);
	if (w.title == SIZE_MAX)
		first_line_title(&w, from);
	else
		extend_up(&w, w.cover != SIZE_MAX && w.cover < w.title ? w.cover + 1 : from);
	extend_down(&w);
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
