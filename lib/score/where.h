/*
 * Filters on rows: "COLUMN OP VALUE".
 *
 *   kind=deduct          equal; VALUE may be several with | between, or empty
 *   status!=已销号       not equal to any of them
 *   date>=2025-01-01     <, <=, >, >=: as decimals when both sides are, else by bytes
 *   note~扬尘            contains; !~ contains not
 *   unit=~(镇|乡)$       matches the regular expression (text/pattern.h)
 *
 * Two decimals are equal when their values are (0.50 is 0.5).
 */
#ifndef PK_SCORE_WHERE_H
#define PK_SCORE_WHERE_H

#include "base/dec.h"
#include "text/pattern.h"

enum pk_where_op { PK_W_EQ, PK_W_NE, PK_W_LT, PK_W_LE, PK_W_GT, PK_W_GE, PK_W_HAS, PK_W_HASNOT, PK_W_MATCH };

struct pk_where {
	struct pk_str column;   /* as the user named it */
	enum pk_where_op op;
	struct pk_str value;
	bool decimal;           /* the value is a number */
	bool plain;             /* = or != one text */
	struct pk_dec number;
	size_t at;              /* the column's place in the file being read */
	struct pk_pattern *pattern; /* of =~ */
};

/*
 * Understands a filter; the text must outlive it.  0, or -1 with a diagnostic when there is no
 * operator or column, or the regular expression is not well-formed.  Free with pk_where_free().
 */
int pk_where_parse(struct pk_str text, struct pk_where *out, struct pk_sink *sink);
/* 1 it holds, 0 it does not, -1: a regular expression could not decide within its limits. */
int pk_where_holds(const struct pk_where *w, struct pk_str cell);
void pk_where_free(struct pk_where *w);

#endif
