/* task-split: plan XML in, the ledger of tasks out. */
#include "cli/cli.h"
#include "ledger/job.h"

#include <stddef.h>

enum rows { ROWS_TASK, ROWS_UNIT };

struct opts {
	const char *output, *dir, *roster, *campaign, *update;
	int rows;
	bool zh, excel, gov, force;
};

#define OFF(m) offsetof(struct opts, m)
#define FLAG(name, m, en, zh)                                                                      \
	{name, 0, PK_OPT_FLAG, OFF(m), NULL, NULL, 0, 0, {en, zh}}
static const struct pk_opt options[] = {
    {"rows", 'r', PK_OPT_ENUM, OFF(rows), "WHAT", "task|unit", 0, 0,
	{"one row per task (the default), or per task and unit", "每项任务一行（默认），或每项任务每个单位一行"}},
    {"dir", 'd', PK_OPT_DIR, OFF(dir), "DIR", NULL, 0, 0,
	{"write a ledger for each unit into DIR", "在目录中为每个单位写一份台账"}},
    FLAG("force", force, "write into a folder that is not empty", "目录非空也写入"),
    {"roster", 'u', PK_OPT_FILE, OFF(roster), "FILE", NULL, 0, 0,
	{"the units: resolve names, expand collectives", "单位名录：规范名称，展开集体名称"}},
    {"update", 0, PK_OPT_FILE, OFF(update), "OLD.csv", NULL, 0, 0,
	{"bring a ledger up to date: what people filled in stays", "更新已有台账：人工填写的内容保持不变"}},
    {"campaign", 'c', PK_OPT_STR, OFF(campaign), "ID", NULL, 0, 0,
	{"campaign_id of every task (default: the id of its plan)", "方案编号（默认为方案的 id）"}},
    FLAG("gov", gov, "only the columns that offices print", "只写任务分解表的常用列"),
    FLAG("zh", zh, "Chinese names of columns and values", "列名与取值用中文"),
    FLAG("excel", excel, "for spreadsheets: Chinese, with BOM and CRLF", "供电子表格使用：中文、带 BOM、CRLF 换行"),
    {"output", 'o', PK_OPT_FILE, OFF(output), "FILE", NULL, 0, 0,
	{"write to FILE, whole or not at all", "写入文件，要么完整，要么不写"}},
    {0}};
static const struct pk_cmd cmds[] = {
    {NULL, {"split plans into a ledger of tasks", "把工作方案分解为任务台账"}, "[PLAN.xml...]", 0, PK_NPOS, options},
    {0}};
static const struct pk_tool tool = {
    "task-split", {"split plans into a ledger of tasks", "把工作方案分解为任务台账"}, cmds};

/* All columns, those with the unit, or the few that offices print. */
static struct pk_task_form
form(const struct opts *o)
{
	bool units = o->rows == ROWS_UNIT || o->dir;

	return (struct pk_task_form){.col = o->gov ? pk_office_cols : units ? pk_unit_cols : pk_task_cols,
	    .n = o->gov ? pk_office_ncols : units ? pk_unit_ncols : pk_task_ncols,
	    .lang = o->zh || o->excel ? PK_ZH : PK_EN,
	    .excel = o->excel};
}

int
main(int argc, char **argv)
{
	struct opts o = {0};
	struct pk_cli cli;
	int rc = pk_cli_start(&cli, &tool, argc, argv, &o);

	if (rc < 0) {
		struct pk_split_job job = {.input = cli.operand,
		    .ninputs = cli.noperands,
		    .roster = o.roster,
		    .campaign = o.campaign,
		    .output = o.output,
		    .dir = o.dir,
		    .update = o.update,
		    .by_unit = o.rows == ROWS_UNIT,
		    .force = o.force,
		    .form = form(&o),
		    .sink = &cli.sink};

		rc = pk_split_run(&job) == 0 ? PK_EXIT_OK : PK_EXIT_TROUBLE;
	}
	return pk_cli_end(&cli, rc);
}
