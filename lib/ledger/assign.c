#include "ledger/assign.h"

#include "ledger/value.h"

/* Names of several units, as a message has them: A, B, C. */
static const char *
names(const struct pk_roster *r, const size_t *v, size_t n, struct pk_buf *b)
{
	size_t i;

	for (i = 0; i < n && i < PK_NEAREST; i++) {
		pk_buf_puts(b, i > 0 ? ", " : "");
		pk_buf_str(b, r->units.v[v[i]].name);
	}
	if (n > PK_NEAREST)
		pk_buf_puts(b, " ...");
	return pk_buf_z(b);
}

static bool
is_news(struct pk_assign *g, struct pk_str name)
{
	bool added = false;

	if (!pk_map_get(&g->told, name))
		(void)pk_map_put(&g->told, pk_str_dup(&g->arena, name), 0, &added);
	return added;
}

static void
tell_unknown(struct pk_assign *g, struct pk_str name, size_t line)
{
	struct pk_pos pos = PK_POS(g->file, line);
	struct pk_buf b = PK_BUF_INIT;
	size_t near[PK_NEAREST], n;

	if (!is_news(g, name))
		return;
	n = pk_roster_nearest(g->roster, name, near);
	if (n > 0)
		pk_diag(g->sink, PK_D_ROSTER_NEAREST, pos, PK_Z(&g->arena, name),
		    names(g->roster, near, n, &b), NULL);
	else
		pk_diag(g->sink, PK_D_ROSTER_UNKNOWN, pos, PK_Z(&g->arena, name), NULL);
	pk_buf_free(&b);
}

static void
tell_ambiguous(struct pk_assign *g, struct pk_str name, const struct pk_units *u, size_t line)
{
	struct pk_buf b = PK_BUF_INIT;

	if (is_news(g, name))
		pk_diag(g->sink, PK_D_ROSTER_AMBIGUOUS, PK_POS(g->file, line), PK_Z(&g->arena, name),
		    names(g->roster, u->v, u->n, &b), NULL);
	pk_buf_free(&b);
}

/* The names of one list; the level of the last full name holds for those behind it. */
static void
name_list(struct pk_assign *g, struct pk_unit_refs *list, size_t line)
{
	struct pk_str level = PK_S("");
	struct pk_units u = {0};
	size_t i;

	for (i = 0; i < list->n; i++) {
		struct pk_unit_ref *ref = &list->v[i];

		if (pk_unit_level(ref->name).n > 0)
			level = pk_unit_level(ref->name);
		pk_roster_find(g->roster, ref->name, level, &u);
		if (u.n == 1) {
			ref->name = g->roster->units.v[u.v[0]].name;
			ref->group = false;
		} else if (u.n > 1) {
			tell_ambiguous(g, ref->name, &u, line);
		} else {
			pk_roster_expand(g->roster, ref->name, &u);
			if (u.n > 0)
				ref->group = true;
			else if (!ref->group)
				tell_unknown(g, ref->name, line);
			else if (is_news(g, ref->name))
				pk_diag(g->sink, PK_D_ROSTER_NO_GROUP, PK_POS(g->file, line),
				    PK_Z(&g->arena, ref->name), NULL);
		}
	}
	pk_free(u.v);
}

void
pk_assign_names(struct pk_assign *g, struct pk_task *t, struct pk_arena *a)
{
	if (!g->roster)
		return;
	name_list(g, &t->lead, t->line);
	name_list(g, &t->units, t->line);
	name_list(g, &t->support, t->line);
	pk_task_unit_cells(t, a);
}

struct emit {
	const struct pk_task *task;
	int (*each)(void *ctx, const struct pk_task *row);
	void *ctx;
	struct pk_map seen;
	size_t rows;
};

static int
emit(struct emit *m, struct pk_str unit, enum pk_unit_role role, struct pk_str from)
{
	struct pk_task row = *m->task;
	bool added = true;

	if (unit.n > 0)
		(void)pk_map_put(&m->seen, unit, 0, &added);
	if (!added)
		return 0;
	m->rows++;
	row.cell[PK_TASKS_UNIT] = unit;
	row.cell[PK_TASKS_UNIT_ROLE] = unit.n > 0 ? pk_str(pk_unit_role_name(role, PK_EN)) : PK_S("");
	row.cell[PK_TASKS_EXPANDED_FROM] = from;
	return m->each(m->ctx, &row);
}

static int
emit_list(struct pk_assign *g, struct emit *m, const struct pk_unit_refs *list,
    enum pk_unit_role role)
{
	struct pk_units u = {0};
	size_t i, k;
	int rc = 0;

	for (i = 0; i < list->n && rc == 0; i++) {
		u.n = 0;
		if (list->v[i].group && g->roster)
			pk_roster_expand(g->roster, list->v[i].name, &u);
		if (u.n == 0)
			rc = emit(m, list->v[i].name, role, PK_S(""));
		for (k = 0; k < u.n && rc == 0; k++)
			rc = emit(m, g->roster->units.v[u.v[k]].name, role, list->v[i].name);
	}
	pk_free(u.v);
	return rc;
}

int
pk_assign_rows(struct pk_assign *g, const struct pk_task *t,
    int (*each)(void *ctx, const struct pk_task *row), void *ctx)
{
	struct emit m = {.task = t, .each = each, .ctx = ctx};
	int rc = emit_list(g, &m, &t->lead, PK_UR_LEAD);

	if (rc == 0)
		rc = emit_list(g, &m, &t->units, PK_UR_RESPONSIBLE);
	if (rc == 0)
		rc = emit_list(g, &m, &t->support, PK_UR_COOPERATE);
	if (rc == 0 && m.rows == 0)
		rc = emit(&m, PK_S(""), PK_UR_LEAD, PK_S(""));
	pk_map_free(&m.seen);
	return rc;
}

void
pk_assign_free(struct pk_assign *g)
{
	pk_map_free(&g->told);
	pk_arena_free(&g->arena);
}
