/*
 * Ranks, and what becomes of ties.
 */
#ifndef PK_SCORE_RANK_H
#define PK_SCORE_RANK_H

#include "base/str.h"

enum pk_ties {
	PK_TIES_1224, /* the same rank, then a gap: 1 2 2 4 */
	PK_TIES_1223, /* the same rank, no gap: 1 2 2 3 */
	PK_TIES_1334, /* the same, worst rank: 1 3 3 4 */
	PK_TIES_1234, /* one by one, as the tie is broken by what comes next: 1 2 3 4 */
	PK_TIES_MAX
};
#define PK_TIES "1224|1223|1334|1234"

/*
 * Ranks of n things in order.  same(ctx, i): thing i ties with thing i - 1;
 * anew(ctx, i), may be NULL: a new ranking begins with thing i.
 */
void pk_rank(size_t n, enum pk_ties ties, bool (*same)(void *ctx, size_t i),
    bool (*anew)(void *ctx, size_t i), void *ctx, uint64_t *rank);

#endif
