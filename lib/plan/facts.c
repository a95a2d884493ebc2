#include "plan/facts.h"

struct walk {
	struct pk_arena *arena;
	void (*each)(void *ctx, const struct pk_fact *f);
	void *ctx;
};

static void
emit(struct walk *w, struct pk_fact f)
{
	f.text = pk_text_uncut(w->arena, f.text);
	w->each(w->ctx, &f);
}

static struct pk_str
joined(struct walk *w, struct pk_str a, const char *sep, struct pk_str b, struct pk_str c)
{
	struct pk_buf buf = PK_BUF_INIT;
	struct pk_str s;

	pk_buf_str(&buf, a);
	pk_buf_puts(&buf, sep);
	pk_buf_str(&buf, b);
	pk_buf_str(&buf, c);
	s = pk_str_dup(w->arena, pk_buf_view(&buf));
	pk_buf_free(&buf);
	return s;
}

static struct pk_str
without_pairs(struct pk_arena *arena, struct pk_str s)
{
	struct pk_buf b = PK_BUF_INIT;
	size_t i;

	for (i = 0; i < s.n; i++)
		if (pk_str_starts(pk_str_sub(s, i, s.n), PK_S("****")))
			i += 3;
		else
			pk_buf_putc(&b, s.p[i]);
	s = pk_str_dup(arena, pk_buf_view(&b));
	pk_buf_free(&b);
	return s;
}

/* A title without the # or ** of Markdown before it and behind it. */
static struct pk_str
title_text(struct pk_arena *arena, struct pk_str s)
{
	for (;;) {
		if (s.n && (s.p[0] == '#' || s.p[0] == ' '))
			s = pk_str_sub(s, 1, s.n);
		else if (pk_str_starts(s, PK_S("　"))) /* an indent */
			s = pk_str_sub(s, strlen("　"), s.n);
		else
			break;
	}
	s = pk_str_chop_final(s);
	/* ** at the begin alone masks a name: **县…方案. */
	if (s.n > 4 && pk_str_starts(s, PK_S("**")) && pk_str_ends(s, PK_S("**")))
		s = pk_str_sub(s, 2, s.n - 2);
	/* Bold that closes and opens again: 方案(2026年****). */
	return pk_str_find(s, PK_S("****"), 0) == PK_NPOS ? s : without_pairs(arena, s);
}

static bool
is_bracket(struct pk_str s, const char *const *set)
{
	for (; *set; set++)
		if (pk_str_is(s, *set))
			return true;
	return false;
}

/* Behind the bracket that closes in t from `at` on, near by; else PK_NPOS. */
static size_t
bracket_end(struct pk_str t, size_t at)
{
	enum { NEAR = 45 }; /* bytes */
	size_t ascii = pk_str_find(t, PK_S(")"), at), wide = pk_str_find(t, PK_S("）"), at);

	if (wide != PK_NPOS && (ascii == PK_NPOS || wide < ascii))
		return wide - at < NEAR ? wide + strlen("）") : PK_NPOS;
	return ascii != PK_NPOS && ascii - at < NEAR ? ascii + 1 : PK_NPOS;
}

/* The words that only announce a time, at the end of s: the bytes of (时间:…, …,时间为. */
static size_t
announces(struct pk_str s)
{
	static const char *const words[] = {"时间：", "时间:", "时间为", "时间是", "时限：", "时限:", NULL};
	static const char *const what[] = {"活动", "工作", "实施", "具体", "完成", NULL};
	size_t k, j;

	for (k = 0; words[k]; k++)
		if (pk_str_ends(s, pk_str(words[k]))) {
			size_t n = strlen(words[k]);

			for (j = 0; what[j]; j++)
				if (pk_str_ends(pk_str_sub(s, 0, s.n - n), pk_str(what[j])))
					return n + strlen(what[j]);
			return n;
		}
	return 0;
}

/*
 * Where the time of the phase itself stands in its heading: in the first bracket with a time, else all of it.
 * What stands behind such a bracket is another matter: 验收阶段(4月),5月10日前报送结果.
 */
static void
own_time(const struct pk_node *head, size_t *from, size_t *to)
{
	enum { YEAR = 4 }; /* 第一阶段(2010年),自查阶段(4月): the year alone is not the phase's time */
	static const char *const open[] = {"(", "（", "〔", "[", "【", NULL};
	struct pk_str t = pk_node_text(head);
	size_t i, k;
	bool finer = false;

	*from = 0;
	*to = t.n;
	for (i = 0; i < pk_node_spans(head); i++)
		finer = finer || (head->spans->v[i].kind == PK_SP_TIME && head->spans->v[i].attr[PK_A_EDTF].n > YEAR);
	for (i = 0; i < pk_node_spans(head); i++) {
		size_t at = head->spans->v[i].from, end;

		if (head->spans->v[i].kind != PK_SP_TIME || !head->spans->v[i].attr[PK_A_EDTF].p ||
		    (finer && head->spans->v[i].attr[PK_A_EDTF].n <= YEAR))
			continue;
		at -= announces(pk_str_sub(t, 0, at));
		for (k = 1; k <= 3; k += 2)
			if (at >= k && is_bracket(pk_str_sub(t, at - k, at), open) &&
			    (end = bracket_end(t, head->spans->v[i].to)) != PK_NPOS) {
				*from = at - k;
				*to = end;
				return;
			}
	}
}

/* (2025年) before the bracket with the time, which begins at lo: one range or none. */
static size_t
year_bracket(const struct pk_node *head, size_t lo, size_t (*range)[2])
{
	enum { YEAR = 4 };
	static const char *const open[] = {"(", "（", NULL}, *const close[] = {")", "）", NULL};
	const struct pk_span *s = pk_node_spans(head) ? &head->spans->v[0] : NULL;
	size_t i, k;

	if (!s || s->kind != PK_SP_TIME || s->attr[PK_A_EDTF].n != YEAR || s->to >= lo)
		return 0;
	for (i = 1; i <= 3; i += 2)
		for (k = 1; k <= 3 && s->from >= i; k += 2)
			if (is_bracket(pk_str_sub(pk_node_text(head), s->from - i, s->from), open) &&
			    is_bracket(pk_str_sub(pk_node_text(head), s->to, s->to + k), close)) {
				range[0][0] = s->from - i;
				range[0][1] = s->to + k;
				return 1;
			}
	return 0;
}

/* The byte ranges of a phase's heading that only tell its time: the times, with their brackets. */
static size_t
time_ranges(const struct pk_node *head, size_t (*range)[2], size_t max)
{
	static const char *const open[] = {"(", "（", "〔", "[", "【", NULL};
	static const char *const close[] = {")", "）", "〕", "]", "】", NULL};
	struct pk_str t = pk_node_text(head);
	size_t i, n = 0, k, lo, hi;

	own_time(head, &lo, &hi);
	if (lo > 0 && max > 1) { /* the bracket tells the time, whatever else stands in it */
		n = year_bracket(head, lo, range);
		range[n][0] = lo;
		range[n][1] = hi;
		return n + 1;
	}
	for (i = 0; i < pk_node_spans(head) && n < max; i++) {
		size_t from = head->spans->v[i].from, to = head->spans->v[i].to;

		if (head->spans->v[i].kind != PK_SP_TIME || from < lo || from >= hi)
			continue;
		for (k = 1; k <= 3; k += 2)
			if (from >= k && is_bracket(pk_str_sub(t, from - k, from), open))
				break;
		if (k > 3 && from > lo)
			from -= announces(pk_str_sub(t, 0, from));
		if (k <= 3) {
			size_t c;

			for (c = 1; c <= 3; c += 2)
				if (is_bracket(pk_str_sub(t, to, to + c), close)) {
					from -= k;
					to += c;
					break;
				}
			/* (6月1日起,长期坚持): a bracket that begins with the time tells it */
			if (c > 3 && i + 1 == pk_node_spans(head) && (c = bracket_end(t, to)) != PK_NPOS) {
				from -= k;
				to = c;
			}
		}
		range[n][0] = from;
		range[n++][1] = to;
	}
	return n;
}

/* The phase's name: its heading without brackets, dates and what joined them to the words. */
static struct pk_str
phase_name(struct walk *w, const struct pk_node *head)
{
	static const char *const colon[] = {"：", NULL}, *const comma[] = {"，", ",", "、", NULL};
	enum { MAX = 16 };
	size_t range[MAX][2], n = time_ranges(head, range, MAX), i, at = 0;
	struct pk_buf b = PK_BUF_INIT;
	struct pk_str s;

	for (i = 0; i < n; i++) {
		pk_buf_str(&b, pk_str_sub(pk_node_text(head), at, range[i][0]));
		at = range[i][1];
		/* 第一阶段:3月1日至31日为动员阶段 */
		if (pk_str_starts(pk_str_sub(pk_node_text(head), at, pk_node_text(head).n), PK_S("为")))
			at += strlen("为");
		/* 第二阶段:6月1日至8月31日,集中整治: the comma belonged to the time */
		if (is_bracket(pk_str_sub(pk_buf_view(&b), b.n > 3 ? b.n - 3 : 0, b.n), colon) ||
		    (b.n && b.p[b.n - 1] == ':'))
			at += is_bracket(pk_str_sub(pk_node_text(head), at, at + 3), comma) ? 3 : is_bracket(pk_str_sub(pk_node_text(head), at, at + 1), comma);
	}
	pk_buf_str(&b, pk_str_sub(pk_node_text(head), at, pk_node_text(head).n));
	s = pk_str_chop_final(pk_text_uncut(w->arena, pk_buf_view(&b)));
	s = pk_str_chop_lead(s);
	/* A heading that is nothing but its time is called by it. */
	s = s.n ? pk_str_dup(w->arena, s) : pk_str_chop_final(pk_node_text(head));
	pk_buf_free(&b);
	return s;
}

static void
item_facts(struct walk *w, const struct pk_node *item)
{
	const struct pk_node *head = pk_node_child(item, PK_N_HEAD);
	size_t line = head ? head->line : item->line;
	struct pk_str text = pk_item_heading(w->arena, item);

	if (!text.n)
		return;
	emit(w, (struct pk_fact){line, PK_S("item"), pk_str(pk_role_name[item->role]), text, item, NULL});
	if (item->role == PK_R_PHASE && pk_node_edtf(item).n)
		emit(w, (struct pk_fact){line, PK_S("phase"), pk_node_edtf(item), phase_name(w, head), item, NULL});
}

/* The kind and value of a span; false when it makes no fact. */
static bool
span_fact(struct walk *w, const struct pk_span *s, struct pk_fact *f)
{
	const struct pk_str *a = s->attr, none = {NULL, 0};

	if (a[PK_A_MASKED].n)
		return false;
	switch (s->kind) {
	case PK_SP_UNIT:
		f->kind = a[PK_A_ROLE];
		f->value = a[PK_A_GROUP].n ? PK_S("group") : PK_S("unit");
		return true;
	case PK_SP_TIME:
		f->kind = a[PK_A_TYPE];
		f->value = a[PK_A_EDTF].n ? a[PK_A_EDTF] : a[PK_A_EVERY];
		return true;
	case PK_SP_TARGET:
		f->value = joined(w, a[PK_A_OP], "", a[PK_A_VALUE], a[PK_A_UNIT]);
		break;
	case PK_SP_MONEY:
		f->value = joined(w, a[PK_A_KIND], ":", a[PK_A_VALUE], none);
		break;
	case PK_SP_SCORE:
		f->value = a[PK_A_POINTS];
		break;
	case PK_SP_PERSON:
		f->value = a[PK_A_ROLE];
		break;
	case PK_SP_REF:
		f->kind = PK_S("reference");
		f->value = a[PK_A_KIND];
		return true;
	default:
		f->value = a[PK_A_KIND];
		break;
	}
	f->kind = pk_str(pk_span_name[s->kind]);
	return true;
}

static size_t
count_lf(struct pk_str s)
{
	size_t n = 0;
	const char *hit;

	while (s.n && (hit = memchr(s.p, '\n', s.n)) != NULL) {
		n++;
		s.n -= (size_t)(hit - s.p) + 1;
		s.p = hit + 1;
	}
	return n;
}

/*
 * **动员阶段**(3月1日至10日), 第一阶段:动员。时间:3月1日至10日: the heading ends before the time, which is the
 * phase's all the same and no second fact.
 */
static bool
behind_heading(const struct pk_node *n, const struct pk_span *s)
{
	enum { NEAR = 18, STARS = 8 }; /* bytes: 工作时间 and a mark; the stars, a mark, a blank */
	struct pk_str lead = pk_str_trim(pk_str_sub(pk_node_text(n), 0, s->from));
	bool bold = pk_str_starts(pk_node_text(n), PK_S("**")) && s->from <= STARS;
	const struct pk_node *item = n->kind == PK_N_P ? pk_node_parent(n) : NULL;
	const struct pk_node *head = item && item->kind == PK_N_ITEM ? pk_node_child(item, PK_N_HEAD) : NULL;

	return head && head->line == n->line && item->role == PK_R_PHASE && s->kind == PK_SP_TIME &&
	       (bold || (lead.n <= NEAR && pk_str_find(lead, PK_S("时间"), 0) != PK_NPOS)) && s->attr[PK_A_EDTF].n &&
	       pk_str_eq(s->attr[PK_A_EDTF], pk_node_edtf(item));
}

static void
span_facts(struct walk *w, const struct pk_node *n)
{
	const struct pk_node *item = n->kind == PK_N_HEAD ? pk_node_parent(n) : NULL;
	bool phase = item && item->role == PK_R_PHASE && pk_node_edtf(item).n;
	size_t i, at = 0, line = n->line, lo = 0, hi = 0;

	if (phase)
		own_time(n, &lo, &hi);
	for (i = 0; i < pk_node_spans(n); i++) {
		const struct pk_span *s = &n->spans->v[i];
		struct pk_fact f = {0};

		line += count_lf(pk_str_sub(pk_node_text(n), at, s->from));
		at = s->from;
		/* The time in a phase's heading is the phase's own fact. */
		if ((phase && s->kind == PK_SP_TIME && s->from >= lo && s->from < hi) || behind_heading(n, s) || !span_fact(w, s, &f))
			continue;
		f.line = line;
		f.text = pk_str_sub(pk_node_text(n), s->from, s->to);
		f.node = n;
		f.span = s;
		emit(w, f);
	}
}

void
pk_facts_each(const struct pk_node *plan, struct pk_arena *a,
    void (*each)(void *ctx, const struct pk_fact *f), void *ctx)
{
	struct walk w = {a, each, ctx};
	const struct pk_node *n;

	for (n = plan; n; n = pk_node_next(plan, n)) {
		if (n->kind == PK_N_ITEM)
			item_facts(&w, n);
		if (n->kind == PK_N_TITLE && n->up && pk_node_parent(n)->kind == PK_N_PLAN)
			emit(&w, (struct pk_fact){n->line, PK_S("plan"),
			             pk_node_parent(n)->regulation ? PK_S("regulation") : PK_S("plan"),
			             title_text(w.arena, pk_node_text(n)), pk_node_parent(n), NULL});
		span_facts(&w, n);
	}
}

struct print {
	struct pk_out *out;
	size_t number;
};

static void
print(void *ctx, const struct pk_fact *f)
{
	struct print *p = ctx;

	pk_out_printf(p->out, "%zu\t%zu\t", p->number, f->line);
	pk_out_str(p->out, f->kind);
	pk_out_putc(p->out, '\t');
	pk_out_str(p->out, f->value);
	pk_out_putc(p->out, '\t');
	pk_out_str(p->out, f->text);
	pk_out_putc(p->out, '\n');
}

void
pk_facts_print(const struct pk_node *plan, size_t number, struct pk_out *out)
{
	struct pk_arena a = PK_ARENA_INIT;
	struct print p = {out, number};

	pk_facts_each(plan, &a, print, &p);
	pk_arena_free(&a);
}
