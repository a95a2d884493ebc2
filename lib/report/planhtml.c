#include "report/planhtml_int.h"

/* The page: its frame, the plans in it one after another. */

struct pk_planhtml *
pk_planhtml_new(struct pk_out *out, enum pk_lang lang, const struct pk_lint_roster *roster)
{
	struct pk_planhtml *p = pk_zalloc(1, sizeof(*p));

	p->out = out;
	p->lang = lang;
	p->roster = roster;
	p->name = "";
	pk_out_memory(&p->before);
	pk_html_init(&p->h, &p->before);
	return p;
}

void
pk_planhtml_input(struct pk_planhtml *p, const char *name)
{
	p->inputs++;
	p->name = name;
}

static void
legend(struct pk_planhtml *p)
{
	struct pk_html *h = &p->h;
	size_t k;

	pk_html_block(h, "div", "legend");
	pk_html_attrz(h, "role", "group");
	pk_html_attrz(h, "aria-label", pk_page_word(p, "Facts to mark", "标注的事实"));
	for (k = 0; k < PK_SP_MAX; k++) {
		const struct pk_legend *l = &pk_page_legend[k];

		pk_html_open(h, "label");
		pk_html_open(h, "input");
		pk_html_attrz(h, "type", "checkbox");
		pk_html_attrf(h, "id", "k-%s", l->cls);
		pk_html_attrz(h, "checked", "");
		pk_html_close(h);
		pk_html_open(h, "span");
		pk_html_attrf(h, "class", "f %s", l->cls);
		pk_html_textz(h, pk_page_word(p, l->en, l->zh));
		pk_html_close(h);
		pk_html_close(h);
	}
	pk_html_close(h);
	pk_html_nl(h);
}

/* Head and legend; then what was held back. */
static void
begin(struct pk_planhtml *p, struct pk_str title)
{
	const char *const css[] = {
	    pk_svg_css, pk_page_css, pk_page_css_rows, pk_page_css_facts, NULL};
	struct pk_str held = pk_buf_view(&p->before.b);

	p->h.o = p->out;
	pk_html_page(&p->h, "zh-Hans", title, css);
	legend(p);
	pk_html_open(&p->h, "main");
	pk_html_nl(&p->h);
	pk_out_str(p->out, held);
	pk_out_abort(&p->before);
	p->begun = true;
}

static void
collect(void *ctx, const struct pk_diag *d)
{
	struct pk_planhtml *p = ctx;
	struct pk_buf b = PK_BUF_INIT;
	struct pk_note n = {d->pos.line, d->sev, pk_diag_catalogue[d->id].id, NULL};

	pk_diag_render(d, p->lang, &b);
	n.text = PK_Z(&p->arena, pk_buf_view(&b));
	PK_PUSH(&p->notes, n);
	pk_buf_free(&b);
}

static void
plan(struct pk_planhtml *p, const struct pk_node *plan)
{
	struct pk_lint_opts opts = {p->name, p->roster};
	struct pk_sink sink = {collect, p, {0}};
	struct pk_html *h = &p->h;

	p->notes.n = p->next_note = 0;
	p->found += pk_lint(plan, &opts, &sink);
	p->plans++;
	pk_html_block(h, "section", "plan");
	pk_html_nl(h);
	pk_page_nav(p, plan, false);
	pk_html_open(h, "article");
	pk_page_head(p, plan);
	pk_page_nav(p, plan, true);
	pk_page_chart(p, plan);
	pk_html_block(h, "div", "text");
	pk_html_nl(h);
	pk_page_text(p, plan);
	pk_html_close(h);
	pk_html_close(h);
	pk_html_close(h);
	pk_html_nl(h);
}

void
pk_planhtml_add(struct pk_planhtml *p, const struct pk_node *child)
{
	const struct pk_node *title =
	    child->kind == PK_N_PLAN ? pk_node_child(child, PK_N_TITLE) : NULL;

	if (!p->begun && child->kind == PK_N_PLAN)
		begin(p, title ? pk_str_trim(pk_node_text(title)) : pk_str(p->name));
	if (child->kind == PK_N_PLAN) {
		plan(p, child);
	} else {
		p->notes.n = p->next_note = 0;
		pk_html_block(&p->h, "div", "text outside");
		pk_page_text(p, child);
		pk_html_close(&p->h);
		pk_html_nl(&p->h);
	}
	pk_arena_free(&p->arena);
}

size_t
pk_planhtml_end(struct pk_planhtml *p)
{
	size_t found = p->found;

	if (!p->begun)
		begin(p, pk_str(p->name));
	pk_html_close(&p->h); /* main */
	pk_html_leafz(&p->h, "footer", NULL,
	    pk_page_word(p, "Made by plan-parse (plankit " PK_VERSION ")",
		"由 plan-parse（plankit " PK_VERSION "）生成"));
	pk_html_page_end(&p->h);
	pk_free(p->notes.v);
	pk_arena_free(&p->arena);
	pk_free(p);
	return found;
}
