#include "text/num.h"

#include "text/utf8.h"

int
pk_digit(uint32_t cp)
{
	static const struct {
		uint32_t cp;
		int v;
	} han[] = {{0x3007, 0}, {0x96f6, 0}, {0x25cb, 0}, {0x4e00, 1}, {0x4e8c, 2}, {0x4e09, 3},
	    {0x56db, 4}, {0x4e94, 5}, {0x516d, 6}, {0x4e03, 7}, {0x516b, 8}, {0x4e5d, 9}, {0x4e24, 2},
	    {0x58f9, 1}, {0x8d30, 2}, {0x53c1, 3}, {0x8086, 4}, {0x4f0d, 5}, {0x9646, 6}, {0x67d2, 7},
	    {0x634c, 8}, {0x7396, 9}};
	size_t i;

	if (cp >= '0' && cp <= '9')
		return (int)(cp - '0');
	if (cp >= 0xff10 && cp <= 0xff19)
		return (int)(cp - 0xff10);
	if (cp < 0x25cb)
		return -1;
	for (i = 0; i < sizeof(han) / sizeof(han[0]); i++)
		if (han[i].cp == cp)
			return han[i].v;
	return -1;
}

/* 十 百 千 with their formal and short forms; 0 for anything else. */
static int64_t
small_unit(uint32_t cp)
{
	switch (cp) {
	case 0x5341: case 0x62fe: return 10;   /* 十 拾 */
	case 0x767e: case 0x4f70: return 100;  /* 百 佰 */
	case 0x5343: case 0x4edf: return 1000; /* 千 仟 */
	default: return 0;
	}
}

static int64_t
large_unit(uint32_t cp)
{
	return cp == 0x4e07 || cp == 0x842c ? 10000 : cp == 0x4ebf || cp == 0x5104 ? 100000000 : 0;
}

static int
arabic(struct pk_str s, struct pk_number *out)
{
	char text[40];
	size_t i = 0, n = 0, len;
	uint32_t cp = 0;
	bool point = false;

	while (i < s.n && n < sizeof(text) - 1) {
		if (s.p[i] >= '0' && s.p[i] <= '9') {
			out->digits += !point;
			text[n++] = s.p[i++];
		} else if (s.p[i] == '.' && !point && i + 1 < s.n && s.p[i + 1] >= '0' && s.p[i + 1] <= '9') {
			point = true;
			text[n++] = s.p[i++];
		} else if (s.p[i] == ',' && !point && n <= 3 + 3 * (n / 4) && i + 3 < s.n + 0 &&
		           s.n - i >= 4 && s.p[i + 1] >= '0' && s.p[i + 1] <= '9' && s.p[i + 2] >= '0' &&
		           s.p[i + 2] <= '9' && s.p[i + 3] >= '0' && s.p[i + 3] <= '9' &&
		           (s.n - i == 4 || s.p[i + 4] < '0' || s.p[i + 4] > '9')) {
			i++; /* 1,000: a comma before exactly three digits */
		} else {
			break;
		}
	}
	if (n == 0 || pk_dec_parse(pk_strn(text, n), &out->v) != 0)
		return -1;
	out->len = i;
	while (i < s.n) {
		int64_t u;

		len = pk_utf8_next(s.p + i, s.n - i, &cp);
		u = large_unit(cp) ? large_unit(cp) : cp == 0x5343 || cp == 0x767e ? small_unit(cp) : 0;
		if (u == 0 || pk_dec_mul(out->v, pk_dec_int(u), &out->v) != 0)
			break;
		i += len;
		out->len = i;
	}
	return 0;
}

int
pk_number_at(struct pk_str s, struct pk_number *out)
{
	int64_t total = 0, section = 0, digit = -1, u;
	size_t i = 0, len, units = 0;
	uint32_t cp = 0;

	*out = (struct pk_number){0};
	if (s.n && s.p[0] >= '0' && s.p[0] <= '9')
		return arabic(s, out);
	while (i < s.n && out->digits < 16) {
		int d;

		len = pk_utf8_next(s.p + i, s.n - i, &cp);
		if (cp < 0x80)
			break;
		d = pk_digit(cp);
		if (cp == 0x5eff || cp == 0x5345) { /* 廿 卅 */
			section += cp == 0x5eff ? 20 : 30;
			digit = -1;
			units++;
		} else if (d >= 0) {
			digit = digit > 0 || (digit == 0 && units == 0) || (out->digits > 0 && units == 0)
			            ? (digit < 0 ? 0 : digit) * 10 + d
			            : d;
			out->digits++;
		} else if ((u = small_unit(cp)) != 0) {
			section += (digit < 0 ? 1 : digit) * u;
			digit = -1;
			units++;
		} else if ((u = large_unit(cp)) != 0 && (out->digits || units)) {
			total = (total + section + (digit > 0 ? digit : 0)) * u;
			section = 0;
			digit = -1;
			units++;
		} else {
			break;
		}
		i += len;
	}
	if (out->digits + units == 0)
		return -1;
	out->v = pk_dec_int(total + section + (digit > 0 ? digit : 0));
	out->chinese = true;
	out->positional = units == 0 && out->digits > 1;
	out->len = i;
	return 0;
}
