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
	struct pk_deflate *z;
	unsigned char **got;
	uint8_t *got_mask;
	uint64_t held;   /* bytes of tag files in memory */
	size_t ngot, cap_got, cap_mask, cap_look;
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
	for (; p->ngot < n; p->ngot++) {
		p->got[p->ngot] = NULL;
		p->got_mask[p->ngot] = 0;
		p->bag->look[p->ngot] = (struct pk_filelook){.type = PK_FT_UNKNOWN};
	}
}

/* Which digests to take of a member now. */
static unsigned
mask_for(struct pass *p, struct pk_str path, bool can_rewind)
{
	bool payload = pk_bag_is_payload(inside(path));
	struct pk_str alg;
	bool tag;

	if (bag_manifest_name(inside(path), &tag, &alg)) {
		enum pk_alg a = bag_alg(alg);

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

/* Begins to keep a tag file; NULL when that would be too much, all of them together:
 * a tar cannot be asked for one after the other. */
static struct bag_held *
hold(struct pass *p, size_t i)
{
	struct pk_bag *bag = p->bag;
	const struct pk_member *m = pk_arc_member(bag->arc, i);
	struct bag_held h = {.member = i};

	if (!is_held(m->path))
		return NULL;
	if (m->size > bag->opts.tag_max || p->held > bag->opts.tag_max - m->size) {
		bag_say(bag, PK_D_LIMIT_MEMBER, m->path, PK_NUM(bag->opts.tag_max), NULL);
		return NULL;
	}
	p->held += m->size;
	PK_PUSH(&bag->held, h);
	return &bag->held.v[bag->held.n - 1];
}

/* Reads the member that the stream stands on into p->digest, and wherever else it goes. */
static int
read_member(struct pass *p, size_t i, unsigned mask, struct bag_held *held, struct pk_filelook *look)
{
	struct pk_bag *bag = p->bag;
	struct pk_filescan scan = {.nhead = 0};
	struct pk_reader r;
	int64_t n;

	pk_digest_start(&p->digest, mask);
	(void)pk_reader_open(&r, bag->arc, i);
	while ((n = pk_reader_read(&r, p->buf, BLOCK)) > 0) {
		struct pk_str s = pk_strn((char *)p->buf, (size_t)n);

		pk_digest_add(&p->digest, s.p, s.n);
		if (!bag->opts.bagit_only)
			pk_filescan_add(&scan, s);
		if (held)
			bag_held_add(held, p->z, s);
		bag->hashed += s.n;
		if (bag->opts.progress)
			bag->opts.progress(bag->opts.progress_ctx, bag->hashed, 0);
	}
	*look = pk_filescan_end(&scan, r.m->size);
	pk_reader_close(&r);
	return n < 0 ? -1 : 0;
}

static int
first_look(struct pass *p, size_t i, bool can_rewind)
{
	const struct pk_member *m = pk_arc_member(p->bag->arc, i);
	struct bag_held *held;
	unsigned mask;

	grow(p, i);
	if (m->dir || m->bad)
		return 0;
	mask = mask_for(p, m->path, can_rewind);
	held = hold(p, i);
	if (mask == 0)
		return 0;
	if (read_member(p, i, mask, held, &p->bag->look[i]) != 0)
		return -1;
	keep(p, i);
	return 0;
}

int
bag_stream(struct pk_bag *bag)
{
	struct pass p = {.bag = bag, .buf = pk_alloc(BLOCK, 1), .z = pk_deflate_new()};
	bool can_rewind = strcmp(bag->name, "<stdin>") != 0;
	size_t i;
	int rc;

	while ((rc = pk_arc_next(bag->arc, &i, bag->sink)) == 1 && (rc = first_look(&p, i, can_rewind)) == 0)
		;
	bag->taken = p.fixed ? p.mask : EVERY;
	bag->again = can_rewind;
	pk_free(p.buf);
	pk_deflate_free(p.z);
	pk_digest_free(&p.digest);
	bag->got = p.got;
	bag->got_mask = p.got_mask;
	return rc;
}

/* Of the payload, what the manifests list, as it goes by. */
static int
second_look(struct pass *p, size_t i)
{
	struct pk_bag *bag = p->bag;
	const struct pk_member *m = pk_arc_member(bag->arc, i);
	struct pk_bag_rec *rec = NULL;

	if (!m->dir && !m->bad && pk_str_starts(m->path, bag->top))
		rec = pk_bag_find(bag, pk_str_sub(m->path, bag->top.n, m->path.n));
	if (!rec || rec->member != i || !pk_bag_is_payload(rec->path) || !rec->want)
		return 0;
	if (read_member(p, i, p->mask, NULL, &bag->look[i]) != 0)
		return -1;
	bag_compare(bag, rec, &p->digest);
	return 0;
}

int
bag_stream_again(struct pk_bag *bag)
{
	struct pass p = {.bag = bag};
	size_t i;
	int rc;

	for (i = 0; i < bag->nmanifests; i++)
		if (!bag->manifest[i].tag && bag->manifest[i].alg != PK_ALG_MAX)
			p.mask |= 1u << bag->manifest[i].alg;
	bag->again = bag->again && (p.mask & ~bag->taken) != 0;
	if (!bag->again)
		return 0;
	if (pk_arc_rewind(bag->arc, bag->sink) != 0)
		return -1;
	p.buf = pk_alloc(BLOCK, 1);
	while ((rc = pk_arc_next(bag->arc, &i, bag->sink)) == 1 && (rc = second_look(&p, i)) == 0)
		;
	pk_free(p.buf);
	pk_digest_free(&p.digest);
	return rc;
}
