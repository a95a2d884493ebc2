#include "plan/build.h"
#include "plan/read.h"
#include "plan/attr.h"

/* Batches up to this size are shared by small children. */
enum { BATCH = 1024 * 1024 };

#define K(x) (1u << PK_N_##x)

/* Which elements an element may stand in. */
static const unsigned parents[PK_N_MAX] = {
    [PK_N_PLAN] = K(PLANS),
    [PK_N_TITLE] = K(PLAN),
    [PK_N_P] = K(PLANS) | K(PLAN) | K(ITEM),
    [PK_N_ITEM] = K(PLAN) | K(ITEM),
    [PK_N_MARKER] = K(ITEM),
    [PK_N_HEAD] = K(ITEM),
    [PK_N_TABLE] = K(PLAN) | K(ITEM),
    [PK_N_ROW] = K(TABLE),
    [PK_N_CELL] = K(ROW),
};

/* The innermost open element. */
static struct pk_node *
open_node(struct pk_build *b)
{
	return b->open ? &b->tree.v[b->open - 1] : &b->plans;
}

/* Its last child so far, NULL: none. */
static const struct pk_node *
last_child(const struct pk_build *b)
{
	size_t k = b->tree.n - 1;

	if (b->open == b->tree.n)
		return NULL;
	while (k - b->tree.v[k].up != b->open - 1)
		k -= b->tree.v[k].up;
	return &b->tree.v[k];
}

static struct pk_pos
here(const struct pk_build *b)
{
	return PK_POS(b->file, pk_xml_line(b->xml));
}

static int
misplaced(struct pk_build *b, enum pk_diag_id id, const char *name)
{
	pk_diag(b->sink, id, here(b), name, pk_node_name[open_node(b)->kind], NULL);
	return -1;
}

static int
find(const char *const *names, int n, const char *name)
{
	int i;

	for (i = 0; i < n; i++)
		if (strcmp(names[i], name) == 0)
			return i;
	return -1;
}

/* Is `kind` in its place behind the child that its parent had last? */
static bool
is_in_order(const struct pk_node *last, enum pk_node_kind kind, bool notice)
{
	bool begins = !last || (last->kind == PK_N_P && last->notice);

	switch (kind) {
	case PK_N_TITLE:
		return begins;
	case PK_N_P:
		return !notice || begins;
	case PK_N_MARKER:
		return !last;
	case PK_N_HEAD:
		return !last || last->kind == PK_N_MARKER;
	default:
		return true;
	}
}

static struct pk_arena *
arena(struct pk_build *b)
{
	return &b->last->arena;
}

/* A child of `plans` begins: in the batch of the one before, unless that is full. */
static void
begin_child(struct pk_build *b)
{
	if (!b->last || b->last->arena.total > BATCH) {
		struct pk_batch *batch = pk_zalloc(1, sizeof(*batch));

		if (b->last)
			b->last->next = batch;
		else
			b->first = batch;
		b->last = batch;
	}
	b->last->made++;
	b->tree.n = 0;
	pk_map_free(&b->ids);
}

static int
check_id(struct pk_build *b, const struct pk_node *n)
{
	bool added;

	if (!pk_node_id(n).n)
		return 0;
	(void)pk_map_put(&b->ids, pk_node_id(n), 0, &added);
	if (!added)
		pk_diag(b->sink, PK_D_PLAN_ID_REPEATED, here(b), n->s, NULL);
	return added ? 0 : -1;
}

static int
start_root(struct pk_build *b, const struct pk_xml_tag *tag)
{
	if (!tag->ns || strcmp(tag->ns, PK_PLAN_NS) != 0 || strcmp(tag->name, "plans") != 0) {
		pk_diag(b->sink, PK_D_PLAN_ROOT, here(b), tag->name, PK_PLAN_NS, NULL);
		return -1;
	}
	b->open_root = true;
	b->plans.kind = PK_N_PLANS;
	return pk_attr_node(b, &b->root, &b->plans, tag);
}

static int
start_span(struct pk_build *b, const struct pk_xml_tag *tag)
{
	int kind = find(pk_span_name, PK_SP_MAX, tag->name);
	struct pk_span s = {0};

	if (kind < 0 || b->in_span)
		return misplaced(b, PK_D_PLAN_ELEMENT, tag->name);
	s.kind = (enum pk_span_kind)kind;
	s.from = (uint32_t)b->text.n;
	b->in_span = true;
	if (pk_attr_span(b, arena(b), &s, tag) != 0)
		return -1;
	PK_PUSH(&b->spans, s);
	return 0;
}

static bool
is_notice(const struct pk_xml_tag *tag)
{
	return pk_xml_get(tag, "notice") != NULL;
}

static int
start(void *ctx, const struct pk_xml_tag *tag)
{
	struct pk_build *b = ctx;
	struct pk_node *n = open_node(b);
	int kind;

	if (!b->open_root)
		return start_root(b, tag);
	if (!tag->ns || strcmp(tag->ns, PK_PLAN_NS) != 0)
		return misplaced(b, PK_D_PLAN_ELEMENT, tag->name);
	if (pk_node_is_block(n))
		return start_span(b, tag);
	kind = find(pk_node_name, PK_N_MAX, tag->name);
	if (kind < 0 || !(parents[kind] >> n->kind & 1))
		return misplaced(b, PK_D_PLAN_ELEMENT, tag->name);
	if (n != &b->plans && !is_in_order(last_child(b), (enum pk_node_kind)kind, is_notice(tag)))
		return misplaced(b, PK_D_PLAN_ORDER, tag->name);
	if (n == &b->plans)
		begin_child(b);
	n = pk_nodes_add(&b->tree, (enum pk_node_kind)kind, b->open ? b->open - 1 : 0, 0);
	if (b->last->arena.total + b->tree.n * sizeof(*n) > PK_PLAN_MEMORY_MAX + BATCH) {
		pk_diag(b->sink, PK_D_PLAN_TOO_LARGE, here(b), PK_NUM(PK_PLAN_MEMORY_MAX), NULL);
		return -1;
	}
	if (pk_attr_node(b, arena(b), n, tag) != 0 || check_id(b, n) != 0)
		return -1;
	b->open = b->tree.n;
	b->have_plan = b->have_plan || kind == PK_N_PLAN;
	return 0;
}

static int
end_span(struct pk_build *b, const char *name)
{
	struct pk_span *s = &b->spans.v[b->spans.n - 1];

	s->to = (uint32_t)b->text.n;
	b->in_span = false;
	if (s->from == s->to) {
		pk_diag(b->sink, PK_D_PLAN_EMPTY, here(b), name, NULL);
		return -1;
	}
	return 0;
}

static void
end_block(struct pk_build *b)
{
	struct pk_node *n = open_node(b);

	n->s = pk_str_dup(arena(b), pk_buf_view(&b->text)).p;
	n->size = (uint32_t)b->text.n; /* PK_PLAN_MEMORY_MAX at most */
	n->spans = pk_spans_dup(arena(b), b->spans.v, b->spans.n);
	b->spans.n = 0;
	pk_buf_clear(&b->text);
}

static void
end_child(struct pk_build *b)
{
	struct pk_node *n;

	if (b->keep) {
		n = PK_NEWN(arena(b), b->tree.n, struct pk_node);
		memcpy(n, b->tree.v, b->tree.n * sizeof(*n));
		PK_PUSH(&b->ready, n);
	} else
		b->last->given++;
	if (!b->keep)
		pk_build_release(b);
	b->open = 0;
}

static int
end(void *ctx, const char *ns, const char *name)
{
	struct pk_build *b = ctx;
	struct pk_node *n = open_node(b);

	(void)ns;
	if (b->in_span)
		return end_span(b, name);
	if (pk_node_is_block(n)) {
		end_block(b);
	} else if ((n->kind == PK_N_TABLE || n->kind == PK_N_ROW) && b->open == b->tree.n) {
		pk_diag(b->sink, PK_D_PLAN_EMPTY, here(b), name, NULL);
		return -1;
	}
	if (n == &b->plans)
		return 0;
	if (!pk_node_is_block(n))
		n->size = (uint32_t)(b->tree.n - b->open + 1);
	if (n->up)
		b->open -= n->up;
	else
		end_child(b);
	return 0;
}

static int
text(void *ctx, struct pk_str s)
{
	struct pk_build *b = ctx;

	if (pk_node_is_block(open_node(b))) {
		if (b->text.n + s.n > PK_PLAN_MEMORY_MAX) {
			pk_diag(b->sink, PK_D_PLAN_TOO_LARGE, here(b), PK_NUM(PK_PLAN_MEMORY_MAX), NULL);
			return -1;
		}
		pk_buf_str(&b->text, s);
		return 0;
	}
	if (pk_str_trim(s).n > 0) {
		pk_diag(b->sink, PK_D_PLAN_STRAY_TEXT, here(b), pk_node_name[open_node(b)->kind], NULL);
		return -1;
	}
	return 0;
}

const struct pk_xml_handler pk_build_handler = {start, end, text};

struct pk_node *
pk_build_take(struct pk_build *b)
{
	if (b->at == b->ready.n)
		return NULL;
	b->first->given++;
	return b->ready.v[b->at++];
}

void
pk_build_release(struct pk_build *b)
{
	struct pk_batch *batch;

	while ((batch = b->first) != NULL && batch->given == batch->made) {
		b->first = batch->next;
		if (!b->first)
			b->last = NULL;
		pk_arena_free(&batch->arena);
		pk_free(batch);
	}
	if (b->at == b->ready.n)
		b->at = b->ready.n = 0;
}

int
pk_build_finish(struct pk_build *b)
{
	if (b->have_plan)
		return 0;
	pk_diag(b->sink, PK_D_PLAN_NONE, PK_POS(b->file, 0), NULL);
	return -1;
}

void
pk_build_free(struct pk_build *b)
{
	struct pk_batch *batch;

	while ((batch = b->first) != NULL) {
		b->first = batch->next;
		pk_arena_free(&batch->arena);
		pk_free(batch);
	}
	pk_arena_free(&b->root);
	pk_map_free(&b->ids);
	pk_buf_free(&b->text);
	pk_free(b->tree.v);
	pk_free(b->spans.v);
	pk_free(b->ready.v);
	*b = (struct pk_build){0};
}
