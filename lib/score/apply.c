/* What a row gives by its rule alone. */
#include "score/sheet.h"

/* --- lateness --- */

/*
 * Deadlines missed by the day `now`: none; one; with a late_step, one more for each
 * such stretch that has begun.
 */
static unsigned
missed(struct pk_sheet *s, const struct pk_entry *e, struct pk_date now)
{
	struct pk_date end = e->fixed.y ? pk_date_long(e->fixed) : now, due = pk_date_long(e->fix_due);
	int64_t days;

	if (e->fix_state == PK_FIX_LATE && (!due.y || pk_date_cmp(end, due) <= 0))
		return 1;
	if (!due.y || !end.y || pk_date_cmp(end, due) <= 0)
		return 0;
	if (!e->fixed.y && e->fix_state == PK_FIX_DONE)
		return 0; /* put right, the day was not written down */
	if (!e->rule || e->rule->late_days == 0)
		return 1;
	days = e->rule->late_work ? pk_calendar_count(&s->calendar, due, end)
	                          : pk_date_days(end) - pk_date_days(due);
	return days < 1 ? 1 : (unsigned)((days - 1) / e->rule->late_days) + 1;
}

/* Whether deadlines that a row missed count with the row that looks at it again (else with itself). */
static bool
carries(const struct pk_entry *e)
{
	return e->rule && (e->rule->way == PK_WAY_DOUBLING || e->rule->way == PK_WAY_TIERED);
}

static void
find_lateness(struct pk_sheet *s, struct pk_entry *e)
{
	struct pk_entry *b = e->before == PK_NO_ENTRY ? NULL : &s->entry.v[e->before];

	if (b) {
		/* Found again: not put right in time goes on, put right in time begins anew. */
		unsigned m = missed(s, b, pk_date_long(e->date));

		e->why |= PK_WHY_AGAIN;
		if (carries(e))
			e->carry = m ? b->carry + 1 : 0;
		/* What the first look back found; a later one cannot make it less late. */
		if (!carries(b) && m > b->missed)
			b->missed = m;
	}
	e->missed = e->looked_at_again ? 0 : missed(s, e, s->opts.today);
}

/* --- ways --- */

static int
power(struct pk_dec f, unsigned n, struct pk_dec *v)
{
	while (n-- > 0)
		if (pk_dec_mul(*v, f, v) != 0)
			return -1;
	return 0;
}

/* v × f^n; what would leave all bounds is cut to what the rule or its item can take at most. */
static int
raise(const struct pk_rule *r, struct pk_dec f, unsigned n, struct pk_dec *v)
{
	const struct pk_maybe *most = r->cap.has ? &r->cap : &r->max;
	bool neg = v->v < 0;

	if (power(f, n, v) == 0)
		return 0;
	if (!most->has)
		return -1;
	v->v = neg ? -most->v.v : most->v.v;
	return 0;
}

/* With the sign of the rule's direction. */
static struct pk_dec
directed(const struct pk_rule *r, struct pk_dec v)
{
	if (r->dir == PK_DIR_DEDUCT && v.v > 0)
		v.v = -v.v;
	return v;
}

static struct pk_dec
quantity(const struct pk_entry *e)
{
	return e->has_qty ? e->qty : pk_dec_int(1);
}

/* The tier of a name: the same, else one that it begins with (市 of 市级巡查). */
static const struct pk_tier *
tier_of(const struct pk_rule *r, struct pk_str name)
{
	size_t i;

	if (name.n == 0)
		return NULL;
	for (i = 0; i < r->ntiers; i++)
		if (pk_str_eq(r->tier[i].name, name))
			return &r->tier[i];
	for (i = 0; i < r->ntiers; i++)
		if (pk_str_starts(name, r->tier[i].name))
			return &r->tier[i];
	return NULL;
}

/* The tier with the highest number that the quantity reaches. */
static const struct pk_tier *
tier_reached(const struct pk_rule *r, struct pk_dec qty)
{
	const struct pk_tier *best = NULL;
	size_t i;

	for (i = 0; i < r->ntiers; i++)
		if (r->tier[i].at.has && pk_dec_cmp(r->tier[i].at.v, qty) <= 0 &&
		    (!best || pk_dec_cmp(r->tier[i].at.v, best->at.v) > 0))
			best = &r->tier[i];
	return best;
}

const struct pk_tier *
pk_find_tier(const struct pk_entry *e, struct pk_str source, struct pk_str level)
{
	const struct pk_tier *t;

	if (e->rule->way == PK_WAY_GRADE)
		return e->has_qty ? tier_reached(e->rule, e->qty) : tier_of(e->rule, level);
	t = tier_of(e->rule, source);
	return t ? t : tier_of(e->rule, level);
}

static int
ratio(const struct pk_entry *e, struct pk_dec *v)
{
	const struct pk_rule *r = e->rule;
	struct pk_dec all = r->points.has ? r->points.v : r->max.v, part;

	if (pk_dec_cmp(e->qty, r->target.v) >= 0) {
		*v = all;
		return 0;
	}
	return pk_dec_mul(all, e->qty, &part) != 0 ? -1 : pk_dec_div(part, r->target.v, 9, v);
}

/* Only whole steps count: 每低 1 个百分点. */
static int
shortfall(const struct pk_entry *e, struct pk_dec *v)
{
	const struct pk_rule *r = e->rule;
	struct pk_dec gap, step = r->step.has ? r->step.v : pk_dec_int(1), n;

	*v = (struct pk_dec){0};
	if (pk_dec_sub(r->target.v, e->qty, &gap) != 0)
		return -1;
	if (gap.v <= 0)
		return 0;
	n.v = gap.v / step.v;
	if (n.v > INT64_MAX)
		return -1;
	return pk_dec_mul(r->points.v, pk_dec_int((int64_t)n.v), v);
}

static int
by_way(const struct pk_entry *e, struct pk_dec *v)
{
	const struct pk_rule *r = e->rule;
	const struct pk_tier *t;
	size_t i;

	switch ((enum pk_way)e->way) {
	case PK_WAY_PER_UNIT:
	case PK_WAY_DOUBLING:
		return pk_dec_mul(r->points.v, quantity(e), v);
	case PK_WAY_FIXED:
	case PK_WAY_TOPUP:
	case PK_WAY_BASE:
		*v = r->points.v;
		return 0;
	case PK_WAY_TIERED:
	case PK_WAY_GRADE:
		t = e->tier;
		i = e->way == PK_WAY_GRADE ? 0 : e->why & PK_WHY_AGAIN ? 2 : e->why & PK_WHY_LATE ? 1 : 0;
		if (!t)
			return 0;
		*v = t->value[i < t->nvalues ? i : t->nvalues - 1];
		return e->way == PK_WAY_TIERED ? pk_dec_mul(*v, quantity(e), v) : 0;
	case PK_WAY_RATIO:
		return ratio(e, v);
	case PK_WAY_SHORTFALL:
		return shortfall(e, v);
	case PK_WAY_ALL:
		v->v = -r->max.v.v;
		return 0;
	case PK_WAY_VETO:
	case PK_WAY_LIMIT:
	case PK_WAY_WEIGHT:
	case PK_WAY_MAX:
		break;
	}
	return 0;
}

/* Lateness and repetition on top, but for the ways that have their own. */
static int
aggravate(const struct pk_entry *e, struct pk_dec *v)
{
	const struct pk_rule *r = e->rule;
	struct pk_dec two = pk_dec_int(2);

	if (r->way == PK_WAY_TIERED)
		return 0;
	if (r->way == PK_WAY_DOUBLING)
		return raise(r, r->late_factor.has ? r->late_factor.v : two, e->carry + e->missed, v);
	if (r->late_factor.has && e->missed && raise(r, r->late_factor.v, e->missed, v) != 0)
		return -1;
	if (r->repeat_factor.has && (e->why & PK_WHY_AGAIN))
		return pk_dec_mul(*v, r->repeat_factor.v, v);
	return 0;
}

static int
apply_one(struct pk_entry *e)
{
	if (e->missed || e->carry)
		e->why |= PK_WHY_LATE;
	if (e->rule && e->way != PK_WAY_VETO) {
		if (by_way(e, &e->by_rule) != 0 || aggravate(e, &e->by_rule) != 0)
			return -1;
		e->by_rule = directed(e->rule, e->by_rule);
	}
	if (e->way == PK_WAY_VETO && !(e->why & PK_WHY_APPEAL))
		e->why |= PK_WHY_VETO;
	e->counted = e->by_rule;
	if (e->has_given && e->way != PK_WAY_VETO) {
		e->why |= PK_WHY_GIVEN;
		e->counted = e->given;
	}
	if (e->why & PK_WHY_APPEAL)
		e->counted = (struct pk_dec){0};
	return 0;
}

int
pk_apply(struct pk_sheet *s, struct pk_sink *sink)
{
	size_t i;

	/* All of it first: a row that looks back finds how late the one before it was. */
	for (i = 0; i < s->entry.n; i++)
		find_lateness(s, &s->entry.v[i]);
	for (i = 0; i < s->entry.n; i++)
		if (apply_one(&s->entry.v[i]) != 0) {
			pk_diag(sink, PK_D_SCORE_RANGE, PK_POS(s->file.v[s->entry.v[i].file], s->entry.v[i].line), NULL);
			return -1;
		}
	return 0;
}

int
pk_entry_check(struct pk_table *t, const struct pk_row *row, const struct pk_entry *e)
{
	enum pk_col col = PK_SCORES_QTY;
	enum pk_diag_id id;

	if (!e->rule || e->has_given)
		return 0;
	if ((e->way == PK_WAY_RATIO || e->way == PK_WAY_SHORTFALL) && !e->has_qty) {
		id = PK_D_SCORE_NO_QTY;
	} else if ((e->way == PK_WAY_TIERED || e->way == PK_WAY_GRADE) && !e->tier) {
		id = PK_D_SCORE_NO_TIER;
		col = e->way == PK_WAY_GRADE ? e->has_qty ? PK_SCORES_QTY : PK_SCORES_LEVEL : PK_SCORES_SOURCE;
	} else {
		return 0;
	}
	pk_table_bad_cell(t, row, t->header.at[col] == PK_NPOS ? 0 : t->header.at[col], id, NULL);
	return -1;
}

/* One more factor; a negative one in brackets, so that no spreadsheet takes the text for a formula. */
static void
times(struct pk_buf *out, struct pk_dec v)
{
	pk_buf_puts(out, out->n ? " × " : "");
	pk_buf_puts(out, v.v < 0 ? "(" : "");
	pk_dec_print(v, out);
	pk_buf_puts(out, v.v < 0 ? ")" : "");
}

void
pk_entry_how(const struct pk_entry *e, struct pk_buf *out)
{
	const struct pk_rule *r = e->rule;
	const struct pk_tier *t;
	size_t alone = 0;

	pk_buf_clear(out);
	if (!r || (e->why & (PK_WHY_GIVEN | PK_WHY_VETO | PK_WHY_AUTO)))
		return;
	switch ((enum pk_way)e->way) {
	case PK_WAY_PER_UNIT:
	case PK_WAY_DOUBLING:
		times(out, directed(r, r->points.v));
		alone = out->n; /* of which nothing needs to be said */
		if (e->has_qty && e->qty.v != PK_DEC_SCALE)
			times(out, e->qty);
		break;
	case PK_WAY_TIERED:
	case PK_WAY_GRADE:
		t = e->tier;
		if (t)
			pk_buf_str(out, t->name);
		break;
	case PK_WAY_RATIO:
		times(out, r->points.has ? r->points.v : r->max.v);
		times(out, e->qty);
		pk_buf_puts(out, " ÷ ");
		pk_dec_print(r->target.v, out);
		break;
	case PK_WAY_SHORTFALL:
		pk_dec_print(r->target.v, out);
		pk_buf_puts(out, " − ");
		pk_dec_print(e->qty, out);
		break;
	default:
		break;
	}
	if (r->way == PK_WAY_DOUBLING && e->carry + e->missed > 0) {
		times(out, r->late_factor.has ? r->late_factor.v : pk_dec_int(2));
		pk_buf_printf(out, "^%u", e->carry + e->missed);
	} else if (r->way != PK_WAY_TIERED && r->late_factor.has && e->missed > 0) {
		times(out, r->late_factor.v);
		if (e->missed > 1)
			pk_buf_printf(out, "^%u", e->missed);
	}
	if (r->way != PK_WAY_DOUBLING && r->way != PK_WAY_TIERED && r->repeat_factor.has &&
	    (e->why & PK_WHY_AGAIN))
		times(out, r->repeat_factor.v);
	if (out->n == alone)
		pk_buf_clear(out);
}
