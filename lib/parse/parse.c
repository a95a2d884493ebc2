#include "parse/parse.h"

#include "text/utf8.h"

/* First form: a title, then every line a paragraph or an item by its mark. */
struct pk_parser {
	struct pk_lines *lines;
	struct pk_parse_opts opts;
	struct pk_sink *sink;
	struct pk_arena arena;
	struct pk_para para;
	struct pk_times times;
	struct pk_time_ctx ctx;
	struct pk_line held;
	bool have, end;
	size_t nplans;
};

struct pk_parser *
pk_parser_new(struct pk_lines *lines, const struct pk_parse_opts *opts, struct pk_sink *sink)
{
	struct pk_parser *p = pk_zalloc(1, sizeof(*p));

	p->lines = lines;
	p->opts = *opts;
	p->sink = sink;
	return p;
}

void
pk_parser_free(struct pk_parser *p)
{
	if (!p)
		return;
	pk_para_free(&p->para);
	pk_free(p->times.v);
	pk_arena_free(&p->arena);
	pk_free(p);
}

static bool
is_blank_line(struct pk_str s)
{
	return pk_str_trim(s).n == 0;
}

static bool
is_title(struct pk_str s)
{
	static const char *const last[] = {"方案", "计划", "意见", "办法", "条例", "要点", NULL};
	size_t i;

	if (s.n > 200 || pk_str_find(s, PK_S("。"), 0) != PK_NPOS)
		return false;
	if (pk_str_find(s, PK_S("方案篇"), 0) != PK_NPOS)
		return true;
	for (i = 0; last[i]; i++)
		if (pk_str_ends(s, pk_str(last[i])) && s.n > 24)
			return true;
	return false;
}

static void
facts(struct pk_parser *p, struct pk_node *n, const struct pk_node *item)
{
	struct pk_para *q = &p->para;

	pk_para_set(q, n->text, n->line);
	q->arena = &p->arena;
	q->file = p->opts.source;
	q->item = item;
	q->role = item ? item->role : PK_R_NONE;
	q->is_head = n->kind == PK_N_HEAD;
	q->is_title = n->kind == PK_N_TITLE;
	q->sink = p->sink;
	p->times.n = 0;
	pk_times_find(q->text, &p->ctx, &p->times);
	q->times = p->times.v;
	q->ntimes = p->times.n;
	pk_para_recognise(q);
	n->nspans = q->spans.n;
	n->span = PK_NEWN(&p->arena, n->nspans, struct pk_span);
	if (n->nspans)
		memcpy(n->span, q->spans.v, n->nspans * sizeof(*n->span));
}

/* Length of the mark at the start of s: 一、 (一) 1、 1. (1) 第一条; 0 none. */
static size_t
mark_at(struct pk_str s)
{
	static const char *const close[] = {"、", ".", "．", ")", "）", NULL};
	size_t i = 0, len, digits = 0, k;
	bool paren = false;
	uint32_t cp;

	if (s.n && pk_utf8_next(s.p, s.n, &cp) && pk_fold(cp) == '(') {
		i += pk_utf8_next(s.p, s.n, &cp);
		paren = true;
	}
	for (; i < s.n; i += len, digits++) {
		len = pk_utf8_next(s.p + i, s.n - i, &cp);
		if (!(cp >= '0' && cp <= '9') && pk_str_find(PK_S("一二三四五六七八九十"), pk_strn(s.p + i, len), 0) == PK_NPOS)
			break;
	}
	if (digits == 0 || digits > 3)
		return 0;
	for (k = paren ? 3 : 0; close[k] && (paren || k < 3); k++)
		if (pk_str_starts(pk_str_sub(s, i, s.n), pk_str(close[k])))
			return i + strlen(close[k]);
	return 0;
}

static struct pk_node *
block(struct pk_parser *p, struct pk_node *parent, enum pk_node_kind kind, struct pk_str s, size_t line)
{
	struct pk_node *n = pk_node_new(&p->arena, kind, parent);

	n->text = pk_str_dup(&p->arena, s);
	n->line = line;
	return n;
}

static void
add_line(struct pk_parser *p, struct pk_node *plan, struct pk_node **item, struct pk_str s, size_t line)
{
	size_t m = mark_at(s), stop = m;

	if (m == 0) {
		facts(p, block(p, *item ? *item : plan, PK_N_P, s, line), *item);
		return;
	}
	*item = pk_node_new(&p->arena, PK_N_ITEM, plan);
	(*item)->line = line;
	(*item)->level = 1;
	(*item)->role = PK_R_TASK;
	(*item)->id = pk_strn(pk_arena_dup(&p->arena, "x", 1), 1);
	(void)block(p, *item, PK_N_MARKER, pk_str_sub(s, 0, m), line);
	stop = pk_str_find(s, PK_S("。"), m);
	stop = stop == PK_NPOS ? s.n : stop + 3;
	facts(p, block(p, *item, PK_N_HEAD, pk_str_sub(s, m, stop), line), *item);
	if (stop < s.n)
		facts(p, block(p, *item, PK_N_P, pk_str_sub(s, stop, s.n), line), *item);
}

int
pk_parser_next(struct pk_parser *p, struct pk_node **node)
{
	struct pk_node *plan = NULL, *item = NULL;
	bool titled = false;
	int r;

	if (p->end)
		return 0;
	pk_arena_free(&p->arena);
	for (;;) {
		if (!p->have && (r = pk_lines_next(p->lines, &p->held)) <= 0) {
			if (r < 0)
				return -1;
			p->end = true;
			break;
		}
		p->have = true;
		if (is_blank_line(p->held.text)) {
			p->have = false;
			continue;
		}
		if (titled && item && is_title(p->held.text))
			break;
		if (!plan) {
			plan = pk_node_new(&p->arena, PK_N_PLAN, NULL);
			plan->line = p->held.line;
			p->nplans++;
		}
		if (!titled && is_title(p->held.text)) {
			(void)block(p, plan, PK_N_TITLE, p->held.text, p->held.line);
			titled = true;
		} else {
			add_line(p, plan, &item, p->held.text, p->held.line);
		}
		p->have = false;
	}
	*node = plan;
	return plan ? 1 : 0;
}
