/*
 * From the time expressions of a plan to the dates of a ledger.
 */
#ifndef PK_LEDGER_SPAN_H
#define PK_LEDGER_SPAN_H

#include "cal/date.h"

/* An EDTF interval or date as far as its days are known. */
struct pk_when {
	struct pk_date from, to; /* y 0: not known, or open */
	bool open_start, open_end;
	bool masked; /* an end holds X: a year that somebody has to give */
};

/*
 * "2023-04-20/2023-04-28", "../2023-10-15", "2023-04-01/..", "2023-05" (its first and
 * last day), "XXXX-04-20": 0, or -1 for anything else.
 */
int pk_when_parse(struct pk_str edtf, struct pk_when *out);

#endif
