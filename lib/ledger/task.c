#include "ledger/task.h"

#include "ledger/value.h"
#include "plan/plan.h"

_Static_assert(PK_TASKS_TASK_ID == 0, "tasks.csv is the first table of columns.def");

#define PEOPLE                                                                                     \
	PK_TASKS_STATUS, PK_TASKS_PROGRESS, PK_TASKS_PROGRESS_TEXT, PK_TASKS_REPORTED,             \
	    PK_TASKS_CLAIMED_DONE, PK_TASKS_VERIFIED, PK_TASKS_VERIFIER, PK_TASKS_CLOSED,          \
	    PK_TASKS_CLOSED_BY, PK_TASKS_CLOSE_NO, PK_TASKS_REOPEN_COUNT, PK_TASKS_DELAY_REASON,   \
	    PK_TASKS_EXTENDED_TO
#define WHAT                                                                                       \
	PK_TASKS_PARENT_ID, PK_TASKS_SOURCE_REF, PK_TASKS_PHASE_ID, PK_TASKS_CATEGORY,             \
	    PK_TASKS_TITLE, PK_TASKS_MEASURES, PK_TASKS_STANDARD
#define WHO                                                                                        \
	PK_TASKS_LEAD_LEADER, PK_TASKS_LEAD_UNIT, PK_TASKS_UNITS, PK_TASKS_SUPPORT_UNITS,          \
	    PK_TASKS_OWNER, PK_TASKS_CONTACT
#define WHEN                                                                                       \
	PK_TASKS_START, PK_TASKS_DUE, PK_TASKS_DUE_TEXT, PK_TASKS_DUE_KIND, PK_TASKS_CADENCE,      \
	    PK_TASKS_ANCHOR, PK_TASKS_MILESTONES, PK_TASKS_PRIORITY

const enum pk_col pk_task_cols[] = {PK_TASKS_TASK_ID, PK_TASKS_CAMPAIGN_ID, WHAT, WHO, WHEN, PEOPLE,
    PK_TASKS_EVIDENCE_REQ, PK_TASKS_NOTE};
const size_t pk_task_ncols = sizeof(pk_task_cols) / sizeof(pk_task_cols[0]);
const enum pk_col pk_unit_cols[] = {PK_TASKS_TASK_ID, PK_TASKS_CAMPAIGN_ID, PK_TASKS_UNIT,
    PK_TASKS_UNIT_ROLE, PK_TASKS_EXPANDED_FROM, WHAT, WHO, WHEN, PEOPLE, PK_TASKS_EVIDENCE_REQ,
    PK_TASKS_NOTE};
const size_t pk_unit_ncols = sizeof(pk_unit_cols) / sizeof(pk_unit_cols[0]);
const enum pk_col pk_office_cols[] = {PK_TASKS_TASK_ID, PK_TASKS_CATEGORY, PK_TASKS_TITLE,
    PK_TASKS_MEASURES, PK_TASKS_LEAD_LEADER, PK_TASKS_LEAD_UNIT, PK_TASKS_UNITS,
    PK_TASKS_SUPPORT_UNITS, PK_TASKS_DUE, PK_TASKS_DUE_TEXT, PK_TASKS_STATUS, PK_TASKS_NOTE};
const size_t pk_office_ncols = sizeof(pk_office_cols) / sizeof(pk_office_cols[0]);

void
pk_task_head(struct pk_csv *w, const struct pk_task_form *f)
{
	size_t i;

	for (i = 0; i < f->n; i++)
		pk_csv_cell(w, pk_col_name(f->col[i], f->lang, PK_S("")));
	pk_csv_end(w);
}

struct pk_str
pk_task_worded(enum pk_col col, struct pk_str s, enum pk_lang lang)
{
	enum pk_status st;
	enum pk_due_kind k;
	enum pk_unit_role r;

	if (col == PK_TASKS_STATUS && pk_status_parse(s, &st) == 0 && s.n > 0)
		return pk_str(pk_status_name(st, lang));
	if (col == PK_TASKS_DUE_KIND && pk_due_kind_parse(s, &k) == 0 && s.n > 0)
		return pk_str(pk_due_kind_name(k, lang));
	if (col == PK_TASKS_UNIT_ROLE && pk_unit_role_parse(s, &r) == 0)
		return pk_str(pk_unit_role_name(r, lang));
	return s;
}

void
pk_task_write(struct pk_csv *w, const struct pk_task_form *f, const struct pk_task *t)
{
	size_t i;

	for (i = 0; i < f->n; i++)
		pk_csv_cell(w, pk_task_worded(f->col[i], t->cell[f->col[i]], f->lang));
	pk_csv_end(w);
}

void
pk_list_add(struct pk_buf *b, struct pk_arena *a, struct pk_str part)
{
	struct pk_str rest = pk_buf_view(b), have;
	size_t i;

	part = pk_wide_trim(pk_text_uncut(a, part));
	while (pk_str_split(&rest, ';', &have))
		if (pk_str_eq(have, part))
			return;
	if (b->n > 0 && part.n > 0)
		pk_buf_putc(b, ';');
	for (i = 0; i < part.n; i++)
		pk_buf_putc(b, part.p[i] == ';' ? ',' : part.p[i]);
}

static void
add_units(struct pk_buf *b, const struct pk_unit_refs *u, size_t from, struct pk_arena *a)
{
	size_t i;

	for (i = from; i < u->n; i++)
		pk_list_add(b, a, u->v[i].name);
}

void
pk_task_unit_cells(struct pk_task *t, struct pk_arena *a)
{
	struct pk_buf b = PK_BUF_INIT;

	/* The cell holds one lead; further ones head the list of the responsible. */
	if (t->lead.n > 0)
		t->cell[PK_TASKS_LEAD_UNIT] = t->lead.v[0].name;
	add_units(&b, &t->lead, 1, a);
	add_units(&b, &t->units, 0, a);
	t->cell[PK_TASKS_UNITS] = pk_str_dup(a, pk_buf_view(&b));
	pk_buf_clear(&b);
	add_units(&b, &t->support, 0, a);
	t->cell[PK_TASKS_SUPPORT_UNITS] = pk_str_dup(a, pk_buf_view(&b));
	pk_buf_free(&b);
}
