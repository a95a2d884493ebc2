/*
 * The words of a plan without its markup: the decoded input, line by line.
 */
#ifndef PK_PLAN_TEXT_H
#define PK_PLAN_TEXT_H

#include "base/io.h"
#include "plan/plan.h"

struct pk_plan_text {
	struct pk_out *out;
	size_t line;  /* the line being written, 0 before the first */
	bool markers; /* write automatic markers too */
};

/*
 * Writes the text of a child of `plans`, in document order: line ends up to the
 * line of each block, then the block.  A line number that goes back begins
 * another input file.
 */
void pk_plan_text(struct pk_plan_text *t, const struct pk_node *child);
/* The last line end, unless the input had none. */
void pk_plan_text_end(struct pk_plan_text *t, bool no_final_newline);

#endif
