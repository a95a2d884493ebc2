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

static int
read_date(struct reader *r, enum pk_col col, struct pk_short_date *out)
{
	struct pk_str s = cell(r, col);
	struct pk_date d;

	if (s.n == 0)
		return 0;
	if (pk_ledger_date(s, &d) != 0)
		return bad(r, col, PK_D_LEDGER_DATE, NULL);
	*out = pk_date_short(d);
	return 0;
}

/* Empty: *out is left alone. */
static int
read_number(struct reader *r, enum pk_col col, struct pk_dec *out)
{
	struct pk_str s = cell(r, col);

	if (s.n == 0)
		return 0;
	/* A rate of a survey or of progress may be written with its sign. */
	if (col == PK_SCORES_QTY && s.p[s.n - 1] == '%')
		s = pk_str_sub(s, 0, s.n - 1);
	return pk_dec_parse(s, out) == 0 ? 0 : bad(r, col, PK_D_TALLY_NUMBER, NULL);
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
		e->unit = (uint32_t)pk_sheet_unit(s, name, PK_NPOS);
		return 0;
	}
	known = pk_map_get(&s->unit_by_name, name);
	if (known) {
		e->unit = (uint32_t)known->value;
		return 0;
	}
	pk_roster_find(&s->roster, name, PK_S(""), &found);
	if (found.n == 1) {
		e->unit = (uint32_t)pk_sheet_unit(s, s->roster.units.v[found.v[0]].name, found.v[0]);
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
	struct pk_period p;

	if (read_date(r, PK_SCORES_DATE, &e->date) != 0)
		return -1;
	if (s.n > 0) {
		if (pk_period_parse(s, &p) != 0 || pk_period_widen(p, r->s->opts.period, &p) != 0)
			return bad(r, PK_SCORES_PERIOD, PK_D_SCORE_PERIOD, NULL);
	} else if (e->date.y) {
		p = pk_period_of(pk_date_long(e->date), r->s->opts.period);
	} else {
		return bad(r, PK_SCORES_DATE, PK_D_SCORE_NO_PERIOD, NULL);
	}
	e->year = (uint16_t)p.y;
	e->part = (uint8_t)p.i;
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
is_in_force(const struct pk_sheet *s, const struct pk_rule *rule, const struct pk_entry *e)
{
	struct pk_date d = e->date.y ? pk_date_long(e->date) : pk_period_first(pk_entry_period(s, e));

	return !(rule->from.y && pk_date_cmp(d, rule->from) < 0) &&
	       !(rule->to.y && pk_date_cmp(d, rule->to) > 0);
}

static int
read_rule(struct reader *r, struct pk_entry *e)
{
	struct pk_str id = cell(r, PK_SCORES_RULE_ID);
	enum pk_direction dir;

	e->way = (uint8_t)read_kind(r, &dir);
	if (e->way == PK_WAY_MAX)
		return bad(r, PK_SCORES_KIND, PK_D_LEDGER_VALUE, "deduct, bonus, base, veto");
	if (id.n > 0) {
		e->rule = pk_score_rules_get(&r->s->rules, id);
		if (!e->rule)
			return bad(r, PK_SCORES_RULE_ID, PK_D_SCORE_NO_RULE, NULL);
		if (!is_in_force(r->s, e->rule, e))
			return bad(r, PK_SCORES_RULE_ID, PK_D_SCORE_NOT_IN_FORCE, NULL);
		if (e->rule->way == PK_WAY_LIMIT || e->rule->way == PK_WAY_WEIGHT)
			return bad(r, PK_SCORES_RULE_ID, PK_D_SCORE_NO_RULE, NULL);
		if ((dir != PK_DIR_NONE && e->rule->dir != PK_DIR_NONE && dir != e->rule->dir) ||
		    (e->way == PK_WAY_BASE && e->rule->way != PK_WAY_BASE))
			return bad(r, PK_SCORES_KIND, PK_D_SCORE_KIND, NULL);
		e->way = (uint8_t)(e->way == PK_WAY_VETO ? PK_WAY_VETO : e->rule->way);
	} else if (!e->has_given && e->way != PK_WAY_VETO) {
		return bad(r, PK_SCORES_POINTS, PK_D_SCORE_NO_POINTS, NULL);
	}
	/* 扣 2 分 is two points less, whichever way the row writes the two. */
	if (e->has_given && e->given.v > 0 &&
	    (dir == PK_DIR_DEDUCT || (e->rule && e->rule->dir == PK_DIR_DEDUCT)))
		e->given.v = -e->given.v;
	return 0;
}

/* --- the rest --- */

static int
read_fix(struct reader *r, struct pk_entry *e)
{
	static const struct {
		const char *word;
		enum pk_fix fix;
	} states[] = {{"", PK_FIX_UNKNOWN}, {"已整改", PK_FIX_DONE}, {"整改完成", PK_FIX_DONE}, {"已完成整改", PK_FIX_DONE},
	    {"整改到位", PK_FIX_DONE}, {"已整改到位", PK_FIX_DONE}, {"已完成", PK_FIX_DONE}, {"已销号", PK_FIX_DONE},
	    {"fixed", PK_FIX_DONE}, {"closed", PK_FIX_DONE}, {"逾期", PK_FIX_LATE}, {"逾期整改", PK_FIX_LATE},
	    {"逾期未整改", PK_FIX_LATE}, {"late", PK_FIX_LATE}, {"未整改", PK_FIX_OPEN}, {"整改中", PK_FIX_OPEN},
	    {"正在整改", PK_FIX_OPEN}, {"待整改", PK_FIX_OPEN}, {"未完成", PK_FIX_OPEN}, {"待复查", PK_FIX_OPEN},
	    {"待核查", PK_FIX_OPEN}, {"待核验", PK_FIX_OPEN}, {"open", PK_FIX_OPEN}};
	struct pk_str s = cell(r, PK_SCORES_FIX_STATE);
	size_t i;

	if (read_date(r, PK_SCORES_FIX_DUE, &e->fix_due) != 0 ||
	    read_date(r, PK_SCORES_FIXED, &e->fixed) != 0)
		return -1;
	if (e->date.y && e->fixed.y && pk_date_cmp(pk_date_long(e->fixed), pk_date_long(e->date)) < 0)
		return bad(r, PK_SCORES_FIXED, PK_D_SCORE_FIX_EARLY, NULL);
	if (e->date.y && e->fix_due.y && pk_date_cmp(pk_date_long(e->fix_due), pk_date_long(e->date)) < 0)
		return bad(r, PK_SCORES_FIX_DUE, PK_D_SCORE_FIX_EARLY, NULL);
	for (i = 0; i < sizeof(states) / sizeof(states[0]); i++)
		if (pk_str_is(s, states[i].word)) {
			e->fix_state = states[i].fix & 7;
			return 0;
		}
	/* Whether it was put right decides on points: not to be guessed. */
	return bad(r, PK_SCORES_FIX_STATE, PK_D_LEDGER_VALUE, "已整改 (fixed), 逾期整改 (late), 未整改, 整改中 (open)");
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

/* The place of a text in a map, which is given it when it has none yet. */
static uint32_t
place_of(struct reader *r, struct pk_map *m, struct pk_str text)
{
	struct pk_map_entry *e = pk_map_get(m, text);

	if (!e)
		e = pk_map_put(m, pk_str_dup(&r->s->arena, text), m->n, NULL);
	return (uint32_t)(e - m->entries);
}

/* An id that a row before has: that row's line is told. */
static int
check_id(struct reader *r)
{
	struct pk_str id = cell(r, PK_SCORES_SCORE_ID);
	struct pk_map_entry *m = id.n ? pk_map_get(&r->s->ids, id) : NULL;
	char line[24];

	return m ? bad(r, PK_SCORES_SCORE_ID, PK_D_SCORE_TWICE, pk_num(line, (int64_t)m->value)) : 0;
}

/* A bonus that was counted before: the same rule, and the same proof or the same person. */
static int
check_claim(struct reader *r, const struct pk_entry *e)
{
	struct pk_str family = cell(r, PK_SCORES_FAMILY), what = family.n ? family : cell(r, PK_SCORES_EVIDENCE_ID);
	enum pk_col col = family.n ? PK_SCORES_FAMILY : PK_SCORES_EVIDENCE_ID;
	struct pk_buf b = PK_BUF_INIT;
	bool added = true;

	if (what.n == 0 || !e->rule || e->rule->dir != PK_DIR_BONUS || e->way == PK_WAY_TOPUP)
		return 0;
	pk_buf_printf(&b, "%u\xff%zu\xff%d\xff", (unsigned)e->unit, e->rule->line, (int)col);
	pk_buf_str(&b, what);
	added = !pk_map_get(&r->s->claims, pk_buf_view(&b));
	if (added)
		(void)pk_map_put(&r->s->claims, pk_str_dup(&r->s->arena, pk_buf_view(&b)), 0, NULL);
	pk_buf_free(&b);
	return added ? 0 : bad(r, col, PK_D_SCORE_CLAIMED, NULL);
}

/* What the audit tells of a row: two lengths, two texts. */
static int
keep_texts(struct reader *r, struct pk_entry *e, struct pk_sink *sink)
{
	struct pk_str item = cell(r, PK_SCORES_ITEM), finding = cell(r, PK_SCORES_FINDING);
	uint64_t n[2] = {item.n, finding.n};
	struct pk_buf b = PK_BUF_INIT;
	int rc;

	if (!r->s->opts.audit)
		return 0;
	pk_buf_add(&b, n, sizeof(n));
	pk_buf_str(&b, item);
	pk_buf_str(&b, finding);
	rc = pk_shelf_put(&r->s->texts, b.p, b.n, &e->text, sink);
	pk_buf_free(&b);
	return rc;
}

int
pk_entry_texts(struct pk_sheet *s, const struct pk_entry *e, struct pk_buf *b, struct pk_str *item,
    struct pk_str *finding, struct pk_sink *sink)
{
	uint64_t n[2];

	*item = *finding = PK_S("");
	if (!s->opts.audit || e->line == 0)
		return 0;
	if (pk_shelf_get(&s->texts, e->text, n, sizeof(n), sink) != 0)
		return -1;
	pk_buf_clear(b);
	pk_buf_reserve(b, n[0] + n[1]);
	if (pk_shelf_get(&s->texts, e->text + sizeof(n), b->p, n[0] + n[1], sink) != 0)
		return -1;
	*item = pk_strn(b->p, n[0]);
	*finding = pk_strn(b->p + n[0], n[1]);
	return 0;
}

struct pk_str
pk_entry_id(const struct pk_sheet *s, const struct pk_entry *e)
{
	return e->id == PK_NO_ENTRY ? PK_S("") : s->ids.entries[e->id].key;
}

static int
read_entry(struct reader *r, struct pk_entry *e)
{
	struct pk_sheet *s = r->s;

	*e = (struct pk_entry){.file = (uint32_t)(s->file.n - 1), .line = r->row->line, .before = PK_NO_ENTRY,
	    .id = PK_NO_ENTRY, .family = PK_NO_ENTRY};
	if (read_period(r, e) != 0)
		return -1;
	e->outside = !is_within(pk_entry_period(s, e), s->opts.in);
	e->has_given = cell(r, PK_SCORES_POINTS).n > 0;
	e->has_qty = cell(r, PK_SCORES_QTY).n > 0;
	if (read_unit(r, e) != 0 || read_number(r, PK_SCORES_POINTS, &e->given) != 0 ||
	    read_number(r, PK_SCORES_QTY, &e->qty) != 0 || read_rule(r, e) != 0 || read_fix(r, e) != 0)
		return -1;
	if (e->qty.v < 0)
		return bad(r, PK_SCORES_QTY, PK_D_SCORE_QTY, NULL);
	read_appeal(r, e);
	if (e->rule)
		e->tier = pk_find_tier(e, cell(r, PK_SCORES_SOURCE), cell(r, PK_SCORES_LEVEL));
	return check_id(r) != 0 || pk_entry_check(r->t, r->row, e) != 0 || check_claim(r, e) != 0 ? -1 : 1;
}

/* The row counts: what is kept of it. */
static int
keep_entry(struct reader *r, struct pk_entry *e, struct pk_sink *sink)
{
	struct pk_sheet *s = r->s;
	struct pk_str id = cell(r, PK_SCORES_SCORE_ID), family = cell(r, PK_SCORES_FAMILY);
	struct pk_str again = cell(r, PK_SCORES_REPEAT_OF);

	if (id.n > 0) {
		e->id = (uint32_t)s->ids.n;
		(void)pk_map_put(&s->ids, pk_str_dup(&s->arena, id), e->line, NULL);
	}
	if (family.n > 0)
		e->family = place_of(r, &s->families, family);
	if (again.n > 0)
		e->before = place_of(r, &s->repeats, again);
	if (keep_texts(r, e, sink) != 0)
		return -1;
	PK_PUSH(&s->entry, *e);
	return 1;
}

int
pk_sheet_read(struct pk_sheet *s, const char *path, struct pk_sink *sink)
{
	struct pk_table t;
	struct pk_row row;
	struct pk_entry e;
	struct reader r = {s, &t, &row};
	int rc = pk_table_open(&t, path, &s->opts.table, sink) == 0 ? 1 : -1;

	PK_PUSH(&s->file, t.file);
	t.rejected = s->rejects_header && pk_str_is(t.header_raw, s->rejects_header);
	while (rc > 0 && (rc = pk_table_next(&t, &row)) > 0)
		if (read_entry(&r, &e) > 0)
			rc = keep_entry(&r, &e, sink);
	s->bad += t.bad;
	if (t.bad > 0 && t.header_raw.n > 0)
		s->rejects_header = PK_Z(&s->arena, t.header_raw);
	pk_table_close(&t);
	return rc;
}
