/* cal: what time expressions of official prose are and mean. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/io.h"
#include "cal/expr.h"
#include "text/utf8.h"

#include <stdio.h>

static void
fold(struct pk_str s, struct pk_buf *out)
{
	uint32_t cp;
	size_t i = 0;

	pk_buf_clear(out);
	while (i < s.n) {
		i += pk_utf8_next(s.p + i, s.n - i, &cp);
		pk_utf8_put(out, pk_fold(cp));
	}
}

/* "type=value type=value", or "-" when nothing was found. */
static void
describe(const struct pk_times *t, struct pk_buf *out)
{
	size_t i;

	pk_buf_clear(out);
	for (i = 0; i < t->n; i++)
		pk_buf_printf(out, "%s%s=%s", i ? " " : "", pk_time_type_name[t->v[i].type],
		    t->v[i].edtf[0] ? t->v[i].edtf : t->v[i].every);
	if (t->n == 0)
		pk_buf_puts(out, "-");
}

/* Year column: 2024 is --year, t2024 the title's year, t20XX a masked one. */
static void
context(struct pk_str ref, struct pk_str year, struct pk_time_ctx *ctx)
{
	int64_t v;

	memset(ctx, 0, sizeof(*ctx));
	if (ref.n > 1)
		assert_int_equal(pk_date_parse(ref, &ctx->reference), 0);
	if (year.n == 5) {
		memcpy(ctx->year, year.p + 1, 4);
		ctx->year_from = PK_YF_TITLE;
	} else if (year.n == 4) {
		assert_int_equal(pk_str_int(year, 1, 9999, &v), 0);
		ctx->given_year = (int)v;
	}
}

static int
one_case(struct pk_str line, struct pk_buf *text, struct pk_buf *got)
{
	struct pk_str rest = line, col[4];
	struct pk_time_ctx ctx;
	struct pk_times t = {0};
	size_t i;

	for (i = 0; i < 4; i++)
		if (!pk_str_split(&rest, '\t', &col[i])) {
			(void)fprintf(stderr, "columns: %.*s\n", PK_FMT(line));
			return 1;
		}
	context(col[1], col[2], &ctx);
	fold(col[0], text);
	pk_times_find(pk_buf_view(text), &ctx, &t);
	describe(&t, got);
	pk_free(t.v);
	if (pk_str_eq(pk_buf_view(got), col[3]))
		return 0;
	(void)fprintf(stderr, "%.*s\n  want %.*s\n  got  %s\n", PK_FMT(col[0]), PK_FMT(col[3]), pk_buf_z(got));
	return 1;
}

static void
test_table(void **state)
{
	struct pk_buf file = PK_BUF_INIT, text = PK_BUF_INIT, got = PK_BUF_INIT;
	struct pk_sink sink = {0};
	struct pk_str rest, line;
	int bad = 0, n = 0;

	(void)state;
	assert_int_equal(pk_read_file("tests/data/dates.tsv", 1 << 20, &file, &sink), 0);
	rest = pk_buf_view(&file);
	while (pk_str_split(&rest, '\n', &line)) {
		if (line.n == 0 || line.p[0] == '#')
			continue;
		bad += one_case(line, &text, &got);
		n++;
	}
	pk_buf_free(&file);
	pk_buf_free(&text);
	pk_buf_free(&got);
	assert_true(n > 0);
	assert_int_equal(bad, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_table)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
