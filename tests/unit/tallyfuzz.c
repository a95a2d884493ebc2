/* Totals by the bulk reader against those of a clerk with the strict one, on rows made to be awkward. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "random.h"
#include "../fuzz/tally.c"

#define ANY(list) list[rnd(sizeof(list) / sizeof(list[0]))]

static void
add_cell(struct pk_buf *b, size_t at)
{
	static const char *const name[] = {"x", "y", "xx", " x", "x　", "\"x\"", "\" x\"", "\"q\"\"q\"", "\"a,b\"", "",
	    "\"\"", "\"l1\nl2\"", "城关镇", "\"城关镇\"", "thirty-two bytes of a name, just", "thirty-one bytes of a name, bah",
	    "a name that is longer than thirty-two bytes", "a name that is longer than thirty-two bytes too",
	    "\"a quoted name, longer than thirty-two \"\"bytes\"\"\""};
	static const char *const number[] = {"1", "1.50", "1.5", "-0.5", "+2", ".5", "3.", "", " 7", "\"7\"",
	    "12345678.123456789", "0.000000001", "99999999999999", "-99999999999999999999", "0", "00000000012", "\"\""};
	static const char *const date[] = {"2024-01-31", "2024-02-01", "\"2024-02-01\"", " 2024-03-05", "2024/6/7",
	    "2024年8月9日", "2023-12-31", "2024Q2", "2024-07", "2024年上半年", "2024", "2024-02-29"};
	static const char *const bad[] = {"--", "1e9", "0,1", "１．５", "2023-02-29", "2024-13-01", "NaN", "x", ""};

	if (rnd(200) == 0)
		pk_buf_puts(b, ANY(bad));
	else if (at == 1 && rnd(3) == 0)
		pk_buf_printf(b, "%u", (unsigned)rnd(20));
	else
		pk_buf_puts(b, at < 2 ? ANY(name) : at == 2 ? ANY(number) : ANY(date));
}

static void
test_random(void **state)
{
	struct pk_buf b = PK_BUF_INIT;
	int i;

	(void)state;
	for (i = 0; i < 6000; i++) {
		size_t rows = rnd(rnd(10) ? 60 : 600), r, c;
		const char *end = rnd(4) ? "\n" : "\r\n";

		pk_buf_clear(&b);
		for (c = 0; c < OPTION_BYTES; c++)
			pk_buf_putc(&b, (char)rnd(256));
		for (r = 0; r < rows; r++) {
			for (c = 0; c < COLUMNS; c++) {
				if (c)
					pk_buf_putc(&b, ',');
				add_cell(&b, c);
			}
			pk_buf_puts(&b, rnd(100) ? end : rnd(2) ? "\r" : ",\n");
			if (rnd(100) == 0)
				pk_buf_puts(&b, header);
		}
		assert_true(tally_one_input((const uint8_t *)b.p, b.n));
	}
	pk_buf_free(&b);
	(void)tally_file(NULL, 0, false);
}

/* More values than are numbered, more cells than are judged once, in one ledger. */
static void
test_many_values(void **state)
{
	static const uint8_t options[][OPTION_BYTES] = {{3, 1, 5, 31, 31, 0, 0, 5}, {3, 9, 31, 31, 31, 0, 0, 69},
	    {1, 1, 5, 31, 31, 1 | 5 << 4, 0, 69}, {2, 129, 31, 31, 31, 14, 0, 5}};
	struct pk_buf b = PK_BUF_INIT;
	size_t k;
	unsigned i;

	(void)state;
	for (k = 0; k < sizeof(options) / sizeof(options[0]); k++) {
		pk_buf_clear(&b);
		pk_buf_add(&b, options[k], OPTION_BYTES);
		for (i = 0; i < 80000; i++)
			pk_buf_printf(&b, "u%u,%ux,%u.%u,2024-%02u-01\n", i % 7, i, i % 100, i % 3, i % 12 + 1);
		assert_true(tally_one_input((const uint8_t *)b.p, b.n));
	}
	pk_buf_free(&b);
	(void)tally_file(NULL, 0, false);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_random),
	    cmocka_unit_test(test_many_values),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
