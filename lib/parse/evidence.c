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
#include "parse/materials.h"
#include "text/utf8.h"

struct state {
	size_t done;
};

static void
add(struct pk_para *p, size_t from, size_t to, const char *rule)
{
	pk_para_add(p, PK_SP_EVIDENCE, from, to, rule)->attr[PK_A_KIND] =
	    pk_str(pk_material_kind(p->text, from, to));
}

static void
add_all(
    struct pk_para *p, const struct pk_materials *m, bool tails_only, const char *rule, struct state *s)
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
demand(struct pk_para *p, const struct pk_materials *m, size_t end, struct state *s)
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

/* The list behind a verb of handing in or collecting. */
static void
behind_verb(struct pk_para *p, const struct pk_hit *h, struct state *s)
{
	struct pk_str t = p->text;
	struct pk_materials m;
	size_t i = verbs_end(t, h->to), end = pk_materials_end(t, i);
	size_t need = h->cls == E_HAND ? 1 : h->cls == E_CHECK ? 3 : 2;

	if (pk_no(p, end <= i || pk_rd_at(t, i, "、") || pk_rd_at(t, i, "的"),
		"no object stands behind the verb", "动词后面没有宾语") ||
	    pk_no(p, pk_rd_any_before(t, h->from, evidence_not_asked) != 0 || describes(t, h->from), "not asked for here",
		"这里没有要求提供"))
		return;
	pk_materials_read(t, i, end, false, &m);
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
			return pk_is_material(t, from, i) ? i : 0;
	return 0;
}

/* 将A、B、C整理归档 / 报送: the list before the verb. */
static void
before_verb(struct pk_para *p, const struct pk_hit *h, struct state *s)
{
	struct pk_str t = p->text;
	struct pk_materials m;
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
		pk_materials_read(t, from, i, false, &m);
		if (m.ntail >= 2)
			add_all(p, &m, true, "evidence/subject", s);
		return;
	}
	pk_materials_read(t, at, h->from, false, &m);
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
	struct pk_materials m;

	if (open == PK_NPOS || (n = pk_rd_any(t, open + 1, says)) == 0)
		return false;
	close = pk_rd_until(t, open + 1, "");
	if (!pk_rd_has(t, close, pk_rd_until(pk_str_sub(t, 0, close + PK_RD_CLAUSE), close + 1, "。;"), verbs))
		return false;
	pk_materials_read(t, open + 1 + n, close, false, &m);
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
	struct pk_materials m;
	uint32_t cp;

	if (h->from < s->done || in_bracket(p, h, end, s))
		return;
	for (i = h->to; i < end; i = pk_rd_next(t, i, &cp)) {
		to = pk_rd_before(t, i, ")") ? pk_rd_since(t, i, "(") : i;
		to -= to < i && pk_rd_before(t, to, "("); /* before a bracket behind the material */
		to -= pk_rd_before(t, to, "等") ? strlen("等") : 0; /* 将方案、图片等报团委 */
		if (hands_in(t, i, end) && to > h->to && pk_is_material(t, h->to, to))
			break;
	}
	if (i >= end && !(pk_rd_at(t, end, ",") && pk_is_material(t, h->to, pk_before_bracket(t, h->to, end)) &&
	                    hands_in(t, end + 1, pk_rd_until(pk_str_sub(t, 0, end + PK_RD_CLAUSE), end + 1, ",。;:"))))
		return;
	pk_materials_read(t, h->to, i, false, &m);
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
	struct pk_materials m;
	size_t from = pk_rd_since(t, h->from, ",。;:("), i;

	if (from < s->done || pk_rd_any(t, h->to, others) || (i = subject_end(t, from, h->from)) == 0)
		return;
	pk_materials_read(t, from, i, false, &m);
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
	struct pk_materials m;
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
	pk_materials_read(t, i, end, true, &m);
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
	if (end > i && pk_is_material(t, i, end) && !pk_rd_at(t, end, "(") &&
	    pk_rd_chars(t, i, end) <= PK_MATERIAL_MAX)
		add(p, i, end, "evidence/part");
}

/* A、B、C等资料, with the verb before the list or behind it. */
static void
etc(struct pk_para *p, const struct pk_hit *h, struct state *s)
{
	PK_WORDS(mark, "、");
	struct pk_str t = p->text;
	struct pk_materials m;
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
	pk_materials_read(t, k, h->from, false, &m);
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
	struct pk_materials m;
	size_t to = t.n;

	if (p->is_notice)
		return;
	if (announces(t)) {
		p->materials = true;
		return;
	}
	if (p->label.n && p->is_cell && pk_rd_has(p->label, 0, p->label.n, columns)) {
		pk_materials_read(t, 0, to, true, &m);
		add_all(p, &m, false, "evidence/column", s);
		return;
	}
	if (!p->materials || s->done)
		return;
	while (to > 0 && (pk_rd_before(t, to, ";") || pk_rd_before(t, to, "。")))
		to -= pk_rd_before(t, to, ";") ? 1 : 3;
	if (to > 0 && pk_rd_until(t, 0, "。;,:") >= to && pk_rd_chars(t, 0, to) <= PK_MATERIAL_MAX &&
	    pk_is_material(t, 0, to))
		add(p, 0, to, "evidence/below");
	else
		p->materials = false;
}

const struct pk_kind pk_kind_evidence = {"evidence", evidence_cues, hit, end};
