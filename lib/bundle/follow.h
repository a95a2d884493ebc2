/*
 * Digests of an archive while it is being written: a thread of its own reads what is
 * final, so that the side files cost no second pass.
 */
#ifndef PK_BUNDLE_FOLLOW_H
#define PK_BUNDLE_FOLLOW_H

#include "bundle/digest.h"

struct pk_follow;
struct pk_follow *pk_follow_new(unsigned mask);
/* struct pk_write_opts.final */
void pk_follow_final(void *ctx, int fd, uint64_t bytes, bool end);
/* The digest, once the archive is whole; false when it could not be read. */
bool pk_follow_digest(struct pk_follow *f, enum pk_alg alg, unsigned char out[PK_DIGEST_MAX]);
void pk_follow_free(struct pk_follow *f);

#endif
