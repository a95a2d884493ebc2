/*
 * The bulk reader: the records of a ledger at the speed of memory, on several
 * threads.  It gives exactly what the strict reader gives (table.h): the same
 * records, fields, bad records, positions and rejects, whatever the number of
 * threads and wherever the blocks happen to end; a differential fuzz test
 * (tests/fuzz/fast.c) holds the two together.
 *
 * How: workers take blocks of the file in turn.  Each turns its block into bit
 * masks (fast_scan.h), which tell the parity of its quotes and whether any quote
 * stands wrong.  Then, one after the other, they pass on what is known at the end
 * of a block: whether it is within quotes, and the bytes of the record that is not
 * finished there, which the next block begins with.  So every batch of records is
 * whole, nothing is guessed, nothing is read twice.  What is wrong with records is
 * told in the order of the file.
 */
#ifndef PK_LEDGER_FAST_H
#define PK_LEDGER_FAST_H

#include "ledger/table.h"

enum {
	PK_FAST_CHUNK = 256 * 1024, /* bytes of a block: fits the second-level cache with its masks */
	PK_FAST_THREADS_MAX = 256   /* more than any machine of the day has processors to feed */
};

/* A batch of good records, all with as many fields as the header. */
struct pk_fast_batch {
	const unsigned char *p; /* the text; PK_FAST_PAD readable bytes behind its end */
	const uint32_t *start;  /* where record r begins */
	const uint32_t *sep;    /* sep[r * nfields + c]: where field c of record r ends */
	size_t nrows, nfields;
	unsigned worker;        /* which worker calls: 0 .. threads - 1 */
	struct pk_worker *priv;
};
enum { PK_FAST_PAD = 64 };

struct pk_fast_opts {
	unsigned threads;    /* 0: as many as there are processors */
	size_t chunk;        /* 0: PK_FAST_CHUNK; others for tests */
	const char *scanner; /* NULL: the best that the processor can run; others for tests */
};

/*
 * Called for each batch, from several threads at once, each with its own number
 * in batch->worker.  -1 ends the reading (the callee has noted why).
 */
typedef int (*pk_fast_fn)(void *ctx, const struct pk_fast_batch *b);

/* How many workers pk_fast_run() uses: as many contexts the callee needs. */
unsigned pk_fast_workers(const struct pk_table *t, const struct pk_fast_opts *opts);
/*
 * Reads everything behind the header of an open table.  0; -1 on a read error,
 * diagnosed, or when fn ended it.  Bad records are diagnosed, counted in t->bad and
 * put aside as pk_table_next() does, and do not make it fail.
 */
int pk_fast_run(struct pk_table *t, const struct pk_fast_opts *opts, pk_fast_fn fn, void *ctx);

/*
 * For fn: the cell of record `row` in column `at` is bad.  The record is put aside
 * as pk_table_bad_cell() does, once the records in front of it have been told.
 * `want` must be static.  fn calls it in the order of the records.
 */
void pk_fast_bad_cell(const struct pk_fast_batch *b, size_t row, size_t at, enum pk_diag_id id,
    const char *want);

/* Where the field begins; sep[] says where it ends. */
static inline uint32_t
pk_fast_begin(const struct pk_fast_batch *b, size_t row, size_t at)
{
	return at ? b->sep[row * b->nfields + at - 1] + 1 : b->start[row];
}

/* The bytes between the quotes of a field (or the field), "" in them undone in `scratch`. */
struct pk_str pk_fast_unquote(struct pk_str raw, struct pk_buf *scratch);

/* The field as written, with its quotes. */
static inline struct pk_str
pk_fast_raw(const struct pk_fast_batch *b, size_t row, size_t at)
{
	uint32_t from = pk_fast_begin(b, row, at);

	return (struct pk_str){(const char *)b->p + from, b->sep[row * b->nfields + at] - from};
}

/* The field; scratch keeps it when it had quotes doubled. */
static inline struct pk_str
pk_fast_field(const struct pk_fast_batch *b, size_t row, size_t at, struct pk_buf *scratch)
{
	struct pk_str raw = pk_fast_raw(b, row, at);

	return raw.n && raw.p[0] == '"' ? pk_fast_unquote(raw, scratch) : raw;
}

#endif
