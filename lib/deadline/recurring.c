/* Recurring work; see state.h for how it is judged. */
#include "deadline/state.h"

#include "cal/expr.h"
#include "cal/recur.h"

/* A cadence as the tools write it (P1W, monthly:25), or in words (每周一次). */
static int
cadence(struct pk_str s, struct pk_recur *out)
{
	struct pk_times found = {0};
	struct pk_time_ctx ctx = {.given_year = 0};
	size_t i;
	int rc = pk_recur_parse(s, out);

	if (rc == 0)
		return 0;
	pk_times_find(s, &ctx, &found);
	for (i = 0; i < found.n && rc != 0; i++)
		if (found.v[i].type == PK_TIME_CADENCE)
			rc = pk_recur_parse(pk_str(found.v[i].every), out);
	pk_free(found.v);
	return rc;
}

/* A row and its recurrence. */
struct course {
	struct pk_recur every;
	struct pk_date anchor;   /* occurrences count from here */
	struct pk_date until;    /* the last day; y 0: none */
	struct pk_date reported; /* y 0: nothing was */
	const struct pk_dl_opts *o;
};

static struct pk_date
day(struct pk_date d, int64_t n)
{
	return pk_date_add(d, n);
}

/* The first occurrence on or behind d; a period that begins on the anchor is due at its end. */
static struct pk_date
next(const struct course *c, struct pk_date d)
{
	struct pk_date least = c->every.kind == PK_RECUR_EVERY ? day(c->anchor, 1) : c->anchor;

	return pk_recur_next(&c->every, c->anchor, pk_date_cmp(d, least) < 0 ? least : d, c->o->calendar);
}

/* The last occurrence on or before d; y 0: none. */
static struct pk_date
prev(const struct course *c, struct pk_date d)
{
	struct pk_date p = pk_recur_prev(&c->every, c->anchor, d, c->o->calendar);

	if (p.y > 0 && c->every.kind == PK_RECUR_EVERY && pk_date_cmp(p, c->anchor) <= 0)
		p.y = 0;
	return p;
}

/* Which occurrence is open: the last one that has passed when it was missed, else the next. */
static struct pk_date
open_one(const struct course *c)
{
	struct pk_date last = prev(c, day(c->o->today, -1)), before, due;

	if (last.y > 0) {
		before = prev(c, day(last, -1));
		if (c->reported.y == 0 || (before.y > 0 && pk_date_cmp(c->reported, before) <= 0))
			return last;
	}
	due = next(c, c->o->today);
	/* Reported within its period already: the one behind it is open. */
	if (due.y > 0 && c->reported.y > 0 && (last.y == 0 || pk_date_cmp(c->reported, last) > 0))
		due = next(c, day(due, 1));
	return due;
}

static bool
read_course(const struct pk_table *t, const struct pk_row *row, struct course *c)
{
	struct pk_str kind = pk_cell(t, row, PK_TASKS_DUE_KIND);
	enum pk_due_kind k;

	/* A task may hold recurring work and still be due once: its kind says so. */
	if (kind.n > 0 && pk_due_kind_parse(kind, &k) == 0 && k != PK_DUE_RECURRING)
		return false;
	c->anchor.y = c->until.y = c->reported.y = 0;
	if (pk_ledger_date(pk_cell(t, row, PK_TASKS_ANCHOR), &c->anchor) != 0)
		(void)pk_ledger_date(pk_cell(t, row, PK_TASKS_START), &c->anchor);
	if (pk_ledger_date(pk_cell(t, row, PK_TASKS_EXTENDED_TO), &c->until) != 0)
		(void)pk_ledger_date(pk_cell(t, row, PK_TASKS_DUE), &c->until);
	(void)pk_ledger_date(pk_cell(t, row, PK_TASKS_REPORTED), &c->reported);
	return c->anchor.y > 0 && (c->until.y == 0 || pk_date_cmp(c->o->today, c->until) <= 0);
}

bool
pk_dl_judge_recurring(struct pk_table *t, const struct pk_row *row, const struct pk_dl_opts *o,
    struct pk_dl_task *out)
{
	struct pk_str rest = pk_cell(t, row, PK_TASKS_CADENCE), part;
	struct course c = {.o = o};
	struct pk_buf label = PK_BUF_INIT;
	bool any = false;

	if (rest.n == 0 || !read_course(t, row, &c))
		return false;
	/* Of several cadences the occurrence that is due first counts. */
	while (pk_list_next(&rest, &part)) {
		struct pk_date due;

		if (cadence(part, &c.every) != 0)
			continue;
		due = open_one(&c);
		if (due.y == 0 || (any && pk_date_cmp(due, out->due) >= 0))
			continue;
		if (c.until.y > 0 && pk_date_cmp(due, c.until) > 0)
			due = c.until;
		any = true;
		out->due = due;
		pk_buf_clear(&label);
		pk_recur_label(&c.every, due, &label);
	}
	if (any && label.n < sizeof(out->occurrence)) {
		memcpy(out->occurrence, pk_buf_z(&label), label.n + 1);
		pk_dl_place(out, o);
	}
	pk_buf_free(&label);
	return any;
}
