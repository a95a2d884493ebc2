/* plan-parse: work plans in, structured plans out. */
#include "cli/cli.h"
#include "parse/intake.h"
#include "plan/facts.h"
#include "plan/schema.h"
#include "plan/text.h"
#include "plan/write.h"
#include "report/explain.h"
#include "report/lintroster.h"
#include "report/outline.h"
#include "report/planhtml.h"
#include "report/planlint.h"

#include <stddef.h>

struct opts {
	bool xml, facts, text, outline, schema, lint, html, strict;
	const char *output, *encoding, *roster;
	int format;
	int64_t year, explain;
	struct pk_date reference;
};

#define FLAG(name, member, en, zh)                                                                 \
	{name, 0, PK_OPT_FLAG, offsetof(struct opts, member), NULL, NULL, 0, 0, {en, zh}}

static const struct pk_opt options[] = {
    FLAG("xml", xml, "write plan XML (the default)", "输出方案 XML（默认）"),
    FLAG("facts", facts, "write facts, a line each, tab-separated", "输出事实，每行一条，制表符分隔"),
    FLAG("text", text, "write the text of the plan without markup", "输出去掉标记的原文"),
    FLAG("outline", outline, "write a tree for people", "输出供人阅读的提纲"),
    FLAG("schema", schema, "write the RELAX NG schema of plan XML and exit",
	"输出方案 XML 的 RELAX NG 模式并退出"),
    FLAG("lint", lint, "write what a drafter should mend; 1 when there is anything",
	"输出成文前应修改之处；有问题时退出状态为 1"),
    FLAG("html", html, "write a page for reading: text, facts, phases, findings",
	"输出供阅读的网页：原文、事实、阶段图、问题"),
    {"explain", 0, PK_OPT_INT, offsetof(struct opts, explain), "LINE", NULL, 1, INT64_MAX,
	{"say which rule gave each fact of the line, and why others did not",
	    "说明该行每个事实出自哪条规则，其余为何不取"}},
    {"format", 'f', PK_OPT_ENUM, offsetof(struct opts, format), "FORM", "text|tsv", 0, 0,
	{"form of --lint and --explain", "--lint 和 --explain 的输出格式"}},
    {"roster", 'u', PK_OPT_FILE, offsetof(struct opts, roster), "FILE", NULL, 0, 0,
	{"check the names of units against this roster (units.csv)", "按单位名录（units.csv）核对单位名称"}},
    FLAG("strict", strict, "with any form but --text: check the plan, findings on standard error, 1 when there are any",
	"除 --text 外，输出任何形式时都检查方案：问题写到标准错误，有问题时退出状态为 1"),
    {"output", 'o', PK_OPT_FILE, offsetof(struct opts, output), "FILE", NULL, 0, 0,
	{"write to FILE, whole or not at all", "写入文件，要么完整，要么不写"}},
    {"year", 0, PK_OPT_INT, offsetof(struct opts, year), "YYYY", NULL, 1, 9999,
	{"the year of dates that name none", "未写年份的日期所属年份"}},
    {"reference", 0, PK_OPT_DATE, offsetof(struct opts, reference), "DATE", NULL, 0, 0,
	{"the day that “this year” and “next month” are seen from", "“今年”“下月”等所参照的日期"}},
    {"encoding", 0, PK_OPT_STR, offsetof(struct opts, encoding), "NAME", NULL, 0, 0,
	{"utf-8, utf-16, gb18030 … (default: detected)", "utf-8、utf-16、gb18030 等（默认自动识别）"}},
    {0}};
static const struct pk_cmd cmds[] = {
    {NULL, {"read work plans and write what they say", "读取工作方案，输出其结构化内容"}, "[FILE...]", 0,
	PK_NPOS, options},
    {0}};
static const struct pk_tool tool = {
    "plan-parse", {"read work plans and write what they say", "读取工作方案，输出其结构化内容"}, cmds};

enum mode { XML, FACTS, TEXT, OUTLINE, SCHEMA, LINT, HTML, EXPLAIN };

struct run {
	struct pk_cli *cli;
	const struct opts *o;
	enum mode mode;
	struct pk_intake_opts source;
	struct pk_out out;
	struct pk_plan_writer writer;
	struct pk_plan_text text;
	struct pk_planlint lint;
	struct pk_planhtml *html;
	struct pk_explain explain;
	struct pk_lintroster roster;
	struct pk_sink parser; /* of the parser: what --lint tells is not told twice */
	size_t nplans;
};

static int
choose_mode(struct run *r)
{
	const bool given[] = {
	    r->o->xml, r->o->facts, r->o->text, r->o->outline, r->o->schema, r->o->lint,
	    r->o->html, r->o->explain > 0};
	size_t i, n = 0;

	for (i = 0; i < sizeof(given) / sizeof(given[0]); i++)
		if (given[i]) {
			r->mode = (enum mode)i;
			n++;
		}
	if (n > 1)
		pk_diag(&r->cli->sink, PK_D_PLAN_ONE_FORM, PK_NOPOS, NULL);
	return n > 1 ? -1 : 0;
}

static void
errors_only(void *ctx, const struct pk_diag *d)
{
	struct pk_cli *cli = ctx;

	if (d->sev != PK_ERROR)
		return;
	cli->sink.count[d->sev]++;
	cli->sink.emit(cli->sink.ctx, d);
}

static struct pk_sink *
parser_sink(struct run *r)
{
	return r->mode == LINT || r->mode == HTML || r->mode == EXPLAIN || r->o->strict ? &r->parser : &r->cli->sink;
}

/* What --lint and --strict say of a plan. */
static void
lint(struct run *r, const struct pk_node *plan, const char *file)
{
	r->lint.opts.file = file;
	if (r->mode == LINT)
		pk_planlint(&r->lint, plan);
	else if (r->o->strict)
		r->lint.found += pk_lint(plan, &r->lint.opts, &r->cli->sink);
}

/* The root of what is written: that of the input when there is one, else our own. */
static struct pk_node
root(const struct run *r, const struct pk_intake *s)
{
	struct pk_node plans = *pk_intake_plans(s);

	if (!pk_intake_is_xml(s) || r->cli->noperands > 1)
		plans.generator = PK_S("plan-parse " PK_VERSION);
	if (r->cli->noperands > 1)
		plans.no_final_newline = false;
	return plans;
}

static int
render(struct run *r, struct pk_intake *s)
{
	struct pk_node *n;
	size_t before = r->nplans;
	int rc;

	if (r->mode == TEXT)
		return pk_intake_text(s, &r->out, r->cli->noperands > 1);
	while ((rc = pk_intake_next(s, &n)) == 1) {
		if (n->kind == PK_N_PLAN)
			lint(r, n, pk_intake_name(s));
		if (n->kind == PK_N_PLAN && ++r->nplans > before && r->cli->noperands > 1)
			pk_intake_renumber(s, n, r->nplans);
		if (r->mode == HTML)
			pk_planhtml_add(r->html, n);
		else if (r->mode == EXPLAIN)
			pk_explain_add(&r->explain, n);
		else if (r->mode == XML)
			pk_plan_write(&r->writer, n);
		else if (n->kind == PK_N_PLAN && r->mode == OUTLINE)
			pk_outline_print(n, r->cli->lang, r->nplans > 1, &r->out);
		else if (n->kind == PK_N_PLAN && r->mode == FACTS)
			pk_facts_print(n, r->nplans, &r->out);
	}
	if (rc == 0 && r->mode == EXPLAIN && !r->explain.found) {
		pk_diag(&r->cli->sink, PK_D_PLAN_NO_LINE, PK_POS(pk_intake_name(s), (size_t)r->o->explain), NULL);
		rc = -1;
	} else if (rc == 0 && r->nplans == before) {
		pk_diag(&r->cli->sink, PK_D_PLAN_NONE, PK_POS(pk_intake_name(s), 0), NULL);
		rc = -1;
	}
	return rc;
}

/* Several inputs: all are looked at before a byte is written. */
static int
check(struct run *r)
{
	size_t i;

	for (i = 0; i < r->cli->noperands; i++) {
		struct pk_intake *s;

		if (r->cli->noperands == 1 || strcmp(r->cli->operand[i], "-") == 0)
			continue;
		s = pk_intake_open(r->cli->operand[i], &r->source, &r->cli->sink);
		pk_intake_close(s);
		if (!s)
			return -1;
	}
	return 0;
}

static int
all(struct run *r)
{
	size_t i, n = r->cli->noperands ? r->cli->noperands : 1;
	int rc = 0;

	for (i = 0; i < n && rc == 0; i++) {
		struct pk_intake *s = pk_intake_open(
		    r->cli->noperands ? r->cli->operand[i] : NULL, &r->source, parser_sink(r));

		if (!s)
			return -1;
		if (i == 0 && r->mode == XML) {
			struct pk_node plans = root(r, s);

			pk_plan_write_open(&r->writer, &r->out, &plans, &r->cli->sink);
		}
		r->writer.file = pk_intake_name(s);
		if (r->mode == HTML)
			pk_planhtml_input(r->html, pk_intake_name(s));
		rc = render(r, s);
		pk_intake_close(s);
	}
	return rc;
}

static int
schema(struct run *r)
{
	const char *const *line;

	for (line = pk_plan_schema; *line; line++)
		pk_out_puts(&r->out, *line);
	return 0;
}

static int
run(struct run *r)
{
	int rc;

	if (r->o->roster) {
		if (pk_lintroster_load(&r->roster, r->o->roster, &r->cli->sink) != 0)
			return PK_EXIT_TROUBLE;
		r->lint.opts.roster = &r->roster.look;
	}
	if (choose_mode(r) != 0 || (r->mode != SCHEMA && check(r) != 0) ||
	    pk_out_open(&r->out, r->o->output, &r->cli->sink) != 0)
		return PK_EXIT_TROUBLE;
	if (r->mode == HTML)
		r->html = pk_planhtml_new(&r->out, r->cli->lang, r->lint.opts.roster);
	rc = r->mode == SCHEMA ? schema(r) : all(r);
	if (r->mode == HTML)
		(void)pk_planhtml_end(r->html);
	if (r->mode == XML)
		pk_plan_write_close(&r->writer);
	if (rc == 0 && pk_out_close(&r->out, &r->cli->sink) == 0)
		return r->lint.found ? PK_EXIT_FINDINGS : PK_EXIT_OK;
	pk_out_abort(&r->out);
	return PK_EXIT_TROUBLE;
}

int
main(int argc, char **argv)
{
	struct opts o = {0};
	struct pk_cli cli;
	struct run r = {.cli = &cli, .o = &o};
	int status = pk_cli_start(&cli, &tool, argc, argv, &o);

	if (status < 0) {
		r.source = (struct pk_intake_opts){o.encoding, (int)o.year, o.reference, NULL};
		r.parser = (struct pk_sink){errors_only, &cli, {0}};
		r.explain = (struct pk_explain){.out = &r.out, .lang = cli.lang, .line = (size_t)o.explain,
		    .format = (enum pk_explain_format)o.format};
		pk_explain_begin(&r.explain);
		r.source.trace = o.explain > 0 ? &r.explain.trace : NULL;
		r.lint = (struct pk_planlint){.out = &r.out, .format = (enum pk_planlint_format)o.format,
		    .lang = cli.lang, .tool = tool.name};
		status = run(&r);
		pk_lintroster_free(&r.roster);
		pk_explain_free(&r.explain);
	}
	return pk_cli_end(&cli, status);
}
