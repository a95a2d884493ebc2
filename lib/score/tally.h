/*
 * Totals of ledgers by groups: what `tally` does without rules.
 *
 *   pk_tally_init(&t, &spec)
 *   for each file: pk_tally_file(&t, path, sink)    or pk_tally_merge(), of partial results
 *   pk_tally_finish(&t, sink)
 *   while (pk_tally_next(&t, &row, sink) > 0) ...   or pk_tally_partial(&t, out, sink)
 *   pk_tally_free(&t)
 *
 * Everything is exact, and the result is the same whatever the number of threads,
 * the order of the files or of the rows in them, however they were split into
 * partial results, and however little memory there was: groups beyond it go to a
 * temporary file.
 */
#ifndef PK_SCORE_TALLY_H
#define PK_SCORE_TALLY_H

#include "base/sorter.h"
#include "ledger/fast.h"
#include "score/groups.h"
#include "score/period.h"
#include "score/rank.h"
#include "score/where.h"

enum {
	PK_TALLY_KEYS_MAX = 16,  /* columns to group by, the period among them */
	PK_TALLY_SUMS_MAX = 16,  /* columns to add up */
	PK_TALLY_RATES_MAX = 16, /* shares of rows, of one sum in another */
	PK_TALLY_ACCS_MAX = PK_TALLY_SUMS_MAX + PK_TALLY_RATES_MAX
};
enum { PK_TALLY_MEMORY_MB = 1024 /* groups held before they go to a file */ };

/* What a group is told by, and may be ranked by. */
enum pk_measure {
	PK_M_COUNT,
	PK_M_SUM, PK_M_MEAN, PK_M_MIN, PK_M_MAX, PK_M_BLANK, PK_M_SHARE, /* of a sum */
	PK_M_YES, PK_M_OF, PK_M_UNKNOWN, PK_M_RATE,                      /* of a rate */
	PK_M_RATIO,
	PK_M_DISTINCT, PK_M_CHANGE,
	PK_M_KEY, /* to order by the key itself */
	PK_M_MEASURES
};
#define PK_MEASURES "count|sum|mean|min|max|blank|share|yes|of|unknown|rate|ratio|distinct|change|key"

struct pk_ratio {
	size_t part, whole; /* places in sum[] */
};

struct pk_tally_spec {
	struct pk_str key[PK_TALLY_KEYS_MAX], sum[PK_TALLY_SUMS_MAX]; /* columns as named by the user */
	size_t nkeys, nsums;
	struct pk_where *where;
	size_t nwhere;
	struct pk_where rate[PK_TALLY_RATES_MAX];   /* share of rows for which it holds, of those not blank */
	struct pk_ratio ratio[PK_TALLY_RATES_MAX];  /* one sum in another */
	size_t nrates, nratios;
	enum pk_period_kind period; /* one more key, from the column `date` */
	struct pk_str date;         /* empty: date, else period */
	struct pk_str distinct;     /* count its different values in each group; empty none */
	/* ranking */
	enum pk_measure by;         /* sum of the first column by default, else count */
	bool ascending;             /* the smallest first */
	enum pk_ties ties;
	size_t within;              /* rank anew for each value of this key; PK_NPOS: not */
	unsigned places;            /* decimals of mean, share, rate and ratio */
	/* reading */
	struct pk_table_opts table;
	struct pk_fast_opts fast;
	size_t memory;              /* bytes of groups held; 0: PK_TALLY_MEMORY_MB */
	bool extremes;              /* least and greatest values are wanted */
	bool twice;                 /* the rows will be asked for a second time */
};

/* A group, told. */
struct pk_tally_row {
	uint64_t rank;
	const struct pk_group *group;
	struct pk_str key[PK_TALLY_KEYS_MAX]; /* as many as keys, the period last */
	struct pk_dec by;           /* what it is ranked by */
	bool has_by, has_change;
	struct pk_dec change;       /* of that, against the period before */
};

struct pk_tally_worker;
struct pk_tally_results;

struct pk_tally {
	struct pk_tally_spec spec;
	size_t nkeys;               /* with the period */
	size_t naccs;               /* of a group: sums, then rates */
	struct pk_tally_worker *worker;
	size_t nworkers;
	struct pk_tally_results *results;
	/* of the file being read */
	size_t at_key[PK_TALLY_KEYS_MAX], at_sum[PK_TALLY_SUMS_MAX], at_date, at_distinct;
	/* headings: of the first file */
	char *name_key[PK_TALLY_KEYS_MAX], *name_sum[PK_TALLY_SUMS_MAX], *name_rate[PK_TALLY_RATES_MAX];
	char *name_distinct;
	enum pk_col col_key[PK_TALLY_KEYS_MAX], col_sum[PK_TALLY_SUMS_MAX], col_rate[PK_TALLY_RATES_MAX];
	const struct pk_str *header; /* the names, when the table options gave the header row; else NULL */
	uint64_t files, bad;
	char *rejects_header;       /* of the file that had rejects last: said once for files alike */
	/* once finished */
	uint64_t count, ngroups;              /* rows, groups */
	struct pk_dec total[PK_TALLY_SUMS_MAX]; /* of all groups */
	unsigned decimals[PK_TALLY_SUMS_MAX];   /* that any sum, least or greatest value has at most */
};

void pk_tally_init(struct pk_tally *t, const struct pk_tally_spec *spec);
/* Adds a ledger.  0; -1 when it cannot be read at all, diagnosed. */
int pk_tally_file(struct pk_tally *t, const char *path, struct pk_sink *sink);
/* Adds partial results (lines of pk_tally_partial(), in any order).  0, or -1 diagnosed. */
int pk_tally_merge(struct pk_tally *t, const char *path, struct pk_sink *sink);
/* Puts all together.  0; -1 when a sum is past all bounds or a file fails, diagnosed. */
int pk_tally_finish(struct pk_tally *t, struct pk_sink *sink);
/*
 * The rows in the order of the ranking, valid until the next call: 1; 0 at the end;
 * -1 diagnosed.  After the end, pk_tally_again() lets them come once more.
 */
int pk_tally_next(struct pk_tally *t, struct pk_tally_row *row, struct pk_sink *sink);
int pk_tally_again(struct pk_tally *t, struct pk_sink *sink);
/*
 * Instead: the groups as lines that pk_tally_merge() adds up, in the order of
 * their keys (partial.c says how they look).
 */
int pk_tally_partial(struct pk_tally *t, struct pk_out *out, struct pk_sink *sink);
void pk_tally_free(struct pk_tally *t);

/* What rows are ranked by, and a change is the change of: spec.by, or what stands for it. */
enum pk_measure pk_tally_base(const struct pk_tally *t);
/* A measure of a row (of sum, rate or ratio i).  false: it has none (the mean of nothing). */
bool pk_tally_measure(const struct pk_tally *t, const struct pk_tally_row *r, enum pk_measure m,
    size_t i, struct pk_dec *out);

#endif
