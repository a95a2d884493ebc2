/* Inside lib/bundle only: the parts of the verifier, in the order in which they run. */
#ifndef PK_BUNDLE_BAGI_H
#define PK_BUNDLE_BAGI_H

#include "archive/deflate.h"
#include "bundle/bag.h"

/* Puts a finding about `path`; the arguments may be NULL. */
void bag_say(struct pk_bag *bag, enum pk_diag_id id, struct pk_str path, const char *a1, const char *a2);
/* The same, a warning in versions before 1.0, which did not say it so clearly. */
void bag_say_old(
    struct pk_bag *bag, enum pk_diag_id id, struct pk_str path, const char *a1, const char *a2);
static inline bool
bag_is_v1(const struct pk_bag *bag)
{
	return bag->major >= 1;
}

/* The record of `path`, made when there is none; `path` is copied. */
struct pk_bag_rec *bag_rec(struct pk_bag *bag, struct pk_str path);

/* Without blanks and tabs at both ends, which is all the white space that RFC 8493 knows. */
static inline struct pk_str
bag_trim(struct pk_str s)
{
	while (s.n && (s.p[0] == ' ' || s.p[0] == '\t')) {
		s.p++;
		s.n--;
	}
	while (s.n && (s.p[s.n - 1] == ' ' || s.p[s.n - 1] == '\t'))
		s.n--;
	return s;
}

/* Lines of a text: LF, CR or CRLF ends one (RFC 8493 2.3). */
struct tag_lines {
	struct pk_str rest;
	size_t n; /* number of the line given last */
};
bool tag_line(struct tag_lines *l, struct pk_str *line);
/* The lines of the tag file of a record, a block at a time; valid until the next. */
struct tag_text {
	struct pk_bag *bag;
	size_t rec;
	struct pk_str path;
	struct tag_lines l;
	struct pk_buf b;       /* whole lines, then what was read of the next */
	size_t used;           /* bytes of the whole lines */
	uint64_t base;         /* bytes before them */
	struct bag_held *held; /* tar */
	size_t piece;
	struct pk_reader r;    /* else */
	bool reading, whole, end;
};
void tag_text_open(struct tag_text *t, struct pk_bag *bag, size_t rec);
bool tag_text_line(struct tag_text *t, struct pk_str *line);
void tag_text_close(struct tag_text *t);
/* The text of a tag file in UTF-8, without a byte order mark: 0, or -1 (diagnosed). */
int bag_tag_text(struct pk_bag *bag, struct pk_bag_rec *rec, struct pk_buf *out);
/*
 * A path as a tag file writes it, made the path it means: "./" and md5sum's '*' off,
 * percent-encoding undone.  False, diagnosed, when it is no path inside the bag.
 */
bool bag_tag_path(struct pk_bag *bag, struct pk_str tagfile, size_t line, struct pk_str raw, struct pk_buf *out);

void bag_read_bagit(struct pk_bag *bag);
void bag_read_manifests(struct pk_bag *bag);
void bag_read_info(struct pk_bag *bag);
void bag_read_fetch(struct pk_bag *bag);
void bag_resolve_names(struct pk_bag *bag); /* Unicode normalization of listed paths */
void bag_check_complete(struct pk_bag *bag);
void bag_check_names(struct pk_bag *bag);
int bag_hash(struct pk_bag *bag);
/* What the table of coverage in a bag of ours says. */
void bag_check_coverage(struct pk_bag *bag);
/* What pack puts into a bag, and the content of the payload. */
void bag_check_profile(struct pk_bag *bag);
/* tar: goes through the stream once, keeps tag files and digests by member. */
int bag_stream(struct pk_bag *bag);
/* Once more, when manifests stood behind the payload: what they ask for is known now. */
int bag_stream_again(struct pk_bag *bag);
/* Compares the digests taken of a file with those in its manifests. */
void bag_compare(struct pk_bag *bag, struct pk_bag_rec *r, struct pk_digest *d);

/* A tag file out of a tar: piece i, up to and including pieces.n, in turn makes the text. */
void bag_held_add(struct bag_held *h, struct pk_deflate *z, struct pk_str s);
bool bag_held_piece(const struct bag_held *h, size_t i, struct pk_buf *out);
void bag_held_drop(struct bag_held *h, size_t i);
struct bag_held *bag_held_find(const struct pk_bag *bag, size_t member);
void bag_held_free(struct bag_held *h);

/* manifest-ALG.txt or tagmanifest-ALG.txt: the name between dash and dot. */
bool bag_manifest_name(struct pk_str path, bool *tag, struct pk_str *alg);
/* The algorithm that such a name means, however it is written; PK_ALG_MAX: unknown. */
enum pk_alg bag_alg(struct pk_str raw);

#endif
