/*
 * A plan → the rows of tasks.csv.
 *
 * What is a row:
 * - an item whose role is task;
 * - a phase with something to do of its own and no row below it;
 * - a safeguard, an `other` or an article that names who leads or is responsible, and
 *   a safeguard or `other` that sets a deadline.
 * All else (sections, goals, scoring rules, organisation) is context: it gives the rows
 * below it their category, phase, units and dates.
 *
 * Text below a row that is no row itself belongs to it.  A row without units of its
 * own has those of the nearest item above it that names some; its dates come from its
 * own words, else from the nearest item above whose heading gives a time, else none.
 */
#ifndef PK_LEDGER_SPLIT_H
#define PK_LEDGER_SPLIT_H

#include "ledger/task.h"
#include "plan/plan.h"

struct pk_split {
	const char *campaign;  /* campaign_id of every row; NULL: the plan's id */
	size_t next;           /* number of the next task: T-001 ... */
	struct pk_tasks tasks; /* of the last plan */
	struct pk_arena arena;
};

void pk_split_init(struct pk_split *s, const char *campaign);
/* Puts the rows of a plan in s->tasks, in document order; the last plan's are forgotten. */
void pk_split_plan(struct pk_split *s, const struct pk_node *plan);
void pk_split_free(struct pk_split *s);

#endif
