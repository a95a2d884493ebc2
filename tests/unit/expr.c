/* cal: what time expressions of official prose are and mean. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/io.h"
#include "cal/edtf.h"
#include "cal/expr.h"
#include "cal/expr_index.h"
#include "plan/value.h"
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
	(void)fprintf(stderr, "%.*s\n  want %.*s\n  got  %s\n", PK_FMT(col[0]), PK_FMT(col[3]),
	    pk_buf_z(got));
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

/* Pieces of which hostile lines are made: every token of the grammar and its neighbours. */
static const char *const pieces[] = {"2024", "20xx", "20__", "xx", "19", "2", "9", "12", "31", "30",
    "13", "0", "99", "20240230", "年", "月", "日", "号", "天", "周", "季度", "个", "半", "工作日",
    "小时", "至", "到", "-", "--", "~", "前", "之前", "底", "末", "初", "中", "内", "以内", "止",
    "起", "后", "以来", "自", "从", "截至", "截止", "每", "按", "逐", "第", "首", "Q", "一", "二",
    "两", "十", "廿", "〇", "百", "今年", "明年", "次年", "本月", "上半年", "下旬", "上季度",
    "国庆节", "春节", "“十四五”", "即日", "次", "通报", "考核", "完成", "已", "完成时限", ":",
    "上午", "时", "以上", "以下", "又", "和", "不超过", "近", "之日", "家", "规划", "长期", "今",
    "农历", "用", "时间", ".", "/", "·", "、", ",", "。", ";", "(", ")", "《", "》", "星期", "x",
    "*", "_", " ", "的", "字", "\xff", "\xe5\xb9", "年度", "月份", "最后", "隔", "学期", "双周",
    "最迟", "于", "报送", "下班", "含"};

static uint32_t
next_random(uint32_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}

/* A value must have the form that plan XML allows, and mean something where all of it is known. */
static void
check_value(const struct pk_time *t)
{
	struct pk_str edtf = pk_str(t->edtf), every = pk_str(t->every);
	int64_t from, to;
	struct pk_edtf e;

	if (t->type == PK_TIME_CADENCE || t->type == PK_TIME_DURATION) {
		assert_int_equal(edtf.n, 0);
		assert_true(pk_value_is_valid(PK_V_DURATION, every));
		return;
	}
	assert_true(pk_value_is_valid(PK_V_EDTF, edtf));
	if (t->type == PK_TIME_DEADLINE)
		assert_true(pk_str_starts(edtf, PK_S("../")));
	if (t->type == PK_TIME_PERIOD)
		assert_true(pk_str_find(edtf, PK_S("/"), 0) != PK_NPOS);
	if (t->implausible || pk_str_find(edtf, PK_S("-XX"), 0) != PK_NPOS)
		return;
	assert_int_equal(pk_edtf_read(edtf, &e), 0);
	pk_edtf_days(&e, 2023, &from, &to);
	if (e.from.date.y && e.to.date.y)
		assert_true(from <= to);
}

static void
check_text(struct pk_str text, struct pk_time_ctx *ctx)
{
	struct pk_times t = {0};
	uint32_t at = 0;
	size_t i;

	pk_times_find(text, ctx, &t);
	for (i = 0; i < t.n; i++) {
		const struct pk_time *x = &t.v[i];

		assert_true(x->from >= at && x->to > x->from && x->to <= text.n);
		assert_true((unsigned char)text.p[x->from] < 0x80 ||
			    (unsigned char)text.p[x->from] >= 0xc0);
		assert_non_null(x->rule);
		check_value(x);
		at = x->to;
	}
	pk_free(t.v);
}

static void
random_text(uint32_t *seed, size_t max, struct pk_buf *b)
{
	size_t n = 1 + next_random(seed) % max;

	pk_buf_clear(b);
	while (n-- > 0)
		pk_buf_puts(b, pieces[next_random(seed) % (sizeof(pieces) / sizeof(pieces[0]))]);
}

static void
test_random(void **state)
{
	uint32_t seed = 20240506;
	struct pk_buf b = PK_BUF_INIT;
	struct pk_time_ctx ctx = {0};
	int i;

	(void)state;
	for (i = 0; i < 60000; i++) {
		if (i % 7 == 0)
			memset(&ctx, 0, sizeof(ctx));
		if (i % 7 == 3)
			ctx.reference = (struct pk_date){2024, 2, 29};
		if (i % 7 == 4)
			ctx.given_year = 2026;
		if (i % 7 == 5)
			memcpy(ctx.year, i % 2 ? "20XX" : "2025", 5);
		ctx.due = i % 5 == 0;
		random_text(&seed, 14, &b);
		check_text(pk_buf_view(&b), &ctx);
	}
	pk_buf_free(&b);
}

/*
 * Sentences without a seed (cal/expr_index.h) are passed over: they hold no time.  The same
 * words in a sentence that is read, for the mask behind them, give none either.
 */
static void
test_seeds(void **state)
{
	static const char *const numerals[] = {"一", "二", "三", "十", "二〇", "半", "、", ",", "的", "-", "("};
	enum { NUMERALS = sizeof(numerals) / sizeof(numerals[0]) };
	struct pk_buf b = PK_BUF_INIT;
	struct pk_time_ctx ctx = {.reference = {2024, 2, 29}};
	const struct pk_word *w;
	struct pk_toks toks;
	uint32_t seed = 99;
	size_t words, i, n;

	(void)state;
	for (words = 0; pk_time_words[words].word; words++)
		;
	for (i = 0; i < 60000; i++) {
		struct pk_times t = {0};
		size_t end;

		pk_buf_clear(&b);
		for (n = 1 + next_random(&seed) % 6; n > 0; n--) {
			w = &pk_time_words[next_random(&seed) % words];
			if (next_random(&seed) % 2)
				pk_buf_puts(&b, numerals[next_random(&seed) % NUMERALS]);
			else if (!pk_lex_is_seed(w->kind) && !strchr(w->word, '|'))
				pk_buf_puts(&b, w->word);
		}
		end = b.n;
		pk_toks_begin(&toks, pk_buf_view(&b));
		pk_toks_skip(&toks);
		if (toks.seed || end == 0)
			continue; /* two words made one by chance */
		pk_buf_puts(&b, "(**)");
		pk_times_find(pk_buf_view(&b), &ctx, &t);
		if (t.n && t.v[0].from < end)
			fail_msg("a time without a seed: %s", b.p);
		pk_free(t.v);
	}
	pk_buf_free(&b);
}

/* A sentence of more tokens than are held at once is cut between expressions, not within one. */
static void
test_long_sentence(void **state)
{
	struct pk_buf b = PK_BUF_INIT;
	struct pk_times t = {0};
	struct pk_time_ctx ctx = {0};
	size_t i;

	(void)state;
	for (i = 0; i < 3000; i++)
		pk_buf_puts(&b, "各乡镇于2024年6月30日前完成,");
	pk_times_find(pk_buf_view(&b), &ctx, &t);
	assert_int_equal(t.n, 3000);
	for (i = 0; i < t.n; i++)
		assert_string_equal(t.v[i].edtf, "../2024-06-30");
	pk_free(t.v);
	pk_buf_free(&b);
}

/* Where a year comes from. */
static void
test_year_from(void **state)
{
	static const struct {
		const char *text, *title, *previous;
		int given;
		enum pk_year_from from;
		const char *edtf;
	} t[] = {
	    {"2024年6月底前", "", "", 0, PK_YF_EXPLICIT, "../2024-06-30"},
	    {"20xx年6月底前", "", "", 0, PK_YF_MASK, "../20XX-06-30"},
	    {"20xx年6月底前", "", "", 2024, PK_YF_GIVEN, "../2024-06-30"},
	    {"6月底前", "2025", "2024", 2023, PK_YF_TITLE, "../2025-06-30"},
	    {"6月底前", "", "2024", 2023, PK_YF_PREVIOUS, "../2024-06-30"},
	    {"6月底前", "", "", 2023, PK_YF_GIVEN, "../2023-06-30"},
	    {"6月底前", "20XX", "", 2023, PK_YF_GIVEN, "../2023-06-30"},
	    {"6月底前", "", "", 0, PK_YF_NONE, "../XXXX-06-30"},
	    {"次年1月底前", "2025", "", 0, PK_YF_TITLE, "../2026-01-31"},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		struct pk_time_ctx ctx = {.given_year = t[i].given, .year_from = PK_YF_TITLE};
		struct pk_times out = {0};

		memcpy(ctx.year, t[i].title, strlen(t[i].title));
		memcpy(ctx.previous, t[i].previous, strlen(t[i].previous));
		pk_times_find(pk_str(t[i].text), &ctx, &out);
		assert_int_equal(out.n, 1);
		assert_string_equal(out.v[0].edtf, t[i].edtf);
		assert_int_equal(out.v[0].yf, t[i].from);
		pk_free(out.v);
	}
}

/* The year of a deadline or period is carried to the next call; of a name or a mention it is not.
 */
static void
test_carry(void **state)
{
	struct pk_time_ctx ctx = {0};
	struct pk_times t = {0};

	(void)state;
	pk_times_find(PK_S("按照《2022年工作方案》,2019年以来有进步"), &ctx, &t);
	assert_string_equal(ctx.previous, "");
	pk_times_find(PK_S("2024年10月至12月开展整治"), &ctx, &t);
	assert_string_equal(ctx.previous, "2024");
	pk_times_find(PK_S("11月底前完成"), &ctx, &t);
	assert_string_equal(t.v[t.n - 1].edtf, "../2024-11-30");
	assert_int_equal(t.v[t.n - 1].yf, PK_YF_PREVIOUS);
	assert_true(t.v[0].named);
	pk_free(t.v);
}

static void
test_due_label(void **state)
{
	struct pk_time_ctx ctx = {.due = true};
	struct pk_times t = {0};

	(void)state;
	assert_true(pk_time_is_due_label(PK_S("完成时限:")));
	assert_true(pk_time_is_due_label(PK_S("责任单位及完成时间")));
	assert_false(pk_time_is_due_label(PK_S("责任单位")));
	assert_false(pk_time_is_due_label(PK_S("")));
	pk_times_find(PK_S("2024年6月"), &ctx, &t);
	assert_string_equal(t.v[0].edtf, "../2024-06-30");
	pk_free(t.v);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_table),
	    cmocka_unit_test(test_random), cmocka_unit_test(test_seeds),
	    cmocka_unit_test(test_long_sentence), cmocka_unit_test(test_year_from),
	    cmocka_unit_test(test_carry), cmocka_unit_test(test_due_label)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
