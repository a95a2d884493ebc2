/* cal: civil dates, working days, terms and what recurs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "cal/recur.h"

static struct pk_date
day(const char *s)
{
	struct pk_date d;

	assert_int_equal(pk_date_parse(pk_str(s), &d), 0);
	return d;
}

static void
is_day(struct pk_date d, const char *want)
{
	struct pk_buf b = PK_BUF_INIT;

	pk_date_print(d, &b);
	assert_string_equal(pk_buf_z(&b), want);
	pk_buf_free(&b);
}

static void
test_civil(void **state)
{
	static const char *const bad[] = {"2023-02-29", "2023-13-01", "2023-00-10", "2023-1-1",
	    "2023-01-32", "0000-01-01", "2023/01/01", "", "2023-01-011", "2１23-01-01",
	    "+023-01-01"};
	struct pk_date d;
	int64_t n;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(pk_date_parse(pk_str(bad[i]), &d), -1);
	assert_int_equal(pk_date_days(day("1970-01-01")), 0);
	assert_int_equal(pk_date_days(day("2000-02-29")), 11016);
	assert_int_equal(pk_date_weekday(day("2024-02-29")), 4);
	for (n = -719162; n <= 2932896; n += 97) {
		d = pk_date_from_days(n);
		assert_true(pk_date_is_valid(d));
		assert_int_equal(pk_date_days(d), n);
	}
	is_day(pk_date_add_months(day("2023-01-31"), 1), "2023-02-28");
	is_day(pk_date_add_months(day("2024-03-31"), -1), "2024-02-29");
	is_day(pk_date_add(day("2023-12-31"), 1), "2024-01-01");
	assert_int_equal(pk_month_days(0, 2), 28);
	assert_int_equal(pk_month_days(1900, 2), 28);
	assert_int_equal(pk_month_days(2000, 2), 29);
}

/* The notice for 2024 in a few lines: New Year, Spring Festival with two make-up days, May Day. */
static const char list[] =
    "date,kind,name\n# 2024\n2024-01-01,off,元旦\r\n2024-02-04\twork\t补班\n"
    "2024-02-10,off\n2024-02-11,off\n2024-02-12,休\n2024-02-13,off\n2024-02-14,off\n"
    "2024-02-15,off\n2024-02-16,off\n2024-02-17,off\n2024-02-18,班,春节\n\n"
    "2024-05-01,off,\"劳动节\"\n";

static void
test_calendar(void **state)
{
	struct pk_calendar c = {0}, plain = {0};
	struct pk_sink sink = {0};

	(void)state;
	is_day(pk_calendar_add(&plain, day("2021-06-14"), 15), "2021-07-05");
	assert_true(plain.weekends_off_only);
	assert_int_equal(pk_calendar_read(&c, PK_S(list), "list", &sink), 0);
	assert_int_equal(c.n, 12);
	assert_true(pk_calendar_covers(&c, 2024));
	assert_false(pk_calendar_covers(&c, 2025));
	assert_true(pk_calendar_is_workday(&c, day("2024-02-04")));  /* a Sunday that is worked */
	assert_false(pk_calendar_is_workday(&c, day("2024-02-13"))); /* a Tuesday off */
	is_day(pk_calendar_add(&c, day("2024-02-08"), 2), "2024-02-18");
	is_day(pk_calendar_add(&c, day("2024-02-18"), -2), "2024-02-08");
	is_day(pk_calendar_add(&c, day("2024-02-10"), 0), "2024-02-10");
	is_day(pk_calendar_roll(&c, day("2024-02-10")), "2024-02-18");
	is_day(pk_calendar_roll(&c, day("2024-02-18")), "2024-02-18");
	is_day(pk_calendar_month_day(&c, 2024, 3, -1), "2024-03-29");
	is_day(pk_calendar_month_day(&c, 2024, 2, 1), "2024-02-01");
	is_day(pk_calendar_month_day(&c, 2024, 5, 1), "2024-05-02");
	assert_int_equal(pk_calendar_month_day(&c, 2024, 2, 30).y, 0);
	assert_int_equal(pk_calendar_count(&c, day("2024-02-08"), day("2024-02-19")), 3);
	assert_int_equal(pk_calendar_count(&c, day("2024-02-19"), day("2024-02-08")), -3);
	assert_false(c.weekends_off_only);
	assert_false(pk_calendar_is_workday(&c, day("2025-01-05")));
	assert_true(c.weekends_off_only); /* nobody told about 2025 */
	assert_int_equal(pk_calendar_add(&c, day("9999-12-30"), 10).y, 0);
	assert_int_equal(pk_calendar_add(&c, day("0001-01-02"), -10).y, 0);
	assert_int_equal(pk_calendar_add(&c, day("2024-01-01"), PK_CALENDAR_REACH + 1).y, 0);
	pk_calendar_free(&c);
	pk_calendar_free(&plain);
}

static void
test_calendar_lists(void **state)
{
	static const char *const bad[] = {"2024-02-30,off\n", "2024-02-03,free\n", "2024-02-03\n",
	    "x\n", "2024-01-01,off\ndate,kind\n"};
	struct pk_calendar c = {0};
	struct pk_sink sink = {0};
	size_t i;

	(void)state;
	assert_int_equal(pk_calendar_read(&c,
			     PK_S("\xef\xbb\xbf"
				  "日期,类型\n2024-12-31,off"),
			     "a", &sink),
	    0);
	assert_int_equal(c.n, 1);
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_int_equal(pk_calendar_read(&c, pk_str(bad[i]), "bad", &sink), -1);
		assert_int_equal(sink.count[PK_ERROR], i + 1);
		assert_int_equal(c.n, 1);
	}
	/* Another year's notice speaks of the same day; the later list wins, and it is told. */
	assert_int_equal(pk_calendar_read(&c,
			     PK_S("2024-12-31,work\n2025-01-01,off\n2025-01-01,off\n"), "b", &sink),
	    0);
	assert_int_equal(c.n, 2);
	assert_int_equal(sink.count[PK_WARNING], 1);
	assert_true(pk_calendar_is_workday(&c, day("2024-12-31")));
	assert_int_equal(
	    pk_calendar_read(&c, PK_S("2026-01-01,off\n2026-01-01,work\n"), "c", &sink), 0);
	assert_int_equal(sink.count[PK_WARNING], 2);
	assert_true(pk_calendar_is_workday(&c, day("2026-01-01")));
	pk_calendar_free(&c);
}

static void
test_calendar_limit(void **state)
{
	struct pk_calendar c = {0};
	struct pk_sink sink = {0};
	struct pk_buf b = PK_BUF_INIT;
	int i;

	(void)state;
	for (i = 0; i <= PK_CALENDAR_DAYS; i++) {
		pk_date_print(pk_date_from_days(i), &b);
		pk_buf_puts(&b, ",off\n");
	}
	assert_int_equal(pk_calendar_read(&c, pk_buf_view(&b), "many", &sink), -1);
	assert_int_equal(sink.count[PK_ERROR], 1);
	pk_buf_free(&b);
	pk_calendar_free(&c);
}

static void
test_duration(void **state)
{
	static const char *const bad[] = {"", "P", "PT", "1D", "P1", "PD", "P1D2M", "P1.5D",
	    "P0.5M3D", "P1H", "PT1D", "P10000D", "P-1D", "P1M1M", "P1DT", "p1d"};
	static const struct {
		const char *len, *from, *end;
	} good[] = {{"P60D", "2021-06-14", "2021-08-13"}, {"P15B", "2021-06-14", "2021-07-05"},
	    {"P1M", "2024-01-31", "2024-02-29"}, {"P1Y6M", "2024-08-31", "2026-02-28"},
	    {"P2W", "2024-02-20", "2024-03-05"}, {"PT24H", "2024-02-28", "2024-02-29"},
	    {"PT30M", "2024-02-28", "2024-02-29"}, {"PT1H30M", "2024-02-28", "2024-02-29"},
	    {"P0.5M", "2024-02-20", "2024-03-06"}, {"P0D", "2024-02-20", "2024-02-20"},
	    {"P1M2D", "2024-02-20", "2024-03-22"}};
	struct pk_duration d;
	struct pk_calendar c = {0};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(pk_duration_parse(pk_str(bad[i]), &d), -1);
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		assert_int_equal(pk_duration_parse(pk_str(good[i].len), &d), 0);
		is_day(pk_duration_end(&d, day(good[i].from), &c), good[i].end);
	}
	assert_int_equal(pk_duration_parse(PK_S("P9999Y"), &d), 0);
	assert_int_equal(pk_duration_end(&d, day("2024-01-01"), &c).y, 0);
	pk_calendar_free(&c);
}

static void
test_recur(void **state)
{
	static const struct {
		const char *rule, *anchor, *nth0, *nth3, *day, *next, *prev, *label;
	} t[] = {
	    {"P2W", "2024-05-06", "2024-05-06", "2024-06-17", "2024-05-25", "2024-06-03",
		"2024-05-20", "2024-W23"},
	    {"P1M", "2024-01-31", "2024-01-31", "2024-04-30", "2024-02-29", "2024-02-29",
		"2024-02-29", "2024-02"},
	    {"P3M", "2024-01-15", "2024-01-15", "2024-10-15", "2024-04-16", "2024-07-15",
		"2024-04-15", "2024Q3"},
	    {"P1Y", "2024-02-29", "2024-02-29", "2027-02-28", "2027-12-01", "2028-02-29",
		"2027-02-28", "2028"},
	    {"P1D", "2024-02-28", "2024-02-28", "2024-03-02", "2024-03-01", "2024-03-01",
		"2024-03-01", "2024-03-01"},
	    {"P5B", "2024-05-06", "2024-05-06", "2024-05-27", "2024-05-14", "2024-05-20",
		"2024-05-13", "2024-05-20"},
	    {"P0.5M", "2024-01-01", "2024-01-01", "2024-02-16", "2024-01-20", "2024-02-01",
		"2024-01-16", "2024-02-01"},
	    {"weekly:5", "2024-05-06", "2024-05-10", "2024-05-31", "2024-05-10", "2024-05-10",
		"2024-05-10", "2024-W19"},
	    {"monthly:25", "2024-01-26", "2024-02-25", "2024-05-25", "2024-03-01", "2024-03-25",
		"2024-02-25", "2024-03"},
	    {"monthly:end", "2024-01-31", "2024-01-31", "2024-04-30", "2024-03-01", "2024-03-31",
		"2024-02-29", "2024-03"},
	    {"monthly:31", "2024-01-31", "2024-01-31", "2024-04-30", "2024-03-01", "2024-03-31",
		"2024-02-29", "2024-03"},
	    {"monthly:-1wd", "2024-02-01", "2024-02-29", "2024-05-31", "2024-03-30", "2024-04-30",
		"2024-03-29", "2024-04"},
	    {"monthly:1wd", "2024-06-01", "2024-06-03", "2024-09-02", "2024-06-30", "2024-07-01",
		"2024-06-03", "2024-07"},
	    {"quarterly:end", "2024-04-01", "2024-06-30", "2025-03-31", "2024-07-01", "2024-09-30",
		"2024-06-30", "2024Q3"},
	    {"quarterly:-1wd", "2024-04-01", "2024-06-28", "2025-03-31", "2024-06-29", "2024-09-30",
		"2024-06-28", "2024Q3"},
	    {"yearly:06-30", "2024-07-01", "2025-06-30", "2028-06-30", "2026-01-01", "2026-06-30",
		"2025-06-30", "2026"},
	    {"yearly:end", "2024-07-01", "2024-12-31", "2027-12-31", "2024-12-31", "2024-12-31",
		"2024-12-31", "2024"},
	};
	struct pk_calendar c = {0};
	struct pk_recur r;
	struct pk_buf b = PK_BUF_INIT;
	struct pk_date next;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		struct pk_date a = day(t[i].anchor), d = day(t[i].day);

		assert_int_equal(pk_recur_parse(pk_str(t[i].rule), &r), 0);
		is_day(pk_recur_nth(&r, a, 0, &c), t[i].nth0);
		is_day(pk_recur_nth(&r, a, 3, &c), t[i].nth3);
		next = pk_recur_next(&r, a, d, &c);
		is_day(next, t[i].next);
		is_day(pk_recur_prev(&r, a, d, &c), t[i].prev);
		pk_buf_clear(&b);
		pk_recur_label(&r, next, &b);
		assert_string_equal(pk_buf_z(&b), t[i].label);
		is_day(pk_recur_next(&r, a, day("1999-01-01"), &c), t[i].nth0);
		assert_int_equal(pk_recur_prev(&r, a, day("1999-01-01"), &c).y, 0);
	}
	pk_buf_free(&b);
	pk_calendar_free(&c);
}

static void
test_recur_bad(void **state)
{
	static const char *const bad[] = {"", "P0D", "PT24H", "P1M1D", "weekly:0", "weekly:8",
	    "weekly:", "monthly:", "monthly:0", "monthly:32", "monthly:0wd", "monthly:24wd",
	    "monthly:wd", "quarterly:x", "yearly:02-30", "yearly:13-01", "yearly:6-30", "daily:1",
	    "P1D/P2D"};
	struct pk_recur r;
	struct pk_calendar c = {0};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(pk_recur_parse(pk_str(bad[i]), &r), -1);
	assert_int_equal(pk_recur_parse(PK_S("P1Y"), &r), 0);
	assert_int_equal(pk_recur_nth(&r, day("2024-01-01"), 9000, &c).y, 0);
	assert_int_equal(pk_recur_nth(&r, day("2024-01-01"), -1, &c).y, 0);
	assert_int_equal(pk_recur_next(&r, day("9999-06-01"), day("9999-07-01"), &c).y, 0);
	/* Working days beyond any real month: the search ends with the calendar. */
	assert_int_equal(pk_recur_parse(PK_S("monthly:23wd"), &r), 0);
	is_day(pk_recur_prev(&r, day("2024-01-01"), day("2024-04-30"), &c), "2024-01-31");
	pk_calendar_free(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_civil),
	    cmocka_unit_test(test_calendar), cmocka_unit_test(test_calendar_lists),
	    cmocka_unit_test(test_calendar_limit), cmocka_unit_test(test_duration),
	    cmocka_unit_test(test_recur), cmocka_unit_test(test_recur_bad)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
