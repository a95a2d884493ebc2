/*
 * Archives: zip, tar, tar.gz and folders, read strictly through one interface.
 *
 * Sources: PKWARE APPNOTE 6.3.10, POSIX.1-2008 pax, GNU tar's long names,
 * RFC 1951 and 1952.  Nothing is ever written, nothing is trusted: a container
 * that two programs could read differently is refused, every limit is checked
 * on declared sizes first and on real bytes while they come, and each member's
 * name is a safe relative path in UTF-8 before anybody sees it.
 *
 * A zip or a folder is indexed when it is opened, and members may then be read in
 * any order, by several threads at once.  A tar is a stream: pk_arc_next()
 * walks it, and the member it stands on is read before the next call.
 *
 * Findings go into the sink with the container as the position's file and the
 * member as argument 0.  A member with a finding of its own has `bad` set.
 */
#ifndef PK_ARCHIVE_ARCHIVE_H
#define PK_ARCHIVE_ARCHIVE_H

#include "base/diag.h"

enum pk_arc_format {
	PK_ARC_DIR,
	PK_ARC_ZIP,
	PK_ARC_TAR,
	PK_ARC_TGZ, /* tar in gzip */
	PK_ARC_FORMAT_MAX
};

/* Limits against exhaustion [policy]; every one may be raised by the user. */
struct pk_arc_limits {
	uint64_t entries; /* members; and as many folders that have no member of their own */
	uint64_t member;  /* bytes of one member */
	uint64_t total;   /* bytes of all members */
	uint64_t ratio;   /* bytes out for one byte in, counted beyond PK_ARC_RATIO_FREE */
	uint64_t path;    /* bytes of a path */
	uint64_t depth;   /* segments of a path */
};
#define PK_ARC_LIMITS                                                                              \
	{                                                                                          \
		100000, 4294967296u, 68719476736u, 300, 4096, 64                                   \
	}
/* deflate tops out near 1032:1; a small member of zeros is no bomb. */
#define PK_ARC_RATIO_FREE 1048576u
/* Bytes of zeros behind the end of a tar, which POSIX fills up to the end of a block of the
 * medium: no tape drive takes blocks above 16 MiB, and a file of zeros without end is no archive. */
#define PK_ARC_PADDING_MAX 16777216u

struct pk_member {
	struct pk_str path; /* relative, no trailing slash; UTF-8 unless `raw` */
	uint64_t size;      /* bytes of content */
	uint64_t packed;    /* zip: bytes stored */
	uint64_t off;       /* zip: where the content begins; folder: inode */
	int64_t mtime;      /* seconds since 1970-01-01, UTC */
	uint32_t mtime_ns;  /* folder: fraction, to notice changes */
	uint32_t crc;       /* zip */
	uint16_t method;    /* zip: 0 stored, 8 deflated */
	bool dir;
	bool legacy;        /* the name was decoded as GB18030 */
	bool raw;           /* the name is not UTF-8 */
	bool bad;           /* has a finding: do not read it */
};

struct pk_arc_opts {
	struct pk_arc_limits limits;
	/*
	 * Decodes a name in a legacy Chinese encoding into UTF-8: 0, or -1 when it is
	 * not that either.  NULL: such names are refused.
	 */
	int (*legacy)(struct pk_str raw, struct pk_buf *utf8);
	/* Folder: a link to a regular file inside it is read as that file; others stay findings. */
	bool dereference;
};

struct pk_arc;

/*
 * Opens a folder or a file ("-": standard input, tar or tar.gz only), told apart by
 * content.  NULL with a finding when it is none of these, broken or ambiguous.
 */
struct pk_arc *pk_arc_open(const char *path, const struct pk_arc_opts *opts, struct pk_sink *sink);
/* A zip, tar or tar.gz from memory, which must stay; `name` for findings. */
struct pk_arc *pk_arc_open_memory(
    const char *name, struct pk_str data, const struct pk_arc_opts *opts, struct pk_sink *sink);
void pk_arc_close(struct pk_arc *a);

enum pk_arc_format pk_arc_format(const struct pk_arc *a);
const char *pk_arc_name(const struct pk_arc *a);
/* Members may be read in any order (zip, folder). */
bool pk_arc_is_random(const struct pk_arc *a);
/* Members known so far; of a zip or folder all of them. */
size_t pk_arc_count(const struct pk_arc *a);
const struct pk_member *pk_arc_member(const struct pk_arc *a, size_t i);
/* Index of the member at `path`, PK_NPOS when there is none. */
size_t pk_arc_find(const struct pk_arc *a, struct pk_str path);
/* There is a folder at `path`, with a member of its own or not. */
bool pk_arc_is_folder(const struct pk_arc *a, struct pk_str path);
/* `path` lies in a folder that could not be read (and was told): nobody knows whether it
 * is there.  An empty path asks whether there is any such folder. */
bool pk_arc_is_unread(const struct pk_arc *a, struct pk_str path);
/*
 * The next member, in the container's order: 1 with its index, 0 at the sound end,
 * -1 with a finding when the container is broken.
 */
int pk_arc_next(struct pk_arc *a, size_t *i, struct pk_sink *sink);
/* To the beginning again: 0, or -1 where that is impossible (standard input). */
int pk_arc_rewind(struct pk_arc *a, struct pk_sink *sink);

/*
 * Reading one member.  pk_reader_read() gives up to n bytes, short only at the end;
 * 0 says that all of it was there and right (length, checksum, nothing behind it);
 * -1 that something was wrong, which pk_reader_diag() puts into a sink.
 * Different readers of one random archive may be used by different threads.
 */
struct pk_reader {
	struct pk_arc *arc;
	const struct pk_member *m;
	int fd;                /* folder: the open file */
	uint64_t pos, left;    /* where the next packed byte stands, how many are left */
	uint64_t out;          /* bytes given */
	uint32_t crc;
	void *z;               /* inflate state */
	unsigned char *in;     /* its input */
	bool done;
	enum pk_diag_id why;   /* the fault */
	int err;               /* its errno, 0: none */
};
int pk_reader_open(struct pk_reader *r, struct pk_arc *a, size_t i);
int64_t pk_reader_read(struct pk_reader *r, void *p, size_t n);
void pk_reader_diag(const struct pk_reader *r, struct pk_sink *sink);
void pk_reader_close(struct pk_reader *r);
/* The whole member appended to *out, which is refused past `limit` bytes. */
int pk_arc_slurp(struct pk_arc *a, size_t i, size_t limit, struct pk_buf *out, struct pk_sink *sink);

/* What is wrong with a path as the name of a member, PK_D_MAX: nothing. */
enum pk_diag_id pk_path_fault(struct pk_str path, const struct pk_arc_limits *limits);

#endif
