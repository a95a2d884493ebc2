/* When a lone month, quarter or half is only spoken about, and no time of work. */
#include "cal/expr_int.h"

#include <string.h>

/* 6月是安全月: what is said of it, no time of work; 6月份第二个星期日: a day of it. */
static bool
is_subject(const struct pk_find *f, size_t i)
{
	static const char *const words[] = {"是", "定为", "确定为", "作为", "列为", "设为", "全会", "会议精神", "会议部署", "会议要求", NULL};
	size_t k;

	for (k = 0; words[k]; k++)
		if (pk_tok_starts(f, i, words[k]))
			return true;
	i += pk_tok_of(f, i) ? 1 : 0;
	return pk_tok_is(f, i, T_ORD) && pk_tok_is(f, i + 1, T_NUM) &&
	       pk_tok_unit(f, i + 2 + (pk_tok_is(f, i + 2, T_GE) ? 1 : 0), U_WEEK);
}

/* 已于2013年9月成立: the word of the past stands before the time. */
static bool
is_over(const struct pk_find *f, size_t from)
{
	if (from > 1 && pk_tok_is(f, from - 1, T_AT))
		from--;
	return from > 0 && pk_tok_is(f, from - 1, T_PAST) && !pk_tok_starts(f, from - 1, "了");
}

/* 9月,省运会将在我市举行: an event that others hold, told with nothing behind its verb. */
static bool
is_event(const struct pk_find *f, size_t i)
{
	enum { REACH = 180, SUBJECT = 6 }; /* bytes */
	static const char *const verbs[] = {"举办", "举行", "召开", "开幕", "开赛", "开园", "到来", "来临", NULL};
	struct pk_str s = pk_str_sub(f->t->text, TOK(f, i)->from, TOK(f, i)->from + REACH), behind;
	size_t stop = pk_str_find(s, PK_S("。"), 0), at, v, k;

	s = pk_str_sub(s, 0, stop);
	if ((at = pk_str_find(s, PK_S("将"), 0)) == PK_NPOS || at < SUBJECT + 1)
		return false;
	for (k = 0; verbs[k]; k++) {
		if ((v = pk_str_find(s, pk_str(verbs[k]), at)) == PK_NPOS)
			continue;
		behind = pk_str_sub(s, v + strlen(verbs[k]), s.n);
		if (behind.n == 0 ? stop != PK_NPOS || TOK(f, i)->from + REACH >= f->t->text.n
				  : behind.p[0] == ',' || behind.p[0] == ';')
			return true;
	}
	return false;
}

/* 将第一、第二、第三季度…报送: what is handed on belongs to that time. */
static bool
is_object(const struct pk_find *f, size_t from, size_t to)
{
	enum { REACH = 10, HAN = 3, DUI = 2 };
	static const char *const words[] = {"将", "把", "对", NULL};
	const struct pk_tok *t;
	size_t k = from, w;
	bool noun = pk_tok_is(f, to, T_AND) || pk_tok_punct(f, to, 0x3001) || pk_tok_is(f, to, T_NOUN);

	while (k > 0 && from - k < REACH &&
	       (pk_tok_is(f, k - 1, T_NUM) || pk_tok_is(f, k - 1, T_ORD) || pk_tok_punct(f, k - 1, 0x3001)))
		k--;
	t = k > 0 ? TOK(f, k - 1) : NULL;
	if (!t || t->kind != T_TEXT || t->to - t->from < HAN)
		return false;
	for (w = 0; words[w]; w++)
		if (memcmp(f->t->text.p + t->to - HAN, words[w], HAN) == 0)
			return noun || w == DUI; /* 医院将6月中旬组织检查 */
	return false;
}

/* 五月艺术节: a month in the name of a feast. */
static bool
names_feast(const struct pk_find *f, const struct pk_frame *fr)
{
	enum { NAME = 15 }; /* bytes */
	const struct pk_tok *t = TOK(f, fr->to);
	size_t at;

	if (!TOK(f, fr->i)->chinese || fr->prefix != T_END || t->kind != T_TEXT || t->space)
		return false;
	at = pk_str_find(pk_str_sub(f->t->text, t->from, t->to), PK_S("节"), 0);
	return at != PK_NPOS && at > 0 && at < NAME;
}

/* “春暖三月 雷锋精神”: a month in a slogan or name in quotation marks, which does not fill them. */
static bool
in_quotes(const struct pk_find *f, size_t from, size_t to)
{
	enum { REACH = 8, OPEN = 0x201c, CLOSE = 0x201d };
	size_t b = from, e = to;

	while (b > 0 && from - b < REACH && !pk_tok_is(f, b - 1, T_PUNCT))
		b--;
	if (b == 0 || !pk_tok_punct(f, b - 1, OPEN))
		return false;
	while (e < to + REACH && !pk_tok_is(f, e, T_PUNCT) && !pk_tok_is(f, e, T_END))
		e++;
	return pk_tok_punct(f, e, CLOSE);
}

/* 从12月到3月或者4月: another end for the range before it. */
static bool
is_other_end(const struct pk_find *f, size_t from)
{
	size_t k = from;

	if (k > 0 && pk_tok_starts(f, k - 1, "者") && TOK(f, k - 1)->to - TOK(f, k - 1)->from == 3)
		k--;
	return k > 0 && pk_tok_starts(f, k - 1, "或") && f->last_end == k - 1 && f->out->n > f->first &&
	       strcmp(f->out->v[f->out->n - 1].rule, "time/range") == 0;
}

/* 按照市里10月部署要求, 3月县委常委会研究通过: the time of a meeting or a paper that is cited. */
static bool
is_cited(const struct pk_find *f, const struct pk_frame *fr)
{
	enum { BEFORE = 60, BEHIND = 60 }; /* bytes of the clause on both sides */
	static const char *const cites[] = {"根据", "按照", "依据", "依照", "遵照", "结合", "贯彻", "落实", "对照", "参照", "学习", NULL};
	static const char *const papers[] = {"部署", "要求", "精神", "会议", "通知", "文件", "讲话", "通报", "指示", "批示", "意见", NULL};
	struct pk_str t = f->t->text, s;
	size_t from = TOK(f, fr->from)->from, to = TOK(f, fr->to)->from, low = from > BEFORE ? from - BEFORE : 0, k, n;
	bool paper = false;

	s = pk_str_sub(t, to, to + BEHIND < t.n ? to + BEHIND : t.n);
	for (n = 0; n < s.n && s.p[n] != ',' && s.p[n] != ';' && !pk_str_starts(pk_str_sub(s, n, s.n), PK_S("。")); n++)
		;
	s.n = n;
	if (pk_str_ends(s, PK_S("研究通过")) || pk_str_ends(s, PK_S("审议通过")))
		return true;
	for (k = 0; papers[k] && !paper; k++)
		paper = pk_str_find(s, pk_str(papers[k]), 0) != PK_NPOS;
	if (!paper)
		return false;
	for (n = from; n > low && t.p[n - 1] != ',' && t.p[n - 1] != ';' && !pk_str_ends(pk_str_sub(t, 0, n), PK_S("。")); n--)
		;
	s = pk_str_sub(t, n, from);
	for (k = 0; cites[k]; k++)
		if (pk_str_starts(s, pk_str(cites[k])))
			return true;
	return false;
}

/*
 * 联合国1987年6月在维也纳, 计入上半年和年终考核: words stand right before it that neither tell of a time (时间为)
 * nor name who works then (各校4月…).
 */
static bool
is_inside(const struct pk_find *f, const struct pk_frame *fr)
{
	static const char *const ends[] = {"为", "将", "拟", "应", "须", "要", "需", "定", "是", "可", "计划", "原则上", "各地", "单位", "部门", "局",
	    "办", "室", "校", "院", "委", "乡", "镇", "街道", "社区", "村", "小组", "组", "中心", "支部", "党委", "班", "科", "处", "厂", "公司",
	    "学院", "协会", "联", "我市", "我县", "我区", "我校", "我院", "我局", "我镇", "全市", "全县", "全区", "全校", NULL};
	const struct pk_tok *t;
	size_t k;

	if (fr->from == 0 || fr->prefix != T_END)
		return false;
	t = TOK(f, fr->from - 1);
	if (t->kind != T_TEXT || TOK(f, fr->from)->space)
		return false;
	for (k = 0; ends[k]; k++)
		if (pk_str_ends(pk_str_sub(f->t->text, t->from, t->to), pk_str(ends[k])))
			return false;
	return true;
}

/* Does what stands before token `from` end in one of the words? */
static bool
stands_behind(const struct pk_find *f, size_t from, const char *const *words)
{
	const struct pk_tok *t = from ? TOK(f, from - 1) : NULL;
	size_t k;

	if (!t || t->space)
		return false;
	for (k = 0; words[k]; k++)
		if (pk_str_ends(pk_str_sub(f->t->text, t->from, t->to), pk_str(words[k])))
			return true;
	return false;
}

/* 结合年内督查进行, 计入上半年和年终考核: something of that time, with which the work is tied. */
bool
pk_span_is_tied(const struct pk_find *f, const struct pk_frame *fr)
{
	static const char *const words[] = {"结合", "计入", "纳入", "列入", "并入", NULL};

	return stands_behind(f, fr->from, words);
}

/* What is left of the sentence from token i on, at most so many bytes. */
static struct pk_str
sentence(const struct pk_find *f, size_t i)
{
	enum { REACH = 300 }; /* bytes */
	struct pk_str s = pk_str_sub(f->t->text, TOK(f, i)->from, TOK(f, f->t->n)->from);

	s = pk_str_sub(s, 0, REACH);
	return pk_str_sub(s, 0, pk_str_find(s, PK_S("。"), 0));
}

/* 自2009年6月办法下发以来,…; 1987年6月召开会议,会上提出…: told of what is over. */
static bool
is_told(const struct pk_find *f, const struct pk_frame *fr)
{
	static const char *const from[] = {"自", "自从", "从", NULL};
	struct pk_str s = sentence(f, fr->to);
	size_t comma = pk_str_find(s, PK_S(","), 0), at = pk_str_find(s, PK_S("以来"), 0);

	if (at != PK_NPOS && (comma == PK_NPOS || at < comma) &&
	    (stands_behind(f, fr->from, from) || stands_behind(f, fr->from + 1, from)))
		return true;
	at = pk_str_find(s, PK_S(",会上"), 0);
	return at != PK_NPOS && pk_str_find(pk_str_sub(s, 0, at), PK_S("召开"), 0) != PK_NPOS;
}

/* 2018年底,全省…普及率提高到45%: the sentence begins with the time and tells how far things shall be then. */
bool
pk_span_aims(const struct pk_find *f, const struct pk_frame *fr)
{
	static const char *const words[] = {"提高到", "提升到", "提高至", "提升至", "降低到", "降到", "下降到", "压减到", "得到有效",
	    "以上", "力争", "确保", "全覆盖", "全面", NULL};
	static const char *const facts[] = {"已", "现有", "共有", "目前", "同比", "增长", NULL};
	struct pk_str s;
	size_t k;

	if (!pk_tok_punct(f, fr->to, ',') ||
	    (fr->from > 0 && !pk_tok_punct(f, fr->from - 1, 0x3002) && !pk_tok_punct(f, fr->from - 1, ';')))
		return false;
	s = sentence(f, fr->to);
	for (k = 0; facts[k]; k++)
		if (pk_str_find(s, pk_str(facts[k]), 0) != PK_NPOS)
			return false;
	for (k = 0; words[k]; k++)
		if (pk_str_find(s, pk_str(words[k]), 0) != PK_NPOS)
			return true;
	return false;
}

/* A lone month, quarter or half is when work happens, unless the words say otherwise. */
bool
pk_span_is_mention(struct pk_find *f, const struct pk_frame *fr, const struct pk_point *p)
{
	if (p->grain == G_YEAR || p->grain == G_DAY || p->m1 < 0 || p->begin ||
	    fr->prefix == T_ASOF || (fr->prefix == T_TO && pk_span_validity(f, fr)))
		return true;
	if (pk_tok_is(f, fr->i, T_REL) && TOK(f, fr->i)->a == R_SAME_MONTH)
		return true; /* 当月 */
	return pk_past_year(f, p) || pk_clause_past(f, fr->to) || pk_tok_starts(f, fr->to, "的") ||
	       is_over(f, fr->from) || is_subject(f, fr->to) || pk_attributive(f, fr->to) || is_cited(f, fr) || pk_told_done(f, fr->to) || is_event(f, fr->to) ||
	       is_object(f, fr->from, fr->to) || names_feast(f, fr) || in_quotes(f, fr->from, fr->to) || is_other_end(f, fr->from) || is_inside(f, fr) ||
	       pk_span_is_tied(f, fr) || is_told(f, fr) ||
	       (pk_tok_is(f, fr->to, T_VERB) &&
		   (TOK(f, fr->to)->a == 2 || TOK(f, fr->to)->a == 4)) ||
	       pk_tok_is(f, fr->to, T_NOUN);
}
