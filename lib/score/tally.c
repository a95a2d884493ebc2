#include "score/tally_work.h"

void
pk_tally_init(struct pk_tally *t, const struct pk_tally_spec *spec)
{
	*t = (struct pk_tally){.spec = *spec};
	t->nkeys = spec->nkeys + (spec->period != PK_P_NONE);
	t->naccs = spec->nsums + spec->nrates;
	if (t->spec.memory == 0)
		t->spec.memory = (size_t)PK_TALLY_MEMORY_MB << 20;
	pk_results_init(t);
}

void
pk_tally_free(struct pk_tally *t)
{
	size_t i;

	for (i = 0; i < t->nworkers; i++) {
		pk_groups_free(&t->worker[i].groups);
		pk_groups_free(&t->worker[i].pairs);
		pk_buf_free(&t->worker[i].key);
		pk_buf_free(&t->worker[i].scratch);
		pk_buf_free(&t->worker[i].pair);
		pk_seen_free(&t->worker[i]);
	}
	pk_free(t->worker);
	pk_results_free(t);
	for (i = 0; i < PK_TALLY_KEYS_MAX; i++)
		pk_free(t->name_key[i]);
	for (i = 0; i < PK_TALLY_SUMS_MAX; i++)
		pk_free(t->name_sum[i]);
	for (i = 0; i < PK_TALLY_RATES_MAX; i++)
		pk_free(t->name_rate[i]);
	pk_free(t->name_distinct);
	pk_free(t->rejects_header);
}

/* --- columns --- */

/* Where a column is; its heading is that of the first file. */
static int
find(const struct pk_table *t, struct pk_str name, size_t *at, char **heading, enum pk_col *col,
    struct pk_sink *sink)
{
	char *z;

	*at = pk_header_find(&t->header, name);
	if (*at == PK_NPOS) {
		z = pk_strndup(name.p, name.n);
		pk_diag(sink, PK_D_TALLY_NO_COLUMN, PK_POS(t->file, t->header_line), z, NULL);
		pk_free(z);
		return -1;
	}
	if (heading && !*heading) {
		*heading = pk_strndup(t->header.name[*at].p, t->header.name[*at].n);
		*col = t->header.col[*at];
	}
	return 0;
}

static int
find_date(struct pk_tally *t, const struct pk_table *table, struct pk_sink *sink)
{
	struct pk_str name = t->spec.date;

	if (t->spec.period == PK_P_NONE)
		return 0;
	if (name.n == 0)
		name = pk_header_find(&table->header, PK_S("date")) != PK_NPOS ? PK_S("date") : PK_S("period");
	return find(table, name, &t->at_date, NULL, NULL, sink);
}

static int
find_columns(struct pk_tally *t, const struct pk_table *table, struct pk_sink *sink)
{
	struct pk_tally_spec *s = &t->spec;
	enum pk_col ignored;
	int bad = 0;
	size_t i;

	for (i = 0; i < s->nkeys; i++)
		bad |= find(table, s->key[i], &t->at_key[i], &t->name_key[i], &t->col_key[i], sink);
	for (i = 0; i < s->nsums; i++)
		bad |= find(table, s->sum[i], &t->at_sum[i], &t->name_sum[i], &t->col_sum[i], sink);
	for (i = 0; i < s->nrates; i++)
		bad |= find(table, s->rate[i].column, &s->rate[i].at, &t->name_rate[i], &t->col_rate[i], sink);
	for (i = 0; i < s->nwhere; i++)
		bad |= find(table, s->where[i].column, &s->where[i].at, NULL, NULL, sink);
	if (s->distinct.n > 0)
		bad |= find(table, s->distinct, &t->at_distinct, &t->name_distinct, &ignored, sink);
	return bad | find_date(t, table, sink);
}

/* --- files --- */

void
pk_tally_workers(struct pk_tally *t, size_t n)
{
	if (n <= t->nworkers)
		return;
	t->worker = pk_realloc(t->worker, n, sizeof(*t->worker));
	for (; t->nworkers < n; t->nworkers++) {
		struct pk_tally_worker *w = &t->worker[t->nworkers];

		*w = (struct pk_tally_worker){.t = t};
		pk_groups_init(&w->groups, t->naccs);
		pk_groups_init(&w->pairs, 0);
		pk_seen_init(w);
	}
}

void
pk_tally_own_names(struct pk_tally *t)
{
	const struct pk_tally_spec *s = &t->spec;
	struct pk_str name[PK_TALLY_KEYS_MAX + PK_TALLY_ACCS_MAX + 1];
	struct pk_arena a = PK_ARENA_INIT;
	struct pk_sink quiet = {0};
	struct pk_header h;
	enum pk_col ignored;
	struct pk_table as = {.file = NULL};
	size_t i, n = 0, at;

	/* As a ledger would have them that has just these columns. */
	for (i = 0; i < s->nkeys; i++)
		name[n++] = s->key[i];
	for (i = 0; i < s->nsums; i++)
		name[n++] = s->sum[i];
	for (i = 0; i < s->nrates; i++)
		name[n++] = s->rate[i].column;
	if (s->distinct.n > 0)
		name[n++] = s->distinct;
	for (i = 0; i < n; i++) {
		if (pk_header_resolve(&h, s->table.kind, &name[i], 1, PK_NOPOS, &a, &quiet) != 0)
			continue;
		as.header = h;
		if (i < s->nkeys)
			(void)find(&as, name[i], &at, &t->name_key[i], &t->col_key[i], &quiet);
		else if (i < s->nkeys + s->nsums)
			(void)find(&as, name[i], &at, &t->name_sum[i - s->nkeys],
			    &t->col_sum[i - s->nkeys], &quiet);
		else if (i < s->nkeys + t->naccs)
			(void)find(&as, name[i], &at, &t->name_rate[i - s->nkeys - s->nsums],
			    &t->col_rate[i - s->nkeys - s->nsums], &quiet);
		else
			(void)find(&as, name[i], &at, &t->name_distinct, &ignored, &quiet);
	}
	pk_arena_free(&a);
}

int
pk_tally_file(struct pk_tally *t, const char *path, struct pk_sink *sink)
{
	struct pk_table table;
	int rc = pk_table_open(&table, path, &t->spec.table, sink);

	t->results->sink = sink;
	if (rc == 0)
		rc = find_columns(t, &table, sink);
	if (rc == 0) {
		table.rejected = t->rejects_header && pk_str_is(table.header_raw, t->rejects_header);
		t->header = t->spec.table.header ? table.header.name : NULL;
		pk_tally_workers(t, pk_fast_workers(&table, &t->spec.fast));
		rc = pk_fast_run(&table, &t->spec.fast, pk_tally_rows, t);
		t->files++;
	}
	t->bad += table.bad;
	if (table.bad > 0 && table.header_raw.n > 0) {
		pk_free(t->rejects_header);
		t->rejects_header = pk_strndup(table.header_raw.p, table.header_raw.n);
	}
	pk_table_close(&table);
	return rc ? -1 : 0;
}

int
pk_tally_finish(struct pk_tally *t, struct pk_sink *sink)
{
	return pk_results_gather(t, sink) != 0 ? -1 : pk_tally_rank(t, sink);
}
