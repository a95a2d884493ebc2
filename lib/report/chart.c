#include "report/chart.h"

#include "report/svg.h"

enum {
	WIDTH = 860,        /* of the bars, units */
	SPARK_W = 96,       /* of a sparkline */
	SPARK_H = 22,
	SPARK_EDGE = 3
};

static const char css[] =
    "main{max-width:60em;margin:0 auto;padding:1.5em 1em 3em;background:var(--paper)}\n"
    "h1{font-size:1.5em}h2{font-size:1.15em;margin:1.6em 0 .5em}.lead{color:var(--soft);margin:.3em 0 1em}\n"
    "td.spark{padding:.2em .5em;white-space:nowrap}\n"
    "td.spark svg{display:inline-block;vertical-align:middle;max-width:none}\n"
    "th{white-space:nowrap}td:not(.num,.spark){min-width:7em;overflow-wrap:break-word}\n"
    "tr.bad td{background:var(--badbg)}svg .spark{stroke:var(--c1,#2b6cb0);stroke-width:1.5}\n"
    /* On a narrow page the bars are moved along rather than made too small to read. */
    "figure{margin:0 0 1em;overflow-x:auto}figure>svg{min-width:44em}\n"
    "@media print{figure{overflow:visible}figure>svg{min-width:0}}\n";

/* Bars share a scale: sizes are divided by what brings the longest into 48 bits. */
static pk_i128
divisor(const struct pk_chart *c)
{
	pk_i128 most = 0;
	size_t i;

	for (i = 0; i < c->nrows; i++) {
		pk_i128 v = c->row[i].size.v < 0 ? -c->row[i].size.v : c->row[i].size.v;

		most = v > most ? v : most;
	}
	return (most >> 48) + 1;
}

static void
bars(const struct pk_chart *c, struct pk_html *h, size_t from, size_t to, struct pk_str title)
{
	struct pk_svg_bar *b = pk_alloc(to - from, sizeof(*b));
	pk_i128 by = divisor(c);
	size_t i;

	for (i = from; i < to; i++) {
		const struct pk_chart_row *r = &c->row[i];

		b[i - from] = (struct pk_svg_bar){r->name, r->value, (int64_t)(r->size.v / by),
		    r->bad || r->size.v < 0 ? "bad" : "b1"};
	}
	pk_svg_bars(h, WIDTH, title, c->lead, b, to - from);
	pk_free(b);
}

/* --- a sparkline --- */

struct span {
	pk_i128 lo, hi;
};

static struct span
span_of(const struct pk_chart *c, const struct pk_point *p)
{
	struct span s = {0, 0};
	bool any = false;
	size_t i;

	for (i = 0; i < c->npoints; i++) {
		if (!p[i].has)
			continue;
		s.lo = !any || p[i].v.v < s.lo ? p[i].v.v : s.lo;
		s.hi = !any || p[i].v.v > s.hi ? p[i].v.v : s.hi;
		any = true;
	}
	return s;
}

/* Hundredths; a line without ups and downs lies in the middle. */
static int64_t
spark_y(struct span s, pk_i128 v)
{
	int64_t room = 100 * (SPARK_H - 2 * SPARK_EDGE);
	pk_i128 range = s.hi - s.lo, by = (range >> 40) + 1;

	if (range == 0)
		return 50 * SPARK_H;
	return 100 * (SPARK_H - SPARK_EDGE) - (int64_t)((v - s.lo) / by * room / (range / by));
}

/* "2024Q1 102.8, 2024Q2 100.3": what the line says, for those who cannot see it. */
static void
spark_words(const struct pk_chart *c, const struct pk_point *p, struct pk_buf *b)
{
	size_t i;

	pk_buf_clear(b);
	for (i = 0; i < c->npoints; i++) {
		pk_buf_puts(b, i ? ", " : "");
		pk_buf_str(b, c->point[i]);
		pk_buf_putc(b, ' ');
		if (p[i].has)
			pk_dec_print(p[i].v, b);
		else
			pk_buf_puts(b, "–");
	}
}

static void
spark(const struct pk_chart *c, struct pk_html *h, const struct pk_chart_row *r)
{
	const struct pk_point *p = r->series;
	int64_t step = c->npoints > 1 ? 100 * (SPARK_W - 2 * SPARK_EDGE) / ((int64_t)c->npoints - 1) : 0;
	int64_t x = 100 * SPARK_EDGE, y, last_x = 0, last_y = 0;
	struct span s = span_of(c, p);
	struct pk_buf words = PK_BUF_INIT;
	bool joined = false;
	struct pk_svg g;
	size_t i;

	spark_words(c, p, &words);
	pk_svg_begin(&g, h, &(struct pk_svg_opts){.width = SPARK_W, .height = SPARK_H, .title = r->name,
	                        .desc = pk_buf_view(&words)});
	for (i = 0; i < c->npoints; i++, x += step) {
		if (!p[i].has) {
			joined = false;
			continue;
		}
		y = spark_y(s, p[i].v.v);
		if (joined)
			pk_svg_line(&g, last_x, last_y, x, y, "spark");
		last_x = x;
		last_y = y;
		joined = true;
	}
	if (joined)
		pk_svg_rect(&g, last_x - 150, last_y - 150, 300, 300, "b1", PK_S(""));
	pk_svg_end(&g);
	pk_buf_free(&words);
}

/* --- the table --- */

static void
head(const struct pk_chart *c, struct pk_html *h)
{
	size_t i;

	pk_html_open(h, "thead");
	pk_html_open(h, "tr");
	for (i = 0; i < c->ncols; i++) {
		pk_html_block(h, "th", c->col[i].right ? "num" : NULL);
		pk_html_attrz(h, "scope", "col");
		pk_html_textz(h, c->col[i].title[c->lang]);
		pk_html_close(h);
	}
	if (c->npoints > 1)
		pk_html_leafz(h, "th", NULL, c->lang == PK_ZH ? "走势" : "trend");
	pk_html_close(h);
	pk_html_close(h);
	pk_html_nl(h);
}

static void
body(const struct pk_chart *c, struct pk_html *h, size_t from, size_t to)
{
	size_t i, k;

	pk_html_open(h, "tbody");
	for (i = from; i < to; i++) {
		const struct pk_chart_row *r = &c->row[i];

		pk_html_block(h, "tr", r->bad ? "bad" : NULL);
		for (k = 0; k < c->ncols; k++)
			pk_html_leaf(h, "td", c->col[k].right ? "num" : NULL, r->cell[k]);
		if (c->npoints > 1) {
			pk_html_block(h, "td", "spark");
			if (r->series)
				spark(c, h, r);
			pk_html_close(h);
		}
		pk_html_close(h);
		pk_html_nl(h);
	}
	pk_html_close(h);
}

static void
section(const struct pk_chart *c, struct pk_html *h, size_t from, size_t to)
{
	struct pk_str group = c->row[from].group;

	if (group.n > 0)
		pk_html_leaf(h, "h2", NULL, group);
	pk_html_open(h, "figure");
	bars(c, h, from, to, group.n ? group : c->title);
	pk_html_close(h);
	pk_html_nl(h);
	pk_html_block(h, "div", "scroll");
	pk_html_open(h, "table");
	head(c, h);
	body(c, h, from, to);
	pk_html_close(h);
	pk_html_close(h);
	pk_html_nl(h);
}

void
pk_chart_html(const struct pk_chart *c, struct pk_out *out)
{
	static const char *const sheets[] = {pk_svg_css, css, NULL};
	struct pk_html h;
	size_t i, j;

	pk_html_init(&h, out);
	pk_html_page(&h, c->lang == PK_ZH ? "zh-Hans" : "en", c->title, sheets);
	pk_html_open(&h, "main");
	pk_html_leaf(&h, "h1", NULL, c->title);
	if (c->lead.n > 0)
		pk_html_leaf(&h, "p", "lead", c->lead);
	for (i = 0; i < c->nrows; i = j) {
		for (j = i + 1; j < c->nrows && pk_str_eq(c->row[j].group, c->row[i].group); j++)
			;
		section(c, &h, i, j);
	}
	pk_html_page_end(&h);
}

void
pk_chart_svg(const struct pk_chart *c, struct pk_out *out)
{
	struct pk_html h;

	pk_html_init(&h, out);
	h.xml = true;
	bars(c, &h, 0, c->nrows, c->title);
}
