#include "bundle/hashrun.h"

#include "base/par.h"

#include <stdatomic.h>

/* Bytes read at a time by all lanes of a thread: hashing finds them in the cache still. */
enum { READ_AT_ONCE = 256 * 1024 };

struct job {
	const struct pk_hashrun *run;
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

/* Opens member i in a lane; false: that went wrong, and it is finished. */
static bool
begin(const struct pk_hashrun *run, struct lane *l, size_t i)
{
	l->i = i;
	l->scan = (struct pk_filescan){.nhead = 0};
	pk_digest_start_lane(&l->d, run->masks(run->ctx, i));
	if (pk_reader_open(&l->r, run->arc, run->member[i]) == 0)
		return true;
	finish(run, l, false);
	return false;
}

/* The next member, which may be one of those that nobody has begun: false when there is none. */
static bool
begin_next(struct job *j, struct lane *l)
{
	size_t i;

	while ((i = atomic_fetch_add(&j->next, 1)) < j->run->n)
		if (begin(j->run, l, i))
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
 * few large members while the second is still being started.
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
		if (i < j->run->n && (begin(j->run, l, i) || begin_next(j, l)))
			w->busy[w->n++] = l;
	}
	hash_lanes(w);
	for (k = 0; k < j->lanes; k++) {
		pk_digest_free(&w->lane[k].d);
		pk_free(w->lane[k].buf);
	}
	pk_free(w);
}

uint64_t
pk_hashrun(const struct pk_hashrun *run)
{
	struct job j = {.run = run, .threads = run->threads};
	size_t i;

	j.threads = run->threads < 1                ? 1
		    : run->threads > PK_THREADS_MAX ? PK_THREADS_MAX
						    : run->threads;
	j.lanes = pk_digest_lanes(run->mask);
	for (i = 0; i < run->n; i++)
		j.total += pk_arc_member(run->arc, run->member[i])->size;
	atomic_init(&j.next, (size_t)j.threads * j.lanes);
	pk_parallel(j.threads, j.threads, work, &j);
	return j.done;
}
