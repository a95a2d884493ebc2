/*
 * Groups of all workers put together: in memory, or, beyond it, by way of a file
 * that is sorted by key, where equal keys meet.
 */
#include "score/tally_work.h"

#include <stdlib.h>

static struct pk_group *
new_group(const struct pk_tally *t)
{
	return pk_zalloc(1, sizeof(struct pk_group) + t->naccs * sizeof(struct pk_acc));
}

void
pk_results_init(struct pk_tally *t)
{
	struct pk_tally_results *r = pk_zalloc(1, sizeof(*r));

	t->results = r;
	pk_groups_init(&r->groups, t->naccs);
	pk_groups_init(&r->pairs, 0);
	r->spilled.group = new_group(t);
	r->spilled.ahead = new_group(t);
	r->shown = new_group(t);
	(void)pthread_mutex_init(&r->lock, NULL);
}

void
pk_results_free(struct pk_tally *t)
{
	struct pk_tally_results *r = t->results;

	pk_groups_free(&r->groups);
	pk_groups_free(&r->pairs);
	pk_free(r->by_key);
	(void)pthread_mutex_destroy(&r->lock);
	pk_sorter_free(r->spilled.groups);
	pk_sorter_free(r->spilled.pairs);
	pk_free(r->spilled.group);
	pk_free(r->spilled.ahead);
	pk_buf_free(&r->spilled.key);
	pk_buf_free(&r->spilled.ahead_key);
	pk_buf_free(&r->spilled.pair);
	pk_free(r->row);
	pk_sorter_free(r->ranked);
	pk_sorter_free(r->again);
	pk_free(r->shown);
	pk_buf_free(&r->shown_key);
	pk_buf_free(&r->last_within);
	pk_free(r);
	t->results = NULL;
}

void
pk_group_pack(const struct pk_tally *t, const struct pk_group *g, struct pk_buf *out)
{
	pk_buf_add(out, &g->count, sizeof(g->count));
	pk_buf_add(out, &g->distinct, sizeof(g->distinct));
	pk_buf_add(out, g->acc, t->naccs * sizeof(g->acc[0]));
}

void
pk_group_unpack(const struct pk_tally *t, struct pk_str v, struct pk_str key, struct pk_group *g)
{
	memcpy(&g->count, v.p, sizeof(g->count));
	memcpy(&g->distinct, v.p + sizeof(g->count), sizeof(g->distinct));
	if (t->naccs > 0)
		memcpy(g->acc, v.p + sizeof(g->count) + sizeof(g->distinct), t->naccs * sizeof(g->acc[0]));
	g->key = key.p;
	g->nkey = (uint32_t)key.n;
}

/* --- out to the file --- */

static int
spill_groups(struct pk_tally *t, const struct pk_groups *groups, struct pk_sorter *to)
{
	struct pk_buf key = PK_BUF_INIT, value = PK_BUF_INIT;
	size_t i;
	int rc = 0;

	for (i = 0; i < groups->n && rc == 0; i++) {
		const struct pk_group *g = pk_groups_at(groups, i);

		pk_buf_clear(&key);
		pk_buf_clear(&value);
		pk_buf_add(&key, g->key, g->nkey);
		/* So that keys sort as the pairs do that begin with them. */
		pk_buf_putc(&key, (char)PK_PAIR);
		pk_group_pack(t, g, &value);
		rc = pk_sorter_add(to, pk_buf_view(&key), pk_buf_view(&value), t->results->sink);
	}
	pk_buf_free(&key);
	pk_buf_free(&value);
	return rc;
}

static int
spill_pairs(struct pk_tally *t, const struct pk_groups *pairs, struct pk_sorter *to)
{
	size_t i;
	int rc = 0;

	for (i = 0; i < pairs->n && rc == 0; i++) {
		const struct pk_group *g = pk_groups_at(pairs, i);

		rc = pk_sorter_add(to, pk_strn(g->key, g->nkey), PK_S(""), t->results->sink);
	}
	return rc;
}

int
pk_results_spill(struct pk_tally *t, struct pk_tally_worker *w)
{
	struct pk_tally_results *r = t->results;
	int rc = 0;

	(void)pthread_mutex_lock(&r->lock);
	if (!r->spilled.groups) {
		r->spilled.groups = pk_sorter_new(t->spec.memory / 2);
		r->spilled.pairs = pk_sorter_new(t->spec.memory / 2);
	}
	if (!r->failed)
		rc = spill_groups(t, &w->groups, r->spilled.groups) != 0 ||
		             spill_pairs(t, &w->pairs, r->spilled.pairs) != 0
		         ? -1 : 0;
	r->failed = r->failed || rc != 0;
	rc = r->failed ? -1 : 0;
	(void)pthread_mutex_unlock(&r->lock);
	pk_groups_clear(&w->groups);
	pk_groups_clear(&w->pairs);
	pk_seen_clear(w);
	return rc;
}

/* --- together --- */

static int
by_key(const void *x, const void *y)
{
	const struct pk_group *a = *(const struct pk_group *const *)x, *b = *(const struct pk_group *const *)y;

	return pk_str_cmp(pk_strn(a->key, a->nkey), pk_strn(b->key, b->nkey));
}

/* Counts each pair into the group of its key. */
static void
count_pairs(struct pk_tally_results *r)
{
	size_t i;

	for (i = 0; i < r->pairs.n; i++) {
		const struct pk_group *p = pk_groups_at(&r->pairs, i);
		struct pk_group *g;
		size_t n = p->nkey;

		while (n > 0 && (unsigned char)p->key[n - 1] != PK_PAIR)
			n--;
		g = n ? pk_groups_find(&r->groups, pk_strn(p->key, n - 1)) : NULL;
		if (g)
			g->distinct++;
	}
}

/* The groups of a worker, which has none then: its table as it stands when it is the first. */
static void
take_over(struct pk_groups *all, struct pk_groups *of)
{
	struct pk_groups empty = *all;

	if (all->n == 0) {
		*all = *of;
		*of = empty;
		return;
	}
	pk_groups_merge(all, of);
	pk_groups_clear(of);
}

int
pk_results_gather_groups(struct pk_tally *t, struct pk_sink *sink)
{
	struct pk_tally_results *r = t->results;
	size_t i;

	r->sink = sink;
	for (i = 0; i < t->nworkers; i++) {
		struct pk_tally_worker *w = &t->worker[i];

		if (r->spilled.groups) {
			if (pk_results_spill(t, w) != 0)
				return -1;
			continue;
		}
		take_over(&r->groups, &w->groups);
		take_over(&r->pairs, &w->pairs);
		pk_seen_clear(w);
	}
	if (r->spilled.groups)
		return r->failed ? -1 : 0;
	r->by_key = pk_alloc(r->groups.n, sizeof(const struct pk_group *));
	for (i = 0; i < r->groups.n; i++)
		r->by_key[i] = pk_groups_at(&r->groups, i);
	if (r->groups.n > 0)
		qsort(r->by_key, r->groups.n, sizeof(*r->by_key), by_key);
	return 0;
}

int
pk_results_gather(struct pk_tally *t, struct pk_sink *sink)
{
	if (pk_results_gather_groups(t, sink) != 0)
		return -1;
	if (!t->results->spilled.groups)
		count_pairs(t->results);
	return 0;
}

/* --- back from the file --- */

/* The first group of the next key into `ahead`: 1, 0 at the end, -1. */
static int
look_ahead(struct pk_tally *t, struct pk_sink *sink)
{
	struct pk_spilled *s = &t->results->spilled;
	struct pk_str key, value;
	int rc = pk_sorter_next(s->groups, &key, &value, sink);

	s->has_ahead = rc > 0;
	if (rc > 0) {
		pk_buf_clear(&s->ahead_key);
		pk_buf_add(&s->ahead_key, key.p, key.n);
		pk_group_unpack(t, value, pk_strn(s->ahead_key.p, s->ahead_key.n - 1), s->ahead);
	}
	return rc;
}

/* How many different pairs begin with the key of the group given (and the mark behind it). */
static int
count_spilled_pairs(struct pk_spilled *s, struct pk_str key, uint64_t *n, struct pk_sink *sink)
{
	struct pk_str pair = {NULL, 0}, none;
	int rc;

	*n = 0;
	for (;;) {
		if (s->has_pair) {
			if (!pk_str_starts(pk_buf_view(&s->pair), key))
				return 0;
			(*n)++;
		}
		/* On to the next that is not the same. */
		do {
			rc = pk_sorter_next(s->pairs, &pair, &none, sink);
			if (rc <= 0) {
				s->has_pair = false;
				return rc;
			}
		} while (s->has_pair && pk_str_eq(pair, pk_buf_view(&s->pair)));
		pk_buf_clear(&s->pair);
		pk_buf_str(&s->pair, pair);
		s->has_pair = true;
	}
}

static void
merge_group(const struct pk_tally *t, struct pk_group *g, const struct pk_group *from)
{
	size_t i;

	g->count += from->count;
	for (i = 0; i < t->naccs; i++)
		pk_acc_merge(&g->acc[i], &from->acc[i]);
}

static int
next_spilled(struct pk_tally *t, const struct pk_group **g, struct pk_sink *sink)
{
	struct pk_spilled *s = &t->results->spilled;
	struct pk_group *swap;
	int rc = s->has_ahead ? 1 : look_ahead(t, sink);

	if (rc <= 0)
		return rc;
	swap = s->group;
	s->group = s->ahead;
	s->ahead = swap;
	pk_buf_clear(&s->key);
	pk_buf_str(&s->key, pk_buf_view(&s->ahead_key));
	s->group->key = s->key.p;
	while ((rc = look_ahead(t, sink)) > 0 && pk_str_eq(pk_buf_view(&s->key), pk_buf_view(&s->ahead_key)))
		merge_group(t, s->group, s->ahead);
	*g = s->group;
	return rc < 0 ? -1 : 1;
}

int
pk_results_next(struct pk_tally *t, const struct pk_group **g, struct pk_sink *sink)
{
	struct pk_spilled *s = &t->results->spilled;
	int rc = pk_results_next_group(t, g, sink);

	if (rc > 0 && s->groups &&
	    count_spilled_pairs(s, pk_buf_view(&s->key), &s->group->distinct, sink) != 0)
		return -1;
	return rc;
}

int
pk_results_next_group(struct pk_tally *t, const struct pk_group **g, struct pk_sink *sink)
{
	struct pk_tally_results *r = t->results;

	if (r->spilled.groups)
		return next_spilled(t, g, sink);
	if (r->next >= r->groups.n)
		return 0;
	*g = r->by_key[r->next++];
	return 1;
}
