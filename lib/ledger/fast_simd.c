/*
 * Vector scanners.  Each turns 64 bytes into the masks of struct pk_block and
 * checks UTF-8 by table look-up: three tables, indexed by the nibbles of a byte
 * and of its predecessor, hold one bit per way in which two neighbours can be
 * wrong; their conjunction is zero for well-formed text, except where a third or
 * fourth byte must follow, which the bytes two and three back decide (method:
 * J. Keiser, D. Lemire, "Validating UTF-8 in less than one instruction per byte",
 * Software: Practice and Experience 51(5), 2021; the cases are Unicode, table 3-7).
 */
#include "ledger/fast_scan.h"

#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

#if defined(__x86_64__) || defined(__aarch64__)

/* What two neighbouring bytes can do wrong. */
enum {
	SHORT = 1 << 0,     /* a lead byte, then no continuation */
	LONG = 1 << 1,      /* ASCII, then a continuation */
	OVER3 = 1 << 2,     /* E0 80..9F */
	LARGE = 1 << 3,     /* F4 90.. and above */
	SURROGATE = 1 << 4, /* ED A0.. */
	OVER2 = 1 << 5,     /* C0, C1 */
	OVER4 = 1 << 6,     /* F0 80..8F; also F5.. 80..8F */
	TWO = 1 << 7,       /* two continuations: right only within three or four bytes */
	ANY = SHORT | LONG | TWO
};

#define BIG (ANY | LARGE | OVER4)
#define TAIL (LONG | OVER2 | TWO)
/* By the high nibble of the first byte, its low nibble, the high nibble of the second. */
static const uint8_t first_high[16] = {LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, TWO, TWO, TWO,
    TWO, SHORT | OVER2, SHORT, SHORT | OVER3 | SURROGATE, SHORT | LARGE | OVER4};
static const uint8_t first_low[16] = {ANY | OVER3 | OVER2 | OVER4, ANY | OVER2, ANY, ANY, ANY | LARGE,
    BIG, BIG, BIG, BIG, BIG, BIG, BIG, BIG, BIG | SURROGATE, BIG, BIG};
static const uint8_t second_high[16] = {SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, SHORT,
    TAIL | OVER3 | OVER4, TAIL | OVER3 | LARGE, TAIL | SURROGATE | LARGE, TAIL | SURROGATE | LARGE,
    SHORT, SHORT, SHORT, SHORT};

#endif

#if defined(__x86_64__)

#define AVX2 __attribute__((target("avx2,bmi,popcnt")))
#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vl,bmi,popcnt")))

static AVX2 inline __m256i
table2(const uint8_t t[16])
{
	return _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(const void *)t));
}

static AVX2 inline __m256i
load2(const unsigned char *p)
{
	return _mm256_loadu_si256((const __m256i *)(const void *)p);
}

/* Nonzero bytes where the 32 bytes v at p are ill-formed. */
static AVX2 inline __m256i
ill2(const unsigned char *p, __m256i v, __m256i t1, __m256i t2, __m256i t3)
{
	const __m256i low = _mm256_set1_epi8(15);
	__m256i one = load2(p - 1), two = load2(p - 2), three = load2(p - 3);
	__m256i a = _mm256_shuffle_epi8(t1, _mm256_and_si256(_mm256_srli_epi16(one, 4), low));
	__m256i b = _mm256_shuffle_epi8(t2, _mm256_and_si256(one, low));
	__m256i c = _mm256_shuffle_epi8(t3, _mm256_and_si256(_mm256_srli_epi16(v, 4), low));
	__m256i need = _mm256_or_si256(_mm256_subs_epu8(two, _mm256_set1_epi8((char)(0xe0 - 0x80))),
	    _mm256_subs_epu8(three, _mm256_set1_epi8((char)(0xf0 - 0x80))));

	return _mm256_xor_si256(_mm256_and_si256(need, _mm256_set1_epi8((char)0x80)),
	    _mm256_and_si256(_mm256_and_si256(a, b), c));
}

static AVX2 inline uint64_t
bits2(__m256i lo, __m256i hi)
{
	return (uint32_t)_mm256_movemask_epi8(lo) |
	       (uint64_t)(uint32_t)_mm256_movemask_epi8(hi) << 32;
}

static AVX2 void
masks_avx2(const unsigned char *p, size_t n, unsigned char delim, struct pk_block *out,
    struct pk_seen *seen)
{
	const __m256i vq = _mm256_set1_epi8('"'), vd = _mm256_set1_epi8((char)delim);
	const __m256i vlf = _mm256_set1_epi8('\n'), vcr = _mm256_set1_epi8('\r');
	const __m256i t1 = table2(first_high), t2 = table2(first_low), t3 = table2(second_high);
	__m256i ill = _mm256_setzero_si256(), least = _mm256_set1_epi8(-1);
	uint64_t anyq = 0, anycr = 0;
	size_t i, lf = 0;

	for (i = 0; i < n; i++, p += PK_BLOCK) {
		__m256i a = load2(p), b = load2(p + 32);
		struct pk_block *o = &out[i];

		least = _mm256_min_epu8(least, _mm256_min_epu8(a, b));
		o->quote = bits2(_mm256_cmpeq_epi8(a, vq), _mm256_cmpeq_epi8(b, vq));
		o->lf = bits2(_mm256_cmpeq_epi8(a, vlf), _mm256_cmpeq_epi8(b, vlf));
		o->cr = bits2(_mm256_cmpeq_epi8(a, vcr), _mm256_cmpeq_epi8(b, vcr));
		o->sep = bits2(_mm256_cmpeq_epi8(a, vd), _mm256_cmpeq_epi8(b, vd)) | o->lf | o->cr;
		anyq |= o->quote;
		anycr |= o->cr;
		lf += (size_t)__builtin_popcountll(o->lf);
		ill = _mm256_or_si256(ill, _mm256_or_si256(ill2(p, a, t1, t2, t3), ill2(p + 32, b, t1, t2, t3)));
	}
	seen->quote = seen->quote || anyq;
	seen->cr = seen->cr || anycr;
	seen->lf += lf;
	seen->ill = seen->ill || !_mm256_testz_si256(ill, ill);
	seen->nul = seen->nul ||
	            _mm256_movemask_epi8(_mm256_cmpeq_epi8(least, _mm256_setzero_si256())) != 0;
}

static AVX512 inline __m512i
load5(const unsigned char *p)
{
	return _mm512_loadu_si512((const void *)p);
}

static AVX512 inline __m512i
table5(const uint8_t t[16])
{
	return _mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *)(const void *)t));
}

static AVX512 inline __m512i
ill5(const unsigned char *p, __m512i v, __m512i t1, __m512i t2, __m512i t3)
{
	const __m512i low = _mm512_set1_epi8(15);
	__m512i one = load5(p - 1), two = load5(p - 2), three = load5(p - 3);
	__m512i a = _mm512_shuffle_epi8(t1, _mm512_and_si512(_mm512_srli_epi16(one, 4), low));
	__m512i b = _mm512_shuffle_epi8(t2, _mm512_and_si512(one, low));
	__m512i c = _mm512_shuffle_epi8(t3, _mm512_and_si512(_mm512_srli_epi16(v, 4), low));
	__m512i need = _mm512_or_si512(_mm512_subs_epu8(two, _mm512_set1_epi8((char)(0xe0 - 0x80))),
	    _mm512_subs_epu8(three, _mm512_set1_epi8((char)(0xf0 - 0x80))));

	return _mm512_xor_si512(_mm512_and_si512(need, _mm512_set1_epi8((char)0x80)),
	    _mm512_and_si512(_mm512_and_si512(a, b), c));
}

static AVX512 void
masks_avx512(const unsigned char *p, size_t n, unsigned char delim, struct pk_block *out,
    struct pk_seen *seen)
{
	const __m512i vq = _mm512_set1_epi8('"'), vd = _mm512_set1_epi8((char)delim);
	const __m512i vlf = _mm512_set1_epi8('\n'), vcr = _mm512_set1_epi8('\r');
	const __m512i t1 = table5(first_high), t2 = table5(first_low), t3 = table5(second_high);
	__m512i ill = _mm512_setzero_si512(), least = _mm512_set1_epi8(-1);
	uint64_t anyq = 0, anycr = 0;
	size_t i, lf = 0;

	for (i = 0; i < n; i++, p += PK_BLOCK) {
		__m512i v = load5(p);
		struct pk_block *o = &out[i];

		least = _mm512_min_epu8(least, v);
		o->quote = _mm512_cmpeq_epi8_mask(v, vq);
		o->lf = _mm512_cmpeq_epi8_mask(v, vlf);
		o->cr = _mm512_cmpeq_epi8_mask(v, vcr);
		o->sep = _mm512_cmpeq_epi8_mask(v, vd) | o->lf | o->cr;
		anyq |= o->quote;
		anycr |= o->cr;
		lf += (size_t)__builtin_popcountll(o->lf);
		ill = _mm512_or_si512(ill, ill5(p, v, t1, t2, t3));
	}
	seen->quote = seen->quote || anyq;
	seen->cr = seen->cr || anycr;
	seen->lf += lf;
	seen->ill = seen->ill || _mm512_test_epi8_mask(ill, ill) != 0;
	seen->nul = seen->nul || _mm512_cmpeq_epi8_mask(least, _mm512_setzero_si512()) != 0;
}

/* Every x86-64 has SSE2, but no byte shuffle: UTF-8 is checked by the portable code where it is not ASCII. */
static void
masks_sse2(const unsigned char *p, size_t n, unsigned char delim, struct pk_block *out,
    struct pk_seen *seen)
{
	const __m128i vq = _mm_set1_epi8('"'), vd = _mm_set1_epi8((char)delim);
	const __m128i vlf = _mm_set1_epi8('\n'), vcr = _mm_set1_epi8('\r'), zero = _mm_setzero_si128();
	size_t i;
	int k;

	for (i = 0; i < n; i++, p += PK_BLOCK) {
		struct pk_block b = {0};
		__m128i high = zero, nul = zero;

		for (k = 0; k < PK_BLOCK; k += 16) {
			__m128i v = _mm_loadu_si128((const __m128i *)(const void *)(p + k));

			b.quote |= (uint64_t)(unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(v, vq)) << k;
			b.lf |= (uint64_t)(unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(v, vlf)) << k;
			b.cr |= (uint64_t)(unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(v, vcr)) << k;
			b.sep |= (uint64_t)(unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(v, vd)) << k;
			high = _mm_or_si128(high, v);
			nul = _mm_or_si128(nul, _mm_cmpeq_epi8(v, zero));
		}
		b.sep |= b.lf | b.cr;
		seen->quote = seen->quote || b.quote;
		seen->cr = seen->cr || b.cr;
		seen->lf += (size_t)__builtin_popcountll(b.lf);
		seen->nul = seen->nul || _mm_movemask_epi8(nul);
		if ((_mm_movemask_epi8(high) || p[-1] >= 0x80) && !pk_utf8_follows(p, p + PK_BLOCK))
			seen->ill = true;
		out[i] = b;
	}
}

static bool
has_avx2(void)
{
	return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
	       __builtin_cpu_supports("popcnt");
}

static bool
has_avx512(void)
{
	return has_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
	       __builtin_cpu_supports("avx512vl");
}

#elif defined(__aarch64__)

static inline uint64_t
bits_neon(uint8x16_t a, uint8x16_t b, uint8x16_t c, uint8x16_t d)
{
	static const uint8_t weight[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
	uint8x16_t w = vld1q_u8(weight);
	uint8x16_t ab = vpaddq_u8(vandq_u8(a, w), vandq_u8(b, w));
	uint8x16_t cd = vpaddq_u8(vandq_u8(c, w), vandq_u8(d, w));
	uint8x16_t all = vpaddq_u8(ab, cd);

	all = vpaddq_u8(all, all);
	return vgetq_lane_u64(vreinterpretq_u64_u8(all), 0);
}

static inline uint8x16_t
ill_neon(const unsigned char *p, uint8x16_t v)
{
	uint8x16_t one = vld1q_u8(p - 1), two = vld1q_u8(p - 2), three = vld1q_u8(p - 3);
	uint8x16_t a = vqtbl1q_u8(vld1q_u8(first_high), vshrq_n_u8(one, 4));
	uint8x16_t b = vqtbl1q_u8(vld1q_u8(first_low), vandq_u8(one, vdupq_n_u8(15)));
	uint8x16_t c = vqtbl1q_u8(vld1q_u8(second_high), vshrq_n_u8(v, 4));
	uint8x16_t need = vorrq_u8(vqsubq_u8(two, vdupq_n_u8(0xe0 - 0x80)),
	    vqsubq_u8(three, vdupq_n_u8(0xf0 - 0x80)));

	return veorq_u8(vandq_u8(need, vdupq_n_u8(0x80)), vandq_u8(vandq_u8(a, b), c));
}

static inline uint64_t
equal_neon(const uint8x16_t v[4], unsigned char c)
{
	uint8x16_t x = vdupq_n_u8(c);

	return bits_neon(vceqq_u8(v[0], x), vceqq_u8(v[1], x), vceqq_u8(v[2], x), vceqq_u8(v[3], x));
}

static void
masks_neon(const unsigned char *p, size_t n, unsigned char delim, struct pk_block *out,
    struct pk_seen *seen)
{
	uint8x16_t ill = vdupq_n_u8(0), least = vdupq_n_u8(255);
	size_t i;
	int k;

	for (i = 0; i < n; i++, p += PK_BLOCK) {
		uint8x16_t v[4];
		struct pk_block b;

		for (k = 0; k < 4; k++) {
			v[k] = vld1q_u8(p + 16 * k);
			least = vminq_u8(least, v[k]);
			ill = vorrq_u8(ill, ill_neon(p + 16 * k, v[k]));
		}
		b.quote = equal_neon(v, '"');
		b.lf = equal_neon(v, '\n');
		b.cr = equal_neon(v, '\r');
		b.sep = equal_neon(v, delim) | b.lf | b.cr;
		seen->quote = seen->quote || b.quote;
		seen->cr = seen->cr || b.cr;
		seen->lf += (size_t)__builtin_popcountll(b.lf);
		out[i] = b;
	}
	seen->ill = seen->ill || vmaxvq_u8(ill) != 0;
	seen->nul = seen->nul || vminvq_u8(least) == 0;
}

#endif

const struct pk_scanner pk_scanners[] = {
#if defined(__x86_64__)
    {"avx512", masks_avx512, has_avx512},
    {"avx2", masks_avx2, has_avx2},
    {"sse2", masks_sse2, NULL},
#elif defined(__aarch64__)
    {"neon", masks_neon, NULL},
#endif
    {"portable", pk_masks_portable, NULL},
};
