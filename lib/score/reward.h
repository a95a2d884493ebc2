/*
 * Rewards and penalties by rank (rewards.csv): what a unit and its persons get.
 *
 *   rank           1, 2-3; -1 or last (末位, 最后): from the end
 *   rank_group     only in this group; empty: in each
 *   amount         of the unit, negative for a penalty
 *   person_share   how much of it is the persons' ("50%")
 *   person_amount  for each person besides
 *   persons        leader;deputy;contact: columns of the roster, or names of posts
 *
 * Units that tie each have the whole amount.  A unit that was refused (veto) has no
 * reward.  Money is split to the cent; cents left over go to the first persons.
 */
#ifndef PK_SCORE_REWARD_H
#define PK_SCORE_REWARD_H

#include "score/sheet.h"

enum { PK_REWARD_PERSONS = 8 /* persons of a unit that one rule names */ };

struct pk_reward_rule {
	int64_t from, to;          /* ranks; from the end: negative */
	struct pk_str group, text;
	struct pk_dec amount, share, each;
	struct pk_str person[PK_REWARD_PERSONS];
	size_t npersons;
	size_t line;
};

struct pk_reward_rules {
	PK_VEC(struct pk_reward_rule) rule;
	struct pk_arena arena;
};

/* One payment. */
struct pk_reward {
	const struct pk_standing *standing;
	const struct pk_reward_rule *rule;
	struct pk_str who;         /* empty: the unit; else the person, or the post when the roster has none */
	struct pk_str post;
	struct pk_dec amount;
};

struct pk_rewards {
	PK_VEC(struct pk_reward) v;
	struct pk_dec total;
};

int pk_reward_rules_load(struct pk_reward_rules *r, const char *path, struct pk_sink *sink);
void pk_reward_rules_free(struct pk_reward_rules *r);
/* What follows from a finished sheet, in the order of its ranking.  -1: out of range. */
int pk_rewards_find(const struct pk_reward_rules *r, const struct pk_sheet *s, struct pk_rewards *out,
    struct pk_sink *sink);
void pk_rewards_free(struct pk_rewards *w);

#endif
