/* What a name of a unit is, and how lists of them are read; see unit_name.h. */
#include "parse/unit_name.h"
#include "text/utf8.h"

enum {
	MAX_NAME = 40,  /* characters of a name */
	MAX_ITEM = 240, /* bytes of a name with its verb and brackets */
	MAX_VERBS = 90, /* bytes of the verbs behind it */
};

/* Characters that end a name. */
static bool
is_sep(uint32_t cp)
{
	return cp == 0x3001 || cp == ',' || cp == ';' || cp == '/' || cp == ' ' || cp == '\t' ||
	       cp == '|';
}

/* The name t[from, to) is whole, so that a 和 behind it separates. */
static bool
is_complete(struct pk_str t, size_t from, size_t to)
{
	struct pk_str s = pk_str_sub(t, 0, to);

	/* More than four bytes are two characters: not counted for each end that a name might have. */
	if ((to - from <= 4 && pk_rd_chars(t, from, to) < 2) || pk_rd_any_before(s, to, unit_not_tails))
		return false;
	if (pk_rd_before(s, to, ")") || pk_rd_before(s, to, "等"))
		return true;
	return pk_rd_any_before(s, to, unit_tails) != 0;
}

/* "各X和Y" with a Y that has no owner of its own is one collective. */
static bool
is_generic(struct pk_str t, size_t from, size_t to)
{
	size_t n = pk_rd_any(pk_str_sub(t, 0, to), from, unit_several);

	return n != 0 && from + n == to;
}

bool
pk_unit_each(struct pk_str t, size_t from, size_t to)
{
	return pk_rd_at(t, from, "各") && is_generic(t, from + strlen("各"), to);
}

bool
pk_unit_shares(struct pk_str t, size_t from, size_t to)
{
	PK_WORDS(levels, "县(市、区)", "县(区、市)", "县(市)区", "县(区)", "县(市)", "市(县)", "市(州)", "州(市)", "区(县)", "区(市、县)", "区(市)县", "区县", "县", "区", "市", "州", "镇", "乡", "街道");
	PK_WORDS(bodies, "人民政府", "政府", "管委会", "办事处", "党委");
	size_t n = pk_rd_any(pk_str_sub(t, 0, to), from, levels);

	if (n && from + n + pk_rd_any(pk_str_sub(t, 0, to), from + n, bodies) == to)
		return true; /* 各市、县人民政府 */
	return is_generic(t, from, to);
}

static bool
joins_one(struct pk_str t, size_t from, size_t at, size_t right)
{
	size_t i, next;
	uint32_t cp;

	if (!pk_rd_at(t, from, "各"))
		return false;
	for (i = right; i < t.n; i = next) {
		next = pk_rd_next(t, i, &cp);
		if (is_sep(cp) || cp == ')' || cp == 0x3002 || cp == ':')
			break;
	}
	return is_generic(t, right, i) && !is_generic(t, from + strlen("各"), at);
}

/* Length of a joining word (和 及 与 以及 会同) at i that separates two names; 0 none. */
static size_t
joint(struct pk_str t, size_t from, size_t i)
{
	PK_WORDS(joints, "以及", "会同", "和", "及", "与");
	size_t n = pk_rd_any(t, i, joints);
	uint32_t cp;

	if (n == 0 || !is_complete(t, from, i) || joins_one(t, from, i, i + n))
		return 0;
	(void)pk_rd_next(t, i + n, &cp);
	return cp == 0 || is_sep(cp) ? 0 : n;
}

/* Reads one item from i; its end. *next is where to go on, *sep what stood there. */
size_t
pk_unit_item_end(struct pk_str t, size_t i, size_t end, size_t *next, uint32_t *sep)
{
	size_t from = i, depth = 0, n;
	uint32_t cp;

	if (end - i > MAX_ITEM)
		end = i + MAX_ITEM;
	while (i < end) {
		n = pk_rd_next(t, i, &cp);
		if (cp == '(' || cp == '[') {
			depth++;
		} else if (cp == ')' || cp == ']') {
			if (depth == 0)
				break;
			depth--;
		} else if (depth == 0 && (is_sep(cp) || cp == 0x3002)) {
			*sep = cp;
			*next = cp == 0x3002 ? i : n;
			return i;
		} else if (depth == 0 && (n = joint(t, from, i)) != 0) {
			*sep = 0x3001;
			*next = i + n;
			return i;
		} else if (depth == 0) {
			n = pk_rd_next(t, i, &cp);
		}
		i = n;
	}
	*sep = 0;
	*next = i;
	return i;
}

/* Cuts 等, 等部门, 等12个有关单位 off the end. */
size_t
pk_unit_cut_etc(struct pk_str t, size_t from, size_t to)
{
	static const char etc[] = "等";
	struct pk_number num;
	size_t at = to, i, n;

	for (i = from; i < to; i++)
		if (pk_rd_at(t, i, etc))
			at = i;
	if (at == to || at + strlen(etc) > to)
		return to;
	for (i = at + strlen(etc); i < to; i += n) {
		n = pk_rd_any(pk_str_sub(t, 0, to), i, unit_etc);
		if (n == 0 && pk_number_at(pk_str_sub(t, i, to), &num) == 0)
			n = num.len;
		if (n == 0)
			return to;
	}
	return at;
}

/* Takes verb words off the end of a name: "A按职责分工负责" → A. */
size_t
pk_unit_cut_verb(struct pk_str t, size_t from, size_t to, enum unit_cls *verb)
{
	struct pk_str s = pk_str_sub(t, 0, to);
	size_t i, at, n, len;
	uint32_t cp;

	*verb = 0;
	for (i = from; to - i > MAX_VERBS; i = pk_rd_next(t, i, &cp))
		;
	for (; i < to; i = pk_rd_next(t, i, &cp)) {
		if (pk_rd_any(s, i, unit_verb_words) == 0)
			continue;
		for (at = i, n = 0; at < to; at += len, n++) {
			len = pk_rd_any(s, at, unit_verb_words);
			if (len == 0)
				break;
		}
		if (at != to)
			continue;
		if (pk_rd_has(t, i, to, unit_verb_lead))
			*verb = U_LEAD;
		else if (pk_rd_has(t, i, to, unit_verb_coop))
			*verb = U_COOPERATE;
		else if (n > 1 || !pk_rd_at(t, i, "等"))
			*verb = U_RESPONSIBLE;
		return *verb ? i : to;
	}
	return to;
}

/* A point of time or a quantity: ends the list. */
static bool
is_date(struct pk_str t, size_t from, size_t to)
{
	PK_WORDS(units, "年", "月", "日", "号", "季度", "天", "周");
	struct pk_number num;

	if (pk_number_at(pk_str_sub(t, from, to), &num) != 0)
		return false;
	return from + num.len >= to || pk_rd_any(t, from + num.len, units) != 0;
}

bool
pk_unit_is_name(struct pk_str t, size_t from, size_t to)
{
	size_t n = pk_rd_chars(t, from, to);

	PK_WORDS(begins, "负责", "制定", "落实", "做好", "开展", "按照", "加强", "建立", "完善",
	    "根据", "结合", "认真", "积极", "坚持", "严格", "配合", "协助", "督促", "承担", "牵头做");
	PK_WORDS(labels, "责任单位", "牵头单位", "配合单位", "责任部门", "牵头部门", "配合部门");

	if (n == 0 || n > MAX_NAME || is_date(t, from, to) || pk_rd_has(t, from, to, unit_never) ||
	    pk_rd_any(t, from, begins) || /* a duty in words */
	    from + pk_rd_any(t, from, labels) == to)
		return false;
	return pk_str_find(pk_str_sub(t, from, to), PK_S(":"), 0) == PK_NPOS;
}

/* A name that stands for units by itself, without a label to say so. */
bool
pk_unit_is_unit(struct pk_str t, size_t from, size_t to, bool strict)
{
	struct pk_str s = pk_str_sub(t, 0, to);
	PK_WORDS(also, "各", "有关", "相关");

	if (!pk_unit_is_name(t, from, to) || pk_rd_any_before(s, to, unit_not_tails))
		return false;
	if (pk_rd_masked(t, from, to) || is_complete(t, from, to))
		return true;
	return pk_rd_any(t, from, also) != 0 ||
	       (!strict && pk_rd_chars(t, from, to) >= 2 && pk_rd_chars(t, from, to) <= 12);
}

/* A collective, by the grammar of its name: 各…, 市直有关单位, 县直部门, 乡镇人民政府. */
bool
pk_unit_is_group(struct pk_str t, size_t from, size_t to)
{
	struct pk_str s = pk_str_sub(t, 0, to);
	const char *const *b;
	size_t i, n;

	if (pk_rd_any(t, from, unit_group_heads) || pk_rd_has(t, from, to, unit_group_marks))
		return true;
	n = pk_rd_any_before(s, to, unit_plain);
	if (n && pk_rd_any_before(pk_str_sub(t, 0, to - n), to - n, unit_levels) &&
	    pk_rd_chars(t, from, to) <= 8)
		return true;
	for (b = unit_bodies.word; *b; b++) {
		if (!pk_rd_before(s, to, *b) || to - strlen(*b) <= from)
			continue;
		i = to - strlen(*b);
		n = pk_rd_any(pk_str_sub(t, 0, i), from, unit_several);
		/* 县政府 is one unit, 乡镇政府 are several */
		if (n && from + n == i && (!**b || pk_rd_chars(t, from, i) > 1))
			return true;
	}
	return false;
}

/* Takes a note off the end of a name: A(排在首位的为牵头单位,下同). */
static size_t
cut_note(struct pk_str t, size_t from, size_t to)
{
	PK_WORDS(passed, "下同", "为牵头", "第一", "首位", "排名");
	size_t open = pk_str_find(pk_str_sub(t, 0, to), PK_S("("), from);

	if (open == PK_NPOS || open == from || !pk_rd_before(t, to, ")"))
		return to;
	return pk_str_find(pk_str_sub(t, 0, to), PK_S(","), open) != PK_NPOS &&
		       pk_rd_has(
			   t, open, to, passed)
		   ? open
		   : to;
}

/* Reads items from i; those that cannot be names end the list unless `over`, then a gap is kept. */
/* Behind 由, "2." or "(2)" before a name. */
static size_t
skip_mark(struct pk_str t, size_t from, size_t to)
{
	struct pk_number num;
	size_t i = from + (pk_rd_at(t, from, "(") ? 1 : 0);

	if (to > from && pk_rd_at(t, from, "由"))
		return from + strlen("由");
	if (i >= to || pk_number_at(pk_str_sub(t, i, to), &num) != 0 || num.chinese || num.len > 2)
		return from;
	i += num.len;
	if (i + 1 < to && (t.p[i] == '.' || t.p[i] == ')') &&
	    !(t.p[i + 1] >= '0' && t.p[i + 1] <= '9'))
		return i + 1;
	return from;
}

/* Where a clause begins behind a whole name: 负责, 牵头, 要 ...; `to` when none does. */
static size_t
before_clause(struct pk_str t, size_t from, size_t to)
{
	PK_WORDS(verbs, "负责", "牵头", "配合", "组织", "做好", "协助", "按照", "按职责",
	    "要", "统筹", "承担", "制定", "开展", "会同");
	size_t i;
	uint32_t cp;

	for (i = from; i < to && i - from < MAX_ITEM; i = pk_rd_next(t, i, &cp))
		if (i > from && is_complete(t, from, i) &&
		    (pk_rd_at(t, i, "对") || (pk_rd_any(t, i, verbs) && !is_complete(t, from, to))))
			return i;
	return to;
}

void
pk_unit_list(struct pk_unit_list *l, const struct pk_para *p, size_t i, size_t end, bool over)
{
	struct pk_str t = p->text;
	uint32_t sep = 0, next_sep;
	size_t next, to;

	l->n = 0;
	for (; i < end && l->n < PK_UNIT_NAMES; i = next, sep = next_sep) {
		struct pk_unit_name *a = &l->name[l->n];

		i = pk_rd_skip(t, i);
		to = pk_unit_item_end(t, i, end, &next, &next_sep);
		*a = (struct pk_unit_name){i, pk_rd_back(t, to), sep, 0, false};
		a->from = skip_mark(t, a->from, a->to);
		if (a->to > a->from) {
			a->to = pk_unit_cut_verb(t, a->from, a->to, &a->verb);
			a->bare_verb = a->to == a->from;
			if (!a->bare_verb && (to = before_clause(t, a->from, a->to)) != a->to) {
				/* 县教育局负责学校食堂: the list turns into sentences */
				a->to = to;
				next_sep = 0;
			}
			if (!a->bare_verb)
				a->to = cut_note(t, a->from, pk_unit_cut_etc(t, a->from, a->to));
			if (!a->bare_verb && a->to > a->from &&
			    !pk_unit_is_name(t, a->from, a->to)) {
				if (!over && l->n == 0 && is_date(t, a->from, a->to))
					continue; /* 完成时限及责任单位:6月底前,A */
				if (!over)
					break;
				a->to = a->from;
			}
			l->n++;
		} else if (next_sep == 0 || next_sep == 0x3002) {
			break;
		}
		if (next <= i)
			break;
		if (next_sep == 0 || next_sep == 0x3002) {
			i = next;
			break;
		}
	}
	l->end = i < end ? i : end;
}
