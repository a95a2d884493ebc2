#include "ledger/outline.h"

struct pk_str
pk_ref_text(struct pk_ref r)
{
	return pk_str_sub(pk_node_text(r.block), r.span->from, r.span->to);
}

struct pk_str
pk_ref_attr(struct pk_ref r, enum pk_span_attr a)
{
	return r.span->attr[a].p ? r.span->attr[a] : PK_S("");
}

static struct pk_str
key(const struct pk_node *const *node)
{
	return pk_strn((const char *)node, sizeof(const struct pk_node *));
}

static size_t
entry_of(const struct pk_entries *e, const struct pk_node *node)
{
	const struct pk_map_entry *m;

	for (; node && node->kind != PK_N_ITEM; node = pk_node_parent(node))
		;
	m = node ? pk_map_get(&e->index, key(&node)) : NULL;
	return m ? m->value : PK_NPOS;
}

static bool
has_text(const struct pk_node *n)
{
	return n->kind == PK_N_P || n->kind == PK_N_HEAD || n->kind == PK_N_CELL || n->kind == PK_N_MARKER;
}

/* Its own heading and paragraphs name who leads or is responsible, or set a deadline. */
static void
demands(const struct pk_node *item, bool *units, bool *deadline)
{
	const struct pk_node *b;
	size_t i;

	*units = *deadline = false;
	for (b = pk_node_first(item); b; b = pk_node_sibling(b))
		for (i = 0; has_text(b) && i < pk_node_spans(b); i++) {
			struct pk_ref r = {&b->spans->v[i], b};

			if (b->spans->v[i].kind == PK_SP_UNIT && pk_ref_attr(r, PK_A_MASKED).n == 0)
				*units |= !pk_str_is(pk_ref_attr(r, PK_A_ROLE), "cooperate");
			if (b->spans->v[i].kind == PK_SP_TIME)
				*deadline |= pk_str_is(pk_ref_attr(r, PK_A_TYPE), "deadline");
		}
}

/* More than a heading. */
static bool
has_body(const struct pk_node *item)
{
	const struct pk_node *b;

	for (b = pk_node_first(item); b; b = pk_node_sibling(b))
		if (b->kind == PK_N_P || b->kind == PK_N_TABLE || b->kind == PK_N_ITEM)
			return true;
	return false;
}

static bool
is_row(const struct pk_entry *e)
{
	bool units, deadline;

	demands(e->node, &units, &deadline);
	switch (e->node->role) {
	case PK_R_TASK:
		return true;
	case PK_R_PHASE:
		return !e->below && (has_body(e->node) || units);
	case PK_R_SAFEGUARD:
	case PK_R_OTHER:
		return units || deadline;
	case PK_R_ARTICLE:
		return units;
	default:
		return false;
	}
}

static void
collect_items(struct pk_entries *e, const struct pk_node *plan)
{
	struct pk_node *n;
	size_t i;

	for (n = pk_node_next(plan, plan); n; n = pk_node_next(plan, n))
		if (n->kind == PK_N_ITEM) {
			struct pk_entry x = {.node = n, .parent = PK_NPOS};

			PK_PUSH(e, x);
		}
	for (i = 0; i < e->n; i++)
		(void)pk_map_put(&e->index, key(&e->v[i].node), i, NULL);
	for (i = 0; i < e->n; i++)
		e->v[i].parent = entry_of(e, pk_node_parent(e->v[i].node));
	/* From the last to the first: what is below is decided before what is above. */
	for (i = e->n; i-- > 0;) {
		struct pk_entry *x = &e->v[i];

		x->row = is_row(x);
		if (x->parent != PK_NPOS)
			e->v[x->parent].below |= x->row || x->below;
	}
}

/* Each block goes to the nearest row it stands in, else to its own item. */
static void
collect_text(struct pk_entries *e, const struct pk_node *plan)
{
	struct pk_node *n;
	size_t i, own, at;

	for (n = pk_node_next(plan, plan); n; n = pk_node_next(plan, n)) {
		if (!has_text(n) || (own = entry_of(e, n)) == PK_NPOS)
			continue;
		for (at = own; at != PK_NPOS && !e->v[at].row; at = e->v[at].parent)
			;
		own = at != PK_NPOS ? at : own;
		PK_PUSH(&e->v[own].blocks, n);
		for (i = 0; i < pk_node_spans(n); i++) {
			struct pk_ref r = {&n->spans->v[i], n};

			PK_PUSH(&e->v[own].refs, r);
		}
	}
}

void
pk_entries_make(struct pk_entries *e, const struct pk_node *plan)
{
	*e = (struct pk_entries){0};
	collect_items(e, plan);
	collect_text(e, plan);
}

void
pk_entries_free(struct pk_entries *e)
{
	size_t i;

	for (i = 0; i < e->n; i++) {
		pk_free(e->v[i].refs.v);
		pk_free(e->v[i].blocks.v);
	}
	pk_free(e->v);
	pk_map_free(&e->index);
}
