/* text/pattern: what matches, what is refused, and that a hostile pattern ends. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "text/pattern.h"

static int
match(const char *pattern, const char *s, struct pk_sink *sink)
{
	struct pk_pattern *p = pk_pattern_new(pk_str(pattern), PK_NOPOS, sink);
	int rc;

	assert_non_null(p);
	rc = pk_pattern_match(p, pk_str(s), PK_NOPOS, sink);
	pk_pattern_free(p);
	return rc;
}

static void
test_match(void **state)
{
	struct pk_sink sink = {0};

	(void)state;
	assert_int_equal(match("(镇|乡)$", "云岭镇", &sink), 1);
	assert_int_equal(match("(镇|乡)$", "镇政府", &sink), 0);
	assert_int_equal(match("^\\p{Han}{3}$", "云岭镇", &sink), 1);
	assert_int_equal(match("", "", &sink), 1);
	assert_int_equal(sink.count[PK_ERROR], 0);
}

static void
test_refused(void **state)
{
	struct pk_sink sink = {0};

	(void)state;
	assert_null(pk_pattern_new(PK_S("(镇"), PK_NOPOS, &sink));
	assert_null(pk_pattern_new(PK_S("\\C"), PK_NOPOS, &sink));
	assert_null(pk_pattern_new(PK_S("\xff"), PK_NOPOS, &sink));
	assert_int_equal(sink.count[PK_ERROR], 3);
	assert_int_equal(match(".", "\xff", &sink), -1);
	pk_pattern_free(NULL);
}

static void
test_bounded(void **state)
{
	struct pk_sink sink = {0};

	(void)state;
	/* Exponential without a limit. */
	assert_int_equal(match("^(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", &sink), -1);
	assert_int_equal(sink.count[PK_ERROR], 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_match), cmocka_unit_test(test_refused),
	    cmocka_unit_test(test_bounded)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
