/* The outline's state, shared by its stack (outline.c) and its blocks (outline_body.c). */
#ifndef PK_PARSE_OUTLINE_INT_H
#define PK_PARSE_OUTLINE_INT_H

#include "parse/tree.h"

/*
 * A stack of open lists, one for each style of mark.  A mark whose style is open goes
 * on with that list; another opens a list inside the innermost item, unless its style
 * ranks above that item's (一、 above (一) above 1.): then lists are closed first.
 */
struct pk_ol_level {
	enum pk_mark_style style;
	uint32_t item; /* the list's last item */
	unsigned value; /* of the mark that stands there … */
	uint32_t next;  /* … and the next block with a mark of its style, PK_OL_NONE: there is no more */
};
enum { PK_OL_DEPTH = PK_M_MAX + 2 };
#define PK_OL_NONE UINT32_MAX

struct pk_ol {
	struct pk_outline *o;
	struct pk_blocks *b;        /* those behind us go now and then, and what counts blocks with them */
	struct pk_tree build;
	struct pk_ol_level stack[PK_OL_DEPTH];
	size_t depth;
	bool at_root[PK_M_MAX];     /* a list of this style stood outside all others */
	bool at_item[PK_M_MAX];     /* … inside an item */
	size_t block;               /* the one that is read */
	uint32_t cur;               /* item that paragraphs go to, PK_ROOT: the plan */
	bool attach;                /* behind a heading of an attachment */
	unsigned attach_next;       /* number the list of attachments goes on with, 0: no list */
	bool names;                 /* sections are named without marks */
	int name_kind;              /* pk_names_section() of the one that is open */
	struct pk_str name;         /* the one before, its words … */
	enum pk_mark_style name_in; /* … and in an item of what style, PK_M_NONE: in none */
	enum pk_mark_style stay;    /* the name that is read stands in such an item again */
	bool members;               /* 组长, 成员 stood outside all items */
	struct pk_inner_marks inner;
	struct pk_buf key;
};

/* The folded words of a text without blanks, its first 420 bytes; valid until the next call. */
struct pk_str pk_ol_key(struct pk_ol *s, struct pk_str text);
/* Opens an item for the mark that stands in block i; returns its index. */
uint32_t pk_ol_open(struct pk_ol *s, size_t i, const struct pk_mark *m);
/* An item without a mark: beside the item it follows, or outside all. */
uint32_t pk_ol_open_unmarked(struct pk_ol *s);
/* A list of this style is open. */
bool pk_ol_is_open(const struct pk_ol *s, enum pk_mark_style style);
/* The item without a mark that is open, if any, is closed, with the lists in it. */
void pk_ol_close_unmarked(struct pk_ol *s);
/* The node that paragraphs go to now, its index. */
size_t pk_ol_where(const struct pk_ol *s);
/* Text [from, to) of block b as a paragraph of the current item. */
void pk_ol_paragraph(struct pk_ol *s, const struct pk_block *b, size_t from, size_t to);
/* The text of block i from `from` on, with the lists inside it; own: it begins with a heading, behind this mark. */
void pk_ol_text(struct pk_ol *s, size_t i, size_t from, const struct pk_mark *own);

#endif
