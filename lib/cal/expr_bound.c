/* What binds a single point of time: 前, 止, 起, 到…, 完成时限:…; and what only mentions it. */
#include "cal/expr_int.h"

#include <stdio.h>
#include <string.h>

/* What stands before the point. */
void
pk_frame_prefix(struct pk_find *f, struct pk_frame *fr)
{
	const struct pk_tok *t;
	size_t i = fr->i;

	fr->from = i;
	fr->prefix = f->ctx->due && f->out->n == f->first ? T_LABEL : T_END;
	if (i == 0 || f->last_end > i - 1)
		return; /* 15日截止: the word is the bound of the day before it */
	t = TOK(f, i - 1);
	if (t->kind == T_TO || t->kind == T_ASOF || t->kind == T_CUTOFF || t->kind == T_PRE ||
	    t->kind == T_LATER) {
		fr->prefix = t->kind;
		fr->from = i - 1;
	} else if (i >= 2 && t->kind == T_PUNCT && t->a == ':' && pk_tok_is(f, i - 2, T_LABEL)) {
		fr->prefix = T_LABEL;
	} else if (i >= 2 && t->kind == T_TEXT && t->to - t->from == 3 && pk_tok_starts(f, i - 1, "为") &&
	           pk_tok_is(f, i - 2, T_LABEL) && pk_tok_starts(f, i - 2, "截")) {
		fr->prefix = T_LABEL; /* 报名截止日期为5月10日 */
	} else if (t->kind == T_LABEL) {
		fr->prefix = T_LABEL;
	}
}

/* 9月30日:征文截止, with the : at k: the line of a schedule that says what ends on its day. */
static bool
closes(const struct pk_find *f, size_t k)
{
	enum { NAME = 24 }; /* bytes of what ends */

	if (!pk_tok_punct(f, k, ':') || !pk_tok_is(f, k + 1, T_TEXT) || TOK(f, k + 1)->to - TOK(f, k + 1)->from > NAME)
		return false;
	return pk_tok_is(f, k + 2, T_CUTOFF) && pk_tok_starts(f, k + 2, "截止") &&
	       TOK(f, k + 2)->to - TOK(f, k + 2)->from == strlen("截止") &&
	       (pk_tok_is(f, k + 3, T_END) || pk_tok_is(f, k + 3, T_PUNCT)) && !pk_tok_punct(f, k + 3, ':');
}

/* What stands behind it, from token j on: 前, 止, 内, 起, 后, perhaps a time of day before. */
void
pk_frame_bound(struct pk_find *f, struct pk_frame *fr, size_t j)
{
	size_t k = pk_skip_clock(f, pk_skip_weekday(f, j));
	const struct pk_tok *t;

	fr->to = j;
	fr->bound = T_END;
	if (k == j && pk_tok_is(f, k, T_TEXT) && pk_tok_starts(f, k, "份"))
		k++;
	t = TOK(f, k);
	if (t->kind == T_CUTOFF && pk_tok_starts(f, k, "截止") && t->to - t->from == 6 &&
	    !pk_tok_is(f, k + 1, T_NUM) && !pk_tok_punct(f, k + 1, ':')) {
		fr->bound = T_STOP; /* 12月15日截止 */
		fr->to = k + 1;
		return;
	}
	if (closes(f, k)) {
		fr->bound = T_STOP;
		return;
	}
	if (t->kind != T_BEFORE && t->kind != T_STOP && t->kind != T_WITHIN && t->kind != T_SINCE &&
	    t->kind != T_AFTER)
		return;
	if (t->kind == T_AFTER && pk_tok_is(f, k + 1, T_NUM) && t->to - t->from == 3)
		return;
	fr->bound = t->kind;
	fr->bound_a = t->a;
	fr->to = k + 1;
}

/* "…建成的": the time belongs to a thing, not to the work. */
bool
pk_attributive(const struct pk_find *f, size_t i)
{
	static const char *const verbs[] = {"出生", "竣工", "开工", "注册", "取得", "成立", "登记",
	    "毕业", "入职", "参加", "购买", "建设", "制定", "签订", "立项", "批准", "施行", "实施",
	    "执行", "生效", "入学", "入党", "入伍", NULL};
	const struct pk_tok *t = TOK(f, i);
	size_t k;

	if (pk_tok_starts(f, i, "出生"))
		return true;
	if (t->kind == T_DONE || t->kind == T_VERB || t->kind == T_TRIGGER)
		return pk_tok_starts(f, i + 1, "的") && !TOK(f, i + 1)->space;
	if (t->kind != T_TEXT)
		return false;
	for (k = 0; verbs[k]; k++)
		if (pk_tok_starts(f, i, verbs[k]) && t->to - t->from >= 9 &&
		    memcmp(f->t->text.p + t->from + 6, "的", 3) == 0)
			return true;
	return false;
}

bool
pk_past_year(const struct pk_find *f, const struct pk_point *p)
{
	int doc = f->ctx->year[0] && pk_year_known(f->ctx->year) ? pk_year_document(f) : 0;
	int v;

	if (!doc || !pk_year_known(p->y))
		return false;
	v = (p->y[0] - '0') * 1000 + (p->y[1] - '0') * 100 + (p->y[2] - '0') * 10 + p->y[3] - '0';
	return v < doc;
}

/* Does the clause from i on hand something in? */
static bool
hands_in(const struct pk_find *f, size_t i)
{
	enum { REACH = 24 };
	size_t k;

	for (k = i; k < i + REACH; k++) {
		const struct pk_tok *t = TOK(f, k);

		if (t->kind == T_END ||
		    (t->kind == T_PUNCT && (t->a == ',' || t->a == ';' || t->a == 0x3002)))
			return false;
		if (t->kind == T_VERB && t->a == 3)
			return true;
	}
	return false;
}

/* 有效期至, 延长到, 推迟到: the end of a validity or another day for an event, not the end of work. */
bool
pk_span_validity(const struct pk_find *f, const struct pk_frame *fr)
{
	static const char *const words[] = {"有效期", "有效", "延长", "延续", "保存", "保留", "推迟", "顺延", "提前", "延期",
	    "调整", "暂定", "初定", "尽量定", "时间定", NULL};
	const struct pk_tok *t = fr->from ? TOK(f, fr->from - 1) : NULL;
	size_t k, n;

	if (!t)
		return false;
	for (k = 0; words[k]; k++) {
		n = strlen(words[k]);
		if (t->to - t->from >= n && memcmp(f->t->text.p + t->to - n, words[k], n) == 0)
			return true;
	}
	return false;
}

static void
deadline(struct pk_find *f, const struct pk_frame *fr, const struct pk_point *p,
    const struct pk_end *e, const char *rule)
{
	struct pk_time *t = pk_span_emit(f, PK_TIME_DEADLINE, fr, p);

	pk_span_interval(t, NULL, e);
	t->rule = rule;
}

static void
mention(struct pk_find *f, const struct pk_frame *fr, const struct pk_point *p)
{
	pk_span_mention(pk_span_emit(f, PK_TIME_DATE, fr, p), p);
}

/* 3月、6月、9月底前: the bound at the end of the list holds for all of it. */
static void
share_bound(struct pk_find *f, const struct pk_point *p)
{
	size_t i, last = f->out->n - 1;
	char end[sizeof(f->out->v[0].edtf)];

	if (p->grain != G_DAY && p->grain != G_XUN)
		return;
	for (i = f->chain; i < last; i++) {
		struct pk_time *t = &f->out->v[i];
		const char *slash = strchr(t->edtf, '/');

		if (strcmp(t->rule, "time/date") != 0 ||
		    (t->type != PK_TIME_DATE && t->type != PK_TIME_PERIOD) ||
		    (!slash && strlen(t->edtf) != 10) ||
		    pk_str_starts(pk_str(t->edtf), PK_S("..")) ||
		    pk_str_ends(pk_str(t->edtf), PK_S("..")))
			continue;
		memcpy(end, t->edtf, sizeof(end));
		(void)snprintf(t->edtf, sizeof(t->edtf), "../%.10s",
		    slash ? end + (slash - t->edtf) + 1 : end);
		t->type = PK_TIME_DEADLINE;
		t->rule = "time/before-list";
	}
	f->chain = f->out->n;
}

/* 对2020年之前造林的地块补植: tells which things are meant; 对6月底前未完成的 holds a deadline. */
static bool
picks_out(const struct pk_find *f, const struct pk_frame *fr)
{
	enum { REACH = 16 };
	static const char *const not_yet[] = {"未", "没", "不", "仍", "尚", NULL};
	const struct pk_tok *t = fr->from ? TOK(f, fr->from - 1) : NULL;
	size_t k;

	if (!t || t->to - t->from < 3 || memcmp(f->t->text.p + t->to - 3, "对", 3) != 0)
		return false;
	for (k = 0; not_yet[k]; k++)
		if (pk_tok_starts(f, fr->to, not_yet[k]))
			return false;
	for (k = fr->to; k < fr->to + REACH && !pk_tok_punct(f, k, ',') && !pk_tok_is(f, k, T_END); k++)
		if (pk_str_find(pk_str_sub(f->t->text, TOK(f, k)->from, TOK(f, k)->to), PK_S("的"), 0) != PK_NPOS)
			return true;
	return false;
}

/* …前: a deadline, but for what lies behind or belongs to a thing. */
static void
before(struct pk_find *f, const struct pk_frame *fr, const struct pk_point *p)
{
	bool coarse = fr->bound_a == 0 && (p->grain == G_YEAR || p->grain == G_HALF ||
					      p->grain == G_QUARTER || p->grain == G_MONTH);
	struct pk_end e = coarse ? pk_end_eve(p) : pk_end_last(p);
	struct pk_time *t;

	if (pk_past_year(f, p) || pk_attributive(f, fr->to) || pk_tok_is(f, fr->to, T_PAST) || picks_out(f, fr)) {
		t = pk_span_emit(f, PK_TIME_DATE, fr, p);
		pk_span_interval(t, NULL, &e);
		t->rule = "time/past-bound";
		return;
	}
	deadline(f, fr, p, &e, "time/before");
	share_bound(f, p);
}

/* 2007年6月改革以来, with the token behind the time at i: what it names is over. */
static bool
since_event(const struct pk_find *f, size_t i)
{
	enum { REACH = 3 }; /* words of the event */
	size_t k;

	for (k = i; k <= i + REACH; k++) {
		const struct pk_tok *t = TOK(f, k);

		if (t->kind == T_SINCE && t->a == 1)
			return k > i && pk_tok_starts(f, k, "以来");
		if (t->kind == T_END || t->kind == T_PUNCT || t->kind == T_NUM)
			return false;
	}
	return false;
}

static void
since(struct pk_find *f, const struct pk_frame *fr, const struct pk_point *p)
{
	struct pk_end a = pk_end_first(p);
	bool past = fr->bound_a == 1 || pk_past_year(f, p) || pk_attributive(f, fr->to) ||
		    since_event(f, fr->to);
	struct pk_time *t = pk_span_emit(f, past ? PK_TIME_DATE : PK_TIME_PERIOD, fr, p);

	pk_span_interval(t, &a, NULL);
	t->rule = "time/since";
}

static void
after(struct pk_find *f, const struct pk_frame *fr, const struct pk_point *p)
{
	struct pk_end a = fr->bound_a == 1 ? pk_end_first(p) : pk_end_morrow(p);
	struct pk_time *t = pk_span_emit(f, PK_TIME_DATE, fr, p);

	pk_span_interval(t, &a, NULL);
	t->rule = "time/after";
}

/* 晚于, 不早于, 早于: comparisons, no bounds of work. */
static void
later(struct pk_find *f, const struct pk_frame *fr, const struct pk_point *p)
{
	int how = TOK(f, fr->i - 1)->a;
	struct pk_end a = how == 1 ? pk_end_morrow(p) : pk_end_first(p),
		      b = p->grain == G_DAY ? a : pk_end_eve(p);
	struct pk_time *t = pk_span_emit(f, PK_TIME_DATE, fr, p);

	pk_span_interval(t, how ? &a : NULL, how ? NULL : &b);
	t->rule = "time/later";
}

/* 至次年春季: no end that a calendar knows. */
static bool
vague(const struct pk_find *f, const struct pk_frame *fr, const struct pk_point *p)
{
	if (p->grain != G_YEAR)
		return false;
	return pk_tok_is(f, fr->to, T_SEASON) ||
	       (pk_tok_is(f, fr->i, T_REL) && TOK(f, fr->i)->a != R_YEAR);
}

/* 年龄计算截止到6月20日: the day up to which years of life or service are counted. */
static bool
counts_years(const struct pk_find *f, const struct pk_frame *fr)
{
	enum { REACH = 12 };
	static const char *const words[] = {"计算到", "计算至", /* the others with 截止 only */
	    "计算截", "计算日期", "计算时间", "年龄", "周岁", "工龄", "年限"};
	size_t i = fr->i, k, most = fr->prefix == T_TO ? 2 : sizeof(words) / sizeof(words[0]), low = fr->i > REACH ? fr->i - REACH : 0;
	struct pk_str s;

	while (i > low && !pk_tok_punct(f, i - 1, ',') && !pk_tok_punct(f, i - 1, ';') && !pk_tok_punct(f, i - 1, 0x3002))
		i--;
	s = pk_str_sub(f->t->text, TOK(f, i)->from, TOK(f, fr->i)->from);
	for (k = 0; k < most; k++)
		if (pk_str_find(s, pk_str(words[k]), 0) != PK_NPOS)
			return true;
	return false;
}

/* 截止6月底,完成产值26亿元,增长13.3%: the day of a count. */
static bool
is_count(const struct pk_find *f, size_t i)
{
	enum { REACH = 180 };
	static const char *const words[] = {"增长", "下降", NULL};
	struct pk_str s = pk_str_sub(f->t->text, TOK(f, i)->from, TOK(f, i)->from + REACH);
	size_t k, at;

	s = pk_str_sub(s, 0, pk_str_find(s, PK_S("。"), 0));
	for (k = 0; words[k]; k++) {
		at = pk_str_find(s, pk_str(words[k]), 0);
		if (at != PK_NPOS && at + 6 < s.n && s.p[at + 6] >= '0' && s.p[at + 6] <= '9')
			return true;
	}
	return false;
}

/* 有效期5年,至2027年12月31日止 */
static bool
in_validity(const struct pk_find *f, size_t from)
{
	enum { REACH = 60 }; /* bytes */
	size_t to = TOK(f, from)->from, at = to > REACH ? to - REACH : 0;

	return pk_str_find(pk_str_sub(f->t->text, at, to), PK_S("有效期"), 0) != PK_NPOS;
}

/* No bound behind it: 到2025年 and 完成时限:… are bounds before it. */
static bool
bound_before(struct pk_find *f, const struct pk_frame *fr, const struct pk_point *p)
{
	struct pk_end e = pk_end_last(p);
	bool past =
	    pk_past_year(f, p) || pk_clause_past(f, fr->to) || pk_tok_starts(f, fr->to, "的");
	size_t k = fr->from;

	switch (fr->prefix) {
	case T_CUTOFF:
	case T_LABEL:
		if (pk_past_year(f, p) || (fr->prefix == T_CUTOFF && (pk_clause_past(f, fr->to) || pk_told_done(f, fr->to) || is_count(f, fr->to))) || counts_years(f, fr))
			return false;
		deadline(f, fr, p, &e, fr->prefix == T_LABEL ? "time/label" : "time/cutoff");
		return true;
	case T_TO:
		if (past || pk_span_validity(f, fr) || vague(f, fr, p) || counts_years(f, fr))
			return false;
		deadline(f, fr, p, &e, "time/until");
		return true;
	case T_LATER:
		later(f, fr, p);
		return true;
	case T_ASOF:
		if (k == 0 || !(pk_tok_is(f, k - 1, T_SPELL) || pk_tok_is(f, k - 1, T_LABEL)))
			return false;
		deadline(f, fr, p, &e, "time/until");
		return true;
	default:
		return false;
	}
}

static void
period(struct pk_find *f, const struct pk_frame *fr, const struct pk_point *p)
{
	struct pk_end a = pk_end_first(p), b = pk_end_last(p);

	pk_span_interval(pk_span_emit(f, PK_TIME_PERIOD, fr, p), &a, &b);
}

static void
within(struct pk_find *f, const struct pk_frame *fr, const struct pk_point *p)
{
	struct pk_end e = pk_end_last(p);

	if (pk_past_year(f, p) || pk_span_is_tied(f, fr))
		mention(f, fr, p);
	else if (pk_tok_is(f, fr->to, T_DONE) || pk_tok_is(f, fr->to + 1, T_DONE) || p->needs_bound)
		deadline(f, fr, p, &e, "time/within");
	else
		period(f, fr, p);
}

/* A word of a finished work stands at i: 完成, 建成, 竣工. */
static bool
is_result(const struct pk_find *f, size_t i)
{
	static const char *const words[] = {"完成", "建成", "竣工", "完工", "办结", "通车", "投用", "投产", "交付", NULL};
	size_t k;

	if (!pk_tok_is(f, i, T_DONE))
		return false;
	for (k = 0; words[k]; k++)
		if (pk_tok_starts(f, i, words[k]))
			return true;
	return false;
}

/* 完成时限:场地于8月…: a label earlier in the sentence asks when it must be done. */
static bool
is_asked(const struct pk_find *f, size_t i)
{
	enum { REACH = 24 };
	size_t low = i > REACH ? i - REACH : 0;

	if (f->ctx->due)
		return true;
	for (; i > low; i--)
		if (pk_tok_is(f, i - 1, T_LABEL))
			return pk_tok_punct(f, i, ':');
	return false;
}

/* 2025年底基本完成…, 6月底报送…, 于9月15日报送…: no word of bound, but a result or a paper is due.
 */
static bool
must_be_done(const struct pk_find *f, const struct pk_frame *fr, const struct pk_point *p)
{
	bool at = fr->i > 0 && pk_tok_is(f, fr->i - 1, T_AT) && pk_tok_starts(f, fr->i - 1, "于");

	if (fr->prefix != T_END || pk_past_year(f, p) || pk_clause_past(f, fr->to) ||
	    pk_tok_starts(f, fr->to, "的"))
		return false;
	/* (A、B,12月完成): a limit behind the names */
	if (pk_tok_punct(f, fr->to + 1, ')') && (p->grain == G_MONTH || p->grain == G_QUARTER || p->grain == G_XUN) &&
	    is_result(f, fr->to))
		return true;
	if (p->edge)
		return pk_clause_has(f, fr->to, T_DONE) || hands_in(f, fr->to) || pk_span_aims(f, fr);
	if (is_result(f, fr->to) && is_asked(f, fr->i))
		return true;
	return at && p->grain == G_DAY && p->d1 > 0 && hands_in(f, fr->to);
}

/* 对5月排查发现的问题, 2007年6月改革以来: which things are meant; their year is not that of the work. */
static bool
of_thing(struct pk_find *f, const struct pk_frame *fr, const struct pk_point *p)
{
	return (p->grain == G_MONTH || p->grain == G_QUARTER || p->grain == G_HALF) &&
	       (since_event(f, fr->to) || picks_out(f, fr));
}

/* A pk_span_single point with what binds it. */
void
pk_span_single(struct pk_find *f, const struct pk_frame *fr, const struct pk_point *p)
{
	struct pk_end e = pk_end_last(p);

	switch (fr->bound) {
	case T_BEFORE:
		before(f, fr, p);
		return;
	case T_STOP:
		if (in_validity(f, fr->from))
			mention(f, fr, p);
		else
			deadline(f, fr, p, &e, "time/until");
		return;
	case T_WITHIN:
		within(f, fr, p);
		return;
	case T_SINCE:
		since(f, fr, p);
		return;
	case T_AFTER:
		after(f, fr, p);
		return;
	default:
		break;
	}
	if (bound_before(f, fr, p))
		return;
	if (must_be_done(f, fr, p))
		deadline(f, fr, p, &e, "time/edge");
	else if (of_thing(f, fr, p)) {
		mention(f, fr, p);
		f->out->v[f->out->n - 1].rule = "time/of-thing";
	} else if (pk_span_is_mention(f, fr, p))
		mention(f, fr, p);
	else
		period(f, fr, p);
}
