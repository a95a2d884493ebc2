/* Signatures of a bag; see sign.h for the keys. */
#ifndef PK_BUNDLE_BAGSIGN_H
#define PK_BUNDLE_BAGSIGN_H

#include "bundle/bag.h"
#include "bundle/sign.h"

/* signatures/ID.SUFFIX with the suffix of a type of key; ID may be anybody's. */
bool bag_is_signature(struct pk_str path, enum pk_key_type *type, struct pk_str *id);
/*
 * Checks every signature of a verified bag against the keys given; findings go to
 * the bag's sink.  `required`: at least one must be good.
 */
void pk_bag_check_signatures(struct pk_bag *bag, const struct pk_key *keys, size_t n, bool required);
/* The tag manifest that a key of this type signs when the bag has it. */
struct pk_str pk_bag_sign_target(const struct pk_key *k);

#endif
