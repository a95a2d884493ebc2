#include "score/sheet.h"

#include <stdlib.h>

enum {
	CALENDAR_MAX = 16 * 1024 * 1024, /* bytes of a list of days off */
	PERIODS_MAX = 12 * 200,          /* months of two hundred years: a wrong year, not a campaign */
	DIFFER_SHOWN = 20                /* rows told whose points differ from their rule's */
};

static int
read_calendar(struct pk_sheet *s, struct pk_sink *sink)
{
	struct pk_buf text = PK_BUF_INIT;
	int rc;

	if (!s->opts.calendar)
		return 0;
	rc = pk_read_file(s->opts.calendar, CALENDAR_MAX, &text, sink);
	if (rc == 0)
		rc = pk_calendar_read(&s->calendar, pk_buf_view(&text), pk_in_name(s->opts.calendar), sink);
	pk_buf_free(&text);
	return rc;
}

int
pk_sheet_weights(struct pk_sheet_opts *o, const char *list)
{
	static const size_t per_year[] = {0, 12, 4, 2, 1};
	struct pk_str rest = pk_str(list), one;
	bool any = false;

	for (o->nweights = 0; pk_str_split(&rest, ',', &one); o->nweights++) {
		if (o->nweights == per_year[o->period])
			return -1;
		if (one.n > 0 && one.p[one.n - 1] == '%')
			one.n--;
		if (pk_dec_parse(one, &o->weight[o->nweights]) != 0 || o->weight[o->nweights].v < 0)
			return -1;
		any = any || o->weight[o->nweights].v > 0;
	}
	return o->nweights == per_year[o->period] && any ? 0 : -1;
}

int
pk_sheet_open(struct pk_sheet *s, const struct pk_sheet_opts *opts, struct pk_sink *sink)
{
	int rc;

	*s = (struct pk_sheet){.opts = *opts};
	rc = pk_score_rules_load(&s->rules, opts->rules, sink);
	if (opts->roster) {
		s->has_roster = true;
		rc |= pk_roster_load(&s->roster, opts->roster, sink);
	}
	return rc | read_calendar(s, sink) ? -1 : 0;
}

void
pk_sheet_free(struct pk_sheet *s)
{
	pk_score_rules_free(&s->rules);
	if (s->has_roster)
		pk_roster_free(&s->roster);
	pk_calendar_free(&s->calendar);
	pk_map_free(&s->unit_by_name);
	pk_map_free(&s->ids);
	pk_map_free(&s->claims);
	pk_free(s->entry.v);
	pk_free(s->unit.v);
	pk_free(s->period.v);
	pk_free(s->score);
	pk_free(s->standing);
	pk_arena_free(&s->arena);
}

struct pk_score *
pk_sheet_score(const struct pk_sheet *s, size_t unit, size_t period)
{
	return &s->score[unit * s->period.n + period];
}

/* How many of them lie before p. */
static int64_t
ordinal(struct pk_period p)
{
	static const int per_year[] = {1, 12, 4, 2, 1};

	return (int64_t)p.y * per_year[p.kind] + (p.i ? p.i - 1 : 0);
}

size_t
pk_sheet_period(const struct pk_sheet *s, struct pk_period p)
{
	int64_t i = s->period.n ? ordinal(p) - ordinal(s->period.v[0]) : -1;

	return i < 0 || i >= (int64_t)s->period.n ? PK_NPOS : (size_t)i;
}

/* --- order --- */

static int
by_date(const void *x, const void *y)
{
	const struct pk_entry *a = x, *b = y;
	struct pk_date da = a->date.y ? a->date : pk_period_first(a->period);
	struct pk_date db = b->date.y ? b->date : pk_period_first(b->period);
	int c = pk_date_cmp(da, db);

	if (c == 0)
		c = (a->seq > b->seq) - (a->seq < b->seq);
	return c;
}

/* The row that each looks at again: an earlier one of the same unit. */
static int
link_repeats(struct pk_sheet *s, struct pk_sink *sink)
{
	struct pk_map by_id = {0};
	size_t i;
	int rc = 0;

	for (i = 0; i < s->entry.n; i++) {
		struct pk_entry *e = &s->entry.v[i];
		const struct pk_map_entry *m = e->repeat.n ? pk_map_get(&by_id, e->repeat) : NULL;

		if (m && s->entry.v[m->value].unit == e->unit) {
			e->before = m->value;
			s->entry.v[m->value].looked_at_again = true;
		} else if (e->repeat.n) {
			pk_diag(sink, PK_D_SCORE_NO_REPEAT, PK_POS(e->file, e->line), "repeat_of",
			    PK_Z(&s->arena, e->repeat), NULL);
			rc = -1;
		}
		if (e->id.n)
			(void)pk_map_put(&by_id, e->id, i, NULL);
	}
	pk_map_free(&by_id);
	return rc;
}

/* From the first to the last, and those between without a row. */
static int
list_periods(struct pk_sheet *s, struct pk_sink *sink)
{
	struct pk_period first = {0}, last = {0}, p;
	bool any = false;
	size_t i;

	for (i = 0; i < s->entry.n; i++) {
		p = s->entry.v[i].period;
		if (s->entry.v[i].outside)
			continue;
		if (!any || pk_period_cmp(p, first) < 0)
			first = p;
		if (!any || pk_period_cmp(p, last) > 0)
			last = p;
		any = true;
	}
	if (!any)
		return 0;
	if (ordinal(last) - ordinal(first) >= PERIODS_MAX) {
		pk_diag(sink, PK_D_SCORE_PERIODS, PK_NOPOS, PK_NUM(PERIODS_MAX), NULL);
		return -1;
	}
	for (p = first; pk_period_cmp(p, last) <= 0; p = pk_period_next(p))
		PK_PUSH(&s->period, p);
	return 0;
}

/* Units of the roster without any row belong to the ranking too, when they have a group. */
static void
add_roster_units(struct pk_sheet *s)
{
	size_t i;

	for (i = 0; s->has_roster && i < s->roster.units.n; i++)
		if (s->roster.units.v[i].rank_group.n > 0)
			(void)pk_sheet_unit(s, s->roster.units.v[i].name, i);
}

/* Points written down that are not what the rule gives. */
static void
tell_differing(struct pk_sheet *s, struct pk_sink *sink)
{
	struct pk_buf a = PK_BUF_INIT, b = PK_BUF_INIT;
	size_t i;

	for (i = 0; i < s->entry.n; i++) {
		const struct pk_entry *e = &s->entry.v[i];

		if (!e->rule || e->outside || !(e->why & PK_WHY_GIVEN) || pk_dec_cmp(e->given.v, e->by_rule) == 0)
			continue;
		if (++s->differ > DIFFER_SHOWN)
			continue;
		pk_buf_clear(&a);
		pk_buf_clear(&b);
		pk_dec_print(e->given.v, &a);
		pk_dec_print(e->by_rule, &b);
		pk_diag(sink, PK_D_SCORE_DIFFERS, PK_POS(e->file, e->line), pk_buf_z(&a), pk_buf_z(&b), NULL);
	}
	if (s->differ > DIFFER_SHOWN)
		pk_diag(sink, PK_D_SCORE_MORE_DIFFER, PK_NOPOS, PK_NUM(s->differ - DIFFER_SHOWN), NULL);
	pk_buf_free(&a);
	pk_buf_free(&b);
}

int
pk_sheet_finish(struct pk_sheet *s, struct pk_sink *sink)
{
	size_t i;

	for (i = 0; i < s->entry.n; i++)
		s->entry.v[i].seq = i;
	if (s->entry.n > 0)
		qsort(s->entry.v, s->entry.n, sizeof(*s->entry.v), by_date);
	add_roster_units(s);
	if (link_repeats(s, sink) != 0 || list_periods(s, sink) != 0 || pk_apply(s, sink) != 0)
		return -1;
	tell_differing(s, sink);
	if (s->calendar.weekends_off_only)
		pk_diag(sink, PK_D_TALLY_CALENDAR, PK_NOPOS, NULL);
	return pk_sum(s, sink) != 0 ? -1 : pk_stand(s, sink);
}
