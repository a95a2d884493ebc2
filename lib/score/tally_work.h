/* The parts of a tally.  Private to lib/score. */
#ifndef PK_SCORE_TALLY_WORK_H
#define PK_SCORE_TALLY_WORK_H

#include "score/memo.h"
#include "score/tally.h"

#include <pthread.h>

enum {
	PK_PART = 0xff, /* between the parts of a key */
	PK_PAIR = 0xfe  /* between a key and a value of it; neither is ever in UTF-8 */
};

enum {
	PK_NUMBERED_KEYS = 8,      /* key columns whose values are numbered; with more, keys are put together row by row */
	PK_NUMBERED_VALUES = 65536, /* of such a column; with more the same */
	PK_JUDGED_CELLS = 4096     /* cells of a filter's column that are judged once */
};

/* A group by the numbers of its values, 16 bits each. */
struct pk_numbered {
	uint64_t id[PK_NUMBERED_KEYS / 4];
	struct pk_group *group; /* NULL: none */
};

/* What a worker knows of the cells it has seen (seen.c, used by tally_fast.c). */
struct pk_seen_cells {
	struct pk_memo *where, *rate;           /* of each filter: whether it holds for a cell */
	struct pk_memo cell[PK_NUMBERED_KEYS];  /* of a key column: the number of what a cell says */
	struct pk_memo value[PK_NUMBERED_KEYS]; /* the number of what cells say */
	struct pk_numbered *slot;               /* groups by numbers */
	size_t nslots, n;                       /* a power of two, twice the groups or more */
	bool off;                               /* too many values */
};

struct pk_tally_worker {
	struct pk_tally *t;
	struct pk_groups groups;
	struct pk_groups pairs;   /* keys with a value of the column whose values are counted */
	struct pk_buf key, scratch, pair;
	struct pk_seen_cells seen;
};

/* A pass over groups on disk, by key. */
struct pk_spilled {
	struct pk_sorter *groups, *pairs; /* NULL: nothing was spilled */
	struct pk_group *group, *ahead;   /* the one given; the first of the next key */
	struct pk_buf key, ahead_key, pair;
	bool has_ahead, has_pair;
};

/* A row of a ranking in memory: without its key, which is the group's. */
struct pk_placed {
	const struct pk_group *group;
	struct pk_dec by, change;
	uint64_t rank;
	bool has_by, has_change, ascending, by_key;
	struct pk_str within;  /* empty: there is one ranking */
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
	struct pk_placed *row;          /* in memory */
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
/*
 * tally_rows.c: a batch into the groups of its worker; one row of it, whatever is
 * asked (bad cells are told); what of it others do as well.
 */
int pk_tally_rows(void *ctx, const struct pk_fast_batch *b);
void pk_tally_row(const struct pk_tally *t, struct pk_tally_worker *w, const struct pk_fast_batch *b, size_t row);
/* The key, with 32 bytes readable; false when the row has none, which was told. */
bool pk_tally_key(const struct pk_tally *t, struct pk_tally_worker *w, const struct pk_fast_batch *b,
    size_t row, struct pk_str *out);
/* The period of the row behind what is in w->key; -1: it has none. */
int pk_tally_add_period(const struct pk_tally *t, struct pk_tally_worker *w, const struct pk_fast_batch *b,
    size_t row);
/* 1 and the value, 0 an empty cell, -1 no number. */
int pk_tally_points(const struct pk_fast_batch *b, size_t row, size_t at, struct pk_buf *scratch, pk_i128 *v);
bool pk_tally_is_header(const struct pk_tally *t, struct pk_tally_worker *w, const struct pk_fast_batch *b,
    size_t row);
void pk_tally_add_pair(const struct pk_tally *t, struct pk_tally_worker *w, const struct pk_fast_batch *b,
    size_t row, struct pk_str key);
/* tally_fast.c: the rows of a batch, each as pk_tally_row() has it. */
void pk_tally_fast(const struct pk_tally *t, struct pk_tally_worker *w, const struct pk_fast_batch *b);
/* Whether the key is a column as it stands, to be looked up by its text. */
static inline bool
pk_is_one_column(const struct pk_tally *t)
{
	return t->nkeys == 1 && t->spec.nkeys == 1;
}
/* seen.c */
void pk_seen_init(struct pk_tally_worker *w);
void pk_seen_clear(struct pk_tally_worker *w);
void pk_seen_free(struct pk_tally_worker *w);
size_t pk_seen_memory(const struct pk_tally_worker *w);
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
