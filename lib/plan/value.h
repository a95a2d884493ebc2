/*
 * The values that attributes of plan XML may have: the same as in plan.rng.
 */
#ifndef PK_PLAN_VALUE_H
#define PK_PLAN_VALUE_H

#include "plan/plan.h"

enum pk_value {
	PK_V_NONE, /* the attribute does not belong there */
	PK_V_TEXT, /* anything but nothing */
	PK_V_LINE, /* 1 and up, 15 digits at most */
	PK_V_SMALL, /* 1 .. 99 */
	PK_V_ID,
	PK_V_YES,
	PK_V_NO,
	PK_V_HAND,
	PK_V_DOCUMENT, /* plan, regulation */
	PK_V_YEAR,     /* 2026, 20XX */
	PK_V_ITEM_ROLE,
	PK_V_EDTF,
	PK_V_DURATION,
	PK_V_TIME_TYPE,
	PK_V_FROM,
	PK_V_UNIT_ROLE,
	PK_V_OP,
	PK_V_NUMBER, /* 5, 71.4, 1/3 */
	PK_V_POINTS, /* -0.1, +3 */
	PK_V_LATE,
	PK_V_MONEY_KIND,
	PK_V_MONEY, /* 3000, X */
	PK_V_EVIDENCE_KIND,
	PK_V_REF_KIND,
	PK_V_CONTACT_KIND,
	PK_V_MAX
};

bool pk_value_is_valid(enum pk_value v, struct pk_str s);
/* What a value of that type is, for a diagnostic: "one of plan, regulation", "a line number". */
const char *pk_value_what(enum pk_value v);
/* The type of an attribute of an inline element. */
enum pk_value pk_value_of(enum pk_span_kind kind, enum pk_span_attr attr);

#endif
