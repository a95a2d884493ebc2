/* The bulk reader against the strict one, on texts made to be awkward. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "random.h"
#include "../fuzz/fast.c"

/* Pieces that ledgers are made of, and those that break them. */
static const char *const bits[] = {",", ",", ",", "\n", "\n", "\r\n", "\r", "\"", "\"\"", "a", "bc", "0.5",
    "城关镇", "人民路与建设街交叉口，垃圾", "\"x,y\"", "\"x\ny\"", "\"he said \"\"no\"\"\"", ",\"", "\",",
    "\"\n", " ", "\xe4\xba", "\xff", "x!", ";", "\t", "　", "\xf0\x9f\x8c\x8f", "n\n", ",,,",
    "quite a long stretch of text that goes past sixty-four bytes, commas and all, without a quote"};

static void
add_random(struct pk_buf *b, size_t n)
{
	while (n-- > 0) {
		if (rnd(40) == 0)
			pk_buf_putc(b, (char)rnd(256));
		else
			pk_buf_puts(b, bits[rnd(sizeof(bits) / sizeof(bits[0]))]);
	}
}

/* Mostly right: rows of three fields, a few of them awkward. */
static void
add_rows(struct pk_buf *b, size_t n, const char *eol)
{
	static const char *const cell[] = {"城关镇", "0.5", "", "\"a,b\"", "\"l1\nl2\"", "\"q\"\"q\"", "y!",
	    "中心医院门诊楼前乱贴乱画现象严重已下达整改通知书", "\"\""};

	while (n-- > 0) {
		size_t i, fields = rnd(30) ? 3 : rnd(5);

		for (i = 0; i < fields; i++) {
			if (i)
				pk_buf_putc(b, ',');
			pk_buf_puts(b, cell[rnd(sizeof(cell) / sizeof(cell[0]))]);
		}
		if (rnd(60) == 0)
			add_random(b, 2);
		pk_buf_puts(b, eol);
	}
}

static void
test_random(void **state)
{
	struct pk_buf b = PK_BUF_INIT;
	int i;

	(void)state;
	for (i = 0; i < 20000; i++) {
		int k;

		pk_buf_clear(&b);
		for (k = 0; k < 4; k++)
			pk_buf_putc(&b, (char)rnd(256));
		switch (rnd(4)) {
		case 0:
			add_random(&b, rnd(40));
			break;
		case 1:
			pk_buf_puts(&b, "h,i,j\n");
			add_random(&b, rnd(200));
			break;
		case 2:
			pk_buf_puts(&b, "h,i,j\r\n");
			add_rows(&b, rnd(60), "\r\n");
			break;
		default:
			pk_buf_puts(&b, "h,i,j\n");
			add_rows(&b, rnd(60), rnd(8) ? "\n" : "\r");
			break;
		}
		assert_true(fast_one_input((const uint8_t *)b.p, b.n));
	}
	pk_buf_free(&b);
	(void)scratch_file(NULL, 0);
}

/* Every scanner that this machine can run gives the portable one's masks. */
static void
test_scanners(void **state)
{
	enum { N = 8 };
	unsigned char raw[PK_BLOCK + N * PK_BLOCK];
	struct pk_block want[N], got[N];
	int i;

	(void)state;
	for (i = 0; i < 20000; i++) {
		const struct pk_scanner *s;
		struct pk_buf b = PK_BUF_INIT;
		struct pk_seen a = {0};

		while (b.n < sizeof(raw))
			add_random(&b, 5);
		memcpy(raw, b.p, sizeof(raw));
		pk_buf_free(&b);
		pk_masks_portable(raw + PK_BLOCK, N, ',', want, &a);
		for (s = pk_scanners; s->masks != pk_masks_portable; s++) {
			struct pk_seen c = {0};

			if (s->usable && !s->usable())
				continue;
			s->masks(raw + PK_BLOCK, N, ',', got, &c);
			assert_memory_equal(want, got, sizeof(want));
			assert_int_equal(a.nul, c.nul);
			assert_int_equal(a.cr, c.cr);
			assert_int_equal(a.quote, c.quote);
			assert_int_equal(a.lf, c.lf);
			/* Either may be fooled by what stands before the first byte, not by more. */
			if (!a.ill)
				assert_false(c.ill);
		}
	}
}

/* Every two-, three- and four-byte sequence at a block's edge: ill-formed or not. */
static void
test_utf8(void **state)
{
	const struct pk_scanner *s;
	int i, lead, k;

	(void)state;
	for (s = pk_scanners; s->masks; s++) {
		if (s->usable && !s->usable())
			continue;
		for (lead = 0xc0; lead < 0x100; lead++)
			for (i = 0; i < 256; i++)
				for (k = 0; k < 4; k++) {
					unsigned char raw[3 * PK_BLOCK];
					struct pk_block out[2];
					struct pk_seen seen = {0};
					struct pk_str all = pk_strn((char *)raw + 4, sizeof(raw) - 4);

					memset(raw, 'a', sizeof(raw));
					raw[2 * PK_BLOCK - 2] = (unsigned char)lead;
					raw[2 * PK_BLOCK - 1] = (unsigned char)i;
					memset(raw + 2 * PK_BLOCK, 0x80 + 0x10 * k, (size_t)k);
					s->masks(raw + PK_BLOCK, 2, ',', out, &seen);
					assert_int_equal(seen.ill, pk_utf8_check(all) < all.n);
				}
		if (s->masks == pk_masks_portable)
			break;
	}
}

/* What fuzzing found worth keeping: each input with its length (16 bits, little end first) in front. */
static void
test_seeds(void **state)
{
	struct pk_buf b = PK_BUF_INIT;
	struct pk_sink quiet = {0};
	size_t at, n, count = 0;

	(void)state;
	assert_int_equal(pk_read_file("tests/fuzz/fast.seeds", 1 << 20, &b, &quiet), 0);
	for (at = 0; at + 2 <= b.n; at += 2 + n, count++) {
		n = (size_t)(uint8_t)b.p[at] | (size_t)(uint8_t)b.p[at + 1] << 8;
		assert_true(at + 2 + n <= b.n);
		assert_true(fast_one_input((const uint8_t *)b.p + at + 2, n));
	}
	assert_true(count > 1000);
	pk_buf_free(&b);
	(void)scratch_file(NULL, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_scanners),
	    cmocka_unit_test(test_utf8),
	    cmocka_unit_test(test_seeds),
	    cmocka_unit_test(test_random),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
