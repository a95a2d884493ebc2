#include "parse/fill.h"

#include "parse/person.h"
#include "parse/role.h"
#include "parse/unit.h"
#include "text/num.h"
#include "text/utf8.h"

/* What an item's dates may take from their surroundings. */
struct years {
	char heading[5];     /* year that this heading or one above names */
	char previous[5];    /* year of the last date in it, for the next item of its list */
	int previous_month;
};

struct walk {
	struct pk_filler *f;
	const struct pk_outline *o;
	const struct pk_parse_opts *opts;
	struct pk_sink *sink;
	struct years *years; /* of each item */
	char title[5];
	size_t item;         /* index of the item the walk is in, PK_ROOT outside all */
	size_t cell;         /* next of o->cells */
	struct pk_str label; /* left open by the paragraph before */
	const struct pk_node *label_at; /* its parent */
	size_t label_line;
	bool markdown;
};

static struct pk_time_ctx
context(const struct walk *w, const struct years *y)
{
	struct pk_time_ctx c = {.reference = w->opts->reference, .given_year = w->opts->given_year};

	if (y && y->heading[0]) {
		memcpy(c.year, y->heading, sizeof(c.year));
		c.year_from = PK_YF_HEADING;
	} else if (w->title[0]) {
		memcpy(c.year, w->title, sizeof(c.year));
		c.year_from = PK_YF_TITLE;
	}
	if (y) {
		memcpy(c.previous, y->previous, sizeof(c.previous));
		c.previous_month = y->previous_month;
	}
	return c;
}

/* What a new item takes from the one before it in its list, and from the one it stands in. */
static void
begin_item(struct walk *w, size_t i)
{
	const struct pk_entry *e = &w->o->items.v[i];
	struct years *y = &w->years[i];

	if (e->before != PK_ROOT) {
		memcpy(y->previous, w->years[e->before].previous, sizeof(y->previous));
		y->previous_month = w->years[e->before].previous_month;
	}
	if (e->parent != PK_ROOT)
		memcpy(y->heading, w->years[e->parent].heading, sizeof(y->heading));
}

/* A year that the heading names holds for all below it. */
static void
take_heading_year(struct walk *w, size_t i)
{
	const struct pk_times *t = &w->f->times;
	char year[5] = "";
	size_t k;

	for (k = 0; k < t->n; k++) {
		const char *p = t->v[k].edtf;

		if (t->v[k].named || (t->v[k].yf != PK_YF_EXPLICIT && t->v[k].yf != PK_YF_MASK))
			continue;
		if (p[0] == '.')
			p += 3;
		if (strlen(p) < 4 || (year[0] && memcmp(year, p, 4) != 0))
			return; /* several years: none holds */
		memcpy(year, p, 4);
		/* 2025-11-01/2026-02-28 names two. */
		p = strchr(p, '/');
		if (p && p[1] != '.' && memcmp(p + 1, year, 4) != 0)
			return;
	}
	if (year[0])
		memcpy(w->years[i].heading, year, sizeof(year));
}

static bool
is_digits(const char *s, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (s[i] < '0' || s[i] > '9')
			return false;
	return true;
}

/* A date, a month or a year as the interval it covers; false for anything else. */
static bool
as_interval(const char *edtf, struct pk_buf *out)
{
	size_t n = strlen(edtf);
	int m, y;

	pk_buf_clear(out);
	if (strchr(edtf, '/')) {
		pk_buf_puts(out, edtf);
	} else if (n == 10) {
		pk_buf_printf(out, "%s/%s", edtf, edtf);
	} else if (n == 7 && is_digits(edtf + 5, 2)) {
		m = (edtf[5] - '0') * 10 + edtf[6] - '0';
		y = is_digits(edtf, 4) ? (edtf[0] - '0') * 1000 + (edtf[1] - '0') * 100 + (edtf[2] - '0') * 10 + edtf[3] - '0' : 0;
		if (m < 1 || m > 12)
			return false;
		pk_buf_printf(out, "%s-01/%s-%d", edtf, edtf, pk_month_days(y, m));
	} else if (n == 4) {
		pk_buf_printf(out, "%s-01-01/%s-12-31", edtf, edtf);
	} else {
		return false;
	}
	return true;
}

static bool
in_bracket(struct pk_str t, const struct pk_time *x)
{
	size_t i = x->from;

	while (i > 0 && t.p[i - 1] != '(' && t.p[i - 1] != ')' && x->from - i < 40)
		i--;
	return i > 0 && t.p[i - 1] == '(';
}

/* Paragraphs that each begin with a digit: the first one's time is not that of all. */
static bool
is_one_of_several(const struct pk_node *p)
{
	struct pk_str t;

	for (p = pk_node_sibling(p); p && p->kind != PK_N_ITEM; p = pk_node_sibling(p)) {
		t = pk_str_trim(pk_node_text(p));
		while (pk_str_starts(t, PK_S("　")))
			t = pk_str_sub(t, strlen("　"), t.n);
		if (p->kind == PK_N_P && t.n > 0 && t.p[0] >= '0' && t.p[0] <= '9')
			return true;
	}
	return false;
}

/* 2024-03-01/2024-03-31, whole months only. */
static bool
is_month(const char *a)
{
	return strncmp(a, a + 11, 7) == 0 && strncmp(a + 7, "-01", 3) == 0 && strncmp(a + 19, "28", 2) >= 0;
}

/* Does interval b begin on the day, or in the month, behind a, both days or both months of one year? */
static bool
follows(const char *a, const char *b)
{
	enum { YEAR = 5, MONTH = 8, LEN = 21 }; /* where the month and the day stand; 2024-03-10/2024-03-11 */
	size_t at = strncmp(a, a + 11, 10) == 0 ? MONTH : YEAR;

	if (strlen(a) != LEN || strlen(b) != LEN || strncmp(a, b, at) != 0 || !is_digits(a + at, 2) || !is_digits(b + at, 2))
		return false;
	if (at == YEAR && !(is_month(a) && is_month(b)))
		return false;
	if (at == MONTH && strncmp(b, b + 11, 10) != 0)
		return false;
	return (a[at] - '0') * 10 + a[at + 1] - '0' + 1 == (b[at] - '0') * 10 + b[at + 1] - '0';
}

/*
 * A second time right behind x in its bracket: (3月10日、11日) is one span, (12月10日是-1月5日) has a slip of
 * the pen before its dash, (6月、9月) is no interval at all and gives false.  out holds x, and then the span.
 */
static bool
join_next(struct walk *w, const struct pk_times *t, const struct pk_time *x, struct pk_buf *out)
{
	enum { GAP = 6 }; /* bytes: a mark, perhaps with a stray character */
	static const char *const dash[] = {"—", "-", "–", "－", "~", "至", NULL}, *const mark[] = {"、", "和", ",", NULL};
	const struct pk_time *y = x + 1;
	struct pk_buf other = PK_BUF_INIT;
	struct pk_str gap;
	bool good = true, joined = false, listed = false;
	size_t k;

	if (y >= t->v + t->n || y->from < x->to || y->from - x->to > GAP || y->named || !y->edtf[0] || !in_bracket(w->f->para.text, x))
		return true;
	gap = pk_str_sub(w->f->para.text, x->to, y->from);
	for (k = 0; dash[k]; k++)
		joined = joined || pk_str_ends(gap, pk_str(dash[k]));
	for (k = 0; mark[k]; k++)
		listed = listed || pk_str_is(gap, mark[k]);
	if ((joined || listed) && !strstr(x->edtf, "..") && !strstr(y->edtf, "..") &&
	    as_interval(y->edtf, &other) && out->n == 21 && other.n == 21) {
		good = (joined && !strchr(x->edtf, '/')) || follows(out->p, other.p);
		memcpy(out->p + 11, other.p + 11, 10);
	}
	pk_buf_free(&other);
	return good;
}

/* 5日前为自查阶段,9日前为检查阶段: a sentence that tells the time of several steps, x among them. */
static bool
is_one_step(const struct pk_times *t, struct pk_str text, const struct pk_time *x)
{
	struct pk_str rest = pk_str_sub(text, x->to, text.n);

	return t->n > 1 && (pk_str_starts(rest, PK_S("为")) || pk_str_starts(rest, PK_S("是")));
}

/* 清淤从4月开始,8月底结束: tells of the work, and the steps below have times of their own. */
static bool
ends_elsewhere(const struct pk_times *t, struct pk_str text, const struct pk_time *x)
{
	struct pk_str words = pk_str_sub(text, x->from, x->to);

	if (strcmp(x->rule, PK_RULE_FAR_END) == 0)
		return true;
	return x + 1 < t->v + t->n && (x->type == PK_TIME_DATE || strstr(x->edtf, "/..")) &&
	       (pk_str_starts(words, PK_S("自")) || pk_str_starts(words, PK_S("从")));
}

static bool
is_year(const struct pk_time *x)
{
	return strlen(x->edtf) == strlen("2024");
}

/* 工作时间:3月1日至5日: the words before the time at `at` only announce it. */
static bool
is_announced(struct pk_str text, size_t at)
{
	enum { LABEL = 24 }; /* bytes */
	static const char *const words[] = {"时间:", "时间为", "时间是", NULL};
	size_t k;

	for (k = 0; at <= LABEL && words[k]; k++)
		if (pk_str_ends(pk_str_sub(text, 0, at), pk_str(words[k])))
			return true;
	return false;
}

/* 总结阶段:11月10日前上报总结,11月底前开会: what is due in the stage, in a sentence, is not the stage's own time. */
static bool
is_due_in_it(const struct walk *w, const struct pk_time *x)
{
	struct pk_str rest = pk_str_sub(w->f->para.text, x->to, w->f->para.text.n);
	uint32_t cp;

	if (x->type != PK_TIME_DEADLINE || in_bracket(w->f->para.text, x) || rest.n == 0)
		return false;
	if (pk_str_starts(rest, PK_S("完成")) || pk_str_starts(rest, PK_S("结束")))
		rest = pk_str_sub(rest, strlen("完成"), rest.n);
	(void)pk_utf8_next(rest.p, rest.n, &cp);
	return rest.n > 0 && cp >= 0x4e00 && cp <= 0x9fff;
}

/* The interval of phase i from the times just found; head: in its heading, else in its first sentence. */
static void
take_phase(struct walk *w, size_t i, bool head)
{
	enum { LEAD = 12 }; /* bytes that may stand before the time that opens a sentence */
	struct pk_node *n = pk_entry_node(w->o, &w->o->items.v[i]);
	const struct pk_times *t = &w->f->times;
	const struct pk_time *best = NULL;
	size_t k;

	for (k = 0; k < t->n; k++) {
		const struct pk_time *x = &t->v[k];

		if (x->named || !x->edtf[0] || x->type > PK_TIME_DEADLINE || (!head && x->from > LEAD && !is_announced(w->f->para.text, x->from)))
			continue;
		if (head && is_due_in_it(w, x))
			continue;
		if (!head && (is_year(x) || is_one_step(t, w->f->para.text, x) ||
				 ends_elsewhere(t, w->f->para.text, x)))
			continue; /* 2024年暑假为…: no year is the time of a step */
		if (!best || (in_bracket(w->f->para.text, x) &&
				 (!in_bracket(w->f->para.text, best) || (is_year(best) && !is_year(x)))))
			best = x; /* 第一阶段(2010年),自查阶段(4月) */
	}
	if (best && as_interval(best->edtf, &w->f->key) && join_next(w, t, best, &w->f->key))
		n->edtf = pk_str_dup(w->o->arena, pk_buf_view(&w->f->key)).p;
}

/* 时间安排 with "9月1日至9月30日" under it: the span is told by itself, and is no step of that name. */
static bool
is_schedule(struct walk *w)
{
	const struct pk_node *head = pk_node_child(pk_entry_node(w->o, &w->o->items.v[w->item]), PK_N_HEAD);

	if (!head)
		return false;
	pk_row_key(pk_node_text(head), 100, &w->f->key);
	return pk_names_schedule(pk_buf_view(&w->f->key));
}

/* A paragraph that is nothing but a label waits for the next one. */
static void
keep_label(struct walk *w, const struct pk_node *n)
{
	struct pk_str key;

	w->label = (struct pk_str){NULL, 0};
	if (n->kind != PK_N_P || n->size > 90)
		return;
	pk_row_key(pk_node_text(n), 100, &w->f->key);
	key = pk_buf_view(&w->f->key);
	if (key.n > 0 && (pk_label_len(key) == key.n || pk_unit_is_label(key) || pk_person_is_label(key))) {
		w->label = pk_str_dup(w->o->arena, pk_buf_view(&w->f->key));
		w->label_at = pk_node_parent(n);
		w->label_line = n->line;
	}
}

/* "牵头单位:" with nothing after it: somebody has to fill it in. */
static void
drop_label(struct walk *w)
{
	struct pk_str name = w->label;

	w->label = (struct pk_str){NULL, 0};
	if (name.n == 0 || !(pk_unit_is_label(name) || pk_person_is_label(name)))
		return;
	if (pk_str_ends(name, PK_S(":")))
		name.n--;
	pk_diag(w->sink, PK_D_PARSE_EMPTY, PK_POS(w->opts->source, w->label_line),
	    PK_Z(w->o->arena, name), NULL);
}

/* The paragraph begins with what its label asked for, not with a label of its own. */
static bool
is_answered(const struct pk_para *p)
{
	struct pk_str before;
	size_t k;

	for (k = 0; k < p->spans.n; k++) {
		if (p->spans.v[k].kind != PK_SP_UNIT && p->spans.v[k].kind != PK_SP_PERSON)
			continue;
		before = pk_str_sub(p->raw, 0, p->spans.v[k].from);
		return pk_str_find(before, PK_S(":"), 0) == PK_NPOS && pk_str_find(before, PK_S("："), 0) == PK_NPOS;
	}
	return false;
}

static void
keep_spans(struct walk *w, struct pk_node *n, size_t skip)
{
	const struct pk_para *p = &w->f->para;
	size_t k;

	n->spans = pk_spans_dup(w->o->arena, p->spans.v, p->spans.n);
	for (k = 0; skip > 0 && k < p->spans.n; k++) {
		n->spans->v[k].from += (uint32_t)skip;
		n->spans->v[k].to += (uint32_t)skip;
	}
}

static void
block(struct walk *w, struct pk_node *n)
{
	struct pk_para *p = &w->f->para;
	struct years *y = w->item == PK_ROOT ? NULL : &w->years[w->item];
	struct pk_time_ctx c = context(w, y);
	size_t skip = 0;

	p->label = (struct pk_str){NULL, 0};
	p->is_cell = false;
	if (w->cell < w->o->cells.n && w->o->plan.v + w->o->cells.v[w->cell].node == n) {
		p->label = w->o->cells.v[w->cell].label;
		skip = w->o->cells.v[w->cell++].skip;
		p->is_cell = true;
	} else if (w->label.n && w->label_at == pk_node_parent(n) && n->kind == PK_N_P) {
		p->label = w->label;
	}
	if (p->is_cell || !p->label.n)
		drop_label(w);
	p->markdown = w->markdown;
	pk_para_set(p, pk_str_sub(pk_node_text(n), skip, n->size), n->line);
	p->arena = w->o->arena;
	p->file = w->opts->source;
	p->item = w->item == PK_ROOT ? NULL : pk_entry_node(w->o, &w->o->items.v[w->item]);
	p->role = p->item ? (enum pk_role)p->item->role : PK_R_NONE;
	p->is_head = n->kind == PK_N_HEAD;
	p->is_title = n->kind == PK_N_TITLE;
	p->is_notice = n->notice;
	p->sink = w->sink;
	p->trace = w->opts->trace;
	w->f->times.n = 0;
	c.due = p->label.n > 0 && pk_time_is_due_label(p->label);
	pk_times_find(p->text, &c, &w->f->times);
	p->times = w->f->times.v;
	p->ntimes = w->f->times.n;
	pk_para_recognise(p);
	keep_spans(w, n, skip);
	if (w->label.n && !is_answered(p))
		drop_label(w);
	keep_label(w, n);
	if (!y)
		return;
	memcpy(y->previous, c.previous, sizeof(y->previous));
	y->previous_month = c.previous_month;
	if (p->is_head)
		take_heading_year(w, w->item);
	if (p->role == PK_R_PHASE && !p->item->edtf &&
	    (p->is_head || (n == pk_node_child(p->item, PK_N_P) && !is_one_of_several(n) && !is_schedule(w))))
		take_phase(w, w->item, p->is_head);
}

/* The item a block stands in: the walk goes down into items one after another, and up again. */
static void
find_item(struct walk *w, const struct pk_node *n)
{
	while (w->item != PK_ROOT && pk_entry_node(w->o, &w->o->items.v[w->item]) != pk_node_parent(n))
		w->item = w->o->items.v[w->item].parent;
}

void
pk_fill(struct pk_filler *f, const struct pk_outline *o, const struct pk_parse_opts *opts, bool markdown,
    struct pk_sink *sink)
{
	struct walk w = {.f = f, .o = o, .opts = opts, .sink = sink, .item = PK_ROOT, .markdown = markdown};
	const struct pk_node *title = pk_node_child(o->plan.v, PK_N_TITLE);
	struct pk_node *n;
	size_t next = 0;

	w.years = pk_zalloc(o->items.n + 1, sizeof(*w.years));
	if (title && pk_title_year(pk_node_text(title), w.title))
		o->plan.v->about->year = pk_str_dup(o->arena, pk_str(w.title));
	for (n = o->plan.v; n < o->plan.v + o->plan.n; n++) {
		if (n->kind == PK_N_ITEM) {
			w.item = next++;
			begin_item(&w, w.item);
		} else if (n->kind == PK_N_HEAD || n->kind == PK_N_P || n->kind == PK_N_TITLE) {
			if (n->silent && !n->notice)
				continue;
			find_item(&w, n);
			block(&w, n);
		}
	}
	drop_label(&w);
	pk_free(w.years);
}

void
pk_filler_free(struct pk_filler *f)
{
	pk_para_free(&f->para);
	pk_free(f->times.v);
	pk_buf_free(&f->key);
	f->times.v = NULL;
}

/* One digit of a year: 0-9, or X for a mask; -1 for anything else. */
static int
year_digit(uint32_t cp)
{
	int d = pk_digit(cp);

	if (d >= 0)
		return '0' + d;
	return cp == 'x' || cp == 'X' || cp == '_' || cp == '*' || cp == 0xd7 ? 'X' : -1;
}

bool
pk_title_year(struct pk_str title, char year[5])
{
	char run[5] = "";
	size_t i, len, n = 0;
	uint32_t cp;
	int d;

	year[0] = '\0';
	for (i = 0; i < title.n; i += len) {
		len = pk_utf8_next(title.p + i, title.n - i, &cp);
		cp = pk_fold(cp);
		d = year_digit(cp);
		if (d >= 0) {
			if (n < 4)
				run[n] = (char)d;
			n++;
			continue;
		}
		/* 2026年, 2024-2026年; the first two digits at least are known. */
		if (n == 4 && (run[0] == '1' || run[0] == '2') && run[1] != 'X' &&
		    (cp == 0x5e74 || cp == '-' || cp == 0x81f3 || cp == 0x2014)) {
			if (year[0] && memcmp(year, run, 4) != 0) {
				year[0] = '\0';
				return false;
			}
			memcpy(year, run, 5);
		}
		if (!pk_is_blank(cp))
			n = 0;
	}
	return year[0] != '\0';
}
