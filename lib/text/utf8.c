#include "text/utf8.h"

void
pk_utf8_put(struct pk_buf *b, uint32_t cp)
{
	char s[4];
	size_t n;

	if (cp < 0x80) {
		s[0] = (char)cp;
		n = 1;
	} else if (cp < 0x800) {
		s[0] = (char)(0xc0 | cp >> 6);
		s[1] = (char)(0x80 | (cp & 63));
		n = 2;
	} else if (cp < 0x10000) {
		s[0] = (char)(0xe0 | cp >> 12);
		s[1] = (char)(0x80 | (cp >> 6 & 63));
		s[2] = (char)(0x80 | (cp & 63));
		n = 3;
	} else {
		s[0] = (char)(0xf0 | cp >> 18);
		s[1] = (char)(0x80 | (cp >> 12 & 63));
		s[2] = (char)(0x80 | (cp >> 6 & 63));
		s[3] = (char)(0x80 | (cp & 63));
		n = 4;
	}
	pk_buf_add(b, s, n);
}

/* Leads of three bytes that begin neither an overlong form nor a surrogate: Han and most marks. */
static inline bool
is_plain_lead(unsigned char c)
{
	return c >= 0xe1 && c <= 0xec;
}

/* Behind the pairs of such characters at i: six bytes, looked at together. */
static size_t
check_pairs(const unsigned char *p, size_t i, size_t n)
{
	static const unsigned char bits[8] = {0, 0xc0, 0xc0, 0, 0xc0, 0xc0}, want[8] = {0, 0x80, 0x80, 0, 0x80, 0x80};
	uint64_t w, b, x;

	memcpy(&b, bits, sizeof(b));
	memcpy(&x, want, sizeof(x));
	while (i + sizeof(w) <= n) {
		memcpy(&w, p + i, sizeof(w));
		if ((w & b) != x || !is_plain_lead(p[i]) || !is_plain_lead(p[i + 3]))
			break;
		i += 6;
	}
	return i;
}

size_t
pk_utf8_check(struct pk_str s)
{
	const unsigned char *p = (const unsigned char *)s.p;
	size_t i = 0, len;
	uint64_t w;
	uint32_t cp;

	while (i < s.n) {
		if (p[i] < 0x80) {
			/* Eight bytes of ASCII at a time. */
			if (s.n - i >= 8 && (memcpy(&w, p + i, 8), !(w & 0x8080808080808080u)))
				i += 8;
			else
				i++;
			continue;
		}
		i = check_pairs(p, i, s.n);
		if (i >= s.n || p[i] < 0x80)
			continue;
		len = pk_utf8_next(s.p + i, s.n - i, &cp);
		if (len == 1)
			return i;
		i += len;
	}
	return s.n;
}

bool
pk_utf8_is_cut(struct pk_str s)
{
	/* Completed by the bytes that fit any lead byte's limits on the second one. */
	static const char tail[2][3] = {{'\x80', '\x80', '\x80'}, {'\xa0', '\x80', '\x80'}};
	char whole[8];
	uint32_t cp;
	size_t k;

	if (s.n == 0 || s.n > 3)
		return false;
	for (k = 0; k < 2; k++) {
		memcpy(whole, s.p, s.n);
		memcpy(whole + s.n, tail[k], 3);
		if (pk_utf8_next(whole, s.n + 3, &cp) > s.n)
			return true;
	}
	return false;
}

size_t
pk_utf8_count(struct pk_str s)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	size_t i = 0, n = 0;
	uint64_t w;

	for (; i + sizeof(w) <= s.n; i += sizeof(w)) {
		memcpy(&w, s.p + i, sizeof(w));
		w = w >> 7 & ~w >> 6 & ones; /* a one for each byte 10xxxxxx */
		n += sizeof(w) - (size_t)(w * ones >> 56);
	}
	for (; i < s.n; i++)
		n += ((unsigned char)s.p[i] & 0xc0) != 0x80;
	return n;
}

bool
pk_is_han(uint32_t cp)
{
	return (cp >= 0x4e00 && cp <= 0x9fff) || (cp >= 0x3400 && cp <= 0x4dbf) || cp == 0x3007 ||
	       cp == 0x3005 || (cp >= 0xf900 && cp <= 0xfaff) || (cp >= 0x20000 && cp <= 0x323af);
}

static bool
is_wide(uint32_t cp)
{
	return (cp >= 0x1100 && cp <= 0x115f) || (cp >= 0x2e80 && cp <= 0x303e) ||
	       (cp >= 0x3041 && cp <= 0x33ff) || (cp >= 0x3400 && cp <= 0x4dbf) ||
	       (cp >= 0x4e00 && cp <= 0xa4cf) || (cp >= 0xac00 && cp <= 0xd7a3) ||
	       (cp >= 0xf900 && cp <= 0xfaff) || (cp >= 0xfe30 && cp <= 0xfe6f) ||
	       (cp >= 0xff01 && cp <= 0xff60) || (cp >= 0xffe0 && cp <= 0xffe6) ||
	       (cp >= 0x1f300 && cp <= 0x1f64f) || (cp >= 0x1f900 && cp <= 0x1f9ff) ||
	       (cp >= 0x20000 && cp <= 0x3fffd) || cp == 0x2329 || cp == 0x232a;
}

static bool
is_zero_width(uint32_t cp)
{
	return (cp >= 0x300 && cp <= 0x36f) || (cp >= 0x200b && cp <= 0x200f) || cp == 0xfeff ||
	       (cp >= 0x20d0 && cp <= 0x20ff) || (cp >= 0xfe00 && cp <= 0xfe0f);
}

size_t
pk_utf8_width(struct pk_str s)
{
	size_t i = 0, w = 0;
	uint32_t cp;

	while (i < s.n) {
		i += pk_utf8_next(s.p + i, s.n - i, &cp);
		w += is_zero_width(cp) ? 0 : is_wide(cp) ? 2 : 1;
	}
	return w;
}

uint32_t
pk_fold_mark(uint32_t cp)
{
	if (cp < 0x2010)
		return cp == 0xa0 ? ' ' : cp == 0xd7 ? 0xd7 : cp;
	if (cp >= 0xff01 && cp <= 0xff5e)
		cp -= 0xfee0;
	switch (cp) {
	case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2015:
	case 0x2212: case 0x2500: case 0x301c: case 0x2053: case 0xfe63: case 0xfe58:
	case '~':
		return '-'; /* every joiner of ranges */
	case 0x3000:
		return ' ';
	case 0x3014: case 0x3016: case 0x3018: case 0x2768: case 0xfe59:
		return '('; /* 〔 〖 〘 */
	case 0x3015: case 0x3017: case 0x3019: case 0xfe5a:
		return ')';
	case 0x3010: return '['; /* 【 */
	case 0x3011: return ']';
	case 0xfe55: case 0x2236: return ':';
	case 0xfe50: return ',';
	case 0xfe54: return ';';
	case 0xff61: return 0x3002; /* half-width 。 */
	case 0xff64: return 0x3001; /* half-width 、 */
	case 0x2030: return 0x2030; /* ‰ */
	case 0x25cb: case 0x25ef: case 0x3007: return 0x3007; /* ○ ◯ 〇 are zeros */
	default: return cp;
	}
}
