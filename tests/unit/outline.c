/*
 * Lines of text to a tree: tests/data/outline.txt holds cases,
 *     ==== name
 *     text, as it would stand in a file
 *     ----
 *     what becomes of it: "plan LINE KIND YEAR TITLE" for each plan, "LINE LEVEL ROLE MARK|HEADING [EDTF]"
 *     for each item, "furniture LINE", "warning LINE id"
 * and every case must be lossless: the words of the tree are the words of the text.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/spool.h"
#include "parse/parse.h"
#include "plan/text.h"

#include <stdio.h>

static void
warned(void *ctx, const struct pk_diag *d)
{
	pk_buf_printf(ctx, "warning %zu %s\n", d->pos.line, pk_diag_catalogue[d->id].id);
}

static void
print_item(struct pk_arena *a, const struct pk_node *n, struct pk_buf *out)
{
	const struct pk_node *m = pk_node_child(n, PK_N_MARKER), *h = pk_node_child(n, PK_N_HEAD);
	struct pk_str mark = m ? pk_str_trim(pk_node_text(m)) : (struct pk_str){NULL, 0};

	pk_buf_printf(out, "%zu %u %s ", (size_t)(h ? h->line : n->line), n->level, pk_role_name[n->role]);
	pk_buf_str(out, mark);
	pk_buf_puts(out, "|");
	pk_buf_str(out, pk_item_heading(a, n));
	if (pk_node_edtf(n).n)
		pk_buf_printf(out, " [%s]", n->edtf);
	pk_buf_putc(out, '\n');
}

static void
print_node(struct pk_arena *a, const struct pk_node *top, struct pk_buf *out)
{
	const struct pk_node *n, *t;

	if (top->kind == PK_N_P) {
		pk_buf_printf(out, "furniture %zu\n", (size_t)top->line);
		return;
	}
	t = pk_node_child(top, PK_N_TITLE);
	pk_buf_printf(out, "plan %zu %s %s ", (size_t)(t ? t->line : 0), top->regulation ? "regulation" : "plan",
	    pk_plan_year(top).n ? pk_plan_year(top).p : "-");
	if (t)
		pk_buf_str(out, pk_text_uncut(a, pk_str_trim(pk_node_text(t))));
	pk_buf_putc(out, '\n');
	for (n = top; n; n = pk_node_next(top, n))
		if (n->kind == PK_N_ITEM)
			print_item(a, n, out);
}

/* The case's tree, and its words again. */
static void
parse(struct pk_str text, struct pk_buf *out, struct pk_out *words)
{
	struct pk_buf warnings = PK_BUF_INIT;
	struct pk_sink sink = {.emit = warned, .ctx = &warnings};
	struct pk_parse_opts opts = {.source = "case"};
	struct pk_plan_text t = {.out = words};
	struct pk_arena a = PK_ARENA_INIT;
	struct pk_spool spool;
	struct pk_parser *p;
	struct pk_lines *l;
	struct pk_node *n;

	pk_spool_memory(&spool, "case", text);
	l = pk_lines_open_spool(&spool, NULL, &sink);
	assert_non_null(l);
	p = pk_parser_new(l, &opts, &sink);
	while (pk_parser_next(p, &n) == 1) {
		print_node(&a, n, out);
		pk_plan_text(&t, n);
	}
	pk_plan_text_end(&t, pk_lines_no_final_newline(l));
	pk_buf_str(out, pk_buf_view(&warnings));
	pk_parser_free(p);
	pk_lines_close(l);
	pk_arena_free(&a);
	pk_buf_free(&warnings);
}

static int
check(struct pk_str name, struct pk_str text, struct pk_str want)
{
	struct pk_buf got = PK_BUF_INIT;
	struct pk_out words;
	int bad = 0;

	pk_out_memory(&words);
	parse(text, &got, &words);
	if (!pk_str_eq(pk_buf_view(&got), want)) {
		print_error("%.*s:\n--- want\n%.*s--- got\n%s", PK_FMT(name), PK_FMT(want), pk_buf_z(&got));
		bad = 1;
	}
	if (!pk_str_eq(pk_buf_view(&words.b), text)) {
		print_error("%.*s: words lost or made up:\n%s", PK_FMT(name), pk_buf_z(&words.b));
		bad = 1;
	}
	pk_buf_free(&got);
	pk_buf_free(&words.b);
	return bad;
}

static void
test_cases(void **state)
{
	struct pk_sink sink = {0};
	struct pk_buf file = PK_BUF_INIT;
	struct pk_str s;
	size_t at, name, text, bar, end, n = 0;
	int bad = 0;

	(void)state;
	assert_int_equal(pk_read_file("tests/data/outline.txt", 1 << 20, &file, &sink), 0);
	s = pk_buf_view(&file);
	for (at = pk_str_find(s, PK_S("==== "), 0); at != PK_NPOS; at = end == s.n ? PK_NPOS : end) {
		name = at + 5;
		text = pk_str_find(s, PK_S("\n"), name) + 1;
		bar = pk_str_find(s, PK_S("\n----\n"), text - 1);
		end = pk_str_find(s, PK_S("\n==== "), text);
		end = end == PK_NPOS ? s.n : end + 1;
		assert_true(bar != PK_NPOS && bar < end);
		bad += check(pk_str_sub(s, name, text - 1), pk_str_sub(s, text, bar + 1), pk_str_sub(s, bar + 6, end));
		n++;
	}
	assert_true(n > 20);
	assert_int_equal(bad, 0);
	pk_buf_free(&file);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_cases)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
