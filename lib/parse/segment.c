#include "parse/segment.h"

#include "text/page.h"

/*
 * A document begins at a line that looks like a title when the document before it
 * has a body already, and when what follows looks like the begin of one: an opening
 * paragraph, an addressee, or a list that counts from one again.
 */

static int
read_row(struct pk_segmenter *seg)
{
	struct pk_line line;
	int r;

	for (;;) {
		r = pk_lines_next(seg->lines, &line);
		if (r <= 0) {
			seg->eof = r == 0;
			return r;
		}
		seg->last_line = line.line;
		if (line.text.n > 0)
			break;
		seg->gap = true;
		pk_buf_putc(&seg->chunk.text, '\n'); /* so that a slice over it holds it */
	}
	pk_rows_add(&seg->chunk, &line, seg->gap);
	seg->gap = false;
	return 1;
}

/* Rows up to i + PK_LOOKAHEAD, or all; -1 on a read error. */
static int
read_ahead(struct pk_segmenter *seg, size_t i)
{
	while (!seg->eof && seg->chunk.rows.n <= i + PK_LOOKAHEAD)
		if (read_row(seg) < 0)
			return -1;
	return 0;
}

static struct pk_str
key_of(struct pk_segmenter *seg, size_t i)
{
	pk_row_key(pk_row_text(&seg->chunk, &seg->chunk.rows.v[i]), 400, &seg->key);
	return pk_buf_view(&seg->key);
}

/* --- and lines "key: value" up to the next ---: the number of rows, else 0. */
static size_t
front_matter(const struct pk_chunk *c, size_t i, size_t n)
{
	size_t k;

	if (c->rows.v[i].kind != PK_ROW_RULE)
		return 0;
	for (k = i + 1; k < n && k < i + PK_LOOKAHEAD; k++) {
		struct pk_str s = pk_row_text(c, &c->rows.v[k]);

		if (c->rows.v[k].kind == PK_ROW_RULE)
			return k > i + 1 ? k - i + 1 : 0;
		if (s.n == 0 || (!memchr(s.p, ':', s.n) && pk_str_find(s, PK_S("："), 0) == PK_NPOS && s.p[0] != '-'))
			return 0;
	}
	return 0;
}

enum begin { BEGIN_NO, BEGIN_PARAGRAPH, BEGIN_OPENING, BEGIN_NOTICE, BEGIN_COUNT };

static bool
counts_top(enum pk_mark_style s)
{
	return s == PK_M_HAN || s == PK_M_CHAPTER || s == PK_M_ARTICLE || s == PK_M_PART || s == PK_M_HAN_PAREN ||
	       s == PK_M_NUM || s == PK_M_DEC1 || (s >= PK_M_HASH1 && s <= PK_M_HASH6);
}

/* What stands behind row i: does a document begin with it?  *style: of the list that counts from one. */
static enum begin
what_follows(struct pk_segmenter *seg, size_t i, enum pk_mark_style *style)
{
	const struct pk_chunk *c = &seg->chunk;
	enum begin best = BEGIN_NO;
	size_t k;

	for (k = i + 1; k < c->rows.n && k <= i + PK_LOOKAHEAD; k++) {
		const struct pk_row *r = &c->rows.v[k];
		struct pk_str key;

		if (r->kind != PK_ROW_TEXT)
			continue;
		if (r->mark.style != PK_M_NONE && counts_top(r->mark.style)) {
			*style = best == BEGIN_OPENING ? PK_M_NONE : r->mark.style; /* an opening tells enough */
			return r->mark.value <= 1 ? BEGIN_COUNT : best;
		}
		/* Lines of titles and names tell nothing, and there may be many. */
		if (!pk_is_terminator(r->last) && r->last != ':' && r->last != 0x53f7) /* 号 */
			continue;
		key = key_of(seg, k);
		if (pk_is_doc_number(key) || pk_is_addressee(key))
			return BEGIN_NOTICE;
		if (best == BEGIN_NO && pk_is_opening(key))
			best = BEGIN_OPENING;
		else if (best == BEGIN_NO && r->width >= 40 && (pk_is_terminator(r->last) || r->last == ':') &&
		         !pk_is_web_line(key))
			best = BEGIN_PARAGRAPH;
	}
	return best;
}

/* The line says again what the document began with: a copy, or a running header. */
static bool
is_repeat(struct pk_segmenter *seg, size_t i)
{
	const struct pk_chunk *c = &seg->chunk;
	const struct pk_row *r = &c->rows.v[i];

	return seg->first != SIZE_MAX && r->width >= 12 &&
	       pk_str_eq(pk_row_text(c, r), pk_row_text(c, &c->rows.v[seg->first]));
}

static bool
beside_page_mark(const struct pk_chunk *c, size_t i)
{
	return (i > 0 && c->rows.v[i - 1].kind == PK_ROW_PAGE) ||
	       (i + 1 < c->rows.n && c->rows.v[i + 1].kind == PK_ROW_PAGE);
}

/* A title of its own may follow a list of attachments; the title of one does not begin a document. */
static bool
is_attached(struct pk_segmenter *seg, size_t i)
{
	struct pk_str key, text;
	struct pk_buf name = PK_BUF_INIT;
	bool hit = seg->attach_alone;
	size_t k;

	if (seg->attach == SIZE_MAX)
		return false;
	key = key_of(seg, i);
	for (k = seg->attach; !hit && k < i && k < seg->attach + PK_LOOKAHEAD; k++) {
		text = pk_row_text(&seg->chunk, &seg->chunk.rows.v[k]);
		pk_row_key(text, 400, &name);
		hit = pk_str_ends(pk_buf_view(&name), key);
	}
	pk_buf_free(&name);
	return hit;
}

/* The title of what the cover notice above it issues: one document with the notice. */
static bool
is_issued(struct pk_segmenter *seg, size_t i)
{
	return seg->issued.n > 0 && seg->marks == 0 && pk_may_end_title(seg->chunk.rows.v[i].last) &&
	       pk_str_eq(key_of(seg, i), pk_buf_view(&seg->issued));
}

static bool
begins_document(struct pk_segmenter *seg, size_t i)
{
	const struct pk_chunk *c = &seg->chunk;
	const struct pk_row *r = &c->rows.v[i];
	enum pk_mark_style style = PK_M_NONE;
	struct pk_title t;
	enum begin b;

	if (front_matter(c, i, c->rows.n) > 0)
		return true;
	if (r->kind != PK_ROW_TEXT || r->width > 180 || r->stop || pk_is_terminator(r->last))
		return false;
	if (is_issued(seg, i))
		return false;
	if (is_repeat(seg, i))
		return !beside_page_mark(c, i) && what_follows(seg, i, &style) != BEGIN_NO;
	if (!pk_may_end_title(r->last) || pk_title_of(key_of(seg, i), &t) == PK_TITLE_NONE)
		return false;
	switch (t.kind) {
	case PK_TITLE_SERIES:
		return (t.series > 1 || seg->marks > 0 || seg->series > 0) && what_follows(seg, i, &style) != BEGIN_NO;
	case PK_TITLE_NOTICE:
		return (r->mark.style == PK_M_NONE || t.issues) && !is_attached(seg, i) &&
		       what_follows(seg, i, &style) == BEGIN_NOTICE;
	default:
		/* A heading inside a plan is shorter than a title: 保障措施. */
		if (r->width < 20 || r->mark.style > PK_M_HASH1 || (!r->gap && c->rows.v[i - 1].gap) ||
		    is_attached(seg, i))
			return false;
		b = what_follows(seg, i, &style);
		/* So is a list with a name inside a plan, whose marks are of a lower style than the plan's first. */
		if (b == BEGIN_COUNT && style > PK_M_HAN && style != seg->top)
			return false;
		return b >= BEGIN_OPENING && (b != BEGIN_OPENING || seg->marks == 0);
	}
}

static bool
has_body(const struct pk_segmenter *seg)
{
	return seg->marks >= 2 || seg->paragraphs >= 2;
}

/* Takes row i into the document. */
static void
judge(struct pk_segmenter *seg, size_t i)
{
	struct pk_row *r = &seg->chunk.rows.v[i];
	struct pk_str text = pk_row_text(&seg->chunk, r);
	struct pk_title t;
	bool alone;

	if (r->kind != PK_ROW_TEXT && r->kind != PK_ROW_TABLE)
		return;
	if (r->width < 100 && r->mark.style >= PK_M_BULLET1 &&
	    (pk_is_web_line(key_of(seg, i)) || pk_is_meta_line(key_of(seg, i))))
		return; /* the bar of a page */
	if (seg->first == SIZE_MAX && r->width >= 8)
		seg->first = i;
	if (r->mark.style != PK_M_NONE && r->mark.style != PK_M_HASH1 && seg->marks++ == 0)
		seg->top = r->mark.style;
	if (r->width < 200) {
		if (pk_str_starts(text, PK_S("附")) && has_body(seg) && pk_is_attach_line(key_of(seg, i), &alone)) {
			seg->attach = i;
			seg->attach_alone = alone && seg->key.p[seg->key.n - 1] != ':';
		}
		if (seg->marks == 0 && pk_may_end_title(r->last)) {
			enum pk_title_kind kind = pk_title_of(key_of(seg, i), &t);

			if (kind == PK_TITLE_SERIES)
				seg->series = t.series;
			if (kind == PK_TITLE_NOTICE && t.issues && seg->issued.n == 0)
				pk_buf_str(&seg->issued, t.name);
		}
	}
	/* Two paragraphs make a body; more need not be counted.  What is quoted (>) is a note about the text. */
	if (seg->paragraphs < 2 && r->width >= 40 && text.p[0] != '>' && pk_is_terminator(r->last) && !pk_is_web_line(text))
		seg->paragraphs++;
}

void
pk_segment_drop(struct pk_segmenter *seg)
{
	struct pk_chunk *c = &seg->chunk, ahead = {0};
	size_t k;

	seg->cut = seg->n < c->rows.n ? c->rows.v[seg->n].off : c->text.n;
	for (k = seg->n; k < c->rows.n; k++) {
		c->rows.v[k].off -= seg->cut;
		PK_PUSH(&ahead.rows, c->rows.v[k]);
	}
	pk_free(c->rows.v);
	c->rows.v = ahead.rows.v;
	c->rows.n = ahead.rows.n;
	c->rows.cap = ahead.rows.cap;
	seg->n = 0;
}

/* Forgets the document before; what was read ahead becomes the begin of the text. */
static void
drop_done(struct pk_segmenter *seg)
{
	struct pk_chunk *c = &seg->chunk;

	if (seg->n > 0)
		pk_segment_drop(seg);
	if (seg->cut > 0) {
		memmove(c->text.p, c->text.p + seg->cut, c->text.n - seg->cut);
		c->text.n -= seg->cut;
		seg->cut = 0;
	}
	c->decimal = c->wrapped = false;
	seg->n = seg->seen = 0;
	seg->marks = seg->paragraphs = 0;
	seg->top = PK_M_NONE;
	seg->first = seg->attach = SIZE_MAX;
	seg->attach_alone = false;
	seg->series = 0;
	pk_buf_clear(&seg->issued);
}

int
pk_segment_next(struct pk_segmenter *seg)
{
	size_t i;

	drop_done(seg);
	for (i = 0;; i++) {
		if (read_ahead(seg, i) < 0)
			return -1;
		if (i >= seg->chunk.rows.n)
			break;
		if (i > 0 && has_body(seg) && begins_document(seg, i))
			break;
		judge(seg, i);
	}
	seg->n = i;
	if (i == 0)
		return 0;
	pk_segment_parts(&seg->chunk, i, &seg->key);
	return 1;
}

void
pk_segmenter_free(struct pk_segmenter *seg)
{
	pk_chunk_free(&seg->chunk);
	pk_buf_free(&seg->key);
	pk_buf_free(&seg->issued);
}
