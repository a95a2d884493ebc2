/* Weak stand-ins until the real files are in; the last of the archive, so that they lose. */
#include "parse/parse.h"

static const struct pk_cue none[] = {{NULL, 0}};
static void
nothing(struct pk_para *p, const struct pk_hit *h, void *state)
{
	(void)p, (void)h, (void)state;
}
#define STUB(k) const struct pk_kind __attribute__((weak)) pk_kind_##k = {#k, none, nothing, NULL};
STUB(unit)
STUB(person)
STUB(target)
STUB(score)
STUB(money)
STUB(evidence)
STUB(reference)
STUB(contact)

struct pk_node *__attribute__((weak))
pk_node_new(struct pk_arena *a, enum pk_node_kind kind, struct pk_node *parent)
{
	struct pk_node *n = PK_NEW(a, struct pk_node);

	n->kind = kind;
	n->parent = parent;
	n->rows = n->cols = 1;
	if (parent && parent->last)
		parent->last->next = n;
	else if (parent)
		parent->first = n;
	if (parent)
		parent->last = n;
	return n;
}
