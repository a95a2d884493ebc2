/*
 * Chinese time expressions in running text: what they are and what they mean.
 *
 * Input is clean, folded UTF-8 (parse/para.h; digits and punctuation in ASCII
 * form, no line cuts).  Output values are EDTF (ISO 8601-2) with X for what is
 * unknown, and ISO 8601 durations (P5B for working days), as facts.md says.
 * Nothing comes from the clock.
 */
#ifndef PK_CAL_EXPR_H
#define PK_CAL_EXPR_H

#include "cal/date.h"

enum pk_time_type {
	PK_TIME_DATE,     /* a plain mention: 2023-10-15, 2023-05, 2016 */
	PK_TIME_PERIOD,   /* an interval: 2023-04-20/2023-04-28; lone month or quarter as interval */
	PK_TIME_DEADLINE, /* ../2023-10-15 */
	PK_TIME_CADENCE,  /* every = P1W, times */
	PK_TIME_DURATION, /* every = P300D, P5B, P3M */
	PK_TIME_TYPE_MAX
};
enum pk_year_from {
	PK_YF_NONE, /* no year in the value */
	PK_YF_EXPLICIT, PK_YF_MASK, PK_YF_RANGE, PK_YF_PREVIOUS, PK_YF_HEADING, PK_YF_TITLE, PK_YF_GIVEN,
	PK_YF_MAX
};
extern const char *const pk_year_from_name[PK_YF_MAX];  /* "explicit" ... */
extern const char *const pk_time_type_name[PK_TIME_TYPE_MAX];

/* The rule of a range whose end stands in other words than its beginning: 从4月开始,8月底基本结束 */
#define PK_RULE_FAR_END "time/range-far-end"

struct pk_time {
	enum pk_time_type type;
	uint32_t from, to;    /* bytes of the text */
	uint32_t core;        /* cadence: end of its own words (每周五), before those of what is done */
	char edtf[32];        /* date, period, deadline: the value; else empty */
	char every[16];       /* cadence, duration */
	unsigned times;       /* cadence: how often within `every`; 0 not said */
	enum pk_year_from yf;
	const char *rule;     /* static name of the rule, for --explain */
	bool fuzzy;           /* its start or end has no agreed day (月初, 年中) */
	bool implausible;     /* a day that does not exist (2月30日), kept as written */
	bool named;           /* inside 《…》: part of a name, no time of this plan */
};

/* What is known where the text stands; all optional. */
struct pk_time_ctx {
	struct pk_date reference; /* --reference: 今年, 明年, 本月 and missing years resolve to it */
	int given_year;           /* --year, 0 none */
	char year[5];             /* year of the title or heading: "2026", "20XX", or "" */
	enum pk_year_from year_from; /* PK_YF_TITLE or PK_YF_HEADING */
	char previous[5];         /* year of the date before, carried from call to call; "" at first */
	int previous_month;       /* month of the date before, for 同月, 当月; 0 none */
	bool due;                 /* the text answers a label or column that asks when it must be done */
};

struct pk_times {
	struct pk_time *v;
	size_t n, cap;
};

/* Does a label or the head of a column (folded) ask for a deadline: 完成时限, 责任单位及完成时间? */
bool pk_time_is_due_label(struct pk_str label);
/*
 * Appends every time expression of the text to *out, in order, not overlapping,
 * and carries ctx->previous on.  Lines that only look like dates (0.1分, 三分之一,
 * phone numbers, list markers, 十四五, 24字) give nothing.  Time is linear in text.n.
 */
void pk_times_find(struct pk_str text, struct pk_time_ctx *ctx, struct pk_times *out);

/* Words of time that are no expression, with the reason in English and Chinese (static). */
struct pk_time_refusal {
	uint32_t from, to; /* bytes of the text */
	const char *en, *zh;
};
struct pk_time_refusals {
	struct pk_time_refusal *v;
	size_t n, cap;
};
/* Appends those of a text in which pk_times_find() found these n; the caller frees out->v.  For --explain. */
void pk_times_refused(
    struct pk_str text, const struct pk_time *found, size_t n, struct pk_time_refusals *out);

#endif
