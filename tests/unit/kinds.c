/*
 * The kinds of facts, one file of cases for all: tests/data/kinds.tsv.
 *     text TAB kind=value:words TAB kind=value:words ...
 * "\n" in the text is a line cut.  "%label WORDS" sets the unfinished label above the next
 * case, "%persons ROLE" and "%materials" the list that goes on, "%cell", "%notice", "%title"
 * where it stands; "%warn N" counts its warnings.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "parse/para.h"
#include "plan/facts.h"

#include <stdio.h>
#include <stdlib.h>

struct got {
	struct pk_buf b;
	const struct pk_para *p;
};

static void
each(void *ctx, const struct pk_fact *f)
{
	static const char *const times[] = {"date", "period", "deadline", "cadence", "duration", NULL};
	struct got *g = ctx;
	size_t i;

	for (i = 0; times[i]; i++)
		if (pk_str_is(f->kind, times[i]))
			return;
	pk_buf_printf(&g->b, "\t%.*s=%.*s:%.*s", PK_FMT(f->kind), PK_FMT(f->value), PK_FMT(f->text));
}

struct where {
	char label[128];
	char persons[32];
	bool cell, notice, title, materials;
	long warn;
};

static struct pk_str
unescape(struct pk_arena *a, const char *s, size_t n)
{
	char *out = pk_arena_dup(a, s, n);
	size_t i, k = 0;

	for (i = 0; i < n; i++) {
		if (s[i] == '\\' && i + 1 < n && s[i + 1] == 'n') {
			out[k++] = '\n';
			i++;
		} else {
			out[k++] = s[i];
		}
	}
	return pk_strn(out, k);
}

/* The facts of one paragraph, as the table writes them. */
static size_t
facts_of(struct pk_arena *a, struct pk_str raw, const struct where *w, struct got *g)
{
	struct pk_sink sink = {0};
	struct pk_para p = {0};
	struct pk_times times = {0};
	struct pk_time_ctx ctx = {0};
	struct pk_node n = {.kind = PK_N_P, .line = 1, .s = raw.p, .size = (uint32_t)raw.n};

	pk_para_set(&p, raw, 1);
	p.arena = a;
	p.sink = &sink;
	p.label = pk_str(w->label);
	p.persons = w->persons[0] ? w->persons : NULL;
	p.materials = w->materials;
	p.is_cell = w->cell;
	p.is_notice = w->notice;
	p.is_title = w->title;
	pk_times_find(p.text, &ctx, &times);
	p.times = times.v;
	p.ntimes = times.n;
	pk_para_recognise(&p);
	n.spans = pk_spans_dup(a, p.spans.v, p.spans.n);
	pk_facts_each(&n, a, each, g);
	pk_para_free(&p);
	pk_free(times.v);
	return sink.count[PK_WARNING];
}

static bool
setting(struct where *w, char *line)
{
	if (strncmp(line, "%label ", 7) == 0)
		(void)snprintf(w->label, sizeof(w->label), "%.100s", line + 7);
	else if (strncmp(line, "%persons ", 9) == 0)
		(void)snprintf(w->persons, sizeof(w->persons), "%.30s", line + 9);
	else if (strcmp(line, "%materials") == 0)
		w->materials = true;
	else if (strcmp(line, "%cell") == 0)
		w->cell = true;
	else if (strcmp(line, "%notice") == 0)
		w->notice = true;
	else if (strcmp(line, "%title") == 0)
		w->title = true;
	else if (strncmp(line, "%warn ", 6) == 0)
		w->warn = strtol(line + 6, NULL, 10);
	else
		return line[0] == '#' || line[0] == 0;
	return true;
}

static void
test_table(void **state)
{
	FILE *f = fopen("tests/data/kinds.tsv", "r");
	struct where w = {.warn = -1};
	char line[4096];
	size_t no = 0, cases = 0, bad = 0;

	(void)state;
	assert_non_null(f);
	while (fgets(line, sizeof(line), f)) {
		struct pk_arena a = PK_ARENA_INIT;
		struct got g = {PK_BUF_INIT, NULL};
		const char *want;
		size_t warned;

		no++;
		line[strcspn(line, "\n")] = 0;
		if (setting(&w, line))
			continue;
		want = strchr(line, '\t');
		if (!want)
			want = line + strlen(line);
		warned = facts_of(&a, unescape(&a, line, (size_t)(want - line)), &w, &g);
		if (strcmp(pk_buf_z(&g.b), want) != 0 || (w.warn >= 0 && warned != (size_t)w.warn)) {
			print_message("kinds.tsv:%zu: %s\n   got:%s (%zu warnings)\n", no, line, pk_buf_z(&g.b), warned);
			bad++;
		}
		cases++;
		w = (struct where){.warn = -1};
		pk_buf_free(&g.b);
		pk_arena_free(&a);
	}
	(void)fclose(f);
	assert_int_equal(bad, 0);
	assert_true(cases > 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_table)};

	return cmocka_run_group_tests_name("kinds", tests, NULL, NULL);
}
