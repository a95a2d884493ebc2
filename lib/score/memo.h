/*
 * What has been made of the cells of a column: an open-addressing table from a
 * cell's bytes, as they stand in the file, to a small number.  Columns that are grouped
 * or filtered by have few different cells, so that each is unquoted, trimmed,
 * parsed and judged once, however often it stands there.
 */
#ifndef PK_SCORE_MEMO_H
#define PK_SCORE_MEMO_H

#include "score/groups.h"

struct pk_memo_entry {
	uint64_t head[PK_KEY_HEAD / 8]; /* the first bytes, zeros behind fewer */
	const char *all;                /* them all */
	uint32_t n;
	uint32_t mark;                  /* the number and 1; 0: no entry */
};

struct pk_memo {
	struct pk_memo_entry *slot;
	size_t nslots; /* a power of two, twice the entries or more */
	size_t n, max; /* entries, and how many it takes */
	struct pk_arena bytes;
};

void pk_memo_init(struct pk_memo *m, size_t max);
void pk_memo_free(struct pk_memo *m);
/* Bytes held. */
size_t pk_memo_memory(const struct pk_memo *m);
/* Keeps the number of a cell that has none; one more than `max` are not taken. */
void pk_memo_add(struct pk_memo *m, const struct pk_key *k, uint32_t number);

static inline bool
pk_memo_is_full(const struct pk_memo *m)
{
	return m->n == m->max;
}

/* true and the number of a cell that has one. */
static inline __attribute__((always_inline)) bool
pk_memo_find(const struct pk_memo *m, const struct pk_key *k, uint32_t *number)
{
	const struct pk_memo_entry *e;
	size_t at;

	for (at = k->hash & (m->nslots - 1); (e = &m->slot[at])->mark; at = (at + 1) & (m->nslots - 1)) {
		uint64_t differs = (e->head[0] ^ k->w[0]) | (e->head[1] ^ k->w[1]) |
		                   (e->head[2] ^ k->w[2]) | (e->head[3] ^ k->w[3]) | (e->n ^ k->n);

		if (__builtin_expect(differs == 0, 1) &&
		    (k->n <= PK_KEY_HEAD ||
		        memcmp(e->all + PK_KEY_HEAD, k->p + PK_KEY_HEAD, k->n - PK_KEY_HEAD) == 0)) {
			*number = e->mark - 1;
			return true;
		}
	}
	return false;
}

#endif
