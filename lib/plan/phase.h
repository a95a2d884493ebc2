/*
 * When the phases of a plan are, in days.
 *
 * Where years are not known they are taken to be the plan's year or that of the phase
 * ahead; a phase that then begins more than half a year before the one ahead of it
 * (January after November) is one of the next year.
 */
#ifndef PK_PLAN_PHASE_H
#define PK_PLAN_PHASE_H

#include "plan/plan.h"

struct pk_phase {
	const struct pk_node *item; /* of role phase, with a time that can be read */
	int64_t from, to;           /* pk_date_days, inclusive; INT64_MIN, INT64_MAX: open */
	bool year;                  /* its year is known */
};
struct pk_phases {
	struct pk_phase *v; /* in document order; free with pk_free() */
	size_t n, cap;
	int base; /* the year that stands for one not known */
};

/* Zero-initialise out. */
void pk_phases_find(const struct pk_node *plan, struct pk_phases *out);
/*
 * From the first day to the last (INT64_MAX: open) of the schedule; false when it has fewer
 * than two phases that run forward.
 */
bool pk_phases_span(const struct pk_phases *p, int64_t *from, int64_t *to);

#endif
