#include "deadline/state.h"

#include "ledger/csv.h"

const char *const pk_dl_state_name[PK_DL_MAX] = {
    "done", "undated", "later", "due-soon", "due-today", "overdue"};

static int
lead_of(struct pk_str s, struct pk_dl_lead *lead)
{
	lead->workdays = s.n > 1 && s.p[s.n - 1] == 'w';
	if (s.n > 1 && (s.p[s.n - 1] == 'w' || s.p[s.n - 1] == 'd'))
		s.n--;
	return pk_str_int(s, 0, PK_DL_LEAD_MAX, &lead->n);
}

/* Days that a lead time lasts about, for their order. */
static int64_t
about(struct pk_dl_lead l)
{
	return l.workdays ? l.n * 7 / 5 : l.n;
}

int
pk_dl_leads_parse(struct pk_dl_opts *o, const char *text, struct pk_sink *sink)
{
	struct pk_str rest = pk_str(text), part;
	struct pk_dl_lead lead;
	size_t i;

	o->nleads = 0;
	while (pk_str_split(&rest, ',', &part)) {
		if (o->nleads == PK_DL_LEADS || lead_of(pk_str_trim(part), &lead) != 0) {
			pk_diag(sink, PK_D_DEADLINE_LEAD, PK_NOPOS, text, PK_NUM(PK_DL_LEADS),
			    PK_NUM(PK_DL_LEAD_MAX), NULL);
			return -1;
		}
		for (i = o->nleads++; i > 0 && about(o->lead[i - 1]) > about(lead); i--)
			o->lead[i] = o->lead[i - 1];
		o->lead[i] = lead;
	}
	return 0;
}

static bool
is_blank_row(const struct pk_row *row)
{
	size_t i;

	for (i = 0; i < row->n; i++)
		if (pk_cell_at(row, i).n > 0)
			return false;
	return true;
}

/* Every date of the row must be one, looked at or not: 0, or -1 with diagnostics. */
static int
check_dates(struct pk_table *t, const struct pk_row *row)
{
	struct pk_date d;
	size_t i;
	int rc = 0;

	for (i = 0; i < row->n; i++) {
		enum pk_col c = t->header.col[i];

		if (c == PK_COL_NONE || !(pk_columns[c].flags & PK_COL_DATE))
			continue;
		if (pk_cell_at(row, i).n > 0 && pk_ledger_date(pk_cell_at(row, i), &d) != 0) {
			pk_table_bad_cell(t, row, i, PK_D_LEDGER_DATE, NULL);
			rc = -1;
		}
	}
	return rc;
}

static int
check_status(struct pk_table *t, const struct pk_row *row, enum pk_status *st)
{
	if (pk_status_parse(pk_cell(t, row, PK_TASKS_STATUS), st) == 0)
		return 0;
	pk_table_bad_cell(t, row, t->header.at[PK_TASKS_STATUS], PK_D_LEDGER_VALUE, pk_status_names);
	return -1;
}

/* By its state, or by a date that says so where nobody has touched the state. */
static bool
is_done(const struct pk_table *t, const struct pk_row *row, enum pk_status st)
{
	static const enum pk_col dates[] = {PK_TASKS_CLAIMED_DONE, PK_TASKS_VERIFIED, PK_TASKS_CLOSED};
	size_t i;

	if (st == PK_ST_REOPENED)
		return false;
	if (st >= PK_ST_CLAIMED)
		return true;
	for (i = 0; i < sizeof(dates) / sizeof(dates[0]); i++)
		if (pk_cell(t, row, dates[i]).n > 0)
			return true;
	return false;
}

static struct pk_str
unit_of(const struct pk_table *t, const struct pk_row *row)
{
	static const enum pk_col from[] = {PK_TASKS_UNIT, PK_TASKS_LEAD_UNIT, PK_TASKS_UNITS};
	struct pk_str s, first;
	size_t i;

	for (i = 0; i < sizeof(from) / sizeof(from[0]); i++) {
		s = pk_csv_plain(pk_cell(t, row, from[i]));
		if (from[i] == PK_TASKS_UNITS && pk_list_next(&s, &first))
			return first;
		if (s.n > 0)
			return s;
	}
	return PK_S("");
}

static bool
has_begun(struct pk_dl_lead l, const struct pk_dl_task *k, const struct pk_dl_opts *o)
{
	if (!l.workdays)
		return -k->days <= l.n;
	return pk_calendar_count(o->calendar, o->today, k->due) <= l.n;
}

void
pk_dl_place(struct pk_dl_task *k, const struct pk_dl_opts *o)
{
	size_t i;

	k->days = pk_date_days(o->today) - pk_date_days(k->due);
	k->state = k->days > 0 ? PK_DL_OVERDUE : k->days == 0 ? PK_DL_TODAY : PK_DL_LATER;
	for (i = 0; i < o->nleads && k->state == PK_DL_LATER; i++)
		if (has_begun(o->lead[i], k, o)) {
			k->state = PK_DL_SOON;
			k->lead = o->lead[i];
		}
}

int
pk_dl_judge(struct pk_table *t, const struct pk_row *row, const struct pk_dl_opts *o,
    struct pk_dl_task *out)
{
	enum pk_status st;
	int rc = 0;

	if (is_blank_row(row))
		return 0;
	*out = (struct pk_dl_task){.state = PK_DL_UNDATED,
	    .id = pk_csv_plain(pk_cell(t, row, PK_TASKS_TASK_ID)),
	    .campaign = pk_csv_plain(pk_cell(t, row, PK_TASKS_CAMPAIGN_ID)),
	    .title = pk_csv_plain(pk_cell(t, row, PK_TASKS_TITLE)),
	    .unit = unit_of(t, row)};
	rc |= check_dates(t, row);
	rc |= check_status(t, row, &st);
	if (rc != 0)
		return -1;
	if (is_done(t, row, st))
		out->state = PK_DL_DONE;
	else if (!pk_dl_judge_recurring(t, row, o, out) &&
	         (pk_ledger_date(pk_cell(t, row, PK_TASKS_EXTENDED_TO), &out->due) == 0 ||
	             pk_ledger_date(pk_cell(t, row, PK_TASKS_DUE), &out->due) == 0))
		pk_dl_place(out, o);
	return 1;
}
