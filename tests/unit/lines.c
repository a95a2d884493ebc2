/* text/decode and doc/lines: encodings, line ends, limits, two passes over a pipe. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/spool.h"
#include "doc/lines.h"
#include "text/decode.h"
#include "text/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* The diagnostics of one opening, as ids and rendered text. */
struct seen {
	struct pk_buf text;
};

static void
keep(void *ctx, const struct pk_diag *d)
{
	struct seen *s = ctx;

	pk_buf_printf(&s->text, "%s:%zu:", pk_diag_catalogue[d->id].id, d->pos.line);
	pk_diag_render(d, PK_EN, &s->text);
	pk_buf_putc(&s->text, '\n');
}

static void
write_file(const char *path, struct pk_str bytes)
{
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes.p, 1, bytes.n, f), bytes.n);
	assert_int_equal(fclose(f), 0);
}

/* All lines joined with '|', or the first diagnostic behind '!'. */
static const char *
read_all(struct pk_buf *out, const char *path, const char *encoding, bool *no_newline)
{
	struct seen seen = {PK_BUF_INIT};
	struct pk_sink sink = {keep, &seen, {0}};
	struct pk_lines *l = pk_lines_open(path, encoding, &sink);
	struct pk_line line;

	pk_buf_clear(out);
	while (l && pk_lines_next(l, &line) == 1) {
		if (out->n)
			pk_buf_putc(out, '|');
		pk_buf_str(out, line.text);
	}
	if (!l)
		pk_buf_printf(out, "!%s", pk_buf_z(&seen.text));
	if (no_newline)
		*no_newline = l && pk_lines_no_final_newline(l);
	pk_lines_close(l);
	pk_buf_free(&seen.text);
	return pk_buf_z(out);
}

static char dir[] = "/tmp/pk-lines-XXXXXX";
static char path[64];

static int
setup(void **state)
{
	(void)state;
	if (!mkdtemp(dir))
		return -1;
	(void)snprintf(path, sizeof(path), "%s/in", dir);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	(void)unlink(path);
	return rmdir(dir);
}

#define BYTES(lit) {(lit), sizeof(lit) - 1}

static void
test_encodings(void **state)
{
	static const struct {
		struct pk_str in;
		const char *encoding, *want;
	} c[] = {
	    {BYTES("一、路\n(二)\n"), NULL, "一、路|(二)"},
	    {BYTES("\xef\xbb\xbf" "a\r\nb\rc"), NULL, "a|b|c"},
	    {BYTES("\xff\xfe\x00\x4e\x0a\x00\x31\x00"), NULL, "一|1"},
	    {BYTES("\xfe\xff\x4e\x00\x00\x0a\xd8\x40\xdc\x00"), NULL, "一|𠀀"},
	    {BYTES("\x00\x4e\x0a\x00\x8c\x4e\x09\x4e\x0a\x00"), NULL, "一|二三"},
	    {BYTES("\x4e\x00\x00\x0a\x4e\x8c\x4e\x09"), NULL, "一|二三"},
	    {BYTES("\xca\xd0\xb3\xc7\xb9\xdc\xbe\xd6,2024-06-30\n"), NULL, "市城管局,2024-06-30"},
	    {BYTES("\xd2\xbb\x95\x32\x82\x36\n"), NULL, "一𠀀"},
	    {BYTES("\xe9\x46\n"), "gb2312", "镕"},
	    {BYTES("\xe9\x46\n"), "GBK", "镕"},
	    {BYTES("\x00\x4e"), "utf-16le", "一"},
	    {BYTES("\x4e\x00"), "UTF_16BE", "一"},
	    {BYTES("\xff\xfe\x00\x4e"), "utf-16", "一"},
	    {BYTES("a\n\xe4\xb8\x80\xff\xe4\xb8\x80\xe4\xb8\x80\xe4\xb8\x80\xe4\xb8\x80\xe4\xb8\x80\n"), NULL,
	        "!text-invalid:2:byte offset 5: not valid UTF-8\n"},
	    {BYTES("a\xff" "b\n"), "utf-8", "!text-invalid:1:byte offset 1: not valid UTF-8\n"},
	    {BYTES("a\n\xc0\x80"), "utf-8", "!text-invalid:2:byte offset 2: not valid UTF-8\n"},
	    {BYTES("\xed\xa0\x80"), "utf-8", "!text-invalid:1:byte offset 0: not valid UTF-8\n"},
	    {BYTES("\n\n\xe4\xb8"), "utf-8", "!text-invalid:3:byte offset 2: not valid UTF-8\n"},
	    {BYTES("\x00\xdc"), "utf-16le", "!text-invalid:1:byte offset 0: not valid UTF-16LE\n"},
	    {BYTES("\x00\xd8\x00\x4e"), "utf-16le", "!text-invalid:1:byte offset 0: not valid UTF-16LE\n"},
	    {BYTES("\x00\x4e\x0a"), "utf-16le", "!text-invalid:1:byte offset 2: not valid UTF-16LE\n"},
	    {BYTES("\xca\xd0\n\xff\n"), "gb18030", "!text-invalid:2:byte offset 3: not valid GB18030\n"},
	    {BYTES("caf\xe9 au lait\n"), NULL,
	        "!text-unknown:0:byte offset 3: not valid UTF-8, and the text is not UTF-16 or GB18030 "
	        "either (--encoding forces one)\n"},
	    {BYTES("\x7f" "ELF\x02\x01\x01\x00\x00\x00\xff"), NULL,
	        "!text-binary:0:binary data (a NUL character), not text\n"},
	    {BYTES("ab\0c\n"), NULL, "!text-binary:0:binary data (a NUL character), not text\n"},
	    {BYTES(""), NULL, "!text-empty:0:is empty\n"},
	    {BYTES("\xef\xbb\xbf"), NULL, "!text-empty:0:is empty\n"},
	    {BYTES(" \n\t\n"), NULL, "!text-empty:0:is empty\n"},
	    {BYTES("x"), "latin1",
	        "!text-encoding:0:unknown encoding 'latin1' (known: utf-8, utf-16, utf-16le, utf-16be, "
	        "gb18030, gbk, gb2312)\n"},
	};
	struct pk_buf out = PK_BUF_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(c) / sizeof(c[0]); i++) {
		write_file(path, c[i].in);
		assert_string_equal(read_all(&out, path, c[i].encoding, NULL), c[i].want);
	}
	pk_buf_free(&out);
}

static void
test_line_ends(void **state)
{
	struct pk_buf in = PK_BUF_INIT, out = PK_BUF_INIT, want = PK_BUF_INIT;
	static const char *const ends[] = {"\n", "\r\n", "\r"};
	bool no_newline;
	size_t e, i;

	(void)state;
	/* Long enough that every kind of end falls on a block's edge once. */
	for (e = 0; e < 3; e++) {
		pk_buf_clear(&in);
		pk_buf_clear(&want);
		for (i = 0; i < 60000; i++) {
			pk_buf_printf(&in, "%zu路%s", i % 7919, ends[e]);
			pk_buf_printf(&want, "%s%zu路", i ? "|" : "", i % 7919);
		}
		write_file(path, pk_buf_view(&in));
		assert_string_equal(read_all(&out, path, NULL, &no_newline), want.p);
		assert_false(no_newline);
	}
	write_file(path, PK_S("a\n\n\nb"));
	assert_string_equal(read_all(&out, path, NULL, &no_newline), "a|||b");
	assert_true(no_newline);
	pk_buf_free(&in);
	pk_buf_free(&out);
	pk_buf_free(&want);
}

static void
test_limit(void **state)
{
	struct pk_buf in = PK_BUF_INIT, out = PK_BUF_INIT;

	(void)state;
	pk_buf_puts(&in, "a\n");
	pk_buf_reserve(&in, PK_LINE_MAX + 1);
	memset(in.p + in.n, 'x', PK_LINE_MAX + 1);
	in.n += PK_LINE_MAX;
	write_file(path, pk_buf_view(&in));
	assert_int_equal(strlen(read_all(&out, path, NULL, NULL)), PK_LINE_MAX + 2);
	in.n++;
	write_file(path, pk_buf_view(&in));
	assert_string_equal(read_all(&out, path, NULL, NULL),
	    "!text-line-long:2:line longer than the limit of 1048576 bytes\n");
	pk_buf_free(&in);
	pk_buf_free(&out);
}

static void
test_utf8_cut(void **state)
{
	(void)state;
	assert_true(pk_utf8_is_cut(PK_S("\xe4\xb8")));
	assert_true(pk_utf8_is_cut(PK_S("\xe0")));
	assert_true(pk_utf8_is_cut(PK_S("\xed")));
	assert_true(pk_utf8_is_cut(PK_S("\xf0\x9f\x98")));
	assert_true(pk_utf8_is_cut(PK_S("\xf4\x8f")));
	assert_false(pk_utf8_is_cut(PK_S("\xe0\x80")));
	assert_false(pk_utf8_is_cut(PK_S("\xed\xa0")));
	assert_false(pk_utf8_is_cut(PK_S("\xff")));
	assert_false(pk_utf8_is_cut(PK_S("\xf4\x90")));
	assert_false(pk_utf8_is_cut(PK_S("a")));
	assert_false(pk_utf8_is_cut(PK_S("")));
	assert_int_equal(pk_utf8_check(PK_S("abcdefgh路\xe4")), 11);
}

/* A pipe longer than the memory of a spool is read twice, from the same bytes. */
static void
test_spool(void **state)
{
	enum { N = PK_SPOOL_MEMORY + 100000 };
	struct pk_sink sink = {0};
	struct pk_spool s;
	char *a = pk_alloc(N, 1), *b = pk_alloc(N + 100, 1);
	FILE *p;
	size_t i;

	(void)state;
	for (i = 0; i < N; i++)
		a[i] = (char)(i * 7 + i / 251);
	write_file(path, pk_strn(a, N));
	(void)snprintf(b, N, "cat %s", path);
	p = popen(b, "r");
	assert_non_null(p);
	assert_int_equal(dup2(fileno(p), 0), 0);
	assert_int_equal(pk_spool_open(&s, "-", &sink), 0);
	assert_int_equal(pk_spool_read(&s, b, 10, &sink), 10);
	assert_int_equal(pk_spool_rewind(&s, &sink), 0);
	for (i = 0; i < 2; i++) {
		memset(b, 0, N);
		assert_int_equal(pk_spool_read(&s, b, N - 5, &sink), N - 5);
		assert_int_equal(pk_spool_read(&s, b + N - 5, 100, &sink), 5);
		assert_int_equal(pk_spool_read(&s, b, 0, &sink), 0);
		assert_memory_equal(a, b, N);
		assert_int_equal(pk_spool_rewind(&s, &sink), 0);
	}
	pk_spool_close(&s);
	(void)pclose(p);
	pk_free(a);
	pk_free(b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_encodings), cmocka_unit_test(test_line_ends),
	    cmocka_unit_test(test_limit), cmocka_unit_test(test_utf8_cut), cmocka_unit_test(test_spool)};

	return cmocka_run_group_tests(tests, setup, teardown);
}
