#include "ledger/csv.h"

#include "base/dec.h"
#include "text/utf8.h"

#include <csv.h>

void
pk_csv_init(struct pk_csv *w, struct pk_out *out, bool excel)
{
	*w = (struct pk_csv){.out = out, .delim = ',', .excel = excel};
}

bool
pk_csv_is_formula(struct pk_str s)
{
	struct pk_dec d;
	uint32_t cp;

	if (s.n == 0)
		return false;
	(void)pk_utf8_next(s.p, s.n, &cp);
	/* Full-width forms count: spreadsheets of East Asian locales take them for the mark. */
	switch (cp) {
	case '=':
	case '@':
	case '\t':
	case '\r':
	case 0xff1d:
	case 0xff20:
		return true;
	case '+':
	case '-':
	case 0xff0b:
	case 0xff0d:
		return pk_dec_parse(s, &d) != 0;
	default:
		return false;
	}
}

struct pk_str
pk_csv_plain(struct pk_str s)
{
	if (s.n > 1 && s.p[0] == '\'' && pk_csv_is_formula(pk_str_sub(s, 1, s.n)))
		return pk_str_sub(s, 1, s.n);
	return s;
}

/* Blanks at the ends are quoted too: many readers, libcsv among them, trim them otherwise. */
static bool
needs_quotes(const struct pk_csv *w, struct pk_str s)
{
	size_t i;

	if (s.n == 0)
		return false;
	if (s.p[0] == ' ' || s.p[0] == '\t' || s.p[s.n - 1] == ' ' || s.p[s.n - 1] == '\t')
		return true;
	for (i = 0; i < s.n; i++)
		if (s.p[i] == '"' || s.p[i] == '\n' || s.p[i] == '\r' || s.p[i] == w->delim)
			return true;
	/* Read back, a BOM would not be part of the first name. */
	return !w->started && pk_str_starts(s, PK_S("\xef\xbb\xbf"));
}

void
pk_csv_verbatim(struct pk_csv *w, struct pk_str s)
{
	size_t n;

	if (!w->started && w->excel)
		pk_out_puts(w->out, "\xef\xbb\xbf");
	if (w->cells > 0)
		pk_out_putc(w->out, w->delim);
	if (needs_quotes(w, s)) {
		n = csv_write(NULL, 0, s.p, s.n);
		pk_buf_clear(&w->scratch);
		pk_buf_reserve(&w->scratch, n);
		n = csv_write(w->scratch.p, n, s.p, s.n);
		pk_out_write(w->out, w->scratch.p, n);
	} else {
		pk_out_str(w->out, s);
	}
	w->empty = w->cells == 0 && s.n == 0;
	w->started = true;
	w->cells++;
}

void
pk_csv_cell(struct pk_csv *w, struct pk_str s)
{
	struct pk_buf b = PK_BUF_INIT;

	if (!pk_csv_is_formula(s)) {
		pk_csv_verbatim(w, s);
		return;
	}
	pk_buf_putc(&b, '\'');
	pk_buf_str(&b, s);
	pk_csv_verbatim(w, pk_buf_view(&b));
	pk_buf_free(&b);
}

void
pk_csv_puts(struct pk_csv *w, const char *z)
{
	pk_csv_cell(w, pk_str(z));
}

void
pk_csv_end(struct pk_csv *w)
{
	/* A row of one empty cell must not be an empty line, which readers skip. */
	if (w->empty)
		pk_out_puts(w->out, "\"\"");
	pk_out_puts(w->out, w->excel ? "\r\n" : "\n");
	w->cells = 0;
	w->empty = false;
}

void
pk_csv_free(struct pk_csv *w)
{
	pk_buf_free(&w->scratch);
}
