#include "base/sorter.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { RUN_BUFFER = 64 * 1024 };

/* A record: this, the key, the value. */
struct head {
	uint32_t key, value;
	uint64_t seq; /* equal keys stay in order */
};

/* A sorted run on disk, with a window of it in memory. */
struct run {
	uint64_t at, end;  /* not read yet */
	struct pk_buf b;   /* read */
	size_t pos;        /* used of it */
};

struct pk_sorter {
	size_t memory;
	uint64_t seq;
	struct pk_buf b;                /* records held, each at its offset */
	PK_VEC(size_t) offs;
	const char **order;             /* the records held, sorted */
	size_t next;                    /* of order */
	FILE *tmp;                      /* holds the runs; has no name; NULL none */
	uint64_t size;                  /* bytes of runs */
	PK_VEC(struct run) runs;
	size_t *heap, nheap;            /* runs by their first record */
	bool merging;
};

struct pk_sorter *
pk_sorter_new(size_t memory)
{
	struct pk_sorter *s = pk_zalloc(1, sizeof(*s));

	s->memory = memory > 0 ? memory : PK_SORTER_MEMORY;
	return s;
}

static struct head
head_of(const char *rec)
{
	struct head h;

	memcpy(&h, rec, sizeof(h));
	return h;
}

static int
cmp_rec(const char *a, const char *b)
{
	struct head x = head_of(a), y = head_of(b);
	int c = pk_str_cmp(pk_strn(a + sizeof(x), x.key), pk_strn(b + sizeof(y), y.key));

	return c != 0 ? c : (x.seq > y.seq) - (x.seq < y.seq);
}

static int
cmp_order(const void *a, const void *b)
{
	return cmp_rec(*(const char *const *)a, *(const char *const *)b);
}

static void
sort_held(struct pk_sorter *s)
{
	size_t i;

	pk_free(s->order);
	s->order = pk_alloc(s->offs.n + 1, sizeof(*s->order));
	for (i = 0; i < s->offs.n; i++)
		s->order[i] = s->b.p + s->offs.v[i];
	qsort(s->order, s->offs.n, sizeof(*s->order), cmp_order);
	s->next = 0;
}

static size_t
rec_size(const char *rec)
{
	struct head h = head_of(rec);

	return sizeof(h) + h.key + h.value;
}

static int
trouble(struct pk_sink *sink)
{
	pk_diag(sink, PK_D_IO_TEMP, PK_NOPOS, strerror(errno), NULL);
	return -1;
}

static int
write_all(int fd, const char *p, size_t n, struct pk_sink *sink)
{
	while (n > 0) {
		ssize_t w = write(fd, p, n);

		if (w < 0 && errno == EINTR)
			continue;
		if (w < 0)
			return trouble(sink);
		p += w;
		n -= (size_t)w;
	}
	return 0;
}

/* Writes what is held as a run. */
static int
spill(struct pk_sorter *s, struct pk_sink *sink)
{
	struct run run = {.at = s->size};
	struct pk_buf out = PK_BUF_INIT;
	size_t i;
	int rc = 0;

	if (!s->tmp && !(s->tmp = tmpfile()))
		rc = trouble(sink);
	sort_held(s);
	for (i = 0; i < s->offs.n && rc == 0; i++) {
		pk_buf_add(&out, s->order[i], rec_size(s->order[i]));
		s->size += rec_size(s->order[i]);
		if (out.n >= RUN_BUFFER || i + 1 == s->offs.n) {
			rc = write_all(fileno(s->tmp), out.p, out.n, sink);
			pk_buf_clear(&out);
		}
	}
	pk_buf_free(&out);
	run.end = s->size;
	PK_PUSH(&s->runs, run);
	pk_buf_clear(&s->b);
	s->offs.n = 0;
	return rc;
}

int
pk_sorter_add(struct pk_sorter *s, struct pk_str key, struct pk_str value, struct pk_sink *sink)
{
	struct head h = {(uint32_t)key.n, (uint32_t)value.n, s->seq++};

	PK_PUSH(&s->offs, s->b.n);
	pk_buf_add(&s->b, &h, sizeof(h));
	pk_buf_str(&s->b, key);
	pk_buf_str(&s->b, value);
	return s->b.n + s->offs.n * sizeof(size_t) * 2 > s->memory ? spill(s, sink) : 0;
}

/* Makes the first record of a run whole in memory: 1, 0 when the run is used up, -1 diagnosed. */
static int
fill(struct pk_sorter *s, struct run *r, struct pk_sink *sink)
{
	size_t have = r->b.n - r->pos, want;

	while (have < sizeof(struct head) || have < rec_size(r->b.p + r->pos)) {
		ssize_t n;

		if (r->at == r->end)
			return 0;
		if (r->pos > 0) {
			memmove(r->b.p, r->b.p + r->pos, have);
			r->b.n = have;
			r->pos = 0;
		}
		want = have >= sizeof(struct head) ? rec_size(r->b.p) : 0;
		want = want > RUN_BUFFER ? want : RUN_BUFFER;
		want = want < r->end - r->at ? want : (size_t)(r->end - r->at);
		pk_buf_reserve(&r->b, want);
		n = pread(fileno(s->tmp), r->b.p + r->b.n, want, (off_t)r->at);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return trouble(sink);
		r->b.n += (size_t)n;
		r->at += (uint64_t)n;
		have = r->b.n;
	}
	return 1;
}

static bool
before(const struct pk_sorter *s, size_t a, size_t b)
{
	const struct run *x = &s->runs.v[a], *y = &s->runs.v[b];

	return cmp_rec(x->b.p + x->pos, y->b.p + y->pos) < 0;
}

static void
sift(struct pk_sorter *s, size_t i)
{
	for (;;) {
		size_t c = 2 * i + 1, t;

		if (c >= s->nheap)
			return;
		if (c + 1 < s->nheap && before(s, s->heap[c + 1], s->heap[c]))
			c++;
		if (!before(s, s->heap[c], s->heap[i]))
			return;
		t = s->heap[c];
		s->heap[c] = s->heap[i];
		s->heap[i] = t;
		i = c;
	}
}

static int
begin(struct pk_sorter *s, struct pk_sink *sink)
{
	size_t i;

	s->merging = true;
	if (s->runs.n == 0) {
		sort_held(s);
		return 0;
	}
	if (s->offs.n > 0 && spill(s, sink) != 0)
		return -1;
	pk_buf_free(&s->b);
	s->heap = pk_alloc(s->runs.n, sizeof(*s->heap));
	for (i = 0; i < s->runs.n; i++) {
		if (fill(s, &s->runs.v[i], sink) < 0)
			return -1;
		s->heap[s->nheap++] = i;
	}
	for (i = s->nheap; i-- > 0;)
		sift(s, i);
	return 0;
}

static void
give(const char *rec, struct pk_str *key, struct pk_str *value)
{
	struct head h = head_of(rec);

	*key = pk_strn(rec + sizeof(h), h.key);
	*value = pk_strn(key->p + h.key, h.value);
}

/* Behind the record given last: its run steps on and finds its new place. */
static int
advance(struct pk_sorter *s, struct pk_sink *sink)
{
	struct run *r = &s->runs.v[s->heap[0]];
	int rc;

	r->pos += rec_size(r->b.p + r->pos);
	if ((rc = fill(s, r, sink)) < 0)
		return -1;
	if (rc == 0)
		s->heap[0] = s->heap[--s->nheap];
	if (s->nheap > 0)
		sift(s, 0);
	return 0;
}

int
pk_sorter_next(struct pk_sorter *s, struct pk_str *key, struct pk_str *value, struct pk_sink *sink)
{
	bool first = !s->merging;
	const struct run *r;

	if (first && begin(s, sink) != 0)
		return -1;
	if (s->runs.n == 0) {
		if (s->next == s->offs.n)
			return 0;
		give(s->order[s->next++], key, value);
		return 1;
	}
	if (!first && s->nheap > 0 && advance(s, sink) != 0)
		return -1;
	if (s->nheap == 0)
		return 0;
	r = &s->runs.v[s->heap[0]];
	give(r->b.p + r->pos, key, value);
	return 1;
}

void
pk_sorter_free(struct pk_sorter *s)
{
	size_t i;

	if (!s)
		return;
	for (i = 0; i < s->runs.n; i++)
		pk_buf_free(&s->runs.v[i].b);
	if (s->tmp)
		(void)fclose(s->tmp);
	pk_free(s->runs.v);
	pk_free(s->heap);
	pk_free(s->order);
	pk_free(s->offs.v);
	pk_buf_free(&s->b);
	pk_free(s);
}
