/*
 * SHA-256 (FIPS 180-4) and SM3 (GB/T 32905-2016) of several files side by side.  Inside
 * bundle/digest.c only, and in its test.
 *
 * Both hash one block after the other, each step waiting for the one before, so that a
 * processor which could do two or eight such steps at once mostly waits.  Two files,
 * or eight, keep it busy.  libcrypto has no call for that.  What is here is for such
 * processors alone; all others, and all other digests, are libcrypto's.
 *
 * The two are alike in all but the compression: eight words of 32 bits, blocks of 64
 * bytes, padding, byte order.
 */
#ifndef PK_BUNDLE_SUM_H
#define PK_BUNDLE_SUM_H

#include <stddef.h>
#include <stdint.h>

enum { PK_SUM_BLOCK = 64, PK_SUM_SIZE = 32, PK_SUM_LANES_MAX = 8 };

/* A digest under way. */
struct pk_sum {
	uint32_t h[8];
	uint64_t n;                       /* bytes taken */
	unsigned char rest[PK_SUM_BLOCK]; /* the last n % 64 of them: not a block yet */
};

struct pk_sum_kind {
	uint32_t first[8];
	unsigned lanes; /* as many sums at a time are fastest */
	/* n blocks at p[i] to each of the k sums s[i] between blocks; k is 1 to PK_SUM_LANES_MAX.
	 */
	void (*blocks)(
	    struct pk_sum *const s[], const unsigned char *const p[], size_t k, size_t n);
};
/* NULL: not on this processor. */
const struct pk_sum_kind *pk_sum_sha256(void);
const struct pk_sum_kind *pk_sum_sm3(void);

void pk_sum_start(const struct pk_sum_kind *kind, struct pk_sum *s);
void pk_sum_add(const struct pk_sum_kind *kind, struct pk_sum *s, const void *p, size_t n);
void pk_sum_end(const struct pk_sum_kind *kind, struct pk_sum *s, unsigned char out[PK_SUM_SIZE]);

#endif
