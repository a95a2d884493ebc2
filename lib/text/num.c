#include "text/num.h"

#include "text/utf8.h"

int
pk_digit(uint32_t cp)
{
	if (cp >= '0' && cp <= '9')
		return (int)(cp - '0');
	if (cp >= 0xff10 && cp <= 0xff19)
		return (int)(cp - 0xff10);
	switch (cp) {
	case 0x3007:
	case 0x96f6:
	case 0x25cb:
		return 0; /* 〇 零 ○ */
	case 0x4e00:
	case 0x58f9:
		return 1; /* 一 壹 */
	case 0x4e8c:
	case 0x4e24:
	case 0x8d30:
		return 2; /* 二 两 贰 */
	case 0x4e09:
	case 0x53c1:
		return 3; /* 三 叁 */
	case 0x56db:
	case 0x8086:
		return 4; /* 四 肆 */
	case 0x4e94:
	case 0x4f0d:
		return 5; /* 五 伍 */
	case 0x516d:
	case 0x9646:
		return 6; /* 六 陆 */
	case 0x4e03:
	case 0x67d2:
		return 7; /* 七 柒 */
	case 0x516b:
	case 0x634c:
		return 8; /* 八 捌 */
	case 0x4e5d:
	case 0x7396:
		return 9; /* 九 玖 */
	default:
		return -1;
	}
}

/* 十 百 千 with their formal and short forms; 0 for anything else. */
static int64_t
small_unit(uint32_t cp)
{
	switch (cp) {
	case 0x5341:
	case 0x62fe:
		return 10; /* 十 拾 */
	case 0x767e:
	case 0x4f70:
		return 100; /* 百 佰 */
	case 0x5343:
	case 0x4edf:
		return 1000; /* 千 仟 */
	default:
		return 0;
	}
}

static int64_t
large_unit(uint32_t cp)
{
	return cp == 0x4e07 || cp == 0x842c ? 10000 : cp == 0x4ebf || cp == 0x5104 ? 100000000 : 0;
}

static bool
is_digit(struct pk_str s, size_t i)
{
	return i < s.n && s.p[i] >= '0' && s.p[i] <= '9';
}

/* A comma at i that groups thousands: exactly three digits behind it, one to three before. */
static bool
groups(struct pk_str s, size_t i, size_t before)
{
	return s.p[i] == ',' && before >= 1 && before <= 3 && is_digit(s, i + 1) &&
	       is_digit(s, i + 2) && is_digit(s, i + 3) && !is_digit(s, i + 4);
}

/* 万, 亿, 千 and 百 behind figures: 3.5万, 2千万. */
static size_t
multipliers(struct pk_str s, size_t i, struct pk_dec *v)
{
	while (i < s.n) {
		uint32_t cp;
		size_t len = pk_utf8_next(s.p + i, s.n - i, &cp);
		int64_t u = large_unit(cp)                 ? large_unit(cp)
			    : cp == 0x5343 || cp == 0x767e ? small_unit(cp)
							   : 0;

		if (u == 0 || pk_dec_mul(*v, pk_dec_int(u), v) != 0)
			break;
		i += len;
	}
	return i;
}

static int
arabic(struct pk_str s, struct pk_number *out)
{
	char text[40];
	size_t i = 0, n = 0, group = 0;
	bool point = false;

	for (; i < s.n && n < sizeof(text) - 1; i++) {
		if (is_digit(s, i)) {
			text[n++] = s.p[i];
			group++;
			out->digits += !point;
		} else if (s.p[i] == '.' && !point && is_digit(s, i + 1)) {
			point = true;
			text[n++] = s.p[i];
		} else if (!point && groups(s, i, group)) {
			group = 0;
		} else {
			break;
		}
	}
	if (is_digit(s, i) || pk_dec_parse(pk_strn(text, n), &out->v) != 0)
		return -1; /* longer than any amount: an account, a code */
	out->len = multipliers(s, i, &out->v);
	return 0;
}

/* A Chinese numeral being read: what 亿 and what 万 closed, the section below, the last digit. */
struct reading {
	int64_t high, low, section, digit; /* digit -1: none waits for its unit */
	size_t digits, units;
};

enum { DIGITS_MAX = 16 }; /* of a positional numeral: a year, an amount; more is no number */
#define VALUE_MAX 1000000000000000000 /* 10^18: what int64_t holds with room to add */

/* Takes one character into the reading; false when it does not go on with it. */
static bool
take(struct reading *r, uint32_t cp)
{
	int64_t u = small_unit(cp), big = large_unit(cp);
	int d = pk_digit(cp);

	if (cp == 0x5eff || cp == 0x5345) { /* 廿 卅 */
		r->section += cp == 0x5eff ? 20 : 30;
		r->digit = -1;
		r->units++;
	} else if (d >= 0) {
		if (r->digits >= DIGITS_MAX)
			return false;
		/* 二〇二三 is read by place; behind a unit a 零 only fills it: 一千零五. */
		r->digit = r->units == 0 && r->digit >= 0 ? r->digit * 10 + d : d;
		r->digits++;
	} else if (u) {
		if (r->section + (r->digit < 0 ? 1 : r->digit) > VALUE_MAX / u)
			return false;
		r->section += (r->digit < 0 ? 1 : r->digit) * u;
		r->digit = -1;
		r->units++;
	} else if (big && r->digits + r->units) {
		int64_t all = (big > 10000 ? r->high : 0) + r->low + r->section +
			      (r->digit > 0 ? r->digit : 0);

		if (all > VALUE_MAX / big)
			return false;
		if (big > 10000) { /* 一万亿 */
			r->high = all * big;
			r->low = 0;
		} else {
			r->low = all * big;
		}
		r->section = 0;
		r->digit = -1;
		r->units++;
	} else {
		return false;
	}
	return true;
}

int
pk_number_at(struct pk_str s, struct pk_number *out)
{
	struct reading r = {.digit = -1};
	size_t i = 0, len;
	uint32_t cp = 0;

	*out = (struct pk_number){0};
	if (s.n && s.p[0] >= '0' && s.p[0] <= '9')
		return arabic(s, out);
	while (i < s.n) {
		len = pk_utf8_next(s.p + i, s.n - i, &cp);
		if (cp < 0x80 || !take(&r, cp))
			break;
		i += len;
	}
	if (r.digits + r.units == 0)
		return -1;
	out->v = pk_dec_int(r.high + r.low + r.section + (r.digit > 0 ? r.digit : 0));
	out->chinese = true;
	out->positional = r.units == 0 && r.digits > 1;
	out->digits = r.digits;
	out->len = i;
	return 0;
}
