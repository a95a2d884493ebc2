/* evidence-pack: keygen, sign, codes. */
#include "report/bundlecmd.h"

#include "archive/write.h"
#include "bundle/bagsign.h"
#include "bundle/codes.h"
#include "report/table.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

int
pk_cmd_keygen(const struct pk_pack_opts *o, char **operand, size_t n)
{
	struct pk_key k;
	int rc = pk_key_make(operand[0], (enum pk_key_type)o->key_type, &k, o->sink);

	(void)n;
	if (rc == 0)
		pk_out_printf(o->out, "%s %s\n", k.id, pk_key_suffix[k.type]);
	pk_key_free(&k);
	return rc == 0 ? 0 : 2;
}

/* Puts a signature into a bag that is a folder. */
static int
put_signature(const char *dir, const struct pk_key *k, struct pk_str sig, struct pk_sink *sink)
{
	struct pk_buf path = PK_BUF_INIT;
	struct pk_out out;
	int root = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC), fd = -1, rc = -1;

	pk_buf_printf(&path, "signatures/%s.%s", k->id, pk_key_suffix[k->type]);
	if (root >= 0)
		fd = pk_create_beneath(root, pk_buf_view(&path));
	if (fd < 0) {
		pk_diag(sink, errno == EEXIST ? PK_D_IO_EXISTS : PK_D_IO_OPEN, PK_POS(path.p, 0), strerror(errno), NULL);
	} else {
		pk_out_fd(&out, fd, path.p);
		pk_out_str(&out, sig);
		rc = pk_out_close(&out, sink);
		if (rc != 0)
			(void)unlinkat(root, path.p, 0);
	}
	if (root >= 0)
		(void)close(root);
	pk_buf_free(&path);
	return rc;
}

/* The tag manifest to sign: that of the key's own digest, else any. */
static struct pk_bag_rec *
target(struct pk_bag *bag, const struct pk_key *k)
{
	struct pk_bag_rec *r = pk_bag_find(bag, pk_bag_sign_target(k));
	size_t i;

	if (r && r->member != PK_BAG_NONE)
		return r;
	for (i = 0; i < bag->nmanifests; i++)
		if (bag->manifest[i].tag)
			return &bag->recs.v[bag->manifest[i].rec];
	return NULL;
}

static int
sign(const struct pk_pack_opts *o, struct pk_bag *bag, const struct pk_key *k, const char *path)
{
	struct pk_bag_rec *r = target(bag, k);
	struct pk_buf data = PK_BUF_INIT, sig = PK_BUF_INIT;
	struct pk_out out;
	int rc = -1;

	if (!r) {
		pk_diag(o->sink, PK_D_SIGN_NO_TAGMANIFEST, PK_POS(path, 0), NULL);
	} else if (!o->output && pk_arc_format(bag->arc) != PK_ARC_DIR) {
		pk_diag(o->sink, PK_D_SIGN_ARCHIVE, PK_POS(path, 0), NULL);
	} else if (pk_bag_read(bag, r, &data) == 0) {
		rc = pk_key_sign(k, pk_buf_view(&data), &sig);
		if (rc != 0)
			pk_diag(o->sink, PK_D_KEY_SIGN, PK_POS(path, 0), NULL);
		else if (!o->output)
			rc = put_signature(path, k, pk_buf_view(&sig), o->sink);
		else if ((rc = pk_out_open(&out, o->output, o->sink)) == 0) {
			pk_out_str(&out, pk_buf_view(&sig));
			rc = pk_out_close(&out, o->sink);
		}
	}
	pk_buf_free(&data);
	pk_buf_free(&sig);
	return rc;
}

int
pk_cmd_sign(const struct pk_pack_opts *o, char **operand, size_t n)
{
	struct pk_sink found = {0};
	struct pk_bag_opts bo;
	struct pk_bag bag;
	struct pk_key k;
	int rc;

	(void)n;
	if (pk_key_load(&k, operand[0], true, o->sink) != 0)
		return 2;
	if (pk_cmd_bag_opts(o, &bo) != 0) {
		pk_key_free(&k);
		return 2;
	}
	/* Whoever signs should know what: the bag must be whole. */
	rc = pk_bag_verify(&bag, operand[1], &bo, &found);
	if (rc != 0 || found.count[PK_ERROR] > 0) {
		pk_diag(o->sink, PK_D_SIGN_NOT_VALID, PK_POS(operand[1], 0), NULL);
		rc = -1;
	} else {
		bag.sink = o->sink;
		rc = sign(o, &bag, &k, operand[1]);
	}
	pk_bag_free(&bag);
	pk_key_free(&k);
	return rc == 0 ? 0 : 2;
}

/* "{0}: listed in {1}" without the path, "…" for what is filled in. */
static void
meaning(const char *t, struct pk_buf *b)
{
	pk_buf_clear(b);
	if (strncmp(t, "{0}: ", 5) == 0)
		t += 5;
	else if (strncmp(t, "{0}：", 6) == 0)
		t += 6;
	for (; *t; t++) {
		if (t[0] == '{' && t[1] >= '0' && t[1] <= '7' && t[2] == '}') {
			pk_buf_puts(b, "…");
			t += 2;
		} else {
			pk_buf_putc(b, *t);
		}
	}
}

int
pk_cmd_codes(const struct pk_pack_opts *o, char **operand, size_t n)
{
	static const struct pk_grid_col cols[] = {{"code", {"Code", "代码"}, false, 0},
	    {"severity", {"Severity", "级别"}, false, 0}, {"heading", {"Heading", "检测类别"}, false, 0},
	    {"meaning", {"Meaning", "含义"}, false, 0}, {"source", {"Source", "依据"}, false, 0}};
	struct pk_buf b = PK_BUF_INIT;
	struct pk_grid g;
	size_t i;

	(void)operand;
	(void)n;
	pk_grid_init(&g, cols, 5, (enum pk_form)o->form, o->lang, o->out);
	for (i = 0; i < pk_ncodes; i++) {
		const struct pk_code *c = &pk_codes[i];
		struct pk_str cell[5];

		meaning(pk_diag_catalogue[c->id].text[o->lang], &b);
		cell[0] = pk_str(pk_diag_catalogue[c->id].id);
		cell[1] = pk_str(pk_severity_name(pk_diag_catalogue[c->id].sev, o->lang));
		cell[2] = pk_str(pk_heading_name[c->heading][o->lang]);
		cell[3] = pk_buf_view(&b);
		cell[4] = pk_str(c->source);
		pk_grid_keep(&g, cell);
	}
	pk_grid_render(&g);
	pk_grid_free(&g);
	pk_buf_free(&b);
	return 0;
}
