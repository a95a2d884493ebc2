/* Ranges of two points, and the door to all expressions of when. */
#include "cal/expr_int.h"

#include <string.h>

/* 7月5日一7月20日: a 一 that was read for the dash. */
static bool
is_misread_dash(const struct pk_find *f, size_t k)
{
	return k > 0 && pk_tok_day_unit(f, k - 1) && pk_tok_is(f, k, T_NUM) && pk_tok_starts(f, k, "一") &&
	       TOK(f, k)->to - TOK(f, k)->from == 3 && pk_tok_upto(TOK(f, k + 1), 12) && !TOK(f, k + 1)->chinese &&
	       pk_tok_unit(f, k + 2, U_MONTH);
}

/* (5月12日6月7日): a bracket with nothing but two days has lost its dash; j is where the second begins. */
static bool
is_lost_dash(const struct pk_find *f, size_t j)
{
	enum { PARTS = 4 }; /* 5月12日 */
	size_t a = j, b = j;

	if (j == 0 || !pk_tok_day_unit(f, j - 1) || !pk_tok_is(f, j, T_NUM) || TOK(f, j)->space)
		return false;
	while (a > 0 && j - a < PARTS && (pk_tok_is(f, a - 1, T_NUM) || pk_tok_is(f, a - 1, T_UNIT)))
		a--;
	while (b - j < PARTS && (pk_tok_is(f, b, T_NUM) || pk_tok_is(f, b, T_UNIT)))
		b++;
	return a > 0 && pk_tok_punct(f, a - 1, '(') && pk_tok_punct(f, b, ')') && pk_tok_day_unit(f, b - 1);
}

/* The joiner of a range at j and what may stand before it (clock, 起): the token behind, or 0. */
static size_t
joiner(const struct pk_find *f, size_t j, bool bare)
{
	size_t k = bare ? j : pk_skip_clock(f, pk_skip_weekday(f, j));

	if (!bare && pk_tok_is(f, k, T_SINCE) && TOK(f, k)->a == 0)
		k++;
	if (!bare && pk_tok_is(f, k, T_PUNCT) && TOK(f, k)->a == ',' && pk_tok_is(f, k + 1, T_TO))
		k++;
	if (!bare && is_misread_dash(f, k))
		return k + 1;
	if (!bare && k == j && is_lost_dash(f, j))
		return j;
	return pk_tok_is(f, k, T_JOIN) || pk_tok_is(f, k, T_TO) ? k + 1 : 0;
}

/* The right side of a range, which may leave out what the left side said. */
static bool
right_side(struct pk_find *f, size_t k, const struct pk_point *l, struct pk_point *r)
{
	if (l->grain == G_YEAR && pk_year_known(l->y) && pk_tok_is(f, k, T_NUM) &&
	    !TOK(f, k)->y[0] && TOK(f, k)->digits == 2 &&
	    (pk_tok_unit(f, k + 1, U_YEAR) || pk_tok_unit(f, k + 1, U_FYEAR)) &&
	    !pk_tok_is(f, k + 2, T_NUM)) {
		*r = *l; /* 2021-25年 */
		r->y[2] = (char)('0' + TOK(f, k)->a / 10);
		r->y[3] = (char)('0' + TOK(f, k)->a % 10);
		r->bare = false;
		r->end = k + 2;
		return true;
	}
	if (l->grain == G_MONTH && l->end == k - 1 && k >= 2 && pk_tok_is(f, k - 2, T_NUM) && pk_months_to(f, k - 2)) {
		*r = *l; /* 2024.3-5 */
		r->m1 = r->m2 = TOK(f, k)->a;
		r->end = k + (pk_tok_unit(f, k + 1, U_MONTH) ? 2 : 1);
		return true;
	}
	f->last = *l;
	f->last.end = k - 1;
	if (l->grain == G_DAY && !l->edge && pk_point_day(f, k, r) && l->m2) {
		r->m1 = r->m2 = l->m2;
		if (r->d1 > 0 && l->d1 > 0 && r->d1 < l->d1)
			return false; /* 20日至9日 */
		return r->d1 < 0 || l->m2 < 0 || pk_point_set_day(r, l->m2, r->d1);
	}
	if (pk_tok_unit(f, k, U_MONTH) && pk_tok_is(f, k + 1, T_EDGE) &&
	    TOK(f, k + 1)->a == E_END && l->m2 > 0) {
		*r = (struct pk_point){
		    .grain = G_DAY, .m1 = l->m2, .m2 = l->m2, .edge = true, .end = k + 2};
		return true;
	}
	if (pk_tok_is(f, k, T_XUN) && (l->grain == G_XUN || l->edge || l->begin) && l->m2 > 0 && l->m1 == l->m2 &&
	    TOK(f, k)->a > l->d1) {
		*r = (struct pk_point){.grain = G_XUN, .m1 = l->m2, .m2 = l->m2, .d1 = TOK(f, k)->a, .d2 = TOK(f, k)->b, .end = k + 1};
		return true; /* 3月上旬至中旬, 3月初至下旬 */
	}
	return pk_point_at(f, k, r) && !r->bare;
}

static bool
earlier(const struct pk_point *r, const struct pk_point *l)
{
	if (r->m2 <= 0 || l->m1 <= 0)
		return false;
	return r->m2 < l->m1 || (r->m2 == l->m1 && r->d2 > 0 && l->d1 > 0 && r->d2 < l->d1);
}

/*
 * 12月30日-1月1日 with a reference day in it or before its end in January: it began
 * in the year before, and so did the days of December named after it.
 */
static void
cross_reference(struct pk_find *f, struct pk_point *l, const struct pk_point *r)
{
	struct pk_date ref = f->ctx->reference;

	if (l->yf != PK_YF_GIVEN || f->ctx->given_year || !ref.y || r->m2 < ref.m ||
	    (r->m2 == ref.m && r->d2 > 0 && r->d2 < ref.d))
		return;
	pk_year_add(l->y, -1);
	f->cross_month = l->m1;
	memcpy(f->cross_year, l->y, 5);
}

/* Years of the two sides; false when they run backwards. */
static bool
range_years(struct pk_find *f, struct pk_point *l, struct pk_point *r)
{
	/* 今年11月至2012年1月: told apart from 今年, so that is the year before; 今年3月至2012年5月 may be any. */
	bool unsaid = !l->y[0] || (l->yf == PK_YF_NONE && memcmp(l->y, "XXXX", 4) == 0 && earlier(r, l));

	if (unsaid && r->y[0] && !r->next_year && r->yf != PK_YF_NONE) {
		memcpy(l->y, r->y, 5);
		l->yf = PK_YF_RANGE;
		if (earlier(r, l))
			pk_year_add(l->y, -1);
		return true;
	}
	pk_year_resolve(f, l);
	if (r->next_year || !r->y[0]) {
		bool cross = r->next_year || (earlier(r, l) && r->grain != G_YEAR);

		if (cross && !r->next_year)
			cross_reference(f, l, r);
		memcpy(r->y, l->y, 5);
		if (cross)
			pk_year_add(r->y, 1);
		r->yf = l->yf == PK_YF_EXPLICIT || l->yf == PK_YF_MASK || l->yf == PK_YF_RANGE
			    ? PK_YF_RANGE
			    : l->yf;
		return true;
	}
	pk_year_resolve(f, r);
	if (l->grain == G_YEAR && r->grain == G_YEAR && !pk_year_known(r->y) &&
	    memcmp(l->y, r->y, 4) != 0 && pk_year_known(l->y))
		return l->y[0] == r->y[0];
	return !pk_year_known(l->y) || !pk_year_known(r->y) || memcmp(l->y, r->y, 4) < 0 ||
	       (memcmp(l->y, r->y, 4) == 0 && !(earlier(r, l)));
}

/* 2024-2026年三年行动计划, 行动计划(2024-2026年): the years are part of a name; 2019-2020年秋冬季: no whole years. */
static bool
names_a_plan(const struct pk_find *f, size_t i, const struct pk_point *r)
{
	size_t k;

	if (r->grain != G_YEAR)
		return false;
	if (i >= 2 && pk_tok_punct(f, i - 1, '(') && pk_tok_is(f, i - 2, T_NOUN))
		return true;
	if (i >= 2 && pk_tok_punct(f, i - 1, '(') && pk_tok_punct(f, r->end, ')') && pk_tok_is(f, r->end + 1, T_TEXT))
		return true; /* 第二届示范区(2021-2023年)创建周期 */
	if (pk_tok_is(f, r->end, T_SEASON))
		return true;
	for (k = r->end; k < r->end + 5; k++)
		if (pk_tok_is(f, k, T_NOUN))
			return true;
		else if (pk_tok_is(f, k, T_PUNCT) || pk_tok_is(f, k, T_END))
			return false;
	return false;
}

/* Words that begin the work: 开始 is one of the bound already. */
static bool
is_begun(const struct pk_find *f, size_t *k)
{
	enum { TWO = 12 }; /* bytes: 启动实施 */
	static const char *const words[] = {"启动", "正式启动", "全面启动", "起步", "实施", "组织实施", "铺开", "全面铺开", NULL};
	const struct pk_tok *t;
	size_t i;

	if (pk_tok_starts(f, *k, "正式") && TOK(f, *k)->to - TOK(f, *k)->from == strlen("正式"))
		(*k)++;
	t = TOK(f, *k);
	if (t->kind == T_SINCE && t->a == 0) {
		(*k)++;
		return true;
	}
	for (i = 0; words[i]; i++)
		if (t->kind == T_TEXT && pk_tok_starts(f, *k, words[i]) && t->to - t->from <= TWO) {
			(*k)++;
			return true;
		}
	return false;
}

/* …基本结束, …为止, …完成。: the words behind the end at i say that the work ends there. */
static bool
is_ended(const struct pk_find *f, size_t i)
{
	enum { REACH = 3 };
	size_t k;

	for (k = i; k < i + REACH; k++) {
		if (pk_tok_is(f, k, T_STOP) || pk_tok_is(f, k, T_CUTOFF) || pk_tok_starts(f, k, "结束"))
			return true;
		if (!pk_tok_is(f, i, T_BEFORE) && pk_tok_starts(f, k, "完成") && (pk_tok_is(f, k + 1, T_PUNCT) || pk_tok_is(f, k + 1, T_END)))
			return true;
		if (!pk_tok_is(f, k, T_DONE) && !(pk_tok_is(f, k, T_BEFORE) && k == i))
			return false;
	}
	return false;
}

/* 一直, 持续, 延续: what leads from the beginning to the 到 at k. */
static bool
goes_on(const struct pk_find *f, size_t k)
{
	static const char *const words[] = {"一直", "持续", "延续", "直", NULL};
	const struct pk_tok *t = TOK(f, k - 1);
	size_t i, n;

	for (i = 0; words[i]; i++) {
		n = strlen(words[i]);
		if (t->kind == T_TEXT && t->to - t->from >= n && memcmp(f->t->text.p + t->to - n, words[i], n) == 0)
			return true;
	}
	return false;
}

/*
 * 从4月开始,8月底基本结束; 自5月8日启动,至6月8日结束; 从1日开始登记一直到10日: the range's end stands
 * behind what begins.  The token of the end's point, 0 none; j is behind the first point.
 */
static size_t
far_end(struct pk_find *f, const struct pk_frame *fr, size_t j)
{
	enum { REACH = 12 };
	size_t k = pk_skip_clock(f, pk_skip_weekday(f, j)), end;
	struct pk_point r;
	bool comma = false;

	if (!is_begun(f, &k))
		return 0;
	for (end = k + REACH; k < end; k++) {
		if (pk_tok_is(f, k, T_TO) && goes_on(f, k))
			return k + 1;
		if (pk_tok_is(f, k, T_TO) && pk_tok_punct(f, k - 1, ',')) /* but 自5月起实施,到年底建成20个 has a goal */
			return pk_point_at(f, k + 1, &r) && (is_ended(f, r.end) || pk_tok_is(f, r.end, T_PUNCT) || pk_tok_is(f, r.end, T_END)) ? k + 1 : 0;
		if (pk_tok_is(f, k, T_NUM) && pk_tok_starts(f, k, "一") && pk_tok_starts(f, k + 1, "直"))
			continue;
		if (comma && pk_tok_punct(f, k - 1, ',') && pk_tok_is(f, k, T_NUM))
			return (fr->prefix == T_PRE || fr->prefix == T_END) && pk_point_at(f, k, &r) && is_ended(f, r.end) ? k : 0;
		if (comma && !goes_on(f, k + 1) && !pk_tok_punct(f, k, ','))
			return 0;
		if (pk_tok_is(f, k, T_PUNCT)) {
			if (comma || !pk_tok_punct(f, k, ','))
				return 0;
			comma = true;
		} else if (pk_tok_is(f, k, T_END) || pk_tok_is(f, k, T_NUM)) {
			return 0;
		}
	}
	return 0;
}

/* 1月至6月的台账, 2006年9月1日至2012年8月31日出生的: the span belongs to papers or people, not to the work. */
static bool
is_of_thing(const struct pk_find *f, size_t i)
{
	enum { NEAR = 24 }; /* bytes of the noun behind 的 */
	static const char *const things[] = {"台账", "台帐", "数据", "报表", "资料", "材料", "记录", "凭证", "票据", "工资", "档案", NULL};
	struct pk_str s = pk_str_sub(f->t->text, TOK(f, i)->from, TOK(f, i)->from + NEAR);
	size_t k;

	if (pk_tok_starts(f, i, "出生"))
		return true;
	for (k = 0; pk_str_starts(s, PK_S("的")) && things[k]; k++)
		if (pk_str_find(s, pk_str(things[k]), 0) != PK_NPOS)
			return true;
	return false;
}

/* 评估阶段(2026年5月1日—): nothing stands behind the dash, the ) at k. */
static bool
stays_open(const struct pk_find *f, const struct pk_frame *fr, size_t k)
{
	return pk_tok_punct(f, k, ')') && fr->i > 0 && pk_tok_punct(f, fr->i - 1, '(');
}

static size_t
range(struct pk_find *f, struct pk_frame *fr, struct pk_point *l, size_t k)
{
	struct pk_point r;
	struct pk_end a, b;
	struct pk_time *t;
	size_t j;

	if (pk_tok_is(f, k, T_ALWAYS) || pk_tok_is(f, k, T_NOW) || stays_open(f, fr, k)) {
		pk_year_resolve(f, l);
		a = pk_end_first(l);
		fr->to = pk_tok_is(f, k, T_PUNCT) ? k : k + 1;
		t = pk_span_emit(f, pk_tok_is(f, k, T_NOW) ? PK_TIME_DATE : PK_TIME_PERIOD, fr, l);
		pk_span_interval(t, &a, NULL);
		return fr->to;
	}
	if (!right_side(f, k, l, &r) || !range_years(f, l, &r))
		return 0;
	pk_frame_bound(f, fr, r.end);
	j = fr->bound == T_BEFORE || fr->bound == T_STOP || fr->bound == T_WITHIN ? fr->to : r.end;
	fr->to = j;
	l->rule = "time/range";
	a = pk_end_first(l);
	b = pk_end_last(&r);
	t = pk_span_emit(f,
	    names_a_plan(f, fr->i, &r) || fr->prefix == T_ASOF || pk_past_year(f, &r) ||
		    pk_clause_past(f, j) || pk_told_done(f, j) || is_of_thing(f, j)
		? PK_TIME_DATE
		: PK_TIME_PERIOD,
	    fr, l);
	t->implausible |= r.implausible;
	pk_span_interval(t, &a, &b);
	pk_year_carry(f, &r, t->type);
	r.rule = "time/range";
	f->last = r;
	f->last_end = j;
	return j;
}

static bool
end_before(const struct pk_end *b, const struct pk_end *a)
{
	int c = memcmp(b->y, a->y, 4);

	return c < 0 || (c == 0 && (b->m < a->m || (b->m == a->m && b->d < a->d)));
}

/* 即日起至10月31日: it begins with the document, whose day nobody has told. */
static size_t
from_today(struct pk_find *f, struct pk_frame *fr)
{
	struct pk_point r;
	struct pk_end b, a = {"", f->ctx->reference.m, f->ctx->reference.d};
	bool known = f->ctx->reference.y != 0;
	size_t k = fr->i + 1;
	struct pk_time *t;

	if (!pk_tok_is(f, k, T_SINCE))
		return 0;
	k++;
	k += pk_tok_punct(f, k, ',') ? 1 : 0;
	k += pk_tok_is(f, k, T_TEXT) && goes_on(f, k + 1) ? 1 : 0; /* 即日起持续至10月31日 */
	if (known)
		pk_year_set(a.y, f->ctx->reference.y);
	if (!(pk_tok_is(f, k, T_JOIN) || pk_tok_is(f, k, T_TO)) || !pk_point_at(f, k + 1, &r) ||
	    r.bare) {
		if (!known)
			return 0;
		fr->to = fr->i + 2;
		r = (struct pk_point){.yf = PK_YF_GIVEN, .rule = "time/from-today"};
		pk_span_interval(pk_span_emit(f, PK_TIME_PERIOD, fr, &r), &a, NULL);
		return fr->to;
	}
	pk_year_resolve(f, &r);
	r.rule = "time/from-today";
	pk_frame_bound(f, fr, r.end);
	b = pk_end_last(&r);
	if (known && end_before(&b, &a) && r.yf == PK_YF_GIVEN) {
		pk_year_add(r.y, 1); /* 即日起至2月底, told in autumn */
		b = pk_end_last(&r);
	}
	t = pk_span_emit(f, PK_TIME_PERIOD, fr, &r);
	pk_span_interval(t, known && !end_before(&b, &a) ? &a : NULL, &b);
	pk_year_carry(f, &r, t->type);
	return fr->to;
}

/* "、31日" behind a day: the month and year of that day hold. */
static bool
listed_day(struct pk_find *f, size_t i, struct pk_point *p)
{
	size_t b = i ? i - 1 : 0;
	int d;

	if (i == 0 || f->last_end != b || f->last.m2 <= 0 || f->last.grain != G_DAY ||
	    !(pk_tok_punct(f, b, 0x3001) || pk_tok_is(f, b, T_AND)) || !pk_point_day(f, i, p) ||
	    p->d1 < 1)
		return false;
	d = p->d1;
	memcpy(p->y, f->last.y, 5);
	p->yf = PK_YF_PREVIOUS;
	return pk_point_set_day(p, f->last.m2, d);
}

size_t
pk_span_at(struct pk_find *f, size_t i)
{
	struct pk_frame fr = {.i = i};
	struct pk_point p;
	size_t k, done;

	pk_frame_prefix(f, &fr);
	if (pk_tok_is(f, i, T_TODAY))
		return from_today(f, &fr);
	if (i > 0 && pk_tok_is(f, i - 1, T_LUNAR))
		return 0;
	if (i == 0 || f->last_end != i - 1 ||
	    !(pk_tok_punct(f, i - 1, 0x3001) || pk_tok_is(f, i - 1, T_AND)))
		f->chain = f->out->n;
	if (!listed_day(f, i, &p) && !pk_point_at(f, i, &p))
		return 0;
	if ((k = joiner(f, p.end, p.bare)) != 0 && (done = range(f, &fr, &p, k)) != 0)
		return done;
	if (!p.bare && pk_tok_starts(f, p.end, "并") && TOK(f, p.end)->to - TOK(f, p.end)->from == strlen("并") && pk_tok_is(f, p.end + 1, T_ALWAYS))
		return range(f, &fr, &p, p.end + 1); /* 10月底并长期坚持 */
	if (!p.bare && (k = far_end(f, &fr, p.end)) != 0 && (done = range(f, &fr, &p, k)) != 0) {
		f->out->v[f->out->n - 1].rule = PK_RULE_FAR_END;
		return done;
	}
	if (p.bare)
		return 0;
	pk_frame_bound(f, &fr, p.end);
	if (p.needs_bound && fr.bound == T_END && fr.prefix != T_TO)
		return 0;
	pk_year_resolve(f, &p);
	if (p.grain != G_YEAR || memcmp(p.y, "XXXX", 4) != 0 ||
	    fr.bound != T_END) { /* 今年 alone says nothing */
		pk_span_single(f, &fr, &p);
		if (strcmp(f->out->v[f->out->n - 1].rule, "time/of-thing") != 0)
			pk_year_carry(f, &p, f->out->v[f->out->n - 1].type);
	} else {
		fr.to = p.end;
	}
	f->last = p;
	k = pk_skip_weekday(f, p.end);
	f->last_end = k > fr.to ? k : fr.to;
	return f->last_end;
}
