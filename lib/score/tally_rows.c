/* From a batch of rows to the groups of a worker. */
#include "score/points.h"
#include "score/tally_work.h"

/*
 * Blanks of any width off both ends.  They are rarely there, so asked for by the
 * bytes that they begin with (1), have last but one (2) or end with (4).
 */
static const uint8_t may_be_blank[256] = {
#define ALL 7
    ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL,
    ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL,
#undef ALL
    [0x80] = 2, [0xbb] = 2, [0xc2] = 3, [0xe2] = 1, [0xe3] = 1, [0xef] = 1};

static inline __attribute__((always_inline)) struct pk_str
trim(struct pk_str s)
{
	const unsigned char *p = (const unsigned char *)s.p;

	if (s.n < 2)
		return s.n && may_be_blank[p[0]] ? pk_wide_trim(s) : s;
	if (__builtin_expect((may_be_blank[p[0]] & 1) | (may_be_blank[p[s.n - 2]] & 2) |
	                         (may_be_blank[p[s.n - 1]] & 4), 0))
		return pk_wide_trim(s);
	return s;
}

static inline struct pk_str
cell(const struct pk_fast_batch *b, size_t row, size_t at, struct pk_buf *scratch)
{
	return trim(pk_fast_field(b, row, at, scratch));
}

/* Appends, with room for what reads a key's first bytes whatever its length. */
static inline void
put(struct pk_buf *b, const char *p, size_t n)
{
	if (b->cap - b->n < n + PK_KEY_HEAD + 1)
		pk_buf_reserve(b, n + PK_KEY_HEAD);
	memcpy(b->p + b->n, p, n);
	b->n += n;
}

static inline int
digits(const char *p, size_t n)
{
	int v = 0;

	for (; n > 0; n--, p++) {
		if (*p < '0' || *p > '9')
			return -1;
		v = v * 10 + (*p - '0');
	}
	return v;
}

/* YYYY-MM-DD, as dates nearly always are; the rest is left to pk_ledger_date(). */
static inline bool
plain_date(struct pk_str s, struct pk_date *d)
{
	if (s.n != 10 || s.p[4] != '-' || s.p[7] != '-')
		return false;
	*d = (struct pk_date){digits(s.p, 4), digits(s.p + 5, 2), digits(s.p + 8, 2)};
	return pk_date_is_valid(*d);
}

static int
add_period(const struct pk_tally *t, struct pk_tally_worker *w, const struct pk_fast_batch *b, size_t row)
{
	struct pk_str s = cell(b, row, t->at_date, &w->scratch);
	struct pk_period p;
	struct pk_date d;
	char text[7];

	if (plain_date(s, &d)) {
		/* As pk_period_print() does, without printf(3) for each row. */
		p = pk_period_of(d, t->spec.period);
		memcpy(text, s.p, 7);
		text[4] = p.kind == PK_P_MONTH ? '-' : p.kind == PK_P_QUARTER ? 'Q' : 'H';
		if (p.kind == PK_P_QUARTER || p.kind == PK_P_HALF)
			text[5] = (char)('0' + p.i);
		put(&w->key, text, p.kind == PK_P_MONTH ? 7 : p.kind == PK_P_YEAR ? 4 : 6);
		return 0;
	}
	if (pk_ledger_date(s, &d) == 0)
		p = pk_period_of(d, t->spec.period);
	else if (pk_period_parse(s, &p) != 0 || pk_period_widen(p, t->spec.period, &p) != 0)
		return -1;
	pk_period_print(p, &w->key);
	return 0;
}

/* The key of a row, 32 bytes readable; false when the row has none (and was told). */
static bool
key_of(const struct pk_tally *t, struct pk_tally_worker *w, const struct pk_fast_batch *b, size_t row,
    struct pk_str *out)
{
	static const char part[] = {(char)PK_PART};
	struct pk_str s;
	size_t i;

	pk_buf_clear(&w->key);
	for (i = 0; i < t->spec.nkeys; i++) {
		if (i)
			put(&w->key, part, 1);
		s = cell(b, row, t->at_key[i], &w->scratch);
		put(&w->key, s.p, s.n);
	}
	if (t->spec.period != PK_P_NONE) {
		if (i)
			put(&w->key, part, 1);
		if (add_period(t, w, b, row) != 0) {
			pk_fast_bad_cell(b, row, t->at_date, PK_D_LEDGER_DATE, NULL);
			return false;
		}
	}
	put(&w->key, "", 0);
	*out = pk_buf_view(&w->key);
	return true;
}

/* 1 and the value, 0 an empty cell, -1 no number. */
static inline int
points_of(const struct pk_fast_batch *b, size_t row, size_t at, struct pk_buf *scratch, pk_i128 *v)
{
	struct pk_str s = pk_fast_raw(b, row, at);
	struct pk_dec d;
	int64_t nano;

	if (pk_points_fast((const unsigned char *)s.p, s.n, &nano)) {
		*v = nano;
		return 1;
	}
	s = cell(b, row, at, scratch);
	if (s.n == 0)
		return 0;
	if (pk_dec_parse(s, &d) != 0)
		return -1;
	*v = d.v;
	return 1;
}

/* 1 the row counts, 0 it does not, -1 nobody can say: a bad cell, reported. */
static int
passes(const struct pk_tally *t, struct pk_tally_worker *w, const struct pk_fast_batch *b, size_t row)
{
	size_t i;

	for (i = 0; i < t->spec.nwhere; i++) {
		const struct pk_where *f = &t->spec.where[i];
		struct pk_str s = cell(b, row, f->at, &w->scratch);
		int holds = f->plain ? (s.n == f->value.n && memcmp(s.p, f->value.p, s.n) == 0) ==
		                            (f->op == PK_W_EQ)
		                      : pk_where_holds(f, s);

		if (holds < 0)
			pk_fast_bad_cell(b, row, f->at, PK_D_TALLY_PATTERN, NULL);
		if (holds <= 0)
			return holds;
	}
	return 1;
}

/* A split of a file of which this is the first has the header row among its rows. */
static bool
is_header(const struct pk_fast_batch *b, const struct pk_tally *t, size_t row, struct pk_buf *scratch)
{
	size_t i;

	for (i = 0; i < b->nfields; i++)
		if (!pk_str_eq(cell(b, row, i, scratch), t->header[i]))
			return false;
	return true;
}

/* The key with the row's value of the column whose values are counted. */
static void
add_pair(const struct pk_tally *t, struct pk_tally_worker *w, const struct pk_fast_batch *b, size_t row,
    struct pk_str key)
{
	struct pk_str value = cell(b, row, t->at_distinct, &w->scratch);
	struct pk_key k;

	if (value.n == 0)
		return;
	pk_buf_clear(&w->pair);
	pk_buf_str(&w->pair, key);
	pk_buf_putc(&w->pair, (char)PK_PAIR);
	pk_buf_str(&w->pair, value);
	pk_buf_reserve(&w->pair, PK_KEY_HEAD);
	pk_key_set(&k, (const unsigned char *)w->pair.p, w->pair.n);
	(void)pk_groups_get(&w->pairs, &k);
}

enum { BLANK = 2 }; /* of a rate: the cell says nothing */

/* Whether each rate's filter holds; false when nobody can say (and the cell was told). */
static bool
rates_of(const struct pk_tally *t, struct pk_tally_worker *w, const struct pk_fast_batch *b, size_t row,
    int holds[PK_TALLY_RATES_MAX])
{
	size_t i;

	for (i = 0; i < t->spec.nrates; i++) {
		const struct pk_where *f = &t->spec.rate[i];
		struct pk_str s = cell(b, row, f->at, &w->scratch);

		holds[i] = s.n ? pk_where_holds(f, s) : BLANK;
		if (holds[i] < 0) {
			pk_fast_bad_cell(b, row, f->at, PK_D_TALLY_PATTERN, NULL);
			return false;
		}
	}
	return true;
}

static void
add_row(const struct pk_tally *t, struct pk_tally_worker *w, const struct pk_fast_batch *b, size_t row)
{
	pk_i128 v[PK_TALLY_SUMS_MAX];
	int has[PK_TALLY_SUMS_MAX], holds[PK_TALLY_RATES_MAX];
	struct pk_group *g;
	struct pk_str key;
	struct pk_key k;
	size_t i;

	if ((t->spec.nwhere && passes(t, w, b, row) <= 0) || (t->header && is_header(b, t, row, &w->scratch)))
		return;
	for (i = 0; i < t->spec.nsums; i++) {
		has[i] = points_of(b, row, t->at_sum[i], &w->scratch, &v[i]);
		if (has[i] < 0) {
			pk_fast_bad_cell(b, row, t->at_sum[i], PK_D_TALLY_NUMBER, NULL);
			return;
		}
	}
	if (!rates_of(t, w, b, row, holds) || !key_of(t, w, b, row, &key))
		return;
	pk_key_set(&k, (const unsigned char *)key.p, key.n);
	g = pk_groups_get(&w->groups, &k);
	g->count++;
	for (i = 0; i < t->spec.nsums; i++)
		if (has[i])
			pk_acc_add(&g->acc[i], v[i]);
	for (i = 0; i < t->spec.nrates; i++)
		if (holds[i] != BLANK)
			pk_acc_add(&g->acc[t->spec.nsums + i], holds[i] ? PK_DEC_SCALE : 0);
	if (t->spec.distinct.n)
		add_pair(t, w, b, row, key);
}

/*
 * The most frequent question, by one column and of one: what add_row() does, without
 * asking of each row what is the same for all, and some rows at a time, so that
 * the processor fetches a group while it reads the next row.
 */
enum { AHEAD = 32 };

struct pending {
	struct pk_key key;
	int64_t v;
};

/* Where the two columns are; what a loop over rows would otherwise fetch again for each. */
struct place {
	const unsigned char *p;
	const uint32_t *sep, *start;
	size_t nfields, key, sum;
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

/* false: the row needs add_row(). */
static inline __attribute__((always_inline)) bool
read_simple(const struct place *l, size_t row, struct pending *x)
{
	struct pk_str raw = field(l, row, l->key), s = bare(field(l, row, l->sum)), key;

	if (!pk_points_fast((const unsigned char *)s.p, s.n, &x->v))
		return false;
	key = trim(bare(raw));
	pk_key_set(&x->key, (const unsigned char *)key.p, key.n);
	return key.n == raw.n || !has_quote(&x->key);
}

/* Adds what was read; the groups are on their way into the cache by now. */
static void
add_pending(struct pk_groups *g, const struct pending *x, size_t n, bool extremes)
{
	size_t i;

	for (i = 0; i < n; i++) {
		const struct pk_group *e = g->slot[x[i].key.hash & (g->nslots - 1)];

		__builtin_prefetch(e);
		__builtin_prefetch((const void *)((uintptr_t)e + sizeof(*e)));
	}
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
	const struct place l = {b->p, b->sep, b->start, b->nfields, t->at_key[0], t->at_sum[0]};
	struct pk_groups *g = &w->groups;
	struct pending x[AHEAD];
	size_t r, n = 0;

	for (r = 0; r < b->nrows; r++) {
		if (!read_simple(&l, r, &x[n])) {
			add_row(t, w, b, r);
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

int
pk_tally_rows(void *ctx, const struct pk_fast_batch *b)
{
	struct pk_tally *t = ctx;
	struct pk_tally_worker *w = &t->worker[b->worker];
	size_t r, held;

	if (is_simple(t))
		add_simple(t, w, b);
	else
		for (r = 0; r < b->nrows; r++)
			add_row(t, w, b, r);
	held = pk_groups_memory(&w->groups) + pk_groups_memory(&w->pairs);
	return held > t->spec.memory / t->nworkers ? pk_results_spill(t, w) : 0;
}
