/* The parts of a tally.  Private to lib/score. */
#ifndef PK_SCORE_TALLY_WORK_H
#define PK_SCORE_TALLY_WORK_H

#include "score/tally.h"

#include <pthread.h>

enum {
	PK_PART = 0xff, /* between the parts of a key */
	PK_PAIR = 0xfe  /* between a key and a value of it; neither is ever in UTF-8 */
};

struct pk_tally_worker {
	struct pk_tally *t;
	struct pk_groups groups;
	struct pk_groups pairs;   /* keys with a value of the column whose values are counted */
	struct pk_buf key, scratch, pair;
};

/* A pass over groups on disk, by key. */
struct pk_spilled {
	struct pk_sorter *groups, *pairs; /* NULL: nothing was spilled */
	struct pk_group *group, *ahead;   /* the one given; the first of the next key */
	struct pk_buf key, ahead_key, pair;
	bool has_ahead, has_pair;
};

/* What the workers come to. */
struct pk_tally_results {
	struct pk_groups groups, pairs; /* of all workers, when memory was enough */
	const struct pk_group **by_key; /* them in the order of their keys */
	size_t next;
	pthread_mutex_t lock;           /* of what is spilled */
	struct pk_spilled spilled;      /* when it was not */
	bool failed;                    /* a temporary file could not be written: told */
	struct pk_sink *sink;
	/* the ranking */
	struct pk_tally_row *row;       /* in memory */
	size_t nrows, at;
	struct pk_sorter *ranked, *again; /* or on disk; a second time, by place */
	bool second;                    /* this is the second time */
	uint64_t place;                 /* rows given */
	struct pk_group *shown;         /* the row given */
	struct pk_buf shown_key;
	struct pk_tally_row last;       /* the one before, for ties */
	struct pk_buf last_within;
	uint64_t from, dense;           /* of the ranking that it is in */
};

/* tally.c: at least n workers; headings from the question alone, where no ledger gives them. */
void pk_tally_workers(struct pk_tally *t, size_t n);
void pk_tally_own_names(struct pk_tally *t);
/* tally_rows.c: a batch into the groups of its worker. */
int pk_tally_rows(void *ctx, const struct pk_fast_batch *b);
/* spill.c */
void pk_results_init(struct pk_tally *t);
void pk_results_free(struct pk_tally *t);
/* A worker's groups to the file, its tables emptied; -1 told. */
int pk_results_spill(struct pk_tally *t, struct pk_tally_worker *w);
/* Takes over what the workers hold; the groups alone, or with their different values counted. */
int pk_results_gather_groups(struct pk_tally *t, struct pk_sink *sink);
int pk_results_gather(struct pk_tally *t, struct pk_sink *sink);
/* Groups in the order of their keys; the second with distinct filled in: 1, 0, -1. */
int pk_results_next_group(struct pk_tally *t, const struct pk_group **g, struct pk_sink *sink);
int pk_results_next(struct pk_tally *t, const struct pk_group **g, struct pk_sink *sink);
/* A group as bytes, without its key; and back. */
void pk_group_pack(const struct pk_tally *t, const struct pk_group *g, struct pk_buf *out);
void pk_group_unpack(const struct pk_tally *t, struct pk_str value, struct pk_str key, struct pk_group *g);
/* tally_rank.c: from groups by key to rows by rank. */
int pk_tally_rank(struct pk_tally *t, struct pk_sink *sink);

#endif
