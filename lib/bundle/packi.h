/* Inside lib/bundle only: the tag files of a bag. */
#ifndef PK_BUNDLE_PACKI_H
#define PK_BUNDLE_PACKI_H

#include "bundle/pack.h"

/* All but the manifests. */
void pack_tag_files(struct pk_pack *p);
/* Payload manifests, then tag manifests over all that there is, in the order given. */
void pack_manifests(struct pk_pack *p, int (*order)(const void *, const void *));

#endif
