/* Shared by the checks of lint.h; not for others. */
#ifndef PK_PLAN_LINT_INT_H
#define PK_PLAN_LINT_INT_H

#include "plan/lint.h"

struct pk_lint_finding {
	enum pk_diag_id id;
	enum pk_severity sev;
	size_t line, seq; /* seq: in which order they were found */
	const char *arg[PK_DIAG_ARGS];
	size_t nargs;
};

/* A place in a block and its line, so that asking for places in order is linear. */
struct pk_lint_cursor {
	const struct pk_node *node;
	size_t raw, folded, line;
};

struct pk_lint {
	const struct pk_node *plan;
	const struct pk_lint_opts *o;
	struct pk_arena arena; /* of the findings, and scratch for the checks */
	PK_VEC(struct pk_lint_finding) found;
	struct pk_lint_cursor cursor;
};

/*
 * A finding about the item that `n` is or stands in; its id becomes {0}, the strings
 * after it (in the arena or static, ended by NULL) {1}, {2}...
 */
void pk_lint_add(struct pk_lint *l, enum pk_diag_id id, const struct pk_node *n, size_t line, ...)
    __attribute__((sentinel));
/* The finding added last is only a note. */
void pk_lint_soften(struct pk_lint *l);

/* The item that n is or stands in, else the plan. */
const struct pk_node *pk_lint_home(const struct pk_node *n);
/* Next block or item of `item` in document order that is not inside an item below it. */
const struct pk_node *pk_lint_own(const struct pk_node *item, const struct pk_node *n);
/* The line of byte `at` of the block's text. */
size_t pk_lint_line(struct pk_lint *l, const struct pk_node *n, size_t at);
/* A NUL-terminated copy of text, shortened to `columns` terminal columns. */
const char *pk_lint_quote(struct pk_lint *l, struct pk_str text, size_t columns);
/* How the item is called in a message: its heading, shortened. */
const char *pk_lint_name(struct pk_lint *l, const struct pk_node *item);
/* Folded copy of the text without its blanks and line cuts (pk_fold), in the arena. */
struct pk_str pk_lint_folded(struct pk_lint *l, struct pk_str text);
/* The line of byte `at` of the folded copy of the block's text. */
size_t pk_lint_folded_line(struct pk_lint *l, const struct pk_node *n, size_t at);
/* Does s begin, or end, with one of the words?  NULL ends the list. */
bool pk_lint_starts(struct pk_str s, const char *const *words);
bool pk_lint_ends(struct pk_str s, const char *const *words);
/* A day as YYYY-MM-DD, or MM-DD when the year is not known; ".." for an open end. */
const char *pk_lint_day(struct pk_lint *l, int64_t day, bool year);
bool pk_lint_is_block(const struct pk_node *n); /* has text of the plan: not a marker */

/* The checks, one file or more each. */
void pk_lint_numbering(struct pk_lint *l); /* lint_number.c */
void pk_lint_phases(struct pk_lint *l);    /* lint_phase.c */
void pk_lint_deadlines(struct pk_lint *l); /* lint_due.c */
void pk_lint_masks(struct pk_lint *l);     /* lint_mask.c */
void pk_lint_empty(struct pk_lint *l);     /* lint_empty.c */
void pk_lint_tasks(struct pk_lint *l);     /* lint_task.c */
void pk_lint_units(struct pk_lint *l);     /* lint_unit.c */
void pk_lint_percents(struct pk_lint *l);  /* lint_percent.c */
void pk_lint_refs(struct pk_lint *l);      /* lint_ref.c */

#endif
