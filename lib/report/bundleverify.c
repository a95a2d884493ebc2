/* evidence-pack verify. */
#include "report/bundlecmd.h"

#include "bundle/bagsign.h"
#include "bundle/evidence.h"
#include "report/bundle.h"

/* What the bundles are held against. */
struct against {
	const struct pk_pack_opts *o;
	struct pk_key *keys;
	size_t nkeys;
	struct pk_evidence plan;
	unsigned char plan_sha256[PK_DIGEST_MAX];
	bool has_plan;
};

static int
load(struct against *g)
{
	const struct pk_pack_opts *o = g->o;
	struct pk_digest d = PK_DIGEST_INIT;
	size_t i;

	g->keys = pk_zalloc(o->pubkeys.n, sizeof(*g->keys));
	for (i = 0; i < o->pubkeys.n; i++) {
		if (pk_key_load(&g->keys[i], o->pubkeys.v[i], false, o->sink) != 0)
			return -1;
		g->nkeys++;
	}
	if (!o->plan)
		return 0;
	g->has_plan = true;
	if (pk_evidence_load_plan(&g->plan, o->plan, o->sink) != 0)
		return -1;
	pk_digest_start(&d, 1u << PK_SHA256);
	pk_digest_add(&d, g->plan.plan.p, g->plan.plan.n);
	pk_digest_end(&d, PK_SHA256, g->plan_sha256);
	pk_digest_free(&d);
	return 0;
}

static void
unload(struct against *g)
{
	size_t i;

	for (i = 0; i < g->nkeys; i++)
		pk_key_free(&g->keys[i]);
	pk_free(g->keys);
	if (g->has_plan)
		pk_evidence_free(&g->plan);
}

/* Tasks of the plan and rows of the catalogue, each to the other. */
static void
compare_plan(struct against *g, struct pk_bag *bag)
{
	size_t i;

	if (!bag->catalogued)
		return;
	if (bag->has_plan && memcmp(bag->plan_sha256, g->plan_sha256, 32) != 0)
		pk_diag(bag->sink, PK_D_PROFILE_OTHER_PLAN, PK_POS(bag->name, 0), "plan.xml", NULL);
	for (i = 0; i < g->plan.tasks.n; i++) {
		const struct pk_ev_task *t = &g->plan.tasks.v[i];

		if (!pk_map_get(&bag->tasks, t->id))
			pk_diag(bag->sink, PK_D_EV_NO_EVIDENCE, PK_POS(bag->name, 0), PK_Z(&bag->arena, t->id),
			    PK_Z(&bag->arena, t->title), NULL);
	}
	for (i = 0; i < bag->tasks.n; i++) {
		struct pk_str id = bag->tasks.entries[i].key;

		if (!pk_map_get(&g->plan.task_ids, id))
			pk_diag(bag->sink, PK_D_EV_NO_TASK, PK_POS(bag->name, 0), "catalogue.csv",
			    PK_Z(&bag->arena, id), NULL);
	}
}

/* The archive file itself against a digest that came another way. */
static int
archive_digest(const char *path, enum pk_alg alg, const char *hex, struct pk_findings *f, struct pk_sink *sink)
{
	enum { BLOCK = 256 * 1024 };
	struct pk_digest d = PK_DIGEST_INIT;
	unsigned char *buf, sum[PK_DIGEST_MAX], want[PK_DIGEST_MAX];
	struct pk_buf got = PK_BUF_INIT;
	struct pk_in in;
	int64_t n;

	if (!hex)
		return 0;
	if (!pk_unhex(pk_str(hex), want, pk_alg_size[alg])) {
		pk_diag(sink, PK_D_USAGE_VALUE, PK_NOPOS, pk_alg_name[alg], hex, "64 hexadecimal digits", NULL);
		return -1;
	}
	if (pk_in_open(&in, path, sink) != 0)
		return -1;
	buf = pk_alloc(BLOCK, 1);
	pk_digest_start(&d, 1u << alg);
	while ((n = pk_in_read(&in, buf, BLOCK, sink)) > 0)
		pk_digest_add(&d, buf, (size_t)n);
	pk_in_close(&in);
	pk_digest_end(&d, alg, sum);
	pk_digest_free(&d);
	pk_free(buf);
	pk_hex(sum, pk_alg_size[alg], &got);
	if (n == 0 && memcmp(sum, want, pk_alg_size[alg]) != 0)
		pk_diag(&f->sink, PK_D_ARCHIVE_DIGEST, PK_POS(path, 0), "", pk_alg_name[alg], got.p, NULL);
	pk_buf_free(&got);
	return n == 0 ? 0 : -1;
}

static void
verify_one(struct against *g, const char *path, const struct pk_bag_opts *bo, struct pk_findings *f)
{
	const struct pk_pack_opts *o = g->o;
	struct pk_bundle_sum sum = {.headings = !o->bagit};
	struct pk_bag bag;
	int rc;

	pk_findings_begin(f, path);
	rc = archive_digest(path, PK_SHA256, o->sha256, f, o->sink) |
	     archive_digest(path, PK_SM3, o->sm3, f, o->sink);
	f->failed |= rc != 0;
	rc = pk_bag_verify(&bag, path, bo, &f->sink);
	if (rc == 0 && !o->bagit) {
		pk_bag_check_signatures(&bag, g->keys, g->nkeys, o->require_signature);
		if (g->has_plan)
			compare_plan(g, &bag);
	}
	sum.passed = bag.passed;
	sum.files = bag.files;
	sum.octets = bag.octets;
	sum.signatures = bag.signatures;
	sum.rows = bag.rows;
	(void)pk_findings_end(f, &sum, rc == 0);
	pk_bag_free(&bag);
}

static int
write_report(const struct pk_pack_opts *o, const struct pk_findings *f)
{
	struct pk_out out;

	if (pk_out_open(&out, o->report, o->sink) != 0)
		return -1;
	pk_findings_page(f, &out);
	return pk_out_close(&out, o->sink);
}

/* What cannot go together: NULL, or why not. */
static const char *
conflict(const struct pk_pack_opts *o, char **operand, size_t n)
{
	size_t i, pipes = 0;

	for (i = 0; i < n; i++)
		pipes += strcmp(operand[i], "-") == 0;
	if ((o->sha256 || o->sm3) && (n > 1 || pipes > 0))
		return "--sha256 and --sm3 go with one bundle, which is a file";
	if (pipes > 1)
		return "standard input holds one bundle";
	if (o->bagit && (o->plan || o->pubkeys.n || o->require_signature))
		return "--bagit looks at the rules of BagIt alone: not at a plan or at signatures";
	return NULL;
}

int
pk_cmd_verify(const struct pk_pack_opts *o, char **operand, size_t n)
{
	struct against g = {.o = o};
	struct pk_bag_opts bo;
	struct pk_findings f;
	size_t i;
	int status = 2;

	if (pk_cmd_bag_opts(o, &bo) != 0)
		return 2;
	if (conflict(o, operand, n)) {
		pk_diag(o->sink, PK_D_USAGE, PK_NOPOS, conflict(o, operand, n), NULL);
		return 2;
	}
	if (load(&g) == 0) {
		pk_cmd_sandbox(o, operand, n);
		pk_findings_init(&f, o->out, (enum pk_find_format)o->format, o->lang, o->sink);
		f.strict = o->strict;
		f.keep = o->report != NULL;
		for (i = 0; i < n; i++)
			verify_one(&g, operand[i], &bo, &f);
		status = pk_findings_status(&f);
		if (o->report && write_report(o, &f) != 0)
			status = 2;
		pk_findings_free(&f);
	}
	unload(&g);
	return status;
}
