#include "plan/lint_int.h"

#include "text/utf8.h"

/*
 * Labels with nothing behind them: "责任单位:", "完成时限：；", "成员:……", and empty cells
 * below such a label in a table.
 */
enum { LABEL_MAX = 12, COLUMNS = 64 }; /* Han characters of a label; columns of a table looked at */

/* What a label that wants a name, a time or a number ends in. */
static const char *const wanting[] = {"单位", "部门", "科室", "领导", "责任人", "负责人", "联系人",
    "联络员", "组长", "成员", "主任", "时限", "时间", "日期", "电话", "邮箱", NULL};

static bool
is_wanting(struct pk_str label)
{
	return label.n > 0 && pk_utf8_count(label) <= LABEL_MAX && pk_lint_ends(label, wanting);
}

/* The Han characters that end at byte `at`. */
static struct pk_str
label_before(struct pk_str s, size_t at)
{
	size_t from = at, k;
	uint32_t cp;

	while (from >= 3) {
		k = from - 3;
		if (pk_utf8_next(s.p + k, s.n - k, &cp) != 3 || !pk_is_han(cp))
			break;
		from = k;
	}
	return pk_str_sub(s, from, at);
}

enum after { FILLED, NOTHING, AT_END };

static enum after
after_colon(struct pk_str s, size_t at)
{
	static const char *const ends[] = {";", ")", "]", "。", ",", "……", "…", NULL};
	struct pk_str rest = pk_str_sub(s, at, s.n);

	if (rest.n == 0)
		return AT_END;
	return pk_lint_starts(rest, ends) ? NOTHING : FILLED;
}

/* Does what follows the block fill its last label: a line without label, a list, a table? */
static bool
is_filled_below(struct pk_lint *l, const struct pk_node *n)
{
	const struct pk_node *next = pk_node_next(l->plan, n);
	struct pk_str s;
	size_t colon;

	while (
	    next && next->kind != PK_N_ITEM && next->kind != PK_N_TABLE && !pk_lint_is_block(next))
		next = pk_node_next(l->plan, next);
	if (!next)
		return false;
	if (next->kind == PK_N_ITEM || next->kind == PK_N_TABLE)
		return pk_node_parent(next) == pk_node_parent(n);
	s = pk_lint_folded(l, pk_node_text(next));
	colon = pk_str_find(s, PK_S(":"), 0);
	return s.n > 0 && (colon == PK_NPOS || !is_wanting(label_before(s, colon)));
}

static void
labels(struct pk_lint *l, const struct pk_node *n)
{
	struct pk_str s = pk_lint_folded(l, pk_node_text(n)), label;
	size_t at = 0;
	enum after a;

	while ((at = pk_str_find(s, PK_S(":"), at)) != PK_NPOS) {
		label = label_before(s, at++);
		if (!is_wanting(label) || (a = after_colon(s, at)) == FILLED)
			continue;
		if (a == AT_END && is_filled_below(l, n))
			continue;
		pk_lint_add(l, PK_D_LINT_EMPTY, n, pk_lint_folded_line(l, n, at - 1),
		    PK_Z(&l->arena, label), NULL);
	}
}

static const struct pk_node *
cell_at(const struct pk_node *row, size_t k)
{
	const struct pk_node *c = pk_node_first(row);

	while (c && k > 0) {
		if (c->cols > 1 || c->level > 1)
			return NULL; /* merged cells: columns cannot be counted */
		c = pk_node_sibling(c);
		k--;
	}
	return c;
}

static void
column(struct pk_lint *l, const struct pk_node *table, const struct pk_node *header, size_t k)
{
	const struct pk_node *row, *c;
	struct pk_str label = pk_lint_folded(l, pk_node_text(header));

	if (!is_wanting(label))
		return;
	for (row = pk_node_sibling(pk_node_first(table)); row; row = pk_node_sibling(row)) {
		c = cell_at(row, k);
		if (c && pk_lint_folded(l, pk_node_text(c)).n == 0)
			pk_lint_add(l, PK_D_LINT_EMPTY, c, c->line, PK_Z(&l->arena, label), NULL);
	}
}

void
pk_lint_empty(struct pk_lint *l)
{
	const struct pk_node *n, *c;
	size_t k;

	for (n = l->plan; n; n = pk_node_next(l->plan, n)) {
		if (n->kind == PK_N_P || n->kind == PK_N_HEAD)
			labels(l, n);
		if (n->kind == PK_N_TABLE && pk_node_first(n))
			for (c = pk_node_first(pk_node_first(n)), k = 0; c && k < COLUMNS; c = pk_node_sibling(c), k++)
				column(l, n, c, k);
	}
}
