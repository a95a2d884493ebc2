/* archive, base: bytes read, files that change meanwhile, CRC-32. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "archive/ahead.h"
#include "archive/archive.h"
#include "archive/deflate.h"
#include "archive/write.h"
#include "base/rmtree.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <utime.h>
#include <zlib.h>

/* No multiple of a block. */
enum { SIZE = 5 * 1024 * 1024 + 321, BLOCK = 65536 };

static char dir[] = "/tmp/plankit-reader-XXXXXX";
static unsigned char *data;

static void
fill(void)
{
	uint32_t x = 1;
	size_t i;

	for (i = 0; i < SIZE; i++) {
		x = x * 1664525 + 1013904223;
		data[i] = (unsigned char)(x >> 24);
	}
}

static void
write_data(void)
{
	char path[64];
	FILE *f;

	(void)snprintf(path, sizeof(path), "%s/a", dir);
	f = fopen(path, "wb");
	assert_int_equal(fwrite(data, 1, SIZE, f), SIZE);
	(void)fclose(f);
}

static int
set_up(void **state)
{
	(void)state;
	assert_non_null(mkdtemp(dir));
	data = malloc(SIZE);
	fill();
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	pk_rmtree(dir);
	free(data);
	return 0;
}

static struct pk_arc *
open_arc(const char *path)
{
	struct pk_arc_opts ao = {.limits = PK_ARC_LIMITS};
	struct pk_sink sink = {0};
	struct pk_arc *a = pk_arc_open(path, &ao, &sink);

	assert_non_null(a);
	return a;
}

/* Every byte as it is in `data`, then the end. */
static void
expect_all(struct pk_arc *a)
{
	unsigned char *buf = malloc(BLOCK);
	struct pk_reader r;
	size_t at = 0;
	int64_t n;

	assert_int_equal(pk_reader_open(&r, a, 0), 0);
	while ((n = pk_reader_read(&r, buf, BLOCK)) > 0) {
		assert_memory_equal(buf, data + at, (size_t)n);
		at += (size_t)n;
	}
	assert_int_equal(n, 0);
	assert_int_equal(at, SIZE);
	pk_reader_close(&r);
	free(buf);
}

static void
test_read(void **state)
{
	struct pk_item item = {.path = PK_S("a"), .data = pk_strn((char *)data, SIZE), .size = SIZE};
	struct pk_write_opts wo = {.format = PK_ARC_ZIP, .store = true, .threads = 1};
	struct pk_sink sink = {0};
	struct pk_arc *a;
	char zip[64];

	(void)state;
	write_data();
	item.crc = pk_crc32(0, data, SIZE);
	a = open_arc(dir);
	expect_all(a);
	pk_arc_close(a);
	(void)snprintf(zip, sizeof(zip), "%s.zip", dir);
	assert_int_equal(pk_archive_write(zip, &item, 1, &wo, &sink), 0);
	a = open_arc(zip);
	expect_all(a);
	pk_arc_close(a);
	(void)unlink(zip);
}

/* A file that is cut off, grows or is written to while it is read: told. */
static void
test_changed(void **state)
{
	static const long change[] = {100, BLOCK, SIZE - 1, SIZE + 1, SIZE};
	unsigned char *buf = malloc(BLOCK);
	struct pk_reader r;
	struct pk_arc *a;
	char path[64];
	size_t i;
	int64_t n;

	(void)state;
	(void)snprintf(path, sizeof(path), "%s/a", dir);
	for (i = 0; i < sizeof(change) / sizeof(change[0]); i++) {
		write_data();
		a = open_arc(dir);
		assert_int_equal(pk_reader_open(&r, a, 0), 0);
		assert_int_equal(pk_reader_read(&r, buf, BLOCK), BLOCK);
		assert_int_equal(truncate(path, change[i]), 0);
		if (change[i] == SIZE) /* the length stays, the time does not */
			assert_int_equal(utime(path, &(struct utimbuf){1, 1}), 0);
		while ((n = pk_reader_read(&r, buf, BLOCK)) > 0)
			;
		assert_int_equal(n, -1);
		assert_int_equal(r.why, PK_D_ARC_CHANGED);
		pk_reader_close(&r);
		pk_arc_close(a);
	}
	free(buf);
}

/* The same bytes from a thread that reads ahead; its faults; and when nobody wants the rest. */
static void
test_ahead(void **state)
{
	const unsigned char *p;
	struct pk_ahead *h;
	struct pk_reader r;
	struct pk_arc *a;
	char path[64];
	size_t at = 0;
	int64_t n;

	(void)state;
	write_data();
	a = open_arc(dir);
	assert_int_equal(pk_reader_open(&r, a, 0), 0);
	assert_non_null(h = pk_ahead_new(&r, BLOCK));
	while ((n = pk_ahead_next(h, &p)) > 0) {
		assert_memory_equal(p, data + at, (size_t)n);
		at += (size_t)n;
	}
	assert_int_equal(n, 0);
	assert_int_equal(at, SIZE);
	pk_ahead_free(h);
	pk_reader_close(&r);

	assert_int_equal(pk_reader_open(&r, a, 0), 0);
	assert_non_null(h = pk_ahead_new(&r, BLOCK));
	assert_int_equal(pk_ahead_next(h, &p), BLOCK);
	(void)snprintf(path, sizeof(path), "%s/a", dir);
	assert_int_equal(truncate(path, 100), 0);
	while ((n = pk_ahead_next(h, &p)) > 0)
		;
	assert_int_equal(n, -1);
	pk_ahead_free(h);
	assert_int_equal(r.why, PK_D_ARC_CHANGED);
	pk_reader_close(&r);
	pk_arc_close(a);

	write_data();
	a = open_arc(dir);
	assert_int_equal(pk_reader_open(&r, a, 0), 0);
	assert_non_null(h = pk_ahead_new(&r, BLOCK));
	pk_ahead_free(h);
	pk_reader_close(&r);
	pk_arc_close(a);
	pk_ahead_free(NULL);
}

static void
test_crc(void **state)
{
	size_t n, at;

	(void)state;
	fill();
	/* Around the sizes at which the fast way begins and turns, at any alignment. */
	for (n = 0; n < 1200; n++)
		for (at = 0; at < 3; at++)
			assert_int_equal(pk_crc32((uint32_t)n * 77, data + at, n), crc32(n * 77, data + at, (uInt)n));
	assert_int_equal(pk_crc32(0, data, SIZE), crc32(0, data, SIZE));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_read), cmocka_unit_test(test_changed), cmocka_unit_test(test_ahead), cmocka_unit_test(test_crc)};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
