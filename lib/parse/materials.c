#include "parse/materials.h"

#include "parse/evidence_words.h"
#include "text/utf8.h"

bool
pk_is_material(struct pk_str t, size_t from, size_t to)
{
	struct pk_str s = pk_str_sub(t, 0, to);
	size_t n = pk_rd_any_before(s, to, evidence_tails);

	return n != 0 && to - n >= from && !pk_rd_any_before(s, to, evidence_not);
}

const char *
pk_material_kind(struct pk_str t, size_t from, size_t to)
{
	if (pk_rd_has(t, from, to, evidence_picture))
		return "picture";
	if (pk_rd_has(t, from, to, evidence_item))
		return "item";
	return pk_rd_has(t, from, to, evidence_data) ? "data" : "document";
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
put_member(struct pk_str t, struct pk_materials *m, size_t from, size_t to)
{
	size_t n;

	from = trim_lead(t, pk_rd_skip(t, from), to);
	to = trim_tail(t, from, to);
	if (to <= from)
		return true;
	n = pk_rd_chars(t, from, to);
	if (n > PK_MATERIAL_MAX || n < 2 || pk_rd_has(t, from, to, evidence_never) ||
	    m->n == PK_MATERIALS_MAX)
		return false;
	m->v[m->n] = (struct pk_material){from, to, pk_is_material(t, from, to)};
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
size_t
pk_before_bracket(struct pk_str t, size_t from, size_t i)
{
	size_t open;

	if (!pk_rd_before(t, i, ")"))
		return i;
	open = pk_rd_since(t, i - 1, "(");
	return open > from && pk_rd_before(t, open, "(") ? open - 1 : i;
}

/* Splits t[i..end) at 、 and at 和 及 与 behind a material. */
void
pk_materials_read(struct pk_str t, size_t i, size_t end, bool comma, struct pk_materials *m)
{
	PK_WORDS(joints, "以及", "和", "及", "与", "并附");
	size_t from = i, n, next;
	uint32_t cp;

	*m = (struct pk_materials){.end = end};
	for (; i < end; i = next) {
		next = pk_rd_next(t, i, &cp);
		if (cp == '(') {
			next = pk_rd_until(t, next, "") + 1;
			continue;
		}
		n = pk_rd_any(t, i, joints);
		if (n && i > from &&
		    (pk_is_material(t, from, pk_before_bracket(t, from, i)) ||
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

/* Where the list behind a verb ends: a bracket after which it goes on is passed over. */
size_t
pk_materials_end(struct pk_str t, size_t i)
{
	PK_WORDS(joints, "、", "和", "及", "与", "以及");
	size_t end = pk_rd_until(t, i, ",。;:("), close;

	while (pk_rd_at(t, end, "(") && pk_is_material(t, i, end)) {
		close = pk_rd_until(pk_str_sub(t, 0, end + PK_RD_CLAUSE), end + 1, "");
		if (!pk_rd_at(t, close, ")") || !pk_rd_any(t, close + 1, joints))
			break;
		end = pk_rd_until(t, close + 1, ",。;:(");
	}
	return end;
}
