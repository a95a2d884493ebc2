/*
 * Groups and their sums: an open-addressing table from a key (bytes) to exact
 * accumulators, in one block of memory per few thousand groups.
 *
 * Sums are integers of billionths in 128 bits with 64 more above them, so that
 * the order of adding never decides whether they fit.
 */
#ifndef PK_SCORE_GROUPS_H
#define PK_SCORE_GROUPS_H

#include "base/dec.h"

enum { PK_KEY_HEAD = 32 /* bytes of a key that a group holds itself */ };

/* One sum. */
struct pk_acc {
	pk_i128 sum;    /* low 128 bits, in billionths */
	int64_t high;   /* how often the low part ran over (under: negative) */
	uint64_t n;     /* values added */
	pk_i128 min, max; /* in billionths; of no meaning while n is 0 */
};

struct pk_group {
	uint64_t head[PK_KEY_HEAD / 8]; /* the key's first bytes, zeros behind a shorter one */
	const char *key;                /* all of it */
	uint32_t nkey, hash;
	uint64_t count;                 /* rows */
	struct pk_acc acc[];            /* as many as the table has sums */
};

struct pk_groups {
	size_t nacc, stride;   /* sums of a group, bytes of a group */
	char **block;          /* of groups */
	size_t nblocks, capblocks;
	size_t n;              /* groups */
	uint32_t *slot;        /* group number + 1, 0 empty */
	size_t nslots;         /* a power of two */
	struct pk_arena keys;
	size_t key_bytes;
};

/* A table of groups with nacc sums each. */
void pk_groups_init(struct pk_groups *g, size_t nacc);
void pk_groups_free(struct pk_groups *g);
/* Drops the groups, keeps some of the memory. */
void pk_groups_clear(struct pk_groups *g);
/* The group of a key, made when there is none.  The 32 bytes at key are read whatever n is. */
struct pk_group *pk_groups_get(struct pk_groups *g, const unsigned char *key, size_t n);
/* The i-th group, in the order in which they came. */
struct pk_group *pk_groups_at(const struct pk_groups *g, size_t i);
/* Bytes held. */
size_t pk_groups_memory(const struct pk_groups *g);
/* Adds all groups of `from`. */
void pk_groups_merge(struct pk_groups *g, const struct pk_groups *from);

static inline void
pk_acc_add(struct pk_acc *a, pk_i128 v)
{
	pk_i128 before = a->sum;

	if (__builtin_add_overflow(before, v, &a->sum))
		a->high += v < 0 ? -1 : 1;
	if (a->n++ == 0) {
		a->min = a->max = v;
		return;
	}
	if (v < a->min)
		a->min = v;
	if (v > a->max)
		a->max = v;
}

void pk_acc_merge(struct pk_acc *a, const struct pk_acc *b);
/* The sum, or -1 when it is past what a decimal holds (base/dec.h). */
int pk_acc_sum(const struct pk_acc *a, struct pk_dec *out);

#endif
