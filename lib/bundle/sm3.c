/*
 * SM3 with AVX2: eight messages, one in each word of a vector.  Three of them are faster
 * in this way than one after the other.
 */
#include "bundle/sum.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <string.h>

enum { LANES = 8, FEW = 3 };

/* The words that stand in the same place of eight messages. */
typedef uint32_t words __attribute__((vector_size(4 * LANES)));

#define ROL(x, n) ((x) << (n) | (x) >> (32 - (n)))
#define P0(x) ((x) ^ ROL(x, 9) ^ ROL(x, 17))
#define P1(x) ((x) ^ ROL(x, 15) ^ ROL(x, 23))
#define PARITY(x, y, z) ((x) ^ (y) ^ (z))
#define MAJORITY(x, y, z) (((x) & (y)) | (((x) | (y)) & (z)))
#define CHOICE(x, y, z) ((((y) ^ (z)) & (x)) ^ (z))
#define W(j) w[(j) % 16]

/*
 * GB/T 32905 5.3.3, the names as there; of the words of the schedule (5.3.2) only the last
 * sixteen are kept, and word j + 4, which round j needs, is made in that round.
 */
#define ROUND(j, FF, GG)                                                                           \
	x = ROL(a, 12);                                                                            \
	ss1 = x + e + turned[j];                                                                   \
	ss1 = ROL(ss1, 7);                                                                         \
	tt1 = FF(a, b, c) + d + (ss1 ^ x) + (W(j) ^ W((j) + 4));                                   \
	tt2 = GG(e, f, g) + h + ss1 + W(j);                                                        \
	d = c;                                                                                     \
	c = ROL(b, 9);                                                                             \
	b = a;                                                                                     \
	a = tt1;                                                                                   \
	h = g;                                                                                     \
	g = ROL(f, 19);                                                                            \
	f = e;                                                                                     \
	e = P0(tt2);
#define EXPAND(j)                                                                                  \
	x = W((j) + 4) ^ W((j) + 11) ^ ROL(W((j) + 1), 15);                                        \
	W((j) + 4) = P1(x) ^ ROL(W((j) + 7), 7) ^ W((j) + 14);
#define FIRST(j) ROUND(j, PARITY, PARITY)
#define MIDDLE(j) EXPAND(j) ROUND(j, PARITY, PARITY)
#define LAST(j) EXPAND(j) ROUND(j, MAJORITY, CHOICE)
#define FOUR(DO, j) DO(j) DO((j) + 1) DO((j) + 2) DO((j) + 3)
#define SIXTEEN(DO, j) FOUR(DO, j) FOUR(DO, (j) + 4) FOUR(DO, (j) + 8) FOUR(DO, (j) + 12)
/* Written out, so that nothing of it moves from register to register. */
#define ROUNDS                                                                                     \
	FOUR(FIRST, 0)                                                                             \
	FOUR(FIRST, 4)                                                                             \
	FOUR(FIRST, 8)                                                                             \
	FOUR(MIDDLE, 12)                                                                           \
	SIXTEEN(LAST, 16)                                                                          \
	SIXTEEN(LAST, 32)                                                                          \
	SIXTEEN(LAST, 48)

/* What the block has made of the sum: GB/T 32905 5.3.3, the last line. */
#define KEEP                                                                                       \
	v[0] = a ^= v[0], v[1] = b ^= v[1], v[2] = c ^= v[2], v[3] = d ^= v[3], v[4] = e ^= v[4],  \
	v[5] = f ^= v[5], v[6] = g ^= v[6], v[7] = h ^= v[7];

/* T of 5.3.3 turned by j. */
#define TURN(t, n) ((t) << (n) | (t) >> (32 - (n)) % 32)
#define T4(t, n) TURN(t, n), TURN(t, (n) + 1), TURN(t, (n) + 2), TURN(t, (n) + 3)
#define T16(t, n) T4(t, n), T4(t, (n) + 4), T4(t, (n) + 8), T4(t, (n) + 12)
static const uint32_t turned[64] = {
    T16(0x79cc4519u, 0), T16(0x7a879d8au, 16), T16(0x7a879d8au, 0), T16(0x7a879d8au, 16)};

static uint32_t
big_endian(const unsigned char *p)
{
	uint32_t x;

	memcpy(&x, p, 4);
	return __builtin_bswap32(x);
}

__attribute__((target("bmi2"))) static void
one(uint32_t v[8], const unsigned char *p, size_t n)
{
	uint32_t a = v[0], b = v[1], c = v[2], d = v[3], e = v[4], f = v[5], g = v[6], h = v[7];
	uint32_t w[16], x, ss1, tt1, tt2;
	size_t j;

	for (; n > 0; n--, p += PK_SUM_BLOCK) {
		for (j = 0; j < 16; j++)
			w[j] = big_endian(p + 4 * j);
		ROUNDS
		KEEP
	}
}

__attribute__((target("avx2"))) static void
eight(words v[8], const unsigned char *const p[LANES], size_t n)
{
	words a = v[0], b = v[1], c = v[2], d = v[3], e = v[4], f = v[5], g = v[6], h = v[7];
	words w[16], x, ss1, tt1, tt2;
	size_t i, j, at;

	for (at = 0; n > 0; n--, at += PK_SUM_BLOCK) {
		for (j = 0; j < 16; j++)
			for (i = 0; i < LANES; i++)
				w[j][i] = big_endian(p[i] + at + 4 * j);
		ROUNDS
		KEEP
	}
}

/* k of the eight; the others repeat the first and are forgotten. */
static void
side_by_side(struct pk_sum *const s[], const unsigned char *const p[], size_t k, size_t n)
{
	const unsigned char *q[LANES];
	words v[8];
	size_t i, j;

	for (i = 0; i < LANES; i++) {
		q[i] = p[i < k ? i : 0];
		for (j = 0; j < 8; j++)
			v[j][i] = s[i < k ? i : 0]->h[j];
	}
	eight(v, q, n);
	for (i = 0; i < k; i++)
		for (j = 0; j < 8; j++)
			s[i]->h[j] = v[j][i];
}

static void
blocks(struct pk_sum *const s[], const unsigned char *const p[], size_t k, size_t n)
{
	size_t i;

	if (k >= FEW)
		side_by_side(s, p, k, n);
	else
		for (i = 0; i < k; i++)
			one(s[i]->h, p[i], n);
}

const struct pk_sum_kind *
pk_sum_sm3(void)
{
	static const struct pk_sum_kind kind = {{0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600,
						    0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e},
	    LANES, blocks};

	return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2") ? &kind : NULL;
}

#else

const struct pk_sum_kind *
pk_sum_sm3(void)
{
	return NULL;
}

#endif
