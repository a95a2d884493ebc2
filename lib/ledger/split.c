#include "ledger/split.h"

#include "ledger/due.h"
#include "ledger/outline.h"
#include "ledger/value.h"
#include "text/utf8.h"

enum { LABEL_MAX = 8 /* characters of a label like 主要责任单位: */, TITLE_MAX = 60 };

void
pk_split_init(struct pk_split *s, const char *campaign)
{
	*s = (struct pk_split){.campaign = campaign, .next = 1};
}

static void
forget(struct pk_split *s)
{
	size_t i;

	for (i = 0; i < s->tasks.n; i++) {
		pk_free(s->tasks.v[i].lead.v);
		pk_free(s->tasks.v[i].units.v);
		pk_free(s->tasks.v[i].support.v);
	}
	s->tasks.n = 0;
	pk_arena_free(&s->arena);
}

void
pk_split_free(struct pk_split *s)
{
	forget(s);
	pk_free(s->tasks.v);
}

static struct pk_str
take_buf(struct pk_buf *b, struct pk_arena *a)
{
	struct pk_str s = pk_str_dup(a, pk_buf_view(b));

	pk_buf_free(b);
	return s;
}

/* Persons of any of these roles (| between), in order. */
static struct pk_str
persons(const struct pk_entry *x, const char *roles, struct pk_arena *a)
{
	struct pk_buf b = PK_BUF_INIT;
	size_t i;

	for (i = 0; i < x->refs.n; i++) {
		struct pk_ref r = x->refs.v[i];
		struct pk_str rest = pk_str(roles), role;

		if (r.span->kind != PK_SP_PERSON || pk_ref_attr(r, PK_A_MASKED).n > 0)
			continue;
		while (pk_str_split(&rest, '|', &role))
			if (pk_str_eq(role, pk_ref_attr(r, PK_A_ROLE)))
				pk_list_add(&b, a, pk_ref_text(r));
	}
	return take_buf(&b, a);
}

/* Words of every span of a kind. */
static struct pk_str
words(const struct pk_entry *x, enum pk_span_kind kind, struct pk_arena *a)
{
	struct pk_buf b = PK_BUF_INIT;
	size_t i;

	for (i = 0; i < x->refs.n; i++)
		if (x->refs.v[i].span->kind == kind)
			pk_list_add(&b, a, pk_ref_text(x->refs.v[i]));
	return take_buf(&b, a);
}

static bool
names_units(const struct pk_entry *x)
{
	size_t i;

	for (i = 0; i < x->refs.n; i++)
		if (x->refs.v[i].span->kind == PK_SP_UNIT)
			return true;
	return false;
}

static void
add_unit(struct pk_unit_refs *to, struct pk_ref r, struct pk_arena *a)
{
	struct pk_unit_ref u = {pk_wide_trim(pk_text_uncut(a, pk_ref_text(r))),
	    pk_str_is(pk_ref_attr(r, PK_A_GROUP), "yes")};
	size_t i;

	for (i = 0; i < to->n; i++)
		if (pk_str_eq(to->v[i].name, u.name))
			return;
	PK_PUSH(to, u);
}

/* From its own words, else from the nearest item above that names units. */
static void
fill_units(struct pk_task *t, const struct pk_entries *e, size_t row, struct pk_arena *a)
{
	const struct pk_entry *x = &e->v[row];
	size_t at = row, i;

	while (at != PK_NPOS && !names_units(&e->v[at]))
		at = e->v[at].parent;
	for (i = 0; at != PK_NPOS && i < e->v[at].refs.n; i++) {
		struct pk_ref r = e->v[at].refs.v[i];
		struct pk_str role = pk_ref_attr(r, PK_A_ROLE);

		if (r.span->kind == PK_SP_UNIT && pk_ref_attr(r, PK_A_MASKED).n == 0)
			add_unit(pk_str_is(role, "lead") ? &t->lead :
			         pk_str_is(role, "cooperate") ? &t->support : &t->units, r, a);
	}
	pk_task_unit_cells(t, a);
	t->cell[PK_TASKS_LEAD_LEADER] = persons(x, "牵头领导|责任领导|分管领导|包保领导|牵头县领导|牵头市领导", a);
	t->cell[PK_TASKS_OWNER] = persons(x, "责任人|具体责任人|第一责任人|直接责任人|负责人", a);
	t->cell[PK_TASKS_CONTACT] = persons(x, "联络员|联系人", a);
}

/* Characters that no inline element covers. */
static size_t
plain_length(const struct pk_node *b)
{
	size_t n = pk_utf8_count(pk_node_text(b)), i;

	for (i = 0; i < pk_node_spans(b); i++)
		n -= pk_utf8_count(pk_str_sub(pk_node_text(b), b->spans->v[i].from, b->spans->v[i].to));
	return n;
}

/* 牵头单位:市卫健委 and its like only name units: no measure. */
static bool
is_label(const struct pk_node *b)
{
	struct pk_str text = pk_wide_trim(pk_node_text(b)), front;
	size_t i;
	bool unit = false;

	for (i = 0; i < pk_node_spans(b) && !unit; i++)
		unit = b->spans->v[i].kind == PK_SP_UNIT || b->spans->v[i].kind == PK_SP_PERSON;
	/* A cell of a table that became an item: nothing but names or a date. */
	if (pk_node_spans(b) > 0 && b->spans->v[0].kind != PK_SP_TARGET && b->spans->v[0].kind != PK_SP_EVIDENCE &&
	    plain_length(b) <= pk_node_spans(b) + 1)
		return true;
	front = unit ? pk_wide_trim(pk_str_sub(pk_node_text(b), 0, b->spans->v[i - 1].from)) : text;
	return pk_utf8_count(front) <= LABEL_MAX + 1 && plain_length(b) <= LABEL_MAX * (pk_node_spans(b) + 1) &&
	       (pk_str_ends(front, PK_S(":")) || pk_str_ends(front, PK_S("：")));
}

/* What stands below the heading, on one line; lists keep their marks. */
static struct pk_str
measures(const struct pk_entry *x, struct pk_arena *a)
{
	struct pk_buf b = PK_BUF_INIT;
	bool mark = true;
	size_t i;

	for (i = 0; i < x->blocks.n; i++) {
		const struct pk_node *n = x->blocks.v[i];
		bool own = pk_node_parent(n) == x->node;

		if ((own && n->kind != PK_N_P) || n->kind == PK_N_CELL || is_label(n))
			continue;
		if (b.n > 0 && !mark)
			pk_buf_putc(&b, ' ');
		pk_buf_str(&b, pk_wide_trim(pk_text_uncut(a, pk_node_text(n))));
		mark = n->kind == PK_N_MARKER;
	}
	return take_buf(&b, a);
}

/* An item without a heading is called by the beginning of its text. */
static struct pk_str
title(const struct pk_node *item, struct pk_arena *a)
{
	struct pk_str s = pk_item_heading(a, item);
	const struct pk_node *p = pk_node_child(item, PK_N_P);
	uint32_t cp;
	size_t at = 0, n = 0;

	if (s.n > 0 || !p)
		return s;
	s = pk_text_uncut(a, pk_node_text(p));
	for (; at < s.n && n < TITLE_MAX; n++) {
		size_t len = pk_utf8_next(s.p + at, s.n - at, &cp);

		if (cp == 0x3002 || cp == ';' || cp == 0xff1b)
			break;
		at += len;
	}
	return pk_str_sub(s, 0, at);
}

/* The heading of the nearest item above that is no phase and no row. */
static struct pk_str
category(const struct pk_entries *e, size_t row, struct pk_arena *a)
{
	size_t at = e->v[row].parent;

	while (at != PK_NPOS && (e->v[at].node->role == PK_R_PHASE || e->v[at].row))
		at = e->v[at].parent;
	return at != PK_NPOS ? pk_item_heading(a, e->v[at].node) : PK_S("");
}

static struct pk_str
phase(const struct pk_entries *e, size_t row)
{
	size_t at = row;

	while (at != PK_NPOS && e->v[at].node->role != PK_R_PHASE)
		at = e->v[at].parent;
	return at != PK_NPOS ? pk_node_id(e->v[at].node) : PK_S("");
}

static struct pk_str
parent_id(const struct pk_split *s, const struct pk_entries *e, size_t row)
{
	size_t at = e->v[row].parent;

	while (at != PK_NPOS && !e->v[at].row)
		at = e->v[at].parent;
	return at != PK_NPOS ? s->tasks.v[e->v[at].task].cell[PK_TASKS_TASK_ID] : PK_S("");
}

static struct pk_str
number(struct pk_split *s)
{
	struct pk_buf b = PK_BUF_INIT;

	pk_buf_printf(&b, "T-%03zu", s->next++);
	return take_buf(&b, &s->arena);
}

static void
add_row(struct pk_split *s, const struct pk_entries *e, size_t row, struct pk_str campaign)
{
	struct pk_arena *a = &s->arena;
	const struct pk_entry *x = &e->v[row];
	struct pk_task t = {.line = x->node->line};
	size_t i;

	for (i = 0; i < PK_TASK_COLS; i++)
		t.cell[i] = PK_S("");
	t.cell[PK_TASKS_TASK_ID] = number(s);
	t.cell[PK_TASKS_CAMPAIGN_ID] = campaign;
	t.cell[PK_TASKS_PARENT_ID] = parent_id(s, e, row);
	t.cell[PK_TASKS_SOURCE_REF] = pk_str_dup(a, pk_node_id(x->node));
	t.cell[PK_TASKS_PHASE_ID] = pk_str_dup(a, phase(e, row));
	t.cell[PK_TASKS_CATEGORY] = category(e, row, a);
	t.cell[PK_TASKS_TITLE] = title(x->node, a);
	t.cell[PK_TASKS_MEASURES] = measures(x, a);
	t.cell[PK_TASKS_STANDARD] = words(x, PK_SP_TARGET, a);
	t.cell[PK_TASKS_EVIDENCE_REQ] = words(x, PK_SP_EVIDENCE, a);
	t.cell[PK_TASKS_STATUS] = pk_str(pk_status_name(PK_ST_PLANNED, PK_EN));
	fill_units(&t, e, row, a);
	pk_due_fill(&t, e, row, a);
	PK_PUSH(&s->tasks, t);
}

void
pk_split_plan(struct pk_split *s, const struct pk_node *plan)
{
	struct pk_entries e;
	struct pk_str campaign;
	size_t i;

	forget(s);
	campaign = s->campaign ? pk_str(s->campaign) : pk_str_dup(&s->arena, pk_node_id(plan));
	pk_entries_make(&e, plan);
	for (i = 0; i < e.n; i++)
		if (e.v[i].row) {
			e.v[i].task = s->tasks.n;
			add_row(s, &e, i, campaign);
		}
	pk_entries_free(&e);
}
