/*
 * Plain text as lines, decoded: what the parser reads.
 *
 * Opening looks at the whole input once (encoding, NUL bytes, line length), so
 * that later stages can stream without meeting an undecodable byte half-way.
 * Input that cannot be read twice is spooled to an unlinked temporary file.
 */
#ifndef PK_DOC_LINES_H
#define PK_DOC_LINES_H

#include "base/diag.h"

struct pk_line {
	struct pk_str text; /* UTF-8, without its line end; valid until the next call */
	size_t line;        /* 1-based */
};

struct pk_lines;

struct pk_spool;

enum { PK_LINE_MAX = 1024 * 1024 }; /* bytes of one line, decoded; a plan of 50 pages has fewer */

/*
 * path NULL or "-": standard input.  encoding NULL: detected (BOM, strict UTF-8,
 * UTF-16 without BOM by its NULs, strict GB18030).  NULL with a diagnostic when
 * it cannot be read, is empty, binary or undecodable (byte offset named).
 */
struct pk_lines *pk_lines_open(const char *path, const char *encoding, struct pk_sink *sink);
/* The same on an input that is open; it is used up and closed with the lines. */
struct pk_lines *pk_lines_open_spool(
    struct pk_spool *spool, const char *encoding, struct pk_sink *sink);
/* 1 and the next line, 0 at the end, -1 on a read error (diagnosed). LF, CRLF and CR end lines. */
int pk_lines_next(struct pk_lines *l, struct pk_line *out);
/* The input does not end in a line end; known from the start. */
bool pk_lines_no_final_newline(const struct pk_lines *l);
void pk_lines_close(struct pk_lines *l);

#endif
