/* Completeness (RFC 8493 3): what is listed is there, what is there is listed. */
#include "bundle/bagi.h"

#include "bundle/bagsign.h"
#include "bundle/uni.h"

static bool
is_tag_manifest(struct pk_str path)
{
	struct pk_str alg;
	bool tag;

	return bag_manifest_name(path, &tag, &alg) && tag;
}

/* The manifest and the line that named an absent file first. */
static const struct pk_bag_want *
first_want(const struct pk_bag_rec *r)
{
	const struct pk_bag_want *w, *first = r->want;

	for (w = r->want; w; w = w->next)
		if (w->manifest < first->manifest)
			first = w;
	return first;
}

static void
missing(struct pk_bag *bag, const struct pk_bag_rec *r)
{
	const struct pk_bag_want *w = first_want(r);

	/* A hole has been reported with where it could be fetched from, a folder that cannot be read too. */
	if (!r->fetch && w && !pk_arc_is_unread(bag->arc, r->path))
		bag_say(bag, PK_D_BAG_MISSING, r->path,
		    PK_Z(&bag->arena, bag->manifest[w->manifest].name), PK_NUM(w->line));
}

static void
payload(struct pk_bag *bag, const struct pk_bag_rec *r)
{
	size_t i, listed = 0, manifests = 0;

	for (i = 0; i < bag->nmanifests; i++) {
		if (bag->manifest[i].tag)
			continue;
		manifests++;
		if (r->listed & 1u << i)
			listed++;
		else if (bag_is_v1(bag))
			bag_say(bag, PK_D_BAG_UNLISTED, r->path, PK_Z(&bag->arena, bag->manifest[i].name), NULL);
	}
	/* Before 1.0 one manifest was enough. */
	if (!bag_is_v1(bag) && manifests > 0 && listed == 0)
		bag_say(bag, PK_D_BAG_UNLISTED, r->path, "manifest-*.txt", NULL);
}

static void
tag_file(struct pk_bag *bag, const struct pk_bag_rec *r)
{
	size_t i, listed = 0, manifests = 0;
	enum pk_key_type type;
	struct pk_str id;

	/* Signatures are over a tag manifest and cannot stand in it. */
	if (is_tag_manifest(r->path) || bag_is_signature(r->path, &type, &id))
		return;
	for (i = 0; i < bag->nmanifests; i++) {
		manifests += bag->manifest[i].tag;
		listed += bag->manifest[i].tag && r->listed & 1u << i;
	}
	if (manifests > 0 && listed == 0)
		bag_say(bag, PK_D_TAG_EXTRA, r->path, NULL, NULL);
	else if (listed < manifests)
		bag_say(bag, PK_D_TAG_DIFFER, r->path, NULL, NULL);
}

static void
tag_manifests(struct pk_bag *bag)
{
	size_t i, j;

	for (i = 0; i < bag->nmanifests; i++) {
		if (!bag->manifest[i].tag)
			continue;
		for (j = 0; j < bag->nmanifests; j++)
			if (!bag->manifest[j].tag &&
			    !(bag->recs.v[bag->manifest[j].rec].listed & 1u << i))
				bag_say_old(bag, PK_D_TAG_OMITS, bag->manifest[i].name,
				    PK_Z(&bag->arena, bag->manifest[j].name), NULL);
	}
}

void
bag_check_complete(struct pk_bag *bag)
{
	size_t i;

	tag_manifests(bag);
	for (i = 0; i < bag->recs.n; i++) {
		const struct pk_bag_rec *r = &bag->recs.v[i];

		if (r->member == PK_BAG_NONE)
			missing(bag, r);
		else if (pk_arc_member(bag->arc, r->member)->bad)
			continue; /* has a finding of its own, and cannot be read */
		else if (pk_bag_is_payload(r->path))
			payload(bag, r);
		else
			tag_file(bag, r);
	}
}

/* The file meant by an absent path in another normalization form takes its digests over. */
static void
adopt(struct pk_bag *bag, struct pk_bag_rec *absent, struct pk_bag_rec *present)
{
	struct pk_bag_want *w, *next;

	if (absent->listed & present->listed)
		return; /* it is listed in its own right: then the other is missing */
	bag_say(bag, PK_D_NAME_NORM_MATCH, present->path, NULL, NULL);
	for (w = absent->want; w; w = next) {
		next = w->next;
		w->next = present->want;
		present->want = w;
	}
	present->listed |= absent->listed;
	present->fetch |= absent->fetch;
	present->renamed = true;
	absent->want = NULL;
	absent->listed = 0;
	absent->fetch = false;
}

/* RFC 8493 6.1.1.3: tolerate differences of normalization between manifest and disk. */
void
bag_resolve_names(struct pk_bag *bag)
{
	struct pk_map forms = {0};
	struct pk_buf key = PK_BUF_INIT;
	size_t i, absent = 0;

	for (i = 0; i < bag->recs.n; i++)
		absent += bag->recs.v[i].member == PK_BAG_NONE && !pk_is_ascii(bag->recs.v[i].path);
	for (i = 0; i < bag->recs.n && absent > 0; i++) {
		if (bag->recs.v[i].member == PK_BAG_NONE || pk_is_ascii(bag->recs.v[i].path))
			continue;
		pk_buf_clear(&key);
		pk_uni_nfd(bag->recs.v[i].path, &key);
		(void)pk_map_put(&forms, pk_str_dup(&bag->arena, pk_buf_view(&key)), i, NULL);
	}
	for (i = 0; i < bag->recs.n && absent > 0; i++) {
		const struct pk_map_entry *e;

		if (bag->recs.v[i].member != PK_BAG_NONE || pk_is_ascii(bag->recs.v[i].path))
			continue;
		pk_buf_clear(&key);
		pk_uni_nfd(bag->recs.v[i].path, &key);
		e = pk_map_get(&forms, pk_buf_view(&key));
		if (e)
			adopt(bag, &bag->recs.v[i], &bag->recs.v[e->value]);
	}
	pk_buf_free(&key);
	pk_map_free(&forms);
}
