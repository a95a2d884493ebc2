/*
 * What a drafter should mend before a plan goes out.  Each finding is a diagnostic
 * (catalogue: base/diag/lint.def, ids "lint-...") whose first argument is the id of
 * the item it is about; they come in the order of the plan's lines.
 *
 * A finding is about what the plan says of itself.  What only a roster of units can
 * tell is asked through struct pk_lint_roster, since plans know no ledgers.
 */
#ifndef PK_PLAN_LINT_H
#define PK_PLAN_LINT_H

#include "plan/plan.h"

enum pk_lint_known { PK_LINT_KNOWN, PK_LINT_UNKNOWN, PK_LINT_AMBIGUOUS };

struct pk_lint_roster {
	/*
	 * Is there such a unit, or such a group of units?  When not, *hint is what it may be
	 * (empty: no idea), when ambiguous whom it may mean; valid until the next call.
	 * new_list: the name is the first of a list (what a list leaves off its later names,
	 * 市教体局、卫健委, is known from those before).
	 */
	enum pk_lint_known (*look_up)(
	    void *ctx, struct pk_str name, bool group, bool new_list, struct pk_str *hint);
	void *ctx;
};

struct pk_lint_opts {
	const char *file;                    /* of the positions */
	const struct pk_lint_roster *roster; /* NULL: units are not looked up */
};

/* Checks one plan; returns how many findings the sink was given. */
size_t pk_lint(const struct pk_node *plan, const struct pk_lint_opts *o, struct pk_sink *sink);

#endif
