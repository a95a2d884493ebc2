#include "plan/phase.h"

#include "cal/edtf.h"

enum {
	HALF_YEAR = 183,
	ANY_YEAR = 2001 /* no leap year, as facts say of February in a year not known */
};

static int
base_year(const struct pk_node *plan)
{
	const struct pk_node *n;
	struct pk_edtf e;
	int64_t y;

	if (pk_plan_year(plan).n == 4 && pk_str_int(pk_plan_year(plan), 1, 9990, &y) == 0)
		return (int)y;
	for (n = plan; n; n = pk_node_next(plan, n))
		if (n->kind == PK_N_ITEM && pk_node_edtf(n).n && pk_edtf_read(pk_node_edtf(n), &e) == 0 && e.from.date.y)
			return e.from.date.y;
	return ANY_YEAR;
}

/* `ahead` is the phase before it below the same parent, or NULL. */
static bool
place(const struct pk_node *item, int base, const struct pk_phase *ahead, struct pk_phase *p)
{
	struct pk_edtf e;
	int year = base;

	if (pk_edtf_read(pk_node_edtf(item), &e) != 0)
		return false;
	if (ahead && ahead->from != INT64_MIN && !e.from.open && !e.from.date.y) {
		year = pk_date_from_days(ahead->from).y;
		pk_edtf_days(&e, year, &p->from, &p->to);
		if (p->from < ahead->from - HALF_YEAR && year < 9990)
			year++;
	}
	p->item = item;
	p->year = e.from.date.y || e.to.date.y;
	pk_edtf_days(&e, year, &p->from, &p->to);
	return true;
}

void
pk_phases_find(const struct pk_node *plan, struct pk_phases *out)
{
	const struct pk_node *n;
	struct pk_phase now;

	out->base = base_year(plan);
	for (n = plan; n; n = pk_node_next(plan, n)) {
		const struct pk_phase *ahead = out->n ? &out->v[out->n - 1] : NULL;

		if (n->kind != PK_N_ITEM || n->role != PK_R_PHASE || pk_node_edtf(n).n == 0)
			continue;
		if (ahead && pk_node_parent(ahead->item) != pk_node_parent(n))
			ahead = NULL;
		if (place(n, out->base, ahead, &now))
			PK_PUSH(out, now);
	}
}

bool
pk_phases_span(const struct pk_phases *p, int64_t *from, int64_t *to)
{
	size_t i, count = 0;

	*from = INT64_MAX;
	*to = INT64_MIN;
	for (i = 0; i < p->n; i++) {
		if (p->v[i].to < p->v[i].from)
			continue;
		*from = p->v[i].from < *from ? p->v[i].from : *from;
		*to = p->v[i].to > *to ? p->v[i].to : *to;
		count++;
	}
	return count > 1;
}
