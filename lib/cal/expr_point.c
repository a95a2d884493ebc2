/* One point of time in words: year, half, quarter, month, ten days, day, edge, festival. */
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

static void
set_months(struct pk_point *p, enum pk_grain g, int m1, int m2)
{
	p->grain = g;
	p->m1 = m1;
	p->m2 = m2;
	p->d1 = 1;
	p->d2 = 0;
}

/* 1 to max, in one word, not masked and not 两三. */
static bool
in_range(const struct pk_tok *t, int max)
{
	return t->kind == T_NUM && !t->mask && t->a >= 1 && t->a <= max && t->digits <= 2 &&
	       !(t->positional && t->chinese && t->a > 9);
}

static bool
masked(const struct pk_tok *t)
{
	return t->kind == T_NUM && t->mask == M_PURE && t->digits <= 4;
}

static bool
joins(const struct pk_find *f, size_t i)
{
	return pk_tok_is(f, i, T_JOIN) || pk_tok_is(f, i, T_TO);
}

/* 底 and 初 behind a year, quarter or month whose span is in p. */
static size_t
edge(const struct pk_find *f, size_t i, struct pk_point *p, int begin_month)
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
	if (t->a == E_MIDDLE && n->kind != T_BEFORE && n->kind != T_END && n->kind != T_PUNCT && !joins(f, i + 1))
		return 0;
	p->begin = true;
	if (t->a == E_MIDDLE && p->grain == G_YEAR) {
		set_months(p, G_SPAN, 6, 6);
	} else if (t->a == E_MIDDLE) {
		p->d1 = 11;
		p->d2 = 20;
	} else if (begin_month) {
		set_months(p, G_SPAN, begin_month, begin_month);
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

	if (!pk_tok_is(f, i, T_ORD) || !in_range(n, 5))
		return 0;
	j += pk_tok_is(f, j, T_GE) ? 1 : 0;
	if (!pk_tok_unit(f, j, U_WEEK))
		return 0;
	w = TOK(f, j + 1);
	day = w->kind == T_NUM && in_range(w, 6) ? w->a : w->kind == T_UNIT && w->a == U_DAY ? 7 : 0;
	if (day == 0)
		return 0;
	pk_year_resolve(f, p);
	if (!pk_year_known(p->y))
		return 0;
	first = pk_date_weekday((struct pk_date){(p->y[0] - '0') * 1000 + (p->y[1] - '0') * 100 +
	                                             (p->y[2] - '0') * 10 + p->y[3] - '0', p->m1, 1});
	d = 1 + (day - first + 7) % 7 + (n->a - 1) * 7;
	if (d > 31 || !pk_point_set_day(p, p->m1, d) || p->implausible)
		return 0;
	return j + 2 - i;
}

/* 前4天 最后一天 最后一周 第N个周X of the month in p. */
static size_t
month_part(struct pk_find *f, size_t i, struct pk_point *p)
{
	size_t j = i, n;
	int days;

	if (pk_tok_is(f, j, T_TEXT) && pk_tok_starts(f, j, "的") && TOK(f, j)->to - TOK(f, j)->from == 3)
		j++;
	if ((n = nth_weekday(f, j, p)) != 0)
		return j + n - i;
	if (!pk_tok_count(f, j + 1) || TOK(f, j + 1)->a > 28)
		return 0;
	days = TOK(f, j + 1)->a;
	if (pk_tok_is(f, j, T_BEFORE) && pk_tok_unit(f, j + 2, U_SPAN)) {
		p->grain = G_SPAN;
		p->d2 = days;
		return j + 3 - i;
	}
	if (!pk_tok_is(f, j, T_LAST) || !(pk_tok_unit(f, j + 2, U_SPAN) || pk_tok_unit(f, j + 2, U_WEEK)))
		return 0;
	if (pk_tok_unit(f, j + 2, U_WEEK))
		days *= 7;
	p->grain = days == 1 ? G_DAY : G_SPAN;
	p->d1 = days == 1 ? 0 : pk_month_days(0, p->m1) - days + 1;
	return p->d1 < 0 ? 0 : j + 3 - i;
}

/* A number behind a month that lacks its 日: 1月3, 4月3到5月1. */
static bool
day_without_unit(const struct pk_find *f, size_t i)
{
	const struct pk_tok *t = TOK(f, i), *n = TOK(f, i + 1);

	if (!in_range(t, 31) || t->chinese || t->space)
		return false;
	switch (n->kind) {
	case T_END: case T_JOIN: case T_TO: case T_BEFORE:
		return true;
	case T_TEXT: case T_VERB: case T_DONE:
		return !n->space;
	case T_PUNCT:
		return n->a == ',' || n->a == 0x3002 || n->a == ')' || n->a == ';';
	default:
		return false;
	}
}

/* What follows a month: a day, ten days, an edge; tokens consumed. */
static size_t
month_tail(struct pk_find *f, size_t i, struct pk_point *p)
{
	const struct pk_tok *t = TOK(f, i);
	size_t n;

	if (t->kind == T_XUN || t->kind == T_HALFMONTH) {
		p->grain = G_XUN;
		p->d1 = t->a;
		p->d2 = t->b;
		return 1;
	}
	if (pk_tok_unit(f, i, U_MONTH) && (n = edge(f, i + 1, p, 0)) != 0)
		return 1 + n;
	if ((n = edge(f, i, p, 0)) != 0)
		return n;
	if (in_range(t, 31) || masked(t)) {
		bool unit = pk_tok_unit(f, i + 1, U_DAY) || pk_tok_unit(f, i + 1, U_DATE);
		bool list = (joins(f, i + 1) || pk_tok_punct(f, i + 1, 0x3001)) && in_range(TOK(f, i + 2), 31) &&
		            (pk_tok_unit(f, i + 3, U_DAY) || pk_tok_unit(f, i + 3, U_DATE));

		if (masked(t)) {
			if (!unit && !(joins(f, i + 1) && masked(TOK(f, i + 2))))
				return 0;
			p->grain = G_DAY;
			p->d1 = p->d2 = -1;
			return unit ? 2 : 1;
		}
		if ((unit || list || day_without_unit(f, i)) && p->m1 != -1 && pk_point_set_day(p, p->m1, t->a))
			return unit ? 2 : 1;
		if (unit && p->m1 == -1) {
			p->grain = G_DAY;
			p->d1 = p->d2 = t->a;
			return 2;
		}
		return 0;
	}
	return p->m1 > 0 ? month_part(f, i, p) : 0;
}

/* Months: 5月, x月, 5(-8月份), 7、8月. */
static size_t
month(struct pk_find *f, size_t i, struct pk_point *p)
{
	const struct pk_tok *t = TOK(f, i), *r = TOK(f, i + 2);
	bool unit = pk_tok_unit(f, i + 1, U_MONTH);

	if (masked(t) && unit) {
		p->grain = G_MONTH;
		p->m1 = p->m2 = -1;
		p->d1 = 1;
		return 2 + month_tail(f, i + 2, p);
	}
	if (!in_range(t, 12))
		return 0;
	if (unit && pk_tok_is(f, i + 2, T_NUM) && TOK(f, i + 2)->a > 31 && pk_tok_unit(f, i + 3, U_DAY))
		return 0; /* 5月32日 */
	if (unit) {
		set_months(p, G_MONTH, t->a, t->a);
		return 2 + month_tail(f, i + 2, p);
	}
	if (!in_range(r, 12) || !pk_tok_unit(f, i + 3, U_MONTH))
		return 0;
	if (joins(f, i + 1)) {
		set_months(p, G_MONTH, t->a, t->a);
		p->bare = true;
		return 1;
	}
	if (pk_tok_punct(f, i + 1, 0x3001) && r->a == t->a + 1) {
		set_months(p, G_SPAN, t->a, r->a);
		return 4;
	}
	return 0;
}

/* Quarters: 第三季度, 四季度初, Q1, 首季度, 1-3季度, 一、二季度. */
static size_t
quarter(struct pk_find *f, size_t i, struct pk_point *p)
{
	size_t j = i;
	bool ord = pk_tok_is(f, j, T_ORD), q = pk_tok_is(f, j, T_Q), first = pk_tok_is(f, j, T_FIRST);
	const struct pk_tok *t;
	int k;

	if (first && pk_tok_unit(f, j + 1, U_QUARTER)) {
		set_months(p, G_QUARTER, 1, 3);
		return 2;
	}
	j += ord || q ? 1 : 0;
	t = TOK(f, j);
	if (!in_range(t, 4))
		return 0;
	k = t->a;
	set_months(p, G_QUARTER, k * 3 - 2, k * 3);
	if (pk_tok_unit(f, j + 1, U_QUARTER) || (ord && pk_tok_unit(f, j + 1, U_QSHORT)))
		return j + 2 - i + edge(f, j + 2, p, k * 3 - 2);
	if (q)
		return 2;
	if (in_range(TOK(f, j + 2), 4) && pk_tok_unit(f, j + 3, U_QUARTER)) {
		if (joins(f, j + 1)) {
			p->bare = true;
			return j + 1 - i;
		}
		if (pk_tok_punct(f, j + 1, 0x3001) && TOK(f, j + 2)->a == k + 1) {
			set_months(p, G_SPAN, k * 3 - 2, k * 3 + 3);
			return j + 4 - i;
		}
	}
	return 0;
}

/* 前三季度, 前五个月, 后三月: the first or last part of a year. */
static size_t
year_part(const struct pk_find *f, size_t i, struct pk_point *p, bool has_year)
{
	bool first = pk_tok_is(f, i, T_BEFORE), last = pk_tok_is(f, i, T_AFTER);
	size_t j = i + 2;
	int n;

	if ((!first && !last) || !pk_tok_count(f, i + 1) || TOK(f, i)->to - TOK(f, i)->from != 3)
		return 0;
	n = TOK(f, i + 1)->a;
	j += pk_tok_is(f, j, T_GE) ? 1 : 0;
	if (pk_tok_unit(f, j, U_QUARTER))
		n *= 3;
	else if (!has_year || !pk_tok_unit(f, j, U_MONTH))
		return 0;
	if (n > 12 || (!has_year && last))
		return 0;
	set_months(p, G_SPAN, first ? 1 : 13 - n, first ? n : 12);
	return j + 1 - i;
}

/* 本月, 下季度: need a reference day (or, 同月, a date before). */
static size_t
relative_part(struct pk_find *f, size_t i, struct pk_point *p)
{
	const struct pk_tok *t = TOK(f, i);
	struct pk_date ref = f->ctx->reference;

	if (t->kind != T_REL)
		return 0;
	if (t->a == R_SAME_MONTH || t->a == R_NEXT_MONTH) {
		if (!f->last_end || f->last.m2 < 1 || (t->a == R_NEXT_MONTH && f->last.m2 == 12))
			return 0;
		set_months(p, G_MONTH, f->last.m2 + t->b, f->last.m2 + t->b);
		return 1 + month_tail(f, i + 1, p);
	}
	if ((t->a != R_MONTH && t->a != R_QUARTER) || !ref.y)
		return 0;
	ref.d = 1;
	ref = pk_date_add_months(ref, t->a == R_MONTH ? t->b : 3 * t->b);
	if (!p->y[0]) {
		pk_year_set(p->y, ref.y);
		p->yf = PK_YF_GIVEN;
	}
	if (t->a == R_MONTH) {
		set_months(p, G_MONTH, ref.m, ref.m);
		return 1 + month_tail(f, i + 1, p);
	}
	set_months(p, G_QUARTER, (ref.m - 1) / 3 * 3 + 1, (ref.m - 1) / 3 * 3 + 3);
	return 1 + edge(f, i + 1, p, p->m1);
}

/* What may stand behind a year or for itself; tokens consumed. */
static size_t
part(struct pk_find *f, size_t i, struct pk_point *p, bool has_year)
{
	const struct pk_tok *t = TOK(f, i);
	size_t n;

	if (t->kind == T_HALFYEAR) {
		set_months(p, G_HALF, t->a, t->b);
		return 1;
	}
	if (t->kind == T_FEST && t->a) {
		(void)pk_point_set_day(p, t->a, t->b);
		return 1;
	}
	if (t->kind == T_NUM) {
		struct pk_point fresh = *p;

		if ((n = month(f, i, p)) != 0)
			return n;
		*p = fresh;
		if ((n = quarter(f, i, p)) == 0)
			*p = fresh;
		return n;
	}
	if (t->kind == T_ORD || t->kind == T_Q || t->kind == T_FIRST)
		return quarter(f, i, p);
	if (t->kind == T_REL)
		return relative_part(f, i, p);
	return year_part(f, i, p, has_year);
}

/* 年底, 年内: the year itself is not named, and no number stands before. */
static size_t
bare_year_edge(struct pk_find *f, size_t i, struct pk_point *p)
{
	bool fiscal = pk_tok_unit(f, i, U_FYEAR) && pk_tok_is(f, i + 1, T_WITHIN); /* 年度内 */

	if (!(pk_tok_unit(f, i, U_YEAR) || fiscal) || (i > 0 && (pk_tok_is(f, i - 1, T_NUM) || pk_tok_is(f, i - 1, T_EVERY) ||
	                                             pk_tok_is(f, i - 1, T_HALF) || pk_tok_is(f, i - 1, T_AGO))))
		return 0;
	set_months(p, G_YEAR, 1, 12);
	p->needs_bound = true;
	if (pk_tok_is(f, i + 1, T_WITHIN))
		return 1;
	p->needs_bound = TOK(f, i + 1)->a == E_MIDDLE;
	return edge(f, i + 1, p, 1) ? 2 : 0;
}

/* Year alone on the left of a joiner: 2021-2025年, 1985到89年9月. */
static size_t
bare_year(const struct pk_find *f, size_t i, struct pk_point *p)
{
	const struct pk_tok *t = TOK(f, i), *r = TOK(f, i + 2);

	if (t->kind != T_NUM || !t->y[0] || !joins(f, i + 1) || r->kind != T_NUM ||
	    !(pk_tok_unit(f, i + 3, U_YEAR) || pk_tok_unit(f, i + 3, U_FYEAR)))
		return 0;
	if (!r->y[0] && (r->mask || r->digits != 2 || r->a < 0 || r->a > 99))
		return 0;
	memcpy(p->y, t->y, 5);
	p->yf = t->mask ? PK_YF_MASK : PK_YF_EXPLICIT;
	set_months(p, G_YEAR, 1, 12);
	p->bare = true;
	return 1;
}

/* “十四五”末: the end of a five-year plan; its period is a label and no date. */
static size_t
five_years(const struct pk_find *f, size_t i, struct pk_point *p)
{
	size_t j = i + 1;

	if (!pk_tok_is(f, i, T_FIVE))
		return 0;
	j += pk_tok_punct(f, j, 0x201d) ? 1 : 0;
	if (pk_tok_is(f, j, T_TEXT) && pk_tok_starts(f, j, "期") && TOK(f, j)->to - TOK(f, j)->from == 3)
		j++;
	if (!pk_tok_is(f, j, T_EDGE) || TOK(f, j)->a != E_END)
		return 0;
	memcpy(p->y, "20", 2);
	p->y[2] = (char)('0' + TOK(f, i)->b / 10 % 10);
	p->y[3] = (char)('0' + TOK(f, i)->b % 10);
	p->yf = PK_YF_EXPLICIT;
	(void)pk_point_set_day(p, 12, 31);
	p->edge = true;
	return j + 1 - i;
}

bool
pk_point_at(struct pk_find *f, size_t i, struct pk_point *p)
{
	size_t n, year;

	*p = (struct pk_point){.rule = "time/date"};
	if (TOK(f, i)->quoted && pk_tok_is(f, i, T_LUNAR))
		return false;
	if (pk_point_numeric(f, i, p))
		return true;
	*p = (struct pk_point){.rule = "time/date"};
	if ((n = five_years(f, i, p)) != 0 || (n = bare_year_edge(f, i, p)) != 0 || (n = bare_year(f, i, p)) != 0) {
		p->end = i + n;
		return true;
	}
	*p = (struct pk_point){.rule = "time/date"};
	year = pk_year_at(f, i, p);
	n = i + year;
	if (year) {
		set_months(p, G_YEAR, 1, 12);
		if (pk_tok_is(f, n, T_TEXT) && pk_tok_starts(f, n, "的") && TOK(f, n)->to - TOK(f, n)->from == 3 &&
		    pk_tok_is(f, n + 1, T_NUM) && pk_tok_unit(f, n + 2, U_MONTH))
			n++;
		if (pk_tok_unit(f, n, U_YEAR) && (pk_tok_is(f, n + 1, T_EDGE) || pk_tok_is(f, n + 1, T_WITHIN)))
			n++; /* 2016年年底 */
		p->end = n + edge(f, n, p, 1);
		if (p->end > n)
			return true;
		f->last = *p; /* 去年8.20: figures may follow a year */
		if (pk_tok_is(f, n, T_NUM) && pk_tok_is(f, n + 2, T_NUM) && pk_tok_punct(f, n + 1, '.')) {
			struct pk_point d = {0};

			if (TOK(f, n)->a >= 1 && TOK(f, n)->a <= 12 && pk_point_set_day(&d, TOK(f, n)->a, TOK(f, n + 2)->a)) {
				d.end = n + 3;
				memcpy(d.y, p->y, 5);
				d.yf = p->yf;
				d.rule = "time/figures";
				*p = d;
				return true;
			}
		}
	}
	{
		size_t k = part(f, n, p, year != 0);

		p->end = n + k;
		return year || k;
	}
}

bool
pk_point_day(const struct pk_find *f, size_t i, struct pk_point *p)
{
	const struct pk_tok *t = TOK(f, i);
	bool unit = pk_tok_unit(f, i + 1, U_DAY) || pk_tok_unit(f, i + 1, U_DATE);

	*p = (struct pk_point){.rule = "time/date", .grain = G_DAY};
	if (!unit || !(in_range(t, 31) || masked(t)))
		return false;
	p->d1 = p->d2 = masked(t) ? -1 : t->a;
	p->end = i + 2;
	return true;
}
