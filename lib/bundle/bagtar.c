/*
 * A bag in a tar: one pass when the manifests stand in front of the payload, as
 * pack writes them, else two; from a pipe always one, with every algorithm that
 * might be asked for.
 */
#include "bundle/bagi.h"

enum { BLOCK = 64 * 1024, EVERY = (1u << PK_ALG_MAX) - 1 };

struct pass {
	struct pk_bag *bag;
	struct pk_digest digest;
	unsigned char *buf;
	unsigned seen;   /* algorithms of the payload manifests so far */
	unsigned mask;   /* fixed at the first payload file */
	bool fixed;
	bool second;
	unsigned char **got;
	uint8_t *got_mask;
	uint64_t held;   /* bytes of tag files in memory */
	size_t ngot, cap_got, cap_mask, cap_held, cap_look;
};

static bool
is_held_name(struct pk_str in)
{
	static const char *const names[] = {"bagit.txt", "bag-info.txt", "package-info.txt", "fetch.txt",
	    "catalogue.csv", "coverage.csv", "plan.xml"};
	struct pk_str alg;
	bool tag;
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (pk_str_is(in, names[i]))
			return true;
	return bag_manifest_name(in, &tag, &alg) || pk_str_starts(in, PK_S("signatures/"));
}

/*
 * The path without the folder that a bag in an archive lies in.  That folder may be
 * called "data" itself: what looks like a tag file there is taken for one, which costs
 * payload of a bag without a folder a little memory and nothing else.
 */
static struct pk_str
inside(struct pk_str path)
{
	size_t slash = pk_str_find(path, PK_S("/"), 0);
	struct pk_str in = pk_str_sub(path, slash == PK_NPOS ? 0 : slash + 1, path.n);

	return pk_bag_is_payload(path) && !is_held_name(in) ? path : in;
}

static bool
is_held(struct pk_str path)
{
	return is_held_name(inside(path));
}

/* All that this libcrypto has. */
static unsigned
all_algs(void)
{
	unsigned mask = EVERY;
	size_t i;

	for (i = 0; i < PK_ALG_MAX; i++)
		if (pk_alg_find(pk_str(pk_alg_name[i])) == PK_ALG_MAX)
			mask &= ~(1u << i);
	return mask;
}

static void
grow(struct pass *p, size_t i)
{
	size_t n = i + 1;

	if (n <= p->ngot)
		return;
	p->got = pk_grow(p->got, &p->cap_got, n, sizeof(*p->got));
	p->got_mask = pk_grow(p->got_mask, &p->cap_mask, n, sizeof(*p->got_mask));
	p->bag->look = pk_grow(p->bag->look, &p->cap_look, n, sizeof(*p->bag->look));
	p->bag->held = pk_grow(p->bag->held, &p->cap_held, n, sizeof(*p->bag->held));
	for (; p->ngot < n; p->ngot++) {
		p->got[p->ngot] = NULL;
		p->got_mask[p->ngot] = 0;
		p->bag->look[p->ngot] = (struct pk_filelook){.type = PK_FT_UNKNOWN};
		p->bag->held[p->ngot] = (struct pk_buf)PK_BUF_INIT;
	}
	p->bag->nheld = n;
}

/* Which digests to take of a member now. */
static unsigned
mask_for(struct pass *p, struct pk_str path, bool can_rewind)
{
	bool payload = pk_bag_is_payload(inside(path));
	struct pk_str alg;
	bool tag;

	if (p->second)
		return p->mask;
	if (bag_manifest_name(inside(path), &tag, &alg)) {
		enum pk_alg a = pk_alg_find(alg);

		if (!tag && a != PK_ALG_MAX)
			p->seen |= 1u << a;
	}
	if (!payload)
		return all_algs(); /* tag files are small */
	if (p->bag->opts.skip_hash)
		return 0;
	if (!p->fixed) {
		p->fixed = true;
		p->mask = p->seen ? p->seen : can_rewind ? 0 : all_algs();
	}
	return p->mask;
}

static void
keep(struct pass *p, size_t i)
{
	size_t a, n = 0;

	for (a = 0; a < PK_ALG_MAX; a++)
		n += p->digest.mask & 1u << a ? pk_alg_size[a] : 0;
	if (n == 0)
		return;
	p->got[i] = pk_arena_alloc(&p->bag->arena, n, 1);
	p->got_mask[i] = (uint8_t)p->digest.mask;
	for (a = 0, n = 0; a < PK_ALG_MAX; a++) {
		unsigned char d[PK_DIGEST_MAX];

		if (!(p->digest.mask & 1u << a))
			continue;
		pk_digest_end(&p->digest, (enum pk_alg)a, d);
		memcpy(p->got[i] + n, d, pk_alg_size[a]);
		n += pk_alg_size[a];
	}
}

static int
take(struct pass *p, size_t i, bool can_rewind)
{
	struct pk_bag *bag = p->bag;
	const struct pk_member *m = pk_arc_member(bag->arc, i);
	unsigned mask;
	bool hold;
	struct pk_filescan scan = {.nhead = 0};
	struct pk_reader r;
	int64_t n;

	grow(p, i);
	if (m->dir || m->bad)
		return 0;
	mask = mask_for(p, m->path, can_rewind);
	hold = !p->second && is_held(m->path);
	/* All of them together: a tar cannot be asked for one after the other. */
	if (hold && (m->size > bag->opts.tag_max || p->held > bag->opts.tag_max - m->size)) {
		pk_diag(bag->sink, PK_D_LIMIT_MEMBER, PK_POS(bag->name, 0), PK_Z(&bag->arena, m->path),
		    PK_NUM(bag->opts.tag_max), NULL);
		hold = false;
	}
	if (mask == 0 || (p->second && (p->got_mask[i] & mask) == mask))
		return 0;
	pk_digest_start(&p->digest, mask);
	(void)pk_reader_open(&r, bag->arc, i);
	if (hold) {
		pk_buf_reserve(&bag->held[i], 0);
		p->held += m->size;
	}
	while ((n = pk_reader_read(&r, p->buf, BLOCK)) > 0) {
		pk_digest_add(&p->digest, p->buf, (size_t)n);
		if (!bag->opts.bagit_only)
			pk_filescan_add(&scan, pk_strn((char *)p->buf, (size_t)n));
		if (hold)
			pk_buf_add(&bag->held[i], p->buf, (size_t)n);
		bag->hashed += (uint64_t)n;
		if (bag->opts.progress)
			bag->opts.progress(bag->opts.progress_ctx, bag->hashed, 0);
	}
	if (n == 0)
		keep(p, i);
	bag->look[i] = pk_filescan_end(&scan, m->size);
	pk_reader_close(&r);
	return n < 0 ? -1 : 0;
}

static int
run(struct pass *p, bool can_rewind)
{
	size_t i;
	int rc;

	while ((rc = pk_arc_next(p->bag->arc, &i, p->bag->sink)) == 1)
		if (take(p, i, can_rewind) != 0)
			return -1;
	return rc;
}

int
bag_stream(struct pk_bag *bag)
{
	struct pass p = {.bag = bag, .buf = pk_alloc(BLOCK, 1)};
	bool can_rewind = strcmp(bag->name, "<stdin>") != 0;
	int rc = run(&p, can_rewind);

	if (rc == 0 && !bag->opts.skip_hash && p.fixed && (p.seen & ~p.mask) != 0 && can_rewind) {
		p.second = true;
		p.mask = p.seen;
		rc = pk_arc_rewind(bag->arc, bag->sink);
		if (rc == 0)
			rc = run(&p, can_rewind);
	}
	pk_free(p.buf);
	pk_digest_free(&p.digest);
	bag->got = p.got;
	bag->got_mask = p.got_mask;
	return rc;
}
