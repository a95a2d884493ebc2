/*
 * How a task of the ledger stands on a day.
 *
 * A date due ends with its day: due today is not overdue.  An extension counts
 * in place of the date due.  What is done, checked, struck off, cancelled or
 * withdrawn is never overdue, and neither is what has no date.
 *
 * Recurring work (cadence and anchor, or start) is judged by its occurrences up to
 * the date due: occurrence k is in time when something was reported behind occurrence
 * k - 1.  The last one that has passed counts when it was missed, else the next one.
 * Nothing is kept between runs.
 */
#ifndef PK_DEADLINE_STATE_H
#define PK_DEADLINE_STATE_H

#include "cal/calendar.h"
#include "ledger/table.h"

enum pk_dl_state {
	PK_DL_DONE,
	PK_DL_UNDATED,
	PK_DL_LATER,
	PK_DL_SOON, /* this and what follows is flagged */
	PK_DL_TODAY,
	PK_DL_OVERDUE,
	PK_DL_MAX
};
extern const char *const pk_dl_state_name[PK_DL_MAX]; /* "due-soon" ... */

enum {
	PK_DL_LEADS = 8,       /* lead times of one run */
	PK_DL_LEAD_MAX = 3660, /* days of a lead time: ten years */
	PK_DL_LEAD_DAYS = 7    /* when none is given */
};

struct pk_dl_lead {
	int64_t n;
	bool workdays;
};

struct pk_dl_opts {
	struct pk_date today;
	struct pk_dl_lead lead[PK_DL_LEADS]; /* the shortest first */
	size_t nleads;
	struct pk_calendar *calendar; /* for lead times in working days, monthly:-1wd and its like */
};

/*
 * Lead times as a person writes them: "7d,3d,1d" days, "5w" working days.  0, or -1
 * with a diagnostic.
 */
int pk_dl_leads_parse(struct pk_dl_opts *o, const char *text, struct pk_sink *sink);

struct pk_dl_task {
	enum pk_dl_state state;
	struct pk_date due;  /* what counts: the extension where there is one */
	int64_t days;        /* late when positive, left when negative */
	struct pk_dl_lead lead; /* due soon: the shortest lead time that has begun */
	char occurrence[12];    /* recurring: "2023-W18"; else empty */
	struct pk_str id, campaign, title;
	struct pk_str unit;  /* who answers for it: the row's unit, else the lead, else the first
	                        responsible unit; empty when nobody does */
};

/*
 * Judges a row.  1; 0 for a row without any content; -1 when a date or the state
 * is none: each bad cell is diagnosed and the row put aside (pk_table_bad_cell).
 */
int pk_dl_judge(struct pk_table *t, const struct pk_row *row, const struct pk_dl_opts *o,
    struct pk_dl_task *out);

/* Recurring work: fills state and what goes with it; false when the row is none (recurring.c). */
bool pk_dl_judge_recurring(struct pk_table *t, const struct pk_row *row, const struct pk_dl_opts *o,
    struct pk_dl_task *out);
/* State, days and lead from out->due. */
void pk_dl_place(struct pk_dl_task *out, const struct pk_dl_opts *o);

#endif
