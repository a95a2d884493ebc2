/*
 * What counts: families, caps, full points, limits, weights; the scores of the
 * periods.  Entries come in the order of their dates, so what is over a bound is cut
 * from the latest.
 */
#include "score/sheet.h"

/* Running sums, by a key of numbers and names. */
struct sums {
	struct pk_map map;
	PK_VEC(struct pk_dec) v;
	struct pk_arena arena;
	struct pk_buf key;
};

static void
sums_free(struct sums *m)
{
	pk_map_free(&m->map);
	pk_free(m->v.v);
	pk_arena_free(&m->arena);
	pk_buf_free(&m->key);
}

/* The sum of what is in m->key, 0 at first. */
static struct pk_dec *
sum_of_key(struct sums *m)
{
	struct pk_map_entry *e = pk_map_get(&m->map, pk_buf_view(&m->key));

	if (!e) {
		e = pk_map_put(&m->map, pk_str_dup(&m->arena, pk_buf_view(&m->key)), m->v.n, NULL);
		PK_PUSH(&m->v, ((struct pk_dec){0}));
	}
	return &m->v.v[e->value];
}

static struct pk_dec *
sum_of(struct sums *m, char kind, size_t unit, size_t period, size_t rule, struct pk_str a, struct pk_str b)
{
	pk_buf_clear(&m->key);
	pk_buf_printf(&m->key, "%c%zu,%zu,%zu,", kind, unit, period, rule);
	pk_buf_str(&m->key, a);
	pk_buf_putc(&m->key, '\xff');
	pk_buf_str(&m->key, b);
	return sum_of_key(m);
}

struct summing {
	struct pk_sheet *s;
	struct sums sums;
	const struct pk_rule **limit; /* limits: of one direction, cut row by row; of both, at the end */
	size_t nlimits;
	const struct pk_rule **full;  /* by rule: the one that says the full points of its item, or NULL */
};

static struct pk_dec
negate(struct pk_dec a)
{
	return (struct pk_dec){-a.v};
}

/* Cuts v so that *sum + v stays within [lo, hi], and adds it. */
static bool
cut(struct pk_dec *sum, struct pk_dec *v, const struct pk_dec *lo, const struct pk_dec *hi)
{
	pk_i128 next = sum->v + v->v, was = v->v;

	if (hi && next > hi->v && v->v > 0)
		v->v = sum->v >= hi->v ? 0 : hi->v - sum->v;
	if (lo && next < lo->v && v->v < 0)
		v->v = sum->v <= lo->v ? 0 : lo->v - sum->v;
	sum->v += v->v;
	return v->v != was;
}

/* The highest of a family counts once: what a row has more than those before it. */
static void
family(struct summing *m, struct pk_entry *e)
{
	const struct pk_rule *r = e->rule;
	struct pk_dec *had;
	pk_i128 now = e->counted.v;

	if (!r || e->way != PK_WAY_TOPUP || e->family == PK_NO_ENTRY)
		return;
	/* Rules of one group share their families; over all periods. */
	had = sum_of(&m->sums, 'f', e->unit, 0, r->group.n ? 0 : r->line, r->group,
	    m->s->families.entries[e->family].key);
	if (had->v != 0)
		e->why |= PK_WHY_FAMILY;
	e->counted.v = now > had->v ? now - had->v : 0;
	if (now > had->v)
		had->v = now;
}

static void
rule_bounds(struct summing *m, struct pk_entry *e, size_t period)
{
	const struct pk_rule *r = e->rule;
	struct pk_dec *sum, hi, lo;

	if (!r->cap.has && !r->floor.has)
		return;
	sum = sum_of(&m->sums, 'r', e->unit, period, r->line, PK_S(""), PK_S(""));
	hi = r->cap.v;
	lo = r->cap.has ? negate(r->cap.v) : r->floor.v;
	if (r->floor.has && pk_dec_cmp(r->floor.v, lo) > 0)
		lo = r->floor.v;
	if (cut(sum, &e->counted, &lo, r->cap.has ? &hi : NULL))
		e->why |= PK_WHY_CAP;
}

/* The full points of an item: no rule of it can take or give more. */
static void
find_full_points(struct summing *m)
{
	const struct pk_score_rules *rs = &m->s->rules;
	size_t i, k;

	m->full = pk_zalloc(rs->n, sizeof(const struct pk_rule *));
	for (i = 0; i < rs->n; i++) {
		const struct pk_rule *r = &rs->v[i];

		if (r->max.has)
			m->full[i] = r;
		for (k = 0; k < rs->n && !m->full[i] && r->item.n > 0; k++)
			if (rs->v[k].max.has && pk_str_eq(rs->v[k].item, r->item) &&
			    pk_str_eq(rs->v[k].category, r->category))
				m->full[i] = &rs->v[k];
	}
}

static void
item_bounds(struct summing *m, struct pk_entry *e, size_t period)
{
	const struct pk_rule *r = m->full[e->rule - m->s->rules.v];
	bool down = e->counted.v < 0;
	struct pk_dec *sum, lo;

	if (!r || e->way == PK_WAY_BASE)
		return;
	lo = negate(r->max.v);
	sum = sum_of(&m->sums, down ? 'd' : 'u', e->unit, period, r->item.n ? 0 : r->line, r->category, r->item);
	if (cut(sum, &e->counted, &lo, &r->max.v))
		e->why |= PK_WHY_ITEM;
}

static bool
is_in_scope(const struct pk_rule *limit, const struct pk_rule *r)
{
	if (limit->category.n > 0 && !(r && pk_str_eq(limit->category, r->category)))
		return false;
	return limit->item.n == 0 || (r && pk_str_eq(limit->item, r->item));
}

static void
limit_bounds(struct summing *m, struct pk_entry *e, size_t period)
{
	size_t i;

	for (i = 0; i < m->nlimits; i++) {
		const struct pk_rule *l = m->limit[i];
		bool fits = l->dir == PK_DIR_BONUS ? e->counted.v > 0 : e->counted.v < 0;
		struct pk_dec lo, hi = l->cap.v, *sum;

		if (l->dir == PK_DIR_NONE || !fits || e->way == PK_WAY_BASE || !is_in_scope(l, e->rule))
			continue;
		/* The size of what is taken or given. */
		lo = l->cap.has ? negate(l->cap.v) : l->floor.v;
		sum = sum_of(&m->sums, 'l', e->unit, period, l->line, PK_S(""), PK_S(""));
		if (cut(sum, &e->counted, &lo, l->cap.has ? &hi : NULL))
			e->why |= PK_WHY_LIMIT;
	}
}

static int
add(struct pk_dec *sum, struct pk_dec v)
{
	return pk_dec_add(*sum, v, sum);
}

/* Into the sums of the limits of both directions that have it in their scope. */
static int
count_limits(struct summing *m, const struct pk_rule *from, size_t unit, size_t period, struct pk_dec v)
{
	size_t i;

	for (i = 0; i < m->nlimits; i++) {
		const struct pk_rule *l = m->limit[i];

		if (l->dir == PK_DIR_NONE && l != from && is_in_scope(l, from) &&
		    add(sum_of(&m->sums, 'n', unit, period, l->line, PK_S(""), PK_S("")), v) != 0)
			return -1;
	}
	return 0;
}

/* An entry into the score of its period; -1 out of range. */
static int
count(struct summing *m, struct pk_entry *e)
{
	size_t p = pk_sheet_period(m->s, pk_entry_period(m->s, e));
	struct pk_score *c;

	family(m, e);
	if (e->outside)
		return 0;
	c = pk_sheet_score(m->s, e->unit, p);
	if (e->rule) {
		rule_bounds(m, e, p);
		item_bounds(m, e, p);
	}
	limit_bounds(m, e, p);
	c->rows += e->line > 0;
	c->there = true;
	c->veto = c->veto || (e->why & PK_WHY_VETO);
	if (add(sum_of(&m->sums, 'c', e->unit, p, 0, e->rule ? e->rule->category : PK_S(""), PK_S("")),
	        e->counted) != 0 ||
	    count_limits(m, e->rule, e->unit, p, e->counted) != 0)
		return -1;
	return add(e->way == PK_WAY_BASE ? &c->base : e->counted.v < 0 ? &c->deduct : &c->bonus, e->counted);
}

/* --- points that no row gives --- */

static void
add_auto(struct pk_sheet *s, size_t unit, size_t period, const struct pk_rule *r, struct pk_dec v)
{
	struct pk_period p = s->period.v[period];
	struct pk_entry e = {.unit = (uint32_t)unit, .rule = r, .way = (uint8_t)r->way, .year = (uint16_t)p.y,
	    .part = (uint8_t)p.i, .before = PK_NO_ENTRY, .id = PK_NO_ENTRY, .family = PK_NO_ENTRY,
	    .why = PK_WHY_AUTO, .by_rule = v, .counted = v};

	PK_PUSH(&s->entry, e);
}

bool
pk_is_active(const struct pk_sheet *s, size_t unit, size_t period)
{
	const struct pk_unit *u;
	struct pk_period p = s->period.v[period];

	if (s->unit.v[unit].roster == PK_NPOS)
		return true;
	u = &s->roster.units.v[s->unit.v[unit].roster];
	return !(u->active_from.y && pk_date_cmp(u->active_from, pk_period_last(p)) > 0) &&
	       !(u->active_to.y && pk_date_cmp(u->active_to, pk_period_first(p)) < 0);
}

/* The ledger has rows of this base rule in that period: then they alone give it. */
static bool
is_in_ledger(const struct pk_sheet *s, const struct pk_rule *r, size_t period, size_t rows)
{
	size_t i;

	for (i = 0; i < rows; i++)
		if (s->entry.v[i].rule == r && !s->entry.v[i].outside && pk_sheet_period(s, pk_entry_period(s, &s->entry.v[i])) == period)
			return true;
	return false;
}

static bool
has_rows(const struct pk_sheet *s, size_t unit, size_t period)
{
	return pk_sheet_score(s, unit, period)->rows > 0;
}

/* Base points of the units in a period; what becomes of those without a row. */
static int
give_base(struct summing *m, const struct pk_rule *r, size_t period, size_t rows)
{
	struct pk_sheet *s = m->s;
	size_t u, before;

	if (is_in_ledger(s, r, period, rows))
		return 0;
	for (u = 0; u < s->unit.n; u++) {
		if (!pk_is_active(s, u, period) ||
		    (!has_rows(s, u, period) && s->opts.missing != PK_MISSING_BASE))
			continue;
		before = s->entry.n;
		add_auto(s, u, period, r, r->points.v);
		if (count(m, &s->entry.v[before]) != 0)
			return -1;
	}
	return 0;
}

static int
give_bases(struct summing *m, size_t rows)
{
	struct pk_sheet *s = m->s;
	size_t i, p;

	for (i = 0; i < s->rules.n; i++)
		for (p = 0; p < s->period.n; p++)
			if (s->rules.v[i].way == PK_WAY_BASE && give_base(m, &s->rules.v[i], p, rows) != 0)
				return -1;
	return 0;
}

/* --- sums of a period --- */

/* A limit of a whole category, item or period, on what its rows came to. */
static int
adjust(struct summing *m, const struct pk_rule *l, size_t unit, size_t period)
{
	struct pk_sheet *s = m->s;
	struct pk_dec sum = *sum_of(&m->sums, 'n', unit, period, l->line, PK_S(""), PK_S("")), v = {0};

	if (l->cap.has && sum.v > l->cap.v.v)
		v.v = l->cap.v.v - sum.v;
	if (l->floor.has && sum.v < l->floor.v.v)
		v.v = l->floor.v.v - sum.v;
	if (v.v == 0)
		return 0;
	add_auto(s, unit, period, l, v);
	s->entry.v[s->entry.n - 1].why |= PK_WHY_LIMIT;
	if (add(sum_of(&m->sums, 'c', unit, period, 0, l->category, PK_S("")), v) != 0 ||
	    count_limits(m, l, unit, period, v) != 0)
		return -1;
	return add(&pk_sheet_score(s, unit, period)->adjust, v);
}

/* The weight of a category, as what it takes off (or adds to) the plain sum. */
static int
weigh(struct summing *m, const struct pk_rule *w, size_t unit, size_t period)
{
	struct pk_sheet *s = m->s;
	struct pk_score *c = pk_sheet_score(s, unit, period);
	struct pk_dec *sum = sum_of(&m->sums, 'c', unit, period, 0, w->category, PK_S("")), v;

	if (pk_dec_mul(*sum, w->points.v, &v) != 0 || pk_dec_sub(v, *sum, &v) != 0)
		return -1;
	if (v.v == 0)
		return 0;
	add_auto(s, unit, period, w, v);
	return count_limits(m, w, unit, period, v) != 0 ? -1 : add(&c->adjust, v);
}

static int
close_period(struct summing *m, size_t unit, size_t period)
{
	struct pk_sheet *s = m->s;
	struct pk_score *c = pk_sheet_score(s, unit, period);
	int step;
	size_t i;

	/* Limits of items, of categories; the weights; limits of the whole. */
	for (step = 0; step < 4 && c->there; step++)
		for (i = 0; i < s->rules.n; i++) {
			const struct pk_rule *r = &s->rules.v[i];
			int when = r->item.n ? 0 : r->category.n ? 1 : 3;

			if (r->way == PK_WAY_LIMIT && r->dir == PK_DIR_NONE && step == when &&
			    adjust(m, r, unit, period) != 0)
				return -1;
			if (r->way == PK_WAY_WEIGHT && step == 2 && weigh(m, r, unit, period) != 0)
				return -1;
		}
	if (add(&c->total, c->base) != 0 || add(&c->total, c->bonus) != 0 ||
	    add(&c->total, c->deduct) != 0 || add(&c->total, c->adjust) != 0)
		return -1;
	if (c->veto)
		c->total = (struct pk_dec){0};
	return 0;
}

/* Which scores there are of units without a row: by the policy for missing periods. */
static void
find_there(struct pk_sheet *s)
{
	size_t u, p;

	for (u = 0; u < s->unit.n; u++)
		for (p = 0; p < s->period.n; p++)
			if (s->opts.missing != PK_MISSING_SKIP && pk_is_active(s, u, p))
				pk_sheet_score(s, u, p)->there = true;
}

static int
sum_all(struct summing *m, size_t rows)
{
	struct pk_sheet *s = m->s;
	size_t i, u, p;

	for (i = 0; i < rows; i++)
		if (count(m, &s->entry.v[i]) != 0)
			return -1;
	if (give_bases(m, rows) != 0)
		return -1;
	find_there(s);
	for (u = 0; u < s->unit.n; u++)
		for (p = 0; p < s->period.n; p++)
			if (close_period(m, u, p) != 0)
				return -1;
	return 0;
}

int
pk_sum(struct pk_sheet *s, struct pk_sink *sink)
{
	struct summing m = {.s = s};
	size_t i;
	int rc;

	s->score = pk_zalloc(s->unit.n * s->period.n, sizeof(*s->score));
	m.limit = pk_alloc(s->rules.n, sizeof(const struct pk_rule *));
	for (i = 0; i < s->rules.n; i++)
		if (s->rules.v[i].way == PK_WAY_LIMIT)
			m.limit[m.nlimits++] = &s->rules.v[i];
	find_full_points(&m);
	rc = sum_all(&m, s->entry.n);
	if (rc != 0)
		pk_diag(sink, PK_D_SCORE_RANGE, PK_NOPOS, NULL);
	sums_free(&m.sums);
	pk_free(m.limit);
	pk_free(m.full);
	return rc;
}
