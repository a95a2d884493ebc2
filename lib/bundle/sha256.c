/*
 * SHA-256 with the SHA extensions of x86 (Intel SDM 2, SHA256RNDS2 and following).  Two
 * rounds take four cycles, yet the next two may start after two when they are another
 * message's: two messages take little longer than one.
 */
#include "bundle/sum.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <cpuid.h>
#include <immintrin.h>

#define SHA __attribute__((target("sha,sse4.1")))
#define SHA_INLINE __attribute__((target("sha,sse4.1"), always_inline)) static inline

/* FIPS 180-4 4.2.2. */
static const uint32_t round_constant[64] = {0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5,
    0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
    0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc,
    0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7,
    0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
    0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3,
    0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5,
    0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
    0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

SHA_INLINE __m128i
load(const void *p)
{
	return _mm_loadu_si128(p);
}

/* The registers of one message: the working variables in the order of the instructions. */
struct regs {
	__m128i abef, cdgh;
	__m128i abef0, cdgh0;   /* before the block */
	__m128i w0, w1, w2, w3; /* sixteen words of the schedule, the next in w0 */
};

SHA_INLINE void
get(struct regs *r, const uint32_t h[8])
{
	__m128i cdab = _mm_shuffle_epi32(load(h), 0xb1),
		efgh = _mm_shuffle_epi32(load(h + 4), 0x1b);

	r->abef = _mm_alignr_epi8(cdab, efgh, 8);
	r->cdgh = _mm_blend_epi16(efgh, cdab, 0xf0);
}

SHA_INLINE void
put(const struct regs *r, uint32_t h[8])
{
	__m128i feba = _mm_shuffle_epi32(r->abef, 0x1b), dchg = _mm_shuffle_epi32(r->cdgh, 0xb1);

	_mm_storeu_si128((void *)h, _mm_blend_epi16(feba, dchg, 0xf0));
	_mm_storeu_si128((void *)(h + 4), _mm_alignr_epi8(dchg, feba, 8));
}

SHA_INLINE void
start(struct regs *r, const unsigned char *p)
{
	const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);

	r->abef0 = r->abef;
	r->cdgh0 = r->cdgh;
	r->w0 = _mm_shuffle_epi8(load(p), swap);
	r->w1 = _mm_shuffle_epi8(load(p + 16), swap);
	r->w2 = _mm_shuffle_epi8(load(p + 32), swap);
	r->w3 = _mm_shuffle_epi8(load(p + 48), swap);
}

SHA_INLINE void
end(struct regs *r)
{
	r->abef = _mm_add_epi32(r->abef, r->abef0);
	r->cdgh = _mm_add_epi32(r->cdgh, r->cdgh0);
}

/* Rounds t to t + 3; the schedule moves on by as many words. */
SHA_INLINE void
four(struct regs *r, __m128i k)
{
	__m128i kw = _mm_add_epi32(r->w0, k), w;

	r->cdgh = _mm_sha256rnds2_epu32(r->cdgh, r->abef, kw);
	r->abef = _mm_sha256rnds2_epu32(r->abef, r->cdgh, _mm_shuffle_epi32(kw, 0x0e));
	w = _mm_add_epi32(_mm_sha256msg1_epu32(r->w0, r->w1), _mm_alignr_epi8(r->w3, r->w2, 4));
	w = _mm_sha256msg2_epu32(w, r->w3);
	r->w0 = r->w1;
	r->w1 = r->w2;
	r->w2 = r->w3;
	r->w3 = w;
}

/* DO(t) for every fourth round, written out: the registers must not become an array. */
#define ROW(DO, t) DO(t) DO((t) + 4) DO((t) + 8) DO((t) + 12)
#define ROUNDS(DO) ROW(DO, 0) ROW(DO, 16) ROW(DO, 32) ROW(DO, 48)

SHA static void
one(uint32_t h[8], const unsigned char *p, size_t n)
{
	struct regs r;

	get(&r, h);
	for (; n > 0; n--, p += PK_SUM_BLOCK) {
		start(&r, p);
#define FOUR(t) four(&r, load(round_constant + (t)));
		ROUNDS(FOUR)
		end(&r);
	}
	put(&r, h);
}

SHA static void
two(uint32_t h[8], const unsigned char *p, uint32_t i[8], const unsigned char *q, size_t n)
{
	struct regs r, s;

	get(&r, h);
	get(&s, i);
	for (; n > 0; n--, p += PK_SUM_BLOCK, q += PK_SUM_BLOCK) {
		start(&r, p);
		start(&s, q);
#define BOTH(t)                                                                                    \
	{                                                                                          \
		__m128i k = load(round_constant + (t));                                            \
		four(&r, k);                                                                       \
		four(&s, k);                                                                       \
	}
		ROUNDS(BOTH)
		end(&r);
		end(&s);
	}
	put(&r, h);
	put(&s, i);
}

static void
blocks(struct pk_sum *const s[], const unsigned char *const p[], size_t k, size_t n)
{
	size_t i;

	for (i = 0; i + 1 < k; i += 2)
		two(s[i]->h, p[i], s[i + 1]->h, p[i + 1], n);
	if (i < k)
		one(s[i]->h, p[i], n);
}

const struct pk_sum_kind *
pk_sum_sha256(void)
{
	static const struct pk_sum_kind kind = {{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
						    0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19},
	    2, blocks};
	unsigned a, b, c, d;

	/* Leaf 7, EBX bit 29: not all compilers have a name for it. */
	if (!__builtin_cpu_supports("sse4.1") || !__get_cpuid_count(7, 0, &a, &b, &c, &d) ||
	    !(b >> 29 & 1))
		return NULL;
	return &kind;
}

#else

const struct pk_sum_kind *
pk_sum_sha256(void)
{
	return NULL;
}

#endif
