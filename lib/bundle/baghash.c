/*
 * Hashing: every file that is there is read to its end once, so that the container's
 * own checksums count too, and compared with what the manifests say.
 */
#include "bundle/bagi.h"

#include "bundle/hashrun.h"

#include <pthread.h>
#include <stdlib.h>

/* What went wrong with a member, kept until all are done so that order is fixed. */
struct fault {
	size_t rec;
	enum pk_diag_id why;
	int err;
};

struct job {
	struct pk_bag *bag;
	uint32_t *rec, *member; /* of what is read */
	size_t n;
	unsigned mask;
	pthread_mutex_t lock;
	struct {
		struct fault *v;
		size_t n, cap;
	} faults;
};

static unsigned
wanted_mask(const struct pk_bag *bag, const struct pk_bag_rec *r)
{
	const struct pk_bag_want *w;
	unsigned mask = 0;

	for (w = r->want; w; w = w->next)
		if (bag->manifest[w->manifest].alg != PK_ALG_MAX)
			mask |= 1u << bag->manifest[w->manifest].alg;
	return mask;
}

void
bag_compare(struct pk_bag *bag, struct pk_bag_rec *r, struct pk_digest *d)
{
	unsigned char got[PK_ALG_MAX][PK_DIGEST_MAX];
	struct pk_bag_want *w;
	size_t alg;

	for (alg = 0; alg < PK_ALG_MAX; alg++)
		if (d->mask & 1u << alg)
			pk_digest_end(d, (enum pk_alg)alg, got[alg]);
	for (w = r->want; w; w = w->next) {
		enum pk_alg a = bag->manifest[w->manifest].alg;

		/* `wrong` from the start: the digest in the manifest was malformed, and said so. */
		if (a != PK_ALG_MAX && !w->wrong)
			w->wrong = memcmp(w->digest, got[a], pk_alg_size[a]) != 0;
		else
			w->wrong = false;
	}
}

static void
note_fault(struct job *j, size_t rec, const struct pk_reader *r)
{
	struct fault f = {rec, r->why, r->err};

	(void)pthread_mutex_lock(&j->lock);
	PK_PUSH(&j->faults, f);
	(void)pthread_mutex_unlock(&j->lock);
}

static unsigned
masks(void *ctx, size_t i)
{
	const struct job *j = ctx;

	return wanted_mask(j->bag, &j->bag->recs.v[j->rec[i]]);
}

static void
hashed(void *ctx, size_t i, bool right, struct pk_digest *d, const struct pk_filelook *look,
    const struct pk_reader *r)
{
	struct job *j = ctx;

	if (right)
		bag_compare(j->bag, &j->bag->recs.v[j->rec[i]], d);
	else
		note_fault(j, j->rec[i], r);
	if (look)
		j->bag->look[j->member[i]] = *look;
}

static int
by_rec(const void *x, const void *y)
{
	const struct fault *a = x, *b = y;

	return (a->rec > b->rec) - (a->rec < b->rec);
}

/* What is to be read. */
static void
plan(struct job *j)
{
	struct pk_bag *bag = j->bag;
	unsigned mask;
	size_t i;

	j->rec = pk_alloc(bag->recs.n, sizeof(*j->rec));
	j->member = pk_alloc(bag->recs.n, sizeof(*j->member));
	for (i = 0; i < bag->recs.n; i++) {
		const struct pk_bag_rec *r = &bag->recs.v[i];

		if (r->member == PK_BAG_NONE || pk_arc_member(bag->arc, r->member)->bad)
			continue;
		mask = wanted_mask(bag, r);
		/* A file in a folder that nothing lists has nothing to be compared with. */
		if (mask == 0 && pk_arc_format(bag->arc) == PK_ARC_DIR)
			continue;
		j->mask |= mask;
		j->rec[j->n] = (uint32_t)i;
		j->member[j->n++] = r->member;
	}
}

static void
hash_all(struct pk_bag *bag, struct job *j)
{
	struct pk_hashrun run = {.arc = bag->arc, .threads = bag->opts.threads, .look = !bag->opts.bagit_only,
	    .ctx = j, .masks = masks, .end = hashed, .progress = bag->opts.progress,
	    .progress_ctx = bag->opts.progress_ctx};

	if (run.look)
		bag->look = pk_zalloc(pk_arc_count(bag->arc), sizeof(*bag->look));
	(void)pthread_mutex_init(&j->lock, NULL);
	plan(j);
	run.member = j->member;
	run.n = j->n;
	run.mask = j->mask;
	bag->hashed = pk_hashrun(&run);
	(void)pthread_mutex_destroy(&j->lock);
	pk_free(j->rec);
	pk_free(j->member);
	if (j->faults.n)
		qsort(j->faults.v, j->faults.n, sizeof(*j->faults.v), by_rec);
}

/* Digests that were taken while the stream went by; false: not all that are asked for. */
static bool
compare_streamed(struct pk_bag *bag, struct pk_bag_rec *r)
{
	const unsigned char *got = bag->got[r->member];
	unsigned mask = bag->got_mask[r->member];
	struct pk_bag_want *w;
	bool all = true;
	size_t a, off;

	for (w = r->want; w; w = w->next) {
		enum pk_alg alg = bag->manifest[w->manifest].alg;

		if (alg == PK_ALG_MAX || w->wrong) {
			w->wrong = false;
			continue;
		}
		for (a = 0, off = 0; a < (size_t)alg; a++)
			if (mask & 1u << a)
				off += pk_alg_size[a];
		if (mask & 1u << alg)
			w->wrong = memcmp(w->digest, got + off, pk_alg_size[alg]) != 0;
		else
			all = false;
	}
	if (!all)
		bag_say(bag, PK_D_BAG_UNVERIFIED, r->path, NULL, NULL);
	return all;
}

int
bag_hash(struct pk_bag *bag)
{
	struct job j = {.bag = bag};
	struct pk_reader r = {.arc = bag->arc};
	size_t i, k = 0;
	int rc = 0;

	if (pk_arc_is_random(bag->arc))
		hash_all(bag, &j);
	else
		rc = bag_stream_again(bag);
	for (i = 0; i < bag->recs.n && rc == 0; i++) {
		struct pk_bag_rec *rec = &bag->recs.v[i];
		const struct pk_bag_want *w;
		bool right = rec->want != NULL;

		if (rec->member == PK_BAG_NONE || pk_arc_member(bag->arc, rec->member)->bad)
			continue;
		if (!pk_arc_is_random(bag->arc) && !(bag->again && pk_bag_is_payload(rec->path)))
			right &= compare_streamed(bag, rec);
		if (k < j.faults.n && j.faults.v[k].rec == i) {
			r.m = pk_arc_member(bag->arc, rec->member);
			r.why = j.faults.v[k].why;
			r.err = j.faults.v[k].err;
			pk_reader_diag(&r, bag->sink);
			k++;
			continue;
		}
		for (w = rec->want; w; w = w->next) {
			right &= !w->wrong && bag->manifest[w->manifest].alg != PK_ALG_MAX;
			if (w->wrong)
				bag_say(bag, PK_D_BAG_DIGEST, rec->path,
				    PK_Z(&bag->arena, bag->manifest[w->manifest].name), PK_NUM(w->line));
		}
		bag->passed += right && pk_bag_is_payload(rec->path);
	}
	pk_free(j.faults.v);
	return rc;
}
