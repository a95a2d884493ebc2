#include "plan/lint_int.h"

#include "cal/date.h"
#include "plan/phase.h"

/*
 * The phases of one schedule (below one parent) should follow each other without gap
 * or overlap.
 */
const char *
pk_lint_day(struct pk_lint *l, int64_t day, bool year)
{
	struct pk_buf b = PK_BUF_INIT;
	const char *z;

	if (day == INT64_MIN || day == INT64_MAX)
		return "..";
	pk_date_print(pk_date_from_days(day), &b);
	z = PK_Z(&l->arena, pk_str_sub(pk_buf_view(&b), year ? 0 : 5, b.n));
	pk_buf_free(&b);
	return z;
}

static void
overlap(struct pk_lint *l, const struct pk_phase *a, const struct pk_phase *b, bool year)
{
	int64_t last = a->to < b->to ? a->to : b->to;
	int64_t first = a->from > b->from ? a->from : b->from;

	pk_lint_add(l, PK_D_LINT_PHASE_OVERLAP, b->item, b->item->line, pk_lint_name(l, a->item),
	    pk_lint_day(l, first, year), pk_lint_day(l, last, year), NULL);
	if (last == first)
		pk_lint_soften(l); /* one day in common: usual, and harmless */
}

static void
compare(struct pk_lint *l, const struct pk_phase *a, const struct pk_phase *b)
{
	bool year = a->year && b->year;

	if (a->from == INT64_MIN || b->from == INT64_MIN)
		return;
	if (b->from < a->from)
		pk_lint_add(l, PK_D_LINT_PHASE_BACK, b->item, b->item->line,
		    pk_lint_day(l, b->from, year), pk_lint_name(l, a->item),
		    pk_lint_day(l, a->from, year), NULL);
	if (a->to == INT64_MAX)
		return;
	if (b->from <= a->to && b->to >= a->from)
		overlap(l, a, b, year);
	else if (b->from > a->to + 1)
		pk_lint_add(l, PK_D_LINT_PHASE_GAP, b->item, b->item->line,
		    pk_lint_name(l, a->item), pk_lint_day(l, a->to + 1, year),
		    pk_lint_day(l, b->from - 1, year), NULL);
}

static bool
is_phase(const struct pk_node *n)
{
	return n->kind == PK_N_ITEM && n->role == PK_R_PHASE;
}

/* A phase without time beside phases that have one. */
static void
undated(struct pk_lint *l, const struct pk_node *parent)
{
	const struct pk_node *n;
	bool dated = false;

	for (n = pk_node_first(parent); n; n = pk_node_sibling(n))
		dated |= is_phase(n) && pk_node_edtf(n).n;
	for (n = pk_node_first(parent); n && dated; n = pk_node_sibling(n))
		if (is_phase(n) && pk_node_edtf(n).n == 0)
			pk_lint_add(
			    l, PK_D_LINT_PHASE_UNDATED, n, n->line, pk_lint_name(l, n), NULL);
}

void
pk_lint_phases(struct pk_lint *l)
{
	const struct pk_phase *ahead = NULL;
	struct pk_phases p = {0};
	const struct pk_node *n;
	size_t i;

	for (n = l->plan; n; n = pk_node_next(l->plan, n))
		if (n->kind == PK_N_PLAN || n->kind == PK_N_ITEM)
			undated(l, n);
	pk_phases_find(l->plan, &p);
	for (i = 0; i < p.n; i++) {
		const struct pk_phase *now = &p.v[i];

		if (now->to < now->from) {
			pk_lint_add(l, PK_D_LINT_PHASE_REVERSED, now->item, now->item->line,
			    pk_lint_day(l, now->from, true), pk_lint_day(l, now->to, true), NULL);
			continue;
		}
		if (ahead && pk_node_parent(ahead->item) == pk_node_parent(now->item))
			compare(l, ahead, now);
		ahead = now;
	}
	pk_free(p.v);
}
