/*
 * The lines of one document while it is being understood: where each stands in
 * the text, what its shape tells, and which part of the document it belongs to.
 * There is one for each line, and lines may be short: it is as small as can be.
 *
 * Node texts of the plan are views into chunk.text, so a paragraph that runs over
 * several lines is one slice of it, line ends included, and nothing is copied.
 */
#ifndef PK_PARSE_ROWS_H
#define PK_PARSE_ROWS_H

#include "doc/lines.h"
#include "parse/marker.h"
#include "plan/plan.h"

enum pk_row_kind {
	PK_ROW_TEXT,
	PK_ROW_SPACE,  /* blanks only (empty lines are no rows) */
	PK_ROW_PAGE,   /* — 3 —, # Page 12:, a running header */
	PK_ROW_RULE,   /* ---, ===, *** */
	PK_ROW_LABEL,  /* 责任单位:…, 组长:… */
	PK_ROW_ATTACH, /* 附件1 …, 附件:… */
	PK_ROW_TABLE,  /* cells between tabs or bars */
	PK_ROW_WEB     /* furniture of a web page */
};

enum pk_row_part {
	PK_PART_BODY,
	PK_PART_FURNITURE, /* outside the document */
	PK_PART_INSIDE,    /* furniture inside it: page marks, table of contents */
	PK_PART_NOTICE,    /* cover notice, document number, signature, date */
	PK_PART_TITLE
};

struct pk_row {
	size_t off;          /* of the line in chunk.text */
	uint32_t line;       /* as nodes have it */
	uint32_t len;        /* bytes */
	uint32_t trim;       /* bytes without the trailing blanks (leading ones counted) */
	uint32_t width;      /* columns without leading and trailing blanks */
	struct pk_mark mark; /* of the text behind the leading blanks */
	unsigned last : 21;  /* last character, folded */
	unsigned kind : 4;   /* enum pk_row_kind */
	unsigned part : 3;   /* enum pk_row_part */
	bool gap : 1;        /* an empty line stands before it */
	bool stop : 1;       /* holds a 。 or ; before its end */
	bool wide : 1;       /* reaches the right edge of hard-wrapped text */
	bool toc : 1;        /* leader dots and a page number at its end */
	unsigned lead : 24;  /* bytes of leading blanks */
	int8_t open;         /* brackets opened and not closed (negative: closed too often) */
};

struct pk_chunk {
	struct pk_buf text; /* lines, each with LF */
	PK_VEC(struct pk_row) rows;
	bool decimal; /* numbered 1, 1.1, 1.1.1 */
	bool wrapped; /* lines cut at a width */
};

/* Appends a line; an empty one only sets the gap of the next. */
void pk_rows_add(struct pk_chunk *c, const struct pk_line *line, bool gap);
void pk_chunk_free(struct pk_chunk *c);
/* The row's text without blanks at both ends. */
struct pk_str pk_row_text(const struct pk_chunk *c, const struct pk_row *r);
/* Folded, without any blanks, at most max bytes, into *out (cleared first). */
void pk_row_key(struct pk_str text, size_t max, struct pk_buf *out);
/* A character that ends a sentence or a clause of a list: 。 ; ! ? … and 」 ” ) behind them. */
bool pk_is_terminator(uint32_t folded);

#endif
