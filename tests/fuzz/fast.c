/*
 * Differential fuzzing: the bulk reader against the strict reader (libcsv) on any
 * bytes: same rows, same bad rows, same messages, same rejects.
 *
 *   clang -fsanitize=fuzzer,address ... tests/fuzz/fast.c     a fuzzer (make fuzz)
 *   tests/unit/fast.c includes it and replays what was found
 *
 * The first four bytes of the input choose the options.
 */
#include "base/io.h"
#include "ledger/fast.h"
#include "ledger/fast_scan.h"
#include "text/utf8.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct seen {
	struct pk_buf rows, messages, rejects;
	uint64_t sum;  /* of row hashes: for comparison where the order is not kept */
	uint64_t rows_n, bad;
	int rc;
	pthread_mutex_t lock;
	bool one; /* one thread: the order is kept */
};

static void
note_message(void *ctx, const struct pk_diag *d)
{
	struct seen *s = ctx;

	pk_buf_printf(&s->messages, "%zu:%zu: ", d->pos.line, d->pos.col);
	pk_diag_render(d, PK_EN, &s->messages);
	pk_buf_putc(&s->messages, '\n');
}

static void
note_row(struct seen *s, const struct pk_buf *row)
{
	s->sum += pk_hash(row->p, row->n);
	s->rows_n++;
	if (s->one)
		pk_buf_str(&s->rows, pk_buf_view(row));
}

/* A row that a caller of the readers might find bad: both must tell it in the same place. */
static bool
is_sour(struct pk_str field)
{
	return field.n > 0 && field.p[field.n - 1] == '!';
}

static int
open_table(struct pk_table *t, const char *path, const struct pk_table_opts *o, struct pk_sink *sink)
{
	return pk_table_open(t, path, o, sink);
}

static void
read_strict(const char *path, const struct pk_table_opts *o, struct seen *s)
{
	struct pk_sink sink = {note_message, s, {0}};
	struct pk_buf b = PK_BUF_INIT;
	struct pk_table t;
	struct pk_row row;
	size_t i;

	s->rc = open_table(&t, path, o, &sink);
	while (s->rc == 0 && (s->rc = pk_table_next(&t, &row)) > 0) {
		s->rc = 0;
		pk_buf_clear(&b);
		if (is_sour(pk_cell_at(&row, 0))) {
			pk_table_bad_cell(&t, &row, 0, PK_D_LEDGER_DATE, NULL);
			continue;
		}
		for (i = 0; i < row.n; i++)
			pk_buf_printf(&b, "%zu<%.*s>", row.field[i].n, PK_FMT(row.field[i]));
		pk_buf_putc(&b, '\n');
		note_row(s, &b);
	}
	s->bad = t.bad;
	pk_buf_free(&b);
	pk_table_close(&t);
}

static int
note_batch(void *ctx, const struct pk_fast_batch *batch)
{
	struct seen *s = ctx;
	struct pk_buf b = PK_BUF_INIT, scratch = PK_BUF_INIT;
	size_t r, i;

	(void)pthread_mutex_lock(&s->lock);
	for (r = 0; r < batch->nrows; r++) {
		struct pk_str f = pk_fast_field(batch, r, 0, &scratch);
		struct pk_row one = {&f, 1, 0, PK_S("")};

		pk_buf_clear(&b);
		if (is_sour(pk_cell_at(&one, 0))) {
			pk_fast_bad_cell(batch, r, 0, PK_D_LEDGER_DATE, NULL);
			continue;
		}
		for (i = 0; i < batch->nfields; i++) {
			f = pk_fast_field(batch, r, i, &scratch);
			pk_buf_printf(&b, "%zu<%.*s>", f.n, PK_FMT(f));
		}
		pk_buf_putc(&b, '\n');
		note_row(s, &b);
	}
	(void)pthread_mutex_unlock(&s->lock);
	pk_buf_free(&b);
	pk_buf_free(&scratch);
	return 0;
}

static void
read_fast(const char *path, const struct pk_table_opts *o, const struct pk_fast_opts *fo,
    struct seen *s)
{
	struct pk_sink sink = {note_message, s, {0}};
	struct pk_table t;

	(void)pthread_mutex_init(&s->lock, NULL);
	s->rc = open_table(&t, path, o, &sink);
	if (s->rc == 0)
		s->rc = pk_fast_run(&t, fo, note_batch, s);
	s->bad = t.bad;
	pk_table_close(&t);
	(void)pthread_mutex_destroy(&s->lock);
}

static void
seen_free(struct seen *s)
{
	pk_buf_free(&s->rows);
	pk_buf_free(&s->messages);
	pk_buf_free(&s->rejects);
}

static bool
same(const struct pk_buf *a, const struct pk_buf *b)
{
	return pk_str_eq(pk_buf_view(a), pk_buf_view(b));
}

/* The differences, on standard error. */
static bool
compare(struct seen *a, struct seen *b, const char *how)
{
	bool ok = a->rc == b->rc && a->rows_n == b->rows_n && a->sum == b->sum && a->bad == b->bad &&
	          same(&a->messages, &b->messages) && same(&a->rejects, &b->rejects) &&
	          (!b->one || same(&a->rows, &b->rows));

	if (ok)
		return true;
	fprintf(stderr, "fast reader differs (%s)\n", how);
	fprintf(stderr, "strict: rc %d, %ju rows, %ju bad\n%s%s--\n", a->rc, (uintmax_t)a->rows_n,
	    (uintmax_t)a->bad, pk_buf_z(&a->rows), pk_buf_z(&a->messages));
	fprintf(stderr, "%s\nfast: rc %d, %ju rows, %ju bad\n%s%s--\n", pk_buf_z(&a->rejects), b->rc,
	    (uintmax_t)b->rows_n, (uintmax_t)b->bad, pk_buf_z(&b->rows), pk_buf_z(&b->messages));
	fprintf(stderr, "%s\n", pk_buf_z(&b->rejects));
	return false;
}

/* One file that every run writes anew. */
static const char *
scratch_file(const uint8_t *p, size_t n)
{
	static char path[64];
	static int fd = -1;
	size_t done = 0;

	if (fd < 0) {
		(void)snprintf(path, sizeof(path), "%s/plankit-fast-XXXXXX",
		    access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
		fd = mkstemp(path);
		if (fd < 0)
			abort();
	}
	if (!p) {
		(void)unlink(path);
		(void)close(fd);
		fd = -1;
		return NULL;
	}
	if (ftruncate(fd, 0) != 0)
		abort();
	while (done < n) {
		ssize_t w = pwrite(fd, p + done, n - done, (off_t)done);

		if (w <= 0)
			abort();
		done += (size_t)w;
	}
	return path;
}

/* false when the two readers differ. */
static bool
fast_one_input(const uint8_t *p, size_t n)
{
	static const size_t chunks[] = {64, 128, 192, 448, 4096, 0};
	static const char *const scanners[] = {NULL, "portable", "sse2", "avx2", "avx512", "neon"};
	struct pk_table_opts o = {.kind = PK_TABLE_ANY};
	struct pk_fast_opts fo = {0};
	struct pk_out rejects;
	struct seen a = {.one = true}, b = {0};
	const char *path;
	bool ok;

	if (n < 4)
		return true;
	fo.chunk = chunks[p[0] % 6];
	fo.threads = 1 + (p[0] >> 6);
	fo.scanner = scanners[p[1] % 6];
	o.record_max = p[1] & 64 ? (size_t)(p[2] % 97) + 8 : 0;
	o.delim = p[3] & 1 ? 0 : p[3] & 2 ? ',' : ';';
	o.encoding = p[3] & 4 ? "UTF-8" : NULL;
	b.one = fo.threads == 1;
	path = scratch_file(p + 4, n - 4);
	o.rejects = &rejects;
	pk_out_memory(&rejects);
	read_strict(path, &o, &a);
	pk_buf_str(&a.rejects, pk_buf_view(&rejects.b));
	pk_out_abort(&rejects);
	pk_out_memory(&rejects);
	read_fast(path, &o, &fo, &b);
	pk_buf_str(&b.rejects, pk_buf_view(&rejects.b));
	pk_out_abort(&rejects);
	ok = compare(&a, &b, fo.scanner ? fo.scanner : "best");
	seen_free(&a);
	seen_free(&b);
	return ok;
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	if (!fast_one_input(p, n))
		abort();
	return 0;
}
