/*
 * What evidence-pack pack puts into a bag beyond the RFC: catalogue, plan, page; and
 * whether catalogue, payload and manifests tell the same (首尾对照).
 */
#include "bundle/bagi.h"

#include "bundle/checki.h"
#include "bundle/tagtable.h"
#include "cal/date.h"

const struct pk_bag_info *
pk_bag_info_find(const struct pk_bag *bag, const char *label)
{
	struct pk_str want = pk_str(label);
	size_t i, k;

	for (i = 0; i < bag->info.n; i++) {
		struct pk_str l = bag->info.v[i].label;

		for (k = 0; k < l.n && l.n == want.n && (l.p[k] | 0x20) == (want.p[k] | 0x20);)
			k++;
		if (k == want.n && l.n == want.n)
			return &bag->info.v[i];
	}
	return NULL;
}

static bool
is_there(const struct pk_bag *bag, const char *path)
{
	const struct pk_bag_rec *r = pk_bag_find(bag, pk_str(path));

	return r && r->member != PK_BAG_NONE;
}

static void
layout(struct pk_bag *bag)
{
	static const char *const files[] = {"catalogue.csv", "coverage.csv", "plan.xml", "index.html", "readme.txt"};
	static const char *const labels[] = {"Bagging-Date", "Payload-Oxum", "External-Identifier"};
	const struct pk_bag_info *profile = pk_bag_info_find(bag, "BagIt-Profile-Identifier");
	size_t i;

	bag->ours = profile && pk_str_is(profile->value, "urn:plankit:bag:1");
	for (i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		if (is_there(bag, files[i]))
			continue;
		bag_say(bag, PK_D_PROFILE_MISSING, pk_str(files[i]), NULL, NULL);
		if (!bag->ours)
			return; /* somebody else's bag: one line is enough */
	}
	for (i = 0; i < sizeof(labels) / sizeof(labels[0]) && bag->ours; i++)
		if (!pk_bag_info_find(bag, labels[i]))
			bag_say(bag, PK_D_PROFILE_INFO, PK_S("bag-info.txt"), labels[i], NULL);
}

static void
plan_digest(struct pk_bag *bag)
{
	const struct pk_bag_info *in = pk_bag_info_find(bag, "Plan-SHA256");
	struct pk_bag_rec *rec = pk_bag_find(bag, PK_S("plan.xml"));
	struct pk_digest d = PK_DIGEST_INIT;
	struct pk_buf b = PK_BUF_INIT;
	unsigned char sum[PK_DIGEST_MAX], want[PK_DIGEST_MAX];

	if (!rec || rec->member == PK_BAG_NONE || pk_bag_read(bag, rec, &b) != 0) {
		pk_buf_free(&b);
		return;
	}
	pk_digest_start(&d, 1u << PK_SHA256);
	pk_digest_add(&d, b.p ? b.p : "", b.n);
	pk_digest_end(&d, PK_SHA256, sum);
	if (in && (!pk_unhex(in->value, want, 32) || memcmp(want, sum, 32) != 0))
		bag_say(bag, PK_D_PROFILE_PLAN, PK_S("plan.xml"), NULL, NULL);
	memcpy(bag->plan_sha256, sum, 32);
	bag->has_plan = true;
	pk_digest_free(&d);
	pk_buf_free(&b);
}

enum column {
	COL_SEQ,
	COL_UNIT,
	COL_TITLE,
	COL_DATE,
	COL_SECRET,
	COL_TASK,
	COL_PATH,
	COL_SIZE,
	COL_NEEDED,
	COL_NUMBER = COL_NEEDED,
	COL_PAGES,
	COL_MAX
};
static const char *const column_name[COL_MAX] = {"序号", "责任者", "题名", "日期", "密级", "任务号", "路径", "字节数", "文号", "页数"};

struct catalogue {
	struct pk_bag *bag;
	struct pk_tagtable table;
	size_t digest;    /* column of digests, PK_NPOS: none */
	enum pk_alg alg;  /* and of which kind */
	size_t rows;
	struct pk_map paths;
};

static struct pk_str
cell(const struct catalogue *c, enum column col)
{
	return pk_tagtable_cell(&c->table, col);
}

/* The column of digests, by the name of an algorithm that heads it. */
static void
find_digest(struct catalogue *c)
{
	const struct pk_minicsv *head = &c->table.csv;
	size_t i;

	c->digest = PK_NPOS;
	for (i = 0; i < head->n && c->digest == PK_NPOS; i++) {
		c->alg = bag_alg(head->field[i]);
		if (c->alg != PK_ALG_MAX)
			c->digest = i;
	}
}

static bool
is_date8(struct pk_str s)
{
	char z[11];
	struct pk_date d;

	if (s.n != 8)
		return false;
	memcpy(z, s.p, 4);
	z[4] = z[7] = '-';
	memcpy(z + 5, s.p + 4, 2);
	memcpy(z + 8, s.p + 6, 2);
	z[10] = '\0';
	return pk_date_parse(pk_str(z), &d) == 0;
}

/* A flaw of the catalogue: pack has let it pass, the assessor should know. */
static void
flaw(struct catalogue *c, enum pk_diag_id id, struct pk_str path, const char *a1, const char *a2)
{
	pk_diag_as(c->bag->sink, PK_WARNING, id, PK_POS(c->bag->name, 0), PK_Z(&c->bag->arena, path), a1,
	    a2 ? a2 : "", NULL);
}

static void
row_cells(struct catalogue *c, struct pk_str path)
{
	static const enum column needed[] = {COL_UNIT, COL_TITLE, COL_DATE, COL_PATH};
	struct pk_bag *bag = c->bag;
	const char *line = PK_NUM(c->table.csv.line);
	int64_t seq;
	size_t i;

	if (pk_str_int(cell(c, COL_SEQ), 1, INT64_MAX, &seq) != 0 || (size_t)seq != c->rows)
		flaw(c, PK_D_EV_SEQUENCE, PK_S("catalogue.csv"), PK_NUM(c->rows - 1),
		    PK_Z(&bag->arena, cell(c, COL_SEQ)));
	for (i = 0; i < sizeof(needed) / sizeof(needed[0]); i++)
		if (cell(c, needed[i]).n == 0)
			flaw(c, PK_D_EV_EMPTY_CELL, path.n ? path : PK_S("catalogue.csv"), line,
			    column_name[needed[i]]);
	if (cell(c, COL_DATE).n && !is_date8(cell(c, COL_DATE)))
		flaw(c, PK_D_EV_BAD_DATE, path, line, PK_Z(&bag->arena, cell(c, COL_DATE)));
	if (cell(c, COL_SECRET).n)
		bag_say(bag, PK_D_EV_SECRET, path, PK_Z(&bag->arena, cell(c, COL_SECRET)), NULL);
	if (cell(c, COL_NUMBER).n && !ev_is_document_number(cell(c, COL_NUMBER)))
		flaw(c, PK_D_EV_NUMBER, path, PK_Z(&bag->arena, cell(c, COL_NUMBER)), NULL);
}

/* Size, digest and pages of a file as the catalogue has them. */
static void
row_file(struct catalogue *c, const struct pk_bag_rec *r)
{
	struct pk_bag *bag = c->bag;
	struct pk_str hex = c->digest < c->table.csv.n ? c->table.csv.field[c->digest] : PK_S("");
	unsigned char sum[PK_DIGEST_MAX];
	const struct pk_bag_want *w;
	unsigned pages = bag->look ? bag->look[r->member].pages : 0;
	int64_t n;

	if (pk_str_int(cell(c, COL_SIZE), 0, INT64_MAX, &n) != 0 ||
	    (uint64_t)n != pk_arc_member(bag->arc, r->member)->size)
		bag_say(bag, PK_D_EV_DIGEST, r->path, "字节数", NULL);
	for (w = r->want; w && hex.n; w = w->next) {
		const struct pk_bag_manifest *m = &bag->manifest[w->manifest];

		/* The manifest has been held against the file itself. */
		if (w->known && m->alg == c->alg && (!pk_unhex(hex, sum, pk_alg_size[m->alg]) ||
		                            memcmp(sum, w->digest, pk_alg_size[m->alg]) != 0))
			bag_say(bag, PK_D_EV_DIGEST, r->path, pk_alg_name[m->alg], NULL);
	}
	if (pages && pk_str_int(cell(c, COL_PAGES), 0, 1000000, &n) == 0 && (unsigned)n != pages)
		flaw(c, PK_D_EV_PAGES, r->path, PK_Z(&bag->arena, cell(c, COL_PAGES)), PK_NUM(pages));
}

static void
row(struct catalogue *c)
{
	struct pk_bag *bag = c->bag;
	struct pk_str path = pk_str_dup(&bag->arena, cell(c, COL_PATH));
	const struct pk_bag_rec *r = pk_bag_find(bag, path);

	c->rows++;
	row_cells(c, path);
	(void)pk_map_put(&c->paths, path, 0, NULL);
	if (cell(c, COL_TASK).n) {
		struct pk_str task = pk_str_dup(&bag->arena, cell(c, COL_TASK));

		(void)pk_map_put(&bag->tasks, task, 0, NULL);
	}
	if (path.n == 0)
		return;
	if ((!r || r->member == PK_BAG_NONE) && pk_arc_is_unread(bag->arc, path))
		return;
	if (!r || r->member == PK_BAG_NONE || !pk_bag_is_payload(path)) {
		bag_say(bag, PK_D_EV_NO_FILE, path, PK_NUM(c->table.csv.line), NULL);
		return;
	}
	row_file(c, r);
}

static void
catalogue(struct pk_bag *bag)
{
	struct catalogue c = {.bag = bag};
	size_t i;
	int rc;

	if (pk_tagtable_open(&c.table, bag, "catalogue.csv", column_name, COL_NEEDED, COL_MAX)) {
		find_digest(&c);
		while ((rc = pk_tagtable_next(&c.table)) == 1)
			row(&c);
		bag->catalogued = rc == 0;
		bag->rows = c.rows;
		for (i = 0; i < bag->recs.n && rc == 0; i++) {
			const struct pk_bag_rec *r = &bag->recs.v[i];

			if (r->member != PK_BAG_NONE && pk_bag_is_payload(r->path) && !pk_map_get(&c.paths, r->path))
				bag_say(bag, PK_D_EV_NO_ROW, r->path, NULL, NULL);
		}
	}
	pk_tagtable_close(&c.table);
	pk_map_free(&c.paths);
}

static void
contents(struct pk_bag *bag)
{
	size_t i;

	for (i = 0; i < bag->recs.n && bag->look; i++) {
		const struct pk_bag_rec *r = &bag->recs.v[i];
		enum pk_diag_id fault;

		if (r->member == PK_BAG_NONE || !pk_bag_is_payload(r->path) || !r->want ||
		    pk_arc_member(bag->arc, r->member)->bad)
			continue;
		fault = pk_filelook_fault(r->path, &bag->look[r->member]);
		/* What is wrong with a file's form is the packer's business: a verifier warns. */
		if (fault != PK_D_MAX)
			pk_diag_as(bag->sink, PK_WARNING, fault, PK_POS(bag->name, 0),
			    PK_Z(&bag->arena, r->path), NULL);
	}
}

void
bag_check_profile(struct pk_bag *bag)
{
	layout(bag);
	plan_digest(bag);
	catalogue(bag);
	if (bag->ours)
		bag_check_coverage(bag);
	contents(bag);
}
