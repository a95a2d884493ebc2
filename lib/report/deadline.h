/*
 * The report of deadline-check, in the forms of report/table.h: for people a
 * section for each state and a line for each unit, for programs one table.
 */
#ifndef PK_REPORT_DEADLINE_H
#define PK_REPORT_DEADLINE_H

#include "deadline/tally.h"
#include "report/table.h"

enum pk_dl_by { PK_DL_BY_TASK, PK_DL_BY_UNIT };

struct pk_dl_report {
	struct pk_dl_tally *tally;
	enum pk_dl_by by; /* text, Markdown, JSON: both unless PK_DL_BY_UNIT; CSV, TSV: one of them */
	bool verbose;     /* say so when there is nothing to say */
	enum pk_form form;
	enum pk_lang lang;
	struct pk_out *out;
	struct pk_sink *sink;
	struct pk_grid tasks;
};

/* Before reading: makes the tally measure what will be printed. */
void pk_dl_report_init(struct pk_dl_report *r, struct pk_dl_tally *tally, enum pk_form form,
    enum pk_lang lang, struct pk_out *out, struct pk_sink *sink);
/* After reading.  Text and Markdown are silent when nothing is flagged: 0, or -1 diagnosed. */
int pk_dl_report_print(struct pk_dl_report *r);
void pk_dl_report_free(struct pk_dl_report *r);

#endif
