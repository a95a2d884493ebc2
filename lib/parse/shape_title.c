#include "parse/shape_int.h"

#include "text/num.h"
#include "text/utf8.h"

/* What a line is as a title, and the paragraph that opens a plan. */

static const char *const plan_end[] = {"方案", "计划", "规划", "要点", "意见", "办法", "规定", "条例", "细则", "预案",
    "措施", "安排", "纲要", "清单", "制度", "规程", "规则", "举措", "任务书", "章程", "守则", "公约", "标准", "范文", "打算",
    "路线图", "设想", "部署", "实施意见", "指引", "导则", "倡议书", "任务分解表", "任务分工表", "责任书", NULL};
static const char *const notice_end[] = {
    "通知", "通告", "公告", "的函", "批复", "决定", "通报", "意见的报告", "的请示", NULL};

/* Words that sites put between the kind of document and its number on their page: …方案通用3. */
static const char *const series_tail[] = {
    "通用", "精选", "优秀", "优质", "优选", "最新", "热门", "推荐", "经典", "实用", "模板", "范本", "范例", NULL};

/* The number at the end of s (一, 十二, 3), taken off it; 0 when there is none. */
static unsigned
number_off(struct pk_str *s)
{
	size_t n = s->n, len, k;
	unsigned v = 0, unit = 1;
	uint32_t cp;

	for (k = 0; n > 0 && k < 3; k++) {
		for (len = 1; len < 3 && n > len && ((unsigned char)s->p[n - len] & 0xc0) == 0x80; len++)
			;
		(void)pk_utf8_next(s->p + n - len, len, &cp);
		if (cp == 0x5341) { /* 十 */
			v += k == 0 ? 10 : 0;
			if (k > 0)
				v += 10;
			unit = 10;
		} else if (pk_digit(cp) >= 0) {
			v = cp > 0x7f && unit == 10 && v >= 10 ? v + ((unsigned)pk_digit(cp) - 1) * 10
			                                       : v + (unsigned)pk_digit(cp) * unit;
			unit *= cp > 0x7f ? 1 : 10;
		} else {
			break;
		}
		n -= len;
	}
	s->n = n;
	return k ? v : 0;
}

/* Takes (…) off the end; *inside is what stood in it. */
static bool
bracket_off(struct pk_str *s, struct pk_str *inside)
{
	size_t i;

	if (s->n < 3 || s->p[s->n - 1] != ')')
		return false;
	for (i = s->n - 1; i > 0 && s->p[i] != '('; i--)
		if (s->n - i > 100)
			return false;
	if (s->p[i] != '(' || i == 0)
		return false;
	*inside = pk_str_sub(*s, i + 1, s->n - 1);
	s->n = i;
	return true;
}

static bool
ends_plan(struct pk_str s)
{
	size_t k;

	for (k = 0; series_tail[k]; k++)
		if (ends(s, series_tail[k])) {
			s.n -= strlen(series_tail[k]);
			break;
		}
	return ends_in(s, plan_end);
}

/* 计划一:…计划, 范文2:…方案: the number before the colon. */
static unsigned
series_before(struct pk_str s, struct pk_str *stem)
{
	enum { NEAR = 24 }; /* bytes: a word and a number */
	size_t colon = pk_str_find(pk_str_sub(s, 0, NEAR), PK_S(":"), 0);
	struct pk_str t = pk_str_sub(s, 0, colon == PK_NPOS ? 0 : colon);
	unsigned v = number_off(&t);

	if (v == 0 || v > 99 || !(pk_str_is(t, "方案") || pk_str_is(t, "计划") || pk_str_is(t, "范文") || pk_str_is(t, "范本")))
		return 0;
	*stem = pk_str_sub(s, colon + 1, s.n);
	return ends_in(*stem, plan_end) ? v : 0;
}

/* …方案【第一篇】, with the bracket at `open`. */
static unsigned
series_in_bracket(struct pk_str s, size_t open, struct pk_str *stem)
{
	struct pk_str t = pk_str_sub(s, open + 1, s.n - 1);
	unsigned v;

	t = pk_str_sub(t, pk_str_starts(t, PK_S("第")) || pk_str_starts(t, PK_S("篇")) ? 3 : 0, t.n);
	if (ends(t, "篇"))
		t.n -= 3;
	v = number_off(&t);
	*stem = pk_str_sub(s, 0, open);
	return t.n == 0 && v < 100 && ends_plan(*stem) ? v : 0;
}

/* 【篇一】…, 篇一:…, 第一篇:… */
static unsigned
series_ahead(struct pk_str s, struct pk_str *stem)
{
	size_t colon = pk_str_find(s, PK_S(":"), 0);
	struct pk_str t;
	unsigned v;

	if (!pk_str_starts(s, PK_S("[篇")) && !pk_str_starts(s, PK_S("篇")) && !pk_str_starts(s, PK_S("第")))
		return 0;
	if (colon == PK_NPOS)
		colon = pk_str_find(s, PK_S("]"), 0);
	if (colon == PK_NPOS || colon >= 20)
		return 0;
	t = pk_str_sub(s, s.p[0] == '[' ? 1 : 0, colon);
	if (ends(t, "篇"))
		t.n -= 3;
	v = number_off(&t);
	*stem = pk_str_sub(s, colon + 1, s.n);
	return pk_str_is(t, "篇") || pk_str_is(t, "第") ? v : 0;
}

/* …方案篇一, …第3篇, …方案(3), …方案3 */
static unsigned
series_behind(struct pk_str t, struct pk_str *stem)
{
	struct pk_str in;
	unsigned v;

	if (ends(t, "篇")) {
		t.n -= 3;
		v = number_off(&t);
		if (!v || !ends(t, "第"))
			return 0;
		t.n -= 3;
		*stem = t;
		return v;
	}
	if (bracket_off(&t, &in)) {
		if (pk_str_starts(in, PK_S("篇")))
			in = pk_str_sub(in, 3, in.n);
		v = number_off(&in);
		*stem = t;
		return in.n == 0 && v < 100 && (ends_in(t, plan_end) || ends(t, "篇")) ? v : 0;
	}
	v = number_off(&t);
	if (v == 0 || v > 99)
		return 0;
	*stem = t;
	if (ends(t, "篇")) {
		stem->n -= 3;
		return v;
	}
	return ends_plan(t) ? v : 0;
}

/* One of several: its number, wherever it stands; *stem is what is left of the title. */
static unsigned
series_of(struct pk_str s, struct pk_str *stem)
{
	size_t open;
	unsigned v;

	if (s.n > 2 && s.p[s.n - 1] == ']') {
		if (s.p[0] == '[' && pk_str_find(s, PK_S("]"), 0) == s.n - 1) {
			s = pk_str_sub(s, 1, s.n - 1); /* 【…方案1】, the whole of it */
		} else if ((open = pk_str_find(s, PK_S("["), 0)) != PK_NPOS && s.n - open < 20) {
			struct pk_str in = pk_str_sub(s, open + 1, s.n - 1);

			if (pk_str_starts(in, PK_S("篇")) || ends(in, "篇"))
				return series_in_bracket(s, open, stem);
		}
	}
	if ((v = series_before(s, stem)) != 0 || (v = series_ahead(s, stem)) != 0)
		return v;
	return series_behind(s, stem);
}

/* 根据…的部署: the first line of a paragraph that was cut. */
static bool
begins_sentence(struct pk_str s)
{
	static const char *const first[] = {"根据", "按照", "依据", "结合", "为了", "为深入", "为贯彻", "为进一步", "为切实",
	    "为认真", "为全面", "为加强", "为做好", "为扎实", "现就", "现将", "经研究", NULL};
	size_t k;

	for (k = 0; first[k]; k++)
		if (pk_str_starts(s, pk_str(first[k])))
			return true;
	return false;
}

static bool
has_sentence(struct pk_str s)
{
	static const char *const mark[] = {"。", ";", "!", "?", "…", "|", ">", NULL};
	size_t k;

	for (k = 0; mark[k]; k++)
		if (has(s, mark[k]))
			return true;
	return false;
}

/* The name of the document a notice issues. */
static void
issued(struct pk_str key, struct pk_title *out)
{
	static const char *const verb[] = {"印发", "下发", "转发", "发布", "公布", "颁发", "颁布", "制发", "实施", NULL};
	size_t from = PK_NPOS, to, k;

	for (k = 0; verb[k] && from == PK_NPOS; k++) {
		from = pk_str_find(key, pk_str(verb[k]), 0);
		if (from != PK_NPOS)
			from += strlen(verb[k]);
	}
	/* 关于《…》(征求意见稿)公开征求意见的函 hands the document out as well. */
	if (from == PK_NPOS && pk_str_find(key, PK_S("》"), 0) != PK_NPOS &&
	    pk_str_find(key, PK_S("征求"), pk_str_find(key, PK_S("》"), 0)) != PK_NPOS)
		from = pk_str_find(key, PK_S("《"), 0);
	if (from == PK_NPOS)
		return;
	out->issues = true;
	if (pk_str_starts(pk_str_sub(key, from, key.n), PK_S("《"))) {
		from += 3;
		to = pk_str_find(key, PK_S("》"), from);
	} else {
		to = pk_str_find(key, PK_S("的通知"), from);
	}
	if (to != PK_NPOS && to > from + 6)
		out->name = pk_str_sub(key, from, to);
}

enum pk_title_kind
pk_title_of(struct pk_str key, struct pk_title *out)
{
	struct pk_str s = key, stem, in;

	*out = (struct pk_title){0};
	while (s.n && s.p[0] == '#')
		s = pk_str_sub(s, 1, s.n);
	if (s.n < 12 || s.n > 270 || has_sentence(s))
		return PK_TITLE_NONE;
	if (s.n > 10 && s.p[0] >= '1' && s.p[0] <= '2' && s.p[4] == s.p[7] && (s.p[4] == '/' || s.p[4] == '-'))
		return PK_TITLE_NONE; /* 2025/08/25经典方案: the shelf of a page */
	/* 4.XX关于印发…的通知 in a collection */
	if (s.p[0] >= '0' && s.p[0] <= '9' && has(s, "关于")) {
		size_t dot = pk_str_find(s, PK_S("."), 0);

		if (dot != PK_NPOS && dot < 4 && !(s.p[dot + 1] >= '0' && s.p[dot + 1] <= '9'))
			s = pk_str_sub(s, dot + 1, s.n);
	}
	/* …方案篇一:, …方案范文一: */
	in = s;
	if (ends(s, ":") && pk_str_find(s, PK_S(":"), 0) == s.n - 1 && (has(s, "篇") || has(s, "范文")))
		in.n--;
	out->series = series_of(in, &stem);
	if (out->series && stem.n >= 9)
		return out->kind = PK_TITLE_SERIES;
	out->series = 0;
	if (has(s, ":") || ends(s, ",") || ends(s, "、") || pk_str_starts(s, PK_S("附件")))
		return PK_TITLE_NONE;
	while (bracket_off(&s, &in))
		;
	if (ends_in(s, notice_end)) {
		if (pk_str_starts(s, PK_S("《")) || !has(s, "关于"))
			return PK_TITLE_NONE;
		issued(s, out);
		return out->kind = PK_TITLE_NOTICE;
	}
	return ends_in(s, plan_end) && !begins_sentence(s) ? (out->kind = PK_TITLE_PLAN) : PK_TITLE_NONE;
}

bool
pk_may_end_title(uint32_t last)
{
	static const char end[] = "案划点见法定例则施排要单度程书图想署引知告函复报请表准约文篇举打算南稿行";
	uint32_t cp;
	size_t i, len;

	if (last < 0x80)
		return (last >= '0' && last <= '9') || last == ')' || last == '*' || last == ']' || last == ':';
	if (pk_digit(last) >= 0 || last == 0x5341)
		return true;
	for (i = 0; i < sizeof(end) - 1; i += len) {
		len = pk_utf8_next(end + i, sizeof(end) - 1 - i, &cp);
		if (cp == last)
			return true;
	}
	return false;
}

bool
pk_is_opening(struct pk_str key)
{
	static const char *const made[] = {"制定本", "特制定", "制定如下", "制订本", "提出如下", "制订如下", "现制定", "方案如下", "计划如下",
	    "现就", "特制订", "如下方案", "如下意见", "如下措施", NULL};
	struct pk_str in;
	size_t k;

	for (k = 0; made[k]; k++)
		if (has(key, made[k]))
			return true;
	/* 为…,制定某县…方案。 */
	while (ends(key, "。") || ends(key, ":"))
		key.n -= ends(key, ":") ? 1 : strlen("。");
	while (bracket_off(&key, &in))
		;
	return (pk_str_starts(key, PK_S("为")) || pk_str_starts(key, PK_S("根据"))) &&
	       (has(key, ",制定") || has(key, ",特制定") || has(key, ",制订")) && ends_in(key, plan_end);
}
