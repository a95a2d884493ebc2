/*
 * Tables in text (tree.h): what the two ways of writing them share.  grid.c reads rows whose
 * cells stand beside each other, grid_lines.c cells on lines of their own.
 */
#ifndef PK_PARSE_GRID_INT_H
#define PK_PARSE_GRID_INT_H

#include "parse/tree.h"

enum { COLUMNS = 32 };
enum column { COL_NONE, COL_NUMBER, COL_GROUP, COL_TASK, COL_OTHER };

struct grid {
	struct pk_tree *b;
	struct pk_outline *o;
	uint32_t parent;
	enum column col[COLUMNS];
	struct pk_str label[COLUMNS];
	size_t ncols, task;
	bool bars; /* each cell on lines of its own ends in one (grid_lines.c) */
	uint32_t top; /* the item the table stands in; parent may be a row that heads others */
	uint32_t last; /* the item of the row before; PK_ROOT: none */
};

/* What a column of that name holds; key is folded and without blanks (pk_row_key). */
enum column pk_grid_column(struct pk_str key);
/* The node that rows stand in, its index: the parent's item, or the plan. */
size_t pk_grid_at(const struct grid *g);

#endif
