/* Nodes for the outline: blocks with their lines, items with their ids, tables in text. */
#ifndef PK_PARSE_TREE_H
#define PK_PARSE_TREE_H

#include "parse/outline.h"

struct pk_tree {
	struct pk_outline *o;
	bool has_title, titled;
	uint32_t *first;                       /* hash table: index + 1 of the first item of each number, 0: none */
	size_t nfirst, cap;                    /* cap: a power of 2 */
	struct pk_buf id;                      /* scratch */
	const struct pk_block *block;          /* the block texts were taken from last, */
	size_t at, line;                       /* how far, and the line there */
};

/* Bytes [from, to) of the block as a node below that of index parent; the line is counted. */
struct pk_node *pk_tree_block(struct pk_tree *b, enum pk_node_kind kind, size_t parent,
    const struct pk_block *block, size_t from, size_t to);
/* Appends a paragraph of furniture to a list of roots. */
struct pk_node *pk_tree_furniture(struct pk_nodes *list, struct pk_str text, size_t line);
/* The node of item i, PK_ROOT: of the plan. */
size_t pk_tree_node(const struct pk_outline *o, uint32_t i);
/* Sets e->node: an item below its parent's node (or the plan) with a unique id. */
void pk_tree_item(struct pk_tree *b, struct pk_entry *e, unsigned level);
/*
 * A table in text whose header row is block i: each row with a task becomes an item of
 * `parent`, its cells paragraphs with the header as their label.  The number of blocks
 * used; 0 when block i heads no such table.
 */
size_t pk_tree_table(struct pk_tree *b, struct pk_outline *o, const struct pk_blocks *blocks,
    size_t i, uint32_t parent);
/* The same for a table whose cells stand on lines of their own, as copies of web pages have them. */
size_t pk_tree_columns(struct pk_tree *b, struct pk_outline *o, const struct pk_blocks *blocks, size_t i,
    uint32_t parent);
void pk_tree_free(struct pk_tree *b);

/* Where the heading ends in text[from, n): behind the first 。 or ; outside brackets, or at n. */
size_t pk_heading_end(struct pk_str text, size_t from);

#endif
