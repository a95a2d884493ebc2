/*
 * Filters on rows: "COLUMN OP VALUE".
 *
 *   kind=deduct          equal; VALUE may be several with | between, or empty
 *   status!=已销号       not equal to any of them
 *   date>=2025-01-01     <, <=, >, >=: as decimals when both sides are, else by bytes
 *   note~扬尘            contains; !~ contains not
 *
 * Two decimals are equal when their values are (0.50 is 0.5).
 */
#ifndef PK_SCORE_WHERE_H
#define PK_SCORE_WHERE_H

#include "base/dec.h"

enum pk_where_op { PK_W_EQ, PK_W_NE, PK_W_LT, PK_W_LE, PK_W_GT, PK_W_GE, PK_W_HAS, PK_W_HASNOT };

struct pk_where {
	struct pk_str column;   /* as the user named it */
	enum pk_where_op op;
	struct pk_str value;
	bool decimal;           /* the value is a number */
	bool plain;             /* = or != one text */
	struct pk_dec number;
	size_t at;              /* the column's place in the file being read */
};

/* Understands a filter; the text must outlive it.  0, or -1 when there is no operator or column. */
int pk_where_parse(struct pk_str text, struct pk_where *out);
bool pk_where_holds(const struct pk_where *w, struct pk_str cell);

#endif
