/*
 * A BagIt bag (RFC 8493; versions 0.93 to 1.0) under verification.
 *
 * pk_bag_verify() goes through all of it and puts every finding, not the first,
 * into the sink: position file = the bundle as named by the caller, argument 0 =
 * the path inside it.  Nothing is written, nothing unpacked; the content is hashed
 * as it is read.
 */
#ifndef PK_BUNDLE_BAG_H
#define PK_BUNDLE_BAG_H

#include "archive/archive.h"
#include "bundle/digest.h"
#include "bundle/filescan.h"

/* Manifests of both kinds [policy]: seven algorithms twice, and room for unknown ones. */
enum { PK_BAG_MANIFESTS_MAX = 24 };
/* Bytes of one tag file that has to be held (manifests and the like) [policy]. */
#define PK_BAG_TAG_MAX (64u << 20)

struct pk_bag_opts {
	struct pk_arc_limits limits;
	uint64_t tag_max;     /* bytes of a tag file */
	unsigned threads;
	bool bagit_only;      /* the RFC alone */
	bool skip_hash;       /* structure and manifests only: payload is not read */
	/* Called now and then with the bytes hashed so far, for a progress line; may be NULL. */
	void (*progress)(void *ctx, uint64_t done, uint64_t total);
	void *progress_ctx;
};

struct pk_bag_manifest {
	struct pk_str name;  /* of the tag file */
	enum pk_alg alg;     /* PK_ALG_MAX: unknown */
	bool tag;            /* a tag manifest */
	size_t rec;          /* its own record */
};

/* What a manifest says of a file. */
struct pk_bag_want {
	struct pk_bag_want *next;
	uint32_t line;
	uint8_t manifest;        /* index */
	bool wrong;              /* the file's digest is another */
	bool known;              /* digest[] is there */
	unsigned char digest[];  /* pk_alg_size[] bytes, none when the algorithm is unknown or they are malformed */
};

/* A file that is there, or that some tag file says should be. */
struct pk_bag_rec {
	struct pk_str path;      /* inside the bag */
	uint32_t member;         /* of the archive; PK_BAG_NONE: not there */
	uint32_t listed;         /* bit per manifest */
	struct pk_bag_want *want;
	bool fetch;              /* in fetch.txt */
	bool renamed;            /* matched under another normalization form */
};
#define PK_BAG_NONE UINT32_MAX

struct pk_bag_info {
	struct pk_str label, value; /* value unfolded */
	size_t line;
};

/* A tag file kept in memory, in pieces of whole lines. */
struct bag_held {
	size_t member;
	struct {
		struct bag_piece {
			struct pk_buf b;
			size_t size; /* inflated */
			bool plain;  /* as it is */
		} *v;
		size_t n, cap;
	} pieces;
	struct pk_buf last; /* what follows */
};

struct pk_bag {
	const char *name;           /* for findings */
	struct pk_arc *arc;
	struct pk_bag_opts opts;
	struct pk_sink *sink;
	struct pk_arena arena;
	struct pk_str top;          /* "folder/" inside an archive, empty for none */
	unsigned major, minor;      /* version; 1.0 while unknown */
	struct pk_str encoding;     /* of tag files; UTF-8 while unknown */
	struct pk_bag_manifest manifest[PK_BAG_MANIFESTS_MAX];
	size_t nmanifests;
	struct {
		struct pk_bag_rec *v;
		size_t n, cap;
	} recs;
	struct pk_map map;          /* path -> record */
	struct {
		struct pk_bag_info *v;
		size_t n, cap;
	} info;
	uint64_t octets, files;     /* of the payload */
	uint64_t passed;            /* payload files that have every digest right */
	uint64_t hashed;            /* bytes read and hashed */
	bool has_data;              /* the payload folder is there */
	bool ours;                  /* says that evidence-pack made it */
	bool has_plan;
	unsigned char plan_sha256[32];
	size_t signatures;          /* that are good; pk_bag_check_signatures() */
	bool catalogued;            /* the catalogue could be read */
	struct pk_map tasks;        /* task ids of the catalogue */
	size_t rows;                /* of the catalogue */
	struct {
		struct bag_held *v;
		size_t n, cap;
	} held;                     /* tar: the tag files read on the way */
	unsigned taken;             /* tar: digests that were taken of the payload */
	bool again;                 /* tar: more are asked for, and it can be read once more */
	struct pk_filelook *look;   /* by member, when the content was looked at */
	unsigned char **got;        /* tar: digests by member, those of got_mask in the order of enum pk_alg */
	uint8_t *got_mask;
};

/*
 * Verifies the bag at `path`, a folder or an archive.  -1 when it could not be
 * gone through (diagnosed); findings are in the sink.  The bag stays for the
 * caller to look at; pk_bag_free() ends it in either case.
 */
int pk_bag_verify(struct pk_bag *bag, const char *path, const struct pk_bag_opts *opts,
    struct pk_sink *sink);
/* The same for a zip, tar or tar.gz in memory. */
int pk_bag_verify_memory(struct pk_bag *bag, const char *name, struct pk_str data,
    const struct pk_bag_opts *opts, struct pk_sink *sink);
void pk_bag_free(struct pk_bag *bag);
void pk_bag_defaults(struct pk_bag_opts *opts);
/* The record of a path inside the bag; NULL: none. */
struct pk_bag_rec *pk_bag_find(const struct pk_bag *bag, struct pk_str path);
/* The whole of a tag file that is there: 0, or -1 (diagnosed). */
int pk_bag_read(struct pk_bag *bag, struct pk_bag_rec *rec, struct pk_buf *out);
bool pk_bag_is_payload(struct pk_str path);
/* The first bag-info.txt element with a label, case ignored; NULL: none. */
const struct pk_bag_info *pk_bag_info_find(const struct pk_bag *bag, const char *label);

#endif
