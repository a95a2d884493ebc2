#include "report/index.h"

#include "report/html.h"

#include <stdlib.h>

static const char css[] =
    "main{max-width:64rem;margin:0 auto;padding:2rem 1.5rem 4rem;background:var(--paper)}\n"
    "header{border-bottom:3px double var(--accent);padding-bottom:1rem;margin-bottom:1.5rem}\n"
    "h1{font:700 1.6rem/1.4 var(--serif);color:var(--accent)}h2{font-size:1.2rem;margin:2rem 0 .6rem}\n"
    "h3{font-size:1rem;margin:1.4rem 0 .4rem}dl{display:grid;grid-template-columns:max-content 1fr;\n"
    "gap:.1rem 1rem;margin:.8rem 0 0}dt{color:var(--soft)}dd{margin:0}\n"
    ".there{background:var(--okbg);color:var(--ok);text-align:center}\n"
    ".missing{background:var(--badbg);color:var(--bad);text-align:center;font-weight:700}\n"
    ".none{color:var(--soft);text-align:center}.bad{color:var(--bad)}\n"
    ".photos{display:grid;grid-template-columns:repeat(auto-fill,minmax(13rem,1fr));gap:1rem;margin:.8rem 0}\n"
    "figure{margin:0;border:1px solid var(--line);padding:.4rem}figure img{width:100%;height:9.5rem;\n"
    "object-fit:contain;background:var(--ground)}figcaption{font-size:.85em;line-height:1.5}\n"
    "nav a{margin-right:1rem}td.code{font-size:.85em;color:var(--soft);white-space:nowrap}\n"
    "td.word{white-space:nowrap}td.title{min-width:9em}td.who{min-width:5em}td.state{min-width:3.5em}\n"
    "@media screen{.scroll th{white-space:nowrap}td.title{min-width:14em}}\n"
    "@media print{main{padding:0;max-width:none}nav{display:none}figure img{height:6cm}}\n";

void
pk_url_path(struct pk_buf *b, struct pk_str path)
{
	static const char safe[] = "-._~/";
	size_t i;

	for (i = 0; i < path.n; i++) {
		unsigned char c = (unsigned char)path.p[i];

		if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
		    (c && strchr(safe, c)))
			pk_buf_putc(b, (char)c);
		else
			pk_buf_printf(b, "%%%02X", c);
	}
}

struct page {
	const struct pk_pack *p;
	struct pk_html h;
	struct pk_arena arena;
	size_t *order; /* items that have a file, by their path in the bag */
	size_t n;
};

static void
link_to(struct page *g, struct pk_str path, struct pk_str text)
{
	struct pk_buf url = PK_BUF_INIT;

	pk_url_path(&url, path);
	pk_html_open(&g->h, "a");
	pk_html_attr(&g->h, "href", pk_buf_view(&url));
	pk_html_text(&g->h, text.n ? text : path);
	pk_html_close(&g->h);
	pk_buf_free(&url);
}

static void
fact(struct page *g, const char *name, struct pk_str value)
{
	if (value.n == 0)
		return;
	pk_html_leafz(&g->h, "dt", NULL, name);
	pk_html_leaf(&g->h, "dd", NULL, value);
}

static void
head(struct page *g)
{
	const struct pk_pack *p = g->p;
	struct pk_buf b = PK_BUF_INIT;

	pk_html_open(&g->h, "header");
	pk_html_leaf(&g->h, "h1", NULL, p->ev->plan_title.n ? p->ev->plan_title : p->name);
	pk_html_open(&g->h, "dl");
	fact(g, "报送单位", p->unit);
	fact(g, "方案编号", p->campaign);
	fact(g, "制作日期", pk_str(p->date));
	pk_buf_printf(&b, "%zu 件，%zu 个文件，%llu 字节", p->ev->items.n, p->nfiles, (unsigned long long)p->octets);
	fact(g, "材料", pk_buf_view(&b));
	fact(g, "数据包", p->name);
	pk_html_close(&g->h);
	pk_html_open(&g->h, "nav");
	{
		static const char *const to[][2] = {{"#coverage", "完成情况"}, {"#indicator", "按指标"},
		    {"#unit", "按单位"}, {"catalogue.csv", "归档目录"}, {"plan.xml", "工作方案"}};
		size_t i;

		for (i = 0; i < sizeof(to) / sizeof(to[0]); i++) {
			pk_html_open(&g->h, "a");
			pk_html_attrz(&g->h, "href", to[i][0]);
			pk_html_textz(&g->h, to[i][1]);
			pk_html_close(&g->h);
		}
	}
	pk_html_close(&g->h);
	pk_html_close(&g->h);
	pk_html_nl(&g->h);
	pk_buf_free(&b);
}

static void
section(struct page *g, const char *id, const char *title)
{
	pk_html_open(&g->h, "h2");
	pk_html_attrz(&g->h, "id", id);
	pk_html_textz(&g->h, title);
	pk_html_close(&g->h);
	pk_html_nl(&g->h);
}

static void
table_head(struct page *g, const char *const *names, size_t n)
{
	size_t i;

	pk_html_block(&g->h, "div", "scroll");
	pk_html_open(&g->h, "table");
	pk_html_open(&g->h, "thead");
	pk_html_open(&g->h, "tr");
	for (i = 0; i < n; i++)
		pk_html_leafz(&g->h, "th", NULL, names[i]);
	pk_html_close(&g->h);
	pk_html_close(&g->h);
	pk_html_open(&g->h, "tbody");
	pk_html_nl(&g->h);
}

static void
table_end(struct page *g)
{
	pk_html_close(&g->h);
	pk_html_close(&g->h);
	pk_html_close(&g->h);
	pk_html_nl(&g->h);
}

static void
coverage(struct page *g)
{
	static const char *const cls[] = {"none", "there", "missing"}, *const word[] = {"—", "有", "缺"};
	const char *names[PK_MT_MAX + 3] = {"任务", "工作任务", "截止"};
	size_t i, m;

	section(g, "coverage", "完成情况");
	for (m = 0; m < PK_MT_MAX; m++)
		names[3 + m] = pk_material_name[m][PK_ZH];
	table_head(g, names, PK_MT_MAX + 3);
	for (i = 0; i < g->p->ev->tasks.n; i++) {
		const struct pk_ev_task *t = &g->p->ev->tasks.v[i];

		if (!t->asked)
			continue;
		pk_html_open(&g->h, "tr");
		pk_html_leaf(&g->h, "td", "code", t->id);
		pk_html_open(&g->h, "td");
		pk_html_attrz(&g->h, "class", "title");
		pk_html_text(&g->h, t->title);
		if (t->items == 0)
			pk_html_leafz(&g->h, "strong", "bad", " 无证据");
		pk_html_close(&g->h);
		pk_html_leaf(&g->h, "td", "code", t->due);
		for (m = 0; m < PK_MT_MAX; m++) {
			enum pk_cover c = pk_evidence_cover(t, (enum pk_material)m);

			pk_html_leafz(&g->h, "td", cls[c], word[c]);
		}
		pk_html_close(&g->h);
		pk_html_nl(&g->h);
	}
	table_end(g);
}

/* What a row is put under: its indicator and the category of its task. */
static struct pk_str
indicator(struct page *g, size_t i)
{
	const struct pk_ev_item *it = &g->p->ev->items.v[i];
	const struct pk_ev_task *t = it->task_at == PK_NPOS ? NULL : &g->p->ev->tasks.v[it->task_at];
	struct pk_buf b = PK_BUF_INIT;
	struct pk_str s;

	pk_buf_str(&b, it->req);
	if (b.n && t)
		pk_buf_putc(&b, ' ');
	if (t)
		pk_buf_str(&b, t->category.n ? t->category : t->title);
	s = pk_str_dup(&g->arena, b.n ? pk_buf_view(&b) : PK_S("其他"));
	pk_buf_free(&b);
	return s;
}

static bool
is_picture(const struct page *g, size_t i)
{
	enum pk_filetype t = g->p->ev->files[g->p->ev->items.v[i].file].look.type;

	/* What browsers show. */
	return t == PK_FT_JPEG || t == PK_FT_PNG || t == PK_FT_GIF || t == PK_FT_WEBP || t == PK_FT_BMP;
}

static void
picture(struct page *g, size_t i)
{
	const struct pk_ev_item *it = &g->p->ev->items.v[i];
	struct pk_buf url = PK_BUF_INIT, cap = PK_BUF_INIT;

	pk_url_path(&url, g->p->where[i]);
	pk_html_open(&g->h, "figure");
	pk_html_open(&g->h, "a");
	pk_html_attr(&g->h, "href", pk_buf_view(&url));
	pk_html_open(&g->h, "img");
	pk_html_attr(&g->h, "src", pk_buf_view(&url));
	pk_html_attr(&g->h, "alt", it->title);
	pk_html_attrz(&g->h, "loading", "lazy");
	pk_html_close(&g->h);
	pk_html_close(&g->h);
	pk_html_open(&g->h, "figcaption");
	pk_html_text(&g->h, it->title);
	if (it->event_date.n || it->place.n || it->people.n || it->before_after.n)
		pk_html_textz(&g->h, "（");
	pk_buf_str(&cap, it->before_after);
	if (cap.n && it->event_date.n)
		pk_buf_puts(&cap, "，");
	pk_buf_str(&cap, it->event_date);
	if (cap.n && it->place.n)
		pk_buf_puts(&cap, "，");
	pk_buf_str(&cap, it->place);
	if (cap.n && it->people.n)
		pk_buf_puts(&cap, "，");
	pk_buf_str(&cap, it->people);
	if (cap.n) {
		pk_html_text(&g->h, pk_buf_view(&cap));
		pk_html_textz(&g->h, "）");
	}
	pk_html_close(&g->h);
	pk_html_close(&g->h);
	pk_html_nl(&g->h);
	pk_buf_free(&url);
	pk_buf_free(&cap);
}

static void
item_row(struct page *g, size_t i)
{
	const struct pk_ev_item *it = &g->p->ev->items.v[i];

	pk_html_open(&g->h, "tr");
	pk_html_leaf(&g->h, "td", "code", it->id);
	pk_html_leaf(&g->h, "td", "code", it->task);
	pk_html_leafz(&g->h, "td", "word", pk_material_name[it->material][PK_ZH]);
	pk_html_open(&g->h, "td");
	pk_html_attrz(&g->h, "class", "title");
	link_to(g, g->p->where[i], it->title);
	pk_html_close(&g->h);
	pk_html_leaf(&g->h, "td", "who", it->unit);
	pk_html_leaf(&g->h, "td", "code", it->doc_date);
	pk_html_leaf(&g->h, "td", "state", it->original);
	pk_html_leaf(&g->h, "td", "state", it->sealed);
	pk_html_leafz(&g->h, "td", "num", PK_NUM(pk_arc_member(g->p->ev->dir, it->file)->size));
	pk_html_close(&g->h);
	pk_html_nl(&g->h);
}

static const char *const item_head[] = {"编号", "任务", "类别", "题名", "责任者", "日期", "原件", "盖章", "字节"};

/* One run of g->order: a table, then the pictures among them. */
static void
group(struct page *g, struct pk_str title, size_t from, size_t to, bool photos)
{
	bool any = false;
	size_t k;

	pk_html_leaf(&g->h, "h3", NULL, title);
	table_head(g, item_head, sizeof(item_head) / sizeof(item_head[0]));
	for (k = from; k < to; k++) {
		item_row(g, g->order[k]);
		any |= is_picture(g, g->order[k]);
	}
	table_end(g);
	if (!photos || !any)
		return;
	pk_html_block(&g->h, "div", "photos");
	pk_html_nl(&g->h);
	for (k = from; k < to; k++)
		if (is_picture(g, g->order[k]))
			picture(g, g->order[k]);
	pk_html_close(&g->h);
}

/* qsort has no context argument in POSIX: sort keys stand beside the index. */
struct key {
	struct pk_str first, second;
	size_t i;
};

static int
by_key(const void *x, const void *y)
{
	const struct key *a = x, *b = y;
	int c = pk_str_cmp(a->first, b->first);

	c = c ? c : pk_str_cmp(a->second, b->second);
	return c ? c : (a->i > b->i) - (a->i < b->i);
}

static void
groups(struct page *g, bool by_unit)
{
	const struct pk_evidence *ev = g->p->ev;
	struct key *v = pk_alloc(ev->items.n, sizeof(*v));
	size_t i, from, n = 0;

	for (i = 0; i < ev->items.n; i++)
		if (g->p->where[i].n)
			v[n++] = (struct key){by_unit ? ev->items.v[i].unit : indicator(g, i), g->p->where[i], i};
	if (n)
		qsort(v, n, sizeof(*v), by_key);
	for (i = 0; i < n; i++)
		g->order[i] = v[i].i;
	for (from = 0; from < n; from = i) {
		for (i = from; i < n && pk_str_eq(v[i].first, v[from].first);)
			i++;
		group(g, v[from].first.n ? v[from].first : PK_S("未注明单位"), from, i, !by_unit);
	}
	pk_free(v);
}

void
pk_index_page(const struct pk_pack *p, struct pk_out *out)
{
	static const char *const sheets[] = {css, NULL};
	struct page g = {.p = p};

	pk_html_init(&g.h, out);
	g.h.images = true;
	g.order = pk_alloc(p->ev->items.n, sizeof(*g.order));
	pk_html_page(&g.h, "zh-Hans", p->ev->plan_title.n ? p->ev->plan_title : p->name, sheets);
	pk_html_open(&g.h, "main");
	pk_html_nl(&g.h);
	head(&g);
	coverage(&g);
	section(&g, "indicator", "按指标");
	groups(&g, false);
	section(&g, "unit", "按单位");
	groups(&g, true);
	pk_html_leafz(&g.h, "p", NULL, "校验方法见 readme.txt；清单为 manifest-*.txt。");
	pk_html_page_end(&g.h);
	pk_free(g.order);
	pk_arena_free(&g.arena);
}
