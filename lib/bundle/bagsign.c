/* Signatures inside a bag: signatures/KEYID.sm2 and KEYID.ed25519. */
#include "bundle/bagsign.h"

#include "bundle/bagi.h"

enum { SIGNATURE_MAX = 1024 };

bool
bag_is_signature(struct pk_str path, enum pk_key_type *type, struct pk_str *id)
{
	size_t i;

	if (!pk_str_starts(path, PK_S("signatures/")))
		return false;
	*id = pk_str_sub(path, 11, path.n);
	for (i = 0; i < PK_KEY_TYPE_MAX; i++) {
		struct pk_str suffix = pk_str(pk_key_suffix[i]);

		if (id->n > suffix.n + 1 && pk_str_ends(*id, suffix) && id->p[id->n - suffix.n - 1] == '.') {
			id->n -= suffix.n + 1;
			*type = (enum pk_key_type)i;
			return true;
		}
	}
	return false;
}

/* Which of the tag manifests the signature is over; PK_NPOS: none. */
static size_t
signed_manifest(struct pk_bag *bag, const struct pk_key *k, struct pk_str sig)
{
	size_t i, found = PK_NPOS;

	for (i = 0; i < bag->nmanifests && found == PK_NPOS; i++) {
		struct pk_buf b = PK_BUF_INIT;

		if (bag->manifest[i].tag && pk_bag_read(bag, &bag->recs.v[bag->manifest[i].rec], &b) == 0 &&
		    pk_key_verify(k, pk_strn(b.p ? b.p : "", b.n), sig))
			found = i;
		pk_buf_free(&b);
	}
	return found;
}

static bool
check_one(struct pk_bag *bag, size_t rec, const struct pk_key *k)
{
	struct pk_bag_rec *r = &bag->recs.v[rec];
	struct pk_buf sig = PK_BUF_INIT;
	size_t m = PK_NPOS;

	if (pk_arc_member(bag->arc, r->member)->size <= SIGNATURE_MAX && pk_bag_read(bag, r, &sig) == 0)
		m = signed_manifest(bag, k, pk_buf_view(&sig));
	if (m == PK_NPOS)
		bag_say(bag, PK_D_SIGNATURE_BAD, r->path, k->id, NULL);
	else
		bag_say(bag, PK_D_SIGNATURE_GOOD, r->path, PK_Z(&bag->arena, bag->manifest[m].name), k->id);
	pk_buf_free(&sig);
	return m != PK_NPOS;
}

void
pk_bag_check_signatures(struct pk_bag *bag, const struct pk_key *keys, size_t n, bool required)
{
	size_t i, k, good = 0;

	for (i = 0; i < bag->recs.n; i++) {
		const struct pk_bag_rec *r = &bag->recs.v[i];
		enum pk_key_type type;
		struct pk_str id;
		bool known = false;

		if (r->member == PK_BAG_NONE || !bag_is_signature(r->path, &type, &id))
			continue;
		for (k = 0; k < n && !known; k++) {
			if (keys[k].type != type || !pk_str_is(id, keys[k].id))
				continue;
			known = true;
			good += check_one(bag, i, &keys[k]);
		}
		if (!known)
			bag_say(bag, PK_D_SIGNATURE_UNKNOWN, r->path, NULL, NULL);
	}
	bag->signatures = good;
	if (required && good == 0)
		bag_say(bag, PK_D_SIGNATURE_NONE, PK_S(""), NULL, NULL);
}

struct pk_str
pk_bag_sign_target(const struct pk_key *k)
{
	/* SM2 goes with SM3; either falls back on what there is. */
	return k->type == PK_KEY_SM2 ? PK_S("tagmanifest-sm3.txt") : PK_S("tagmanifest-sha256.txt");
}
