#include "plan/lint_int.h"

/*
 * Tasks that nobody has to do, or that have no time.  What stands in a section holds for
 * the tasks below it; what stands in the parts of a task holds for the task.  Only the
 * innermost tasks are asked.
 */
enum need { UNIT, TIME, NEEDS };

static bool
span_serves(const struct pk_span *s, enum need need)
{
	struct pk_str v;

	if (need == UNIT) {
		v = s->attr[PK_A_ROLE];
		return (s->kind == PK_SP_UNIT && !pk_str_is(v, "cooperate")) ||
		       s->kind == PK_SP_PERSON;
	}
	if (s->kind != PK_SP_TIME)
		return false;
	v = s->attr[PK_A_TYPE];
	return !pk_str_is(v, "date");
}

/* Work without end is a time too. */
static bool
is_standing(struct pk_str text)
{
	static const char *const words[] = {
	    "长期", "常年", "全年", "常态化", "持续推进", "贯穿", NULL};
	size_t i;

	for (i = 0; words[i]; i++)
		if (pk_str_find(text, pk_str(words[i]), 0) != PK_NPOS)
			return true;
	return false;
}

static bool
block_serves(const struct pk_node *n, enum need need)
{
	size_t i;

	for (i = 0; i < pk_node_spans(n); i++)
		if (span_serves(&n->spans->v[i], need))
			return true;
	if (need != TIME)
		return false;
	return pk_node_edtf(n).n > 0 || is_standing(pk_node_text(n));
}

static bool
below_serves(const struct pk_node *item, enum need need)
{
	const struct pk_node *n;

	for (n = item; n; n = pk_node_next(item, n))
		if (block_serves(n, need))
			return true;
	return false;
}

/* What the item says itself, without the items in it; looked at once, then kept in `own`. */
static bool
own_serves(struct pk_lint *l, struct pk_map *own, const struct pk_node *item, enum need need)
{
	struct pk_map_entry *e = pk_map_get(own, pk_strn((const char *)&item, sizeof(item)));
	const struct pk_node *n;
	bool serves = false;

	if (e)
		return e->value != 0;
	for (n = item; n && !serves; n = pk_lint_own(item, n))
		serves = (n == item || n->kind != PK_N_ITEM) && block_serves(n, need);
	(void)pk_map_put(
	    own, pk_str_dup(&l->arena, pk_strn((const char *)&item, sizeof(item))), serves, NULL);
	return serves;
}

/* The sections around the item; not the plan itself, whose preface says nothing of a task. */
static bool
above_serves(struct pk_lint *l, struct pk_map *own, const struct pk_node *item, enum need need)
{
	const struct pk_node *up;

	for (up = pk_node_parent(item); up && up->kind == PK_N_ITEM; up = pk_node_parent(up))
		if (own_serves(l, own, up, need))
			return true;
	return false;
}

static bool
is_innermost_task(const struct pk_node *item)
{
	const struct pk_node *n;

	if (item->kind != PK_N_ITEM || item->role != PK_R_TASK)
		return false;
	for (n = pk_node_next(item, item); n; n = pk_node_next(item, n))
		if (n->kind == PK_N_ITEM && n->role == PK_R_TASK)
			return false;
	return true;
}

static size_t
lacking(struct pk_lint *l, enum need need, size_t *tasks, bool add)
{
	static const enum pk_diag_id id[NEEDS] = {PK_D_LINT_TASK_UNIT, PK_D_LINT_TASK_DEADLINE};
	struct pk_map own = {0};
	const struct pk_node *n;
	size_t count = 0;

	*tasks = 0;
	for (n = l->plan; n; n = pk_node_next(l->plan, n)) {
		if (!is_innermost_task(n))
			continue;
		++*tasks;
		if (below_serves(n, need) || above_serves(l, &own, n, need))
			continue;
		count++;
		if (add)
			pk_lint_add(l, id[need], n, n->line, pk_lint_name(l, n), NULL);
	}
	pk_map_free(&own);
	return count;
}

/* A plan in which no task has one gets a single finding. */
void
pk_lint_tasks(struct pk_lint *l)
{
	static const enum pk_diag_id none[NEEDS] = {PK_D_LINT_NO_UNITS, PK_D_LINT_NO_DEADLINES};
	size_t tasks, count;
	int need;

	for (need = 0; need < NEEDS; need++) {
		count = lacking(l, (enum need)need, &tasks, false);
		if (count > 0 && count == tasks)
			pk_lint_add(l, none[need], l->plan, l->plan->line,
			    PK_Z(&l->arena, pk_str(PK_NUM(tasks))), NULL);
		else if (count > 0)
			(void)lacking(l, (enum need)need, &tasks, true);
	}
}
