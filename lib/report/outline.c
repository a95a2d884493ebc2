#include "report/outline.h"
#include "text/utf8.h"

enum {
	INDENT = 2,       /* columns a level */
	MAX_INDENT = 24,
	HEAD_WIDTH = 60,  /* columns of marker and heading; longer ones are cut with an ellipsis */
	DATES = 3,        /* dates shown of one item */
	NAMES = 6         /* names shown of one kind */
};

static const char *const role_zh[PK_R_MAX] = {
    [PK_R_NONE] = "",
    [PK_R_SECTION] = "分节",
    [PK_R_GOAL] = "目标",
    [PK_R_ORG] = "组织",
    [PK_R_TASK] = "任务",
    [PK_R_PHASE] = "阶段",
    [PK_R_SAFEGUARD] = "保障",
    [PK_R_SCORING] = "考核",
    [PK_R_ARTICLE] = "条款",
    [PK_R_OTHER] = "其他",
};

/* The kinds of units, as plan XML names them and as people do. */
static const struct {
	const char *role, *label[PK_LANG_MAX];
} unit_kinds[] = {{"lead", {"lead: ", "牵头："}}, {"responsible", {"responsible: ", "责任："}},
    {"cooperate", {"with: ", "配合："}}};

struct outline {
	struct pk_arena arena;
	struct pk_out *out;
	enum pk_lang lang;
	size_t width; /* of the widest heading with its indentation, up to the limit */
	struct pk_buf row;
};

/* The longest beginning of s that is at most `width` columns wide. */
static struct pk_str
fit(struct pk_str s, size_t width)
{
	size_t i = 0, w = 0, len;
	uint32_t cp;

	while (i < s.n) {
		len = pk_utf8_next(s.p + i, s.n - i, &cp);
		w += pk_utf8_width(pk_strn(s.p + i, len));
		if (w > width)
			break;
		i += len;
	}
	return pk_str_sub(s, 0, i);
}

static size_t
depth_of(const struct pk_node *plan, const struct pk_node *n)
{
	size_t d = 0;

	for (; n != plan; n = pk_node_parent(n))
		d++;
	return d;
}

/* Indentation, marker and heading into o->row: its width. */
static size_t
label(struct outline *o, const struct pk_node *plan, const struct pk_node *item)
{
	const struct pk_node *marker = pk_node_child(item, PK_N_MARKER);
	size_t indent = depth_of(plan, item) * INDENT;
	struct pk_str head = pk_item_heading(&o->arena, item), cut;
	struct pk_buf b = PK_BUF_INIT;

	indent = indent < MAX_INDENT ? indent : MAX_INDENT;
	pk_buf_clear(&o->row);
	pk_buf_printf(&o->row, "%*s", (int)indent, "");
	if (marker) {
		pk_buf_str(&b, pk_str_trim(pk_text_uncut(&o->arena, pk_node_text(marker))));
		pk_buf_putc(&b, ' ');
	}
	pk_buf_str(&b, head);
	cut = fit(pk_buf_view(&b), HEAD_WIDTH);
	if (cut.n < b.n) {
		pk_buf_str(&o->row, fit(cut, HEAD_WIDTH - 1));
		pk_buf_puts(&o->row, "…");
	} else {
		pk_buf_str(&o->row, cut);
	}
	pk_buf_free(&b);
	return pk_utf8_width(pk_buf_view(&o->row));
}

/* "2026-03-01 – 2026-05-31", "by 2026-05-31", "from 2026-03-01". */
static void
put_edtf(struct outline *o, struct pk_str edtf)
{
	size_t slash = pk_str_find(edtf, PK_S("/"), 0);
	struct pk_str from = pk_str_sub(edtf, 0, slash), to = pk_str_sub(edtf, slash + 1, edtf.n);
	bool zh = o->lang == PK_ZH;

	if (slash == PK_NPOS) {
		pk_buf_str(&o->row, edtf);
	} else if (pk_str_is(from, "..")) {
		pk_buf_puts(&o->row, zh ? "截至 " : "by ");
		pk_buf_str(&o->row, to);
	} else if (pk_str_is(to, "..")) {
		pk_buf_puts(&o->row, zh ? "自 " : "from ");
		pk_buf_str(&o->row, from);
	} else {
		pk_buf_str(&o->row, from);
		pk_buf_puts(&o->row, zh ? " 至 " : " – ");
		pk_buf_str(&o->row, to);
	}
}

/* The next node below `item` that is not of an item in it: those have rows of their own. */
static const struct pk_node *
next_own(const struct pk_node *item, const struct pk_node *n)
{
	n = pk_node_next(item, n);
	while (n && n->kind == PK_N_ITEM)
		n = pk_node_over(item, n);
	return n;
}

/* Visits the spans of the item's own blocks. */
static const struct pk_span *
next_span(const struct pk_node *item, const struct pk_node **n, size_t *i)
{
	for (; *n; *n = next_own(item, *n), *i = 0)
		if (*i < pk_node_spans(*n))
			return &(*n)->spans->v[(*i)++];
	return NULL;
}

static void
put_dates(struct outline *o, const struct pk_node *item)
{
	const struct pk_node *n = item;
	const struct pk_span *s;
	size_t i = 0, shown = 0, more = 0;

	if (pk_node_edtf(item).n) {
		pk_buf_puts(&o->row, "  ");
		put_edtf(o, pk_node_edtf(item));
	}
	while ((s = next_span(item, &n, &i)) != NULL) {
		if (s->kind != PK_SP_TIME || !s->attr[PK_A_EDTF].n || pk_str_is(s->attr[PK_A_TYPE], "date") ||
		    (pk_node_edtf(item).n && n->kind == PK_N_HEAD))
			continue;
		if (shown == DATES) {
			more++;
			continue;
		}
		pk_buf_puts(&o->row, shown++ || pk_node_edtf(item).n ? ", " : "  ");
		put_edtf(o, s->attr[PK_A_EDTF]);
	}
	if (more)
		pk_buf_printf(&o->row, " +%zu", more);
}

static void
put_units(struct outline *o, const struct pk_node *item, size_t kind)
{
	const struct pk_node *n = item;
	const struct pk_span *s;
	size_t i = 0, shown = 0, more = 0;

	while ((s = next_span(item, &n, &i)) != NULL) {
		if (s->kind != PK_SP_UNIT || !pk_str_is(s->attr[PK_A_ROLE], unit_kinds[kind].role))
			continue;
		if (shown == NAMES) {
			more++;
			continue;
		}
		pk_buf_puts(&o->row, shown ? "、" : "  ");
		if (shown++ == 0)
			pk_buf_puts(&o->row, unit_kinds[kind].label[o->lang]);
		pk_buf_str(&o->row, pk_text_uncut(&o->arena, pk_str_sub(pk_node_text(n), s->from, s->to)));
		if (s->attr[PK_A_MASKED].n)
			pk_buf_puts(&o->row, "?");
	}
	if (more)
		pk_buf_printf(&o->row, " +%zu", more);
}

static void
put_row(struct outline *o, const struct pk_node *plan, const struct pk_node *item)
{
	size_t w = label(o, plan, item), k;
	const struct pk_node *head = pk_node_child(item, PK_N_HEAD);

	pk_buf_printf(&o->row, "%*s[%s]", (int)(w < o->width ? o->width - w : 0) + 2, "",
	    o->lang == PK_ZH ? role_zh[item->role] : pk_role_name[item->role]);
	put_dates(o, item);
	for (k = 0; k < sizeof(unit_kinds) / sizeof(unit_kinds[0]); k++)
		put_units(o, item, k);
	pk_out_printf(o->out, "%6zu ", (size_t)(head ? head->line : item->line));
	pk_out_str(o->out, pk_buf_view(&o->row));
	pk_out_putc(o->out, '\n');
}

static void
put_title(struct outline *o, const struct pk_node *plan)
{
	const struct pk_node *title = pk_node_child(plan, PK_N_TITLE);
	static const char *const kind[2][PK_LANG_MAX] = {{"plan", "方案"}, {"regulation", "规章"}};

	pk_out_printf(o->out, "%6zu ", (size_t)(title ? title->line : plan->line));
	if (title) {
		pk_out_str(o->out, pk_str_trim(pk_text_uncut(&o->arena, pk_node_text(title))));
		pk_out_puts(o->out, "  ");
	}
	pk_out_printf(o->out, "[%s]", kind[plan->regulation][o->lang]);
	if (pk_plan_year(plan).n)
		pk_out_printf(o->out, "  %.*s", PK_FMT(pk_plan_year(plan)));
	pk_out_putc(o->out, '\n');
}

void
pk_outline_print(const struct pk_node *plan, enum pk_lang lang, bool gap, struct pk_out *out)
{
	struct outline o = {.out = out, .lang = lang};
	const struct pk_node *n;
	size_t w;

	for (n = plan; n; n = pk_node_next(plan, n)) {
		w = n->kind == PK_N_ITEM ? label(&o, plan, n) : 0;
		o.width = w > o.width ? w : o.width;
	}
	if (gap)
		pk_out_putc(out, '\n');
	put_title(&o, plan);
	for (n = plan; n; n = pk_node_next(plan, n))
		if (n->kind == PK_N_ITEM)
			put_row(&o, plan, n);
	pk_buf_free(&o.row);
	pk_arena_free(&o.arena);
}
