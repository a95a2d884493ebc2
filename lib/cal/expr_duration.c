/* Lengths of time: 三个月, 300天, 5个工作日内, 3-5年, 四年六个月, 三年半. */
#include "cal/expr_int.h"

#include <stdio.h>

/* A sum of calendar parts; halves are kept apart, for P2.5M has no other exact form. */
struct length {
	int months, days, work, minutes;
	bool half_month, half; /* half a month more; half of the single unit (一天半) */
	char unit;             /* of a single part, to print it as written: Y M W D B */
	int n;
};

static bool
part_add(struct length *l, enum pk_unit u, int n, bool half)
{
	l->unit = l->unit ? 'S' : u == U_YEAR ? 'Y' : u == U_MONTH ? 'M' : u == U_WEEK ? 'W' : 'D';
	l->n = n;
	switch (u) {
	case U_YEAR:
		l->months += 12 * n + (half ? 6 : 0);
		if (half)
			l->unit = 'S';
		break;
	case U_QUARTER:
		l->months += 3 * n;
		l->unit = 'S';
		break;
	case U_MONTH:
		l->months += n;
		l->half_month = half;
		if (half)
			l->unit = 'S';
		break;
	case U_WEEK:
		l->days += 7 * n;
		l->half = half;
		break;
	case U_DAY:
	case U_SPAN:
		l->days += n;
		l->half = half;
		break;
	case U_WORK:
		l->work += n;
		l->unit = 'B';
		break;
	case U_HOUR:
		l->minutes += 60 * n;
		l->unit = 'H';
		break;
	case U_MINUTE:
		l->minutes += n;
		l->unit = 'N';
		break;
	default:
		return false;
	}
	return true;
}

static void
length_text(const struct length *l, char out[16])
{
	if (l->unit == 'H' || l->unit == 'N')
		(void)snprintf(out, 16, "PT%d%c", l->n, l->unit == 'H' ? 'H' : 'M');
	else if (l->unit && l->unit != 'S')
		(void)snprintf(out, 16, "P%d%s%c", l->n, l->half ? ".5" : "", l->unit);
	else if (l->half_month)
		(void)snprintf(out, 16, "P%d.5M", l->months);
	else if (l->months && l->days)
		(void)snprintf(out, 16, "P%dM%dD", l->months, l->days);
	else
		(void)snprintf(
		    out, 16, l->months ? "P%dM" : "P%dD", l->months ? l->months : l->days);
}

/* NUM [个] [半] unit [半] at i; tokens consumed. */
static size_t
part_at(const struct pk_find *f, size_t i, struct length *l)
{
	size_t j = i;
	bool half = false, ge;
	int n = 0;

	if (pk_tok_is(f, j, T_HALF)) {
		half = true;
	} else {
		if (!pk_tok_count(f, j))
			return 0;
		n = TOK(f, j)->a;
	}
	j++;
	ge = pk_tok_is(f, j, T_GE);
	j += ge ? 1 : 0;
	if (ge && pk_tok_is(f, j, T_HALF)) {
		half = true;
		j++;
	}
	if (!pk_tok_is(f, j, T_UNIT))
		return 0;
	if (pk_tok_unit(f, j, U_MONTH) && !ge && !half)
		return 0; /* 三月 is March */
	if (half && !(pk_tok_unit(f, j, U_MONTH) || (pk_tok_unit(f, j, U_WEEK) && n > 0) ||
			(pk_tok_unit(f, j, U_YEAR) && n == 0)))
		return 0;
	if ((pk_tok_unit(f, j, U_SPAN) || pk_tok_unit(f, j, U_WEEK)) &&
	    pk_tok_is(f, j + 1, T_HALF) && n > 0 && !half && TOK(f, j + 2)->kind != T_UNIT)
		return part_add(l, (enum pk_unit)TOK(f, j)->a, n, true) ? j + 2 - i : 0;
	if (pk_tok_unit(f, j, U_YEAR) && n > 0 && pk_tok_is(f, j + 1, T_HALF) &&
	    !pk_tok_unit(f, j + 2, U_YEAR)) {
		half = true;
		j++;
		return part_add(l, U_YEAR, n, true) ? j + 1 - i : 0;
	}
	return part_add(l, (enum pk_unit)TOK(f, j)->a, n, half) ? j + 1 - i : 0;
}

/* 四年六个月, 一个月15天, 两天又一个月; tokens consumed. */
static size_t
length_at(const struct pk_find *f, size_t i, struct length *l)
{
	size_t n = part_at(f, i, l), j = i + n, m;

	while (n && !l->half) {
		struct length more = *l;

		m = pk_tok_is(f, j, T_AND) && TOK(f, j)->a == 0 ? 1 : 0;
		if (!m && !pk_tok_unit(f, j - 1, U_YEAR) && !pk_tok_unit(f, j - 1, U_MONTH))
			return j - i; /* 一周5天 is no sum */
		n = part_at(f, j + m, &more);
		if (n) {
			*l = more;
			j += m + n;
		}
	}
	return j - i;
}

static bool
ends_phrase(const struct pk_find *f, size_t i)
{
	return pk_tok_is(f, i, T_END) || pk_tok_is(f, i, T_PUNCT);
}

static bool
ends_with(const struct pk_find *f, size_t i, const char *word)
{
	const struct pk_tok *t = TOK(f, i);
	size_t n = strlen(word);

	return t->kind == T_TEXT && t->to - t->from >= n &&
	       memcmp(f->t->text.p + t->to - n, word, n) == 0;
}

/* 由5个工作日压缩至3个工作日: levels of a service, a target's business. */
static bool
shortened(const struct pk_find *f, size_t i, size_t end)
{
	static const char *const verbs[] = {"压缩", "压减", "缩短", "缩减", "减少", "精简", NULL};
	size_t k;

	if (i > 0 && (pk_tok_is(f, i - 1, T_PRE) || ends_with(f, i - 1, "由")))
		return true;
	for (k = 0; verbs[k]; k++)
		if (pk_tok_starts(f, end, verbs[k]) ||
		    (i > 1 && pk_tok_is(f, i - 1, T_TO) && ends_with(f, i - 2, verbs[k])))
			return true;
	return false;
}

/* 每周工作5天: a share of what recurs. */
static bool
recurs(const struct pk_find *f, size_t i)
{
	enum { REACH = 6 };
	size_t k;

	for (k = i; k > 0 && i - k < REACH && !pk_tok_is(f, k - 1, T_PUNCT); k--)
		if (pk_tok_is(f, k - 1, T_EVERY))
			return true;
	return false;
}

/* 一年见成效、三年大变样; 百年奋斗, 千年古城 */
static bool
slogan(const struct pk_find *f, size_t i, size_t end)
{
	static const char *const verbs[] = {"见", "上", "大", "小", "变", "打", "强", "出", NULL};
	size_t k;

	if (end != i + 2 || !pk_tok_unit(f, i + 1, U_YEAR))
		return false;
	if (TOK(f, i)->chinese && TOK(f, i)->a % 100 == 0 && !pk_tok_is(f, end, T_WITHIN))
		return true;
	if (!pk_tok_is(f, end, T_TEXT))
		return false;
	for (k = 0; verbs[k]; k++)
		if (pk_tok_starts(f, end, verbs[k]))
			return true;
	return false;
}

/* 存期5年, 任期三年: how long a thing lasts or is kept; 3个月没有开会: what has not happened. */
static bool
of_a_thing(const struct pk_find *f, size_t i, size_t end)
{
	static const char *const things[] = {"存期", "保管期", "保存期", "保管期限", "保存期限", "任期", "质保期",
	    "保质期", "租期", "租赁期", "刑期", "聘期", "试用期", "服务期", "合同期", "寿命", NULL};
	static const char *const nots[] = {"没", "未", "不曾", "无人", NULL};
	struct pk_str before = {NULL, 0};
	size_t k;

	if (i > 0 && TOK(f, i - 1)->kind == T_TEXT)
		before = pk_str_sub(f->t->text, TOK(f, i - 1)->from, TOK(f, i - 1)->to);
	if (pk_str_ends(before, PK_S("为")))
		before.n -= strlen("为");
	for (k = 0; things[k]; k++)
		if (pk_str_ends(before, pk_str(things[k])))
			return true;
	for (k = 0; nots[k]; k++)
		if (pk_tok_starts(f, end, nots[k]))
			return true;
	return false;
}

/* Is the length at [i, end) something other than a bound of work? */
static bool
no_bound(const struct pk_find *f, size_t i, size_t end)
{
	const struct pk_tok *b = i ? TOK(f, i - 1) : NULL, *a = TOK(f, end),
			    *last = TOK(f, end - 1);
	bool alone = i == 0 && ends_phrase(f, end); /* 一年, in a cell of its own */
	bool lasting = i > 0 && ends_with(f, i - 1, "为期");
	bool one = TOK(f, i)->a == 1 && end == i + 2 && TOK(f, i)->chinese && !alone && !lasting;

	if (b && (b->kind == T_ORD || b->kind == T_AGO || (b->kind == T_LIMIT && b->a == 0) ||
		     b->kind == T_EVERY || b->kind == T_BEFORE || b->kind == T_JOIN ||
		     b->kind == T_NUM || (b->kind == T_UNIT && b->a == U_MONTH)))
		return true;
	if (b && b->kind == T_PUNCT && (b->a == '.' || b->a == '/'))
		return true;
	if (i > 0 && ends_with(f, i - 1, "下"))
		return true; /* 下一个工作日 */
	if (of_a_thing(f, i, end) || shortened(f, i, end) || (a->kind != T_WITHIN && recurs(f, i)))
		return true;
	if (a->kind == T_BEFORE || (a->kind == T_SINCE && a->a == 1) || a->kind == T_EDGE ||
	    (a->kind == T_OVER && !(i == 0 && ends_phrase(f, end + 1))))
		return true;
	if ((a->kind == T_NOUN && a->a == 1) || (a->kind == T_VERB && a->a == 4) ||
	    slogan(f, i, end))
		return true; /* 半年工作总结 */
	if (a->kind == T_TEXT && (pk_tok_starts(f, end, "公司") || pk_tok_starts(f, end, "集团")))
		return true; /* 九天公司: a name */
	if (a->kind == T_TEXT && (pk_tok_starts(f, end, "期间") || pk_tok_starts(f, end, "级") ||
				     pk_tok_starts(f, end, "龄")))
		return true;
	if (a->kind == T_NUM && pk_tok_starts(f, end, "一") && pk_tok_starts(f, end + 1, "贯制"))
		return true; /* 九年一贯制学校 */
	if (last->kind == T_UNIT && last->a == U_DAY && a->kind != T_WITHIN && TOK(f, i)->a <= 31 &&
	    !pk_tok_starts(f, i, "两"))
		return true; /* 三日 is a day of a month */
	if (last->kind == T_UNIT && (last->a == U_HOUR || last->a == U_MINUTE) &&
	    a->kind != T_WITHIN)
		return true;
	return one && a->kind != T_WITHIN && a->kind != T_SPELL && last->a != U_WORK &&
	       last->a != U_MONTH;
}

/* Counting starts at an event (自收到之日起, …后) that no calendar knows. */
static bool
anchored(const struct pk_find *f, size_t i)
{
	enum { REACH = 24 };
	size_t k;

	for (k = i; k > 0 && i - k < REACH; k--) {
		enum pk_tok_kind kind = (enum pk_tok_kind)TOK(f, k - 1)->kind;

		if (pk_tok_punct(f, k - 1, ';'))
			return false; /* another matter */
		if (kind == T_TRIGGER || kind == T_AFTER || kind == T_SINCE)
			return true;
		if (kind == T_PUNCT && TOK(f, k - 1)->a == ';')
			break; /* another clause, which names no event */
	}
	return false;
}

/* With a reference day and nothing else to count from, "60日内" is a day of the calendar. */
static bool
count_from_reference(struct pk_find *f, const struct length *l, struct pk_time *t)
{
	struct pk_date d = f->ctx->reference;
	struct pk_buf b = PK_BUF_INIT;
	int n = l->work;

	if (!d.y || l->half_month || l->minutes)
		return false;
	d = pk_date_add(pk_date_add_months(d, l->months), l->days);
	while (n > 0) {
		d = pk_date_add(d, 1);
		n -= pk_date_weekday(d) <= 5 ? 1 : 0;
	}
	if (!pk_date_is_valid(d))
		return false;
	pk_date_print(d, &b);
	(void)snprintf(t->edtf, sizeof(t->edtf), "../%s", pk_buf_z(&b));
	pk_buf_free(&b);
	t->type = PK_TIME_DEADLINE;
	t->yf = PK_YF_GIVEN;
	return true;
}

/* 3年以上7年以下, 六个月以下: tokens consumed behind the first length. */
static size_t
between(struct pk_find *f, size_t i, size_t end, const struct length *l)
{
	struct length hi = {0};
	char a[16], b[16];
	struct pk_time *t;
	size_t j = end + 1, n;

	if (pk_tok_is(f, end, T_UNDER)) {
		length_text(l, b);
		t = pk_find_add(f, PK_TIME_DURATION, i, end + 1, "duration/under");
		(void)snprintf(t->every, sizeof(t->every), "P0D/%.11s", b);
		return end + 1;
	}
	if (!pk_tok_is(f, end, T_OVER))
		return 0;
	j += pk_tok_punct(f, j, ',') ? 1 : 0;
	n = length_at(f, j, &hi);
	if (n == 0 || !pk_tok_is(f, j + n, T_UNDER))
		return 0;
	length_text(l, a);
	length_text(&hi, b);
	t = pk_find_add(f, PK_TIME_DURATION, i, j + n + 1, "duration/between");
	(void)snprintf(t->every, sizeof(t->every), "%.7s/%.7s", a, b);
	return j + n + 1;
}

/* 13—18天, 3天—8天, 3至5年 */
static size_t
from_to(struct pk_find *f, size_t i)
{
	struct length lo = {0}, hi = {0};
	size_t n = length_at(f, i, &lo), j, m, k;
	char a[16], b[16];
	struct pk_time *t;

	if (n == 0 && !pk_tok_count(f, i))
		return 0;
	j = i + (n ? n : 1);
	if (!(pk_tok_is(f, j, T_JOIN) || pk_tok_is(f, j, T_TO)))
		return 0;
	m = length_at(f, j + 1, &hi);
	if (m == 0 || (i > 0 && (pk_tok_is(f, i - 1, T_JOIN) || pk_tok_is(f, i - 1, T_EVERY) ||
				    pk_tok_is(f, i - 1, T_AGO))))
		return 0;
	if (n == 0) {
		k = j + m; /* its unit token */
		if (hi.unit == 'S' || !pk_tok_is(f, k, T_UNIT))
			return 0;
		if (TOK(f, k)->a == U_DAY && TOK(f, j + 1)->a <= 31)
			return 0;
		if (!part_add(&lo, (enum pk_unit)TOK(f, k)->a, TOK(f, i)->a, false))
			return 0;
	}
	length_text(&lo, a);
	length_text(&hi, b);
	t = pk_find_add(f, PK_TIME_DURATION, i, j + 1 + m, "duration/from-to");
	(void)snprintf(t->every, sizeof(t->every), "%.7s/%.7s", a, b);
	return j + 1 + m;
}

/* 超过15分钟到岗者,…: the clause tells of a case by who falls under it. */
static bool
is_case(const struct pk_find *f, size_t i)
{
	enum { REACH = 12 };
	size_t k;

	for (k = i; k < i + REACH && !ends_phrase(f, k); k++)
		if (ends_with(f, k, "者") && (pk_tok_punct(f, k + 1, ',') || pk_tok_is(f, k + 1, T_BY)))
			return true;
	return false;
}

size_t
pk_duration_at(struct pk_find *f, size_t i)
{
	struct length l = {0};
	size_t n, end, from = i;
	struct pk_time *t;

	if (!pk_tok_is(f, i, T_NUM) && !pk_tok_is(f, i, T_HALF))
		return 0;
	if ((n = length_at(f, i, &l)) != 0 && is_case(f, i + n))
		return i + n;
	if (n == 0 && pk_tok_joins(f, i + 1) && is_case(f, i + 1))
		return i + 1;
	l = (struct length){0};
	if ((n = from_to(f, i)) != 0)
		return n;
	if ((n = length_at(f, i, &l)) == 0)
		return 0;
	end = i + n;
	if ((n = between(f, i, end, &l)) != 0)
		return n;
	if (no_bound(f, i, end))
		return end;
	if (i > 0 && (pk_tok_is(f, i - 1, T_USE) || pk_tok_is(f, i - 1, T_LIMIT)))
		from--;
	t = pk_find_add(f, PK_TIME_DURATION, from, end, "duration/length");
	length_text(&l, t->every);
	if (pk_tok_is(f, end, T_WITHIN)) {
		end++;
		t->to = TOK(f, end - 1)->to;
		if (!anchored(f, i) && count_from_reference(f, &l, t))
			t->rule = "duration/from-reference";
	} else if (pk_tok_is(f, end + (pk_tok_of(f, end) ? 1 : 0), T_SPELL)) {
		end += pk_tok_of(f, end) ? 2 : 1;
		t->to = TOK(f, end - 1)->to;
	}
	return end;
}
