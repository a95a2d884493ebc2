/* cal: EDTF read back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "cal/edtf.h"

#include <stdio.h>

static void
test_read(void **state)
{
	static const struct {
		const char *in, *from, *to; /* as days of 2026 where the year is unknown; "" open */
	} good[] = {{"2026-10-15", "2026-10-15", "2026-10-15"}, {"2026-02", "2026-02-01", "2026-02-28"},
	    {"2024-02", "2024-02-01", "2024-02-29"}, {"2027", "2027-01-01", "2027-12-31"},
	    {"../2026-10-15", "", "2026-10-15"}, {"2026-12-01/..", "2026-12-01", ""},
	    {"XXXX-04-20/XXXX-04-28", "2026-04-20", "2026-04-28"},
	    {"20XX-11-01/20XX-02-28", "2026-11-01", "2027-02-28"},
	    {"../XXXX-06-30", "", "2026-06-30"}, {"XXXX-02-29", "2026-02-28", "2026-02-28"},
	    {"2025-11/2026-02", "2025-11-01", "2026-02-28"}, {"20XX", "2026-01-01", "2026-12-31"}};
	static const char *const bad[] = {"", "..", "../..", "2026-13", "2026-02-30", "2026-2", "202X-",
	    "XXXX-XX-XX", "2026-10-15/", "/2026", "2026-10-15x", "20 6", "X026", "+026", "2026-1 -01",
	    "2026/2027/2028", "0000"};
	struct pk_edtf e;
	int64_t from, to;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		struct pk_date d;

		assert_int_equal(pk_edtf_read(pk_str(good[i].in), &e), 0);
		pk_edtf_days(&e, 2026, &from, &to);
		if (good[i].from[0] == 0) {
			assert_true(from == INT64_MIN && e.from.open);
		} else {
			assert_int_equal(pk_date_parse(pk_str(good[i].from), &d), 0);
			assert_int_equal(from, pk_date_days(d));
		}
		if (good[i].to[0] == 0) {
			assert_true(to == INT64_MAX && e.to.open);
		} else {
			assert_int_equal(pk_date_parse(pk_str(good[i].to), &d), 0);
			assert_int_equal(to, pk_date_days(d));
		}
	}
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (pk_edtf_read(pk_str(bad[i]), &e) != -1)
			fail_msg("'%s' was taken", bad[i]);
}

static void
test_no_such_day(void **state)
{
	static const char *const none[] = {"2026-02-30", "XXXX-09-31", "../20XX-11-31", "2026-04-20/2026-04-31"};
	static const char *const some[] = {"", "2026", "XXXX-02-29", "../2026-02-28", "2026-04-01/..", "明天"};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		assert_true(pk_edtf_no_such_day(pk_str(none[i])));
	for (i = 0; i < sizeof(some) / sizeof(some[0]); i++)
		assert_false(pk_edtf_no_such_day(pk_str(some[i])));
}

static void
test_backwards(void **state)
{
	struct pk_edtf e;
	int64_t from, to;

	(void)state;
	/* Both years written: what is written stays, even when it runs backwards. */
	assert_int_equal(pk_edtf_read(PK_S("2026-09-20/2026-09-10"), &e), 0);
	pk_edtf_days(&e, 2001, &from, &to);
	assert_true(to < from);
	assert_string_equal(e.from.year, "2026");
	assert_int_equal(pk_edtf_read(PK_S("20XX-09-20"), &e), 0);
	assert_string_equal(e.to.year, "20XX");
	assert_int_equal(e.to.date.y, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_read),
	    cmocka_unit_test(test_no_such_day), cmocka_unit_test(test_backwards)};

	return cmocka_run_group_tests_name("edtf", tests, NULL, NULL);
}
