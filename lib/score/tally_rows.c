/* From a batch of rows to the groups of a worker. */
#include "score/cells.h"
#include "score/points.h"

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

int
pk_tally_add_period(const struct pk_tally *t, struct pk_tally_worker *w, const struct pk_fast_batch *b, size_t row)
{
	struct pk_str s = pk_tally_cell(b, row, t->at_date, &w->scratch);
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
		pk_tally_put(&w->key, text, p.kind == PK_P_MONTH ? 7 : p.kind == PK_P_YEAR ? 4 : 6);
		return 0;
	}
	if (pk_ledger_date(s, &d) == 0)
		p = pk_period_of(d, t->spec.period);
	else if (pk_period_parse(s, &p) != 0 || pk_period_widen(p, t->spec.period, &p) != 0)
		return -1;
	pk_period_print(p, &w->key);
	return 0;
}

bool
pk_tally_key(const struct pk_tally *t, struct pk_tally_worker *w, const struct pk_fast_batch *b, size_t row,
    struct pk_str *out)
{
	static const char part[] = {(char)PK_PART};
	struct pk_str s;
	size_t i;

	pk_buf_clear(&w->key);
	for (i = 0; i < t->spec.nkeys; i++) {
		if (i)
			pk_tally_put(&w->key, part, 1);
		s = pk_tally_cell(b, row, t->at_key[i], &w->scratch);
		pk_tally_put(&w->key, s.p, s.n);
	}
	if (t->spec.period != PK_P_NONE) {
		if (i)
			pk_tally_put(&w->key, part, 1);
		if (pk_tally_add_period(t, w, b, row) != 0) {
			pk_fast_bad_cell(b, row, t->at_date, PK_D_LEDGER_DATE, NULL);
			return false;
		}
	}
	pk_tally_put(&w->key, "", 0);
	*out = pk_buf_view(&w->key);
	return true;
}

int
pk_tally_points(const struct pk_fast_batch *b, size_t row, size_t at, struct pk_buf *scratch, pk_i128 *v)
{
	struct pk_str s = pk_fast_raw(b, row, at);
	struct pk_dec d;
	int64_t nano;

	if (pk_points_fast((const unsigned char *)s.p, s.n, &nano)) {
		*v = nano;
		return 1;
	}
	s = pk_tally_cell(b, row, at, scratch);
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
		struct pk_str s = pk_tally_cell(b, row, f->at, &w->scratch);
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
bool
pk_tally_is_header(const struct pk_tally *t, struct pk_tally_worker *w, const struct pk_fast_batch *b, size_t row)
{
	size_t i;

	for (i = 0; i < b->nfields; i++)
		if (!pk_str_eq(pk_tally_cell(b, row, i, &w->scratch), t->header[i]))
			return false;
	return true;
}

/* The key with the row's value of the column whose values are counted. */
void
pk_tally_add_pair(const struct pk_tally *t, struct pk_tally_worker *w, const struct pk_fast_batch *b, size_t row,
    struct pk_str key)
{
	struct pk_str value = pk_tally_cell(b, row, t->at_distinct, &w->scratch);
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
		struct pk_str s = pk_tally_cell(b, row, f->at, &w->scratch);

		holds[i] = s.n ? pk_where_holds(f, s) : BLANK;
		if (holds[i] < 0) {
			pk_fast_bad_cell(b, row, f->at, PK_D_TALLY_PATTERN, NULL);
			return false;
		}
	}
	return true;
}

void
pk_tally_row(const struct pk_tally *t, struct pk_tally_worker *w, const struct pk_fast_batch *b, size_t row)
{
	pk_i128 v[PK_TALLY_SUMS_MAX];
	int has[PK_TALLY_SUMS_MAX], holds[PK_TALLY_RATES_MAX];
	struct pk_group *g;
	struct pk_str key;
	struct pk_key k;
	size_t i;

	if ((t->spec.nwhere && passes(t, w, b, row) <= 0) || (t->header && pk_tally_is_header(t, w, b, row)))
		return;
	for (i = 0; i < t->spec.nsums; i++) {
		has[i] = pk_tally_points(b, row, t->at_sum[i], &w->scratch, &v[i]);
		if (has[i] < 0) {
			pk_fast_bad_cell(b, row, t->at_sum[i], PK_D_TALLY_NUMBER, NULL);
			return;
		}
	}
	if (!rates_of(t, w, b, row, holds) || !pk_tally_key(t, w, b, row, &key))
		return;
	pk_key_set(&k, (const unsigned char *)key.p, key.n);
	g = pk_groups_get(&w->groups, &k);
	g->count++;
	for (i = 0; i < t->spec.nsums; i++)
		if (has[i])
			pk_tally_add(t, &g->acc[i], v[i]);
	for (i = 0; i < t->spec.nrates; i++)
		if (holds[i] != BLANK)
			pk_acc_add(&g->acc[t->spec.nsums + i], holds[i] ? PK_DEC_SCALE : 0);
	if (t->spec.distinct.n)
		pk_tally_add_pair(t, w, b, row, key);
}

int
pk_tally_rows(void *ctx, const struct pk_fast_batch *b)
{
	struct pk_tally *t = ctx;
	struct pk_tally_worker *w = &t->worker[b->worker];
	size_t held;

	pk_tally_fast(t, w, b);
	held = pk_groups_memory(&w->groups) + pk_groups_memory(&w->pairs) + pk_seen_memory(w);
	return held > t->spec.memory / t->nworkers ? pk_results_spill(t, w) : 0;
}
