/*
 * Lines to paragraphs: text that its producer cut at a width (PDF, mail) is joined
 * again; everything else stays as it is.
 */
#ifndef PK_PARSE_WRAP_H
#define PK_PARSE_WRAP_H

#include "parse/rows.h"

/* A paragraph: one row, or several that belong together. */
struct pk_block {
	struct pk_str text; /* a slice of chunk.text: from the row's start, blanks and line ends included */
	uint32_t line;
	uint32_t next;            /* blocks to the next with a mark of this style, 0: none; set by the outline */
	/* Of its first row. */
	struct pk_mark mark;      /* `lead` bytes into the text */
	unsigned first_last : 21; /* last character */
	unsigned kind : 4;        /* enum pk_row_kind */
	unsigned part : 3;        /* enum pk_row_part */
	bool alone : 1;           /* nothing but the mark */
	bool gap : 1;             /* an empty line stands before it */
	bool stop : 1;
	bool one : 1;             /* there are no more rows */
	unsigned lead : 24;
	bool wide : 1;            /* more than PK_BLOCK_NARROW columns */
	bool ended : 1;           /* its last row ends in a terminator */
};
enum { PK_BLOCK_NARROW = 30 }; /* the name of a section has no more */
struct pk_blocks {
	struct pk_block *v;
	size_t n, cap;
};

/* The paragraphs of rows [0, n), in order, none left out; the rows are not needed behind it.  Sets chunk->wrapped and row.wide. */
void pk_wrap(struct pk_chunk *c, size_t n, struct pk_blocks *out);

#endif
