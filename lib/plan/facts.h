/*
 * Facts: what a plan says, a line each, tab-separated:
 *     plan  line  kind  value  text
 * The kinds and values are those of plankit-facts(5).
 */
#ifndef PK_PLAN_FACTS_H
#define PK_PLAN_FACTS_H

#include "base/io.h"
#include "plan/plan.h"

/* One fact.  The strings live as long as the plan and the arena given. */
struct pk_fact {
	size_t line;
	struct pk_str kind, value, text;
	const struct pk_node *node; /* the block it stands in; plan and item facts: that node */
	const struct pk_span *span; /* NULL for plan, item, phase */
};

/*
 * The facts of `plan` in the order of their lines.  Each is handed to `each`;
 * scratch strings are made in the arena.
 */
void pk_facts_each(const struct pk_node *plan, struct pk_arena *a,
    void (*each)(void *ctx, const struct pk_fact *f), void *ctx);
/* Prints them; `number` is the plan's in its file, from 1. */
void pk_facts_print(const struct pk_node *plan, size_t number, struct pk_out *out);

#endif
