/* Rewards and penalties, and what they come to. */
#include "report/rows.h"
#include "report/sheet.h"

void
pk_rewards_print(const struct pk_rewards *w, const struct pk_sheet *s, const struct pk_sheet_view *v,
    struct pk_out *out)
{
	struct pk_rows t = {.form = v->form, .lang = v->lang};
	size_t i;

	pk_rows_column(&t, true, "year", "year", "年度");
	pk_rows_column(&t, true, "rank", "rank", "名次");
	pk_rows_column(&t, false, "unit", "unit", "被考核单位");
	pk_rows_column(&t, false, "who", "who", "对象");
	pk_rows_column(&t, false, "post", "post", "身份");
	pk_rows_column(&t, true, "amount", "amount", "金额");
	pk_rows_column(&t, false, "text", "text", "原文");
	pk_rows_begin(&t, out);
	for (i = 0; i < w->v.n; i++) {
		const struct pk_reward *r = &w->v.v[i];

		pk_rows_number(&t, (uint64_t)r->standing->year);
		pk_rows_number(&t, r->standing->rank);
		pk_rows_text(&t, s->unit.v[r->standing->unit].name);
		pk_rows_text(&t, r->who.n ? r->who : v->lang == PK_ZH ? PK_S("单位") : PK_S("unit"));
		pk_rows_text(&t, r->post);
		if (r->amount.v != 0)
			pk_rows_exact(&t, r->amount);
		else
			pk_rows_text(&t, PK_S(""));
		pk_rows_text(&t, r->rule->text);
		pk_rows_keep(&t);
	}
	pk_rows_end(&t);
}
