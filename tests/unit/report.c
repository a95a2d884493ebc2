/* report: tables in five forms; base: sorting more than memory holds; ledger: values. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/sorter.h"
#include "ledger/value.h"
#include "report/table.h"

static const struct pk_grid_col cols[] = {
    {"unit", {"Unit", "单位"}, false, 9}, {"n", {"Count", "数"}, true, 0}, {"note", {"Note", "备注"}, false, 0}};

static void
test_forms(void **state)
{
	static const char *const want[PK_FORM_MAX] = {
	    [PK_FORM_TEXT] = "Unit       Count  Note\n环卫所         3\n市教育体…     12  a|b c\n",
	    [PK_FORM_CSV] = "unit,n,note\n环卫所,3,\n市教育体育局,12,\"a|b\nc\"\n",
	    [PK_FORM_TSV] = "unit\tn\tnote\n环卫所\t3\t\n市教育体育局\t12\ta|b c\n",
	    [PK_FORM_JSON] = "[{\"unit\":\"环卫所\",\"n\":3,\"note\":\"\"},\n"
	                     "{\"unit\":\"市教育体育局\",\"n\":12,\"note\":\"a|b\\nc\"}]\n",
	    [PK_FORM_MD] = "| Unit | Count | Note |\n| --- | ---: | --- |\n| 环卫所 | 3 |  |\n"
	                   "| 市教育体育局 | 12 | a\\|b c |\n",
	};
	int f;

	(void)state;
	for (f = 0; f < PK_FORM_MAX; f++) {
		struct pk_out o;
		struct pk_grid g;

		pk_out_memory(&o);
		pk_grid_init(&g, cols, 3, (enum pk_form)f, PK_EN, &o);
		pk_grid_keep(&g, (struct pk_str[]){PK_S("环卫所"), PK_S("3"), PK_S("")});
		pk_grid_keep(&g, (struct pk_str[]){PK_S("市教育体育局"), PK_S("12"), PK_S("a|b\nc")});
		pk_grid_render(&g);
		assert_string_equal(pk_buf_z(&o.b), want[f]);
		pk_grid_free(&g);
		pk_out_abort(&o);
	}
}

static void
test_json(void **state)
{
	struct pk_out o;

	(void)state;
	pk_out_memory(&o);
	pk_json_string(&o, PK_S("a\"\\\n\x01\xff\xe2\x80\xa8路"));
	assert_string_equal(pk_buf_z(&o.b), "\"a\\\"\\\\\\n\\u0001\\ufffd\\u2028路\"");
	pk_out_abort(&o);
}

/* The same order in memory and over many runs on disk; equal keys as they came. */
static void
test_sorter(void **state)
{
	size_t limits[] = {0, 2000}, k;

	(void)state;
	for (k = 0; k < 2; k++) {
		struct pk_sorter *s = pk_sorter_new(limits[k]);
		struct pk_sink sink = {0};
		struct pk_str key, value;
		struct pk_buf big = PK_BUF_INIT;
		char text[32], last[32] = "";
		uint32_t x = 1;
		int n = 0, i, rc;

		for (i = 0; i < 100000; i++)
			pk_buf_putc(&big, 'x');
		for (i = 0; i < 5000; i++) {
			struct pk_buf b = PK_BUF_INIT;

			x = x * 1103515245u + 12345u;
			pk_buf_printf(&b, "%03u", (x >> 16) % 500);
			pk_buf_printf(&b, "%06d", i);
			rc = pk_sorter_add(s, pk_strn(b.p, 3), i == 77 ? pk_buf_view(&big) : pk_strn(b.p, 9), &sink);
			assert_int_equal(rc, 0);
			pk_buf_free(&b);
		}
		while ((rc = pk_sorter_next(s, &key, &value, &sink)) > 0) {
			n++;
			assert_int_equal(key.n, 3);
			if (value.n != 9) {
				assert_int_equal(value.n, big.n);
				continue;
			}
			memcpy(text, value.p, 9);
			text[9] = '\0';
			assert_true(strcmp(last, text) < 0);
			assert_memory_equal(key.p, value.p, 3);
			memcpy(last, text, 10);
		}
		assert_int_equal(rc, 0);
		assert_int_equal(n, 5000);
		pk_buf_free(&big);
		pk_sorter_free(s);
	}
	pk_sorter_free(pk_sorter_new(0));
}

static void
test_values(void **state)
{
	struct pk_str rest = PK_S(" 市教体局、卫健委；公安局(治安、交警),,\n环卫所"), part;
	struct pk_buf b = PK_BUF_INIT;
	enum pk_status st;
	enum pk_due_kind k;

	(void)state;
	while (pk_list_next(&rest, &part))
		pk_buf_printf(&b, "%.*s|", PK_FMT(part));
	assert_string_equal(pk_buf_z(&b), "市教体局|卫健委|公安局(治安、交警)|环卫所|");
	pk_buf_free(&b);
	assert_int_equal(pk_status_parse(PK_S(""), &st), 0);
	assert_int_equal(st, PK_ST_PLANNED);
	assert_int_equal(pk_status_parse(PK_S(" 已完成 "), &st), 0);
	assert_int_equal(st, PK_ST_CLAIMED);
	assert_int_equal(pk_status_parse(PK_S("Closed"), &st), 0);
	assert_int_equal(st, PK_ST_CLOSED);
	assert_int_equal(pk_status_parse(PK_S("nope"), &st), -1);
	assert_int_equal(pk_due_kind_parse(PK_S("长期"), &k), 0);
	assert_int_equal(k, PK_DUE_STANDING);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_forms), cmocka_unit_test(test_json),
	    cmocka_unit_test(test_sorter), cmocka_unit_test(test_values)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
