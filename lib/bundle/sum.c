#include "bundle/sum.h"

#include <string.h>

/* Where the length stands in the last block: FIPS 180-4 5.1.1, GB/T 32905 5.2. */
enum { LENGTH_AT = PK_SUM_BLOCK - 8 };

void
pk_sum_start(const struct pk_sum_kind *kind, struct pk_sum *s)
{
	memcpy(s->h, kind->first, sizeof(s->h));
	s->n = 0;
}

void
pk_sum_add(const struct pk_sum_kind *kind, struct pk_sum *s, const void *p, size_t n)
{
	const unsigned char *from = p, *rest = s->rest;
	size_t have = s->n % PK_SUM_BLOCK, k = PK_SUM_BLOCK - have;

	s->n += n;
	if (have > 0 && n >= k) {
		memcpy(s->rest + have, from, k);
		kind->blocks(&s, &rest, 1, 1);
		from += k;
		n -= k;
		have = 0;
	}
	if (n >= PK_SUM_BLOCK) {
		kind->blocks(&s, &from, 1, n / PK_SUM_BLOCK);
		from += n - n % PK_SUM_BLOCK;
		n %= PK_SUM_BLOCK;
	}
	if (n > 0)
		memcpy(s->rest + have, from, n);
}

static void
big_endian(uint64_t x, unsigned char *p, size_t n)
{
	while (n-- > 0) {
		p[n] = (unsigned char)x;
		x >>= 8;
	}
}

void
pk_sum_end(const struct pk_sum_kind *kind, struct pk_sum *s, unsigned char out[PK_SUM_SIZE])
{
	unsigned char pad[2 * PK_SUM_BLOCK] = {0x80};
	size_t have = s->n % PK_SUM_BLOCK, i;
	/* Up to the length, in this block or, when that leaves no room for the 0x80, the next. */
	size_t n = (have < LENGTH_AT ? LENGTH_AT : PK_SUM_BLOCK + LENGTH_AT) - have;

	big_endian(s->n * 8, pad + n, 8);
	pk_sum_add(kind, s, pad, n + 8);
	for (i = 0; i < 8; i++)
		big_endian(s->h[i], out + 4 * i, 4);
}
