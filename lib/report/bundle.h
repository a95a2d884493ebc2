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
#include "bundle/codes.h"

enum pk_find_format { PK_FIND_TEXT, PK_FIND_TSV, PK_FIND_JSON, PK_FIND_FORMAT_MAX };
enum pk_verdict { PK_VALID, PK_INVALID, PK_UNCHECKED, PK_VERDICT_MAX };
extern const char *const pk_verdict_name[PK_VERDICT_MAX][PK_LANG_MAX];

struct pk_finding {
	enum pk_diag_id id;
	enum pk_severity sev;
	char *path;    /* escaped; "" for the bundle itself */
	char *message; /* in the report's language */
};

/* What a bundle showed, for the lines that sum it up. */
struct pk_bundle_sum {
	uint64_t passed, files, octets;
	size_t signatures, rows; /* good signatures; rows of the catalogue */
	bool headings;           /* sum up under the headings of DA/T 70 */
};

struct pk_bundle_result {
	char *name;
	enum pk_verdict verdict;
	size_t count[PK_SEVERITY_MAX];
	size_t heading[PK_HD_MAX][PK_SEVERITY_MAX];
	struct pk_bundle_sum sum;
	struct pk_finding *v; /* when findings are kept */
	size_t n, cap;
};

struct pk_findings {
	struct pk_out *out;
	enum pk_find_format format;
	enum pk_lang lang;
	bool strict;             /* warnings count as errors */
	bool keep;               /* remember them for a report at the end */
	struct pk_sink *trouble; /* where I/O errors go: they are no findings */
	struct pk_sink sink;     /* what the library is given */
	struct pk_bundle_result now; /* the bundle being examined */
	bool failed;             /* this bundle could not be checked */
	size_t unverified;       /* errors of this bundle that only say that nobody could tell */
	bool hard;               /* something that no option overrides: names, links, limits */
	size_t invalid, troubled; /* of all so far */
	struct {
		struct pk_bundle_result *v;
		size_t n, cap;
	} results;               /* of all, when they are kept */
	struct pk_buf scratch;
	bool started;            /* JSON: something stands before */
};

void pk_findings_init(struct pk_findings *f, struct pk_out *out, enum pk_find_format format,
    enum pk_lang lang, struct pk_sink *trouble);
void pk_findings_begin(struct pk_findings *f, const char *bundle);
/* The lines that sum a bundle up (text only), and its verdict. */
enum pk_verdict pk_findings_end(struct pk_findings *f, const struct pk_bundle_sum *sum, bool could_check);
/* 0, 1 or 2 over all bundles. */
int pk_findings_status(const struct pk_findings *f);
void pk_findings_free(struct pk_findings *f);

/* The verify report: a page for people, over all results kept. */
void pk_findings_page(const struct pk_findings *f, struct pk_out *out);

#endif
