/*
 * Units: who leads, is responsible, cooperates.
 *
 *   label   牵头单位:A;责任单位:B、C(D)            role of the label, to the end of the list
 *   bracket (A牵头,B、C配合) (A、B按职责分工负责)   role of the verb behind the names
 *   by      由A牵头 / 由A负责                        lead, when A is the name of a unit
 *   below   责任单位: at a line's end, or the head of a table's column: the names stand here
 *
 * A list is split at 、 , ; / and blanks, and at 和 及 与 where a complete name ends
 * before them; names may hold brackets (机关党委(纪委), 县(市、区)政府).
 */
#include "parse/unit_words.h"
#include "text/utf8.h"

enum {
	MAX_NAMES = 64, /* names in one list; further ones are another list */
	MAX_NAME = 40,  /* characters of a name */
};

struct name {
	size_t from, to;
	uint32_t sep;        /* the separator before it */
	enum unit_cls verb;  /* the verb directly behind it, 0 none */
	bool bare_verb;      /* nothing but the verb */
};
struct list {
	struct pk_para *p;
	struct name name[MAX_NAMES];
	size_t n;
	size_t end; /* where reading stopped */
};
struct state {
	size_t done;    /* text before it was read as a list */
	size_t bracket; /* end of the last bracket looked at */
	bool label_done; /* the label of the paragraph before was served */
};
_Static_assert(sizeof(struct state) <= PK_KIND_STATE, "state of a kind");

static const char *const role_name[] = {
    [U_LEAD] = "lead", [U_RESPONSIBLE] = "responsible", [U_COOPERATE] = "cooperate"};

/* Characters that end a name. */
static bool
is_sep(uint32_t cp)
{
	return cp == 0x3001 || cp == ',' || cp == ';' || cp == '/' || cp == ' ' || cp == '\t' || cp == '|';
}

/* The name t[from, to) is whole, so that a 和 behind it separates. */
static bool
is_complete(struct pk_str t, size_t from, size_t to)
{
	struct pk_str s = pk_str_sub(t, 0, to);

	if (pk_rd_chars(t, from, to) < 2 || pk_rd_any_before(s, to, unit_not_tails))
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

/* Length of a joining word (和 及 与 以及) at i that separates two names; 0 none. */
static size_t
joint(struct pk_str t, size_t from, size_t i)
{
	static pk_words joints = {"以及", "和", "及", "与", "会同", NULL};
	size_t n = pk_rd_any(t, i, joints);
	uint32_t cp;

	if (n == 0 || !is_complete(t, from, i) || joins_one(t, from, i, i + n))
		return 0;
	(void)pk_rd_next(t, i + n, &cp);
	return cp == 0 || is_sep(cp) ? 0 : n;
}

/* Reads one item from i; its end. *next is where to go on, *sep what stood there. */
static size_t
item_end(struct pk_str t, size_t i, size_t end, size_t *next, uint32_t *sep)
{
	size_t from = i, depth = 0, n;
	uint32_t cp;

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
static size_t
cut_etc(struct pk_str t, size_t from, size_t to)
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
static size_t
cut_verb(struct pk_str t, size_t from, size_t to, enum unit_cls *verb)
{
	struct pk_str s = pk_str_sub(t, 0, to);
	size_t i, at, n, len;
	uint32_t cp;

	*verb = 0;
	for (i = from; i < to; i = pk_rd_next(t, i, &cp)) {
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
	static pk_words units = {"年", "月", "日", "号", "季度", "天", "周", NULL};
	struct pk_number num;

	if (pk_number_at(pk_str_sub(t, from, to), &num) != 0)
		return false;
	return from + num.len >= to || pk_rd_any(t, from + num.len, units) != 0;
}

static bool
is_name(struct pk_str t, size_t from, size_t to)
{
	size_t n = pk_rd_chars(t, from, to);

	if (n == 0 || n > MAX_NAME || is_date(t, from, to) || pk_rd_has(t, from, to, unit_never))
		return false;
	return pk_str_find(pk_str_sub(t, from, to), PK_S(":"), 0) == PK_NPOS;
}

/* A name that stands for units by itself, without a label to say so. */
static bool
is_unit(struct pk_str t, size_t from, size_t to, bool strict)
{
	struct pk_str s = pk_str_sub(t, 0, to);
	static pk_words also = {"各", "有关", "相关", NULL};

	if (!is_name(t, from, to) || pk_rd_any_before(s, to, unit_not_tails))
		return false;
	if (pk_rd_masked(t, from, to) || is_complete(t, from, to))
		return true;
	return pk_rd_any(t, from, also) != 0 ||
	       (!strict && pk_rd_chars(t, from, to) >= 2 && pk_rd_chars(t, from, to) <= 12);
}

/* A collective, by the grammar of its name: 各…, 市直有关单位, 县直部门, 乡镇人民政府. */
static bool
is_group(struct pk_str t, size_t from, size_t to)
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
	for (b = unit_bodies; *b; b++) {
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

static void
warn_masked(struct pk_para *p, size_t from, size_t to)
{
	pk_diag(p->sink, PK_D_PARSE_MASKED, PK_POS(p->file, pk_rd_line(p, from)),
	    PK_Z(p->arena, pk_str_sub(p->text, from, to)), NULL);
}

static void
add_name(struct pk_para *p, size_t from, size_t to, enum unit_cls role, const char *rule)
{
	struct pk_span *s = pk_para_add(p, PK_SP_UNIT, from, to, rule);

	s->attr[PK_A_ROLE] = pk_str(role_name[role]);
	if (is_group(p->text, from, to))
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
		in = cut_verb(t, open + 1, to - 1, &verb);
		if (verb && in == open + 1) {
			add_name(p, from, open, verb, "unit/own-verb");
			return;
		}
		if (verb && is_name(t, open + 1, in)) {
			add_name(p, from, open, role, rule);
			add_name(p, open + 1, in, verb, "unit/in-bracket");
			return;
		}
		if (!is_name(t, open + 1, to - 1)) {
			add_name(p, from, open, role, rule);
			return;
		}
	}
	add_name(p, from, to, role, rule);
}

/* Reads items from i; those that cannot be names end the list unless `over`, then a gap is kept. */
static void
read_list(struct list *l, size_t i, size_t end, bool over)
{
	struct pk_str t = l->p->text;
	uint32_t sep = 0, next_sep;
	size_t next, to;

	l->n = 0;
	for (; i < end && l->n < MAX_NAMES; i = next, sep = next_sep) {
		struct name *a = &l->name[l->n];

		i = pk_rd_skip(t, i);
		to = item_end(t, i, end, &next, &next_sep);
		*a = (struct name){i, pk_rd_back(t, to), sep, 0, false};
		if (a->to > a->from && pk_rd_at(t, a->from, "由"))
			a->from += strlen("由");
		if (a->to > a->from) {
			a->to = cut_verb(t, a->from, a->to, &a->verb);
			a->bare_verb = a->to == a->from;
			if (!a->bare_verb)
				a->to = cut_etc(t, a->from, a->to);
			if (!a->bare_verb && a->to > a->from && !is_name(t, a->from, a->to)) {
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

/*
 * The names of a labelled list.  A verb behind a name overrules the label for what
 * stands since the last comma: 责任单位:A牵头,B、C配合.
 */
static size_t
label_list(struct pk_para *p, size_t from, size_t end, enum unit_cls role, const char *rule)
{
	struct list l = {.p = p};
	size_t i, k, start = 0, count = 0;
	enum unit_cls r;

	read_list(&l, from, end, false);
	for (i = 0; i < l.n; i++) {
		if (l.name[i].sep == ',' || l.name[i].sep == ';')
			start = i;
		if (i + 1 < l.n && l.name[i + 1].sep != ',' && l.name[i + 1].sep != ';')
			continue;
		r = l.name[i].verb == U_LEAD || l.name[i].verb == U_COOPERATE ? l.name[i].verb : role;
		for (k = start; k <= i; k++) {
			if (l.name[k].to <= l.name[k].from)
				continue;
			put_name(p, l.name[k].from, l.name[k].to, r, rule);
			count++;
		}
	}
	if (count == 0)
		pk_diag(p->sink, PK_D_PARSE_EMPTY, PK_POS(p->file, pk_rd_line(p, from)),
		    PK_Z(p->arena, pk_str(role_name[role])), NULL);
	return l.end;
}

/* (A牵头,B、C配合): each verb gives its role to the names since the verb before. */
static void
verb_list(struct pk_para *p, size_t from, size_t end)
{
	struct list l = {.p = p};
	size_t i, k, start = 0;

	read_list(&l, from, end, true);
	for (i = 0; i < l.n; i++) {
		if (l.name[i].to == l.name[i].from && !l.name[i].bare_verb) {
			start = i + 1; /* a date, another label: not of this list */
			continue;
		}
		if (!l.name[i].verb)
			continue;
		for (k = start; k <= i; k++)
			if (l.name[k].to > l.name[k].from && !is_unit(p->text, l.name[k].from, l.name[k].to, false))
				break;
		for (; k > i && start <= i; start++)
			if (l.name[start].to > l.name[start].from)
				put_name(p, l.name[start].from, l.name[start].to, l.name[i].verb, "unit/bracket");
		start = i + 1;
	}
}

/* Behind a label at i: the place of its list, or PK_NPOS when it is no label there. */
static size_t
label_list_at(struct pk_para *p, const struct pk_hit *h, bool need_colon)
{
	static pk_words owners = {"各", "有关", "相关", "该", "其", "本", "与", "和", "向", "是", "为", "各有关",
	    "成立", NULL};
	struct pk_str t = p->text;
	size_t i = h->to, bold = 0, note;
	uint32_t cp;

	if (pk_rd_any_before(pk_str_sub(t, 0, h->from), h->from, owners))
		return PK_NPOS;
	while (h->from > bold && bold < 2 && t.p[h->from - bold - 1] == '*')
		bold++;
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
	} else if (need_colon) {
		return PK_NPOS;
	} else if (!pk_rd_at(t, i, "\t")) {
		(void)pk_rd_prev(t, h->from, &cp);
		if (cp != 0 && cp != '(' && cp != ';' && cp != ' ' && cp != ',')
			return PK_NPOS;
		if (!pk_rd_at(t, i, " ") &&
		    !is_unit(t, i, item_end(t, i, t.n, &note, &cp), true))
			return PK_NPOS;
		return i;
	}
	while (bold && i < t.n && t.p[i] == '*' && bold--)
		i++;
	return i;
}

static void
label(struct pk_para *p, const struct pk_hit *h, struct state *s, enum unit_cls role, bool short_form)
{
	size_t i = label_list_at(p, h, short_form), end;

	if (i == PK_NPOS)
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
	static pk_words labels = {"单位:", "部门:", "科室:", "处室:", "牵头:", "配合:", "责任:", "责任主体:", NULL};
	size_t from, to;

	if (h->from < s->bracket || !pk_rd_bracket(p->text, h->from, &from, &to))
		return;
	s->bracket = to;
	if (!pk_rd_has(p->text, from, to, labels))
		verb_list(p, from, to);
}

/* 由A牵头, 由A负责 in running text. */
static void
by(struct pk_para *p, const struct pk_hit *h, struct state *s)
{
	static pk_words not_before = {"理", "自", "缘", "事", "因", "经", "案", "来", NULL};
	static pk_words verbs = {"牵头", "负责", "主办", NULL};
	static pk_words no_verbs = {"牵头部门", "牵头单位", "牵头科室", "牵头处室", "主办单位", "主办部门", "负责人",
	    "负责单位", "负责部门", "负责同志", "牵头领导", "牵头人", NULL};
	static pk_words adverbs = {"统一", "具体", "主要", "全面", "分别", "共同", "总", "直接", "专门", "联合",
	    "组织", NULL};
	struct pk_str t = p->text;
	size_t end = pk_rd_until(t, h->to, ",。;:"), i, n, next, to;
	uint32_t cp;
	bool good = true;

	if (pk_rd_any_before(t, h->from, not_before))
		return;
	for (i = h->to; i < end && (pk_rd_any(t, i, verbs) == 0 || pk_rd_any(t, i, no_verbs));)
		i = pk_rd_next(t, i, &cp);
	if (i >= end || pk_rd_at(t, i, "负责解释"))
		return;
	end = i;
	while ((n = pk_rd_any_before(t, end, adverbs)) != 0 && end - n > h->to)
		end -= n;
	for (i = h->to; i < end && good; i = next) {
		to = cut_etc(t, i, item_end(t, i, end, &next, &cp));
		good = to == i || is_unit(t, i, to, true);
	}
	if (good)
		s->done = label_list(p, h->to, end, U_LEAD, "unit/by");
}

static void
hit(struct pk_para *p, const struct pk_hit *h, void *state)
{
	struct state *s = state;

	if (h->from < s->done || p->is_notice)
		return;
	switch ((enum unit_cls)h->cls) {
	case U_LEAD: case U_RESPONSIBLE: case U_COOPERATE:
		label(p, h, s, (enum unit_cls)h->cls, false);
		break;
	case U_SHORT_LEAD: case U_SHORT_RESPONSIBLE: case U_SHORT_COOPERATE:
		if (pk_rd_at(p->text, h->to, ":"))
			label(p, h, s, (enum unit_cls)(h->cls - U_SHORT_LEAD + U_LEAD), true);
		else
			bracket(p, h, s);
		break;
	case U_BRACKET:
		verb_list(p, h->to, pk_rd_until(p->text, h->to, "。"));
		break;
	case U_BY:
		by(p, h, s);
		break;
	case U_VERB: case U_OTHER:
		bracket(p, h, s);
		break;
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

static void
end(struct pk_para *p, void *state)
{
	struct state *s = state;
	enum unit_cls role;

	if (p->is_notice || p->label.n == 0 || (role = role_of_label(p->label)) == 0)
		return;
	if (s->done == 0)
		s->done = label_list(p, 0, pk_rd_until(p->text, 0, "。"), role, "unit/below");
}

const struct pk_kind pk_kind_unit = {"unit", unit_cues, hit, end};
