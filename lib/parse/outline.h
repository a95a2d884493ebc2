/*
 * Paragraphs to a tree: list marks give items, the order of their styles in this
 * document gives levels.  Restarts, gaps and lost upper levels are kept as they
 * stand; no word is invented.
 */
#ifndef PK_PARSE_OUTLINE_H
#define PK_PARSE_OUTLINE_H

#include "parse/shape.h"
#include "parse/wrap.h"
#include "plan/plan.h"

/* What is known of an item until its role is settled. */
struct pk_entry {
	uint32_t node;      /* index of its node in the plan */
	uint32_t parent;    /* index of the item it stands in, PK_ROOT outside all */
	uint32_t before;    /* of the item before it in the same list, PK_ROOT: it begins one */
	union {
		uint32_t same;  /* while items are made: how many there are of this number below this parent */
		unsigned meant; /* the number it should have: 10 for the 0、 behind 9、 (number.c) */
	};
	struct pk_mark mark;
	uint16_t own;       /* bytes of its own text beside the heading, labels and leads-in not counted; PK_OWN_MAX: or more */
	bool children : 1;  /* there are items in it */
	bool leads : 1;     /* units or a limit stand in it on label lines */
	bool members : 1;   /* 组长:…, 成员:… stand in it */
	bool attached : 1;  /* stands in an attachment */
	bool unmarked : 1;  /* a paragraph that is a task itself */
	uint8_t nature;     /* what its children are (role.h) */
};
#define PK_ROOT UINT32_MAX
enum { PK_OWN_MAX = 1024 };

/* A cell of a table in text: what its column is called. */
struct pk_cell_label {
	size_t node;         /* index in the plan */
	struct pk_str label; /* folded, with a colon */
	size_t skip;         /* bytes of separators at the begin of the node's text */
};

struct pk_outline {
	struct pk_arena *arena;
	struct pk_nodes plan;          /* the first is the plan itself */
	struct pk_nodes front, back;   /* furniture before and behind it, each a root */
	PK_VEC(struct pk_entry) items; /* in document order */
	PK_VEC(struct pk_cell_label) cells; /* in document order */
	size_t marks[PK_M_MAX];        /* marks of each style in the body */
	bool numbered;                 /* the body has a list */
};

/* Builds the nodes of one document from its paragraphs, which are used up; id (it lives as long) is the plan's. */
void pk_outline_build(struct pk_outline *o, struct pk_blocks *b, const char *id);
/* The item's node. */
static inline struct pk_node *
pk_entry_node(const struct pk_outline *o, const struct pk_entry *e)
{
	return &o->plan.v[e->node];
}
/* Forgets the items; memory is kept for the next document. */
void pk_outline_reset(struct pk_outline *o);
void pk_outline_free(struct pk_outline *o);

#endif
