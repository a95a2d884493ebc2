/*
 * Inside of split: the dates of a row.
 */
#ifndef PK_LEDGER_DUE_H
#define PK_LEDGER_DUE_H

#include "ledger/outline.h"
#include "ledger/task.h"

/* Fills start, due, due_text, due_kind, cadence, anchor and milestones of a row. */
void pk_due_fill(struct pk_task *t, const struct pk_entries *e, size_t row, struct pk_arena *a);

#endif
