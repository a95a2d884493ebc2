/*
 * A ranking as a page: bars, a table, a sparkline of each unit; or the bars alone
 * as an SVG file.  Filled in by what ranks (tally, scores); nothing is computed here.
 */
#ifndef PK_REPORT_CHART_H
#define PK_REPORT_CHART_H

#include "base/dec.h"
#include "report/table.h"

enum pk_page { PK_PAGE_NONE, PK_PAGE_HTML, PK_PAGE_SVG };

/* A value of a series, or a gap. */
struct pk_point {
	bool has;
	struct pk_dec v;
};

struct pk_chart_row {
	struct pk_str group, name, value; /* value: as it is printed */
	struct pk_dec size;               /* of the bar */
	bool bad;                         /* drawn as a warning */
	const struct pk_str *cell;        /* of the table, as many as columns */
	const struct pk_point *series;    /* as many as points; NULL: none */
};

struct pk_chart {
	struct pk_str title, lead;        /* a sentence on what is shown; may be empty */
	enum pk_lang lang;
	const struct pk_grid_col *col;    /* of the table */
	size_t ncols;
	const struct pk_str *point;       /* what the points of a series are: periods */
	size_t npoints;
	struct pk_chart_row *row;         /* in the order of the ranking; a group stands together */
	size_t nrows;
	struct pk_arena arena;            /* for who fills it in; the chart itself does not use it */
};

void pk_chart_html(const struct pk_chart *c, struct pk_out *out);
void pk_chart_svg(const struct pk_chart *c, struct pk_out *out);

#endif
