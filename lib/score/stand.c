/* Years and ranks. */
#include "score/sheet.h"

#include <stdlib.h>

/* A period more into what decides between equals. */
static int
add_breaks(const struct pk_sheet *s, const struct pk_score *c, struct pk_standing *st)
{
	size_t i;

	for (i = 0; i < s->opts.nbreaks; i++)
		if (s->opts.breaks[i] == PK_BREAK_LAST)
			st->by[i] = c->total;
		else if (pk_dec_add(st->by[i], s->opts.breaks[i] == PK_BREAK_DEDUCT ? c->deduct : c->bonus,
		             &st->by[i]) != 0)
			return -1;
	return 0;
}

/* Which of two of the same score is before the other; 0: neither. */
static int
by_breaks(const struct pk_standing *a, const struct pk_standing *b)
{
	int c = 0;
	size_t i;

	/* Those that are not asked for are 0. */
	for (i = 0; i < PK_BREAKS && c == 0; i++)
		c = pk_dec_cmp(b->by[i], a->by[i]);
	return c;
}

/* The score of a unit in a year; periods 0: it has none. */
static int
year_of(struct pk_sheet *s, size_t unit, int year, struct pk_standing *out, struct pk_sink *sink)
{
	size_t p;
	const struct pk_dec one = pk_dec_int(1);
	struct pk_dec sum = {0}, n = {0}, w, v;

	*out = (struct pk_standing){.unit = unit, .year = year};
	for (p = 0; p < s->period.n; p++) {
		const struct pk_score *c = pk_sheet_score(s, unit, p);

		if (s->period.v[p].y != year || !c->there)
			continue;
		out->veto = out->veto || c->veto;
		out->periods++;
		w = s->opts.nweights ? s->opts.weight[s->period.v[p].i ? s->period.v[p].i - 1 : 0] : one;
		if (add_breaks(s, c, out) != 0 || pk_dec_mul(c->total, w, &v) != 0 || pk_dec_add(sum, v, &sum) != 0 ||
		    pk_dec_add(n, w, &n) != 0)
			goto range;
	}
	out->score = sum;
	/* Of periods that weigh nothing there is no mean. */
	if (s->opts.year_by == PK_YEAR_MEAN && n.v > 0 && pk_dec_div(sum, n, 9, &out->score) != 0)
		goto range;
	return 0;
range:
	pk_diag(sink, PK_D_SCORE_RANGE, PK_NOPOS, NULL);
	return -1;
}

/* qsort(3) takes no context. */
struct ordered {
	struct pk_standing st;
	struct pk_str group, name;
};

static int
by_standing(const void *x, const void *y)
{
	const struct ordered *a = x, *b = y;
	int c = (a->st.year > b->st.year) - (a->st.year < b->st.year);

	if (c == 0)
		c = pk_str_cmp(a->group, b->group);
	if (c == 0)
		c = a->st.veto - b->st.veto; /* a unit that was refused comes last, whatever it scored */
	if (c == 0)
		c = pk_dec_cmp(b->st.score, a->st.score);
	if (c == 0)
		c = by_breaks(&a->st, &b->st);
	return c ? c : pk_str_cmp(a->name, b->name);
}

struct ranking {
	const struct pk_sheet *s;
	const struct pk_standing *v;
};

static bool
same(void *ctx, size_t i)
{
	const struct pk_standing *v = ((struct ranking *)ctx)->v;

	return v[i - 1].veto == v[i].veto && pk_dec_cmp(v[i - 1].score, v[i].score) == 0 &&
	       by_breaks(&v[i - 1], &v[i]) == 0;
}

static bool
anew(void *ctx, size_t i)
{
	const struct ranking *r = ctx;
	const struct pk_standing *a = &r->v[i - 1], *b = &r->v[i];

	return a->year != b->year ||
	       !pk_str_eq(r->s->unit.v[a->unit].group, r->s->unit.v[b->unit].group);
}

static void
rank(struct pk_sheet *s)
{
	struct ordered *o = pk_alloc(s->nstanding, sizeof(*o));
	uint64_t *places = pk_alloc(s->nstanding, sizeof(*places));
	struct ranking r = {s, s->standing};
	size_t i, j;

	for (i = 0; i < s->nstanding; i++) {
		o[i].st = s->standing[i];
		o[i].group = s->unit.v[o[i].st.unit].group;
		o[i].name = s->unit.v[o[i].st.unit].name;
	}
	qsort(o, s->nstanding, sizeof(*o), by_standing);
	for (i = 0; i < s->nstanding; i++)
		s->standing[i] = o[i].st;
	pk_rank(s->nstanding, s->opts.ties, same, anew, &r, places);
	for (i = 0; i < s->nstanding; i = j) {
		for (j = i + 1; j < s->nstanding && !anew(&r, j); j++)
			;
		for (size_t k = i; k < j; k++) {
			s->standing[k].rank = places[k];
			s->standing[k].of = j - i;
		}
	}
	pk_free(places);
	pk_free(o);
}

/* Each unit must have a row in each period. */
static int
check_missing(struct pk_sheet *s, struct pk_sink *sink)
{
	struct pk_buf b = PK_BUF_INIT;
	size_t u, p;
	int rc = 0;

	for (u = 0; u < s->unit.n && s->opts.missing == PK_MISSING_ERROR; u++)
		for (p = 0; p < s->period.n; p++) {
			if (pk_sheet_score(s, u, p)->rows > 0 || !pk_is_active(s, u, p))
				continue;
			pk_buf_clear(&b);
			pk_period_print(s->period.v[p], &b);
			pk_diag(sink, PK_D_SCORE_MISSING, PK_NOPOS, PK_Z(&s->arena, s->unit.v[u].name),
			    pk_buf_z(&b), NULL);
			rc = -1;
		}
	pk_buf_free(&b);
	return rc;
}

int
pk_stand(struct pk_sheet *s, struct pk_sink *sink)
{
	size_t u, p;

	if (check_missing(s, sink) != 0)
		return -1;
	s->standing = pk_zalloc(s->unit.n * (s->period.n + 1), sizeof(*s->standing));
	for (p = 0; p < s->period.n; p++) {
		if (p > 0 && s->period.v[p].y == s->period.v[p - 1].y)
			continue;
		for (u = 0; u < s->unit.n; u++) {
			struct pk_standing st;

			if (year_of(s, u, s->period.v[p].y, &st, sink) != 0)
				return -1;
			if (st.periods > 0)
				s->standing[s->nstanding++] = st;
		}
	}
	rank(s);
	return 0;
}
