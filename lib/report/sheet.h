/*
 * Scores by rules for people and programs: the ranking, the audit of each point,
 * rewards and penalties.
 */
#ifndef PK_REPORT_SHEET_H
#define PK_REPORT_SHEET_H

#include "report/chart.h"
#include "report/table.h"
#include "score/reward.h"

struct pk_sheet_view {
	enum pk_form form;
	enum pk_lang lang;
	unsigned places; /* decimals of scores, for people; 0 to 9 */
	size_t top;      /* no more rows than this; 0: all */
	bool change;     /* a column: the last period against the one before */
	enum pk_page page; /* instead of a table */
	const char *title; /* of the page; NULL: one that fits */
};

/* Rank, unit, each period (or the parts of the one there is), score. */
void pk_sheet_print(const struct pk_sheet *s, const struct pk_sheet_view *v, struct pk_out *out);
/*
 * Each row that gave points, and each point that no row gave: the rule, and how it came about; as CSV,
 * row by row.  The sheet was opened with opts.audit.  0, or -1 diagnosed: a temporary file failed.
 */
int pk_sheet_audit(struct pk_sheet *s, enum pk_lang lang, struct pk_out *out, struct pk_sink *sink);
void pk_rewards_print(const struct pk_rewards *w, const struct pk_sheet *s, const struct pk_sheet_view *v,
    struct pk_out *out);

/* The whole of it: ledgers in, the ranking out. */
struct pk_sheet_job {
	struct pk_sheet_opts opts;
	struct pk_sheet_view view;
	const char *audit;      /* CSV of each point, NULL: none */
	const char *rewards;    /* rules of rewards, NULL: none */
	const char *payments;   /* CSV of what they come to, NULL: below the ranking, in text and Markdown */
	char **file;
	size_t nfiles;          /* 0: standard input */
};
/* 0; -1 after trouble, which was told: nothing was written then. */
int pk_sheet_run(const struct pk_sheet_job *job, struct pk_out *out, struct pk_sink *sink);

#endif
