/* evidence-pack: check, pack. */
#include "report/bundlecmd.h"

#include "bundle/charset.h"
#include "bundle/evidence.h"
#include "bundle/pack.h"
#include "bundle/sign.h"
#include "bundle/bagsign.h"
#include "report/bundle.h"
#include "report/coverage.h"
#include "report/index.h"

#include <sys/stat.h>

static int
load_rules(const struct pk_pack_opts *o, struct pk_rules *r)
{
	struct pk_str w = pk_str(o->window);
	size_t dots;

	pk_rules_init(r);
	if (o->rules && pk_rules_load(r, o->rules, o->sink) != 0)
		return -1;
	if (!o->window)
		return 0;
	dots = pk_str_find(w, PK_S(".."), 0);
	if (dots == PK_NPOS || pk_date_parse(pk_str_sub(w, 0, dots), &r->from) != 0 ||
	    pk_date_parse(pk_str_sub(w, dots + 2, w.n), &r->to) != 0 || pk_date_cmp(r->from, r->to) > 0) {
		pk_diag(o->sink, PK_D_USAGE_VALUE, PK_NOPOS, "--window", o->window, "FROM..TO", NULL);
		return -1;
	}
	return 0;
}

/* New bags get digests that still stand for something: MD5 and SHA-1 are for reading old ones,
 * and of SHA-224 nobody's habits make use. */
static bool
may_make(enum pk_alg a)
{
	return a == PK_SHA256 || a == PK_SHA384 || a == PK_SHA512 || a == PK_SM3;
}

/* "sha256,sm3": one or two algorithms that have a name. */
static int
parse_algs(const struct pk_pack_opts *o, struct pk_evidence_opts *eo)
{
	struct pk_str rest = pk_str(o->alg ? o->alg : "sha256,sm3"), part;

	eo->nalgs = 0;
	while (pk_str_split(&rest, ',', &part)) {
		enum pk_alg a = pk_alg_find(pk_str_trim(part));

		if (!may_make(a) || eo->nalgs == PK_EV_ALGS || (eo->nalgs == 1 && eo->alg[0] == a)) {
			pk_diag(o->sink, PK_D_USAGE_VALUE, PK_NOPOS, "--alg", o->alg,
			    "one or two of sha256, sha384, sha512, sm3", NULL);
			return -1;
		}
		eo->alg[eo->nalgs++] = a;
	}
	return 0;
}

/* PLAN.xml [EVIDENCE.csv] DIR: the ledger is DIR/evidence.csv when it is not named. */
static int
load(const struct pk_pack_opts *o, char **operand, size_t n, struct pk_evidence *ev,
    struct pk_rules *rules, struct pk_buf *ledger, struct pk_findings *f)
{
	struct pk_evidence_opts eo = {.plan = operand[0], .dir = operand[n - 1], .unit = o->unit, .names_from = o->names_from,
	    .dereference = o->dereference, .as_of = o->as_of, .rules = rules,
	    .rules_file = o->rules, .threads = pk_cmd_threads(o),
	    .progress = o->progress, .progress_ctx = o->progress_ctx};
	struct pk_bag_opts bo;

	if (parse_algs(o, &eo) != 0 || pk_cmd_bag_opts(o, &bo) != 0)
		return -1;
	eo.limits = bo.limits;
	if (o->names_from && !pk_charset_known(pk_str(o->names_from))) {
		pk_diag(o->sink, PK_D_USAGE_VALUE, PK_NOPOS, "--names-from", o->names_from, "an encoding", NULL);
		return -1;
	}
	if (n == 2)
		pk_buf_printf(ledger, "%s/evidence.csv", operand[1]);
	else
		pk_buf_puts(ledger, operand[1]);
	eo.ledger = pk_buf_z(ledger);
	return pk_evidence_load(ev, &eo, &f->sink, o->sink);
}

int
pk_cmd_check(const struct pk_pack_opts *o, char **operand, size_t n)
{
	struct pk_evidence ev = {0};
	struct pk_rules rules;
	struct pk_findings f;
	struct pk_buf ledger = PK_BUF_INIT;
	struct pk_bundle_sum sum = {0};
	int status = 2, rc;

	if (load_rules(o, &rules) != 0) {
		pk_rules_free(&rules);
		return 2;
	}
	pk_findings_init(&f, o->out, (enum pk_find_format)o->format, o->lang, o->sink);
	f.strict = o->strict;
	pk_findings_begin(&f, operand[n - 1]);
	rc = load(o, operand, n, &ev, &rules, &ledger, &f);
	if (ev.files) {
		(void)pk_evidence_check(&ev, &f.sink);
		if (o->format == PK_FIND_TEXT)
			pk_coverage_text(&ev, o->out, o->lang);
	}
	sum.passed = ev.items.n;
	(void)pk_findings_end(&f, &sum, rc == 0);
	status = rc != 0 ? 2 : pk_findings_status(&f);
	pk_findings_free(&f);
	pk_evidence_free(&ev);
	pk_rules_free(&rules);
	pk_buf_free(&ledger);
	return status;
}

/* zip, tar.gz and tar by the name's end; else a folder. */
static enum pk_arc_format
format_of(struct pk_str path)
{
	if (pk_str_ends(path, PK_S(".zip")))
		return PK_ARC_ZIP;
	if (pk_str_ends(path, PK_S(".tar.gz")) || pk_str_ends(path, PK_S(".tgz")))
		return PK_ARC_TGZ;
	return pk_str_ends(path, PK_S(".tar")) ? PK_ARC_TAR : PK_ARC_DIR;
}

/* The output must not lie in what it is made of. */
static bool
lies_inside(const char *out, const char *dir)
{
	struct pk_buf b = PK_BUF_INIT;
	struct stat root, st, last = {0};
	bool inside = false;
	size_t n = strlen(out);

	if (stat(dir, &root) != 0)
		return false;
	while (n > 0 && out[n - 1] == '/')
		n--;
	while (n > 0 && out[n - 1] != '/')
		n--;
	pk_buf_add(&b, out, n);
	pk_buf_puts(&b, n ? "." : ".");
	while (stat(pk_buf_z(&b), &st) == 0 && !(st.st_ino == last.st_ino && st.st_dev == last.st_dev)) {
		if (st.st_ino == root.st_ino && st.st_dev == root.st_dev) {
			inside = true;
			break;
		}
		last = st;
		pk_buf_puts(&b, "/..");
	}
	pk_buf_free(&b);
	return inside;
}

/* Puts the signature of a tag manifest into the bag, when it is the one this key signs. */
static int
sign(void *ctx, struct pk_pack *p, struct pk_str name, struct pk_str bytes, struct pk_sink *sink)
{
	const struct pk_key *k = ctx;
	struct pk_buf path = PK_BUF_INIT, sig = PK_BUF_INIT;
	int rc;

	if (!pk_str_eq(name, pk_pack_signs(p, pk_bag_sign_target(k))))
		return 0;
	rc = pk_key_sign(k, bytes, &sig);
	if (rc != 0)
		pk_diag(sink, PK_D_KEY_SIGN, PK_NOPOS, NULL);
	pk_buf_printf(&path, "signatures/%s.%s", k->id, pk_key_suffix[k->type]);
	if (rc == 0)
		*pk_pack_tag(p, path.p) = sig;
	pk_buf_free(&path);
	return rc;
}

static int
write_bundle(const struct pk_pack_opts *o, const struct pk_evidence *ev, const char *dir, struct pk_findings *f)
{
	struct pk_packing how = {.by_unit = o->by == 1, .store = o->store, .threads = pk_cmd_threads(o),
	    .mtime = o->epoch >= 0 ? o->epoch : ev->newest, .unit = o->unit, .campaign = o->campaign,
	    .count = o->count, .contact = o->contact, .phone = o->phone, .email = o->email,
	    .agent = "plankit evidence-pack " PK_VERSION, .index = pk_index_page, .progress = o->progress,
	    .progress_ctx = o->progress_ctx};
	struct pk_buf path = PK_BUF_INIT;
	struct pk_pack p;
	struct pk_key key = {.pkey = NULL};
	int rc;

	if (o->key) {
		if (pk_key_load(&key, o->key, true, o->sink) != 0)
			return 2;
		how.sign = sign;
		how.sign_ctx = &key;
	}
	how.format = o->output ? format_of(pk_str(o->output)) : PK_ARC_ZIP;
	pk_pack_plan(&p, ev, &how);
	if (o->output)
		pk_buf_puts(&path, o->output);
	else
		pk_buf_printf(&path, "%.*s.zip", PK_FMT(p.name));
	if (lies_inside(pk_buf_z(&path), dir)) {
		pk_diag(o->sink, PK_D_PACK_INSIDE, PK_POS(path.p, 0), NULL);
		rc = 2;
	} else if (!pk_pack_check(&p, &f->sink)) {
		rc = 1;
	} else {
		rc = pk_pack_write(&p, path.p, o->sink) == 0 ? 0 : 2;
	}
	pk_pack_free(&p);
	pk_key_free(&key);
	pk_buf_free(&path);
	return rc;
}

/* Gaps may be allowed; classified material and names that would harm others never. */
static bool
may_pack(const struct pk_pack_opts *o, const struct pk_findings *f, bool open)
{
	return open && !f->hard && (o->allow_gaps || f->now.count[PK_ERROR] == 0);
}

int
pk_cmd_pack(const struct pk_pack_opts *o, char **operand, size_t n)
{
	struct pk_evidence ev = {0};
	struct pk_rules rules;
	struct pk_findings f;
	struct pk_buf ledger = PK_BUF_INIT;
	int status = 2, rc;

	if (load_rules(o, &rules) != 0) {
		pk_rules_free(&rules);
		return 2;
	}
	pk_findings_init(&f, o->err, PK_FIND_TEXT, o->lang, o->sink);
	f.strict = o->strict;
	pk_findings_begin(&f, operand[n - 1]);
	rc = load(o, operand, n, &ev, &rules, &ledger, &f);
	if (rc == 0) {
		bool open = pk_evidence_check(&ev, &f.sink);

		if (may_pack(o, &f, open))
			status = write_bundle(o, &ev, operand[n - 1], &f);
		else
			status = f.failed ? 2 : 1;
		if (status == 1)
			pk_diag(o->sink, PK_D_PACK_STOPPED, PK_POS(operand[n - 1], 0), NULL);
	}
	pk_findings_free(&f);
	pk_evidence_free(&ev);
	pk_rules_free(&rules);
	pk_buf_free(&ledger);
	return status;
}
