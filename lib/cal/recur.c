#include "cal/recur.h"

static const struct pk_date none;

enum { AMOUNT_MAX = 9999, STEPS_MAX = 4000000 };

static int
take_number(struct pk_str *s, int *out)
{
	size_t i = 0;
	int64_t v;

	while (i < s->n && s->p[i] >= '0' && s->p[i] <= '9')
		i++;
	if (pk_str_int(pk_str_sub(*s, 0, i), 0, AMOUNT_MAX, &v) != 0)
		return -1;
	*out = (int)v;
	*s = pk_str_sub(*s, i, s->n);
	return 0;
}

static bool
take(struct pk_str *s, const char *lit)
{
	if (!pk_str_starts(*s, pk_str(lit)))
		return false;
	*s = pk_str_sub(*s, strlen(lit), s->n);
	return true;
}

int
pk_duration_parse(struct pk_str s, struct pk_duration *out)
{
	static const char units[] = "YMWDBHS"; /* H, S stand for hours and minutes behind T */
	size_t last = 0, u;
	bool time = false;
	int n;

	*out = (struct pk_duration){0};
	if (!take(&s, "P") || s.n == 0)
		return -1;
	while (s.n) {
		bool half = false;
		char c;

		if (!time && take(&s, "T"))
			time = true;
		if (take_number(&s, &n) != 0)
			return -1;
		if (take(&s, ".5"))
			half = true;
		if (s.n == 0)
			return -1;
		c = time && s.p[0] == 'M' ? 'S' : s.p[0];
		for (u = last; units[u] && units[u] != c; u++)
			;
		if (!units[u] || (time != (u >= 5)) || (half && (c != 'M' || s.n > 1)))
			return -1;
		last = u + 1;
		s = pk_str_sub(s, 1, s.n);
		switch (c) {
		case 'Y':
			out->months += 12 * n;
			break;
		case 'M':
			out->months += n;
			out->half = half;
			break;
		case 'W':
			out->days += 7 * n;
			break;
		case 'D':
			out->days += n;
			break;
		case 'B':
			out->workdays += n;
			break;
		case 'H':
			out->minutes += 60 * n;
			break;
		default:
			out->minutes += n;
			break;
		}
	}
	return last ? 0 : -1;
}

static bool
in_calendar(struct pk_date d)
{
	return d.y >= 1 && d.y <= 9999;
}

struct pk_date
pk_duration_end(const struct pk_duration *l, struct pk_date d, struct pk_calendar *c)
{
	int64_t days = l->days + (l->half ? 15 : 0) + (l->minutes + 1439) / 1440;

	d = pk_date_add_months(d, l->months);
	if (!in_calendar(d))
		return none;
	d = pk_date_add(d, days);
	if (!in_calendar(d))
		return none;
	return l->workdays ? pk_calendar_add(c, d, l->workdays) : d;
}

/* "end", "25", "-1wd": a day of a month. */
static int
month_day(struct pk_str s, struct pk_recur *r)
{
	int64_t v;

	if (pk_str_is(s, "end")) {
		r->day = 0;
		return 0;
	}
	if (pk_str_ends(s, PK_S("wd"))) {
		if (pk_str_int(pk_str_sub(s, 0, s.n - 2), -23, 23, &v) != 0 || v == 0)
			return -1;
		r->workday = (int)v;
		return 0;
	}
	if (pk_str_int(s, 1, 31, &v) != 0)
		return -1;
	r->day = (int)v;
	return 0;
}

static int
yearly(struct pk_str s, struct pk_recur *r)
{
	int64_t m, d;

	r->kind = PK_RECUR_YEARLY;
	r->month = 12;
	if (pk_str_is(s, "end"))
		return 0;
	if (s.n != 5 || s.p[2] != '-' || pk_str_int(pk_str_sub(s, 0, 2), 1, 12, &m) != 0 ||
	    pk_str_int(pk_str_sub(s, 3, 5), 1, 31, &d) != 0)
		return -1;
	r->month = (int)m;
	r->day = (int)d;
	return d <= (m == 2 ? 29 : pk_month_days(0, (int)m)) ? 0 : -1;
}

int
pk_recur_parse(struct pk_str s, struct pk_recur *out)
{
	int64_t v;

	*out = (struct pk_recur){0};
	if (take(&s, "weekly:")) {
		out->kind = PK_RECUR_WEEKLY;
		if (pk_str_int(s, 1, 7, &v) != 0)
			return -1;
		out->day = (int)v;
		return 0;
	}
	if (take(&s, "monthly:")) {
		out->kind = PK_RECUR_MONTHLY;
		return month_day(s, out);
	}
	if (take(&s, "quarterly:")) {
		out->kind = PK_RECUR_QUARTERLY;
		return month_day(s, out);
	}
	if (take(&s, "yearly:"))
		return yearly(s, out);
	if (pk_duration_parse(s, &out->every) != 0 || out->every.minutes)
		return -1;
	/* Mixed steps have no agreed meaning, and an empty one never moves. */
	return (out->every.months || out->every.half) + (out->every.days != 0) +
			   (out->every.workdays != 0) ==
		       1
		   ? 0
		   : -1;
}

/* Cadence: n steps from the anchor, counted from it and not from the step before. */
static struct pk_date
every_nth(const struct pk_duration *l, struct pk_date a, int64_t n, struct pk_calendar *c)
{
	int64_t halves = 2 * (int64_t)l->months + (l->half ? 1 : 0);

	if (n == 0)
		return a;
	if (l->workdays)
		return pk_calendar_add(c, a, n * l->workdays);
	if (l->days) {
		int64_t day = pk_date_days(a) + n * l->days;

		return day > 2932896 || day < -719162 ? none : pk_date_from_days(day);
	}
	halves *= n;
	if (halves > (int64_t)24 * 9999)
		return none;
	a = pk_date_add_months(a, (int)(halves / 2));
	if (in_calendar(a) && halves % 2)
		a = pk_date_add(a, 15);
	return in_calendar(a) ? a : none;
}

/* The rule's day in a month; y == 0 when the month has none. */
static struct pk_date
in_month(const struct pk_recur *r, int y, int m, struct pk_calendar *c)
{
	int last = pk_month_days(y, m);

	if (y < 1 || y > 9999)
		return none;
	if (r->workday)
		return pk_calendar_month_day(c, y, m, r->workday);
	return (struct pk_date){y, m, r->day == 0 || r->day > last ? last : r->day};
}

/* Months between two occurrences of a calendar rule. */
static int
stride(const struct pk_recur *r)
{
	return r->kind == PK_RECUR_MONTHLY ? 1 : r->kind == PK_RECUR_QUARTERLY ? 3 : 12;
}

/* The month of the rule that holds d or comes next, as a count of months. */
static int64_t
first_month(const struct pk_recur *r, struct pk_date d)
{
	int64_t k = (int64_t)d.y * 12 + d.m - 1;
	int phase = r->kind == PK_RECUR_MONTHLY     ? 0
		    : r->kind == PK_RECUR_QUARTERLY ? 2
						    : r->month - 1;
	int s = stride(r);

	return k + (phase - k % s + s) % s;
}

/* The first occurrence of a calendar rule on or behind d. */
static struct pk_date
rule_from(const struct pk_recur *r, struct pk_date d, struct pk_calendar *c)
{
	struct pk_date o;
	int64_t k;

	if (r->kind == PK_RECUR_WEEKLY)
		return every_nth(
		    &(struct pk_duration){.days = 1}, d, (r->day - pk_date_weekday(d) + 7) % 7, c);
	for (k = first_month(r, d);; k += stride(r)) {
		o = in_month(r, (int)(k / 12), (int)(k % 12) + 1, c);
		if (k / 12 > 9999)
			return none;
		if (o.y && pk_date_cmp(o, d) >= 0)
			return o;
	}
}

struct pk_date
pk_recur_nth(const struct pk_recur *r, struct pk_date anchor, int64_t n, struct pk_calendar *c)
{
	struct pk_date o;
	int64_t k;

	if (n < 0 || n > STEPS_MAX)
		return none;
	if (r->kind == PK_RECUR_EVERY)
		return every_nth(&r->every, anchor, n, c);
	o = rule_from(r, anchor, c);
	if (n == 0 || !o.y)
		return o;
	if (r->kind == PK_RECUR_WEEKLY)
		return every_nth(&(struct pk_duration){.days = 7}, o, n, c);
	k = (int64_t)o.y * 12 + o.m - 1 + n * stride(r);
	return k / 12 > 9999 ? none : in_month(r, (int)(k / 12), (int)(k % 12) + 1, c);
}

/* A step of a cadence that surely does not lie behind `day`, to start the search there. */
static int64_t
guess(const struct pk_duration *l, struct pk_date a, struct pk_date day, struct pk_calendar *c)
{
	int64_t gap = pk_date_days(day) - pk_date_days(a), n;

	if (gap <= 0)
		return 0;
	if (l->workdays)
		return pk_calendar_count(c, a, day) / l->workdays;
	if (l->days)
		return gap / l->days;
	n = gap * 2 / ((2 * (int64_t)l->months + (l->half ? 1 : 0)) * 31) -
	    1; /* no month is longer */
	return n < 0 ? 0 : n;
}

struct pk_date
pk_recur_next(
    const struct pk_recur *r, struct pk_date anchor, struct pk_date day, struct pk_calendar *c)
{
	struct pk_date o;
	int64_t n;

	if (pk_date_cmp(day, anchor) < 0)
		day = anchor;
	if (r->kind != PK_RECUR_EVERY)
		return rule_from(r, day, c);
	for (n = guess(&r->every, anchor, day, c); n <= STEPS_MAX; n++) {
		o = every_nth(&r->every, anchor, n, c);
		if (!o.y || pk_date_cmp(o, day) >= 0)
			return o;
	}
	return none;
}

static struct pk_date
every_prev(
    const struct pk_duration *l, struct pk_date anchor, struct pk_date day, struct pk_calendar *c)
{
	struct pk_date best = none, o;
	int64_t n;

	for (n = guess(l, anchor, day, c); n <= STEPS_MAX; n++) {
		o = every_nth(l, anchor, n, c);
		if (!o.y || pk_date_cmp(o, day) > 0)
			break;
		best = o;
	}
	return best;
}

struct pk_date
pk_recur_prev(
    const struct pk_recur *r, struct pk_date anchor, struct pk_date day, struct pk_calendar *c)
{
	struct pk_date best = none, from, o;
	int days;

	if (pk_date_cmp(day, anchor) < 0)
		return none;
	if (r->kind == PK_RECUR_EVERY)
		return every_prev(&r->every, anchor, day, c);
	/* Twice as far back each time: not every month has a 23rd working day. */
	for (days = r->kind == PK_RECUR_WEEKLY ? 7 : 31 * stride(r);; days *= 2) {
		from = pk_date_add(day, -days);
		if (!in_calendar(from) || pk_date_cmp(from, anchor) < 0)
			from = anchor;
		for (o = rule_from(r, from, c); o.y && pk_date_cmp(o, day) <= 0;
		     o = rule_from(r, pk_date_add(o, 1), c))
			best = o;
		if (best.y || pk_date_cmp(from, anchor) <= 0)
			return best;
	}
}

/* ISO 8601 week: the week of its Thursday. */
static void
week_label(struct pk_date d, struct pk_buf *out)
{
	struct pk_date thursday = pk_date_add(d, 4 - pk_date_weekday(d));
	int64_t day = pk_date_days(thursday) - pk_date_days((struct pk_date){thursday.y, 1, 1});

	pk_buf_printf(out, "%04d-W%02d", thursday.y, (int)(day / 7) + 1);
}

void
pk_recur_label(const struct pk_recur *r, struct pk_date d, struct pk_buf *out)
{
	int months = r->kind == PK_RECUR_EVERY ? (r->every.half ? 0 : r->every.months) : stride(r);

	if (r->kind == PK_RECUR_WEEKLY ||
	    (r->kind == PK_RECUR_EVERY && r->every.days && r->every.days % 7 == 0))
		week_label(d, out);
	else if (months == 0)
		pk_date_print(d, out);
	else if (months % 12 == 0)
		pk_buf_printf(out, "%04d", d.y);
	else if (months % 3 == 0)
		pk_buf_printf(out, "%04dQ%d", d.y, (d.m + 2) / 3);
	else
		pk_buf_printf(out, "%04d-%02d", d.y, d.m);
}
