#include "ledger/job.h"

#include "plan/read.h"

static int
write_row(void *job, const struct pk_task *row)
{
	struct pk_split_job *j = job;

	pk_task_write(&j->csv, &j->form, row);
	return 0;
}

/* Where the rows of a task go. */
static int
write_task(struct pk_split_job *j, const struct pk_task *t)
{
	if (j->dir)
		return pk_assign_rows(&j->assign, t, pk_unitdir_add, &j->unitdir);
	if (j->update && pk_update_is_by_unit(&j->old))
		return pk_assign_rows(&j->assign, t, pk_update_add, &j->old);
	if (j->update)
		return pk_update_add(&j->old, t);
	if (j->by_unit)
		return pk_assign_rows(&j->assign, t, write_row, j);
	return write_row(j, t);
}

static int
write_plan(struct pk_split_job *j, const struct pk_node *plan)
{
	size_t i;
	int rc = 0;

	pk_split_plan(&j->split, plan);
	/* Lines are those of the document that the plan was made from. */
	j->assign.file = pk_plan_source(plan).n > 0 ? PK_Z(&j->split.arena, pk_plan_source(plan)) : j->file;
	if (j->split.tasks.n == 0 && !plan->regulation)
		pk_diag(j->sink, PK_D_SPLIT_NO_TASK, PK_POS(j->assign.file, plan->line), NULL);
	for (i = 0; i < j->split.tasks.n && rc == 0; i++) {
		pk_assign_names(&j->assign, &j->split.tasks.v[i], &j->split.arena);
		rc = write_task(j, &j->split.tasks.v[i]);
	}
	return rc;
}

static int
read_plans(struct pk_split_job *j)
{
	size_t i, n = j->ninputs > 0 ? j->ninputs : 1;
	struct pk_plan_reader *in;
	struct pk_node *plan;
	int rc = 0;

	for (i = 0; i < n && rc == 0; i++) {
		in = pk_plan_reader_open(j->ninputs > 0 ? j->input[i] : "-", j->sink);
		if (!in)
			return -1;
		j->file = pk_plan_reader_name(in);
		while ((rc = pk_plan_reader_next_plan(in, &plan)) > 0 && (rc = write_plan(j, plan)) == 0)
			;
		pk_plan_reader_close(in);
	}
	return rc;
}

static int
to_folder(struct pk_split_job *j)
{
	int rc;

	pk_unitdir_init(&j->unitdir, j->dir, j->force, &j->form, j->sink);
	rc = read_plans(j);
	if (rc == 0)
		rc = pk_unitdir_commit(&j->unitdir);
	pk_unitdir_free(&j->unitdir);
	return rc;
}

static int
update(struct pk_split_job *j)
{
	struct pk_update *u = &j->old;
	int rc = pk_update_open(u, j->update, j->sink);

	if (rc == 0)
		rc = read_plans(j);
	if (rc == 0)
		rc = pk_update_write(u, &j->out);
	if (rc == 0 && u->changed + u->added + u->withdrawn > 0)
		pk_diag(j->sink, PK_D_SPLIT_UPDATED, PK_POS(j->update, 0), PK_NUM(u->changed),
		    PK_NUM(u->added), PK_NUM(u->withdrawn), NULL);
	pk_update_free(u);
	return rc;
}

static int
to_file(struct pk_split_job *j)
{
	int rc;

	if (pk_out_open(&j->out, j->output, j->sink) != 0)
		return -1;
	pk_csv_init(&j->csv, &j->out, j->form.excel);
	if (j->update) {
		rc = update(j);
	} else {
		pk_task_head(&j->csv, &j->form);
		rc = read_plans(j);
	}
	pk_csv_free(&j->csv);
	if (rc == 0)
		return pk_out_close(&j->out, j->sink);
	pk_out_abort(&j->out);
	return rc;
}

int
pk_split_run(struct pk_split_job *j)
{
	int rc = 0;

	if (j->dir && (j->update || j->output)) {
		pk_diag(j->sink, PK_D_SPLIT_ONE_WAY, PK_NOPOS, j->update ? "--update" : "--output", NULL);
		return -1;
	}
	pk_split_init(&j->split, j->campaign);
	j->assign = (struct pk_assign){.roster = j->roster ? &j->units : NULL, .sink = j->sink};
	if (j->roster)
		rc = pk_roster_load(&j->units, j->roster, j->sink);
	if (rc == 0)
		rc = j->dir ? to_folder(j) : to_file(j);
	pk_split_free(&j->split);
	pk_assign_free(&j->assign);
	pk_roster_free(&j->units);
	return rc;
}
