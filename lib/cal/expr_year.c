/* Where the year of a point comes from: its words, its range, the text before, the document. */
#include "cal/expr_int.h"

bool
pk_year_known(const char *y)
{
	int i;

	for (i = 0; i < 4; i++)
		if (y[i] < '0' || y[i] > '9')
			return false;
	return true;
}

static int
year_value(const char *y)
{
	return (y[0] - '0') * 1000 + (y[1] - '0') * 100 + (y[2] - '0') * 10 + (y[3] - '0');
}

void
pk_year_set(char y[5], int v)
{
	int i;

	for (i = 3; i >= 0; i--, v /= 10)
		y[i] = (char)('0' + v % 10);
	y[4] = 0;
}

void
pk_year_add(char y[5], int n)
{
	int v;

	if (!pk_year_known(y))
		return;
	v = year_value(y) + n;
	if (v >= 1 && v <= 9999)
		pk_year_set(y, v);
}

/* Does a masked year leave room for v?  20XX and 2023: yes. */
static bool
mask_admits(const char *mask, int v)
{
	char y[5];
	int i;

	pk_year_set(y, v);
	for (i = 0; i < 4; i++)
		if (mask[i] != 'X' && mask[i] != y[i])
			return false;
	return true;
}

int
pk_year_document(const struct pk_find *f)
{
	if (f->ctx->year[0] && pk_year_known(f->ctx->year))
		return year_value(f->ctx->year);
	if (f->ctx->given_year)
		return f->ctx->given_year;
	return f->ctx->reference.y;
}

static void
inherit(struct pk_point *p, const char *y, enum pk_year_from from)
{
	memcpy(p->y, y, 5);
	p->yf = from;
}

/* Fills what the words leave open; XXXX when nothing is known. */
void
pk_year_resolve(struct pk_find *f, struct pk_point *p)
{
	struct pk_time_ctx *c = f->ctx;

	if (p->y[0]) {
		if (!pk_year_known(p->y) && c->given_year && mask_admits(p->y, c->given_year)) {
			pk_year_set(p->y, c->given_year);
			p->yf = PK_YF_GIVEN;
		}
		return;
	}
	if (f->cross_month && f->cross_month == p->m1)
		inherit(p, f->cross_year, PK_YF_PREVIOUS);
	else if (f->sentence[0])
		inherit(p, f->sentence, PK_YF_PREVIOUS);
	else if (f->para[0])
		inherit(p, f->para, PK_YF_PREVIOUS);
	else if (c->year[0]) {
		inherit(p, c->year, c->year_from);
		pk_year_add(
		    p->y, p->next_year ? 1 : 0); /* 次年 with nothing before it: after the plan's */
	} else if (c->previous[0])
		inherit(p, c->previous, PK_YF_PREVIOUS);
	else if (c->given_year || c->reference.y) {
		pk_year_set(p->y, c->given_year ? c->given_year : c->reference.y);
		p->yf = PK_YF_GIVEN;
	} else
		inherit(p, "XXXX", PK_YF_NONE);
	if (!pk_year_known(p->y) && c->given_year && mask_admits(p->y, c->given_year)) {
		pk_year_set(p->y, c->given_year);
		p->yf = PK_YF_GIVEN;
	}
}

/*
 * The text that follows may leave this year out.  Within a sentence any year that
 * was written serves; past its end only that of a deadline or period finer than a
 * year does ("到2025年" is a goal, not where the list stands); masked ones never
 * leave the call.
 */
void
pk_year_carry(struct pk_find *f, const struct pk_point *p, enum pk_time_type type)
{
	if (type != PK_TIME_DATE && p->m2 > 0 && p->grain != G_YEAR)
		f->ctx->previous_month = p->m2;
	if (p->yf != PK_YF_EXPLICIT && p->yf != PK_YF_MASK && p->yf != PK_YF_RANGE)
		return;
	/* 2018-2019年建的井,9月底前修好: a year before the plan's, said of things, is not that of the work */
	if (pk_past_year(f, p) &&
	    (pk_attributive(f, p->end) || (p->grain == G_YEAR && !pk_tok_punct(f, p->end, ','))))
		return;
	memcpy(f->sentence, p->y, 5);
	if (p->grain == G_YEAR || type == PK_TIME_DATE)
		return;
	memcpy(f->para, p->y, 5);
	if (pk_year_known(p->y))
		memcpy(f->ctx->previous, p->y, 5);
}

/* 今年 明年 次年; nothing where the document's year is not known and none can be meant. */
static bool
relative_year(struct pk_find *f, const struct pk_tok *t, struct pk_point *p)
{
	int doc = pk_year_document(f);

	if (t->a == R_SAME_YEAR || t->a == R_NEXT_YEAR) {
		p->next_year = t->a == R_NEXT_YEAR;
		if (f->sentence[0])
			memcpy(p->y, f->sentence, 5);
		else if (f->para[0])
			memcpy(p->y, f->para, 5);
		if (p->y[0] && p->next_year)
			pk_year_add(p->y, 1);
		p->yf = p->y[0] ? PK_YF_PREVIOUS : PK_YF_NONE;
		return true;
	}
	if (t->a != R_YEAR)
		return false;
	if (f->ctx->reference.y)
		doc = f->ctx->reference.y;
	if (doc == 0) {
		memcpy(p->y, t->b == 0 && f->ctx->year[0] ? f->ctx->year : "XXXX", 5);
		p->yf = PK_YF_NONE;
		return true;
	}
	pk_year_set(p->y, doc + t->b);
	p->yf = f->ctx->year[0] ? f->ctx->year_from : PK_YF_GIVEN;
	return true;
}

/* 15年3月, 九七年一季度, 19年底, 零八年: two digits are a year only in such company. */
static bool
short_year(const struct pk_find *f, size_t i)
{
	const struct pk_tok *t = TOK(f, i), *n = TOK(f, i + 2);

	if (t->mask || t->a < 0 || t->a > 99 || t->digits != 2 || (t->chinese && !t->positional))
		return false;
	if (t->chinese && t->a < 10) /* 零八年 */
		return true;
	if (t->a >= 70 && !pk_tok_is(f, i + 2, T_BEFORE) &&
	    !pk_tok_is(f, i + 2, T_WITHIN)) /* 98年 */
		return true;
	if (n->kind == T_NUM && n->digits == 2 && n->a >= 1 && n->a <= 12 &&
	    TOK(f, i + 3)->kind == T_END && !t->chinese)
		return true; /* 08年04 */
	if (n->kind == T_NUM && !n->mask && n->a >= 1 && n->a <= 12 &&
	    TOK(f, i + 3)->kind == T_UNIT)
		return pk_tok_unit(f, i + 3, U_MONTH) ||
		       (n->a <= 4 && pk_tok_unit(f, i + 3, U_QUARTER));
	if (n->kind == T_UNIT && n->a == U_YEAR && pk_tok_is(f, i + 3, T_EDGE))
		return true;
	return n->kind == T_HALFYEAR || (n->kind == T_EDGE && n->a == E_END);
}

/* Tokens of a year at i (2023年, 20xx年度, 今年), 0 when there is none. */
size_t
pk_year_at(struct pk_find *f, size_t i, struct pk_point *p)
{
	const struct pk_tok *t = TOK(f, i);
	bool unit = pk_tok_unit(f, i + 1, U_YEAR) || pk_tok_unit(f, i + 1, U_FYEAR);

	if (t->kind == T_REL)
		return relative_year(f, t, p) ? 1 : 0;
	if (t->kind != T_NUM || !unit)
		return 0;
	if (t->y[0]) {
		memcpy(p->y, t->y, 5);
		p->yf = t->mask ? PK_YF_MASK : PK_YF_EXPLICIT;
		return 2;
	}
	if (!short_year(f, i))
		return 0;
	pk_year_set(p->y, t->a < 50 ? 2000 + t->a : 1900 + t->a);
	p->yf = PK_YF_EXPLICIT;
	return 2;
}
