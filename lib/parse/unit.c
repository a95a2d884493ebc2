/*
 * Units: who leads, is responsible, cooperates.
 *
 *   label   牵头单位:A;责任单位:B、C(D)            role of the label, to the end of the list
 *   bracket (A牵头,B、C配合) (A、B按职责分工负责)   role of the verb behind the names
 *   by      由A牵头 / 由A负责                        lead, when A is the name of a unit
 *   as      A、B为责任单位                            role of the label, when all are names of units
 *   below   责任单位: at a line's end, or the head of a table's column: the names stand here
 *
 *   bare    …。(A、B)                               responsible, when all are names of units
 *   line    A牵头,B、C配合                           the whole paragraph is such a list
 *
 * How names look and lists are read: unit_name.h.
 */
#include "parse/person.h"
#include "parse/unit.h"
#include "parse/unit_name.h"

struct state {
	size_t done;    /* text before it was read as a list */
	size_t bracket; /* end of the last bracket looked at */
	bool verb;      /* a verb of responsibility stands outside brackets */
};
_Static_assert(sizeof(struct state) <= PK_KIND_STATE, "state of a kind");

static const char *const role_name[] = {
    [U_LEAD] = "lead", [U_RESPONSIBLE] = "responsible", [U_COOPERATE] = "cooperate"};

static void
warn_masked(struct pk_para *p, size_t from, size_t to)
{
	pk_diag(p->sink, PK_D_PARSE_MASKED, PK_POS(p->file, pk_rd_line(p, from)),
	    PK_Z(p->arena, pk_str_sub(p->text, from, to)), NULL);
}

/* 各分局、所: the 各 of the name before holds for this one too. */
static bool
shares_each(const struct pk_para *p, size_t from, size_t to)
{
	const struct pk_span *last = p->spans.n > 1 ? &p->spans.v[p->spans.n - 2] : NULL;

	return last && last->kind == PK_SP_UNIT && last->attr[PK_A_GROUP].n && last->to < from &&
	       from - last->to <= strlen("、") && pk_unit_each(p->text, last->from, last->to) &&
	       pk_unit_shares(p->text, from, to);
}

static void
add_name(struct pk_para *p, size_t from, size_t to, enum unit_cls role, const char *rule)
{
	PK_WORDS(nobody, "无", "暂无", "—", "——", "-", "--", "/");
	PK_WORDS(labels, "责任人", "责任单位", "责任部门", "责任领导", "配合单位", "牵头单位", "牵头领导", "联系人", "负责人",
	    "完成时限", "完成时间", "时限", "分管领导", "协办单位");
	struct pk_span *s;

	if (pk_no(p, from + pk_rd_any(p->text, from, labels) == to, "the name of another label",
		"是另一个标签的名称"))
		return;

	if (pk_no(p, from + pk_rd_any(p->text, from, nobody) == to, "it says that there is none",
		"写明没有"))
		return;
	s = pk_para_add(p, PK_SP_UNIT, from, to, rule);
	s->attr[PK_A_ROLE] = pk_str(role_name[role]);
	if (pk_unit_is_group(p->text, from, to) || shares_each(p, from, to))
		s->attr[PK_A_GROUP] = PK_S("yes");
	if (pk_rd_masked(p->text, from, to)) {
		s->attr[PK_A_MASKED] = PK_S("yes");
		warn_masked(p, from, to);
	}
}

/* A bracket at the end of a name says more of it: (牵头), (B配合), (联系人:…); else it is part. */
static void
put_name(struct pk_para *p, size_t from, size_t to, enum unit_cls role, const char *rule)
{
	struct pk_str t = p->text;
	enum unit_cls verb;
	size_t open, in;

	open = pk_str_find(pk_str_sub(t, 0, to), PK_S("("), from);
	if (open != PK_NPOS && open > from && pk_rd_before(t, to, ")")) {
		in = pk_unit_cut_verb(t, open + 1, to - 1, &verb);
		if (verb && in == open + 1) {
			add_name(p, from, open, verb, "unit/own-verb");
			return;
		}
		if (verb && pk_unit_is_name(t, open + 1, in)) {
			add_name(p, from, open, role, rule);
			add_name(p, open + 1, in, verb, "unit/in-bracket");
			return;
		}
		if (!pk_unit_is_name(t, open + 1, to - 1) ||
		    pk_is_person(t, open + 1, pk_rd_until(t, open + 1, "、,; "))) {
			add_name(p, from, open, role, rule);
			return;
		}
	}
	add_name(p, from, to, role, rule);
}

/*
 * The names of a labelled list.  A verb behind a name overrules the label for what
 * stands since the last comma: 责任单位:A牵头,B、C配合.
 */
static size_t
label_list(struct pk_para *p, size_t from, size_t end, enum unit_cls role, const char *rule)
{
	struct pk_unit_list l; /* large: filled as far as it is used */
	size_t i, k, start = 0, count = 0;
	enum unit_cls r;

	pk_unit_list(&l, p, from, end, false);
	for (i = 0; i < l.n; i++) {
		if (l.name[i].sep == ',' || l.name[i].sep == ';')
			start = i;
		if (i + 1 < l.n && l.name[i + 1].sep != ',' && l.name[i + 1].sep != ';')
			continue;
		r = l.name[i].verb == U_LEAD || l.name[i].verb == U_COOPERATE ? l.name[i].verb
									      : role;
		for (k = start; k <= i; k++) {
			if (l.name[k].to <= l.name[k].from)
				continue;
			put_name(p, l.name[k].from, l.name[k].to, r, rule);
			count++;
		}
	}
	if (count == 0 && from > 0) { /* a label of the line before warns there */
		k = pk_rd_before(p->text, from, ":") ? from - 1 : from;
		i = pk_rd_since(p->text, k, "。;,( |");
		pk_diag(p->sink, PK_D_PARSE_EMPTY, PK_POS(p->file, pk_rd_line(p, from)),
		    PK_Z(p->arena, pk_str_sub(p->text, i, k)), NULL);
	}
	return l.end;
}

/* (A牵头,B、C配合): each verb gives its role to the names since the verb before. */
static void
verb_list(struct pk_para *p, size_t from, size_t end)
{
	struct pk_unit_list l; /* large: filled as far as it is used */
	size_t i, k, start = 0;

	pk_unit_list(&l, p, from, end, true);
	for (i = 0; i < l.n; i++) {
		if (l.name[i].to == l.name[i].from && !l.name[i].bare_verb) {
			start = i + 1; /* a date, another label: not of this list */
			continue;
		}
		if (!l.name[i].verb)
			continue;
		for (k = start; k <= i; k++)
			if (l.name[k].to > l.name[k].from &&
			    !pk_unit_is_unit(p->text, l.name[k].from, l.name[k].to, false))
				break;
		for (; k > i && start <= i; start++)
			if (l.name[start].to > l.name[start].from)
				put_name(p, l.name[start].from, l.name[start].to, l.name[i].verb,
				    "unit/bracket");
		start = i + 1;
	}
}

/* The role a label names: "责任单位:", "**牵头部门**", "责任单位及完成时限"; 0 none. */
static enum unit_cls
role_of_label(struct pk_str label)
{
	const struct pk_cue *c;
	size_t best = 0;
	enum unit_cls role = 0;

	for (c = unit_cues; c->word; c++)
		if (c->cls <= U_COOPERATE && strlen(c->word) > best &&
		    pk_str_find(label, pk_str(c->word), 0) != PK_NPOS) {
			best = strlen(c->word);
			role = (enum unit_cls)c->cls;
		}
	return role;
}

bool
pk_unit_is_label(struct pk_str label)
{
	const struct pk_cue *c;

	if (!pk_str_ends(label, PK_S(":")))
		return false;
	label.n--;
	for (c = unit_cues; c->word; c++)
		if (c->cls <= U_COOPERATE && pk_str_is(label, c->word))
			return true;
	return false;
}

/* The words at i up to a mark are the name of a unit. */
static bool
is_unit_at(struct pk_str t, size_t i)
{
	size_t next;
	uint32_t sep;

	return pk_unit_is_unit(t, i, pk_unit_item_end(t, i, t.n, &next, &sep), true);
}

/* Behind a label at i: the place of its list, or PK_NPOS when it is no label there. */
static size_t
label_list_at(struct pk_para *p, const struct pk_hit *h, bool need_colon)
{
	PK_WORDS(owners, "各", "有关", "相关", "该", "其", "本", "与", "和", "向", "是",
	    "为", "各有关", "成立");
	PK_WORDS(with, "及责任人", "、责任人", "和责任人", "及完成时限", "、完成时限", "和完成时限",
	    "及时限", "、时限", "及单位", "和单位", "、单位", "及部门", "和部门", "、部门", "及处室", "、处室", "及科室", "、科室", "及负责人", "及联系人", "及分工", "名单");
	struct pk_str t = p->text;
	size_t i = h->to, bold = 0, note;
	uint32_t cp;

	if (pk_no(p, pk_rd_any_before(pk_str_sub(t, 0, h->from), h->from, owners) != 0,
		"no label: a word before it makes it part of a sentence (各, 有关, 成立)",
		"不是标签：前面的词使它成为句中成分（各、有关、成立）"))
		return PK_NPOS;
	while (h->from > bold && bold < 2 && t.p[h->from - bold - 1] == '*')
		bold++;
	if ((note = pk_rd_any(t, i, with)) != 0 && pk_rd_at(t, i + note, ":"))
		i += note;
	if (pk_rd_at(t, i, "(")) { /* 牵头单位(部门): */
		note = pk_rd_until(t, i + 1, "");
		if (note < t.n && note - i < 40 && pk_rd_at(t, note + 1, ":"))
			i = note + 1;
	}
	while (i < t.n && (t.p[i] == '*' || t.p[i] == ' ') && bold)
		i++;
	if (pk_rd_at(t, i, ":")) {
		i++;
	} else if (pk_rd_at(t, i, "]") && pk_rd_before(t, h->from, "[")) {
		i = pk_rd_at(t, i + 1, ":") ? i + 2 : i + 1;
	} else if (pk_rd_at(t, i, "为") && !need_colon && is_unit_at(t, i + strlen("为"))) {
		i += strlen("为"); /* 责任单位为各乡镇人民政府 */
	} else if (pk_no(p, need_colon, "no colon behind it", "后面没有冒号")) {
		return PK_NPOS;
	} else if (pk_rd_at(t, i, "\t")) {
		if (role_of_label(pk_str_sub(t, i, pk_rd_until(t, i + 1, "\t"))) != 0 ||
		    !is_unit_at(t, i + 1))
			return PK_NPOS; /* the heads of a table */
	} else {
		(void)pk_rd_prev(t, h->from, &cp);
		if (pk_no(p, cp != 0 && cp != '(' && cp != ';' && cp != ' ' && cp != ',',
			"no label: it stands within a sentence and has no colon",
			"不是标签：位于句中且没有冒号"))
			return PK_NPOS;
		if (pk_no(p,
			!pk_rd_at(t, i, " ") && !is_unit_at(t, i), "no name of a unit stands behind it", "后面不是单位名称"))
			return PK_NPOS;
		return i;
	}
	while (bold && i < t.n && t.p[i] == '*' && bold--)
		i++;
	return i;
}

static void
label(
    struct pk_para *p, const struct pk_hit *h, struct state *s, enum unit_cls role, bool short_form)
{
	size_t end, i = short_form ? PK_NPOS : pk_unit_named_as(p->text, h->from, h->to, &end);

	if (i != PK_NPOS && i >= s->done) {
		(void)label_list(p, i, end, role, "unit/named-as");
		s->done = h->to;
		return;
	}
	if ((i = label_list_at(p, h, short_form)) == PK_NPOS)
		return;
	end = pk_rd_until(p->text, i, "。");
	if (pk_rd_skip(p->text, i) >= p->text.n) {
		s->done = p->text.n; /* the names follow in the next line, which gets the label */
		return;
	}
	s->done = label_list(p, i, end, role, "unit/label");
}

/* The bracket around a verb, if it has no labels of its own. */
static void
bracket(struct pk_para *p, const struct pk_hit *h, struct state *s)
{
	PK_WORDS(labels, "单位:", "部门:", "科室:", "处室:", "牵头:", "配合:", "责任:", "责任主体:");
	PK_WORDS(ends, ",", ";", ")", "、", "。", " ", "\t");
	size_t from, to;

	if (h->cls == U_SHORT_COOPERATE && h->to < p->text.n &&
	    pk_no(p, !pk_rd_any(p->text, h->to, ends) && !pk_rd_any(p->text, h->to, unit_verb_words) && pk_rd_at(p->text, h->from, "参与"),
		"a verb with its object: nobody is named by it", "动词带宾语，不是分工"))
		return;
	s->verb = true;
	if (pk_no(p, h->from < s->bracket, "read already as part of what stands before",
		"已作为前文的一部分读过") ||
	    pk_no(p, !pk_rd_bracket(p->text, h->from, &from, &to),
		"the verb stands in no bracket that names units", "动词不在列出单位的括号里"))
		return;
	s->bracket = to;
	if (!pk_no(p, pk_rd_has(p->text, from, to, labels), "the labels in the bracket decide",
		"由括号里的标签判定"))
		verb_list(p, from, to);
}

/* 由A牵头, 由A负责 in running text. */
static void
by(struct pk_para *p, const struct pk_hit *h, struct state *s)
{
	PK_WORDS(passed, "所涉及的", "涉及的", "所涉");
	PK_WORDS(not_before, "理", "自", "缘", "事", "因", "经", "案", "来");
	PK_WORDS(verbs, "牵头", "负责", "主办");
	PK_WORDS(labels, "牵头单位", "牵头部门", "责任单位", "责任部门", "各牵头单位",
	    "各责任单位", "配合单位");
	PK_WORDS(no_verbs, "牵头部门", "牵头单位", "牵头科室", "牵头处室", "主办单位",
	    "主办部门", "负责人", "负责单位", "负责部门", "负责同志", "牵头领导", "牵头人");
	PK_WORDS(adverbs, "统一", "具体", "主要", "全面", "分别", "共同", "总", "直接",
	    "专门", "联合", "组织", "统筹", "协调", "集中", "归口");
	struct pk_str t = p->text;
	size_t end = pk_rd_until(pk_str_sub(t, 0, h->to + PK_RD_CLAUSE), h->to, ",。;:"), i, n,
	       next, to, from;
	uint32_t cp;
	bool good = true;

	if (pk_no(p, pk_rd_any_before(t, h->from, not_before) != 0,
		"part of another word (理由, 经由)", "属于别的词（理由、经由）"))
		return;
	for (i = h->to; i < end && (pk_rd_any(t, i, verbs) == 0 || pk_rd_any(t, i, no_verbs));)
		i = pk_rd_next(t, i, &cp);
	if (pk_no(p, i >= end, "no 牵头 or 负责 behind it in the clause",
		"本分句后面没有“牵头”“负责”") ||
	    pk_no(p, pk_rd_at(t, i, "负责解释"), "who explains the plan leads nothing",
		"负责解释不是牵头") ||
	    pk_no(p, pk_rd_at(t, i, "负责的"), "it describes the noun behind it",
		"是后面名词的定语"))
		return;
	end = i;
	if ((i = pk_str_find(pk_str_sub(t, 0, end), PK_S("会同"), h->to)) != PK_NPOS)
		end = i; /* who only joins in leads nothing */
	while ((n = pk_rd_any_before(t, end, adverbs)) != 0 && end - n > h->to)
		end -= n;
	from = h->to + pk_rd_any(t, h->to, passed);
	for (i = from; i < end && good; i = next) {
		to = pk_unit_cut_etc(t, i, pk_unit_item_end(t, i, end, &next, &cp));
		good = to == i || (pk_unit_is_unit(t, i, to, true) && !pk_rd_any(t, i, labels));
	}
	if (!pk_no(p, !good, "what stands between is no name of a unit", "中间不是单位名称"))
		s->done = label_list(p, from, end, U_LEAD, "unit/by");
}

static void
hit(struct pk_para *p, const struct pk_hit *h, void *state)
{
	struct state *s = state;

	if (pk_no(p, p->is_notice, "a cover notice binds nobody by this plan",
		"印发通知的内容不属于方案") ||
	    pk_no(p, h->from < s->done, "read already as part of what stands before",
		"已作为前文的一部分读过"))
		return;
	switch ((enum unit_cls)h->cls) {
	case U_LEAD:
	case U_RESPONSIBLE:
	case U_COOPERATE:
		label(p, h, s, (enum unit_cls)h->cls, false);
		break;
	case U_SHORT_LEAD:
	case U_SHORT_RESPONSIBLE:
	case U_SHORT_COOPERATE:
		if (pk_rd_at(p->text, h->to, ":"))
			label(p, h, s, (enum unit_cls)(h->cls - U_SHORT_LEAD + U_LEAD), true);
		else
			bracket(p, h, s);
		break;
	case U_BRACKET:
		if (h->from >= s->bracket) {
			s->bracket = pk_rd_until(p->text, h->to, "。");
			verb_list(p, h->to, s->bracket);
		}
		break;
	case U_BY:
		by(p, h, s);
		break;
	case U_VERB:
	case U_OTHER:
		bracket(p, h, s);
		break;
	}
}

/* The first name of the line is a unit: a cheap look before the whole list is read. */
static bool
may_assign(struct pk_str t, size_t to)
{
	enum unit_cls verb;
	uint32_t sep;
	size_t next, end, i = pk_rd_skip(t, 0);

	end = pk_rd_back(t, pk_unit_item_end(t, i, to, &next, &sep));
	if (end <= i || pk_rd_at(t, i, "由"))
		return true;
	end = pk_unit_cut_verb(t, i, end, &verb);
	if (end == i)
		return true;
	end = pk_unit_cut_etc(t, i, end);
	return end <= i || pk_unit_is_unit(t, i, end, true);
}

/* "A牵头,B、C配合,6月底前完成" and nothing else: a line that assigns the work above it. */
static bool
is_assignment(struct pk_para *p)
{
	enum { MAX_LINE = 360 }; /* bytes */
	struct pk_unit_list l; /* large: filled as far as it is used */
	struct pk_str t = p->text;
	size_t i, to = t.n, names = 0, verbs = 0;

	while (to > 0 && (pk_rd_before(t, to, "。") || pk_rd_before(t, to, ";")))
		to -= pk_rd_before(t, to, ";") ? 1 : strlen("。");
	if (to == 0 || to > MAX_LINE || pk_rd_until(t, 0, "。:") < to)
		return false;
	if (!may_assign(t, to))
		return false;
	pk_unit_list(&l, p, 0, to, true);
	for (i = 0; i < l.n; i++) {
		bool gap = l.name[i].to == l.name[i].from;

		if (gap && !l.name[i].bare_verb && (names == 0 || verbs == 0))
			return false;
		if (!gap && !pk_unit_is_unit(t, l.name[i].from, l.name[i].to, true))
			return false;
		names += !gap;
		verbs += l.name[i].verb != 0;
	}
	return names > 0 && verbs > 0;
}

/* Behind the last sentence a bracket that holds nothing but names of units: 建好台账。(A、B) */
static bool
bare_bracket(struct pk_para *p, size_t *from, size_t *to)
{
	PK_WORDS(behind, "。", ";", "!", "”");
	PK_WORDS(open_end, "持续", "长期", "全年", "常年", "常态化");
	struct pk_unit_list l; /* large: filled as far as it is used */
	struct pk_str t = p->text;
	struct pk_number num;
	size_t i, names = 0;

	*to = pk_rd_back(t, t.n);
	if (pk_rd_before(t, *to, "。"))
		*to -= strlen("。");
	if (!pk_rd_before(t, *to, ")") || !pk_rd_bracket(t, *to - 1, from, to) ||
	    ((pk_rd_back(t, *from - 1) > 0 || !p->item) && pk_rd_any_before(t, pk_rd_back(t, *from - 1), behind) == 0))
		return false;
	pk_unit_list(&l, p, *from, *to, true);
	for (i = 0; i < l.n; i++) {
		const struct pk_unit_name *a = &l.name[i];

		if (a->to == a->from) { /* a limit may stand behind the names */
			if (names == 0 || (pk_number_at(pk_str_sub(t, a->from, *to), &num) != 0 &&
					      pk_rd_any(t, a->from, open_end) == 0))
				return false;
			continue;
		}
		if (a->verb || !pk_unit_is_unit(t, a->from, a->to, true))
			return false;
		names++;
	}
	return names > 0;
}

/* The heading above is nothing but a label, and this paragraph nothing but units. */
static enum unit_cls
headed(const struct pk_para *p)
{
	enum { MAX_HEAD = 36, MAX_LINE = 300 }; /* bytes */
	const struct pk_node *head = p->item ? pk_node_child(p->item, PK_N_HEAD) : NULL;
	struct pk_str t = p->text;
	size_t i, to, next;
	uint32_t sep;

	if (!head || p->is_head || head->size > MAX_HEAD || t.n > MAX_LINE ||
	    pk_str_find(t, PK_S(":"), 0) != PK_NPOS)
		return 0; /* whose label it is, is asked last: that takes longest */
	for (i = 0; i < t.n; i = next) {
		to = pk_unit_item_end(t, i, t.n, &next, &sep);
		if (to > i && !pk_unit_is_unit(t, i, pk_unit_cut_etc(t, i, to), true))
			return 0;
		if (next <= i)
			break;
	}
	return role_of_label(pk_node_text(head));
}

static void
end(struct pk_para *p, void *state)
{
	struct state *s = state;
	enum unit_cls role;
	size_t from, to;

	if (p->is_notice)
		return;
	if (!p->is_title && bare_bracket(p, &from, &to) && from >= s->done && from >= s->bracket) {
		(void)label_list(p, from, to, U_RESPONSIBLE, "unit/bare-bracket");
		return;
	}
	if (s->done)
		return;
	if ((p->label.n == 0 || (role = role_of_label(p->label)) == 0) && (role = headed(p)) == 0) {
		if (s->verb && s->bracket == 0 && !p->is_head && !p->is_title && is_assignment(p))
			verb_list(p, 0, p->text.n);
		return;
	}
	if (s->done == 0)
		s->done = label_list(p, 0, pk_rd_until(p->text, 0, "。"), role, "unit/below");
}

const struct pk_kind pk_kind_unit = {"unit", unit_cues, hit, end};
