#include "score/where.h"

static const struct {
	const char *sign;
	enum pk_where_op op;
} signs[] = {{"=~", PK_W_MATCH}, {"!=", PK_W_NE}, {"!~", PK_W_HASNOT}, {"<=", PK_W_LE}, {">=", PK_W_GE}, {"<", PK_W_LT},
    {">", PK_W_GT}, {"=", PK_W_EQ}, {"~", PK_W_HAS}};

static int
no_filter(struct pk_str text, struct pk_sink *sink)
{
	struct pk_arena a = PK_ARENA_INIT;

	pk_diag(sink, PK_D_TALLY_WHERE, PK_NOPOS, PK_Z(&a, text), NULL);
	pk_arena_free(&a);
	return -1;
}

int
pk_where_parse(struct pk_str text, struct pk_where *out, struct pk_sink *sink)
{
	size_t i, k;

	for (i = 0; i < text.n; i++)
		for (k = 0; k < sizeof(signs) / sizeof(signs[0]); k++) {
			struct pk_str rest = pk_str_sub(text, i, text.n), sign = pk_str(signs[k].sign);

			if (!pk_str_starts(rest, sign))
				continue;
			*out = (struct pk_where){.op = signs[k].op, .at = PK_NPOS};
			out->column = pk_str_trim(pk_str_sub(text, 0, i));
			out->value = pk_str_trim(pk_str_sub(rest, sign.n, rest.n));
			out->decimal = pk_dec_parse(out->value, &out->number) == 0;
			out->plain = (out->op == PK_W_EQ || out->op == PK_W_NE) && !out->decimal &&
			             out->value.n > 0 && !memchr(out->value.p, '|', out->value.n);
			if (out->column.n == 0)
				return no_filter(text, sink);
			if (out->op == PK_W_MATCH)
				out->pattern = pk_pattern_new(out->value, PK_NOPOS, sink);
			return out->op == PK_W_MATCH && !out->pattern ? -1 : 0;
		}
	return no_filter(text, sink);
}

void
pk_where_free(struct pk_where *w)
{
	pk_pattern_free(w->pattern);
	w->pattern = NULL;
}

/* a against b, which is `decimal` with the value v: by value when both are numbers. */
static int
compare(struct pk_str a, struct pk_str b, bool decimal, struct pk_dec v)
{
	struct pk_dec x;

	if (decimal && pk_dec_parse(a, &x) == 0)
		return pk_dec_cmp(x, v);
	return pk_str_cmp(a, b);
}

static bool
is_any(const struct pk_where *w, struct pk_str cell)
{
	struct pk_str rest = w->value, one;
	struct pk_dec v;

	if (pk_str_eq(cell, w->value))
		return true;
	if (w->decimal)
		return compare(cell, w->value, true, w->number) == 0;
	if (w->value.n == 0 || !memchr(w->value.p, '|', w->value.n))
		return false;
	while (pk_str_split(&rest, '|', &one)) {
		bool decimal = pk_dec_parse(one, &v) == 0;

		if (compare(cell, one, decimal, v) == 0)
			return true;
	}
	return false;
}

int
pk_where_holds(const struct pk_where *w, struct pk_str cell)
{
	struct pk_sink quiet = {0}; /* the caller says which cell it was */

	switch (w->op) {
	case PK_W_EQ:
		return is_any(w, cell);
	case PK_W_NE:
		return !is_any(w, cell);
	case PK_W_LT:
		return compare(cell, w->value, w->decimal, w->number) < 0;
	case PK_W_LE:
		return compare(cell, w->value, w->decimal, w->number) <= 0;
	case PK_W_GT:
		return compare(cell, w->value, w->decimal, w->number) > 0;
	case PK_W_GE:
		return compare(cell, w->value, w->decimal, w->number) >= 0;
	case PK_W_HAS:
		return pk_str_find(cell, w->value, 0) != PK_NPOS;
	case PK_W_HASNOT:
		return pk_str_find(cell, w->value, 0) == PK_NPOS;
	case PK_W_MATCH:
		return pk_pattern_match(w->pattern, cell, PK_NOPOS, &quiet);
	}
	return false;
}
