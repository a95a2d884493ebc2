/*
 * What the recognisers of facts see of a paragraph.
 *
 * A paragraph is first made clean: line cuts of hard-wrapped text and stray
 * blanks between digits and Han taken out, full-width forms and punctuation
 * folded (pk_fold), with a map back to the bytes of the source.  Then one pass
 * over the clean text finds every cue word of every kind (cue.h) and hands each
 * hit to its kind, which reads around it and proposes spans.  Overlaps are
 * settled afterwards in the order of enum pk_span_kind.
 *
 * Nothing here backtracks: a kind may look from a hit to the ends of the clause
 * it stands in, and no further than PK_REACH bytes.
 */
#ifndef PK_PARSE_PARA_H
#define PK_PARSE_PARA_H

#include "plan/plan.h"
#include "cal/expr.h"

struct pk_para;
struct pk_hit;

/*
 * What --explain is told while a paragraph is read; all calls are optional work of the
 * one who asks, none is made when nobody does (pk_para.trace NULL).
 */
struct pk_trace {
	/* Before: is this paragraph of interest? */
	bool (*begin)(void *ctx, const struct pk_para *p);
	/* A cue of a kind, or the kind's end (h NULL), proposed spans[first..n) of the clean text. */
	void (*asked)(void *ctx, const struct pk_para *p, const char *kind, const struct pk_hit *h, size_t first);
	/* Why the kind that is now reading takes no fact. */
	void (*no)(void *ctx, const struct pk_para *p, const char *en, const char *zh);
	/* A proposal that lost its place to another (NULL: it had none). */
	void (*beaten)(void *ctx, const struct pk_para *p, const struct pk_span *loser, const struct pk_span *winner);
	/* After: spans are settled, in offsets of raw. */
	void (*end)(void *ctx, const struct pk_para *p);
	void *ctx;
};

enum { PK_REACH = 1024 }; /* bytes a recogniser may look to each side of a cue */

struct pk_para {
	struct pk_arena *arena;     /* of the plan */
	struct pk_str raw;          /* the block's text */
	struct pk_str text;         /* clean and folded */
	const uint32_t *map;        /* map[i]: offset in raw of clean byte i; map[text.n] == raw.n */
	size_t line;                /* of the first byte of raw */
	const char *file;           /* for diagnostics */
	/* Where it stands */
	const struct pk_node *item; /* innermost item, NULL outside all */
	enum pk_role role;          /* of that item, PK_R_NONE */
	bool is_head, is_title, is_cell, is_notice;
	bool markdown; /* ** is markup: left out of the clean text */
	struct pk_str label;        /* unfinished label of the paragraph before ("责任单位:" alone on its
	                               line), else empty */
	/* Role of the list of persons with which the paragraph before ended, NULL when it did not:
	   person.c reads and sets it.  Clear it where a list cannot go on (a new plan). */
	const char *persons;
	bool materials; /* the same for a list of materials that a paragraph announced; evidence.c */
	/* Time expressions, found first (cal/expr.h), sorted by `from` */
	const struct pk_time *times;
	size_t ntimes;
	const struct pk_trace *trace; /* NULL: nobody asks */
	/* Results */
	struct pk_sink *sink;
	PK_VEC(struct pk_span) spans; /* offsets in CLEAN text while recognising */
	/* Own memory, reused from paragraph to paragraph */
	struct pk_buf clean_buf;
	uint32_t *map_buf;
	size_t map_cap;
	size_t seen, seen_line; /* the place whose line was asked for last, and its line */
};

/*
 * Makes `raw` the paragraph's text and cleans it; drops the spans of the paragraph before.
 * What is left of white space in the clean text: one blank between two Han words (names
 * "张三 李四" stand so), between digits or Latin words, and a tab where the source had
 * one (cells of a table in text).  Zero-initialise p first; the rest of its fields are
 * the caller's to set.
 */
void pk_para_set(struct pk_para *p, struct pk_str raw, size_t line);
void pk_para_free(struct pk_para *p);
/* The offset in raw of clean byte `at`, as the begin or the end of a span. */
size_t pk_para_raw_from(const struct pk_para *p, size_t at);
size_t pk_para_raw_to(const struct pk_para *p, size_t at);

/*
 * Proposes a span over clean bytes [from, to).  `rule` names the rule for --explain
 * (a static string "kind/rule").  The span is zeroed but for these; set attributes on
 * the pointer, which is valid until the next proposal.
 */
struct pk_span *pk_para_add(
    struct pk_para *p, enum pk_span_kind kind, size_t from, size_t to, const char *rule);

/*
 * `test`, told to the trace as the reason why no fact is taken when it holds:
 *     if (pk_no(p, is_grade(t, &n), "a grade, no number of something", "是等级，不是数量"))
 *             return;
 */
static inline bool
pk_no(const struct pk_para *p, bool test, const char *en, const char *zh)
{
	if (test && p->trace)
		p->trace->no(p->trace->ctx, p, en, zh);
	return test;
}

/* A cue word of a kind.  Tables of these are the lexicons; class is the kind's own. */
struct pk_cue {
	const char *word; /* UTF-8, folded; NULL ends a table */
	int cls;
};
struct pk_hit {
	size_t from, to; /* bytes of clean text */
	int cls;         /* of the longest cue of this kind that begins here */
};

/*
 * A kind of fact: its lexicon and its recogniser, called for each hit in order.
 * `state` points to KIND_STATE zeroed bytes that live for one paragraph.
 */
struct pk_kind {
	const char *name;
	const struct pk_cue *cues;
	void (*hit)(struct pk_para *p, const struct pk_hit *h, void *state);
	void (*end)(struct pk_para *p, void *state); /* after the last hit; may be NULL */
};
enum { PK_KIND_STATE = 256 };

extern const struct pk_kind pk_kind_unit;      /* parse/unit.c */
extern const struct pk_kind pk_kind_person;    /* parse/person.c */
extern const struct pk_kind pk_kind_target;    /* parse/target.c */
extern const struct pk_kind pk_kind_score;     /* parse/score.c */
extern const struct pk_kind pk_kind_money;     /* parse/money.c */
extern const struct pk_kind pk_kind_evidence;  /* parse/evidence.c */
extern const struct pk_kind pk_kind_reference; /* parse/reference.c */
extern const struct pk_kind pk_kind_contact;   /* parse/contact.c */
extern const struct pk_kind pk_kind_time;      /* parse/time.c: turns pk_time into spans */

/* Runs all kinds over the paragraph; spans are then sorted, settled, and in raw offsets. */
void pk_para_recognise(struct pk_para *p);

#endif
