/* ledger: names of units against a roster. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "ledger/roster.h"
#include "ledger/unitdir.h"

#include <stdlib.h>
#include <unistd.h>

static const char text[] =
    "name,short,aliases,kind,groups\n"
    "清河市教育体育局,市教体局,教育局;体育局,部门,市直各有关单位\n"
    "清河市水利局,市水利局,,部门,市直各有关单位\n"
    "清河市公安局,市公安局,,部门,\n"
    "清河市公安局交通警察大队,交警大队,,部门,\n"
    "东岭县水利局,县水利局,,部门,\n"
    "柳林镇人民政府,柳林镇,,乡镇,各乡镇办事处\n"
    "西关街道办事处,西关街道,西关办,街道,各乡镇办事处\n"
    "张庄村村民委员会,张庄村,,村,\n"
    "新华社区居民委员会,新华社区,,社区,\n"
    "柳林镇卫生院,,,垂管,\n"
    "清河市城市管理局,市城管局,,部门,\n";

static struct pk_roster roster;

static int
load(struct pk_roster *r, const char *csv)
{
	char path[] = "/tmp/pk-roster-XXXXXX";
	struct pk_sink sink = {0};
	int fd = mkstemp(path), rc;

	assert_int_equal(write(fd, csv, strlen(csv)), (ssize_t)strlen(csv));
	(void)close(fd);
	rc = pk_roster_load(r, path, &sink);
	(void)unlink(path);
	return rc;
}

static int
setup(void **state)
{
	(void)state;
	return load(&roster, text);
}

static int
teardown(void **state)
{
	(void)state;
	pk_roster_free(&roster);
	return 0;
}

/* The full names, | between. */
static const char *
show(const size_t *v, size_t n, struct pk_buf *b)
{
	size_t i;

	pk_buf_clear(b);
	for (i = 0; i < n; i++)
		pk_buf_printf(b, "%s%.*s", i > 0 ? "|" : "", PK_FMT(roster.units.v[v[i]].name));
	return pk_buf_z(b);
}

static void
test_find(void **state)
{
	static const struct {
		const char *name, *level, *want;
	} cases[] = {
	    {"清河市教育体育局", "", "清河市教育体育局"},
	    {"市教体局", "", "清河市教育体育局"},
	    {" 市教体局", "", "清河市教育体育局"},
	    {"教体局", "市", "清河市教育体育局"},
	    {"教体局", "", "清河市教育体育局"},
	    {"教育局", "", "清河市教育体育局"},
	    {"水利局", "市", "清河市水利局"},
	    {"水利局", "清河市", "清河市水利局"},
	    {"水利局", "县", "东岭县水利局"},
	    {"水利局", "", "清河市水利局|东岭县水利局"},
	    {"公安局", "市", "清河市公安局"},
	    {"市教育体育局", "", "清河市教育体育局"},
	    {"县教体局", "", ""},
	    {"西关办", "市", "西关街道办事处"},
	    {"城管局", "市", "清河市城市管理局"},
	    {"警察大队", "", ""},
	    {"局", "市", ""},
	    {"", "市", ""},
	};
	struct pk_units u = {0};
	struct pk_buf b = PK_BUF_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		pk_roster_find(&roster, pk_str(cases[i].name), pk_str(cases[i].level), &u);
		if (strcmp(show(u.v, u.n, &b), cases[i].want) != 0)
			fail_msg("%s after %s: %s", cases[i].name, cases[i].level, b.p);
	}
	pk_free(u.v);
	pk_buf_free(&b);
}

static void
test_expand(void **state)
{
	static const struct {
		const char *group, *want;
	} cases[] = {
	    {"各乡镇办事处", "柳林镇人民政府|西关街道办事处"},
	    {"乡镇办事处", "柳林镇人民政府|西关街道办事处"},
	    {"市直各有关单位", "清河市教育体育局|清河市水利局"},
	    {"各村社", "张庄村村民委员会|新华社区居民委员会"},
	    {"各村（社区）", "张庄村村民委员会|新华社区居民委员会"},
	    {"各镇街道", "柳林镇人民政府|西关街道办事处"},
	    {"各成员单位", ""},
	    {"市水利局", ""},
	};
	struct pk_units u = {0};
	struct pk_buf b = PK_BUF_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		pk_roster_expand(&roster, pk_str(cases[i].group), &u);
		if (strcmp(show(u.v, u.n, &b), cases[i].want) != 0)
			fail_msg("%s: %s", cases[i].group, b.p);
	}
	pk_free(u.v);
	pk_buf_free(&b);
}

static void
test_nearest(void **state)
{
	size_t near[PK_NEAREST], n;
	struct pk_buf b = PK_BUF_INIT;

	(void)state;
	n = pk_roster_nearest(&roster, PK_S("市教休局"), near);
	assert_true(n >= 1);
	assert_string_equal(show(near, 1, &b), "清河市教育体育局");
	n = pk_roster_nearest(&roster, PK_S("公按局"), near);
	assert_true(n >= 1);
	assert_string_equal(show(near, 1, &b), "清河市公安局");
	assert_int_equal(pk_roster_nearest(&roster, PK_S("气象台"), near), 0);
	pk_buf_free(&b);
}

static void
test_level(void **state)
{
	(void)state;
	assert_true(pk_str_is(pk_unit_level(PK_S("市教体局")), "市"));
	assert_true(pk_str_is(pk_unit_level(PK_S("清河市教体局")), "清河市"));
	assert_int_equal(pk_unit_level(PK_S("城市管理局")).n, 0);
	assert_int_equal(pk_unit_level(PK_S("教体局")).n, 0);
}

static void
test_bad(void **state)
{
	struct pk_roster r;

	(void)state;
	assert_int_equal(load(&r, "name\n甲\n甲\n"), -1);
	pk_roster_free(&r);
	assert_int_equal(load(&r, "short\n甲\n"), -1);
	pk_roster_free(&r);
	assert_int_equal(load(&r, "name,short\n甲\n"), -1);
	pk_roster_free(&r);
}

static void
test_file_names(void **state)
{
	static const struct {
		const char *unit, *name;
	} cases[] = {{"市教体局", "市教体局"}, {"a/b\\c:d*?", "a_b_c_d__"}, {"../../etc", "_._.._etc"}, {".", "_"},
	    {"", "_none"}, {"-rf", "_rf"}, {"CON", "CON_"}, {"com1", "com1_"}, {"name.", "name_"},
	    {"a\nb\x7f", "a_b_"}, {"x\xe2\x80\xaey", "x_y"}};
	struct pk_buf b = PK_BUF_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		pk_buf_clear(&b);
		pk_unit_file_name(&b, pk_str(cases[i].unit));
		assert_string_equal(pk_buf_z(&b), cases[i].name);
	}
	pk_buf_clear(&b);
	for (i = 0; i < 100; i++)
		pk_buf_puts(&b, "局");
	{
		struct pk_buf n = PK_BUF_INIT;

		pk_unit_file_name(&n, pk_buf_view(&b));
		assert_int_equal(n.n, PK_UNIT_NAME_MAX);
		pk_buf_free(&n);
	}
	pk_buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_find),
	    cmocka_unit_test(test_expand),
	    cmocka_unit_test(test_nearest),
	    cmocka_unit_test(test_level),
	    cmocka_unit_test(test_bad),
	    cmocka_unit_test(test_file_names),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
