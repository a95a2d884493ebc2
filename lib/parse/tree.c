#include "parse/tree.h"

#include "parse/cue.h"
#include "text/utf8.h"

struct pk_node *
pk_tree_block(struct pk_tree *b, enum pk_node_kind kind, size_t parent, const struct pk_block *block,
    size_t from, size_t to)
{
	struct pk_node *n, *plan;
	struct pk_str text = pk_str_sub(block->text, from, to);
	const char *p, *lf;

	if (b->block != block || from < b->at) {
		b->block = block;
		b->at = 0;
		b->line = block->line;
	}
	p = block->text.p;
	while (b->at < from && (lf = memchr(p + b->at, '\n', from - b->at)) != NULL) {
		b->line++;
		b->at = (size_t)(lf - p) + 1;
	}
	b->at = from;
	n = pk_nodes_add(&b->o->plan, kind, parent, b->line);
	n->s = text.p;
	n->size = (uint32_t)text.n;
	b->titled |= kind == PK_N_TITLE;
	n->silent = block->part != PK_PART_BODY && block->part != PK_PART_TITLE;
	n->notice = kind == PK_N_P && b->has_title && !b->titled;
	plan = b->o->plan.v;
	if (plan[parent].kind == PK_N_ITEM && plan[parent].line == 0)
		plan[parent].line = n->line;
	if (plan->line == 0)
		plan->line = n->line;
	return n;
}

struct pk_node *
pk_tree_furniture(struct pk_nodes *list, struct pk_str text, size_t line)
{
	struct pk_node *n = pk_nodes_add(list, PK_N_P, list->n, line);

	n->s = text.p;
	n->size = (uint32_t)text.n;
	n->furniture = n->silent = true;
	return n;
}

size_t
pk_tree_node(const struct pk_outline *o, uint32_t i)
{
	return i == PK_ROOT ? 0 : o->items.v[i].node;
}

/* Where the item is, or would be put: those of one number below one parent are the same. */
static uint32_t *
slot_of(const struct pk_tree *b, const struct pk_entry *e)
{
	const uint32_t key[2] = {e->parent, e->mark.value};
	size_t i = pk_hash_keyed(1, key, sizeof(key)) & (b->cap - 1);
	const struct pk_entry *x;

	for (; b->first[i]; i = (i + 1) & (b->cap - 1)) {
		x = &b->o->items.v[b->first[i] - 1];
		if (x->parent == e->parent && x->mark.value == e->mark.value)
			break;
	}
	return &b->first[i];
}

static void
grow_table(struct pk_tree *b)
{
	struct pk_tree old = *b;
	size_t i;

	b->cap = old.cap ? old.cap * 2 : 64;
	b->first = pk_zalloc(b->cap, sizeof(*b->first));
	for (i = 0; i < old.cap; i++)
		if (old.first[i])
			*slot_of(b, &b->o->items.v[old.first[i] - 1]) = old.first[i];
	pk_free(old.first);
}

/* How many items there are of e's number below its parent, e counted, which comes next. */
static uint32_t
count_same(struct pk_tree *b, struct pk_entry *e)
{
	uint32_t *slot;

	if (b->nfirst * 4 >= b->cap * 3)
		grow_table(b);
	slot = slot_of(b, e);
	if (*slot)
		return ++b->o->items.v[*slot - 1].same;
	b->nfirst++;
	*slot = (uint32_t)b->o->items.n + 1;
	return e->same = 1;
}

void
pk_tree_item(struct pk_tree *b, struct pk_entry *e, unsigned level)
{
	size_t parent = pk_tree_node(b->o, e->parent);
	struct pk_node *n = pk_nodes_add(&b->o->plan, PK_N_ITEM, parent, 0);
	struct pk_buf *id = &b->id;
	uint32_t same = count_same(b, e);

	e->node = (uint32_t)b->o->plan.n - 1;
	n->level = level & 127;
	n->role = PK_R_TASK;
	pk_buf_clear(id);
	pk_buf_str(id, pk_node_id(&b->o->plan.v[parent]));
	pk_buf_puts(id, e->mark.value ? "." : ".n");
	if (e->mark.value)
		pk_buf_puts(id, PK_NUM(e->mark.value));
	if (e->mark.value && same > 1)
		pk_buf_putc(id, '-');
	if (!e->mark.value || same > 1)
		pk_buf_puts(id, PK_NUM(same));
	n->s = pk_arena_dup(b->o->arena, id->p, id->n);
}

void
pk_tree_free(struct pk_tree *b)
{
	pk_free(b->first);
	pk_buf_free(&b->id);
}

size_t
pk_heading_end(struct pk_str text, size_t from)
{
	size_t i, len, open = 0, opened = from;
	uint32_t cp;

	for (i = from; i < text.n; i += len) {
		len = pk_utf8_next(text.p + i, text.n - i, &cp);
		if (cp >= 0x4e00 && cp <= 0x9fff)
			continue;
		cp = pk_fold(cp);
		if (cp == '(' || cp == 0x300a) {
			if (open++ == 0)
				opened = i + len;
		} else if (cp == ')' || cp == 0x300b) {
			open -= open > 0;
		} else if (cp == 0x3002 || cp == ';') {
			if (open == 0)
				return i + len;
		}
	}
	/* A bracket that is never closed hides nothing. */
	if (open > 0)
		for (i = opened; i < text.n; i += len) {
			len = pk_utf8_next(text.p + i, text.n - i, &cp);
			cp = pk_fold(cp);
			if (cp == 0x3002 || cp == ';')
				return i + len;
		}
	return text.n;
}
