/*
 * index.html of a bundle: what an assessor opens first.  By indicator and by unit,
 * what is there and what is missing, pictures as they are; relative links, no
 * script, prints on A4.
 */
#ifndef PK_REPORT_INDEX_H
#define PK_REPORT_INDEX_H

#include "base/io.h"
#include "bundle/pack.h"

void pk_index_page(const struct pk_pack *p, struct pk_out *out);
/* Appends a path as a relative reference (RFC 3986): all but unreserved characters and / encoded. */
void pk_url_path(struct pk_buf *b, struct pk_str path);

#endif
