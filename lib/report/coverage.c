#include "report/coverage.h"

#include "text/utf8.h"

enum { TITLE_WIDTH = 28, COL_WIDTH = 10 };

static void
cell(struct pk_out *out, struct pk_str s, size_t width)
{
	size_t w = pk_utf8_width(s);

	pk_out_str(out, s);
	for (; w < width; w++)
		pk_out_putc(out, ' ');
}

/* The beginning of a text that fits into so many columns. */
static struct pk_str
fit(struct pk_str s, size_t width)
{
	size_t i = 0, w = 0;
	uint32_t cp;

	while (i < s.n) {
		size_t len = pk_utf8_next(s.p + i, s.n - i, &cp);

		w += pk_utf8_width(pk_str_sub(s, i, i + len));
		if (w > width)
			break;
		i += len;
	}
	return pk_str_sub(s, 0, i);
}

void
pk_coverage_text(const struct pk_evidence *ev, struct pk_out *out, enum pk_lang lang)
{
	static const char *const mark[3][PK_LANG_MAX] = {{"-", "—"}, {"yes", "有"}, {"MISSING", "缺"}};
	struct pk_buf b = PK_BUF_INIT;
	size_t i, m;

	cell(out, lang == PK_ZH ? PK_S("任务") : PK_S("task"), TITLE_WIDTH + 8);
	for (m = 0; m < PK_MT_MAX; m++)
		cell(out, pk_str(lang == PK_ZH ? pk_material_name[m][PK_ZH] : pk_material_dir[m]),
		    lang == PK_ZH ? COL_WIDTH : COL_WIDTH + 3);
	pk_out_putc(out, '\n');
	for (i = 0; i < ev->tasks.n; i++) {
		const struct pk_ev_task *t = &ev->tasks.v[i];

		if (!t->asked)
			continue;
		pk_buf_clear(&b);
		pk_escape(&b, t->title);
		cell(out, t->id, 8);
		cell(out, fit(pk_buf_view(&b), TITLE_WIDTH - 1), TITLE_WIDTH);
		for (m = 0; m < PK_MT_MAX; m++)
			cell(out, pk_str(mark[pk_evidence_cover(t, (enum pk_material)m)][lang]),
			    lang == PK_ZH ? COL_WIDTH : COL_WIDTH + 3);
		if (t->items == 0)
			pk_out_puts(out, lang == PK_ZH ? "无证据" : "NO EVIDENCE");
		pk_out_putc(out, '\n');
	}
	pk_buf_free(&b);
}
