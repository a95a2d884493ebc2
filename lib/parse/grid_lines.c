#include "parse/grid_int.h"

#include "text/num.h"

/*
 * Tables whose cells stand on lines of their own, as copies of web pages have them: the names of
 * the columns, the first of them 序号, then row by row.  Some write a bar behind each cell; a
 * cell of several lines has it behind the last of them.
 */

/* A line without the bar that ends its cell. */
static struct pk_str
cell_text(const struct pk_block *x)
{
	struct pk_str s = pk_str_trim(x->text);

	return pk_str_ends(s, PK_S("|")) ? pk_str_trim(pk_str_sub(s, 0, s.n - 1)) : s;
}

static bool
ends_cell(const struct pk_block *x)
{
	return pk_str_ends(pk_str_trim(x->text), PK_S("|"));
}

/* The column that block i names, in a table whose cells stand on lines of their own. */
static enum column
named_column(const struct pk_blocks *b, size_t i, struct pk_buf *key)
{
	const struct pk_block *x = &b->v[i];

	if (i >= b->n || x->part != PK_PART_BODY || x->kind != PK_ROW_TEXT || x->mark.style != PK_M_NONE ||
	    x->text.n > 40)
		return COL_NONE;
	pk_row_key(cell_text(x), 60, key);
	return pk_grid_column(pk_buf_view(key));
}

/* The number that block i is, and nothing else; 0 when it is none. */
static int64_t
number_at(const struct pk_blocks *b, size_t i)
{
	int64_t v;

	return i < b->n && b->v[i].part == PK_PART_BODY && pk_str_int(cell_text(&b->v[i]), 1, 9999, &v) == 0 ? v : 0;
}

/* A row whose cells end in bars; i when its cells are not all there. */
static size_t
barred_end(const struct grid *g, const struct pk_blocks *b, size_t i)
{
	enum { LINES = 400 }; /* of one row */
	size_t k, cells = 0;

	for (k = i; k < b->n && k < i + LINES && b->v[k].part == PK_PART_BODY; k++)
		if (ends_cell(&b->v[k]) && ++cells == g->ncols)
			return k + 1;
	return i;
}

/* The last row has no number behind it: it takes the cells its columns have room for. */
static size_t
row_end(const struct grid *g, const struct pk_blocks *b, size_t i, int64_t number)
{
	size_t k = i + 1;

	while (k < b->n && k < i + COLUMNS && b->v[k].part == PK_PART_BODY && b->v[k].mark.style == PK_M_NONE &&
	       b->v[k].kind != PK_ROW_ATTACH && b->v[k].kind != PK_ROW_TABLE && number_at(b, k) != number + 1)
		k++;
	if (number_at(b, k) != number + 1 && k > i + g->ncols)
		k = i + g->ncols;
	return k;
}

/*
 * Line k of a row's cells belongs to which column?  Some cell may have several lines: the last
 * line is the last column's, a long one more of the task, a short one another unit.
 */
static size_t
column_of_line(const struct grid *g, size_t k, size_t cells, size_t extra, size_t bytes)
{
	enum { SHORT = 48 }; /* bytes of a unit's name */

	if (extra == 0)
		return k + 1;
	if (k + 1 == cells)
		return g->ncols - 1;
	if (bytes > SHORT)
		return g->task;
	return k + 1 < g->ncols - 1 ? k + 1 : g->ncols - 2;
}

/* Line x of column col, below the item; its bar, which is no part of what it says, is set apart. */
static void
put_line(struct grid *g, size_t item, enum pk_node_kind kind, const struct pk_block *x, size_t col)
{
	struct pk_str s = cell_text(x);
	size_t to = ends_cell(x) ? (size_t)(s.p - x->text.p) + s.n : x->text.n;
	struct pk_cell_label l = {g->o->plan.n, {NULL, 0}, 0};

	if (to > 0)
		pk_tree_block(g->b, kind, item, x, 0, to);
	if (to > 0 && kind == PK_N_P && col < g->ncols && g->col[col] == COL_OTHER) {
		l.label = g->label[col];
		PK_PUSH(&g->o->cells, l);
	}
	if (to < x->text.n)
		pk_tree_block(g->b, PK_N_P, item, x, to, x->text.n)->silent = true;
}

/* A row of cells on lines of their own: its number in block i, the rest up to `end`. */
static void
line_row(struct grid *g, const struct pk_blocks *b, size_t i, size_t end)
{
	struct pk_entry e = {.parent = g->parent, .before = PK_ROOT, .mark = {.style = PK_M_RECORD}};
	size_t k, cells = end - i - 1, extra = cells + 1 > g->ncols ? cells + 1 - g->ncols : 0, col = 1;

	e.mark.value = (unsigned)number_at(b, i);
	if (g->parent != PK_ROOT)
		g->o->items.v[g->parent].children = true;
	pk_tree_item(g->b, &e, g->parent == PK_ROOT ? 1 : g->o->plan.v[pk_grid_at(g)].level + 1);
	pk_tree_block(g->b, PK_N_MARKER, e.node, &b->v[i], 0, b->v[i].text.n);
	for (k = 0; k < cells; k++) {
		const struct pk_block *x = &b->v[i + 1 + k];

		if (!g->bars)
			col = cells + 1 >= g->ncols ? column_of_line(g, k, cells, extra, x->text.n) : COLUMNS;
		put_line(g, e.node, k == 0 ? PK_N_HEAD : PK_N_P, x, col);
		col += g->bars && ends_cell(x);
	}
	PK_PUSH(&g->o->items, e);
}

/* The names of the columns, from block i on; where the rows begin, or i. */
static size_t
names_end(struct grid *g, const struct pk_blocks *b, size_t i)
{
	struct pk_buf key = PK_BUF_INIT;
	size_t k = i, known = 0;
	enum column col;

	for (; k < b->n && g->ncols < COLUMNS && number_at(b, k) == 0; k++) {
		if (g->bars && (!ends_cell(&b->v[k]) || b->v[k].part != PK_PART_BODY))
			break;
		if ((col = named_column(b, k, &key)) == COL_NONE && !g->bars)
			break; /* bars tell of a column whose name we do not know */
		known += col != COL_NONE;
		if (col == COL_TASK && g->task == COLUMNS)
			g->task = g->ncols;
		pk_buf_putc(&key, ':');
		g->label[g->ncols] = pk_str_dup(g->o->arena, pk_buf_view(&key));
		g->col[g->ncols++] = col;
	}
	pk_buf_free(&key);
	return g->ncols >= 3 && known * 3 >= g->ncols * 2 && g->col[0] == COL_NUMBER && g->task == 1 ? k : i;
}

size_t
pk_tree_columns(struct pk_tree *b, struct pk_outline *o, const struct pk_blocks *blocks, size_t i, uint32_t parent)
{
	struct grid g = {.b = b, .o = o, .parent = parent, .task = COLUMNS, .bars = ends_cell(&blocks->v[i])};
	size_t k = names_end(&g, blocks, i), end;
	int64_t v = number_at(blocks, k);

	/* the page of a longer table may begin anywhere, but only bars tell that it is one */
	if (k == i || v == 0 || (v > 1 && !g.bars) || (g.bars && barred_end(&g, blocks, k) == k))
		return 0;
	for (end = i; end < k; end++)
		pk_tree_block(b, PK_N_P, pk_grid_at(&g), &blocks->v[end], 0, blocks->v[end].text.n)->silent = true;
	for (; number_at(blocks, k) == v; v++, k = end) {
		end = g.bars ? barred_end(&g, blocks, k) : row_end(&g, blocks, k, v);
		if (end <= k + 1)
			break;
		line_row(&g, blocks, k, end);
	}
	return k - i;
}
