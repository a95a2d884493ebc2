#include "score/tally.h"

#include "score/points.h"

#include <stdlib.h>

/* Between the parts of a key; never in UTF-8. */
enum { PART = 0xff };

struct pk_tally_worker {
	struct pk_groups groups;
	struct pk_buf key, scratch, text;
};

void
pk_tally_init(struct pk_tally *t, const struct pk_tally_spec *spec)
{
	*t = (struct pk_tally){.spec = *spec};
	t->nkeys = spec->nkeys + (spec->period != PK_P_NONE);
	pk_groups_init(&t->groups, spec->nsums);
}

static void
free_workers(struct pk_tally *t)
{
	size_t i;

	for (i = 0; i < t->nworkers; i++) {
		pk_groups_free(&t->worker[i].groups);
		pk_buf_free(&t->worker[i].key);
		pk_buf_free(&t->worker[i].scratch);
		pk_buf_free(&t->worker[i].text);
	}
	pk_free(t->worker);
	t->worker = NULL;
	t->nworkers = 0;
}

void
pk_tally_free(struct pk_tally *t)
{
	size_t i;

	free_workers(t);
	pk_groups_free(&t->groups);
	for (i = 0; i < PK_TALLY_KEYS_MAX; i++)
		pk_free(t->name_key[i]);
	for (i = 0; i < PK_TALLY_SUMS_MAX; i++)
		pk_free(t->name_sum[i]);
	pk_free(t->name_distinct);
	pk_free(t->row);
}

/* --- columns --- */

static int
find(const struct pk_table *t, struct pk_str name, size_t *at, struct pk_sink *sink)
{
	char *z;

	*at = pk_header_find(&t->header, name);
	if (*at != PK_NPOS)
		return 0;
	z = pk_strndup(name.p, name.n);
	pk_diag(sink, PK_D_TALLY_NO_COLUMN, PK_POS(t->file, t->header_line), z, NULL);
	pk_free(z);
	return -1;
}

static void
note_name(const struct pk_table *t, size_t at, char **name, enum pk_col *col)
{
	if (*name)
		return;
	*name = pk_strndup(t->header.name[at].p, t->header.name[at].n);
	*col = t->header.col[at];
}

static int
find_date(struct pk_tally *t, const struct pk_table *table, struct pk_sink *sink)
{
	struct pk_str name = t->spec.date;

	if (t->spec.period == PK_P_NONE)
		return 0;
	if (name.n == 0)
		name = pk_header_find(&table->header, PK_S("date")) != PK_NPOS ? PK_S("date") : PK_S("period");
	return find(table, name, &t->at_date, sink);
}

static int
find_columns(struct pk_tally *t, const struct pk_table *table, struct pk_sink *sink)
{
	enum pk_col ignored;
	int bad = 0;
	size_t i;

	for (i = 0; i < t->spec.nkeys; i++)
		if (find(table, t->spec.key[i], &t->at_key[i], sink) != 0)
			bad = -1;
		else
			note_name(table, t->at_key[i], &t->name_key[i], &t->col_key[i]);
	for (i = 0; i < t->spec.nsums; i++)
		if (find(table, t->spec.sum[i], &t->at_sum[i], sink) != 0)
			bad = -1;
		else
			note_name(table, t->at_sum[i], &t->name_sum[i], &t->col_sum[i]);
	for (i = 0; i < t->spec.nwhere; i++)
		if (find(table, t->spec.where[i].column, &t->spec.where[i].at, sink) != 0)
			bad = -1;
	if (t->spec.distinct.n > 0) {
		if (find(table, t->spec.distinct, &t->at_distinct, sink) != 0)
			bad = -1;
		else
			note_name(table, t->at_distinct, &t->name_distinct, &ignored);
	}
	return find_date(t, table, sink) != 0 ? -1 : bad;
}

/* --- rows --- */

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

static int
add_period(const struct pk_tally *t, struct pk_tally_worker *w, const struct pk_fast_batch *b, size_t row)
{
	struct pk_str s = cell(b, row, t->at_date, &w->scratch);
	struct pk_period p;
	struct pk_date d;

	if (pk_ledger_date(s, &d) == 0)
		p = pk_period_of(d, t->spec.period);
	else if (pk_period_parse(s, &p) != 0 || pk_period_widen(p, t->spec.period, &p) != 0)
		return -1;
	pk_period_print(p, &w->key);
	return 0;
}

/* The key of a row, 32 bytes readable; false when the row has none (and was told). */
static inline bool
key_of(const struct pk_tally *t, struct pk_tally_worker *w, const struct pk_fast_batch *b, size_t row,
    struct pk_str *out)
{
	size_t i;

	if (t->nkeys == 1 && t->spec.nkeys == 1) {
		size_t off;

		*out = cell(b, row, t->at_key[0], &w->key);
		off = (size_t)((uintptr_t)out->p - (uintptr_t)w->key.p);
		if (w->key.p && off <= w->key.n) {
			/* A copy, its doubled quotes undone; else it is in the batch, and readable behind. */
			pk_buf_reserve(&w->key, PK_KEY_HEAD);
			out->p = w->key.p + off;
		}
		return true;
	}
	pk_buf_clear(&w->key);
	for (i = 0; i < t->spec.nkeys; i++) {
		if (i)
			pk_buf_putc(&w->key, (char)PART);
		pk_buf_str(&w->key, cell(b, row, t->at_key[i], &w->scratch));
	}
	if (t->spec.period != PK_P_NONE) {
		if (i)
			pk_buf_putc(&w->key, (char)PART);
		if (add_period(t, w, b, row) != 0) {
			pk_fast_bad_cell(b, row, t->at_date, PK_D_LEDGER_DATE, NULL);
			return false;
		}
	}
	pk_buf_reserve(&w->key, PK_KEY_HEAD);
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

static bool
passes(const struct pk_tally *t, struct pk_tally_worker *w, const struct pk_fast_batch *b, size_t row)
{
	size_t i;

	for (i = 0; i < t->spec.nwhere; i++)
		if (!pk_where_holds(&t->spec.where[i], cell(b, row, t->spec.where[i].at, &w->scratch)))
			return false;
	return true;
}

static void
add_row(const struct pk_tally *t, struct pk_tally_worker *w, const struct pk_fast_batch *b, size_t row)
{
	pk_i128 v[PK_TALLY_SUMS_MAX];
	int has[PK_TALLY_SUMS_MAX];
	struct pk_group *g;
	struct pk_str key;
	struct pk_key k;
	size_t i;

	if (t->spec.nwhere && !passes(t, w, b, row))
		return;
	for (i = 0; i < t->spec.nsums; i++) {
		has[i] = points_of(b, row, t->at_sum[i], &w->scratch, &v[i]);
		if (has[i] < 0) {
			pk_fast_bad_cell(b, row, t->at_sum[i], PK_D_TALLY_NUMBER, NULL);
			return;
		}
	}
	if (!key_of(t, w, b, row, &key))
		return;
	pk_key_set(&k, (const unsigned char *)key.p, key.n);
	g = pk_groups_get(&w->groups, &k);
	g->count++;
	for (i = 0; i < t->spec.nsums; i++)
		if (has[i])
			pk_acc_add(&g->acc[i], v[i]);
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
add_pending(struct pk_groups *g, const struct pending *x, size_t n)
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
		pk_acc_add(&e->acc[0], x[i].v);
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
			add_pending(g, x, n);
			n = 0;
		}
	}
	add_pending(g, x, n);
}

static int
add_batch(void *ctx, const struct pk_fast_batch *b)
{
	const struct pk_tally *t = ctx;
	struct pk_tally_worker *w = &t->worker[b->worker];
	size_t r;

	if (t->nkeys == 1 && t->spec.nkeys == 1 && t->spec.nsums == 1 && t->spec.nwhere == 0)
		add_simple(t, w, b);
	else
		for (r = 0; r < b->nrows; r++)
			add_row(t, w, b, r);
	return 0;
}

static void
need_workers(struct pk_tally *t, size_t n)
{
	if (n <= t->nworkers)
		return;
	t->worker = pk_realloc(t->worker, n, sizeof(*t->worker));
	for (; t->nworkers < n; t->nworkers++) {
		struct pk_tally_worker *w = &t->worker[t->nworkers];

		*w = (struct pk_tally_worker){.key = PK_BUF_INIT};
		pk_groups_init(&w->groups, t->spec.nsums);
	}
}

int
pk_tally_file(struct pk_tally *t, const char *path, struct pk_sink *sink)
{
	struct pk_table table;
	int rc = pk_table_open(&table, path, &t->spec.table, sink);

	if (rc == 0)
		rc = find_columns(t, &table, sink);
	if (rc == 0) {
		need_workers(t, pk_fast_workers(&table, &t->spec.fast));
		rc = pk_fast_run(&table, &t->spec.fast, add_batch, t);
		t->files++;
	}
	t->bad += table.bad;
	pk_table_close(&table);
	return rc;
}

/* --- results --- */

bool
pk_tally_measure(const struct pk_tally *t, const struct pk_tally_row *r, enum pk_measure m, size_t i,
    struct pk_dec *out)
{
	const struct pk_group *g = r->group;
	struct pk_dec sum, n;

	switch (m) {
	case PK_M_COUNT:
		*out = pk_dec_int((int64_t)g->count);
		return true;
	case PK_M_DISTINCT:
		*out = pk_dec_int((int64_t)r->distinct);
		return true;
	case PK_M_BLANK:
		*out = pk_dec_int((int64_t)(g->count - g->acc[i].n));
		return true;
	case PK_M_SUM:
		return pk_acc_sum(&g->acc[i], out) == 0;
	case PK_M_MEAN:
		n = pk_dec_int((int64_t)g->acc[i].n);
		return pk_acc_sum(&g->acc[i], &sum) == 0 && pk_dec_div(sum, n, t->spec.places, out) == 0;
	case PK_M_SHARE:
		/* In percent, rounded once. */
		return pk_acc_sum(&g->acc[i], &sum) == 0 && pk_dec_mul(sum, pk_dec_int(100), &sum) == 0 &&
		       pk_dec_div(sum, t->total[i], t->spec.places, out) == 0;
	case PK_M_MIN:
	case PK_M_MAX:
		out->v = m == PK_M_MIN ? g->acc[i].min : g->acc[i].max;
		return g->acc[i].n > 0;
	case PK_M_KEY:
	case PK_M_MEASURES:
		break;
	}
	*out = (struct pk_dec){0};
	return false;
}

static void
split_key(const struct pk_tally *t, struct pk_tally_row *r)
{
	struct pk_str rest = pk_strn(r->group->key, r->group->nkey);
	size_t i;

	for (i = 0; i < t->nkeys; i++)
		if (!pk_str_split(&rest, (char)PART, &r->key[i]))
			r->key[i] = PK_S("");
}

/* qsort(3) takes no context: each row carries its own way back. */
struct ordered {
	struct pk_tally_row row;
	const struct pk_tally_spec *spec;
};

static int
by_rank(const void *x, const void *y)
{
	const struct ordered *a = x, *b = y;
	const struct pk_tally_spec *s = a->spec;
	int c = 0;

	if (s->within != PK_NPOS)
		c = pk_str_cmp(a->row.key[s->within], b->row.key[s->within]);
	if (c == 0 && s->by != PK_M_KEY) {
		c = pk_dec_cmp(b->row.by, a->row.by);
		c = s->ascending ? -c : c;
	}
	/* The key decides last, so that the order is always the same. */
	return c ? c : pk_str_cmp(pk_strn(a->row.group->key, a->row.group->nkey),
	                   pk_strn(b->row.group->key, b->row.group->nkey));
}

static bool
is_same(void *ctx, size_t i)
{
	const struct pk_tally *t = ctx;

	return t->spec.by != PK_M_KEY && pk_dec_cmp(t->row[i].by, t->row[i - 1].by) == 0;
}

static bool
is_anew(void *ctx, size_t i)
{
	const struct pk_tally *t = ctx;
	size_t k = t->spec.within;

	return k != PK_NPOS && !pk_str_eq(t->row[i].key[k], t->row[i - 1].key[k]);
}

static void
rank_rows(struct pk_tally *t)
{
	struct ordered *o = pk_alloc(t->groups.n, sizeof(*o));
	uint64_t *rank = pk_alloc(t->groups.n, sizeof(*rank));
	size_t i;

	t->nrows = t->groups.n;
	t->row = pk_zalloc(t->nrows, sizeof(*t->row));
	for (i = 0; i < t->nrows; i++) {
		struct pk_tally_row *r = &o[i].row;

		*r = (struct pk_tally_row){.group = pk_groups_at(&t->groups, i)};
		o[i].spec = &t->spec;
		split_key(t, r);
		(void)pk_tally_measure(t, r, t->spec.by, 0, &r->by);
	}
	qsort(o, t->nrows, sizeof(*o), by_rank);
	for (i = 0; i < t->nrows; i++)
		t->row[i] = o[i].row;
	pk_rank(t->nrows, t->spec.ties, is_same, is_anew, t, rank);
	for (i = 0; i < t->nrows; i++)
		t->row[i].rank = rank[i];
	pk_free(rank);
	pk_free(o);
}

static int
overflow(const struct pk_tally *t, size_t sum, struct pk_sink *sink)
{
	pk_diag(sink, PK_D_TALLY_OVERFLOW, PK_NOPOS, t->name_sum[sum], NULL);
	return -1;
}

/* The sums of all groups; -1 when one is past all bounds. */
static int
total(struct pk_tally *t, struct pk_sink *sink)
{
	struct pk_acc all[PK_TALLY_SUMS_MAX] = {0};
	size_t i, k;

	for (i = 0; i < t->groups.n; i++) {
		const struct pk_group *g = pk_groups_at(&t->groups, i);

		t->count += g->count;
		for (k = 0; k < t->spec.nsums; k++) {
			struct pk_dec sum;

			pk_acc_merge(&all[k], &g->acc[k]);
			if (pk_acc_sum(&g->acc[k], &sum) != 0)
				return overflow(t, k, sink);
		}
	}
	for (k = 0; k < t->spec.nsums; k++)
		if (pk_acc_sum(&all[k], &t->total[k]) != 0)
			return overflow(t, k, sink);
	return 0;
}

int
pk_tally_finish(struct pk_tally *t, struct pk_sink *sink)
{
	size_t i;

	for (i = 0; i < t->nworkers; i++)
		pk_groups_merge(&t->groups, &t->worker[i].groups);
	free_workers(t);
	if (total(t, sink) != 0)
		return -1;
	rank_rows(t);
	return 0;
}
