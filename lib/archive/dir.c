/*
 * A folder as an archive: walked without following links, opened part by part
 * below the root's descriptor, so that nobody can lead the reader elsewhere while
 * it works; a FIFO or a device is a finding and never opened for good.
 */
#include "archive/arc.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct item {
	char *name;
	struct pk_member m; /* all but the path */
	bool other;         /* neither a file nor a folder */
	bool link;
};

static struct pk_member
from_stat(const struct stat *st)
{
	struct pk_member m = {.mtime = st->st_mtim.tv_sec, .mtime_ns = (uint32_t)st->st_mtim.tv_nsec,
	    .off = st->st_ino, .dir = S_ISDIR(st->st_mode)};

	if (S_ISREG(st->st_mode))
		m.size = (uint64_t)st->st_size;
	return m;
}

struct items {
	struct item *v;
	size_t n, cap;
};

static int
by_name(const void *x, const void *y)
{
	return strcmp(((const struct item *)x)->name, ((const struct item *)y)->name);
}

/* A folder that cannot be read, or not to its end: told once, and all others are read. */
static void
unread(struct pk_arc *a, struct pk_str path, int err, struct pk_sink *sink)
{
	arc_say(a, sink, PK_D_ARC_READ, path.n ? path : PK_S("."), strerror(err));
	(void)pk_map_put(&a->unread, pk_str_dup(&a->names, path), 0, NULL);
}

static int
list(struct pk_arc *a, int fd, struct pk_str where, struct items *out, struct pk_sink *sink)
{
	int copy = fcntl(fd, F_DUPFD_CLOEXEC, 0);
	DIR *d = copy >= 0 ? fdopendir(copy) : NULL;
	struct dirent *e;
	int rc = 0;

	if (!d) {
		unread(a, where, errno, sink);
		if (copy >= 0)
			(void)close(copy);
		return 0;
	}
	while (rc == 0 && (errno = 0, e = readdir(d)) != NULL) {
		struct item it = {0};
		struct stat st;

		if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
			continue;
		if (fstatat(fd, e->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0) {
			/* It may be seen and not entered: then all of it is so. */
			unread(a, where, errno, sink);
			errno = 0;
			break;
		}
		if (out->n + a->members.n >= a->opts.limits.entries) {
			arc_say(a, sink, PK_D_LIMIT_ENTRIES, where, PK_NUM(a->opts.limits.entries));
			rc = -1;
			break;
		}
		it.name = pk_strdup(e->d_name);
		it.m = from_stat(&st);
		it.link = S_ISLNK(st.st_mode);
		it.other = !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode);
		PK_PUSH(out, it);
	}
	if (rc == 0 && errno != 0)
		unread(a, where, errno, sink);
	(void)closedir(d);
	if (out->n)
		qsort(out->v, out->n, sizeof(*out->v), by_name);
	return rc;
}

/*
 * A link whose target is a regular file below the folder, wherever it leads through:
 * the target's path in *m's place.  False: it stays a finding.
 */
static bool
dereference(struct pk_arc *a, struct pk_member *m)
{
	struct pk_buf b = PK_BUF_INIT;
	struct stat st;
	char target[PATH_MAX];
	size_t n;
	bool inside;

	if (!a->real && realpath(a->name, target))
		a->real = pk_strdup(target);
	pk_buf_printf(&b, "%s/%.*s", a->name, PK_FMT(m->path));
	n = a->real ? strlen(a->real) : 0;
	inside = n && realpath(b.p, target) && strncmp(target, a->real, n) == 0 && target[n] == '/' && stat(target, &st) == 0 &&
	         S_ISREG(st.st_mode);
	if (inside) {
		struct pk_str path = m->path;

		*m = from_stat(&st);
		m->path = path;
		(void)pk_map_put(&a->links, path, a->targets.n, NULL);
		PK_PUSH(&a->targets, pk_str_dup(&a->names, pk_str(target + n + 1)));
	}
	pk_buf_free(&b);
	return inside;
}

static int walk(struct pk_arc *a, int fd, struct pk_buf *path, struct pk_sink *sink);

static int
enter(struct pk_arc *a, int fd, const struct item *it, struct pk_buf *path, struct pk_sink *sink)
{
	struct pk_member m = it->m;
	int sub, rc;

	m.path = pk_str_dup(&a->names, pk_buf_view(path));
	if (it->other && !(it->link && a->opts.dereference && dereference(a, &m))) {
		arc_say(a, sink, PK_D_ARC_LINK, m.path, NULL);
		m.bad = true;
	}
	if (arc_add(a, &m, sink) != 0)
		return -1;
	if (!m.dir || a->members.v[a->members.n - 1].bad)
		return 0;
	sub = openat(fd, it->name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (sub < 0) {
		unread(a, m.path, errno, sink);
		return 0;
	}
	rc = walk(a, sub, path, sink);
	(void)close(sub);
	return rc;
}

static int
walk(struct pk_arc *a, int fd, struct pk_buf *path, struct pk_sink *sink)
{
	struct items items = {0};
	size_t i, n = path->n;
	int rc = list(a, fd, pk_buf_view(path), &items, sink);

	for (i = 0; i < items.n; i++) {
		if (rc == 0) {
			path->n = n;
			if (n)
				pk_buf_putc(path, '/');
			pk_buf_puts(path, items.v[i].name);
			rc = enter(a, fd, &items.v[i], path, sink);
		}
		pk_free(items.v[i].name);
	}
	path->n = n;
	pk_free(items.v);
	return rc;
}

int
arc_dir_open(struct pk_arc *a, struct pk_sink *sink)
{
	struct pk_buf path = PK_BUF_INIT;
	int rc = walk(a, a->fd, &path, sink);

	pk_buf_free(&path);
	return rc;
}

static int
read_fault(struct pk_reader *r, enum pk_diag_id why, int err)
{
	r->why = why;
	r->err = err;
	return -1;
}

/* The file is still the one that the walk saw. */
static bool
is_same(const struct pk_member *m, const struct stat *st)
{
	return S_ISREG(st->st_mode) && (uint64_t)st->st_ino == m->off && (uint64_t)st->st_size == m->size &&
	       st->st_mtim.tv_sec == m->mtime && (uint32_t)st->st_mtim.tv_nsec == m->mtime_ns;
}

int
arc_dir_reader(struct pk_reader *r)
{
	const struct pk_map_entry *link = pk_map_get(&r->arc->links, r->m->path);
	struct pk_str rest = link ? r->arc->targets.v[link->value] : r->m->path, part;
	int at = r->arc->fd, next;
	struct stat st;

	if (r->m->dir || r->m->bad)
		return read_fault(r, PK_D_ARC_READ, r->m->dir ? EISDIR : EINVAL);
	while (pk_str_split(&rest, '/', &part)) {
		char name[256];

		if (part.n >= sizeof(name))
			return read_fault(r, PK_D_ARC_READ, ENAMETOOLONG);
		memcpy(name, part.p, part.n);
		name[part.n] = '\0';
		next = openat(at, name,
		    O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC | (rest.p ? O_DIRECTORY : 0));
		if (at != r->arc->fd)
			(void)close(at);
		if (next < 0)
			return read_fault(r, errno == ELOOP || errno == ENOENT ? PK_D_ARC_CHANGED : PK_D_ARC_READ, errno);
		at = next;
	}
	r->fd = at;
	if (fstat(r->fd, &st) != 0 || !is_same(r->m, &st))
		return read_fault(r, PK_D_ARC_CHANGED, 0);
	return 0;
}

int64_t
arc_dir_read(struct pk_reader *r, void *p, size_t n)
{
	struct stat st;
	ssize_t k;

	do
		k = pread(r->fd, p, n, (off_t)r->out);
	while (k < 0 && errno == EINTR);
	if (k < 0)
		return read_fault(r, PK_D_ARC_READ, errno);
	r->out += (uint64_t)k;
	if (r->out > r->m->size || (k == 0 && r->out != r->m->size))
		return read_fault(r, PK_D_ARC_CHANGED, 0);
	if (k == 0 && (fstat(r->fd, &st) != 0 || !is_same(r->m, &st)))
		return read_fault(r, PK_D_ARC_CHANGED, 0);
	return k;
}
