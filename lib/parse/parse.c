#include "parse/parse.h"

#include "parse/fill.h"
#include "parse/role.h"
#include "parse/segment.h"
#include "parse/wrap.h"

/*
 * One document at a time: its lines (segment.h) are joined to paragraphs (wrap.h), the
 * paragraphs become a tree (outline.h), its items get roles (role.h), and its blocks
 * their facts (fill.h).
 */
struct pk_parser {
	struct pk_segmenter seg;
	struct pk_blocks blocks;
	struct pk_outline outline;
	struct pk_filler fill;
	struct pk_arena arena;
	struct pk_parse_opts opts;
	struct pk_sink *sink;
	struct pk_node *queue; /* to be handed out before the next document is read */
	size_t nplans, last_line;
	bool end;
};

struct pk_parser *
pk_parser_new(struct pk_lines *lines, const struct pk_parse_opts *opts, struct pk_sink *sink)
{
	struct pk_parser *p = pk_zalloc(1, sizeof(*p));

	p->seg.lines = lines;
	p->opts = *opts;
	p->sink = sink;
	return p;
}

void
pk_parser_free(struct pk_parser *p)
{
	if (!p)
		return;
	pk_segmenter_free(&p->seg);
	pk_free(p->blocks.v);
	pk_outline_free(&p->outline);
	pk_filler_free(&p->fill);
	pk_arena_free(&p->arena);
	pk_free(p);
}

/* The text is numbered 1, 1.1, 1.1.1: bare numbers are marks. */
static void
find_decimal(struct pk_chunk *c, size_t n)
{
	size_t i, deep = 0, run = 0;
	unsigned last = 0;
	struct pk_mark m;

	for (i = 0; i < n; i++) {
		deep += c->rows.v[i].mark.style >= PK_M_DEC2 && c->rows.v[i].mark.style <= PK_M_DEC4;
		/* 1.1目的, 1.2依据, without a blank: they count on. */
		if (c->rows.v[i].kind != PK_ROW_TEXT || c->rows.v[i].stop ||
		    !pk_mark_at(pk_row_text(c, &c->rows.v[i]), 0, PK_MARK_DECIMAL, &m) || m.style != PK_M_DEC2)
			continue;
		run += m.value == last + 1;
		last = m.value;
	}
	c->decimal = deep >= 3 || run >= 3;
	for (i = 0; c->decimal && i < n; i++) {
		struct pk_row *r = &c->rows.v[i];

		if (r->kind == PK_ROW_TEXT)
			(void)pk_mark_at(pk_row_text(c, r), 0, PK_MARK_MARKDOWN | PK_MARK_DECIMAL, &r->mark);
	}
}

static bool
is_markdown(const struct pk_chunk *c, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (c->rows.v[i].mark.style >= PK_M_HASH1 && c->rows.v[i].mark.style <= PK_M_HASH6)
			return true;
	return false;
}

/* Builds a plan from the document just read; puts it, and what stands around it, in the queue. */
static void
understand(struct pk_parser *p)
{
	struct pk_outline *o = &p->outline;
	struct pk_node *front = NULL, *back = NULL, **at;
	struct pk_buf id = PK_BUF_INIT;

	find_decimal(&p->seg.chunk, p->seg.n);
	p->blocks.n = 0;
	pk_wrap(&p->seg.chunk, p->seg.n, &p->blocks);
	pk_outline_reset(o);
	o->arena = &p->arena;
	o->plan = pk_node_new(&p->arena, PK_N_PLAN, NULL);
	pk_buf_printf(&id, "p%zu", p->nplans + 1);
	o->plan->id = pk_str_dup(&p->arena, pk_buf_view(&id));
	pk_buf_free(&id);
	if (p->opts.source && strcmp(p->opts.source, "<stdin>") != 0)
		o->plan->source = pk_str(p->opts.source);
	pk_outline_build(o, &p->seg.chunk, &p->blocks, &front, &back);
	if (o->plan->first) {
		p->nplans++;
		pk_roles_set(o);
		pk_numbers_check(o, p->sink, p->opts.source);
		pk_fill(&p->fill, o, &p->opts, is_markdown(&p->seg.chunk, p->seg.n), p->sink);
		o->plan->next = back;
		back = o->plan;
	}
	for (at = &front; *at; at = &(*at)->next)
		;
	*at = back;
	p->queue = front;
}

/* Empty lines behind the last word are text too. */
static int
last_lines(struct pk_parser *p, struct pk_node **node)
{
	struct pk_node *n;

	p->end = true;
	if (!p->seg.gap || p->nplans == 0)
		return 0;
	n = pk_node_new(&p->arena, PK_N_P, NULL);
	n->furniture = n->silent = true;
	n->line = p->seg.last_line;
	n->text = PK_S("");
	*node = n;
	return 1;
}

int
pk_parser_next(struct pk_parser *p, struct pk_node **node)
{
	int r;

	while (!p->queue) {
		if (p->end)
			return 0;
		pk_arena_free(&p->arena);
		r = pk_segment_next(&p->seg);
		if (r < 0)
			return -1;
		if (r == 0)
			return last_lines(p, node);
		understand(p);
	}
	*node = p->queue;
	p->queue = p->queue->next;
	(*node)->next = NULL;
	return 1;
}
