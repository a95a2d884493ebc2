/*
 * The flagged tasks of any number of ledgers, in the order of a report, and a
 * count for each unit.  Memory grows with the number of units only: the tasks
 * are sorted beyond memory (base/sorter.h).
 */
#ifndef PK_DEADLINE_TALLY_H
#define PK_DEADLINE_TALLY_H

#include "base/sorter.h"
#include "deadline/state.h"

struct pk_dl_unit {
	struct pk_str name;          /* empty: tasks that nobody answers for */
	uint64_t count[PK_DL_MAX];
	int64_t most;                /* days of the task that is latest */
};

struct pk_dl_tally {
	struct pk_dl_opts opts;
	uint64_t count[PK_DL_MAX];
	struct pk_map index;         /* name -> place in units */
	PK_VEC(struct pk_dl_unit) units;
	struct pk_sorter *sorter;
	struct pk_arena arena;
	struct pk_str campaign;      /* of the first flagged task */
	bool campaigns;              /* flagged tasks are of several campaigns */
	/* Told of each flagged task as it is found; NULL: nobody. */
	void (*found)(void *ctx, const struct pk_dl_task *k);
	void *ctx;
};

void pk_dl_init(struct pk_dl_tally *d, const struct pk_dl_opts *opts);
/* Reads a ledger to its end: 0, or -1 with diagnostics (bad rows are diagnosed and are no reason). */
int pk_dl_read(struct pk_dl_tally *d, struct pk_table *t);
/*
 * The flagged tasks: overdue (the latest first), due today, due soon (the nearest
 * first), those of one day in the order of the ledger.  1, 0 at the end, -1 diagnosed.
 */
int pk_dl_next(struct pk_dl_tally *d, struct pk_dl_task *out, struct pk_sink *sink);
/* Units with flagged tasks first, most overdue first; names in byte order then. */
void pk_dl_sort_units(struct pk_dl_tally *d);
void pk_dl_free(struct pk_dl_tally *d);

#endif
