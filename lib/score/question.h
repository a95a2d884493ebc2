/*
 * What a tally is asked, as a person writes it, into a specification.
 */
#ifndef PK_SCORE_QUESTION_H
#define PK_SCORE_QUESTION_H

#include "score/tally.h"

struct pk_words {
	const char **v;
	size_t n;
};

/* All strings must outlive the tally. */
struct pk_question {
	struct pk_words key, sum;     /* each word may name several columns, commas between */
	struct pk_words where, rate;  /* filters */
	struct pk_words ratio;        /* PART/WHOLE */
	const char *within;           /* a key, or "period"; NULL: none */
	int by;                       /* enum pk_measure; -1: what fits */
};

/*
 * Fills in keys, sums, filters, rates, ratios, `within` and `by` of a spec whose
 * period is set.  0, or -1 diagnosed.  spec->where is allocated: the caller frees.
 */
int pk_question_parse(const struct pk_question *q, struct pk_tally_spec *spec, struct pk_sink *sink);
/* The measures to show when none are asked for, commas between; in b, replaced. */
const char *pk_question_measures(const struct pk_tally_spec *spec, struct pk_buf *b);

#endif
