/*
 * A plan as a tree for people: line, marker and heading, role, dates, units.
 */
#ifndef PK_REPORT_OUTLINE_H
#define PK_REPORT_OUTLINE_H

#include "base/io.h"
#include "plan/plan.h"

/*
 * Columns are those of a terminal, Han counting two, whatever the locale.  `gap`: an
 * empty line before it, for what follows another plan.
 */
void pk_outline_print(
    const struct pk_node *plan, enum pk_lang lang, bool gap, struct pk_out *out);

#endif
