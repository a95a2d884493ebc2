/* Inside lib/bundle only: Unicode tables, sorted by code point; see uni.c. */
#ifndef PK_BUNDLE_UNIDATA_H
#define PK_BUNDLE_UNIDATA_H

#include <stddef.h>
#include <stdint.h>

struct uni_decomp {
	uint32_t cp;
	uint16_t off, n; /* its full canonical decomposition: uni_pool[off, off + n) */
};
struct uni_class {
	uint32_t from, to;
	unsigned ccc; /* canonical combining class, not 0 */
};
struct uni_fold {
	uint32_t from, to;
	unsigned step; /* every step-th code point of the range */
	int32_t delta; /* what to add for its case-folded form */
};
extern const struct uni_decomp uni_decomps[];
extern const size_t uni_ndecomps;
extern const uint32_t uni_pool[];
extern const struct uni_class uni_classes[];
extern const size_t uni_nclasses;
extern const struct uni_fold uni_folds[];
extern const size_t uni_nfolds;

#endif
