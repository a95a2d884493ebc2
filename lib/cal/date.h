/*
 * Civil dates of the proleptic Gregorian calendar (ISO 8601).  No clock, no
 * time zone: today is given by the caller.
 */
#ifndef PK_CAL_DATE_H
#define PK_CAL_DATE_H

#include "base/str.h"

struct pk_date {
	int y; /* 1..9999; 0 in all three: no date */
	int m; /* 1..12 */
	int d; /* 1..31 */
};

bool pk_date_is_valid(struct pk_date d);
int pk_month_days(int y, int m); /* 28..31; y 0 (unknown year): February has 28 */
/* Days since 1970-01-01; the date must be valid. */
int64_t pk_date_days(struct pk_date d);
struct pk_date pk_date_from_days(int64_t days);
int pk_date_weekday(struct pk_date d); /* 1 Monday .. 7 Sunday (ISO 8601) */
struct pk_date pk_date_add(struct pk_date d, int64_t days);
/* Months later (or earlier); a day past the month's end becomes its last day. */
struct pk_date pk_date_add_months(struct pk_date d, int months);
int pk_date_cmp(struct pk_date a, struct pk_date b);
/* "YYYY-MM-DD", nothing else: 0, or -1 for another form or a day that does not exist. */
int pk_date_parse(struct pk_str s, struct pk_date *out);
void pk_date_print(struct pk_date d, struct pk_buf *out);

#endif
