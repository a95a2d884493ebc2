#include "report/sheet.h"

enum { COLS_MAX = 32, PERIODS_SHOWN = 12 /* a year of months; of more, the year alone */ };

/* A table being made: columns, then rows of cells whose text lives in `a` until the row is kept. */
struct table {
	const struct pk_sheet *s;
	const struct pk_sheet_view *v;
	struct pk_grid_col col[COLS_MAX];
	size_t ncols, ncells;
	struct pk_str cell[COLS_MAX];
	struct pk_grid grid;
	struct pk_arena a;
	struct pk_buf b;
};

static void
column(struct table *t, bool right, const char *name, const char *en, const char *zh)
{
	t->col[t->ncols++] = (struct pk_grid_col){name, {en, zh}, right, 0};
}

static void
begin(struct table *t, struct pk_out *out)
{
	pk_grid_init(&t->grid, t->col, t->ncols, t->v->form, t->v->lang, out);
}

static void
text(struct table *t, struct pk_str s)
{
	t->cell[t->ncells++] = s;
}

static void
buffered(struct table *t)
{
	text(t, pk_str_dup(&t->a, pk_buf_view(&t->b)));
}

static void
number(struct table *t, uint64_t n)
{
	pk_buf_clear(&t->b);
	pk_buf_printf(&t->b, "%ju", (uintmax_t)n);
	buffered(t);
}

static void
date(struct table *t, struct pk_date d)
{
	pk_buf_clear(&t->b);
	if (d.y)
		pk_date_print(d, &t->b);
	buffered(t);
}

/* A score: as many places as asked for when people read it, all of them else. */
static void
score(struct table *t, struct pk_dec v)
{
	pk_buf_clear(&t->b);
	if (t->v->form == PK_FORM_TEXT || t->v->form == PK_FORM_MD || t->v->page != PK_PAGE_NONE)
		pk_dec_print_fixed(v, t->v->places, &t->b);
	else
		pk_dec_print(v, &t->b);
	buffered(t);
}

static void
exact(struct table *t, struct pk_dec v)
{
	pk_buf_clear(&t->b);
	pk_dec_print(v, &t->b);
	buffered(t);
}

static void
row(struct table *t)
{
	pk_grid_keep(&t->grid, t->cell);
	pk_arena_free(&t->a);
	t->ncells = 0;
}

static void
end(struct table *t)
{
	pk_grid_render(&t->grid);
	pk_grid_free(&t->grid);
	pk_arena_free(&t->a);
	pk_buf_free(&t->b);
}

/* --- the ranking --- */

struct shape {
	bool groups, years, vetoes, adjusts;
	size_t nperiods; /* columns of periods; 0: the parts of the only one */
};

static struct shape
shape_of(const struct pk_sheet *s)
{
	struct shape h = {.nperiods = s->period.n > 1 && s->period.n <= PERIODS_SHOWN ? s->period.n : 0};
	size_t i;

	for (i = 0; i < s->unit.n; i++)
		h.groups = h.groups || s->unit.v[i].group.n > 0;
	for (i = 0; i < s->nstanding; i++) {
		h.vetoes = h.vetoes || s->standing[i].veto;
		h.years = h.years || s->standing[i].year != s->standing[0].year;
	}
	for (i = 0; i < s->unit.n * s->period.n; i++)
		h.adjusts = h.adjusts || s->score[i].adjust.v != 0;
	return h;
}

static const char *
period_name(struct table *t, struct pk_arena *names, size_t i)
{
	pk_buf_clear(&t->b);
	pk_period_print(t->s->period.v[i], &t->b);
	return PK_Z(names, pk_buf_view(&t->b));
}

static void
ranking_columns(struct table *t, const struct shape *h, struct pk_arena *names)
{
	size_t i;

	if (h->years)
		column(t, true, "year", "year", "年度");
	column(t, true, "rank", "rank", "名次");
	if (h->groups)
		column(t, false, "rank_group", "group", "排名组");
	column(t, false, "unit", "unit", "被考核单位");
	for (i = 0; i < h->nperiods; i++) {
		const char *name = period_name(t, names, i);

		column(t, true, name, name, name);
	}
	if (t->s->period.n == 1) {
		column(t, true, "base", "base", "基础分");
		column(t, true, "bonus", "bonus", "加分");
		column(t, true, "deduct", "deduct", "扣分");
		if (h->adjusts)
			column(t, true, "adjust", "adjust", "调整");
	}
	column(t, true, "score", "score", "得分");
	if (t->v->change)
		column(t, true, "change", "change", "较上期");
	if (h->vetoes)
		column(t, false, "veto", "veto", "一票否决");
}

/* The last period of the year against the one before. */
static void
change(struct table *t, const struct pk_standing *st)
{
	const struct pk_sheet *s = t->s;
	struct pk_dec d;
	size_t p = s->period.n;

	while (p > 0 && s->period.v[p - 1].y != st->year)
		p--;
	if (p > 1 && pk_sheet_score(s, st->unit, p - 1)->there && pk_sheet_score(s, st->unit, p - 2)->there &&
	    pk_dec_sub(pk_sheet_score(s, st->unit, p - 1)->total, pk_sheet_score(s, st->unit, p - 2)->total,
	        &d) == 0)
		score(t, d);
	else
		text(t, PK_S(""));
}

static void
ranking_row(struct table *t, const struct shape *h, const struct pk_standing *st)
{
	const struct pk_sheet *s = t->s;
	const struct pk_score *c = s->period.n ? pk_sheet_score(s, st->unit, 0) : NULL;
	size_t i;

	if (h->years)
		number(t, (uint64_t)st->year);
	number(t, st->rank);
	if (h->groups)
		text(t, s->unit.v[st->unit].group);
	text(t, s->unit.v[st->unit].name);
	for (i = 0; i < h->nperiods; i++)
		if (s->period.v[i].y == st->year && c[i].there)
			score(t, c[i].total);
		else
			text(t, PK_S(""));
	if (s->period.n == 1) {
		score(t, c->base);
		score(t, c->bonus);
		score(t, c->deduct);
		if (h->adjusts)
			score(t, c->adjust);
	}
	score(t, st->score);
	if (t->v->change)
		change(t, st);
	if (h->vetoes)
		text(t, !st->veto ? PK_S("") : t->v->lang == PK_ZH ? PK_S("是") : PK_S("yes"));
	row(t);
}

/* --- the page --- */

/* The group that a row of the page stands under: the year where there are several. */
static struct pk_str
heading(struct pk_chart *c, const struct pk_sheet *s, const struct shape *h, const struct pk_standing *st)
{
	struct pk_buf b = PK_BUF_INIT;
	struct pk_str out;

	if (h->years)
		pk_buf_printf(&b, "%d", st->year);
	if (h->years && s->unit.v[st->unit].group.n > 0)
		pk_buf_puts(&b, " · ");
	pk_buf_str(&b, s->unit.v[st->unit].group);
	out = pk_str_dup(&c->arena, pk_buf_view(&b));
	pk_buf_free(&b);
	return out;
}

static const struct pk_point *
series(struct pk_chart *c, const struct pk_sheet *s, const struct pk_standing *st)
{
	struct pk_point *p = PK_NEWN(&c->arena, s->period.n, struct pk_point);
	size_t i;

	for (i = 0; i < s->period.n; i++) {
		const struct pk_score *o = pk_sheet_score(s, st->unit, i);

		p[i] = (struct pk_point){o->there, o->total};
	}
	return p;
}

/* From the first period to the last. */
static void
describe_periods(struct pk_chart *c, const struct pk_sheet *s)
{
	struct pk_buf b = PK_BUF_INIT;
	struct pk_str *name = PK_NEWN(&c->arena, s->period.n, struct pk_str);
	size_t i;

	for (i = 0; i < s->period.n; i++) {
		pk_buf_clear(&b);
		pk_period_print(s->period.v[i], &b);
		name[i] = pk_str_dup(&c->arena, pk_buf_view(&b));
	}
	c->point = name;
	c->npoints = s->period.n;
	pk_buf_clear(&b);
	if (s->period.n > 0)
		pk_buf_str(&b, name[0]);
	if (s->period.n > 1)
		pk_buf_printf(&b, " – %.*s", PK_FMT(name[s->period.n - 1]));
	c->lead = pk_str_dup(&c->arena, pk_buf_view(&b));
	pk_buf_free(&b);
}

static void
print_page(struct table *t, const struct shape *h, struct pk_out *out)
{
	const struct pk_sheet *s = t->s;
	struct pk_chart c = {.lang = t->v->lang, .col = t->col, .ncols = t->ncols};
	struct pk_buf b = PK_BUF_INIT;
	size_t i;

	c.title = pk_str(t->v->title ? t->v->title : t->v->lang == PK_ZH ? "考核得分排名" : "Scores and ranks");
	describe_periods(&c, s);
	c.nrows = t->grid.nkept;
	c.row = PK_NEWN(&c.arena, c.nrows, struct pk_chart_row);
	for (i = 0; i < c.nrows; i++) {
		const struct pk_standing *st = &s->standing[i];

		pk_buf_clear(&b);
		pk_dec_print_fixed(st->score, t->v->places, &b);
		c.row[i] = (struct pk_chart_row){heading(&c, s, h, st), s->unit.v[st->unit].name,
		    pk_str_dup(&c.arena, pk_buf_view(&b)), st->score, st->veto,
		    t->grid.kept + i * t->ncols, series(&c, s, st)};
	}
	if (t->v->page == PK_PAGE_SVG)
		pk_chart_svg(&c, out);
	else
		pk_chart_html(&c, out);
	pk_buf_free(&b);
	pk_arena_free(&c.arena);
}

void
pk_sheet_print(const struct pk_sheet *s, const struct pk_sheet_view *v, struct pk_out *out)
{
	struct table t = {.s = s, .v = v};
	struct pk_arena names = PK_ARENA_INIT;
	struct shape h = shape_of(s);
	size_t i;

	if (v->page != PK_PAGE_NONE)
		h.groups = false; /* a heading says it */
	ranking_columns(&t, &h, &names);
	begin(&t, out);
	for (i = 0; i < s->nstanding && (v->top == 0 || i < v->top); i++)
		ranking_row(&t, &h, &s->standing[i]);
	if (v->page != PK_PAGE_NONE) {
		print_page(&t, &h, out);
		pk_grid_free(&t.grid);
		pk_buf_free(&t.b);
	} else {
		end(&t);
	}
	pk_arena_free(&names);
}

/* --- the audit --- */

static const struct {
	unsigned bit;
	const char *word[PK_LANG_MAX];
} whys[] = {
    {PK_WHY_GIVEN, {"as written", "按记录"}},
    {PK_WHY_LATE, {"late", "逾期"}},
    {PK_WHY_AGAIN, {"found again", "重复发现"}},
    {PK_WHY_FAMILY, {"less what its family had", "补差额"}},
    {PK_WHY_CAP, {"cap of the rule", "细则上限"}},
    {PK_WHY_ITEM, {"full points of the item", "扣完（给满）为止"}},
    {PK_WHY_LIMIT, {"limit", "限额"}},
    {PK_WHY_VETO, {"veto", "一票否决"}},
    {PK_WHY_AUTO, {"by rule, no row", "按细则计入"}},
    {PK_WHY_APPEAL, {"appeal upheld", "申诉成立"}},
};

/* "-0.1 × 2^1; late" */
static void
why(struct table *t, const struct pk_entry *e)
{
	size_t i;

	pk_buf_clear(&t->b);
	pk_entry_how(e, &t->b);
	for (i = 0; i < sizeof(whys) / sizeof(whys[0]); i++)
		if (e->why & whys[i].bit) {
			pk_buf_puts(&t->b, t->b.n ? "; " : "");
			pk_buf_puts(&t->b, whys[i].word[t->v->lang]);
		}
	buffered(t);
}

static void
audit_columns(struct table *t)
{
	column(t, false, "unit", "unit", "被考核单位");
	column(t, false, "period", "period", "考核周期");
	column(t, false, "date", "date", "日期");
	column(t, false, "score_id", "row", "记录编号");
	column(t, false, "source", "place", "出处");
	column(t, false, "rule_id", "rule", "细则编号");
	column(t, false, "item", "item", "项目");
	column(t, false, "finding", "finding", "问题描述");
	column(t, true, "by_rule", "by rule", "按细则");
	column(t, true, "points", "points", "计分");
	column(t, false, "why", "why", "说明");
	column(t, false, "text", "text", "原文");
}

static void
audit_row(struct table *t, const struct pk_entry *e)
{
	text(t, t->s->unit.v[e->unit].name);
	pk_buf_clear(&t->b);
	pk_period_print(e->period, &t->b);
	buffered(t);
	date(t, e->date);
	text(t, e->id);
	pk_buf_clear(&t->b);
	pk_buf_puts(&t->b, e->file);
	pk_buf_printf(&t->b, ":%zu", e->line ? e->line : e->rule->line);
	buffered(t);
	text(t, e->rule ? e->rule->id : PK_S(""));
	text(t, e->item.n || !e->rule ? e->item : e->rule->item);
	text(t, e->finding);
	if (e->rule)
		exact(t, e->by_rule);
	else
		text(t, PK_S(""));
	exact(t, e->counted);
	why(t, e);
	text(t, e->rule ? e->rule->text : PK_S(""));
	row(t);
}

/* By unit, then in the order of counting. */
static size_t *
by_unit(const struct pk_sheet *s)
{
	size_t *start = pk_zalloc(s->unit.n + 1, sizeof(*start)), *order;
	size_t i;

	order = pk_alloc(s->entry.n, sizeof(*order));
	for (i = 0; i < s->entry.n; i++)
		start[s->entry.v[i].unit + 1]++;
	for (i = 0; i < s->unit.n; i++)
		start[i + 1] += start[i];
	for (i = 0; i < s->entry.n; i++)
		order[start[s->entry.v[i].unit]++] = i;
	pk_free(start);
	return order;
}

void
pk_sheet_audit(const struct pk_sheet *s, const struct pk_sheet_view *v, struct pk_out *out)
{
	struct table t = {.s = s, .v = v};
	size_t *order = by_unit(s);
	size_t i;

	audit_columns(&t);
	begin(&t, out);
	for (i = 0; i < s->entry.n; i++)
		if (!s->entry.v[order[i]].outside)
			audit_row(&t, &s->entry.v[order[i]]);
	end(&t);
	pk_free(order);
}

/* --- rewards --- */

void
pk_rewards_print(const struct pk_rewards *w, const struct pk_sheet *s, const struct pk_sheet_view *v,
    struct pk_out *out)
{
	struct table t = {.s = s, .v = v};
	size_t i;

	column(&t, true, "year", "year", "年度");
	column(&t, true, "rank", "rank", "名次");
	column(&t, false, "unit", "unit", "被考核单位");
	column(&t, false, "who", "who", "对象");
	column(&t, false, "post", "post", "身份");
	column(&t, true, "amount", "amount", "金额");
	column(&t, false, "text", "text", "原文");
	begin(&t, out);
	for (i = 0; i < w->v.n; i++) {
		const struct pk_reward *r = &w->v.v[i];

		number(&t, (uint64_t)r->standing->year);
		number(&t, r->standing->rank);
		text(&t, s->unit.v[r->standing->unit].name);
		text(&t, r->who.n ? r->who : v->lang == PK_ZH ? PK_S("单位") : PK_S("unit"));
		text(&t, r->post);
		exact(&t, r->amount);
		text(&t, r->rule->text);
		row(&t);
	}
	end(&t);
}

/* --- all of it --- */

/* A table in a file of its own, as CSV. */
static int
aside(const struct pk_sheet *s, const struct pk_sheet_view *v, const struct pk_rewards *w, const char *path,
    struct pk_sink *sink)
{
	struct pk_sheet_view csv = *v;
	struct pk_out out;

	csv.form = PK_FORM_CSV;
	csv.page = PK_PAGE_NONE;
	if (pk_out_open(&out, path, sink) != 0)
		return -1;
	if (w)
		pk_rewards_print(w, s, &csv, &out);
	else
		pk_sheet_audit(s, &csv, &out);
	return pk_out_close(&out, sink);
}

static int
give_rewards(const struct pk_sheet *s, const struct pk_sheet_job *job, struct pk_out *out,
    struct pk_sink *sink)
{
	struct pk_reward_rules rules;
	struct pk_rewards w = {.total = {0}};
	bool people = job->view.page == PK_PAGE_NONE &&
	              (job->view.form == PK_FORM_TEXT || job->view.form == PK_FORM_MD);
	int rc = pk_reward_rules_load(&rules, job->rewards, sink);

	if (rc == 0)
		rc = pk_rewards_find(&rules, s, &w, sink);
	if (rc == 0 && job->payments) {
		rc = aside(s, &job->view, &w, job->payments, sink);
	} else if (rc == 0 && people) {
		pk_out_putc(out, '\n');
		pk_rewards_print(&w, s, &job->view, out);
	}
	pk_rewards_free(&w);
	pk_reward_rules_free(&rules);
	return rc;
}

static int
read_all(struct pk_sheet *s, const struct pk_sheet_job *job, struct pk_sink *sink)
{
	int rc = pk_sheet_open(s, &job->opts, sink);
	size_t i;

	for (i = 0; rc == 0 && (i == 0 || i < job->nfiles); i++)
		rc = pk_sheet_read(s, job->nfiles ? job->file[i] : "-", sink);
	if (rc == 0 && sink->count[PK_ERROR] == 0)
		rc = pk_sheet_finish(s, sink);
	if (s->bad > 0 && sink->count[PK_ERROR] > 0)
		pk_diag(sink, PK_D_TALLY_NO_OUTPUT, PK_NOPOS, PK_NUM(s->bad), NULL);
	return rc != 0 || sink->count[PK_ERROR] > 0 ? -1 : 0;
}

int
pk_sheet_run(const struct pk_sheet_job *job, struct pk_out *out, struct pk_sink *sink)
{
	struct pk_sheet s;
	int rc = read_all(&s, job, sink);

	if (rc == 0) {
		pk_sheet_print(&s, &job->view, out);
		if (job->audit)
			rc = aside(&s, &job->view, NULL, job->audit, sink);
		if (rc == 0 && job->rewards)
			rc = give_rewards(&s, job, out, sink);
	}
	pk_sheet_free(&s);
	return rc;
}
