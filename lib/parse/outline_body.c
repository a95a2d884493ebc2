#include "parse/outline_int.h"

#include "parse/role.h"

/* What becomes of each paragraph of a document; see outline.h. */

/* An item by the mark that block i begins with; returns how many blocks it took. */
static size_t
marked(struct pk_ol *s, size_t i)
{
	const struct pk_block *b = &s->b->v[i];
	size_t end = b->lead + b->mark.len;

	/* 2.… may go on with a list that began inside a paragraph without a mark. */
	if (!pk_ol_is_open(s, b->mark.style) || b->mark.value < 2)
		pk_ol_close_unmarked(s);
	(void)pk_ol_open(s, i, &b->mark);
	if (b->mark.len > 0)
		pk_tree_block(&s->build, PK_N_MARKER, pk_ol_where(s), b, 0, b->alone ? b->text.n : end);
	if (!b->alone) {
		pk_ol_text(s, i, b->mark.len ? end : 0, &b->mark);
		return 1;
	}
	if (i + 1 < s->b->n && s->b->v[i + 1].mark.style == PK_M_NONE && s->b->v[i + 1].part == PK_PART_BODY &&
	    (s->b->v[i + 1].kind == PK_ROW_TEXT || s->b->v[i + 1].kind == PK_ROW_LABEL)) {
		pk_ol_text(s, i + 1, 0, &b->mark);
		return 2;
	}
	return 1;
}

/* A paragraph of an unnumbered plan that says what to do. */
static bool
is_task_text(struct pk_ol *s, const struct pk_block *b)
{
	struct pk_str t = pk_str_trim(b->text), key;

	/* Under 指导思想 stands no task. */
	if (s->depth > 0 && s->stack[s->depth - 1].style == PK_M_NAME && s->name_kind < 0)
		return false;
	if (b->kind != PK_ROW_TEXT || t.n < 45 || !b->ended || t.p[0] == '>')
		return false;
	key = pk_ol_key(s, t);
	return !pk_is_framing(key) && !pk_is_web_line(key);
}

/* Behind the units of one item, a paragraph with units of its own is another whose mark was lost. */
static bool
is_lost_item(struct pk_ol *s, size_t i)
{
	const struct pk_block *b = &s->b->v[i], *next = b + 1;

	if (s->cur == PK_ROOT || !s->o->items.v[s->cur].leads || b->kind != PK_ROW_TEXT || i + 1 >= s->b->n)
		return false;
	if (next->kind != PK_ROW_LABEL || next->part != PK_PART_BODY || s->b->v[i - 1].kind != PK_ROW_LABEL)
		return false;
	/* 牵头单位: alone on its line has its value in this one. */
	if (s->b->v[i - 1].first_last == ':')
		return false;
	return pk_is_duty_label(pk_ol_key(s, next->text));
}

/* 领导小组下设办公室…, behind 组长 and 成员 that stand under no heading. */
static bool
is_lost_org(struct pk_ol *s, const struct pk_block *b)
{
	struct pk_str key;

	if (!s->members || s->cur != PK_ROOT || b->kind != PK_ROW_TEXT)
		return false;
	key = pk_ol_key(s, b->text);
	return pk_str_find(key, PK_S("小组下设"), 0) != PK_NPOS || pk_str_find(key, PK_S("办公室设在"), 0) != PK_NPOS;
}

/* 1.…表, 2.…表 behind 附件: name attachments and are no items. */
static bool
is_attach_entry(struct pk_ol *s, const struct pk_block *b)
{
	if (s->attach_next == 0 || b->mark.style != PK_M_NUM || b->mark.value != s->attach_next)
		return false;
	if (b->text.n > 240 || pk_is_terminator(b->first_last))
		return false;
	s->attach_next++;
	return true;
}

static void
attachment(struct pk_ol *s, const struct pk_block *b)
{
	struct pk_str key = pk_ol_key(s, b->text);
	size_t colon;
	bool alone;

	(void)pk_is_attach_line(key, &alone);
	colon = pk_str_find(key, PK_S(":"), 0);
	s->attach = true;
	s->attach_next = 0;
	if (colon != PK_NPOS && colon + 1 == key.n)
		s->attach_next = 1;
	else if (colon != PK_NPOS && (pk_str_starts(pk_str_sub(key, colon + 1, key.n), PK_S("1.")) ||
	                                 pk_str_starts(pk_str_sub(key, colon + 1, key.n), PK_S("1、"))))
		s->attach_next = 2;
	s->depth = 0;
	s->cur = PK_ROOT;
	pk_tree_block(&s->build, PK_N_P, 0, b, 0, b->text.n);
}

/* A line of its own that names a section. */
static int
section_name(struct pk_ol *s, const struct pk_block *b)
{
	if (b->kind != PK_ROW_TEXT || b->part != PK_PART_BODY || !b->one || b->wide || b->stop ||
	    pk_is_terminator(b->first_last) || b->first_last == ',' || b->mark.style != PK_M_NONE)
		return 0;
	return pk_names_section(pk_ol_key(s, b->text));
}

/* Sections of a plan without 一、 may have names all the same: two of them make a habit. */
static void
find_names(struct pk_ol *s)
{
	static const enum pk_mark_style top[] = {PK_M_HASH1, PK_M_HASH2, PK_M_HASH3, PK_M_PART, PK_M_CHAPTER, PK_M_ARTICLE,
	    PK_M_HAN, PK_M_DEC1};
	size_t i, n = 0;

	for (i = 0; i < sizeof(top) / sizeof(top[0]); i++)
		if (s->o->marks[top[i]] > 0)
			return;
	for (i = 0; i < s->b->n; i++)
		n += section_name(s, &s->b->v[i]) != 0;
	s->names = n >= 2;
}

static void
count_marks(struct pk_ol *s)
{
	size_t last[PK_M_MAX] = {0}, i, n = 0; /* block + 1 */
	bool headed = false;

	for (i = s->b->n; i > 0; i--) {
		struct pk_block *b = &s->b->v[i - 1];

		if (b->part != PK_PART_BODY || b->mark.style == PK_M_NONE)
			continue;
		b->next = last[b->mark.style] ? (uint32_t)(last[b->mark.style] - i) : 0;
		last[b->mark.style] = i;
		s->o->marks[b->mark.style]++;
		n++;
		/* ## 一、 says as much as 一、 */
		headed = headed || (b->mark.style <= PK_M_HASH6 && b->mark.value > 0);
	}
	s->o->numbered = n >= 2 || headed || s->o->marks[PK_M_HAN] > 0;
}

/* A block that is the name of a section.  主要任务 in one stage stands in each of them. */
static void
named(struct pk_ol *s, size_t i)
{
	static const struct pk_mark name = {.style = PK_M_NAME};
	const struct pk_block *b = &s->b->v[i];
	size_t parent;

	pk_ol_close_unmarked(s);
	s->stay = PK_M_NONE;
	if (pk_str_eq(pk_str_trim(b->text), s->name))
		s->stay = s->name_in;
	(void)pk_ol_open(s, i, &name);
	parent = s->o->items.v[s->cur].parent;
	s->name = pk_str_trim(b->text);
	s->name_in = parent == PK_ROOT ? PK_M_NONE : s->o->items.v[parent].mark.style;
	pk_ol_text(s, i, 0, &name);
}

/* A block of the body; returns how many were used. */
static size_t
body_block(struct pk_ol *s, size_t i)
{
	static const struct pk_mark none = {.style = PK_M_NONE};
	const struct pk_block *b = &s->b->v[i];
	size_t used;

	s->block = i;
	if (b->kind == PK_ROW_TABLE && (used = pk_tree_table(&s->build, s->o, s->b, i, s->cur)) > 0)
		return used;
	if (b->kind == PK_ROW_TEXT && pk_str_starts(pk_str_trim(b->text), PK_S("序号")) &&
	    (used = pk_tree_columns(&s->build, s->o, s->b, i, s->cur)) > 0)
		return used;
	if (b->kind == PK_ROW_ATTACH) {
		attachment(s, b);
		return 1;
	}
	if (is_attach_entry(s, b)) {
		pk_tree_block(&s->build, PK_N_P, pk_ol_where(s), b, 0, b->text.n);
		return 1;
	}
	if (b->mark.style != PK_M_NONE) {
		s->attach_next = 0;
		return marked(s, i);
	}
	if (s->names && (used = (size_t)(section_name(s, b) + 1)) != 1) {
		s->name_kind = (int)used - 1;
		named(s, i);
		return 1;
	}
	if (b->kind == PK_ROW_LABEL && s->cur == PK_ROOT)
		s->members = true;
	if ((!s->o->numbered && !s->attach && is_task_text(s, b)) || is_lost_item(s, i) || is_lost_org(s, b) ||
	    (!s->o->numbered && pk_is_task_label(pk_ol_key(s, b->text)))) {
		pk_ol_close_unmarked(s);
		if (s->depth == 0)
			s->cur = PK_ROOT;
		(void)pk_ol_open_unmarked(s);
		s->o->items.v[s->cur].members = s->members && s->depth == 1;
		pk_ol_text(s, i, 0, &none);
		return 1;
	}
	if (b->kind == PK_ROW_TEXT && b->part == PK_PART_BODY)
		pk_ol_text(s, i, 0, NULL);
	else
		pk_ol_paragraph(s, b, 0, b->text.n);
	return 1;
}

enum { MANY = 1024 }; /* blocks: fewer are not worth the moving */

/* Most blocks are behind us: those before the one before i go.  i as it is then. */
static size_t
forget(struct pk_ol *s, size_t i)
{
	size_t gone = i - 1, k;

	s->b->n -= gone;
	memmove(s->b->v, s->b->v + gone, s->b->n * sizeof(*s->b->v));
	s->b->v = pk_realloc(s->b->v, s->b->n, sizeof(*s->b->v));
	s->b->cap = s->b->n;
	for (k = 0; k < s->depth; k++)
		if (s->stack[k].next != PK_OL_NONE)
			s->stack[k].next -= s->stack[k].next < gone ? s->stack[k].next : (uint32_t)gone;
	s->build.block = NULL;
	return 1;
}

void
pk_outline_build(struct pk_outline *o, struct pk_blocks *b, const char *id)
{
	struct pk_ol s = {.o = o, .b = b, .cur = PK_ROOT, .build = {.o = o}};
	bool inside = false;
	size_t i;

	/* Room for an item of each paragraph: what is not used is not touched, and nothing has to move. */
	o->items.v = pk_grow(o->items.v, &o->items.cap, b->n, sizeof(*o->items.v));
	o->plan.v = pk_grow(o->plan.v, &o->plan.cap, b->n * 3 + 1, sizeof(*o->plan.v));
	pk_nodes_add(&o->plan, PK_N_PLAN, 0, 0)->s = id;
	for (i = 0; i < b->n; i++)
		s.build.has_title |= b->v[i].part == PK_PART_TITLE;
	count_marks(&s);
	find_names(&s);
	for (i = 0; i < b->n;) {
		const struct pk_block *x;

		if (b->n > MANY && i > b->n / 2)
			i = forget(&s, i);
		x = &b->v[i];
		if (x->part == PK_PART_FURNITURE) {
			pk_tree_furniture(inside ? &o->back : &o->front, x->text, x->line);
			i++;
			continue;
		}
		inside = true;
		if (x->part == PK_PART_BODY) {
			i += body_block(&s, i);
			continue;
		}
		if (x->part == PK_PART_TITLE)
			pk_tree_block(&s.build, PK_N_TITLE, 0, x, 0, x->text.n);
		else
			pk_tree_block(&s.build, PK_N_P, pk_ol_where(&s), x, 0, x->text.n);
		i++;
	}
	pk_nodes_close(&o->plan);
	pk_free(b->v);
	*b = (struct pk_blocks){0};
	pk_free(s.inner.v);
	pk_buf_free(&s.key);
	pk_tree_free(&s.build);
}

void
pk_outline_reset(struct pk_outline *o)
{
	o->items.n = o->cells.n = o->plan.n = o->front.n = o->back.n = 0;
	memset(o->marks, 0, sizeof(o->marks));
	o->numbered = false;
}

void
pk_outline_free(struct pk_outline *o)
{
	pk_free(o->items.v);
	pk_free(o->cells.v);
	pk_free(o->plan.v);
	pk_free(o->front.v);
	pk_free(o->back.v);
	*o = (struct pk_outline){0};
}
