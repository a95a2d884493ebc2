/*
 * Facts into the tree: each block is cleaned, its times found with the year its
 * place gives, and all kinds of facts recognised; phases get their interval.
 */
#ifndef PK_PARSE_FILL_H
#define PK_PARSE_FILL_H

#include "parse/outline.h"
#include "parse/parse.h"

struct pk_filler {
	struct pk_para para;
	struct pk_times times;
	struct pk_buf key;
};

/* Fills the plan of an outline whose roles are set. */
void pk_fill(struct pk_filler *f, const struct pk_outline *o, const struct pk_parse_opts *opts,
    bool markdown, struct pk_sink *sink);
void pk_filler_free(struct pk_filler *f);

/* The one year that a title names ("2026", masked "20XX"), into year; false: none or several. */
bool pk_title_year(struct pk_str title, char year[5]);

/* Warns of gaps, repeats and garbled marks in the lists. */
void pk_numbers_check(struct pk_outline *o, struct pk_sink *sink, const char *file);

#endif
