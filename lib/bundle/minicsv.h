/*
 * CSV in memory (RFC 4180), strictly: for the catalogue inside a bundle, which the
 * ledger reader, made for files, cannot reach.
 */
#ifndef PK_BUNDLE_MINICSV_H
#define PK_BUNDLE_MINICSV_H

#include "base/str.h"

struct pk_minicsv {
	struct pk_str rest;
	size_t line;           /* where the record given last begins */
	size_t next;           /* where the next one will */
	struct pk_buf text;    /* fields of the record given last, NUL between them */
	struct pk_str *field;
	size_t n, cap;
};

/* UTF-8; a byte order mark is skipped. */
void pk_minicsv_init(struct pk_minicsv *c, struct pk_str text);
/* The next record: 1; 0 at the end; -1 when it is malformed (line tells where). */
int pk_minicsv_next(struct pk_minicsv *c);
void pk_minicsv_free(struct pk_minicsv *c);

#endif
