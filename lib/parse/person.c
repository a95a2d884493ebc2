/*
 * Persons by name and role.
 *
 *   label    组长:冯建明(局长)  副组长:田宝贵 李科基  联系人:王一(综合科),电话:…
 *   post     叶展书记、张黎艳主任任组长;  县长张三担任总指挥
 *   below    a role at a line's end, the head of a table's column, or the list of the paragraph
 *            before going on: the names stand here
 *
 * A name is two or three Han characters that begin with a surname, three or four with a
 * surname of two, or has a · inside; posts beside it and the duty in brackets are no part of it.
 */
#include "parse/person.h"
#include "parse/person_words.h"
#include "text/utf8.h"

enum {
	MAX_PERSONS = 400, /* names in one list */
	MAX_TOKEN = 75,    /* bytes of a name with the posts beside it that are looked at */
};

struct state {
	size_t done;
	size_t post;  /* end of the last post: names before it are its own */
	bool touched; /* some list was read in this paragraph */
};

static bool
has_surname(struct pk_str t, size_t from, size_t to)
{
	size_t n = pk_utf8_count(pk_str_sub(t, from, to)), one;
	uint32_t cp;

	if (pk_rd_any(t, from, person_compound))
		return n == 3 || n == 4;
	one = pk_rd_next(t, from, &cp);
	if (n < 2 || n > 3)
		return false;
	return pk_str_find(PK_S(person_surnames), pk_str_sub(t, from, one), 0) != PK_NPOS;
}

/* t[from, to) is a person's name and nothing else. */
bool
pk_is_person(struct pk_str t, size_t from, size_t to)
{
	size_t i, next, n = 0;
	uint32_t cp;
	bool dot = false;

	for (i = from; i < to; i = next, n++) {
		next = pk_rd_next(t, i, &cp);
		dot |= cp == 0xb7 || cp == 0x2022 || cp == 0x30fb; /* · • ・ */
		if (!pk_is_han(cp) && cp != 0xb7 && cp != 0x2022 && cp != 0x30fb)
			return false;
	}
	if (pk_rd_has(t, from, to, person_never))
		return false;
	if (dot)
		return n >= 4 && n <= 20;
	return has_surname(t, from, to) &&
	       !pk_rd_any_before(pk_str_sub(t, 0, to), to, person_unit_tails);
}

/* 张三镇党委书记, whose blank was lost: bytes of the name before the body that the post belongs to. */
static size_t
before_body(struct pk_str t, size_t from, size_t to)
{
	PK_WORDS(bodies, "镇党委", "乡党委", "街道党", "县委", "市委", "区委", "县政府", "市政府", "区政府", "镇政府",
	    "乡政府", "镇人大", "乡人大", "镇人民", "乡人民", "县人民", "市人民", "区人民", "村党", "社区党", "党委", "党总支",
	    "党支部", "党组", "村委", "社区", "镇纪委", "乡纪委", "副镇长", "副乡长", "副局长", "副县长", "副主任", "副书记",
	    "党政办", "镇长", "乡长", "德育处", "教导处", "教务处", "政教处", "总务处", "学工处", "安全办", "办公室", "后勤", "团委",
	    "工会", "教研", "年级", "少先队", "副校长", "副院长", "副园长", "医务科", "护理部", "保卫科", "财务科", "人事科", "综治办",
	    "派出所", "司法所", "财政所", "村支", "支部");
	size_t i = from, n;
	uint32_t cp;

	for (n = 0; n < 3 && i < to; n++) {
		i = pk_rd_next(t, i, &cp);
		if (n > 0 && pk_rd_any(t, i, bodies) && pk_is_person(t, from, i))
			return i - from;
	}
	return 0;
}

/* The name in t[from, to) with posts before or behind it taken off; duty: behind a name and a blank, where a post stands. */
static bool
find_name(struct pk_str t, size_t *from, size_t *to, bool duty)
{
	PK_WORDS(bodies, "室", "所", "处", "科", "办"); /* 党政办公室主任 */
	struct pk_str s = pk_str_sub(t, 0, *to);
	size_t n, i, start;
	uint32_t cp;

	while (*to - *from > MAX_TOKEN)
		*from = pk_rd_next(t, *from, &cp);
	start = *from;
	if (pk_is_person(t, *from, *to))
		return true;
	if ((n = pk_rd_any_before(s, *to, person_posts)) != 0 && *to - n > *from && !(duty && pk_rd_has(t, *to - n, *to, bodies))) {
		size_t end = *to - n;

		while (end > *from && (pk_rd_before(t, end, "副") || pk_rd_before(t, end, "总")))
			end -= strlen("副");
		if (pk_is_person(t, *from, end)) {
			*to = end;
			return true;
		}
	}
	if (pk_rd_before(t, *to, "组成") && *to - strlen("组成") > *from && pk_is_person(t, *from, *to - strlen("组成"))) {
		*to -= strlen("组成");
		return true;
	}
	if (!duty && pk_rd_any_before(s, *to, person_posts) && (n = before_body(t, *from, *to)) != 0) {
		*to = *from + n;
		return true;
	}
	for (i = *from; i < *to; i = pk_rd_next(t, i, &cp))
		if ((n = pk_rd_any(s, i, person_posts)) != 0 && i + n < *to)
			start = i + n;
	if (start > *from && pk_is_person(t, start, *to)) {
		*from = start;
		return true;
	}
	return false;
}

static void
add(struct pk_para *p, size_t from, size_t to, const char *role, struct pk_str duty,
    const char *rule)
{
	struct pk_span *s = pk_para_add(p, PK_SP_PERSON, from, to, rule);

	s->attr[PK_A_ROLE] = pk_str(role);
	if (duty.n)
		s->attr[PK_A_DUTY] = pk_str_dup(p->arena, duty);
}

static void
add_masked(struct pk_para *p, size_t from, size_t to, const char *role)
{
	add(p, from, to, role, (struct pk_str){0}, "person/masked");
	p->spans.v[p->spans.n - 1].attr[PK_A_MASKED] = PK_S("yes");
	pk_diag(p->sink, PK_D_PARSE_MASKED, PK_POS(p->file, pk_rd_line(p, from)),
	    PK_Z(p->arena, pk_str_sub(p->text, from, to)), NULL);
}

static size_t
token_end(struct pk_str t, size_t i, uint32_t *cp)
{
	static const char stops[] = "、,;。 \t:([|/";
	size_t next, from = i;

	for (; i < t.n && i - from < PK_RD_CLAUSE; i = next) {
		next = pk_rd_next(t, i, cp);
		if (*cp < 0x80 ? strchr(stops, (int)*cp) != NULL : *cp == 0x3001 || *cp == 0x3002)
			return i;
		if (*cp == ')' || (*cp >= '0' && *cp <= '9'))
			return i;
	}
	*cp = 0;
	return i;
}

/* 张三电话: the end of the name, when the blank behind it was lost; 0 when no name is there. */
static size_t
before_label(struct pk_str t, size_t from, size_t to)
{
	PK_WORDS(labels, "联系电话", "电话", "手机", "手机号", "邮箱", "传真", "联系方式", "职务", "单位");
	struct pk_str s = pk_str_sub(t, 0, to);
	size_t n = pk_rd_any_before(s, to, labels);
	const struct pk_cue *c;

	for (c = person_cues; c->word; c++)
		if (c->cls == P_ROLE && strlen(c->word) > n && pk_rd_before(s, to, c->word))
			n = strlen(c->word);
	return n && to - n > from && pk_is_person(t, from, to - n) ? to - n : 0;
}

/* Names from i on.  Returns how many, the end of reading in *stop. */
static size_t
list(struct pk_para *p, size_t i, const char *role, const char *rule, size_t *stop)
{
	struct pk_str t = p->text;
	size_t n = 0, from, to, end, close, miss = 0, k;
	bool bare = false; /* 吴明 平原派出所所长: what stands behind a name and a blank is his post */
	uint32_t cp;

	for (k = 0; i < t.n && k < MAX_PERSONS; k++) {
		struct pk_str duty = {0};

		i = pk_rd_skip(t, i);
		from = i;
		end = to = token_end(t, i, &cp);
		if (cp == ':' && end > from) { /* another label */
			to = before_label(t, from, to);
			if (to) {
				add(p, from, to, role, duty, rule);
				n++;
				i = to;
			}
			break;
		}
		if (cp == '(') {
			close = pk_rd_until(t, end + 1, "");
			duty = pk_str_sub(t, end + 1, close);
			end = close < t.n ? close + 1 : t.n;
		}
		if (to > from && pk_rd_masked(t, from, to)) {
			add_masked(p, from, to, role);
			n++;
			bare = false;
		} else if (to > from && find_name(t, &from, &to, bare)) {
			add(p, from, to, role, duty, rule);
			n++;
			miss = 0;
			bare = from == i && to == end && (cp == ' ' || cp == '\t');
		} else if (to > from && ++miss > 3) {
			break; /* running text */
		}
		i = end;
		(void)pk_rd_next(t, end, &cp);
		if (cp == 0 || cp == 0x3002 || cp == ')')
			break;
		i = end + (cp == 0x3001 ? 3
					: cp == ',' || cp == ';' || cp == '|' || cp == '/' ||
					      cp == ' ' || cp == '\t');
		if (i <= from && end <= from)
			i = pk_rd_next(t, from, &cp);
	}
	*stop = i < t.n ? i : t.n;
	return n;
}

/* The cue's word itself is the role; 任, 为 before a post are not. */
static const char *
role_at(struct pk_str t, size_t at, size_t to, enum person_cls cls)
{
	const struct pk_cue *c;

	for (c = person_cues; c->word; c++)
		if (c->cls == (int)cls && strlen(c->word) == to - at && pk_rd_at(t, at, c->word))
			return c->word + (cls == P_POST ? strlen("任") : 0);
	return NULL;
}

/* 责任人李明, 联系人王芳主任: the whole word behind the role is a name. */
static bool
follows(struct pk_str t, const struct pk_hit *h)
{
	PK_WORDS(roles, "责任人", "负责人", "联系人", "牵头人", "联络员", "召集人");
	size_t from = h->to, to;
	uint32_t cp;

	(void)pk_rd_prev(t, h->from, &cp);
	if (pk_is_han(cp) || !pk_rd_any_before(pk_str_sub(t, 0, h->to), h->to, roles))
		return false;
	to = token_end(t, from, &cp);
	return to > from && cp != ':' && find_name(t, &from, &to, false) && from == h->to &&
	       pk_rd_chars(t, from, to) == 3;
}

/* Behind a role: where its list begins, or PK_NPOS. */
static size_t
list_at(struct pk_str t, const struct pk_hit *h)
{
	size_t i = h->to, n, close, end, from;
	uint32_t cp;

	while (i < t.n && t.p[i] == '*')
		i++;
	if ((n = pk_rd_any(t, i, person_with)) != 0)
		i += n;
	if (pk_rd_at(t, i, "(")) {
		close = pk_rd_until(t, i + 1, "");
		if (close < t.n && close - i < 60 && pk_rd_at(t, close + 1, ":"))
			i = close + 1;
	}
	if (pk_rd_at(t, i, ":")) {
		for (i++; i < t.n && t.p[i] == '*' && pk_rd_before(t, h->from, "**") &&
			  !pk_rd_at(t, i, "***");)
			i++;
		return i;
	}
	if (pk_rd_at(t, i, "]") && pk_rd_before(t, h->from, "["))
		return i + 1;
	/* Without a colon: two names and more right behind it (组员张三、李四组成), */
	end = token_end(t, i, &cp);
	if (cp == 0x3001 && pk_is_person(t, i, end)) {
		from = pk_rd_next(t, end, &cp);
		end = token_end(t, from, &cp);
		if (cp == 0x3001 && pk_is_person(t, from, end))
			return i;
	}
	/* or at the beginning, a gap, and a name right behind it. */
	(void)pk_rd_prev(t, h->from, &cp);
	if (!(cp == 0 || cp == ' ' || cp == '\t') || !(pk_rd_at(t, i, " ") || pk_rd_at(t, i, "\t")))
		return follows(t, h) ? i : PK_NPOS;
	from = pk_rd_skip(t, i);
	end = token_end(t, from, &cp);
	return cp != ':' && pk_is_person(t, from, end) ? i : PK_NPOS;
}

/* The names before 任组长: in the clause, each with a post beside it or alone. */
static void
post(struct pk_para *p, const struct pk_hit *h, const char *role, struct state *s)
{
	PK_WORDS(by, "由", "以");
	PK_WORDS(tails, "担", "兼", "同时", "同志");
	struct pk_str t = p->text;
	size_t from = pk_rd_since(t, h->from, ",。;:("), end = h->from, i, to, a, b, n, k;
	uint32_t cp, c;

	if (from < s->post)
		from = s->post;
	s->post = h->to;
	while ((n = pk_rd_any_before(t, end, tails)) != 0 && end - n > from)
		end -= n;
	for (i = from; i < end; i = to + (cp == 0x3001 ? 3 : 1)) {
		to = token_end(t, i, &cp);
		if (to > end)
			to = end;
		a = i;
		b = to;
		for (k = a; k < b; k = pk_rd_next(t, k, &c)) /* 成立由A, 成立以A */
			if (pk_rd_any(t, k, by))
				a = k + strlen("由");
		if (b > a && pk_rd_masked(t, a, b)) {
			b = a;
			while (b < to && (unsigned char)t.p[b] < 0x80)
				b++;
			if (b > a)
				add_masked(p, a, b, role);
		} else if (b > a && find_name(t, &a, &b, false)) {
			add(p, a, b, role, (struct pk_str){0}, "person/post");
		}
	}
}

/* 组长由县长王志强担任. */
static void
held_by(struct pk_para *p, const struct pk_hit *h, const char *role)
{
	PK_WORDS(heads, "组长", "指挥", "召集人", "指挥长");
	PK_WORDS(ends, "担任", "兼任", "任");
	struct pk_str t = p->text;
	size_t from = h->to + strlen("由"), end = pk_rd_until(t, from, ",。;:"), n, to, next;
	uint32_t cp;

	n = pk_rd_any_before(pk_str_sub(t, 0, end), end, ends);
	if (n && pk_rd_before(t, end - n, "同志"))
		n += strlen("同志");
	if (pk_no(p, n == 0 || !pk_rd_any_before(pk_str_sub(t, 0, h->to), h->to, heads),
		"nobody is said to hold the post", "没有写明由谁担任"))
		return;
	for (end -= n; from < end; from = next) {
		to = token_end(t, from, &cp);
		to = to < end ? to : end;
		next = to + (cp == 0x3001 ? strlen("、") : 1);
		if (find_name(t, &from, &to, false))
			add(p, from, to, role, (struct pk_str){0}, "person/held-by");
	}
}

static void
hit(struct pk_para *p, const struct pk_hit *h, void *state)
{
	struct state *s = state;
	const char *role;
	size_t i, n;

	if (pk_no(p, h->from < s->done, "read already as part of what stands before",
		"已作为前文的一部分读过"))
		return;
	role = role_at(p->text, h->from, h->to, (enum person_cls)h->cls);
	if (!role)
		return;
	if (h->cls == P_POST) {
		post(p, h, role, s);
		return;
	}
	if (pk_rd_at(p->text, h->to, "由")) {
		held_by(p, h, role);
		return;
	}
	i = list_at(p->text, h);
	if (pk_no(p, i == PK_NPOS, "no list of names: no colon, and no name right behind a gap",
		"不是名单：没有冒号，空格后也不是姓名"))
		return;
	n = list(p, i, role, "person/label", &s->done);
	s->touched = true;
	(void)pk_no(p, n == 0, "no name of a person stands behind it", "后面没有人名");
	p->persons = n && s->done >= p->text.n ? role : NULL;
}

/* The role that an unfinished label or a column's head names. */
static const char *
role_of_label(struct pk_str label)
{
	const struct pk_cue *c;
	const char *best = NULL;

	for (c = person_cues; c->word; c++)
		if (c->cls == P_ROLE && pk_str_find(label, pk_str(c->word), 0) != PK_NPOS &&
		    (!best || strlen(c->word) > strlen(best)))
			best = c->word;
	return best;
}

bool
pk_person_is_label(struct pk_str label)
{
	if (!pk_str_ends(label, PK_S(":")))
		return false;
	label.n--;
	return role_at(label, 0, label.n, P_ROLE) != NULL;
}

/* What stands in t[from, to) behind a name and ends the line may be any duty: 市第四中学教师. */
static bool
is_duty(struct pk_str t, size_t from, size_t to)
{
	enum { LONGEST = 20 }; /* characters */
	size_t i;
	uint32_t cp;

	if (to < t.n || pk_rd_chars(t, from, to) > LONGEST)
		return false;
	for (i = from; i < to; i = pk_rd_next(t, i, &cp)) {
		(void)pk_rd_next(t, i, &cp);
		if (!pk_is_han(cp))
			return false;
	}
	return true;
}

/* Every item of the paragraph is a name or a post behind one: it goes on with the list above. */
static bool
is_names_only(struct pk_str t)
{
	size_t i = pk_rd_skip(t, 0), end, from, to, n = 0;
	uint32_t cp;

	for (; i < t.n; n++) {
		from = i = pk_rd_skip(t, i);
		while (n > 0 && i < t.n && (strchr("0123456789-/ ", t.p[i]) || pk_rd_at(t, i, "、"))) /* telephones */
			i = pk_rd_next(t, i, &cp);
		if (i >= t.n)
			return true;
		from = i;
		end = to = token_end(t, i, &cp);
		if (to == from ||
		    !(pk_rd_masked(t, from, to) || find_name(t, &from, &to, false) ||
			(n > 0 && pk_rd_any_before(pk_str_sub(t, 0, to), to, person_posts)) || (n == 1 && is_duty(t, from, to))))
			return n > 0 && to == from && end >= t.n;
		if (cp == '(')
			end = pk_rd_until(t, end + 1, "") + 1;
		if (end >= t.n)
			return true;
		(void)pk_rd_next(t, end, &cp);
		if (cp >= '0' && cp <= '9') {
			i = end;
			continue;
		}
		if (!(cp == ' ' || cp == '\t' || cp == 0x3001 || cp == ',' || cp == ';' ||
			cp == 0x3002))
			return false;
		i = end + (cp >= 0x80 ? 3 : 1);
	}
	return n > 0;
}

static void
end(struct pk_para *p, void *state)
{
	struct state *s = state;
	const char *role = p->persons;
	size_t stop;

	if (s->touched)
		return;
	p->persons = NULL;
	if (p->label.n && role_of_label(p->label))
		role = role_of_label(p->label);
	else if (!role || p->is_head || !is_names_only(p->text))
		return;
	if (list(p, 0, role, "person/below", &stop) && stop >= p->text.n)
		p->persons = role;
}

const struct pk_kind pk_kind_person = {"person", person_cues, hit, end};
