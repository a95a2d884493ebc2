/*
 * Totals and rankings for people and programs.
 */
#ifndef PK_REPORT_TALLY_H
#define PK_REPORT_TALLY_H

#include "report/chart.h"
#include "report/table.h"
#include "score/tally.h"

struct pk_tally_view {
	enum pk_form form;
	enum pk_lang lang;
	bool rank;                           /* a column of ranks */
	bool total;                          /* a last row with the sums of all (text, Markdown) */
	bool show[PK_M_MEASURES];            /* the measures to show */
	size_t top;                          /* no more rows than this; 0: all */
	enum pk_page page;                   /* instead of a table */
	const char *title;                   /* of the page; NULL: one that fits */
};

/* The list of measures "sum,mean" into view->show: 0, or -1 diagnosed. */
int pk_tally_show(struct pk_tally_view *v, const char *list, struct pk_sink *sink);
/* Writes the rows of a finished tally (spec.twice for the text form): 0, or -1 diagnosed. */
int pk_tally_print(struct pk_tally *t, const struct pk_tally_view *v, struct pk_out *out,
    struct pk_sink *sink);

/* The whole of it: ledgers in, the table out. */
struct pk_tally_job {
	struct pk_tally_spec spec;
	struct pk_tally_view view;
	char **file;
	size_t nfiles; /* 0: standard input */
	bool partial;  /* write partial results */
	bool merge;    /* the files are partial results */
};
/* 0; -1 after trouble, which was told: nothing was written then. */
int pk_tally_run(const struct pk_tally_job *job, struct pk_out *out, struct pk_sink *sink);

#endif
