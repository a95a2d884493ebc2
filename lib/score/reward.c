#include "score/reward.h"

enum { CENT = PK_DEC_SCALE / 100 };

static int
parse_one_rank(struct pk_str s, int64_t *out)
{
	if (pk_str_is(s, "last") || pk_str_is(s, "末位") || pk_str_is(s, "最后")) {
		*out = -1;
		return 0;
	}
	return pk_str_int(s, -1000000, 1000000, out) != 0 || *out == 0 ? -1 : 0;
}

/* "1", "2-3", "-1", "last". */
static int
parse_rank(struct pk_str s, struct pk_reward_rule *r)
{
	size_t dash = s.n > 1 ? pk_str_find(s, PK_S("-"), 1) : PK_NPOS;

	if (dash == PK_NPOS) {
		if (parse_one_rank(s, &r->from) != 0)
			return -1;
		r->to = r->from;
		return 0;
	}
	if (parse_one_rank(pk_str_sub(s, 0, dash), &r->from) != 0 ||
	    parse_one_rank(pk_str_sub(s, dash + 1, s.n), &r->to) != 0)
		return -1;
	return r->from > r->to || (r->from < 0) != (r->to < 0) ? -1 : 0;
}

static int
bad(struct pk_table *t, const struct pk_row *row, enum pk_col col, const char *want)
{
	pk_table_bad_cell(t, row, t->header.at[col], PK_D_REWARD_BAD, want);
	return -1;
}

static int
read_money(struct pk_table *t, const struct pk_row *row, enum pk_col col, struct pk_dec *out)
{
	struct pk_str s = pk_cell(t, row, col);
	bool percent = s.n > 0 && s.p[s.n - 1] == '%';

	if (s.n == 0)
		return 0;
	if (pk_dec_parse(percent ? pk_str_sub(s, 0, s.n - 1) : s, out) != 0 ||
	    percent != (col == PK_REWARDS_PERSON_SHARE))
		return bad(t, row, col, percent || col == PK_REWARDS_PERSON_SHARE ? "50%" : "3000, -1000");
	if (percent && (out->v < 0 || out->v > (pk_i128)100 * PK_DEC_SCALE))
		return bad(t, row, col, "0% - 100%");
	return 0;
}

static int
read_reward(struct pk_reward_rules *rs, struct pk_table *t, const struct pk_row *row)
{
	struct pk_reward_rule r = {.line = row->line};
	struct pk_str rest, one;

	if (parse_rank(pk_cell(t, row, PK_REWARDS_RANK), &r) != 0)
		return bad(t, row, PK_REWARDS_RANK, "1, 2-3, -1, last");
	if (read_money(t, row, PK_REWARDS_AMOUNT, &r.amount) != 0 ||
	    read_money(t, row, PK_REWARDS_PERSON_SHARE, &r.share) != 0 ||
	    read_money(t, row, PK_REWARDS_PERSON_AMOUNT, &r.each) != 0)
		return -1;
	rest = pk_cell(t, row, PK_REWARDS_PERSONS);
	while (pk_list_next(&rest, &one)) {
		if (r.npersons == PK_REWARD_PERSONS)
			return bad(t, row, PK_REWARDS_PERSONS, "8");
		r.person[r.npersons++] = pk_str_dup(&rs->arena, one);
	}
	if ((r.share.v != 0 || r.each.v != 0) && r.npersons == 0)
		return bad(t, row, PK_REWARDS_PERSONS, "leader;deputy");
	r.group = pk_str_dup(&rs->arena, pk_cell(t, row, PK_REWARDS_RANK_GROUP));
	r.text = pk_str_dup(&rs->arena, pk_cell(t, row, PK_REWARDS_TEXT));
	PK_PUSH(&rs->rule, r);
	return 0;
}

int
pk_reward_rules_load(struct pk_reward_rules *rs, const char *path, struct pk_sink *sink)
{
	struct pk_table_opts opts = {.kind = PK_TABLE_REWARDS};
	struct pk_table t;
	struct pk_row row;
	int rc;

	*rs = (struct pk_reward_rules){.arena = PK_ARENA_INIT};
	rc = pk_table_open(&t, path, &opts, sink) == 0 ? 1 : -1;
	while (rc > 0 && (rc = pk_table_next(&t, &row)) > 0)
		(void)read_reward(rs, &t, &row);
	if (t.bad > 0)
		rc = -1;
	pk_table_close(&t);
	return rc;
}

void
pk_reward_rules_free(struct pk_reward_rules *rs)
{
	pk_free(rs->rule.v);
	pk_arena_free(&rs->arena);
}

void
pk_rewards_free(struct pk_rewards *w)
{
	pk_free(w->v.v);
}

/* The name of the person in a post; empty when the roster has none. */
static struct pk_str
person(const struct pk_sheet *s, const struct pk_standing *st, struct pk_str post)
{
	size_t at = s->unit.v[st->unit].roster;
	const struct pk_unit *u;

	if (at == PK_NPOS)
		return PK_S("");
	u = &s->roster.units.v[at];
	if (pk_str_is(post, "leader") || pk_str_is(post, "主要负责人"))
		return u->leader;
	if (pk_str_is(post, "deputy") || pk_str_is(post, "分管领导"))
		return u->deputy;
	if (pk_str_is(post, "contact") || pk_str_is(post, "联络员"))
		return u->contact;
	return PK_S("");
}

static int
pay(struct pk_rewards *out, const struct pk_standing *st, const struct pk_reward_rule *r, struct pk_str who,
    struct pk_str post, struct pk_dec amount)
{
	struct pk_reward w = {st, r, who, post, amount};

	if (amount.v == 0)
		return 0;
	PK_PUSH(&out->v, w);
	return pk_dec_add(out->total, amount, &out->total);
}

/* What is no matter of money: a talk, a notice, to the unit or the persons named. */
static void
announce(const struct pk_sheet *s, struct pk_rewards *out, const struct pk_standing *st,
    const struct pk_reward_rule *r)
{
	const struct pk_dec none = {0};
	size_t i;

	if (r->npersons == 0)
		PK_PUSH(&out->v, ((struct pk_reward){st, r, PK_S(""), PK_S(""), none}));
	for (i = 0; i < r->npersons; i++) {
		struct pk_str who = person(s, st, r->person[i]);

		PK_PUSH(&out->v, ((struct pk_reward){st, r, who.n ? who : r->person[i], r->person[i], none}));
	}
}

static int
pay_all(const struct pk_sheet *s, struct pk_rewards *out, const struct pk_standing *st,
    const struct pk_reward_rule *r)
{
	struct pk_dec persons, unit, one;
	pk_i128 cents, left;
	size_t i;

	if (r->amount.v == 0 && r->each.v == 0) {
		announce(s, out, st, r);
		return 0;
	}
	if (pk_dec_mul(r->amount, r->share, &persons) != 0 ||
	    pk_dec_div(persons, pk_dec_int(100), 2, &persons) != 0 ||
	    pk_dec_sub(r->amount, persons, &unit) != 0 ||
	    pay(out, st, r, PK_S(""), PK_S(""), unit) != 0)
		return -1;
	for (i = 0; i < r->npersons; i++) {
		struct pk_str who = person(s, st, r->person[i]);

		cents = persons.v / CENT / (pk_i128)r->npersons;
		left = persons.v / CENT - cents * (pk_i128)r->npersons;
		if ((left < 0 ? -left : left) > (pk_i128)i)
			cents += left < 0 ? -1 : 1;
		one.v = cents * CENT;
		if (pk_dec_add(one, r->each, &one) != 0 ||
		    pay(out, st, r, who.n ? who : r->person[i], r->person[i], one) != 0)
			return -1;
	}
	return 0;
}

static bool
applies(const struct pk_sheet *s, const struct pk_reward_rule *r, size_t i, size_t first)
{
	const struct pk_standing *st = &s->standing[i];
	int64_t k;

	if (r->group.n > 0 && !pk_str_eq(r->group, s->unit.v[st->unit].group))
		return false;
	if (r->from > 0)
		return !(st->veto && r->amount.v > 0) && (int64_t)st->rank >= r->from && (int64_t)st->rank <= r->to;
	for (k = r->from; k <= r->to; k++)
		/* A unit that ties with the one at that place shares it; one that is first is not last. */
		if (-k <= (int64_t)st->of && s->standing[first + st->of - (size_t)-k].rank == st->rank &&
		    st->rank > 1)
			return true;
	return false;
}

int
pk_rewards_find(const struct pk_reward_rules *rs, const struct pk_sheet *s, struct pk_rewards *out,
    struct pk_sink *sink)
{
	size_t i, k, first = 0; /* the ranking that i is in begins there */

	*out = (struct pk_rewards){.total = {0}};
	for (i = 0; i < s->nstanding; i++) {
		bool from_end = false; /* of money, what stands nearest to the end is said once */

		if (i == first + s->standing[first].of)
			first = i;
		for (k = 0; k < rs->rule.n; k++) {
			const struct pk_reward_rule *r = &rs->rule.v[k];

			bool money = r->amount.v != 0 || r->each.v != 0;

			if (!applies(s, r, i, first) || (r->from < 0 && money && from_end))
				continue;
			from_end = from_end || (r->from < 0 && money);
			if (pay_all(s, out, &s->standing[i], r) != 0) {
				pk_diag(sink, PK_D_SCORE_RANGE, PK_NOPOS, NULL);
				return -1;
			}
		}
	}
	return 0;
}
