/* What looks like a person's name; person.c. */
#ifndef PK_PARSE_PERSON_H
#define PK_PARSE_PERSON_H

#include "parse/para.h"

/* A folded label, the whole of it ("组长:"), asks for names of persons. */
bool pk_person_is_label(struct pk_str label);
/* t[from, to) is a person's name and nothing else. */
bool pk_is_person(struct pk_str t, size_t from, size_t to);

#endif
