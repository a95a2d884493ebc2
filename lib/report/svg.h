/*
 * Charts in SVG, written through html.h: inside a page, or alone as a file.
 *
 * Coordinates are hundredths: 1250 is 12.5 units.  With `percent`, what goes along
 * the x axis is hundredths of a percent of the width instead, so that a chart in
 * a page stretches with it while its letters keep their size.  No floating point.
 *
 * Classes used by the style in pk_svg_css: axis, grid, label, soft, value, b1..b6 (bars),
 * bad, warn, ok, open (an end that is not known), and what the page adds.
 */
#ifndef PK_REPORT_SVG_H
#define PK_REPORT_SVG_H

#include "cal/date.h"
#include "report/html.h"

enum pk_svg_anchor { PK_SVG_START, PK_SVG_MIDDLE, PK_SVG_END };

struct pk_svg {
	struct pk_html *h;
	bool percent;
};

struct pk_svg_opts {
	unsigned width, height;    /* units; the width is the page's when `percent` */
	struct pk_str title, desc; /* what it is, and what it says in words; for readers who cannot see */
	bool percent;
	bool links; /* parts of it can be followed: no mere picture to those who cannot see */
};

/*
 * Begins a chart.  A writer on which nothing is open and whose `xml` is set gets the
 * XML declaration, the name space and the style: a file that stands alone.
 */
void pk_svg_begin(struct pk_svg *s, struct pk_html *h, const struct pk_svg_opts *o);
void pk_svg_end(struct pk_svg *s);
/* With a tip (shown on hover, read out): empty for none. */
void pk_svg_rect(struct pk_svg *s, int64_t x, int64_t y, int64_t w, int64_t height,
    const char *cls, struct pk_str tip);
void pk_svg_line(
    struct pk_svg *s, int64_t x1, int64_t y1, int64_t x2, int64_t y2, const char *cls);
void pk_svg_text(struct pk_svg *s, int64_t x, int64_t y, enum pk_svg_anchor anchor,
    const char *cls, struct pk_str text);
/* The text in at most `columns` terminal columns, "…" at its end when cut; in b, replaced. */
struct pk_str pk_svg_fit(struct pk_buf *b, struct pk_str text, size_t columns);
/* The same with the dots within: the ends of names of units tell them apart as often as their beginnings. */
struct pk_str pk_svg_fit_name(struct pk_buf *b, struct pk_str text, size_t columns);

/* Horizontal bars, one below the other: a ranking. */
struct pk_svg_bar {
	struct pk_str label, value; /* value: as text */
	int64_t size;               /* in any unit the bars share; may be negative */
	const char *cls;            /* "b1".., "bad"..; NULL: b1 */
};
/* A whole chart of n bars (at most 2^20), `width` units wide. */
void pk_svg_bars(struct pk_html *h, unsigned width, struct pk_str title, struct pk_str desc,
    const struct pk_svg_bar *bar, size_t n);

/* A time axis along x. */
struct pk_svg_axis {
	int64_t from, to; /* days (pk_date_days), from < to; drawn inclusive of `to` */
	int64_t x0, x1;   /* hundredths */
	bool zh;
	bool masked;      /* the year is not known: months are named alone */
};
/* Widens from and to to whole months and sets the span; the x range is the caller's. */
void pk_svg_axis_set(struct pk_svg_axis *a, int64_t from, int64_t to);
/* Where a day begins; clamped to the axis. */
int64_t pk_svg_axis_x(const struct pk_svg_axis *a, int64_t day);
/*
 * Ticks from y0 to y1 with labels above y0 (38 units are wanted there): months or
 * quarters with years above them, or years, by the length of the axis.  Every other label has class "odd" so that a narrow page can drop it.
 */
void pk_svg_axis_draw(struct pk_svg *s, const struct pk_svg_axis *a, int64_t y0, int64_t y1);

/* Style of charts; a page gives it to pk_html_page(). */
extern const char pk_svg_css[];

#endif
