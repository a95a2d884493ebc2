/* What can be wrong with a file's name, whoever packs or verifies it. */
#ifndef PK_BUNDLE_NAME_H
#define PK_BUNDLE_NAME_H

#include "base/diag.h"

/* A part of a path that Windows cannot hold: RFC 8493 6.1.2. */
bool pk_name_is_portable(struct pk_str part);
/* A file that an operating system or an editor left behind. */
bool pk_name_is_litter(struct pk_str part);
/* Control or bidirectional characters: what is shown is not what it is. */
bool pk_name_is_deceptive(struct pk_str path);

/* Path length from which many Windows programs fail (260 less a drive and a folder). */
enum { PK_NAME_UTF16_MAX = 240 };

/*
 * Twins among n paths: pairs that some computers take for one file.  Each pair is
 * handed to fn with whether they differ in case (else: in normalization only).
 */
void pk_name_twins(size_t n, struct pk_str (*path)(void *ctx, size_t i),
    void (*fn)(void *ctx, size_t a, size_t b, bool by_case), void *ctx);

#endif
