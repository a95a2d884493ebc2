/*
 * Totals of ledgers by groups: what `tally` does without rules.
 *
 *   struct pk_tally t;
 *   pk_tally_init(&t, &spec);
 *   for each file: pk_tally_file(&t, path, sink)
 *   pk_tally_finish(&t, sink)      ranks; then t.row[0 .. t.nrows)
 *   pk_tally_free(&t)
 *
 * Everything is exact, and the result is the same whatever the number of threads,
 * the order of the files or of the rows in them.
 */
#ifndef PK_SCORE_TALLY_H
#define PK_SCORE_TALLY_H

#include "ledger/fast.h"
#include "score/groups.h"
#include "score/period.h"
#include "score/rank.h"
#include "score/where.h"

enum {
	PK_TALLY_KEYS_MAX = 16, /* columns to group by, the period among them */
	PK_TALLY_SUMS_MAX = 16  /* columns to add up */
};

/* What a group is told by, and may be ranked by. */
enum pk_measure {
	PK_M_COUNT, PK_M_SUM, PK_M_MEAN, PK_M_MIN, PK_M_MAX, PK_M_BLANK, PK_M_DISTINCT, PK_M_SHARE,
	PK_M_KEY, /* to order by the key itself */
	PK_M_MEASURES
};
#define PK_MEASURES "count|sum|mean|min|max|blank|distinct|share|key"

struct pk_tally_spec {
	struct pk_str key[PK_TALLY_KEYS_MAX], sum[PK_TALLY_SUMS_MAX]; /* columns as named by the user */
	size_t nkeys, nsums;
	struct pk_where *where;
	size_t nwhere;
	enum pk_period_kind period; /* one more key, from the column `date` */
	struct pk_str date;         /* empty: date, else period */
	struct pk_str distinct;     /* count its different values in each group; empty none */
	/* ranking */
	enum pk_measure by;         /* sum of the first column by default, else count */
	bool ascending;             /* the smallest first */
	enum pk_ties ties;
	size_t within;              /* rank anew for each value of this key; PK_NPOS: not */
	unsigned places;            /* decimals of mean and share */
	/* reading */
	struct pk_table_opts table;
	struct pk_fast_opts fast;
};

/* A group, told. */
struct pk_tally_row {
	uint64_t rank;
	const struct pk_group *group;
	struct pk_str key[PK_TALLY_KEYS_MAX]; /* as many as keys, the period last */
	uint64_t distinct;
	struct pk_dec by;           /* what it is ranked by */
};

struct pk_tally_worker;

struct pk_tally {
	struct pk_tally_spec spec;
	size_t nkeys;               /* with the period */
	struct pk_tally_worker *worker;
	size_t nworkers;
	struct pk_groups groups;    /* of all workers, once finished */
	/* of the file being read */
	size_t at_key[PK_TALLY_KEYS_MAX], at_sum[PK_TALLY_SUMS_MAX], at_date, at_distinct;
	char *name_key[PK_TALLY_KEYS_MAX], *name_sum[PK_TALLY_SUMS_MAX]; /* headings: of the first file */
	char *name_distinct;
	enum pk_col col_key[PK_TALLY_KEYS_MAX], col_sum[PK_TALLY_SUMS_MAX];
	uint64_t files, rows, bad;
	struct pk_tally_row *row;   /* in the order of the ranking */
	size_t nrows;
	struct pk_dec total[PK_TALLY_SUMS_MAX]; /* of all groups */
	uint64_t count;
};

void pk_tally_init(struct pk_tally *t, const struct pk_tally_spec *spec);
/* Adds a ledger.  0; -1 when it cannot be read at all, diagnosed. */
int pk_tally_file(struct pk_tally *t, const char *path, struct pk_sink *sink);
/* Puts all together and ranks.  0; -1 when a sum is past all bounds, diagnosed. */
int pk_tally_finish(struct pk_tally *t, struct pk_sink *sink);
void pk_tally_free(struct pk_tally *t);

/* A measure of a row (of sum column i).  false: it has none (the mean of nothing). */
bool pk_tally_measure(const struct pk_tally *t, const struct pk_tally_row *r, enum pk_measure m,
    size_t i, struct pk_dec *out);

#endif
