/*
 * Plan XML out: streamed, one child of `plans` after another.
 *
 * Lossless: every block carries the line it begins on, blocks of one line follow
 * each other, missing line numbers are empty lines; without the markup what
 * remains is the input text (see pk_plan_text).  The form is fixed, so that
 * plan XML read and written again is the same, byte for byte:
 * - attributes in a fixed order (write.c, names.c); absent ones left out;
 * - marker and head carry a line only where it is not that of the block before.
 */
#ifndef PK_PLAN_WRITE_H
#define PK_PLAN_WRITE_H

#include "base/io.h"
#include "plan/plan.h"

struct pk_plan_writer {
	struct pk_out *out;
	struct pk_sink *sink;
	const char *file;  /* input of what is being written, for diagnostics; may be changed */
	struct pk_buf b;   /* the element being written */
	bool replaced;     /* this block holds a character that XML cannot */
};

/* Begins the document.  `plans` gives generator and no_final_newline. */
void pk_plan_write_open(struct pk_plan_writer *w, struct pk_out *out, const struct pk_node *plans,
    struct pk_sink *sink);
/*
 * A child of plans.  A character that XML 1.0 cannot hold becomes U+FFFD, with a
 * warning for the first of each block.
 */
void pk_plan_write(struct pk_plan_writer *w, const struct pk_node *child);
void pk_plan_write_close(struct pk_plan_writer *w);

#endif
