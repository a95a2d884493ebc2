#include "bundle/bagi.h"

#include "base/io.h"
#include "bundle/charset.h"

void
pk_bag_defaults(struct pk_bag_opts *opts)
{
	*opts = (struct pk_bag_opts){.limits = PK_ARC_LIMITS, .tag_max = PK_BAG_TAG_MAX, .threads = 1};
}

/* A C string of a path; NUL must not cut it short. */
static const char *
z_of(struct pk_buf *b, struct pk_str s)
{
	size_t i;

	pk_buf_str(b, s);
	for (i = 0; i < b->n; i++)
		if (b->p[i] == '\0')
			b->p[i] = '\1';
	return pk_buf_z(b);
}

/* Bytes of an argument that a message shows [policy]: any path fits, a line of a hostile
 * manifest may be megabytes long. */
enum { SHOWN = 4096 };

static const char *
shorten(struct pk_buf *b, const char *z)
{
	size_t n = z ? strlen(z) : 0;

	if (n <= SHOWN)
		return z ? z : "";
	for (n = SHOWN; n > 0 && ((unsigned char)z[n] & 0xc0) == 0x80; n--)
		;
	pk_buf_str(b, pk_strn(z, n));
	pk_buf_puts(b, "...");
	return pk_buf_z(b);
}

static void
say(struct pk_bag *bag, enum pk_severity sev, enum pk_diag_id id, struct pk_str path, const char *a1,
    const char *a2)
{
	struct pk_buf b = PK_BUF_INIT, one = PK_BUF_INIT, two = PK_BUF_INIT;

	pk_diag_as(bag->sink, sev, id, PK_POS(bag->name, 0), z_of(&b, path), shorten(&one, a1),
	    shorten(&two, a2), NULL);
	pk_buf_free(&b);
	pk_buf_free(&one);
	pk_buf_free(&two);
}

void
bag_say(struct pk_bag *bag, enum pk_diag_id id, struct pk_str path, const char *a1, const char *a2)
{
	say(bag, pk_diag_catalogue[id].sev, id, path, a1, a2);
}

void
bag_say_old(
    struct pk_bag *bag, enum pk_diag_id id, struct pk_str path, const char *a1, const char *a2)
{
	say(bag, bag_is_v1(bag) ? pk_diag_catalogue[id].sev : PK_WARNING, id, path, a1, a2);
}

bool
pk_bag_is_payload(struct pk_str path)
{
	return pk_str_starts(path, PK_S("data/"));
}

struct pk_bag_rec *
pk_bag_find(const struct pk_bag *bag, struct pk_str path)
{
	const struct pk_map_entry *e = pk_map_get(&bag->map, path);

	return e ? &bag->recs.v[e->value] : NULL;
}

struct pk_bag_rec *
bag_rec(struct pk_bag *bag, struct pk_str path)
{
	struct pk_bag_rec *r = pk_bag_find(bag, path), fresh = {.member = PK_BAG_NONE};

	if (r)
		return r;
	fresh.path = pk_str_dup(&bag->arena, path);
	(void)pk_map_put(&bag->map, fresh.path, bag->recs.n, NULL);
	PK_PUSH(&bag->recs, fresh);
	return &bag->recs.v[bag->recs.n - 1];
}

static struct pk_str
first_part(struct pk_str path)
{
	size_t slash = pk_str_find(path, PK_S("/"), 0);

	return pk_str_sub(path, 0, slash == PK_NPOS ? path.n : slash);
}

/*
 * What a Mac puts beside a folder that it packs: "__MACOSX/..." in a zip, "._NAME" in a
 * tar, AppleDouble files with attributes of the Mac's own.  No part of the bag, and no
 * second folder either.
 */
static bool
is_apple(const struct pk_member *m)
{
	struct pk_str rest = m->path, first, last;
	bool below;

	(void)pk_str_split(&rest, '/', &first);
	below = rest.p != NULL;
	for (last = first; pk_str_split(&rest, '/', &last);)
		;
	if (pk_str_is(first, "__MACOSX"))
		return m->dir || (below && pk_str_starts(last, PK_S("._")));
	return !below && !m->dir && pk_str_starts(first, PK_S("._"));
}

/* A bag in an archive is one folder (a convention: RFC 8493 is silent); one that
 * lies at the top itself is tolerated. */
static void
find_top(struct pk_bag *bag)
{
	struct pk_str top = {NULL, 0}, other = {NULL, 0}, with_bagit = {NULL, 0};
	struct pk_buf b = PK_BUF_INIT;
	bool apple = false;
	size_t i;

	if (pk_arc_format(bag->arc) == PK_ARC_DIR)
		return;
	if (pk_arc_find(bag->arc, PK_S("bagit.txt")) != PK_NPOS) {
		bag_say(bag, PK_D_BAG_FLAT, PK_S(""), NULL, NULL);
		return;
	}
	for (i = 0; i < pk_arc_count(bag->arc); i++) {
		const struct pk_member *m = pk_arc_member(bag->arc, i);
		struct pk_str path = m->path, part = first_part(path);

		/* A hostile name has been reported: it says nothing about the layout. */
		if (part.n == 0 || pk_path_fault(path, &bag->opts.limits) != PK_D_MAX)
			continue;
		if (is_apple(m)) {
			if (!apple)
				bag_say(bag, PK_D_NAME_SYSTEM, path, NULL, NULL);
			apple = true; /* once is enough */
			continue;
		}
		if (!top.p)
			top = part;
		else if (!other.p && !pk_str_eq(part, top))
			other = part;
		if (!with_bagit.p && path.n == part.n + 10 && pk_str_ends(path, PK_S("/bagit.txt")))
			with_bagit = part;
	}
	if (other.p)
		bag_say(bag, PK_D_BAG_TOPS, PK_S(""), PK_Z(&bag->arena, top), PK_Z(&bag->arena, other));
	pk_buf_str(&b, with_bagit.p ? with_bagit : top);
	pk_buf_putc(&b, '/');
	bag->top = pk_str_dup(&bag->arena, pk_buf_view(&b));
	pk_buf_free(&b);
}

static void
take_members(struct pk_bag *bag)
{
	size_t i, n = pk_arc_count(bag->arc);

	for (i = 0; i < n; i++) {
		const struct pk_member *m = pk_arc_member(bag->arc, i);
		struct pk_bag_rec r = {.member = (uint32_t)i};
		bool added;

		if (!pk_str_starts(m->path, bag->top))
			continue;
		r.path = pk_str_sub(m->path, bag->top.n, m->path.n);
		if (pk_bag_is_payload(r.path) || (m->dir && pk_str_is(r.path, "data")))
			bag->has_data = true;
		if (m->dir || r.path.n == 0)
			continue;
		(void)pk_map_put(&bag->map, r.path, bag->recs.n, &added);
		if (!added)
			continue; /* a twin, which the archive has reported */
		PK_PUSH(&bag->recs, r);
		if (pk_bag_is_payload(r.path)) {
			bag->octets += m->size;
			bag->files++;
		}
	}
}

static void
check_frame(struct pk_bag *bag)
{
	size_t i;
	bool payload = false, known = false;

	if (!bag->has_data)
		bag_say(bag, PK_D_BAG_NO_DATA, PK_S("data/"), NULL, NULL);
	for (i = 0; i < bag->nmanifests; i++) {
		payload |= !bag->manifest[i].tag;
		known |= !bag->manifest[i].tag && bag->manifest[i].alg != PK_ALG_MAX;
	}
	if (!payload)
		bag_say(bag, PK_D_BAG_NO_MANIFEST, PK_S(""), NULL, NULL);
	else if (!known)
		bag_say(bag, PK_D_BAG_NO_ALGORITHM, PK_S(""), NULL, NULL);
}

static int
verify(struct pk_bag *bag)
{
	int rc = 0;

	if (!bag->arc)
		return -1;
	if (!pk_arc_is_random(bag->arc) && bag_stream(bag) != 0)
		return -1;
	find_top(bag);
	take_members(bag);
	bag_read_bagit(bag);
	bag_read_manifests(bag);
	check_frame(bag);
	bag_read_info(bag);
	bag_read_fetch(bag);
	bag_resolve_names(bag);
	bag_check_complete(bag);
	if (!bag->opts.skip_hash)
		rc = bag_hash(bag);
	bag_check_names(bag);
	if (!bag->opts.bagit_only)
		bag_check_profile(bag);
	return rc;
}

static void
start(struct pk_bag *bag, const char *name, const struct pk_bag_opts *opts, struct pk_sink *sink)
{
	*bag = (struct pk_bag){.name = name, .opts = *opts, .sink = sink, .major = 1,
	    .encoding = PK_S("UTF-8")};
}

int
pk_bag_verify(struct pk_bag *bag, const char *path, const struct pk_bag_opts *opts, struct pk_sink *sink)
{
	struct pk_arc_opts ao = {.limits = opts->limits, .legacy = pk_charset_legacy};

	start(bag, pk_in_name(path), opts, sink);
	bag->arc = pk_arc_open(path, &ao, sink);
	return verify(bag);
}

int
pk_bag_verify_memory(struct pk_bag *bag, const char *name, struct pk_str data,
    const struct pk_bag_opts *opts, struct pk_sink *sink)
{
	struct pk_arc_opts ao = {.limits = opts->limits, .legacy = pk_charset_legacy};

	start(bag, name, opts, sink);
	bag->arc = pk_arc_open_memory(name, data, &ao, sink);
	return verify(bag);
}

int
pk_bag_read(struct pk_bag *bag, struct pk_bag_rec *rec, struct pk_buf *out)
{
	const struct bag_held *h;
	size_t i;

	if (rec->member == PK_BAG_NONE || pk_arc_member(bag->arc, rec->member)->bad)
		return -1;
	if (pk_arc_is_random(bag->arc))
		return pk_arc_slurp(bag->arc, rec->member, bag->opts.tag_max, out, bag->sink);
	h = bag_held_find(bag, rec->member);
	for (i = 0; h && i <= h->pieces.n; i++)
		if (!bag_held_piece(h, i, out))
			return -1;
	return h ? 0 : -1;
}

void
pk_bag_free(struct pk_bag *bag)
{
	size_t i;

	for (i = 0; i < bag->held.n; i++)
		bag_held_free(&bag->held.v[i]);
	pk_free(bag->held.v);
	pk_free(bag->got);
	pk_free(bag->look);
	pk_free(bag->got_mask);
	pk_free(bag->recs.v);
	pk_free(bag->info.v);
	pk_map_free(&bag->map);
	pk_map_free(&bag->tasks);
	pk_arc_close(bag->arc);
	pk_arena_free(&bag->arena);
	bag->arc = NULL;
}
