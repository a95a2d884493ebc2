/*
 * The pages of a PDF, counted while its bytes go by (ISO 32000-1): the count of the last
 * root of a page tree, else the page objects; objects in compressed object streams
 * (7.5.7) too.  Nothing is rendered, references are not followed.
 */
#ifndef PK_BUNDLE_PDF_H
#define PK_BUNDLE_PDF_H

#include "archive/inflate.h"

enum {
	PK_PDF_DEPTH = 8,  /* dictionaries in each other that are looked at [policy] */
	PK_PDF_TOKEN = 32, /* bytes of a name or number that matter */
	/* Bytes of all object streams together, inflated [policy]: what has more is not known. */
	PK_PDF_INFLATED_MAX = 64 * 1024 * 1024
};

/* What a dictionary says of itself. */
struct pk_pdf_dict {
	unsigned char key;    /* whose value is to come */
	unsigned char last;   /* whose value was a number: "5 0 R" may follow */
	unsigned char type;
	bool parent, flate, other_filter, predictor;
	int64_t count;        /* -1: none, or elsewhere */
};

struct pk_pdf_lex {
	unsigned char state;
	char token[PK_PDF_TOKEN];
	size_t ntoken;
	size_t depth, arrays, parens;
	struct pk_pdf_dict dict[PK_PDF_DEPTH], done; /* done: the last one outside all others */
};

struct pk_pdf {
	struct pk_pdf_lex lex, inner; /* of the file, of an object stream */
	struct pk_inflate *z;         /* inside a compressed object stream */
	unsigned seen;                /* bytes of "endstream" */
	uint64_t inflated, pages;
	int64_t root;                 /* count of the page tree, -1: not seen */
	bool encrypted;
	bool opaque;                  /* some objects could not be looked at */
};

void pk_pdf_init(struct pk_pdf *p);
void pk_pdf_add(struct pk_pdf *p, struct pk_str block);
/* How many pages, 0: cannot be told.  Ends it. */
unsigned pk_pdf_end(struct pk_pdf *p);

#endif
