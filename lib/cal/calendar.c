#include "cal/calendar.h"

#include <stdlib.h>

/* Index of the first exception on or behind `day`. */
static size_t
lower(const struct pk_calendar *c, int64_t day)
{
	size_t lo = 0, hi = c->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (c->v[mid].day < day)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static bool
year_has_days(const struct pk_calendar *c, int64_t first, int64_t last)
{
	size_t i = lower(c, first);

	return i < c->n && c->v[i].day <= last;
}

bool
pk_calendar_covers(const struct pk_calendar *c, int year)
{
	if (year < 1 || year > 9999)
		return false;
	return year_has_days(c, pk_date_days((struct pk_date){year, 1, 1}),
	    pk_date_days((struct pk_date){year, 12, 31}));
}

bool
pk_calendar_is_workday(struct pk_calendar *c, struct pk_date d)
{
	int64_t day = pk_date_days(d);
	size_t i = lower(c, day);

	if (i < c->n && c->v[i].day == day)
		return c->v[i].work;
	if (!c->weekends_off_only && !pk_calendar_covers(c, d.y))
		c->weekends_off_only = true;
	return pk_date_weekday(d) <= 5;
}

static const int64_t first_day = -719162, last_day = 2932896; /* 0001-01-01, 9999-12-31 */

struct pk_date
pk_calendar_add(struct pk_calendar *c, struct pk_date d, int64_t n)
{
	int64_t day = pk_date_days(d), step = n < 0 ? -1 : 1;

	if (n > PK_CALENDAR_REACH || n < -PK_CALENDAR_REACH)
		return (struct pk_date){0, 0, 0};
	while (n != 0) {
		day += step;
		if (day < first_day || day > last_day)
			return (struct pk_date){0, 0, 0};
		if (pk_calendar_is_workday(c, pk_date_from_days(day)))
			n -= step;
	}
	return pk_date_from_days(day);
}

int64_t
pk_calendar_count(struct pk_calendar *c, struct pk_date a, struct pk_date b)
{
	int64_t from = pk_date_days(a), to = pk_date_days(b), n = 0, day;
	bool back = from > to;

	if (back) {
		day = from;
		from = to;
		to = day;
	}
	for (day = from + 1; day <= to; day++)
		n += pk_calendar_is_workday(c, pk_date_from_days(day));
	return back ? -n : n;
}

struct pk_date
pk_calendar_roll(struct pk_calendar *c, struct pk_date d)
{
	return pk_calendar_is_workday(c, d) ? d : pk_calendar_add(c, d, 1);
}

struct pk_date
pk_calendar_month_day(struct pk_calendar *c, int y, int m, int n)
{
	struct pk_date d = {y, m, 1};
	int days = pk_month_days(y, m), k;

	if (!pk_date_is_valid(d) || n == 0)
		return (struct pk_date){0, 0, 0};
	for (k = 1; k <= days; k++) {
		d.d = n > 0 ? k : days + 1 - k;
		if (pk_calendar_is_workday(c, d) && (n > 0 ? --n : ++n) == 0)
			return d;
	}
	return (struct pk_date){0, 0, 0};
}

/* off, work and what Chinese lists say for them; 1 work, 0 off, -1 neither. */
static int
kind_of(struct pk_str s)
{
	static const struct {
		const char *word;
		int work;
	} kinds[] = {{"off", 0}, {"work", 1}, {"休", 0}, {"班", 1}, {"放假", 0}, {"上班", 1},
	    {"补班", 1}, {"休息", 0}};
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (pk_str_is(s, kinds[i].word))
			return kinds[i].work;
	return -1;
}

static struct pk_str
field(struct pk_str *rest)
{
	size_t i = 0;
	struct pk_str f;

	while (i < rest->n && rest->p[i] != ',' && rest->p[i] != '\t')
		i++;
	f = pk_str_trim(pk_str_sub(*rest, 0, i));
	*rest = pk_str_sub(*rest, i + (i < rest->n), rest->n);
	if (f.n >= 2 && f.p[0] == '"' && f.p[f.n - 1] == '"')
		f = pk_str_sub(f, 1, f.n - 1);
	return f;
}

/* One line: 1 with *out set, 0 for a comment, header or empty line, -1 with a diagnostic. */
static int
read_line(struct pk_str line, struct pk_pos pos, struct pk_calendar_day *out, struct pk_sink *sink)
{
	struct pk_str rest = pk_str_trim(line), day, kind;
	struct pk_arena a = PK_ARENA_INIT;
	struct pk_date d;
	int work;

	if (pos.line == 1 && pk_str_starts(rest, PK_S("\xef\xbb\xbf")))
		rest = pk_str_sub(rest, 3, rest.n);
	if (rest.n == 0 || rest.p[0] == '#')
		return 0;
	day = field(&rest);
	kind = field(&rest);
	if (pos.line == 1 && (pk_str_is(day, "date") || pk_str_is(day, "日期")))
		return 0;
	work = kind_of(kind);
	if (pk_date_parse(day, &d) != 0) {
		pk_diag(sink, PK_D_CALENDAR_DATE, pos, PK_Z(&a, pk_str_sub(day, 0, 40)), NULL);
	} else if (work < 0) {
		pk_diag(sink, PK_D_CALENDAR_KIND, pos, PK_Z(&a, pk_str_sub(kind, 0, 40)), NULL);
	} else {
		*out = (struct pk_calendar_day){
		    (int32_t)pk_date_days(d), work == 1, (uint32_t)pos.line};
		return 1;
	}
	pk_arena_free(&a);
	return -1;
}

static int
by_day(const void *a, const void *b)
{
	const struct pk_calendar_day *x = a, *y = b;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return x->line < y->line ? -1 : x->line > y->line;
}

static void
warn_clash(const struct pk_calendar_day *d, const char *file, struct pk_sink *sink)
{
	struct pk_buf b = PK_BUF_INIT;

	pk_date_print(pk_date_from_days(d->day), &b);
	pk_diag(sink, PK_D_CALENDAR_CLASH, PK_POS(file, d->line), pk_buf_z(&b), NULL);
	pk_buf_free(&b);
}

/* Sorted new days into the calendar; the later of two for one day wins. */
static void
merge(struct pk_calendar *c, const struct pk_calendar_day *v, size_t n, const char *file,
    struct pk_sink *sink)
{
	struct pk_calendar_day *out = pk_alloc(c->n + n + 1, sizeof(*out));
	size_t i = 0, k = 0, m = 0;

	while (i < c->n || k < n) {
		bool old = k == n || (i < c->n && c->v[i].day < v[k].day);
		struct pk_calendar_day d = old ? c->v[i++] : v[k++];

		if (!old && i < c->n && c->v[i].day == d.day) {
			if (c->v[i].work != d.work)
				warn_clash(&d, file, sink);
			i++;
		}
		if (m && out[m - 1].day == d.day) {
			if (out[m - 1].work != d.work)
				warn_clash(&d, file, sink);
			m--;
		}
		out[m++] = d;
	}
	pk_free(c->v);
	c->v = out;
	c->n = m;
	c->cap = c->n + n + 1;
}

int
pk_calendar_read(struct pk_calendar *c, struct pk_str text, const char *file, struct pk_sink *sink)
{
	PK_VEC(struct pk_calendar_day) days = {NULL, 0, 0};
	struct pk_calendar_day d;
	struct pk_str line;
	size_t no = 0;
	int r = 0;

	while (r >= 0 && pk_str_split(&text, '\n', &line)) {
		r = read_line(line, PK_POS(file, ++no), &d, sink);
		if (r == 1 && c->n + days.n >= PK_CALENDAR_DAYS) {
			pk_diag(sink, PK_D_CALENDAR_MANY, PK_POS(file, no),
			    PK_NUM(PK_CALENDAR_DAYS), NULL);
			r = -1;
		} else if (r == 1) {
			PK_PUSH(&days, d);
		}
	}
	if (r >= 0 && days.n) {
		qsort(days.v, days.n, sizeof(*days.v), by_day);
		merge(c, days.v, days.n, file, sink);
	}
	pk_free(days.v);
	return r < 0 ? -1 : 0;
}

void
pk_calendar_free(struct pk_calendar *c)
{
	pk_free(c->v);
	*c = (struct pk_calendar){0};
}
