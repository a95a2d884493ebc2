/* From groups by key to rows by rank. */
#include "score/tally_work.h"

#include <stdlib.h>

bool
pk_tally_measure(const struct pk_tally *t, const struct pk_tally_row *r, enum pk_measure m, size_t i,
    struct pk_dec *out)
{
	const struct pk_group *g = r->group;
	const struct pk_acc *rate = m >= PK_M_YES && m <= PK_M_RATE ? &g->acc[t->spec.nsums + i] : NULL;
	const struct pk_dec percent = pk_dec_int(100);
	struct pk_dec sum, n;

	*out = (struct pk_dec){0};
	switch (m) {
	case PK_M_COUNT:
		*out = pk_dec_int((int64_t)g->count);
		return true;
	case PK_M_DISTINCT:
		*out = pk_dec_int((int64_t)g->distinct);
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
		return pk_acc_sum(&g->acc[i], &sum) == 0 && pk_dec_mul(sum, percent, &sum) == 0 &&
		       pk_dec_div(sum, t->total[i], t->spec.places, out) == 0;
	case PK_M_MIN:
	case PK_M_MAX:
		out->v = m == PK_M_MIN ? g->acc[i].min : g->acc[i].max;
		return g->acc[i].n > 0;
	case PK_M_YES:
		return pk_acc_sum(rate, out) == 0;
	case PK_M_OF:
		*out = pk_dec_int((int64_t)rate->n);
		return true;
	case PK_M_UNKNOWN:
		*out = pk_dec_int((int64_t)(g->count - rate->n));
		return true;
	case PK_M_RATE:
		n = pk_dec_int((int64_t)rate->n);
		return pk_acc_sum(rate, &sum) == 0 && pk_dec_mul(sum, percent, &sum) == 0 &&
		       pk_dec_div(sum, n, t->spec.places, out) == 0;
	case PK_M_RATIO:
		return pk_acc_sum(&g->acc[t->spec.ratio[i].part], &sum) == 0 &&
		       pk_acc_sum(&g->acc[t->spec.ratio[i].whole], &n) == 0 &&
		       pk_dec_mul(sum, percent, &sum) == 0 && pk_dec_div(sum, n, t->spec.places, out) == 0;
	case PK_M_CHANGE:
		*out = r->change;
		return r->has_change;
	case PK_M_KEY:
	case PK_M_MEASURES:
		break;
	}
	return false;
}

enum pk_measure
pk_tally_base(const struct pk_tally *t)
{
	if (t->spec.by == PK_M_SHARE)
		return PK_M_SUM; /* the same order, without the rounding */
	if (t->spec.by != PK_M_CHANGE && t->spec.by != PK_M_KEY)
		return t->spec.by;
	return t->spec.nrates ? PK_M_RATE : t->spec.nratios ? PK_M_RATIO : t->spec.nsums ? PK_M_SUM : PK_M_COUNT;
}

static void
split_key(const struct pk_tally *t, struct pk_tally_row *r)
{
	struct pk_str rest = pk_strn(r->group->key, r->group->nkey);
	size_t i;

	for (i = 0; i < t->nkeys; i++)
		if (!pk_str_split(&rest, (char)PK_PART, &r->key[i]))
			r->key[i] = PK_S("");
}

/* --- what a row has that its group alone has not --- */

/* The group before it in the order of the keys: a period earlier, perhaps. */
struct before {
	struct pk_buf key; /* without the period */
	struct pk_period period;
	struct pk_dec v;
	bool has;
};

static void
find_change(const struct pk_tally *t, struct pk_tally_row *r, struct pk_dec v, bool has, struct before *b)
{
	struct pk_str period = r->key[t->nkeys - 1];
	struct pk_str rest = pk_strn(r->group->key, r->group->nkey - period.n);
	struct pk_period p;

	if (pk_period_parse(period, &p) != 0)
		return;
	if (has && b->has && pk_str_eq(rest, pk_buf_view(&b->key)) &&
	    pk_period_cmp(pk_period_next(b->period), p) == 0)
		r->has_change = pk_dec_sub(v, b->v, &r->change) == 0;
	pk_buf_clear(&b->key);
	pk_buf_str(&b->key, rest);
	b->period = p;
	b->v = v;
	b->has = has;
}

/* A row of a group; groups come in the order of their keys. */
static void
make_row(const struct pk_tally *t, const struct pk_group *g, struct before *b, struct pk_tally_row *r)
{
	struct pk_dec v;
	bool has;

	*r = (struct pk_tally_row){.group = g};
	split_key(t, r);
	has = pk_tally_measure(t, r, pk_tally_base(t), 0, &v);
	if (t->spec.period != PK_P_NONE)
		find_change(t, r, v, has, b);
	r->by = t->spec.by == PK_M_CHANGE ? r->change : v;
	r->has_by = t->spec.by == PK_M_CHANGE ? r->has_change : has;
}

/* How many decimals v needs. */
static unsigned
places_of(pk_i128 v)
{
	unsigned n = 9;
	int64_t small = (int64_t)v;

	for (; n > 0 && small != v && v % 10 == 0; n--) {
		v /= 10;
		small = (int64_t)v;
	}
	/* Far the most: where a division is one instruction. */
	for (; n > 0 && small == v && small % 10 == 0; n--)
		v = small /= 10;
	return n;
}

static int
overflow(const struct pk_tally *t, size_t sum, struct pk_sink *sink)
{
	pk_diag(sink, PK_D_TALLY_OVERFLOW, PK_NOPOS, t->name_sum[sum], NULL);
	return -1;
}

/* Into the totals; -1 when a sum is past all bounds. */
static int
add_total(struct pk_tally *t, const struct pk_group *g, struct pk_acc *all, struct pk_sink *sink)
{
	struct pk_dec sum;
	size_t k;

	t->count += g->count;
	t->ngroups++;
	for (k = 0; k < t->spec.nsums; k++) {
		const struct pk_acc *a = &g->acc[k];
		pk_i128 seen[3] = {a->sum, a->min, a->max};
		unsigned i, n = t->spec.extremes ? 3 : 1;

		if (pk_acc_sum(a, &sum) != 0)
			return overflow(t, k, sink);
		pk_acc_merge(&all[k], a);
		for (i = 0; i < n && a->n > 0; i++)
			if (places_of(seen[i]) > t->decimals[k])
				t->decimals[k] = places_of(seen[i]);
	}
	return 0;
}

/* --- in memory --- */

/* qsort(3) takes no context: each row carries what it needs. */
static int
by_rank(const void *x, const void *y)
{
	const struct pk_placed *a = x, *b = y;
	int c = pk_str_cmp(a->within, b->within);

	if (c == 0 && !a->by_key) {
		c = b->has_by - a->has_by; /* what has none comes last */
		if (c == 0)
			c = a->ascending ? pk_dec_cmp(a->by, b->by) : pk_dec_cmp(b->by, a->by);
	}
	/* The key decides last, so that the order is always the same. */
	return c ? c : pk_str_cmp(pk_strn(a->group->key, a->group->nkey),
	                   pk_strn(b->group->key, b->group->nkey));
}

static bool
ties(const struct pk_tally *t, const struct pk_tally_row *a, const struct pk_tally_row *b)
{
	return t->spec.by != PK_M_KEY && a->has_by == b->has_by && pk_dec_cmp(a->by, b->by) == 0;
}

static bool
is_same(void *ctx, size_t i)
{
	const struct pk_placed *a = (const struct pk_placed *)ctx + i, *b = a - 1;

	return !a->by_key && a->has_by == b->has_by && pk_dec_cmp(a->by, b->by) == 0;
}

static bool
is_anew(void *ctx, size_t i)
{
	const struct pk_placed *a = (const struct pk_placed *)ctx + i;

	return !pk_str_eq(a->within, (a - 1)->within);
}

static void
place(const struct pk_tally *t, const struct pk_tally_row *row, struct pk_placed *out)
{
	const struct pk_tally_spec *s = &t->spec;

	*out = (struct pk_placed){.group = row->group, .by = row->by, .change = row->change,
	    .has_by = row->has_by, .has_change = row->has_change, .ascending = s->ascending,
	    .by_key = s->by == PK_M_KEY, .within = s->within == PK_NPOS ? PK_S("") : row->key[s->within]};
}

static int
rank_memory(struct pk_tally *t, struct before *b, struct pk_acc *all, struct pk_sink *sink)
{
	struct pk_tally_results *r = t->results;
	uint64_t *rank = pk_alloc(r->groups.n, sizeof(*rank));
	const struct pk_group *g;
	struct pk_tally_row row;
	size_t i;
	int rc = 0;

	r->row = pk_alloc(r->groups.n, sizeof(*r->row));
	while (rc == 0 && pk_results_next(t, &g, sink) > 0) {
		make_row(t, g, b, &row);
		place(t, &row, &r->row[r->nrows++]);
		rc = add_total(t, g, all, sink);
	}
	if (rc == 0 && r->nrows > 0) {
		qsort(r->row, r->nrows, sizeof(*r->row), by_rank);
		pk_rank(r->nrows, t->spec.ties, is_same, is_anew, r->row, rank);
		for (i = 0; i < r->nrows; i++)
			r->row[i].rank = rank[i];
	}
	pk_free(rank);
	return rc;
}

static void
take_placed(const struct pk_tally *t, const struct pk_placed *p, struct pk_tally_row *r)
{
	*r = (struct pk_tally_row){.rank = p->rank, .group = p->group, .by = p->by, .has_by = p->has_by,
	    .has_change = p->has_change, .change = p->change};
	split_key(t, r);
}

/* --- on disk --- */

/* Bytes that sort as the ranking does. */
static void
order_key(const struct pk_tally *t, const struct pk_tally_row *r, struct pk_buf *out)
{
	__extension__ unsigned __int128 v = (unsigned __int128)r->by.v ^ (unsigned __int128)1 << 127;
	int i;

	pk_buf_clear(out);
	if (t->spec.within != PK_NPOS) {
		pk_buf_str(out, r->key[t->spec.within]);
		pk_buf_putc(out, '\0');
	}
	if (t->spec.by != PK_M_KEY) {
		pk_buf_putc(out, r->has_by ? '\0' : '\1');
		v = t->spec.ascending ? v : ~v;
		for (i = 120; i >= 0; i -= 8)
			pk_buf_putc(out, (char)(unsigned char)(v >> i));
	}
	pk_buf_add(out, r->group->key, r->group->nkey);
}

/* What a row is kept as: these, the group, its key. */
struct kept {
	uint64_t rank;
	struct pk_dec by, change;
	bool has_by, has_change;
	uint32_t nkey;
};

static void
keep_row(const struct pk_tally *t, const struct pk_tally_row *r, struct pk_buf *out)
{
	struct kept k;

	memset(&k, 0, sizeof(k)); /* the bytes between members too: they go to a file */
	k.rank = r->rank;
	k.by = r->by;
	k.change = r->change;
	k.has_by = r->has_by;
	k.has_change = r->has_change;
	k.nkey = r->group->nkey;
	pk_buf_clear(out);
	pk_buf_add(out, &k, sizeof(k));
	pk_group_pack(t, r->group, out);
	pk_buf_add(out, r->group->key, r->group->nkey);
}

static void
take_row(struct pk_tally *t, struct pk_str v, struct pk_tally_row *r)
{
	struct pk_tally_results *s = t->results;
	struct kept k;

	memcpy(&k, v.p, sizeof(k));
	pk_buf_clear(&s->shown_key);
	pk_buf_str(&s->shown_key, pk_str_sub(v, v.n - k.nkey, v.n));
	pk_group_unpack(t, pk_str_sub(v, sizeof(k), v.n), pk_buf_view(&s->shown_key), s->shown);
	*r = (struct pk_tally_row){.rank = k.rank, .group = s->shown, .by = k.by, .has_by = k.has_by,
	    .has_change = k.has_change, .change = k.change};
	split_key(t, r);
}

static int
rank_disk(struct pk_tally *t, struct before *b, struct pk_acc *all, struct pk_sink *sink)
{
	struct pk_tally_results *r = t->results;
	struct pk_buf key = PK_BUF_INIT, value = PK_BUF_INIT;
	const struct pk_group *g;
	struct pk_tally_row row;
	int rc;

	r->ranked = pk_sorter_new(t->spec.memory / 2);
	if (t->spec.twice)
		r->again = pk_sorter_new(t->spec.memory / 2);
	while ((rc = pk_results_next(t, &g, sink)) > 0) {
		make_row(t, g, b, &row);
		if (add_total(t, g, all, sink) != 0) {
			rc = -1;
			break;
		}
		order_key(t, &row, &key);
		keep_row(t, &row, &value);
		if ((rc = pk_sorter_add(r->ranked, pk_buf_view(&key), pk_buf_view(&value), sink)) != 0)
			break;
	}
	pk_buf_free(&key);
	pk_buf_free(&value);
	return rc < 0 ? -1 : 0;
}

/* The rank of the next row of the file; ties seen as they come. */
static void
place_row(struct pk_tally *t, struct pk_tally_row *row)
{
	struct pk_tally_results *r = t->results;
	size_t k = t->spec.within;
	bool anew = r->place == 0 || (k != PK_NPOS && !pk_str_eq(row->key[k], pk_buf_view(&r->last_within)));
	bool same = !anew && ties(t, row, &r->last);

	if (anew) {
		r->from = r->place;
		r->dense = 0;
	}
	r->dense += !same;
	if (t->spec.ties == PK_TIES_1223)
		row->rank = r->dense;
	else if (t->spec.ties == PK_TIES_1224 && same)
		row->rank = r->last.rank;
	else
		row->rank = r->place - r->from + 1;
	r->last = *row;
	if (k != PK_NPOS) {
		pk_buf_clear(&r->last_within);
		pk_buf_str(&r->last_within, row->key[k]);
	}
	r->place++;
}

static int
next_on_disk(struct pk_tally *t, struct pk_tally_row *row, struct pk_sink *sink)
{
	struct pk_tally_results *r = t->results;
	struct pk_buf kept = PK_BUF_INIT;
	struct pk_str key, value;
	unsigned char place[8];
	int i, rc = pk_sorter_next(r->second ? r->again : r->ranked, &key, &value, sink);

	if (rc <= 0)
		return rc;
	take_row(t, value, row);
	if (r->second)
		return 1;
	place_row(t, row);
	if (!r->again)
		return 1;
	for (i = 0; i < 8; i++)
		place[i] = (unsigned char)(r->place >> (56 - 8 * i));
	keep_row(t, row, &kept);
	rc = pk_sorter_add(r->again, pk_strn((char *)place, 8), pk_buf_view(&kept), sink);
	pk_buf_free(&kept);
	return rc == 0 ? 1 : -1;
}

/* --- either --- */

int
pk_tally_rank(struct pk_tally *t, struct pk_sink *sink)
{
	struct pk_acc all[PK_TALLY_SUMS_MAX] = {0};
	struct before b = {.has = false};
	bool disk = t->results->spilled.groups != NULL;
	size_t k;
	int rc;

	if (disk && t->spec.ties == PK_TIES_1334) {
		pk_diag(sink, PK_D_TALLY_TIES, PK_NOPOS, NULL);
		return -1;
	}
	rc = disk ? rank_disk(t, &b, all, sink) : rank_memory(t, &b, all, sink);
	for (k = 0; k < t->spec.nsums && rc == 0; k++)
		if (pk_acc_sum(&all[k], &t->total[k]) != 0)
			rc = overflow(t, k, sink);
	pk_buf_free(&b.key);
	return rc;
}

int
pk_tally_next(struct pk_tally *t, struct pk_tally_row *row, struct pk_sink *sink)
{
	struct pk_tally_results *r = t->results;

	if (r->ranked)
		return next_on_disk(t, row, sink);
	if (r->at >= r->nrows)
		return 0;
	take_placed(t, &r->row[r->at++], row);
	return 1;
}

int
pk_tally_again(struct pk_tally *t, struct pk_sink *sink)
{
	(void)sink;
	t->results->at = 0;
	t->results->second = true;
	return 0;
}
