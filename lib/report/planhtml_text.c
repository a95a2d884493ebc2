#include "report/planhtml_int.h"

/*
 * The text, in rows.  A row is what follows each other on the same lines of the input: a
 * mark, its heading and the text behind it are one.  Each row has its line number, its
 * text (element .t, whose text content is the plan's text, character for character)
 * and the notes on its lines beside it.
 */
enum { DEEPEST = 5 };

void
pk_page_anchor(const struct pk_planhtml *p, size_t line, char out[48])
{
	struct pk_buf b = PK_BUF_INIT;

	if (p->inputs > 1)
		pk_buf_printf(&b, "f%zu", p->inputs);
	pk_buf_printf(&b, "L%zu", line);
	memcpy(out, b.p, b.n + 1); /* at most 2 + 2 * 20 characters */
	pk_buf_free(&b);
}

static void
one_note(struct pk_planhtml *p, const struct pk_note *n)
{
	struct pk_html *h = &p->h;

	pk_html_block(h, "p", n->sev == PK_NOTE ? "note" : "note warn");
	pk_html_leafz(h, "b", NULL, pk_severity_name(n->sev, p->lang));
	pk_html_textz(h, " ");
	pk_html_textz(h, n->text);
	pk_html_textz(h, " ");
	pk_html_leafz(h, "code", NULL, n->id);
	pk_html_close(h);
}

static bool
has_notes(const struct pk_planhtml *p, size_t last)
{
	return p->next_note < p->notes.n && p->notes.v[p->next_note].line <= last;
}

static void
end_row(struct pk_planhtml *p)
{
	struct pk_html *h = &p->h;

	if (!p->in_row)
		return;
	pk_html_close(h); /* .t */
	if (has_notes(p, p->row_end)) {
		pk_html_open(h, "aside");
		while (has_notes(p, p->row_end))
			one_note(p, &p->notes.v[p->next_note++]);
		pk_html_close(h);
	}
	pk_html_close(h); /* .row */
	pk_html_nl(h);
	p->in_row = false;
}

static unsigned
depth_of(const struct pk_node *n)
{
	unsigned d = 0;

	for (; n; n = pk_node_parent(n))
		d += n->kind == PK_N_ITEM;
	return d > DEEPEST ? DEEPEST : d;
}

static size_t
last_line(const struct pk_node *n)
{
	size_t line = n->line, i;

	for (i = 0; i < pk_node_text(n).n; i++)
		line += pk_node_text(n).p[i] == '\n';
	return line;
}

/* Opens a row up to its element .t; notes to its first block go into the margin. */
static void
begin_row(struct pk_planhtml *p, const struct pk_node *n, const char *cls, const char *element)
{
	size_t line = n->line;
	struct pk_html *h = &p->h;
	char id[48];

	end_row(p);
	pk_html_open(h, "div");
	pk_html_attrf(h, "class", "row%s%s d%u", has_notes(p, last_line(n)) ? " noted" : "", cls,
	    depth_of(n));
	pk_page_anchor(p, line, id);
	pk_html_attrz(h, "id", id);
	pk_html_attrf(h, "data-n", "%zu", line);
	pk_html_block(h, element, strcmp(element, "div") == 0 ? "scroll" : "t");
	p->in_row = true;
	p->row_line = p->row_end = line;
}

/*
 * No tag: a plain mention of a date, whose words say it all, and all but the first of a
 * list of like things.
 */
static bool
is_untagged(const struct pk_node *n, size_t i)
{
	enum { BETWEEN = 6 }; /* bytes: a list mark, 和 */
	const struct pk_span *b = &n->spans->v[i], *a = i > 0 ? b - 1 : b;

	if (b->kind == PK_SP_TIME && pk_str_is(b->attr[PK_A_TYPE], "date"))
		return true;
	return i > 0 &&
	       (b->kind == PK_SP_UNIT || b->kind == PK_SP_PERSON || b->kind == PK_SP_EVIDENCE) &&
	       a->kind == b->kind && b->from - a->to <= BETWEEN &&
	       (b->kind == PK_SP_EVIDENCE ? pk_str_eq(a->attr[PK_A_KIND], b->attr[PK_A_KIND]) :
	                                    pk_str_eq(a->attr[PK_A_ROLE], b->attr[PK_A_ROLE]));
}

static void
fact(struct pk_planhtml *p, const struct pk_node *n, size_t i)
{
	const struct pk_span *s = &n->spans->v[i];
	struct pk_html *h = &p->h;
	struct pk_fact_words w;

	pk_page_fact(p, s, &w);
	pk_html_block(h, "span", w.cls);
	if (!is_untagged(n, i))
		pk_html_attr(h, "data-l", w.tag);
	pk_html_attr(h, "title", w.tip);
	pk_html_text(h, pk_str_sub(pk_node_text(n), s->from, s->to));
	pk_html_close(h);
}

static void
marked_up(struct pk_planhtml *p, const struct pk_node *n)
{
	size_t i, at = 0;

	for (i = 0; i < pk_node_spans(n); i++) {
		pk_html_text(&p->h, pk_str_sub(pk_node_text(n), at, n->spans->v[i].from));
		fact(p, n, i);
		at = n->spans->v[i].to;
	}
	pk_html_text(&p->h, pk_str_sub(pk_node_text(n), at, pk_node_text(n).n));
}

static void
heading(struct pk_planhtml *p, const struct pk_node *head)
{
	const struct pk_node *item = pk_node_parent(head);
	struct pk_html *h = &p->h;
	const char *role = item ? pk_page_role(p, item->role) : NULL;

	pk_html_block(h, "span", "h");
	pk_html_attrz(h, "role", "heading");
	pk_html_attrf(h, "aria-level", "%u", depth_of(head) + 1);
	if (item && pk_node_id(item).n)
		pk_html_attr(h, "id", pk_node_id(item));
	if (role)
		pk_html_attrz(h, "data-r", role);
	marked_up(p, head);
	pk_html_close(h);
}

/* The numbering of a word processor is shown, but is no text of the plan. */
static void
marker(struct pk_planhtml *p, const struct pk_node *n)
{
	pk_html_block(&p->h, "span", "m");
	if (n->auto_marker)
		pk_html_attr(&p->h, "data-m", pk_node_text(n));
	else
		pk_html_text(&p->h, pk_node_text(n));
	pk_html_close(&p->h);
}

static const char *
class_of(const struct pk_node *n)
{
	if (n->kind == PK_N_TITLE)
		return " title";
	if (n->furniture)
		return " furniture";
	if (n->notice)
		return " notice";
	if (n->kind == PK_N_MARKER || n->kind == PK_N_HEAD)
		return " item";
	return "";
}

static void
block(struct pk_planhtml *p, const struct pk_node *n)
{
	/* A heading goes with its mark, also where that stands on the line before. */
	if (!p->in_row || n->line != p->row_end)
		begin_row(p, n, class_of(n), "p");
	if (n->kind == PK_N_MARKER)
		marker(p, n);
	else if (n->kind == PK_N_HEAD)
		heading(p, n);
	else
		marked_up(p, n);
	p->row_end = last_line(n);
}

static void
cell(struct pk_planhtml *p, const struct pk_node *c, bool head)
{
	struct pk_html *h = &p->h;

	pk_html_block(h, head ? "th" : "td", "t");
	pk_html_attrf(h, "data-n", "%zu", (size_t)c->line);
	if (c->level > 1)
		pk_html_attrf(h, "rowspan", "%u", c->level);
	if (c->cols > 1)
		pk_html_attrf(h, "colspan", "%u", c->cols);
	marked_up(p, c);
	pk_html_close(h);
	if (last_line(c) > p->row_end)
		p->row_end = last_line(c);
}

static void
table_row(struct pk_planhtml *p, const struct pk_node *row, bool head)
{
	const struct pk_node *c;

	pk_html_open(&p->h, "tr");
	for (c = pk_node_first(row); c; c = pk_node_sibling(c))
		cell(p, c, head);
	pk_html_close(&p->h);
	pk_html_nl(&p->h);
}

static void
table(struct pk_planhtml *p, const struct pk_node *t)
{
	const struct pk_node *row = pk_node_first(t);
	struct pk_html *h = &p->h;

	begin_row(p, t, " table", "div");
	pk_html_open(h, "table");
	if (row) {
		pk_html_open(h, "thead");
		table_row(p, row, true);
		pk_html_close(h);
		row = pk_node_sibling(row);
	}
	if (row) {
		pk_html_open(h, "tbody");
		for (; row; row = pk_node_sibling(row))
			table_row(p, row, false);
		pk_html_close(h);
	}
	pk_html_close(h);
	end_row(p);
}

void
pk_page_text(struct pk_planhtml *p, const struct pk_node *child)
{
	const struct pk_node *n;

	for (n = child; n;) {
		if (n->kind == PK_N_TABLE) {
			table(p, n);
			n = pk_node_over(child, n);
			continue;
		}
		if (n->kind == PK_N_TITLE || n->kind == PK_N_P || n->kind == PK_N_MARKER ||
		    n->kind == PK_N_HEAD)
			block(p, n);
		n = pk_node_next(child, n);
	}
	end_row(p);
}
