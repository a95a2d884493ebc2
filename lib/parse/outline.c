#include "parse/outline_int.h"

#include "text/utf8.h"

struct pk_str
pk_ol_key(struct pk_ol *s, struct pk_str text)
{
	pk_row_key(pk_str_sub(text, 0, 420), 400, &s->key);
	return pk_buf_view(&s->key);
}

/* Will the list of the innermost item go on behind block i, at the number it has come to? */
static bool
list_goes_on(const struct pk_ol *s, size_t i)
{
	const struct pk_ol_level *top = &s->stack[s->depth - 1];
	size_t next = top->next, k;

	if (next == PK_OL_NONE || next <= i || s->b->v[next].mark.value < 2 ||
	    s->b->v[next].mark.value != top->value + 1)
		return false;
	/* Something of a level above the list ends it. */
	for (k = 0; k + 1 < s->depth; k++)
		if (s->stack[k].next < next)
			return false;
	return true;
}

/* A heading whose own words follow it on the line seldom holds a list. */
static bool
has_run_in_text(const struct pk_entry *e)
{
	return e->own > 30 && !e->children;
}

/* A list that stood outside all others begins again behind an item that holds none of its kind. */
static bool
restarts_outside(const struct pk_ol *s, const struct pk_mark *m)
{
	return m->value == 1 && s->at_root[m->style] && !s->at_item[m->style] && s->depth == 1 &&
	       has_run_in_text(&s->o->items.v[s->stack[0].item]);
}

/* Closes lists until a mark of this style can stand; the stack's top is then its list or its parent. */
static void
make_room(struct pk_ol *s, size_t i, const struct pk_mark *m)
{
	size_t k;

	for (k = s->depth; k > 0; k--)
		if (s->stack[k - 1].style == m->style) {
			s->depth = k;
			return;
		}
	while (s->depth > 0 && s->stack[s->depth - 1].style > m->style && !list_goes_on(s, i) &&
	       (m->style != PK_M_NAME || s->stack[s->depth - 1].style != s->stay))
		s->depth--;
	if (s->depth > 0 && restarts_outside(s, m))
		s->depth = 0;
}

/* The list of this style has come to block i, with this item. */
static struct pk_ol_level
level_at(const struct pk_ol *s, unsigned style, uint32_t item, size_t i)
{
	const struct pk_block *b = &s->b->v[i];

	return (struct pk_ol_level){(enum pk_mark_style)style, item, b->mark.value, b->next ? (uint32_t)i + b->next : PK_OL_NONE};
}

/* Opens an item for the mark; returns its index. */
uint32_t
pk_ol_open(struct pk_ol *s, size_t i, const struct pk_mark *m)
{
	struct pk_entry e = {.mark = *m, .parent = PK_ROOT, .before = PK_ROOT, .attached = s->attach};
	struct pk_ol_level *top;

	make_room(s, i, m);
	if (s->depth == 0 || s->stack[s->depth - 1].style != m->style) {
		if (s->depth > 0)
			e.parent = s->stack[s->depth - 1].item;
		s->stack[s->depth++].style = (enum pk_mark_style)m->style;
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
	s->stack[s->depth - 1] = level_at(s, m->style, (uint32_t)s->o->items.n, i);
	pk_tree_item(&s->build, &e, (unsigned)s->depth);
	PK_PUSH(&s->o->items, e);
	if (e.parent != PK_ROOT)
		s->o->items.v[e.parent].children = true;
	s->cur = (uint32_t)s->o->items.n - 1;
	return s->cur;
}

/* The item without a mark that is innermost, if any, is closed. */
void
pk_ol_close_unmarked(struct pk_ol *s)
{
	size_t k;

	for (k = s->depth; k > 0; k--)
		if (s->stack[k - 1].style == PK_M_NONE) {
			s->depth = k - 1;
			return;
		}
}

/* An item without a mark: beside the item it follows, or outside all. */
uint32_t
pk_ol_open_unmarked(struct pk_ol *s)
{
	struct pk_entry e = {.parent = PK_ROOT, .before = PK_ROOT, .unmarked = true,
	    .attached = s->attach};
	bool named;

	pk_ol_close_unmarked(s);
	named = s->depth > 0 && s->stack[s->depth - 1].style == PK_M_NAME;
	if (named) {
		e.parent = s->stack[s->depth - 1].item;
		e.before = s->cur != e.parent ? s->cur : PK_ROOT;
	} else if (s->cur != PK_ROOT) {
		e.parent = s->o->items.v[s->cur].parent;
		e.before = s->cur;
	}
	pk_tree_item(&s->build, &e, (unsigned)(s->depth ? s->depth + named : 1));
	PK_PUSH(&s->o->items, e);
	if (e.parent != PK_ROOT)
		s->o->items.v[e.parent].children = true;
	s->cur = (uint32_t)s->o->items.n - 1;
	if (s->depth > 0 && !named)
		s->stack[s->depth - 1].item = s->cur;
	/* Lists in its paragraph stand in it. */
	s->stack[s->depth++] = level_at(s, PK_M_NONE, s->cur, s->block);
	return s->cur;
}

size_t
pk_ol_where(const struct pk_ol *s)
{
	return pk_tree_node(s->o, s->cur);
}

static void
add_own(struct pk_entry *e, size_t bytes)
{
	e->own = (uint16_t)(bytes < PK_OWN_MAX - (size_t)e->own ? e->own + bytes : PK_OWN_MAX);
}

/* Text [from, to) of block b as a paragraph of the current item. */
void
pk_ol_paragraph(struct pk_ol *s, const struct pk_block *b, size_t from, size_t to)
{
	struct pk_str t = pk_str_sub(b->text, from, to), trimmed = pk_str_trim(t), key;

	pk_tree_block(&s->build, PK_N_P, pk_ol_where(s), b, from, to);
	if (s->cur == PK_ROOT || trimmed.n == 0)
		return;
	if (b->kind == PK_ROW_LABEL && from == 0) {
		if (pk_is_duty_label(pk_ol_key(s, t)))
			s->o->items.v[s->cur].leads = true;
		else
			s->o->items.v[s->cur].members = true;
		return;
	}
	/* …如下: leads into the list below. */
	if (!pk_str_ends(trimmed, PK_S(":")) && !pk_str_ends(trimmed, PK_S("：")))
		add_own(&s->o->items.v[s->cur], trimmed.n);
	if (trimmed.p[0] == '(' || pk_str_starts(trimmed, PK_S("（"))) {
		key = pk_ol_key(s, trimmed);
		if (pk_label_len(pk_str_sub(key, 1, key.n)))
			s->o->items.v[s->cur].leads = true;
	}
}

/* Heading of the current item and its text, up to `to`. */
static void
heading(struct pk_ol *s, const struct pk_block *b, size_t from, size_t to)
{
	struct pk_str t = pk_str_sub(b->text, 0, to);
	size_t end = pk_heading_end(t, from), bold;

	/* **(一)标题**正文: the bold ends the heading. */
	if (pk_str_ends(pk_str_trim(pk_str_sub(t, 0, from)), PK_S("**")) ||
	    pk_str_starts(pk_str_trim(pk_str_sub(t, 0, from)), PK_S("**"))) {
		bold = pk_str_find(t, PK_S("**"), from);
		end = bold < end ? bold : end;
	}
	pk_tree_block(&s->build, PK_N_HEAD, pk_ol_where(s), b, from, end);
	if (end < to)
		pk_ol_paragraph(s, b, end, to);
}

bool
pk_ol_is_open(const struct pk_ol *s, enum pk_mark_style style)
{
	size_t k;

	for (k = 0; k < s->depth; k++)
		if (s->stack[k].style == style)
			return true;
	return false;
}

/* The text of block i from `from` on, with the lists inside it; own: it begins with a heading, behind this mark. */
void
pk_ol_text(struct pk_ol *s, size_t i, size_t from, const struct pk_mark *own)
{
	const struct pk_block *b = &s->b->v[i];
	const struct pk_mark *next = i + 1 < s->b->n ? &s->b->v[i + 1].mark : NULL;
	size_t k, base = s->inner.n, to, n, depth = s->depth;
	uint32_t owner = s->cur;
	bool beside = false; /* the list goes on beside the item, not in it */

	pk_marks_inside(b->text, from, own, next, &s->inner);
	n = s->inner.n;
	to = n > base ? s->inner.v[base].at : b->text.n;
	if (own)
		heading(s, b, from, to);
	else if (to > from)
		pk_ol_paragraph(s, b, from, to);
	for (k = base; k < n; k++) {
		struct pk_inner_mark m = s->inner.v[k];

		to = k + 1 < n ? s->inner.v[k + 1].at : b->text.n;
		if (m.mark.value == 1 && pk_ol_is_open(s, m.mark.style))
			m.mark.style = PK_M_INNER;
		else if (m.mark.value > 1 && !pk_ol_is_open(s, m.mark.style) && pk_ol_is_open(s, PK_M_INNER))
			m.mark.style = PK_M_INNER;
		(void)pk_ol_open(s, i, &m.mark);
		beside = beside || s->depth <= depth;
		pk_tree_block(&s->build, PK_N_MARKER, pk_ol_where(s), b, m.at, m.at + m.mark.len);
		heading(s, b, m.at + m.mark.len, to);
	}
	/* The list ends with its paragraph unless the next one goes on with it. */
	if (n > base && !beside && !(next && next->style == s->inner.v[n - 1].mark.style && next->value > 1)) {
		s->depth = depth;
		s->cur = owner;
	}
	s->inner.n = base;
}
