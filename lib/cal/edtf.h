/*
 * EDTF (ISO 8601-2, level 1) as plans use it, read: days, months, years, intervals,
 * open ends, and years that are not known or only in part (XXXX, 20XX).
 */
#ifndef PK_CAL_EDTF_H
#define PK_CAL_EDTF_H

#include "cal/date.h"

struct pk_edtf_end {
	bool open;           /* "..": no such end */
	char year[5];        /* as written: "2026", "20XX", "XXXX"; "" when open */
	struct pk_date date; /* y is 0 when the year is not known; the first day of a month or year
				at the start of an interval, the last at its end */
};
struct pk_edtf {
	struct pk_edtf_end from, to; /* a lone date: both ends of what it names */
};

/* 0; -1 for another form, an unknown month or day (XX), or a day that does not exist. */
int pk_edtf_read(struct pk_str s, struct pk_edtf *out);

/* Well-formed but for a day that the calendar does not have: 2026-02-30, XXXX-09-31, an interval with one of them. */
bool pk_edtf_no_such_day(struct pk_str s);

/*
 * The interval in days (pk_date_days), inclusive.  Where a year is not known it is
 * `base`, and one later for an end that would lie before its start ("XXXX-11-01/XXXX-02-28").
 * Open ends are INT64_MIN and INT64_MAX.
 */
void pk_edtf_days(const struct pk_edtf *e, int base, int64_t *from, int64_t *to);

#endif
