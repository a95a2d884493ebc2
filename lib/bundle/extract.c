#include "bundle/extract.h"

#include "archive/write.h"
#include "bundle/bagi.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BLOCK = 256 * 1024 };

/* Copies a member that is open for reading and compares its digests: 0, or -1 diagnosed. */
static int
copy(struct pk_bag *bag, const struct pk_bag_rec *r, struct pk_reader *in, struct pk_out *out,
    struct pk_sink *sink)
{
	struct pk_digest d = PK_DIGEST_INIT;
	unsigned char *buf = pk_alloc(BLOCK, 1), got[PK_DIGEST_MAX];
	const struct pk_bag_want *w;
	unsigned mask = 0;
	int64_t n;
	size_t a;

	for (w = r->want; w; w = w->next)
		if (bag->manifest[w->manifest].alg != PK_ALG_MAX)
			mask |= 1u << bag->manifest[w->manifest].alg;
	pk_digest_start(&d, mask);
	while ((n = pk_reader_read(in, buf, BLOCK)) > 0 && !out->error) {
		pk_digest_add(&d, buf, (size_t)n);
		pk_out_write(out, buf, (size_t)n);
	}
	if (n < 0)
		pk_reader_diag(in, sink);
	for (a = 0; a < PK_ALG_MAX && n == 0; a++) {
		if (!(mask & 1u << a))
			continue;
		pk_digest_end(&d, (enum pk_alg)a, got);
		for (w = r->want; w; w = w->next) {
			/* A digest that is malformed is no right one. */
			if (bag->manifest[w->manifest].alg != (enum pk_alg)a ||
			    (w->known && memcmp(w->digest, got, pk_alg_size[a]) == 0))
				continue;
			pk_diag(sink, PK_D_BAG_DIGEST, PK_POS(bag->name, 0), PK_Z(&bag->arena, r->path),
			    PK_Z(&bag->arena, bag->manifest[w->manifest].name), PK_NUM(w->line), NULL);
			n = -1;
		}
	}
	pk_digest_free(&d);
	pk_free(buf);
	return n < 0 ? -1 : 0;
}

static int
extract_one(struct pk_bag *bag, const struct pk_bag_rec *r, int root, struct pk_str top, struct pk_sink *sink)
{
	struct pk_buf path = PK_BUF_INIT;
	struct pk_reader in;
	struct pk_out out;
	int fd, rc;

	pk_buf_str(&path, top);
	pk_buf_str(&path, r->path);
	fd = pk_create_beneath(root, pk_buf_view(&path));
	if (fd < 0) {
		pk_diag(sink, errno == EEXIST ? PK_D_IO_EXISTS : PK_D_IO_OPEN, PK_POS(path.p, 0), strerror(errno), NULL);
		pk_buf_free(&path);
		return -1;
	}
	pk_out_fd(&out, fd, path.p);
	rc = pk_reader_open(&in, bag->arc, r->member);
	if (rc == 0)
		rc = copy(bag, r, &in, &out, sink);
	else
		pk_reader_diag(&in, sink);
	pk_reader_close(&in);
	if (rc == 0)
		rc = pk_out_close(&out, sink);
	else
		pk_out_abort(&out);
	if (rc != 0)
		(void)unlinkat(root, pk_buf_z(&path), 0);
	pk_buf_free(&path);
	return rc;
}

static bool
is_wanted(struct pk_str path, char **want, size_t n, bool *found)
{
	size_t i;

	for (i = 0; i < n; i++) {
		struct pk_str w = pk_str(want[i]);

		if (pk_str_ends(w, PK_S("/")))
			w.n--;
		if (pk_str_starts(path, w) && (path.n == w.n || path.p[w.n] == '/')) {
			found[i] = true;
			return true;
		}
	}
	return n == 0;
}

/* The folder's name: that of the archive, or of the folder that is the bag. */
static struct pk_str
top_of(struct pk_bag *bag)
{
	struct pk_buf b = PK_BUF_INIT;
	struct pk_str name = pk_str(bag->name), s;
	size_t i;

	if (bag->top.n)
		return bag->top;
	while (name.n > 1 && pk_str_ends(name, PK_S("/")))
		name.n--;
	for (i = name.n; i > 0 && name.p[i - 1] != '/';)
		i--;
	name = pk_str_sub(name, i, name.n);
	pk_buf_str(&b, pk_str_is(name, ".") || pk_str_is(name, "..") || name.n == 0 ? PK_S("bag") : name);
	if (pk_arc_format(bag->arc) != PK_ARC_DIR)
		pk_buf_puts(&b, ".d");
	pk_buf_putc(&b, '/');
	s = pk_str_dup(&bag->arena, pk_buf_view(&b));
	pk_buf_free(&b);
	return s;
}

static int
extract_all(struct pk_bag *bag, const uint32_t *rec_of, int root, struct pk_str top, struct pk_sink *sink)
{
	size_t i;
	int rc;

	if (pk_arc_rewind(bag->arc, sink) != 0)
		return -1;
	while ((rc = pk_arc_next(bag->arc, &i, sink)) == 1)
		if (rec_of[i] != PK_BAG_NONE && extract_one(bag, &bag->recs.v[rec_of[i]], root, top, sink) != 0)
			return -1;
	return rc;
}

/* Folders come with their files; a bag without payload has a folder for it all the same. */
static int
make_data(int root, struct pk_str top, struct pk_sink *sink)
{
	struct pk_buf name = PK_BUF_INIT;
	int fd, rc;

	pk_buf_str(&name, pk_str_sub(top, 0, top.n - 1)); /* ends in a slash */
	fd = openat(root, pk_buf_z(&name), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	rc = fd >= 0 && (mkdirat(fd, "data", 0777) == 0 || errno == EEXIST) ? 0 : -1;
	if (rc != 0)
		pk_diag(sink, PK_D_IO_OPEN, PK_POS(name.p, 0), strerror(errno), NULL);
	if (fd >= 0)
		(void)close(fd);
	pk_buf_free(&name);
	return rc;
}

int
pk_bag_extract(struct pk_bag *bag, const char *dir, char **path, size_t n, struct pk_sink *sink)
{
	size_t i, members = pk_arc_count(bag->arc);
	uint32_t *rec_of = pk_alloc(members, sizeof(*rec_of));
	bool *found = pk_zalloc(n, sizeof(*found));
	int root = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC), rc = 0;

	for (i = 0; i < members; i++)
		rec_of[i] = PK_BAG_NONE;
	for (i = 0; i < bag->recs.n; i++)
		if (bag->recs.v[i].member != PK_BAG_NONE && is_wanted(bag->recs.v[i].path, path, n, found))
			rec_of[bag->recs.v[i].member] = (uint32_t)i;
	for (i = 0; i < n; i++) {
		if (found[i])
			continue;
		pk_diag(sink, PK_D_BUNDLE_NO_MEMBER, PK_POS(bag->name, 0), path[i], NULL);
		rc = -1;
	}
	if (root < 0) {
		pk_diag(sink, PK_D_IO_OPEN, PK_POS(dir, 0), strerror(errno), NULL);
		rc = -1;
	}
	if (rc == 0)
		rc = extract_all(bag, rec_of, root, top_of(bag), sink);
	if (rc == 0 && n == 0 && bag->files == 0)
		rc = make_data(root, top_of(bag), sink);
	if (root >= 0)
		(void)close(root);
	pk_free(rec_of);
	pk_free(found);
	return rc;
}

int
pk_bag_cat(struct pk_bag *bag, struct pk_str path, struct pk_out *out, struct pk_sink *sink)
{
	const struct pk_bag_rec *r = pk_bag_find(bag, path);
	struct pk_reader in;
	size_t i;
	int rc;

	if (!r || r->member == PK_BAG_NONE) {
		pk_diag(sink, PK_D_BUNDLE_NO_MEMBER, PK_POS(bag->name, 0), PK_Z(&bag->arena, path), NULL);
		return -1;
	}
	if (pk_arc_rewind(bag->arc, sink) != 0)
		return -1;
	/* A tar has to be walked up to the member. */
	while ((rc = pk_arc_next(bag->arc, &i, sink)) == 1 && i != r->member)
		;
	if (rc != 1)
		return -1;
	rc = pk_reader_open(&in, bag->arc, r->member);
	if (rc == 0)
		rc = copy(bag, r, &in, out, sink);
	else
		pk_reader_diag(&in, sink);
	pk_reader_close(&in);
	return rc;
}
