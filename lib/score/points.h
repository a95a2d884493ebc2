/*
 * Points as ledgers write them, read eight characters at a time.  The value is in
 * billionths (base/dec.h); what the fast way does not understand goes to
 * pk_dec_parse(), which alone says what a number is.
 */
#ifndef PK_SCORE_POINTS_H
#define PK_SCORE_POINTS_H

#include "base/dec.h"

/*
 * At most seven characters, digits with one point or none, perhaps a sign before them:
 * true and the value.  Reads eight bytes at p + 1 whatever n is.
 */
static inline __attribute__((always_inline)) bool
pk_points_fast(const unsigned char *p, size_t n, int64_t *out)
{
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	static const int64_t scale[8] = {1000000000, 100000000, 10000000, 1000000, 100000, 10000, 1000, 100};
	const uint64_t ones = 0x0101010101010101u, high = 0x8080808080808080u;
	bool neg = n > 0 && p[0] == '-';
	uint64_t w, x, dot, behind, before;
	unsigned at;
	bool has;

	p += neg;
	n -= neg;
	if (n - 1 > 6)
		return false;
	memcpy(&w, p, 8);
	/* The first point goes, what stands behind it moves up; without one, it "is" at the end. */
	behind = (uint64_t)1 << 8 * n;
	x = w ^ (ones * '.');
	dot = (x - ones) & ~x & high & (behind - 1);
	has = dot != 0;
	at = (unsigned)__builtin_ctzll(dot | behind << 7) & ~7u;
	before = ((uint64_t)1 << at) - 1;
	w = (w & before) | (w >> 8 & ~before);
	n -= has;
	if (n == 0)
		return false;
	w = w << (64 - 8 * n) ^ ((ones * '0') << (64 - 8 * n));
	if (((w + ones * 0x76) | w) & high)
		return false;
	w = (w * 10 + (w >> 8)) & 0x00ff00ff00ff00ffu;
	w = (w * 100 + (w >> 16)) & 0x0000ffff0000ffffu;
	w = (w * 10000 + (w >> 32)) & 0xffffffffu;
	w *= (uint64_t)scale[n - at / 8];
	*out = (int64_t)(neg ? -w : w);
	return true;
#else
	(void)p;
	(void)n;
	(void)out;
	return false;
#endif
}

#endif
