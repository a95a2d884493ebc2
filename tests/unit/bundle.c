/* archive, bundle, base: paths, names, twins, digests, kinds of material, CSV in memory, what files are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "archive/archive.h"
#include "archive/write.h"
#include "base/par.h"
#include "base/rmtree.h"
#include "bundle/charset.h"
#include "bundle/codes.h"
#include "bundle/digest.h"
#include "bundle/filescan.h"
#include "bundle/minicsv.h"
#include "bundle/name.h"
#include "bundle/uni.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static void
test_paths(void **state)
{
	static const struct {
		const char *path;
		enum pk_diag_id fault;
	} cases[] = {{"a", PK_D_MAX}, {"a/b c/。", PK_D_MAX}, {"", PK_D_PATH_EMPTY}, {"/a", PK_D_PATH_ABSOLUTE},
	    {"a//b", PK_D_PATH_EMPTY}, {"a/", PK_D_PATH_EMPTY}, {".", PK_D_PATH_DOT}, {"a/../b", PK_D_PATH_DOT},
	    {"..a", PK_D_MAX}, {"a/...", PK_D_MAX}, {"C:a", PK_D_PATH_DRIVE}, {"ab:c", PK_D_MAX}, {"a\\b", PK_D_PATH_BACKSLASH},
	    {"1/2/3/4/5", PK_D_PATH_DEEP}, {"abcdefghijklmnopqrstuvwxyz0123456", PK_D_PATH_LONG}};
	struct pk_arc_limits l = PK_ARC_LIMITS;
	size_t i;

	(void)state;
	l.depth = 4;
	l.path = 32;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(pk_path_fault(pk_str(cases[i].path), &l), cases[i].fault);
	assert_int_equal(pk_path_fault(pk_strn("a\0b", 3), &l), PK_D_PATH_NUL);
}

static void
nfd(const char *in, const char *want)
{
	struct pk_buf b = PK_BUF_INIT;

	pk_uni_nfd(pk_str(in), &b);
	assert_string_equal(pk_buf_z(&b), want);
	pk_buf_free(&b);
}

static void
test_normalization(void **state)
{
	struct pk_buf a = PK_BUF_INIT, b = PK_BUF_INIT;

	(void)state;
	nfd("plain", "plain");
	nfd("\xc3\xa9", "e\xcc\x81");                                   /* é */
	nfd("\xe1\xbb\x87", "e\xcc\xa3\xcc\x82");                       /* ệ: two marks, below before above */
	nfd("e\xcc\x82\xcc\xa3", "e\xcc\xa3\xcc\x82");                  /* the marks in the other order */
	nfd("\xed\x95\x9c", "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab");    /* 한 */
	nfd("\xef\xa4\x80", "\xe8\xb1\x88");                            /* a compatibility ideograph of 豈 */
	nfd("\xff\xc3\xa9\xfe", "\xff" "e\xcc\x81\xfe");                /* ill-formed bytes stay */
	pk_uni_fold(PK_S("ÀЖσ"), &a);
	pk_uni_fold(PK_S("àжς"), &b);
	assert_true(pk_str_eq(pk_buf_view(&a), pk_buf_view(&b)));
	assert_int_equal(pk_utf16_count(PK_S("a中\xf0\xa0\xae\xb7")), 4);
	pk_buf_free(&a);
	pk_buf_free(&b);
}

/* A hostile name is marks and nothing else: all those below before all those above, in the
 * order they came, and in time that does not grow with the square of their number. */
static void
test_many_marks(void **state)
{
	static const char above[] = "\xcc\x82", below[] = "\xcc\xa3", too[] = "\xcc\xa4"; /* 230, 220, 220 */
	enum { MARKS = 400000 };
	struct pk_buf in = PK_BUF_INIT, want = PK_BUF_INIT, out = PK_BUF_INIT;
	size_t i;

	(void)state;
	pk_buf_puts(&in, "x");
	for (i = 0; i < MARKS; i++) {
		pk_buf_puts(&in, above);
		pk_buf_puts(&in, i % 2 ? too : below);
	}
	pk_buf_puts(&want, "x");
	for (i = 0; i < MARKS; i++)
		pk_buf_puts(&want, i % 2 ? too : below);
	for (i = 0; i < MARKS; i++)
		pk_buf_puts(&want, above);
	pk_uni_nfd(pk_buf_view(&in), &out);
	assert_true(pk_str_eq(pk_buf_view(&out), pk_buf_view(&want)));
	pk_buf_free(&in);
	pk_buf_free(&want);
	pk_buf_free(&out);
}

static struct pk_str
path_of(void *ctx, size_t i)
{
	return pk_str(((const char **)ctx)[i]);
}

static size_t by_case_seen, by_form_seen;

static void
twin(void *ctx, size_t a, size_t b, bool by_case)
{
	(void)ctx;
	assert_true(a < b);
	by_case_seen += by_case;
	by_form_seen += !by_case;
}

static void
test_names(void **state)
{
	static const char *const good[] = {"a.txt", "会议纪要（一）.docx", "CONSOLE", "com10", "a b"};
	static const char *const bad[] = {"con", "NUL.txt", "lpt1.x", "a:b", "a?", "a.", "a ", "\x01", "a|b", "a\\b"};
	static const char *const litter[] = {".DS_Store", "thumbs.DB", "desktop.ini", "._x", "~$a.docx", "a.txt~"};
	const char *paths[] = {"a/b", "A/B", "c", "é", "e\xcc\x81", "d"};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		assert_true(pk_name_is_portable(pk_str(good[i])));
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(pk_name_is_portable(pk_str(bad[i])));
	for (i = 0; i < sizeof(litter) / sizeof(litter[0]); i++)
		assert_true(pk_name_is_litter(pk_str(litter[i])));
	assert_false(pk_name_is_litter(PK_S("thumbs.db.txt")));
	assert_true(pk_name_is_deceptive(PK_S("a\xe2\x80\xae" "gpj.exe")));
	assert_true(pk_name_is_deceptive(PK_S("\x1b[2J")));
	assert_false(pk_name_is_deceptive(PK_S("通知 2.pdf")));
	pk_name_twins(6, path_of, twin, paths);
	assert_int_equal(by_case_seen, 1);
	assert_int_equal(by_form_seen, 1);
}

static void
test_digests(void **state)
{
	/* The standards' own example: "abc". */
	static const char *const want[PK_ALG_MAX] = {"900150983cd24fb0d6963f7d28e17f72",
	    "a9993e364706816aba3e25717850c26c9cd0d89d", "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7",
	    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
	    "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7",
	    ("ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
	     "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"),
	    "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"};
	struct pk_digest d = PK_DIGEST_INIT;
	unsigned char sum[PK_DIGEST_MAX], back[PK_DIGEST_MAX];
	struct pk_buf hex = PK_BUF_INIT;
	size_t a;

	(void)state;
	pk_digest_start(&d, (1u << PK_ALG_MAX) - 1);
	pk_digest_add(&d, "a", 1);
	pk_digest_add(&d, "bc", 2);
	for (a = 0; a < PK_ALG_MAX; a++) {
		assert_int_equal(pk_alg_find(pk_str(pk_alg_name[a])), a);
		pk_digest_end(&d, (enum pk_alg)a, sum);
		pk_buf_clear(&hex);
		pk_hex(sum, pk_alg_size[a], &hex);
		assert_string_equal(pk_buf_z(&hex), want[a]);
		assert_true(pk_unhex(pk_buf_view(&hex), back, pk_alg_size[a]));
		assert_memory_equal(sum, back, pk_alg_size[a]);
	}
	assert_int_equal(pk_alg_find(PK_S("crc32")), PK_ALG_MAX);
	assert_true(pk_unhex(PK_S("aBfF"), back, 2));
	assert_false(pk_unhex(PK_S("aBf"), back, 2));
	assert_false(pk_unhex(PK_S("aBfg"), back, 2));
	pk_digest_free(&d);
	pk_buf_free(&hex);
}

static void
test_material(void **state)
{
	static const struct {
		const char *kind, *title, *path;
		enum pk_material want;
	} cases[] = {{"方案", "", "", PK_MT_PLAN}, {"会议纪要", "", "", PK_MT_MINUTES}, {"记录", "巡查", "", PK_MT_ACTIVITY},
	    {"记录", "领导小组会议", "", PK_MT_MINUTES}, {"照片", "", "", PK_MT_PICTURE}, {"截图", "", "", PK_MT_MEDIA},
	    {"报表", "", "", PK_MT_DATA}, {"说明报告", "", "", PK_MT_SUMMARY}, {"文件", "", "", PK_MT_RULE},
	    {"会议照片", "", "", PK_MT_PICTURE}, {"", "签约统计表", "", PK_MT_DATA}, {"", "", "a/b.JPG", PK_MT_PICTURE},
	    {"", "", "a.xlsx", PK_MT_DATA}, {"07_实景图片", "", "", PK_MT_PICTURE}, {"其他", "", "x.bin", PK_MT_ACTIVITY}};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(
		    pk_material_of(pk_str(cases[i].kind), pk_str(cases[i].title), pk_str(cases[i].path)), cases[i].want);
	assert_int_equal(pk_material_mask(PK_S("整改前后对比照片")), 1u << PK_MT_PICTURE);
	assert_int_equal(pk_material_mask(PK_S("某物")), 0);
	assert_true(pk_material_demand(PK_S("某物"), PK_S("picture")) & 1u << PK_MT_PICTURE);
	assert_int_equal(pk_material_demand(PK_S("某物"), PK_S("item")), PK_MT_ALL);
}

/* The same content in pieces of every size gives the same verdict. */
static struct pk_filelook
look(const char *p, size_t n, size_t piece)
{
	struct pk_filescan s = {.nhead = 0};
	size_t i;

	for (i = 0; i < n; i += piece)
		pk_filescan_add(&s, pk_strn(p + i, n - i < piece ? n - i : piece));
	return pk_filescan_end(&s, n);
}

static void
test_filescan(void **state)
{
	static const char pdf[] = "%PDF-1.4\n1 0 obj <</Type /Pages /Count 2>>\n2 0 obj <</Type/Page /Parent 1 0 R>>\n"
	                          "3 0 obj <</Type /Page>>\ntrailer <</Encrypt 9 0 R>>";
	static const char zip[] = "PK\3\4\24\0\0\0\0\0xxxxxxxxxxxxxxxxxxxxxxxxxxword/vbaProject.bin....";
	struct pk_filelook f;
	size_t piece;

	(void)state;
	/* The first block of a file is as long as the head that is looked at, or all of it. */
	for (piece = 20; piece < sizeof(pdf); piece++) {
		f = look(pdf, sizeof(pdf) - 1, piece);
		assert_int_equal(f.type, PK_FT_PDF);
		assert_int_equal(f.pages, 2);
		assert_int_equal(f.flags, PK_FF_ENCRYPTED);
		f = look(zip, sizeof(zip) - 1, piece);
		assert_int_equal(f.flags, PK_FF_MACRO);
	}
	f = look("text", 4, 4);
	assert_int_equal(pk_filelook_fault(PK_S("a.txt"), &f), PK_D_MAX);
	assert_int_equal(pk_filelook_fault(PK_S("a.pdf"), &f), PK_D_EV_MAGIC);
	f = look("", 0, 1);
	assert_int_equal(pk_filelook_fault(PK_S("a.txt"), &f), PK_D_EV_EMPTY_FILE);
	f = look("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", 12, 12);
	assert_int_equal(pk_filelook_fault(PK_S("a.docx"), &f), PK_D_EV_LOCKED);
	assert_int_equal(pk_filelook_fault(PK_S("a.doc"), &f), PK_D_MAX);
	f = look("MZ..", 4, 4);
	assert_int_equal(pk_filelook_fault(PK_S("photo.jpg"), &f), PK_D_PROGRAM);
}

/* Files of programs that do not wrap the whole in a container of its own when they encrypt: the
 * mark lies somewhere inside, and across any seam. */
static void
test_locked(void **state)
{
	static const char ole[] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", zip[] = "PK\3\4\24\0\0\0\0\0";
	static const struct {
		const char *front, *mark;
		size_t n;
		unsigned flags;
	} cases[] = {{ole, "\xec\xa5\xc1\0\0\0\4\x08\0\0\x10\x13", 12, PK_FF_ENCRYPTED},
	    {ole, "\xec\xa5\xc1\0\0\0\4\x08\0\0\x10\x12", 12, 0},
	    {ole, "\x09\x08\x10\0\0\6\5\0\0\0\0\0\0\0\0\0\0\0\0\0\x2f\0\x36\0", 24, PK_FF_ENCRYPTED},
	    {ole, "\x09\x08\x10\0\0\6\5\0\0\0\0\0\0\0\0\0\0\0\0\0\x86\0\0\0\x2f\0\x36\0", 28, PK_FF_ENCRYPTED},
	    {ole, "\x09\x08\x10\0\0\6\5\0\0\0\0\0\0\0\0\0\0\0\0\0\xe1\0\2\0", 24, 0},
	    {ole, "\0\0\xf6\x0f\x14\0\0\0\x14\0\0\0\xdf\xc4\xd1\xf3", 16, PK_FF_ENCRYPTED},
	    {ole, "\0\0\xf6\x0f\x14\0\0\0\x14\0\0\0\x5f\xc0\x91\xe3", 16, 0},
	    {zip, "PK\1\2\x3f\0\24\0\1\0\x63\0", 12, PK_FF_ENCRYPTED}, {zip, "PK\1\2\x3f\0\24\0\0\x08\x08\0", 12, 0},
	    {zip, "PK\3\4\24\0\0\x08\0\0aaaabbbbccccdddd\x0b\0\0\0content.xml\xa7", 42, PK_FF_ENCRYPTED},
	    {zip, "PK\3\4\24\0\0\x08\0\0aaaabbbbccccdddd\x0b\0\0\0content.xml<", 42, 0},
	    {zip, "encrypted-package", 0, PK_FF_ENCRYPTED}, {zip, "Encryptions.xml", 0, PK_FF_ENCRYPTED},
	    {zip, "word/vbaProject.bin", 0, PK_FF_MACRO}, {zip, "word/document.xml", 0, 0},
	    {zip, "xl/macrosheets/sheet1.xml", 0, PK_FF_MACRO}, {zip, "Basic/script-lc.xml", 0, PK_FF_MACRO}};
	char file[1024];
	size_t i, piece;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		memset(file, 'x', sizeof(file));
		memcpy(file, cases[i].front, 8);
		memcpy(file + 8, "\0\0", 2);
		memcpy(file + 576, cases[i].mark, cases[i].n);
		if (cases[i].n == 0) {
			/* A name, in a record of the central directory. */
			memcpy(file + 576, "PK\1\2\x3f\0\24\0\0\x08\x08\0", 12);
			file[576 + 28] = (char)strlen(cases[i].mark);
			file[576 + 29] = 0;
			memcpy(file + 576 + 46, cases[i].mark, strlen(cases[i].mark));
		}
		for (piece = 16; piece <= sizeof(file); piece += 7)
			assert_int_equal(look(file, sizeof(file), piece).flags, cases[i].flags);
		if (cases[i].front == ole && cases[i].flags) {
			/* No stream begins there. */
			memmove(file + 580, file + 576, cases[i].n);
			assert_int_equal(look(file, sizeof(file), 300).flags, 0);
		}
	}
}

static void
test_csv(void **state)
{
	static const char text[] = "\xef\xbb\xbf" "a,b\r\n\"x,\"\"y\"\"\n\",\n,\"\"\r\n1,2";
	static const char *const bad[] = {"a\"b\n", "\"a\n", "\"a\"b\n", "\"a\" ,b\n"};
	struct pk_minicsv c;
	size_t i;

	(void)state;
	pk_minicsv_init(&c, pk_strn(text, sizeof(text) - 1));
	assert_int_equal(pk_minicsv_next(&c), 1);
	assert_int_equal(c.n, 2);
	assert_true(pk_str_is(c.field[0], "a"));
	assert_int_equal(pk_minicsv_next(&c), 1);
	assert_true(pk_str_is(c.field[0], "x,\"y\"\n"));
	assert_int_equal(c.field[1].n, 0);
	assert_int_equal(c.line, 2);
	assert_int_equal(pk_minicsv_next(&c), 1);
	assert_int_equal(c.n, 2);
	assert_int_equal(c.line, 4);
	assert_int_equal(pk_minicsv_next(&c), 1);
	assert_true(pk_str_is(c.field[1], "2"));
	assert_int_equal(pk_minicsv_next(&c), 0);
	pk_minicsv_free(&c);
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		pk_minicsv_init(&c, pk_str(bad[i]));
		assert_int_equal(pk_minicsv_next(&c), -1);
		pk_minicsv_free(&c);
	}
}

static void
test_charsets(void **state)
{
	struct pk_buf b = PK_BUF_INIT;
	size_t at;

	(void)state;
	assert_true(pk_charset_known(PK_S("utf-8")));
	assert_true(pk_charset_known(PK_S("ISO-8859-1")));
	assert_true(pk_charset_known(PK_S("gbk")));
	assert_false(pk_charset_known(PK_S("UTF-8//TRANSLIT")));
	assert_false(pk_charset_known(PK_S("../../etc/passwd")));
	assert_false(pk_charset_known(PK_S("")));
	assert_int_equal(pk_charset_decode(PK_S("UTF-16"), PK_S("\0a\x4e\x2d"), &b, &at), 0);
	assert_string_equal(pk_buf_z(&b), "a中");
	pk_buf_clear(&b);
	assert_int_equal(pk_charset_legacy(PK_S("\xd6\xd0\xce\xc4"), &b), 0);
	assert_string_equal(pk_buf_z(&b), "中文");
	pk_buf_clear(&b);
	assert_int_equal(pk_charset_legacy(PK_S("\xff\xff"), &b), -1);
	pk_buf_clear(&b);
	assert_int_equal(pk_charset_decode(PK_S("UTF-8"), PK_S("ab\xff"), &b, &at), -1);
	assert_int_equal(at, 2);
	pk_buf_free(&b);
}

static void
add_one(void *ctx, unsigned worker, size_t i)
{
	assert_true(worker < 5);
	((unsigned char *)ctx)[i]++;
}

/* More members than 16 bits count: zip64, written and read back. */
static void
test_zip64(void **state)
{
	enum { N = 66000 };
	struct pk_item *it = pk_zalloc(N, sizeof(*it));
	struct pk_write_opts o = {.format = PK_ARC_ZIP, .mtime = 1700000000, .threads = 2};
	struct pk_arc_opts ao = {.limits = PK_ARC_LIMITS};
	struct pk_arena a = PK_ARENA_INIT;
	struct pk_sink sink = {0};
	struct pk_buf path = PK_BUF_INIT, got = PK_BUF_INIT;
	char dir[] = "/tmp/pk-zip64-XXXXXX";
	struct pk_arc *arc;
	size_t i;

	(void)state;
	assert_non_null(mkdtemp(dir));
	for (i = 0; i < N; i++) {
		it[i].path = pk_str_dup(&a, pk_str(PK_NUM(i)));
		it[i].data = it[i].path;
		it[i].size = it[i].data.n;
	}
	pk_buf_printf(&path, "%s/a.zip", dir);
	assert_int_equal(pk_archive_write(path.p, it, N, &o, &sink), 0);
	arc = pk_arc_open(path.p, &ao, &sink);
	assert_non_null(arc);
	assert_int_equal(pk_arc_count(arc), N);
	assert_int_equal(pk_arc_slurp(arc, pk_arc_find(arc, PK_S("65999")), 100, &got, &sink), 0);
	assert_string_equal(pk_buf_z(&got), "65999");
	pk_arc_close(arc);
	(void)unlink(path.p);
	(void)rmdir(dir);
	pk_buf_free(&path);
	pk_buf_free(&got);
	pk_arena_free(&a);
	pk_free(it);
}

static void
test_parallel(void **state)
{
	enum { N = 10000 };
	unsigned char *hit = pk_zalloc(N, 1);
	size_t i;

	(void)state;
	pk_parallel(5, N, add_one, hit);
	for (i = 0; i < N; i++)
		assert_int_equal(hit[i], 1);
	pk_parallel(3, 0, add_one, hit);
	pk_free(hit);
}

static void
test_rmtree(void **state)
{
	char dir[] = "/tmp/pk-rmtree-XXXXXX";
	struct pk_buf b = PK_BUF_INIT;
	FILE *f;
	size_t i;

	(void)state;
	assert_non_null(mkdtemp(dir));
	for (i = 0; i < 300; i++) {
		pk_buf_clear(&b);
		pk_buf_printf(&b, "%s/d%zu", dir, i % 3);
		(void)mkdir(b.p, 0777);
		pk_buf_printf(&b, "/file with a rather long name %zu", i);
		f = fopen(b.p, "w");
		assert_non_null(f);
		(void)fclose(f);
	}
	pk_buf_clear(&b);
	pk_buf_printf(&b, "%s/link", dir);
	assert_int_equal(symlink("/tmp", b.p), 0);
	pk_rmtree(dir);
	assert_int_not_equal(access(dir, F_OK), 0);
	assert_int_equal(access("/tmp", F_OK), 0);
	pk_buf_free(&b);
}

/* Every finding of the two catalogues has a source; codes are told apart. */
static void
test_codes(void **state)
{
	size_t i, k;

	(void)state;
	for (i = 0; i < pk_ncodes; i++) {
		assert_true(strlen(pk_codes[i].source) > 3);
		for (k = 0; k < i; k++)
			assert_string_not_equal(
			    pk_diag_catalogue[pk_codes[i].id].id, pk_diag_catalogue[pk_codes[k].id].id);
	}
	for (i = PK_D_ARC_FORMAT; i <= PK_D_TAR_JUNK; i++)
		assert_non_null(pk_code_find((enum pk_diag_id)i));
	for (i = PK_D_BAG_TOPS; i <= PK_D_NAME_SYSTEM; i++)
		assert_non_null(pk_code_find((enum pk_diag_id)i));
	for (i = PK_D_EV_NO_EVIDENCE; i <= PK_D_EV_SECRET; i++)
		assert_non_null(pk_code_find((enum pk_diag_id)i));
}

static jmp_buf out_of_memory;

static void
on_oom(void)
{
	longjmp(out_of_memory, 1);
}

/* A digest that libcrypto could not take is none, not a row of zeros. */
static void
test_no_digest(void **state)
{
	struct pk_digest d = PK_DIGEST_INIT;
	unsigned char sum[PK_DIGEST_MAX];

	(void)state;
	pk_digest_start(&d, 1u << PK_SHA256);
	pk_digest_add(&d, "abc", 3);
	d.failed = true;
	pk_mem_handler(on_oom);
	if (setjmp(out_of_memory) == 0) {
		pk_digest_end(&d, PK_SHA256, sum);
		fail_msg("a digest was given");
	}
	pk_mem_handler(NULL);
	pk_digest_free(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_paths), cmocka_unit_test(test_normalization),
	    cmocka_unit_test(test_many_marks),
	    cmocka_unit_test(test_names), cmocka_unit_test(test_digests), cmocka_unit_test(test_no_digest), cmocka_unit_test(test_material),
	    cmocka_unit_test(test_filescan), cmocka_unit_test(test_locked), cmocka_unit_test(test_csv), cmocka_unit_test(test_charsets),
	    cmocka_unit_test(test_parallel), cmocka_unit_test(test_zip64), cmocka_unit_test(test_rmtree), cmocka_unit_test(test_codes)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
