#include "report/planhtml_int.h"

#include "text/utf8.h"

/* What leads into the text: title, figures, outline to jump by, list of findings. */
enum { LABEL = 34, LISTED = 200 }; /* columns of an entry of the outline; findings listed */

static void
link_to(struct pk_planhtml *p, size_t line)
{
	char id[48];

	pk_page_anchor(p, line, id);
	pk_html_open(&p->h, "a");
	pk_html_attrf(&p->h, "href", "#%s", id);
}

static void
entry(struct pk_planhtml *p, const struct pk_node *item)
{
	const struct pk_node *m = pk_node_child(item, PK_N_MARKER);
	struct pk_str heading = pk_item_heading(&p->arena, item), mark;
	struct pk_buf b = PK_BUF_INIT;

	link_to(p, item->line);
	if (m) {
		mark = pk_str_trim(pk_text_uncut(&p->arena, pk_node_text(m)));
		pk_html_leaf(&p->h, "span", "m", mark);
	}
	pk_html_text(&p->h, pk_svg_fit(&b, heading, LABEL));
	pk_html_close(&p->h);
	pk_buf_free(&b);
}

static bool
has_items(const struct pk_node *n)
{
	return pk_node_child(n, PK_N_ITEM) != NULL;
}

static void
outline(struct pk_planhtml *p, const struct pk_node *parent, unsigned depth)
{
	const struct pk_node *n;

	pk_html_open(&p->h, "ul");
	for (n = pk_node_first(parent); n; n = pk_node_sibling(n)) {
		if (n->kind != PK_N_ITEM)
			continue;
		pk_html_open(&p->h, "li");
		entry(p, n);
		/* What is deeper than the writer can nest is reached through its section. */
		if (has_items(n) && depth < 8)
			outline(p, n, depth + 1);
		pk_html_close(&p->h);
		pk_html_nl(&p->h);
	}
	pk_html_close(&p->h);
}

static void
findings(struct pk_planhtml *p)
{
	struct pk_html *h = &p->h;
	size_t i, line = 0;

	pk_html_leafz(h, "h2", NULL, pk_page_word(p, "To mend", "待修改"));
	pk_html_block(h, "p", "lines");
	for (i = 0; i < p->notes.n && i < LISTED; i++) {
		if (p->notes.v[i].line == line)
			continue;
		line = p->notes.v[i].line;
		link_to(p, line);
		pk_html_attrz(h, "title", p->notes.v[i].text);
		pk_html_textf(h, "%zu", line);
		pk_html_close(h);
		pk_html_textz(h, " ");
	}
	pk_html_close(h);
}

static void
lists(struct pk_planhtml *p, const struct pk_node *plan)
{
	if (has_items(plan)) {
		pk_html_leafz(&p->h, "h2", NULL, pk_page_word(p, "Outline", "提纲"));
		outline(p, plan, 1);
	}
	if (p->notes.n)
		findings(p);
}

void
pk_page_nav(struct pk_planhtml *p, const struct pk_node *plan, bool top)
{
	struct pk_html *h = &p->h;
	const char *name = pk_page_word(p, "Outline and findings", "提纲与问题");

	if (!has_items(plan) && p->notes.n == 0)
		return;
	pk_html_block(h, "nav", top ? "top noprint" : "side noprint");
	pk_html_attrz(h, "aria-label", name);
	if (top) {
		pk_html_open(h, "details");
		pk_html_leafz(h, "summary", NULL, name);
	}
	lists(p, plan);
	if (top)
		pk_html_close(h);
	pk_html_close(h);
	pk_html_nl(h);
}

/* Figures in the head. */
enum { TASKS, PHASES, UNITS, DUES, FIGURES };

static void
count_block(const struct pk_node *n, size_t figure[FIGURES], struct pk_map *units)
{
	bool added;
	size_t i;

	figure[TASKS] += n->kind == PK_N_ITEM && n->role == PK_R_TASK;
	figure[PHASES] += n->kind == PK_N_ITEM && n->role == PK_R_PHASE;
	for (i = 0; i < pk_node_spans(n); i++) {
		const struct pk_span *s = &n->spans->v[i];

		figure[DUES] += s->kind == PK_SP_TIME && pk_str_is(s->attr[PK_A_TYPE], "deadline");
		if (s->kind != PK_SP_UNIT || s->attr[PK_A_MASKED].n)
			continue;
		(void)pk_map_put(units, pk_str_sub(pk_node_text(n), s->from, s->to), 0, &added);
		figure[UNITS] += added;
	}
}

static void
one_figure(struct pk_planhtml *p, size_t n, const char *en, const char *zh, const char *cls)
{
	struct pk_html *h = &p->h;

	pk_html_block(h, "li", cls);
	pk_html_open(h, "b");
	pk_html_textf(h, "%zu", n);
	pk_html_close(h);
	pk_html_textz(h, " ");
	pk_html_textz(h, pk_page_word(p, en, zh));
	pk_html_close(h);
}

static void
figures(struct pk_planhtml *p, const struct pk_node *plan)
{
	size_t figure[FIGURES] = {0};
	struct pk_map units = {0};
	const struct pk_node *n;

	for (n = plan; n; n = pk_node_next(plan, n))
		count_block(n, figure, &units);
	pk_map_free(&units);
	pk_html_block(&p->h, "ul", "figures");
	one_figure(p, figure[TASKS], "tasks", "项任务", NULL);
	one_figure(p, figure[PHASES], "phases", "个阶段", NULL);
	one_figure(p, figure[UNITS], "units", "个单位", NULL);
	one_figure(p, figure[DUES], "deadlines", "个期限", NULL);
	one_figure(p, p->notes.n, "to mend", "处待修改", p->notes.n ? "warn" : "fine");
	pk_html_close(&p->h);
	pk_html_nl(&p->h);
}

void
pk_page_head(struct pk_planhtml *p, const struct pk_node *plan)
{
	const struct pk_node *title = pk_node_child(plan, PK_N_TITLE);
	struct pk_html *h = &p->h;

	pk_html_open(h, "header");
	pk_html_leaf(h, "h1", NULL,
	    title ? pk_str_trim(pk_text_uncut(&p->arena, pk_node_text(title))) : pk_str(p->name));
	pk_html_block(h, "p", "source");
	pk_html_text(h, pk_str(p->name));
	if (p->lang == PK_ZH)
		pk_html_textf(h, "，第 %zu 行起", (size_t)plan->line);
	else
		pk_html_textf(h, ", from line %zu", (size_t)plan->line);
	pk_html_close(h);
	figures(p, plan);
	pk_html_close(h);
	pk_html_nl(h);
}
