/* One point of time in words: year, half, quarter, month, edge, festival. */
#include "cal/expr_int.h"

/* Quarters: 第三季度, 四季度初, Q1, 首季度, 1-3季度, 一、二季度. */
static size_t
quarter(struct pk_find *f, size_t i, struct pk_point *p)
{
	size_t j = i;
	bool ord = pk_tok_is(f, j, T_ORD), q = pk_tok_is(f, j, T_Q),
	     first = pk_tok_is(f, j, T_FIRST);
	const struct pk_tok *t;
	int k;

	if (first && (pk_tok_unit(f, j + 1, U_QUARTER) || pk_tok_unit(f, j + 1, U_QSHORT))) {
		pk_point_months(p, G_QUARTER, 1, 3);
		return 2;
	}
	j += ord || q ? 1 : 0;
	t = TOK(f, j);
	if (!pk_tok_upto(t, 4))
		return 0;
	k = t->a;
	pk_point_months(p, G_QUARTER, k * 3 - 2, k * 3);
	if (pk_tok_unit(f, j + 1, U_QUARTER) || (ord && pk_tok_unit(f, j + 1, U_QSHORT)))
		return j + 2 - i + pk_point_edge(f, j + 2, p, k * 3 - 2);
	if (q)
		return 2;
	if (pk_tok_upto(TOK(f, j + 2), 4) && pk_tok_unit(f, j + 3, U_QUARTER)) {
		if (pk_tok_joins(f, j + 1)) {
			p->bare = true;
			return j + 1 - i;
		}
		if (pk_tok_punct(f, j + 1, 0x3001) && TOK(f, j + 2)->a == k + 1) {
			pk_point_months(p, G_SPAN, k * 3 - 2, k * 3 + 3);
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
	pk_point_months(p, G_SPAN, first ? 1 : 13 - n, first ? n : 12);
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
		int m = f->last_end && f->last.m2 > 0 ? f->last.m2 : 0;

		/* 从4月起每月25日前报当月进展: of every month, none in particular */
		if (f->out->n > f->first && f->out->v[f->out->n - 1].type == PK_TIME_CADENCE)
			return 0;
		if (m == 0 && pk_tok_starts(f, i, "同月"))
			m = f->ctx->previous_month;
		if (m == 0 || m + t->b > 12)
			return 0;
		pk_point_months(p, G_MONTH, m + t->b, m + t->b);
		return 1 + pk_month_tail(f, i + 1, p);
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
		pk_point_months(p, G_MONTH, ref.m, ref.m);
		return 1 + pk_month_tail(f, i + 1, p);
	}
	pk_point_months(p, G_QUARTER, (ref.m - 1) / 3 * 3 + 1, (ref.m - 1) / 3 * 3 + 3);
	return 1 + pk_point_edge(f, i + 1, p, p->m1);
}

/* What may stand behind a year or for itself; tokens consumed. */
static size_t
part(struct pk_find *f, size_t i, struct pk_point *p, bool has_year)
{
	const struct pk_tok *t = TOK(f, i);
	const struct pk_point fresh = *p;
	size_t n;

	if (t->kind == T_HALFYEAR) {
		pk_point_months(p, G_HALF, t->a, t->b);
		return 1;
	}
	if (t->kind == T_FEST && t->a) {
		(void)pk_point_set_day(p, t->a, t->b);
		return 1;
	}
	if (t->kind == T_NUM) {
		if ((n = pk_month_at(f, i, p)) != 0)
			return n;
		*p = fresh;
	}
	if (t->kind == T_NUM || t->kind == T_ORD || t->kind == T_Q || t->kind == T_FIRST) {
		if ((n = quarter(f, i, p)) == 0)
			*p = fresh; /* 2024年第1次会议 */
		return n;
	}
	if (t->kind == T_REL)
		return relative_part(f, i, p);
	return year_part(f, i, p, has_year);
}

/* 年底12月30日, with 底 at i: the day that the words in front only describe. */
static bool
names_day(const struct pk_find *f, size_t i)
{
	return pk_tok_is(f, i, T_EDGE) && TOK(f, i)->a == E_END && pk_tok_upto(TOK(f, i + 1), 12) &&
	       pk_tok_unit(f, i + 2, U_MONTH) && pk_tok_upto(TOK(f, i + 3), 31) && pk_tok_day_unit(f, i + 4);
}

/* 对年度内…的人: the year of the things that are spoken about, and no time of work. */
static bool
spoken_about(const struct pk_find *f, size_t i)
{
	const struct pk_tok *b = i ? TOK(f, i - 1) : NULL;

	return b && b->kind == T_TEXT && b->to - b->from >= 3 && memcmp(f->t->text.p + b->to - 3, "对", 3) == 0;
}

/* 年底, 年内: the year itself is not named, and no number stands before. */
static size_t
bare_year_edge(struct pk_find *f, size_t i, struct pk_point *p)
{
	bool fiscal = pk_tok_unit(f, i, U_FYEAR) && pk_tok_is(f, i + 1, T_WITHIN); /* 年度内 */

	if (!(pk_tok_unit(f, i, U_YEAR) || fiscal) || (fiscal && spoken_about(f, i)) ||
	    (i > 0 && (pk_tok_is(f, i - 1, T_NUM) || pk_tok_is(f, i - 1, T_EVERY) ||
			  pk_tok_is(f, i - 1, T_HALF) || pk_tok_is(f, i - 1, T_AGO))))
		return 0;
	pk_point_months(p, G_YEAR, 1, 12);
	p->needs_bound = true;
	if (pk_tok_is(f, i + 1, T_WITHIN))
		return 1;
	p->needs_bound = TOK(f, i + 1)->a == E_MIDDLE;
	if (names_day(f, i + 1))
		return 2 + pk_month_at(f, i + 2, p);
	return pk_point_edge(f, i + 1, p, 1) ? 2 : 0;
}

/* 月底前: of the month just named, or of the reference day. */
static size_t
bare_month_edge(struct pk_find *f, size_t i, struct pk_point *p)
{
	int m = f->last_end && f->last.m2 > 0 ? f->last.m2 : f->ctx->reference.m;

	if (!pk_tok_unit(f, i, U_MONTH) || TOK(f, i)->to - TOK(f, i)->from != 3 || m < 1 ||
	    !pk_tok_is(f, i + 1, T_EDGE) ||
	    (i > 0 && (pk_tok_is(f, i - 1, T_NUM) || pk_tok_is(f, i - 1, T_EVERY) ||
			  pk_tok_is(f, i - 1, T_GE))))
		return 0;
	pk_point_months(p, G_MONTH, m, m);
	p->needs_bound = true;
	return pk_point_edge(f, i + 1, p, 0) ? 2 : 0;
}

/* Year alone on the left of a joiner: 2021-2025年, 1985到89年9月. */
static size_t
bare_year(const struct pk_find *f, size_t i, struct pk_point *p)
{
	const struct pk_tok *t = TOK(f, i), *r = TOK(f, i + 2);

	if (t->kind != T_NUM || !t->y[0] || !pk_tok_joins(f, i + 1) || r->kind != T_NUM ||
	    !(pk_tok_unit(f, i + 3, U_YEAR) || pk_tok_unit(f, i + 3, U_FYEAR)))
		return 0;
	if (!r->y[0] && (r->mask || r->digits != 2 || r->a < 0 || r->a > 99))
		return 0;
	memcpy(p->y, t->y, 5);
	p->yf = t->mask ? PK_YF_MASK : PK_YF_EXPLICIT;
	pk_point_months(p, G_YEAR, 1, 12);
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
	if (pk_tok_is(f, j, T_TEXT) && pk_tok_starts(f, j, "期") &&
	    TOK(f, j)->to - TOK(f, j)->from == 3)
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

/* 去年8.20: figures for a day behind a year; the token behind, 0 none. */
static size_t
figures_of_year(const struct pk_find *f, size_t i, struct pk_point *p)
{
	const struct pk_tok *m = TOK(f, i), *d = TOK(f, i + 2);

	if (m->kind != T_NUM || d->kind != T_NUM || !pk_tok_punct(f, i + 1, '.') || m->mask ||
	    d->mask || m->a < 1 || m->a > 12 || !pk_point_set_day(p, m->a, d->a))
		return 0;
	p->rule = "time/figures";
	return i + 3;
}

/* 90年代, 二十世纪九十年代: ten years; tokens consumed. */
static size_t
decade(const struct pk_find *f, size_t i, struct pk_point *p)
{
	size_t j = i;
	int century = 0, v;

	if (pk_tok_upto(TOK(f, j), 21) && pk_tok_is(f, j + 1, T_CENTURY)) {
		century = TOK(f, j)->a - 1;
		j += 2;
	}
	v = TOK(f, j)->a;
	if (!pk_tok_is(f, j, T_NUM) || v % 10 != 0 || v < 0 || v > 90 ||
	    !pk_tok_is(f, j + 1, T_DECADE))
		return 0;
	pk_year_set(p->y, (century ? century : v >= 30 ? 19 : 20) * 100 + v);
	p->yf = PK_YF_EXPLICIT;
	pk_point_months(p, G_YEAR, 1, 12);
	p->years = 9;
	return j + 2 - i;
}

/* 08年04: a month without its unit, at the end. */
static size_t
short_month(const struct pk_find *f, size_t i, struct pk_point *p)
{
	if (!pk_tok_upto(TOK(f, i), 12) || TOK(f, i)->digits != 2 || !pk_tok_is(f, i + 1, T_END) ||
	    TOK(f, i)->chinese)
		return 0;
	pk_point_months(p, G_MONTH, TOK(f, i)->a, TOK(f, i)->a);
	return 1;
}

/* A year at i and what follows it; the token behind, 0 when there is no year. */
static size_t
from_year(struct pk_find *f, size_t i, struct pk_point *p)
{
	size_t n = pk_year_at(f, i, p), k;

	if (n == 0)
		return 0;
	n += i;
	pk_point_months(p, G_YEAR, 1, 12);
	if (pk_tok_of(f, n) && pk_tok_is(f, n + 1, T_NUM) && pk_tok_unit(f, n + 2, U_MONTH))
		n++;
	if (pk_tok_unit(f, n, U_YEAR) &&
	    (pk_tok_is(f, n + 1, T_EDGE) || pk_tok_is(f, n + 1, T_WITHIN)))
		n++; /* 2016年年底 */
	if (names_day(f, n))
		return n + 1 + pk_month_at(f, n + 1, p);
	if ((k = pk_point_edge(f, n, p, 1)) != 0)
		return n + k;
	if ((k = figures_of_year(f, n, p)) != 0)
		return k;
	k = part(f, n, p, true);
	return n + (k ? k : short_month(f, n, p));
}

bool
pk_point_at(struct pk_find *f, size_t i, struct pk_point *p)
{
	static const struct pk_point fresh = {.rule = "time/date"};
	size_t n;

	*p = fresh;
	if (pk_point_numeric(f, i, p))
		return true;
	*p = fresh;
	if ((n = five_years(f, i, p)) != 0 || (n = decade(f, i, p)) != 0 ||
	    (n = bare_year_edge(f, i, p)) != 0 || (n = bare_month_edge(f, i, p)) != 0 ||
	    (n = bare_year(f, i, p)) != 0) {
		p->end = i + n;
		return true;
	}
	*p = fresh;
	if ((n = from_year(f, i, p)) == 0) {
		*p = fresh;
		n = i + part(f, i, p, false);
	}
	p->end = n;
	return n > i;
}

bool
pk_point_day(const struct pk_find *f, size_t i, struct pk_point *p)
{
	const struct pk_tok *t = TOK(f, i);

	*p = (struct pk_point){.rule = "time/date", .grain = G_DAY};
	if (!pk_tok_day_unit(f, i + 1) || !(pk_tok_upto(t, 31) || pk_tok_masked(t)))
		return false;
	p->d1 = p->d2 = pk_tok_masked(t) ? -1 : t->a;
	p->end = i + 2;
	return true;
}
