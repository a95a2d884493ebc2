/*
 * Findings about bundles and evidence as they come: lines of text, TSV or JSON.
 *
 *	BUNDLE: error CODE PATH: what is wrong
 *
 * Names are always escaped.  The struct holds the count that the exit status
 * comes from; one of them serves several bundles, one after the other.
 */
#ifndef PK_REPORT_BUNDLE_H
#define PK_REPORT_BUNDLE_H

#include "base/io.h"

enum pk_find_format { PK_FIND_TEXT, PK_FIND_TSV, PK_FIND_JSON, PK_FIND_FORMAT_MAX };

struct pk_finding {
	enum pk_diag_id id;
	enum pk_severity sev;
	char *path;    /* escaped; "" for the bundle itself */
	char *message; /* in the report's language */
};

struct pk_findings {
	struct pk_out *out;
	enum pk_find_format format;
	enum pk_lang lang;
	bool strict;             /* warnings count as errors */
	bool keep;               /* remember them for a report at the end */
	struct pk_sink *trouble; /* where I/O errors go: they are no findings */
	struct pk_sink sink;     /* what the library is given */
	const char *bundle;      /* being examined */
	size_t count[PK_SEVERITY_MAX];     /* of this bundle, after `strict` */
	bool failed;             /* this bundle could not be checked */
	bool hard;               /* something that no option overrides: names, links, limits */
	size_t invalid, troubled, bundles; /* of all so far */
	struct {
		struct pk_finding *v;
		size_t n, cap;
	} kept;
	struct pk_buf scratch;
	bool started;            /* JSON: something stands before */
};

void pk_findings_init(struct pk_findings *f, struct pk_out *out, enum pk_find_format format,
    enum pk_lang lang, struct pk_sink *trouble);
void pk_findings_begin(struct pk_findings *f, const char *bundle);
/* The line (TSV row, JSON object) that sums a bundle up; `passed` files were right. */
void pk_findings_end(struct pk_findings *f, uint64_t passed, bool could_check);
/* 0, 1 or 2 over all bundles. */
int pk_findings_status(const struct pk_findings *f);
void pk_findings_free(struct pk_findings *f);

#endif
