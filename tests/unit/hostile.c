/*
 * Paragraphs made of nothing but one piece, over and over: the cues of every kind, what each
 * reads over, and pairs of them.  Sixteen times the text takes about sixteen times as long.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "parse/para.h"
#include "parse/read.h"

#include <time.h>

enum { SHORT = 4 * 1024, TIMES = 16 };

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
    "年", "6月底前、", "每月", "(", ")", "((", "[", "。", ",", ":", "*", "**", " ", "\t", "①", "(1)", "1、", "…", "x"};

static struct pk_para p;

/* The paragraph, read as any other; how long it takes. */
static clock_t
read_it(struct pk_str raw)
{
	struct pk_arena a = PK_ARENA_INIT;
	struct pk_sink sink = {0};
	struct pk_times times = {0};
	struct pk_time_ctx ctx = {0};
	clock_t start = clock();

	pk_para_set(&p, raw, 1);
	p.arena = &a;
	p.sink = &sink;
	pk_times_find(p.text, &ctx, &times);
	p.times = times.v;
	p.ntimes = times.n;
	pk_para_recognise(&p);
	pk_free(times.v);
	pk_arena_free(&a);
	return clock() - start;
}

static clock_t
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
	clock_t few = read_row(b, one, other, SHORT), many = read_row(b, one, other, TIMES * SHORT);

	/* Half as much again, and what the clock is worth. */
	if (many > few * TIMES * 3 / 2 + CLOCKS_PER_SEC / 10)
		fail_msg("\"%s%s\": %ld for %d bytes, %ld for %d", one, other, (long)few, SHORT, (long)many, SHORT * TIMES);
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
