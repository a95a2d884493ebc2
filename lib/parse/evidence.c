/*
 * Evidence: materials that must be collected, filed or handed in.
 *
 *   hand in   报送工作总结和统计表            one material is enough
 *   collect   收集整理会议记录、活动照片        two or more
 *   object    将活动方案、活动图片整理归档      two or more
 *   head      验收资料,包括A、B、C等; 档案(A、B); 提交下列材料: A、B     all members
 *   etc       A、B、C等资料                      all members, where the sentence gathers them
 *   below     the items under "提交下列材料:", the column 佐证材料 of a table
 *
 * 建立台账, 制定方案 and the like make something; they hand in nothing.
 */
#include "parse/evidence_words.h"
#include "text/utf8.h"

enum {
	MAX_MEMBERS = 48,
	MAX_MEMBER = 18, /* characters of one material */
};

struct member {
	size_t from, to;
	bool tail; /* its name says that it is a material */
};
struct members {
	struct member v[MAX_MEMBERS];
	size_t n, ntail;
	size_t end;
	bool etc; /* the list ended in 等 or 等资料 */
};
struct state {
	size_t done;
};

static bool
has_tail(struct pk_str t, size_t from, size_t to)
{
	struct pk_str s = pk_str_sub(t, 0, to);
	size_t n = pk_rd_any_before(s, to, evidence_tails);

	return n != 0 && to - n >= from && !pk_rd_any_before(s, to, evidence_not);
}

static const char *
kind_of(struct pk_str t, size_t from, size_t to)
{
	if (pk_rd_has(t, from, to, evidence_picture))
		return "picture";
	if (pk_rd_has(t, from, to, evidence_item))
		return "item";
	return pk_rd_has(t, from, to, evidence_data) ? "data" : "document";
}

static void
add(struct pk_para *p, size_t from, size_t to, const char *rule)
{
	pk_para_add(p, PK_SP_EVIDENCE, from, to, rule)->attr[PK_A_KIND] =
	    pk_str(kind_of(p->text, from, to));
}

/* Takes words before the name off: 各类, 的, 3份, a time. */
static size_t
trim_lead(struct pk_str t, size_t from, size_t to)
{
	PK_WORDS(measures, "名", "份", "套", "张", "篇", "个", "件", "项", "条", "期");
	struct pk_number num;
	size_t i = from, n, of;
	uint32_t cp;

	for (of = from; of < to; of = pk_rd_next(t, of, &cp))
		if ((pk_rd_at(t, of, "的") || pk_rd_at(t, of, "将") || pk_rd_at(t, of, "把")) &&
		    of + 3 < to)
			i = of + 3;
	if (pk_number_at(pk_str_sub(t, i, to), &num) == 0 && pk_rd_at(t, i + num.len, "."))
		i += num.len + 1; /* 1.工作总结 */
	while (i < to) {
		if ((n = pk_rd_any(t, i, evidence_lead)) != 0 && i + n < to) {
			i += n;
		} else if (pk_number_at(pk_str_sub(t, i, to), &num) == 0 &&
			   (n = pk_rd_any(t, i + num.len, measures)) != 0 && i + num.len + n < to) {
			i += num.len + n;
		} else {
			break;
		}
	}
	return i;
}

/* Takes a bracket and a quantity off the end: 照片(每张5M), 照片3-5张. */
static size_t
trim_tail(struct pk_str t, size_t from, size_t to)
{
	PK_WORDS(measures, "份", "张", "篇", "个", "件", "项", "条", "期", "套", "册", "幅", "段");
	size_t open = pk_str_find(pk_str_sub(t, 0, to), PK_S("("), from), n, i;
	struct pk_number num;

	if (open != PK_NPOS && open > from)
		to = open;
	if ((n = pk_rd_any_before(pk_str_sub(t, 0, to), to, measures)) != 0 && to - n > from) {
		i = pk_rd_number_before(t, to - n, &num);
		if (i > from && i < to - n && t.p[i - 1] == '-')
			i = pk_rd_number_before(t, i - 1, &num);
		if (i > from && i < to - n)
			to = i;
	}
	return pk_rd_back(t, to);
}

static bool
put_member(struct pk_str t, struct members *m, size_t from, size_t to)
{
	size_t n;

	from = trim_lead(t, pk_rd_skip(t, from), to);
	to = trim_tail(t, from, to);
	if (to <= from)
		return true;
	n = pk_rd_chars(t, from, to);
	if (n > MAX_MEMBER || n < 2 || pk_rd_has(t, from, to, evidence_never) ||
	    m->n == MAX_MEMBERS)
		return false;
	m->v[m->n] = (struct member){from, to, has_tail(t, from, to)};
	m->ntail += m->v[m->n++].tail;
	return true;
}

/* 等, 等资料, 等佐证材料 at i, with nothing more of the list behind it. */
static size_t
etc_at(struct pk_str t, size_t i)
{
	PK_WORDS(behind, "资料", "材料", "档案", "台账", "佐证", "印证", "相关", "有关",
	    "文字", "书面", "支撑", "证明", "影像", "实物", "文件", "内容", "原始", "基础", "工作",
	    "过程性", "痕迹", "申报", "创建", "迎检", "内业", "图文", "台帐");
	PK_WORDS(ends, "。", ",", ";", ")", "、", "整理", "归档", "报", "装订", "组成",
	    "交", "的收集", "的整理", "存档", "和", "及", "并", "一并", "上", "送", "由", "备查");

	if (!pk_rd_at(t, i, "等"))
		return 0;
	i = pk_rd_over(t, i + strlen("等"), behind);
	return i >= t.n || pk_rd_any(t, i, ends) ? i : 0;
}

/* Before the bracket that ends at i (成绩单(盖章)), or i. */
static size_t
before_bracket(struct pk_str t, size_t from, size_t i)
{
	size_t open;

	if (!pk_rd_before(t, i, ")"))
		return i;
	open = pk_rd_since(t, i - 1, "(");
	return open > from && pk_rd_before(t, open, "(") ? open - 1 : i;
}

/* Splits t[i..end) at 、 and at 和 及 与 behind a material. */
static void
read_members(struct pk_str t, size_t i, size_t end, bool comma, struct members *m)
{
	PK_WORDS(joints, "以及", "和", "及", "与", "并附");
	size_t from = i, n, next;
	uint32_t cp;

	*m = (struct members){.end = end};
	for (; i < end; i = next) {
		next = pk_rd_next(t, i, &cp);
		if (cp == '(') {
			next = pk_rd_until(t, next, "") + 1;
			continue;
		}
		n = pk_rd_any(t, i, joints);
		if (n && i > from &&
		    (has_tail(t, from, before_bracket(t, from, i)) ||
			pk_rd_any_before(pk_str_sub(t, 0, i), i, evidence_soft))) {
			next = i + n;
		} else if ((n = etc_at(t, i)) != 0 && i > from) {
			m->etc = true;
			m->end = n;
			break;
		} else if (!(cp == 0x3001 || (comma && (cp == ',' || cp == ';')))) {
			continue;
		}
		if (!put_member(t, m, from, i)) {
			m->end = from;
			return;
		}
		from = next;
	}
	if (!put_member(t, m, from, i < end ? i : end) && m->n > 0)
		m->end = from;
}

static void
add_all(
    struct pk_para *p, const struct members *m, bool tails_only, const char *rule, struct state *s)
{
	size_t i;

	for (i = 0; i < m->n; i++)
		if (m->v[i].tail || !tails_only)
			add(p, m->v[i].from, m->v[i].to, rule);
	if (m->end > s->done)
		s->done = m->end;
}

/* 报送…, 收集…: the end of the verbs and what goes with them. */
static size_t
verbs_end(struct pk_str t, size_t i)
{
	PK_WORDS(verbs, "报送", "上报", "上交", "提交", "移交", "上传", "收集", "搜集",
	    "整理", "归档", "留存", "保存", "存档", "制作", "保留", "装订", "至", "到", "给", "好",
	    "并");

	return pk_rd_over(t, i, verbs);
}

/* A single material is asked for: 报送工作总结, but not 提交方案, 报送材料,包括… */
static void
demand(struct pk_para *p, const struct members *m, size_t end, struct state *s)
{
	PK_WORDS(whole_kinds, "资料", "材料", "档案");
	PK_WORDS(whole, "总结", "小结", "报告", "报表");
	PK_WORDS(lists, ",包括", ",主要包括", ",具体包括", ",包含", "(", ":", ",含");
	struct pk_str t = p->text;
	size_t k = 0, from, to;

	while (k + 1 < m->n && !m->v[k].tail)
		k++;
	if (m->n == 2 &&
	    pk_rd_any_before(pk_str_sub(t, 0, m->v[0].to), m->v[0].to, evidence_soft)) {
		add_all(p, m, true, "evidence/list", s); /* 进展情况和工作计划 */
		return;
	}
	from = m->v[k].from;
	to = m->v[k].to;
	if (pk_no(p,
		to == end && pk_rd_any(t, end, lists) &&
		    pk_rd_any_before(t, to, whole_kinds),
		"only the head of the list behind it", "只是后面清单的总称"))
		return;
	if (pk_no(p, pk_rd_chars(t, from, to) < 3 && !pk_rd_any(t, from, whole),
		"too short for the name of a material", "太短，不像材料名称"))
		return;
	if (!pk_no(p, pk_rd_any_before(pk_str_sub(t, 0, to), to, evidence_weak) != 0,
		"such a thing alone is not handed in as proof (方案, 计划)",
		"单独一项这类文件不算佐证（方案、计划）"))
		add_all(p, m, true, "evidence/demand", s);
}

/* 所提交作品, 已报送的材料: the verb describes a thing that was handed in. */
static bool
describes(struct pk_str t, size_t at)
{
	uint32_t cp;

	if (!pk_rd_before(t, at, "所"))
		return false;
	(void)pk_rd_prev(t, at - strlen("所"), &cp);
	return !pk_is_han(cp); /* 派出所报送 */
}

/* Where the list behind a verb ends: a bracket after which it goes on is passed over. */
static size_t
list_end(struct pk_str t, size_t i)
{
	PK_WORDS(joints, "、", "和", "及", "与", "以及");
	size_t end = pk_rd_until(t, i, ",。;:("), close;

	while (pk_rd_at(t, end, "(") && has_tail(t, i, end)) {
		close = pk_rd_until(pk_str_sub(t, 0, end + PK_RD_CLAUSE), end + 1, "");
		if (!pk_rd_at(t, close, ")") || !pk_rd_any(t, close + 1, joints))
			break;
		end = pk_rd_until(t, close + 1, ",。;:(");
	}
	return end;
}

/* The list behind a verb of handing in or collecting. */
static void
behind_verb(struct pk_para *p, const struct pk_hit *h, struct state *s)
{
	struct pk_str t = p->text;
	struct members m;
	size_t i = verbs_end(t, h->to), end = list_end(t, i);
	size_t need = h->cls == E_HAND ? 1 : h->cls == E_CHECK ? 3 : 2;

	if (pk_no(p, end <= i || pk_rd_at(t, i, "、") || pk_rd_at(t, i, "的"),
		"no object stands behind the verb", "动词后面没有宾语") ||
	    pk_no(p, pk_rd_any_before(t, h->from, evidence_not_asked) != 0 || describes(t, h->from), "not asked for here",
		"这里没有要求提供"))
		return;
	read_members(t, i, end, false, &m);
	if (m.etc && m.n > 1 && m.ntail > 0 && h->cls != E_CHECK)
		add_all(p, &m, false, "evidence/etc", s);
	else if (m.ntail >= 2 && m.ntail >= need)
		add_all(p, &m, true, "evidence/list", s);
	else if (m.ntail == 1 && need == 1 && m.n <= 2)
		demand(p, &m, end, s);
	else
		(void)pk_no(p, true, "fewer materials stand behind it than the verb needs",
		    "动词后面列出的材料不够");
}

/* A、B和C请于6月10日前报送: how far the list goes that opens the clause; 0 there is none. */
static size_t
subject_end(struct pk_str t, size_t from, size_t verb)
{
	PK_WORDS(when, "请于", "请在", "须于", "应于", "务必于", "要于", "统一于", "请务必", "务请", "于");
	size_t i;
	uint32_t cp;

	for (i = from; i < verb; i = pk_rd_next(t, i, &cp))
		if (pk_rd_any(t, i, when))
			return has_tail(t, from, i) ? i : 0;
	return 0;
}

/* 将A、B、C整理归档 / 报送: the list before the verb. */
static void
before_verb(struct pk_para *p, const struct pk_hit *h, struct state *s)
{
	struct pk_str t = p->text;
	struct members m;
	size_t from = pk_rd_since(t, h->from, ",。;:("), i, at = PK_NPOS;
	uint32_t cp;

	if (from < s->done)
		return;
	for (i = from; i < h->from; i = pk_rd_next(t, i, &cp))
		if (pk_rd_at(t, i, "将") || pk_rd_at(t, i, "把"))
			at = i + strlen("将");
	if (at == PK_NPOS) {
		i = h->cls == E_HAND ? subject_end(t, from, h->from) : 0;
		if (i == 0)
			return;
		read_members(t, from, i, false, &m);
		if (m.ntail >= 2)
			add_all(p, &m, true, "evidence/subject", s);
		return;
	}
	read_members(t, at, h->from, false, &m);
	if (m.ntail >= 2)
		add_all(p, &m, !m.etc, "evidence/object", s);
}

/* 将学习情况(包含照片、文字材料等)…报送: what the bracket names is handed in.  True when it was that. */
static bool
in_bracket(struct pk_para *p, const struct pk_hit *h, size_t end, struct state *s)
{
	PK_WORDS(says, "包含", "包括", "主要包括", "具体包括", "含");
	PK_WORDS(verbs, "报送", "上报", "上交", "提交", "发送", "移交");
	struct pk_str t = p->text;
	size_t open = pk_str_find(pk_str_sub(t, 0, end), PK_S("("), h->to), close, n;
	struct members m;

	if (open == PK_NPOS || (n = pk_rd_any(t, open + 1, says)) == 0)
		return false;
	close = pk_rd_until(t, open + 1, "");
	if (!pk_rd_has(t, close, pk_rd_until(pk_str_sub(t, 0, close + PK_RD_CLAUSE), close + 1, "。;"), verbs))
		return false;
	read_members(t, open + 1 + n, close, false, &m);
	if (m.n < 2 || m.ntail == 0)
		return false;
	add_all(p, &m, !m.etc, "evidence/bracket", s);
	return true;
}

/* Does the verb of handing in begin at i, or what goes before it: 于5日前报送, 一并报送? */
static bool
hands_in(struct pk_str t, size_t i, size_t end)
{
	PK_WORDS(verbs, "报送", "上报", "上交", "报", "提交", "交", "发送", "移交", "送", "上传");
	PK_WORDS(when, "于", "在", "及时", "按时", "统一", "一并", "每", "集中", "一次性", "如实", "分别", "直接", "逐级",
	    "按要求", "按规定", "加盖公章后", "盖章后");
	PK_WORDS(nouns, "报表", "报告", "报道", "报刊", "报纸", "报社", "送审", "交通", "交流");

	if (pk_rd_any(t, i, nouns)) /* 统计报表 */
		return false;
	return pk_rd_any(t, i, verbs) || (pk_rd_any(t, i, when) && pk_rd_has(t, i, end, verbs));
}

/* 将自查报告报办公室, 连同说明材料,报办公室: one material or more and the verb of handing in behind. */
static void
object(struct pk_para *p, const struct pk_hit *h, struct state *s)
{
	struct pk_str t = p->text;
	size_t end = pk_rd_until(pk_str_sub(t, 0, h->to + PK_RD_CLAUSE), h->to, ",。;:"), i, to;
	struct members m;
	uint32_t cp;

	if (h->from < s->done || in_bracket(p, h, end, s))
		return;
	for (i = h->to; i < end; i = pk_rd_next(t, i, &cp)) {
		to = pk_rd_before(t, i, ")") ? pk_rd_since(t, i, "(") : i;
		to -= to < i && pk_rd_before(t, to, "("); /* before a bracket behind the material */
		to -= pk_rd_before(t, to, "等") ? strlen("等") : 0; /* 将方案、图片等报团委 */
		if (hands_in(t, i, end) && to > h->to && has_tail(t, h->to, to))
			break;
	}
	if (i >= end && !(pk_rd_at(t, end, ",") && has_tail(t, h->to, before_bracket(t, h->to, end)) &&
	                    hands_in(t, end + 1, pk_rd_until(pk_str_sub(t, 0, end + PK_RD_CLAUSE), end + 1, ",。;:"))))
		return;
	read_members(t, h->to, i, false, &m);
	if (m.ntail >= 2 || (m.etc && m.n > 1))
		add_all(p, &m, !m.etc, "evidence/object", s);
	else if (m.ntail == 1 && m.n <= 2)
		demand(p, &m, i, s);
}

/* 自查报告于12月15日前报办公室: the verb is 报 alone; 前报名 and 前报告 are other words. */
static void
filed(struct pk_para *p, const struct pk_hit *h, struct state *s)
{
	PK_WORDS(others, "名", "告", "到", "警", "价", "考", "废", "送", "备", "道", "表", "刊", "销", "请", "批", "经");
	struct pk_str t = p->text;
	struct members m;
	size_t from = pk_rd_since(t, h->from, ",。;:("), i;

	if (from < s->done || pk_rd_any(t, h->to, others) || (i = subject_end(t, from, h->from)) == 0)
		return;
	read_members(t, from, i, false, &m);
	if (m.ntail >= 2)
		add_all(p, &m, true, "evidence/subject", s);
	else if (m.ntail == 1 && m.n == 1)
		demand(p, &m, i, s);
}

static bool
gathers(struct pk_str t, size_t from, size_t to)
{
	size_t a = pk_rd_since(t, from, "。"),
	       b = pk_rd_until(pk_str_sub(t, 0, to + PK_RD_CLAUSE), to, "。");

	return pk_rd_has(t, a, b, evidence_context);
}

/* 资料,包括A、B; 资料(A、B); 下列材料:A、B. */
static void
head(struct pk_para *p, const struct pk_hit *h, struct state *s)
{
	PK_WORDS(says, "包括但不限于", "主要包括", "具体包括", "包括", "包含", "主要有",
	    "含", "分别为", "如下", "具体为", "主要为");
	PK_WORDS(parts, "、", "和", "及", "以及", "与");
	struct pk_str t = p->text;
	struct members m;
	size_t i = h->to, n, end;
	bool open = pk_rd_at(t, i, "("), colon;

	if (open)
		i++;
	else if (pk_rd_at(t, i, ","))
		i++;
	n = pk_rd_any(t, i, says);
	i += n;
	colon = pk_rd_at(t, i, ":");
	if (!open && n == 0 && !colon)
		return;
	i += colon;
	end = pk_rd_until(t, i, open ? "" : "。");
	read_members(t, i, end, true, &m);
	if (pk_no(p, m.n < 2 || (m.ntail == 0 && !m.etc), "no list of materials stands behind it",
		"后面没有材料清单") ||
	    pk_no(p, !gathers(t, h->from, i) && (open || m.ntail < 2),
		"the sentence does not gather materials", "这句话没有要求收集材料"))
		return;
	add_all(p, &m, false, "evidence/head", s);
	/* ...(A、B)和实景图片资料组成 */
	if (!open || end >= t.n || (n = pk_rd_any(t, end + 1, parts)) == 0)
		return;
	i = end + 1 + n;
	end = pk_rd_until(t, i, "、,。;:(和");
	if (pk_rd_before(t, end, "组成"))
		end -= strlen("组成");
	if (end > i && has_tail(t, i, end) && !pk_rd_at(t, end, "(") &&
	    pk_rd_chars(t, i, end) <= MAX_MEMBER)
		add(p, i, end, "evidence/part");
}

/* A、B、C等资料, with the verb before the list or behind it. */
static void
etc(struct pk_para *p, const struct pk_hit *h, struct state *s)
{
	PK_WORDS(mark, "、");
	struct pk_str t = p->text;
	struct members m;
	size_t from = pk_rd_since(t, h->from, ",。;:("), i, n, k;
	uint32_t cp;
	bool verb = false;

	if (pk_no(p, from < s->done, "read already as part of what stands before",
		"已作为前文的一部分读过") ||
	    pk_no(p, !gathers(t, h->from, h->to), "the sentence does not gather materials",
		"这句话没有要求收集材料"))
		return;
	for (i = from, k = from; i < h->from; i += n) {
		n = pk_rd_any(t, i, evidence_context);
		if (n)
			k = i + n;
		else
			n = pk_rd_next(t, i, &cp) - i;
		verb |= k > from;
	}
	if (pk_rd_has(t, from, h->from, mark) && k > from &&
	    pk_str_find(pk_str_sub(t, 0, h->from), PK_S("、"), k) == PK_NPOS)
		k = from; /* the last verb stands inside the list's words */
	read_members(t, k, h->from, false, &m);
	if (m.n >= 2 && m.ntail >= 1)
		add_all(p, &m, false, "evidence/etc", s);
	if (h->to > s->done)
		s->done = h->to;
	(void)verb;
}

static void
hit(struct pk_para *p, const struct pk_hit *h, void *state)
{
	struct state *s = state;

	if (pk_no(p, p->is_notice || p->is_title, "a cover notice binds nobody by this plan",
		"印发通知的内容不属于方案") ||
	    pk_no(p, h->from < s->done, "read already as part of what stands before",
		"已作为前文的一部分读过"))
		return;
	switch ((enum evidence_cls)h->cls) {
	case E_HAND:
	case E_COLLECT:
	case E_CHECK:
		if (h->cls != E_CHECK)
			before_verb(p, h, s);
		behind_verb(p, h, s);
		break;
	case E_HEAD:
		head(p, h, s);
		break;
	case E_ETC:
		etc(p, h, s);
		break;
	case E_OBJECT:
		object(p, h, s);
		break;
	case E_FILED:
		filed(p, h, s);
		break;
	}
}

/* The paragraph announces a list of materials that follows: 提交下列材料: */
static bool
announces(struct pk_str t)
{
	PK_WORDS(last, "材料:", "资料:", "档案:", "台账:", "文件:", "佐证:");
	PK_WORDS(verbs, "报送", "上报", "提交", "移交", "上传", "收集", "提供", "递交",
	    "报", "包括", "备齐");
	size_t from = pk_rd_since(t, t.n, "。;");

	return pk_rd_any_before(t, t.n, last) && pk_rd_has(t, from, t.n, verbs);
}

static void
end(struct pk_para *p, void *state)
{
	PK_WORDS(columns, "佐证", "印证", "支撑材料", "证明材料", "资料清单", "材料清单",
	    "档案资料", "所需材料", "申报材料", "报送材料", "提交材料");
	struct pk_str t = p->text;
	struct state *s = state;
	struct members m;
	size_t to = t.n;

	if (p->is_notice)
		return;
	if (announces(t)) {
		p->materials = true;
		return;
	}
	if (p->label.n && p->is_cell && pk_rd_has(p->label, 0, p->label.n, columns)) {
		read_members(t, 0, to, true, &m);
		add_all(p, &m, false, "evidence/column", s);
		return;
	}
	if (!p->materials || s->done)
		return;
	while (to > 0 && (pk_rd_before(t, to, ";") || pk_rd_before(t, to, "。")))
		to -= pk_rd_before(t, to, ";") ? 1 : 3;
	if (to > 0 && pk_rd_until(t, 0, "。;,:") >= to && pk_rd_chars(t, 0, to) <= MAX_MEMBER &&
	    has_tail(t, 0, to))
		add(p, 0, to, "evidence/below");
	else
		p->materials = false;
}

const struct pk_kind pk_kind_evidence = {"evidence", evidence_cues, hit, end};
