#include "ledger/fast_work.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

/* Room in front of a block for the unfinished record of the one before; grows when it has to. */
enum { FRONT = 16 * 1024, AHEAD = 64 /* blocks per worker that may wait to be told */ };

/* Turns of an empty loop, a tenth of a millisecond or so, that a worker waits for the one before. */
enum { PATIENCE = 16000 };

/* Bytes looked back at for well-formedness: a character has four at most. */
enum { BACK = 8 };

static unsigned
processors(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);

	return n < 1 ? 1 : n > PK_FAST_THREADS_MAX ? PK_FAST_THREADS_MAX : (unsigned)n;
}

/* The file behind the table when blocks of it can be read anywhere; -1 none. */
static int
seekable(struct pk_source *src, uint64_t *base, uint64_t *left)
{
	size_t held = src->b.n - src->pos;
	struct stat st;
	off_t at;

	if (src->gzip || fstat(src->in.fd, &st) != 0 || !S_ISREG(st.st_mode))
		return -1;
	if (!src->decided)
		pk_source_settle(src);
	if (!src->decided || src->dec.enc != PK_ENC_UTF8)
		return -1;
	at = lseek(src->in.fd, 0, SEEK_CUR);
	if (at < 0 || (uint64_t)at < held)
		return -1;
	*base = (uint64_t)at - held;
	*left = (uint64_t)st.st_size > *base ? (uint64_t)st.st_size - *base : 0;
	return src->in.fd;
}

static size_t
chunk_of(const struct pk_fast_opts *opts)
{
	return opts->chunk ? opts->chunk : PK_FAST_CHUNK;
}

unsigned
pk_fast_workers(const struct pk_table *t, const struct pk_fast_opts *opts)
{
	unsigned n = opts->threads ? opts->threads : processors();
	uint64_t base, left;

	if (n > PK_FAST_THREADS_MAX)
		n = PK_FAST_THREADS_MAX;
	/* A thread costs more than it gives when there is no block for it. */
	if (seekable(pk_table_source(t), &base, &left) >= 0 && left / chunk_of(opts) < n)
		n = (unsigned)(left / chunk_of(opts)) + 1;
	return n;
}

/* --- a worker's memory --- */

static void
make_room(struct pk_worker *w, size_t front)
{
	size_t cap = front + w->f->chunk + 2 * PK_BLOCK;

	cap -= cap % PK_BLOCK;
	w->front = front;
	w->cap = cap;
	w->buf = pk_alloc(cap + PK_PAD, 1);
	w->blocks = pk_alloc(cap / PK_BLOCK, sizeof(*w->blocks));
	/* Virtual until touched: as many separators as bytes. */
	w->sep = pk_alloc(cap + PK_BLOCK, sizeof(*w->sep));
	w->rec = pk_alloc(cap + PK_BLOCK, sizeof(*w->rec));
	memset(w->buf, ' ', front);
}

static void
free_room(struct pk_worker *w)
{
	pk_free(w->buf);
	pk_free(w->blocks);
	pk_free(w->sep);
	pk_free(w->rec);
}

/* Puts the unfinished record in front of the block. */
static void
join(struct pk_worker *w)
{
	struct pk_fast *f = w->f;
	size_t c = f->carry.n, pad;
	struct pk_seen ignored = {0};

	if (c + PK_BLOCK + BACK > w->front) {
		struct pk_worker old = *w;
		size_t front = (2 * c + PK_BLOCK + BACK + FRONT) / PK_BLOCK * PK_BLOCK, n = w->n;

		make_room(w, front);
		memcpy(w->buf + front, old.buf + old.front, n + PK_PAD);
		memcpy(w->blocks + front / PK_BLOCK, old.blocks + old.front / PK_BLOCK,
		    (n + PK_BLOCK - 1) / PK_BLOCK * sizeof(*w->blocks));
		free_room(&old);
	}
	w->carried = c;
	if (c == 0)
		return;
	pad = (PK_BLOCK - c % PK_BLOCK) % PK_BLOCK + BACK;
	memset(w->buf + w->front - c - pad, ' ', pad);
	memcpy(w->buf + w->front - c, f->carry.p, c);
	f->scan->masks(w->buf + w->front - c - pad + BACK, (c + pad - BACK) / PK_BLOCK,
	    (unsigned char)f->t->delim, w->blocks + (w->front - c - pad + BACK) / PK_BLOCK, &ignored);
	w->seen.cr = w->seen.cr || ignored.cr;
	w->seen.quote = w->seen.quote || ignored.quote;
}

/* --- blocks --- */

/* A block at its place in the file, with the bytes before it. */
static void
read_place(struct pk_worker *w)
{
	struct pk_fast *f = w->f;
	uint64_t at = f->base + w->ticket * f->chunk;
	size_t back = w->ticket ? BACK : 0, want = f->chunk + back, got = 0;

	memset(w->buf + w->front - BACK, '\n', BACK);
	while (got < want) {
		ssize_t r = pread(f->fd, w->buf + w->front - back + got, want - got,
		    (off_t)(at - back + got));

		if (r < 0 && errno == EINTR)
			continue;
		w->error = r < 0 ? errno : 0;
		if (r <= 0)
			break;
		got += (size_t)r;
	}
	w->n = got > back ? got - back : 0;
}

static void
read_stream(struct pk_worker *w)
{
	struct pk_fast *f = w->f;
	int64_t r;

	memcpy(w->buf + w->front - BACK, f->behind, BACK);
	r = pk_source_read(f->src, (char *)w->buf + w->front, f->chunk, f->t->sink);
	w->n = r < 0 ? 0 : (size_t)r;
	w->error = r < 0 ? -1 : 0;
	memcpy(f->behind, w->buf + w->front + w->n - BACK, BACK);
}

static void
scan_block(struct pk_worker *w)
{
	unsigned char *p = w->buf + w->front;

	w->last = w->n < w->f->chunk;
	if (w->last)
		p[w->n++] = '\n';
	memset(p + w->n, ' ', PK_PAD);
	w->seen = (struct pk_seen){0};
	w->f->scan->masks(p, (w->n + PK_BLOCK - 1) / PK_BLOCK, (unsigned char)w->f->t->delim,
	    w->blocks + w->front / PK_BLOCK, &w->seen);
	w->dirty = w->seen.nul || w->seen.ill;
	w->cr = w->seen.cr || p[-1] == '\r';
	pk_fast_quotes(w);
}

/* --- turns --- */

/* Waits, the lock held, until something moved. */
static void
sleep_on(struct pk_fast *f)
{
	f->asleep++;
	(void)pthread_cond_wait(&f->moved, &f->lock);
	f->asleep--;
}

static void
wake_all(struct pk_fast *f)
{
	if (f->asleep)
		(void)pthread_cond_broadcast(&f->moved);
}

/* The lowest ticket that was given back, else the next. */
static uint64_t
next_ticket(struct pk_fast *f)
{
	size_t i, low = 0;
	uint64_t t;

	if (f->nleft == 0)
		return f->next++;
	for (i = 1; i < f->nleft; i++)
		if (f->left[i] < f->left[low])
			low = i;
	t = f->left[low];
	f->left[low] = f->left[--f->nleft];
	return t;
}

static bool
take_ticket(struct pk_worker *w)
{
	struct pk_fast *f = w->f;
	bool go;

	(void)pthread_mutex_lock(&f->lock);
	/* A ticket that was given back may have been done by another meanwhile. */
	do
		w->ticket = next_ticket(f);
	while (w->ticket < f->turn || (w->ticket == f->turn && f->taken));
	while (w->ticket - f->told >= f->nslots && !f->failed && !f->ended)
		sleep_on(f);
	go = !f->failed && !f->ended;
	(void)pthread_mutex_unlock(&f->lock);
	return go;
}

static inline void
relax(void)
{
#if defined(__x86_64__)
	__builtin_ia32_pause();
#elif defined(__aarch64__)
	__asm__ volatile("yield");
#endif
}

enum turn {
	TURN_WAIT, /* for a pipe, or for who is just passing it on */
	TURN_MINE, /* the worker has it, and must pass it on */
	TURN_LATE, /* who has the ticket before is not there: the worker has given its own back for that */
	TURN_LOST, /* another did the block */
	TURN_OVER  /* there is nothing more to do */
};

/* How things stand; the lock is held. */
static enum turn
look(struct pk_worker *w)
{
	struct pk_fast *f = w->f;

	if (f->failed || f->ended)
		return TURN_OVER;
	if (f->turn > w->ticket || (f->turn == w->ticket && f->taken))
		return TURN_LOST;
	if (f->turn == w->ticket) {
		f->taken = true;
		w->slot = &f->slot[w->ticket % f->nslots];
		return TURN_MINE;
	}
	if (f->fd < 0 || f->taken)
		return TURN_WAIT;
	f->left[f->nleft++] = w->ticket;
	w->ticket = f->turn;
	return TURN_LATE;
}

/*
 * Waits until the block before has been passed on.  Turns follow each other within
 * microseconds where the file is read at its place, so it is not slept for: a worker
 * that sleeps so shortly is woken on the processor of the one that wakes it, and the
 * two share that one from then on.  And when the worker that has the block before is
 * held up (something else runs on its processor), its block is done here.
 */
static enum turn
await_turn(struct pk_worker *w)
{
	struct pk_fast *f = w->f;
	enum turn t;
	int i;

	do {
		for (i = 0; i < PATIENCE && f->fd >= 0 && f->turn < w->ticket && !f->failed && !f->ended; i++)
			relax();
		(void)pthread_mutex_lock(&f->lock);
		t = look(w);
		if (t == TURN_WAIT && f->fd < 0)
			sleep_on(f);
		(void)pthread_mutex_unlock(&f->lock);
		if (t == TURN_LATE) {
			read_place(w);
			scan_block(w);
		}
	} while (t == TURN_WAIT || t == TURN_LATE);
	return t;
}

static void
pass_turn(struct pk_worker *w)
{
	struct pk_fast *f = w->f;

	(void)pthread_mutex_lock(&f->lock);
	if (w->last)
		f->ended = true;
	f->turn++;
	f->taken = false;
	wake_all(f);
	(void)pthread_mutex_unlock(&f->lock);
}

/* `error`: of a read that failed and was not told yet. */
static void
give_up(struct pk_fast *f, int error)
{
	(void)pthread_mutex_lock(&f->lock);
	if (error > 0)
		pk_diag(f->t->sink, PK_D_IO_READ, PK_POS(f->t->file, 0), strerror(error), NULL);
	f->failed = true;
	wake_all(f);
	(void)pthread_mutex_unlock(&f->lock);
}

/* The block is done with; tells what can be told by now. */
static void
finish(struct pk_worker *w)
{
	struct pk_fast *f = w->f;

	pk_fast_order(w);
	(void)pthread_mutex_lock(&f->lock);
	w->slot->done = true;
	while (f->slot[f->told % f->nslots].done) {
		pk_fast_tell(f, &f->slot[f->told % f->nslots]);
		f->told++;
	}
	wake_all(f);
	(void)pthread_mutex_unlock(&f->lock);
}

static int
use_block(struct pk_worker *w)
{
	size_t i;

	for (i = 0; i < w->pieces.n; i++) {
		const struct pk_piece *p = &w->pieces.v[i];

		if (p->what != PK_BAD_MAX)
			pk_fast_event_piece(w, p);
		else if (pk_fast_batch_piece(w, p) != 0)
			return -1;
	}
	return 0;
}

static void
work(struct pk_worker *w)
{
	struct pk_fast *f = w->f;
	enum turn t;

	while (take_ticket(w)) {
		if (f->fd >= 0) {
			read_place(w);
			scan_block(w);
		}
		t = await_turn(w);
		if (t == TURN_LOST)
			continue;
		if (t == TURN_OVER)
			return;
		if (f->fd < 0) {
			read_stream(w);
			scan_block(w);
		}
		if (w->error) {
			give_up(f, w->error);
			return;
		}
		join(w);
		pk_fast_split(w);
		pass_turn(w);
		if (use_block(w) != 0) {
			give_up(f, 0);
			return;
		}
		finish(w);
	}
}

static void *
work_thread(void *p)
{
	work(p);
	return NULL;
}

/* --- a run --- */

static const struct pk_scanner *
choose(const char *name)
{
	const struct pk_scanner *s = pk_scanner_best();

	while (name && strcmp(s->name, name) != 0 && s->masks != pk_masks_portable)
		s++;
	return s;
}

static void
run_workers(struct pk_fast *f)
{
	struct pk_worker *w = pk_zalloc(f->threads, sizeof(*w));
	pthread_t *thread = pk_zalloc(f->threads, sizeof(*thread));
	unsigned i, started = 1;

	for (i = 0; i < f->threads; i++) {
		w[i].f = f;
		w[i].id = i;
		make_room(&w[i], FRONT);
	}
	/* With fewer threads than wanted the work is the same, only slower. */
	while (started < f->threads && pthread_create(&thread[started], NULL, work_thread, &w[started]) == 0)
		started++;
	work(&w[0]);
	for (i = 1; i < started; i++)
		(void)pthread_join(thread[i], NULL);
	for (i = 0; i < f->threads; i++) {
		free_room(&w[i]);
		pk_free(w[i].pieces.v);
	}
	pk_free(thread);
	pk_free(w);
}

int
pk_fast_run(struct pk_table *t, const struct pk_fast_opts *opts, pk_fast_fn fn, void *ctx)
{
	struct pk_fast f = {.t = t, .fn = fn, .ctx = ctx, .fd = -1};
	uint64_t left;
	size_t i;

	f.src = pk_table_source(t);
	f.scan = choose(opts->scanner);
	f.index = f.scan == pk_scanner_best() ? pk_fast_index_best() : pk_fast_index_plain();
	f.chunk = chunk_of(opts);
	f.record_max = t->opts.record_max;
	f.threads = pk_fast_workers(t, opts);
	f.fd = seekable(f.src, &f.base, &left);
	f.nslots = (size_t)f.threads * AHEAD;
	f.slot = pk_zalloc(f.nslots, sizeof(*f.slot));
	f.left = pk_alloc(f.threads, sizeof(*f.left));
	f.line = t->data_line;
	memset(f.behind, '\n', sizeof(f.behind));
	(void)pthread_mutex_init(&f.lock, NULL);
	(void)pthread_cond_init(&f.moved, NULL);
	run_workers(&f);
	(void)pthread_cond_destroy(&f.moved);
	(void)pthread_mutex_destroy(&f.lock);
	for (i = 0; i < f.nslots; i++) {
		pk_free(f.slot[i].events.v);
		pk_buf_free(&f.slot[i].raw);
	}
	pk_free(f.slot);
	pk_free(f.left);
	pk_buf_free(&f.carry);
	if (!f.failed)
		pk_table_finish(t);
	return f.failed ? -1 : 0;
}
