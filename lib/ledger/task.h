/*
 * A row of tasks.csv in memory: a cell for each canonical column.
 */
#ifndef PK_LEDGER_TASK_H
#define PK_LEDGER_TASK_H

#include "ledger/columns.h"
#include "ledger/csv.h"

enum { PK_TASK_COLS = PK_SCORES_SCORE_ID /* the columns of tasks.csv come first in the enum */ };

struct pk_unit_ref {
	struct pk_str name;
	bool group; /* a collective */
};

struct pk_unit_refs {
	struct pk_unit_ref *v;
	size_t n, cap;
};

struct pk_task {
	struct pk_str cell[PK_TASK_COLS]; /* by enum pk_col: cell[PK_TASKS_DUE] */
	struct pk_unit_refs lead, units, support;
	size_t line; /* of the plan */
};

struct pk_tasks {
	struct pk_task *v;
	size_t n, cap;
};

/* Which columns to write, in order. */
struct pk_task_form {
	const enum pk_col *col;
	size_t n;
	enum pk_lang lang; /* of the names, and of values that have names */
	bool excel;        /* BOM, CRLF */
};
/* One row a task; one row a task and unit; the short table that offices print. */
extern const enum pk_col pk_task_cols[], pk_unit_cols[], pk_office_cols[];
extern const size_t pk_task_ncols, pk_unit_ncols, pk_office_ncols;

/* The cells lead_unit, units and support_units from the task's names. */
void pk_task_unit_cells(struct pk_task *t, struct pk_arena *a);
/* Adds a part to a list cell (; between), once; a ; in it becomes a comma. */
void pk_list_add(struct pk_buf *b, struct pk_arena *a, struct pk_str part);
/* A value that has names (states, kinds) in a language; others as they are. */
struct pk_str pk_task_worded(enum pk_col col, struct pk_str s, enum pk_lang lang);
void pk_task_head(struct pk_csv *w, const struct pk_task_form *f);
void pk_task_write(struct pk_csv *w, const struct pk_task_form *f, const struct pk_task *t);

#endif
