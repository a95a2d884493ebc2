/*
 * Who does what: the names of a task against the roster, and a row for each unit.
 */
#ifndef PK_LEDGER_ASSIGN_H
#define PK_LEDGER_ASSIGN_H

#include "ledger/roster.h"
#include "ledger/task.h"

struct pk_assign {
	const struct pk_roster *roster; /* NULL: names stay as written */
	struct pk_sink *sink;
	const char *file;      /* of the plan, for diagnostics */
	struct pk_map told;    /* names complained of already */
	struct pk_arena arena; /* lives as long as this */
};

/*
 * Makes the names of the task's units those of the roster, in its cells too; what is
 * not known or ambiguous stays as written and is reported, once a name.
 */
void pk_assign_names(struct pk_assign *g, struct pk_task *t, struct pk_arena *a);
/*
 * Hands `each` a row for every unit: lead first, then responsible, then cooperating, a
 * unit once; collectives expanded from the roster.  A task of nobody gives one row.
 * 0, or what `each` returned when that was not 0.
 */
int pk_assign_rows(struct pk_assign *g, const struct pk_task *t,
    int (*each)(void *ctx, const struct pk_task *row), void *ctx);
void pk_assign_free(struct pk_assign *g);

#endif
