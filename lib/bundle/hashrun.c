#include "bundle/hashrun.h"

#include "archive/ahead.h"
#include "base/par.h"

#include <stdatomic.h>
#include <stdlib.h>

/* Bytes read at a time by all lanes of a thread: hashing finds them in the cache still. */
enum { READ_AT_ONCE = 256 * 1024 };
/* From this size on an item may have a thread that reads it ahead, in blocks that are worth waking it. */
#define AHEAD_MIN (4u << 20)
#define AHEAD_BLOCK (1u << 20)

struct item {
	uint64_t size;
	size_t i; /* in run->member */
};

struct job {
	const struct pk_hashrun *run;
	struct item *item; /* in the order in which they are begun */
	unsigned threads, lanes;
	/* Large items that so many threads, in so many lanes each, hash from the start; most often 0. */
	size_t few;
	unsigned heavy, width;
	atomic_size_t next; /* behind those that every lane begins with */
	atomic_uint_fast64_t done;
	uint64_t total;
};

/* A member that is read, and where its bytes go. */
struct lane {
	struct pk_digest d;
	struct pk_reader r;
	struct pk_ahead *ahead; /* reads it; NULL: nobody does */
	struct pk_filescan scan;
	unsigned char *buf;
	size_t i;
};

struct worker {
	struct job *job;
	unsigned id;
	struct lane lane[PK_SUM_LANES_MAX];
	struct lane *busy[PK_SUM_LANES_MAX];
	size_t n; /* that are busy */
};

static void
progress(struct worker *w, uint64_t bytes)
{
	struct job *j = w->job;
	uint64_t done = atomic_fetch_add(&j->done, bytes) + bytes;

	if (w->id == 0 && j->run->progress)
		j->run->progress(j->run->progress_ctx, done, j->total);
}

static void
finish(const struct pk_hashrun *run, struct lane *l, bool right)
{
	struct pk_filelook look;

	pk_ahead_free(l->ahead);
	l->ahead = NULL;
	if (run->look)
		look = pk_filescan_end(&l->scan, l->r.m->size);
	run->end(run->ctx, l->i, right, &l->d, run->look ? &look : NULL, &l->r);
	pk_reader_close(&l->r);
}

/* Opens an item in a lane; false: that went wrong, and it is finished. */
static bool
begin(const struct job *j, struct lane *l, size_t item)
{
	const struct pk_hashrun *run = j->run;
	size_t i = j->item[item].i;

	l->i = i;
	l->scan = (struct pk_filescan){.nhead = 0};
	pk_digest_start_lane(&l->d, run->masks(run->ctx, i));
	if (pk_reader_open(&l->r, run->arc, run->member[i]) != 0) {
		finish(run, l, false);
		return false;
	}
	if (item < j->few)
		l->ahead = pk_ahead_new(&l->r, AHEAD_BLOCK);
	return true;
}

/* The next item, which may be one of those that nobody has begun: false when there is none. */
static bool
begin_next(struct job *j, struct lane *l)
{
	size_t i;

	while ((i = atomic_fetch_add(&j->next, 1)) < j->run->n)
		if (begin(j, l, i))
			return true;
	return false;
}

static int64_t
read_some(const struct job *j, struct lane *l, const unsigned char **p)
{
	size_t block = READ_AT_ONCE / j->lanes;

	if (l->ahead)
		return pk_ahead_next(l->ahead, p);
	if (!l->buf)
		l->buf = pk_alloc(block, 1);
	*p = l->buf;
	return pk_reader_read(&l->r, l->buf, block);
}

/* More bytes for a lane, of the next member when this one has ended: false when all is read. */
static bool
refill(struct worker *w, struct lane *l)
{
	const struct pk_hashrun *run = w->job->run;
	const unsigned char *p;
	int64_t n;

	while ((n = read_some(w->job, l, &p)) <= 0) {
		finish(run, l, n == 0);
		if (!begin_next(w->job, l))
			return false;
	}
	l->d.more = pk_strn((const char *)p, (size_t)n);
	if (run->some)
		run->some(run->ctx, l->i, l->d.more);
	if (run->look)
		pk_filescan_add(&l->scan, l->d.more);
	progress(w, (uint64_t)n);
	return true;
}

static void
hash_lanes(struct worker *w)
{
	struct pk_digest *d[PK_SUM_LANES_MAX];
	size_t i;

	while (w->n > 0) {
		for (i = 0; i < w->n;) {
			d[i] = &w->busy[i]->d;
			if (d[i]->more.n > 0 || refill(w, w->busy[i]))
				i++;
			else
				w->busy[i] = w->busy[--w->n];
		}
		pk_digest_add_lanes(d, w->n);
	}
}

/* The item that lane k of a thread begins with, run->n or more: none. */
static size_t
first(const struct job *j, size_t turn, size_t k)
{
	size_t i = turn * j->width + k;

	if (turn >= j->heavy)
		return j->few + k * (j->threads - j->heavy) + turn - j->heavy;
	return i < j->few ? i : SIZE_MAX;
}

/*
 * What the lanes begin with is dealt out, so that the first thread does not take all of
 * few large items while the second is still being started.
 */
static void
work(void *ctx, unsigned id, size_t turn)
{
	struct job *j = ctx;
	struct worker *w = pk_zalloc(1, sizeof(*w));
	size_t k, lanes = turn < j->heavy ? j->width : j->lanes;

	w->job = j;
	w->id = id;
	for (k = 0; k < lanes; k++) {
		struct lane *l = &w->lane[k];
		size_t i = first(j, turn, k);

		if ((i < j->run->n && begin(j, l, i)) || begin_next(j, l))
			w->busy[w->n++] = l;
	}
	hash_lanes(w);
	for (k = 0; k < j->lanes; k++) {
		pk_digest_free(&w->lane[k].d);
		pk_free(w->lane[k].buf);
	}
	pk_free(w);
}

static int
by_size(const void *x, const void *y)
{
	const struct item *a = x, *b = y;

	if (a->size != b->size)
		return a->size > b->size ? -1 : 1;
	return (a->i > b->i) - (a->i < b->i);
}

/*
 * Items that would keep one thread busy when the others are done come first, the largest
 * in front; all others as they lie in the archive, which is how disks like to be read.
 */
static void
put_in_order(struct job *j)
{
	uint64_t large = j->total / (16 * (uint64_t)j->threads + 1);
	size_t i;

	for (i = 0; i < j->run->n; i++)
		if (j->item[i].size < large)
			j->item[i].size = 0;
	if (j->run->n)
		qsort(j->item, j->run->n, sizeof(*j->item), by_size);
}

/*
 * A few items that are most of the work keep as many threads, and nothing the others.  They
 * get no more threads than they need, and the others' time goes into reading them ahead.
 * Two lanes are as fast as one, more are not: SM3's eight are slower each than one alone.
 */
static void
find_few(struct job *j)
{
	size_t n = 0;

	while (n < j->run->n && j->item[n].size >= AHEAD_MIN && j->item[n].size > j->total / (2 * (uint64_t)j->threads))
		n++;
	j->width = j->lanes == 2 ? 2 : 1;
	j->heavy = (unsigned)((n + j->width - 1) / j->width);
	j->few = n;
	if (j->heavy >= j->threads)
		j->few = j->heavy = 0;
}

uint64_t
pk_hashrun(const struct pk_hashrun *run)
{
	struct job j = {.run = run};
	size_t i;

	j.threads = run->threads < 1 ? 1 : run->threads > PK_THREADS_MAX ? PK_THREADS_MAX : run->threads;
	j.lanes = pk_digest_lanes(run->mask);
	j.item = pk_alloc(run->n, sizeof(*j.item));
	for (i = 0; i < run->n; i++) {
		j.item[i] = (struct item){pk_arc_member(run->arc, run->member[i])->size, i};
		j.total += j.item[i].size;
	}
	put_in_order(&j);
	find_few(&j);
	atomic_init(&j.next, j.few + (size_t)(j.threads - j.heavy) * j.lanes);
	pk_parallel(j.threads, j.threads, work, &j);
	pk_free(j.item);
	return j.done;
}
