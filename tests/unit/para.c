/* Clean text with its map, many words in one pass, marks at the begin of a line, page marks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "parse/cue.h"
#include "parse/marker.h"
#include "text/page.h"

static void
test_clean(void **state)
{
	static const struct {
		const char *raw, *clean;
		bool markdown;
	} c[] = {
	    {"　　组  长：张 三（局 长）", "组长:张三(局长)", false}, /* letter-spaced words */
	    {"副组长:田宝贵 李科基", "副组长:田宝贵 李科基", false}, /* names in a row stay apart */
	    {"2023 年2 月28 日", "2023年2月28日", false},
	    {"达到 100 %以上", "达到100%以上", false},
	    {"完成时限：2026\n— 3 —\n年2月", "完成时限:2026年2月", false}, /* cut by a page */
	    {"将电子签\n名手段", "将电子签名手段", false},
	    {"use\nWord", "use Word", false},
	    {"A\tB", "A\tB", false},
	    {"２０２６年～５月", "2026年-5月", false},
	    {"**责任单位：**市局，**局", "**责任单位:**市局,**局", true}, /* an odd number of ** */
	    {"**责任单位：**市局", "责任单位:市局", true},
	    {"", "", false}};
	struct pk_para p = {0};
	size_t i, k;

	(void)state;
	for (i = 0; i < sizeof(c) / sizeof(c[0]); i++) {
		p.markdown = c[i].markdown;
		pk_para_set(&p, pk_str(c[i].raw), 7);
		assert_true(pk_str_is(p.text, c[i].clean));
		assert_int_equal(p.map[p.text.n], strlen(c[i].raw));
		for (k = 1; k <= p.text.n; k++)
			assert_true(p.map[k - 1] < p.map[k] || p.map[k] == p.map[k - 1]);
	}
	pk_para_set(&p, PK_S("第 2 组"), 1);
	assert_int_equal(pk_para_raw_from(&p, 3), 4); /* the 2 */
	assert_int_equal(pk_para_raw_to(&p, 4), 5);   /* not the blank behind it */
	pk_para_free(&p);
}

static void
test_cues(void **state)
{
	static const struct pk_cue a[] = {{"责任", 1}, {"责任单位", 2}, {NULL, 0}}, b[] = {{"单位", 3}, {"责", 4}, {NULL, 0}};
	const struct pk_cue *tables[] = {a, b};
	struct pk_cues *c = pk_cues_new(tables, 2);
	struct pk_str t = PK_S("各责任单位");
	struct pk_cue_match m;
	size_t at, to;

	(void)state;
	assert_int_equal(pk_cues_at(c, t, 0, &m), 0);
	assert_int_equal(pk_cues_at(c, t, 3, &m), 3);
	assert_int_equal(m.cls[0], 2);
	assert_int_equal(m.to[0], t.n);
	assert_int_equal(m.cls[1], 4);
	assert_int_equal(pk_cues_find(c, 1, t, 6, &at, &to), 3);
	assert_int_equal(at, 9);
	assert_int_equal(pk_cues_find(c, 0, t, 12, &at, &to), -1);
	pk_cues_free(c);
}

static void
test_marks(void **state)
{
	static const struct {
		const char *line;
		enum pk_mark_style style;
		unsigned value;
		uint32_t len;
		unsigned options;
	} c[] = {{"一、总体要求", PK_M_HAN, 1, 6, 0}, {"二十一、附则", PK_M_HAN, 21, 12, 0},
	    {"（三）任务", PK_M_HAN_PAREN, 3, 9, 0}, {"(一)、部署", PK_M_HAN_PAREN, 1, 8, 0},
	    {"㈡ 摸排", PK_M_HAN_PAREN, 2, 3, 0}, {"3.加强", PK_M_NUM, 3, 2, 0}, {"１．装置", PK_M_NUM, 1, 6, 0},
	    {"0、建立", PK_M_NUM, 0, 4, 0}, {"⑴一般", PK_M_NUM_PAREN, 1, 3, 0}, {"(2) 储存", PK_M_NUM_PAREN, 2, 3, 0},
	    {"④ 企业", PK_M_CIRCLE, 4, 3, 0}, {"5）清理", PK_M_NUM_HALF, 5, 4, 0},
	    {"第十二条 各类", PK_M_ARTICLE, 12, 12, 0}, {"第一章总则", PK_M_CHAPTER, 1, 9, 0},
	    {"第二部分 办法", PK_M_PART, 2, 12, 0}, {"第一阶段：发动", PK_M_STAGE, 1, 0, 0},
	    {"任务二：整治", PK_M_STAGE, 2, 0, 0}, {"1.2.3 规范", PK_M_DEC3, 3, 5, 0},
	    {"1.2 规范", PK_M_DEC2, 2, 3, 0}, {"1 总则", PK_M_NONE, 0, 0, 0}, {"1 总则", PK_M_DEC1, 1, 1, PK_MARK_DECIMAL},
	    {"1.2024年8月底前", PK_M_NUM, 1, 2, 0}, {"2.5分", PK_M_NONE, 0, 0, 0}, {"1.5万元", PK_M_NONE, 0, 0, PK_MARK_DECIMAL},
	    {"2024年5月", PK_M_NONE, 0, 0, 0}, {"10月15日前", PK_M_NONE, 0, 0, 0}, {"一、二等奖", PK_M_NONE, 0, 0, 0},
	    {"1、2号楼", PK_M_NONE, 0, 0, 0}, {"一是加强", PK_M_NONE, 0, 0, 0}, {"第三条路径", PK_M_NONE, 0, 0, 0},
	    {"三月 开学", PK_M_MONTH, 3, 6, 0}, {"九月份：", PK_M_MONTH, 9, 0, 0}, {"5 月 31 日前", PK_M_NONE, 0, 0, 0},
	    {"——坚持", PK_M_DASH, 0, 6, 0}, {"- 新增", PK_M_BULLET1, 0, 1, 0}, {"-5度", PK_M_NONE, 0, 0, 0},
	    {"● 新增", PK_M_BULLET1, 0, 3, 0}, {"## 一、目标", PK_M_HASH2, 1, 9, PK_MARK_MARKDOWN},
	    {"**（一）目标**", PK_M_HAN_PAREN, 1, 11, PK_MARK_MARKDOWN}, {"**县方案", PK_M_NONE, 0, 0, PK_MARK_MARKDOWN},
	    {"序号：12", PK_M_RECORD, 12, 11, 0}, {"序号：12条", PK_M_NONE, 0, 0, 0}, {"", PK_M_NONE, 0, 0, 0}};
	struct pk_mark m;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(c) / sizeof(c[0]); i++) {
		(void)pk_mark_at(pk_str(c[i].line), 0, c[i].options, &m);
		if (m.style != c[i].style || m.value != c[i].value || m.len != c[i].len)
			fail_msg("%s: style %d, value %u, length %u", c[i].line, (int)m.style, m.value, m.len);
	}
}

static void
test_pages(void **state)
{
	static const char *const yes[] = {"— 3 —", "-12-", "－３－", "第3页", "第 3 页 共 12 页", "第3页/共9页", "# Page 1498:",
	    "Page 3 of 10", "· 7 ·", NULL};
	static const char *const no[] = {"3", "---", "— 坚持 —", "第三页", "-3", "Page", "共享", "", NULL};
	size_t i;

	(void)state;
	for (i = 0; yes[i]; i++)
		assert_true(pk_is_page_mark(pk_str(yes[i])));
	for (i = 0; no[i]; i++)
		assert_false(pk_is_page_mark(pk_str(no[i])));
	assert_int_equal(pk_skip_page_marks(PK_S("a\n\n— 1 —\n\nb"), 2), 13);
	assert_int_equal(pk_skip_page_marks(PK_S("a\nb\n"), 2), 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_clean), cmocka_unit_test(test_cues),
	    cmocka_unit_test(test_marks), cmocka_unit_test(test_pages)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
