/*
 * Inside of split: the items of a plan, which of them are rows of the ledger, and
 * what stands in each.
 */
#ifndef PK_LEDGER_OUTLINE_H
#define PK_LEDGER_OUTLINE_H

#include "plan/plan.h"

struct pk_ref {
	const struct pk_span *span;
	const struct pk_node *block;
};

struct pk_entry {
	const struct pk_node *node;       /* the item */
	size_t parent;                    /* its parent's entry, PK_NPOS at the top */
	bool row;                         /* it is a row */
	bool below;                       /* rows are below it */
	PK_VEC(struct pk_ref) refs;       /* inline elements of its text */
	PK_VEC(const struct pk_node *) blocks; /* its text: marker, head, p, cell, in order */
	size_t task;                      /* row: its place among the rows */
};

struct pk_entries {
	struct pk_entry *v;
	size_t n, cap;
	struct pk_map index; /* node (the pointer's bytes) -> entry */
};

/* The items of a plan in document order. */
void pk_entries_make(struct pk_entries *e, const struct pk_node *plan);
void pk_entries_free(struct pk_entries *e);
/* The words of a span. */
struct pk_str pk_ref_text(struct pk_ref r);
/* An attribute of it; empty when absent. */
struct pk_str pk_ref_attr(struct pk_ref r, enum pk_span_attr a);

#endif
