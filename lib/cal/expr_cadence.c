/* Work that recurs: 每季度…一次, 按季度兑现, 两周一通报, 一月两次, 周调度. */
#include "cal/expr_int.h"

#include <stdio.h>

struct every {
	int n; /* how many units; 0: half a unit */
	enum pk_unit u;
};

static bool
every_text(const struct every *e, char out[16])
{
	static const struct {
		int n;
		char c;
	} iso[] = {[U_YEAR] = {1, 'Y'},
	    [U_FYEAR] = {1, 'Y'},
	    [U_SYEAR] = {1, 'Y'},
	    [U_QUARTER] = {3, 'M'},
	    [U_QSHORT] = {3, 'M'},
	    [U_MONTH] = {1, 'M'},
	    [U_TERM] = {6, 'M'},
	    [U_WEEK] = {1, 'W'},
	    [U_TWOWEEK] = {2, 'W'},
	    [U_TWOMONTH] = {2, 'M'},
	    [U_XUN] = {10, 'D'},
	    [U_DAY] = {1, 'D'},
	    [U_SPAN] = {1, 'D'},
	    [U_WORK] = {1, 'B'},
	    [U_NIGHT] = {1, 'D'},
	    [U_HOUR] = {1, 'H'},
	    [U_MINUTE] = {1, 'N'},
	    [U_DATE] = {0, 0}};
	int n = iso[e->u].n * e->n;

	if (iso[e->u].n == 0 || n > 999)
		return false;
	if (e->n == 0 && (e->u == U_YEAR || e->u == U_FYEAR))
		(void)snprintf(out, 16, "P6M");
	else if (e->n == 0 && e->u == U_MONTH)
		(void)snprintf(out, 16, "P0.5M");
	else if (e->n == 0)
		return false;
	else if (e->u == U_HOUR || e->u == U_MINUTE)
		(void)snprintf(out, 16, "PT%d%c", n, e->u == U_HOUR ? 'H' : 'M');
	else
		(void)snprintf(out, 16, "P%d%c", n, iso[e->u].c);
	return true;
}

/* [NUM] [个] unit at i: 两周, 3个月, 半年, 季度; tokens consumed. */
static size_t
unit_at(const struct pk_find *f, size_t i, struct every *e)
{
	size_t j = i;

	e->n = 1;
	if (pk_tok_is(f, j, T_HALF)) {
		e->n = 0;
		j++;
	} else if (pk_tok_count(f, j)) {
		e->n = TOK(f, j)->a;
		j++;
	} else if (pk_tok_is(f, j, T_NUM)) {
		return 0;
	}
	j += pk_tok_is(f, j, T_GE) ? 1 : 0;
	if (!pk_tok_is(f, j, T_UNIT) || pk_tok_unit(f, j, U_DATE))
		return 0;
	e->u = (enum pk_unit)TOK(f, j)->a;
	return j + 1 - i;
}

static bool
ends_clause(const struct pk_tok *t)
{
	return t->kind == T_END || t->kind == T_EVERY || t->kind == T_BY ||
	       (t->kind == T_PUNCT &&
		   (t->a == ',' || t->a == 0x3002 || t->a == ';' || t->a == ':' || t->a == '(' ||
		       t->a == ')' || t->a == '!' || t->a == '?' || t->a == 0x300a));
}

/*
 * How far the words go: to "N次" of the same clause, else to the first verb near
 * by.  A date that stands in between ends the search: it is a fact of its own.
 */
static size_t
extent(const struct pk_find *f, size_t i, unsigned *times)
{
	enum { REACH = 24, VERB_REACH = 8 };
	size_t j, verb = 0;

	for (j = i; j < i + REACH && !ends_clause(TOK(f, j)); j++) {
		const struct pk_tok *t = TOK(f, j);

		if (t->kind == T_NUM && pk_tok_count(f, j) && pk_tok_is(f, j + 1, T_TIMES)) {
			*times = (unsigned)t->a;
			return j + 2;
		}
		if (t->kind == T_LIMIT && t->a != 1)
			break; /* 不少于3次 is a target; 至少 stays with its 一次 */
		if (t->kind == T_REL ||
		    (t->kind == T_NUM && (pk_tok_unit(f, j + 1, U_MONTH) || t->y[0])))
			break;
		if (!verb && t->kind == T_VERB && j < i + VERB_REACH)
			verb = j + 1;
	}
	return verb ? verb : i;
}

/* Does the number at j count something else: 3次, 3个, 3家? */
static bool
counts(const struct pk_find *f, size_t j)
{
	enum pk_tok_kind n = TOK(f, j + 1)->kind;

	return n == T_TIMES || n == T_GE || n == T_MEASURE || n == T_TEXT;
}

/* 每年10月1日至次年6月30日: 次年 behind the 至 at j - 1. */
static bool
turns_over(const struct pk_find *f, size_t i, size_t j)
{
	int a = TOK(f, j)->a;

	return j > i && pk_tok_joins(f, j - 1) && (a == R_NEXT_YEAR || a == R_NEXT_MONTH) && pk_tok_is(f, j + 1, T_NUM);
}

/* Days named inside the recurring unit: 25日前, 末, 周五, 3月底前, 一、三、五. */
static size_t
qualifiers(const struct pk_find *f, size_t i)
{
	enum { REACH = 16 };
	size_t j, good = i;

	for (j = i; j < i + REACH; j++) {
		const struct pk_tok *t = TOK(f, j), *n = TOK(f, j + 1);
		size_t clock = pk_skip_clock(f, j);

		if (clock > j) { /* 8:00前 */
			good = clock;
			j = clock - 1;
			continue;
		}
		switch (t->kind) {
		case T_NUM:
			if (n->kind == T_GE && TOK(f, j + 2)->kind == T_UNIT && j > i &&
			    TOK(f, j - 1)->kind == T_LAST) {
				j++; /* 最后一个月 */
				break;
			}
			if (counts(f, j))
				return good;
			if (n->kind == T_UNIT)
				break;
			good = j + 1;
			break;
		case T_UNIT:
		case T_EDGE:
		case T_XUN:
		case T_BEFORE:
		case T_WITHIN:
		case T_HALFYEAR:
		case T_HALFMONTH:
			good = j + 1;
			break;
		case T_JOIN:
		case T_TO:
		case T_ORD:
		case T_FIRST:
		case T_LAST:
		case T_AND:
			break;
		case T_REL:
			if (!turns_over(f, i, j))
				return good;
			break;
		case T_PUNCT:
			if (t->a != 0x3001 || (n->kind != T_NUM && n->kind != T_UNIT))
				return good;
			break;
		case T_TEXT:
			if (t->to - t->from != 3 || !pk_tok_starts(f, j, "的") ||
			    n->kind != T_NUM || TOK(f, j + 2)->kind != T_UNIT)
				return good;
			break;
		default:
			return good;
		}
	}
	return good;
}

/* Tokens [i, end); those behind `core` may be left to other facts. */
static size_t
add(struct pk_find *f, size_t i, size_t core, size_t end, const struct every *e, unsigned times,
    const char *rule)
{
	char every[16] = "";
	struct pk_time *t;

	if (!every_text(e, every))
		return 0;
	if (e->u == U_WORK)
		(void)snprintf(
		    every, sizeof(every), "P%dD", e->n); /* every working day is a daily duty */
	t = pk_find_add(f, PK_TIME_CADENCE, i, end, rule);
	memcpy(t->every, every, sizeof(every));
	t->times = times;
	t->core = TOK(f, core - 1)->to;
	return end;
}

/* 每周三由…: a day of the week, not three of something. */
static bool
is_weekday(const struct pk_find *f, size_t i)
{
	const struct pk_tok *t = TOK(f, i), *n = TOK(f, i + 1);

	return t->kind == T_NUM && t->chinese && t->a >= 1 && t->a <= 6 && t->digits == 1 &&
	       n->kind != T_TIMES && n->kind != T_GE && n->kind != T_MEASURE;
}

/* 每年850元, 每小时10蒸吨, 每天50吨: a rate of something and no work that recurs. */
static bool
is_rate(const struct pk_find *f, size_t i, const struct every *e)
{
	static const char *const measures[] = {
	    "元", "万元", "吨", "万吨", "蒸吨", "立方", "公里", "千米", "千瓦", "公斤", NULL};
	size_t k;

	if (!pk_tok_is(f, i, T_NUM))
		return false;
	if (e->u == U_HOUR && !pk_tok_is(f, i + 1, T_TIMES))
		return true;
	for (k = 0; measures[k]; k++)
		if (pk_tok_starts(f, i + 1, measures[k]))
			return true;
	return false;
}

/* …是世界读书日, …定为读书日: what a day of every year is called. */
static bool
is_named(const struct pk_find *f, size_t i)
{
	static const char *const words[] = {"是", "为", "定为", "确定为", "设为", "设立为", "被定为", NULL};
	size_t k;

	for (k = 0; words[k]; k++)
		if (pk_tok_starts(f, i, words[k]))
			return true;
	return false;
}

/* 每…, 隔周 */
static size_t
each(struct pk_find *f, size_t i)
{
	struct every e;
	size_t n = unit_at(f, i + 1, &e), j = i + 1 + n, q, x;
	unsigned times = 0;

	if (n == 0)
		return 0;
	if (TOK(f, i)->a == 2 || (TOK(f, i)->a == 1 && e.n == 1 && pk_tok_is(f, i + 1, T_NUM)))
		e.n *= 2; /* 隔周, 每隔一天 */
	if (e.n && pk_tok_is(f, i + 1, T_NUM) && (e.u == U_YEAR || e.u == U_WEEK) &&
	    TOK(f, i + 1)->y[0])
		return 0;
	if (is_rate(f, j, &e))
		return 0;
	q = pk_tok_is(f, j, T_NUM) && pk_tok_is(f, j + 1, T_TIMES) ? j : qualifiers(f, j);
	if (q == j && e.u == U_WEEK && is_weekday(f, j))
		q = qualifiers(f, j + 1);
	x = extent(f, q, &times);
	/* 每年的4月23日是世界读书日: a fact, and no work */
	if (e.u == U_YEAR && x == q && x > j && is_named(f, x))
		return x;
	return add(f, i, q, x, &e, times, "cadence/each");
}

/* 逐季递减, 逐月增长: tells how something changes, with the token behind the unit at i. */
static bool
changes(const struct pk_find *f, size_t i)
{
	static const char *const words[] = {"递", "增", "减", "提高", "提升", "下降", "降低", "上升", "上涨", "扩大", NULL};
	size_t k;

	for (k = 0; words[k]; k++)
		if (pk_tok_starts(f, i, words[k]))
			return true;
	return false;
}

/* 按季度兑现, 逐月; 逐年, 逐季递减 and 按年龄 are none. */
static size_t
by(struct pk_find *f, size_t i)
{
	struct every e;
	size_t n = unit_at(f, i + 1, &e), j = i + 1 + n, x;
	unsigned times = 0;

	if (n == 0 || pk_tok_is(f, i + 1, T_NUM) || (TOK(f, i)->a == 1 && changes(f, j)))
		return 0;
	if ((e.u == U_YEAR || e.u == U_FYEAR) && (TOK(f, i)->a == 1 || !pk_tok_is(f, j, T_VERB)))
		return 0;
	x = extent(f, j, &times);
	return add(f, i, j, x, &e, times, "cadence/by");
}

/* Is token i what is done in "一周一…": 通报, 小结, 查?  Twice only in one character: 一日两查. */
static bool
done_once(const struct pk_find *f, size_t i, const struct every *e, int times)
{
	static const char *const acts[] = {
	    "查", "巡", "检", "报", "评", "会", "测", "消", "扫", "清", "结", "晒", NULL};
	const struct pk_tok *v = TOK(f, i), *n = TOK(f, i + 1);
	bool year = e->u == U_YEAR || e->u == U_FYEAR;
	size_t k;

	if (v->to - v->from == 3 && (n->kind == T_END || n->kind == T_PUNCT || n->kind == T_AND))
		for (k = 0; acts[k]; k++)
			if (pk_tok_starts(f, i, acts[k]))
				return true;
	if (times != 1)
		return false;
	if (v->kind == T_VERB)
		return v->to - v->from >= 6;
	return v->kind == T_TEXT && v->to - v->from == 6 && !year && n->kind != T_UNIT;
}

/* 两周一通报, 一日一督查; 一月两次.  周一 and 一月一日 are none. */
static size_t
once_per(struct pk_find *f, size_t i)
{
	struct every e;
	size_t n = unit_at(f, i, &e), j = i + n, limit = pk_tok_is(f, j, T_LIMIT) ? 1 : 0, end;
	const struct pk_tok *t = TOK(f, j + limit), *v = TOK(f, j + limit + 1);
	bool counted =
	    pk_tok_is(f, i, T_NUM) || pk_tok_is(f, i, T_HALF) || pk_tok_unit(f, i, U_TWOWEEK);

	if (n == 0 || !counted || !pk_tok_count(f, j + limit) ||
	    (i > 0 && pk_tok_is(f, i - 1, T_ORD)) || TOK(f, i)->y[0])
		return 0;
	if (v->kind == T_TIMES) { /* 不少于两次 is a target as well: its words are left to it */
		end = limit && TOK(f, j)->a != 1 ? j : j + limit + 2;
		return add(f, i, end, end, &e, (unsigned)t->a, "cadence/times");
	}
	if (limit || !t->chinese || !done_once(f, j + 1, &e, t->a))
		return 0;
	return add(f, i, j + 2, j + 2, &e, (unsigned)t->a, "cadence/once");
}

/* 周调度、月通报: a unit and its verb as one word, at the beginning of a phrase. */
static size_t
named(struct pk_find *f, size_t i)
{
	struct every e = {1, (enum pk_unit)TOK(f, i)->a};
	const struct pk_tok *b = i ? TOK(f, i - 1) : NULL, *v = TOK(f, i + 1);
	bool one = TOK(f, i)->to - TOK(f, i)->from == 3 || e.u == U_TWOWEEK;
	/* 年考核 only behind its like: 月通报、年考核 */
	bool listed = i >= 2 && pk_tok_punct(f, i - 1, 0x3001) && f->out->n &&
		      f->out->v[f->out->n - 1].type == PK_TIME_CADENCE &&
		      f->out->v[f->out->n - 1].to == TOK(f, i - 2)->to;

	if (!one || (e.u == U_YEAR && !listed) || e.u == U_DATE || e.u == U_SPAN ||
	    v->kind != T_VERB || (v->a != 0 && v->a != 4) || v->space || v->to - v->from != 6)
		return 0;
	if (b && b->kind != T_PUNCT && b->kind != T_VERB &&
	    !(b->kind == T_TEXT && b->to - b->from >= 6 &&
		(memcmp(f->t->text.p + b->to - 6, "实行", 6) == 0 ||
		    memcmp(f->t->text.p + b->to - 6, "坚持", 6) == 0 ||
		    memcmp(f->t->text.p + b->to - 6, "落实", 6) == 0 ||
		    memcmp(f->t->text.p + b->to - 6, "执行", 6) == 0)))
		return 0;
	return add(f, i, i + 2, i + 2, &e, 0, "cadence/named");
}

size_t
pk_cadence_at(struct pk_find *f, size_t i)
{
	size_t n;

	switch (TOK(f, i)->kind) {
	case T_EVERY:
		return each(f, i);
	case T_BY:
		return by(f, i);
	case T_UNIT:
		if ((n = once_per(f, i)) != 0)
			return n;
		return named(f, i);
	default:
		return once_per(f, i);
	}
}
