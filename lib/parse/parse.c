#include "parse/parse.h"

#include "parse/fill.h"
#include "parse/role.h"
#include "parse/segment.h"
#include "parse/tree.h"
#include "parse/wrap.h"

/*
 * One document at a time: its lines (segment.h) are joined to paragraphs (wrap.h), the
 * paragraphs become a tree (outline.h), its items get roles (role.h), and its blocks
 * their facts (fill.h).
 */
struct pk_parser {
	struct pk_segmenter seg;
	struct pk_outline outline;
	struct pk_filler fill;
	struct pk_arena arena;
	struct pk_parse_opts opts;
	struct pk_sink *sink;
	size_t at; /* how much of the document was handed out */
	size_t nplans;
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

/* Builds a plan from the document just read, and what stands around it. */
static void
understand(struct pk_parser *p)
{
	struct pk_outline *o = &p->outline;
	struct pk_blocks blocks = {0};
	char *id = pk_arena_alloc(&p->arena, sizeof("p") + 24, 1);
	bool markdown;

	find_decimal(&p->seg.chunk, p->seg.n);
	markdown = is_markdown(&p->seg.chunk, p->seg.n);
	pk_wrap(&p->seg.chunk, p->seg.n, &blocks);
	pk_segment_drop(&p->seg);
	pk_outline_reset(o);
	o->arena = &p->arena;
	id[0] = 'p';
	(void)pk_num(id + 1, (int64_t)p->nplans + 1);
	pk_outline_build(o, &blocks, id);
	pk_free(blocks.v);
	if (o->plan.n == 1)
		return;
	o->plan.v->about = PK_NEW(&p->arena, struct pk_about);
	if (p->opts.source && strcmp(p->opts.source, "<stdin>") != 0)
		o->plan.v->about->source = pk_str(p->opts.source);
	p->nplans++;
	pk_roles_set(o);
	pk_numbers_check(o, p->sink, p->opts.source);
	pk_fill(&p->fill, o, &p->opts, markdown, p->sink);
}

/* The next of what the document gave: furniture, the plan, furniture; NULL when all is handed out. */
static struct pk_node *
take(struct pk_parser *p)
{
	struct pk_outline *o = &p->outline;
	size_t plan = o->plan.n > 1, at = p->at++;

	if (at < o->front.n)
		return &o->front.v[at];
	at -= o->front.n;
	if (at < plan)
		return o->plan.v;
	at -= plan;
	return at < o->back.n ? &o->back.v[at] : NULL;
}

/* Empty lines behind the last word are text too. */
static int
last_lines(struct pk_parser *p, struct pk_node **node)
{
	p->end = true;
	if (!p->seg.gap || p->nplans == 0)
		return 0;
	pk_outline_reset(&p->outline);
	*node = pk_tree_furniture(&p->outline.back, PK_S(""), p->seg.last_line);
	return 1;
}

int
pk_parser_next(struct pk_parser *p, struct pk_node **node)
{
	int r;

	while (p->end || !(*node = take(p))) {
		if (p->end)
			return 0;
		pk_arena_free(&p->arena);
		r = pk_segment_next(&p->seg);
		if (r < 0)
			return -1;
		if (r == 0)
			return last_lines(p, node);
		understand(p);
		p->at = 0;
	}
	return 1;
}
