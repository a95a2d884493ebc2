#include "ledger/due.h"

#include "cal/edtf.h"
#include "ledger/value.h"
#include "text/utf8.h"

/* What the time expressions of a row, or of a heading above it, come to. */
struct limit {
	struct pk_date start, due;
	enum pk_due_kind kind;
	bool found;
	struct pk_buf text;               /* the words, ; between */
	PK_VEC(struct pk_date) earlier;   /* deadlines before the last */
};

/* A day of no known year is no date of a ledger. */
static struct pk_date
known(struct pk_date d)
{
	return d.y > 0 ? d : (struct pk_date){0, 0, 0};
}

static void
add_words(struct pk_buf *b, struct pk_arena *a, struct pk_str words)
{
	struct pk_str rest = pk_buf_view(b), part;

	words = pk_text_uncut(a, words);
	while (pk_str_split(&rest, ';', &part))
		if (pk_str_eq(part, words))
			return;
	if (b->n > 0)
		pk_buf_putc(b, ';');
	pk_buf_str(b, words);
}

static bool
is_type(struct pk_ref r, const char *type)
{
	return r.span->kind == PK_SP_TIME && pk_str_is(pk_ref_attr(r, PK_A_TYPE), type);
}

/* A day named makes a fixed date; the end of a month, quarter or year has none. */
static bool
names_day(struct pk_str words)
{
	return pk_str_find(words, PK_S("日"), 0) != PK_NPOS || pk_str_find(words, PK_S("号"), 0) != PK_NPOS ||
	       pk_utf8_count(words) == words.n; /* 2023-10-15 */
}

/* One more deadline: the last one is when the task is due, the others are milestones. */
static void
add_deadline(struct limit *l, struct pk_ref r, const struct pk_edtf *w, struct pk_arena *a)
{
	struct pk_date had = l->due, keep = w->to.date;

	add_words(&l->text, a, pk_ref_text(r));
	if (l->kind != PK_DUE_FIXED)
		l->kind = names_day(pk_ref_text(r)) ? PK_DUE_FIXED : PK_DUE_BY_END;
	l->found = true;
	if (w->to.date.y == 0)
		return;
	if (had.y == 0 || pk_date_cmp(had, w->to.date) < 0) {
		l->due = w->to.date;
		l->kind = names_day(pk_ref_text(r)) ? PK_DUE_FIXED : PK_DUE_BY_END;
		keep = had;
	}
	if (keep.y > 0 && pk_date_cmp(keep, l->due) != 0)
		PK_PUSH(&l->earlier, keep);
}

static void
add_period(struct limit *l, struct pk_ref r, const struct pk_edtf *w, struct pk_arena *a)
{
	add_words(&l->text, a, pk_ref_text(r));
	l->found = true;
	l->kind = w->to.open ? PK_DUE_STANDING : PK_DUE_RANGE;
	if (w->from.date.y > 0 && (l->start.y == 0 || pk_date_cmp(w->from.date, l->start) < 0))
		l->start = w->from.date;
	if (w->to.date.y > 0 && (l->due.y == 0 || pk_date_cmp(w->to.date, l->due) > 0))
		l->due = w->to.date;
}

/* A day that no calendar has (31 September): its words stay for a person to mend; no date is made of them. */
static void
add_no_day(struct limit *l, struct pk_ref r, struct pk_arena *a)
{
	if (pk_ref_attr(r, PK_A_EDTF).n == 0)
		return;
	add_words(&l->text, a, pk_ref_text(r));
	l->found = true;
}

/*
 * Deadlines of these refs; where there are none, their periods.  `head` looks at
 * headings only.
 */
static void
look(struct limit *l, const struct pk_entry *x, bool head, struct pk_arena *a)
{
	static const char *const types[] = {"deadline", "period"};
	struct pk_edtf w;
	size_t i, k;

	for (k = 0; k < 2 && !l->found; k++)
		for (i = 0; i < x->refs.n; i++) {
			struct pk_ref r = x->refs.v[i];

			if (!is_type(r, types[k]) || (head && r.block->kind != PK_N_HEAD))
				continue;
			if (pk_edtf_read(pk_ref_attr(r, PK_A_EDTF), &w) == 0)
				(k == 0 ? add_deadline : add_period)(l, r, &w, a);
			else
				add_no_day(l, r, a);
		}
}

/* The interval of a phase, in the words of its heading. */
static void
look_phase(struct limit *l, const struct pk_entry *x, struct pk_arena *a)
{
	struct pk_edtf w;
	size_t i;

	if (pk_node_edtf(x->node).n == 0 || pk_edtf_read(pk_node_edtf(x->node), &w) != 0)
		return;
	l->found = true;
	l->start = known(w.from.date);
	l->due = known(w.to.date);
	l->kind = w.to.open ? PK_DUE_STANDING : w.from.open ? PK_DUE_BY_END : PK_DUE_RANGE;
	for (i = 0; i < x->refs.n; i++)
		if (x->refs.v[i].span->kind == PK_SP_TIME && x->refs.v[i].block->kind == PK_N_HEAD)
			add_words(&l->text, a, pk_ref_text(x->refs.v[i]));
	/* Its time may stand in its text instead. */
	for (i = 0; i < x->refs.n && l->text.n == 0; i++)
		if (x->refs.v[i].span->kind == PK_SP_TIME &&
		    pk_str_eq(pk_ref_attr(x->refs.v[i], PK_A_EDTF), pk_node_edtf(x->node)))
			add_words(&l->text, a, pk_ref_text(x->refs.v[i]));
	if (l->text.n == 0)
		pk_buf_str(&l->text, pk_node_edtf(x->node));
}

/* A number of working days, or another length that bounds the work. */
static void
look_duration(struct limit *l, const struct pk_entry *x, struct pk_arena *a)
{
	size_t i;

	for (i = 0; i < x->refs.n && !l->found; i++) {
		struct pk_str every = pk_ref_attr(x->refs.v[i], PK_A_EVERY);

		if (!is_type(x->refs.v[i], "duration"))
			continue;
		l->found = true;
		l->kind = pk_str_ends(every, PK_S("B")) ? PK_DUE_WORKDAYS : PK_DUE_UNKNOWN;
		add_words(&l->text, a, pk_ref_text(x->refs.v[i]));
	}
}

/* Words that say a task has no end; anywhere, or where they stand alone as a time limit. */
static const char *const standing_words[] = {"长期坚持", "常年坚持", "长期执行", "长期有效"};
static const char *const standing_limits[] = {
    "长期", "长期推进", "持续推进", "常态化", "常态化推进", "常年", "全年", "持续", "贯穿始终"};

/* The rest behind a label of a time limit (完成时限：), or the whole. */
static struct pk_str
behind_label(struct pk_str s)
{
	static const char *const labels[] = {"时限", "期限", "时间"};
	size_t i, at, best = PK_NPOS;

	for (i = 0; i < sizeof(labels) / sizeof(labels[0]); i++) {
		at = pk_str_find(s, pk_str(labels[i]), 0);
		if (at != PK_NPOS && at < best)
			best = at + strlen(labels[i]);
	}
	if (best == PK_NPOS)
		return s;
	s = pk_wide_trim(pk_str_sub(s, best, s.n));
	if (pk_str_starts(s, PK_S(":")))
		s = pk_str_sub(s, 1, s.n);
	else if (pk_str_starts(s, PK_S("：")))
		s = pk_str_sub(s, strlen("："), s.n);
	return pk_wide_trim(s);
}

/* s without the mark that ends it. */
static struct pk_str
unmarked(struct pk_str s)
{
	static const char *const marks[] = {"。", "；", ";", "）", ")", "〕"};
	size_t i;

	for (i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (pk_str_ends(s, pk_str(marks[i]))) {
			s = pk_str_sub(s, 0, s.n - strlen(marks[i]));
			i = (size_t)-1;
		}
	return s;
}

static void
look_standing(struct limit *l, const struct pk_entry *x)
{
	struct pk_str text, words = PK_S("");
	size_t i, k;

	for (i = 0; i < x->blocks.n && words.n == 0; i++) {
		text = pk_wide_trim(pk_node_text(x->blocks.v[i]));
		for (k = 0; k < sizeof(standing_words) / sizeof(standing_words[0]); k++)
			if (pk_str_find(text, pk_str(standing_words[k]), 0) != PK_NPOS)
				words = pk_str(standing_words[k]);
		text = unmarked(behind_label(text));
		for (k = 0; k < sizeof(standing_limits) / sizeof(standing_limits[0]); k++)
			if (pk_str_is(text, standing_limits[k]))
				words = text;
	}
	if (words.n == 0)
		return;
	l->found = true;
	l->kind = PK_DUE_STANDING;
	pk_buf_str(&l->text, words);
}

static struct pk_str
date_cell(struct pk_date d, struct pk_arena *a)
{
	struct pk_buf b = PK_BUF_INIT;
	struct pk_str s = PK_S("");

	if (d.y > 0) {
		pk_date_print(d, &b);
		s = pk_str_dup(a, pk_buf_view(&b));
	}
	pk_buf_free(&b);
	return s;
}

static void
fill_milestones(struct pk_task *t, struct limit *l, struct pk_arena *a)
{
	struct pk_buf b = PK_BUF_INIT;
	size_t i, k;

	for (i = 1; i < l->earlier.n; i++)
		for (k = i; k > 0 && pk_date_cmp(l->earlier.v[k - 1], l->earlier.v[k]) > 0; k--) {
			struct pk_date d = l->earlier.v[k];

			l->earlier.v[k] = l->earlier.v[k - 1];
			l->earlier.v[k - 1] = d;
		}
	for (i = 0; i < l->earlier.n; i++)
		add_words(&b, a, date_cell(l->earlier.v[i], a));
	t->cell[PK_TASKS_MILESTONES] = pk_str_dup(a, pk_buf_view(&b));
	pk_buf_free(&b);
}

/* Work that comes again: its cadences, and the day from which they count. */
static bool
fill_cadence(struct pk_task *t, const struct pk_entry *x, struct limit *l, struct pk_arena *a)
{
	struct pk_buf b = PK_BUF_INIT;
	bool dated = l->found;
	size_t i;

	for (i = 0; i < x->refs.n; i++)
		if (is_type(x->refs.v[i], "cadence")) {
			add_words(&b, a, pk_ref_attr(x->refs.v[i], PK_A_EVERY));
			if (!dated)
				add_words(&l->text, a, pk_ref_text(x->refs.v[i]));
		}
	t->cell[PK_TASKS_CADENCE] = pk_str_dup(a, pk_buf_view(&b));
	pk_buf_free(&b);
	return t->cell[PK_TASKS_CADENCE].n > 0;
}

void
pk_due_fill(struct pk_task *t, const struct pk_entries *e, size_t row, struct pk_arena *a)
{
	const struct pk_entry *x = &e->v[row];
	struct limit l = {.kind = PK_DUE_UNKNOWN, .text = PK_BUF_INIT};
	bool own_deadline, recurs;
	size_t at;

	look_phase(&l, x, a);
	if (!l.found)
		look(&l, x, false, a);
	own_deadline = l.found && (l.kind == PK_DUE_FIXED || l.kind == PK_DUE_BY_END);
	recurs = fill_cadence(t, x, &l, a);
	if (!l.found && !recurs)
		look_standing(&l, x);
	for (at = x->parent; at != PK_NPOS && !l.found; at = e->v[at].parent) {
		look_phase(&l, &e->v[at], a);
		if (!l.found)
			look(&l, &e->v[at], true, a);
	}
	/* A task with a deadline of its own begins when its phase does. */
	for (at = x->parent; at != PK_NPOS && l.start.y == 0; at = e->v[at].parent) {
		struct pk_edtf w;

		if (pk_edtf_read(pk_node_edtf(e->v[at].node), &w) == 0 &&
		    (l.due.y == 0 || (w.from.date.y > 0 && pk_date_cmp(w.from.date, l.due) <= 0)))
			l.start = known(w.from.date);
	}
	if (!l.found && !recurs)
		look_duration(&l, x, a);
	/* What recurs within a phase is a part of its work; the phase itself ends once. */
	if (recurs && !own_deadline && x->node->role != PK_R_PHASE)
		l.kind = PK_DUE_RECURRING;
	t->cell[PK_TASKS_START] = date_cell(l.start, a);
	t->cell[PK_TASKS_DUE] = date_cell(l.due, a);
	t->cell[PK_TASKS_DUE_TEXT] = pk_str_dup(a, pk_buf_view(&l.text));
	t->cell[PK_TASKS_DUE_KIND] = pk_str(pk_due_kind_name(l.kind, PK_EN));
	t->cell[PK_TASKS_ANCHOR] = recurs ? t->cell[PK_TASKS_START] : PK_S("");
	fill_milestones(t, &l, a);
	pk_buf_free(&l.text);
	pk_free(l.earlier.v);
}
