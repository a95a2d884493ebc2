#include "parse/mark_cur.h"

bool
pk_mark_is_han_digit(uint32_t cp)
{
	return cp == 0x5341 || cp == 0x767e || (cp > 0x7f && pk_digit(cp) >= 0);
}

/* At most three digits: a year or an amount is no list number. */
bool
pk_mark_arabic(struct cur *c, unsigned *v)
{
	struct cur at = *c;
	unsigned n = 0;

	for (*v = 0; is_ascii_digit(peek(&at)); step(&at)) {
		*v = *v * 10 + (unsigned)(peek(&at) - '0');
		if (++n > 3)
			return false;
	}
	if (n == 0)
		return false;
	*c = at;
	return true;
}

/* 一 .. 九十九, 一百二十三. */
bool
pk_mark_han(struct cur *c, unsigned *v)
{
	struct cur at = *c;
	unsigned total = 0, digit = 0, n = 0;
	bool have = false;
	uint32_t cp;

	for (; pk_mark_is_han_digit(cp = peek(&at)); step(&at)) {
		if (++n > 7)
			return false;
		if (cp == 0x5341 || cp == 0x767e) {
			total += (have ? digit : 1) * (cp == 0x5341 ? 10 : 100);
			digit = 0;
			have = false;
		} else if (have && pk_digit(cp) != 0) {
			return false; /* 二〇二六: a year */
		} else {
			digit = (unsigned)pk_digit(cp);
			have = true;
		}
	}
	if (n == 0)
		return false;
	*v = total + digit;
	*c = at;
	return true;
}

/* ① .. ⑳, ㉑ .., ❶ .., ⑴ .., ⒈ .., ㈠ ..: one character that is a whole mark. */
static bool
enclosed(struct cur *c, struct pk_mark *m)
{
	static const struct {
		uint32_t first, last;
		unsigned value;
		enum pk_mark_style style;
	} range[] = {{0x2460, 0x2473, 1, PK_M_CIRCLE}, {0x2474, 0x2487, 1, PK_M_NUM_PAREN},
	    {0x2488, 0x249b, 1, PK_M_NUM}, {0x24f5, 0x24fe, 1, PK_M_CIRCLE}, {0x24eb, 0x24f4, 11, PK_M_CIRCLE},
	    {0x2776, 0x277f, 1, PK_M_CIRCLE}, {0x2780, 0x2789, 1, PK_M_CIRCLE},
	    {0x278a, 0x2793, 1, PK_M_CIRCLE}, {0x3220, 0x3229, 1, PK_M_HAN_PAREN},
	    {0x3280, 0x3289, 1, PK_M_HAN_PAREN}, {0x3251, 0x325f, 21, PK_M_CIRCLE}};
	uint32_t cp = peek(c);
	size_t k;

	if (cp < 0x2460 || cp > 0x3289)
		return false;
	for (k = 0; k < sizeof(range) / sizeof(range[0]); k++) {
		if (cp < range[k].first || cp > range[k].last)
			continue;
		step(c);
		(void)(take(c, 0x3001) || take(c, '.')); /* ①、 ㈠、 */
		return found(m, range[k].style, range[k].value + (unsigned)(cp - range[k].first), c);
	}
	return false;
}

static bool
starts_with(const struct cur *c, const char *const *word)
{
	for (; *word; word++)
		if (pk_str_starts(pk_str_sub(c->s, c->i, c->s.n), pk_str(*word)))
			return true;
	return false;
}

/* 第N章 and its kin; 第一阶段, whose words are the heading. */
static bool
ordinal(struct cur *c, struct pk_mark *m)
{
	static const char *const not_article[] = {"件", "路", "线", "战", "例", "龙", "款", "至", "到", "、", "和", "第",
	    "规", "（", "(", "的", NULL};
	static const struct {
		const char *word;
		enum pk_mark_style style;
	} unit[] = {{"部分", PK_M_PART}, {"编", PK_M_PART}, {"篇", PK_M_PART}, {"章", PK_M_CHAPTER},
	    {"节", PK_M_SECTION}, {"条", PK_M_ARTICLE}, {"阶段", PK_M_STAGE}, {"步", PK_M_STAGE}};
	unsigned v;
	size_t k;

	if (!take(c, 0x7b2c)) /* 第 */
		return false;
	skip_blanks(c);
	if (!pk_mark_arabic(c, &v) && !pk_mark_han(c, &v))
		return false;
	skip_blanks(c);
	for (k = 0; k < sizeof(unit) / sizeof(unit[0]); k++) {
		if (!pk_str_starts(pk_str_sub(c->s, c->i, c->s.n), pk_str(unit[k].word)))
			continue;
		c->i += strlen(unit[k].word);
		if (unit[k].style == PK_M_STAGE) {
			c->i = 0;
			return found(m, PK_M_STAGE, v, c);
		}
		if (unit[k].style == PK_M_ARTICLE && starts_with(c, not_article))
			return false;
		/* 第一章程, 第一节课, 第一部分人: other words. */
		if (unit[k].style != PK_M_ARTICLE && c->i < c->s.n && !pk_is_blank(peek(c)) &&
		    c->s.n - c->i > 60)
			return false;
		(void)(take(c, 0x3001) || take(c, ':') || take(c, '.'));
		return found(m, unit[k].style, v, c);
	}
	return false;
}

/* (一) (1), with a 、 or . that some put behind it. */
static bool
paren(struct cur *c, struct pk_mark *m)
{
	enum pk_mark_style style = PK_M_NUM_PAREN;
	unsigned v;

	if (!take(c, '('))
		return false;
	skip_blanks(c);
	if (!pk_mark_arabic(c, &v)) {
		if (!pk_mark_han(c, &v))
			return false;
		style = PK_M_HAN_PAREN;
	}
	skip_blanks(c);
	if (!take(c, ')'))
		return false;
	(void)(take(c, 0x3001) || take(c, '.'));
	return found(m, style, v, c);
}

/* A year follows: 1.2024年…, 一、二〇二六年…, where a digit may stand behind the mark. */
static bool
is_year(struct cur c)
{
	unsigned n = 0;

	while (is_ascii_digit(peek(&c)) || (peek(&c) > 0x7f && pk_digit(peek(&c)) >= 0) || peek(&c) == 'x' ||
	       peek(&c) == 'X' || peek(&c) == '_' || peek(&c) == '*') {
		step(&c);
		n++;
	}
	return n == 4 && (peek(&c) == 0x5e74 || peek(&c) == '-' || peek(&c) == '.');
}

/* Behind 月 a day, or a part of the month, is named: 6日, 底, 上旬. */
static bool
is_within_month(struct cur c)
{
	static const char *const part[] = {"底", "初", "末", "上旬", "中旬", "下旬", NULL};
	unsigned v;

	return starts_with(&c, part) ||
	       (pk_mark_arabic(&c, &v) && v >= 1 && v <= 31 && (peek(&c) == 0x65e5 || peek(&c) == 0x53f7)); /* 日 号 */
}

/*
 * A month follows: 3.7月底前…, 4.8—10月…; `next` is the month that would make a pair with the mark (1、2月份),
 * but for a month that is not told whole (2、3月6日前).
 */
static bool
is_month(struct cur c, unsigned next)
{
	unsigned v, first;

	if (!pk_mark_arabic(&c, &v) || v < 1 || v > 12)
		return false;
	first = v;
	if (take(&c, '-') || take(&c, '~') || take(&c, 0x2014) || take(&c, 0x81f3) || take(&c, 0x5230)) { /* 至 到 */
		(void)take(&c, 0x2014);
		if (!pk_mark_arabic(&c, &v) || v <= first || v > 12)
			return false;
	}
	return take(&c, 0x6708) && (first != next || is_within_month(c)); /* 月 */
}

/* 一、 一. 一) */
static bool
han_plain(struct cur *c, struct pk_mark *m)
{
	unsigned v;

	if (!pk_mark_han(c, &v))
		return false;
	skip_blanks(c);
	if (take(c, ')'))
		return found(m, PK_M_HAN_HALF, v, c);
	if (!take(c, 0x3001) && !take(c, '.') && !take(c, ','))
		return false;
	/* 一、二等奖 goes on with a number and is none, but for a year. */
	if (pk_mark_is_han_digit(peek(c)) && !is_year(*c)) {
		struct cur after = *c;
		unsigned w;

		if (!pk_mark_han(&after, &w) || w == v + 1 || peek(&after) == 0x3001)
			return false;
	}
	return found(m, PK_M_HAN, v, c);
}

/* 3.50年以上的房屋, 2.60周岁以上老人: a bound of two digits and more, and no decimal of one. */
static bool
is_bound(struct cur c)
{
	static const char *const units[] = {"年以上", "年以下", "年及以上", "周岁", "岁以上", "岁以下", "岁及以上", "人以上", "人以下",
	    "户以上", "户以下", "家以上", "天以上", "天以内", "日以内", "个工作日", NULL};
	unsigned n = 0;

	for (; is_ascii_digit(peek(&c)); n++)
		step(&c);
	return n >= 2 && starts_with(&c, units);
}

/* Units that make N.N a quantity and no mark. */
static bool
is_quantity(const struct cur *c)
{
	static const char *const unit[] = {"分", "%", "％", "‰", "万", "亿", "倍", "元", "公里", "千米", "米", "个", "吨", "公斤",
	    "千克", "平方", "亩", "公顷", "小时", "天", "级", "度", "℃", "版", "折", "人", "户", "家", "条", "件", "次", "岁", "月",
	    "年", "日", "号", "G", "kg", "km", "cm", "mm", "m", NULL};

	/* 1.3分级分类, 2.1条件: words that begin as a unit does */
	static const char *const word[] = {"分级", "分类", "分工", "分步", "分析", "分布", "分区", "分管", "分阶段", "分期", "分解",
	    "分配", "条件", "人员", "人才", "个人", "年度", "月度", "日常", "家庭", "户外", "级别", "版权", "天气", "米面", NULL};

	return starts_with(c, unit) && !starts_with(c, word);
}

/* 1.1, 1.2.3 and deeper; `first` is read. */
static bool
decimal(struct cur *c, unsigned options, struct pk_mark *m)
{
	unsigned v = 0, parts = 1;
	struct cur at = *c;

	while (peek(&at) == '.') {
		struct cur dot = at;

		step(&at);
		if (!pk_mark_arabic(&at, &v) || v > 99) {
			at = dot;
			break;
		}
		parts++;
	}
	if (parts < 2 || parts > 4 || peek(&at) == '/' || peek(&at) == '-' || peek(&at) == ')')
		return false;
	if (parts == 2 && !(options & PK_MARK_DECIMAL) && !pk_is_blank(peek(&at)) && peek(&at) != 0x3001)
		return false;
	if (is_quantity(&at))
		return false;
	(void)(take(&at, 0x3001) || take(&at, '.'));
	*c = at;
	return found(m, (enum pk_mark_style)(parts == 2 ? PK_M_DEC2 : parts == 3 ? PK_M_DEC3 : PK_M_DEC4), v,
	    c);
}

enum { SHORT_NAME = 30 }; /* bytes of a heading whose number stands right before it: 1总则 */

/* 1、 1. 1) and, in decimal texts, 1 and a blank, or 1 and a short name */
static bool
number(struct cur *c, unsigned options, struct pk_mark *m)
{
	struct cur at;
	unsigned v;

	if (!pk_mark_arabic(c, &v))
		return false;
	at = *c;
	if (decimal(&at, options, m))
		return true;
	skip_blanks(&at);
	/* 19〕56号 is a document's number that was cut */
	if (!pk_str_starts(pk_str_sub(at.s, at.i, at.s.n), PK_S("〕")) && take(&at, ')'))
		return found(m, PK_M_NUM_HALF, v, &at);
	if (take(&at, 0x3001) || take(&at, '.')) {
		if (is_ascii_digit(peek(&at)) && !is_year(at) && !is_bound(at) && !is_month(at, at.s.p[at.i - 1] == '.' ? 0 : v + 1))
			return false; /* 2.5, 1、2号楼 */
		return found(m, PK_M_NUM, v, &at);
	}
	if (at.i == c->i && v > 0 && v < 50 && take(&at, ':') && pk_is_han(peek(&at))) /* 1:提交作品。 */
		return found(m, PK_M_NUM, v, &at);
	at = *c;
	skip_blanks(&at);
	if ((options & PK_MARK_DECIMAL) && (at.i > c->i || c->s.n - c->i <= SHORT_NAME) && v > 0 && pk_is_han(peek(&at)) && !is_quantity(&at))
		return found(m, PK_M_DEC1, v, c);
	return false;
}

/* 1、3月份为动员阶段: the number before the month is a mark, and no part of the time. */
static bool
is_numbered_month(struct cur c, unsigned options)
{
	struct cur at = c;
	struct pk_mark m;
	unsigned v;

	return pk_mark_arabic(&at, &v) && (take(&at, 0x3001) || take(&at, '.')) && is_ascii_digit(peek(&at)) &&
	       number(&c, options, &m);
}

/* l、 for 1、: a letter that was read for the digit. */
static bool
letter_l(struct cur *c, struct pk_mark *m)
{
	step(c);
	return (take(c, 0x3001) || take(c, '.')) && pk_is_han(peek(c)) && found(m, PK_M_NUM, 1, c);
}

static bool
plain(struct pk_str line, unsigned indent, unsigned options, struct pk_mark *m)
{
	struct cur c = {line, 0};
	uint32_t cp = peek(&c);

	if (is_ascii_digit(cp))
		return (!(options & PK_MARK_INSIDE) && !is_numbered_month(c, options) && pk_mark_timed(&c, m)) || pk_mark_month(&c, m) || number(&c, options, m);
	if (cp < 0x80) {
		if (cp == '(')
			return paren(&c, m);
		if (cp == '-' || cp == '*' || cp == '+')
			return pk_mark_bullet(&c, indent, m);
		return cp == 'l' ? letter_l(&c, m) : (cp | 32) >= 'a' && (cp | 32) <= 'h' && pk_mark_alpha(&c, m);
	}
	if (cp == 0x7b2c)
		return ordinal(&c, m);
	if (pk_mark_is_han_digit(cp))
		return pk_mark_month(&c, m) || han_plain(&c, m);
	if (!pk_is_han(cp))
		return enclosed(&c, m) || pk_mark_bullet(&c, indent, m);
	return pk_mark_record(&c, m) || (c.i = 0, pk_mark_named(&c, m)) ||
	       (c.i = 0, !(options & PK_MARK_INSIDE) && pk_mark_staged(&c, m));
}

/* 1. **标题**: the ** behind a mark is taken with it. */
static void
take_bold(struct pk_str line, struct pk_mark *m)
{
	size_t i = m->len;

	while (i < line.n && line.p[i] == ' ')
		i++;
	if (m->len > 0 && pk_str_starts(pk_str_sub(line, i, line.n), PK_S("**")) && i + 2 < line.n &&
	    line.p[i + 2] != '*' && pk_str_find(line, PK_S("**"), i + 2) != PK_NPOS)
		m->len = (unsigned)(i + 2) & 0xffffffu;
}

/* # … and **…: markup in front of the line, with the mark behind it. */
static bool
markdown(struct pk_str line, unsigned options, struct pk_mark *m)
{
	struct pk_mark inner = {0};
	struct cur c = {line, 0};
	unsigned hashes = 0;

	while (take(&c, '#'))
		hashes++;
	if (hashes > 6 || (hashes > 0 && !pk_is_blank(peek(&c))))
		return false;
	skip_blanks(&c);
	if (pk_str_starts(pk_str_sub(line, c.i, line.n), PK_S("**")) && peek(&c) == '*')
		c.i += 2;
	else if (hashes == 0)
		return false;
	if (plain(pk_str_sub(line, c.i, line.n), 0, options, &inner))
		c.i += inner.len;
	else if (hashes == 0)
		return false;
	return found(m, hashes ? (enum pk_mark_style)(PK_M_HASH1 + (int)hashes - 1) : inner.style, inner.value,
	    &c);
}

bool
pk_mark_at(struct pk_str line, unsigned indent, unsigned options, struct pk_mark *out)
{
	*out = (struct pk_mark){0};
	if (line.n == 0)
		return false;
	if ((options & PK_MARK_MARKDOWN) && (line.p[0] == '#' || line.p[0] == '*') &&
	    markdown(line, options, out))
		return true;
	if (plain(line, indent, options, out)) {
		if (options & PK_MARK_MARKDOWN)
			take_bold(line, out);
		return true;
	}
	*out = (struct pk_mark){0};
	return false;
}
