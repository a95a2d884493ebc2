#include "score/memo.h"

enum { FIRST_SLOTS = 64 };

void
pk_memo_init(struct pk_memo *m, size_t max)
{
	*m = (struct pk_memo){.max = max, .nslots = FIRST_SLOTS};
	m->slot = pk_zalloc(m->nslots, sizeof(*m->slot));
}

void
pk_memo_free(struct pk_memo *m)
{
	pk_free(m->slot);
	pk_arena_free(&m->bytes);
	*m = (struct pk_memo){0};
}

size_t
pk_memo_memory(const struct pk_memo *m)
{
	return m->nslots * sizeof(*m->slot) + m->bytes.total;
}

static struct pk_memo_entry *
free_slot(const struct pk_memo *m, uint64_t hash)
{
	size_t at = hash & (m->nslots - 1);

	while (m->slot[at].mark)
		at = (at + 1) & (m->nslots - 1);
	return &m->slot[at];
}

/* Twice the slots; an entry does not keep its hash, so that it is found out again. */
static void
spread(struct pk_memo *m)
{
	struct pk_memo_entry *old = m->slot;
	size_t i, n = m->nslots;
	struct pk_key k;

	m->nslots *= 2;
	m->slot = pk_zalloc(m->nslots, sizeof(*m->slot));
	for (i = 0; i < n; i++) {
		const struct pk_memo_entry *e = &old[i];

		if (!e->mark)
			continue;
		pk_key_set(&k, e->all ? (const unsigned char *)e->all : (const unsigned char *)e->head, e->n);
		*free_slot(m, k.hash) = *e;
	}
	pk_free(old);
}

void
pk_memo_add(struct pk_memo *m, const struct pk_key *k, uint32_t number)
{
	struct pk_memo_entry *e;

	if (pk_memo_is_full(m))
		return;
	if (m->n * 2 >= m->nslots)
		spread(m);
	e = free_slot(m, k->hash);
	memcpy(e->head, k->w, sizeof(e->head));
	e->all = k->n > PK_KEY_HEAD ? pk_arena_dup(&m->bytes, (const char *)k->p, k->n) : NULL;
	e->n = (uint32_t)k->n;
	e->mark = number + 1;
	m->n++;
}
