#include "base/par.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

struct loop {
	void (*fn)(void *ctx, unsigned worker, size_t i);
	void *ctx;
	size_t n;
	atomic_size_t next;
};

struct worker {
	struct loop *loop;
	unsigned id;
	pthread_t thread;
};

unsigned
pk_cpus(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);

	return n < 1 ? 1 : n > PK_THREADS_MAX ? PK_THREADS_MAX : (unsigned)n;
}

static void *
work(void *arg)
{
	struct worker *w = arg;
	size_t i;

	while ((i = atomic_fetch_add(&w->loop->next, 1)) < w->loop->n)
		w->loop->fn(w->loop->ctx, w->id, i);
	return NULL;
}

void
pk_parallel(unsigned threads, size_t n, void (*fn)(void *ctx, unsigned worker, size_t i), void *ctx)
{
	struct loop loop = {.fn = fn, .ctx = ctx, .n = n};
	struct worker w[PK_THREADS_MAX];
	unsigned i, started = 1;

	if (threads < 1)
		threads = 1;
	if (threads > PK_THREADS_MAX)
		threads = PK_THREADS_MAX;
	for (i = 1; i < threads && i < n; i++) {
		w[started] = (struct worker){.loop = &loop, .id = started};
		/* Fewer threads than asked for: the work is done all the same. */
		if (pthread_create(&w[started].thread, NULL, work, &w[started]) == 0)
			started++;
	}
	w[0] = (struct worker){.loop = &loop};
	(void)work(&w[0]);
	for (i = 1; i < started; i++)
		(void)pthread_join(w[i].thread, NULL);
}
