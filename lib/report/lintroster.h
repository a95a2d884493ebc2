/*
 * Units looked up in a roster for the lint: plans know no ledgers, so the two meet here.
 */
#ifndef PK_REPORT_LINTROSTER_H
#define PK_REPORT_LINTROSTER_H

#include "ledger/roster.h"
#include "plan/lint.h"

struct pk_lintroster {
	struct pk_lint_roster look; /* give this to the lint */
	struct pk_roster roster;
	struct pk_str level; /* that holds for the names of the list now read */
	struct pk_arena names;
	struct pk_buf hint;
};

/* 0, or -1 with diagnostics.  Zero-initialise first; it must not be moved afterwards. */
int pk_lintroster_load(struct pk_lintroster *u, const char *path, struct pk_sink *sink);
void pk_lintroster_free(struct pk_lintroster *u);

#endif
