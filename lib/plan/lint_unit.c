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

static struct pk_str
name_of(struct pk_lint *l, const struct pk_node *n, const struct pk_span *s)
{
	return pk_text_uncut(&l->arena, pk_str_sub(pk_node_text(n), s->from, s->to));
}

/* Who leads or answers for an item cannot also only lend a hand. */
static void
twice(struct pk_lint *l, const struct pk_node *n, const struct pk_span *s, struct pk_map *parts)
{
	enum { TOLD = PARTS }; /* bit: this name was reported */
	struct pk_str name = pk_str_dup(&l->arena, name_of(l, n, s));
	struct pk_map_entry *e = pk_map_put(parts, name, 0, NULL);

	e->value |= (size_t)1 << part_of(s);
	if ((e->value >> COOPERATE & 1) == 0 || (e->value >> TOLD & 1) ||
	    e->value == (size_t)1 << COOPERATE)
		return;
	e->value |= (size_t)1 << TOLD;
	pk_lint_add(l, e->value >> LEAD & 1 ? PK_D_LINT_UNIT_LEAD : PK_D_LINT_UNIT_RESPONSIBLE, n,
	    pk_lint_line(l, n, s->from), PK_Z(&l->arena, name), NULL);
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
	return n->kind == PK_N_CELL ? pk_node_parent(n) : pk_lint_home(n);
}

static void
clashes(struct pk_lint *l)
{
	const struct pk_node *n, *scope = NULL;
	struct pk_map parts = {0}; /* name → bits of its parts in this item */
	size_t i;

	for (n = l->plan; n; n = pk_node_next(l->plan, n)) {
		if (pk_node_spans(n) > 0 && scope_of(n) != scope) {
			pk_map_free(&parts);
			scope = scope_of(n);
		}
		for (i = 0; i < pk_node_spans(n); i++)
			if (is_unit(&n->spans->v[i]))
				twice(l, n, &n->spans->v[i], &parts);
	}
	pk_map_free(&parts);
}

/* What is asked of the roster, name by name. */
struct asking {
	struct pk_lint *l;
	struct pk_map told;          /* each name is reported once, where it stands first */
	const struct pk_node *scope; /* of the name before, and its part: the list it stands in */
	enum part part;
};

static void
look_up(struct asking *k, const struct pk_node *n, const struct pk_span *s)
{
	const struct pk_lint_roster *r = k->l->o->roster;
	struct pk_str name = name_of(k->l, n, s), hint = {NULL, 0};
	bool new_list = k->scope != scope_of(n) || k->part != part_of(s), added;
	enum pk_lint_known known =
	    r->look_up(r->ctx, name, s->attr[PK_A_GROUP].n > 0, new_list, &hint);

	k->scope = scope_of(n);
	k->part = part_of(s);
	if (known == PK_LINT_KNOWN)
		return;
	(void)pk_map_put(&k->told, pk_str_dup(&k->l->arena, name), 0, &added);
	if (!added)
		return;
	pk_lint_add(k->l,
	    known == PK_LINT_AMBIGUOUS ? PK_D_LINT_UNIT_AMBIGUOUS
	    : hint.n                   ? PK_D_LINT_UNIT_UNKNOWN_NEAR
				       : PK_D_LINT_UNIT_UNKNOWN,
	    n, pk_lint_line(k->l, n, s->from), PK_Z(&k->l->arena, name), PK_Z(&k->l->arena, hint),
	    NULL);
}

static void
against_roster(struct pk_lint *l)
{
	struct asking k = {.l = l};
	const struct pk_node *n;
	size_t i;

	for (n = l->plan; n; n = pk_node_next(l->plan, n))
		for (i = 0; i < pk_node_spans(n); i++)
			if (is_unit(&n->spans->v[i]))
				look_up(&k, n, &n->spans->v[i]);
	pk_map_free(&k.told);
}

void
pk_lint_units(struct pk_lint *l)
{
	clashes(l);
	if (l->o->roster)
		against_roster(l);
}
