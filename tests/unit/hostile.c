/*
 * Paragraphs made of nothing but one piece, over and over: the cues of every kind, what each
 * reads over, and pairs of them.  Eight times the text takes about eight times the steps.
 * Steps are counted, not timed, so that the answer is the same on a busy machine: the Makefile
 * builds what is under test here with -fsanitize-coverage=trace-pc, which calls the function
 * below at the start of every run of instructions without a branch.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "parse/para.h"
#include "parse/read.h"

enum { SHORT = 8 * 1024, TIMES = 8 };

void __sanitizer_cov_trace_pc(void);

static unsigned long steps;

void
__sanitizer_cov_trace_pc(void)
{
	steps++;
}

static const char *const pieces[] = {/* units, persons */
    "牵头单位", "牵头单位:", "责任:", "配合:", "责任单位:县局、", "县局、", "县局和", "由", "由A牵头", "(A牵头", "牵头", "A牵头,",
    "等", "各", "责任人:", "组长:张三、", "张三、", "联系人",
    /* evidence */
    "上传", "报送", "存档", "收集总结、", "资料:", "资料(", "等资料", "将", "将总结", "台账、", "总结等",
    /* contacts, references */
    "电话", "/传真", "及传真", "电话:", "0512-", "138", "@", "a@", "附件1", "见附件", "《", "《通知》",
    /* numbers */
    "1元", "、5000元", "1、2元", "xx元", "百元", "扣1分", "分", "扣", "每发现", "1%", "、1%", "不低于", "不低于1个、", "达到", "率100%",
    "均", "一", "1", "1.", ",1",
    /* times and marks */
    "年", "6月底前、", "每月", "2024年3月、", "每", "1-", "3月5日、", "两周一", "至", "2024.1.", "三个", "xx", "第",
    "(星期", "即日起至", "到2025年、", "每月5日、", "已", "最后一个月的", "自", "(", ")", "((", "[", "。", ",", ":", "*", "**", " ", "\t", "①", "(1)", "1、", "…", "x"};

static struct pk_para p;

/* The paragraph, read as any other; how many steps it takes. */
static unsigned long
read_it(struct pk_str raw)
{
	struct pk_arena a = PK_ARENA_INIT;
	struct pk_sink sink = {0};
	struct pk_times times = {0};
	struct pk_time_ctx ctx = {0};
	unsigned long start = steps;

	pk_para_set(&p, raw, 1);
	p.arena = &a;
	p.sink = &sink;
	pk_times_find(p.text, &ctx, &times);
	p.times = times.v;
	p.ntimes = times.n;
	pk_para_recognise(&p);
	pk_free(times.v);
	pk_arena_free(&a);
	return steps - start;
}

static unsigned long
read_row(struct pk_buf *b, const char *one, const char *other, size_t n)
{
	pk_buf_clear(b);
	while (b->n < n) {
		pk_buf_puts(b, one);
		pk_buf_puts(b, other);
	}
	return read_it(pk_buf_view(b));
}

static void
check(struct pk_buf *b, const char *one, const char *other)
{
	unsigned long few = read_row(b, one, other, SHORT), many = read_row(b, one, other, TIMES * SHORT);

	assert_true(few > SHORT / 16); /* they are counted */
	if (many > few * TIMES * 5 / 4)
		fail_msg("\"%s%s\": %lu steps for %d bytes, %lu for %d", one, other, few, SHORT, many, SHORT * TIMES);
}

static void
test_linear(void **state)
{
	enum { N = sizeof(pieces) / sizeof(pieces[0]) };
	struct pk_buf b = PK_BUF_INIT;
	size_t i;

	(void)state;
	(void)read_row(&b, pieces[0], "", SHORT); /* tables are made */
	for (i = 0; i < N; i++) {
		check(&b, pieces[i], "");
		check(&b, pieces[i], pieces[(i * 7 + 11) % N]);
	}
	pk_buf_free(&b);
	pk_para_free(&p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_linear)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
