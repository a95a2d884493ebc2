#include "ledger/update.h"

int
pk_update_open(struct pk_update *u, const char *path, struct pk_sink *sink)
{
	struct pk_table_opts opts = {.kind = PK_TABLE_TASKS};
	struct pk_row row;
	size_t i;
	int rc;

	*u = (struct pk_update){.path = path, .sink = sink, .open = true};
	rc = pk_table_open(&u->table, path, &opts, sink) == 0 ? 1 : -1;
	while (rc > 0 && (rc = pk_table_next(&u->table, &row)) > 0) {
		struct pk_old_row o = {PK_NEWN(&u->arena, row.n, struct pk_str),
		    pk_str_dup(&u->arena, row.raw), PK_NPOS};

		for (i = 0; i < row.n; i++)
			o.field[i] = pk_str_dup(&u->arena, row.field[i]);
		PK_PUSH(&u->olds, o);
		if (u->arena.total > PK_UPDATE_MAX) {
			pk_diag(sink, PK_D_IO_TOO_LARGE, PK_POS(path, 0), PK_NUM(PK_UPDATE_MAX), NULL);
			rc = -1;
		}
	}
	return rc == 0 && u->table.bad == 0 ? 0 : -1;
}

void
pk_update_free(struct pk_update *u)
{
	if (u->open)
		pk_table_close(&u->table);
	pk_free(u->olds.v);
	pk_free(u->news.v);
	pk_arena_free(&u->arena);
}

struct pk_str
pk_old_cell(const struct pk_update *u, size_t old, enum pk_col col)
{
	size_t at = u->table.header.at[col];

	return at != PK_NPOS ? pk_wide_trim(u->olds.v[old].field[at]) : PK_S("");
}

bool
pk_update_is_by_unit(const struct pk_update *u)
{
	return u->table.header.at[PK_TASKS_UNIT] != PK_NPOS;
}

int
pk_update_add(void *update, const struct pk_task *row)
{
	struct pk_update *u = update;
	struct pk_new_row n = {.old = PK_NPOS};
	size_t i;

	for (i = 0; i < PK_TASK_COLS; i++)
		n.cell[i] = pk_str_dup(&u->arena, row->cell[i]);
	PK_PUSH(&u->news, n);
	return 0;
}

/* The number of T-012: 12; 0 for another form. */
static int64_t
number_of(struct pk_str id)
{
	int64_t n = 0;

	if (!pk_str_starts(id, PK_S("T-")) || pk_str_int(pk_str_sub(id, 2, id.n), 0, INT64_MAX / 2, &n) != 0)
		return 0;
	return n;
}

/*
 * Gives every new row the number of the old row that its task is, else the next one
 * that nobody had; what refers to a number of this run follows.
 */
static void
renumber(struct pk_update *u)
{
	struct pk_map ids = {0}; /* number of this run -> place of a row that has the final one */
	int64_t top = 0;
	size_t i;

	for (i = 0; i < u->olds.n; i++) {
		int64_t n = number_of(pk_old_cell(u, i, PK_TASKS_TASK_ID));

		top = n > top ? n : top;
	}
	for (i = 0; i < u->news.n; i++)
		if (u->news.v[i].old != PK_NPOS)
			(void)pk_map_put(&ids, u->news.v[i].cell[PK_TASKS_TASK_ID], u->news.v[i].old, NULL);
	for (i = 0; i < u->news.n; i++)
		if (!pk_map_get(&ids, u->news.v[i].cell[PK_TASKS_TASK_ID]))
			(void)pk_map_put(&ids, u->news.v[i].cell[PK_TASKS_TASK_ID],
			    u->olds.n + (size_t)++top, NULL);
	for (i = 0; i < u->news.n; i++) {
		static const enum pk_col cols[] = {PK_TASKS_TASK_ID, PK_TASKS_PARENT_ID};
		size_t k;

		for (k = 0; k < 2; k++) {
			struct pk_str *c = &u->news.v[i].cell[cols[k]];
			const struct pk_map_entry *e = pk_map_get(&ids, *c);
			struct pk_buf b = PK_BUF_INIT;

			if (e && e->value < u->olds.n) {
				*c = pk_old_cell(u, e->value, PK_TASKS_TASK_ID);
			} else if (e) {
				pk_buf_printf(&b, "T-%03zu", e->value - u->olds.n);
				*c = pk_str_dup(&u->arena, pk_buf_view(&b));
			}
			pk_buf_free(&b);
		}
	}
	pk_map_free(&ids);
}

/* Columns that come from the plan and may be refreshed. */
static bool
is_of_plan(enum pk_col c)
{
	return (unsigned)c < PK_TASK_COLS && !(pk_columns[c].flags & PK_COL_PEOPLE) && c != PK_TASKS_TASK_ID &&
	       c != PK_TASKS_CAMPAIGN_ID && c != PK_TASKS_PRIORITY && c != PK_TASKS_LIGHT &&
	       c != PK_TASKS_CHANGED;
}

/* Two cells say the same: dates and words of an enumeration in whatever form. */
static bool
same(enum pk_col c, struct pk_str old, struct pk_str fresh)
{
	struct pk_date a, b;
	enum pk_due_kind k, l;
	enum pk_unit_role r, q;

	old = pk_csv_plain(old);
	if (pk_str_eq(old, pk_wide_trim(fresh)))
		return true;
	if (pk_columns[c].flags & PK_COL_DATE)
		return pk_ledger_date(old, &a) == 0 && pk_ledger_date(fresh, &b) == 0 && pk_date_cmp(a, b) == 0;
	if (c == PK_TASKS_DUE_KIND)
		return old.n > 0 && pk_due_kind_parse(old, &k) == 0 && pk_due_kind_parse(fresh, &l) == 0 && k == l;
	if (c == PK_TASKS_UNIT_ROLE)
		return pk_unit_role_parse(old, &r) == 0 && pk_unit_role_parse(fresh, &q) == 0 && r == q;
	return false;
}

/* What becomes of an old row: its new cells by column (p NULL: as it was), and `changed`. */
struct change {
	struct pk_str cell[PK_TASK_COLS];
	struct pk_buf list;
};

static void
set(struct change *ch, enum pk_col c, struct pk_str value)
{
	ch->cell[c] = value;
	pk_buf_printf(&ch->list, "%s%s", ch->list.n > 0 ? ";" : "", pk_columns[c].ascii);
}

static void
refresh(struct pk_update *u, size_t old, struct change *ch)
{
	const struct pk_new_row *n = &u->news.v[u->olds.v[old].fresh];
	enum pk_status st = PK_ST_PLANNED;
	unsigned c;

	for (c = 0; c < PK_TASK_COLS; c++)
		if (is_of_plan((enum pk_col)c) && u->table.header.at[c] != PK_NPOS && n->cell[c].n > 0 &&
		    !same((enum pk_col)c, pk_old_cell(u, old, (enum pk_col)c), n->cell[c]))
			set(ch, (enum pk_col)c, n->cell[c]);
	if (pk_status_parse(pk_old_cell(u, old, PK_TASKS_STATUS), &st) == 0 && st == PK_ST_WITHDRAWN)
		set(ch, PK_TASKS_STATUS, pk_str(pk_status_name(PK_ST_PLANNED, PK_EN)));
	u->changed += ch->list.n > 0;
}

static void
withdraw(struct pk_update *u, size_t old, struct change *ch)
{
	enum pk_status st;

	if (u->table.header.at[PK_TASKS_STATUS] == PK_NPOS ||
	    pk_status_parse(pk_old_cell(u, old, PK_TASKS_STATUS), &st) != 0 ||
	    (st >= PK_ST_CLAIMED && st != PK_ST_REOPENED))
		return;
	set(ch, PK_TASKS_STATUS, pk_str(pk_status_name(PK_ST_WITHDRAWN, PK_EN)));
	u->withdrawn++;
}

/* How the file is written: as it was read. */
struct form {
	struct pk_csv csv;
	const char *eol;
	bool extra; /* a column `changed` is added */
};

/* A value of ours in the language of its column. */
static struct pk_str
worded(const struct pk_update *u, enum pk_col c, struct pk_str s)
{
	size_t at = u->table.header.at[c];
	bool zh = at != PK_NPOS && !pk_str_is(u->table.header.name[at], pk_columns[c].ascii);

	return pk_task_worded(c, s, zh ? PK_ZH : PK_EN);
}

static void
end_row(struct form *f, struct pk_out *out)
{
	pk_out_puts(out, f->eol);
	f->csv.cells = 0;
}

static void
write_old(struct pk_update *u, size_t old, struct change *ch, struct form *f)
{
	const struct pk_header *h = &u->table.header;
	struct pk_str list = pk_buf_view(&ch->list);
	size_t i;

	if (list.n == 0) {
		pk_out_str(f->csv.out, u->olds.v[old].raw);
		f->csv.cells = h->n;
		f->csv.started = true;
	}
	for (i = 0; i < h->n && list.n > 0; i++) {
		enum pk_col c = h->col[i];

		if (c == PK_TASKS_CHANGED)
			pk_csv_cell(&f->csv, list);
		else if (c != PK_COL_NONE && ch->cell[c].p)
			pk_csv_cell(&f->csv, worded(u, c, ch->cell[c]));
		else
			pk_csv_verbatim(&f->csv, u->olds.v[old].field[i]);
	}
	if (f->extra)
		pk_csv_cell(&f->csv, list);
	end_row(f, f->csv.out);
}

static void
write_new(struct pk_update *u, const struct pk_new_row *n, struct form *f)
{
	const struct pk_header *h = &u->table.header;
	size_t i;

	for (i = 0; i < h->n; i++) {
		enum pk_col c = h->col[i];

		if (c == PK_TASKS_CHANGED)
			pk_csv_puts(&f->csv, "new");
		else
			pk_csv_cell(&f->csv, (unsigned)c < PK_TASK_COLS ? worded(u, c, n->cell[c]) : PK_S(""));
	}
	if (f->extra)
		pk_csv_puts(&f->csv, "new");
	end_row(f, f->csv.out);
}

static void
write_head(struct pk_update *u, struct form *f)
{
	pk_out_str(f->csv.out, u->table.header_raw);
	f->csv.cells = u->table.header.n;
	f->csv.started = true;
	if (f->extra) {
		size_t id = u->table.header.at[PK_TASKS_TASK_ID];

		pk_csv_cell(&f->csv, pk_col_name(PK_TASKS_CHANGED,
		    pk_str_is(u->table.header.name[id], "task_id") ? PK_EN : PK_ZH, PK_S("")));
	}
	end_row(f, f->csv.out);
}

/* The old file with its changes.  What was no UTF-8 becomes UTF-8 with a mark that says so. */
static void
write_changed(struct pk_update *u, struct change *ch, struct pk_str old_bytes, struct pk_out *out)
{
	struct form f = {.eol = "\n", .extra = u->table.header.at[PK_TASKS_CHANGED] == PK_NPOS};
	size_t i;

	if (pk_str_find(old_bytes, PK_S("\r\n"), 0) != PK_NPOS ||
	    pk_str_find(old_bytes, PK_S("\r\0\n"), 0) != PK_NPOS)
		f.eol = "\r\n";
	pk_csv_init(&f.csv, out, false);
	f.csv.delim = u->table.delim;
	if (u->table.encoding != PK_ENC_UTF8 || pk_str_starts(old_bytes, PK_S("\xef\xbb\xbf")))
		pk_out_puts(out, "\xef\xbb\xbf");
	write_head(u, &f);
	for (i = 0; i < u->olds.n; i++)
		write_old(u, i, &ch[i], &f);
	for (i = 0; i < u->news.n; i++)
		if (u->news.v[i].old == PK_NPOS)
			write_new(u, &u->news.v[i], &f);
	pk_csv_free(&f.csv);
}

int
pk_update_write(struct pk_update *u, struct pk_out *out)
{
	struct change *ch = pk_zalloc(u->olds.n + 1, sizeof(*ch));
	struct pk_buf bytes = PK_BUF_INIT;
	size_t i;
	int rc;

	pk_update_match(u);
	renumber(u);
	for (i = 0; i < u->olds.n; i++)
		(u->olds.v[i].fresh != PK_NPOS ? refresh : withdraw)(u, i, &ch[i]);
	for (i = 0; i < u->news.n; i++)
		u->added += u->news.v[i].old == PK_NPOS;
	rc = pk_read_file(u->path, PK_UPDATE_MAX, &bytes, u->sink);
	if (rc == 0 && u->changed + u->added + u->withdrawn == 0)
		pk_out_str(out, pk_buf_view(&bytes));
	else if (rc == 0)
		write_changed(u, ch, pk_buf_view(&bytes), out);
	for (i = 0; i < u->olds.n; i++)
		pk_buf_free(&ch[i].list);
	pk_free(ch);
	pk_buf_free(&bytes);
	return rc;
}
