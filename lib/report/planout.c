#include "report/planout.h"

#include "plan/facts.h"
#include "plan/schema.h"
#include "plan/write.h"
#include "report/explain.h"
#include "report/lintroster.h"
#include "report/outline.h"
#include "report/planhtml.h"
#include "report/planlint.h"

struct run {
	const struct pk_planout_opts *o;
	struct pk_sink *sink;
	struct pk_sink errors; /* passes errors on: what the lint tells, the parser need not */
	struct pk_intake_opts intake;
	struct pk_out out;
	struct pk_plan_writer writer;
	struct pk_planlint lint;
	struct pk_planhtml *html;
	struct pk_explain explain;
	struct pk_lintroster roster;
	size_t ninputs, nplans;
};

static void
errors_only(void *ctx, const struct pk_diag *d)
{
	struct pk_sink *sink = ctx;

	if (d->sev != PK_ERROR)
		return;
	sink->count[d->sev]++;
	if (sink->emit)
		sink->emit(sink->ctx, d);
}

static struct pk_sink *
parser_sink(struct run *r)
{
	bool lints = r->o->strict || r->o->form >= PK_PLANOUT_LINT;

	return lints ? &r->errors : r->sink;
}

static void
lint(struct run *r, const struct pk_node *plan, const char *file)
{
	r->lint.opts.file = file;
	if (r->o->form == PK_PLANOUT_LINT)
		pk_planlint(&r->lint, plan);
	else if (r->o->strict)
		r->lint.found += pk_lint(plan, &r->lint.opts, r->sink);
}

/* One child of `plans`. */
static void
render(struct run *r, const struct pk_node *n)
{
	bool plan = n->kind == PK_N_PLAN;

	switch (r->o->form) {
	case PK_PLANOUT_XML:
		pk_plan_write(&r->writer, n);
		break;
	case PK_PLANOUT_HTML:
		pk_planhtml_add(r->html, n);
		break;
	case PK_PLANOUT_EXPLAIN:
		pk_explain_add(&r->explain, n);
		break;
	case PK_PLANOUT_OUTLINE:
		if (plan)
			pk_outline_print(n, r->o->lang, r->nplans > 1, &r->out);
		break;
	case PK_PLANOUT_FACTS:
		if (plan)
			pk_facts_print(n, r->nplans, &r->out);
		break;
	default:
		break; /* the lint has written already, the others read no plan */
	}
}

static int
one_input(struct run *r, struct pk_intake *s)
{
	const char *name = pk_intake_name(s);
	size_t before = r->nplans;
	struct pk_node *n;
	int rc;

	if (r->o->form == PK_PLANOUT_TEXT)
		return pk_intake_text(s, &r->out, r->ninputs > 1);
	while ((rc = pk_intake_next(s, &n)) == 1) {
		if (n->kind == PK_N_PLAN) {
			r->nplans++;
			if (r->ninputs > 1)
				pk_intake_renumber(s, n, r->nplans);
			lint(r, n, name);
		}
		render(r, n);
	}
	if (rc != 0)
		return rc;
	if (r->o->form == PK_PLANOUT_EXPLAIN && !r->explain.found) {
		pk_diag(r->sink, PK_D_PLAN_NO_LINE, PK_POS(name, r->o->line), NULL);
		return -1;
	}
	if (r->o->form != PK_PLANOUT_EXPLAIN && r->nplans == before) {
		pk_diag(r->sink, PK_D_PLAN_NONE, PK_POS(name, 0), NULL);
		return -1;
	}
	return 0;
}

/* The root of what is written: that of the input when there is one, else our own. */
static void
begin_xml(struct run *r, const struct pk_intake *first)
{
	struct pk_node plans = *pk_intake_plans(first);

	if (!pk_intake_is_xml(first) || r->ninputs > 1)
		plans.s = "plan-parse " PK_VERSION;
	if (r->ninputs > 1)
		plans.no_final_newline = false;
	pk_plan_write_open(&r->writer, &r->out, &plans, r->sink);
}

static int
all_inputs(struct run *r, char **input)
{
	size_t i, n = r->ninputs ? r->ninputs : 1;
	int rc = 0;

	for (i = 0; i < n && rc == 0; i++) {
		struct pk_intake *s =
		    pk_intake_open(r->ninputs ? input[i] : NULL, &r->intake, parser_sink(r));

		if (!s)
			return -1;
		if (i == 0 && r->o->form == PK_PLANOUT_XML)
			begin_xml(r, s);
		r->writer.file = pk_intake_name(s);
		if (r->html)
			pk_planhtml_input(r->html, pk_intake_name(s));
		rc = one_input(r, s);
		pk_intake_close(s);
	}
	return rc;
}

/* Several inputs: all are looked at before a byte is written; warnings wait for their turn. */
static int
look(struct run *r, char **input)
{
	size_t i;

	for (i = 0; i < r->ninputs && r->ninputs > 1; i++) {
		struct pk_intake *s;

		if (strcmp(input[i], "-") == 0)
			continue;
		s = pk_intake_open(input[i], &r->intake, &r->errors);
		pk_intake_close(s);
		if (!s)
			return -1;
	}
	return 0;
}

static int
write_all(struct run *r, char **input)
{
	const char *const *line;
	int rc = 0;

	if (r->o->form == PK_PLANOUT_SCHEMA) {
		for (line = pk_plan_schema; *line; line++)
			pk_out_puts(&r->out, *line);
		return 0;
	}
	if (r->o->form == PK_PLANOUT_HTML)
		r->html = pk_planhtml_new(&r->out, r->o->lang, r->lint.opts.roster);
	rc = all_inputs(r, input);
	if (r->html)
		(void)pk_planhtml_end(r->html);
	if (r->o->form == PK_PLANOUT_XML)
		pk_plan_write_close(&r->writer);
	return rc;
}

static void
prepare(struct run *r)
{
	const struct pk_planout_opts *o = r->o;

	r->errors = (struct pk_sink){errors_only, r->sink, {0}};
	r->lint = (struct pk_planlint){.out = &r->out,
	    .lang = o->lang,
	    .tool = o->tool,
	    .format = o->tsv ? PK_PLANLINT_TSV : PK_PLANLINT_TEXT};
	r->explain = (struct pk_explain){.out = &r->out,
	    .lang = o->lang,
	    .line = o->line,
	    .format = o->tsv ? PK_EXPLAIN_TSV : PK_EXPLAIN_TEXT};
	pk_explain_begin(&r->explain);
	r->intake = o->intake;
	if (o->form == PK_PLANOUT_EXPLAIN)
		r->intake.trace = &r->explain.trace;
}

static int
run(struct run *r, char **input, const char *path)
{
	if (r->o->roster) {
		if (pk_lintroster_load(&r->roster, r->o->roster, r->sink) != 0)
			return -1;
		r->lint.opts.roster = &r->roster.look;
	}
	if ((r->o->form != PK_PLANOUT_SCHEMA && look(r, input) != 0) ||
	    pk_out_open(&r->out, path, r->sink) != 0)
		return -1;
	if (write_all(r, input) != 0) {
		pk_out_abort(&r->out);
		return -1;
	}
	return pk_out_close(&r->out, r->sink);
}

int
pk_planout(const struct pk_planout_opts *o, char **input, size_t n, const char *path, size_t *found,
    struct pk_sink *sink)
{
	struct run r = {.o = o, .sink = sink, .ninputs = n};
	int rc;

	prepare(&r);
	rc = run(&r, input, path);
	*found = r.lint.found;
	pk_lintroster_free(&r.roster);
	pk_explain_free(&r.explain);
	return rc;
}
