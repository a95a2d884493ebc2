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
	pk_map_free(&s->families);
	pk_map_free(&s->repeats);
	pk_shelf_free(&s->texts);
	pk_free(s->file.v);
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

/* When a row counts: the first day of its period when it has no date. */
static unsigned
day_of(const struct pk_entry *e, enum pk_period_kind kind)
{
	struct pk_date d = {e->date.y, e->date.m, e->date.d};

	if (!d.y)
		d = pk_period_first((struct pk_period){kind, e->year, e->part});
	return (unsigned)(d.y * 512 + d.m * 32 + d.d);
}

/* qsort(3) takes no context: a row's day, and where the row is. */
struct dated {
	unsigned day;
	uint32_t at;
};

static int
by_date(const void *x, const void *y)
{
	const struct dated *a = x, *b = y;
	int c = (a->day > b->day) - (a->day < b->day);

	return c ? c : (a->at > b->at) - (a->at < b->at);
}

/* Brings the entries into the order of their days, those of a day as they were read: each one is moved once. */
static void
sort_entries(struct pk_sheet *s)
{
	struct dated *o = pk_alloc(s->entry.n, sizeof(*o));
	struct pk_entry *v = s->entry.v, first;
	size_t i, from, to;

	for (i = 0; i < s->entry.n; i++)
		o[i] = (struct dated){day_of(&v[i], s->opts.period), (uint32_t)i};
	if (s->entry.n > 0)
		qsort(o, s->entry.n, sizeof(*o), by_date);
	for (i = 0; i < s->entry.n; i++) {
		if (o[i].at == i)
			continue;
		/* Round a circle of those that stand in each other's places. */
		first = v[i];
		for (to = i; (from = o[to].at) != i; to = from) {
			v[to] = v[from];
			o[to].at = (uint32_t)to;
		}
		v[to] = first;
		o[to].at = (uint32_t)to;
	}
	pk_free(o);
}

/* The row that each looks at again: an earlier one of the same unit. */
static int
link_repeats(struct pk_sheet *s, struct pk_sink *sink)
{
	/* By the place of an id among the ids: where its row is, of those passed. */
	uint32_t *row = s->repeats.n ? pk_alloc(s->ids.n, sizeof(*row)) : NULL;
	size_t i;
	int rc = 0;

	for (i = 0; row && i < s->ids.n; i++)
		row[i] = PK_NO_ENTRY;
	for (i = 0; row && i < s->entry.n; i++) {
		struct pk_entry *e = &s->entry.v[i];

		if (e->before != PK_NO_ENTRY) {
			struct pk_str id = s->repeats.entries[e->before].key;
			const struct pk_map_entry *m = pk_map_get(&s->ids, id);

			e->before = m ? row[m - s->ids.entries] : PK_NO_ENTRY;
			if (e->before != PK_NO_ENTRY && s->entry.v[e->before].unit == e->unit) {
				s->entry.v[e->before].looked_at_again = true;
			} else {
				e->before = PK_NO_ENTRY;
				pk_diag(sink, PK_D_SCORE_NO_REPEAT, PK_POS(s->file.v[e->file], e->line), "repeat_of",
				    PK_Z(&s->arena, id), NULL);
				rc = -1;
			}
		}
		if (e->id != PK_NO_ENTRY)
			row[e->id] = (uint32_t)i;
	}
	pk_free(row);
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
		p = pk_entry_period(s, &s->entry.v[i]);
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

		if (!e->rule || e->outside || !(e->why & PK_WHY_GIVEN) || pk_dec_cmp(e->given, e->by_rule) == 0)
			continue;
		if (++s->differ > DIFFER_SHOWN)
			continue;
		pk_buf_clear(&a);
		pk_buf_clear(&b);
		pk_dec_print(e->given, &a);
		pk_dec_print(e->by_rule, &b);
		pk_diag(sink, PK_D_SCORE_DIFFERS, PK_POS(s->file.v[e->file], e->line), pk_buf_z(&a), pk_buf_z(&b), NULL);
	}
	if (s->differ > DIFFER_SHOWN)
		pk_diag(sink, PK_D_SCORE_MORE_DIFFER, PK_NOPOS, PK_NUM(s->differ - DIFFER_SHOWN), NULL);
	pk_buf_free(&a);
	pk_buf_free(&b);
}

int
pk_sheet_finish(struct pk_sheet *s, struct pk_sink *sink)
{
	sort_entries(s);
	add_roster_units(s);
	if (link_repeats(s, sink) != 0 || list_periods(s, sink) != 0 || pk_apply(s, sink) != 0)
		return -1;
	tell_differing(s, sink);
	if (s->calendar.weekends_off_only)
		pk_diag(sink, PK_D_TALLY_CALENDAR, PK_NOPOS, NULL);
	return pk_sum(s, sink) != 0 ? -1 : pk_stand(s, sink);
}
