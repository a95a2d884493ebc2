/*
 * Scoring by rules: score ledgers and rules.csv to the score of each unit in each
 * period, the year, the ranking; and why, row by row.
 *
 *   struct pk_sheet s;
 *   pk_sheet_open(&s, &opts, sink)       rules, roster, calendar
 *   for each ledger: pk_sheet_read(&s, path, sink)
 *   pk_sheet_finish(&s, sink)            then s.entry, s.score, s.standing
 *   pk_sheet_free(&s)
 *
 * How (score/rule.h says what the rules mean): each row gets its points (apply.c);
 * families count their highest; what is over a cap, the item's full points or a limit
 * is cut off in the order of the dates; the periods are summed up (sum.c); the year
 * is the mean of its periods, or their sum; units are ranked in their groups.
 */
#ifndef PK_SCORE_SHEET_H
#define PK_SCORE_SHEET_H

#include "base/shelf.h"
#include "cal/calendar.h"
#include "ledger/roster.h"
#include "ledger/table.h"
#include "score/period.h"
#include "score/rank.h"
#include "score/rule.h"

/* A unit without a row in a period. */
enum pk_missing {
	PK_MISSING_BASE,  /* has its base points and nothing lost */
	PK_MISSING_SKIP,  /* the year is the mean of the other periods */
	PK_MISSING_ZERO,
	PK_MISSING_ERROR,
	PK_MISSING_MAX
};
#define PK_MISSINGS "base|skip|zero|error"

enum pk_year_by { PK_YEAR_MEAN, PK_YEAR_SUM };
#define PK_YEAR_BYS "mean|sum"

/* What decides between units of the same score: who has had less taken off, more given, the better last period. */
enum pk_break { PK_BREAK_DEDUCT, PK_BREAK_BONUS, PK_BREAK_LAST, PK_BREAKS };

struct pk_sheet_opts {
	const char *rules, *roster, *calendar; /* files; roster and calendar may be NULL */
	enum pk_period_kind period;            /* of scoring */
	struct pk_period in;                   /* only rows within it; kind PK_P_NONE: all */
	struct pk_date today;                  /* what is not put right by now is late */
	enum pk_missing missing;
	enum pk_year_by year_by;
	struct pk_dec weight[12];              /* of the periods of a year, in their order */
	size_t nweights;                       /* 0: all weigh the same */
	enum pk_ties ties;
	enum pk_break breaks[PK_BREAKS];       /* in this order; who is equal by all of them ties */
	size_t nbreaks;
	bool audit;                            /* the texts of rows will be asked for: pk_entry_texts() */
	struct pk_table_opts table;
};

/* Why a row counts what it counts; bits. */
enum {
	PK_WHY_GIVEN = 1,    /* points as the row has them */
	PK_WHY_LATE = 2,     /* not put right in time */
	PK_WHY_AGAIN = 4,    /* found again */
	PK_WHY_FAMILY = 8,   /* less what its family had */
	PK_WHY_CAP = 16,     /* cut by the rule's cap or floor */
	PK_WHY_ITEM = 32,    /* cut by the full points of the item */
	PK_WHY_LIMIT = 64,   /* cut by a limit */
	PK_WHY_VETO = 128,
	PK_WHY_AUTO = 256,   /* no row: base points, an adjustment to a limit or a weight */
	PK_WHY_APPEAL = 512  /* the unit appealed and was heard: nothing counts */
};

/* A date in four bytes; y 0: none. */
struct pk_short_date {
	uint16_t y;
	uint8_t m, d;
};

static inline struct pk_short_date
pk_date_short(struct pk_date d)
{
	return (struct pk_short_date){(uint16_t)d.y, (uint8_t)d.m, (uint8_t)d.d};
}

static inline struct pk_date
pk_date_long(struct pk_short_date d)
{
	return (struct pk_date){d.y, d.m, d.d};
}

#define PK_NO_ENTRY UINT32_MAX /* no row, id or family */

/*
 * A row of a ledger, or points that no row gives (PK_WHY_AUTO): what counting needs of
 * it, since there are as many of these in memory as rows.
 */
struct pk_entry {
	struct pk_dec given, qty;     /* where has_given, has_qty */
	struct pk_dec by_rule;        /* what the rule alone gives */
	struct pk_dec counted;        /* what counts in the end */
	const struct pk_rule *rule;   /* NULL: the row gives points without a rule */
	const struct pk_tier *tier;   /* of the rule, that the row's source, level or quantity is in; NULL none */
	size_t line;                  /* 0: no row */
	uint64_t text;                /* its texts for the audit, in sheet.texts */
	uint32_t file;                /* place in sheet.file; with the line: the order of reading */
	uint32_t unit;                /* place in sheet.unit */
	uint32_t id, family;          /* places in sheet.ids, sheet.families; PK_NO_ENTRY: none */
	uint32_t before;              /* the entry that it looks at again (until all are read: place in sheet.repeats) */
	uint32_t carry;               /* deadlines missed in a row before it */
	uint32_t missed;              /* its own */
	struct pk_short_date date, fix_due, fixed;
	uint16_t year;                /* the period, of the kind that is scored */
	uint8_t part;
	uint8_t way;                  /* enum pk_way */
	unsigned why : 16;
	unsigned fix_state : 3;       /* enum pk_fix */
	unsigned has_given : 1, has_qty : 1;
	unsigned looked_at_again : 1; /* a later one looks at it again */
	unsigned outside : 1;         /* not in the periods asked for: history of families and deadlines only */
};

/* A unit's score of a period. */
struct pk_score {
	struct pk_dec base, bonus, deduct, adjust, total;
	size_t rows;
	bool veto;
	bool there;                   /* false: it has no score: not active, or PK_MISSING_SKIP */
};

struct pk_scored_unit {
	struct pk_str name, group;    /* group: rank_group of the roster */
	size_t roster;                /* place in roster.units, PK_NPOS none */
};

/* A place in a ranking: of a unit in a year (or in the one period there is). */
struct pk_standing {
	size_t unit;
	int year;
	struct pk_dec score;
	struct pk_dec by[PK_BREAKS];  /* what decides between equals, in the order of opts.breaks; more is better */
	size_t periods;               /* how many it is the mean of */
	bool veto;
	uint64_t rank;                /* within its group and year */
	size_t of;                    /* how many are ranked there */
};

struct pk_sheet {
	struct pk_sheet_opts opts;
	struct pk_score_rules rules;
	struct pk_roster roster;
	struct pk_calendar calendar;
	bool has_roster;
	struct pk_arena arena;
	PK_VEC(struct pk_entry) entry;          /* as read; finish() brings them in order */
	PK_VEC(struct pk_scored_unit) unit;
	struct pk_map unit_by_name;             /* names as written, too */
	PK_VEC(const char *) file;              /* the ledgers */
	struct pk_map ids, claims;              /* of the rows read: no id, no bonus twice */
	struct pk_map families, repeats;        /* as rows name them */
	struct pk_shelf texts;                  /* what the audit tells of rows: item and finding */
	PK_VEC(struct pk_period) period;        /* in order, without gaps */
	struct pk_score *score;                 /* [unit * period.n + period] */
	struct pk_standing *standing;           /* in the order of the ranking */
	size_t nstanding;
	uint64_t bad;
	const char *rejects_header;             /* of the file that had rejects last */
	size_t differ;                          /* rows whose points differ from their rule's */
};

/* What a user writes of the options; NULL: nothing. */
struct pk_sheet_words {
	const char *weights; /* --year-weights: "20%,20%,30%,30%" or "1,1,2", as many as a year of opts->period has */
	const char *breaks;  /* --break-ties: "deduct,last" */
	const char *in;      /* --in: a period */
};
/* Fills the options from these.  0, or -1 diagnosed. */
int pk_sheet_ask(struct pk_sheet_opts *opts, const struct pk_sheet_words *w, struct pk_sink *sink);
int pk_sheet_open(struct pk_sheet *s, const struct pk_sheet_opts *opts, struct pk_sink *sink);
/* 0; -1 when the ledger cannot be read at all.  Bad rows are told, counted and put aside. */
int pk_sheet_read(struct pk_sheet *s, const char *path, struct pk_sink *sink);
int pk_sheet_finish(struct pk_sheet *s, struct pk_sink *sink);
void pk_sheet_free(struct pk_sheet *s);

struct pk_score *pk_sheet_score(const struct pk_sheet *s, size_t unit, size_t period);
/* The place of a period in s->period, PK_NPOS when it is outside. */
size_t pk_sheet_period(const struct pk_sheet *s, struct pk_period p);

/* The period of an entry. */
static inline struct pk_period
pk_entry_period(const struct pk_sheet *s, const struct pk_entry *e)
{
	return (struct pk_period){s->opts.period, e->year, e->part};
}

/* The item and the finding of a row, kept in *b; empty where opts.audit was not set.  0, or -1 diagnosed. */
int pk_entry_texts(struct pk_sheet *s, const struct pk_entry *e, struct pk_buf *b, struct pk_str *item,
    struct pk_str *finding, struct pk_sink *sink);
/* Its id, empty when it has none. */
struct pk_str pk_entry_id(const struct pk_sheet *s, const struct pk_entry *e);

/* What has become of a finding. */
enum pk_fix { PK_FIX_UNKNOWN, PK_FIX_OPEN, PK_FIX_DONE, PK_FIX_LATE };

/* The unit of that name, added when it is new; its place in the roster or PK_NPOS. */
size_t pk_sheet_unit(struct pk_sheet *s, struct pk_str name, size_t roster);

/*
 * Parts of the above.  pk_apply: points of each entry by its rule (by_rule, carry,
 * missed, why); entries must be in order, `before` set.  -1: a number out of range.
 */
int pk_apply(struct pk_sheet *s, struct pk_sink *sink);
/* The tier of its rule that an entry is in, NULL none: by its quantity, or its source or level. */
const struct pk_tier *pk_find_tier(const struct pk_entry *e, struct pk_str source, struct pk_str level);
/* Whether the row has what its rule needs; else it is bad (-1). */
int pk_entry_check(struct pk_table *t, const struct pk_row *row, const struct pk_entry *e);
/* pk_sum: what counts, the scores of the periods. */
int pk_sum(struct pk_sheet *s, struct pk_sink *sink);
/* The roster has the unit in that period (without a roster: always). */
bool pk_is_active(const struct pk_sheet *s, size_t unit, size_t period);
/* pk_stand: years and ranks. */
int pk_stand(struct pk_sheet *s, struct pk_sink *sink);
/* How the points of an entry come about, as a formula: "(-0.1) × 3 × 2^1"; replaces what is in out. */
void pk_entry_how(const struct pk_entry *e, struct pk_buf *out);

#endif
