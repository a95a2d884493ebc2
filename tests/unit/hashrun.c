/* bundle: many files hashed in lanes and threads, whatever their sizes: each once, with its own digests. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "random.h"

#include "base/rmtree.h"
#include "bundle/hashrun.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* HUGE: as large as those that have a thread which reads them ahead. */
enum { FILES = 90, HUGE = 5 << 20, ALGS = 3 };
static const enum pk_alg algs[ALGS] = {PK_SHA256, PK_SM3, PK_SHA1};

static char dir[] = "/tmp/plankit-hashrun-XXXXXX";
static unsigned char want[FILES + 3][ALGS][PK_DIGEST_MAX]; /* by number of the file */

static void
path_of(size_t i, char path[64])
{
	(void)snprintf(path, 64, "%s/%03zu", dir, i);
}

/* File i of n bytes, most of them zeros that take no room on the disk. */
static void
make(size_t i, size_t n)
{
	struct pk_digest d = PK_DIGEST_INIT;
	unsigned char *b = calloc(1, n + 1);
	char path[64];
	size_t a, k;
	FILE *f;

	path_of(i, path);
	f = fopen(path, "wb");
	for (k = 0; k < n; k += 1 + rnd(100000))
		b[k] = (unsigned char)rnd(256);
	for (k = 0; k < n; k++) {
		if (!b[k])
			continue;
		(void)fseek(f, (long)k, SEEK_SET);
		(void)fputc(b[k], f);
	}
	(void)fclose(f);
	assert_int_equal(truncate(path, (off_t)n), 0);
	pk_digest_start(&d, 1u << PK_SHA256 | 1u << PK_SM3 | 1u << PK_SHA1);
	pk_digest_add(&d, b, n);
	for (a = 0; a < ALGS; a++)
		pk_digest_end(&d, algs[a], want[i][a]);
	pk_digest_free(&d);
	free(b);
}

struct seen {
	struct pk_arc *arc;
	uint32_t member[FILES + 3];
	unsigned mask;
	bool vary; /* the mask, by file */
	atomic_uint ended[FILES + 3], wrong, bad; /* cmocka is for the main thread alone */
	atomic_uint_fast64_t bytes;
	uint64_t done, total; /* of the last call of progress */
};

static size_t
number(const struct seen *s, size_t i)
{
	return strtoul(pk_arc_member(s->arc, s->member[i])->path.p, NULL, 10);
}

static unsigned
masks(void *ctx, size_t i)
{
	const struct seen *s = ctx;

	return s->vary ? s->mask & (unsigned)(number(s, i) * 2654435761u >> 8) : s->mask;
}

static void
some(void *ctx, size_t i, struct pk_str block)
{
	struct seen *s = ctx;

	(void)i;
	s->bytes += block.n;
}

static void
ended(void *ctx, size_t i, bool right, struct pk_digest *d, const struct pk_filelook *look,
    const struct pk_reader *r)
{
	struct seen *s = ctx;
	unsigned char got[PK_DIGEST_MAX];
	size_t a, k = number(s, i);

	s->ended[k]++;
	s->bad += look != NULL;
	if (!right) {
		s->bad += r->why != PK_D_ARC_CHANGED;
		s->wrong++;
		return;
	}
	s->bad += d->mask != masks(ctx, i);
	for (a = 0; a < ALGS; a++) {
		if (!(d->mask & 1u << algs[a]))
			continue;
		pk_digest_end(d, algs[a], got);
		s->bad += memcmp(got, want[k][a], pk_alg_size[algs[a]]) != 0;
	}
}

static void
progress(void *ctx, uint64_t done, uint64_t total)
{
	struct seen *s = ctx;

	s->bad += done < s->done || done > total;
	s->done = done;
	s->total = total;
}

/* A run over what is in the folder; returns how many were wrong. */
static unsigned
run_once(unsigned threads, unsigned mask, bool vary, const char *cut)
{
	struct pk_arc_opts ao = {.limits = PK_ARC_LIMITS};
	struct pk_sink sink = {0};
	struct seen s = {.mask = mask, .vary = vary};
	struct pk_hashrun run = {.member = s.member, .threads = threads, .mask = mask, .ctx = &s, .masks = masks,
	    .some = some, .end = ended, .progress = progress, .progress_ctx = &s};
	uint64_t bytes;
	size_t i;

	run.arc = s.arc = pk_arc_open(dir, &ao, &sink);
	assert_non_null(s.arc);
	for (; run.n < pk_arc_count(s.arc); run.n++)
		s.member[run.n] = (uint32_t)run.n;
	if (cut)
		assert_int_equal(truncate(cut, 1), 0);
	bytes = pk_hashrun(&run);
	assert_int_equal(s.bad, 0);
	assert_int_equal(bytes, s.bytes);
	for (i = 0; i < run.n; i++)
		assert_int_equal(s.ended[number(&s, i)], 1);
	if (threads == 1 && !cut)
		assert_true(s.done == bytes && s.total == bytes);
	pk_arc_close(s.arc);
	return s.wrong;
}

static void
run_all(void)
{
	static const unsigned mask[] = {1u << PK_SHA256, 1u << PK_SM3, 1u << PK_SHA256 | 1u << PK_SM3,
	    1u << PK_SHA1, 1u << PK_SHA256 | 1u << PK_SM3 | 1u << PK_SHA1};
	unsigned threads;
	size_t i;

	for (i = 0; i < sizeof(mask) / sizeof(mask[0]); i++)
		for (threads = 1; threads <= 4; threads++)
			assert_int_equal(run_once(threads, mask[i], i == 4, NULL), 0);
}

static void
test_hashrun(void **state)
{
	char path[64];
	size_t i;

	(void)state;
	for (i = 0; i < 3; i++) /* fewer than lanes, one empty */
		make(i, i * 1000);
	run_all();
	for (; i < FILES; i++)
		make(i, rnd(4) ? rnd(3000) : rnd(400000));
	run_all();
	make(i++, HUGE);
	run_all();
	make(i++, HUGE + 77);
	run_all();
	/* Changed after the folder was read: these, and none beside them. */
	path_of(FILES, path);
	assert_int_equal(run_once(2, 1u << PK_SHA256, false, path), 1);
	make(FILES, HUGE);
	path_of(7, path);
	assert_int_equal(run_once(2, 1u << PK_SM3, false, path), 1);
}

static int
set_up(void **state)
{
	(void)state;
	assert_non_null(mkdtemp(dir));
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	pk_rmtree(dir);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_hashrun)};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
