#include "parse/parts.h"

/* Where the title of a document stands: of itself, or of what a cover notice issues. */

enum {
	HEAD_ROWS = 300, /* rows in which the title of the document behind a cover notice is looked for */
	TITLE_ROWS = 3   /* lines that a title may take */
};

static bool
is_words(const struct pk_row *r)
{
	return r->kind == PK_ROW_TEXT;
}

/* A paragraph of the text itself ends the head of a document. */
static bool
is_paragraph(struct pk_parts *w, size_t i)
{
	const struct pk_row *r = pk_parts_row(w, i);

	return is_words(r) && r->width >= 40 && pk_is_terminator(r->last) &&
	       !pk_is_web_line(pk_row_text(w->c, r));
}

/* A line cut out of running text: it holds a stop, or a comma or an open quotation ends it. */
static bool
is_running(struct pk_parts *w, size_t i)
{
	const struct pk_row *r = pk_parts_row(w, i);

	return is_words(r) && r->mark.style == PK_M_NONE && r->width >= 30 &&
	       (r->stop || r->open > 0 || r->last == ',' || r->last == 0x3001) && !pk_is_web_line(pk_row_text(w->c, r));
}

static bool
is_list(const struct pk_row *r)
{
	return is_words(r) && r->mark.style != PK_M_NONE && r->mark.style != PK_M_HASH1;
}

/* A button, a bar or a line of data of a page: no list of the document. */
static bool
is_furniture(struct pk_str key)
{
	return pk_is_web_line(key) || pk_is_meta_line(key);
}

/* The kind of title in rows [i, i + *rows), one row if that does, else up to TITLE_ROWS. */
static enum pk_title_kind
title_at(struct pk_parts *w, size_t i, struct pk_title *t, size_t *rows)
{
	enum pk_title_kind k;

	*rows = 1;
	if (!is_words(pk_parts_row(w, i)) || pk_parts_row(w, i)->width > 200)
		return PK_TITLE_NONE;
	k = pk_title_of(pk_parts_key(w, i, 1), t);
	if (k != PK_TITLE_NONE)
		return pk_is_web_line(pk_buf_view(w->key)) && k != PK_TITLE_SERIES ? PK_TITLE_NONE : k;
	/* The number of the document, a date or a button above the title is no half of it. */
	if (pk_is_doc_number(pk_buf_view(w->key)) || pk_is_date_line(pk_buf_view(w->key)) || is_furniture(pk_buf_view(w->key)))
		return PK_TITLE_NONE;
	for (*rows = 2; *rows <= TITLE_ROWS; ++*rows) {
		const struct pk_row *r;

		if (i + *rows > w->n)
			return PK_TITLE_NONE;
		r = pk_parts_row(w, i + *rows - 1);
		if (!is_words(r) || r->mark.style != PK_M_NONE)
			return PK_TITLE_NONE;
		/* Only a notice or a bracket left open needs the second line to be known. */
		k = pk_title_of(pk_parts_key(w, i, *rows), t);
		if (k == PK_TITLE_NOTICE || (k == PK_TITLE_PLAN && pk_parts_row(w, i)->open > 0))
			return k;
	}
	return PK_TITLE_NONE;
}

/* Takes bold marks out of a key in place: every pair of * but for a mask at the begin (**县…方案). */
static struct pk_str
without_bold(struct pk_buf *key)
{
	struct pk_str s = pk_buf_view(key);
	size_t i, n = 0;

	while (s.n && s.p[0] == '#')
		s = pk_str_sub(s, 1, s.n);
	for (i = 0; i < s.n; i++) {
		if (s.p[i] == '*' && i + 1 < s.n && s.p[i + 1] == '*')
			i++;
		else
			key->p[n++] = s.p[i];
	}
	key->n = n;
	return pk_buf_view(key);
}

/* Words without the marks that quote them, for comparing titles. */
static void
bare_words(struct pk_str s, struct pk_buf *out)
{
	static const char *const quote[] = {"《", "》", "“", "”", "〈", "〉", "\"", "<", ">", "*", "#", NULL};
	size_t i, k;

	pk_buf_clear(out);
	for (i = 0; i < s.n;) {
		if ((unsigned char)s.p[i] >= 0xe4 && (unsigned char)s.p[i] <= 0xe9 && i + 3 <= s.n) { /* Han */
			pk_buf_add(out, s.p + i, 3);
			i += 3;
			continue;
		}
		for (k = 0; quote[k] && !pk_str_starts(pk_str_sub(s, i, s.n), pk_str(quote[k])); k++)
			;
		if (quote[k])
			i += strlen(quote[k]);
		else
			pk_buf_putc(out, s.p[i++]);
	}
}

/* The row where the name that the notice issues stands as a title; marks that quote may differ. */
static size_t
find_name(struct pk_parts *w, size_t from, size_t *rows)
{
	struct pk_buf bare = PK_BUF_INIT, row = PK_BUF_INIT;
	struct pk_str name, key, rest;
	bool quoted = pk_str_starts(pk_buf_view(&w->name), PK_S("《")), begins;
	size_t i, found = SIZE_MAX;

	bare_words(without_bold(&w->name), &bare);
	name = pk_buf_view(&bare);
	for (i = from; name.n && found == SIZE_MAX && i < w->n && i < from + HEAD_ROWS; i++) {
		if (!is_words(pk_parts_row(w, i)) || pk_parts_row(w, i)->width > 200)
			continue;
		for (*rows = 1; *rows <= TITLE_ROWS && i + *rows <= w->n; ++*rows) {
			(void)pk_parts_key(w, i, *rows);
			key = without_bold(w->key);
			if (!quoted && pk_str_starts(key, PK_S("《")))
				break; /* 《…方案》已经会议通过 */
			begins = pk_str_starts(key, pk_buf_view(&w->name));
			bare_words(key, &row);
			key = pk_buf_view(&row);
			rest = pk_str_sub(key, name.n < key.n ? name.n : key.n, key.n);
			/* …要点的通知 is the second half of the cover's own title, said again. */
			if (pk_str_starts(key, name) && rest.n < 40 && pk_str_find(rest, PK_S("。"), 0) == PK_NPOS &&
			    !pk_str_starts(rest, PK_S("的通知")) && (begins || rest.n == 0 || rest.p[0] == '(')) {
				found = i;
				break;
			}
			if (!pk_str_starts(name, key))
				break;
		}
	}
	pk_buf_free(&bare);
	pk_buf_free(&row);
	return found;
}

/* Rows from i that together are the title of a plan, the first of them no sentence; 0 when they are not. */
static size_t
title_rows(struct pk_parts *w, size_t i)
{
	struct pk_title t;
	size_t rows;

	for (rows = 1; rows <= TITLE_ROWS && i + rows <= w->n; rows++) {
		const struct pk_row *r = pk_parts_row(w, i + rows - 1);

		if (!is_words(r) || r->mark.style != PK_M_NONE || r->stop || r->width > 90 || pk_is_terminator(r->last) ||
		    r->last == ':' || r->last == ',')
			return 0;
		if (pk_title_of(pk_parts_key(w, i, rows), &t) == PK_TITLE_PLAN)
			return rows;
	}
	return 0;
}

/* A title that a narrow page cut in two, the end of it no title by itself: …火灾事故应急|预案. */
static size_t
cut_title(struct pk_parts *w, size_t i)
{
	struct pk_title t;
	size_t rows = 0;

	if (pk_parts_row(w, i)->width < 24 || (rows = title_rows(w, i)) != 2 || pk_parts_row(w, i + 1)->gap ||
	    pk_parts_row(w, i + 1)->width >= pk_parts_row(w, i)->width || pk_is_web_line(pk_parts_key(w, i, 1)) ||
	    pk_is_meta_line(pk_buf_view(w->key)))
		return 0;
	if (pk_parts_row(w, i)->width >= 30 && pk_parts_row(w, i + 1)->width <= 14)
		return rows;
	return pk_title_of(pk_parts_key(w, i + 1, 1), &t) == PK_TITLE_NONE ? rows : 0;
}

/* A title behind the signature or the word 附件, for a notice that does not name its document. */
static size_t
find_behind_signature(struct pk_parts *w, size_t from, size_t *rows)
{
	struct pk_title t;
	bool signature = false, alone;
	size_t i;

	for (i = from; i < w->n && i < from + HEAD_ROWS; i++) {
		struct pk_str key;

		if (!is_words(pk_parts_row(w, i)) || pk_parts_row(w, i)->width > 200)
			continue;
		key = pk_parts_key(w, i, 1);
		if (pk_is_date_line(key) || (pk_is_attach_line(key, &alone) && alone && key.p[key.n - 1] != ':'))
			signature = true;
		else if (signature && pk_parts_row(w, i)->mark.style == PK_M_NONE &&
		         (title_at(w, i, &t, rows) == PK_TITLE_PLAN || (*rows = title_rows(w, i)) > 0))
			return i;
	}
	return SIZE_MAX;
}

/* 第一篇:…方案: one of several plans on a page, whose number only looks like the mark of a part. */
static bool
is_part_of_page(struct pk_parts *w, size_t i)
{
	struct pk_title t;
	struct pk_str key;
	size_t colon;

	if (pk_parts_row(w, i)->mark.style != PK_M_PART)
		return false;
	key = pk_parts_key(w, i, 1);
	colon = pk_str_find(key, PK_S(":"), 0);
	return colon != PK_NPOS && pk_title_of(key, &t) == PK_TITLE_SERIES &&
	       pk_title_of(pk_str_sub(key, colon + 1, key.n), &t) == PK_TITLE_PLAN;
}

/* The first title of the head; a series title, or a later repetition of it, is better. */
static void
find_title(struct pk_parts *w, size_t from)
{
	struct pk_title t;
	size_t i, rows, at;
	enum pk_title_kind k;
	bool series = false, cut = false, list;

	for (i = from; i < w->n && i < from + HEAD_ROWS; i++) {
		list = is_list(pk_parts_row(w, i)) && !is_part_of_page(w, i);
		if (list && pk_parts_row(w, i)->mark.style != PK_M_NUM &&
		    !is_furniture(pk_parts_key(w, i, 1)))
			break;
		if (w->title != SIZE_MAX && !series && (is_paragraph(w, i) || is_running(w, i)))
			break;
		if ((w->title == SIZE_MAX || cut) && (rows = cut_title(w, i)) > 0) {
			cut = true;
			w->title = i;
			w->behind = i + rows;
			i += rows - 1;
			continue;
		}
		k = title_at(w, i, &t, &rows);
		/* A line of text that was cut behind 方案 or 计划 */
		if (k == PK_TITLE_PLAN && w->title != SIZE_MAX && pk_str_find(pk_parts_key(w, i, rows), PK_S(","), 0) != PK_NPOS)
			continue;
		if (k == PK_TITLE_NONE && list && !is_furniture(pk_parts_key(w, i, 1)))
			break;
		if (k == PK_TITLE_NONE || (list && !t.issues) || (series && k != PK_TITLE_SERIES))
			continue;
		if (k == PK_TITLE_NOTICE && t.issues && w->cover == SIZE_MAX) {
			w->cover = i;
			pk_buf_clear(&w->name);
			pk_buf_str(&w->name, t.name);
			w->title = i;
			w->behind = i + rows;
			at = find_name(w, i + rows, &rows);
			if (at == SIZE_MAX)
				at = find_behind_signature(w, w->behind, &rows);
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

/*
 * A page that is headed by the name of a plan, and then a letter that issues it and the plan itself: the
 * title is the one above the plan.
 */
static void
find_again(struct pk_parts *w)
{
	struct pk_buf first = PK_BUF_INIT, words = PK_BUF_INIT;
	bool letter = false;
	size_t i;

	bare_words(pk_parts_key(w, w->title, w->behind - w->title), &first);
	for (i = w->behind; i < w->n && i < w->behind + PK_LOOKAHEAD; i++) {
		const struct pk_row *r = pk_parts_row(w, i);
		struct pk_str key;

		if (!is_words(r))
			continue;
		key = pk_parts_key(w, i, 1);
		if (is_list(r) && !is_furniture(key))
			break;
		letter = letter || pk_is_addressee(key) || pk_str_find(key, PK_S("印发"), 0) != PK_NPOS;
		/* Quotation marks make the one longer than the other, but not by much. */
		if (!letter || key.n < first.n || key.n > first.n + 60)
			continue;
		bare_words(key, &words);
		if (!pk_str_eq(pk_buf_view(&words), pk_buf_view(&first)))
			continue;
		w->cover = w->title;
		w->title = i;
		w->behind = i + 1;
		break;
	}
	pk_buf_free(&first);
	pk_buf_free(&words);
}

/* A line that the title's first half may be: a body's name or a year. */
static bool
is_half_title(struct pk_parts *w, size_t i)
{
	static const char *const end[] = {"年", "年度", "县", "市", "区", "镇", "乡", "局", "委", "会", "政府", "办公室", "学校", "中学",
	    "小学", "医院", "公司", "集团", "支部", "厅", "处", "中心", "街道", "大学", "学院", "馆", "所", "站", "社", "队", "部", "省", "园",
	    "关于", "的", "村", "和", "及", "与", "暨", "委员会", "党委", "总支", NULL};
	static const char *const page[] = {"篇", "大全", "集锦", "汇编", "汇总", "合集", NULL};
	const struct pk_row *r = pk_parts_row(w, i);
	struct pk_str key;
	bool alone, generic = pk_parts_row(w, w->title)->width <= 22;
	size_t k;

	if (!is_words(r) || r->width > 90 || r->mark.style > PK_M_HASH1 || r->stop || r->width < 4)
		return false;
	key = pk_parts_key(w, i, 1);
	if (pk_is_date_line(key) || pk_is_doc_number(key) || pk_is_web_line(key) || pk_is_meta_line(key) ||
	    pk_is_attach_line(key, &alone) || r->last == ')' || r->last == ':' || pk_is_terminator(r->last))
		return false;
	if (pk_str_find(key, PK_S(":"), 0) != PK_NPOS || key.p[0] == '(')
		return false;
	for (k = 0; page[k]; k++)
		if (pk_str_ends(key, pk_str(page[k])))
			return false; /* …计划3篇: the headline of the page */
	for (k = 0; end[k]; k++)
		if (pk_str_ends(key, pk_str(end[k])))
			return true;
	return generic;
}

/* Row i, the headline of the page, is what the rows of the title from k on say. */
static bool
says_again(struct pk_parts *w, size_t i, size_t k)
{
	struct pk_buf page = PK_BUF_INIT;
	struct pk_str key;
	bool same;

	pk_buf_str(&page, pk_parts_key(w, i, 1));
	key = pk_parts_key(w, k, w->behind - k);
	same = page.n >= 12 && pk_str_starts(key, pk_buf_view(&page));
	pk_buf_free(&page);
	return same;
}

/* A line of the page that holds the document, or of data about it. */
static bool
is_page_line(struct pk_parts *w, size_t i)
{
	struct pk_str key = pk_parts_key(w, i, 1);

	return pk_is_meta_line(key) || pk_is_web_line(key);
}

/* The number of a page alone. */
static bool
is_page_number(struct pk_parts *w, size_t i)
{
	struct pk_str key = pk_parts_key(w, i, 1);
	size_t n;

	for (n = 0; n < key.n && key.p[n] >= '0' && key.p[n] <= '9'; n++)
		;
	return n > 0 && n == key.n && n < 4;
}

/* Lines above the title that are its first half, where the document or the annex begins. */
static void
extend_up(struct pk_parts *w, size_t from)
{
	size_t i = w->title, k;
	bool alone;

	if (i == SIZE_MAX || i <= from)
		return;
	for (k = i; k > from && i - k < TITLE_ROWS - 1 && is_half_title(w, k - 1); k--)
		;
	if (k == i)
		return;
	if (says_again(w, k, k + 1)) {
		w->title = k + 1;
		return;
	}
	if (k == from + 1 && (pk_parts_row(w, from)->kind == PK_ROW_PAGE || is_page_number(w, from)))
		from = k;
	if (k > from) {
		struct pk_str key = pk_parts_key(w, k - 1, 1);

		if (!is_words(pk_parts_row(w, k - 1)) || (!pk_is_date_line(key) && !(pk_is_attach_line(key, &alone) && alone) &&
		                                             !says_again(w, k - 1, k) && !is_page_line(w, k - 1)))
			return;
	}
	w->title = k;
}

/* (2026—2028年), (试行) on a line of its own under the title. */
static void
extend_down(struct pk_parts *w)
{
	const struct pk_row *r;

	if (w->title == SIZE_MAX || w->behind >= w->n)
		return;
	r = pk_parts_row(w, w->behind);
	if (is_words(r) && r->last == ')' && r->width <= 40 && r->mark.style == PK_M_NONE) {
		struct pk_str key = pk_parts_key(w, w->behind, 1);

		if (key.p[0] == '(' &&
		    (pk_str_ends(key, PK_S("年)")) || pk_str_ends(key, PK_S("稿)")) || pk_str_ends(key, PK_S("行)")) ||
		        pk_str_ends(key, PK_S("案)")) || pk_str_ends(key, PK_S("年度)"))))
			w->behind++;
	}
}

/* A document without any title of the known kinds: its first short line. */
static void
first_line_title(struct pk_parts *w, size_t from)
{
	size_t i;

	for (i = from; i < w->n && (!is_words(pk_parts_row(w, i)) || is_page_line(w, i)); i++)
		;
	if (i >= w->n || pk_parts_row(w, i)->mark.style > PK_M_HASH1 || pk_parts_row(w, i)->width > 100 || pk_parts_row(w, i)->stop)
		return;
	if (pk_is_terminator(pk_parts_row(w, i)->last) || pk_parts_row(w, i)->last == ':' || pk_parts_row(w, i)->last == ',')
		return;
	if (pk_is_web_line(pk_parts_key(w, i, 1)))
		return;
	w->title = i;
	w->behind = i + 1;
}

void
pk_title_find(struct pk_parts *w, size_t from)
{
	find_title(w, from);
	if (w->title != SIZE_MAX && w->cover == SIZE_MAX)
		find_again(w);
	if (w->title == SIZE_MAX)
		first_line_title(w, from);
	else
		extend_up(w, w->cover != SIZE_MAX && w->cover < w->title ? w->cover + 1 : from);
	extend_down(w);
}
