/* parse: word lists with an index find what the plain search of the same words finds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "parse/read.h"

PK_WORDS(units, "局", "委", "市教育局", "教育局", "办", "办公", "办公室", "%", "(含)", "a", "ab", "é", "🙂",
    "🙂局", "公");
PK_WORDS(nothing, "甲");

/* What the index must find: every word compared at the place. */
static size_t
plain_at(struct pk_str t, size_t i)
{
	size_t best = 0, k, n;

	for (k = 0; units.word[k]; k++) {
		n = strlen(units.word[k]);
		if (n > best && i + n <= t.n && memcmp(t.p + i, units.word[k], n) == 0)
			best = n;
	}
	return best;
}

static size_t
plain_before(struct pk_str t, size_t i)
{
	size_t best = 0, k, n;

	for (k = 0; units.word[k]; k++) {
		n = strlen(units.word[k]);
		if (n > best && n <= i && memcmp(t.p + i - n, units.word[k], n) == 0)
			best = n;
	}
	return best;
}

static bool
plain_in(struct pk_str t, size_t from, size_t to)
{
	struct pk_str s = pk_str_sub(t, from, to);
	size_t k;

	for (k = 0; units.word[k]; k++)
		if (pk_str_find(s, pk_str(units.word[k]), 0) != PK_NPOS)
			return true;
	return false;
}

/* Texts of the words' own characters, so that hits, near misses and overlaps are many. */
static void
random_text(uint32_t *seed, struct pk_buf *b)
{
	static const char *const piece[] = {"局", "委", "市", "教", "育", "办", "公", "室", "%", "(", "含",
	    ")", "a", "b", "é", "🙂", "，", " "};
	size_t n;

	pk_buf_clear(b);
	for (n = 0; n < 12; n++) {
		*seed = *seed * 1664525 + 1013904223;
		pk_buf_puts(b, piece[(*seed >> 16) % (sizeof(piece) / sizeof(piece[0]))]);
	}
}

static void
test_same(void **state)
{
	struct pk_buf b = PK_BUF_INIT;
	uint32_t seed = 7, cp;
	size_t round, i, to;

	(void)state;
	for (round = 0; round < 3000; round++) {
		struct pk_str t;

		random_text(&seed, &b);
		t = pk_buf_view(&b);
		for (i = 0; i <= t.n; i = i < t.n ? pk_rd_next(t, i, &cp) : i + 1) {
			assert_int_equal(pk_rd_any(t, i, units), plain_at(t, i));
			assert_int_equal(pk_rd_any_before(t, i, units), plain_before(t, i));
			for (to = i; to <= t.n; to++)
				assert_int_equal(pk_rd_has(t, i, to, units), plain_in(t, i, to));
		}
	}
	pk_buf_free(&b);
}

static void
test_edges(void **state)
{
	struct pk_str t = PK_S("教育局");

	(void)state;
	assert_int_equal(pk_rd_any(t, 0, units), strlen("教育局"));
	assert_int_equal(pk_rd_any(t, t.n, units), 0);
	assert_int_equal(pk_rd_any_before(t, 0, units), 0);
	assert_int_equal(pk_rd_any_before(t, t.n, units), strlen("教育局"));
	assert_int_equal(pk_rd_any_before(t, t.n + 1, units), 0);
	assert_false(pk_rd_has(t, 0, 5, units)); /* within a character */
	assert_true(pk_rd_has(t, 0, 99, units));
	assert_int_equal(pk_rd_any(t, 0, nothing), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_same), cmocka_unit_test(test_edges)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
