/*
 * The findings of plan-parse --lint, printed: they are the product there, so they go
 * to the output in the line form of diagnostics, or tab-separated:
 *     file  line  severity  id  item  text
 */
#ifndef PK_REPORT_PLANLINT_H
#define PK_REPORT_PLANLINT_H

#include "base/io.h"
#include "plan/lint.h"

enum pk_planlint_format { PK_PLANLINT_TEXT, PK_PLANLINT_TSV };

struct pk_planlint {
	struct pk_out *out;
	enum pk_planlint_format format;
	enum pk_lang lang;
	const char *tool;
	struct pk_lint_opts opts; /* file: of the plan now checked */
	size_t found;             /* findings so far */
};

void pk_planlint(struct pk_planlint *r, const struct pk_node *plan);

#endif
