#include "bundle/tagtable.h"

static bool
read_head(struct pk_tagtable *t, const char *const column[], size_t needed, size_t n)
{
	bool all = true;
	size_t i, k;

	if (pk_minicsv_next(&t->csv) != 1) {
		if (t->bag->ours)
			bag_say(t->bag, PK_D_CATALOGUE_CSV, pk_str(t->name), PK_NUM(1), NULL);
		return false;
	}
	for (k = 0; k < n; k++) {
		t->at[k] = PK_NPOS;
		for (i = 0; i < t->csv.n; i++)
			if (pk_str_is(t->csv.field[i], column[k]))
				t->at[k] = i;
		if (k >= needed || t->at[k] != PK_NPOS)
			continue;
		if (t->bag->ours)
			bag_say(t->bag, PK_D_PROFILE_COLUMNS, pk_str(t->name), column[k], NULL);
		all = false;
	}
	return all;
}

bool
pk_tagtable_open(struct pk_tagtable *t, struct pk_bag *bag, const char *name, const char *const column[],
    size_t needed, size_t n)
{
	struct pk_bag_rec *rec = pk_bag_find(bag, pk_str(name));

	*t = (struct pk_tagtable){.bag = bag, .name = name};
	if (!rec || rec->member == PK_BAG_NONE || pk_bag_read(bag, rec, &t->text) != 0)
		return false;
	pk_minicsv_init(&t->csv, pk_buf_view(&t->text));
	return read_head(t, column, needed, n);
}

int
pk_tagtable_next(struct pk_tagtable *t)
{
	int rc = pk_minicsv_next(&t->csv);

	if (rc < 0)
		bag_say(t->bag, PK_D_CATALOGUE_CSV, pk_str(t->name), PK_NUM(t->csv.line), NULL);
	return rc;
}

struct pk_str
pk_tagtable_cell(const struct pk_tagtable *t, size_t column)
{
	return t->at[column] < t->csv.n ? t->csv.field[t->at[column]] : PK_S("");
}

void
pk_tagtable_close(struct pk_tagtable *t)
{
	pk_minicsv_free(&t->csv);
	pk_buf_free(&t->text);
}
