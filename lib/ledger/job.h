/*
 * What task-split does: plans in, a ledger out in one of four ways.
 */
#ifndef PK_LEDGER_JOB_H
#define PK_LEDGER_JOB_H

#include "ledger/assign.h"
#include "ledger/split.h"
#include "ledger/unitdir.h"
#include "ledger/update.h"

struct pk_split_job {
	/* set by the caller */
	char *const *input;        /* plan XML files */
	size_t ninputs;            /* 0: standard input */
	const char *roster, *campaign;
	const char *output;        /* NULL: standard output; not with dir */
	const char *dir;           /* a file a unit, or NULL */
	const char *update;        /* the ledger to bring up to date, or NULL */
	bool by_unit;              /* a row a task and unit */
	bool force;                /* dir may hold files */
	struct pk_task_form form;
	struct pk_sink *sink;
	/* in use while it runs */
	struct pk_roster units;
	struct pk_split split;
	struct pk_assign assign;
	const char *file;          /* being read */
	struct pk_out out;
	struct pk_csv csv;
	struct pk_unitdir unitdir;
	struct pk_update old;
};

/* 0, or -1 with diagnostics and nothing written. */
int pk_split_run(struct pk_split_job *j);

#endif
