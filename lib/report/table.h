/*
 * A table for people and programs, in one of five forms, shared by all tools:
 * text (aligned by display width, East Asian characters two columns), Markdown,
 * CSV (RFC 4180), TSV, JSON (an array of objects).
 *
 * Text and Markdown have titles in the language of the user; CSV, TSV and JSON
 * have the stable ASCII names, whatever the language.
 *
 * Rows are either kept in the grid (pk_grid_keep, pk_grid_render) or streamed:
 * measured one by one when the form is text, then printed one by one.
 */
#ifndef PK_REPORT_TABLE_H
#define PK_REPORT_TABLE_H

#include "base/io.h"
#include "ledger/csv.h"

enum pk_form { PK_FORM_TEXT, PK_FORM_CSV, PK_FORM_TSV, PK_FORM_JSON, PK_FORM_MD, PK_FORM_MAX };
/* For the option tables, in the order of the enum. */
#define PK_FORMS "text|csv|tsv|json|md"

struct pk_grid_col {
	const char *name;                /* ASCII, stable */
	const char *title[PK_LANG_MAX];
	bool right;                      /* numbers: text sets them flush right, JSON as numbers, null when empty */
	size_t max;                      /* text: cut at so many display columns; 0 never */
};

struct pk_grid {
	const struct pk_grid_col *col;
	size_t n;
	size_t *width;       /* text: the widest cell */
	bool *hide;          /* columns to leave out */
	enum pk_form form;
	enum pk_lang lang;
	struct pk_out *out;
	struct pk_csv csv;
	size_t printed;      /* rows since the head */
	struct pk_str *kept; /* rows kept, n cells each */
	size_t nkept, cap;
	struct pk_arena arena;
};

/* `col` must outlive the grid. */
void pk_grid_init(struct pk_grid *g, const struct pk_grid_col *col, size_t n, enum pk_form form,
    enum pk_lang lang, struct pk_out *out);
/* Keeps a copy of a row of n cells, and measures it. */
void pk_grid_keep(struct pk_grid *g, const struct pk_str *cell);
/* Head, every row kept, foot. */
void pk_grid_render(struct pk_grid *g);
/* By parts; a row to be printed should have been measured before. */
void pk_grid_measure(struct pk_grid *g, const struct pk_str *cell);
void pk_grid_head(struct pk_grid *g);
void pk_grid_row(struct pk_grid *g, const struct pk_str *cell);
void pk_grid_foot(struct pk_grid *g);
void pk_grid_free(struct pk_grid *g);

/* Appends s as a JSON string, quotes included; ill-formed UTF-8 becomes U+FFFD. */
void pk_json_string(struct pk_out *out, struct pk_str s);

#endif
