#include "score/rule.h"

#include "ledger/table.h"

const char *const pk_way_name[PK_WAY_MAX] = {"per_unit", "fixed", "doubling", "tiered", "ratio",
    "shortfall", "grade", "all_or_nothing", "topup", "base", "veto", "limit", "weight"};

/* Words of `kind`. */
static const struct {
	const char *word;
	int way, dir; /* -1: says nothing of it */
} words[] = {
    {"deduct", -1, PK_DIR_DEDUCT}, {"扣分", -1, PK_DIR_DEDUCT},
    {"bonus", -1, PK_DIR_BONUS}, {"加分", -1, PK_DIR_BONUS},
    {"per_unit", PK_WAY_PER_UNIT, -1}, {"按数量", PK_WAY_PER_UNIT, -1},
    {"fixed", PK_WAY_FIXED, -1}, {"定额", PK_WAY_FIXED, -1},
    {"doubling", PK_WAY_DOUBLING, -1}, {"依次加倍", PK_WAY_DOUBLING, -1},
    {"tiered", PK_WAY_TIERED, -1}, {"分级", PK_WAY_TIERED, -1},
    {"ratio", PK_WAY_RATIO, -1}, {"按比例", PK_WAY_RATIO, -1},
    {"shortfall", PK_WAY_SHORTFALL, -1}, {"低于目标", PK_WAY_SHORTFALL, -1},
    {"grade", PK_WAY_GRADE, -1}, {"分档", PK_WAY_GRADE, -1},
    {"all_or_nothing", PK_WAY_ALL, -1}, {"不得分", PK_WAY_ALL, -1},
    {"topup", PK_WAY_TOPUP, -1}, {"补差额", PK_WAY_TOPUP, -1},
    {"base", PK_WAY_BASE, -1}, {"基础分", PK_WAY_BASE, -1}, {"基准分", PK_WAY_BASE, -1},
    {"veto", PK_WAY_VETO, -1}, {"一票否决", PK_WAY_VETO, -1},
    {"limit", PK_WAY_LIMIT, -1}, {"限额", PK_WAY_LIMIT, -1},
    {"weight", PK_WAY_WEIGHT, -1}, {"权重", PK_WAY_WEIGHT, -1},
};

/* The columns that hold numbers. */
static const struct {
	enum pk_col col;
	size_t off;
} numbers[] = {
    {PK_RULES_POINTS, offsetof(struct pk_rule, points)}, {PK_RULES_MAX, offsetof(struct pk_rule, max)},
    {PK_RULES_CAP, offsetof(struct pk_rule, cap)}, {PK_RULES_FLOOR, offsetof(struct pk_rule, floor)},
    {PK_RULES_TARGET, offsetof(struct pk_rule, target)},
    {PK_RULES_STEP, offsetof(struct pk_rule, step)},
    {PK_RULES_LATE_FACTOR, offsetof(struct pk_rule, late_factor)},
    {PK_RULES_REPEAT_FACTOR, offsetof(struct pk_rule, repeat_factor)},
};

/* "12", "-0.5", "10%" (0.1). */
static int
parse_number(struct pk_str s, struct pk_maybe *out)
{
	bool percent = s.n > 0 && s.p[s.n - 1] == '%';

	out->has = true;
	if (pk_dec_parse(percent ? pk_str_sub(s, 0, s.n - 1) : s, &out->v) != 0)
		return -1;
	return percent ? pk_dec_div(out->v, pk_dec_int(100), 9, &out->v) : 0;
}

static int
parse_kind(struct pk_str s, struct pk_rule *r)
{
	bool way = false;
	struct pk_str one;
	size_t i;

	r->way = PK_WAY_PER_UNIT;
	while (s.n > 0) {
		for (i = 0; i < s.n && s.p[i] != ' ' && s.p[i] != '+' && s.p[i] != ';'; i++)
			;
		one = pk_str_sub(s, 0, i);
		s = pk_str_sub(s, i + 1, s.n);
		if (one.n == 0)
			continue;
		for (i = 0; i < sizeof(words) / sizeof(words[0]) && !pk_str_is(one, words[i].word); i++)
			;
		if (i == sizeof(words) / sizeof(words[0]) || (words[i].way >= 0 && way) ||
		    (words[i].dir >= 0 && r->dir != PK_DIR_NONE))
			return -1;
		if (words[i].way >= 0) {
			r->way = (enum pk_way)words[i].way;
			way = true;
		} else {
			r->dir = (enum pk_direction)words[i].dir;
		}
	}
	return 0;
}

/* "市=0.3/1/2;区=0.2/0.5/1" */
static int
parse_tiers(struct pk_str s, struct pk_rule *r, struct pk_tier *tier)
{
	struct pk_str part, name, value, rest;

	while (pk_list_next(&s, &part)) {
		struct pk_tier *t = &tier[r->ntiers];

		rest = part;
		if (r->ntiers == PK_TIERS_MAX - 1 || !pk_str_split(&rest, '=', &name) || rest.p == NULL)
			return -1;
		*t = (struct pk_tier){.name = pk_wide_trim(name)};
		t->at.has = pk_dec_parse(t->name, &t->at.v) == 0;
		while (pk_str_split(&rest, '/', &value)) {
			if (t->nvalues == PK_TIER_VALUES ||
			    pk_dec_parse(pk_wide_trim(value), &t->value[t->nvalues]) != 0)
				return -1;
			t->nvalues++;
		}
		if (t->nvalues == 0 || t->name.n == 0)
			return -1;
		r->ntiers++;
	}
	return 0;
}

/* "7d" days, "5w" working days, as deadline-check has them. */
static int
parse_late_step(struct pk_str s, struct pk_rule *r)
{
	int64_t n;

	if (s.n < 2 || (s.p[s.n - 1] != 'd' && s.p[s.n - 1] != 'w') ||
	    pk_str_int(pk_str_sub(s, 0, s.n - 1), 1, 3660, &n) != 0)
		return -1;
	r->late_days = (int)n;
	r->late_work = s.p[s.n - 1] == 'w';
	return 0;
}

/* A cell that `parse` does not understand makes the row bad. */
static int
cell(struct pk_table *t, const struct pk_row *row, enum pk_col col, struct pk_rule *r,
    int (*parse)(struct pk_str, struct pk_rule *), const char *want)
{
	struct pk_str s = pk_cell(t, row, col);

	if (s.n == 0 || parse(s, r) == 0)
		return 0;
	pk_table_bad_cell(t, row, t->header.at[col], PK_D_RULE_CELL, want);
	return -1;
}

static int
cell_number(struct pk_table *t, const struct pk_row *row, enum pk_col col, struct pk_maybe *out)
{
	struct pk_str s = pk_cell(t, row, col);

	if (s.n == 0 || parse_number(s, out) == 0)
		return 0;
	pk_table_bad_cell(t, row, t->header.at[col], PK_D_TALLY_NUMBER, NULL);
	return -1;
}

static int
cell_tiers(struct pk_arena *a, struct pk_table *t, const struct pk_row *row, struct pk_rule *r)
{
	struct pk_tier tier[PK_TIERS_MAX];
	struct pk_str s = pk_cell(t, row, PK_RULES_TIERS);
	size_t i;

	if (s.n == 0)
		return 0;
	if (parse_tiers(s, r, tier) != 0) {
		pk_table_bad_cell(t, row, t->header.at[PK_RULES_TIERS], PK_D_RULE_CELL,
		    "A=10;B=6 | 9=10;7=6 | 市=0.3/1/2;区=0.2/0.5/1");
		return -1;
	}
	r->tier = PK_NEWN(a, r->ntiers, struct pk_tier);
	for (i = 0; i < r->ntiers; i++) {
		r->tier[i] = tier[i];
		r->tier[i].name = pk_str_dup(a, tier[i].name);
	}
	return 0;
}

static int
read_rule(struct pk_score_rules *rs, struct pk_table *t, const struct pk_row *row, struct pk_rule *r)
{
	struct pk_arena *a = &rs->arena;
	size_t i;
	int bad = 0;

	*r = (struct pk_rule){.line = row->line};
	r->id = pk_str_dup(a, pk_cell(t, row, PK_RULES_RULE_ID));
	r->category = pk_str_dup(a, pk_cell(t, row, PK_RULES_CATEGORY));
	r->item = pk_str_dup(a, pk_cell(t, row, PK_RULES_ITEM));
	r->unit_of = pk_str_dup(a, pk_cell(t, row, PK_RULES_UNIT_OF));
	r->group = pk_str_dup(a, pk_cell(t, row, PK_RULES_GROUP));
	r->text = pk_str_dup(a, pk_cell(t, row, PK_RULES_TEXT));
	bad |= cell(t, row, PK_RULES_KIND, r, parse_kind,
	    "deduct bonus per_unit fixed doubling tiered ratio shortfall grade all_or_nothing topup base "
	    "veto limit weight");
	for (i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		bad |= cell_number(t, row, numbers[i].col,
		    (struct pk_maybe *)(void *)((char *)r + numbers[i].off));
	bad |= cell_tiers(a, t, row, r);
	bad |= cell(t, row, PK_RULES_LATE_STEP, r, parse_late_step, "7d | 5w");
	bad |= pk_cell_date(t, row, PK_RULES_VALID_FROM, &r->from);
	bad |= pk_cell_date(t, row, PK_RULES_VALID_TO, &r->to);
	return bad;
}

/* --- what a rule must have, and must not --- */

static bool
negative(const struct pk_maybe *m)
{
	return m->has && m->v.v < 0;
}

/* Why the rule cannot hold; NULL: it can. */
static const char *
contradiction(const struct pk_rule *r)
{
	bool tiers = r->way == PK_WAY_TIERED || r->way == PK_WAY_GRADE;
	bool points = r->way == PK_WAY_PER_UNIT || r->way == PK_WAY_FIXED || r->way == PK_WAY_DOUBLING ||
	              r->way == PK_WAY_SHORTFALL || r->way == PK_WAY_TOPUP || r->way == PK_WAY_BASE ||
	              r->way == PK_WAY_WEIGHT;

	if (points && !r->points.has)
		return "points";
	if (tiers && r->ntiers == 0)
		return "tiers";
	if ((r->way == PK_WAY_RATIO || r->way == PK_WAY_SHORTFALL) && !r->target.has)
		return "target";
	if (r->way == PK_WAY_RATIO && (r->target.v.v <= 0 || (!r->max.has && !r->points.has)))
		return "target max";
	if (r->way == PK_WAY_ALL && !r->max.has)
		return "max";
	if (r->way == PK_WAY_LIMIT && !r->cap.has && !r->floor.has)
		return "cap floor";
	if (r->way == PK_WAY_WEIGHT && (r->category.n == 0 || negative(&r->points)))
		return "category points";
	if (r->dir == PK_DIR_BONUS && negative(&r->points))
		return "kind points";
	if (negative(&r->max) || (r->way != PK_WAY_LIMIT && negative(&r->cap)))
		return "max cap";
	if (r->cap.has && r->floor.has && pk_dec_cmp(r->cap.v, r->floor.v) < 0)
		return "cap floor";
	if (r->step.has && r->step.v.v <= 0)
		return "step";
	if ((r->late_factor.has && r->late_factor.v.v < PK_DEC_SCALE) || negative(&r->repeat_factor))
		return "late_factor";
	if (r->from.y && r->to.y && pk_date_cmp(r->from, r->to) > 0)
		return "valid_from valid_to";
	return NULL;
}

/* What b says against an earlier rule a; NULL: nothing. */
static const char *
clash(const struct pk_rule *a, const struct pk_rule *b)
{
	bool same_item = pk_str_eq(a->category, b->category) && pk_str_eq(a->item, b->item);

	if (pk_str_eq(a->id, b->id))
		return "rule_id";
	if (a->way == PK_WAY_WEIGHT && b->way == PK_WAY_WEIGHT && pk_str_eq(a->category, b->category))
		return "weight";
	if (a->way == PK_WAY_LIMIT && b->way == PK_WAY_LIMIT && same_item && a->dir == b->dir)
		return "limit";
	if (same_item && a->item.n > 0 && a->max.has && b->max.has && pk_dec_cmp(a->max.v, b->max.v) != 0)
		return "max";
	return NULL;
}

static int
check(struct pk_score_rules *rs, const struct pk_rule *r, struct pk_sink *sink)
{
	struct pk_pos pos = PK_POS(rs->file, r->line);
	const char *what = contradiction(r);
	size_t i;

	if (what) {
		pk_diag(sink, PK_D_RULE_NEEDS, pos, PK_Z(&rs->arena, r->id), pk_way_name[r->way], what, NULL);
		return -1;
	}
	for (i = 0; i < rs->n; i++) {
		what = clash(&rs->v[i], r);
		if (!what)
			continue;
		pk_diag(sink, PK_D_RULE_CLASH, pos, PK_Z(&rs->arena, r->id), PK_Z(&rs->arena, rs->v[i].id),
		    PK_NUM(rs->v[i].line), what, NULL);
		return -1;
	}
	return 0;
}

/* Weights that do not add up to one are no weighted mean. */
static int
check_weights(const struct pk_score_rules *rs, struct pk_sink *sink)
{
	struct pk_dec sum = {0};
	struct pk_buf b = PK_BUF_INIT;
	bool any = false;
	size_t i;

	for (i = 0; i < rs->n; i++)
		if (rs->v[i].way == PK_WAY_WEIGHT) {
			any = true;
			(void)pk_dec_add(sum, rs->v[i].points.v, &sum);
		}
	if (!any || sum.v == PK_DEC_SCALE)
		return 0;
	pk_dec_print(sum, &b);
	pk_diag(sink, PK_D_RULE_WEIGHTS, PK_POS(rs->file, 0), pk_buf_z(&b), NULL);
	pk_buf_free(&b);
	return -1;
}

int
pk_score_rules_load(struct pk_score_rules *rs, const char *path, struct pk_sink *sink)
{
	struct pk_table_opts opts = {.kind = PK_TABLE_RULES};
	struct pk_table t;
	struct pk_rule r;
	struct pk_row row;
	int rc, bad = 0;

	*rs = (struct pk_score_rules){.file = path};
	rc = pk_table_open(&t, path, &opts, sink) == 0 ? 1 : -1;
	while (rc > 0 && (rc = pk_table_next(&t, &row)) > 0) {
		if (rs->n == PK_RULE_COUNT_MAX) {
			pk_diag(sink, PK_D_RULE_MANY, PK_POS(t.file, row.line), PK_NUM(PK_RULE_COUNT_MAX), NULL);
			rc = -1;
			break;
		}
		if (read_rule(rs, &t, &row, &r) != 0 || check(rs, &r, sink) != 0) {
			bad = -1;
			continue;
		}
		rs->v = pk_grow(rs->v, &rs->cap, rs->n + 1, sizeof(*rs->v));
		(void)pk_map_put(&rs->by_id, r.id, rs->n, NULL);
		rs->v[rs->n++] = r;
	}
	if (rc == 0 && bad == 0)
		rc = check_weights(rs, sink);
	if (t.bad > 0)
		bad = -1;
	pk_table_close(&t);
	return rc < 0 ? -1 : bad;
}

void
pk_score_rules_free(struct pk_score_rules *rs)
{
	pk_map_free(&rs->by_id);
	pk_free(rs->v);
	pk_arena_free(&rs->arena);
}

const struct pk_rule *
pk_score_rules_get(const struct pk_score_rules *rs, struct pk_str id)
{
	const struct pk_map_entry *e = pk_map_get(&rs->by_id, id);

	return e ? &rs->v[e->value] : NULL;
}
