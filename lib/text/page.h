/* Marks that paging leaves in a text: — 3 —, 第3页, # Page 12:. */
#ifndef PK_TEXT_PAGE_H
#define PK_TEXT_PAGE_H

#include "base/str.h"

/* The line is nothing but a page mark (a bare number is not enough). */
bool pk_is_page_mark(struct pk_str line);
/*
 * Where the text behind a line cut goes on: `at` is behind an LF; empty lines and page
 * marks there are skipped.  Returns `at` itself or the begin of a later line.
 */
size_t pk_skip_page_marks(struct pk_str text, size_t at);

#endif
