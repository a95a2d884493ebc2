/*
 * Plans from a file of any kind that plan-parse takes: text is understood by the
 * parser, plan XML is read as it stands.  Which of them it is is told by content,
 * not by name.
 */
#ifndef PK_PARSE_INTAKE_H
#define PK_PARSE_INTAKE_H

#include "base/io.h"
#include "parse/parse.h"

struct pk_intake_opts {
	const char *encoding;     /* NULL: detected; text only */
	int given_year;           /* --year, 0: none; text only */
	struct pk_date reference; /* --reference, all 0: none; text only */
	const struct pk_trace *trace; /* --explain, NULL: none; text only */
};

struct pk_intake;

/*
 * path NULL or "-": standard input.  The whole input is looked at once: NULL with a
 * diagnostic when it is unreadable, undecodable or no valid plan XML.
 */
struct pk_intake *pk_intake_open(
    const char *path, const struct pk_intake_opts *opts, struct pk_sink *sink);
/* The same on an input that is open; it is used up and closed with the intake. */
struct pk_spool;
struct pk_intake *pk_intake_open_spool(
    struct pk_spool *spool, const struct pk_intake_opts *opts, struct pk_sink *sink);
/* The next child of `plans`, as pk_parser_next(): 1, 0 at the end, -1 (diagnosed). */
int pk_intake_next(struct pk_intake *s, struct pk_node **node);
/*
 * The decoded text of the input, every line ended by LF but for a last one that
 * was not (that one too when `ended`); of plan XML its words.  0 or -1.
 */
int pk_intake_text(struct pk_intake *s, struct pk_out *out, bool ended);
/*
 * Makes a plan that pk_intake_next() gave number `number` of the output: an id of
 * the form p1 becomes pNUMBER, and with it those below that begin with it.
 */
void pk_intake_renumber(struct pk_intake *s, struct pk_node *plan, size_t number);
const char *pk_intake_name(const struct pk_intake *s);
/* Plan XML: its attributes of `plans`; text: only no_final_newline is set. */
const struct pk_node *pk_intake_plans(const struct pk_intake *s);
bool pk_intake_is_xml(const struct pk_intake *s);
void pk_intake_close(struct pk_intake *s);

#endif
