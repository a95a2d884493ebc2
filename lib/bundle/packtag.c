/* The tag files of a bag: RFC 8493 2.1 and 2.2, DA/T 22 for the catalogue. */
#include "bundle/packi.h"

#include "ledger/csv.h"
#include <stdlib.h>

/* A value of bag-info.txt stays on its line. */
static void
info(struct pk_buf *b, const char *label, struct pk_str value)
{
	size_t i;

	if (value.n == 0)
		return;
	pk_buf_printf(b, "%s: ", label);
	for (i = 0; i < value.n; i++)
		pk_buf_putc(b, value.p[i] == '\n' || value.p[i] == '\r' ? ' ' : value.p[i]);
	pk_buf_putc(b, '\n');
}

static void
bag_info(struct pk_pack *p)
{
	struct pk_buf oxum = PK_BUF_INIT, plan = PK_BUF_INIT, window = PK_BUF_INIT, *b;
	const struct pk_rules *r = p->ev->rules;
	struct pk_digest d = PK_DIGEST_INIT;
	unsigned char sum[PK_DIGEST_MAX];

	pk_digest_start(&d, 1u << PK_SHA256);
	pk_digest_add(&d, p->ev->plan.p, p->ev->plan.n);
	pk_digest_end(&d, PK_SHA256, sum);
	pk_digest_free(&d);
	pk_hex(sum, 32, &plan);
	pk_buf_printf(&oxum, "%llu.%zu", (unsigned long long)p->octets, p->nfiles);
	if (r->from.y) {
		pk_date_print(r->from, &window);
		pk_buf_putc(&window, '/');
		pk_date_print(r->to, &window);
	}
	b = pk_pack_tag(p, "bag-info.txt");
	info(b, "Source-Organization", p->unit);
	info(b, "Contact-Name", pk_str(p->how->contact));
	info(b, "Contact-Phone", pk_str(p->how->phone));
	info(b, "Contact-Email", pk_str(p->how->email));
	info(b, "External-Description", p->ev->plan_title);
	info(b, "External-Identifier", p->name);
	info(b, "Bagging-Date", pk_str(p->date));
	info(b, "Payload-Oxum", pk_buf_view(&oxum));
	info(b, "Bag-Group-Identifier", p->campaign);
	info(b, "Bag-Count", pk_str(p->how->count));
	info(b, "Bag-Software-Agent", pk_str(p->how->agent));
	info(b, "BagIt-Profile-Identifier", PK_S("urn:plankit:bag:1"));
	info(b, "Evidence-Window", pk_buf_view(&window));
	info(b, "Plan-SHA256", pk_buf_view(&plan));
	pk_buf_free(&oxum);
	pk_buf_free(&plan);
	pk_buf_free(&window);
}

static void
readme(struct pk_pack *p)
{
	struct pk_buf *b = pk_pack_tag(p, "readme.txt");

	pk_buf_puts(b, "先看 index.html：用浏览器打开，按指标和单位列出全部材料。 / Open index.html first.\n");
	pk_buf_printf(b, "校验：evidence-pack verify 本文件夹或压缩包；或 sha256sum -c manifest-%s.txt（在本文件夹内运行）。"
	                 " / Verify as said.\n",
	    pk_alg_name[p->ev->alg[0]]);
	pk_buf_printf(b, "制作工具：%s / Made with it.\n", p->how->agent);
}

static void
csv_date(struct pk_csv *w, struct pk_date d)
{
	struct pk_buf b = PK_BUF_INIT;

	/* DA/T 22: eight digits. */
	if (d.y)
		pk_buf_printf(&b, "%04d%02d%02d", d.y, d.m, d.d);
	pk_csv_cell(w, pk_buf_view(&b));
	pk_buf_free(&b);
}

static void
csv_number(struct pk_csv *w, uint64_t n)
{
	pk_csv_puts(w, PK_NUM(n));
}

static struct pk_str
upper_name(enum pk_alg a)
{
	static const char *const names[PK_ALG_MAX] = {"MD5", "SHA-1", "SHA-224", "SHA-256", "SHA-384", "SHA-512", "SM3"};

	return pk_str(names[a]);
}

static void
catalogue_row(struct pk_pack *p, struct pk_csv *w, size_t i, size_t n, struct pk_buf *hex)
{
	const struct pk_ev_item *it = &p->ev->items.v[i];
	const struct pk_ev_file *f = &p->ev->files[it->file];

	csv_number(w, n);
	pk_csv_cell(w, it->archive_no);
	pk_csv_cell(w, it->number);
	pk_csv_cell(w, it->unit);
	pk_csv_cell(w, it->title);
	csv_date(w, it->doc);
	pk_csv_puts(w, ""); /* 没有密级的不用标识, and nothing classified is packed */
	if (it->pages.n == 0 && f->look.pages)
		csv_number(w, f->look.pages);
	else
		pk_csv_cell(w, it->pages);
	pk_csv_cell(w, it->note);
	pk_csv_cell(w, it->task);
	pk_csv_cell(w, it->req);
	pk_csv_puts(w, pk_material_name[it->material][PK_ZH]);
	pk_csv_cell(w, it->original);
	pk_csv_cell(w, it->sealed);
	csv_date(w, it->sent);
	/* A path is a path, whatever it begins with. */
	pk_csv_verbatim(w, p->where[i]);
	csv_number(w, pk_arc_member(p->ev->dir, it->file)->size);
	pk_buf_clear(hex);
	pk_hex(f->digest[0], pk_alg_size[p->ev->alg[0]], hex);
	pk_csv_verbatim(w, pk_buf_view(hex));
	pk_csv_cell(w, it->id);
	pk_csv_end(w);
}

static void
catalogue(struct pk_pack *p)
{
	static const char *const head[] = {"序号", "档号", "文号", "责任者", "题名", "日期", "密级", "页数", "备注", "任务号",
	    "指标号", "材料类别", "原件/复印件", "盖章", "提交日期", "路径", "字节数"};
	struct pk_buf hex = PK_BUF_INIT;
	struct pk_out out;
	struct pk_csv w;
	size_t i, n = 0;

	pk_out_memory(&out);
	pk_csv_init(&w, &out, true);
	for (i = 0; i < sizeof(head) / sizeof(head[0]); i++)
		pk_csv_puts(&w, head[i]);
	pk_csv_cell(&w, upper_name(p->ev->alg[0]));
	pk_csv_puts(&w, "材料编号");
	pk_csv_end(&w);
	/* A row without a file is a gap, which the coverage table shows. */
	for (i = 0; i < p->ev->items.n; i++)
		if (p->where[i].n)
			catalogue_row(p, &w, i, ++n, &hex);
	pk_csv_free(&w);
	pk_buf_free(&hex);
	*pk_pack_tag(p, "catalogue.csv") = out.b;
}

static void
coverage_row(struct pk_csv *w, const struct pk_ev_task *t, const char *kind, struct pk_str words,
    const char *state, size_t n)
{
	pk_csv_cell(w, t->id);
	pk_csv_cell(w, t->title);
	pk_csv_puts(w, kind);
	pk_csv_cell(w, words);
	pk_csv_puts(w, state);
	csv_number(w, n);
	pk_csv_cell(w, t->due);
	pk_csv_end(w);
}

/* The words of the plan that ask for a kind, joined. */
static struct pk_str
asked(struct pk_pack *p, const struct pk_ev_task *t, size_t m)
{
	struct pk_buf b = PK_BUF_INIT;
	struct pk_str s;
	size_t i;

	for (i = 0; i < t->demands.n; i++) {
		if (!(t->demands.v[i].mask & 1u << m))
			continue;
		if (b.n)
			pk_buf_putc(&b, ';');
		pk_buf_str(&b, t->demands.v[i].words);
	}
	s = pk_str_dup(&p->arena, pk_buf_view(&b));
	pk_buf_free(&b);
	return s;
}

static void
coverage(struct pk_pack *p)
{
	static const char *const head[] = {"任务号", "任务", "材料类别", "要求", "结果", "件数", "截止日期"};
	static const char *const state[] = {"不适用", "有", "缺"};
	struct pk_out out;
	struct pk_csv w;
	size_t i, m;

	pk_out_memory(&out);
	pk_csv_init(&w, &out, true);
	for (i = 0; i < sizeof(head) / sizeof(head[0]); i++)
		pk_csv_puts(&w, head[i]);
	pk_csv_end(&w);
	for (i = 0; i < p->ev->tasks.n; i++) {
		const struct pk_ev_task *t = &p->ev->tasks.v[i];

		if (t->asked && t->items == 0)
			coverage_row(&w, t, "全部", PK_S(""), "缺", 0);
		for (m = 0; m < PK_MT_MAX && t->asked; m++)
			coverage_row(&w, t, pk_material_name[m][PK_ZH], asked(p, t, m),
			    state[pk_evidence_cover(t, (enum pk_material)m)], t->count[m]);
	}
	for (i = 0; i < p->ev->demands.n; i++) {
		const struct pk_demand *d = &p->ev->demands.v[i];
		const struct pk_ev_task all = {.id = PK_S("*"), .title = p->ev->plan_title, .due = PK_S("")};

		coverage_row(&w, &all, "", d->words, d->found ? "有" : "缺", d->found);
	}
	pk_csv_free(&w);
	*pk_pack_tag(p, "coverage.csv") = out.b;
}

void
pack_tag_files(struct pk_pack *p)
{
	struct pk_out out;

	pk_buf_puts(pk_pack_tag(p, "bagit.txt"), "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
	bag_info(p);
	catalogue(p);
	coverage(p);
	pk_buf_str(pk_pack_tag(p, "plan.xml"), pk_buf_view(&p->ev->plan));
	readme(p);
	if (p->how->index) {
		pk_out_memory(&out);
		p->how->index(p, &out);
		*pk_pack_tag(p, "index.html") = out.b;
	}
}

/* "digest  path", the path encoded as RFC 8493 2.1.3 says. */
static void
manifest_line(struct pk_buf *b, const unsigned char *sum, enum pk_alg alg, struct pk_str path)
{
	size_t i;

	pk_hex(sum, pk_alg_size[alg], b);
	pk_buf_puts(b, "  ");
	for (i = 0; i < path.n; i++) {
		if (path.p[i] == '%' || path.p[i] == '\n' || path.p[i] == '\r')
			pk_buf_printf(b, "%%%02X", (unsigned)path.p[i]);
		else
			pk_buf_putc(b, path.p[i]);
	}
	pk_buf_putc(b, '\n');
}

static void
name_of(struct pk_buf *b, const char *front, enum pk_alg alg)
{
	pk_buf_clear(b);
	pk_buf_printf(b, "%smanifest-%s.txt", front, pk_alg_name[alg]);
}

void
pack_manifests(struct pk_pack *p, int (*order)(const void *, const void *))
{
	struct pk_digest d = PK_DIGEST_INIT;
	struct pk_buf name = PK_BUF_INIT, *b;
	unsigned char sum[PK_DIGEST_MAX];
	size_t a, i, n;

	for (a = 0; a < p->ev->nalgs; a++) {
		name_of(&name, "", p->ev->alg[a]);
		b = pk_pack_tag(p, name.p);
		for (i = 0; i < p->nfiles; i++)
			manifest_line(b, p->ev->files[p->files[i].member].digest[a], p->ev->alg[a], p->files[i].path);
	}
	n = p->tags.n;
	qsort(p->tags.v, n, sizeof(*p->tags.v), order);
	for (a = 0; a < p->ev->nalgs; a++) {
		enum pk_alg alg = p->ev->alg[a];

		name_of(&name, "tag", alg);
		b = pk_pack_tag(p, name.p);
		for (i = 0; i < n; i++) {
			const struct pk_tagfile *t = &p->tags.v[i];

			pk_digest_start(&d, 1u << alg);
			pk_digest_add(&d, t->b.p ? t->b.p : "", t->b.n);
			pk_digest_end(&d, alg, sum);
			manifest_line(b, sum, alg, t->path);
		}
	}
	pk_digest_free(&d);
	pk_buf_free(&name);
}
