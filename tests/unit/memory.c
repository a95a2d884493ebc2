/*
 * Memory follows the largest plan: the most that a process takes more while it reads a plan and writes
 * it as plan XML, as so many times the plan's size.  Each is read in a process of its own; a
 * sanitizer's memory, and valgrind's (tests/valgrind.sh), tell nothing.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "parse/intake.h"
#include "plan/write.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED true
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED true
#endif
#endif
#ifndef SANITIZED
#define SANITIZED false
#endif

/* What a plan is made of: a line, with a number from 1 to `last` before it when there is one. */
static const struct kind {
	const char *name, *lead, *line;
	unsigned last, lines;
	double times; /* of its size that it may take */
} kinds[] = {
    {"ordinary", "", ".清理河道。各镇街每月清理两次河道,5月底前清运垃圾300吨,逾期的扣1分。(牵头单位:水务局;责任单位:各镇街)\n",
	30, 16000, 12},
    {"short items", "", ".甲乙\n(1)扫街;\n", 1, 120000, 20},
    {"dates", "", "月3日;\n", 12, 200000, 24},
    {"a table", "|序号|任务|责任单位|完成时限|\n|---|---|---|---|\n|1", "|扫街|城管局|5月底前|\n|1", 0, 60000, 24},
    {"characters", "", "做\n", 0, 500000, 25},
    {"empty lines", "", "\n", 0, 2000000, 4},
    {"one paragraph", "", "各单位要做好工作,", 0, 38000, 12},
};

static size_t
put_plan(const struct kind *k, FILE *f)
{
	unsigned i;

	(void)fprintf(f, "清理工作方案\n一、任务\n%s", k->lead);
	for (i = 0; i < k->lines; i++) {
		if (k->last)
			(void)fprintf(f, "%u", i % k->last + 1);
		(void)fputs(k->line, f);
	}
	(void)fputs("\n完\n", f);
	return (size_t)ftell(f);
}

static long
largest(void)
{
	struct rusage u;

	(void)getrusage(RUSAGE_SELF, &u);
	return u.ru_maxrss;
}

/* In the child: its status is 0 when all went well; what it took goes into the pipe. */
static void
read_plan(const char *path, int to)
{
	struct pk_sink sink = {0};
	struct pk_intake_opts opts = {0};
	struct pk_plan_writer w;
	struct pk_out out;
	struct pk_intake *in;
	struct pk_node *n;
	long took = largest();
	size_t plans = 0;

	pk_out_fd(&out, open("/dev/null", O_WRONLY), "null");
	in = pk_intake_open(path, &opts, &sink);
	if (!in)
		_exit(1);
	pk_plan_write_open(&w, &out, pk_intake_plans(in), &sink);
	while (pk_intake_next(in, &n) == 1) {
		plans += n->kind == PK_N_PLAN;
		pk_plan_write(&w, n);
	}
	pk_plan_write_close(&w);
	took = largest() - took;
	_exit(plans != 1 || write(to, &took, sizeof(took)) != sizeof(took));
}

static void
test_times(void **state)
{
	size_t k, bad = 0;

	(void)state;
	if (SANITIZED) { /* not skip(): its "not ok # SKIP" is a failure to prove */
		print_message("skipped: a sanitizer's memory tells nothing\n");
		return;
	}
	for (k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++) {
		char path[] = "/tmp/pk-memory-XXXXXX";
		int fd = mkstemp(path), ends[2], status = 1;
		FILE *f = fdopen(fd, "w");
		size_t size = put_plan(&kinds[k], f);
		long took = 0;
		double times;
		pid_t child;

		assert_int_equal(fclose(f), 0);
		assert_int_equal(pipe(ends), 0);
		child = fork();
		if (child == 0)
			read_plan(path, ends[1]);
		assert_int_equal(waitpid(child, &status, 0), child);
		(void)unlink(path);
		assert_int_equal(status, 0);
		assert_int_equal(read(ends[0], &took, sizeof(took)), sizeof(took));
		(void)close(ends[0]);
		(void)close(ends[1]);
		times = (double)took * 1024 / (double)size;
		print_message("%s: %.1f times of %zu bytes\n", kinds[k].name, times, size);
		bad += times >= kinds[k].times;
	}
	assert_int_equal(bad, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_times)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
