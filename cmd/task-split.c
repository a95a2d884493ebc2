/* task-split: plan XML in, the ledger of tasks out. */
#include "cli/cli.h"
#include "ledger/assign.h"
#include "ledger/split.h"
#include "ledger/unitdir.h"
#include "ledger/update.h"
#include "plan/read.h"

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

struct run {
	struct pk_cli *cli;
	const struct opts *o;
	struct pk_task_form form;
	struct pk_split split;
	struct pk_assign assign;
	struct pk_out out;
	struct pk_csv csv;
	struct pk_unitdir dir;
	struct pk_update update;
};

static int
write_row(void *ctx, const struct pk_task *row)
{
	struct run *r = ctx;

	pk_task_write(&r->csv, &r->form, row);
	return 0;
}

/* Where the rows of a task go. */
static int
write_task(struct run *r, struct pk_task *t)
{
	if (r->o->dir)
		return pk_assign_rows(&r->assign, t, pk_unitdir_add, &r->dir);
	if (r->o->update)
		return pk_update_is_by_unit(&r->update) ?
		           pk_assign_rows(&r->assign, t, pk_update_add, &r->update) :
		           pk_update_add(&r->update, t);
	return r->o->rows == ROWS_UNIT ? pk_assign_rows(&r->assign, t, write_row, r) : write_row(r, t);
}

static int
write_plan(struct run *r, const struct pk_node *plan)
{
	size_t i;
	int rc = 0;

	pk_split_plan(&r->split, plan);
	if (r->split.tasks.n == 0 && !plan->regulation)
		pk_diag(&r->cli->sink, PK_D_SPLIT_NO_TASK, PK_POS(r->assign.file, plan->line), NULL);
	for (i = 0; i < r->split.tasks.n && rc == 0; i++) {
		struct pk_task *t = &r->split.tasks.v[i];

		pk_assign_names(&r->assign, t, &r->split.arena);
		rc = write_task(r, t);
	}
	return rc;
}

static int
read_all(struct run *r)
{
	size_t i, n = r->cli->noperands > 0 ? r->cli->noperands : 1;
	struct pk_plan_reader *in;
	struct pk_node *plan;
	int rc = 0;

	for (i = 0; i < n && rc == 0; i++) {
		in = pk_plan_reader_open(r->cli->noperands > 0 ? r->cli->operand[i] : "-", &r->cli->sink);
		if (!in)
			return -1;
		r->assign.file = pk_plan_reader_name(in);
		while ((rc = pk_plan_reader_next_plan(in, &plan)) > 0 && (rc = write_plan(r, plan)) == 0)
			;
		pk_plan_reader_close(in);
	}
	return rc;
}

static int
update(struct run *r)
{
	struct pk_update *u = &r->update;
	int rc = pk_update_open(u, r->o->update, &r->cli->sink);

	if (rc == 0)
		rc = read_all(r);
	if (rc == 0)
		rc = pk_update_write(u, &r->out);
	if (rc == 0 && u->changed + u->added + u->withdrawn > 0)
		pk_diag(&r->cli->sink, PK_D_SPLIT_UPDATED, PK_POS(r->o->update, 0), PK_NUM(u->changed),
		    PK_NUM(u->added), PK_NUM(u->withdrawn), NULL);
	pk_update_free(u);
	return rc;
}

static int
run(struct run *r)
{
	const struct opts *o = r->o;
	int rc;

	if (o->dir && o->update) {
		pk_diag(&r->cli->sink, PK_D_USAGE, PK_NOPOS, "--dir and --update exclude each other", NULL);
		return -1;
	}
	if (!o->dir && pk_out_open(&r->out, o->output, &r->cli->sink) != 0)
		return -1;
	if (o->dir) {
		pk_unitdir_init(&r->dir, o->dir, o->force, &r->form, &r->cli->sink);
		rc = read_all(r);
		rc = rc == 0 ? pk_unitdir_commit(&r->dir) : rc;
		pk_unitdir_free(&r->dir);
		return rc;
	}
	pk_csv_init(&r->csv, &r->out, r->form.excel);
	if (!o->update)
		pk_task_head(&r->csv, &r->form);
	rc = o->update ? update(r) : read_all(r);
	if (rc == 0)
		rc = pk_out_close(&r->out, &r->cli->sink);
	else
		pk_out_abort(&r->out);
	pk_csv_free(&r->csv);
	return rc;
}

static void
choose_form(struct run *r)
{
	const struct opts *o = r->o;
	bool units = o->rows == ROWS_UNIT || o->dir;

	r->form = (struct pk_task_form){.col = o->gov ? pk_office_cols : units ? pk_unit_cols : pk_task_cols,
	    .n = o->gov ? pk_office_ncols : units ? pk_unit_ncols : pk_task_ncols,
	    .lang = o->zh || o->excel ? PK_ZH : PK_EN,
	    .excel = o->excel};
}

int
main(int argc, char **argv)
{
	struct opts o = {0};
	struct pk_cli cli;
	struct pk_roster roster = {0};
	struct run r = {.cli = &cli, .o = &o, .assign = {.sink = &cli.sink}};
	int rc = pk_cli_start(&cli, &tool, argc, argv, &o);

	if (rc < 0) {
		choose_form(&r);
		pk_split_init(&r.split, o.campaign);
		r.assign.roster = o.roster ? &roster : NULL;
		rc = o.roster ? pk_roster_load(&roster, o.roster, &cli.sink) : 0;
		rc = rc == 0 && run(&r) == 0 ? PK_EXIT_OK : PK_EXIT_TROUBLE;
		pk_split_free(&r.split);
		pk_assign_free(&r.assign);
		pk_roster_free(&roster);
	}
	return pk_cli_end(&cli, rc);
}
