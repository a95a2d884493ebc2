/* Names that are a danger to others (RFC 8493 6.1). */
#include "bundle/bagi.h"

#include "bundle/name.h"
#include "bundle/uni.h"
#include "text/utf8.h"

static struct pk_str
path_of(void *ctx, size_t i)
{
	const struct pk_bag *bag = ctx;

	return bag->recs.v[i].member == PK_BAG_NONE ? PK_S("") : bag->recs.v[i].path;
}

static void
twin(void *ctx, size_t a, size_t b, bool by_case)
{
	struct pk_bag *bag = ctx;

	bag_say(bag, by_case ? PK_D_NAME_CASE : PK_D_NAME_NORM, bag->recs.v[b].path,
	    PK_Z(&bag->arena, bag->recs.v[a].path), NULL);
}

static void
check(struct pk_bag *bag, struct pk_str path)
{
	struct pk_str rest = path, part;
	bool portable = true, litter = false;

	while (pk_str_split(&rest, '/', &part)) {
		portable &= pk_name_is_portable(part);
		litter |= pk_name_is_litter(part);
	}
	if (pk_utf8_check(path) != path.n)
		bag_say(bag, PK_D_NAME_RAW, path, NULL, NULL);
	else if (pk_name_is_deceptive(path))
		bag_say(bag, PK_D_NAME_SPOOF, path, NULL, NULL);
	else if (!portable)
		bag_say(bag, PK_D_NAME_PORTABLE, path, NULL, NULL);
	if (litter)
		bag_say(bag, PK_D_NAME_SYSTEM, path, NULL, NULL);
	if (pk_utf16_count(path) > PK_NAME_UTF16_MAX)
		bag_say(bag, PK_D_NAME_LONG, path, NULL, NULL);
}

void
bag_check_names(struct pk_bag *bag)
{
	size_t i;

	pk_name_twins(bag->recs.n, path_of, twin, bag);
	for (i = 0; i < bag->recs.n; i++)
		if (bag->recs.v[i].member != PK_BAG_NONE && !pk_arc_member(bag->arc, bag->recs.v[i].member)->bad)
			check(bag, bag->recs.v[i].path);
}
