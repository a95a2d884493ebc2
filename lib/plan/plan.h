/*
 * The model of a structured plan: a tree of blocks in document order, each with
 * its text and the inline elements that stand in it.  It is what plan XML holds
 * (design: marked-up text), neither more nor less; facts, outline, ledgers and
 * pages are all rendered from it.
 *
 * Ownership: everything lives in one arena; one pk_arena_free() frees a document.
 */
#ifndef PK_PLAN_PLAN_H
#define PK_PLAN_PLAN_H

#include "base/diag.h"

#define PK_PLAN_NS "urn:plankit:plan:1"

enum pk_node_kind {
	PK_N_PLANS, /* root: furniture p, plan... */
	PK_N_PLAN,  /* one plan document: notice p..., title, then p, item, table */
	PK_N_TITLE,
	PK_N_P,
	PK_N_ITEM,   /* marker?, head, then p, item, table */
	PK_N_MARKER, /* text of the list mark: "(一)" */
	PK_N_HEAD,
	PK_N_TABLE,
	PK_N_ROW,
	PK_N_CELL,
	PK_N_MAX
};

enum pk_role {
	PK_R_NONE, /* not an item */
	PK_R_SECTION,
	PK_R_GOAL,
	PK_R_ORG,
	PK_R_TASK,
	PK_R_PHASE,
	PK_R_SAFEGUARD,
	PK_R_SCORING,
	PK_R_ARTICLE,
	PK_R_OTHER,
	PK_R_MAX
};

/* Inline elements, in the order in which they win where two overlap. */
enum pk_span_kind {
	PK_SP_UNIT,
	PK_SP_PERSON,
	PK_SP_SCORE,
	PK_SP_MONEY,
	PK_SP_TARGET,
	PK_SP_TIME,
	PK_SP_EVIDENCE,
	PK_SP_REF,
	PK_SP_CONTACT,
	PK_SP_MAX
};

/*
 * Attributes of inline elements.  A kind has few of them, so they share places: an index
 * means what it says only for the kinds named beside it (plan/names.c has the names).
 * `masked` and `by` are at their own in every kind.
 */
enum pk_span_attr {
	PK_A_TYPE = 0, /* time: period deadline cadence duration date */
	PK_A_EDTF = 1, /* time: EDTF (ISO 8601-2) */
	PK_A_EVERY = 2, /* time: ISO 8601 duration of a cadence or duration */
	PK_A_TIMES = 3, /* time: how often within `every` */
	PK_A_FROM = 4, /* time: where a missing year came from */
	PK_A_ROLE = 0, /* unit: lead responsible cooperate; person: 组长 ... */
	PK_A_GROUP = 1, /* unit: "yes" for a collective */
	PK_A_DUTY = 1, /* person */
	PK_A_OP = 0, /* target: >= <= > < = */
	PK_A_KIND = 0, /* money: reward penalty deposit fund; evidence: document picture data item;
	                  ref: attachment document; contact: phone email */
	PK_A_VALUE = 1, /* target: number or fraction; money: yuan or X */
	PK_A_UNIT = 2, /* target: 条 % 个 ... */
	PK_A_POINTS = 0, /* score: signed decimal */
	PK_A_PER = 1, /* score: what is counted */
	PK_A_LATE = 2, /* score: "doubling" */
	PK_A_NUMBER = 1, /* ref: 1, 〔2026〕4号 */
	PK_A_MASKED = 5, /* "yes": a placeholder that somebody has to fill in; gives no fact */
	PK_A_BY = 6, /* "hand": set by a person, never changed */
	PK_A_MAX = 7
};

struct pk_span {
	enum pk_span_kind kind;
	uint32_t from, to;             /* bytes of the block's text, [from, to), not empty */
	struct pk_str attr[PK_A_MAX];  /* p == NULL: absent */
	const char *rule;              /* name of the rule that made it, for --explain; not in the XML */
};

/* How an item came to its role, for --explain; pk_rule_name has the names. */
enum pk_role_rule {
	PK_RR_NONE,
	PK_RR_ONLY_GROUPS,
	PK_RR_ARTICLE_MARK,
	PK_RR_SECTION_ABOVE,
	PK_RR_HEADING_WORDS,
	PK_RR_STAGE_WITH_TIME,
	PK_RR_NOTHING_ELSE,
	PK_RR_LIST
};

/* The inline elements of a block: sorted by `from`, not overlapping. */
struct pk_spans {
	size_t n;
	struct pk_span v[];
};
/* A copy of n of them in the arena; NULL for none. */
struct pk_spans *pk_spans_dup(struct pk_arena *a, const struct pk_span *v, size_t n);

/* What only a plan has. */
struct pk_about {
	struct pk_str year;   /* "2026", "20XX" or empty */
	struct pk_str source; /* file name or empty */
};

/*
 * The nodes of a plan are one array in document order: what stands below a node follows it, and
 * how far it reaches and how far back its parent is are numbers.  A plan of short items is mostly
 * nodes, so they are small, and what only one kind has lies where another has something else; the
 * functions below know where.
 */
struct pk_node {
	unsigned kind : 4;    /* enum pk_node_kind */
	unsigned role : 4;    /* item: enum pk_role */
	unsigned level : 7;   /* item: 1..; the depth its marker has in this plan; cell: rows it spans */
	unsigned cols : 7;    /* cell: columns it spans */
	unsigned rule : 3;    /* item: enum pk_role_rule; not in the XML */
	bool by_hand : 1;     /* item: by="hand": set by a person, never changed */
	bool regulation : 1;  /* plan: kind="regulation" */
	bool furniture : 1;   /* p: outside every plan */
	bool notice : 1;      /* p: cover notice before the title */
	bool silent : 1;      /* p: page mark, signature: gives no facts; not in the XML */
	bool auto_marker : 1; /* marker: numbering of the word processor, not in the text */
	bool no_final_newline : 1; /* plans: the input did not end in a line end */
	uint32_t line;        /* 1-based line of the decoded input where it begins; PK_LINE_LAST and all behind
	                         it are that */
	uint32_t up;          /* nodes back to its parent, 0: the first of all */
	uint32_t size;        /* plan item table row: nodes from here to the end of it; blocks: bytes of text */
	const char *s;        /* blocks: the text; plan, item: the id, NUL behind it; plans: generator, NUL */
	union {
		struct pk_spans *spans; /* blocks; NULL: none */
		const char *edtf;       /* item: interval of a phase, NUL behind it, or NULL */
		struct pk_about *about; /* plan; NULL: nothing is known */
	};
};
#define PK_LINE_LAST UINT32_MAX

/* title p marker head cell: it has text, and nothing below it. */
static inline bool
pk_node_is_block(const struct pk_node *n)
{
	return ((1u << PK_N_TITLE | 1u << PK_N_P | 1u << PK_N_MARKER | 1u << PK_N_HEAD | 1u << PK_N_CELL) >> n->kind & 1) != 0;
}

/* UTF-8, may hold LF where the block goes on in the next line; empty for what is no block. */
static inline struct pk_str
pk_node_text(const struct pk_node *n)
{
	return pk_node_is_block(n) ? pk_strn(n->s, n->size) : pk_strn(NULL, 0);
}

/* How many inline elements n->spans->v has. */
static inline size_t
pk_node_spans(const struct pk_node *n)
{
	return pk_node_is_block(n) && n->spans ? n->spans->n : 0;
}

/* Of a plan or an item, NUL behind it; else empty. */
static inline struct pk_str
pk_node_id(const struct pk_node *n)
{
	return pk_str(n->kind == PK_N_PLAN || n->kind == PK_N_ITEM ? n->s : NULL);
}

/* Of an item that is a phase: its interval; else empty. */
static inline struct pk_str
pk_node_edtf(const struct pk_node *n)
{
	return pk_str(n->kind == PK_N_ITEM ? n->edtf : NULL);
}

/* Of a plan: "2026", "20XX" or empty; file name or empty. */
struct pk_str pk_plan_year(const struct pk_node *plan);
struct pk_str pk_plan_source(const struct pk_node *plan);

/* Nodes from n to the end of what stands below it. */
static inline size_t
pk_node_size(const struct pk_node *n)
{
	return pk_node_is_block(n) ? 1 : n->size;
}

/* NULL: there is none. */
static inline struct pk_node *
pk_node_parent(const struct pk_node *n)
{
	return n->up ? (struct pk_node *)n - n->up : NULL;
}

/* Its first child. */
static inline struct pk_node *
pk_node_first(const struct pk_node *n)
{
	return pk_node_size(n) > 1 ? (struct pk_node *)n + 1 : NULL;
}

/* Next in document order below `root`; NULL at the end. */
static inline struct pk_node *
pk_node_next(const struct pk_node *root, const struct pk_node *n)
{
	return (size_t)(n + 1 - root) < pk_node_size(root) ? (struct pk_node *)n + 1 : NULL;
}

/* The same without what stands below n. */
static inline struct pk_node *
pk_node_over(const struct pk_node *root, const struct pk_node *n)
{
	const struct pk_node *next = n + pk_node_size(n);

	return (size_t)(next - root) < pk_node_size(root) ? (struct pk_node *)next : NULL;
}

/* The next child of its parent. */
static inline struct pk_node *
pk_node_sibling(const struct pk_node *n)
{
	return n->up ? pk_node_over(n - n->up, n) : NULL;
}

/* The first child of a kind, or NULL. */
struct pk_node *pk_node_child(const struct pk_node *n, enum pk_node_kind kind);

/*
 * A plan while it is made: nodes are added in document order, and move when there are more.
 * A node is closed when its children are there.
 */
struct pk_nodes {
	struct pk_node *v;
	size_t n, cap;
};
/* A node of v[parent]; without a parent (0 when n is 0) the first.  Valid until the next one is added. */
struct pk_node *pk_nodes_add(struct pk_nodes *t, enum pk_node_kind kind, size_t parent, size_t line);
/* Sets how far each node reaches, when all are there. */
void pk_nodes_close(struct pk_nodes *t);
/* n as a node has it. */
static inline uint32_t
pk_node_line(size_t line)
{
	return line < PK_LINE_LAST ? (uint32_t)line : PK_LINE_LAST;
}

/* s without blanks, line ends and heading punctuation (。；：，、.) at its end. */
struct pk_str pk_str_chop_final(struct pk_str s);
struct pk_str pk_str_chop_lead(struct pk_str s); /* the same at its start */
/* An item's heading without its final punctuation and line cuts, in the arena. */
struct pk_str pk_item_heading(struct pk_arena *a, const struct pk_node *item);
/*
 * Text with line cuts (LF and blanks around it) removed, tabs made spaces; between two
 * Latin letters a cut becomes a space.  raw itself when there is nothing to do.
 */
struct pk_str pk_text_uncut(struct pk_arena *a, struct pk_str raw);

/* Names as in the XML and the facts format, by enum; see names.c. */
extern const char *const pk_role_name[PK_R_MAX];
extern const char *const pk_rule_name[]; /* by enum pk_role_rule: "role/only-groups"; NULL first */
extern const char *const pk_node_name[PK_N_MAX];   /* element names: "item" */
extern const char *const pk_span_name[PK_SP_MAX];  /* element names: "unit" */
/* Attribute names by kind and place ("edtf"); NULL where the kind has none there. */
extern const char *const pk_attr_name[PK_SP_MAX][PK_A_MAX];
extern const unsigned pk_span_needs[PK_SP_MAX]; /* bit mask of places without which there is no sense */

#endif
