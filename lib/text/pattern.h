/*
 * Regular expressions: the one door to PCRE2.  Patterns come from people (a
 * filter, a rules file), so matching is bounded: a pattern that backtracks past
 * the limits is an error that the caller hears of, never "no match".
 */
#ifndef PK_TEXT_PATTERN_H
#define PK_TEXT_PATTERN_H

#include "base/diag.h"

enum {
	PK_PATTERN_STEPS = 200000, /* backtracking steps for one match */
	PK_PATTERN_HEAP = 4096     /* KiB of heap for one match */
};

struct pk_pattern;

/*
 * Compiles a UTF-8 pattern (Perl syntax, Unicode properties, \C not allowed).  NULL
 * with a diagnostic that names the place when it is not well-formed.
 */
struct pk_pattern *pk_pattern_new(struct pk_str pattern, struct pk_pos pos, struct pk_sink *sink);
/*
 * Does it match anywhere in s?  1 yes, 0 no, -1 when s is not UTF-8 or the match ran
 * past its limits (diagnosed at pos).  Threads may share a pattern.
 */
int pk_pattern_match(
    const struct pk_pattern *p, struct pk_str s, struct pk_pos pos, struct pk_sink *sink);
void pk_pattern_free(struct pk_pattern *p); /* NULL is fine */

#endif
