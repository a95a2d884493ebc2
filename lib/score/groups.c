#include "score/groups.h"

enum {
	BLOCK_GROUPS = 1024, /* groups of one block of memory; a power of two */
	FIRST_SLOTS = 1024
};

const uint64_t pk_key_keep[PK_KEY_HEAD + 1][PK_KEY_HEAD / 8] = {
#define F 0xffffffffffffffffu
#define W(n) ((n) >= 8 ? F : F >> 1 >> (63 - 8 * (n) % 64))
#define K0(n) {(n) ? W(n) : 0, 0, 0, 0}
#define K1(n) {F, (n) ? W(n) : 0, 0, 0}
#define K2(n) {F, F, (n) ? W(n) : 0, 0}
#define K3(n) {F, F, F, (n) ? W(n) : 0}
#define ROW(k) k(1), k(2), k(3), k(4), k(5), k(6), k(7), k(8)
    K0(0), ROW(K0), ROW(K1), ROW(K2), ROW(K3)};

uint64_t
pk_key_tail(uint64_t h, const unsigned char *key, size_t n)
{
	return pk_key_mix(h ^ pk_hash(key + PK_KEY_HEAD, n - PK_KEY_HEAD), 0x9e3779b97f4a7c15u);
}

void
pk_groups_init(struct pk_groups *g, size_t nacc)
{
	*g = (struct pk_groups){.nacc = nacc};
	g->stride = sizeof(struct pk_group) + nacc * sizeof(struct pk_acc);
	g->nslots = FIRST_SLOTS;
	g->slot = pk_zalloc(g->nslots, sizeof(*g->slot));
}

void
pk_groups_free(struct pk_groups *g)
{
	size_t i;

	for (i = 0; i < g->nblocks; i++)
		pk_free(g->block[i]);
	pk_free(g->block);
	pk_free(g->slot);
	pk_arena_free(&g->keys);
	*g = (struct pk_groups){0};
}

void
pk_groups_clear(struct pk_groups *g)
{
	memset(g->slot, 0, g->nslots * sizeof(*g->slot));
	pk_arena_free(&g->keys);
	g->n = g->key_bytes = 0;
}

struct pk_group *
pk_groups_at(const struct pk_groups *g, size_t i)
{
	return (struct pk_group *)(void *)(g->block[i / BLOCK_GROUPS] + i % BLOCK_GROUPS * g->stride);
}

size_t
pk_groups_memory(const struct pk_groups *g)
{
	return g->n * g->stride + g->nslots * sizeof(*g->slot) + g->key_bytes;
}

/* Twice the slots. */
static void
spread(struct pk_groups *g)
{
	size_t i, at;

	pk_free(g->slot);
	g->nslots *= 2;
	g->slot = pk_zalloc(g->nslots, sizeof(*g->slot));
	for (i = 0; i < g->n; i++) {
		struct pk_group *e = pk_groups_at(g, i);

		for (at = e->hash & (g->nslots - 1); g->slot[at]; at = (at + 1) & (g->nslots - 1))
			;
		g->slot[at] = e;
	}
}

struct pk_group *
pk_groups_add(struct pk_groups *g, const struct pk_key *k)
{
	struct pk_group *e;
	size_t at;

	if (g->n / BLOCK_GROUPS == g->nblocks) {
		g->block = pk_grow(g->block, &g->capblocks, g->nblocks + 1, sizeof(*g->block));
		g->block[g->nblocks++] = pk_alloc(BLOCK_GROUPS, g->stride);
	}
	if (g->n * 4 >= g->nslots)
		spread(g);
	e = pk_groups_at(g, g->n);
	memset(e, 0, g->stride);
	memcpy(e->head, k->w, sizeof(e->head));
	e->key = pk_arena_dup(&g->keys, (const char *)k->p, k->n);
	e->nkey = (uint32_t)k->n;
	e->hash = (uint32_t)k->hash;
	g->key_bytes += k->n + 1;
	at = k->hash & (g->nslots - 1);
	while (g->slot[at])
		at = (at + 1) & (g->nslots - 1);
	g->slot[at] = e;
	g->n++;
	return e;
}

struct pk_group *
pk_groups_find(const struct pk_groups *g, struct pk_str s)
{
	unsigned char head[PK_KEY_HEAD] = {0};
	struct pk_group *e;
	struct pk_key k;
	size_t at;

	if (s.n < PK_KEY_HEAD && s.n > 0)
		memcpy(head, s.p, s.n);
	pk_key_set(&k, s.n < PK_KEY_HEAD ? head : (const unsigned char *)s.p, s.n);
	for (at = k.hash & (g->nslots - 1); (e = g->slot[at]) != NULL; at = (at + 1) & (g->nslots - 1))
		if (pk_str_eq(pk_strn(e->key, e->nkey), s))
			return e;
	return NULL;
}

void
pk_acc_merge(struct pk_acc *a, const struct pk_acc *b)
{
	if (b->n == 0)
		return;
	if (a->n == 0 || b->min < a->min)
		a->min = b->min;
	if (a->n == 0 || b->max > a->max)
		a->max = b->max;
	if (__builtin_add_overflow(a->sum, b->sum, &a->sum))
		a->high += b->sum < 0 ? -1 : 1;
	a->high += b->high;
	a->n += b->n;
}

int
pk_acc_sum(const struct pk_acc *a, struct pk_dec *out)
{
	struct pk_dec zero = {0}, v = {a->sum};

	/* The sum of nothing is what pk_dec_add() lets pass: its bound is the bound. */
	return a->high ? -1 : pk_dec_add(zero, v, out);
}

void
pk_groups_merge(struct pk_groups *g, const struct pk_groups *from)
{
	size_t i, k;

	for (i = 0; i < from->n; i++) {
		const struct pk_group *f = pk_groups_at(from, i);
		struct pk_group *e;
		struct pk_key key;

		/* The head has 32 bytes, whatever the key's length. */
		pk_key_set(&key, f->nkey < PK_KEY_HEAD ? (const unsigned char *)f->head
		                                        : (const unsigned char *)f->key, f->nkey);
		e = pk_groups_get(g, &key);
		e->count += f->count;
		for (k = 0; k < g->nacc; k++)
			pk_acc_merge(&e->acc[k], &f->acc[k]);
	}
}
