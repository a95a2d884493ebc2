/*
 * Plan XML → nodes: the handler of the reader's XML events.
 */
#ifndef PK_PLAN_BUILD_H
#define PK_PLAN_BUILD_H

#include "plan/plan.h"
#include "xml/xml.h"

/*
 * Children of `plans` that became whole together.  A batch is freed when all of its
 * children were handed out, so that memory follows the largest plan, not the document.
 */
struct pk_batch {
	struct pk_batch *next;
	struct pk_arena arena;
	size_t made, given; /* children begun in it, children handed out */
};

struct pk_build {
	const char *file;
	struct pk_sink *sink;
	struct pk_xml *xml;       /* for positions */
	struct pk_node plans;     /* the root; its strings are in `root` */
	struct pk_arena root;
	bool open_root, have_plan;
	struct pk_batch *first, *last;
	struct pk_nodes tree;     /* the child of plans that is read */
	size_t open;              /* index of the innermost open element in it plus 1, 0: plans */
	struct pk_buf text;       /* of the open block */
	PK_VEC(struct pk_span) spans;
	bool in_span;             /* the last of spans is open */
	struct pk_map ids;        /* of the plan being read */
	PK_VEC(struct pk_node *) ready; /* whole children, from `at` on not handed out */
	size_t at;
	bool keep;                /* false: children are checked and dropped */
};

extern const struct pk_xml_handler pk_build_handler;

/* The next whole child, or NULL. */
struct pk_node *pk_build_take(struct pk_build *b);
/* Frees the batches whose children have all been handed out. */
void pk_build_release(struct pk_build *b);
/* The document is over: 0, or -1 when it had no plan (diagnosed). */
int pk_build_finish(struct pk_build *b);
void pk_build_free(struct pk_build *b);

#endif
