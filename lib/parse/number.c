#include "parse/fill.h"

/*
 * Lists count 1, 2, 3 …; a list that goes on with the count of the list of its style
 * before it, in another section, is in order too.
 */
struct counter {
	unsigned value; /* number expected next is value + 1 */
	bool used;
};

static const char *
mark_text(const struct pk_outline *o, const struct pk_entry *e)
{
	const struct pk_node *m = pk_node_child(pk_entry_node(o, e), PK_N_MARKER);
	struct pk_str s = m ? pk_str_trim(pk_node_text(m)) : (struct pk_str){NULL, 0};

	return s.n ? PK_Z(o->arena, s) : pk_arena_dup(o->arena, PK_NUM(e->mark.value), strlen(PK_NUM(e->mark.value)));
}

static bool
is_counted(const struct pk_entry *e)
{
	switch (e->mark.style) {
	case PK_M_PART: case PK_M_CHAPTER: case PK_M_SECTION: case PK_M_ARTICLE: case PK_M_HAN:
	case PK_M_HAN_PAREN: case PK_M_HAN_HALF: case PK_M_DEC1: case PK_M_NUM: case PK_M_DEC2: case PK_M_DEC3:
	case PK_M_DEC4: case PK_M_NUM_PAREN: case PK_M_NUM_HALF: case PK_M_CIRCLE:
		return !e->unmarked;
	default:
		return false;
	}
}

/* The last item of the same list that was counted: unmarked ones have no number. */
static const struct pk_entry *
before(const struct pk_outline *o, const struct pk_entry *e, size_t *lost)
{
	size_t i = e->before;

	*lost = 0;
	while (i != PK_ROOT && o->items.v[i].unmarked) {
		++*lost;
		i = o->items.v[i].before;
	}
	return i == PK_ROOT ? NULL : &o->items.v[i];
}

static void
check(const struct pk_outline *o, struct pk_entry *e, struct counter *c, struct pk_sink *sink,
    const char *file)
{
	size_t lost;
	const struct pk_entry *b = before(o, e, &lost);
	const struct pk_node *head = pk_node_child(pk_entry_node(o, e), PK_N_HEAD);
	struct pk_pos pos = PK_POS(file, head ? head->line : pk_entry_node(o, e)->line);
	unsigned v = e->mark.value, last = b ? b->meant : c->value;

	if (!b) {
		/* The begin of a list: 1, or on with the count of the one before. */
		if (v > 1 && v != c->value + 1 && c->used)
			pk_diag(sink, PK_D_NUM_GAP, pos, mark_text(o, e), PK_NUM(c->value), PK_NUM(c->value + 1), NULL);
		return;
	}
	if (v == last + 1 || v == last + 1 + lost)
		return;
	if (v < last && (last + 1) % 10 == v) {
		e->meant = last + 1;
		pk_diag(sink, PK_D_NUM_GARBLED, pos, mark_text(o, e), PK_NUM(last + 1), NULL);
	} else if (v == last)
		pk_diag(sink, PK_D_NUM_REPEAT, pos, mark_text(o, e), NULL);
	else if (v > last)
		pk_diag(sink, PK_D_NUM_GAP, pos, mark_text(o, e), PK_NUM(last), PK_NUM(last + 1), NULL);
	else
		pk_diag(sink, PK_D_NUM_ORDER, pos, mark_text(o, e), PK_NUM(last), NULL);
}

void
pk_numbers_check(struct pk_outline *o, struct pk_sink *sink, const char *file)
{
	struct counter counter[PK_M_MAX] = {{0}};
	size_t i;

	for (i = 0; i < o->items.n; i++) {
		struct pk_entry *e = &o->items.v[i];
		struct counter *c = &counter[e->mark.style];

		if (!is_counted(e))
			continue;
		e->meant = e->mark.value;
		check(o, e, c, sink, file);
		c->value = e->meant;
		c->used = true;
	}
}
