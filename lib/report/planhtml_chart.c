#include "report/planhtml_int.h"

/*
 * The phases as bars over months.  The chart is as wide as the page lets it be (x in
 * percent), its letters keep their size; names stand above their bars, so that long
 * ones have room on a phone too.
 */
enum {
	TOP = 42,    /* units above the first row: years and months */
	ROW = 44,    /* from bar to bar */
	BAR = 16,    /* height of a bar */
	NAME = 72,   /* columns of a phase's name */
	NARROW = 30, /* on a phone */
	OPEN = 92,   /* days drawn of what has no end */
	LEAST = 40   /* hundredths of a percent: a phase of a day is still seen */
};

static void
range(const struct pk_phases *ph, struct pk_svg_axis *a)
{
	int64_t from = INT64_MAX, to = INT64_MIN, f, t;
	size_t i;

	a->masked = true;
	for (i = 0; i < ph->n; i++) {
		f = ph->v[i].from;
		t = ph->v[i].to;
		f = f == INT64_MIN ? t - OPEN : f;
		t = t == INT64_MAX ? f + OPEN : t;
		from = f < from ? f : from;
		to = t > to ? t : to;
		to = f > to ? f : to;
		a->masked = a->masked && !ph->v[i].year;
	}
	pk_svg_axis_set(a, from, to);
}

static void
put_day(struct pk_buf *b, int64_t day, bool year)
{
	size_t at = b->n;

	pk_date_print(pk_date_from_days(day), b);
	if (!year) { /* 2001-04-20 → 04-20 */
		memmove(b->p + at, b->p + at + 5, b->n - at - 5 + 1);
		b->n -= 5;
	}
}

/* "2026-03-01～2026-03-20" */
static void
put_span(const struct pk_planhtml *p, struct pk_buf *b, const struct pk_phase *ph)
{
	if (ph->from != INT64_MIN)
		put_day(b, ph->from, ph->year);
	pk_buf_puts(b, "～");
	if (ph->to != INT64_MAX)
		put_day(b, ph->to, ph->year);
	else
		pk_buf_puts(b, pk_page_word(p, " (no end)", "（长期）"));
}

/* The phase's name in so many columns. */
static struct pk_str
name_of(struct pk_planhtml *p, const struct pk_phase *ph, size_t columns, struct pk_buf *fit)
{
	struct pk_str s = pk_item_heading(&p->arena, ph->item);
	size_t cut = pk_str_find(s, PK_S("（"), 0);

	/* The time in brackets is drawn and named beside it. */
	if (cut == PK_NPOS)
		cut = pk_str_find(s, PK_S("("), 0);
	return pk_svg_fit(fit, cut != PK_NPOS && cut > 0 ? pk_str_sub(s, 0, cut) : s, columns);
}

/* Two forms of a long name, of which the page shows the one that has room. */
static void
name(struct pk_planhtml *p, struct pk_svg *s, const struct pk_phase *ph, int64_t y)
{
	struct pk_buf wide = PK_BUF_INIT, narrow = PK_BUF_INIT;
	struct pk_str w = name_of(p, ph, NAME, &wide), n = name_of(p, ph, NARROW, &narrow);
	bool one = pk_str_eq(w, n);

	pk_svg_text(s, 0, y, PK_SVG_START, one ? "name" : "name wide", w);
	if (!one)
		pk_svg_text(s, 0, y, PK_SVG_START, "name narrow", n);
	pk_buf_free(&wide);
	pk_buf_free(&narrow);
}

static void
bar(struct pk_svg *s, const struct pk_svg_axis *a, const struct pk_phase *ph, int64_t y,
    struct pk_str tip)
{
	int64_t x0 = ph->from == INT64_MIN ? a->x0 : pk_svg_axis_x(a, ph->from);
	int64_t x1 = ph->to == INT64_MAX ? a->x1 : pk_svg_axis_x(a, ph->to + 1);
	bool open = ph->from == INT64_MIN || ph->to == INT64_MAX;

	if (x1 - x0 < LEAST)
		x1 = x0 + LEAST;
	pk_svg_rect(s, x0, y, x1 - x0, BAR * 100, open ? "bar open" : "bar", tip);
	if (ph->to == INT64_MAX)
		pk_svg_text(s, a->x1 - 60, y + 1250, PK_SVG_END, "arrow", PK_S("→"));
	if (ph->from == INT64_MIN)
		pk_svg_text(s, a->x0 + 60, y + 1250, PK_SVG_START, "arrow", PK_S("←"));
}

static void
row(struct pk_planhtml *p, struct pk_svg *s, const struct pk_svg_axis *a, const struct pk_phase *ph,
    int64_t y)
{
	struct pk_buf b = PK_BUF_INIT, fit = PK_BUF_INIT, tip = PK_BUF_INIT;
	char id[48];

	put_span(p, &b, ph);
	pk_buf_str(&tip, name_of(p, ph, NAME, &fit));
	pk_buf_puts(&tip, pk_page_word(p, ": ", "："));
	pk_buf_str(&tip, pk_buf_view(&b));
	pk_page_anchor(p, ph->item->line, id);
	pk_html_open(s->h, "a");
	pk_html_attrf(s->h, "href", "#%s", id);
	name(p, s, ph, y + 1500);
	pk_svg_text(s, 10000, y + 1500, PK_SVG_END, "soft days", pk_buf_view(&b));
	if (ph->to >= ph->from)
		bar(s, a, ph, y + 2100, pk_buf_view(&tip));
	pk_html_close(s->h);
	pk_html_nl(s->h);
	pk_buf_free(&b);
	pk_buf_free(&fit);
	pk_buf_free(&tip);
}

static void
draw(struct pk_planhtml *p, const struct pk_phases *ph, struct pk_svg_axis *a)
{
	struct pk_svg s;
	unsigned height = TOP + ROW * (unsigned)ph->n + 6;
	const char *title = pk_page_word(p, "Phases of the plan", "实施阶段");
	size_t i;

	pk_svg_begin(&s, &p->h,
	    &(struct pk_svg_opts){
		.height = height, .title = pk_str(title), .percent = true, .links = true});
	pk_svg_axis_draw(&s, a, TOP * 100, (int64_t)height * 100);
	for (i = 0; i < ph->n; i++)
		row(p, &s, a, &ph->v[i], (int64_t)(TOP + ROW * i) * 100);
	pk_svg_end(&s);
}

void
pk_page_chart(struct pk_planhtml *p, const struct pk_node *plan)
{
	struct pk_svg_axis a = {.x0 = 0, .x1 = 10000, .zh = p->lang == PK_ZH};
	struct pk_phases ph = {0};

	pk_phases_find(plan, &ph);
	if (ph.n > 0) {
		range(&ph, &a);
		pk_html_block(&p->h, "figure", "phases");
		pk_html_open(&p->h, "figcaption");
		pk_html_textz(&p->h, pk_page_word(p, "Phases", "实施阶段"));
		if (a.masked)
			pk_html_leafz(&p->h, "small", NULL,
			    pk_page_word(p, " the year is not known", "（年份未写明）"));
		pk_html_close(&p->h);
		draw(p, &ph, &a);
		pk_html_close(&p->h);
		pk_html_nl(&p->h);
	}
	pk_free(ph.v);
}
