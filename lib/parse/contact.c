/*
 * Where to ask or send things: telephone numbers and e-mail addresses.
 *
 *   phone   an area code and number (0512-5550137, (010)55501370), a mobile number, or any
 *           number of 5 to 12 digits that a word for telephone names: 联系电话:5550137,
 *           举报热线12345; further numbers behind 、 or / too
 *   email   local@domain.tld
 *
 * 12345热线 as a channel among others is no contact; masked numbers give none.
 */
#include "parse/read.h"
#include "text/utf8.h"

enum { C_PHONE = 1, C_HOTLINE };
enum {
	MAX_LOCAL = 64, /* characters before @ (RFC 5321) */
	MAX_DOMAIN = 255,
};

static const struct pk_cue cues[] = {{"电话", C_PHONE}, {"手机", C_PHONE}, {"传真", C_PHONE},
    {"联系方式", C_PHONE}, {"手机号", C_PHONE}, {"电话号码", C_PHONE}, {"手机号码", C_PHONE},
    {"座机", C_PHONE}, {"拨打", C_PHONE}, {"致电", C_PHONE}, {"Tel", C_PHONE}, {"TEL", C_PHONE},
    {"tel", C_PHONE}, {"☎", C_PHONE}, {"热线", C_HOTLINE}, {"热线电话", C_PHONE}, {"联系人", C_PHONE}, {"联络人", C_PHONE},
    {"联络员", C_PHONE}, {NULL, 0}};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t
digits(struct pk_str t, size_t i)
{
	size_t n = 0;

	while (i + n < t.n && is_digit(t.p[i + n]))
		n++;
	return n;
}

/* A number with its own shape at i: area code and number, or mobile; its end, or i. */
static size_t
shaped(struct pk_str t, size_t i)
{
	size_t n = digits(t, i), m, at = i;

	if (n == 11 && t.p[i] == '1' && t.p[i + 1] >= '3')
		return i + n;
	if ((n == 10 || n == 11 || n == 12) && t.p[i] == '0' && t.p[i + 1] != '0')
		return i + n;
	if (pk_rd_at(t, i, "(")) {
		n = digits(t, i + 1);
		if ((n == 3 || n == 4) && t.p[i + 1] == '0' && pk_rd_at(t, i + 1 + n, ")"))
			at = pk_rd_skip(t, i + 2 + n);
	} else if ((n == 3 || n == 4) &&
		   (t.p[i] == '0' || (n == 3 && (t.p[i] == '4' || t.p[i] == '8')))) {
		at = i + n;
		while (at < t.n && (t.p[at] == '-' || t.p[at] == ' '))
			at++;
		if (at == i + n || at > i + n + 3)
			return i;
	}
	if (at == i || at >= t.n)
		return i;
	m = digits(t, at);
	if (m == 7 || m == 8)
		return at + m;
	if (m == 3 && pk_rd_at(t, at + 3, "-") && digits(t, at + 4) == 4 && t.p[i] != '0')
		return at + 8; /* 400-123-4567 */
	return i;
}

/* Text before (from PK_NPOS: not looked at) or behind a number makes it part of something longer. */
static bool
is_part(struct pk_str t, size_t from, size_t to)
{
	char c;

	if (from > 0 && from != PK_NPOS) {
		c = t.p[from - 1];
		if (is_digit(c) || c == '.' || (c == '-' && from > 1 && is_digit(t.p[from - 2])) ||
		    (c | 32) == 'x' || c == '*' || c == '/' || ((c | 32) >= 'a' && (c | 32) <= 'z'))
			return true;
	}
	if (to < t.n) {
		c = t.p[to];
		if (is_digit(c) || (c | 32) == 'x' || c == '*' || c == '%')
			return true;
	}
	return false;
}

struct state {
	size_t done;
};

static void
phone(struct pk_para *p, size_t from, size_t to, const char *rule)
{
	pk_para_add(p, PK_SP_CONTACT, from, to, rule)->attr[PK_A_KIND] = PK_S("phone");
}

/* 电话:王一,5550137 · 电话:办公室 5550138: behind the holder's name and its separator; else i. */
static size_t
behind_holder(struct pk_str t, size_t i)
{
	enum { NAME = 15 }; /* characters of a name */
	PK_WORDS(seps, ",", "、", ":", "(", " ", "-");
	size_t k = i, n, count = 0, next;
	uint32_t cp;

	for (; k < t.n && count <= NAME; k = next, count++) {
		next = pk_rd_next(t, k, &cp);
		if (!pk_is_han(cp))
			break;
	}
	if (count < 2 || count > NAME)
		return i;
	k = pk_rd_skip(t, k + pk_rd_any(t, k, seps)); /* a blank beside figures is not kept */
	n = digits(t, k);
	return shaped(t, k) > k || n == 7 || n == 8 ? k : i;
}

/* Numbers behind a word for telephone. */
static void
labelled(struct pk_para *p, size_t i, struct state *s, bool colon)
{
	PK_WORDS(skip, ":", " ", "\t", "号码", "为", "是", "(", "*", "及传真", "/传真", "(传真)", "号");
	PK_WORDS(more, "、", "/", ",", " ", ";", "或", "和");
	PK_WORDS(channel, "热线", "市民", "政务", "平台", "服务", "便民", "等");
	struct pk_str t = p->text;
	size_t n, to, start = i;
	bool joined = false; /* 5550137/5550138 */

	i = pk_rd_over(t, i, skip);
	if (colon && pk_str_find(pk_str_sub(t, start, i), PK_S(":"), 0) == PK_NPOS)
		return;
	for (i = behind_holder(t, i);;) {
		to = shaped(t, i);
		if (to == i && (n = digits(t, i)) >= 5 && n <= 12)
			to = i + n;
		/* a hotline by its number's name (拨打12345热线) is a channel, no contact of the
		 * plan */
		if (pk_no(p, to == i || is_part(t, joined ? PK_NPOS : i, to), "no telephone number stands behind it",
			"后面没有电话号码") ||
		    pk_no(p, to - i == 5 && pk_rd_any(t, to, channel),
			"the name of a channel, no contact of the plan",
			"是渠道名称，不是方案的联系方式"))
			return;
		phone(p, i, to, "contact/label");
		s->done = to;
		n = pk_rd_any(t, to, more);
		i = behind_holder(t, to + n);
		if (i == to || i >= t.n || !is_digit(t.p[i]))
			return;
		joined = true;
	}
}

static void
hit(struct pk_para *p, const struct pk_hit *h, void *state)
{
	PK_WORDS(calls, "举报", "投诉", "监督", "咨询", "服务", "求助", "报警", "联系",
	    "报名", "反映", "公开", "受理", "接诉");
	struct state *s = state;

	if (h->from < s->done)
		return;
	/* 12345热线 is a name; 举报热线:12345 and 举报热线12345 are contacts */
	labelled(p, h->to, s, h->cls == C_HOTLINE && !pk_rd_any_before(p->text, h->from, calls));
}

static bool
is_local(char c)
{
	return is_digit(c) || ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '.' || c == '_' ||
	       c == '-' || c == '+' || c == '%';
}

static void
email(struct pk_para *p, size_t at)
{
	struct pk_str t = p->text;
	size_t from = at, to = at + 1, dot = 0;

	while (from > 0 && at - from < MAX_LOCAL && is_local(t.p[from - 1]))
		from--;
	while (
	    from < at && !is_digit(t.p[from]) && ((t.p[from] | 32) < 'a' || (t.p[from] | 32) > 'z'))
		from++;
	while (to < t.n && to - at < MAX_DOMAIN && is_local(t.p[to]) && t.p[to] != '%' &&
	       t.p[to] != '+') {
		if (t.p[to] == '.' && to + 2 < t.n && is_local(t.p[to + 1]) && t.p[to + 1] != '.')
			dot = to;
		to++;
	}
	while (to > at + 1 && (t.p[to - 1] == '.' || t.p[to - 1] == '-'))
		to--;
	if (from == at || dot == 0 || dot >= to || (t.p[dot + 1] | 32) < 'a' ||
	    (t.p[dot + 1] | 32) > 'z')
		return;
	pk_para_add(p, PK_SP_CONTACT, from, to, "contact/email")->attr[PK_A_KIND] = PK_S("email");
}

/* The next place at or behind i where an address or a number may stand. */
static size_t
may_be_at(struct pk_str t, size_t i)
{
	uint64_t w;

	for (; i < t.n; i++) {
		while (i + sizeof(w) <= t.n && (memcpy(&w, t.p + i, sizeof(w)), ~w & UINT64_C(0x8080808080808080)) == 0)
			i += sizeof(w);
		if (i == t.n || t.p[i] == '@' || t.p[i] == '0' || t.p[i] == '1' || t.p[i] == '4' || t.p[i] == '(')
			break;
	}
	return i;
}

/* Addresses, and numbers whose shape says what they are. */
static void
end(struct pk_para *p, void *state)
{
	PK_WORDS(joints, "、", "/");
	struct pk_str t = p->text;
	size_t i, to, n, m;

	(void)state;
	for (i = may_be_at(t, 0); i < t.n; i = may_be_at(t, i + 1)) {
		if (t.p[i] == '@') {
			email(p, i);
		} else if ((i == 0 || !is_digit(t.p[i - 1])) && (to = shaped(t, i)) > i) {
			if (!is_part(t, i, to)) {
				phone(p, i, to, "contact/number");
				/* 18800000000、3020501: another number of the same person */
				n = pk_rd_any(t, to, joints);
				m = n ? digits(t, to + n) : 0;
				if ((m == 7 || m == 8) && !is_part(t, to + n, to + n + m)) {
					phone(p, to + n, to + n + m, "contact/number");
					to += n + m;
				}
			}
			i = to - 1;
		}
	}
}

const struct pk_kind pk_kind_contact = {"contact", cues, hit, end};
