/*
 * Scoring rules (rules.csv): how a row of the score ledger becomes points.
 *
 * `kind` holds words, blanks or + between them: a direction and a way.
 *
 *   deduct, bonus        which sign the points have (扣分, 加分)
 *   per_unit             points x quantity, the quantity 1 when not given; the default
 *   fixed                points, whatever the quantity
 *   doubling             per_unit, and x late_factor (2) for each deadline missed in a row
 *                        (依次加倍): a row of a finding looked at again (repeat_of) that was not
 *                        put right in time goes on where the row before it stood
 *   tiered               by source or level, and by what became of it: tiers
 *                        "市=0.3/1/2;区=0.2/0.5/1": found / not put right in time / found again
 *   ratio                max (or points) x quantity / target, at most all of it
 *   shortfall            points for each whole step that the quantity is below the target
 *   grade                tiers "9=10;7=6;0=3" (the first number the quantity reaches) or
 *                        "A=10;B=6;C=3" (by level)
 *   all_or_nothing       the whole of max is lost
 *   topup                the highest of a family counts once (层级升高补差额): each row of the
 *                        family (family, within `group`) gives what it has more than those before
 *   base                 given to each unit in each period, unless the ledger has rows of it
 *   veto                 the period's score is 0, the unit comes last
 *   limit                no row: cap and floor of the sum of a category, an item, or (neither)
 *                        the period; with bonus or deduct, of those points alone
 *   weight               no row: the category's sum counts with this weight ("10%", "0.1")
 *
 * cap and floor of other rules hold for the rule's own points of a unit in a period
 * (cap: of their size); max: for all rules of the same item, each way.
 */
#ifndef PK_SCORE_RULE_H
#define PK_SCORE_RULE_H

#include "base/dec.h"
#include "base/diag.h"
#include "cal/date.h"

enum pk_way {
	PK_WAY_PER_UNIT, PK_WAY_FIXED, PK_WAY_DOUBLING, PK_WAY_TIERED, PK_WAY_RATIO, PK_WAY_SHORTFALL,
	PK_WAY_GRADE, PK_WAY_ALL, PK_WAY_TOPUP, PK_WAY_BASE, PK_WAY_VETO, PK_WAY_LIMIT, PK_WAY_WEIGHT,
	PK_WAY_MAX
};
extern const char *const pk_way_name[PK_WAY_MAX];

enum pk_direction { PK_DIR_NONE, PK_DIR_DEDUCT, PK_DIR_BONUS };

/* A number that a cell may lack. */
struct pk_maybe {
	bool has;
	struct pk_dec v;
};

enum {
	PK_TIER_VALUES = 3,
	PK_TIERS_MAX = 64,   /* steps of one rule: more than any scheme that a person can apply */
	PK_RULE_COUNT_MAX = 10000 /* rules of one file: the longest national scheme has some hundreds */
};

struct pk_tier {
	struct pk_str name;                    /* A, 市, 9 */
	struct pk_maybe at;                    /* the name as a number */
	struct pk_dec value[PK_TIER_VALUES];
	size_t nvalues;
};

struct pk_rule {
	struct pk_str id, category, item, unit_of, group, text;
	enum pk_way way;
	enum pk_direction dir;
	struct pk_maybe points, max, cap, floor, target, step, late_factor, repeat_factor;
	int late_days;                         /* another step of lateness each so many days; 0: one step */
	bool late_work;                        /* working days */
	struct pk_tier *tier;
	size_t ntiers;
	struct pk_date from, to;               /* in force; y 0: open */
	size_t line;
};

struct pk_score_rules {
	struct pk_rule *v;
	size_t n, cap;
	struct pk_map by_id;
	struct pk_arena arena;
	const char *file;
};

/*
 * Reads and checks the rules: 0, or -1 with a diagnostic for each that is not
 * understood or contradicts another.
 */
int pk_score_rules_load(struct pk_score_rules *r, const char *path, struct pk_sink *sink);
void pk_score_rules_free(struct pk_score_rules *r);
/* The rule of an id, or NULL. */
const struct pk_rule *pk_score_rules_get(const struct pk_score_rules *r, struct pk_str id);

#endif
