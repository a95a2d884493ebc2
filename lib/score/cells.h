/* Cells of a batch, as tally reads them.  Private to lib/score. */
#ifndef PK_SCORE_CELLS_H
#define PK_SCORE_CELLS_H

#include "score/tally_work.h"

/*
 * Blanks of any width off both ends.  They are rarely there, so asked for by the
 * bytes that they begin with (1), have last but one (2) or end with (4).
 */
static const uint8_t pk_may_be_blank[256] = {
#define ALL 7
    ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL,
    ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL,
#undef ALL
    [0x80] = 2, [0xbb] = 2, [0xc2] = 3, [0xe2] = 1, [0xe3] = 1, [0xef] = 1};

static inline __attribute__((always_inline)) struct pk_str
pk_tally_trim(struct pk_str s)
{
	const unsigned char *p = (const unsigned char *)s.p;

	if (s.n < 2)
		return s.n && pk_may_be_blank[p[0]] ? pk_wide_trim(s) : s;
	if (__builtin_expect((pk_may_be_blank[p[0]] & 1) | (pk_may_be_blank[p[s.n - 2]] & 2) |
	                         (pk_may_be_blank[p[s.n - 1]] & 4), 0))
		return pk_wide_trim(s);
	return s;
}

static inline struct pk_str
pk_tally_cell(const struct pk_fast_batch *b, size_t row, size_t at, struct pk_buf *scratch)
{
	return pk_tally_trim(pk_fast_field(b, row, at, scratch));
}

/* Appends, with room for what reads a key's first bytes whatever its length. */
static inline void
pk_tally_put(struct pk_buf *b, const char *p, size_t n)
{
	if (b->cap - b->n < n + PK_KEY_HEAD + 1)
		pk_buf_reserve(b, n + PK_KEY_HEAD);
	memcpy(b->p + b->n, p, n);
	b->n += n;
}

/* A value into a sum; the least and the greatest where somebody wants them, so that all rows count alike. */
static inline void
pk_tally_add(const struct pk_tally *t, struct pk_acc *a, pk_i128 v)
{
	if (t->spec.extremes)
		pk_acc_add(a, v);
	else
		pk_acc_sum_add(a, v);
}

#endif
