/* Dates in figures: 2023-9-1, 2023.9.1, 2023/09, 20230901, 9.1 beside a partner. */
#include "cal/expr_int.h"

/* The separator at i: '-' '.' '/' '·', 0 for anything else or a longer dash. */
static int
separator(const struct pk_find *f, size_t i)
{
	const struct pk_tok *t = TOK(f, i);

	if (t->space || TOK(f, i + 1)->space)
		return 0;
	if (t->kind == T_JOIN)
		return t->to - t->from == 1 ? '-' : 0;
	if (t->kind == T_PUNCT && (t->a == '.' || t->a == '/' || t->a == 0xb7))
		return t->a;
	return 0;
}

static bool
plain(const struct pk_find *f, size_t i)
{
	const struct pk_tok *t = TOK(f, i);

	return t->kind == T_NUM && !t->mask && !t->chinese;
}

/* Is token i part of a longer figure on either side (phone, version, address)? */
static bool
embedded(const struct pk_find *f, size_t i, size_t end)
{
	const struct pk_tok *b = i ? TOK(f, i - 1) : NULL, *a = TOK(f, end);
	bool right =
	    i > 0 && f->last.end == i - 1 && f->last.grain != G_NONE; /* of a range being read */

	if (b && !right && !TOK(f, i)->space && i >= 2 && separator(f, i - 1) &&
	    TOK(f, i - 2)->kind == T_NUM)
		return true;
	if (b && b->kind == T_TEXT && b->to == TOK(f, i)->from) {
		char c = f->t->text.p[b->to - 1];

		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
			return true;
	}
	return a->kind == T_NUM && !a->space && !a->chinese; /* 2023-09-01三…: a word */
}

/* 20230901: eight figures that make a day of these centuries. */
static bool
compact(const struct pk_find *f, size_t i, struct pk_point *p)
{
	const struct pk_tok *t = TOK(f, i);
	int y = t->a / 10000;

	if (t->digits != 8 || t->a < 18000101 || t->a > 21991231 || embedded(f, i, i + 1) ||
	    separator(f, i + 1))
		return false;
	if (!pk_date_is_valid((struct pk_date){y, t->a / 100 % 100, t->a % 100}))
		return false;
	(void)pk_point_set_day(p, t->a / 100 % 100, t->a % 100);
	p->y[3] = (char)('0' + y % 10);
	p->y[2] = (char)('0' + y / 10 % 10);
	p->y[1] = (char)('0' + y / 100 % 10);
	p->y[0] = (char)('0' + y / 1000);
	p->end = i + 1;
	return true;
}

/* 2024.3-5, standing for itself: behind the month at token i stands a later month and no more. */
bool
pk_months_to(const struct pk_find *f, size_t i)
{
	const struct pk_tok *m = TOK(f, i), *to = TOK(f, i + 2), *b = i > 2 ? TOK(f, i - 3) : NULL, *a = TOK(f, i + 3);

	return pk_tok_joins(f, i + 1) && plain(f, i + 2) && pk_tok_upto(to, 12) && to->digits <= 2 && to->a > m->a &&
	       (!b || b->kind == T_PUNCT) &&
	       (a->kind == T_END || (a->kind == T_PUNCT && a->a != '.' && a->a != '%' && a->a != '/') || pk_tok_unit(f, i + 3, U_MONTH));
}

/* Does the month stand in date company: zero-padded, or a range partner or bracket beside it? */
static bool
month_company(const struct pk_find *f, size_t i)
{
	const struct pk_tok *m = TOK(f, i + 2), *a = TOK(f, i + 3);

	if (a->kind == T_MEASURE || a->kind == T_GE || a->kind == T_CLOCK ||
	    (a->kind == T_PUNCT && a->a == '%'))
		return false;
	if (m->digits == 2 && m->a <= 12)
		return a->kind != T_NUM;
	if ((a->kind == T_JOIN || a->kind == T_TO) && (TOK(f, i + 4)->y[0] || pk_months_to(f, i + 2)))
		return true;
	if (i == 0 || !pk_tok_joins(f, i - 1))
		return false;
	/* the right side of 2024.3-2024.5 */
	return pk_tok_punct(f, i + 3, ')') || (f->last.end == i - 1 && f->last.grain == G_MONTH && f->last.y[0]);
}

/* 2023-9-1 and 2023.09 */
static bool
year_first(const struct pk_find *f, size_t i, struct pk_point *p)
{
	const struct pk_tok *y = TOK(f, i), *m = TOK(f, i + 2), *d = TOK(f, i + 4);
	int sep = separator(f, i + 1);

	if (!y->y[0] || y->chinese || !sep || !plain(f, i + 2) || m->digits > 2 || m->a < 1 ||
	    m->a > 12)
		return false;
	memcpy(p->y, y->y, 5);
	p->yf = y->mask ? PK_YF_MASK : PK_YF_EXPLICIT;
	if (separator(f, i + 3) == sep && plain(f, i + 4) && d->digits <= 2 &&
	    pk_point_set_day(p, m->a, d->a) && !embedded(f, i, i + 5)) {
		p->end = i + 5;
		if (pk_tok_unit(f, p->end, U_DAY) || pk_tok_unit(f, p->end, U_DATE))
			p->end++;
		return true;
	}
	if (separator(f, i + 3) == sep && sep != '-' && plain(f, i + 4))
		return false;
	if (embedded(f, i, i + 3) || !month_company(f, i))
		return false;
	p->grain = G_MONTH;
	p->m1 = p->m2 = m->a;
	p->d1 = 1;
	p->d2 = 0;
	p->end = i + 3;
	return true;
}

static bool
month_day(const struct pk_find *f, size_t i)
{
	const struct pk_tok *m = TOK(f, i), *d = TOK(f, i + 2);
	int sep = separator(f, i + 1);

	return plain(f, i) && plain(f, i + 2) && (sep == '.' || sep == '/' || sep == 0xb7) &&
	       m->a >= 1 && m->a <= 12 && d->a >= 1 && d->a <= 31 && m->digits <= 2 &&
	       d->digits <= 2;
}

/* 9.4号; 9.1-9.30 in brackets; the right side of such a range. */
static bool
day_first(const struct pk_find *f, size_t i, struct pk_point *p)
{
	bool left, right, spoken;

	if (!month_day(f, i) || embedded(f, i, i + 3))
		return false;
	left = (pk_tok_is(f, i + 3, T_JOIN) || pk_tok_is(f, i + 3, T_TO)) && month_day(f, i + 4) &&
	       i > 0 && (pk_tok_punct(f, i - 1, '(') || pk_tok_punct(f, i - 1, ':')) &&
	       (pk_tok_punct(f, i + 7, ')') || pk_tok_is(f, i + 7, T_END));
	/* 8.20到11.10, but not 3.5到4.5 */
	spoken = pk_tok_is(f, i + 3, T_TO) && month_day(f, i + 4) && TOK(f, i + 2)->a > 9 &&
		 TOK(f, i + 6)->a > 9 && !pk_tok_is(f, i + 7, T_MEASURE) &&
		 !pk_tok_punct(f, i + 7, '%');
	right = i > 0 && (pk_tok_is(f, i - 1, T_JOIN) || pk_tok_is(f, i - 1, T_TO)) &&
		f->last.end == i - 1 && f->last.grain == G_DAY;
	if (pk_tok_unit(f, i + 3, U_DAY) || pk_tok_unit(f, i + 3, U_DATE)) {
		if (!pk_point_set_day(p, TOK(f, i)->a, TOK(f, i + 2)->a))
			return false;
		p->end = i + 4;
		return true;
	}
	if (!left && !right && !spoken)
		return false;
	p->end = i + 3;
	return pk_point_set_day(p, TOK(f, i)->a, TOK(f, i + 2)->a);
}

/* 09-01, standing for itself. */
static bool
padded(const struct pk_find *f, size_t i, struct pk_point *p)
{
	const struct pk_tok *m = TOK(f, i), *d = TOK(f, i + 2);

	if (separator(f, i + 1) != '-' || !plain(f, i) || !plain(f, i + 2) || m->digits != 2 ||
	    d->digits != 2 || embedded(f, i, i + 3) || separator(f, i + 3) ||
	    (i > 0 && !pk_tok_is(f, i - 1, T_PUNCT)) ||
	    !(pk_tok_is(f, i + 3, T_END) || pk_tok_is(f, i + 3, T_PUNCT)))
		return false;
	p->end = i + 3;
	return pk_point_set_day(p, m->a, d->a);
}

bool
pk_point_numeric(const struct pk_find *f, size_t i, struct pk_point *p)
{
	if (TOK(f, i)->kind != T_NUM || TOK(f, i)->chinese)
		return false;
	p->yf = PK_YF_EXPLICIT;
	p->rule = "time/figures";
	if (compact(f, i, p) || year_first(f, i, p))
		return true;
	*p = (struct pk_point){.rule = "time/figures"};
	return day_first(f, i, p) || padded(f, i, p);
}
