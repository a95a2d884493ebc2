/*
 * The parts of the bulk reader.  Private to lib/ledger/fast*.c.
 *
 *   fast.c        workers, blocks, turns
 *   fast_split.c  what a block holds: whole records, bad ones, an unfinished one
 *   fast_batch.c  from masks to a batch of records
 *   fast_tell.c   what is wrong, told in the order of the file
 */
#ifndef PK_LEDGER_FAST_WORK_H
#define PK_LEDGER_FAST_WORK_H

#include "ledger/fast.h"
#include "ledger/fast_scan.h"
#include "ledger/source.h"

#include <pthread.h>
#include <stdatomic.h>

/*
 * A stretch of a worker's text: whole good records (what is PK_BAD_MAX) or one bad one,
 * or a part of a bad one that is longer than blocks.
 */
struct pk_piece {
	size_t from, to;   /* bytes of the buffer; a bad one without its line end */
	enum pk_bad what;
	size_t offset;     /* of the trouble, from `from` */
	bool head, tail;   /* a bad record begins here; ends here */
};

/* Something to tell about a record. */
struct pk_event {
	enum pk_bad what;     /* PK_BAD_MAX: a bad cell */
	size_t from;          /* where the record begins in the worker's text */
	int64_t line;         /* its line, counted from the block's first one */
	size_t raw, nraw;     /* the record, in the slot's text */
	size_t offset, fields;
	bool head, tail;
	size_t at;            /* bad cell: its column, id and what was wanted */
	enum pk_diag_id id;
	const char *want;
};

/* What a block leaves to be told; told when all blocks before it have been. */
struct pk_slot {
	PK_VEC(struct pk_event) events;
	struct pk_buf raw;
	int64_t lines; /* line ends in the block */
	bool done;
};

struct pk_fast;
struct pk_worker;

/* Fills sep and rec of a worker from the masks of a piece; how many records. */
typedef size_t (*pk_index_fn)(struct pk_worker *w, size_t from, size_t to);
/* The best that the processor can run; portable C. */
pk_index_fn pk_fast_index_best(void);
pk_index_fn pk_fast_index_plain(void);

struct pk_worker {
	struct pk_fast *f;
	unsigned id;
	unsigned char *buf;      /* front bytes of room, the block, PK_PAD */
	size_t front, cap;       /* both multiples of PK_BLOCK */
	struct pk_block *blocks; /* masks of buf, from its first byte on */
	uint32_t *sep, *rec;     /* the batch being made */
	size_t n;                /* bytes of the block */
	size_t carried;          /* bytes of the unfinished record in front of it */
	bool last;               /* the block ends the text; a line end was added */
	int error;               /* errno of a failed read */
	uint64_t ticket;
	struct pk_seen seen;
	bool cr;                 /* a CR in the block or right before it */
	bool odd;                /* an odd number of quotes */
	bool wrong[2];           /* a quote stands wrong if the block begins outside, inside quotes */
	bool dirty;              /* a NUL or an ill-formed byte may stand in it */
	PK_VEC(struct pk_piece) pieces;
	struct pk_slot *slot;
};

struct pk_fast {
	struct pk_table *t;
	struct pk_source *src;
	const struct pk_scanner *scan;
	pk_index_fn index;
	pk_fast_fn fn;
	void *ctx;
	size_t chunk, record_max;
	unsigned threads;
	int fd;                /* >= 0: blocks are read at their place, by each worker for itself */
	uint64_t base;         /* where in fd the text begins */
	pthread_mutex_t lock;
	pthread_cond_t moved;
	uint64_t next, told;   /* tickets: to give out, to tell */
	uint64_t *left;        /* tickets that were given out and given back, no more than workers */
	size_t nleft;
	_Atomic uint64_t turn; /* the ticket whose turn it is */
	bool taken;            /* a worker has it and is about to pass it on */
	atomic_bool ended, failed; /* the last block had its turn; give up */
	unsigned asleep;       /* workers that wait for `moved` */
	/* Owned by the worker whose turn it is. */
	struct pk_buf carry;   /* the record that the block before left unfinished */
	bool quoted;           /* its end is within quotes */
	bool dirty;            /* it may hold a NUL or an ill-formed byte */
	bool careful;          /* it is bad: look at each byte */
	bool skipping;         /* in a bad record whose beginning was told already */
	unsigned char behind[8]; /* the last bytes of the block before */
	/* Owned by whoever holds the lock. */
	struct pk_slot *slot;
	size_t nslots;
	size_t line;           /* where the block to be told next begins */
};

/* fast_split.c: fills w->pieces and leaves the rest in f->carry. */
void pk_fast_split(struct pk_worker *w);
/* Whether the quotes of the block stand right, either way; sets odd and wrong. */
void pk_fast_quotes(struct pk_worker *w);
/* fast_batch.c: the batch of a good piece to the callee; -1 when that ended the reading. */
int pk_fast_batch_piece(struct pk_worker *w, const struct pk_piece *p);
/* fast_tell.c */
void pk_fast_event(struct pk_worker *w, enum pk_bad what, size_t from, size_t to, size_t offset,
    size_t fields);
void pk_fast_event_piece(struct pk_worker *w, const struct pk_piece *p);
/* Brings the events of the block in order and finds their lines. */
void pk_fast_order(struct pk_worker *w);
void pk_fast_tell(struct pk_fast *f, struct pk_slot *s);
/* Line ends in [from, to): LF, CRLF and CR count one each, a CRLF where its CR is. */
int64_t pk_fast_lines(const unsigned char *p, size_t from, size_t to);

#endif
