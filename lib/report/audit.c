/* Why each point counts: the audit of a scoring. */
#include "report/rows.h"
#include "report/sheet.h"

#include <stdlib.h>

static const struct {
	unsigned bit;
	const char *word[PK_LANG_MAX];
} whys[] = {
    {PK_WHY_GIVEN, {"as written", "按记录"}},
    {PK_WHY_LATE, {"late", "逾期"}},
    {PK_WHY_AGAIN, {"found again", "重复发现"}},
    {PK_WHY_FAMILY, {"less what its family had", "补差额"}},
    {PK_WHY_CAP, {"cap of the rule", "细则上限"}},
    {PK_WHY_ITEM, {"full points of the item", "扣完（给满）为止"}},
    {PK_WHY_LIMIT, {"limit", "限额"}},
    {PK_WHY_VETO, {"veto", "一票否决"}},
    {PK_WHY_AUTO, {"by rule, no row", "按细则计入"}},
    {PK_WHY_APPEAL, {"appeal upheld", "申诉成立"}},
};

/* "-0.1 × 2^1; late" */
static void
why(struct pk_rows *t, const struct pk_entry *e)
{
	size_t i;

	pk_buf_clear(&t->b);
	pk_entry_how(e, &t->b);
	for (i = 0; i < sizeof(whys) / sizeof(whys[0]); i++)
		if (e->why & whys[i].bit) {
			pk_buf_puts(&t->b, t->b.n ? "; " : "");
			pk_buf_puts(&t->b, whys[i].word[t->lang]);
		}
	pk_rows_buffered(t);
}

static void
audit_columns(struct pk_rows *t)
{
	pk_rows_column(t, false, "unit", "unit", "被考核单位");
	pk_rows_column(t, false, "period", "period", "考核周期");
	pk_rows_column(t, false, "date", "date", "日期");
	pk_rows_column(t, false, "score_id", "row", "记录编号");
	pk_rows_column(t, false, "source", "place", "出处");
	pk_rows_column(t, false, "rule_id", "rule", "细则编号");
	pk_rows_column(t, false, "item", "item", "项目");
	pk_rows_column(t, false, "finding", "finding", "问题描述");
	pk_rows_column(t, true, "by_rule", "by rule", "按细则");
	pk_rows_column(t, true, "points", "points", "计分");
	pk_rows_column(t, false, "why", "why", "说明");
	pk_rows_column(t, false, "text", "text", "原文");
}

static int
audit_row(struct pk_rows *t, struct pk_sheet *s, const struct pk_entry *e, struct pk_buf *texts,
    struct pk_sink *sink)
{
	struct pk_str item, finding;

	if (pk_entry_texts(s, e, texts, &item, &finding, sink) != 0)
		return -1;
	pk_rows_text(t, s->unit.v[e->unit].name);
	pk_buf_clear(&t->b);
	pk_period_print(pk_entry_period(s, e), &t->b);
	pk_rows_buffered(t);
	pk_rows_date(t, pk_date_long(e->date));
	pk_rows_text(t, pk_entry_id(s, e));
	pk_buf_clear(&t->b);
	pk_buf_puts(&t->b, e->line ? s->file.v[e->file] : s->rules.file);
	pk_buf_printf(&t->b, ":%zu", e->line ? e->line : e->rule->line);
	pk_rows_buffered(t);
	pk_rows_text(t, e->rule ? e->rule->id : PK_S(""));
	pk_rows_text(t, item.n || !e->rule ? item : e->rule->item);
	pk_rows_text(t, finding);
	if (e->rule)
		pk_rows_exact(t, e->by_rule);
	else
		pk_rows_text(t, PK_S(""));
	pk_rows_exact(t, e->counted);
	why(t, e);
	pk_rows_text(t, e->rule ? e->rule->text : PK_S(""));
	pk_rows_print(t);
	return 0;
}

/* By unit, then in the order of counting. */
static uint32_t *
by_unit(const struct pk_sheet *s)
{
	size_t *start = pk_zalloc(s->unit.n + 1, sizeof(*start)), i;
	uint32_t *order;

	order = pk_alloc(s->entry.n, sizeof(*order));
	for (i = 0; i < s->entry.n; i++)
		start[s->entry.v[i].unit + 1]++;
	for (i = 0; i < s->unit.n; i++)
		start[i + 1] += start[i];
	for (i = 0; i < s->entry.n; i++)
		order[start[s->entry.v[i].unit]++] = (uint32_t)i;
	pk_free(start);
	return order;
}

int
pk_sheet_audit(struct pk_sheet *s, enum pk_lang lang, struct pk_out *out, struct pk_sink *sink)
{
	struct pk_rows t = {.form = PK_FORM_CSV, .lang = lang};
	struct pk_buf texts = PK_BUF_INIT;
	uint32_t *order = by_unit(s);
	size_t i;
	int rc = 0;

	audit_columns(&t);
	pk_rows_begin(&t, out);
	pk_grid_head(&t.grid);
	for (i = 0; i < s->entry.n && rc == 0; i++)
		if (!s->entry.v[order[i]].outside)
			rc = audit_row(&t, s, &s->entry.v[order[i]], &texts, sink);
	pk_grid_foot(&t.grid);
	pk_rows_free(&t);
	pk_buf_free(&texts);
	pk_free(order);
	return rc;
}
