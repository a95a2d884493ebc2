/* Which row of the new plan is which row of the old ledger; see update.h. */
#include "ledger/update.h"

enum { ALIKE = 501 /* parts of 1000: more alike than not */ };

/* What a row is known by in a pass: a normalised string; empty when it is known by nothing. */
struct pass {
	enum pk_col col[4]; /* PK_COL_NONE behind the last */
	bool alike;         /* and the titles must be more alike than not */
};

static const struct pass passes[] = {
    {{PK_TASKS_TITLE, PK_TASKS_UNIT, PK_TASKS_LEAD_UNIT, PK_TASKS_CAMPAIGN_ID}, false},
    {{PK_TASKS_TITLE, PK_TASKS_UNIT, PK_TASKS_LEAD_UNIT, PK_COL_NONE}, false},
    {{PK_TASKS_TITLE, PK_TASKS_UNIT, PK_COL_NONE, PK_COL_NONE}, false},
    {{PK_TASKS_TASK_ID, PK_TASKS_UNIT, PK_COL_NONE, PK_COL_NONE}, true},
    {{PK_TASKS_SOURCE_REF, PK_TASKS_UNIT, PK_COL_NONE, PK_COL_NONE}, true},
};

static struct pk_str
cell(const struct pk_update *u, bool old, size_t i, enum pk_col col)
{
	return pk_csv_plain(old ? pk_old_cell(u, i, col) : u->news.v[i].cell[col]);
}

static struct pk_str
key(struct pk_update *u, bool old, size_t i, const struct pass *p)
{
	struct pk_buf b = PK_BUF_INIT;
	struct pk_str s;
	size_t k;

	for (k = 0; k < 4 && p->col[k] != PK_COL_NONE; k++) {
		s = pk_name_norm(&u->arena, cell(u, old, i, p->col[k]));
		if (k == 0 && s.n == 0)
			break;
		pk_buf_str(&b, s);
		pk_buf_putc(&b, '\n');
	}
	s = pk_str_dup(&u->arena, pk_buf_view(&b));
	pk_buf_free(&b);
	return s;
}

static bool
is_alike(struct pk_update *u, size_t old, size_t fresh)
{
	return pk_likeness(pk_name_norm(&u->arena, cell(u, true, old, PK_TASKS_TITLE)),
	           pk_name_norm(&u->arena, cell(u, false, fresh, PK_TASKS_TITLE))) >= ALIKE;
}

/* Old rows of one key are taken in order: several tasks may have one title. */
static void
run_pass(struct pk_update *u, const struct pass *p)
{
	struct pk_map first = {0};
	size_t *next = pk_alloc(u->olds.n + 1, sizeof(*next)), i, at;
	struct pk_map_entry *e;
	struct pk_str k;

	for (i = u->olds.n; i-- > 0;) {
		next[i] = PK_NPOS;
		if (u->olds.v[i].fresh != PK_NPOS || (k = key(u, true, i, p)).n == 0)
			continue;
		e = pk_map_put(&first, k, PK_NPOS, NULL);
		next[i] = e->value;
		e->value = i;
	}
	for (i = 0; i < u->news.n; i++) {
		if (u->news.v[i].old != PK_NPOS || (k = key(u, false, i, p)).n == 0)
			continue;
		e = pk_map_get(&first, k);
		at = e ? e->value : PK_NPOS;
		if (at == PK_NPOS || (p->alike && !is_alike(u, at, i)))
			continue;
		e->value = next[at];
		u->news.v[i].old = at;
		u->olds.v[at].fresh = i;
	}
	pk_map_free(&first);
	pk_free(next);
}

void
pk_update_match(struct pk_update *u)
{
	size_t i;

	for (i = 0; i < sizeof(passes) / sizeof(passes[0]); i++)
		run_pass(u, &passes[i]);
}
