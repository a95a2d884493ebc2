/*
 * CRC-32 as zip and gzip have it.  libdeflate's is held up by one multiplication at a
 * time: beside SHA-256 in hardware it would take an eighth of the time of a stored
 * member.  Processors of today multiply four at once.
 */
#include "archive/deflate.h"

#include <libdeflate.h>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

/* Bytes of one turn of the loop: four registers. */
enum { TURN = 256 };

#define AT(i) _mm512_loadu_si512(p + (i))
#define FOLD(x, by, data)                                                                          \
	_mm512_ternarylogic_epi64(_mm512_clmulepi64_epi128(x, by, 0x00),                            \
	    _mm512_clmulepi64_epi128(x, by, 0x11), data, 0x96 /* xor of the three */)

/*
 * Folding, after Gopal and others, "Fast CRC Computation for Generic Polynomials Using
 * PCLMULQDQ" (Intel, 2009): bytes that lie D bits further on take up those in front of
 * them multiplied by x^(D+32) and x^(D-32) modulo the polynomial, bits reversed.  What
 * remains is a message of 64 bytes with the same remainder.
 */
__attribute__((target("avx512f,vpclmulqdq"))) static uint32_t
fold(uint32_t crc, const unsigned char *p, size_t n)
{
	const __m512i by2048 = _mm512_set4_epi64(0x1322d1430, 0x11542778a, 0x1322d1430, 0x11542778a);
	const __m512i by512 = _mm512_set4_epi64(0x1c6e41596, 0x154442bd4, 0x1c6e41596, 0x154442bd4);
	unsigned char rest[64];
	__m512i a, b, c, d;
	size_t i;

	a = _mm512_xor_si512(AT(0), _mm512_zextsi128_si512(_mm_cvtsi32_si128((int)~crc)));
	b = AT(64);
	c = AT(128);
	d = AT(192);
	for (i = TURN; i + TURN <= n; i += TURN) {
		a = FOLD(a, by2048, AT(i));
		b = FOLD(b, by2048, AT(i + 64));
		c = FOLD(c, by2048, AT(i + 128));
		d = FOLD(d, by2048, AT(i + 192));
	}
	b = FOLD(a, by512, b);
	c = FOLD(b, by512, c);
	d = FOLD(c, by512, d);
	_mm512_storeu_si512(rest, d);
	crc = libdeflate_crc32(0xffffffff, rest, sizeof(rest));
	return libdeflate_crc32(crc, p + i, n - i);
}

static bool
can_fold(void)
{
	return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("vpclmulqdq");
}
#else
enum { TURN = 256 };

static uint32_t
fold(uint32_t crc, const unsigned char *p, size_t n)
{
	return libdeflate_crc32(crc, p, n);
}

static bool
can_fold(void)
{
	return false;
}
#endif

uint32_t
pk_crc32(uint32_t crc, const void *p, size_t n)
{
	return n >= TURN && can_fold() ? fold(crc, p, n) : libdeflate_crc32(crc, p, n);
}
