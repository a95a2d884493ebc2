/*
 * Writing CSV (RFC 4180): quotes where they are needed, LF and UTF-8 without BOM
 * so that pipes stay clean; the form for spreadsheets has a BOM and CRLF.
 *
 * A cell that begins with = + - @ (or its full-width form, or a control character)
 * and is no number gets an apostrophe in front, so that a spreadsheet shows text
 * and computes nothing (formula injection).
 */
#ifndef PK_LEDGER_CSV_H
#define PK_LEDGER_CSV_H

#include "base/io.h"

struct pk_csv {
	struct pk_out *out;
	char delim;     /* ',' by default */
	bool excel;     /* BOM, CRLF */
	bool started;   /* something has been written */
	size_t cells;   /* of the row being written */
	bool empty;     /* the row so far is one empty cell */
	struct pk_buf scratch;
};

/* A writer on `out`, which stays the caller's to close. */
void pk_csv_init(struct pk_csv *w, struct pk_out *out, bool excel);
void pk_csv_cell(struct pk_csv *w, struct pk_str s);
void pk_csv_puts(struct pk_csv *w, const char *z);
/* A cell exactly as given: an apostrophe is never added. */
void pk_csv_verbatim(struct pk_csv *w, struct pk_str s);
void pk_csv_end(struct pk_csv *w);
void pk_csv_free(struct pk_csv *w);

/* A spreadsheet would take the cell for a formula. */
bool pk_csv_is_formula(struct pk_str s);
/* The cell without the apostrophe that the writer put in front of a formula. */
struct pk_str pk_csv_plain(struct pk_str s);

#endif
