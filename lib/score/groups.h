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
	uint64_t distinct;              /* different values of the column asked for; filled in at the end */
	struct pk_acc acc[];            /* as many as the table has sums */
};

struct pk_groups {
	size_t nacc, stride;   /* sums of a group, bytes of a group */
	char **block;          /* of groups */
	size_t nblocks, capblocks;
	size_t n;              /* groups */
	struct pk_group **slot; /* by hash; NULL empty */
	size_t nslots;         /* a power of two, four times the groups or more: hits come first */
	struct pk_arena keys;
	size_t key_bytes;
};

/* A table of groups with nacc sums each. */
void pk_groups_init(struct pk_groups *g, size_t nacc);
void pk_groups_free(struct pk_groups *g);
/* Drops the groups, keeps some of the memory. */
void pk_groups_clear(struct pk_groups *g);
/* Makes the group of a key that has none. */
struct pk_key;
struct pk_group *pk_groups_add(struct pk_groups *g, const struct pk_key *k);
/* The i-th group, in the order in which they came. */
struct pk_group *pk_groups_at(const struct pk_groups *g, size_t i);
/* Bytes held. */
size_t pk_groups_memory(const struct pk_groups *g);
/* The group of a key, NULL when there is none. */
struct pk_group *pk_groups_find(const struct pk_groups *g, struct pk_str key);
/* Adds all groups of `from`. */
void pk_groups_merge(struct pk_groups *g, const struct pk_groups *from);

/* Masks that keep the first n of 32 bytes, as words. */
extern const uint64_t pk_key_keep[PK_KEY_HEAD + 1][PK_KEY_HEAD / 8];
/* The hash of a long key, h that of its head. */
uint64_t pk_key_tail(uint64_t h, const unsigned char *key, size_t n);

static inline uint64_t
pk_key_mix(uint64_t a, uint64_t b)
{
	__extension__ unsigned __int128 p = (unsigned __int128)a * b;

	return (uint64_t)p ^ (uint64_t)(p >> 64);
}

/* A key about to be looked up. */
struct pk_key {
	uint64_t w[PK_KEY_HEAD / 8]; /* its head */
	uint64_t hash;
	const unsigned char *p;
	size_t n;
};

/* The 32 bytes at p are read whatever n is. */
static inline __attribute__((always_inline)) void
pk_key_set(struct pk_key *k, const unsigned char *p, size_t n)
{
	const uint64_t *keep = pk_key_keep[n < PK_KEY_HEAD ? n : PK_KEY_HEAD];
	uint64_t h;

	memcpy(k->w, p, sizeof(k->w));
	k->w[0] &= keep[0];
	k->w[1] &= keep[1];
	k->w[2] &= keep[2];
	k->w[3] &= keep[3];
	h = pk_key_mix(k->w[0] ^ 0x9e3779b97f4a7c15u, k->w[1] ^ 0xd1b54a32d192ed03u) ^
	    pk_key_mix(k->w[2] ^ 0xabc98388fb8fac03u, k->w[3] ^ (0x8bb84b93962eacc9u + n));
	if (__builtin_expect(n > PK_KEY_HEAD, 0))
		h = pk_key_tail(h, p, n);
	k->hash = h ^ h >> 32;
	k->p = p;
	k->n = n;
}

/* The group of a key, made when there is none. */
static inline __attribute__((always_inline)) struct pk_group *
pk_groups_get(struct pk_groups *g, const struct pk_key *k)
{
	struct pk_group *e;
	size_t at;

	for (at = k->hash & (g->nslots - 1); (e = g->slot[at]) != NULL; at = (at + 1) & (g->nslots - 1)) {
		uint64_t differs = (e->head[0] ^ k->w[0]) | (e->head[1] ^ k->w[1]) |
		                   (e->head[2] ^ k->w[2]) | (e->head[3] ^ k->w[3]) | (e->nkey ^ k->n);

		if (__builtin_expect(differs == 0, 1) &&
		    (k->n <= PK_KEY_HEAD ||
		        memcmp(e->key + PK_KEY_HEAD, k->p + PK_KEY_HEAD, k->n - PK_KEY_HEAD) == 0))
			return e;
	}
	return pk_groups_add(g, k);
}

/* The sum alone. */
static inline void
pk_acc_sum_add(struct pk_acc *a, pk_i128 v)
{
	pk_i128 before = a->sum;

	if (__builtin_expect(__builtin_add_overflow(before, v, &a->sum), 0))
		a->high += v < 0 ? -1 : 1;
	a->n++;
}

static inline void
pk_acc_add(struct pk_acc *a, pk_i128 v)
{
	if (a->n == 0 || v < a->min)
		a->min = v;
	if (a->n == 0 || v > a->max)
		a->max = v;
	pk_acc_sum_add(a, v);
}

void pk_acc_merge(struct pk_acc *a, const struct pk_acc *b);
/* The sum, or -1 when it is past what a decimal holds (base/dec.h). */
int pk_acc_sum(const struct pk_acc *a, struct pk_dec *out);

#endif
