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

struct pk_node {
	enum pk_node_kind kind;
	unsigned level;       /* item: 1..; the depth its marker has in this plan */
	struct pk_node *parent, *first, *last, *next;
	size_t line;          /* 1-based line of the decoded input where it begins */
	struct pk_str text;   /* title p marker head cell: UTF-8, may hold LF where the block goes on
	                         in the next line */
	struct pk_span *span; /* sorted by `from`, not overlapping */
	size_t nspans;
	struct pk_str id;     /* plan, item */
	/* What only one kind has, one beside the other: a plan of short items is mostly nodes. */
	union {
		struct { /* plan */
			struct pk_str year;   /* "2026", "20XX" or empty */
			struct pk_str source; /* file name or empty */
		};
		struct { /* item */
			struct pk_str edtf; /* of a phase: its interval */
			const char *rule;   /* name of the rule that gave its role, for --explain; not in
			                       the XML */
		};
		struct { /* cell */
			unsigned rows, cols; /* spans, 1 by default */
		};
		struct pk_str generator; /* plans */
	};
	enum pk_role role;    /* item */
	bool by_hand;         /* item: by="hand": set by a person, never changed */
	bool regulation;      /* plan: kind="regulation" */
	bool furniture;       /* p: outside every plan */
	bool notice;          /* p: cover notice before the title */
	bool silent;          /* p: page mark, signature: gives no facts; not in the XML */
	bool auto_marker;     /* marker: numbering of the word processor, not in the text */
	bool no_final_newline; /* plans: the input did not end in a line end */
};

/* A node of the arena, appended to `parent` when that is given. */
struct pk_node *pk_node_new(struct pk_arena *a, enum pk_node_kind kind, struct pk_node *parent);
/* Next in document order below `root`; NULL at the end. */
struct pk_node *pk_node_next(const struct pk_node *root, const struct pk_node *n);
/* The first child of a kind, or NULL. */
struct pk_node *pk_node_child(const struct pk_node *n, enum pk_node_kind kind);
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
extern const char *const pk_node_name[PK_N_MAX];   /* element names: "item" */
extern const char *const pk_span_name[PK_SP_MAX];  /* element names: "unit" */
/* Attribute names by kind and place ("edtf"); NULL where the kind has none there. */
extern const char *const pk_attr_name[PK_SP_MAX][PK_A_MAX];
extern const unsigned pk_span_needs[PK_SP_MAX]; /* bit mask of places without which there is no sense */

#endif
