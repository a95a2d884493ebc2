/* plan-parse: work plans in, structured plans out. */
#include "cli/cli.h"
#include "report/planout.h"

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

/* The one form asked for; -1 when there are several. */
static int
form_of(const struct opts *o, struct pk_sink *sink, enum pk_planout_form *form)
{
	/* in the order of enum pk_planout_form */
	const bool given[] = {
	    o->xml, o->facts, o->text, o->outline, o->schema, o->lint, o->html, o->explain > 0};
	size_t i, n = 0;

	for (i = 0; i < sizeof(given) / sizeof(given[0]); i++)
		if (given[i]) {
			*form = (enum pk_planout_form)i;
			n++;
		}
	if (n > 1)
		pk_diag(sink, PK_D_PLAN_ONE_FORM, PK_NOPOS, NULL);
	return n > 1 ? -1 : 0;
}

static int
run(struct pk_cli *cli, const struct opts *o)
{
	struct pk_planout_opts out = {.tool = tool.name,
	    .lang = cli->lang,
	    .strict = o->strict,
	    .tsv = o->format == 1,
	    .line = (size_t)o->explain,
	    .roster = o->roster,
	    .intake = {o->encoding, (int)o->year, o->reference, NULL}};
	size_t found = 0;

	if (form_of(o, &cli->sink, &out.form) != 0 ||
	    pk_planout(&out, cli->operand, cli->noperands, o->output, &found, &cli->sink) != 0)
		return PK_EXIT_TROUBLE;
	return found ? PK_EXIT_FINDINGS : PK_EXIT_OK;
}

int
main(int argc, char **argv)
{
	struct opts o = {0};
	struct pk_cli cli;
	int status = pk_cli_start(&cli, &tool, argc, argv, &o);

	if (status < 0)
		status = run(&cli, &o);
	return pk_cli_end(&cli, status);
}
