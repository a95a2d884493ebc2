/* From the words of a point to the ends of an EDTF value. */
#include "cal/expr_int.h"

#include <stdio.h>

static void
put_end(char *out, size_t cap, const struct pk_end *e)
{
	char m[8] = "", d[8] = "";

	if (e->m)
		(void)snprintf(m, sizeof(m), e->m < 0 ? "-XX" : "-%02d", e->m % 100);
	if (e->m && e->d)
		(void)snprintf(d, sizeof(d), e->d < 0 ? "-XX" : "-%02d", e->d % 100);
	(void)snprintf(out, cap, "%.4s%s%s", e->y, m, d);
}

static int
last_day(const char *y, int m)
{
	int v = pk_year_known(y)
		    ? (y[0] - '0') * 1000 + (y[1] - '0') * 100 + (y[2] - '0') * 10 + y[3] - '0'
		    : 0;

	return pk_month_days(v, m);
}

struct pk_end
pk_end_first(const struct pk_point *p)
{
	struct pk_end e = {"", p->m1, p->d1};

	memcpy(e.y, p->y, 5);
	if (e.m > 0 && e.d == 0)
		e.d = last_day(p->y, e.m);
	if (e.m < 0 && p->grain == G_MONTH)
		e.d = 0;
	return e;
}

struct pk_end
pk_end_last(const struct pk_point *p)
{
	struct pk_end e = {"", p->m2, p->d2};

	memcpy(e.y, p->y, 5);
	pk_year_add(e.y, p->years);
	if (e.m > 0 && e.d == 0)
		e.d = last_day(p->y, e.m);
	return e;
}

/* The day before the first of p: what 前 leaves when it names a month, quarter, half or year. */
struct pk_end
pk_end_eve(const struct pk_point *p)
{
	struct pk_end e = pk_end_first(p);

	if (e.m < 0)
		return pk_end_last(p);
	if (--e.m == 0) {
		e.m = 12;
		pk_year_add(e.y, -1);
	}
	e.d = last_day(e.y, e.m);
	return e;
}

/* The first day after p. */
struct pk_end
pk_end_morrow(const struct pk_point *p)
{
	struct pk_end e = pk_end_last(p);

	if (e.m <= 0 || e.d <= 0)
		return e;
	if (e.d < last_day(e.y, e.m)) {
		e.d++;
		return e;
	}
	e.d = 1;
	if (++e.m == 13) {
		e.m = 1;
		pk_year_add(e.y, 1);
	}
	return e;
}

void
pk_span_interval(struct pk_time *t, const struct pk_end *a, const struct pk_end *b)
{
	char x[16] = "..", y[16] = "..";

	if (a)
		put_end(x, sizeof(x), a);
	if (b)
		put_end(y, sizeof(y), b);
	(void)snprintf(t->edtf, sizeof(t->edtf), "%s/%s", x, y);
}

/* A mention: the shortest form that says no more than the words. */
void
pk_span_mention(struct pk_time *t, const struct pk_point *p)
{
	struct pk_end a = pk_end_first(p), b = pk_end_last(p);

	if (p->grain == G_YEAR && p->years == 0)
		a.m = 0;
	if (p->grain == G_MONTH)
		a.d = 0;
	if ((p->grain == G_YEAR && p->years == 0) || p->grain == G_MONTH ||
	    (a.m == b.m && a.d == b.d))
		put_end(t->edtf, sizeof(t->edtf), &a);
	else
		pk_span_interval(t, &a, &b);
}

struct pk_time *
pk_span_emit(
    struct pk_find *f, enum pk_time_type type, const struct pk_frame *fr, const struct pk_point *p)
{
	struct pk_time *t = pk_find_add(f, type, fr->from, fr->to, p->rule);

	t->yf = p->yf;
	t->fuzzy = p->begin;
	t->implausible = p->implausible || (p->grain == G_DAY && p->m1 == 2 && p->d1 == 29 &&
					       pk_year_known(p->y) && last_day(p->y, 2) == 28);
	return t;
}
