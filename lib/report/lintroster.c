#include "report/lintroster.h"

static void
put_names(struct pk_lintroster *u, const size_t *v, size_t n)
{
	size_t i;

	pk_buf_clear(&u->hint);
	for (i = 0; i < n && i < PK_NEAREST; i++) {
		if (i > 0)
			pk_buf_puts(&u->hint, ", ");
		pk_buf_str(&u->hint, u->roster.units.v[v[i]].name);
	}
	if (n > PK_NEAREST)
		pk_buf_puts(&u->hint, " ...");
}

/* The level of the last full name of a list holds for those behind it. */
static void
keep_level(struct pk_lintroster *u, struct pk_str name, bool new_list)
{
	struct pk_str level = pk_unit_level(name);

	if (new_list) {
		pk_arena_free(&u->names);
		u->level = PK_S("");
	}
	if (level.n > 0)
		u->level = pk_str_dup(&u->names, level);
}

static enum pk_lint_known
look_up(void *ctx, struct pk_str name, bool group, bool new_list, struct pk_str *hint)
{
	struct pk_lintroster *u = ctx;
	size_t near[PK_NEAREST], n;
	struct pk_units found = {0};

	keep_level(u, name, new_list);
	pk_roster_find(&u->roster, name, u->level, &found);
	n = found.n;
	if (n > 1)
		put_names(u, found.v, n);
	if (n == 0)
		pk_roster_expand(&u->roster, name, &found);
	if (n == 0 && found.n == 0 && !group)
		put_names(u, near, pk_roster_nearest(&u->roster, name, near));
	else if (n <= 1)
		pk_buf_clear(&u->hint);
	group = n == 0 && found.n > 0;
	pk_free(found.v);
	*hint = pk_buf_view(&u->hint);
	return n == 1 || group ? PK_LINT_KNOWN : n > 1 ? PK_LINT_AMBIGUOUS : PK_LINT_UNKNOWN;
}

int
pk_lintroster_load(struct pk_lintroster *u, const char *path, struct pk_sink *sink)
{
	u->look = (struct pk_lint_roster){look_up, u};
	return pk_roster_load(&u->roster, path, sink);
}

void
pk_lintroster_free(struct pk_lintroster *u)
{
	pk_roster_free(&u->roster);
	pk_arena_free(&u->names);
	pk_buf_free(&u->hint);
}
