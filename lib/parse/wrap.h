/*
 * Lines to paragraphs: text that its producer cut at a width (PDF, mail) is joined
 * again; everything else stays as it is.
 */
#ifndef PK_PARSE_WRAP_H
#define PK_PARSE_WRAP_H

#include "parse/rows.h"

/* A paragraph: one row, or several that belong together. */
struct pk_block {
	size_t row, nrows;
	struct pk_str text; /* a slice of chunk.text: from the row's start, blanks and line ends included */
	size_t line;
	enum pk_row_kind kind;
	enum pk_row_part part;
	struct pk_mark mark; /* its first row's, `lead` bytes into the text */
	uint32_t lead;
	bool alone;          /* nothing but the mark */
	bool gap;            /* an empty line stands before it */
};
struct pk_blocks {
	struct pk_block *v;
	size_t n, cap;
};

/* The paragraphs of rows [0, n), in order, none left out.  Sets chunk->wrapped and row.wide. */
void pk_wrap(struct pk_chunk *c, size_t n, struct pk_blocks *out);

#endif
