#include "bundle/follow.h"

#include <errno.h>
#include <pthread.h>
#include <unistd.h>

enum { BLOCK = 64 * 1024 };

struct pk_follow {
	struct pk_digest d;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t more;
	int fd;
	uint64_t final; /* bytes that may be read */
	bool end, running, failed;
	uint64_t done;  /* the thread's own */
};

/* Hashes [f->done, to). */
static void
hash_to(struct pk_follow *f, int fd, uint64_t to)
{
	unsigned char buf[BLOCK];

	while (f->done < to && !f->failed) {
		size_t n = to - f->done < BLOCK ? (size_t)(to - f->done) : BLOCK;
		ssize_t r = pread(fd, buf, n, (off_t)f->done);

		if (r < 0 && errno == EINTR)
			continue;
		f->failed = r <= 0;
		if (r > 0) {
			pk_digest_add(&f->d, buf, (size_t)r);
			f->done += (uint64_t)r;
		}
	}
}

static void *
follow(void *ctx)
{
	struct pk_follow *f = ctx;
	uint64_t to;
	bool end;
	int fd;

	do {
		(void)pthread_mutex_lock(&f->lock);
		while (f->final == f->done && !f->end)
			(void)pthread_cond_wait(&f->more, &f->lock);
		to = f->final;
		end = f->end;
		fd = f->fd;
		(void)pthread_mutex_unlock(&f->lock);
		hash_to(f, fd, to);
	} while (!end && !f->failed);
	return NULL;
}

struct pk_follow *
pk_follow_new(unsigned mask)
{
	struct pk_follow *f = pk_zalloc(1, sizeof(*f));

	pk_digest_start(&f->d, mask);
	(void)pthread_mutex_init(&f->lock, NULL);
	(void)pthread_cond_init(&f->more, NULL);
	return f;
}

void
pk_follow_final(void *ctx, int fd, uint64_t bytes, bool end)
{
	struct pk_follow *f = ctx;

	(void)pthread_mutex_lock(&f->lock);
	f->fd = fd;
	f->final = bytes > f->final ? bytes : f->final;
	f->end = end;
	if (!f->running)
		f->running = pthread_create(&f->thread, NULL, follow, f) == 0;
	(void)pthread_cond_signal(&f->more);
	(void)pthread_mutex_unlock(&f->lock);
	if (!end)
		return;
	/* The descriptor is closed behind this: all of it must have been read. */
	if (f->running)
		(void)pthread_join(f->thread, NULL);
	f->running = false;
	hash_to(f, fd, f->final);
}

bool
pk_follow_digest(struct pk_follow *f, enum pk_alg alg, unsigned char out[PK_DIGEST_MAX])
{
	if (f->failed || !f->end)
		return false;
	pk_digest_end(&f->d, alg, out);
	return true;
}

void
pk_follow_free(struct pk_follow *f)
{
	if (!f)
		return;
	pk_digest_free(&f->d);
	(void)pthread_mutex_destroy(&f->lock);
	(void)pthread_cond_destroy(&f->more);
	pk_free(f);
}
