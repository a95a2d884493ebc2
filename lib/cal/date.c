#include "cal/date.h"

int
pk_month_days(int y, int m)
{
	static const signed char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	if (m == 2 && y != 0 && ((y % 4 == 0 && y % 100 != 0) || y % 400 == 0))
		return 29;
	return m >= 1 && m <= 12 ? days[m - 1] : 0;
}

bool
pk_date_is_valid(struct pk_date d)
{
	return d.y >= 1 && d.y <= 9999 && d.m >= 1 && d.m <= 12 && d.d >= 1 &&
	       d.d <= pk_month_days(d.y, d.m);
}

/* Counted in 400-year eras whose years begin in March, so that the leap day is last. */
int64_t
pk_date_days(struct pk_date d)
{
	int64_t y = d.m <= 2 ? d.y - 1 : d.y;
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t yoe = y - era * 400;
	int64_t doy = (153 * (d.m + (d.m > 2 ? -3 : 9)) + 2) / 5 + d.d - 1;
	int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;

	return era * 146097 + doe - 719468;
}

struct pk_date
pk_date_from_days(int64_t days)
{
	int64_t z = days + 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	int64_t doe = z - era * 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int64_t mp = (5 * doy + 2) / 153;
	int m = (int)(mp < 10 ? mp + 3 : mp - 9);

	return (struct pk_date){(int)(yoe + era * 400 + (m <= 2)), m, (int)(doy - (153 * mp + 2) / 5 + 1)};
}

int
pk_date_weekday(struct pk_date d)
{
	int64_t w = (pk_date_days(d) + 3) % 7; /* 1970-01-01 was a Thursday */

	return (int)(w < 0 ? w + 7 : w) + 1;
}

struct pk_date
pk_date_add(struct pk_date d, int64_t days)
{
	return pk_date_from_days(pk_date_days(d) + days);
}

struct pk_date
pk_date_add_months(struct pk_date d, int months)
{
	int n = d.y * 12 + d.m - 1 + months, last;

	d.y = n / 12;
	d.m = n % 12 + 1;
	last = pk_month_days(d.y, d.m);
	if (d.d > last)
		d.d = last;
	return d;
}

int
pk_date_cmp(struct pk_date a, struct pk_date b)
{
	int c = (a.y > b.y) - (a.y < b.y);

	if (c == 0)
		c = (a.m > b.m) - (a.m < b.m);
	return c ? c : (a.d > b.d) - (a.d < b.d);
}

int
pk_date_parse(struct pk_str s, struct pk_date *out)
{
	int64_t y, m, d;

	if (s.n != 10 || s.p[4] != '-' || s.p[7] != '-' ||
	    pk_str_int(pk_str_sub(s, 0, 4), 1, 9999, &y) != 0 ||
	    pk_str_int(pk_str_sub(s, 5, 7), 1, 12, &m) != 0 ||
	    pk_str_int(pk_str_sub(s, 8, 10), 1, 31, &d) != 0)
		return -1;
	*out = (struct pk_date){(int)y, (int)m, (int)d};
	return pk_date_is_valid(*out) ? 0 : -1;
}

void
pk_date_print(struct pk_date d, struct pk_buf *out)
{
	pk_buf_printf(out, "%04d-%02d-%02d", d.y, d.m, d.d);
}
