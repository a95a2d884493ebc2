#include "parse/mark_cur.h"
#include "parse/role.h"

/* Marks of less usual form: names with numbers, months, bullets, records, letters. */

/* What goes on behind a stage: not a sentence that names several of them. */
static bool
goes_on(const struct cur *c)
{
	static const char *const more[] = {"、", "和", "及", "与", "的", "以及", NULL};
	enum { NEAR = 60 };
	struct pk_str rest = pk_str_sub(c->s, c->i, c->i + NEAR);
	size_t k = pk_str_find(rest, PK_S("\n"), 0);

	rest.n = k < rest.n ? k : rest.n;
	for (k = 0; more[k]; k++)
		if (pk_str_starts(rest, pk_str(more[k])))
			return false;
	return (peek(c) == ',' || pk_is_han(peek(c))) && pk_str_find(rest, PK_S("阶段"), 0) == PK_NPOS;
}

/* 3月1日—3月10日为动员阶段。 a step that begins with its time, which is part of its heading. */
bool
pk_mark_timed(const struct cur *c, struct pk_mark *m)
{
	enum { TIME = 75, NAME = 60 }; /* bytes of the time, of the step's name */
	struct cur at = {pk_str_sub(c->s, 0, TIME + NAME), 0}, whole = *c;
	bool month = false;
	size_t from;
	uint32_t cp;

	for (; at.i < TIME && pk_is_time_char(cp = peek(&at)); step(&at))
		month = month || cp == 0x6708;
	if (!month || !(take(&at, 0x4e3a) || take(&at, 0x662f))) /* 为, 是 */
		return false;
	for (from = at.i; (cp = peek(&at)) != 0 && cp != ',' && cp != 0x3002 && cp != ':'; step(&at))
		if (at.i > from && pk_str_starts(pk_str_sub(at.s, at.i, at.s.n), PK_S("阶段"))) {
			at.i += strlen("阶段");
			cp = peek(&at);
			whole.i = at.i;
			at.i = 0;
			return (cp == 0 || cp == 0x3002 || cp == ';' || cp == ':' || (cp == ',' && goes_on(&whole))) && found(m, PK_M_STAGE, 0, &at);
		}
	return false;
}

/* :3月1日至3月10日。 behind the name of a stage, with *at at the colon. */
static bool
is_time_behind(struct cur at)
{
	enum { TIME = 75 };
	size_t from = at.i;
	bool month = false;
	uint32_t cp;

	step(&at);
	for (; at.i < from + TIME && pk_is_time_char(cp = peek(&at)); step(&at))
		month = month || cp == 0x6708;
	return month && (peek(&at) == 0 || peek(&at) == 0x3002 || peek(&at) == ',');
}

/* 自查阶段(3月1日至3月10日):… a stage of a schedule that has no number; its name and its time are the heading. */
bool
pk_mark_staged(const struct cur *c, struct pk_mark *m)
{
	enum { NAME = 48, TIME = 90 }; /* bytes of the stage's name, of its bracket */
	struct cur at = *c;
	size_t name;
	uint32_t cp;

	while (at.i < NAME && (pk_is_han(cp = peek(&at)) || cp == 0x3001))
		step(&at);
	name = at.i;
	skip_blanks(&at);
	if (!pk_str_ends(pk_str_sub(c->s, 0, name), PK_S("阶段")))
		return false;
	if (peek(&at) == ':' && is_time_behind(at)) {
		at.i = 0;
		return found(m, PK_M_STAGE, 0, &at);
	}
	if (peek(&at) != '(')
		return false;
	while (at.i < name + TIME && (cp = peek(&at)) != 0 && cp != ')')
		step(&at);
	if (!take(&at, ')') || !pk_has_time_bracket(pk_str_sub(c->s, 0, at.i)))
		return false;
	(void)(take(&at, '*') && take(&at, '*'));
	cp = peek(&at);
	if (cp != 0 && cp != ':' && cp != 0x3002 && !goes_on(&at))
		return false;
	at.i = 0;
	return found(m, PK_M_STAGE, 0, &at);
}

/* 任务一:, 行动3、, 阶段二 …: the mark is part of the name. */
bool
pk_mark_named(struct cur *c, struct pk_mark *m)
{
	static const char *const name[] = {"任务", "行动", "步骤", "阶段", "举措", "措施", "工程", "专题", "环节", "目标", NULL};
	unsigned v;
	uint32_t cp;
	size_t k;

	for (k = 0; name[k]; k++)
		if (pk_str_starts(c->s, pk_str(name[k])))
			break;
	if (!name[k])
		return false;
	c->i = strlen(name[k]);
	if (!pk_mark_arabic(c, &v) && !pk_mark_han(c, &v))
		return false;
	cp = peek(c);
	if (cp != ':' && cp != 0x3001 && cp != '.' && cp != '(' && cp != 0 && !pk_is_blank(cp))
		return false;
	c->i = 0;
	return found(m, PK_M_STAGE, v, c);
}

/* 三月 …, 3月份:…; a line that says no more is a heading itself. */
bool
pk_mark_month(struct cur *c, struct pk_mark *m)
{
	struct cur at = *c, behind;
	uint32_t cp;
	unsigned v;

	if ((!pk_mark_arabic(&at, &v) && !pk_mark_han(&at, &v)) || v < 1 || v > 12 || !take(&at, 0x6708))
		return false;
	(void)take(&at, 0x4efd);
	cp = peek(&at);
	if (cp != 0 && cp != ':' && !pk_is_blank(cp))
		return false;
	(void)take(&at, ':');
	behind = at;
	skip_blanks(&behind);
	cp = peek(&behind);
	if (is_ascii_digit(cp) && behind.s.n - behind.i < 24)
		return false; /* 5 月 31 日 */
	if (behind.i == behind.s.n)
		at.i = 0;
	*c = at;
	return found(m, PK_M_MONTH, v, c);
}

bool
pk_mark_bullet(struct cur *c, unsigned indent, struct pk_mark *m)
{
	uint32_t raw, cp;
	size_t len = pk_utf8_next(c->s.p, c->s.n, &raw);

	switch (raw) {
	case '-': case '*': case '+':
		c->i = len;
		cp = peek(c);
		if (cp != ' ' && cp != '\t')
			return false;
		break;
	case 0x2022: case 0x25cf: case 0x25a0: case 0x25c6: case 0x2605: case 0x25b2: case 0x25ba:
	case 0x27a2: case 0x2713: case 0x25a1: case 0x25aa: case 0x25cb: case 0x25c7: case 0x2606:
	case 0xb7: case 0xf06c: case 0xf0d8: case 0xf06e: case 0xf0b7:
		c->i = len;
		break;
	case 0x2014: case 0x2500: /* —— before each of several principles */
		c->i = len;
		(void)pk_utf8_next(c->s.p + len, c->s.n - len ? c->s.n - len : 1, &cp);
		if (c->s.n <= len || cp != raw)
			return false;
		c->i += len;
		if (c->i >= c->s.n || (!pk_is_han(peek(c)) && peek(c) != 0x201c && peek(c) != 0x300a))
			return false;
		return found(m, PK_M_DASH, 0, c);
	default:
		return false;
	}
	return found(m, (enum pk_mark_style)(indent < 2 ? PK_M_BULLET1 : indent < 4 ? PK_M_BULLET2 : PK_M_BULLET3),
	    0, c);
}

/* 序号:1 alone on its line */
bool
pk_mark_record(struct cur *c, struct pk_mark *m)
{
	unsigned v;

	if (!pk_str_starts(c->s, PK_S("序号")) && !pk_str_starts(c->s, PK_S("编号")))
		return false;
	c->i = strlen("序号");
	skip_blanks(c);
	if (!take(c, ':'))
		return false;
	skip_blanks(c);
	if (!pk_mark_arabic(c, &v) && !pk_mark_han(c, &v))
		return false;
	skip_blanks(c);
	return c->i == c->s.n && found(m, PK_M_RECORD, v, c);
}

bool
pk_mark_alpha(struct cur *c, struct pk_mark *m)
{
	uint32_t cp = peek(c);

	step(c);
	if (!take(c, '.') && !take(c, 0x3001) && !take(c, ')'))
		return false;
	return pk_is_han(peek(c)) && found(m, PK_M_ALPHA, (cp | 32) - 'a' + 1, c);
}
