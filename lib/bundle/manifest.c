/* Payload and tag manifests (RFC 8493 2.1.3, 2.2.1, 2.4). */
#include "bundle/bagi.h"

bool
bag_manifest_name(struct pk_str path, bool *tag, struct pk_str *alg)
{
	size_t dot;

	*tag = pk_str_starts(path, PK_S("tagmanifest-"));
	if (!*tag && !pk_str_starts(path, PK_S("manifest-")))
		return false;
	*alg = pk_str_sub(path, *tag ? 12 : 9, path.n);
	dot = pk_str_find(*alg, PK_S("."), 0);
	if (dot == 0 || dot == PK_NPOS || !pk_str_is(pk_str_sub(*alg, dot, alg->n), ".txt") ||
	    pk_str_find(*alg, PK_S("/"), 0) != PK_NPOS)
		return false;
	alg->n = dot;
	return true;
}

/* Lower case, letters and digits only. */
static struct pk_str
normal_name(struct pk_str raw, struct pk_buf *out)
{
	size_t i;

	pk_buf_clear(out);
	for (i = 0; i < raw.n; i++) {
		char c = raw.p[i];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c + 32);
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			pk_buf_putc(out, c);
	}
	return pk_buf_view(out);
}

enum pk_alg
bag_alg(struct pk_str raw)
{
	struct pk_buf b = PK_BUF_INIT;
	enum pk_alg a = pk_alg_find(normal_name(raw, &b));

	pk_buf_free(&b);
	return a;
}

static void
find_manifests(struct pk_bag *bag)
{
	struct pk_buf b = PK_BUF_INIT;
	size_t i, j;

	for (i = 0; i < bag->recs.n; i++) {
		const struct pk_bag_rec *r = &bag->recs.v[i];
		struct pk_bag_manifest m = {.name = r->path, .rec = i};
		struct pk_str raw, name;

		if (r->member == PK_BAG_NONE || !bag_manifest_name(r->path, &m.tag, &raw))
			continue;
		name = normal_name(raw, &b);
		m.alg = pk_alg_find(name);
		if (!pk_str_eq(name, raw))
			bag_say(bag, PK_D_TAG_ALGORITHM_NAME, r->path, pk_buf_z(&b), NULL);
		if (m.alg == PK_ALG_MAX)
			bag_say(bag, PK_D_TAG_ALGORITHM, r->path, PK_Z(&bag->arena, raw), NULL);
		for (j = 0; j < bag->nmanifests; j++)
			if (bag->manifest[j].tag == m.tag && bag->manifest[j].alg == m.alg && m.alg != PK_ALG_MAX)
				bag_say(bag, PK_D_TAG_ALGORITHM_TWICE, r->path, NULL, NULL);
		if (bag->nmanifests == PK_BAG_MANIFESTS_MAX) {
			bag_say(bag, PK_D_TAG_MANY, r->path, PK_NUM(PK_BAG_MANIFESTS_MAX), NULL);
			break;
		}
		bag->manifest[bag->nmanifests++] = m;
	}
	pk_buf_free(&b);
}

/* Takes the digest of a path; a second one for the same path is a finding. */
static void
add_want(struct pk_bag *bag, size_t mi, size_t line, struct pk_str path, const unsigned char *digest)
{
	const struct pk_bag_manifest *m = &bag->manifest[mi];
	struct pk_bag_rec *r = bag_rec(bag, path);
	size_t n = m->alg == PK_ALG_MAX || !digest ? 0 : pk_alg_size[m->alg];
	struct pk_bag_want *w;

	if (r->listed & 1u << mi) {
		bool same = true;

		for (w = r->want; w; w = w->next)
			if (w->manifest == mi && n)
				same &= w->known && memcmp(w->digest, digest, n) == 0;
		if (same)
			bag_say_old(bag, PK_D_TAG_DUP, m->name, PK_NUM(line), PK_Z(&bag->arena, path));
		else
			bag_say(bag, PK_D_TAG_CONTRADICT, m->name, PK_NUM(line), PK_Z(&bag->arena, path));
		return;
	}
	r->listed |= 1u << mi;
	w = pk_arena_alloc(&bag->arena, 1, sizeof(*w) + n);
	w->line = (uint32_t)line;
	w->manifest = (uint8_t)mi;
	/* No digest to compare with: unknown algorithm, or a malformed one (reported). */
	w->next = r->want;
	w->known = n > 0;
	r->want = w;
	if (n)
		memcpy(w->digest, digest, n);
	else if (m->alg != PK_ALG_MAX)
		w->wrong = true;
}

static bool
check_scope(struct pk_bag *bag, const struct pk_bag_manifest *m, size_t line, struct pk_str path)
{
	struct pk_buf full = PK_BUF_INIT;
	struct pk_str alg;
	bool tag, folder;

	if (!m->tag && !pk_bag_is_payload(path)) {
		bag_say(bag, PK_D_TAG_SCOPE, m->name, PK_NUM(line), PK_Z(&bag->arena, path));
		return false;
	}
	if (m->tag && pk_bag_is_payload(path)) {
		bag_say(bag, PK_D_TAG_PAYLOAD, m->name, PK_NUM(line), PK_Z(&bag->arena, path));
		return false;
	}
	if (m->tag && bag_manifest_name(path, &tag, &alg) && tag)
		bag_say_old(bag, PK_D_TAG_SELF, m->name, PK_NUM(line), PK_Z(&bag->arena, path));
	pk_buf_str(&full, bag->top);
	pk_buf_str(&full, path);
	folder = pk_arc_is_folder(bag->arc, pk_buf_view(&full));
	pk_buf_free(&full);
	if (folder)
		bag_say(bag, PK_D_TAG_FOLDER, m->name, PK_NUM(line), PK_Z(&bag->arena, path));
	return !folder;
}

/* md5sum writes a backslash before the digest when it has escaped the name. */
static struct pk_str
unescape(struct pk_bag *bag, struct pk_str s)
{
	struct pk_buf b = PK_BUF_INIT;
	struct pk_str out;
	size_t i;

	for (i = 0; i < s.n; i++) {
		if (s.p[i] == '\\' && i + 1 < s.n) {
			i++;
			pk_buf_putc(&b, s.p[i] == 'n' ? '\n' : s.p[i] == 'r' ? '\r' : s.p[i]);
		} else {
			pk_buf_putc(&b, s.p[i]);
		}
	}
	out = pk_str_dup(&bag->arena, pk_buf_view(&b));
	pk_buf_free(&b);
	return out;
}

static void
manifest_line(struct pk_bag *bag, size_t mi, size_t n, struct pk_str line, struct pk_buf *path)
{
	const struct pk_bag_manifest *m = &bag->manifest[mi];
	unsigned char digest[PK_DIGEST_MAX];
	bool escaped = pk_str_starts(line, PK_S("\\")), good = true;
	struct pk_str hex, rest;
	size_t i = 0, j;

	if (line.n && memchr(line.p, '\0', line.n)) {
		bag_say(bag, PK_D_TAG_NUL, m->name, PK_NUM(n), NULL);
		return;
	}
	if (bag_trim(line).n == 0) {
		bag_say(bag, PK_D_TAG_BLANK, m->name, PK_NUM(n), NULL);
		return;
	}
	if (escaped) {
		bag_say(bag, PK_D_TAG_ESCAPE, m->name, PK_NUM(n), NULL);
		line = pk_str_sub(line, 1, line.n);
	}
	while (i < line.n && line.p[i] != ' ' && line.p[i] != '\t')
		i++;
	for (j = i; j < line.n && (line.p[j] == ' ' || line.p[j] == '\t');)
		j++;
	hex = pk_str_sub(line, 0, i);
	rest = pk_str_sub(line, j, line.n);
	if (hex.n == 0 || rest.n == 0) {
		bag_say(bag, PK_D_TAG_SYNTAX, m->name, PK_NUM(n), "DIGEST PATH");
		return;
	}
	if (m->alg != PK_ALG_MAX && !pk_unhex(hex, digest, pk_alg_size[m->alg])) {
		bag_say(bag, PK_D_TAG_HEX, m->name, PK_NUM(n), PK_NUM(pk_alg_size[m->alg] * 2));
		good = false;
	}
	if (escaped)
		rest = unescape(bag, rest);
	if (bag_tag_path(bag, m->name, n, rest, path) && check_scope(bag, m, n, pk_buf_view(path)))
		add_want(bag, mi, n, pk_buf_view(path), good ? digest : NULL);
}

static void
read_manifest(struct pk_bag *bag, size_t mi)
{
	struct pk_buf path = PK_BUF_INIT;
	struct tag_text t;
	struct pk_str line;

	tag_text_open(&t, bag, bag->manifest[mi].rec);
	while (tag_text_line(&t, &line)) {
		if (t.l.n > bag->opts.limits.entries) {
			bag_say(bag, PK_D_TAG_LINES, bag->manifest[mi].name, PK_NUM(bag->opts.limits.entries), NULL);
			break;
		}
		manifest_line(bag, mi, t.l.n, line, &path);
	}
	tag_text_close(&t);
	pk_buf_free(&path);
}

void
bag_read_manifests(struct pk_bag *bag)
{
	size_t i;

	find_manifests(bag);
	for (i = 0; i < bag->nmanifests; i++)
		read_manifest(bag, i);
}
