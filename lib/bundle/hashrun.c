#include "bundle/hashrun.h"

#include "base/par.h"

#include <stdatomic.h>
#include <stdlib.h>

/* Bytes read at a time by all lanes of a thread: hashing finds them in the cache still. */
enum { READ_AT_ONCE = 256 * 1024 };

struct item {
	uint64_t size;
	size_t i; /* in run->member */
};

struct job {
	const struct pk_hashrun *run;
	struct item *item; /* in the order in which they are begun */
	unsigned threads, lanes;
	atomic_size_t next; /* behind those that every lane begins with */
	atomic_uint_fast64_t done;
	uint64_t total;
};

/* A member that is read, and where its bytes go. */
struct lane {
	struct pk_digest d;
	struct pk_reader r;
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
	if (pk_reader_open(&l->r, run->arc, run->member[i]) == 0)
		return true;
	finish(run, l, false);
	return false;
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

/* More bytes for a lane, of the next member when this one has ended: false when all is read. */
static bool
refill(struct worker *w, struct lane *l)
{
	const struct pk_hashrun *run = w->job->run;
	size_t block = READ_AT_ONCE / w->job->lanes;
	int64_t n;

	if (!l->buf)
		l->buf = pk_alloc(block, 1);
	while ((n = pk_reader_read(&l->r, l->buf, block)) <= 0) {
		finish(run, l, n == 0);
		if (!begin_next(w->job, l))
			return false;
	}
	l->d.more = pk_strn((const char *)l->buf, (size_t)n);
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

/*
 * What the lanes begin with is dealt out, so that the first thread does not take all of
 * few large items while the second is still being started.
 */
static void
work(void *ctx, unsigned id, size_t turn)
{
	struct job *j = ctx;
	struct worker *w = pk_zalloc(1, sizeof(*w));
	size_t k, i;

	w->job = j;
	w->id = id;
	for (k = 0; k < j->lanes; k++) {
		struct lane *l = &w->lane[k];

		i = k * j->threads + turn;
		if (i < j->run->n && (begin(j, l, i) || begin_next(j, l)))
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
	atomic_init(&j.next, (size_t)j.threads * j.lanes);
	pk_parallel(j.threads, j.threads, work, &j);
	pk_free(j.item);
	return j.done;
}
