/* plan-parse on texts made to be awkward: see tests/fuzz/plan.c for what must hold. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "random.h"
#include "../fuzz/plan.c"

#include <dirent.h>

/* Pieces that plans are made of, and those that break them. */
static const char *const bits[] = {"\n", "\n", "\n", "\n\n", "\r\n", " ", "　", "\t", "一、", "二、", "（一）",
    "(1)", "1.", "1、", "①", "第一条 ", "第三章", "## ", "- ", "**", "附件1", "附件：", "— 1 —", "关于开展道路整治的方案",
    "工作方案篇二", "实施阶段", "（3月1日至4月30日）", "6月底前", "20xx年", "2026年2月30日", "每周", "一次", "不少于5条",
    "80%以上", "扣0.1分", "奖励", "3000元", "牵头单位：", "责任单位:", "县住建局", "、", "，", "。", "；", "：", "（", "）",
    "***", "等", "组长", "张三", "照片、台账", "《条例》", "〔2026〕4号", "电话0471-5550123", "a@b.cn", "<", ">&\"'", "]]>",
    "\x01", "\f", "\xef\xbf\xbf", "\xef\xbb\xbf", "&amp;", "| 任务 | 单位 |\n|---|---|\n", "下载此文档", "x", "完成清理", "由",
    "负责", "牵头", "配合", "各乡镇", "现印发给你们", "此致"};

static void
add_random(struct pk_buf *b, size_t n)
{
	while (n-- > 0) {
		if (rnd(200) == 0)
			pk_buf_putc(b, (char)rnd(256));
		else
			pk_buf_puts(b, bits[rnd(sizeof(bits) / sizeof(bits[0]))]);
	}
}

static void
test_random(void **state)
{
	struct pk_buf b = PK_BUF_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < 3000; i++) {
		pk_buf_clear(&b);
		pk_buf_putc(&b, (char)(rnd(4) << 2));
		add_random(&b, 1 + rnd(i % 10 ? 40 : 400));
		(void)LLVMFuzzerTestOneInput((const uint8_t *)b.p, b.n);
	}
	pk_buf_free(&b);
}

/* What the fuzzer found, and plan XML with something changed at random. */
static void
test_corpus(void **state)
{
	const char *dir = "tests/fuzz/plan";
	DIR *d = opendir(dir);
	struct dirent *e;
	struct pk_sink sink = {0};
	struct pk_buf path = PK_BUF_INIT, b = PK_BUF_INIT;

	(void)state;
	assert_non_null(d);
	while ((e = readdir(d)) != NULL) {
		if (e->d_name[0] == '.')
			continue;
		pk_buf_clear(&path);
		pk_buf_clear(&b);
		pk_buf_printf(&path, "%s/%s", dir, e->d_name);
		assert_int_equal(pk_read_file(path.p, 1 << 24, &b, &sink), 0);
		(void)LLVMFuzzerTestOneInput((const uint8_t *)b.p, b.n);
	}
	(void)closedir(d);
	pk_buf_free(&path);
	pk_buf_free(&b);
}

static void
test_xml(void **state)
{
	struct pk_sink sink = {0};
	struct pk_buf xml = PK_BUF_INIT, b = PK_BUF_INIT;
	size_t i, k;

	(void)state;
	pk_buf_putc(&xml, 0);
	assert_int_equal(pk_read_file("tests/data/plan/all.xml", 1 << 20, &xml, &sink), 0);
	for (i = 0; i < 2000; i++) {
		pk_buf_clear(&b);
		pk_buf_str(&b, pk_buf_view(&xml));
		for (k = rnd(3); k > 0; k--)
			b.p[1 + rnd(b.n - 1)] = (char)rnd(256);
		if (i % 8 == 0)
			b.n = 1 + rnd(b.n - 1);
		(void)LLVMFuzzerTestOneInput((const uint8_t *)b.p, b.n);
	}
	pk_buf_free(&xml);
	pk_buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_corpus), cmocka_unit_test(test_random), cmocka_unit_test(test_xml)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
