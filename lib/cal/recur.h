/*
 * Lengths of time (ISO 8601 durations, with B for working days) and what recurs:
 * cadences counted from an anchor (P2W from 2024-05-06) and calendar rules
 * (monthly:25).
 */
#ifndef PK_CAL_RECUR_H
#define PK_CAL_RECUR_H

#include "cal/calendar.h"

struct pk_duration {
	int months;   /* years and months */
	int days;     /* weeks and days */
	int workdays; /* B */
	int minutes;  /* hours and minutes: PT24H */
	bool half;    /* half a month more: P0.5M, P1.5M */
};
/* "P1Y6M", "P2W", "P5B", "PT24H", "P0.5M"; the parts in that order, none above 9999.  0 or -1. */
int pk_duration_parse(struct pk_str s, struct pk_duration *out);
/*
 * The day a term of that length ends that began on d: d is not counted; a month's term
 * ends on the same day of the month or on its last (Civil Code, art. 201, 202); half a
 * month is 15 days; hours count as whole days, a part of one too.  y == 0 past 9999.
 */
struct pk_date pk_duration_end(
    const struct pk_duration *l, struct pk_date d, struct pk_calendar *c);

enum pk_recur_kind {
	PK_RECUR_EVERY,    /* P2W: every so long from the anchor */
	PK_RECUR_WEEKLY,   /* weekly:5 — Friday (1 Monday .. 7 Sunday) */
	PK_RECUR_MONTHLY,  /* monthly:25, monthly:end */
	PK_RECUR_QUARTERLY,/* quarterly:end, quarterly:15 — that day of the quarter's last month */
	PK_RECUR_YEARLY    /* yearly:06-30, yearly:end */
};
struct pk_recur {
	enum pk_recur_kind kind;
	struct pk_duration every;
	int month;     /* yearly */
	int day;       /* of the week or month; 0 the last of the month */
	int workday;   /* monthly:-1wd: the n-th working day from the front or back; 0 not so */
};
/*
 * "P1W", "weekly:5", "monthly:25", "monthly:end", "monthly:-1wd", "monthly:3wd",
 * "quarterly:end", "quarterly:-1wd", "quarterly:15", "yearly:06-30", "yearly:end".
 * 0, or -1 for anything else, an empty length or one in hours.
 */
int pk_recur_parse(struct pk_str s, struct pk_recur *out);
/*
 * The n-th occurrence, from 0.  For a cadence the 0th is the anchor itself (a day past a
 * month's end becomes its last day, and comes back in longer months); for a calendar rule
 * it is the first on or behind the anchor.  y == 0 when the calendar does not reach.
 */
struct pk_date pk_recur_nth(
    const struct pk_recur *r, struct pk_date anchor, int64_t n, struct pk_calendar *c);
/* The first occurrence on or behind `day`, none before the anchor; y == 0 when there is none. */
struct pk_date pk_recur_next(
    const struct pk_recur *r, struct pk_date anchor, struct pk_date day, struct pk_calendar *c);
/* The last occurrence on or before `day`; y == 0 when the anchor lies behind it. */
struct pk_date pk_recur_prev(
    const struct pk_recur *r, struct pk_date anchor, struct pk_date day, struct pk_calendar *c);
/* What an occurrence is called: "2023-W18", "2023-05", "2023Q2", "2023", else its day. */
void pk_recur_label(const struct pk_recur *r, struct pk_date d, struct pk_buf *out);

#endif
