#include "report/rows.h"
#include "report/sheet.h"

enum { PERIODS_SHOWN = 12 /* a year of months; of more, the year alone */ };

/* The ranking being made. */
struct table {
	struct pk_rows r;
	const struct pk_sheet *s;
	const struct pk_sheet_view *v;
};

/* A score: as many places as asked for when people read it, all of them else. */
static void
score(struct table *t, struct pk_dec v)
{
	if (t->v->form != PK_FORM_TEXT && t->v->form != PK_FORM_MD && t->v->page == PK_PAGE_NONE) {
		pk_rows_exact(&t->r, v);
		return;
	}
	pk_buf_clear(&t->r.b);
	pk_dec_print_fixed(v, t->v->places, &t->r.b);
	pk_rows_buffered(&t->r);
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
	pk_buf_clear(&t->r.b);
	pk_period_print(t->s->period.v[i], &t->r.b);
	return PK_Z(names, pk_buf_view(&t->r.b));
}

static void
ranking_columns(struct table *t, const struct shape *h, struct pk_arena *names)
{
	size_t i;

	if (h->years)
		pk_rows_column(&t->r, true, "year", "year", "年度");
	pk_rows_column(&t->r, true, "rank", "rank", "名次");
	if (h->groups)
		pk_rows_column(&t->r, false, "rank_group", "group", "排名组");
	pk_rows_column(&t->r, false, "unit", "unit", "被考核单位");
	for (i = 0; i < h->nperiods; i++) {
		const char *name = period_name(t, names, i);

		pk_rows_column(&t->r, true, name, name, name);
	}
	if (t->s->period.n == 1) {
		pk_rows_column(&t->r, true, "base", "base", "基础分");
		pk_rows_column(&t->r, true, "bonus", "bonus", "加分");
		pk_rows_column(&t->r, true, "deduct", "deduct", "扣分");
		if (h->adjusts)
			pk_rows_column(&t->r, true, "adjust", "adjust", "调整");
	}
	pk_rows_column(&t->r, true, "score", "score", "得分");
	if (t->v->change)
		pk_rows_column(&t->r, true, "change", "change", "较上期");
	if (h->vetoes)
		pk_rows_column(&t->r, false, "veto", "veto", "一票否决");
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
		pk_rows_text(&t->r, PK_S(""));
}

static void
ranking_row(struct table *t, const struct shape *h, const struct pk_standing *st)
{
	const struct pk_sheet *s = t->s;
	const struct pk_score *c = s->period.n ? pk_sheet_score(s, st->unit, 0) : NULL;
	size_t i;

	if (h->years)
		pk_rows_number(&t->r, (uint64_t)st->year);
	pk_rows_number(&t->r, st->rank);
	if (h->groups)
		pk_rows_text(&t->r, s->unit.v[st->unit].group);
	pk_rows_text(&t->r, s->unit.v[st->unit].name);
	for (i = 0; i < h->nperiods; i++)
		if (s->period.v[i].y == st->year && c[i].there)
			score(t, c[i].total);
		else
			pk_rows_text(&t->r, PK_S(""));
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
		pk_rows_text(&t->r, !st->veto ? PK_S("") : t->v->lang == PK_ZH ? PK_S("是") : PK_S("yes"));
	pk_rows_keep(&t->r);
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
	struct pk_chart c = {.lang = t->v->lang, .col = t->r.col, .ncols = t->r.ncols};
	struct pk_buf b = PK_BUF_INIT;
	size_t i;

	c.title = pk_str(t->v->title ? t->v->title : t->v->lang == PK_ZH ? "考核得分排名" : "Scores and ranks");
	describe_periods(&c, s);
	c.nrows = t->r.grid.nkept;
	c.row = PK_NEWN(&c.arena, c.nrows, struct pk_chart_row);
	for (i = 0; i < c.nrows; i++) {
		const struct pk_standing *st = &s->standing[i];

		pk_buf_clear(&b);
		pk_dec_print_fixed(st->score, t->v->places, &b);
		c.row[i] = (struct pk_chart_row){heading(&c, s, h, st), s->unit.v[st->unit].name,
		    pk_str_dup(&c.arena, pk_buf_view(&b)), st->score, st->veto,
		    t->r.grid.kept + i * t->r.ncols, series(&c, s, st)};
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
	struct table t = {{.form = v->form, .lang = v->lang}, s, v};
	struct pk_arena names = PK_ARENA_INIT;
	struct shape h = shape_of(s);
	size_t i;

	if (v->page != PK_PAGE_NONE)
		h.groups = false; /* a heading says it */
	ranking_columns(&t, &h, &names);
	pk_rows_begin(&t.r, out);
	for (i = 0; i < s->nstanding && (v->top == 0 || i < v->top); i++)
		ranking_row(&t, &h, &s->standing[i]);
	if (v->page != PK_PAGE_NONE) {
		print_page(&t, &h, out);
		pk_rows_free(&t.r);
	} else {
		pk_rows_end(&t.r);
	}
	pk_arena_free(&names);
}

/* --- all of it --- */

/* A table in a file of its own, as CSV: what the rewards come to, or without them the audit. */
static int
aside(struct pk_sheet *s, const struct pk_sheet_view *v, const struct pk_rewards *w, const char *path,
    struct pk_sink *sink)
{
	struct pk_sheet_view csv = *v;
	struct pk_out out;
	int rc = 0;

	csv.form = PK_FORM_CSV;
	csv.page = PK_PAGE_NONE;
	if (pk_out_open(&out, path, sink) != 0)
		return -1;
	if (w)
		pk_rewards_print(w, s, &csv, &out);
	else
		rc = pk_sheet_audit(s, v->lang, &out, sink);
	if (rc != 0) {
		pk_out_abort(&out);
		return -1;
	}
	return pk_out_close(&out, sink);
}

static int
give_rewards(struct pk_sheet *s, const struct pk_sheet_job *job, struct pk_out *out,
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
	struct pk_sheet_opts opts = job->opts;
	size_t i;
	int rc;

	opts.audit = job->audit != NULL;
	rc = pk_sheet_open(s, &opts, sink);
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
