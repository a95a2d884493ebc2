/* Inside lib/bundle only: the tag files of a bag. */
#ifndef PK_BUNDLE_PACKI_H
#define PK_BUNDLE_PACKI_H

#include "bundle/pack.h"

/* All but the manifests. */
void pack_tag_files(struct pk_pack *p);
/* Payload manifests, then tag manifests over all that there is, in the order given. */
void pack_manifests(struct pk_pack *p, int (*order)(const void *, const void *));

/* Names given in a bag so far. */
struct pack_names {
	struct pk_map folders; /* folded -> place of its spelling */
	struct pk_map asked;   /* as asked for -> place of what it became */
	struct pk_map taken;   /* files, folded -> the last number given to one of this name */
	struct pk_str *v;
	size_t n, cap;
};
/* The folder `dir` (no slash at its end) as it is spelled in the bag. */
struct pk_str pack_names_folder(struct pack_names *n, struct pk_arena *a, struct pk_str dir);
/* A path for a file in such a folder, under its own name `base`; one that is taken gets a number
 * before its extension. */
struct pk_str pack_names_file(struct pack_names *n, struct pk_arena *a, struct pk_str folder, struct pk_str base);
void pack_names_free(struct pack_names *n);

#endif
