/* evidence-pack: list, cat, extract, diff. */
#include "report/bundlecmd.h"

#include "bundle/extract.h"
#include "report/bundle.h"
#include "report/table.h"

/* Opens a bundle; findings go to standard error.  The status so far: 0, 1 or 2. */
static int
open_bag(const struct pk_pack_opts *o, struct pk_bag *bag, const char *path, bool hash)
{
	struct pk_bundle_sum sum = {0};
	struct pk_bag_opts bo;
	struct pk_findings f;
	int rc, status;

	*bag = (struct pk_bag){.name = path};
	if (pk_cmd_bag_opts(o, &bo) != 0)
		return 2;
	bo.skip_hash = !hash;
	bo.bagit_only = true;
	pk_findings_init(&f, o->err, PK_FIND_TEXT, o->lang, o->sink);
	f.strict = o->strict;
	pk_findings_begin(&f, path);
	rc = pk_bag_verify(bag, path, &bo, &f.sink);
	/* Only findings are of interest here, not the line that sums up. */
	f.format = PK_FIND_TSV;
	sum.passed = bag->passed;
	(void)pk_findings_end(&f, &sum, rc == 0);
	status = pk_findings_status(&f);
	pk_findings_free(&f);
	/* What the sink printed is gone; later findings go where trouble goes. */
	bag->sink = o->sink;
	return status;
}

static void
print_date(int64_t t, struct pk_buf *b)
{
	pk_buf_clear(b);
	pk_date_print(pk_date_from_days(t / 86400 - (t % 86400 < 0)), b);
}

int
pk_cmd_list(const struct pk_pack_opts *o, char **operand, size_t n)
{
	static const struct pk_grid_col cols[] = {{"size", {"Size", "字节数"}, true, 0},
	    {"modified", {"Modified", "修改日期"}, false, 0}, {"listed", {"Listed", "清单"}, false, 0},
	    {"path", {"Path", "路径"}, false, 0}};
	struct pk_buf date = PK_BUF_INIT, path = PK_BUF_INIT, size = PK_BUF_INIT;
	struct pk_grid g;
	struct pk_bag bag;
	size_t i;
	int status;

	pk_cmd_sandbox(o, operand, n);
	status = open_bag(o, &bag, operand[0], false);
	if (o->null) {
		/* For xargs -0: names as they are, each ended by NUL. */
		for (i = 0; i < bag.recs.n; i++)
			if (bag.recs.v[i].member != PK_BAG_NONE)
				pk_out_write(o->out, PK_Z(&bag.arena, bag.recs.v[i].path), bag.recs.v[i].path.n + 1);
		pk_bag_free(&bag);
		return status;
	}
	pk_grid_init(&g, cols, 4, (enum pk_form)o->form, o->lang, o->out);
	for (i = 0; i < bag.recs.n; i++) {
		const struct pk_bag_rec *r = &bag.recs.v[i];
		const struct pk_member *m = r->member == PK_BAG_NONE ? NULL : pk_arc_member(bag.arc, r->member);
		struct pk_str cell[4];

		if (!m)
			continue;
		print_date(m->mtime, &date);
		pk_buf_clear(&path);
		pk_escape(&path, r->path);
		pk_buf_clear(&size);
		pk_buf_printf(&size, "%llu", (unsigned long long)m->size);
		cell[0] = pk_buf_view(&size);
		cell[1] = pk_buf_view(&date);
		cell[2] = r->listed ? PK_S("yes") : PK_S("no");
		cell[3] = pk_buf_view(&path);
		pk_grid_keep(&g, cell);
	}
	if (bag.arc)
		pk_grid_render(&g);
	pk_grid_free(&g);
	pk_buf_free(&date);
	pk_buf_free(&path);
	pk_buf_free(&size);
	pk_bag_free(&bag);
	return status;
}

/* A tar is gone through twice, for the verdict and then for the files. */
static bool
is_pipe(const struct pk_pack_opts *o, const char *path)
{
	bool pipe = strcmp(path, "-") == 0;

	if (pipe)
		pk_diag(o->sink, PK_D_USAGE, PK_NOPOS, "files are taken out of a bundle that is a file, not out of a pipe", NULL);
	return pipe;
}

int
pk_cmd_cat(const struct pk_pack_opts *o, char **operand, size_t n)
{
	struct pk_sink sink = *o->sink;
	struct pk_bag bag;
	int status;

	(void)n;
	if (is_pipe(o, operand[0]))
		return 2;
	pk_cmd_sandbox(o, operand, 1);
	status = open_bag(o, &bag, operand[0], false);
	if (bag.arc && status != 2) {
		int rc = pk_bag_cat(&bag, pk_str(operand[1]), o->out, &sink);

		/* A wrong digest is a finding; a missing file or a read error is trouble. */
		if (rc != 0)
			status = pk_bag_find(&bag, pk_str(operand[1])) ? 1 : 2;
	}
	pk_bag_free(&bag);
	return status;
}

int
pk_cmd_extract(const struct pk_pack_opts *o, char **operand, size_t n)
{
	struct pk_bag bag;
	int status;

	if (is_pipe(o, operand[0]))
		return 2;
	status = open_bag(o, &bag, operand[0], true);
	if (status == 0 && pk_bag_extract(&bag, o->dir ? o->dir : ".", operand + 1, n - 1, o->sink) != 0)
		status = 2;
	else if (status == 1)
		pk_diag(o->sink, PK_D_BUNDLE_NOT_CLEAN, PK_POS(operand[0], 0), NULL);
	pk_bag_free(&bag);
	return status;
}

/* The digest of a file that the manifests give, of the algorithm both bags have. */
static struct pk_str
digest_of(const struct pk_bag *bag, const struct pk_bag_rec *r, enum pk_alg alg)
{
	const struct pk_bag_want *w;

	for (w = r->want; w; w = w->next)
		if (bag->manifest[w->manifest].alg == alg)
			return pk_strn((const char *)w->digest, pk_alg_size[alg]);
	return PK_S("");
}

static unsigned
algs_of(const struct pk_bag *bag)
{
	unsigned mask = 0;
	size_t i;

	for (i = 0; i < bag->nmanifests; i++)
		if (!bag->manifest[i].tag && bag->manifest[i].alg != PK_ALG_MAX)
			mask |= 1u << bag->manifest[i].alg;
	return mask;
}

struct diff {
	struct pk_bag *bag[2]; /* old, new */
	enum pk_alg alg;
	struct pk_grid g;
	struct pk_map gone;    /* digest -> record of the old bag that has no file of its name in the new */
	bool *matched;
	size_t n;
};

static void
diff_row(struct diff *d, const char *what, struct pk_str path, struct pk_str from)
{
	struct pk_buf a = PK_BUF_INIT, b = PK_BUF_INIT;
	struct pk_str cell[3];

	pk_escape(&a, path);
	pk_escape(&b, from);
	cell[0] = pk_str(what);
	cell[1] = pk_buf_view(&a);
	cell[2] = pk_buf_view(&b);
	pk_grid_keep(&d->g, cell);
	pk_buf_free(&a);
	pk_buf_free(&b);
	d->n++;
}

static void
compare_new(struct diff *d, const struct pk_bag_rec *r)
{
	const struct pk_bag_rec *old = pk_bag_find(d->bag[0], r->path);
	struct pk_str now = digest_of(d->bag[1], r, d->alg);
	const struct pk_map_entry *e;

	if (old && old->member != PK_BAG_NONE) {
		if (!pk_str_eq(digest_of(d->bag[0], old, d->alg), now))
			diff_row(d, "changed", r->path, PK_S(""));
		return;
	}
	e = pk_map_get(&d->gone, now);
	if (e && !d->matched[e->value]) {
		d->matched[e->value] = true;
		diff_row(d, "renamed", r->path, d->bag[0]->recs.v[e->value].path);
	} else {
		diff_row(d, "added", r->path, PK_S(""));
	}
}

static void
compare(struct diff *d)
{
	size_t i;

	d->matched = pk_zalloc(d->bag[0]->recs.n, sizeof(*d->matched));
	for (i = 0; i < d->bag[0]->recs.n; i++) {
		const struct pk_bag_rec *r = &d->bag[0]->recs.v[i], *now = pk_bag_find(d->bag[1], r->path);

		if (r->member == PK_BAG_NONE || !pk_bag_is_payload(r->path) || (now && now->member != PK_BAG_NONE))
			d->matched[i] = true;
		else
			(void)pk_map_put(&d->gone, digest_of(d->bag[0], r, d->alg), i, NULL);
	}
	for (i = 0; i < d->bag[1]->recs.n; i++) {
		const struct pk_bag_rec *r = &d->bag[1]->recs.v[i];

		if (r->member != PK_BAG_NONE && pk_bag_is_payload(r->path))
			compare_new(d, r);
	}
	for (i = 0; i < d->bag[0]->recs.n; i++)
		if (!d->matched[i])
			diff_row(d, "removed", d->bag[0]->recs.v[i].path, PK_S(""));
	pk_free(d->matched);
	pk_map_free(&d->gone);
}

int
pk_cmd_diff(const struct pk_pack_opts *o, char **operand, size_t n)
{
	static const struct pk_grid_col cols[] = {{"change", {"Change", "变化"}, false, 0},
	    {"path", {"Path", "路径"}, false, 0}, {"from", {"From", "原路径"}, false, 0}};
	struct pk_bag bag[2];
	struct diff d = {.bag = {&bag[0], &bag[1]}, .alg = PK_ALG_MAX};
	unsigned common;
	int status;

	pk_cmd_sandbox(o, operand, n);
	status = open_bag(o, &bag[0], operand[0], true) | open_bag(o, &bag[1], operand[1], true);
	if (status == 0) {
		common = algs_of(&bag[0]) & algs_of(&bag[1]);
		for (d.alg = 0; d.alg < PK_ALG_MAX && !(common & 1u << d.alg);)
			d.alg++;
		if (d.alg == PK_ALG_MAX) {
			pk_diag(o->sink, PK_D_DIFF_ALGORITHM, PK_POS(operand[1], 0), NULL);
			status = 2;
		}
	} else {
		status = 2; /* what is not whole cannot be compared */
	}
	pk_grid_init(&d.g, cols, 3, (enum pk_form)o->form, o->lang, o->out);
	if (status == 0) {
		compare(&d);
		if (d.n > 0)
			pk_grid_render(&d.g);
		status = d.n > 0;
	}
	pk_grid_free(&d.g);
	pk_bag_free(&bag[0]);
	pk_bag_free(&bag[1]);
	return status;
}
