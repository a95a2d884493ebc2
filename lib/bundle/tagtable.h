/*
 * A table among the tag files of a bag (catalogue.csv, coverage.csv), by the names of its
 * columns.  Inside lib/bundle only.
 */
#ifndef PK_BUNDLE_TAGTABLE_H
#define PK_BUNDLE_TAGTABLE_H

#include "bundle/bagi.h"
#include "bundle/minicsv.h"

enum { PK_TAGTABLE_COLUMNS = 16 };

struct pk_tagtable {
	struct pk_bag *bag;
	const char *name;
	struct pk_minicsv csv; /* its record: the head, then what pk_tagtable_next() gave last */
	struct pk_buf text;
	size_t at[PK_TAGTABLE_COLUMNS]; /* where each column is, PK_NPOS nowhere */
};

/*
 * Reads the bag's file of that name and finds n columns, of which the first `needed` must be
 * there.  False when the file is not, or is no such table: told when the bag is ours, for in
 * somebody else's a file of that name need not be what it is in ours.  To be closed either way.
 */
bool pk_tagtable_open(struct pk_tagtable *t, struct pk_bag *bag, const char *name, const char *const column[],
    size_t needed, size_t n);
/* The next record: 1; 0 at the end; -1 when it is malformed, and told. */
int pk_tagtable_next(struct pk_tagtable *t);
/* What stands in a column of the record, until the next; empty when it has none. */
struct pk_str pk_tagtable_cell(const struct pk_tagtable *t, size_t column);
void pk_tagtable_close(struct pk_tagtable *t);

#endif
