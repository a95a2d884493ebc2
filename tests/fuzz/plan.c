/*
 * Fuzzing plan-parse from bytes to every form of output.
 *
 * Any bytes are refused with one error or become a plan, and then: the plan XML is
 * one that the strict reader takes, read and written again it is the same, it says
 * the same facts, and without its markup it is the decoded text.
 *
 *   clang -fsanitize=fuzzer,address ... tests/fuzz/plan.c     a fuzzer (make fuzz)
 *   tests/unit/planfuzz.c includes it and replays what was found
 *
 * The first byte of the input chooses the encoding and the year.
 */
#include "base/spool.h"
#include "parse/intake.h"
#include "plan/facts.h"
#include "plan/write.h"
#include "report/explain.h"
#include "report/outline.h"
#include "report/planhtml.h"
#include "report/planlint.h"

#include <stdio.h>
#include <stdlib.h>

/* What came of one reading. */
struct forms {
	struct pk_out xml, facts, outline, html, lint, explain, text;
	size_t errors;
	bool refused;
};

static void
broken(const char *what)
{
	(void)fprintf(stderr, "plan fuzz: %s\n", what);
	abort();
}

static void
free_forms(struct forms *f)
{
	pk_out_abort(&f->xml);
	pk_out_abort(&f->facts);
	pk_out_abort(&f->outline);
	pk_out_abort(&f->html);
	pk_out_abort(&f->lint);
	pk_out_abort(&f->explain);
	pk_out_abort(&f->text);
}

static struct pk_intake *
open_bytes(struct pk_str bytes, const struct pk_intake_opts *o, struct pk_sink *sink)
{
	struct pk_spool spool;

	pk_spool_memory(&spool, "fuzz", bytes);
	return pk_intake_open_spool(&spool, o, sink);
}

static void
render_all(struct forms *f, struct pk_intake *in, struct pk_explain *why, struct pk_sink *sink)
{
	struct pk_plan_writer w;
	struct pk_planlint lint = {.out = &f->lint, .tool = "fuzz", .opts = {.file = "fuzz"}};
	struct pk_planhtml *html = pk_planhtml_new(&f->html, PK_ZH, NULL);
	struct pk_node *n;
	size_t plans = 0;

	pk_plan_write_open(&w, &f->xml, pk_intake_plans(in), sink);
	pk_planhtml_input(html, "fuzz");
	while (pk_intake_next(in, &n) == 1) {
		pk_plan_write(&w, n);
		pk_planhtml_add(html, n);
		pk_explain_add(why, n);
		if (n->kind != PK_N_PLAN)
			continue;
		pk_facts_print(n, ++plans, &f->facts);
		pk_outline_print(n, PK_EN, plans > 1, &f->outline);
		pk_planlint(&lint, n);
	}
	pk_plan_write_close(&w);
	(void)pk_planhtml_end(html);
	f->refused = plans == 0;
}

static void
read_forms(struct forms *f, struct pk_str bytes, const struct pk_intake_opts *o)
{
	struct pk_sink sink = {0};
	struct pk_explain why = {.out = &f->explain, .lang = PK_ZH, .line = 1 + bytes.n % 8};
	struct pk_intake_opts traced = *o;
	struct pk_intake *in;

	pk_explain_begin(&why);
	traced.trace = &why.trace;
	in = open_bytes(bytes, &traced, &sink);
	*f = (struct forms){.refused = !in};
	pk_out_memory(&f->xml);
	pk_out_memory(&f->facts);
	pk_out_memory(&f->outline);
	pk_out_memory(&f->html);
	pk_out_memory(&f->lint);
	pk_out_memory(&f->explain);
	pk_out_memory(&f->text);
	if (in)
		render_all(f, in, &why, &sink);
	f->errors = sink.count[PK_ERROR];
	if (!in && f->errors == 0)
		broken("refused without an error");
	pk_intake_close(in);
	pk_explain_free(&why);
	if (f->refused)
		return;
	in = open_bytes(bytes, o, &sink);
	if (!in || pk_intake_text(in, &f->text, false) != 0)
		broken("text cannot be read twice");
	pk_intake_close(in);
}

/* Is the text of the plan XML that of the input, but for what XML cannot hold? */
static bool
is_same_text(struct pk_str in, struct pk_str got)
{
	static const char rep[] = "\xef\xbf\xbd";
	size_t i = 0, k = 0;

	while (i < in.n && k < got.n) {
		unsigned char c = (unsigned char)in.p[i];
		size_t lost = c < 0x20 && c != '\n' && c != '\t' ? 1 : c == 0xef ? 3 : 0;

		if (in.p[i] == got.p[k] && (c != 0xef || memcmp(in.p + i, got.p + k, 3) == 0)) {
			i += c == 0xef ? 3 : 1;
			k += c == 0xef ? 3 : 1;
		} else if (lost && got.n - k >= 3 && memcmp(got.p + k, rep, 3) == 0) {
			i += lost;
			k += 3;
		} else {
			return false;
		}
	}
	return i == in.n && k == got.n;
}

static void
check(struct pk_str bytes, const struct pk_intake_opts *o)
{
	static const struct pk_intake_opts plain = {0};
	struct forms a, b;

	read_forms(&a, bytes, o);
	if (a.refused) {
		free_forms(&a);
		return;
	}
	if (a.errors)
		broken("an error and a plan");
	read_forms(&b, pk_buf_view(&a.xml.b), &plain);
	if (b.refused || b.errors)
		broken("our own plan XML is refused");
	if (!pk_str_eq(pk_buf_view(&a.xml.b), pk_buf_view(&b.xml.b)))
		broken("plan XML read and written again differs");
	if (!is_same_text(pk_buf_view(&a.text.b), pk_buf_view(&b.text.b)))
		broken("the text of the plan XML is not that of the input");
	free_forms(&a);
	free_forms(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const char *const encodings[] = {NULL, "utf-8", "utf-16le", "gb18030"};
	struct pk_intake_opts o = {0};

	if (n == 0)
		return 0;
	o.encoding = encodings[data[0] & 3];
	o.given_year = data[0] & 4 ? 2026 : 0;
	if (data[0] & 8)
		o.reference = (struct pk_date){2026, 2, 28};
	check(pk_strn((const char *)data + 1, n - 1), &o);
	return 0;
}
