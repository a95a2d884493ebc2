/*
 * Plan XML in: strict, and a plan at a time.
 *
 * What plan.rng says is enforced here, by hand and in one pass, because every
 * tool reads plan XML at every start; tests/cli/schema.t holds the two to the same
 * verdicts.  Beyond the schema, ids must be unique within a plan.
 */
#ifndef PK_PLAN_READ_H
#define PK_PLAN_READ_H

#include "base/io.h"
#include "plan/plan.h"

/* Memory of one plan; a plan of a hundred pages needs 1 MiB. */
#define PK_PLAN_MEMORY_MAX ((size_t)512 * 1024 * 1024)

struct pk_plan_reader;
struct pk_spool;

/*
 * path NULL or "-": standard input.  The whole document is checked before the first
 * plan is given out: NULL with a diagnostic when it is unreadable, malformed or not
 * valid, so that no tool ends half-way.
 */
struct pk_plan_reader *pk_plan_reader_open(const char *path, struct pk_sink *sink);
/* The same on an input that is open; it is used up and closed with the reader. */
struct pk_plan_reader *pk_plan_reader_open_spool(struct pk_spool *spool, struct pk_sink *sink);
/*
 * The next child of `plans`, a PK_N_PLAN or a PK_N_P with furniture set: 1; 0 at the
 * end; -1 on an error (diagnosed).  *node and all below it live until the next call.
 */
int pk_plan_reader_next(struct pk_plan_reader *r, struct pk_node **node);
/* The next PK_N_PLAN: the same without furniture. */
int pk_plan_reader_next_plan(struct pk_plan_reader *r, struct pk_node **plan);
/* The root: generator and no_final_newline. */
const struct pk_node *pk_plan_reader_plans(const struct pk_plan_reader *r);
const char *pk_plan_reader_name(const struct pk_plan_reader *r);
void pk_plan_reader_close(struct pk_plan_reader *r);

/* Does the beginning of an input look like plan XML (or any XML) rather than text? */
bool pk_plan_looks_like_xml(struct pk_str start);

#endif
