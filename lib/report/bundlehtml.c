/* The verify report as a page. */
#include "report/bundle.h"

#include "report/html.h"

static const char css[] =
    "main{max-width:60rem;margin:0 auto;padding:2rem 1.5rem 4rem;background:var(--paper)}\n"
    "h1{font:700 1.5rem/1.4 var(--serif);color:var(--accent);border-bottom:3px double var(--accent);\n"
    "padding-bottom:.6rem}h2{font-size:1.1rem;margin:2rem 0 .5rem}\n"
    ".v0{background:var(--okbg);color:var(--ok)}.v1{background:var(--badbg);color:var(--bad)}\n"
    ".v2{background:var(--warnbg);color:var(--warn)}.verdict{font-weight:700;white-space:nowrap}\n"
    ".s2{color:var(--bad);font-weight:700}.s1{color:var(--warn)}.s0{color:var(--note)}\n"
    "td.code,.s0,.s1,.s2{white-space:nowrap}td.code{font-size:.9em}.scroll{margin:.6rem 0}\n"
    "td.text{min-width:12em}.scroll th{white-space:nowrap}@media print{main{padding:0;max-width:none}}\n";

struct words {
	const char *title, *bundle, *verdict, *passed, *errors, *warnings, *heading, *severity, *code, *path, *what,
	    *nothing;
};
static const struct words words[PK_LANG_MAX] = {
    {"Verification of evidence bundles", "Bundle", "Verdict", "Files right", "Errors", "Warnings", "Heading (DA/T 70)",
	"Severity", "Code", "Path", "Finding", "Nothing was found."},
    {"佐证材料数据包校验报告", "数据包", "结论", "相符文件", "错误", "警告", "四性检测（DA/T 70）", "级别", "代码", "路径", "问题",
	"未发现问题。"}};

static void
head_row(struct pk_html *h, const char *const *names, size_t n)
{
	size_t i;

	pk_html_block(h, "div", "scroll");
	pk_html_open(h, "table");
	pk_html_open(h, "thead");
	pk_html_open(h, "tr");
	for (i = 0; i < n; i++)
		pk_html_leafz(h, "th", NULL, names[i]);
	pk_html_close(h);
	pk_html_close(h);
	pk_html_open(h, "tbody");
	pk_html_nl(h);
}

static void
end_table(struct pk_html *h)
{
	pk_html_close(h);
	pk_html_close(h);
	pk_html_close(h);
	pk_html_nl(h);
}

static void
number(struct pk_html *h, uint64_t n)
{
	pk_html_leafz(h, "td", "num", PK_NUM(n));
}

static void
verdict(struct pk_html *h, const struct pk_bundle_result *r, enum pk_lang lang)
{
	static const char *const cls[] = {"verdict v0", "verdict v1", "verdict v2"};

	pk_html_leafz(h, "td", cls[r->verdict], pk_verdict_name[r->verdict][lang]);
}

static void
overview(struct pk_html *h, const struct pk_findings *f, const struct words *w)
{
	const char *names[] = {w->bundle, w->verdict, w->passed, w->errors, w->warnings};
	size_t i;

	head_row(h, names, 5);
	for (i = 0; i < f->results.n; i++) {
		const struct pk_bundle_result *r = &f->results.v[i];

		pk_html_open(h, "tr");
		pk_html_open(h, "td");
		pk_html_open(h, "a");
		pk_html_attrf(h, "href", "#b%zu", i + 1);
		pk_html_textz(h, r->name);
		pk_html_close(h);
		pk_html_close(h);
		verdict(h, r, f->lang);
		number(h, r->sum.passed);
		number(h, r->count[PK_ERROR]);
		number(h, r->count[PK_WARNING]);
		pk_html_close(h);
		pk_html_nl(h);
	}
	end_table(h);
}

static void
headings(struct pk_html *h, const struct pk_bundle_result *r, enum pk_lang lang, const struct words *w)
{
	const char *names[] = {w->heading, w->errors, w->warnings};
	size_t i;

	head_row(h, names, 3);
	for (i = 0; i < PK_HD_MAX; i++) {
		pk_html_open(h, "tr");
		pk_html_leafz(h, "td", NULL, pk_heading_name[i][lang]);
		number(h, r->heading[i][PK_ERROR]);
		number(h, r->heading[i][PK_WARNING]);
		pk_html_close(h);
		pk_html_nl(h);
	}
	end_table(h);
}

static void
findings(struct pk_html *h, const struct pk_bundle_result *r, enum pk_lang lang, const struct words *w)
{
	static const char *const cls[] = {"s0", "s1", "s2"};
	const char *names[] = {w->severity, w->code, w->path, w->what};
	size_t i;

	if (r->n == 0) {
		pk_html_leafz(h, "p", NULL, w->nothing);
		return;
	}
	head_row(h, names, 4);
	for (i = 0; i < r->n; i++) {
		pk_html_open(h, "tr");
		pk_html_leafz(h, "td", cls[r->v[i].sev], pk_severity_name(r->v[i].sev, lang));
		pk_html_leafz(h, "td", "code", pk_diag_catalogue[r->v[i].id].id);
		pk_html_leafz(h, "td", "text", r->v[i].path);
		pk_html_leafz(h, "td", "text", r->v[i].message);
		pk_html_close(h);
		pk_html_nl(h);
	}
	end_table(h);
}

void
pk_findings_page(const struct pk_findings *f, struct pk_out *out)
{
	static const char *const sheets[] = {css, NULL};
	const struct words *w = &words[f->lang];
	struct pk_html h;
	size_t i;

	pk_html_init(&h, out);
	pk_html_page(&h, f->lang == PK_ZH ? "zh-Hans" : "en", pk_str(w->title), sheets);
	pk_html_open(&h, "main");
	pk_html_leafz(&h, "h1", NULL, w->title);
	pk_html_nl(&h);
	overview(&h, f, w);
	for (i = 0; i < f->results.n; i++) {
		pk_html_open(&h, "h2");
		pk_html_attrf(&h, "id", "b%zu", i + 1);
		pk_html_textz(&h, f->results.v[i].name);
		pk_html_close(&h);
		headings(&h, &f->results.v[i], f->lang, w);
		findings(&h, &f->results.v[i], f->lang, w);
	}
	pk_html_page_end(&h);
}
