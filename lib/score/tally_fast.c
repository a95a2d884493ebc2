/*
 * The rows of a batch, fast: each exactly as pk_tally_row() has it.
 *
 * What is the same for all rows is asked once, and what is the same for all cells
 * that look alike is found out once (memo.h): a filter judges a cell, a date is
 * brought to its period, a key is trimmed, when it is first seen.  Groups by
 * several columns are then found by the numbers of their values instead of
 * by their text.  Some rows are read ahead, so that the processor fetches
 * their groups meanwhile.  A row with anything unusual goes to pk_tally_row().
 */
#include "score/cells.h"
#include "score/points.h"

enum { AHEAD = 32 /* rows */ };

/* Where the columns are; what a loop over rows would otherwise fetch again for each. */
struct place {
	const unsigned char *p;
	const uint32_t *sep, *start;
	size_t nfields;
};

static inline __attribute__((always_inline)) struct pk_str
field(const struct place *l, size_t row, size_t at)
{
	const uint32_t *sep = l->sep + row * l->nfields + at;
	uint32_t from = at ? sep[-1] + 1 : l->start[row];

	return (struct pk_str){(const char *)l->p + from, *sep - from};
}

/* Takes the quotes off a field; what is within is looked at by the caller. */
static inline __attribute__((always_inline)) struct pk_str
bare(struct pk_str s)
{
	return *s.p == '"' && s.n ? (struct pk_str){s.p + 1, s.n - 2} : s;
}

/* A quote in a key that was quoted: one of two, to be undone. */
static inline __attribute__((always_inline)) bool
has_quote(const struct pk_key *k)
{
	const uint64_t ones = 0x0101010101010101u;
	uint64_t found = 0, x;
	size_t i;

	for (i = 0; i < PK_KEY_HEAD / 8; i++) {
		x = k->w[i] ^ (ones * '"');
		found |= (x - ones) & ~x & (ones << 7);
	}
	return found || (k->n > PK_KEY_HEAD && memchr(k->p + PK_KEY_HEAD, '"', k->n - PK_KEY_HEAD));
}

/* The key that is one column.  false: it needs to be put together. */
static inline __attribute__((always_inline)) bool
read_key(const struct place *l, size_t row, size_t at, struct pk_key *k)
{
	struct pk_str raw = field(l, row, at), key = pk_tally_trim(bare(raw));

	pk_key_set(k, (const unsigned char *)key.p, key.n);
	return key.n == raw.n || !has_quote(k);
}

static inline __attribute__((always_inline)) void
fetch_group(const struct pk_group *g)
{
	__builtin_prefetch(g);
	__builtin_prefetch((const void *)((uintptr_t)g + sizeof(*g)));
}

/* --- the most frequent question: by one column, of one --- */

struct pending {
	struct pk_key key;
	int64_t v;
};

/* false: the row needs pk_tally_row(). */
static inline __attribute__((always_inline)) bool
read_simple(const struct pk_tally *t, const struct place *l, size_t row, struct pending *x)
{
	struct pk_str s = bare(field(l, row, t->at_sum[0]));

	return pk_points_fast((const unsigned char *)s.p, s.n, &x->v) && read_key(l, row, t->at_key[0], &x->key);
}

/* Adds what was read; the groups are on their way into the cache by now. */
static void
add_pending(struct pk_groups *g, const struct pending *x, size_t n, bool extremes)
{
	size_t i;

	for (i = 0; i < n; i++)
		fetch_group(g->slot[x[i].key.hash & (g->nslots - 1)]);
	for (i = 0; i < n; i++) {
		struct pk_group *e = pk_groups_get(g, &x[i].key);

		e->count++;
		if (extremes)
			pk_acc_add(&e->acc[0], x[i].v);
		else
			pk_acc_sum_add(&e->acc[0], x[i].v);
	}
}

static void
add_simple(const struct pk_tally *t, struct pk_tally_worker *w, const struct pk_fast_batch *b)
{
	const struct place l = {b->p, b->sep, b->start, b->nfields};
	struct pk_groups *g = &w->groups;
	struct pending x[AHEAD];
	size_t r, n = 0;

	for (r = 0; r < b->nrows; r++) {
		if (!read_simple(t, &l, r, &x[n])) {
			pk_tally_row(t, w, b, r);
			continue;
		}
		__builtin_prefetch(&g->slot[x[n].key.hash & (g->nslots - 1)]);
		if (++n == AHEAD) {
			add_pending(g, x, n, t->spec.extremes);
			n = 0;
		}
	}
	add_pending(g, x, n, t->spec.extremes);
}

static bool
is_simple(const struct pk_tally *t)
{
	return t->nkeys == 1 && t->spec.nkeys == 1 && t->spec.nsums == 1 && t->spec.nwhere == 0 &&
	       t->spec.nrates == 0 && t->spec.distinct.n == 0 && !t->header;
}

/* --- any question --- */

/* A row read. */
struct waiting {
	uint64_t id[PK_NUMBERED_KEYS / 4], hash; /* several keys: the numbers of their values */
	struct pk_key key;                       /* one key */
	size_t row;
	unsigned has;                            /* bit i: there is a value i */
	unsigned yes, known;                     /* bit i: the filter of rate i holds; its cell is not blank */
	struct pk_group *group;
	int64_t v[PK_TALLY_SUMS_MAX];
};

struct scan {
	const struct pk_tally *t;
	struct pk_tally_worker *w;
	const struct pk_fast_batch *b;
	struct place l;
	size_t n; /* rows read and not yet added */
	struct waiting x[AHEAD];
};

enum { BLANK = 2 }; /* of a rate: the cell says nothing */

/* A cell that was not judged before: 1 it holds, 0 it does not, BLANK, -1 nobody can say. */
static int
judge_anew(const struct scan *c, const struct pk_where *f, size_t row, bool rate, struct pk_memo *m,
    const struct pk_key *k)
{
	struct pk_str s = pk_tally_cell(c->b, row, f->at, &c->w->scratch);
	int holds = rate && s.n == 0 ? BLANK : pk_where_holds(f, s);

	if (holds >= 0)
		pk_memo_add(m, k, (uint32_t)holds);
	return holds;
}

static inline __attribute__((always_inline)) int
judge(const struct scan *c, const struct pk_where *f, size_t row, bool rate, struct pk_memo *m)
{
	struct pk_str raw = field(&c->l, row, f->at);
	struct pk_key k;
	uint32_t known;

	pk_key_set(&k, (const unsigned char *)raw.p, raw.n);
	if (pk_memo_find(m, &k, &known))
		return (int)known;
	return judge_anew(c, f, row, rate, m, &k);
}

/* 1, 0 the row does not count, -1 it needs pk_tally_row(). */
static inline __attribute__((always_inline)) int
passes(const struct scan *c, size_t row)
{
	const struct pk_tally *t = c->t;
	int holds = 1;
	size_t i;

	for (i = 0; i < t->spec.nwhere && holds > 0; i++)
		holds = judge(c, &t->spec.where[i], row, false, &c->w->seen.where[i]);
	return holds;
}

static bool
read_rates(const struct scan *c, struct waiting *x)
{
	const struct pk_tally *t = c->t;
	size_t i;

	x->yes = x->known = 0;
	for (i = 0; i < t->spec.nrates; i++) {
		int holds = judge(c, &t->spec.rate[i], x->row, true, &c->w->seen.rate[i]);

		if (holds < 0)
			return false;
		x->yes |= (unsigned)(holds == 1) << i;
		x->known |= (unsigned)(holds != BLANK) << i;
	}
	return true;
}

static inline __attribute__((always_inline)) bool
read_sums(const struct scan *c, struct waiting *x)
{
	const struct pk_tally *t = c->t;
	size_t i;

	x->has = 0;
	for (i = 0; i < t->spec.nsums; i++) {
		struct pk_str s = bare(field(&c->l, x->row, t->at_sum[i]));
		pk_i128 v;
		int has;

		if (pk_points_fast((const unsigned char *)s.p, s.n, &x->v[i])) {
			x->has |= 1u << i;
			continue;
		}
		has = pk_tally_points(c->b, x->row, t->at_sum[i], &c->w->scratch, &v);
		if (has < 0 || (has && (v > INT64_MAX || v < INT64_MIN)))
			return false;
		x->has |= (unsigned)has << i;
		x->v[i] = has ? (int64_t)v : 0;
	}
	return true;
}

/* What a cell of a key column says into w->key, with room behind it; false: it is no period. */
static bool
say(const struct scan *c, size_t row, size_t k)
{
	const struct pk_tally *t = c->t;
	struct pk_tally_worker *w = c->w;
	struct pk_str s;

	pk_buf_clear(&w->key);
	if (k == t->spec.nkeys) {
		if (pk_tally_add_period(t, w, c->b, row) != 0)
			return false;
	} else {
		s = pk_tally_cell(c->b, row, t->at_key[k], &w->scratch);
		pk_tally_put(&w->key, s.p, s.n);
	}
	pk_tally_put(&w->key, "", 0);
	return true;
}

/* The number of a cell that was not seen before. */
static bool
number_anew(const struct scan *c, size_t row, size_t k, const struct pk_key *cell, uint32_t *number)
{
	struct pk_seen_cells *s = &c->w->seen;
	struct pk_key value;

	if (!say(c, row, k))
		return false;
	if (pk_memo_is_full(&s->cell[k]) || pk_memo_is_full(&s->value[k])) {
		s->off = true;
		return false;
	}
	pk_key_set(&value, (const unsigned char *)c->w->key.p, c->w->key.n);
	if (!pk_memo_find(&s->value[k], &value, number)) {
		*number = (uint32_t)s->value[k].n;
		pk_memo_add(&s->value[k], &value, *number);
	}
	pk_memo_add(&s->cell[k], cell, *number);
	return true;
}

static inline __attribute__((always_inline)) bool
read_numbers(const struct scan *c, struct waiting *x)
{
	const struct pk_tally *t = c->t;
	struct pk_seen_cells *s = &c->w->seen;
	size_t k;

	memset(x->id, 0, sizeof(x->id));
	for (k = 0; k < t->nkeys; k++) {
		struct pk_str raw = field(&c->l, x->row, k == t->spec.nkeys ? t->at_date : t->at_key[k]);
		struct pk_key cell;
		uint32_t number;

		pk_key_set(&cell, (const unsigned char *)raw.p, raw.n);
		if (!pk_memo_find(&s->cell[k], &cell, &number) && !number_anew(c, x->row, k, &cell, &number))
			return false;
		x->id[k / 4] |= (uint64_t)number << k % 4 * 16;
	}
	x->hash = pk_key_mix(x->id[0] ^ 0x9e3779b97f4a7c15u, x->id[1] ^ 0xd1b54a32d192ed03u);
	x->hash ^= x->hash >> 32;
	return true;
}

/* Twice the slots. */
static void
spread(struct pk_seen_cells *s)
{
	struct pk_numbered *old = s->slot;
	size_t i, n = s->nslots, at;

	s->nslots *= 2;
	s->slot = pk_zalloc(s->nslots, sizeof(*s->slot));
	for (i = 0; i < n; i++) {
		uint64_t hash = pk_key_mix(old[i].id[0] ^ 0x9e3779b97f4a7c15u, old[i].id[1] ^ 0xd1b54a32d192ed03u);

		if (!old[i].group)
			continue;
		for (at = (hash ^ hash >> 32) & (s->nslots - 1); s->slot[at].group; at = (at + 1) & (s->nslots - 1))
			;
		s->slot[at] = old[i];
	}
	pk_free(old);
}

/* The group of numbers that have none yet. */
static struct pk_group *
group_anew(const struct scan *c, const struct waiting *x)
{
	struct pk_seen_cells *s = &c->w->seen;
	struct pk_group *g;
	struct pk_str key;
	struct pk_key k;
	size_t at;

	/* Each cell was understood before. */
	if (!pk_tally_key(c->t, c->w, c->b, x->row, &key))
		return NULL;
	pk_key_set(&k, (const unsigned char *)key.p, key.n);
	g = pk_groups_get(&c->w->groups, &k);
	if (s->n * 2 >= s->nslots)
		spread(s);
	for (at = x->hash & (s->nslots - 1); s->slot[at].group; at = (at + 1) & (s->nslots - 1))
		;
	s->slot[at] = (struct pk_numbered){{x->id[0], x->id[1]}, g};
	s->n++;
	return g;
}

static inline __attribute__((always_inline)) struct pk_group *
find_group(const struct scan *c, const struct waiting *x)
{
	const struct pk_seen_cells *s = &c->w->seen;
	const struct pk_numbered *e;
	size_t at;

	for (at = x->hash & (s->nslots - 1); (e = &s->slot[at])->group; at = (at + 1) & (s->nslots - 1))
		if (e->id[0] == x->id[0] && e->id[1] == x->id[1])
			return e->group;
	return NULL;
}

static void
add_waiting(const struct scan *c, const struct waiting *x, struct pk_group *g)
{
	const struct pk_tally *t = c->t;
	size_t i;

	g->count++;
	for (i = 0; i < t->spec.nsums; i++)
		if (x->has >> i & 1)
			pk_tally_add(t, &g->acc[i], x->v[i]);
	for (i = 0; i < t->spec.nrates; i++)
		if (x->known >> i & 1)
			pk_acc_add(&g->acc[t->spec.nsums + i], x->yes >> i & 1 ? PK_DEC_SCALE : 0);
	if (t->spec.distinct.n)
		pk_tally_add_pair(t, c->w, c->b, x->row, pk_strn(g->key, g->nkey));
}

static void
add_all(struct scan *c, bool one)
{
	struct pk_groups *groups = &c->w->groups;
	size_t i;

	for (i = 0; i < c->n; i++) {
		c->x[i].group = one ? groups->slot[c->x[i].key.hash & (groups->nslots - 1)] : find_group(c, &c->x[i]);
		fetch_group(c->x[i].group);
	}
	for (i = 0; i < c->n; i++) {
		struct waiting *x = &c->x[i];

		if (one)
			x->group = pk_groups_get(groups, &x->key);
		else if (!x->group)
			x->group = find_group(c, x); /* one of those before it made it */
		if (!x->group)
			x->group = group_anew(c, x);
		if (x->group)
			add_waiting(c, x, x->group);
	}
	c->n = 0;
}

/* 1, 0 the row does not count, -1 it needs pk_tally_row(). */
static inline __attribute__((always_inline)) int
read_row(const struct scan *c, struct waiting *x, bool one)
{
	const struct pk_tally *t = c->t;
	int rc = passes(c, x->row);

	if (rc <= 0)
		return rc;
	if (t->header && pk_tally_is_header(t, c->w, c->b, x->row))
		return 0;
	if (!read_sums(c, x) || !read_rates(c, x))
		return -1;
	if (one ? !read_key(&c->l, x->row, t->at_key[0], &x->key) : !read_numbers(c, x))
		return -1;
	if (one)
		__builtin_prefetch(&c->w->groups.slot[x->key.hash & (c->w->groups.nslots - 1)]);
	else
		__builtin_prefetch(&c->w->seen.slot[x->hash & (c->w->seen.nslots - 1)]);
	return 1;
}

static inline __attribute__((always_inline)) void
add_rows(struct scan *c, bool one)
{
	size_t r;

	for (r = 0; r < c->b->nrows; r++) {
		struct waiting *x = &c->x[c->n];
		int rc;

		x->row = r;
		rc = c->w->seen.off ? -1 : read_row(c, x, one);
		if (rc < 0)
			pk_tally_row(c->t, c->w, c->b, r);
		else if (rc > 0 && ++c->n == AHEAD)
			add_all(c, one);
	}
	add_all(c, one);
}

void
pk_tally_fast(const struct pk_tally *t, struct pk_tally_worker *w, const struct pk_fast_batch *b)
{
	struct scan c;

	if (is_simple(t)) {
		add_simple(t, w, b);
		return;
	}
	c.t = t;
	c.w = w;
	c.b = b;
	c.l = (struct place){b->p, b->sep, b->start, b->nfields};
	c.n = 0;
	if (pk_is_one_column(t))
		add_rows(&c, true);
	else
		add_rows(&c, false);
}
