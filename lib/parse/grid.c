#include "parse/grid_int.h"

#include "text/num.h"
#include "text/utf8.h"

/*
 * Tables in text: cells between tabs or bars, under a header row that names the
 * columns.  A row that has a task is an item: its number the marker, the task the
 * heading, every other cell a paragraph that its column's name labels.
 */
static const struct {
	const char *word;
	enum column col;
} names[] = {{"序号", COL_NUMBER}, {"编号", COL_NUMBER}, {"类别", COL_GROUP}, {"分类", COL_GROUP},
    {"领域", COL_GROUP}, {"重点任务", COL_TASK}, {"工作任务", COL_TASK}, {"主要任务", COL_TASK}, {"任务", COL_TASK},
    {"任务名称", COL_TASK}, {"任务内容", COL_TASK}, {"具体任务", COL_TASK}, {"目标任务", COL_TASK},
    {"工作内容", COL_TASK}, {"工作事项", COL_TASK}, {"工作项目", COL_TASK}, {"重点工作", COL_TASK}, {"事项", COL_TASK},
    {"项目", COL_TASK}, {"项目名称", COL_TASK}, {"活动内容", COL_TASK}, {"活动名称", COL_TASK}, {"内容", COL_TASK},
    {"整治内容", COL_TASK}, {"问题", COL_TASK}, {"主要内容", COL_TASK}, {"工作要点", COL_TASK}, {"考核内容", COL_TASK},
    {"考核项目", COL_TASK}, {"考评项目", COL_TASK}, {"考核事项", COL_TASK}, {"评价项目", COL_TASK}, {"评分项目", COL_TASK},
    {"检查项目", COL_TASK}, {"检查内容", COL_TASK}, {"测评内容", COL_TASK}, {"整改任务", COL_TASK}, {"整改事项", COL_TASK},
    {"任务事项", COL_TASK}, {"改革任务", COL_TASK}, {"改革事项", COL_TASK}, {"创建任务", COL_TASK}, {"工作任务及内容", COL_TASK},
    {"考核指标", COL_OTHER}, {"考核标准", COL_OTHER}, {"评分办法", COL_OTHER}, {"评分细则", COL_OTHER}, {"考核方法", COL_OTHER},
    {"标准分", COL_OTHER}, {"扣分标准", COL_OTHER}, {"评价标准", COL_OTHER}, {"进度安排", COL_OTHER}, {"时间节点", COL_OTHER},
    {"时间安排", COL_OTHER}, {"起止时间", COL_OTHER}, {"整改措施", COL_OTHER}, {"推进措施", COL_OTHER}, {"落实措施", COL_OTHER},
    {"主要措施", COL_OTHER}, {"目标要求", COL_OTHER}, {"整改目标", COL_OTHER}, {"联系电话", COL_OTHER},
    {"牵头单位", COL_OTHER}, {"责任单位", COL_OTHER}, {"配合单位", COL_OTHER}, {"完成时限", COL_OTHER},
    {"完成时间", COL_OTHER}, {"时间", COL_OTHER}, {"责任人", COL_OTHER}, {"备注", COL_OTHER}, {"时限", COL_OTHER},
    {"责任部门", COL_OTHER}, {"牵头部门", COL_OTHER}, {"责任领导", COL_OTHER}, {"牵头领导", COL_OTHER},
    {"工作措施", COL_OTHER}, {"具体措施", COL_OTHER}, {"工作要求", COL_OTHER}, {"经费", COL_OTHER}, {"标准", COL_OTHER},
    {"工作目标", COL_OTHER}, {"评分标准", COL_OTHER}, {"分值", COL_OTHER}, {"完成期限", COL_OTHER}, {"协办单位", COL_OTHER},
    {"承办单位", COL_OTHER}, {"主办单位", COL_OTHER}, {"地点", COL_OTHER}};

struct cell {
	size_t from, to; /* without separators and blanks at its ends */
};

/* The end of the white space at i when it sets two columns apart (two blanks or one ideographic), else i. */
static size_t
wide_gap(struct pk_str s, size_t i)
{
	size_t from = i, len;
	uint32_t cp;
	bool wide = false;

	for (; i < s.n; i += len) {
		len = pk_utf8_next(s.p + i, s.n - i, &cp);
		if (!pk_is_blank(cp))
			break;
		wide = wide || cp == 0x3000 || cp == '\t' || i > from;
	}
	return wide ? i : from;
}

/* Columns that blanks set apart. */
static size_t
split_gaps(struct pk_str s, struct cell *cell)
{
	size_t i = 0, n = 0, from, to, gap;

	while (i < s.n && (gap = wide_gap(s, i)) > i)
		i = gap;
	for (from = i; i < s.n && n < COLUMNS;) {
		gap = wide_gap(s, i);
		if (gap == i) {
			uint32_t cp;

			i += pk_utf8_next(s.p + i, s.n - i, &cp);
			if (i < s.n)
				continue;
			gap = to = s.n;
		} else {
			to = i;
		}
		cell[n++] = (struct cell){from, to};
		from = i = gap;
	}
	return n;
}

static size_t
split(struct pk_str s, struct cell *cell)
{
	char sep = memchr(s.p, '\t', s.n) && s.p[0] != '|' ? '\t' : '|';
	size_t i = 0, n = 0, from = 0;

	if (sep == '|' && !memchr(s.p, '|', s.n))
		return split_gaps(s, cell);
	if (sep == '|')
		while (from < s.n && (s.p[from] == ' ' || s.p[from] == '|'))
			if (s.p[from++] == '|')
				break;
	for (i = from; i <= s.n && n < COLUMNS; i++) {
		size_t a = from, z = i;

		if (i < s.n && s.p[i] != sep)
			continue;
		from = i + 1;
		while (a < z && (s.p[a] == ' ' || s.p[a] == '\t'))
			a++;
		while (z > a && (s.p[z - 1] == ' ' || s.p[z - 1] == '\t' || s.p[z - 1] == '\r'))
			z--;
		if (i == s.n && a == z && sep == '|')
			break; /* behind the last bar */
		cell[n++] = (struct cell){a, z};
	}
	return n;
}

/* How the names of columns end that tell of a task: who does it, by when, how many points it has. */
static const char *const tails[] = {"单位", "部门", "科室", "处室", "领导", "责任人", "负责人", "联系人", "时限", "期限", "分值",
    "得分", "评分", "分数", "配分", NULL};
/* … and how those of the task itself end: 反馈问题, 改革任务, 实事项目. */
static const char *const task_tails[] = {"任务", "问题", "事项", "项目", "工作内容", "任务内容", NULL};

enum column
pk_grid_column(struct pk_str key)
{
	size_t k;

	for (k = 0; tails[k] && key.n <= 30; k++)
		if (pk_str_ends(key, pk_str(tails[k])))
			return COL_OTHER;
	for (k = 0; k < sizeof(names) / sizeof(names[0]); k++)
		if (pk_str_is(key, names[k].word))
			return names[k].col;
	for (k = 0; task_tails[k] && key.n <= 24; k++)
		if (pk_str_ends(key, pk_str(task_tails[k])))
			return COL_TASK;
	return COL_NONE;
}

/* The header's columns; false when it is none with a column of tasks. */
static bool
read_header(struct grid *g, struct pk_str s)
{
	struct cell cell[COLUMNS];
	struct pk_buf key = PK_BUF_INIT;
	size_t k, known = 0;

	g->ncols = split(s, cell);
	g->task = COLUMNS;
	for (k = 0; k < g->ncols; k++) {
		pk_row_key(pk_str_sub(s, cell[k].from, cell[k].to), 100, &key);
		g->col[k] = pk_grid_column(pk_buf_view(&key));
		known += g->col[k] != COL_NONE;
		if (g->col[k] == COL_TASK && g->task == COLUMNS)
			g->task = k;
		pk_buf_putc(&key, ':');
		g->label[k] = pk_str_dup(g->o->arena, pk_buf_view(&key));
	}
	pk_buf_free(&key);
	return known >= 2 && known * 2 >= g->ncols && g->task < COLUMNS;
}

bool
pk_grid_heads(struct pk_str line, size_t *columns)
{
	struct cell cell[COLUMNS];
	struct pk_buf key = PK_BUF_INIT;
	size_t k, n, known = 0;
	bool task = false;

	*columns = 0;
	if (line.n > 300 || (!memchr(line.p, ' ', line.n) && pk_str_find(line, PK_S("　"), 0) == PK_NPOS))
		return false;
	n = split_gaps(line, cell);
	for (k = 0; k < n; k++) {
		enum column col;

		pk_row_key(pk_str_sub(line, cell[k].from, cell[k].to), 100, &key);
		col = pk_grid_column(pk_buf_view(&key));
		known += col != COL_NONE;
		task = task || col == COL_TASK;
	}
	pk_buf_free(&key);
	*columns = n;
	return n >= 3 && task && known * 3 >= n * 2;
}

size_t
pk_grid_columns(struct pk_str line)
{
	struct cell cell[COLUMNS];

	return line.n > 3000 ? 0 : split_gaps(line, cell);
}

size_t
pk_grid_at(const struct grid *g)
{
	return pk_tree_node(g->o, g->parent);
}

/* Cell k of a row, with what stands before it from `from` on. */
static size_t
labelled(struct grid *g, size_t parent, const struct pk_block *b, size_t from, size_t k,
    struct cell c, bool last)
{
	size_t to = last ? b->text.n : c.to;
	struct pk_cell_label l = {g->o->plan.n, g->label[k], c.from - from};

	pk_tree_block(g->b, PK_N_P, parent, b, from, to);
	PK_PUSH(&g->o->cells, l);
	return to;
}

/* 一、 in the column of numbers: the rows below stand under this one. */
static bool
heads_rows(struct grid *g, struct pk_str s, const struct cell *cell, size_t n, struct pk_mark *m)
{
	struct pk_str number;

	if (g->task == 0 || g->col[0] != COL_NUMBER || n <= g->task)
		return false;
	number = pk_str_sub(s, cell[0].from, cell[0].to);
	while (number.n && number.p[0] == '*')
		number = pk_str_sub(number, 1, number.n);
	return pk_mark_at(number, 0, 0, m) && (m->style == PK_M_HAN || m->style == PK_M_HAN_PAREN) && number.n - m->len <= 2;
}

/* 总分, 合计: no task. */
static bool
is_sum(struct pk_str s)
{
	static const char *const sums[] = {"总分", "合计", "总计", "小计", "总得分", "合计得分"};
	size_t k;

	for (k = 0; k < sizeof(sums) / sizeof(sums[0]); k++)
		if (pk_str_is(s, sums[k]))
			return true;
	return false;
}

/* |:---|---:| under the header */
static bool
is_alignment(struct pk_str s)
{
	size_t i = s.n && s.p[0] == ':' ? 1 : 0;

	return i < s.n && s.p[i] == '-';
}

/* A row whose task stands in the row above it, in a cell over several rows: its cells are that task's. */
static void
more_of_last(struct grid *g, const struct pk_block *b, const struct cell *cell, size_t n)
{
	size_t item = pk_tree_node(g->o, g->last);
	size_t k, from = 0, full = n;

	while (full > 0 && cell[full - 1].from == cell[full - 1].to)
		full--;
	for (k = 0; k < full && k < g->ncols; k++)
		if (k != g->task && cell[k].to > cell[k].from)
			from = labelled(g, item, b, from, k, cell[k], k + 1 == full);
	if (from < b->text.n)
		pk_tree_block(g->b, PK_N_P, item, b, from, b->text.n);
}

static void
data_row(struct grid *g, const struct pk_block *b)
{
	struct cell cell[COLUMNS];
	size_t n = split(b->text, cell), k, from = 0;
	struct pk_mark m = {.style = PK_M_NONE}, own;
	bool heads = heads_rows(g, b->text, cell, n, &m);
	struct pk_entry e = {.before = PK_ROOT, .mark = {.style = PK_M_RECORD, .value = m.value}};
	int64_t v;

	if (heads)
		g->parent = g->top;
	e.parent = g->parent;
	if (n > g->task && n == g->ncols && g->last != PK_ROOT && cell[g->task].from == cell[g->task].to && g->task + 1 < n &&
	    cell[g->task + 1].from < cell[g->task + 1].to) {
		more_of_last(g, b, cell, n);
		return;
	}
	if (n <= g->task || is_sum(pk_str_sub(b->text, cell[g->task].from, cell[g->task].to)) || cell[g->task].from == cell[g->task].to ||
	    is_alignment(pk_str_sub(b->text, cell[g->task].from, cell[g->task].to))) {
		(void)pk_tree_block(g->b, PK_N_P, pk_grid_at(g), b, 0, b->text.n);
		return;
	}
	for (k = 0; k < g->task; k++) {
		if (g->col[k] == COL_NUMBER &&
		    pk_str_int(pk_str_sub(b->text, cell[k].from, cell[k].to), 1, 99999, &v) == 0)
			e.mark.value = (unsigned)v;
		else if (g->col[k] == COL_OTHER && cell[k].to > cell[k].from)
			from = labelled(g, pk_grid_at(g), b, from, k, cell[k], false);
	}
	if (g->parent != PK_ROOT)
		g->o->items.v[g->parent].children = true;
	/* 一、健全责任体系 in the cell: its mark is no part of the heading */
	if (pk_mark_at(pk_str_sub(b->text, cell[g->task].from, cell[g->task].to), 0, 0, &own) && own.len > 0 &&
	    (own.style == PK_M_HAN || own.style == PK_M_HAN_PAREN || own.style == PK_M_NUM || own.style == PK_M_NUM_PAREN) &&
	    cell[g->task].from + own.len < cell[g->task].to)
		cell[g->task].from += own.len;
	pk_tree_item(g->b, &e, g->parent == PK_ROOT ? 1 : g->o->plan.v[pk_grid_at(g)].level + 1);
	if (cell[g->task].from > from)
		pk_tree_block(g->b, PK_N_MARKER, e.node, b, from, cell[g->task].from);
	from = cell[g->task].to;
	pk_tree_block(g->b, PK_N_HEAD, e.node, b, cell[g->task].from, g->task + 1 == n ? b->text.n : from);
	for (k = g->task + 1; k < n && k < g->ncols; k++)
		from = labelled(g, e.node, b, from, k, cell[k], k + 1 == n);
	if (g->task + 1 < n && from < b->text.n)
		pk_tree_block(g->b, PK_N_P, e.node, b, from, b->text.n);
	PK_PUSH(&g->o->items, e);
	g->last = (uint32_t)g->o->items.n - 1;
	if (heads)
		g->parent = g->last;
}

size_t
pk_tree_table(struct pk_tree *b, struct pk_outline *o, const struct pk_blocks *blocks, size_t i,
    uint32_t parent)
{
	struct grid g = {.b = b, .o = o, .parent = parent, .top = parent, .last = PK_ROOT};
	size_t k;

	if (i + 1 >= blocks->n || blocks->v[i + 1].kind != PK_ROW_TABLE || !read_header(&g, blocks->v[i].text))
		return 0;
	pk_tree_block(b, PK_N_P, pk_grid_at(&g), &blocks->v[i], 0, blocks->v[i].text.n)->silent = true;
	for (k = i + 1; k < blocks->n && blocks->v[k].kind == PK_ROW_TABLE &&
	                blocks->v[k].part == PK_PART_BODY; k++)
		data_row(&g, &blocks->v[k]);
	return k - i;
}
