/*
 * Periods of scoring: a month, a quarter, half a year, a year.
 */
#ifndef PK_SCORE_PERIOD_H
#define PK_SCORE_PERIOD_H

#include "cal/date.h"

enum pk_period_kind { PK_P_NONE, PK_P_MONTH, PK_P_QUARTER, PK_P_HALF, PK_P_YEAR };

struct pk_period {
	enum pk_period_kind kind;
	int y;
	int i; /* month 1-12, quarter 1-4, half 1-2; 0 for a year */
};

/* The period that a day is in. */
struct pk_period pk_period_of(struct pk_date d, enum pk_period_kind kind);
/*
 * Text: 2024-06, 2024Q2, 2024H1, 2024; also 2024年6月, 2024年第二季度 (二季度, 2季度),
 * 2024年上半年, 2024年.  0, or -1.
 */
int pk_period_parse(struct pk_str s, struct pk_period *out);
/* The longer period that p is part of; -1 when kind is shorter than p's. */
int pk_period_widen(struct pk_period p, enum pk_period_kind kind, struct pk_period *out);
/* 2024-06, 2024Q2, 2024H1, 2024. */
void pk_period_print(struct pk_period p, struct pk_buf *out);
/* First and last day. */
struct pk_date pk_period_first(struct pk_period p);
struct pk_date pk_period_last(struct pk_period p);
/* The next one of the same kind. */
struct pk_period pk_period_next(struct pk_period p);
int pk_period_cmp(struct pk_period a, struct pk_period b); /* by first day, then length */

#endif
