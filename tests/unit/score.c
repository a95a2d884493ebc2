/* Points read fast, periods, ranks, groups and their sums. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "random.h"
#include "score/groups.h"
#include "score/period.h"
#include "score/points.h"
#include "score/rank.h"
#include "score/where.h"

#include <stdio.h>

/* What the fast way reads is what pk_dec_parse() reads; what it refuses may be anything. */
static void
test_points(void **state)
{
	static const char set[] = "0123456789999..-+,e /:";
	char text[32];
	struct pk_dec d;
	int64_t fast;
	size_t i, k, n, read = 0;

	(void)state;
	for (i = 0; i < 2000000; i++) {
		memset(text, "x7.,\""[rnd(5)], sizeof(text));
		n = rnd(10);
		for (k = 0; k < n; k++)
			text[k] = set[rnd(rnd(3) ? 13 : sizeof(set) - 1)];
		if (!pk_points_fast((const unsigned char *)text, n, &fast))
			continue;
		read++;
		assert_int_equal(pk_dec_parse(pk_strn(text, n), &d), 0);
		assert_true(d.v == fast);
	}
	assert_true(read > 100000);
	assert_true(pk_points_fast((const unsigned char *)"-12.5,xxxxx", 5, &fast));
	assert_true(fast == -12500000000);
	assert_false(pk_points_fast((const unsigned char *)"-xxxxxxxxxx", 1, &fast));
	assert_false(pk_points_fast((const unsigned char *)".xxxxxxxxxx", 1, &fast));
	assert_false(pk_points_fast((const unsigned char *)"xxxxxxxxxxx", 0, &fast));
}

static void
test_periods(void **state)
{
	static const struct {
		const char *in, *out;
	} good[] = {{"2024-06", "2024-06"}, {"2024Q2", "2024Q2"}, {"2024q4", "2024Q4"}, {"2024H1", "2024H1"},
	    {"2024", "2024"}, {"2024年", "2024"}, {"2024年度", "2024"}, {"2024年6月", "2024-06"},
	    {"2024年12月份", "2024-12"}, {"2024年第二季度", "2024Q2"}, {"2024年二季度", "2024Q2"},
	    {"2024年3季度", "2024Q3"}, {"2024年上半年", "2024H1"}, {"2024年下半年", "2024H2"},
	    {"2024-Q1", "2024Q1"}, {"2024/7", "2024-07"}, {" 2024.08 ", "2024-08"}};
	static const char *const bad[] = {"", "24Q2", "2024Q5", "2024Q0", "2024-13", "2024H3", "2024-", "2024Q",
	    "2024年五季度", "2024-06-01", "二〇二四", "2024x", "0000"};
	struct pk_buf b = PK_BUF_INIT;
	struct pk_period p, w;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		assert_int_equal(pk_period_parse(pk_str(good[i].in), &p), 0);
		pk_buf_clear(&b);
		pk_period_print(p, &b);
		assert_string_equal(pk_buf_z(&b), good[i].out);
	}
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(pk_period_parse(pk_str(bad[i]), &p), -1);
	assert_int_equal(pk_period_parse(PK_S("2024-12"), &p), 0);
	assert_int_equal(pk_period_widen(p, PK_P_QUARTER, &w), 0);
	assert_int_equal(w.i, 4);
	assert_int_equal(pk_period_widen(w, PK_P_MONTH, &p), -1);
	p = pk_period_next(w);
	assert_int_equal(p.y, 2025);
	assert_int_equal(p.i, 1);
	assert_int_equal(pk_date_cmp(pk_period_last(w), (struct pk_date){2024, 12, 31}), 0);
	pk_buf_free(&b);
}

static const int *values;

static bool
same(void *ctx, size_t i)
{
	(void)ctx;
	return values[i] == values[i - 1];
}

static bool
anew(void *ctx, size_t i)
{
	(void)ctx;
	return values[i] > values[i - 1];
}

static void
test_ranks(void **state)
{
	static const int v[] = {9, 8, 8, 7, 9, 9, 1};
	static const uint64_t want[PK_TIES_MAX][7] = {{1, 2, 2, 4, 1, 1, 3}, {1, 2, 2, 3, 1, 1, 2},
	    {1, 3, 3, 4, 2, 2, 3}, {1, 2, 3, 4, 1, 2, 3}};
	uint64_t rank[7];
	int t;

	(void)state;
	values = v;
	for (t = 0; t < PK_TIES_MAX; t++) {
		pk_rank(7, (enum pk_ties)t, same, anew, NULL, rank);
		assert_memory_equal(rank, want[t], sizeof(rank));
	}
	pk_rank(0, PK_TIES_1224, same, NULL, NULL, rank);
}

/* Many keys of all lengths; sums past 128 bits and back, in two tables and in any order. */
static void
test_groups(void **state)
{
	enum { KEYS = 5000 };
	struct pk_groups all, part[2];
	struct pk_buf key = PK_BUF_INIT;
	struct pk_dec sum;
	pk_i128 huge = (pk_i128)1 << 126;
	size_t i, k;

	(void)state;
	pk_groups_init(&all, 1);
	pk_groups_init(&part[0], 1);
	pk_groups_init(&part[1], 1);
	for (k = 0; k < 6; k++)
		for (i = 0; i < KEYS; i++) {
			struct pk_key s;

			pk_buf_clear(&key);
			pk_buf_printf(&key, "%zu", i * 7919 % KEYS);
			while (key.n < i * 7919 % KEYS % 70)
				pk_buf_putc(&key, 'k');
			pk_buf_reserve(&key, PK_KEY_HEAD);
			pk_key_set(&s, (const unsigned char *)key.p, key.n);
			pk_acc_add(&pk_groups_get(&part[k % 2], &s)->acc[0], k < 3 ? huge : -huge + 1);
		}
	pk_groups_merge(&all, &part[1]);
	pk_groups_merge(&all, &part[0]);
	assert_int_equal(all.n, KEYS);
	for (i = 0; i < KEYS; i++) {
		const struct pk_group *g = pk_groups_at(&all, i);

		assert_int_equal(g->acc[0].n, 6);
		assert_int_equal(pk_acc_sum(&g->acc[0], &sum), 0);
		assert_true(sum.v == 3);
		assert_true(g->acc[0].max == huge && g->acc[0].min == -huge + 1);
		assert_ptr_equal(pk_groups_find(&all, pk_strn(g->key, g->nkey)), g);
	}
	assert_null(pk_groups_find(&all, PK_S("none")));
	pk_groups_clear(&all);
	assert_int_equal(all.n, 0);
	assert_null(pk_groups_find(&all, PK_S("1")));
	pk_groups_free(&all);
	pk_groups_free(&part[0]);
	pk_groups_free(&part[1]);
	pk_buf_free(&key);
}

static void
test_filters(void **state)
{
	static const struct {
		const char *filter, *cell;
		bool holds;
	} cases[] = {{"a=x", "x", true}, {"a=x", "X", false}, {"a=x|y", "y", true}, {"a=0.5", "0.50", true},
	    {"a=0.5|1", "1.0", true}, {"a!=x", "", true}, {"a=", "", true}, {"a=", "x", false}, {"a!=", "x", true},
	    {"a<10", "9", true}, {"a<10", "9x", false}, {"a>=2025-01-01", "2025-02-01", true}, {"a<=5", "5.0", true},
	    {"a>b", "c", true}, {"a~尘", "扬尘治理", true}, {"a!~尘", "保洁", true}, {" a = x ", "x", true},
	    {"a=x=y", "x=y", true}, {"a=~^单位[0-9]+$", "单位12", true}};
	static const char *const bad[] = {"", "a", "=x", "<3"};
	struct pk_sink quiet = {0};
	struct pk_where w;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(pk_where_parse(pk_str(cases[i].filter), &w, &quiet), 0);
		assert_true(pk_str_is(w.column, "a"));
		assert_int_equal(pk_where_holds(&w, pk_str(cases[i].cell)), cases[i].holds);
		pk_where_free(&w);
	}
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(pk_where_parse(pk_str(bad[i]), &w, &quiet), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_points),
	    cmocka_unit_test(test_periods),
	    cmocka_unit_test(test_ranks),
	    cmocka_unit_test(test_groups),
	    cmocka_unit_test(test_filters),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
