/*
 * Writing archives, byte for byte reproducibly: the order, times, owners and modes
 * come from the caller or are fixed, and the number of threads never shows.
 */
#ifndef PK_ARCHIVE_WRITE_H
#define PK_ARCHIVE_WRITE_H

#include "archive/archive.h"
#include "base/io.h"

/* One file to write; its content is `data`, or a member of another archive. */
struct pk_item {
	struct pk_str path;
	struct pk_str data;  /* when src is NULL */
	struct pk_arc *src;  /* a random one */
	size_t member;
	uint64_t size;
	uint32_t crc;        /* of the content, as it was hashed: another one is a change */
	bool folder;         /* an empty folder */
	bool store;          /* media: compressing it again is in vain */
};

struct pk_write_opts {
	enum pk_arc_format format;
	int64_t mtime;       /* of every member, seconds since 1970 */
	bool store;          /* compress nothing: the same bytes whatever the zlib */
	unsigned threads;
	void (*progress)(void *ctx, uint64_t done, uint64_t total); /* or NULL */
	void *progress_ctx;
	/*
	 * Told how many bytes of an archive are final, while it grows (more than before,
	 * until `end`): so that it can be hashed meanwhile from its descriptor.  Or NULL.
	 */
	void (*final)(void *ctx, int fd, uint64_t bytes, bool end);
	void *final_ctx;
};

/*
 * Writes the items in their order to `path`, whole or not at all; nothing may stand
 * there.  0, or -1 with a diagnostic.
 */
int pk_archive_write(const char *path, const struct pk_item *items, size_t n,
    const struct pk_write_opts *opts, struct pk_sink *sink);

/*
 * Makes a new file at `path` below the folder `root`, with the folders it lies in:
 * its descriptor, or -1 with errno.  No link is followed, nothing is overwritten.
 */
int pk_create_beneath(int root, struct pk_str path);

/* Content that is compressed already, by its first bytes (at least 16 where there are so many). */
bool pk_is_media(struct pk_str head);

#endif
