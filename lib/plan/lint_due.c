#include "plan/lint_int.h"

#include "cal/edtf.h"
#include "plan/phase.h"

/*
 * Deadlines of work that lie outside the phase they stand in, or after the plan's end;
 * dates that do not exist; dates without a year anywhere.
 */
struct due {
	struct pk_lint *l;
	struct pk_phases phases;
	struct pk_map at; /* item → index into phases */
	int64_t from, to; /* the plan's span */
	bool span;
};

static const struct pk_phase *
phase_of(const struct due *d, const struct pk_node *n)
{
	const struct pk_map_entry *e = NULL;

	while (n && (n->kind != PK_N_ITEM || n->role != PK_R_PHASE))
		n = pk_node_parent(n);
	if (n)
		e = pk_map_get(&d->at, pk_strn((const char *)&n, sizeof(n)));
	return e ? &d->phases.v[e->value] : NULL;
}

static bool
in_task(const struct pk_node *n)
{
	n = pk_lint_home(n);
	return n->kind == PK_N_ITEM && n->role == PK_R_TASK;
}

static bool
is_month_end(int64_t day)
{
	struct pk_date t = pk_date_from_days(day);

	return t.d == pk_month_days(t.y, t.m);
}

/* The same month: "by the end of December" is not past a plan that ends on 20 December. */
static bool
is_rounded(int64_t day, int64_t end)
{
	return is_month_end(day) && day - end < pk_date_from_days(day).d;
}

/*
 * The deadline in days.  A year not known is the base year, or the next one where the
 * schedule runs on into it and has room for the day there.
 */
static bool
due_day(const struct pk_span *s, int base, int64_t end, int64_t *day)
{
	struct pk_edtf e;
	int64_t from, later;

	if (pk_edtf_read(s->attr[PK_A_EDTF], &e) != 0 || e.to.open)
		return false;
	pk_edtf_days(&e, base, &from, day);
	if (e.to.date.y || end == INT64_MAX || pk_date_from_days(end).y <= base)
		return true;
	pk_edtf_days(&e, pk_date_from_days(end).y, &from, &later);
	if (later <= end)
		*day = later;
	return true;
}

static void
against_phase(
    struct due *d, const struct pk_node *n, const struct pk_span *s, const struct pk_phase *p)
{
	int base = p->from != INT64_MIN ? pk_date_from_days(p->from).y : d->phases.base;
	int64_t day;

	if (!due_day(s, base, p->to, &day) || p->to < p->from)
		return;
	if ((day >= p->from && (p->to == INT64_MAX || day <= p->to)) ||
	    (day > p->to && is_rounded(day, p->to)))
		return;
	pk_lint_add(d->l, PK_D_LINT_DEADLINE_PHASE, n, pk_lint_line(d->l, n, s->from),
	    pk_lint_quote(
		d->l, pk_text_uncut(&d->l->arena, pk_str_sub(pk_node_text(n), s->from, s->to)), 40),
	    pk_lint_name(d->l, p->item), pk_lint_day(d->l, p->from, p->year),
	    pk_lint_day(d->l, p->to, p->year), NULL);
}

static void
against_plan(struct due *d, const struct pk_node *n, const struct pk_span *s)
{
	int64_t day;

	if (!d->span || !in_task(n) || !due_day(s, d->phases.base, d->to, &day))
		return;
	if (day >= d->from && (d->to == INT64_MAX || day <= d->to || is_rounded(day, d->to)))
		return;
	pk_lint_add(d->l, PK_D_LINT_DEADLINE_PLAN, n, pk_lint_line(d->l, n, s->from),
	    pk_lint_quote(
		d->l, pk_text_uncut(&d->l->arena, pk_str_sub(pk_node_text(n), s->from, s->to)), 40),
	    pk_lint_day(d->l, d->from, d->phases.v[0].year),
	    pk_lint_day(d->l, d->to, d->phases.v[0].year), NULL);
}

static void
one_time(struct due *d, const struct pk_node *n, const struct pk_span *s)
{
	const struct pk_phase *p;

	if (pk_edtf_no_such_day(s->attr[PK_A_EDTF])) {
		pk_lint_add(d->l, PK_D_LINT_DATE_IMPOSSIBLE, n, pk_lint_line(d->l, n, s->from),
		    pk_lint_quote(d->l, pk_str_sub(pk_node_text(n), s->from, s->to), 40), NULL);
		return;
	}
	if (!pk_str_is(s->attr[PK_A_TYPE], "deadline"))
		return;
	p = phase_of(d, n);
	if (p)
		against_phase(d, n, s, p);
	else
		against_plan(d, n, s);
}

/* One note for a plan whose dates name no year and that names none itself. */
static void
no_year(struct pk_lint *l)
{
	const struct pk_node *n;
	size_t i;

	if (pk_plan_year(l->plan).n)
		return;
	for (n = l->plan; n; n = pk_node_next(l->plan, n))
		for (i = 0; i < pk_node_spans(n); i++) {
			struct pk_str v = n->spans->v[i].attr[PK_A_EDTF];

			if (n->notice || n->spans->v[i].kind != PK_SP_TIME ||
			    pk_str_find(v, PK_S("XXXX"), 0) == PK_NPOS)
				continue;
			pk_lint_add(l, PK_D_LINT_NO_YEAR, l->plan,
			    pk_lint_line(l, n, n->spans->v[i].from),
			    pk_lint_quote(
				l, pk_str_sub(pk_node_text(n), n->spans->v[i].from, n->spans->v[i].to), 40),
			    NULL);
			return;
		}
}

void
pk_lint_deadlines(struct pk_lint *l)
{
	struct due d = {.l = l};
	const struct pk_node *n;
	size_t i;

	no_year(l);
	pk_phases_find(l->plan, &d.phases);
	d.span = pk_phases_span(&d.phases, &d.from, &d.to);
	for (i = 0; i < d.phases.n; i++) /* keyed by the pointer, which stays where it is */
		(void)pk_map_put(&d.at,
		    pk_strn((const char *)&d.phases.v[i].item, sizeof(d.phases.v[i].item)), i,
		    NULL);
	for (n = l->plan; n; n = pk_node_next(l->plan, n))
		for (i = 0; i < pk_node_spans(n) && !n->notice; i++)
			if (n->spans->v[i].kind == PK_SP_TIME)
				one_time(&d, n, &n->spans->v[i]);
	pk_map_free(&d.at);
	pk_free(d.phases.v);
}
