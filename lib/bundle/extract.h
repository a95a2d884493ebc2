/*
 * Taking files out of a bag that has been verified and found clean.
 */
#ifndef PK_BUNDLE_EXTRACT_H
#define PK_BUNDLE_EXTRACT_H

#include "base/io.h"
#include "bundle/bag.h"

/*
 * Extracts the files below `dir` (which must exist), in a folder named as in the
 * archive: all of them, or those at `path` and below.  Each is hashed once more on
 * the way.  Folders are made, nothing is overwritten, no link is followed.
 * 0, or -1 diagnosed; then the file at fault is removed, others stay.
 */
int pk_bag_extract(struct pk_bag *bag, const char *dir, char **path, size_t n, struct pk_sink *sink);
/* Writes one file to `out`: 0, or -1 diagnosed (its digest is another, too). */
int pk_bag_cat(struct pk_bag *bag, struct pk_str path, struct pk_out *out, struct pk_sink *sink);

#endif
