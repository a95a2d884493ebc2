/* What a user writes of the options of scoring. */
#include "score/sheet.h"

/* 0; -1 when it is no such list, or not as long as a year. */
static int
parse_weights(struct pk_sheet_opts *o, const char *list)
{
	static const size_t per_year[] = {0, 12, 4, 2, 1};
	struct pk_str rest = pk_str(list), one;
	bool any = false;

	for (o->nweights = 0; pk_str_split(&rest, ',', &one); o->nweights++) {
		if (o->nweights == per_year[o->period])
			return -1;
		if (one.n > 0 && one.p[one.n - 1] == '%')
			one.n--;
		if (pk_dec_parse(one, &o->weight[o->nweights]) != 0 || o->weight[o->nweights].v < 0)
			return -1;
		any = any || o->weight[o->nweights].v > 0;
	}
	return o->nweights == per_year[o->period] && any ? 0 : -1;
}

/* 0; -1: another word, or one twice. */
static int
parse_breaks(struct pk_sheet_opts *o, const char *list)
{
	static const char *const words[PK_BREAKS][2] = {{"deduct", "扣分"}, {"bonus", "加分"}, {"last", "末期"}};
	struct pk_str rest = pk_str(list), one;
	size_t i, k;

	for (o->nbreaks = 0; pk_str_split(&rest, ',', &one); o->nbreaks++) {
		for (k = 0; k < PK_BREAKS && !pk_str_is(one, words[k][0]) && !pk_str_is(one, words[k][1]); k++)
			;
		for (i = 0; i < o->nbreaks && o->breaks[i] != (enum pk_break)k; i++)
			;
		if (k == PK_BREAKS || i < o->nbreaks)
			return -1;
		o->breaks[o->nbreaks] = (enum pk_break)k;
	}
	return o->nbreaks ? 0 : -1;
}

static int
wrong(const char *option, const char *value, const char *want, struct pk_sink *sink)
{
	pk_diag(sink, PK_D_USAGE_VALUE, PK_NOPOS, option, value, want, NULL);
	return -1;
}

int
pk_sheet_ask(struct pk_sheet_opts *o, const struct pk_sheet_words *w, struct pk_sink *sink)
{
	if (w->weights && parse_weights(o, w->weights) != 0)
		return wrong("--year-weights", w->weights, "20%,20%,30%,30%", sink);
	if (w->breaks && parse_breaks(o, w->breaks) != 0)
		return wrong("--break-ties", w->breaks, "deduct, bonus, last", sink);
	if (w->in && pk_period_parse(pk_str(w->in), &o->in) != 0)
		return wrong("--in", w->in, "2024, 2024H1, 2024Q2, 2024-06", sink);
	return 0;
}
