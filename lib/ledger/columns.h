/*
 * The columns that the tools know (columns.def) and the header of a table in a
 * file: which of its columns means what.  Names are understood in ASCII, in
 * Chinese and by alias; blanks, width and case do not matter; unknown columns
 * keep their place.
 */
#ifndef PK_LEDGER_COLUMNS_H
#define PK_LEDGER_COLUMNS_H

#include "base/diag.h"

enum pk_table_kind {
#define TABLE(name, ascii, zh) PK_TABLE_##name,
#define COL(table, name, ascii, zh, aliases, flags)
#include "ledger/columns.def"
#undef TABLE
#undef COL
	PK_TABLE_ANY, /* no known columns */
	PK_TABLE_MAX
};

/* PK_TASKS_DUE, PK_SCORES_POINTS ... */
enum pk_col {
#define TABLE(name, ascii, zh)
#define COL(table, name, ascii, zh, aliases, flags) PK_##table##_##name,
#include "ledger/columns.def"
#undef TABLE
#undef COL
	PK_COL_NONE, /* a column that no table knows */
	PK_COL_MAX = PK_COL_NONE
};

enum { PK_COL_REQUIRED = 1, PK_COL_DATE = 2, PK_COL_LIST = 4, PK_COL_PEOPLE = 8 };

struct pk_column {
	enum pk_table_kind table;
	const char *ascii, *zh;
	const char *aliases; /* | between; a weak one ends in ? */
	unsigned flags;
};
extern const struct pk_column pk_columns[PK_COL_MAX];

/* First column of a table; its columns are consecutive up to pk_table_end(). */
enum pk_col pk_table_first(enum pk_table_kind kind);
enum pk_col pk_table_end(enum pk_table_kind kind);

/* The name of a column in the language wanted; `fallback` for PK_COL_NONE. */
struct pk_str pk_col_name(enum pk_col col, enum pk_lang lang, struct pk_str fallback);

/* Some column of the table has this name or alias. */
bool pk_col_is_named(enum pk_table_kind kind, struct pk_str name);

struct pk_header {
	enum pk_table_kind kind;
	size_t n;
	struct pk_str *name;   /* as in the file, BOM and outer blanks removed */
	enum pk_col *col;      /* what each means, PK_COL_NONE unknown */
	size_t at[PK_COL_MAX]; /* where each known column is, PK_NPOS absent */
};

/*
 * Resolves the names of a header row for a table; everything is copied into the
 * arena.  Two columns of one name, or none at all, are errors (-1); a second
 * column of one meaning is kept as unknown with a warning.
 */
int pk_header_resolve(struct pk_header *h, enum pk_table_kind kind, const struct pk_str *name,
    size_t n, struct pk_pos pos, struct pk_arena *a, struct pk_sink *sink);
/* Diagnoses each required column that is missing, in one message: 0 or -1. */
int pk_header_require(const struct pk_header *h, struct pk_pos pos, struct pk_sink *sink);
/*
 * The column that a person names on a command line: the header's own words first,
 * then the ASCII and Chinese names and aliases of the table.  PK_NPOS: none.
 */
size_t pk_header_find(const struct pk_header *h, struct pk_str name);

#endif
