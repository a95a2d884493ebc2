/* The lines of one document while their parts are found: parts.c, and title.c for its title. */
#ifndef PK_PARSE_PARTS_H
#define PK_PARSE_PARTS_H

#include "parse/segment.h"

struct pk_parts {
	struct pk_chunk *c;
	size_t n;
	struct pk_buf *key;
	size_t cover;         /* first row of the cover notice, SIZE_MAX none */
	size_t title, behind; /* rows [title, behind) are the title; title SIZE_MAX: none */
	struct pk_buf name;   /* of the document the notice issues */
};

struct pk_row *pk_parts_row(const struct pk_parts *w, size_t i);
/* The folded key of rows [i, i + rows), in w->key. */
struct pk_str pk_parts_key(struct pk_parts *w, size_t i, size_t rows);

/* Sets cover, title and behind of the document that begins at row `from`. */
void pk_title_find(struct pk_parts *w, size_t from);

#endif
