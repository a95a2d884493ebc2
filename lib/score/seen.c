/* What a worker knows of the cells it has seen. */
#include "score/tally_work.h"

enum { FIRST_SLOTS = 1024 };

static size_t
numbered_keys(const struct pk_tally *t)
{
	return pk_is_one_column(t) || t->nkeys > PK_NUMBERED_KEYS ? 0 : t->nkeys;
}

void
pk_seen_init(struct pk_tally_worker *w)
{
	const struct pk_tally *t = w->t;
	struct pk_seen_cells *s = &w->seen;
	size_t i;

	*s = (struct pk_seen_cells){.nslots = FIRST_SLOTS, .off = t->nkeys > PK_NUMBERED_KEYS};
	s->slot = pk_zalloc(s->nslots, sizeof(*s->slot));
	s->where = pk_zalloc(t->spec.nwhere, sizeof(*s->where));
	s->rate = pk_zalloc(t->spec.nrates, sizeof(*s->rate));
	for (i = 0; i < t->spec.nwhere; i++)
		pk_memo_init(&s->where[i], PK_JUDGED_CELLS);
	for (i = 0; i < t->spec.nrates; i++)
		pk_memo_init(&s->rate[i], PK_JUDGED_CELLS);
	for (i = 0; i < numbered_keys(t); i++) {
		pk_memo_init(&s->cell[i], PK_NUMBERED_VALUES);
		pk_memo_init(&s->value[i], PK_NUMBERED_VALUES);
	}
}

void
pk_seen_free(struct pk_tally_worker *w)
{
	struct pk_seen_cells *s = &w->seen;
	size_t i;

	for (i = 0; i < w->t->spec.nwhere; i++)
		pk_memo_free(&s->where[i]);
	for (i = 0; i < w->t->spec.nrates; i++)
		pk_memo_free(&s->rate[i]);
	for (i = 0; i < numbered_keys(w->t); i++) {
		pk_memo_free(&s->cell[i]);
		pk_memo_free(&s->value[i]);
	}
	pk_free(s->where);
	pk_free(s->rate);
	pk_free(s->slot);
}

void
pk_seen_clear(struct pk_tally_worker *w)
{
	pk_seen_free(w);
	pk_seen_init(w);
}

size_t
pk_seen_memory(const struct pk_tally_worker *w)
{
	const struct pk_seen_cells *s = &w->seen;
	size_t i, n = s->n ? s->nslots * sizeof(*s->slot) : 0;

	/* Tables that hold little are not worth being emptied. */
	for (i = 0; i < numbered_keys(w->t); i++)
		n += s->cell[i].n + s->value[i].n > FIRST_SLOTS
		         ? pk_memo_memory(&s->cell[i]) + pk_memo_memory(&s->value[i]) : 0;
	return n;
}
