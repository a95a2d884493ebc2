/*
 * Tables of scores being made: columns, then rows of cells whose text lives until
 * the row is done.  Private to lib/report.
 */
#ifndef PK_REPORT_ROWS_H
#define PK_REPORT_ROWS_H

#include "base/dec.h"
#include "cal/date.h"
#include "report/table.h"

enum { PK_ROWS_COLUMNS = 32 };

struct pk_rows {
	enum pk_form form;
	enum pk_lang lang;
	struct pk_grid_col col[PK_ROWS_COLUMNS];
	size_t ncols, ncells;
	struct pk_str cell[PK_ROWS_COLUMNS];
	struct pk_grid grid;
	struct pk_arena a;
	struct pk_buf b; /* for the cell being made */
};

/* Columns first, then pk_rows_begin(). */
void pk_rows_column(struct pk_rows *t, bool right, const char *name, const char *en, const char *zh);
void pk_rows_begin(struct pk_rows *t, struct pk_out *out);
/* The next cell: text (which lives until the row is done), what is in t->b, a number, a date, all of a decimal. */
void pk_rows_text(struct pk_rows *t, struct pk_str s);
void pk_rows_buffered(struct pk_rows *t);
void pk_rows_number(struct pk_rows *t, uint64_t n);
void pk_rows_date(struct pk_rows *t, struct pk_date d);
void pk_rows_exact(struct pk_rows *t, struct pk_dec v);
/* The row is complete: kept, for a table whose widths are to be found, or printed at once. */
void pk_rows_keep(struct pk_rows *t);
void pk_rows_print(struct pk_rows *t);
/* Prints what was kept (what is printed at once begins with pk_grid_head() and ends with pk_grid_foot()). */
void pk_rows_end(struct pk_rows *t);
void pk_rows_free(struct pk_rows *t);

#endif
