/*
 * plan-parse --explain LINE: which rule gave each fact of a line, and why the others
 * did not.  As text for people, or tab-separated:
 *     line  verdict  kind  attributes  text  rule  cue  why
 * Verdicts: fact (it stands), beaten (another fact has its words), none (a cue that gave none).
 */
#ifndef PK_REPORT_EXPLAIN_H
#define PK_REPORT_EXPLAIN_H

#include "base/io.h"
#include "parse/para.h"

enum pk_explain_format { PK_EXPLAIN_TEXT, PK_EXPLAIN_TSV };

struct pk_explain_cue { /* which cue proposed which span */
	enum pk_span_kind kind;
	uint32_t from, to; /* clean text */
	const char *rule;
	struct pk_str word;
};

struct pk_explain {
	struct pk_trace trace; /* give this to the parser */
	struct pk_out *out;
	enum pk_lang lang;
	enum pk_explain_format format;
	size_t line;
	bool found;         /* some block has the line */
	struct pk_buf said; /* of the plan now parsed */
	struct pk_buf
	    others; /* of the paragraph now read: what is no fact, to stand behind those that are */
	struct pk_arena arena; /* of the paragraph now read */
	PK_VEC(struct pk_explain_cue) cues;
	PK_VEC(const char *) reasons;
};
/* Zero-initialise; set out, lang, format and line first.  It must not be moved afterwards. */
void pk_explain_begin(struct pk_explain *e);
/* A child of `plans`, after it was parsed: prints what was collected for it. */
void pk_explain_add(struct pk_explain *e, const struct pk_node *child);
void pk_explain_free(struct pk_explain *e);

#endif
