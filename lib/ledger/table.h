/*
 * Reading a ledger row by row: the strict reader, over libcsv (RFC 4180; strict
 * quoting; nothing trimmed).  What it gives is the reference for the bulk reader
 * (fast.h): the same rows, fields, positions and rejects.
 *
 * Meaning, in full:
 * - Bytes are decoded to UTF-8 first (UTF-8, UTF-16, GB18030; a BOM is dropped).
 * - A line end is LF, CRLF or CR; each counts as one line, in quotes too.
 * - Empty lines are skipped.  The first record is the header; where required columns
 *   are asked for, titles above it (one cell with text, no name of a column) are passed over.
 * - A field that begins with a quote ends with one; "" in it is a quote.  A quote
 *   in an unquoted field, or anything but a separator or line end behind a closing
 *   quote, makes the record bad; it then ends at the next line end, quotes
 *   notwithstanding.  So does a record over the size limit (a quote never closed).
 *   A quote still open at the end of the file makes the rest of the file one bad
 *   record.
 * - Bad are also: a record with more or fewer fields than the header, a NUL byte,
 *   ill-formed text.  A bad record is diagnosed (file, line, column), counted, put
 *   aside as it stands, and never given out; reading goes on behind it.
 */
#ifndef PK_LEDGER_TABLE_H
#define PK_LEDGER_TABLE_H

#include "base/io.h"
#include "ledger/columns.h"
#include "ledger/value.h"
#include "text/decode.h"

enum {
	PK_RECORD_MAX = 16 * 1024 * 1024, /* bytes of one record: a longer one is a quote never closed */
	PK_FIELDS_MAX = 16384,            /* columns of a table: as many as spreadsheets have */
	PK_TITLES_MAX = 5,                /* titles above the header */
	PK_BAD_SHOWN = 100                /* bad records told one by one; the rest as a number */
};

struct pk_row {
	const struct pk_str *field;
	size_t n;          /* as many as the header has */
	size_t line;       /* where the record begins, from 1 */
	struct pk_str raw; /* the record as it stands, decoded, without its line end */
};

struct pk_table_opts {
	enum pk_table_kind kind; /* whose column names the header may use */
	char delim;              /* 0: comma, tab or semicolon, guessed from the header */
	const char *encoding;    /* NULL: detected */
	bool optional;           /* required columns may be missing */
	bool lenient;            /* bad records are warnings, not errors */
	struct pk_out *rejects;  /* bad records go here under their header; NULL: nowhere */
	size_t record_max;       /* 0: PK_RECORD_MAX */
	const char *header;      /* the input has no header row: this is it; NULL: it has */
};

struct pk_table {
	struct pk_header header;
	const char *file;       /* for diagnostics */
	char delim;             /* in use */
	size_t header_line;
	struct pk_str header_raw; /* as it stands, without its line end */
	enum pk_enc encoding;   /* in use; UTF-8 may turn into GB18030 at the first text past ASCII */
	uint64_t data_offset;   /* UTF-8: bytes in front of the first record: a BOM and the header */
	size_t data_line;       /* the line that begins there */
	uint64_t rows, bad;     /* records given out, records put aside */
	bool rejected, finished;
	size_t last_bad_line;   /* of the row that pk_table_bad_cell() put aside last */
	struct pk_table_opts opts;
	struct pk_sink *sink;
	struct pk_arena arena;
	struct pk_strict *reader; /* of the strict reader */
};

/*
 * Opens a file ("-": standard input) and reads its header.  -1, diagnosed: it
 * cannot be read, is empty, its header is no CSV or lacks a required column.
 * pk_table_close() is due in either case.
 */
int pk_table_open(struct pk_table *t, const char *path, const struct pk_table_opts *opts,
    struct pk_sink *sink);
/* The next good row, valid until the next call: 1; 0 at the end; -1 on a read error, diagnosed. */
int pk_table_next(struct pk_table *t, struct pk_row *row);
void pk_table_close(struct pk_table *t);

/* The cell of a known column, blanks off both ends; empty when the table lacks the column. */
struct pk_str pk_cell(const struct pk_table *t, const struct pk_row *row, enum pk_col col);
/* The same by place; PK_NPOS gives the empty string. */
struct pk_str pk_cell_at(const struct pk_row *row, size_t at);
/* Where a field of the row stands: the line and the character in it. */
struct pk_pos pk_row_pos(const struct pk_table *t, const struct pk_row *row, size_t field);
/*
 * The caller found a cell bad (an impossible date, an unknown state): says so with
 * `id`, whose arguments are the column's name, the cell and `want` (may be NULL),
 * and puts the row aside, once however many cells are bad.
 */
void pk_table_bad_cell(struct pk_table *t, const struct pk_row *row, size_t at, enum pk_diag_id id,
    const char *want);
/* The date of a cell, left alone where it is empty; -1 when it holds another thing: a bad cell, told. */
int pk_cell_date(
    struct pk_table *t, const struct pk_row *row, enum pk_col col, struct pk_date *out);

/* --- shared with the bulk reader --- */

/* A raw record without the LF, CRLF or CR that ends it. */
struct pk_str pk_without_line_end(struct pk_str s);

enum pk_bad {
	/* the first that applies counts */
	PK_BAD_QUOTE,   /* a quote where none may stand, or text behind a closing one */
	PK_BAD_OPEN,    /* a quote still open at the end of the file */
	PK_BAD_LONG,    /* over the size limit */
	PK_BAD_NUL,
	PK_BAD_ENCODING,
	PK_BAD_FIELDS,  /* too many or too few fields */
	PK_BAD_MAX
};
/*
 * Diagnoses, counts and puts aside a bad record.  `offset`: byte of raw where the
 * trouble is (PK_BAD_QUOTE, NUL, ENCODING); `fields`: how many it has (PK_BAD_FIELDS).
 * Only the first PK_BAD_SHOWN are told; pk_table_finish() tells how many more.
 */
void pk_table_bad(struct pk_table *t, enum pk_bad what, size_t line, struct pk_str raw, size_t offset,
    size_t fields);
/* The two halves of that, for a record that is not held whole. */
void pk_table_note_bad(struct pk_table *t, enum pk_bad what, size_t line, struct pk_str raw,
    size_t offset, size_t fields);
void pk_table_aside(struct pk_table *t, struct pk_str raw);
/* At the end of reading (pk_table_next() does it). */
void pk_table_finish(struct pk_table *t);
/* A separator from the command line: a character, or "tab"; NULL gives 0.  0, or -1 diagnosed. */
int pk_delim_parse(const char *text, char *out, struct pk_sink *sink);
/* The separator that a header line uses most, outside quotes; a comma when it uses none. */
char pk_guess_delim(struct pk_str header);

#endif
