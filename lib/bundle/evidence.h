/*
 * A campaign's evidence before it is packed: the tasks of the plan and what they
 * demand, the evidence ledger, the folder with the files; and whether the three
 * agree (首尾对照, one to one and both ways).
 */
#ifndef PK_BUNDLE_EVIDENCE_H
#define PK_BUNDLE_EVIDENCE_H

#include "archive/archive.h"
#include "bundle/digest.h"
#include "bundle/filescan.h"
#include "bundle/rules.h"
#include "cal/date.h"

/* What a plan asks to be handed in. */
struct pk_demand {
	struct pk_str words; /* as the plan says it */
	unsigned mask;       /* kinds that satisfy it */
	size_t line;         /* of the plan */
	size_t found;        /* items of such a kind; filled by pk_evidence_check() */
};

struct pk_demands {
	struct pk_demand *v;
	size_t n, cap;
};

struct pk_ev_task {
	struct pk_str id, title, category, lead, units, start, due, campaign;
	struct pk_demands demands; /* its own */
	size_t count[PK_MT_MAX];   /* items of each kind; filled by pk_evidence_check() */
	size_t copies[PK_MT_MAX];  /* of which no originals */
	bool before, after;        /* pictures of 整改前, 整改后 */
	size_t items;
	size_t declined;           /* of them letters that say the task is not the unit's */
	bool asked;                /* of the unit that hands in */
};

/* All that came for the task is a unit's word that it is not its own: nothing is missing here. */
bool pk_ev_task_is_declined(const struct pk_ev_task *t);

/* A row of the evidence ledger. */
struct pk_ev_item {
	struct pk_str id, task, req, unit, title, kind, path, pages, doc_date, event_date, before_after,
	    original, sealed, secret, submitted, note, number /* 文号 */, archive_no /* 档号 */, place /* 地点 */, people /* 人物 */,
	    sha256, size;
	struct pk_date doc, event, sent; /* y 0: none or bad */
	enum pk_material material;
	size_t line;
	size_t task_at;   /* in tasks, PK_NPOS: none */
	size_t file;      /* member of the folder, PK_NPOS: none */
	size_t original_row; /* first row with the same path, or its own index */
};

struct pk_ev_file {
	uint32_t crc;
	bool hashed, used;
	struct pk_str name;    /* in UTF-8, when the name on the disk is another; p NULL: the same */
	bool own; /* the ledger, the plan or the rules themselves, when they lie in the folder */
	struct pk_filelook look;
	unsigned char digest[2][PK_DIGEST_MAX]; /* by pk_evidence.alg */
};

enum { PK_EV_ALGS = 2 };

struct pk_evidence {
	struct pk_arena arena;
	struct pk_arc *dir;
	const char *name;         /* of the folder, for findings */
	struct pk_str plan_title, campaign, ledger_campaign;
	struct pk_buf plan;       /* the plan's bytes */
	struct {
		struct pk_ev_task *v;
		size_t n, cap;
	} tasks;
	struct pk_map task_ids;
	struct pk_demands demands; /* of the plan as a whole, on no task */
	struct {
		struct pk_ev_item *v;
		size_t n, cap;
	} items;
	struct pk_ev_file *files;  /* by member */
	struct pk_map by_name;     /* files whose names had to be decoded: name -> member */
	struct pk_date as_of;
	enum pk_alg alg[PK_EV_ALGS];
	size_t nalgs;
	unsigned threads;
	bool has_place, has_people; /* the ledger has such a column */
	const char *unit;          /* only rows of this unit; NULL: all */
	struct pk_map others;      /* paths of other units' rows */
	const struct pk_rules *rules;
	int64_t newest;            /* newest time of any file used */
};

struct pk_evidence_opts {
	const char *plan, *ledger, *dir, *rules_file; /* the last may be NULL */
	const char *unit;             /* only this unit's rows and tasks; NULL: all */
	const char *names_from;       /* encoding of the files' names; NULL: UTF-8 */
	struct pk_arc_limits limits;
	bool dereference;             /* links that stay inside the folder are the files they point to */
	struct pk_date as_of;         /* what is due later is not missing yet; y 0: all is asked for */
	const struct pk_rules *rules; /* never NULL */
	enum pk_alg alg[PK_EV_ALGS];
	size_t nalgs;
	unsigned threads;
	void (*progress)(void *ctx, uint64_t done, uint64_t total);
	void *progress_ctx;
};

/*
 * Loads all three and hashes the files.  Findings about files (links, unreadable)
 * go into `findings`, trouble with plan and ledger into `sink`.  0, or -1.
 * pk_evidence_free() is due in either case.
 */
int pk_evidence_load(struct pk_evidence *ev, const struct pk_evidence_opts *opts,
    struct pk_sink *findings, struct pk_sink *sink);
/* The plan alone: its tasks and demands, with findings about nothing.  0, or -1. */
int pk_evidence_load_plan(struct pk_evidence *ev, const char *path, struct pk_sink *sink);
/* The path of a file as the ledger calls it. */
struct pk_str pk_evidence_path(const struct pk_evidence *ev, size_t member);
/* Completeness and form: every finding, by rule.  False when something is classified. */
bool pk_evidence_check(struct pk_evidence *ev, struct pk_sink *findings);
void pk_evidence_free(struct pk_evidence *ev);

/* Coverage of one task and kind. */
enum pk_cover { PK_COVER_NONE /* not asked for */, PK_COVER_THERE, PK_COVER_MISSING };
enum pk_cover pk_evidence_cover(const struct pk_ev_task *t, enum pk_material m);

#endif
