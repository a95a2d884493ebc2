/*
 * The decoded text of a ledger, a line (or a piece of a long line) at a time, in
 * constant memory.  Used by the strict reader, and by the bulk reader behind it.
 */
#ifndef PK_LEDGER_SOURCE_H
#define PK_LEDGER_SOURCE_H

#include "base/io.h"
#include "text/decode.h"

struct pk_source {
	struct pk_in in;
	struct pk_gzip *gzip;  /* in is compressed; NULL: it is not */
	struct pk_decoder dec; /* dec.enc: the encoding in use */
	bool decided;          /* it is given, marked by a BOM, or was judged from text that shows it */
	bool started, eof;     /* the first block was read; the last one was */
	struct pk_buf bytes;   /* a block as it was read, when it has to be decoded */
	uint64_t fed;          /* bytes of the input handed to the decoder before this block */
	struct pk_buf b;       /* decoded text */
	size_t pos;           /* consumed so far */
	size_t lf;            /* the first LF at or behind pos, b.n when there is none */
	uint64_t offset;       /* bytes of the text consumed, with a BOM of UTF-8 */
};

/* encoding NULL: detected.  Until the first character past ASCII, UTF-8 is assumed. */
int pk_source_open(struct pk_source *s, const char *path, const char *encoding,
    struct pk_sink *sink);
/* Puts a line in front of the text, before anything was read. */
int pk_source_prepend(struct pk_source *s, struct pk_str line, struct pk_sink *sink);
/*
 * The next piece, valid until the next call: a line with its line end (*whole), or
 * a part of one.  1; 0 at the end; -1 on a read error, diagnosed.
 */
int pk_source_next(struct pk_source *s, struct pk_str *piece, bool *whole, struct pk_sink *sink);
/*
 * The next n bytes of the text, lines or not, fewer only at the end: how many; -1 on a
 * read error, diagnosed.
 */
int64_t pk_source_read(struct pk_source *s, char *p, size_t n, struct pk_sink *sink);
/*
 * Looks ahead in a regular file for the first character past ASCII, so that UTF-8 is known
 * to be UTF-8 before all of it was read.  Where it is not UTF-8, nothing changes.
 */
void pk_source_settle(struct pk_source *s);
void pk_source_close(struct pk_source *s);

struct pk_table;
/* What an open table reads from (strict.c). */
struct pk_source *pk_table_source(const struct pk_table *t);

#endif
