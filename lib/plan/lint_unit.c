#include "plan/lint_int.h"

/* A unit with two parts in one item that exclude each other, and units the roster lacks. */
enum part { LEAD, RESPONSIBLE, COOPERATE, PARTS };

static enum part
part_of(const struct pk_span *s)
{
	return pk_str_is(s->attr[PK_A_ROLE], "lead")        ? LEAD
	       : pk_str_is(s->attr[PK_A_ROLE], "cooperate") ? COOPERATE
	                                                    : RESPONSIBLE;
}

struct seen {
	struct pk_str name;
	enum part part;
};
struct units {
	struct seen *v;
	size_t n, cap;
};

static struct pk_str
name_of(struct pk_lint *l, const struct pk_node *n, const struct pk_span *s)
{
	return pk_text_uncut(&l->arena, pk_str_sub(n->text, s->from, s->to));
}

/* Who leads or answers for an item cannot also only lend a hand. */
static void
twice(struct pk_lint *l, const struct pk_node *n, const struct pk_span *s, struct units *u)
{
	struct seen now = {name_of(l, n, s), part_of(s)};
	enum part other;
	size_t i;

	for (i = 0; i < u->n; i++) {
		if (!pk_str_eq(u->v[i].name, now.name) ||
		    (u->v[i].part == COOPERATE) == (now.part == COOPERATE))
			continue;
		other = now.part == COOPERATE ? u->v[i].part : now.part;
		pk_lint_add(l, other == LEAD ? PK_D_LINT_UNIT_LEAD : PK_D_LINT_UNIT_RESPONSIBLE, n,
		    pk_lint_line(n, s->from), PK_Z(&l->arena, now.name), NULL);
		return;
	}
	PK_PUSH(u, now);
}

static bool
is_unit(const struct pk_span *s)
{
	return s->kind == PK_SP_UNIT && s->attr[PK_A_MASKED].n == 0;
}

/* A row of a table is an item of its own. */
static const struct pk_node *
scope_of(const struct pk_node *n)
{
	return n->kind == PK_N_CELL ? n->parent : pk_lint_home(n);
}

static void
clashes(struct pk_lint *l)
{
	const struct pk_node *n, *scope = NULL;
	struct units u = {0};
	size_t i;

	for (n = l->plan; n; n = pk_node_next(l->plan, n)) {
		if (scope_of(n) != scope) {
			u.n = 0;
			scope = scope_of(n);
		}
		for (i = 0; i < n->nspans; i++)
			if (is_unit(&n->span[i]))
				twice(l, n, &n->span[i], &u);
	}
	pk_free(u.v);
}

static void
look_up(struct pk_lint *l, const struct pk_node *n, const struct pk_span *s, struct pk_map *asked)
{
	const struct pk_lint_roster *r = l->o->roster;
	struct pk_str name = name_of(l, n, s), hint = {NULL, 0};
	enum pk_lint_known known;
	bool added;

	(void)pk_map_put(asked, pk_str_dup(&l->arena, name), 0, &added);
	if (!added)
		return;
	known = r->look_up(r->ctx, name, s->attr[PK_A_GROUP].n > 0, &hint);
	if (known == PK_LINT_KNOWN)
		return;
	pk_lint_add(l,
	    known == PK_LINT_AMBIGUOUS ? PK_D_LINT_UNIT_AMBIGUOUS
	    : hint.n                   ? PK_D_LINT_UNIT_UNKNOWN_NEAR
	                               : PK_D_LINT_UNIT_UNKNOWN,
	    n, pk_lint_line(n, s->from), PK_Z(&l->arena, name), PK_Z(&l->arena, hint), NULL);
}

/* Each name once, where it stands first. */
static void
against_roster(struct pk_lint *l)
{
	struct pk_map asked = {0};
	const struct pk_node *n;
	size_t i;

	for (n = l->plan; n; n = pk_node_next(l->plan, n))
		for (i = 0; i < n->nspans; i++)
			if (is_unit(&n->span[i]))
				look_up(l, n, &n->span[i], &asked);
	pk_map_free(&asked);
}

void
pk_lint_units(struct pk_lint *l)
{
	clashes(l);
	if (l->o->roster)
		against_roster(l);
}
