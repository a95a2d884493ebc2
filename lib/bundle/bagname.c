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

struct folders {
	struct pk_bag *bag;
	struct pk_map map;
};

static struct pk_str
folder_of(void *ctx, size_t i)
{
	return ((const struct folders *)ctx)->map.entries[i].key;
}

static struct pk_str
parent_of(struct pk_str path)
{
	while (path.n && path.p[path.n - 1] != '/')
		path.n--;
	return pk_str_sub(path, 0, path.n ? path.n - 1 : 0);
}

/* Told of the topmost two that differ: below them all folders do. */
static void
folder_twin(void *ctx, size_t a, size_t b, bool by_case)
{
	struct folders *f = ctx;
	struct pk_str x = folder_of(f, a), y = folder_of(f, b);

	if (pk_str_eq(parent_of(x), parent_of(y)))
		bag_say(f->bag, by_case ? PK_D_NAME_CASE : PK_D_NAME_NORM, y, PK_Z(&f->bag->arena, x), NULL);
}

/* Dir/a and dir/b are no twins, but on a disk that holds their folders for one the files mix. */
static void
check_folders(struct pk_bag *bag)
{
	struct folders f = {.bag = bag};
	size_t i;

	for (i = 0; i < bag->recs.n; i++) {
		struct pk_str p = parent_of(path_of(bag, i));
		bool added = true;

		for (; p.n && added; p = parent_of(p))
			(void)pk_map_put(&f.map, p, 0, &added);
	}
	pk_name_twins(f.map.n, folder_of, folder_twin, &f);
	pk_map_free(&f.map);
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
	check_folders(bag);
	for (i = 0; i < bag->recs.n; i++)
		if (bag->recs.v[i].member != PK_BAG_NONE && !pk_arc_member(bag->arc, bag->recs.v[i].member)->bad)
			check(bag, bag->recs.v[i].path);
}
