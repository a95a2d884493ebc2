/* base: strings, buffers, maps, decimals, escapes, whole-or-nothing files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/dec.h"
#include "base/io.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void
test_decimal(void **state)
{
	static const struct {
		const char *in, *out;
	} good[] = {{"0.1", "0.1"}, {"-0.10", "-0.1"}, {"+3", "3"}, {"12.", "12"}, {".5", "0.5"},
	    {"-0", "0"}, {"0.000000001", "0.000000001"}, {"007", "7"},
	    {"999999999999999999999999999", "999999999999999999999999999"}};
	static const char *const bad[] = {"", "-", ".", "+.", "1e3", "1,0", "NaN", "1.0000000001", " 1", "1 ",
	    "--1", "1.2.3", "１", "1000000000000000000000000000", "999999999999999999999999999999999999"};
	struct pk_dec d, sum = {0};
	struct pk_buf b = PK_BUF_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		assert_int_equal(pk_dec_parse(pk_str(good[i].in), &d), 0);
		pk_buf_clear(&b);
		pk_dec_print(d, &b);
		assert_string_equal(pk_buf_z(&b), good[i].out);
	}
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(pk_dec_parse(pk_str(bad[i]), &d), -1);
	assert_int_equal(pk_dec_parse(PK_S("0.1"), &d), 0);
	for (i = 0; i < 1000; i++)
		assert_int_equal(pk_dec_add(sum, d, &sum), 0);
	assert_int_equal(pk_dec_cmp(sum, pk_dec_int(100)), 0);
	assert_int_equal(pk_dec_div(pk_dec_int(14), pk_dec_int(21), 3, &d), 0);
	pk_buf_clear(&b);
	pk_dec_print_fixed(d, 3, &b);
	assert_string_equal(pk_buf_z(&b), "0.667");
	assert_int_equal(pk_dec_div(d, pk_dec_int(0), 3, &d), -1);
	pk_buf_free(&b);
}

static void
test_map(void **state)
{
	struct pk_map m = {0};
	char keys[500][8];
	size_t i;
	bool added;

	(void)state;
	for (i = 0; i < 500; i++) {
		(void)snprintf(keys[i], sizeof(keys[i]), "k%zu", i);
		(void)pk_map_put(&m, pk_str(keys[i]), i, &added);
		assert_true(added);
	}
	for (i = 0; i < 500; i++)
		assert_int_equal(pk_map_get(&m, pk_str(keys[i]))->value, i);
	assert_null(pk_map_get(&m, PK_S("absent")));
	(void)pk_map_put(&m, PK_S("k7"), 99, &added);
	assert_false(added);
	assert_int_equal(m.n, 500);
	pk_map_free(&m);
}

/* Keys of one hash, as whoever reads str.c can make them: the second word undoes the first. */
static void
test_map_chosen(void **state)
{
	enum { KEYS = 20000 };
	uint64_t (*key)[2] = pk_alloc(KEYS, sizeof(*key)), h;
	struct pk_map m = {0};
	size_t i;

	(void)state;
	for (i = 0; i < KEYS; i++) {
		key[i][0] = i;
		h = (0x9e3779b97f4a7c15u ^ 16u ^ i) * 0xff51afd7ed558ccdu;
		key[i][1] = h ^ h >> 32 ^ 12345;
		assert_true(pk_hash(key[i], 16) == pk_hash(key[0], 16));
		assert_true(i == 0 || pk_hash_keyed(7, key[i], 16) != pk_hash_keyed(7, key[0], 16));
		(void)pk_map_put(&m, pk_strn((const char *)key[i], 16), i, NULL);
	}
	assert_true(m.key != 0); /* or this would be quadratic */
	assert_int_equal(m.n, KEYS);
	for (i = 0; i < KEYS; i++)
		assert_int_equal(pk_map_get(&m, pk_strn((const char *)key[i], 16))->value, i);
	pk_map_free(&m);
	pk_free(key);
	assert_true(pk_hash_keyed(1, "a", 1) != pk_hash_keyed(2, "a", 1));
	assert_true(pk_hash_keyed(1, "a\0", 2) != pk_hash_keyed(1, "a", 1));
}

static void
test_escape(void **state)
{
	struct pk_buf b = PK_BUF_INIT;

	(void)state;
	pk_escape(&b, PK_S("路\x1b[2J\xff\xe2\x80\xaetxt\n"));
	assert_string_equal(pk_buf_z(&b), "路\\x1B[2J\\xFF\\u{202E}txt\\n");
	pk_buf_free(&b);
}

static void
test_whole_or_nothing(void **state)
{
	char dir[] = "/tmp/pk-base-XXXXXX";
	struct pk_buf path = PK_BUF_INIT;
	struct pk_sink sink = {0};
	struct pk_out o;

	(void)state;
	assert_non_null(mkdtemp(dir));
	pk_buf_printf(&path, "%s/out", dir);
	assert_int_equal(pk_out_open(&o, path.p, &sink), 0);
	pk_out_puts(&o, "half");
	assert_int_not_equal(access(path.p, F_OK), 0);
	pk_out_abort(&o);
	assert_int_equal(rmdir(dir), 0); /* nothing was left in it */
	pk_buf_free(&path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_decimal), cmocka_unit_test(test_map),
	    cmocka_unit_test(test_map_chosen),
	    cmocka_unit_test(test_escape), cmocka_unit_test(test_whole_or_nothing)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
