#include "parse/outline.h"

#include "parse/role.h"
#include "parse/tree.h"
#include "text/utf8.h"

/*
 * A stack of open lists, one for each style of mark.  A mark whose style is open goes
 * on with that list; another opens a list inside the innermost item, unless its style
 * ranks above that item's (一、 above (一) above 1.): then lists are closed first.
 */
struct level {
	enum pk_mark_style style;
	size_t item;  /* the list's last item */
	size_t block; /* where its mark stands */
};
enum { DEPTH = PK_M_MAX + 2 };

struct state {
	struct pk_outline *o;
	const struct pk_chunk *c;
	const struct pk_blocks *b;
	struct pk_tree build;
	struct level stack[DEPTH];
	size_t depth;
	size_t *next_same;          /* block → next block with a mark of its style */
	bool at_root[PK_M_MAX];     /* a list of this style stood outside all others */
	bool at_item[PK_M_MAX];     /* … inside an item */
	size_t cur;                 /* item that paragraphs go to, PK_ROOT: the plan */
	bool attach;                /* behind a heading of an attachment */
	unsigned attach_next;       /* number the list of attachments goes on with, 0: no list */
	bool names;                 /* sections are named without marks */
	int name_kind;              /* pk_names_section() of the one that is open */
	bool members;               /* 组长, 成员 stood outside all items */
	struct pk_inner_marks inner;
	struct pk_buf key;
};

static struct pk_str
key_of(struct state *s, struct pk_str text)
{
	pk_row_key(pk_str_sub(text, 0, 420), 400, &s->key);
	return pk_buf_view(&s->key);
}

/* Will the list of the innermost item go on behind block i, at the number it has come to? */
static bool
list_goes_on(const struct state *s, size_t i)
{
	const struct level *top = &s->stack[s->depth - 1];
	size_t next = s->next_same[top->block], k;

	if (next == SIZE_MAX || next <= i || s->b->v[next].mark.value < 2 ||
	    s->b->v[next].mark.value != s->b->v[top->block].mark.value + 1)
		return false;
	/* Something of a level above the list ends it. */
	for (k = 0; k + 1 < s->depth; k++)
		if (s->next_same[s->stack[k].block] < next)
			return false;
	return true;
}

/* A heading whose own words follow it on the line seldom holds a list. */
static bool
has_run_in_text(const struct pk_entry *e)
{
	return e->own > 30 && !pk_node_child(e->node, PK_N_ITEM);
}

/* A list that stood outside all others begins again behind an item that holds none of its kind. */
static bool
restarts_outside(const struct state *s, const struct pk_mark *m)
{
	return m->value == 1 && s->at_root[m->style] && !s->at_item[m->style] && s->depth == 1 &&
	       has_run_in_text(&s->o->items.v[s->stack[0].item]);
}

/* Closes lists until a mark of this style can stand; the stack's top is then its list or its parent. */
static void
make_room(struct state *s, size_t i, const struct pk_mark *m)
{
	size_t k;

	for (k = s->depth; k > 0; k--)
		if (s->stack[k - 1].style == m->style) {
			s->depth = k;
			return;
		}
	while (s->depth > 0 && s->stack[s->depth - 1].style > m->style && !list_goes_on(s, i))
		s->depth--;
	if (s->depth > 0 && restarts_outside(s, m))
		s->depth = 0;
}

/* Opens an item for the mark; returns its index. */
static size_t
open_item(struct state *s, size_t i, const struct pk_mark *m)
{
	struct pk_entry e = {.mark = *m, .parent = PK_ROOT, .before = PK_ROOT, .attached = s->attach};
	struct level *top;

	make_room(s, i, m);
	if (s->depth == 0 || s->stack[s->depth - 1].style != m->style) {
		if (s->depth > 0)
			e.parent = s->stack[s->depth - 1].item;
		s->stack[s->depth++] = (struct level){m->style, 0, i};
		if (s->depth == 1)
			s->at_root[m->style] = true;
		else
			s->at_item[m->style] = true;
	} else {
		top = &s->stack[s->depth - 1];
		e.parent = s->o->items.v[top->item].parent;
		/* A count from one again is another list. */
		if (m->value != 1 || s->o->items.v[top->item].mark.value == 0)
			e.before = top->item;
	}
	top = &s->stack[s->depth - 1];
	top->item = s->o->items.n;
	top->block = i;
	e.parent_node = e.parent == PK_ROOT ? NULL : s->o->items.v[e.parent].node;
	pk_tree_item(&s->build, &e, (unsigned)s->depth);
	PK_PUSH(&s->o->items, e);
	if (e.parent != PK_ROOT)
		s->o->items.v[e.parent].children++;
	s->cur = s->o->items.n - 1;
	return s->cur;
}

/* An item without a mark: beside the item it follows, or outside all. */
static size_t
open_unmarked(struct state *s)
{
	struct pk_entry e = {.parent = PK_ROOT, .before = PK_ROOT, .unmarked = true,
	    .attached = s->attach};
	bool named = s->depth > 0 && s->stack[s->depth - 1].style == PK_M_NAME;

	if (named) {
		e.parent = s->stack[s->depth - 1].item;
		e.before = s->cur != e.parent ? s->cur : PK_ROOT;
	} else if (s->cur != PK_ROOT) {
		e.parent = s->o->items.v[s->cur].parent;
		e.before = s->cur;
	}
	e.parent_node = e.parent == PK_ROOT ? NULL : s->o->items.v[e.parent].node;
	pk_tree_item(&s->build, &e, (unsigned)(s->depth ? s->depth + named : 1));
	PK_PUSH(&s->o->items, e);
	if (e.parent != PK_ROOT)
		s->o->items.v[e.parent].children++;
	s->cur = s->o->items.n - 1;
	if (s->depth > 0 && !named)
		s->stack[s->depth - 1].item = s->cur;
	return s->cur;
}

static struct pk_node *
where(const struct state *s)
{
	return s->cur == PK_ROOT ? s->o->plan : s->o->items.v[s->cur].node;
}

/* Text [from, to) of block b as a paragraph of the current item. */
static void
paragraph(struct state *s, const struct pk_block *b, size_t from, size_t to)
{
	struct pk_str t = pk_str_sub(b->text, from, to), trimmed = pk_str_trim(t), key;

	pk_tree_block(&s->build, PK_N_P, where(s), b, from, to);
	if (s->cur == PK_ROOT || trimmed.n == 0)
		return;
	if (b->kind == PK_ROW_LABEL && from == 0) {
		if (pk_is_duty_label(key_of(s, t)))
			s->o->items.v[s->cur].leads = true;
		else
			s->o->items.v[s->cur].members = true;
		return;
	}
	/* …如下: leads into the list below. */
	if (!pk_str_ends(trimmed, PK_S(":")) && !pk_str_ends(trimmed, PK_S("：")))
		s->o->items.v[s->cur].own += trimmed.n;
	if (trimmed.p[0] == '(' || pk_str_starts(trimmed, PK_S("（"))) {
		key = key_of(s, trimmed);
		if (pk_label_len(pk_str_sub(key, 1, key.n)))
			s->o->items.v[s->cur].leads = true;
	}
}

/* Heading of the current item and its text, up to `to`. */
static void
heading(struct state *s, const struct pk_block *b, size_t from, size_t to)
{
	struct pk_str t = pk_str_sub(b->text, 0, to);
	size_t end = pk_heading_end(t, from), bold;

	/* **(一)标题**正文: the bold ends the heading. */
	if (pk_str_ends(pk_str_trim(pk_str_sub(t, 0, from)), PK_S("**")) ||
	    pk_str_starts(pk_str_trim(pk_str_sub(t, 0, from)), PK_S("**"))) {
		bold = pk_str_find(t, PK_S("**"), from);
		end = bold < end ? bold : end;
	}
	pk_tree_block(&s->build, PK_N_HEAD, where(s), b, from, end);
	if (end < to)
		paragraph(s, b, end, to);
}

/* The text of b from `from` on, with the lists inside it; head: it begins with a heading. */
static void
text_with_lists(struct state *s, size_t i, size_t from, bool head)
{
	const struct pk_block *b = &s->b->v[i];
	const struct pk_mark *next = i + 1 < s->b->n ? &s->b->v[i + 1].mark : NULL;
	size_t k, base = s->inner.n, to, n, depth, owner;

	pk_marks_inside(b->text, from, next, &s->inner);
	n = s->inner.n;
	to = n > base ? s->inner.v[base].at : b->text.n;
	if (head)
		heading(s, b, from, to);
	else if (to > from)
		paragraph(s, b, from, to);
	depth = s->depth;
	owner = s->cur;
	for (k = base; k < n; k++) {
		struct pk_inner_mark m = s->inner.v[k];

		to = k + 1 < n ? s->inner.v[k + 1].at : b->text.n;
		(void)open_item(s, i, &m.mark);
		pk_tree_block(&s->build, PK_N_MARKER, where(s), b, m.at, m.at + m.mark.len);
		heading(s, b, m.at + m.mark.len, to);
	}
	/* The list ends with its paragraph unless the next one goes on with it. */
	if (n > base && !(next && next->style == s->inner.v[n - 1].mark.style && next->value > 1)) {
		s->depth = depth < s->depth ? depth : s->depth;
		s->cur = owner;
	}
	s->inner.n = base;
}

/* An item by the mark that block i begins with; returns how many blocks it took. */
static size_t
marked(struct state *s, size_t i)
{
	const struct pk_block *b = &s->b->v[i];
	size_t end = b->lead + b->mark.len;

	(void)open_item(s, i, &b->mark);
	if (b->mark.len > 0)
		pk_tree_block(&s->build, PK_N_MARKER, where(s), b, 0, b->alone ? b->text.n : end);
	if (!b->alone) {
		text_with_lists(s, i, b->mark.len ? end : 0, true);
		return 1;
	}
	if (i + 1 < s->b->n && s->b->v[i + 1].mark.style == PK_M_NONE && s->b->v[i + 1].part == PK_PART_BODY &&
	    (s->b->v[i + 1].kind == PK_ROW_TEXT || s->b->v[i + 1].kind == PK_ROW_LABEL)) {
		text_with_lists(s, i + 1, 0, true);
		return 2;
	}
	return 1;
}

/* A paragraph of an unnumbered plan that says what to do. */
static bool
is_task_text(struct state *s, const struct pk_block *b)
{
	struct pk_str t = pk_str_trim(b->text), key;
	uint32_t last = s->c->rows.v[b->row + b->nrows - 1].last;

	/* Under 指导思想 stands no task. */
	if (s->depth > 0 && s->stack[s->depth - 1].style == PK_M_NAME && s->name_kind < 0)
		return false;
	if (b->kind != PK_ROW_TEXT || t.n < 45 || !pk_is_terminator(last) || t.p[0] == '>')
		return false;
	key = key_of(s, t);
	return !pk_is_framing(key) && !pk_is_web_line(key);
}

/* Behind the units of one item, a paragraph with units of its own is another whose mark was lost. */
static bool
is_lost_item(struct state *s, size_t i)
{
	const struct pk_block *b = &s->b->v[i], *next = b + 1;

	if (s->cur == PK_ROOT || !s->o->items.v[s->cur].leads || b->kind != PK_ROW_TEXT || i + 1 >= s->b->n)
		return false;
	if (next->kind != PK_ROW_LABEL || next->part != PK_PART_BODY || s->b->v[i - 1].kind != PK_ROW_LABEL)
		return false;
	/* 牵头单位: alone on its line has its value in this one. */
	if (s->c->rows.v[s->b->v[i - 1].row].last == ':')
		return false;
	return pk_is_duty_label(key_of(s, next->text));
}

/* 领导小组下设办公室…, behind 组长 and 成员 that stand under no heading. */
static bool
is_lost_org(struct state *s, const struct pk_block *b)
{
	struct pk_str key;

	if (!s->members || s->cur != PK_ROOT || b->kind != PK_ROW_TEXT)
		return false;
	key = key_of(s, b->text);
	return pk_str_find(key, PK_S("小组下设"), 0) != PK_NPOS || pk_str_find(key, PK_S("办公室设在"), 0) != PK_NPOS;
}

/* 1.…表, 2.…表 behind 附件: name attachments and are no items. */
static bool
is_attach_entry(struct state *s, const struct pk_block *b)
{
	if (s->attach_next == 0 || b->mark.style != PK_M_NUM || b->mark.value != s->attach_next)
		return false;
	if (b->text.n > 240 || pk_is_terminator(s->c->rows.v[b->row].last))
		return false;
	s->attach_next++;
	return true;
}

static void
attachment(struct state *s, const struct pk_block *b)
{
	struct pk_str key = key_of(s, b->text);
	size_t colon;
	bool alone;

	(void)pk_is_attach_line(key, &alone);
	colon = pk_str_find(key, PK_S(":"), 0);
	s->attach = true;
	s->attach_next = 0;
	if (colon != PK_NPOS && colon + 1 == key.n)
		s->attach_next = 1;
	else if (colon != PK_NPOS && pk_str_starts(pk_str_sub(key, colon + 1, key.n), PK_S("1.")))
		s->attach_next = 2;
	s->depth = 0;
	s->cur = PK_ROOT;
	pk_tree_block(&s->build, PK_N_P, s->o->plan, b, 0, b->text.n);
}

/* A line of its own that names a section. */
static int
section_name(struct state *s, const struct pk_block *b)
{
	const struct pk_row *r = &s->c->rows.v[b->row];

	if (b->kind != PK_ROW_TEXT || b->part != PK_PART_BODY || b->nrows != 1 || r->width > 30 || r->stop ||
	    pk_is_terminator(r->last) || r->last == ',' || b->mark.style != PK_M_NONE)
		return 0;
	return pk_names_section(key_of(s, b->text));
}

/* Sections of a plan without 一、 may have names all the same: two of them make a habit. */
static void
find_names(struct state *s)
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
count_marks(struct state *s)
{
	size_t last[PK_M_MAX], i, n = 0;
	int k;

	for (k = 0; k < PK_M_MAX; k++)
		last[k] = SIZE_MAX;
	for (i = s->b->n; i > 0; i--) {
		const struct pk_block *b = &s->b->v[i - 1];

		s->next_same[i - 1] = SIZE_MAX;
		if (b->part != PK_PART_BODY || b->mark.style == PK_M_NONE)
			continue;
		s->next_same[i - 1] = last[b->mark.style];
		last[b->mark.style] = i - 1;
		s->o->marks[b->mark.style]++;
		n++;
	}
	s->o->numbered = n >= 2 || s->o->marks[PK_M_HAN] > 0;
}

/* A block of the body; returns how many were used. */
static size_t
body_block(struct state *s, size_t i)
{
	const struct pk_block *b = &s->b->v[i];
	size_t used;

	if (b->kind == PK_ROW_TABLE && (used = pk_tree_table(&s->build, s->o, s->b, i, s->cur)) > 0)
		return used;
	if (b->kind == PK_ROW_ATTACH) {
		attachment(s, b);
		return 1;
	}
	if (is_attach_entry(s, b)) {
		pk_tree_block(&s->build, PK_N_P, where(s), b, 0, b->text.n);
		return 1;
	}
	if (b->mark.style != PK_M_NONE) {
		s->attach_next = 0;
		return marked(s, i);
	}
	if (s->names && (used = (size_t)(section_name(s, b) + 1)) != 1) {
		const struct pk_mark name = {.style = PK_M_NAME};

		s->name_kind = (int)used - 1;
		(void)open_item(s, i, &name);
		text_with_lists(s, i, 0, true);
		return 1;
	}
	if (b->kind == PK_ROW_LABEL && s->cur == PK_ROOT)
		s->members = true;
	if ((!s->o->numbered && !s->attach && is_task_text(s, b)) || is_lost_item(s, i) || is_lost_org(s, b) ||
	    (!s->o->numbered && pk_is_task_label(key_of(s, b->text)))) {
		if (s->depth == 0)
			s->cur = PK_ROOT;
		(void)open_unmarked(s);
		s->o->items.v[s->cur].members = s->members && s->depth == 0;
		text_with_lists(s, i, 0, true);
		return 1;
	}
	if (b->kind == PK_ROW_TEXT && b->part == PK_PART_BODY)
		text_with_lists(s, i, 0, false);
	else
		paragraph(s, b, 0, b->text.n);
	return 1;
}

void
pk_outline_build(struct pk_outline *o, const struct pk_chunk *c, const struct pk_blocks *b,
    struct pk_node **front, struct pk_node **back)
{
	struct state s = {.o = o, .c = c, .b = b, .cur = PK_ROOT, .build = {.arena = o->arena, .plan = o->plan}};
	bool inside = false;
	size_t i;

	s.next_same = pk_alloc(b->n + 1, sizeof(*s.next_same));
	for (i = 0; i < b->n; i++)
		s.build.has_title |= b->v[i].part == PK_PART_TITLE;
	count_marks(&s);
	find_names(&s);
	for (i = 0; i < b->n;) {
		const struct pk_block *x = &b->v[i];

		if (x->part == PK_PART_FURNITURE) {
			pk_tree_furniture(&s.build, inside ? back : front, x);
			i++;
			continue;
		}
		inside = true;
		if (x->part == PK_PART_BODY) {
			i += body_block(&s, i);
			continue;
		}
		if (x->part == PK_PART_TITLE)
			pk_tree_block(&s.build, PK_N_TITLE, o->plan, x, 0, x->text.n);
		else
			pk_tree_block(&s.build, PK_N_P, where(&s), x, 0, x->text.n);
		i++;
	}
	pk_free(s.next_same);
	pk_free(s.inner.v);
	pk_buf_free(&s.key);
	pk_tree_free(&s.build);
}

void
pk_outline_reset(struct pk_outline *o)
{
	o->items.n = o->cells.n = 0;
	memset(o->marks, 0, sizeof(o->marks));
	o->numbered = false;
}

void
pk_outline_free(struct pk_outline *o)
{
	pk_free(o->items.v);
	pk_free(o->cells.v);
	*o = (struct pk_outline){0};
}
