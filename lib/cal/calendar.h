/*
 * Working days.  Monday to Friday, but for the exceptions of a list: days off and
 * make-up working days, as the State Council's notices name them year by year.
 * There is no built-in list: the user's calendar.csv is read (ledgers.md).
 */
#ifndef PK_CAL_CALENDAR_H
#define PK_CAL_CALENDAR_H

#include "base/diag.h"
#include "cal/date.h"

struct pk_calendar_day {
	int32_t day;   /* pk_date_days */
	bool work;
	uint32_t line; /* of the list, for diagnostics */
};

/* Zero-initialise: then Monday to Friday.  Free with pk_calendar_free(). */
struct pk_calendar {
	struct pk_calendar_day *v; /* sorted by day, each once */
	size_t n, cap;
	bool weekends_off_only;    /* set when a question fell in a year without exceptions */
};

enum {
	PK_CALENDAR_DAYS = 100000,   /* most exceptions: 270 years of daily ones */
	PK_CALENDAR_REACH = 1000000  /* most working days to count ahead or back */
};

/*
 * Reads a list of exceptions: lines "YYYY-MM-DD,off|work[,name[,source]]" (comma or
 * tab; 休 and 班 are understood), an optional header line, '#' comments.  Several
 * lists may be read; a later line wins and a clash is a warning.  0, or -1 with a
 * diagnostic for the first line that is none of these; the calendar is then unchanged.
 */
int pk_calendar_read(struct pk_calendar *c, struct pk_str text, const char *file, struct pk_sink *sink);
void pk_calendar_free(struct pk_calendar *c);

bool pk_calendar_is_workday(struct pk_calendar *c, struct pk_date d);
/* Does the list name any day of that year?  Outside, Monday to Friday is only a guess. */
bool pk_calendar_covers(const struct pk_calendar *c, int year);
/*
 * The n-th working day after d (n > 0), before it (n < 0), d itself (0); d is not
 * counted (Civil Code, art. 201).  |n| is at most PK_CALENDAR_REACH.  A date with
 * y == 0 when the years 1..9999 do not reach.
 */
struct pk_date pk_calendar_add(struct pk_calendar *c, struct pk_date d, int64_t n);
/* How many working days lie behind a, up to and with b (negative when b is before a). */
int64_t pk_calendar_count(struct pk_calendar *c, struct pk_date a, struct pk_date b);
/* d when it is a working day, else the next one (art. 203: a term's end rolls on). */
struct pk_date pk_calendar_roll(struct pk_calendar *c, struct pk_date d);
/* The last (n = -1, -2 …) or first (n = 1, 2 …) working days of a month; y == 0 when there is none. */
struct pk_date pk_calendar_month_day(struct pk_calendar *c, int y, int m, int n);

#endif
