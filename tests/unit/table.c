/* ledger: the strict reader, headers, dates, the CSV writer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "ledger/csv.h"
#include "ledger/table.h"

#include <stdlib.h>
#include <unistd.h>

static char path[] = "/tmp/pk-table-XXXXXX";
static int fd = -1;

static void
put(const char *p, size_t n)
{
	assert_int_equal(ftruncate(fd, 0), 0);
	assert_int_equal(pwrite(fd, p, n, 0), (ssize_t)n);
}

static void
collect(void *ctx, const struct pk_diag *d)
{
	struct pk_buf *b = ctx;

	pk_buf_printf(b, "%zu:%zu:%s\n", d->pos.line, d->pos.col, pk_diag_catalogue[d->id].id);
}

/* The rows as "line:field|field\n", diagnostics and rejects behind them. */
static const char *
reading(struct pk_buf *b, struct pk_table_opts opts, const char *p, size_t n)
{
	struct pk_buf diags = PK_BUF_INIT;
	struct pk_sink sink = {collect, &diags, {0}};
	struct pk_table t;
	struct pk_row row;
	struct pk_out rej;
	size_t i;

	put(p, n);
	pk_buf_clear(b);
	pk_out_memory(&rej);
	opts.rejects = &rej;
	if (pk_table_open(&t, path, &opts, &sink) == 0)
		while (pk_table_next(&t, &row) > 0) {
			pk_buf_printf(b, "%zu:", row.line);
			for (i = 0; i < row.n; i++)
				pk_buf_printf(b, "%s%.*s", i > 0 ? "|" : "", PK_FMT(row.field[i]));
			pk_buf_putc(b, '\n');
		}
	pk_buf_str(b, pk_buf_view(&diags));
	if (rej.b.n > 0) {
		pk_buf_puts(b, "--\n");
		pk_buf_str(b, pk_buf_view(&rej.b));
	}
	pk_table_close(&t);
	pk_out_abort(&rej);
	pk_buf_free(&diags);
	return pk_buf_z(b);
}

static void
test_rows(void **state)
{
#define CASE(in, out)                                                                              \
	{                                                                                          \
		in, sizeof(in) - 1, out                                                            \
	}
	static const struct {
		const char *in;
		size_t n;
		const char *out;
	} cases[] = {
	    CASE("a,b\n1,2\n3,4", "2:1|2\n3:3|4\n"),
	    CASE("\xef\xbb\xbf\"a\",b\r\n1,2\r\n", "2:1|2\n"),
	    CASE("a,b\r1,2\r\r3,4\r", "2:1|2\n4:3|4\n"),
	    CASE("\n\na\tb\n\n1\t2\n", "5:1|2\n"),
	    CASE("a;b\n1;2,5\n", "2:1|2,5\n"),
	    CASE("sep=|\na|b\n1|2\n", "3:1|2\n"),
	    CASE("a,b\n\" x\ny\r\nz\",\n5, 6 \n", "2: x\ny\r\nz|\n5:5| 6 \n"),
	    CASE("a,b\n1,\"say \"\"so\"\"\"\n", "2:1|say \"so\"\n"),
	    CASE("a\n\"\"\nx\n", "2:\n3:x\n"),
	    CASE("a,b\n1\n1,2\n1,2,3\n", "3:1|2\n2:0:ledger-row-short\n4:0:ledger-row-long\n--\na,b\n1\n1,2,3\n"),
	    CASE("a,b\n1,x\"y\n3,4\n", "3:3|4\n2:4:ledger-quote\n--\na,b\n1,x\"y\n"),
	    CASE("a,b\n\"1\"x,2\n3,4\n", "3:3|4\n2:4:ledger-quote\n--\na,b\n\"1\"x,2\n"),
	    CASE("a,b\n1,2\n3,\"4\n5,6\n", "2:1|2\n3:0:ledger-open-quote\n--\na,b\n3,\"4\n5,6\n"),
	    CASE("a,b\n1,\0\n3,4\n", "3:3|4\n2:3:ledger-nul\n--\na,b\n1,\0\n"),
	    CASE("a,b\n\"\n\",\xff\n3,4\n", "4:3|4\n3:3:ledger-encoding\n--\na,b\n\"\n\",\xff\n"),
	    CASE("\xd0\xd5\xc3\xfb,b\n\xd5\xc5,\xc0\xee\n", "2:张|李\n"),
	    CASE("\xd0\xd5\xc3\xfb,b\n\xd5\xc5,\x81\x20\n\xd5\xc5,\xc0\xee\n",
	        "3:张|李\n2:3:ledger-encoding\n--\n姓名,b\n张,\xff \n"),
	    CASE("\xff\xfe" "a\0,\0b\0\n\0\x20\x5f,\0" "2\0\r\0\n\0", "2:张|2\n"),
	    CASE("\xfe\xff" "\0a\0,\0b\0\n\x5f\x20\0,\0" "2", "2:张|2\n"),
	    CASE("\xff\xfe" "a\0,\0b\0\n\0\0\xd8,\0" "2\0\n\0" "1\0,\0" "2\0",
	        "3:1|2\n2:1:ledger-encoding\n--\na,b\n\xff,2\n"),
	    CASE("a\0,\0b\0\n\0" "1\0,\0" "2\0\n\0", "2:1|2\n"),
	    CASE("", "0:0:ledger-empty\n"),
	    CASE("\n\r\n", "0:0:ledger-empty\n"),
	    CASE("a,a\n1,2\n", "1:0:ledger-column-twice\n"),
	    CASE("a,\"b\n1,2\n", "1:0:ledger-open-quote\n--\na,\"b\n1,2\n"),
	    CASE(",,\n1,2,3\n", "1:0:ledger-no-header\n"),
	};
	struct pk_buf b = PK_BUF_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_string_equal(reading(&b, (struct pk_table_opts){.kind = PK_TABLE_ANY}, cases[i].in,
		                        cases[i].n),
		    cases[i].out);
	pk_buf_free(&b);
}

/* A quote that is never closed swallows no more than the limit. */
static void
test_long_record(void **state)
{
	struct pk_buf in = PK_BUF_INIT, b = PK_BUF_INIT;
	struct pk_table_opts opts = {.kind = PK_TABLE_ANY, .record_max = 1000};
	size_t i, n = 0;
	const char *got;

	(void)state;
	pk_buf_puts(&in, "a,b\n1,\"2\n");
	for (i = 0; i < 300000; i++)
		pk_buf_puts(&in, "3,4\n");
	got = reading(&b, opts, in.p, in.n);
	for (i = 0; got[i]; i++)
		n += got[i] == '|';
	assert_in_range(n, 299700, 299760);
	assert_non_null(strstr(got, "2:0:ledger-record-too-long\n--\na,b\n1,\"2\n3,4\n"));
	/* The whole of a long line is put aside, over the blocks of the reader. */
	pk_buf_clear(&in);
	pk_buf_puts(&in, "a,b\n");
	for (i = 0; i < 1000000; i++)
		pk_buf_putc(&in, 'x');
	pk_buf_puts(&in, "\r\n1,2\n");
	got = reading(&b, opts, in.p, in.n);
	assert_int_equal(strncmp(got, "3:1|2\n2:0:ledger-record-too-long\n--\na,b\n", 40), 0);
	assert_int_equal(b.n, 40 + 1000000 + 1);
	pk_buf_free(&in);
	pk_buf_free(&b);
}

/* Text past ASCII that comes late still decides the encoding; a character cut by a block is whole. */
static void
test_late_encoding(void **state)
{
	struct pk_buf in = PK_BUF_INIT, b = PK_BUF_INIT;
	size_t i, k, n;
	const char *got;

	(void)state;
	for (k = 0; k < 2; k++) {
		pk_buf_clear(&in);
		pk_buf_puts(&in, k ? "a,b\n" : "ab,b\n");
		for (i = 0; i < 100000; i++)
			pk_buf_puts(&in, "1,2\n");
		for (i = 0; i < 200000; i++)
			pk_buf_puts(&in, "\xd5\xc5,2\n");
		got = reading(&b, (struct pk_table_opts){.kind = PK_TABLE_ANY}, in.p, in.n);
		for (i = n = 0; got[i]; i++)
			n += strncmp(got + i, "张", 3) == 0;
		assert_int_equal(n, 200000);
		assert_null(strstr(got, "ledger"));
	}
	pk_buf_free(&in);
	pk_buf_free(&b);
}

static void
test_many_bad(void **state)
{
	struct pk_buf in = PK_BUF_INIT, b = PK_BUF_INIT;
	size_t i;

	(void)state;
	pk_buf_puts(&in, "a,b\n");
	for (i = 0; i < PK_BAD_SHOWN + 7; i++)
		pk_buf_puts(&in, "1\n");
	(void)reading(&b, (struct pk_table_opts){.kind = PK_TABLE_ANY}, in.p, in.n);
	assert_non_null(strstr(pk_buf_z(&b), "101:0:ledger-row-short\n0:0:ledger-more-bad-rows\n--\n"));
	pk_buf_free(&in);
	pk_buf_free(&b);
}

static size_t
place(const char *header, enum pk_col col)
{
	struct pk_sink sink = {0};
	struct pk_table t;
	size_t at;

	put(header, strlen(header));
	assert_int_equal(pk_table_open(&t, path,
	                     &(struct pk_table_opts){.kind = PK_TABLE_TASKS, .optional = true}, &sink),
	    0);
	at = t.header.at[col];
	pk_table_close(&t);
	return at;
}

static void
test_header(void **state)
{
	struct pk_sink sink = {0};
	struct pk_table t;

	(void)state;
	assert_int_equal(place("x,task_id", PK_TASKS_TASK_ID), 1);
	assert_int_equal(place("任务编号,序号", PK_TASKS_TASK_ID), 0);
	assert_int_equal(place("序号,任务编号", PK_TASKS_TASK_ID), 1);
	assert_int_equal(place("序号,工作任务", PK_TASKS_TASK_ID), 0);
	assert_int_equal(place("x,完成时限", PK_TASKS_DUE), 1);
	assert_int_equal(place("完成日期,完成时限", PK_TASKS_DUE), 0);
	assert_int_equal(place("完成日期,完成时限", PK_TASKS_DUE_TEXT), 1);
	assert_int_equal(place("牵头单位,责任单位", PK_TASKS_UNITS), 1);
	assert_int_equal(place("x,责任单位", PK_TASKS_LEAD_UNIT), 1);
	assert_int_equal(place(" Due（必填） ,x", PK_TASKS_DUE), 0);
	assert_int_equal(place("\"牵头\n单位\"", PK_TASKS_LEAD_UNIT), 0);
	put("title,due,序号,foo\n", 21);
	assert_int_equal(pk_table_open(&t, path, &(struct pk_table_opts){.kind = PK_TABLE_TASKS}, &sink), -1);
	assert_int_equal(pk_header_find(&t.header, PK_S("foo")), 3);
	assert_int_equal(pk_header_find(&t.header, PK_S("任务名称")), 0);
	assert_int_equal(pk_header_find(&t.header, PK_S("task_id")), 2);
	assert_int_equal(pk_header_find(&t.header, PK_S("nope")), PK_NPOS);
	pk_table_close(&t);
}

/* No two columns of a table share a name or alias of one strength. */
static void
test_columns(void **state)
{
	unsigned c, e;
	struct pk_str rest, part;
	struct pk_buf names = PK_BUF_INIT, key = PK_BUF_INIT;
	struct pk_arena a = PK_ARENA_INIT;

	(void)state;
	for (c = 0; c < PK_COL_MAX; c++) {
		if (c == pk_table_first(pk_columns[c].table)) {
			pk_buf_clear(&names);
			pk_buf_putc(&names, '\n');
		}
		for (e = 0; e < 3; e++) {
			rest = pk_str(e == 0 ? pk_columns[c].ascii : e == 1 ? pk_columns[c].zh : pk_columns[c].aliases);
			while (pk_str_split(&rest, '|', &part)) {
				if (part.n == 0)
					continue;
				assert_true(pk_str_eq(part, pk_name_norm(&a, part)));
				pk_buf_clear(&key);
				pk_buf_printf(&key, "\n%.*s\n", PK_FMT(part));
				if (strstr(pk_buf_z(&names), key.p))
					fail_msg("%s", key.p);
				pk_buf_puts(&names, key.p + 1);
			}
		}
	}
	pk_buf_free(&names);
	pk_buf_free(&key);
	pk_arena_free(&a);
}

static void
test_dates(void **state)
{
	static const char *const good[] = {"2023-06-03", "2023/6/3", "2023.6.3", "2023年6月3日", "2023-6-3",
	    "2023-06-03 00:00:00", "2023/6/3 0:00", "２０２３-０６-０３"};
	static const char *const bad[] = {"", "2023-02-30", "2023-13-01", "23-06-03", "2023-06", "明天",
	    "2023-06-03前", "2023/6-3", "20xx-06-03", "2023-06-031", "2023-06-03 x"};
	struct pk_date d;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		assert_int_equal(pk_ledger_date(pk_str(good[i]), &d), 0);
		assert_true(d.y == 2023 && d.m == 6 && d.d == 3);
	}
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(pk_ledger_date(pk_str(bad[i]), &d), -1);
}

static void
test_write(void **state)
{
	static const struct {
		const char *in, *out;
	} cells[] = {{"x", "x"}, {"a,b", "\"a,b\""}, {"say \"so\"", "\"say \"\"so\"\"\""}, {" x", "\" x\""},
	    {"l1\nl2", "\"l1\nl2\""}, {"=1+1", "'=1+1"}, {"-0.1", "-0.1"}, {"+3", "+3"}, {"-5条", "'-5条"},
	    {"@x", "'@x"}, {"＝1", "'＝1"}, {"'=1", "'=1"}};
	struct pk_out o;
	struct pk_csv w;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cells) / sizeof(cells[0]); i++) {
		pk_out_memory(&o);
		pk_csv_init(&w, &o, false);
		pk_csv_puts(&w, "");
		pk_csv_puts(&w, cells[i].in);
		pk_csv_end(&w);
		assert_int_equal(o.b.p[o.b.n - 1], '\n');
		o.b.p[o.b.n - 1] = '\0';
		assert_string_equal(o.b.p + 1, cells[i].out);
		pk_csv_free(&w);
		pk_out_abort(&o);
	}
	pk_out_memory(&o);
	pk_csv_init(&w, &o, true);
	pk_csv_puts(&w, "");
	pk_csv_end(&w);
	assert_string_equal(pk_buf_z(&o.b), "\xef\xbb\xbf\"\"\r\n");
	pk_csv_free(&w);
	pk_out_abort(&o);
	assert_true(pk_str_is(pk_csv_plain(PK_S("'=1")), "=1"));
	assert_true(pk_str_is(pk_csv_plain(PK_S("'x")), "'x"));
}

/* Whatever is written reads back the same, in either form. */
static void
test_round_trip(void **state)
{
	static const char *const bits[] = {"a", ",", "\"", "\n", "\r", " ", "\t", ";", "路", "=", "-", "1", "'", "\xef\xbb\xbf"};
	uint32_t x = 7;
	int round, i, k;

	(void)state;
	for (round = 0; round < 300; round++) {
		struct pk_str cells[12];
		struct pk_arena a = PK_ARENA_INIT;
		struct pk_sink sink = {0};
		struct pk_table t;
		struct pk_row row;
		struct pk_out o;
		struct pk_csv w;

		pk_out_memory(&o);
		pk_csv_init(&w, &o, round % 2 == 1);
		for (i = 0; i < 3; i++)
			pk_csv_puts(&w, (const char *const[]){"x", "y", "z"}[i]);
		pk_csv_end(&w);
		for (i = 0; i < 12; i++) {
			struct pk_buf b = PK_BUF_INIT;

			for (k = (int)((x = x * 1103515245u + 12345u) >> 16) % 6; k > 0; k--)
				pk_buf_puts(&b, bits[((x = x * 1103515245u + 12345u) >> 16) % 14]);
			cells[i] = pk_str_dup(&a, pk_buf_view(&b));
			pk_buf_free(&b);
			pk_csv_cell(&w, cells[i]);
			if (i % 3 == 2)
				pk_csv_end(&w);
		}
		put(o.b.p, o.b.n);
		assert_int_equal(pk_table_open(&t, path, &(struct pk_table_opts){.kind = PK_TABLE_ANY, .delim = ','}, &sink), 0);
		for (i = 0; i < 12; i += 3) {
			assert_int_equal(pk_table_next(&t, &row), 1);
			for (k = 0; k < 3; k++) {
				struct pk_str got = row.field[k];

				/* An apostrophe that was there before a formula is kept as it is. */
				if (!pk_str_eq(got, cells[i + k]))
					got = pk_csv_plain(got);
				assert_true(pk_str_eq(got, cells[i + k]));
			}
		}
		assert_int_equal(pk_table_next(&t, &row), 0);
		pk_table_close(&t);
		pk_csv_free(&w);
		pk_out_abort(&o);
		pk_arena_free(&a);
	}
}

static int
setup(void **state)
{
	(void)state;
	fd = mkstemp(path);
	return fd < 0;
}

static int
teardown(void **state)
{
	(void)state;
	(void)close(fd);
	return unlink(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_rows),
	    cmocka_unit_test(test_long_record),
	    cmocka_unit_test(test_late_encoding),
	    cmocka_unit_test(test_many_bad),
	    cmocka_unit_test(test_header),
	    cmocka_unit_test(test_columns),
	    cmocka_unit_test(test_dates),
	    cmocka_unit_test(test_write),
	    cmocka_unit_test(test_round_trip),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
