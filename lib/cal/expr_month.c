/* Months and what stands behind them: days, ten days, edges, the n-th weekday. */
#include "cal/expr_int.h"

bool
pk_point_set_day(struct pk_point *p, int m, int d)
{
	int last = m == 2 ? 29 : pk_month_days(0, m);

	if (m < 1 || m > 12 || d < 1 || d > 31)
		return false;
	p->implausible = d > last; /* 6月31日: kept as written, and lint says so */
	p->grain = G_DAY;
	p->m1 = p->m2 = m;
	p->d1 = p->d2 = d;
	return true;
}

void
pk_point_months(struct pk_point *p, enum pk_grain g, int m1, int m2)
{
	p->grain = g;
	p->m1 = m1;
	p->m2 = m2;
	p->d1 = 1;
	p->d2 = 0;
}

/* 1 to max, in one word, not masked and not 两三. */
bool
pk_tok_upto(const struct pk_tok *t, int max)
{
	return t->kind == T_NUM && !t->mask && t->a >= 1 && t->a <= max && t->digits <= 2 &&
	       !(t->positional && t->chinese && t->a > 9);
}

bool
pk_tok_masked(const struct pk_tok *t)
{
	return t->kind == T_NUM && t->mask == M_PURE && t->digits <= 4;
}

bool
pk_tok_joins(const struct pk_find *f, size_t i)
{
	return pk_tok_is(f, i, T_JOIN) || pk_tok_is(f, i, T_TO);
}

/* 的 before a month or part: 2024年的6月 */
bool
pk_tok_of(const struct pk_find *f, size_t i)
{
	return pk_tok_is(f, i, T_TEXT) && TOK(f, i)->to - TOK(f, i)->from == 3 &&
	       pk_tok_starts(f, i, "的");
}

/* 底 and 初 behind a year, quarter or month whose span is in p. */
size_t
pk_point_edge(const struct pk_find *f, size_t i, struct pk_point *p, int begin_month)
{
	const struct pk_tok *t = TOK(f, i), *n = TOK(f, i + 1);

	if (t->kind != T_EDGE || t->space)
		return 0;
	if (t->a == E_END) {
		p->edge = true;
		p->grain = G_DAY;
		p->m1 = p->m2;
		p->d1 = p->d2; /* both the last day */
		return 1;
	}
	if (t->a == E_MIDDLE && n->kind != T_BEFORE && n->kind != T_END && n->kind != T_PUNCT &&
	    !pk_tok_joins(f, i + 1))
		return 0;
	p->begin = true;
	if (t->a == E_MIDDLE && p->grain == G_YEAR) {
		pk_point_months(p, G_SPAN, 6, 6);
	} else if (t->a == E_MIDDLE) {
		p->d1 = 11;
		p->d2 = 20;
	} else if (begin_month) {
		pk_point_months(p, G_SPAN, begin_month, begin_month);
	} else {
		p->d2 = 10;
	}
	p->grain = G_SPAN;
	return 1;
}

/* 第N个星期X of the month in p, whose year must be known. */
static size_t
nth_weekday(struct pk_find *f, size_t i, struct pk_point *p)
{
	const struct pk_tok *n = TOK(f, i + 1), *w;
	size_t j = i + 2;
	int day, first, d;

	if (!pk_tok_is(f, i, T_ORD) || !pk_tok_upto(n, 5))
		return 0;
	j += pk_tok_is(f, j, T_GE) ? 1 : 0;
	if (!pk_tok_unit(f, j, U_WEEK))
		return 0;
	w = TOK(f, j + 1);
	day = w->kind == T_NUM && pk_tok_upto(w, 6) ? w->a
	      : w->kind == T_UNIT && w->a == U_DAY  ? 7
						    : 0;
	if (day == 0)
		return 0;
	pk_year_resolve(f, p);
	if (!pk_year_known(p->y))
		return 0;
	first = pk_date_weekday((struct pk_date){
	    (p->y[0] - '0') * 1000 + (p->y[1] - '0') * 100 + (p->y[2] - '0') * 10 + p->y[3] - '0',
	    p->m1, 1});
	d = 1 + (day - first + 7) % 7 + (n->a - 1) * 7;
	if (d > 31 || !pk_point_set_day(p, p->m1, d) || p->implausible)
		return 0;
	return j + 2 - i;
}

/* 前4天 后三天 最后一天 最后一周 第一天 of the month in p, days being the number; tokens consumed.
 */
static size_t
part_days(const struct pk_find *f, size_t i, int days, struct pk_point *p)
{
	bool week = pk_tok_unit(f, i + 2, U_WEEK), span = pk_tok_unit(f, i + 2, U_SPAN);
	bool last = pk_tok_is(f, i, T_LAST) ||
		    (pk_tok_is(f, i, T_AFTER) && TOK(f, i)->to - TOK(f, i)->from == 3);

	if (pk_tok_is(f, i, T_BEFORE) && span) {
		p->grain = G_SPAN;
		p->d2 = days;
		return 3;
	}
	if (pk_tok_is(f, i, T_ORD) && span)
		return pk_point_set_day(p, p->m1, days) ? 3 : 0;
	if (!last || !(span || week) || (week && days > 4))
		return 0;
	days *= week ? 7 : 1;
	p->grain = days == 1 ? G_DAY : G_SPAN;
	p->d1 = days == 1 ? 0 : pk_month_days(0, p->m1) - days + 1;
	return 3;
}

/* Parts of the month in p: those days, 第N个周X. */
static size_t
month_part(struct pk_find *f, size_t i, struct pk_point *p)
{
	size_t j = i, n;

	j += pk_tok_of(f, j) ? 1 : 0;
	if ((n = nth_weekday(f, j, p)) != 0)
		return j + n - i;
	if (!pk_tok_count(f, j + 1) || TOK(f, j + 1)->a > 28)
		return 0;
	n = TOK(f, j + 1)->a > 0 ? (size_t)TOK(f, j + 1)->a : 0;
	n = part_days(f, j, (int)n, p);
	return n ? j + n - i : 0;
}

/* A number behind a month that lacks its 日: 1月3, 4月3到5月1. */
static bool
day_without_unit(const struct pk_find *f, size_t i)
{
	const struct pk_tok *t = TOK(f, i), *n = TOK(f, i + 1);

	if (!pk_tok_upto(t, 31) || t->space)
		return false;
	if (t->chinese) /* 二月十五, at the end of a phrase */
		return t->a > 9 && (n->kind == T_END || n->kind == T_PUNCT);
	switch (n->kind) {
	case T_END:
	case T_JOIN:
	case T_TO:
	case T_BEFORE:
	case T_SINCE:
	case T_STOP:
		return true;
	case T_TEXT:
	case T_VERB:
	case T_DONE:
		return !n->space;
	case T_PUNCT:
		return n->a == ',' || n->a == 0x3002 || n->a == ')' || n->a == ';';
	default:
		return false;
	}
}

bool
pk_tok_day_unit(const struct pk_find *f, size_t i)
{
	return pk_tok_unit(f, i, U_DAY) || pk_tok_unit(f, i, U_DATE);
}

/* 5月x日, x月x-x日 */
static size_t
masked_day(const struct pk_find *f, size_t i, struct pk_point *p)
{
	bool unit = pk_tok_day_unit(f, i + 1);

	if (!unit && !(pk_tok_joins(f, i + 1) && pk_tok_masked(TOK(f, i + 2))))
		return 0;
	p->grain = G_DAY;
	p->d1 = p->d2 = -1;
	return unit ? 2 : 1;
}

/* The day of the month in p: 9日, 9(-12日), 9、(12日), bare 9. */
static size_t
day(const struct pk_find *f, size_t i, struct pk_point *p)
{
	const struct pk_tok *t = TOK(f, i);
	bool unit = pk_tok_day_unit(f, i + 1);
	bool list = (pk_tok_joins(f, i + 1) || pk_tok_punct(f, i + 1, 0x3001)) &&
		    pk_tok_upto(TOK(f, i + 2), 31) && pk_tok_day_unit(f, i + 3);

	if (p->m1 == -1) {
		if (!unit)
			return 0;
		p->grain = G_DAY;
		p->d1 = p->d2 = t->a;
		return 2;
	}
	if (!unit && !list && !day_without_unit(f, i))
		return 0;
	return pk_point_set_day(p, p->m1, t->a) ? (unit ? 2 : 1) : 0;
}

/* What follows a month: a day, ten days, an edge; tokens consumed. */
size_t
pk_month_tail(struct pk_find *f, size_t i, struct pk_point *p)
{
	const struct pk_tok *t = TOK(f, i);
	size_t n;

	if (t->kind == T_XUN || t->kind == T_HALFMONTH) {
		p->grain = G_XUN;
		p->d1 = t->a;
		p->d2 = t->b;
		return 1;
	}
	if (pk_tok_unit(f, i, U_MONTH) && (n = pk_point_edge(f, i + 1, p, 0)) != 0)
		return 1 + n;
	if ((n = pk_point_edge(f, i, p, 0)) != 0)
		return n;
	if (pk_tok_masked(t))
		return masked_day(f, i, p);
	if (pk_tok_upto(t, 31))
		return day(f, i, p);
	return p->m1 > 0 ? month_part(f, i, p) : 0;
}

/* Months: 5月, x月, 5(-8月份), 7、8月. */
size_t
pk_month_at(struct pk_find *f, size_t i, struct pk_point *p)
{
	const struct pk_tok *t = TOK(f, i), *r = TOK(f, i + 2);
	bool unit = pk_tok_unit(f, i + 1, U_MONTH);

	if (pk_tok_masked(t) && unit) {
		p->grain = G_MONTH;
		p->m1 = p->m2 = -1;
		p->d1 = 1;
		return 2 + pk_month_tail(f, i + 2, p);
	}
	if (!pk_tok_upto(t, 12))
		return 0;
	if (unit && pk_tok_is(f, i + 2, T_NUM) && TOK(f, i + 2)->a > 31 &&
	    pk_tok_unit(f, i + 3, U_DAY))
		return 0; /* 5月32日 */
	if (unit) {
		pk_point_months(p, G_MONTH, t->a, t->a);
		return 2 + pk_month_tail(f, i + 2, p);
	}
	if (!pk_tok_upto(r, 12) || !pk_tok_unit(f, i + 3, U_MONTH))
		return 0;
	if (pk_tok_joins(f, i + 1)) {
		pk_point_months(p, G_MONTH, t->a, t->a);
		p->bare = true;
		return 1;
	}
	if (pk_tok_punct(f, i + 1, 0x3001) && r->a == t->a + 1) {
		pk_point_months(p, G_SPAN, t->a, r->a);
		return 4;
	}
	return 0;
}
