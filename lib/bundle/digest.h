/*
 * Digests: the door to libcrypto's hash functions, and to those that take several files
 * side by side (bundle/sum.h).
 *
 * The names are BagIt's: lower case, only letters and digits (RFC 8493 2.4).
 */
#ifndef PK_BUNDLE_DIGEST_H
#define PK_BUNDLE_DIGEST_H

#include "base/str.h"
#include "bundle/sum.h"

enum pk_alg {
	PK_MD5,
	PK_SHA1,
	PK_SHA224,
	PK_SHA256,
	PK_SHA384,
	PK_SHA512,
	PK_SM3,
	PK_ALG_MAX
};
extern const char *const pk_alg_name[PK_ALG_MAX];
extern const unsigned char pk_alg_size[PK_ALG_MAX]; /* bytes */
enum { PK_DIGEST_MAX = 64 };

/* The algorithm of a normalised name, PK_ALG_MAX when it is unknown. */
enum pk_alg pk_alg_find(struct pk_str name);

/* Several digests of the same bytes, taken in one go; may be used again and again. */
struct pk_digest {
	unsigned mask;              /* bits 1u << enum pk_alg */
	unsigned own;               /* those of the mask that are not libcrypto's */
	void *ctx[PK_ALG_MAX];      /* kept between uses */
	struct pk_sum sha256, sm3;  /* when they are in `own` */
	unsigned part;              /* bytes behind the last whole block of PK_SUM_BLOCK */
	struct pk_str more;         /* for pk_digest_add_lanes() to take */
	bool failed;                /* libcrypto had no memory: asking for a digest ends in pk_mem_out() */
};
#define PK_DIGEST_INIT {0}
void pk_digest_start(struct pk_digest *d, unsigned mask);
void pk_digest_add(struct pk_digest *d, const void *p, size_t n);
/* The digest of one of the algorithms of the mask; each may be asked for once. */
void pk_digest_end(struct pk_digest *d, enum pk_alg alg, unsigned char out[PK_DIGEST_MAX]);
void pk_digest_free(struct pk_digest *d);

/*
 * Files side by side, each in its own struct pk_digest: where the processor can, that is
 * two to four times as fast as one after the other, and the digests are the same.  As
 * many at a time as are fastest for the algorithms of `mask`: 1 to PK_SUM_LANES_MAX.
 */
unsigned pk_digest_lanes(unsigned mask);
/* Instead of pk_digest_start(), for those that will be added to in lanes. */
void pk_digest_start_lane(struct pk_digest *d, unsigned mask);
/*
 * Takes bytes from the front of `more` of each of the n digests (at most PK_SUM_LANES_MAX),
 * none of which is empty: as many of each as can be taken side by side, and some in any
 * case.  Their masks, the lengths of their `more` and what they took before may differ.
 */
void pk_digest_add_lanes(struct pk_digest *const d[], size_t n);

void pk_hex(const unsigned char *p, size_t n, struct pk_buf *out);
/* Hex digits of either case, exactly 2 * n of them. */
bool pk_unhex(struct pk_str hex, unsigned char *out, size_t n);

#endif
