/* text: numbers as plans write them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "text/num.h"

static void
test_values(void **state)
{
	static const struct {
		const char *in, *value, *rest;
	} t[] = {
	    {"5", "5", ""},
	    {"0.1分", "0.1", "分"},
	    {"12.", "12", "."},
	    {"1.2.3", "1.2", ".3"},
	    {"007", "7", ""},
	    {"3,000元", "3000", "元"},
	    {"1,234,567.5", "1234567.5", ""},
	    {"1,2", "1", ",2"},
	    {"1,2345", "1", ",2345"},
	    {"1234,567", "1234", ",567"},
	    {"3.5万元", "35000", "元"},
	    {"2千万", "20000000", ""},
	    {"1亿", "100000000", ""},
	    {"5百人", "500", "人"},
	    {"10十", "10", "十"},
	    {"20-30", "20", "-30"},
	    {"一", "1", ""},
	    {"两个", "2", "个"},
	    {"十", "10", ""},
	    {"十二月", "12", "月"},
	    {"二十", "20", ""},
	    {"二十一天", "21", "天"},
	    {"廿五", "25", ""},
	    {"卅", "30", ""},
	    {"百日", "100", "日"},
	    {"一百零五", "105", ""},
	    {"一千二百三十四", "1234", ""},
	    {"一千零五", "1005", ""},
	    {"两千年", "2000", "年"},
	    {"十万", "100000", ""},
	    {"三万二千", "32000", ""},
	    {"一亿二千万", "120000000", ""},
	    {"一万亿", "1000000000000", ""},
	    {"三亿零五万", "300050000", ""},
	    {"壹佰圆", "100", "圆"},
	    {"贰拾", "20", ""},
	    {"叁仟伍佰", "3500", ""},
	    {"二〇二三年", "2023", "年"},
	    {"二零一七", "2017", ""},
	    {"〇五", "5", ""},
	    {"一九九八", "1998", ""},
	    {"九九", "99", ""},
	    {"六六六六六六六六六六六六六六六六六", "6666666666666666", "六"},
	};
	struct pk_buf b = PK_BUF_INIT;
	struct pk_number n;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		assert_int_equal(pk_number_at(pk_str(t[i].in), &n), 0);
		pk_buf_clear(&b);
		pk_dec_print(n.v, &b);
		assert_string_equal(pk_buf_z(&b), t[i].value);
		assert_string_equal(t[i].in + n.len, t[i].rest);
	}
	pk_buf_free(&b);
}

static void
test_none(void **state)
{
	static const char *const t[] = {
	    "", "年", "万", "-5", "+3", ".5", "x", "1234567890123456789012345678901234567890"};
	struct pk_number n;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(t) / sizeof(t[0]); i++)
		assert_int_equal(pk_number_at(pk_str(t[i]), &n), -1);
}

static void
test_forms(void **state)
{
	struct pk_number n;

	(void)state;
	assert_int_equal(pk_number_at(PK_S("二〇二三"), &n), 0);
	assert_true(n.chinese && n.positional);
	assert_int_equal(n.digits, 4);
	assert_int_equal(pk_number_at(PK_S("二十三"), &n), 0);
	assert_true(n.chinese && !n.positional);
	assert_int_equal(pk_number_at(PK_S("023"), &n), 0);
	assert_true(!n.chinese && !n.positional);
	assert_int_equal(n.digits, 3);
	assert_int_equal(pk_number_at(PK_S("3.25"), &n), 0);
	assert_int_equal(n.digits, 1); /* before the point */
}

/* No numeral, however long, leaves the range of the value or the text. */
static void
test_long(void **state)
{
	static const char *const unit[] = {
	    "亿", "万", "千", "十", "九", "廿", "九亿", "九千万", "9万", "1,000", "壹佰"};
	struct pk_buf b = PK_BUF_INIT;
	struct pk_number n;
	size_t i, k;

	(void)state;
	for (i = 0; i < sizeof(unit) / sizeof(unit[0]); i++) {
		pk_buf_clear(&b);
		pk_buf_puts(&b, "一");
		for (k = 0; k < 500; k++)
			pk_buf_puts(&b, unit[i]);
		assert_int_equal(pk_number_at(pk_buf_view(&b), &n), 0);
		assert_true(n.len > 0 && n.len <= b.n);
		(void)pk_number_at(pk_str_sub(pk_buf_view(&b), 3, b.n), &n);
	}
	pk_buf_free(&b);
}

static void
test_digit(void **state)
{
	(void)state;
	assert_int_equal(pk_digit('7'), 7);
	assert_int_equal(pk_digit(0xff17), 7);
	assert_int_equal(pk_digit(0x3007), 0);
	assert_int_equal(pk_digit(0x4e24), 2);  /* 两 */
	assert_int_equal(pk_digit(0x5341), -1); /* 十 is a unit */
	assert_int_equal(pk_digit('x'), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_values),
	    cmocka_unit_test(test_none), cmocka_unit_test(test_forms), cmocka_unit_test(test_long),
	    cmocka_unit_test(test_digit)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
