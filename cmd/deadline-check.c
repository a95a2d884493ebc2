/* deadline-check: which tasks of the ledgers are overdue, due today, due soon. */
#include "cli/cli.h"
#include "report/deadline.h"

#include <stddef.h>

enum fail_on { FAIL_SOON, FAIL_TODAY, FAIL_OVERDUE, FAIL_NEVER };

struct opts {
	struct pk_date today;
	const char *soon, *output, *encoding, *delimiter, *rejects, *calendar;
	int form, by, fail_on;
	bool verbose, exit_zero;
};

#define OFF(m) offsetof(struct opts, m)
static const struct pk_opt options[] = {
    {"today", 't', PK_OPT_DATE, OFF(today), "DATE", NULL, 0, 0,
	{"the day to judge by (default: the local date)", "判定日期（默认为本地日期）"}},
    {"soon", 's', PK_OPT_STR, OFF(soon), "DAYS", NULL, 0, 0,
	{"lead times of what is due soon: 7d,3d,1d, or 5w for working days (default: 7d)",
	    "即将到期的提前期，如 7d,3d,1d；5w 为工作日（默认 7d）"}},
    {"calendar", 0, PK_OPT_FILE, OFF(calendar), "FILE", NULL, 0, 0,
	{"days off and make-up working days (default: Monday to Friday)", "节假日与调休补班日（默认周一至周五）"}},
    {"format", 'f', PK_OPT_ENUM, OFF(form), "FORM", PK_FORMS, 0, 0, {"form of the report", "报告格式"}},
    {"by", 0, PK_OPT_ENUM, OFF(by), "WHAT", "task|unit", 0, 0,
	{"list the tasks, or the units only", "逐项列出任务，或只按单位汇总"}},
    {"output", 'o', PK_OPT_FILE, OFF(output), "FILE", NULL, 0, 0,
	{"write to FILE, whole or not at all", "写入文件，要么完整，要么不写"}},
    {"verbose", 'v', PK_OPT_FLAG, OFF(verbose), NULL, NULL, 0, 0,
	{"say so when nothing is due; count what is not", "无事可报时也说明，并统计其余任务"}},
    {"fail-on", 0, PK_OPT_ENUM, OFF(fail_on), "STATE", "soon|today|overdue|never", 0, 0,
	{"the mildest state that gives exit status 1", "使退出状态为 1 的最轻状态"}},
    {"exit-zero", 0, PK_OPT_FLAG, OFF(exit_zero), NULL, NULL, 0, 0,
	{"as --fail-on=never", "等同于 --fail-on=never"}},
    {"rejects", 0, PK_OPT_FILE, OFF(rejects), "FILE", NULL, 0, 0,
	{"put bad rows aside in FILE", "把有误的行另存于文件"}},
    {"delimiter", 'd', PK_OPT_STR, OFF(delimiter), "CHAR", NULL, 0, 0,
	{"what separates the fields (default: seen from the header)", "字段分隔符（默认由表头判断）"}},
    {"encoding", 0, PK_OPT_STR, OFF(encoding), "NAME", NULL, 0, 0,
	{"utf-8, utf-16, gb18030 … (default: detected)", "utf-8、utf-16、gb18030 等（默认自动识别）"}},
    {0}};
static const struct pk_cmd cmds[] = {
    {NULL, {"list the overdue tasks of a ledger", "列出台账中超期的任务"}, "[LEDGER...]", 0, PK_NPOS, options},
    {0}};
static const struct pk_tool tool = {
    "deadline-check", {"list the overdue tasks of a ledger", "列出台账中超期的任务"}, cmds};

static int
read_all(struct pk_cli *cli, const struct pk_table_opts *topts, struct pk_dl_tally *d)
{
	size_t i, n = cli->noperands > 0 ? cli->noperands : 1;
	struct pk_table t;
	int rc = 0;

	for (i = 0; i < n && rc == 0; i++) {
		rc = pk_table_open(&t, cli->noperands > 0 ? cli->operand[i] : "-", topts, &cli->sink);
		if (rc == 0)
			rc = pk_dl_read(d, &t);
		pk_table_close(&t);
	}
	return rc;
}

static int
status(const struct opts *o, const struct pk_dl_tally *d)
{
	enum pk_dl_state s = (enum pk_dl_state)(PK_DL_SOON + o->fail_on);

	if (o->exit_zero)
		return PK_EXIT_OK;
	for (; s < PK_DL_MAX; s++)
		if (d->count[s] > 0)
			return PK_EXIT_FINDINGS;
	return PK_EXIT_OK;
}

static int
run(struct pk_cli *cli, const struct opts *o, const struct pk_dl_opts *when)
{
	struct pk_out out, rejects;
	struct pk_table_opts topts = {.kind = PK_TABLE_TASKS, .encoding = o->encoding};
	struct pk_dl_tally d;
	struct pk_dl_report r;
	int rc;

	if (pk_delim_parse(o->delimiter, &topts.delim, &cli->sink) != 0 ||
	    pk_out_open(&out, o->output, &cli->sink) != 0)
		return PK_EXIT_TROUBLE;
	if (o->rejects && pk_out_open(&rejects, o->rejects, &cli->sink) != 0) {
		pk_out_abort(&out);
		return PK_EXIT_TROUBLE;
	}
	topts.rejects = o->rejects ? &rejects : NULL;
	pk_dl_init(&d, when);
	pk_dl_report_init(&r, &d, (enum pk_form)o->form, cli->lang, &out, &cli->sink);
	r.by = (enum pk_dl_by)o->by;
	r.verbose = o->verbose;
	rc = read_all(cli, &topts, &d);
	if (rc == 0)
		rc = pk_dl_report_print(&r);
	if (o->rejects && pk_out_close(&rejects, &cli->sink) != 0)
		rc = -1;
	if (rc == 0)
		rc = pk_out_close(&out, &cli->sink);
	else
		pk_out_abort(&out);
	rc = rc == 0 ? status(o, &d) : PK_EXIT_TROUBLE;
	pk_dl_report_free(&r);
	pk_dl_free(&d);
	return rc;
}

static int
read_calendar(struct pk_calendar *c, const char *path, struct pk_sink *sink)
{
	enum { CALENDAR_MAX = 16 * 1024 * 1024 }; /* bytes: a line for every day of a thousand years */
	struct pk_buf b = PK_BUF_INIT;
	int rc = 0;

	if (path)
		rc = pk_read_file(path, CALENDAR_MAX, &b, sink) != 0 ||
		             pk_calendar_read(c, pk_buf_view(&b), pk_in_name(path), sink) != 0 ?
		         -1 :
		         0;
	pk_buf_free(&b);
	return rc;
}

int
main(int argc, char **argv)
{
	struct opts o = {0};
	struct pk_cli cli;
	struct pk_calendar calendar = {0};
	struct pk_dl_opts when = {.lead = {{PK_DL_LEAD_DAYS, false}}, .nleads = 1, .calendar = &calendar};
	int rc = pk_cli_start(&cli, &tool, argc, argv, &o);

	if (rc < 0) {
		when.today = o.today.y > 0 ? o.today : pk_cli_today();
		if ((o.soon && pk_dl_leads_parse(&when, o.soon, &cli.sink) != 0) ||
		    read_calendar(&calendar, o.calendar, &cli.sink) != 0)
			rc = PK_EXIT_TROUBLE;
		else
			rc = run(&cli, &o, &when);
		pk_calendar_free(&calendar);
	}
	return pk_cli_end(&cli, rc);
}
