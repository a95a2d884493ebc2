#include "report/svg.h"

#include "base/dec.h"
#include "text/utf8.h"

/* Colours are those of pk_html_css_base, with a light fallback for a file that stands alone. */
const char pk_svg_css[] =
    "svg text{font:13px \"Noto Sans CJK SC\",\"Noto Sans SC\",\"PingFang SC\",\n"
    "\"Microsoft YaHei\",\"WenQuanYi Micro Hei\",sans-serif;fill:var(--ink,#1c1e21)}\n"
    "svg .soft{font-size:12px;fill:var(--soft,#5a606a)}\n"
    "svg .value{font-size:12px;font-variant-numeric:tabular-nums}\n"
    "svg .axis{stroke:var(--soft,#5a606a);stroke-width:1}\n"
    "svg .grid{stroke:var(--line,#d8d6cf);stroke-width:1}\n"
    "svg .b1{fill:var(--c1,#2b6cb0)}svg .b2{fill:var(--c2,#b7791f)}svg "
    ".b3{fill:var(--c3,#2f855a)}\n"
    "svg .b4{fill:var(--c4,#97266d)}svg .b5{fill:var(--c5,#4c51bf)}svg "
    ".b6{fill:var(--c6,#9c4221)}\n"
    "svg .ok{fill:var(--ok,#1a6b36)}svg .warn{fill:var(--warn,#8a4b00)}\n"
    "svg .bad{fill:var(--bad,#a3161f)}svg .open{fill-opacity:.35}\n"
    "@media (max-width:40em){svg text.odd{display:none}}\n";

/* Of a file that stands alone: its ground. */
static const char alone_css[] = "svg{background:#fff}\n";

static void
put_hundredths(struct pk_buf *b, int64_t v)
{
	uint64_t u = v < 0 ? (uint64_t)0 - (uint64_t)v : (uint64_t)v;

	pk_buf_printf(b, "%s%llu", v < 0 ? "-" : "", (unsigned long long)(u / 100));
	if (u % 10 != 0)
		pk_buf_printf(b, ".%02u", (unsigned)(u % 100));
	else if (u % 100 != 0)
		pk_buf_printf(b, ".%u", (unsigned)(u % 100 / 10));
}

static void
number(struct pk_html *h, const char *name, int64_t v, bool percent)
{
	struct pk_buf b = PK_BUF_INIT;

	put_hundredths(&b, v);
	if (percent)
		pk_buf_putc(&b, '%');
	pk_html_attr(h, name, pk_buf_view(&b));
	pk_buf_free(&b);
}

void
pk_svg_begin(struct pk_svg *s, struct pk_html *h, const struct pk_svg_opts *o)
{
	bool alone = h->xml && h->depth == 0;

	*s = (struct pk_svg){h, o->percent};
	if (alone)
		pk_out_puts(h->o, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	pk_html_open(h, "svg");
	if (alone)
		pk_html_attrz(h, "xmlns", "http://www.w3.org/2000/svg");
	pk_html_attrz(h, "role", o->links ? "group" : "img");
	if (o->links)
		pk_html_attr(h, "aria-label", o->title);
	if (o->percent) {
		pk_html_attrz(h, "width", "100%");
	} else {
		pk_html_attrf(h, "viewBox", "0 0 %u %u", o->width, o->height);
		pk_html_attrf(h, "width", "%u", o->width);
	}
	pk_html_attrf(h, "height", "%u", o->height);
	pk_html_nl(h);
	pk_html_leaf(h, "title", NULL, o->title);
	if (o->desc.n)
		pk_html_leaf(h, "desc", NULL, o->desc);
	pk_html_nl(h);
	if (alone) {
		pk_html_open(h, "style");
		pk_html_nl(h);
		pk_out_puts(h->o, alone_css);
		pk_out_puts(h->o, pk_svg_css);
		pk_html_close(h);
		pk_html_nl(h);
	}
}

void
pk_svg_end(struct pk_svg *s)
{
	pk_html_nl(s->h);
	pk_html_close(s->h);
	if (s->h->depth == 0)
		pk_out_putc(s->h->o, '\n');
}

static void
tip_and_close(struct pk_html *h, struct pk_str tip)
{
	if (tip.n)
		pk_html_leaf(h, "title", NULL, tip);
	pk_html_close(h);
}

void
pk_svg_rect(struct pk_svg *s, int64_t x, int64_t y, int64_t w, int64_t height, const char *cls,
    struct pk_str tip)
{
	pk_html_block(s->h, "rect", cls);
	number(s->h, "x", x, s->percent);
	number(s->h, "y", y, false);
	number(s->h, "width", w, s->percent);
	number(s->h, "height", height, false);
	tip_and_close(s->h, tip);
}

void
pk_svg_line(struct pk_svg *s, int64_t x1, int64_t y1, int64_t x2, int64_t y2, const char *cls)
{
	pk_html_block(s->h, "line", cls);
	number(s->h, "x1", x1, s->percent);
	number(s->h, "y1", y1, false);
	number(s->h, "x2", x2, s->percent);
	number(s->h, "y2", y2, false);
	pk_html_close(s->h);
}

void
pk_svg_text(struct pk_svg *s, int64_t x, int64_t y, enum pk_svg_anchor anchor, const char *cls,
    struct pk_str text)
{
	static const char *const name[] = {NULL, "middle", "end"};

	pk_html_block(s->h, "text", cls);
	number(s->h, "x", x, s->percent);
	number(s->h, "y", y, false);
	if (name[anchor])
		pk_html_attrz(s->h, "text-anchor", name[anchor]);
	pk_html_text(s->h, text);
	pk_html_close(s->h);
}

struct pk_str
pk_svg_fit(struct pk_buf *b, struct pk_str text, size_t columns)
{
	size_t i, len, w = 0, cut = 0;
	uint32_t cp;

	pk_buf_clear(b);
	for (i = 0; i < text.n; i += len) {
		len = pk_utf8_next(text.p + i, text.n - i, &cp);
		w += pk_utf8_width(pk_str_sub(text, i, i + len));
		if (w + 2 <= columns)
			cut = i + len; /* the dots take two columns */
		if (w > columns)
			break;
	}
	if (w <= columns)
		cut = text.n;
	pk_buf_add(b, text.p, cut);
	if (cut < text.n)
		pk_buf_puts(b, "…");
	return pk_buf_view(b);
}

struct pk_str
pk_svg_fit_name(struct pk_buf *b, struct pk_str text, size_t columns)
{
	size_t head, from = text.n, w = 0, at;
	uint32_t cp;

	if (pk_utf8_width(text) <= columns)
		return pk_svg_fit(b, text, columns);
	/* Its end takes a third. */
	while (from > 0) {
		for (at = from - 1; at > 0 && ((unsigned char)text.p[at] & 0xc0) == 0x80; at--)
			;
		(void)pk_utf8_next(text.p + at, text.n - at, &cp);
		w += pk_utf8_width(pk_str_sub(text, at, from));
		if (w > columns / 3)
			break;
		from = at;
	}
	head = columns - pk_utf8_width(pk_str_sub(text, from, text.n));
	(void)pk_svg_fit(b, pk_str_sub(text, 0, from), head);
	pk_buf_str(b, pk_str_sub(text, from, text.n));
	return pk_buf_view(b);
}

/* Bars: geometry in units. */
enum {
	ROW = 28,       /* from bar to bar */
	BAR = 18,       /* height of a bar */
	EDGE = 8,       /* around the chart */
	COLUMN = 7,     /* width of a terminal column at 13px: a Han character has two */
	LABEL_MAX = 36, /* columns of a label */
	VALUE_MAX = 16, /* columns of a value */
	BARS_MAX = 1 << 20
};

static size_t
widest(const struct pk_svg_bar *bar, size_t n, bool value, size_t most)
{
	size_t i, w, max = 0;

	for (i = 0; i < n; i++) {
		w = pk_utf8_width(value ? bar[i].value : bar[i].label);
		if (w > max)
			max = w;
	}
	return max > most ? most : max;
}

static int64_t
scale(int64_t v, int64_t span, int64_t room)
{
	return span > 0 ? (int64_t)((pk_i128)v * room / span) : 0;
}

static void
one_bar(struct pk_svg *s, const struct pk_svg_bar *b, int64_t y, int64_t zero, int64_t end,
    struct pk_buf *fit)
{
	int64_t left = end < zero ? end : zero, w = end < zero ? zero - end : end - zero;

	/* A name that was cut is told whole. */
	pk_svg_rect(s, left, y + (ROW - BAR) / 2 * 100, w, BAR * 100, b->cls ? b->cls : "b1",
	    pk_utf8_width(b->label) > LABEL_MAX ? b->label : PK_S(""));
	pk_svg_text(s, end < zero ? zero + 600 : end + 600, y + 1800, PK_SVG_START, "value",
	    pk_svg_fit(fit, b->value, VALUE_MAX));
}

void
pk_svg_bars(struct pk_html *h, unsigned width, struct pk_str title, struct pk_str desc,
    const struct pk_svg_bar *bar, size_t n)
{
	int64_t lo = 0, hi = 0, x0, room, zero, y;
	struct pk_buf fit = PK_BUF_INIT;
	struct pk_svg s;
	size_t i;

	if (n > BARS_MAX)
		n = BARS_MAX;
	for (i = 0; i < n; i++) {
		lo = bar[i].size < lo ? bar[i].size : lo;
		hi = bar[i].size > hi ? bar[i].size : hi;
	}
	x0 = 100 * (2 * EDGE + (int64_t)widest(bar, n, false, LABEL_MAX) * COLUMN);
	room =
	    100 * ((int64_t)width - 2 * EDGE - (int64_t)widest(bar, n, true, VALUE_MAX) * COLUMN) -
	    x0;
	room = room < 10000 ? 10000 : room;
	lo = lo < -(INT64_MAX / 2) ? -(INT64_MAX / 2) : lo;
	hi = hi > INT64_MAX / 2 ? INT64_MAX / 2 : hi;
	zero = x0 + scale(-lo, hi - lo, room);
	pk_svg_begin(&s, h,
	    &(struct pk_svg_opts){.width = width,
		.height = (unsigned)n * ROW + 2 * EDGE,
		.title = title,
		.desc = desc});
	for (i = 0; i < n; i++) {
		y = 100 * (EDGE + (int64_t)i * ROW);
		pk_svg_text(&s, x0 - 800, y + 1900, PK_SVG_END, "label",
		    pk_svg_fit_name(&fit, bar[i].label, LABEL_MAX));
		one_bar(&s, &bar[i], y, zero, zero + scale(bar[i].size, hi - lo, room), &fit);
		pk_html_nl(h);
	}
	pk_svg_line(&s, zero, EDGE * 100, zero, 100 * (EDGE + (int64_t)n * ROW), "axis");
	pk_svg_end(&s);
	pk_buf_free(&fit);
}
