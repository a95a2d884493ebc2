#include "report/table.h"

#include "text/utf8.h"

void
pk_grid_init(struct pk_grid *g, const struct pk_grid_col *col, size_t n, enum pk_form form,
    enum pk_lang lang, struct pk_out *out)
{
	size_t i;

	*g = (struct pk_grid){.col = col, .n = n, .form = form, .lang = lang, .out = out};
	g->width = PK_NEWN(&g->arena, n, size_t);
	g->hide = PK_NEWN(&g->arena, n, bool);
	for (i = 0; i < n; i++)
		g->width[i] = pk_utf8_width(pk_str(col[i].title[lang]));
	pk_csv_init(&g->csv, out, false);
}

/* One line of printable text: line ends and tabs become blanks, the rest as pk_escape(). */
static void
one_line(struct pk_buf *b, struct pk_str s)
{
	struct pk_buf flat = PK_BUF_INIT;
	size_t i;

	for (i = 0; i < s.n && s.p[i] != '\n' && s.p[i] != '\r' && s.p[i] != '\t'; i++)
		;
	if (i == s.n) { /* as nearly all are */
		pk_escape(b, s);
		return;
	}
	for (i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c == '\r' && i + 1 < s.n && s.p[i + 1] == '\n')
			continue;
		pk_buf_putc(&flat, c == '\n' || c == '\r' || c == '\t' ? ' ' : c);
	}
	pk_escape(b, pk_buf_view(&flat));
	pk_buf_free(&flat);
}

/* The cell as text, cut to the column's limit with an ellipsis. */
static void
fit(struct pk_buf *b, struct pk_str s, size_t max)
{
	size_t at = 0, width = 0, keep = 0;
	uint32_t cp;

	pk_buf_clear(b);
	one_line(b, s);
	if (max == 0 || pk_utf8_width(pk_buf_view(b)) <= max)
		return;
	while (at < b->n) {
		size_t len = pk_utf8_next(b->p + at, b->n - at, &cp);

		width += pk_utf8_width(pk_strn(b->p + at, len));
		if (width > max - 1)
			break;
		at += len;
		keep = at;
	}
	b->n = keep;
	pk_buf_puts(b, "…");
}

void
pk_grid_measure(struct pk_grid *g, const struct pk_str *cell)
{
	struct pk_buf b = PK_BUF_INIT;
	size_t i, w;

	for (i = 0; i < g->n && g->form == PK_FORM_TEXT; i++) {
		fit(&b, cell[i], g->col[i].max);
		w = pk_utf8_width(pk_buf_view(&b));
		if (w > g->width[i])
			g->width[i] = w;
	}
	pk_buf_free(&b);
}

void
pk_grid_keep(struct pk_grid *g, const struct pk_str *cell)
{
	size_t i;

	g->kept = pk_grow(g->kept, &g->cap, (g->nkept + 1) * g->n, sizeof(*g->kept));
	for (i = 0; i < g->n; i++)
		g->kept[g->nkept * g->n + i] = pk_str_dup(&g->arena, cell[i]);
	g->nkept++;
	pk_grid_measure(g, cell);
}

static void
spaces(struct pk_out *o, size_t n)
{
	while (n-- > 0)
		pk_out_putc(o, ' ');
}

static void
text_row(struct pk_grid *g, const struct pk_str *cell)
{
	struct pk_buf b = PK_BUF_INIT;
	size_t i, w, owed = 0; /* blanks are written when something follows them */
	bool first = true;

	for (i = 0; i < g->n; i++) {
		if (g->hide[i])
			continue;
		fit(&b, cell[i], g->col[i].max);
		w = pk_utf8_width(pk_buf_view(&b));
		w = g->width[i] > w ? g->width[i] - w : 0;
		owed += first ? 0 : 2;
		first = false;
		if (b.n == 0) {
			owed += w;
			continue;
		}
		spaces(g->out, owed + (g->col[i].right ? w : 0));
		pk_out_str(g->out, pk_buf_view(&b));
		owed = g->col[i].right ? 0 : w;
	}
	pk_out_putc(g->out, '\n');
	pk_buf_free(&b);
}

static void
csv_row(struct pk_grid *g, const struct pk_str *cell)
{
	size_t i;

	for (i = 0; i < g->n; i++)
		if (!g->hide[i])
			pk_csv_cell(&g->csv, cell[i]);
	pk_csv_end(&g->csv);
}

static void
tsv_row(struct pk_grid *g, const struct pk_str *cell)
{
	struct pk_buf b = PK_BUF_INIT;
	size_t i, n = 0;

	for (i = 0; i < g->n; i++) {
		if (g->hide[i])
			continue;
		if (n++ > 0)
			pk_out_putc(g->out, '\t');
		pk_buf_clear(&b);
		one_line(&b, cell[i]);
		pk_out_str(g->out, pk_buf_view(&b));
	}
	pk_out_putc(g->out, '\n');
	pk_buf_free(&b);
}

/* Characters that Markdown or the HTML in it would take for markup (CommonMark 2.4). */
static void
md_row(struct pk_grid *g, const struct pk_str *cell)
{
	struct pk_buf b = PK_BUF_INIT;
	size_t i, k;

	for (i = 0; i < g->n; i++) {
		if (g->hide[i])
			continue;
		pk_buf_clear(&b);
		one_line(&b, cell[i]);
		pk_out_puts(g->out, "| ");
		for (k = 0; k < b.n; k++) {
			if (strchr("\\`*_[]<>|", b.p[k]))
				pk_out_putc(g->out, '\\');
			pk_out_putc(g->out, b.p[k]);
		}
		pk_out_putc(g->out, ' ');
	}
	pk_out_puts(g->out, "|\n");
	pk_buf_free(&b);
}

void
pk_json_string(struct pk_out *out, struct pk_str s)
{
	uint32_t cp;

	pk_out_putc(out, '"');
	while (s.n > 0) {
		size_t len = pk_utf8_next(s.p, s.n, &cp);

		if (cp == '"' || cp == '\\')
			pk_out_printf(out, "\\%c", (int)cp);
		else if (cp == '\n')
			pk_out_puts(out, "\\n");
		else if (cp < 0x20 || (cp >= 0x7f && cp < 0xa0) || cp == 0x2028 || cp == 0x2029)
			pk_out_printf(out, "\\u%04x", (unsigned)cp);
		else if (cp == 0xfffd && len == 1)
			pk_out_puts(out, "\\ufffd");
		else
			pk_out_write(out, s.p, len);
		s = pk_str_sub(s, len, s.n);
	}
	pk_out_putc(out, '"');
}

/* A number of JSON (RFC 8259): no leading zeros, no bare point. */
static bool
is_json_number(struct pk_str s)
{
	size_t i = s.n > 0 && s.p[0] == '-', digits = 0;

	if (s.n > i + 1 && s.p[i] == '0' && s.p[i + 1] != '.')
		return false;
	for (; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++)
		digits++;
	if (digits == 0)
		return false;
	if (i < s.n && s.p[i] == '.')
		for (i++, digits = 0; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++)
			digits++;
	return i == s.n && digits > 0;
}

static void
json_cell(struct pk_grid *g, size_t i, struct pk_str cell)
{
	if (!g->col[i].right)
		pk_json_string(g->out, cell);
	else if (cell.n == 0)
		pk_out_puts(g->out, "null");
	else if (is_json_number(cell))
		pk_out_str(g->out, cell);
	else
		pk_json_string(g->out, cell);
}

static void
json_row(struct pk_grid *g, const struct pk_str *cell)
{
	const char *sep = "";
	size_t i;

	pk_out_puts(g->out, g->printed > 0 ? ",\n{" : "{");
	for (i = 0; i < g->n; i++) {
		if (g->hide[i])
			continue;
		pk_out_puts(g->out, sep);
		pk_json_string(g->out, pk_str(g->col[i].name));
		pk_out_putc(g->out, ':');
		json_cell(g, i, cell[i]);
		sep = ",";
	}
	pk_out_putc(g->out, '}');
}

void
pk_grid_row(struct pk_grid *g, const struct pk_str *cell)
{
	switch (g->form) {
	case PK_FORM_TEXT:
		text_row(g, cell);
		break;
	case PK_FORM_CSV:
		csv_row(g, cell);
		break;
	case PK_FORM_TSV:
		tsv_row(g, cell);
		break;
	case PK_FORM_JSON:
		json_row(g, cell);
		break;
	case PK_FORM_MD:
		md_row(g, cell);
		break;
	case PK_FORM_MAX:
		break;
	}
	g->printed++;
}

void
pk_grid_head(struct pk_grid *g)
{
	bool people = g->form == PK_FORM_TEXT || g->form == PK_FORM_MD;
	struct pk_str *names;
	size_t i;

	if (g->form == PK_FORM_JSON) {
		pk_out_putc(g->out, '[');
		g->printed = 0;
		return;
	}
	names = pk_alloc(g->n + 1, sizeof(*names));
	for (i = 0; i < g->n; i++)
		names[i] = pk_str(people ? g->col[i].title[g->lang] : g->col[i].name);
	pk_grid_row(g, names);
	for (i = 0; i < g->n && g->form == PK_FORM_MD; i++)
		if (!g->hide[i])
			pk_out_puts(g->out, g->col[i].right ? "| ---: " : "| --- ");
	if (g->form == PK_FORM_MD)
		pk_out_puts(g->out, "|\n");
	pk_free(names);
	g->printed = 0;
}

void
pk_grid_foot(struct pk_grid *g)
{
	if (g->form == PK_FORM_JSON)
		pk_out_puts(g->out, "]\n");
}

void
pk_grid_render(struct pk_grid *g)
{
	size_t i;

	pk_grid_head(g);
	for (i = 0; i < g->nkept; i++)
		pk_grid_row(g, g->kept + i * g->n);
	pk_grid_foot(g);
}

void
pk_grid_free(struct pk_grid *g)
{
	pk_free(g->kept);
	pk_csv_free(&g->csv);
	pk_arena_free(&g->arena);
}
