/* Bundles made to be awkward: see tests/fuzz/bundle.h for what must hold. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "random.h"
#include "../fuzz/bundle.h"

#include "archive/write.h"

#include <dirent.h>
#include <unistd.h>

/* Bytes that mean something to some reader. */
static const char *const bits[] = {"PK\x01\x02", "PK\x03\x04", "PK\x05\x06", "PK\x06\x06", "PK\x06\x07", "PK\x07\x08",
    "\xff\xff\xff\xff", "\x01", "ustar", "path=", "27 path=bag/data/b\n", "size=", "../", "/", "\\", "\n", "\r", "*", "%25",
    "%0A", "./", "data/", "\"", ",", "\"\"", "\x1f\x8b\x08", "BagIt-Version", ": ", "Payload-Oxum: 5.1\n", "\xef\xbb\xbf",
    "\xe2\x80\xae", "\x1b[2J", "序号,责任者,题名,日期,密级,任务号,路径,字节数\r\n", "https://a/ - data/a\n", "e\xcc\x81"};

static void
mutate(struct pk_buf *b)
{
	size_t n = 1 + rnd(4), i, k;

	for (i = 0; i < n && b->n > 1; i++) {
		const char *bit = bits[rnd(sizeof(bits) / sizeof(bits[0]))];
		size_t at = rnd(b->n), len = strlen(bit);

		switch (rnd(5)) {
		case 0:
			b->p[at] = (char)rnd(256);
			break;
		case 1:
			b->p[at] = (char)(b->p[at] + (rnd(2) ? 1 : -1));
			break;
		case 2: /* overwrite */
			for (k = 0; k < len && at + k < b->n; k++)
				b->p[at + k] = bit[k];
			break;
		case 3: /* insert */
			pk_buf_reserve(b, len);
			memmove(b->p + at + len, b->p + at, b->n - at);
			memcpy(b->p + at, bit, len);
			b->n += len;
			break;
		default: /* cut */
			k = rnd(b->n - at < 64 ? b->n - at : 64);
			memmove(b->p + at, b->p + at + k, b->n - at - k);
			b->n -= k;
		}
	}
}

static void
storm(struct pk_str start, size_t runs, int (*fuzz)(const uint8_t *p, size_t n))
{
	struct pk_buf b = PK_BUF_INIT;
	size_t i;

	for (i = 0; i < runs; i++) {
		pk_buf_clear(&b);
		pk_buf_putc(&b, (char)rnd(256));
		pk_buf_str(&b, start);
		if (i > 0)
			mutate(&b);
		assert_int_equal(fuzz((const uint8_t *)b.p, b.n), 0);
	}
	pk_buf_free(&b);
}

/* A small bag in a container of each kind, as pack would write it. */
static void
make(enum pk_arc_format format, struct pk_buf *out)
{
	static const char *const hash = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
	struct pk_buf m = PK_BUF_INIT;
	struct pk_item it[4] = {{.path = PK_S("包/bagit.txt"),
	    .data = PK_S("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")},
	    {.path = PK_S("包/bag-info.txt"), .data = PK_S("Payload-Oxum: 5.1\nA: b\n c\n")},
	    {.path = PK_S("包/manifest-sha256.txt")}, {.path = PK_S("包/data/文件.txt"), .data = PK_S("hello")}};
	struct pk_write_opts o = {.format = format, .mtime = 1700000000, .threads = 1};
	struct pk_sink sink = {0};
	char dir[] = "/tmp/pk-bundle-XXXXXX";
	struct pk_buf path = PK_BUF_INIT;
	size_t i;

	assert_non_null(mkdtemp(dir));
	pk_buf_printf(&m, "%s  data/文件.txt\n", hash);
	it[2].data = pk_buf_view(&m);
	for (i = 0; i < 4; i++)
		it[i].size = it[i].data.n;
	pk_buf_printf(&path, "%s/a", dir);
	assert_int_equal(pk_archive_write(path.p, it, 4, &o, &sink), 0);
	assert_int_equal(pk_read_file(path.p, 1 << 20, out, &sink), 0);
	(void)unlink(path.p);
	(void)rmdir(dir);
	pk_buf_free(&path);
	pk_buf_free(&m);
}

enum { RUNS = 4000 };

static void
test_containers(void **state)
{
	static const enum pk_arc_format f[] = {PK_ARC_ZIP, PK_ARC_TAR, PK_ARC_TGZ};
	size_t i;

	(void)state;
	for (i = 0; i < 3; i++) {
		struct pk_buf b = PK_BUF_INIT;
		struct pk_sink sink = {0};
		struct pk_bag_opts o;
		struct pk_bag bag;

		make(f[i], &b);
		pk_bag_defaults(&o);
		o.bagit_only = true;
		assert_int_equal(pk_bag_verify_memory(&bag, "good", pk_buf_view(&b), &o, &sink), 0);
		assert_int_equal(sink.count[PK_ERROR] + sink.count[PK_WARNING], 0);
		assert_int_equal(bag.passed, 1);
		pk_bag_free(&bag);
		storm(pk_buf_view(&b), RUNS, fuzz_container);
		pk_buf_free(&b);
	}
}

static void
test_tag_files(void **state)
{
	(void)state;
	storm(PK_S("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824  data/a\n"
	           "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 *data/é\r\n"),
	    RUNS, fuzz_manifest);
	storm(PK_S("Source-Organization: 某局\nPayload-Oxum: 5.2\nBagging-Date: 2026-01-01\n folded\n"), RUNS, fuzz_baginfo);
	storm(PK_S("\xef\xbb\xbf" "序号,档号,责任者,题名,日期,密级,任务号,路径,字节数\r\n1,,局,\"题,\"\"名\",20260101,,T-001,data/a,5\r\n"),
	    RUNS, fuzz_catalogue);
}

/* What fuzzers have found, or nearly: tests/fuzz/NAME/. */
static void
replay(const char *name, int (*fuzz)(const uint8_t *p, size_t n))
{
	struct pk_buf path = PK_BUF_INIT, b = PK_BUF_INIT;
	struct pk_sink sink = {0};
	struct dirent *e;
	DIR *d;

	pk_buf_printf(&path, "tests/fuzz/%s", name);
	d = opendir(path.p);
	while (d && (e = readdir(d)) != NULL) {
		if (e->d_name[0] == '.')
			continue;
		pk_buf_clear(&path);
		pk_buf_clear(&b);
		pk_buf_printf(&path, "tests/fuzz/%s/%s", name, e->d_name);
		assert_int_equal(pk_read_file(path.p, 1 << 24, &b, &sink), 0);
		assert_int_equal(fuzz((const uint8_t *)(b.p ? b.p : ""), b.n), 0);
	}
	if (d)
		(void)closedir(d);
	pk_buf_free(&path);
	pk_buf_free(&b);
}

static void
test_corpus(void **state)
{
	(void)state;
	replay("zip", fuzz_container);
	replay("tar", fuzz_container);
	replay("manifest", fuzz_manifest);
	replay("baginfo", fuzz_baginfo);
	replay("catalogue", fuzz_catalogue);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_containers), cmocka_unit_test(test_tag_files),
	    cmocka_unit_test(test_corpus)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
