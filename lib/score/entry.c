/* Score ledgers, row by row. */
#include "score/sheet.h"

/* What a row is being read into, and what it comes from. */
struct reader {
	struct pk_sheet *s;
	struct pk_table *t;
	const struct pk_row *row;
};

static int
bad(struct reader *r, enum pk_col col, enum pk_diag_id id, const char *want)
{
	size_t at = r->t->header.at[col];

	pk_table_bad_cell(r->t, r->row, at == PK_NPOS ? 0 : at, id, want);
	return -1;
}

static struct pk_str
cell(const struct reader *r, enum pk_col col)
{
	return pk_cell(r->t, r->row, col);
}

static struct pk_str
keep(const struct reader *r, enum pk_col col)
{
	struct pk_str s = cell(r, col);

	return s.n ? pk_str_dup(&r->s->arena, s) : PK_S("");
}

static int
read_date(struct reader *r, enum pk_col col, struct pk_date *out)
{
	struct pk_str s = cell(r, col);

	return s.n == 0 || pk_ledger_date(s, out) == 0 ? 0 : bad(r, col, PK_D_LEDGER_DATE, NULL);
}

static int
read_number(struct reader *r, enum pk_col col, struct pk_maybe *out)
{
	struct pk_str s = cell(r, col);

	out->has = s.n > 0;
	if (s.n == 0)
		return 0;
	/* A rate of a survey or of progress may be written with its sign. */
	if (col == PK_SCORES_QTY && s.p[s.n - 1] == '%')
		s = pk_str_sub(s, 0, s.n - 1);
	return pk_dec_parse(s, &out->v) == 0 ? 0 : bad(r, col, PK_D_TALLY_NUMBER, NULL);
}

/* --- the unit --- */

size_t
pk_sheet_unit(struct pk_sheet *s, struct pk_str name, size_t roster)
{
	struct pk_scored_unit u = {.roster = roster};
	struct pk_map_entry *e = pk_map_get(&s->unit_by_name, name);

	if (e)
		return e->value;
	u.name = pk_str_dup(&s->arena, name);
	u.group = roster == PK_NPOS ? PK_S("") : s->roster.units.v[roster].rank_group;
	(void)pk_map_put(&s->unit_by_name, u.name, s->unit.n, NULL);
	PK_PUSH(&s->unit, u);
	return s->unit.n - 1;
}

/* ": did you mean 甲, 乙?" */
static const char *
nearest(struct pk_sheet *s, struct pk_str name)
{
	size_t near[PK_NEAREST], n = pk_roster_nearest(&s->roster, name, near), i;
	struct pk_buf b = PK_BUF_INIT;
	const char *z;

	for (i = 0; i < n; i++) {
		pk_buf_puts(&b, i ? ", " : " (");
		pk_buf_str(&b, s->roster.units.v[near[i]].name);
	}
	pk_buf_puts(&b, n ? "?)" : "");
	z = PK_Z(&s->arena, pk_buf_view(&b));
	pk_buf_free(&b);
	return z;
}

static int
read_unit(struct reader *r, struct pk_entry *e)
{
	struct pk_sheet *s = r->s;
	struct pk_str name = cell(r, PK_SCORES_UNIT);
	struct pk_units found = {0};
	struct pk_map_entry *known;
	int rc = 0;

	if (name.n == 0)
		return bad(r, PK_SCORES_UNIT, PK_D_SCORE_NO_UNIT, NULL);
	if (!s->has_roster) {
		e->unit = pk_sheet_unit(s, name, PK_NPOS);
		return 0;
	}
	known = pk_map_get(&s->unit_by_name, name);
	if (known) {
		e->unit = known->value;
		return 0;
	}
	pk_roster_find(&s->roster, name, PK_S(""), &found);
	if (found.n == 1) {
		e->unit = pk_sheet_unit(s, s->roster.units.v[found.v[0]].name, found.v[0]);
		(void)pk_map_put(&s->unit_by_name, pk_str_dup(&s->arena, name), e->unit, NULL);
	} else if (found.n == 0) {
		rc = bad(r, PK_SCORES_UNIT, PK_D_SCORE_UNKNOWN_UNIT, nearest(s, name));
	} else {
		rc = bad(r, PK_SCORES_UNIT, PK_D_SCORE_AMBIGUOUS_UNIT, NULL);
	}
	pk_free(found.v);
	return rc;
}

/* --- the period --- */

static bool
is_within(struct pk_period p, struct pk_period in)
{
	return in.kind == PK_P_NONE || (pk_date_cmp(pk_period_first(p), pk_period_first(in)) >= 0 &&
	                                   pk_date_cmp(pk_period_last(p), pk_period_last(in)) <= 0);
}

static int
read_period(struct reader *r, struct pk_entry *e)
{
	struct pk_str s = cell(r, PK_SCORES_PERIOD);

	if (read_date(r, PK_SCORES_DATE, &e->date) != 0)
		return -1;
	if (s.n > 0) {
		if (pk_period_parse(s, &e->period) != 0 ||
		    pk_period_widen(e->period, r->s->opts.period, &e->period) != 0)
			return bad(r, PK_SCORES_PERIOD, PK_D_SCORE_PERIOD, NULL);
	} else if (e->date.y) {
		e->period = pk_period_of(e->date, r->s->opts.period);
	} else {
		return bad(r, PK_SCORES_DATE, PK_D_SCORE_NO_PERIOD, NULL);
	}
	return 0;
}

/* --- the rule --- */

/* What the row itself says it is; PK_WAY_MAX: nothing it could be. */
static enum pk_way
read_kind(struct reader *r, enum pk_direction *dir)
{
	static const struct {
		const char *word;
		enum pk_way way;
		enum pk_direction dir;
	} kinds[] = {{"", PK_WAY_PER_UNIT, PK_DIR_NONE}, {"deduct", PK_WAY_PER_UNIT, PK_DIR_DEDUCT},
	    {"扣分", PK_WAY_PER_UNIT, PK_DIR_DEDUCT}, {"bonus", PK_WAY_PER_UNIT, PK_DIR_BONUS},
	    {"加分", PK_WAY_PER_UNIT, PK_DIR_BONUS}, {"veto", PK_WAY_VETO, PK_DIR_NONE},
	    {"一票否决", PK_WAY_VETO, PK_DIR_NONE}, {"否决", PK_WAY_VETO, PK_DIR_NONE},
	    {"base", PK_WAY_BASE, PK_DIR_NONE}, {"基础分", PK_WAY_BASE, PK_DIR_NONE},
	    {"基准分", PK_WAY_BASE, PK_DIR_NONE}};
	struct pk_str s = cell(r, PK_SCORES_KIND);
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (pk_str_is(s, kinds[i].word)) {
			*dir = kinds[i].dir;
			return kinds[i].way;
		}
	return PK_WAY_MAX;
}

static bool
is_in_force(const struct pk_rule *rule, const struct pk_entry *e)
{
	struct pk_date d = e->date.y ? e->date : pk_period_first(e->period);

	return !(rule->from.y && pk_date_cmp(d, rule->from) < 0) &&
	       !(rule->to.y && pk_date_cmp(d, rule->to) > 0);
}

static int
read_rule(struct reader *r, struct pk_entry *e)
{
	struct pk_str id = cell(r, PK_SCORES_RULE_ID);
	enum pk_direction dir;

	e->way = read_kind(r, &dir);
	if (e->way == PK_WAY_MAX)
		return bad(r, PK_SCORES_KIND, PK_D_LEDGER_VALUE, "deduct, bonus, base, veto");
	if (id.n > 0) {
		e->rule = pk_score_rules_get(&r->s->rules, id);
		if (!e->rule)
			return bad(r, PK_SCORES_RULE_ID, PK_D_SCORE_NO_RULE, NULL);
		if (!is_in_force(e->rule, e))
			return bad(r, PK_SCORES_RULE_ID, PK_D_SCORE_NOT_IN_FORCE, NULL);
		if (e->rule->way == PK_WAY_LIMIT || e->rule->way == PK_WAY_WEIGHT)
			return bad(r, PK_SCORES_RULE_ID, PK_D_SCORE_NO_RULE, NULL);
		if ((dir != PK_DIR_NONE && e->rule->dir != PK_DIR_NONE && dir != e->rule->dir) ||
		    (e->way == PK_WAY_BASE && e->rule->way != PK_WAY_BASE))
			return bad(r, PK_SCORES_KIND, PK_D_SCORE_KIND, NULL);
		e->way = e->way == PK_WAY_VETO ? PK_WAY_VETO : e->rule->way;
	} else if (!e->given.has && e->way != PK_WAY_VETO) {
		return bad(r, PK_SCORES_POINTS, PK_D_SCORE_NO_POINTS, NULL);
	}
	/* 扣 2 分 is two points less, whichever way the row writes the two. */
	if (e->given.has && e->given.v.v > 0 &&
	    (dir == PK_DIR_DEDUCT || (e->rule && e->rule->dir == PK_DIR_DEDUCT)))
		e->given.v.v = -e->given.v.v;
	return 0;
}

/* --- the rest --- */

static int
read_fix(struct reader *r, struct pk_entry *e)
{
	static const struct {
		const char *word;
		enum pk_fix fix;
	} states[] = {{"", PK_FIX_UNKNOWN}, {"已整改", PK_FIX_DONE}, {"整改完成", PK_FIX_DONE},
	    {"已销号", PK_FIX_DONE}, {"fixed", PK_FIX_DONE}, {"closed", PK_FIX_DONE}, {"逾期整改", PK_FIX_LATE},
	    {"逾期未整改", PK_FIX_LATE}, {"late", PK_FIX_LATE}};
	struct pk_str s = cell(r, PK_SCORES_FIX_STATE);
	size_t i;

	if (read_date(r, PK_SCORES_FIX_DUE, &e->fix_due) != 0 ||
	    read_date(r, PK_SCORES_FIXED, &e->fixed) != 0)
		return -1;
	if (e->date.y && e->fixed.y && pk_date_cmp(e->fixed, e->date) < 0)
		return bad(r, PK_SCORES_FIXED, PK_D_SCORE_FIX_EARLY, NULL);
	if (e->date.y && e->fix_due.y && pk_date_cmp(e->fix_due, e->date) < 0)
		return bad(r, PK_SCORES_FIX_DUE, PK_D_SCORE_FIX_EARLY, NULL);
	e->fix_state = PK_FIX_OPEN;
	for (i = 0; i < sizeof(states) / sizeof(states[0]); i++)
		if (pk_str_is(s, states[i].word))
			e->fix_state = (int)states[i].fix;
	return 0;
}

/* An appeal that was upheld takes the row out of the score, but not out of the ledger. */
static void
read_appeal(struct reader *r, struct pk_entry *e)
{
	static const char *const upheld[] = {"成立", "申诉成立", "已撤销", "撤销", "upheld", "withdrawn"};
	struct pk_str s = cell(r, PK_SCORES_APPEAL);
	size_t i;

	for (i = 0; i < sizeof(upheld) / sizeof(upheld[0]); i++)
		if (pk_str_is(s, upheld[i]))
			e->why |= PK_WHY_APPEAL;
}

static int
read_id(struct reader *r, struct pk_entry *e)
{
	struct pk_map_entry *m;
	char line[24];
	bool added;

	e->id = keep(r, PK_SCORES_SCORE_ID);
	if (e->id.n == 0)
		return 0;
	m = pk_map_put(&r->s->ids, e->id, r->row->line, &added);
	return added ? 0 : bad(r, PK_SCORES_SCORE_ID, PK_D_SCORE_TWICE, pk_num(line, (int64_t)m->value));
}

/* A bonus that was counted before: the same rule, and the same proof or the same person. */
static int
check_claim(struct reader *r, const struct pk_entry *e)
{
	enum pk_col col = e->family.n ? PK_SCORES_FAMILY : PK_SCORES_EVIDENCE_ID;
	struct pk_str what = e->family.n ? e->family : e->evidence;
	struct pk_buf b = PK_BUF_INIT;
	bool added = true;

	if (what.n == 0 || !e->rule || e->rule->dir != PK_DIR_BONUS || e->way == PK_WAY_TOPUP)
		return 0;
	pk_buf_printf(&b, "%zu\xff%zu\xff%d\xff", e->unit, e->rule->line, (int)col);
	pk_buf_str(&b, what);
	(void)pk_map_put(&r->s->claims, pk_str_dup(&r->s->arena, pk_buf_view(&b)), 0, &added);
	pk_buf_free(&b);
	return added ? 0 : bad(r, col, PK_D_SCORE_CLAIMED, NULL);
}

static int
read_entry(struct reader *r, struct pk_entry *e)
{
	*e = (struct pk_entry){.file = r->t->file, .line = r->row->line, .before = PK_NPOS};
	if (read_period(r, e) != 0)
		return -1;
	e->outside = !is_within(e->period, r->s->opts.in);
	if (read_unit(r, e) != 0 || read_number(r, PK_SCORES_POINTS, &e->given) != 0 ||
	    read_number(r, PK_SCORES_QTY, &e->qty) != 0 || read_rule(r, e) != 0 || read_fix(r, e) != 0)
		return -1;
	read_appeal(r, e);
	e->item = keep(r, PK_SCORES_ITEM);
	e->site = keep(r, PK_SCORES_SITE);
	e->finding = keep(r, PK_SCORES_FINDING);
	e->source = keep(r, PK_SCORES_SOURCE);
	e->level = keep(r, PK_SCORES_LEVEL);
	e->family = keep(r, PK_SCORES_FAMILY);
	e->evidence = keep(r, PK_SCORES_EVIDENCE_ID);
	e->repeat = keep(r, PK_SCORES_REPEAT_OF);
	return read_id(r, e) != 0 || check_claim(r, e) != 0 || pk_entry_check(r->t, r->row, e) != 0 ? -1 : 1;
}

int
pk_sheet_read(struct pk_sheet *s, const char *path, struct pk_sink *sink)
{
	struct pk_table t;
	struct pk_row row;
	struct pk_entry e;
	struct reader r = {s, &t, &row};
	int rc = pk_table_open(&t, path, &s->opts.table, sink) == 0 ? 1 : -1;

	t.rejected = s->rejects_header && pk_str_is(t.header_raw, s->rejects_header);
	while (rc > 0 && (rc = pk_table_next(&t, &row)) > 0)
		if (read_entry(&r, &e) > 0)
			PK_PUSH(&s->entry, e);
	s->bad += t.bad;
	if (t.bad > 0 && t.header_raw.n > 0)
		s->rejects_header = PK_Z(&s->arena, t.header_raw);
	pk_table_close(&t);
	return rc;
}
