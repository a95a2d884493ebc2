/* Words in a line, for shape.c and shape_title.c alone. */
#ifndef PK_PARSE_SHAPE_INT_H
#define PK_PARSE_SHAPE_INT_H

#include "parse/shape.h"

static inline bool
has(struct pk_str s, const char *word)
{
	return pk_str_find(s, pk_str(word), 0) != PK_NPOS;
}

static inline bool
ends(struct pk_str s, const char *word)
{
	return pk_str_ends(s, pk_str(word));
}

/* One of the words, up to NULL, ends s. */
static inline bool
ends_in(struct pk_str s, const char *const *word)
{
	for (; *word; word++)
		if (ends(s, *word))
			return true;
	return false;
}

#endif
