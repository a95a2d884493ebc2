/*
 * Reads and hashes many members of a folder or a zip, on several threads and, on each of
 * them, as many side by side as are fastest (pk_digest_lanes()).
 */
#ifndef PK_BUNDLE_HASHRUN_H
#define PK_BUNDLE_HASHRUN_H

#include "archive/archive.h"
#include "bundle/digest.h"
#include "bundle/filescan.h"

struct pk_hashrun {
	struct pk_arc *arc;     /* random access */
	const uint32_t *member; /* what is read, in the order in which it is begun */
	size_t n;
	unsigned threads;
	unsigned mask; /* all algorithms that `masks` may ask for */
	bool look;     /* at the content, too */
	void *ctx;     /* of the functions; all but `progress` are called by any thread */
	unsigned (*masks)(void *ctx, size_t i);                 /* the algorithms for member[i] */
	void (*some)(void *ctx, size_t i, struct pk_str block); /* its bytes go by; may be NULL */
	/*
	 * The end of it: right, so that d has its digests, or wrong, and r says why.  `look` is
	 * NULL when nothing was looked at.
	 */
	void (*end)(void *ctx, size_t i, bool right, struct pk_digest *d,
	    const struct pk_filelook *look, const struct pk_reader *r);
	/* Called now and then by one thread with the bytes hashed so far; may be NULL. */
	void (*progress)(void *ctx, uint64_t done, uint64_t total);
	void *progress_ctx;
};

/* Returns how many bytes were hashed. */
uint64_t pk_hashrun(const struct pk_hashrun *run);

#endif
