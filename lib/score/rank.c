#include "score/rank.h"

void
pk_rank(size_t n, enum pk_ties ties, bool (*same)(void *ctx, size_t i),
    bool (*anew)(void *ctx, size_t i), void *ctx, uint64_t *rank)
{
	size_t from = 0, dense = 0, i, j, k; /* the ranking began at `from` */

	for (i = 0; i < n; i = j) {
		if (i == 0 || (anew && anew(ctx, i))) {
			from = i;
			dense = 0;
		}
		for (j = i + 1; j < n && !(anew && anew(ctx, j)) && same(ctx, j); j++)
			;
		dense++;
		for (k = i; k < j; k++) {
			size_t place = ties == PK_TIES_1224   ? i - from + 1
			               : ties == PK_TIES_1223 ? dense
			               : ties == PK_TIES_1334 ? j - from
			                                      : k - from + 1;

			rank[k] = place;
		}
	}
}
