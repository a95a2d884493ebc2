/*
 * coverage.csv, which pack makes of plan and ledger: what it says is missing, and whether the
 * catalogue names other tasks.
 */
#include "bundle/bagi.h"

#include "bundle/tagtable.h"

enum column { COL_TASK, COL_KIND, COL_WORDS, COL_RESULT, COL_MAX };
static const char *const column_name[COL_MAX] = {"任务号", "材料类别", "要求", "结果"};

struct task {
	struct pk_str id;
	struct pk_buf lacks; /* kinds of material, joined */
};

struct coverage {
	struct pk_bag *bag;
	struct pk_tagtable table;
	struct pk_map ids; /* -> place in v */
	struct task *v;
	size_t n, cap;
};

static void
take(struct coverage *c)
{
	struct pk_map_entry *e = pk_map_get(&c->ids, pk_tagtable_cell(&c->table, COL_TASK));
	struct pk_str kind = pk_tagtable_cell(&c->table, COL_KIND);
	struct task *t;

	if (!e) {
		struct task fresh = {.id = pk_str_dup(&c->bag->arena, pk_tagtable_cell(&c->table, COL_TASK))};

		e = pk_map_put(&c->ids, fresh.id, c->n, NULL);
		PK_PUSH(c, fresh);
	}
	t = &c->v[e->value];
	if (!pk_str_is(pk_tagtable_cell(&c->table, COL_RESULT), "缺"))
		return;
	if (t->lacks.n)
		pk_buf_puts(&t->lacks, "、");
	/* What the plan asks for outside its tasks is of no one kind. */
	pk_buf_str(&t->lacks, kind.n ? kind : pk_tagtable_cell(&c->table, COL_WORDS));
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
	size_t i;

	if (pk_tagtable_open(&c.table, bag, "coverage.csv", column_name, COL_MAX, COL_MAX)) {
		while (pk_tagtable_next(&c.table) == 1)
			take(&c);
		compare(&c);
	}
	for (i = 0; i < c.n; i++)
		pk_buf_free(&c.v[i].lacks);
	pk_free(c.v);
	pk_map_free(&c.ids);
	pk_tagtable_close(&c.table);
}
