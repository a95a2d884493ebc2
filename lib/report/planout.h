/*
 * Everything plan-parse writes: any number of inputs in, one form of output.
 */
#ifndef PK_REPORT_PLANOUT_H
#define PK_REPORT_PLANOUT_H

#include "parse/intake.h"
#include "plan/lint.h"

enum pk_planout_form {
	PK_PLANOUT_XML,     /* plan XML */
	PK_PLANOUT_FACTS,   /* plan/facts.h */
	PK_PLANOUT_TEXT,    /* the decoded text */
	PK_PLANOUT_OUTLINE, /* report/outline.h */
	PK_PLANOUT_SCHEMA,  /* the RELAX NG schema; no input is read */
	PK_PLANOUT_LINT,    /* report/planlint.h */
	PK_PLANOUT_HTML,    /* report/planhtml.h */
	PK_PLANOUT_EXPLAIN  /* report/explain.h */
};

struct pk_planout_opts {
	enum pk_planout_form form;
	const char *tool; /* name of the tool, for findings */
	enum pk_lang lang;
	bool strict;        /* findings of the lint into the sink, in any form that reads plans */
	bool tsv;           /* findings and explanations as a table */
	size_t line;        /* to explain */
	const char *roster; /* file of units, NULL: none */
	struct pk_intake_opts intake;
};

/*
 * Reads the n paths (none: standard input) and writes to `path` (NULL: standard output),
 * whole or not at all; every input is looked at before a byte is written.  0 or -1 (diagnosed);
 * *found counts the findings.
 */
int pk_planout(const struct pk_planout_opts *o, char **input, size_t n, const char *path,
    size_t *found, struct pk_sink *sink);

#endif
