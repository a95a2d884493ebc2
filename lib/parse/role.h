/*
 * The role of each item: from the words of its heading, from what its section is
 * about, from what its list has in common, and from its own text.
 */
#ifndef PK_PARSE_ROLE_H
#define PK_PARSE_ROLE_H

#include "parse/outline.h"

/* Sets node->role of every item, and plan->regulation. */
void pk_roles_set(struct pk_outline *o);

/*
 * The line is the name of a section and nothing else (保障措施).  1 when the paragraphs
 * under it can be tasks, -1 when they tell of goals, people or other things, 0: it is none.
 */
int pk_names_section(struct pk_str key);

/* A character of dates, months and what joins them. */
bool pk_is_time_char(uint32_t cp);
/* A bracket of the heading that holds nothing but a time: (4月20日至4月28日). */
bool pk_has_time_bracket(struct pk_str text);

/* Does the heading name a schedule and no step of it (时间安排, 实施步骤)?  `key` as of pk_row_key. */
bool pk_names_schedule(struct pk_str key);

#endif
