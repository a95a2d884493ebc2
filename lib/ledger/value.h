/*
 * Cells that hold a value of a known form: dates, states, lists.
 */
#ifndef PK_LEDGER_VALUE_H
#define PK_LEDGER_VALUE_H

#include "base/diag.h"
#include "cal/date.h"

/*
 * A date as ledgers hold it: YYYY-MM-DD, or what spreadsheets make of that (2023/6/30,
 * 2023.6.30, 2023年6月30日, a time of day behind it).  0, or -1: no such day or another form.
 */
int pk_ledger_date(struct pk_str s, struct pk_date *out);

/* The state of a task, in the order of its life. */
enum pk_status {
	PK_ST_PLANNED, /* also an empty cell */
	PK_ST_ACTIVE,
	PK_ST_CLAIMED,   /* reported done by who did it */
	PK_ST_VERIFIED,  /* checked by somebody else */
	PK_ST_CLOSED,    /* struck off the ledger */
	PK_ST_REOPENED,
	PK_ST_CANCELLED,
	PK_ST_WITHDRAWN, /* gone from the plan */
	PK_ST_MAX
};
/* By its ASCII name, its Chinese name or what ledgers write for it: 0, or -1. */
int pk_status_parse(struct pk_str s, enum pk_status *out);
const char *pk_status_name(enum pk_status st, enum pk_lang lang);
/* The ASCII names, for messages: "planned, active, ...". */
extern const char pk_status_names[];

/* How the time limit of a task is given. */
enum pk_due_kind {
	PK_DUE_FIXED,     /* a day named */
	PK_DUE_BY_END,    /* the end of a month, a quarter, a year */
	PK_DUE_RANGE,     /* from a day to a day */
	PK_DUE_WORKDAYS,  /* so many working days */
	PK_DUE_STANDING,  /* for good: no end */
	PK_DUE_RECURRING, /* again and again */
	PK_DUE_UNKNOWN,
	PK_DUE_MAX
};
int pk_due_kind_parse(struct pk_str s, enum pk_due_kind *out);
const char *pk_due_kind_name(enum pk_due_kind k, enum pk_lang lang);

/* What a unit does for a task. */
enum pk_unit_role { PK_UR_LEAD, PK_UR_RESPONSIBLE, PK_UR_COOPERATE, PK_UR_MAX };
int pk_unit_role_parse(struct pk_str s, enum pk_unit_role *out);
const char *pk_unit_role_name(enum pk_unit_role r, enum pk_lang lang);

/*
 * The parts of a list cell: ; between, and what people write instead (、 ， , ；, line
 * ends), but not inside brackets.  Blanks come off; empty parts are skipped.  False when *rest was used up.
 */
bool pk_list_next(struct pk_str *rest, struct pk_str *part);
/* A name for comparing: width folded, blanks and line cuts gone, ASCII in lower case. */
struct pk_str pk_name_norm(struct pk_arena *a, struct pk_str name);
/*
 * How alike two names are, in parts of 1000: twice the longest common subsequence over
 * both lengths, of their first 64 characters.
 */
size_t pk_likeness(struct pk_str x, struct pk_str y);
/* White space of any width off both ends. */
struct pk_str pk_wide_trim(struct pk_str s);

#endif
