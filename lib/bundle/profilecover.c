/*
 * coverage.csv, which pack makes of plan and ledger: what it says is missing, and whether the
 * catalogue names other tasks.
 */
#include "bundle/bagi.h"

#include "bundle/minicsv.h"

enum column { COL_TASK, COL_KIND, COL_WORDS, COL_RESULT, COL_MAX };
static const char *const column_name[COL_MAX] = {"任务号", "材料类别", "要求", "结果"};

struct task {
	struct pk_str id;
	struct pk_buf lacks; /* kinds of material, joined */
};

struct coverage {
	struct pk_bag *bag;
	struct pk_minicsv csv;
	size_t at[COL_MAX];
	struct pk_map ids; /* -> place in v */
	struct task *v;
	size_t n, cap;
};

static struct pk_str
cell(const struct coverage *c, enum column col)
{
	return c->at[col] < c->csv.n ? c->csv.field[c->at[col]] : PK_S("");
}

static bool
read_head(struct coverage *c)
{
	int rc = pk_minicsv_next(&c->csv);
	size_t i, k;

	for (k = 0; k < COL_MAX; k++) {
		c->at[k] = PK_NPOS;
		for (i = 0; rc == 1 && i < c->csv.n; i++)
			if (pk_str_is(c->csv.field[i], column_name[k]))
				c->at[k] = i;
		if (c->at[k] != PK_NPOS)
			continue;
		bag_say(c->bag, PK_D_PROFILE_COLUMNS, PK_S("coverage.csv"), column_name[k], NULL);
		return false;
	}
	return true;
}

static void
take(struct coverage *c)
{
	struct pk_map_entry *e = pk_map_get(&c->ids, cell(c, COL_TASK));
	struct pk_str kind = cell(c, COL_KIND);
	struct task *t;

	if (!e) {
		struct task fresh = {.id = pk_str_dup(&c->bag->arena, cell(c, COL_TASK))};

		e = pk_map_put(&c->ids, fresh.id, c->n, NULL);
		PK_PUSH(c, fresh);
	}
	t = &c->v[e->value];
	if (!pk_str_is(cell(c, COL_RESULT), "缺"))
		return;
	if (t->lacks.n)
		pk_buf_puts(&t->lacks, "、");
	/* What the plan asks for outside its tasks is of no one kind. */
	pk_buf_str(&t->lacks, kind.n ? kind : cell(c, COL_WORDS));
}

static void
compare(struct coverage *c)
{
	struct pk_bag *bag = c->bag;
	size_t i;

	for (i = 0; i < c->n; i++)
		if (c->v[i].lacks.n)
			bag_say(bag, PK_D_PROFILE_GAP, c->v[i].id, pk_buf_z(&c->v[i].lacks), NULL);
	for (i = 0; i < bag->tasks.n; i++) {
		struct pk_str id = bag->tasks.entries[i].key;

		/* Pack has let it pass: a warning here, an error against a plan that is given. */
		if (!pk_map_get(&c->ids, id))
			pk_diag_as(bag->sink, PK_WARNING, PK_D_EV_NO_TASK, PK_POS(bag->name, 0), "catalogue.csv",
			    PK_Z(&bag->arena, id), NULL);
	}
}

void
bag_check_coverage(struct pk_bag *bag)
{
	struct coverage c = {.bag = bag};
	struct pk_bag_rec *rec = pk_bag_find(bag, PK_S("coverage.csv"));
	struct pk_buf text = PK_BUF_INIT;
	size_t i;
	int rc;

	if (!rec || rec->member == PK_BAG_NONE || pk_bag_read(bag, rec, &text) != 0) {
		pk_buf_free(&text);
		return;
	}
	pk_minicsv_init(&c.csv, pk_buf_view(&text));
	if (read_head(&c)) {
		while ((rc = pk_minicsv_next(&c.csv)) == 1)
			take(&c);
		if (rc < 0)
			bag_say(bag, PK_D_CATALOGUE_CSV, PK_S("coverage.csv"), PK_NUM(c.csv.line), NULL);
		compare(&c);
	}
	for (i = 0; i < c.n; i++)
		pk_buf_free(&c.v[i].lacks);
	pk_free(c.v);
	pk_map_free(&c.ids);
	pk_minicsv_free(&c.csv);
	pk_buf_free(&text);
}
