#include "report/svg.h"

/* The time axis: whole months, ticks as dense as the length allows. */

enum {
	MONTHLY = 18,   /* up to so many months: a tick for each */
	QUARTERLY = 54, /* up to so many: for each quarter; else for each year */
	TICK = 400,     /* hundredths that a tick stands out above the grid */
	YEAR = 2500,    /* and that the years stand above it */
	CLOSE = 45      /* days between two years named */
};

void
pk_svg_axis_set(struct pk_svg_axis *a, int64_t from, int64_t to)
{
	struct pk_date f = pk_date_from_days(from), t = pk_date_from_days(to);

	f.d = 1;
	t.d = pk_month_days(t.y, t.m);
	a->from = pk_date_days(f);
	a->to = pk_date_days(t);
	if (a->to < a->from)
		a->to = a->from + 30;
}

int64_t
pk_svg_axis_x(const struct pk_svg_axis *a, int64_t day)
{
	int64_t span = a->to + 1 - a->from;

	if (day < a->from)
		day = a->from;
	if (day > a->to + 1)
		day = a->to + 1;
	return a->x0 + (a->x1 - a->x0) * (day - a->from) / span;
}

static int
months_of(const struct pk_svg_axis *a)
{
	struct pk_date f = pk_date_from_days(a->from), t = pk_date_from_days(a->to);

	return (t.y - f.y) * 12 + t.m - f.m + 1;
}

static const char *
english(int month)
{
	static const char *const name[] = {
	    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

	return name[month - 1];
}

static void
name_tick(const struct pk_svg_axis *a, struct pk_date d, int step, struct pk_buf *b)
{
	pk_buf_clear(b);
	if (step == 12 && !a->masked)
		pk_buf_printf(b, a->zh ? "%d年" : "%d", d.y);
	else if (a->zh)
		pk_buf_printf(b, "%d月", d.m);
	else
		pk_buf_puts(b, english(d.m));
}

/* The year stands above the first tick and above each January. */
static void
name_year(struct pk_svg *s, const struct pk_svg_axis *a, struct pk_date d, bool first, int64_t y0)
{
	struct pk_buf b = PK_BUF_INIT;
	int64_t x = pk_svg_axis_x(a, pk_date_days(d));

	pk_buf_printf(&b, a->zh ? "%d年" : "%d", d.y);
	pk_svg_text(
	    s, x, y0 - YEAR, first ? PK_SVG_START : PK_SVG_MIDDLE, "soft year", pk_buf_view(&b));
	pk_buf_free(&b);
}

static void
tick(struct pk_svg *s, const struct pk_svg_axis *a, struct pk_date d, int step, int64_t y0,
    int64_t y1, bool odd)
{
	struct pk_buf b = PK_BUF_INIT;
	int64_t day = pk_date_days(d), x = pk_svg_axis_x(a, day);

	pk_svg_line(s, x, y0 - TICK, x, y1, "grid");
	name_tick(a, d, step, &b);
	pk_svg_text(s, x, y0 - 2 * TICK, day == a->from ? PK_SVG_START : PK_SVG_MIDDLE,
	    odd ? "soft odd" : "soft", pk_buf_view(&b));
	pk_buf_free(&b);
}

void
pk_svg_axis_draw(struct pk_svg *s, const struct pk_svg_axis *a, int64_t y0, int64_t y1)
{
	int n = months_of(a), step = n <= MONTHLY ? 1 : n <= QUARTERLY ? 3 : 12;
	struct pk_date d = pk_date_from_days(a->from);
	bool odd = false, first = true;

	while (step > 1 && (d.m - 1) % step != 0)
		d = pk_date_add_months(d, 1);
	for (; pk_date_days(d) <= a->to; d = pk_date_add_months(d, step)) {
		tick(s, a, d, step, y0, y1, odd);
		/* A January right behind the first tick has no room for its year beside that one's.
		 */
		if (step < 12 && !a->masked &&
		    (first || (d.m == 1 && pk_date_days(d) - a->from > CLOSE)))
			name_year(s, a, d, pk_date_days(d) == a->from, y0);
		first = false;
		odd = !odd;
		if (d.y >= 9999 - 1)
			break;
	}
	pk_svg_line(s, a->x1, y0 - TICK, a->x1, y1, "grid");
	pk_svg_line(s, a->x0, y0, a->x1, y0, "axis");
}
