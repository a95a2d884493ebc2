#include "ledger/table.h"
/* Cells that hold a value of a known form. */

#include "text/num.h"
#include "text/utf8.h"

/* A number of at most `max` digits (of any width) off the front of *s; -1: none. */
static int
take_int(struct pk_str *s, size_t max)
{
	int n = 0;
	size_t digits = 0;
	uint32_t cp;

	while (s->n > 0) {
		size_t len = pk_utf8_next(s->p, s->n, &cp);

		cp = pk_fold(cp);
		if (cp < '0' || cp > '9' || digits == max)
			break;
		n = n * 10 + (int)(cp - '0');
		digits++;
		*s = pk_str_sub(*s, len, s->n);
	}
	return digits > 0 ? n : -1;
}

static bool
take(struct pk_str *s, const char *mark)
{
	struct pk_str m = pk_str(mark);

	if (!pk_str_starts(*s, m))
		return false;
	*s = pk_str_sub(*s, m.n, s->n);
	return true;
}

/* What may stand behind a day: nothing, or a time of day (00:00, T08:30:00, 0:00:00.000). */
static bool
is_time_tail(struct pk_str s)
{
	size_t i;

	if (s.n == 0)
		return true;
	if (s.p[0] != ' ' && s.p[0] != 'T')
		return false;
	for (i = 1; i < s.n; i++)
		if (!(s.p[i] >= '0' && s.p[i] <= '9') && s.p[i] != ':' && s.p[i] != '.')
			return false;
	return s.n >= 4;
}

int
pk_ledger_date(struct pk_str s, struct pk_date *out)
{
	static const char *const marks[][3] = {
	    {"-", "-", ""}, {"/", "/", ""}, {".", ".", ""}, {"年", "月", "日"}, {"年", "月", "号"}};
	struct pk_date d;
	struct pk_str rest;
	size_t i;

	for (i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		rest = s;
		d.y = take_int(&rest, 4);
		if (d.y < 1000 || !take(&rest, marks[i][0]))
			continue;
		d.m = take_int(&rest, 2);
		if (!take(&rest, marks[i][1]))
			continue;
		d.d = take_int(&rest, 2);
		if (!take(&rest, marks[i][2]) || !is_time_tail(rest) || !pk_date_is_valid(d))
			continue;
		*out = d;
		return 0;
	}
	return -1;
}
