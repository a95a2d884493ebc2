/* Inside lib/archive only. */
#ifndef PK_ARCHIVE_ARC_H
#define PK_ARCHIVE_ARC_H

#include "archive/archive.h"
#include "base/io.h"

struct pk_tar; /* tar.c */

struct pk_arc {
	enum pk_arc_format format;
	char *name;
	struct pk_arc_opts opts;
	int fd;            /* file or folder; -1: memory */
	struct pk_str mem; /* when fd is -1 */
	uint64_t size;     /* bytes of the file; 0 when it cannot seek */
	bool seekable;
	bool stdin_fd;     /* not ours to close */
	bool legacy;       /* zip: some names without a mark are not UTF-8 */
	struct {
		struct pk_member *v;
		size_t n, cap;
	} members;
	struct pk_arena names;
	struct pk_map map; /* path -> index * 4 + enum arc_key */
	uint64_t implied;      /* folders that only stand in the paths of others */
	uint64_t total;
	bool over_total;   /* the total limit has been reported */
	size_t cursor;     /* pk_arc_next() */
	struct pk_map unread; /* folder: folders in it that could not be read */
	char *real;        /* folder, dereference: its path without links */
	struct pk_map links; /* path of a link -> place in targets */
	struct {
		struct pk_str *v; /* paths inside the folder, without links */
		size_t n, cap;
	} targets;
	struct pk_tar *tar;
};

enum arc_key { ARC_KEY_FILE, ARC_KEY_DIR, ARC_KEY_IMPLIED };

/* Puts a finding about the container or a member of it. */
void arc_say(const struct pk_arc *a, struct pk_sink *sink, enum pk_diag_id id, struct pk_str member,
    const char *arg);
/*
 * Takes m (path in a->names) into the index after the checks that all containers
 * share: path, sizes, twins.  0, or -1 when there are too many members.
 */
int arc_add(struct pk_arc *a, struct pk_member *m, struct pk_sink *sink);
/* Up to n bytes at `off`; fewer only at the end; -1 with errno on error. */
int64_t arc_pread(const struct pk_arc *a, void *p, size_t n, uint64_t off);

/* Well-formed UTF-8 (the text layer is above this one). */
bool arc_is_utf8(struct pk_str s);

/* Each format's part.  open: 0, or -1 with a finding. */
int arc_dir_open(struct pk_arc *a, struct pk_sink *sink);
int arc_dir_reader(struct pk_reader *r);
int64_t arc_dir_read(struct pk_reader *r, void *p, size_t n);
int arc_zip_open(struct pk_arc *a, struct pk_sink *sink);
int arc_zip_reader(struct pk_reader *r);
int64_t arc_zip_read(struct pk_reader *r, void *p, size_t n);
int arc_tar_open(struct pk_arc *a, struct pk_str head, struct pk_sink *sink);
int arc_tar_next(struct pk_arc *a, size_t *i, struct pk_sink *sink);
int arc_tar_rewind(struct pk_arc *a, struct pk_sink *sink);
int64_t arc_tar_read(struct pk_reader *r, void *p, size_t n);
void arc_tar_free(struct pk_tar *t);

/* The bytes of a tar, out of gzip when need be. */
struct pk_stream;
struct pk_stream *pk_stream_new(struct pk_arc *a, struct pk_str head, bool gzip);
/* n bytes or fewer at the end; -1 after a finding. */
int64_t pk_stream_read(struct pk_stream *s, void *p, size_t n, struct pk_sink *sink);
int pk_stream_rewind(struct pk_stream *s);
void pk_stream_free(struct pk_stream *s);

static inline uint16_t
le16(const unsigned char *p)
{
	return (uint16_t)(p[0] | p[1] << 8);
}

static inline uint32_t
le32(const unsigned char *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static inline uint64_t
le64(const unsigned char *p)
{
	return (uint64_t)le32(p) | (uint64_t)le32(p + 4) << 32;
}

#endif
