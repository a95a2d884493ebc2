/* bundle: digests taken side by side are those that libcrypto takes one by one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "random.h"

#include "bundle/digest.h"

#include <stdio.h>
#include <stdlib.h>

enum { LONGEST = 70000, FILES = 60, ALL = (1u << PK_ALG_MAX) - 1 };
static unsigned char *data;

static int
set_up(void **state)
{
	size_t i;

	(void)state;
	data = malloc(LONGEST + PK_SUM_LANES_MAX);
	for (i = 0; i < LONGEST + PK_SUM_LANES_MAX; i++)
		data[i] = (unsigned char)rnd(256);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	free(data);
	return 0;
}

/* A file in a lane: bytes of `data`, given a piece at a time. */
struct file {
	struct pk_digest d;
	const unsigned char *p;
	size_t n, at;
};

static void
begin(struct file *f, size_t n, unsigned mask)
{
	f->p = data + rnd(PK_SUM_LANES_MAX); /* at any address */
	f->n = n;
	f->at = 0;
	pk_digest_start_lane(&f->d, mask);
}

static void
expect_right(struct file *f)
{
	struct pk_digest d = PK_DIGEST_INIT;
	unsigned char got[PK_DIGEST_MAX], want[PK_DIGEST_MAX];
	size_t a;

	pk_digest_start(&d, f->d.mask);
	pk_digest_add(&d, f->p, f->n);
	for (a = 0; a < PK_ALG_MAX; a++) {
		if (!(d.mask & 1u << a))
			continue;
		pk_digest_end(&f->d, (enum pk_alg)a, got);
		pk_digest_end(&d, (enum pk_alg)a, want);
		if (memcmp(got, want, pk_alg_size[a]) != 0)
			fail_msg("%s of %zu bytes", pk_alg_name[a], f->n);
	}
	pk_digest_free(&d);
}

/* The next piece of at most `piece` bytes; false at the end. */
static bool
give(struct file *f, size_t piece)
{
	size_t n = 1 + rnd(piece);

	if (n > f->n - f->at)
		n = f->n - f->at;
	f->d.more = pk_strn((const char *)f->p + f->at, n);
	f->at += n;
	return n > 0;
}

/* Files of random lengths, most of them short, through so many lanes; one that ends makes room for the next. */
static void
through(size_t lanes, unsigned mask, size_t piece)
{
	struct file f[PK_SUM_LANES_MAX] = {{.n = 0}};
	struct pk_digest *d[PK_SUM_LANES_MAX];
	size_t i, k = lanes, begun = 0;

	for (i = 0; i < lanes; i++) {
		d[i] = &f[i].d;
		begin(&f[i], rnd(LONGEST), mask);
		begun++;
	}
	while (k > 0) {
		for (i = 0; i < k;) {
			struct file *at = (struct file *)(void *)((char *)d[i] - offsetof(struct file, d));

			if (at->d.more.n > 0 || give(at, piece)) {
				i++;
				continue;
			}
			expect_right(at);
			if (begun++ < FILES)
				begin(at, rnd(4) ? rnd(300) : rnd(LONGEST), mask == ALL && rnd(2) ? 1u << rnd(PK_ALG_MAX) : mask);
			else
				d[i] = d[--k];
		}
		pk_digest_add_lanes(d, k);
	}
	for (i = 0; i < lanes; i++)
		pk_digest_free(&f[i].d);
}

static void
test_random(void **state)
{
	size_t lanes;

	(void)state;
	for (lanes = 1; lanes <= PK_SUM_LANES_MAX; lanes++) {
		through(lanes, 1u << PK_SHA256, 65536);
		through(lanes, 1u << PK_SM3, 65536);
		through(lanes, 1u << PK_SHA256 | 1u << PK_SM3, 5000);
		through(lanes, ALL, 65536);
		through(lanes, ALL, 100);
	}
}

/* Every length about the edges of the padding, in every pair. */
static void
test_padding(void **state)
{
	struct file f[2] = {{.n = 0}};
	struct pk_digest *d[2] = {&f[0].d, &f[1].d};
	size_t a, b, i;

	(void)state;
	for (a = 0; a <= 2 * PK_SUM_BLOCK + 1; a++) {
		for (b = 0; b <= 2 * PK_SUM_BLOCK + 1; b++) {
			begin(&f[0], a, 1u << PK_SHA256 | 1u << PK_SM3);
			begin(&f[1], b, 1u << PK_SHA256 | 1u << PK_SM3);
			for (i = 0; i < 2; i++)
				f[i].d.more = pk_strn((const char *)f[i].p, f[i].n);
			while (f[0].d.more.n && f[1].d.more.n)
				pk_digest_add_lanes(d, 2);
			for (i = 0; i < 2; i++)
				while (f[i].d.more.n)
					pk_digest_add_lanes(&d[i], 1);
			expect_right(&f[0]);
			expect_right(&f[1]);
		}
	}
	for (i = 0; i < 2; i++)
		pk_digest_free(&f[i].d);
}

/* Lanes of one length all the way, the first file longer: it ends on its own. */
static void
test_lengths(void **state)
{
	struct file f[PK_SUM_LANES_MAX] = {{.n = 0}};
	struct pk_digest *d[PK_SUM_LANES_MAX];
	size_t n, i;

	(void)state;
	for (n = 1; n <= PK_SUM_LANES_MAX; n++) {
		for (i = 0; i < n; i++) {
			d[i] = &f[i].d;
			begin(&f[i], i ? 4096 : LONGEST, ALL);
			f[i].d.more = pk_strn((const char *)f[i].p, f[i].n);
		}
		/* What is without bytes holds up the others: it is taken out. */
		while (n > 1 && f[1].d.more.n > 0)
			pk_digest_add_lanes(d, n);
		while (f[0].d.more.n > 0)
			pk_digest_add_lanes(d, 1);
		for (i = 0; i < n; i++)
			expect_right(&f[i]);
	}
	for (i = 0; i < PK_SUM_LANES_MAX; i++)
		pk_digest_free(&f[i].d);
}

static void
test_lanes(void **state)
{
	unsigned both = pk_digest_lanes(1u << PK_SHA256 | 1u << PK_SM3);

	(void)state;
	assert_int_equal(pk_digest_lanes(0), 1);
	assert_int_equal(pk_digest_lanes(1u << PK_SHA512 | 1u << PK_MD5), 1);
	assert_int_equal(pk_digest_lanes(1u << PK_SHA256), pk_sum_sha256() ? 2 : 1);
	assert_int_equal(pk_digest_lanes(1u << PK_SM3), pk_sum_sm3() ? 8 : 1);
	assert_true(both >= pk_digest_lanes(1u << PK_SHA256) && both >= pk_digest_lanes(1u << PK_SM3));
	assert_true(both <= PK_SUM_LANES_MAX);
	if (!pk_sum_sha256() || !pk_sum_sm3())
		print_message("this processor takes not all digests side by side: libcrypto against itself\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_random), cmocka_unit_test(test_padding),
	    cmocka_unit_test(test_lengths), cmocka_unit_test(test_lanes)};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
