/*
 * plan-parse --html: a plan as a page for reading.  The text stands as it is, character
 * for character; facts are marked and named in place, findings stand beside their
 * line, phases are drawn as bars.  One file, no script, streamed plan by plan.
 */
#ifndef PK_REPORT_PLANHTML_H
#define PK_REPORT_PLANHTML_H

#include "plan/lint.h"
#include "report/html.h"

struct pk_planhtml;

/* `roster` may be NULL; out is the caller's to close. */
struct pk_planhtml *pk_planhtml_new(
    struct pk_out *out, enum pk_lang lang, const struct pk_lint_roster *roster);
/* From here on, children of this input's `plans` (its name, for messages and the page). */
void pk_planhtml_input(struct pk_planhtml *p, const char *name);
/* A child of `plans`: a plan, or a paragraph outside every plan. */
void pk_planhtml_add(struct pk_planhtml *p, const struct pk_node *child);
/* Ends the page and frees p; how many findings there were. */
size_t pk_planhtml_end(struct pk_planhtml *p);

#endif
