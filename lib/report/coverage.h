/* The coverage of tasks by kinds of material: there, missing, not asked for. */
#ifndef PK_REPORT_COVERAGE_H
#define PK_REPORT_COVERAGE_H

#include "base/io.h"
#include "bundle/evidence.h"

/* A table for people: a line per task, a column per kind. */
void pk_coverage_text(const struct pk_evidence *ev, struct pk_out *out, enum pk_lang lang);

#endif
