#include "archive/ahead.h"

#include <pthread.h>

/* One block is used while the other is filled. */
enum { BLOCKS = 2 };

struct pk_ahead {
	struct pk_reader *r;
	size_t block;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	unsigned char *buf[BLOCKS];
	int64_t n[BLOCKS];
	/* Blocks so far: read, given, and given back. */
	uint64_t filled, given, back;
	bool stop;
};

/* Waits until block k may be filled; false: nobody wants it. */
static bool
may_fill(struct pk_ahead *a, uint64_t k)
{
	bool stop;

	(void)pthread_mutex_lock(&a->lock);
	while (k - a->back >= BLOCKS && !a->stop)
		(void)pthread_cond_wait(&a->changed, &a->lock);
	stop = a->stop;
	(void)pthread_mutex_unlock(&a->lock);
	return !stop;
}

static void *
read_all(void *ctx)
{
	struct pk_ahead *a = ctx;
	int64_t n = 1;
	uint64_t k;

	for (k = 0; n > 0 && may_fill(a, k); k++) {
		n = pk_reader_read(a->r, a->buf[k % BLOCKS], a->block);
		(void)pthread_mutex_lock(&a->lock);
		a->n[k % BLOCKS] = n;
		a->filled = k + 1;
		(void)pthread_cond_signal(&a->changed);
		(void)pthread_mutex_unlock(&a->lock);
	}
	return NULL;
}

static void
free_all(struct pk_ahead *a)
{
	size_t i;

	(void)pthread_cond_destroy(&a->changed);
	(void)pthread_mutex_destroy(&a->lock);
	for (i = 0; i < BLOCKS; i++)
		pk_free(a->buf[i]);
	pk_free(a);
}

struct pk_ahead *
pk_ahead_new(struct pk_reader *r, size_t n)
{
	struct pk_ahead *a = pk_zalloc(1, sizeof(*a));
	size_t i;

	a->r = r;
	a->block = n;
	for (i = 0; i < BLOCKS; i++)
		a->buf[i] = pk_alloc(n, 1);
	(void)pthread_mutex_init(&a->lock, NULL);
	(void)pthread_cond_init(&a->changed, NULL);
	if (pthread_create(&a->thread, NULL, read_all, a) == 0)
		return a;
	free_all(a);
	return NULL;
}

int64_t
pk_ahead_next(struct pk_ahead *a, const unsigned char **p)
{
	size_t at = a->given % BLOCKS;
	int64_t n;

	(void)pthread_mutex_lock(&a->lock);
	if (a->back < a->given) {
		a->back++;
		(void)pthread_cond_signal(&a->changed);
	}
	while (a->filled == a->given)
		(void)pthread_cond_wait(&a->changed, &a->lock);
	a->given++;
	n = a->n[at];
	(void)pthread_mutex_unlock(&a->lock);
	*p = a->buf[at];
	return n;
}

void
pk_ahead_free(struct pk_ahead *a)
{
	if (!a)
		return;
	(void)pthread_mutex_lock(&a->lock);
	a->stop = true;
	(void)pthread_cond_signal(&a->changed);
	(void)pthread_mutex_unlock(&a->lock);
	(void)pthread_join(a->thread, NULL);
	free_all(a);
}
