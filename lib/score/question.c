#include "score/question.h"

/* "a,b" and repeated options alike, into names[]. */
static int
names(const struct pk_words *list, struct pk_str *name, size_t max, size_t *n, struct pk_sink *sink)
{
	struct pk_str rest, one;
	size_t i;

	for (i = 0; i < list->n; i++)
		for (rest = pk_str(list->v[i]); pk_str_split(&rest, ',', &one);) {
			if (*n == max) {
				pk_diag(sink, PK_D_TALLY_MANY, PK_NOPOS, PK_NUM(max), NULL);
				return -1;
			}
			name[(*n)++] = pk_str_trim(one);
		}
	return 0;
}

static int
filters(const struct pk_words *list, struct pk_where **where, struct pk_sink *sink)
{
	size_t i;

	*where = pk_zalloc(list->n, sizeof(**where));
	for (i = 0; i < list->n; i++)
		if (pk_where_parse(pk_str(list->v[i]), &(*where)[i], sink) != 0) {
			while (i-- > 0)
				pk_where_free(&(*where)[i]);
			return -1;
		}
	return 0;
}

/* "done/total": both are added up, and one divided by the other. */
static int
ratios(const struct pk_words *list, struct pk_tally_spec *s, struct pk_sink *sink)
{
	struct pk_str rest, name[2];
	size_t i, k, at[2];

	for (i = 0; i < list->n; i++) {
		rest = pk_str(list->v[i]);
		if (s->nratios == PK_TALLY_RATES_MAX || !pk_str_split(&rest, '/', &name[0]) || rest.n == 0) {
			pk_diag(sink, PK_D_TALLY_RATIO, PK_NOPOS, list->v[i], NULL);
			return -1;
		}
		name[1] = rest;
		for (k = 0; k < 2; k++) {
			for (at[k] = 0; at[k] < s->nsums && !pk_str_eq(s->sum[at[k]], name[k]); at[k]++)
				;
			if (at[k] == s->nsums && s->nsums == PK_TALLY_SUMS_MAX) {
				pk_diag(sink, PK_D_TALLY_MANY, PK_NOPOS, PK_NUM(PK_TALLY_SUMS_MAX), NULL);
				return -1;
			}
			if (at[k] == s->nsums)
				s->sum[s->nsums++] = name[k];
		}
		s->ratio[s->nratios++] = (struct pk_ratio){at[0], at[1]};
	}
	return 0;
}

static int
rates(const struct pk_words *list, struct pk_tally_spec *s, struct pk_sink *sink)
{
	size_t i;

	for (i = 0; i < list->n; i++) {
		if (s->nrates == PK_TALLY_RATES_MAX) {
			pk_diag(sink, PK_D_TALLY_MANY, PK_NOPOS, PK_NUM(PK_TALLY_RATES_MAX), NULL);
			return -1;
		}
		if (pk_where_parse(pk_str(list->v[i]), &s->rate[s->nrates++], sink) != 0)
			return -1;
	}
	return 0;
}

static size_t
index_of(const struct pk_tally_spec *s, const char *name)
{
	size_t i;

	for (i = 0; i < s->nkeys; i++)
		if (pk_str_is(s->key[i], name))
			return i;
	return s->period != PK_P_NONE && strcmp(name, "period") == 0 ? s->nkeys : PK_NPOS;
}

int
pk_question_parse(const struct pk_question *q, struct pk_tally_spec *s, struct pk_sink *sink)
{
	if (names(&q->key, s->key, PK_TALLY_KEYS_MAX - 1, &s->nkeys, sink) != 0 ||
	    names(&q->sum, s->sum, PK_TALLY_SUMS_MAX, &s->nsums, sink) != 0 ||
	    filters(&q->where, &s->where, sink) != 0 || rates(&q->rate, s, sink) != 0 ||
	    ratios(&q->ratio, s, sink) != 0)
		return -1;
	s->nwhere = q->where.n;
	s->within = q->within ? index_of(s, q->within) : PK_NPOS;
	if (q->within && s->within == PK_NPOS) {
		pk_diag(sink, PK_D_TALLY_NO_COLUMN, PK_NOPOS, q->within, NULL);
		return -1;
	}
	s->by = q->by >= 0    ? (enum pk_measure)q->by
	        : s->nrates   ? PK_M_RATE
	        : s->nratios  ? PK_M_RATIO
	        : s->nsums    ? PK_M_SUM
	                      : PK_M_COUNT;
	return 0;
}

const char *
pk_question_measures(const struct pk_tally_spec *s, struct pk_buf *b)
{
	pk_buf_clear(b);
	pk_buf_puts(b, s->nrates    ? "sum,yes,of,unknown,rate"
	               : s->nratios ? "sum,ratio"
	               : s->nsums   ? "count,sum"
	                            : "count");
	if (s->nrates && s->nratios)
		pk_buf_puts(b, ",ratio");
	if (s->distinct.n)
		pk_buf_puts(b, ",distinct");
	return pk_buf_z(b);
}
