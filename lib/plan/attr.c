#include "plan/attr.h"
#include "plan/value.h"

#define K(x) (1u << PK_N_##x)

enum member {
	ID, REGULATION, LINE, LEVEL, ROLE, EDTF, YEAR, SOURCE, FURNITURE, NOTICE, AUTO, COLS, BY_HAND, GENERATOR, NO_NEWLINE
};

/* An attribute of nodes: on which elements, on which of them required, its type and its member. */
static const struct {
	const char *name;
	unsigned on, needed;
	enum pk_value value;
	enum member member;
} attrs[] = {
    {"id", K(PLAN) | K(ITEM), K(PLAN) | K(ITEM), PK_V_ID, ID},
    {"kind", K(PLAN), K(PLAN), PK_V_DOCUMENT, REGULATION},
    {"line", K(PLAN) | K(TITLE) | K(P) | K(ITEM) | K(MARKER) | K(HEAD) | K(TABLE) | K(CELL),
	K(PLAN) | K(TITLE) | K(P) | K(ITEM) | K(TABLE) | K(CELL), PK_V_LINE, LINE},
    {"level", K(ITEM), K(ITEM), PK_V_SMALL, LEVEL},
    {"role", K(ITEM), K(ITEM), PK_V_ITEM_ROLE, ROLE},
    {"edtf", K(ITEM), 0, PK_V_EDTF, EDTF},
    {"year", K(PLAN), 0, PK_V_YEAR, YEAR},
    {"source", K(PLAN), 0, PK_V_TEXT, SOURCE},
    {"furniture", K(P), 0, PK_V_YES, FURNITURE},
    {"notice", K(P), 0, PK_V_YES, NOTICE},
    {"auto", K(MARKER), 0, PK_V_YES, AUTO},
    {"rows", K(CELL), 0, PK_V_SMALL, LEVEL},
    {"cols", K(CELL), 0, PK_V_SMALL, COLS},
    {"by", K(PLAN) | K(TITLE) | K(P) | K(ITEM) | K(MARKER) | K(HEAD) | K(TABLE) | K(CELL), 0, PK_V_HAND,
	BY_HAND},
    {"generator", K(PLANS), 0, PK_V_TEXT, GENERATOR},
    {"final-newline", K(PLANS), 0, PK_V_NO, NO_NEWLINE},
};
enum { NATTRS = sizeof(attrs) / sizeof(attrs[0]) };

static struct pk_pos
here(const struct pk_build *b)
{
	return PK_POS(b->file, pk_xml_line(b->xml));
}

static int
unknown(struct pk_build *b, const struct pk_xml_tag *tag, const char *name)
{
	pk_diag(b->sink, PK_D_PLAN_ATTR_UNKNOWN, here(b), tag->name, name, NULL);
	return -1;
}

static int
missing(struct pk_build *b, const struct pk_xml_tag *tag, const char *name)
{
	pk_diag(b->sink, PK_D_PLAN_ATTR_MISSING, here(b), tag->name, name, NULL);
	return -1;
}

/* The value, kept in the arena, when it is one of its type; *ok tells. */
static struct pk_str
checked(struct pk_build *b, struct pk_arena *a, const struct pk_xml_tag *tag,
    const struct pk_xml_attr *attr, enum pk_value v, bool *ok)
{
	struct pk_str s = pk_str_dup(a, attr->value);

	*ok = pk_value_is_valid(v, s);
	if (!*ok)
		pk_diag(b->sink, PK_D_PLAN_ATTR_VALUE, here(b), tag->name, attr->name, s.p, pk_value_what(v),
		    NULL);
	return s;
}

static struct pk_about *
about(struct pk_arena *a, struct pk_node *plan)
{
	if (!plan->about)
		plan->about = PK_NEW(a, struct pk_about);
	return plan->about;
}

static unsigned
role_named(struct pk_str s)
{
	unsigned role;

	for (role = 0; role < PK_R_MAX - 1 && !pk_str_is(s, pk_role_name[role]);)
		role++;
	return role;
}

/* s is valid, and has a NUL behind it. */
static void
store(struct pk_arena *a, struct pk_node *n, enum member member, struct pk_str s)
{
	int64_t number = 0;

	(void)pk_str_int(s, 0, INT64_MAX, &number);
	switch (member) {
	case ID: case GENERATOR:
		n->s = s.p;
		break;
	case REGULATION:
		n->regulation = pk_str_is(s, "regulation");
		break;
	case LINE:
		n->line = pk_node_line((size_t)number);
		break;
	case LEVEL:
		n->level = (unsigned)number & 127u;
		break;
	case COLS:
		n->cols = (unsigned)number & 127u;
		break;
	case ROLE:
		n->role = role_named(s) & 15u;
		break;
	case EDTF:
		n->edtf = s.p;
		break;
	case YEAR:
		about(a, n)->year = s;
		break;
	case SOURCE:
		about(a, n)->source = s;
		break;
	case FURNITURE:
		n->furniture = true;
		break;
	case NOTICE:
		n->notice = true;
		break;
	case AUTO:
		n->auto_marker = true;
		break;
	case BY_HAND:
		n->by_hand = true;
		break;
	case NO_NEWLINE:
		n->no_final_newline = true;
		break;
	}
}

/* What the tables cannot say: where a p is furniture, where it is a notice; inherited lines. */
static int
finish_node(struct pk_build *b, struct pk_node *n, const struct pk_xml_tag *tag)
{
	const struct pk_node *parent = pk_node_parent(n);
	bool top = n->kind == PK_N_P && !parent, in_plan = parent && parent->kind == PK_N_PLAN;

	if (top && !n->furniture)
		return missing(b, tag, "furniture");
	if (!top && n->furniture)
		return unknown(b, tag, "furniture");
	if (n->notice && !in_plan)
		return unknown(b, tag, "notice");
	if (!n->line && parent)
		n->line = parent->line;
	return 0;
}

int
pk_attr_node(
    struct pk_build *b, struct pk_arena *a, struct pk_node *n, const struct pk_xml_tag *tag)
{
	unsigned kind = 1u << n->kind, seen = 0;
	size_t i;
	int k;

	for (i = 0; i < tag->nattr; i++) {
		const struct pk_xml_attr *attr = &tag->attr[i];
		struct pk_str s;
		bool ok;

		for (k = 0; k < NATTRS; k++)
			if ((attrs[k].on & kind) && strcmp(attrs[k].name, attr->name) == 0)
				break;
		if (k == NATTRS || attr->ns)
			return unknown(b, tag, attr->name);
		s = checked(b, a, tag, attr, attrs[k].value, &ok);
		if (!ok)
			return -1;
		store(a, n, attrs[k].member, s);
		seen |= 1u << k;
	}
	for (k = 0; k < NATTRS; k++)
		if ((attrs[k].needed & kind) && !(seen >> k & 1))
			return missing(b, tag, attrs[k].name);
	return n->kind == PK_N_PLANS ? 0 : finish_node(b, n, tag);
}

/* A time has the value that its type asks for; a masked one may lack it. */
static int
finish_time(struct pk_build *b, const struct pk_span *s, const struct pk_xml_tag *tag)
{
	bool recurs = pk_str_is(s->attr[PK_A_TYPE], "cadence") || pk_str_is(s->attr[PK_A_TYPE], "duration");

	if (s->attr[PK_A_MASKED].n)
		return 0;
	if (recurs)
		return s->attr[PK_A_EVERY].n ? 0 : missing(b, tag, "every");
	return s->attr[PK_A_EDTF].n ? 0 : missing(b, tag, "edtf");
}

int
pk_attr_span(
    struct pk_build *b, struct pk_arena *a, struct pk_span *s, const struct pk_xml_tag *tag)
{
	size_t i;
	int k;

	for (i = 0; i < tag->nattr; i++) {
		const struct pk_xml_attr *attr = &tag->attr[i];
		bool ok;

		for (k = 0; k < PK_A_MAX; k++)
			if (pk_attr_name[s->kind][k] && strcmp(pk_attr_name[s->kind][k], attr->name) == 0)
				break;
		if (k == PK_A_MAX || attr->ns)
			return unknown(b, tag, attr->name);
		s->attr[k] = checked(b, a, tag, attr, pk_value_of(s->kind, (enum pk_span_attr)k), &ok);
		if (!ok)
			return -1;
	}
	for (k = 0; k < PK_A_MAX; k++)
		if ((pk_span_needs[s->kind] >> k & 1) && !s->attr[k].n)
			return missing(b, tag, pk_attr_name[s->kind][k]);
	return s->kind == PK_SP_TIME ? finish_time(b, s, tag) : 0;
}
