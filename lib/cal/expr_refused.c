/*
 * Words of time that gave no expression, and why: for people who ask, so never on the
 * way of those who do not.
 */
#include "cal/expr_int.h"

/* What facts.md leaves out because no number stands in it. */
static const char *const vague[] = {"定期", "不定期", "适时", "及时", "尽快", "近期", "随时", "日产日清", "日清日结",
    "限期", "按期", "如期", "按时"};

static const struct pk_time_refusal reasons[] = {
#define R_FEAST 0
    {0, 0, "a feast that moves from year to year: only the plan can name its day", "节日日期逐年变动，需由方案写明日期"},
#define R_SEASON 1
    {0, 0, "no calendar says when it begins or ends", "历法上没有起止日期"},
#define R_AGO 2
    {0, 0, "a length that is past or counted, no bound", "已过去或累计的时长，不是期限"},
#define R_ORDINAL 3
    {0, 0, "an ordinal that is no day, month or quarter of a known year", "序数，不能定为某年的日、月或季度"},
#define R_CLASS 4
    {0, 0, "a class of cases (so long or longer), no bound", "按时长分档，不是期限"},
#define R_LENGTH 5
    {0, 0, "a length or an amount without a bound, such as 内 or 前", "只有时长或数量，没有“内”“前”等界限"},
#define R_EVERY 6
    {0, 0, "no length of time with work that recurs stands here", "没有时间间隔，或没有重复开展的工作"},
#define R_RELATIVE 7
    {0, 0, "it counts from a day that is not known, or names no day", "相对日期：没有参照日，或未指明日期"},
#define R_ALWAYS 8
    {0, 0, "no number and no day", "没有数字，也没有日期"},
};

static int
reason_at(const struct pk_find *f, size_t i)
{
	const struct pk_tok *t = TOK(f, i);
	size_t unit;
	enum pk_tok_kind before = i > 0 ? TOK(f, i - 1)->kind : T_END;

	switch (t->kind) {
	case T_FEST:
		return t->a == 0 ? R_FEAST : R_RELATIVE;
	case T_SEASON:
		return R_SEASON;
	case T_NUM:
		unit = i + (pk_tok_is(f, i + 1, T_GE) ? 2 : 1);
		if (!pk_tok_is(f, unit, T_UNIT))
			return -1;
		if (before == T_AGO || before == T_ORD)
			return before == T_AGO ? R_AGO : R_ORDINAL;
		return pk_tok_is(f, unit + 1, T_OVER) || pk_tok_is(f, unit + 1, T_UNDER) ? R_CLASS : R_LENGTH;
	case T_EVERY:
		return pk_tok_is(f, i + 1, T_UNIT) || (pk_tok_is(f, i + 1, T_NUM) && pk_tok_is(f, i + 2, T_UNIT))
		    ? R_EVERY
		    : -1;
	case T_REL:
	case T_TODAY:
		return R_RELATIVE;
	case T_ALWAYS:
		return R_ALWAYS;
	default:
		return -1;
	}
}

static bool
is_found(const struct pk_time *found, size_t n, size_t from)
{
	size_t k;

	for (k = 0; k < n; k++)
		if (found[k].from <= from && from < found[k].to)
			return true;
	return false;
}

static void
push(struct pk_time_refusals *out, int reason, size_t from, size_t to)
{
	struct pk_time_refusal r = reasons[reason];

	r.from = (uint32_t)from;
	r.to = (uint32_t)to;
	PK_PUSH(out, r);
}

static void
find_vague(struct pk_str text, const struct pk_time *found, size_t n, struct pk_time_refusals *out)
{
	size_t k, at;

	for (k = 0; k < sizeof(vague) / sizeof(vague[0]); k++)
		for (at = pk_str_find(text, pk_str(vague[k]), 0); at != PK_NPOS;
		    at = pk_str_find(text, pk_str(vague[k]), at + 1))
			if (!is_found(found, n, at))
				push(out, R_ALWAYS, at, at + strlen(vague[k]));
}

void
pk_times_refused(
    struct pk_str text, const struct pk_time *found, size_t n, struct pk_time_refusals *out)
{
	struct pk_toks toks;
	struct pk_find f = {.t = &toks};
	size_t i;
	int why;

	pk_toks_begin(&toks, text);
	while (pk_toks_next(&toks))
		for (i = 0; i < toks.n; i++) {
			const struct pk_tok *t = &toks.v[i];

			why = is_found(found, n, t->from) ? -1 : reason_at(&f, i);
			if (why < 0)
				continue;
			while (pk_tok_is(&f, i + 1, T_UNIT) || pk_tok_is(&f, i + 1, T_GE) ||
			    (t->kind == T_EVERY && pk_tok_is(&f, i + 1, T_NUM)))
				i++;
			push(out, why, t->from, toks.v[i].to);
		}
	find_vague(text, found, n, out);
}
