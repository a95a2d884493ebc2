/* The loop over sentences and tokens. */
#include "cal/expr_int.h"

const char *const pk_year_from_name[PK_YF_MAX] = {[PK_YF_NONE] = "",
    [PK_YF_EXPLICIT] = "explicit",
    [PK_YF_MASK] = "mask",
    [PK_YF_RANGE] = "range",
    [PK_YF_PREVIOUS] = "previous",
    [PK_YF_HEADING] = "heading",
    [PK_YF_TITLE] = "title",
    [PK_YF_GIVEN] = "given"};
const char *const pk_time_type_name[PK_TIME_TYPE_MAX] = {[PK_TIME_DATE] = "date",
    [PK_TIME_PERIOD] = "period",
    [PK_TIME_DEADLINE] = "deadline",
    [PK_TIME_CADENCE] = "cadence",
    [PK_TIME_DURATION] = "duration"};

bool
pk_tok_count(const struct pk_find *f, size_t i)
{
	const struct pk_tok *t = TOK(f, i);

	return t->kind == T_NUM && !t->mask && t->a >= 1 && t->a <= 999 &&
	       !(t->chinese && t->positional && t->a > 9);
}

bool
pk_tok_starts(const struct pk_find *f, size_t i, const char *s)
{
	const struct pk_tok *t = TOK(f, i);
	size_t n = strlen(s);

	return t->kind != T_END && t->to - t->from >= n &&
	       memcmp(f->t->text.p + t->from, s, n) == 0;
}

/* The first token of this kind in the clause from i on; 0 none. */
static size_t
clause_find(const struct pk_find *f, size_t i, enum pk_tok_kind kind)
{
	enum { CLAUSE = 40 };
	size_t end = i + CLAUSE;
	bool comma = false;

	for (; i < end; i++) {
		const struct pk_tok *t = TOK(f, i);

		if (t->kind == T_END ||
		    (t->kind == T_PUNCT && (t->a == 0x3002 || t->a == ';' || t->a == ':')))
			return 0;
		if (t->kind == T_PUNCT && t->a == ',') {
			if (comma)
				return 0;
			comma = true; /* "2025年底,基本完成…": the comma behind the time itself is
					 no end */
		}
		if (t->kind == kind)
			return i;
	}
	return 0;
}

bool
pk_clause_has(const struct pk_find *f, size_t i, enum pk_tok_kind kind)
{
	return clause_find(f, i, kind) != 0;
}

/* 已 that belongs to a thing: 已建成的, 已注册登记的企业. */
static bool
past_of_thing(const struct pk_find *f, size_t i)
{
	enum { WORD = 18 }; /* bytes of the verb before its 的 */
	const struct pk_tok *t = TOK(f, i + 1);
	size_t n = t->to - t->from;

	if (t->kind == T_TEXT)
		return pk_str_find(pk_strn(f->t->text.p + t->from, n < WORD ? n : WORD), PK_S("的"),
			   0) != PK_NPOS;
	return (t->kind == T_DONE || t->kind == T_VERB) && pk_tok_starts(f, i + 2, "的");
}

bool
pk_clause_past(const struct pk_find *f, size_t i)
{
	size_t k = clause_find(f, i, T_PAST);

	return k && !past_of_thing(f, k);
}

/* 力争上半年同比增长8% */
static bool
is_aim(struct pk_str s)
{
	static const char *const words[] = {"力争", "确保", "目标", "达到", "不低于", "计划完成", "预计", NULL};
	size_t k;

	for (k = 0; words[k]; k++)
		if (pk_str_find(s, pk_str(words[k]), 0) != PK_NPOS)
			return true;
	return false;
}

/* 2023年3月,我村被评为…: a merit that was won, in the sentence s behind the time. */
static bool
is_won(struct pk_str s)
{
	enum { NEAR = 90 }; /* bytes */
	static const char *const won[] = {"被评为", "被授予", "被命名", "被认定", "荣获", "荣膺", NULL};
	static const char *const wish[] = {"将", "力争", "争取", "确保", "凡", "可", "的", "按", "给予", NULL};
	size_t k, w, at;

	s = pk_str_sub(s, 0, NEAR);
	s = pk_str_sub(s, 0, pk_str_find(s, PK_S("。"), 0));
	for (k = 0; won[k]; k++) {
		if ((at = pk_str_find(s, pk_str(won[k]), 0)) == PK_NPOS)
			continue;
		for (w = 0; wish[w] && pk_str_find(pk_str_sub(s, 0, at), pk_str(wish[w]), 0) == PK_NPOS; w++)
			;
		if (!wish[w])
			return true;
	}
	return false;
}

bool
pk_told_done(const struct pk_find *f, size_t i)
{
	enum { REACH = 480, LEAD = 90 }; /* bytes behind and before */
	static const char *const verbs[] = {"进行", "开展", "完成", "制定", "组织", "召开", "印发", "下发", "出台", "实施",
	    "举办", "成立", "取得", "建立", NULL};
	struct pk_str s = pk_str_sub(f->t->text, TOK(f, i)->from, TOK(f, f->t->n)->from);
	size_t at, k;

	s = pk_str_sub(s, 0, REACH);
	at = TOK(f, i)->from;
	k = at - TOK(f, 0)->from < LEAD ? TOK(f, 0)->from : at - LEAD;
	if (is_won(s) && !is_aim(pk_str_sub(f->t->text, k, at)))
		return true;
	for (at = pk_str_find(s, PK_S("了"), 0); at != PK_NPOS; at = pk_str_find(s, PK_S("了"), at + 1))
		for (k = 0; verbs[k]; k++)
			if (pk_str_ends(pk_str_sub(s, 0, at), pk_str(verbs[k])))
				return true;
	at = TOK(f, i)->from;
	k = at - TOK(f, 0)->from < LEAD ? TOK(f, 0)->from : at - LEAD;
	return pk_str_find(s, PK_S("同比"), 0) != PK_NPOS && !is_aim(s) && !is_aim(pk_str_sub(f->t->text, k, at));
}

size_t
pk_skip_weekday(const struct pk_find *f, size_t i)
{
	size_t j = i;
	bool bracket = pk_tok_punct(f, j, '(');

	if (bracket && pk_tok_starts(f, j + 1, "含") && pk_tok_punct(f, j + 2, ')'))
		return j + 3; /* (含) */
	j += bracket ? 1 : 0;
	if (!pk_tok_unit(f, j, U_WEEK))
		return i;
	if (!pk_tok_is(f, j + 1, T_NUM) && !pk_tok_unit(f, j + 1, U_DAY) &&
	    !pk_tok_unit(f, j + 1, U_SPAN))
		return i;
	j += 2;
	if (!bracket)
		return j;
	return pk_tok_punct(f, j, ')') ? j + 1 : i;
}

size_t
pk_skip_clock(const struct pk_find *f, size_t i)
{
	size_t j = i;

	while (pk_tok_is(f, j, T_PART) && j < i + 2)
		j++;
	if (!pk_tok_is(f, j, T_NUM) || TOK(f, j)->a > 24)
		return j;
	if (pk_tok_is(f, j + 1, T_CLOCK)) {
		j += 2;
		if (pk_tok_is(f, j, T_HALF))
			return j + 1;
		if (pk_tok_is(f, j, T_NUM) && pk_tok_is(f, j + 1, T_MEASURE) &&
		    pk_tok_starts(f, j + 1, "分"))
			j += 2;
		return j;
	}
	if (pk_tok_punct(f, j + 1, ':') && pk_tok_is(f, j + 2, T_NUM) && TOK(f, j + 2)->a < 60)
		return j + 3;
	return i;
}

struct pk_time *
pk_find_add(struct pk_find *f, enum pk_time_type type, size_t i, size_t end, const char *rule)
{
	struct pk_times *o = f->out;
	struct pk_time *t;

	o->v = pk_grow(o->v, &o->cap, o->n + 1, sizeof(*o->v));
	t = &o->v[o->n++];
	memset(t, 0, sizeof(*t));
	t->type = type;
	t->from = TOK(f, i)->from;
	t->to = TOK(f, end - 1)->to;
	t->rule = rule;
	return t;
}

static size_t
expression_at(struct pk_find *f, size_t i)
{
	size_t n = 0;

	switch (TOK(f, i)->kind) {
	case T_EVERY:
	case T_BY:
		return pk_cadence_at(f, i);
	case T_NUM:
	case T_HALF:
	case T_UNIT:
		if ((n = pk_cadence_at(f, i)) != 0 || (n = pk_span_at(f, i)) != 0)
			return n;
		return pk_duration_at(f, i);
	case T_REL:
	case T_HALFYEAR:
	case T_FEST:
	case T_ORD:
	case T_FIRST:
	case T_Q:
	case T_FIVE:
	case T_TODAY:
	case T_BEFORE:
		return pk_span_at(f, i);
	default:
		return 0;
	}
}

/*
 * Inside 《…》 everything is part of a name: mentions only, and a name's year is
 * not the text's.
 */
static size_t
quoted(struct pk_find *f, size_t i)
{
	struct pk_time_ctx ctx = *f->ctx;
	struct pk_times *o = f->out;
	size_t n = o->n, k = n, end;
	char year[2][5];

	memcpy(year[0], f->sentence, 5);
	memcpy(year[1], f->para, 5);
	end = expression_at(f, i);
	for (; k < o->n; k++) {
		if (o->v[k].edtf[0] == 0)
			continue;
		o->v[n] = o->v[k];
		o->v[n].type = PK_TIME_DATE;
		o->v[n++].named = true;
	}
	o->n = n;
	memcpy(f->sentence, year[0], 5);
	memcpy(f->para, year[1], 5);
	*f->ctx = ctx;
	return end;
}

static void
sentence(struct pk_find *f)
{
	size_t i = 0, end;

	f->sentence[0] = 0;
	f->last_end = 0;
	for (; i<f->t->n; i = end> i ? end : i + 1)
		end = TOK(f, i)->quoted ? quoted(f, i) : expression_at(f, i);
}

void
pk_times_find(struct pk_str text, struct pk_time_ctx *ctx, struct pk_times *out)
{
	struct pk_toks toks; /* not zeroed: 30 KB a paragraph; pk_toks_next() sets what it uses */
	struct pk_find f = {.ctx = ctx, .t = &toks, .out = out, .first = out->n};

	pk_toks_begin(&toks, text);
	for (pk_toks_skip(&toks); pk_toks_next(&toks); pk_toks_skip(&toks))
		sentence(&f);
}

bool
pk_time_is_due_label(struct pk_str label)
{
	struct pk_toks t;
	size_t i;

	pk_toks_begin(&t, label);
	if (!pk_toks_next(&t))
		return false;
	for (i = 0; i < t.n; i++)
		if (t.v[i].kind == T_LABEL)
			return true;
	return false;
}
