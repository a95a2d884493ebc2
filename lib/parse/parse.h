/*
 * Lines of text → structured plans, one after another.
 *
 * The parser holds one plan at a time: memory is proportional to the largest
 * plan, time to the input.
 */
#ifndef PK_PARSE_PARSE_H
#define PK_PARSE_PARSE_H

#include "doc/lines.h"
#include "parse/para.h"

struct pk_parse_opts {
	int given_year;           /* --year, 0: none */
	struct pk_date reference; /* --reference, all 0: none */
	const char *source;       /* name for plan/@source and diagnostics */
	const struct pk_trace *trace; /* for --explain; NULL */
};

struct pk_parser;

struct pk_parser *pk_parser_new(
    struct pk_lines *lines, const struct pk_parse_opts *opts, struct pk_sink *sink);
/*
 * The next child of `plans` in document order: a PK_N_PLAN, or a PK_N_P with
 * furniture set.  1; 0 at the end; -1 on error (diagnosed).  *node and all below it
 * live until the next call.  Concatenated, the nodes hold every character of the input.
 */
int pk_parser_next(struct pk_parser *p, struct pk_node **node);
void pk_parser_free(struct pk_parser *p);

#endif
