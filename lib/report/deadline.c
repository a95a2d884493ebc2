#include "report/deadline.h"

enum { STATE, ID, CAMPAIGN, TITLE, UNIT, DUE, LATE, LEFT, LEAD, NCOLS };
enum { TITLE_WIDTH = 48, UNIT_WIDTH = 24 }; /* text: display columns */

static const struct pk_grid_col task_cols[NCOLS] = {
    [STATE] = {"state", {"State", "状态"}, false, 0},
    [ID] = {"task_id", {"ID", "编号"}, false, 0},
    [CAMPAIGN] = {"campaign_id", {"Campaign", "方案"}, false, 0},
    [TITLE] = {"title", {"Task", "任务"}, false, TITLE_WIDTH},
    [UNIT] = {"unit", {"Lead unit", "牵头单位"}, false, UNIT_WIDTH},
    [DUE] = {"due", {"Due", "完成日期"}, false, 0},
    [LATE] = {"days_late", {"Days late", "超期天数"}, true, 0},
    [LEFT] = {"days_left", {"Days left", "剩余天数"}, true, 0},
    [LEAD] = {"lead", {"Lead", "提前期"}, false, 0},
};

enum { U_NAME, U_OVERDUE, U_TODAY, U_SOON, U_MOST, U_LATER, U_UNDATED, U_DONE, U_NCOLS };

static const struct pk_grid_col unit_cols[U_NCOLS] = {
    [U_NAME] = {"unit", {"Unit", "单位"}, false, UNIT_WIDTH},
    [U_OVERDUE] = {"overdue", {"Overdue", "超期"}, true, 0},
    [U_TODAY] = {"due_today", {"Due today", "今日到期"}, true, 0},
    [U_SOON] = {"due_soon", {"Due soon", "即将到期"}, true, 0},
    [U_MOST] = {"most_days_late", {"Most days late", "最长超期天数"}, true, 0},
    [U_LATER] = {"later", {"Later", "未到期"}, true, 0},
    [U_UNDATED] = {"undated", {"No date", "无期限"}, true, 0},
    [U_DONE] = {"done", {"Done", "已完成"}, true, 0},
};

struct cells {
	struct pk_str v[NCOLS];
	struct pk_buf due;
	char late[24], left[24], lead[32];
};

static const char *
nobody(enum pk_lang lang)
{
	return lang == PK_ZH ? "（未明确）" : "(nobody named)";
}

static bool
is_for_people(const struct pk_dl_report *r)
{
	return r->form == PK_FORM_TEXT || r->form == PK_FORM_MD;
}

/* As it was given: 7d, 5w. */
static struct pk_str
lead(struct pk_dl_lead l, char out[32])
{
	size_t n = strlen(pk_num(out, l.n));

	out[n++] = l.workdays ? 'w' : 'd';
	return pk_strn(out, n);
}

static void
days(struct pk_buf *b, struct pk_dl_lead l, enum pk_lang lang)
{
	static const char *const words[PK_LANG_MAX][2] = {
	    [PK_EN] = {"day", "working day"}, [PK_ZH] = {"天", "个工作日"}};

	pk_buf_printf(b, "%lld %s", (long long)l.n, words[lang][l.workdays]);
	if (lang == PK_EN && l.n != 1)
		pk_buf_putc(b, 's');
}

static void
fill(struct cells *c, const struct pk_dl_task *k, const struct pk_dl_report *r)
{
	pk_buf_clear(&c->due);
	pk_date_print(k->due, &c->due);
	c->v[STATE] = pk_str(pk_dl_state_name[k->state]);
	c->v[ID] = k->id;
	c->v[CAMPAIGN] = k->campaign;
	c->v[TITLE] = k->title;
	c->v[UNIT] = k->unit.n > 0 || !is_for_people(r) ? k->unit : pk_str(nobody(r->lang));
	c->v[DUE] = pk_buf_view(&c->due);
	c->v[LATE] = k->days > 0 ? pk_str(pk_num(c->late, k->days)) : PK_S("");
	c->v[LEFT] = k->days <= 0 ? pk_str(pk_num(c->left, -k->days)) : PK_S("");
	c->v[LEAD] = k->state == PK_DL_SOON ? lead(k->lead, c->lead) : PK_S("");
}

static void
measure(void *ctx, const struct pk_dl_task *k)
{
	struct pk_dl_report *r = ctx;
	struct cells c = {.due = PK_BUF_INIT};

	fill(&c, k, r);
	pk_grid_measure(&r->tasks, c.v);
	pk_buf_free(&c.due);
}

void
pk_dl_report_init(struct pk_dl_report *r, struct pk_dl_tally *tally, enum pk_form form,
    enum pk_lang lang, struct pk_out *out, struct pk_sink *sink)
{
	*r = (struct pk_dl_report){
	    .tally = tally, .form = form, .lang = lang, .out = out, .sink = sink};
	pk_grid_init(&r->tasks, task_cols, NCOLS, form, lang, out);
	tally->found = form == PK_FORM_TEXT ? measure : NULL;
	tally->ctx = r;
}

void
pk_dl_report_free(struct pk_dl_report *r)
{
	pk_grid_free(&r->tasks);
}

/* "Due within 3 days"; the state and, for what is due soon, its lead time make a section. */
static void
section(struct pk_dl_report *r, const struct pk_dl_task *k)
{
	bool zh = r->lang == PK_ZH;
	struct pk_buf b = PK_BUF_INIT;

	if (k->state == PK_DL_OVERDUE)
		pk_buf_puts(&b, zh ? "已超期" : "Overdue");
	else if (k->state == PK_DL_TODAY)
		pk_buf_puts(&b, zh ? "今日到期" : "Due today");
	else {
		pk_buf_puts(&b, zh ? "" : "Due within ");
		days(&b, k->lead, r->lang);
		pk_buf_puts(&b, zh ? "内到期" : "");
	}
	pk_out_puts(r->out, r->form == PK_FORM_MD ? "\n## " : "\n");
	pk_out_str(r->out, pk_buf_view(&b));
	pk_out_puts(r->out, r->form == PK_FORM_MD ? "\n\n" : "\n");
	pk_buf_free(&b);
	r->tasks.hide[LATE] = k->state != PK_DL_OVERDUE;
	r->tasks.hide[LEFT] = k->state != PK_DL_SOON;
	pk_grid_head(&r->tasks);
}

static int
print_tasks(struct pk_dl_report *r)
{
	struct cells c = {.due = PK_BUF_INIT};
	struct pk_dl_task k, last = {0};
	bool people = is_for_people(r);
	int rc;

	r->tasks.hide[STATE] = r->tasks.hide[LEAD] = people;
	r->tasks.hide[CAMPAIGN] = people && !r->tally->campaigns;
	if (!people)
		pk_grid_head(&r->tasks);
	while ((rc = pk_dl_next(r->tally, &k, r->sink)) > 0) {
		if (people && (k.state != last.state || k.lead.n != last.lead.n || k.lead.workdays != last.lead.workdays))
			section(r, &k);
		last = k;
		fill(&c, &k, r);
		pk_grid_row(&r->tasks, c.v);
	}
	if (!people)
		pk_grid_foot(&r->tasks);
	pk_buf_free(&c.due);
	return rc;
}

static void
keep_unit(struct pk_grid *g, const struct pk_dl_report *r, const struct pk_dl_unit *u)
{
	static const enum pk_dl_state from[U_NCOLS] = {[U_OVERDUE] = PK_DL_OVERDUE,
	    [U_TODAY] = PK_DL_TODAY, [U_SOON] = PK_DL_SOON, [U_LATER] = PK_DL_LATER,
	    [U_UNDATED] = PK_DL_UNDATED, [U_DONE] = PK_DL_DONE};
	char num[U_NCOLS][24];
	struct pk_str cell[U_NCOLS];
	size_t i;

	for (i = 0; i < U_NCOLS; i++)
		cell[i] = pk_str(pk_num(num[i], (int64_t)(i == U_MOST ? (uint64_t)u->most : u->count[from[i]])));
	cell[U_MOST] = u->most > 0 ? cell[U_MOST] : PK_S("");
	cell[U_NAME] = u->name.n > 0 || !is_for_people(r) ? u->name : pk_str(nobody(r->lang));
	pk_grid_keep(g, cell);
}

/* A line a unit; for people only units with something flagged. */
static void
print_units(struct pk_dl_report *r)
{
	struct pk_grid g;
	size_t i;

	pk_dl_sort_units(r->tally);
	pk_grid_init(&g, unit_cols, U_NCOLS, r->form, r->lang, r->out);
	g.hide[U_LATER] = g.hide[U_UNDATED] = g.hide[U_DONE] = is_for_people(r) && !r->verbose;
	for (i = 0; i < r->tally->units.n; i++) {
		const struct pk_dl_unit *u = &r->tally->units.v[i];

		if (!is_for_people(r) || r->verbose ||
		    u->count[PK_DL_OVERDUE] + u->count[PK_DL_TODAY] + u->count[PK_DL_SOON] > 0)
			keep_unit(&g, r, u);
	}
	pk_grid_render(&g);
	pk_grid_free(&g);
}

static void
headline(struct pk_dl_report *r)
{
	const struct pk_dl_tally *d = r->tally;
	const struct pk_dl_opts *o = &d->opts;
	long long late = (long long)d->count[PK_DL_OVERDUE], today = (long long)d->count[PK_DL_TODAY],
	          soon = (long long)d->count[PK_DL_SOON];
	struct pk_buf b = PK_BUF_INIT;

	pk_date_print(o->today, &b);
	pk_out_puts(r->out, r->form == PK_FORM_MD ? "# " : "");
	if (r->lang == PK_ZH)
		pk_out_printf(r->out, "截至 %s：超期 %lld 项，今日到期 %lld 项", pk_buf_z(&b), late, today);
	else
		pk_out_printf(r->out, "%s: %lld overdue, %lld due today", pk_buf_z(&b), late, today);
	pk_buf_clear(&b);
	if (o->nleads > 0) {
		days(&b, o->lead[o->nleads - 1], r->lang);
		pk_out_printf(r->out, r->lang == PK_ZH ? "，即将到期 %lld 项（%s内）" : ", %lld due within %s", soon,
		    pk_buf_z(&b));
	}
	if (r->verbose)
		pk_out_printf(r->out,
		    r->lang == PK_ZH ? "；未到期 %lld 项，无期限 %lld 项，已完成 %lld 项" :
		                       "; %lld later, %lld without a date, %lld done",
		    (long long)d->count[PK_DL_LATER], (long long)d->count[PK_DL_UNDATED],
		    (long long)d->count[PK_DL_DONE]);
	pk_out_putc(r->out, '\n');
	pk_buf_free(&b);
}

static int
print_people(struct pk_dl_report *r)
{
	const struct pk_dl_tally *d = r->tally;
	bool any = d->count[PK_DL_OVERDUE] + d->count[PK_DL_TODAY] + d->count[PK_DL_SOON] > 0;

	if (!any && !r->verbose)
		return 0;
	headline(r);
	if (r->by == PK_DL_BY_TASK && print_tasks(r) != 0)
		return -1;
	if (any || r->verbose) {
		pk_out_puts(r->out, r->form != PK_FORM_MD ? "\n" : r->lang == PK_ZH ? "\n## 按单位\n\n" : "\n## By unit\n\n");
		print_units(r);
	}
	return 0;
}

static int
print_json(struct pk_dl_report *r)
{
	struct pk_buf b = PK_BUF_INIT;
	int rc;

	pk_date_print(r->tally->opts.today, &b);
	pk_out_printf(r->out, "{\"today\":\"%s\",\"tasks\":", pk_buf_z(&b));
	pk_buf_free(&b);
	rc = print_tasks(r);
	pk_out_puts(r->out, ",\"units\":");
	print_units(r);
	pk_out_puts(r->out, "}\n");
	return rc;
}

int
pk_dl_report_print(struct pk_dl_report *r)
{
	if (is_for_people(r))
		return print_people(r);
	if (r->form == PK_FORM_JSON)
		return print_json(r);
	if (r->by == PK_DL_BY_TASK)
		return print_tasks(r);
	print_units(r);
	return 0;
}
