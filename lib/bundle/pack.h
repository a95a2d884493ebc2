/*
 * Packing: evidence that was loaded and checked becomes a BagIt 1.0 bag, the same
 * bytes whoever packs it, when and where.
 *
 * Layout: data/<指标号>_<名称>/<任务号>/<材料类别>/<文件>, or by unit; beside it the
 * catalogue (DA/T 22), the coverage table, the plan, a page for people.
 */
#ifndef PK_BUNDLE_PACK_H
#define PK_BUNDLE_PACK_H

#include "archive/write.h"
#include "bundle/evidence.h"

struct pk_pack;

struct pk_packing {
	enum pk_arc_format format;
	bool by_unit;
	bool store;
	unsigned threads;
	int64_t mtime;              /* of everything in the bag */
	const char *unit;           /* 责任单位; NULL: the only one in the ledger */
	const char *campaign;       /* NULL: of the ledger, else of the plan */
	const char *count;          /* "3 of 33" */
	const char *contact, *phone, *email;
	const char *agent;          /* tool and version */
	/* Writes index.html. */
	void (*index)(const struct pk_pack *p, struct pk_out *out);
	/* Signs the tag manifest named: appends signature files, may be NULL. */
	int (*sign)(void *ctx, struct pk_pack *p, struct pk_str name, struct pk_str bytes, struct pk_sink *sink);
	void *sign_ctx;
	void (*progress)(void *ctx, uint64_t done, uint64_t total);
	void *progress_ctx;
};

/* A file of the payload. */
struct pk_pack_file {
	struct pk_str path;  /* inside the bag */
	size_t member;       /* of the evidence folder */
	size_t item;         /* the row that brought it in */
};

struct pk_tagfile {
	struct pk_str path;
	struct pk_buf b;
};

struct pk_pack {
	const struct pk_evidence *ev;
	const struct pk_packing *how;
	struct pk_arena arena;
	struct pk_str unit, campaign, name; /* name: the bag's folder */
	char date[11];                      /* Bagging-Date */
	struct pk_pack_file *files;         /* sorted by path */
	size_t nfiles;
	uint64_t octets;
	struct pk_str *where;               /* by item: its path in the bag, n 0: none */
	struct {
		struct pk_tagfile *v;
		size_t n, cap;
	} tags;
};

/* Lays the bag out: names, paths.  Always succeeds; pk_pack_free() is due. */
void pk_pack_plan(struct pk_pack *p, const struct pk_evidence *ev, const struct pk_packing *how);
/* Paths that grew too long for others in the bag's folders are findings (errors): false. */
bool pk_pack_check(const struct pk_pack *p, struct pk_sink *findings);
/*
 * Makes the tag files and writes the bag to `path` (whole or not at all); beside an
 * archive its digests (PATH.sha256 ...).  0, or -1 diagnosed.
 */
int pk_pack_write(struct pk_pack *p, const char *path, struct pk_sink *sink);
void pk_pack_free(struct pk_pack *p);
/* The tag manifest to sign: `wish` when the bag has it, else the first. */
struct pk_str pk_pack_signs(const struct pk_pack *p, struct pk_str wish);
/* A tag file to be filled; its buffer is valid until the next call. */
struct pk_buf *pk_pack_tag(struct pk_pack *p, const char *path);

#endif
