#include "cal/edtf.h"

/* Two digits within [lo, hi], else -1. */
static int
two(struct pk_str s, int lo, int hi)
{
	int64_t v;

	if (s.n != 2 || s.p[0] < '0' || s.p[0] > '9' || pk_str_int(s, lo, hi, &v) != 0)
		return -1;
	return (int)v;
}

/* Four characters: digits, then X for those not known. */
static int
year(struct pk_str s, struct pk_edtf_end *e)
{
	size_t digits = 0, i;
	int64_t v;

	if (s.n < 4)
		return -1;
	while (digits < 4 && s.p[digits] >= '0' && s.p[digits] <= '9')
		digits++;
	for (i = digits; i < 4; i++)
		if (s.p[i] != 'X')
			return -1;
	memcpy(e->year, s.p, 4);
	e->date.y = 0;
	if (digits == 4) {
		if (pk_str_int(pk_str_sub(s, 0, 4), 1, 9999, &v) != 0)
			return -1;
		e->date.y = (int)v;
	}
	return 0;
}

/* YYYY, YYYY-MM or YYYY-MM-DD; `last`: the last day of what is named, not the first. */
static int
point(struct pk_str s, bool last, struct pk_edtf_end *e)
{
	if (year(s, e) != 0)
		return -1;
	e->date.m = last ? 12 : 1;
	e->date.d = last ? 31 : 1;
	if (s.n == 4)
		return 0;
	if (s.n < 7 || s.p[4] != '-')
		return -1;
	e->date.m = two(pk_str_sub(s, 5, 7), 1, 12);
	if (e->date.m < 0)
		return -1;
	e->date.d = last ? pk_month_days(e->date.y, e->date.m) : 1;
	if (s.n == 7)
		return 0;
	if (s.n != 10 || s.p[7] != '-')
		return -1;
	/* 29 February may stand in a year that is not known. */
	e->date.d = two(pk_str_sub(s, 8, 10), 1,
	    e->date.y == 0 && e->date.m == 2 ? 29 : pk_month_days(e->date.y, e->date.m));
	return e->date.d < 0 ? -1 : 0;
}

int
pk_edtf_read(struct pk_str s, struct pk_edtf *out)
{
	size_t slash = pk_str_find(s, PK_S("/"), 0);
	struct pk_str a = pk_str_sub(s, 0, slash), b;

	*out = (struct pk_edtf){0};
	if (slash == PK_NPOS)
		return point(s, false, &out->from) != 0 || point(s, true, &out->to) != 0 ? -1 : 0;
	b = pk_str_sub(s, slash + 1, s.n);
	out->from.open = pk_str_is(a, "..");
	out->to.open = pk_str_is(b, "..");
	if ((!out->from.open && point(a, false, &out->from) != 0) ||
	    (!out->to.open && point(b, true, &out->to) != 0))
		return -1;
	return out->from.open && out->to.open ? -1 : 0;
}

bool
pk_edtf_no_such_day(struct pk_str s)
{
	struct pk_edtf e;
	size_t i;

	if (s.n == 0 || pk_edtf_read(s, &e) == 0)
		return false;
	for (i = 0; i < s.n; i++)
		if (!strchr("0123456789X-/.", s.p[i]))
			return false;
	return true;
}

static int64_t
days(struct pk_date d, int y)
{
	d.y = y;
	if (d.d > pk_month_days(y, d.m))
		d.d = pk_month_days(y, d.m);
	return pk_date_days(d);
}

void
pk_edtf_days(const struct pk_edtf *e, int base, int64_t *from, int64_t *to)
{
	int first = e->from.date.y ? e->from.date.y : base;
	int last = e->to.date.y ? e->to.date.y : first;

	*from = e->from.open ? INT64_MIN : days(e->from.date, first);
	*to =
	    e->to.open ? INT64_MAX : days(e->to.date, e->from.open && !e->to.date.y ? base : last);
	if (!e->from.open && !e->to.open && !e->to.date.y && *to < *from && last < 9999)
		*to = days(e->to.date, last + 1);
}
