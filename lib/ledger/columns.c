#include "ledger/columns.h"

#include "ledger/value.h"

#define R PK_COL_REQUIRED
#define D PK_COL_DATE
#define L PK_COL_LIST
#define P PK_COL_PEOPLE

const struct pk_column pk_columns[PK_COL_MAX] = {
#define TABLE(name, ascii, zh)
#define COL(table, name, ascii, zh, aliases, flags)                                                \
	{PK_TABLE_##table, ascii, zh, aliases, flags},
#include "ledger/columns.def"
#undef TABLE
#undef COL
};

enum pk_col
pk_table_first(enum pk_table_kind kind)
{
	unsigned c;

	for (c = 0; c < PK_COL_MAX; c++)
		if (pk_columns[c].table == kind)
			break;
	return (enum pk_col)c;
}

enum pk_col
pk_table_end(enum pk_table_kind kind)
{
	unsigned c = pk_table_first(kind);

	while (c < PK_COL_MAX && pk_columns[c].table == kind)
		c++;
	return (enum pk_col)c;
}

struct pk_str
pk_col_name(enum pk_col col, enum pk_lang lang, struct pk_str fallback)
{
	if (col >= PK_COL_MAX)
		return fallback;
	return pk_str(lang == PK_ZH ? pk_columns[col].zh : pk_columns[col].ascii);
}

/* 完成时限(必填) is 完成时限. */
static struct pk_str
without_bracket(struct pk_str s)
{
	size_t at = pk_str_find(s, PK_S("("), 0);

	return at != PK_NPOS && at > 0 && pk_str_ends(s, PK_S(")")) ? pk_str_sub(s, 0, at) : s;
}

/*
 * How a normalised name fits a column: 3 its own name, 2 an alias, 1 a weak alias, 0 not.
 * The names of columns.def are in normal form as they stand (tests/unit/table.c).
 */
static int
fit(enum pk_col col, struct pk_str name)
{
	const struct pk_column *c = &pk_columns[col];
	struct pk_str rest = pk_str(c->aliases), part;

	if (pk_str_is(name, c->ascii) || pk_str_is(name, c->zh))
		return 3;
	while (pk_str_split(&rest, '|', &part)) {
		bool weak = pk_str_ends(part, PK_S("?"));

		if (part.n > 0 && pk_str_eq(name, pk_str_sub(part, 0, part.n - weak)))
			return weak ? 1 : 2;
	}
	return 0;
}

bool
pk_col_is_named(enum pk_table_kind kind, struct pk_str name)
{
	struct pk_arena a = PK_ARENA_INIT;
	struct pk_str key = without_bracket(pk_name_norm(&a, name));
	unsigned c = pk_table_first(kind), end = pk_table_end(kind);
	bool found = false;

	for (; c < end && !found; c++)
		found = fit((enum pk_col)c, key) > 0;
	pk_arena_free(&a);
	return found;
}

static int
check_names(const struct pk_header *h, struct pk_pos pos, struct pk_arena *a, struct pk_sink *sink)
{
	struct pk_map seen = {0};
	bool added = true;
	size_t i, named = 0;

	for (i = 0; i < h->n && added; i++) {
		if (h->name[i].n == 0)
			continue;
		named++;
		(void)pk_map_put(&seen, h->name[i], i, &added);
		if (!added)
			pk_diag(sink, PK_D_LEDGER_TWICE, pos, PK_Z(a, h->name[i]), NULL);
	}
	pk_map_free(&seen);
	if (named == 0)
		pk_diag(sink, PK_D_LEDGER_NO_HEADER, pos, NULL);
	return added && named > 0 ? 0 : -1;
}

/* Gives column i of the header the meaning `col` if nothing better has it. */
static bool
take(struct pk_header *h, size_t i, enum pk_col col)
{
	if (h->at[col] != PK_NPOS)
		return false;
	h->at[col] = i;
	h->col[i] = col;
	return true;
}

static void
warn_second(const struct pk_header *h, size_t i, enum pk_col col, struct pk_pos pos,
    struct pk_arena *a, struct pk_sink *sink)
{
	pk_diag(sink, PK_D_LEDGER_SAME_MEANING, pos, PK_Z(a, h->name[i]), pk_columns[col].ascii,
	    PK_Z(a, h->name[h->at[col]]), NULL);
}

/*
 * Own names first, then aliases: a ledger with both 任务编号 and 序号 keeps 序号 as an
 * ordinary column.  Last the weak aliases, which may take a column from its own
 * meaning: 完成时限 is the date due of a ledger that has no other.
 */
static void
give(struct pk_header *h, size_t i, int want, struct pk_pos pos, struct pk_arena *a,
    struct pk_sink *sink)
{
	unsigned c = pk_table_first(h->kind), end = pk_table_end(h->kind);
	enum pk_col had = h->col[i];
	struct pk_str key;

	if (h->name[i].n == 0 || (had != PK_COL_NONE && want != 1))
		return;
	key = without_bracket(pk_name_norm(a, h->name[i]));
	for (; c < end; c++) {
		if (fit((enum pk_col)c, key) != want)
			continue;
		if (take(h, i, (enum pk_col)c)) {
			if (had != PK_COL_NONE)
				h->at[had] = PK_NPOS;
			return;
		}
		if (want == 2)
			warn_second(h, i, (enum pk_col)c, pos, a, sink);
	}
}

int
pk_header_resolve(struct pk_header *h, enum pk_table_kind kind, const struct pk_str *name, size_t n,
    struct pk_pos pos, struct pk_arena *a, struct pk_sink *sink)
{
	unsigned c;
	size_t i;
	int want;

	*h = (struct pk_header){.kind = kind, .n = n};
	h->name = PK_NEWN(a, n, struct pk_str);
	h->col = PK_NEWN(a, n, enum pk_col);
	for (c = 0; c < PK_COL_MAX; c++)
		h->at[c] = PK_NPOS;
	for (i = 0; i < n; i++) {
		h->name[i] = pk_str_dup(a, pk_str_trim(name[i]));
		h->col[i] = PK_COL_NONE;
	}
	if (check_names(h, pos, a, sink) != 0)
		return -1;
	for (want = 3; want >= 1; want--)
		for (i = 0; i < n; i++)
			give(h, i, want, pos, a, sink);
	return 0;
}

int
pk_header_require(const struct pk_header *h, struct pk_pos pos, struct pk_sink *sink)
{
	unsigned c = pk_table_first(h->kind), end = pk_table_end(h->kind);
	struct pk_buf b = PK_BUF_INIT;

	for (; c < end; c++)
		if ((pk_columns[c].flags & R) && h->at[c] == PK_NPOS)
			pk_buf_printf(&b, "%s%s (%s)", b.n > 0 ? ", " : "", pk_columns[c].ascii,
			    pk_columns[c].zh);
	if (b.n == 0)
		return 0;
	pk_diag(sink, PK_D_LEDGER_NO_COLUMN, pos, pk_buf_z(&b), NULL);
	pk_buf_free(&b);
	return -1;
}

size_t
pk_header_find(const struct pk_header *h, struct pk_str name)
{
	struct pk_arena a = PK_ARENA_INIT;
	unsigned c = pk_table_first(h->kind), end = pk_table_end(h->kind);
	struct pk_str key;
	size_t i, at = PK_NPOS;

	for (i = 0; i < h->n; i++)
		if (pk_str_eq(h->name[i], name))
			return i;
	key = pk_name_norm(&a, name);
	for (i = 0; i < h->n && at == PK_NPOS; i++)
		if (key.n > 0 && pk_str_eq(pk_name_norm(&a, h->name[i]), key))
			at = i;
	for (; c < end && at == PK_NPOS; c++)
		if (h->at[c] != PK_NPOS && fit((enum pk_col)c, key) > 0)
			at = h->at[c];
	pk_arena_free(&a);
	return at;
}
