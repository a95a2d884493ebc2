#include "archive/arc.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* Enough of the beginning to tell the formats apart: one tar header. */
enum { HEAD = 512 };
/* Bytes of a name that a message shows [policy]. */
enum { SHOWN = 4096 };

void
arc_say(const struct pk_arc *a, struct pk_sink *sink, enum pk_diag_id id, struct pk_str member,
    const char *arg)
{
	/* The longest path that is let in; of a longer one the beginning says which it is. */
	struct pk_str shown = member.n > SHOWN ? pk_str_sub(member, 0, SHOWN) : member;
	char *z = pk_strndup(shown.p ? shown.p : "", shown.n);
	size_t i;

	/* An argument is a C string: NUL inside a hostile name must not cut it short. */
	for (i = 0; i < shown.n; i++)
		if (z[i] == '\0')
			z[i] = '\1';
	pk_diag(sink, id, PK_POS(a->name, 0), z, arg ? arg : "", NULL);
	pk_free(z);
}

int64_t
arc_pread(const struct pk_arc *a, void *p, size_t n, uint64_t off)
{
	size_t got = 0;

	if (a->fd < 0) {
		struct pk_str s = off < a->mem.n ? pk_str_sub(a->mem, (size_t)off, a->mem.n) : PK_S("");

		got = n < s.n ? n : s.n;
		if (got)
			memcpy(p, s.p, got);
		return (int64_t)got;
	}
	while (got < n) {
		ssize_t r = pread(a->fd, (char *)p + got, n - got, (off_t)(off + got));

		if (r < 0 && errno == EINTR)
			continue;
		if (r < 0)
			return -1;
		if (r == 0)
			break;
		got += (size_t)r;
	}
	return (int64_t)got;
}

/* Enters every folder above `path`; false when one of them is a file. */
static bool
enter_parents(struct pk_arc *a, struct pk_str path)
{
	size_t n = path.n;

	while (n > 0) {
		struct pk_map_entry *e;
		bool added;

		while (n > 0 && path.p[n - 1] != '/')
			n--;
		if (n == 0)
			return true;
		n--;
		e = pk_map_put(&a->map, pk_strn(path.p, n), ARC_KEY_IMPLIED, &added);
		if (!added)
			return e->value % 4 != ARC_KEY_FILE; /* its parents are in as well */
		a->implied++;
	}
	return true;
}

static void
check_twins(struct pk_arc *a, struct pk_member *m, struct pk_sink *sink)
{
	size_t key = a->members.n * 4 + (m->dir ? ARC_KEY_DIR : ARC_KEY_FILE);
	struct pk_map_entry *e;
	bool added;

	if (!enter_parents(a, m->path)) {
		arc_say(a, sink, PK_D_ARC_CONFLICT, m->path, NULL);
		m->bad = true;
	}
	e = pk_map_put(&a->map, m->path, key, &added);
	if (added)
		return;
	if (m->dir && e->value % 4 == ARC_KEY_IMPLIED) {
		e->value = key;
		return;
	}
	m->bad = true;
	arc_say(a, sink, m->dir == (e->value % 4 != ARC_KEY_FILE) ? PK_D_ARC_DUP : PK_D_ARC_CONFLICT,
	    m->path, NULL);
}

static void
check_sizes(struct pk_arc *a, struct pk_member *m, struct pk_sink *sink)
{
	const struct pk_arc_limits *l = &a->opts.limits;

	if (m->size > l->member) {
		arc_say(a, sink, PK_D_LIMIT_MEMBER, m->path, PK_NUM(l->member));
		m->bad = true;
	}
	if (a->format == PK_ARC_ZIP && m->size > PK_ARC_RATIO_FREE && m->size / l->ratio > m->packed) {
		arc_say(a, sink, PK_D_LIMIT_RATIO, m->path, PK_NUM(l->ratio));
		m->bad = true;
	}
	if (m->size > l->total || a->total > l->total - m->size) {
		if (!a->over_total)
			arc_say(a, sink, PK_D_LIMIT_TOTAL, m->path, PK_NUM(l->total));
		a->over_total = true;
		m->bad = true;
	} else {
		a->total += m->size;
	}
}

int
arc_add(struct pk_arc *a, struct pk_member *m, struct pk_sink *sink)
{
	enum pk_diag_id fault = pk_path_fault(m->path, &a->opts.limits);

	if (a->members.n >= a->opts.limits.entries) {
		arc_say(a, sink, PK_D_LIMIT_ENTRIES, m->path, PK_NUM(a->opts.limits.entries));
		return -1;
	}
	/* A backslash is an ordinary character of a file name on this system's disks, and
	 * a problem only for those who take it elsewhere: the bundle layer warns. */
	if (a->format == PK_ARC_DIR && (fault == PK_D_PATH_BACKSLASH || fault == PK_D_PATH_DRIVE))
		fault = PK_D_MAX;
	if (fault != PK_D_MAX) {
		arc_say(a, sink, fault, m->path, NULL);
		m->bad = true;
	} else {
		check_twins(a, m, sink);
	}
	/* Sixty folders of its own for each member are millions in memory, and on the disk of
	 * whoever unpacks them. */
	if (a->implied > a->opts.limits.entries) {
		arc_say(a, sink, PK_D_LIMIT_ENTRIES, m->path, PK_NUM(a->opts.limits.entries));
		return -1;
	}
	check_sizes(a, m, sink);
	PK_PUSH(&a->members, *m);
	return 0;
}

static bool
looks_like_tar(struct pk_str head)
{
	const unsigned char *p = (const unsigned char *)head.p;
	unsigned long sum = 0, want = 0;
	size_t i;

	if (head.n < HEAD)
		return false;
	for (i = 0; i < HEAD; i++)
		sum += i >= 148 && i < 156 ? ' ' : p[i];
	for (i = 148; i < 156 && p[i] == ' '; i++)
		;
	for (; i < 156 && p[i] >= '0' && p[i] <= '7'; i++)
		want = want * 8 + (unsigned long)(p[i] - '0');
	return sum == want || memcmp(p + 257, "ustar", 5) == 0;
}

/* The end record stands in the last 64 KiB of a zip with something in front of it.
 * `exact`: one whose comment reaches the end of the file. */
static bool
has_zip_end(const struct pk_arc *a, bool exact)
{
	static const char sig[] = "PK\5\6";
	size_t n = a->size < 65557 ? (size_t)a->size : 65557, at = 0;
	bool found = false;
	struct pk_str s;
	int64_t got;
	char *p;

	if (!a->seekable)
		return false;
	p = pk_alloc(n, 1);
	got = arc_pread(a, p, n, a->size - n);
	s = pk_strn(p, got > 0 ? (size_t)got : 0);
	for (; !found && (at = pk_str_find(s, pk_strn(sig, 4), at)) != PK_NPOS; at++)
		found = !exact || (s.n - at >= 22 && s.n - at - 22 == le16((unsigned char *)p + at + 20));
	pk_free(p);
	return found;
}

static int
open_by_content(struct pk_arc *a, struct pk_sink *sink)
{
	char head[HEAD];
	struct pk_in in = {a->fd, a->name, false};
	int64_t n = a->seekable ? arc_pread(a, head, HEAD, 0) : pk_in_read(&in, head, HEAD, sink);
	struct pk_str h = pk_strn(head, n > 0 ? (size_t)n : 0);

	if (n < 0) {
		if (a->seekable)
			pk_diag(sink, PK_D_IO_READ, PK_POS(a->name, 0), strerror(errno), NULL);
		return -1;
	}
	if (h.n >= 2 && h.p[0] == '\x1f' && h.p[1] == '\x8b') {
		a->format = PK_ARC_TGZ;
		return arc_tar_open(a, h, sink);
	}
	if (looks_like_tar(h) && has_zip_end(a, true)) {
		/* A zip whose comment takes in the end of a tar: each program sees its own members. */
		arc_say(a, sink, PK_D_ARC_BOTH, PK_S(""), NULL);
		return -1;
	}
	if (looks_like_tar(h)) {
		a->format = PK_ARC_TAR;
		return arc_tar_open(a, h, sink);
	}
	if (pk_str_starts(h, PK_S("PK\3\4")) || pk_str_starts(h, PK_S("PK\5\6")) || has_zip_end(a, false)) {
		a->format = PK_ARC_ZIP;
		if (a->seekable)
			return arc_zip_open(a, sink);
		arc_say(a, sink, PK_D_ARC_STDIN_ZIP, PK_S(""), NULL);
		return -1;
	}
	arc_say(a, sink, PK_D_ARC_FORMAT, PK_S(""), NULL);
	return -1;
}

static struct pk_arc *
new_arc(const char *name, const struct pk_arc_opts *opts)
{
	struct pk_arc *a = pk_zalloc(1, sizeof(*a));

	a->name = pk_strdup(name);
	a->opts = *opts;
	a->fd = -1;
	return a;
}

struct pk_arc *
pk_arc_open_memory(
    const char *name, struct pk_str data, const struct pk_arc_opts *opts, struct pk_sink *sink)
{
	struct pk_arc *a = new_arc(name, opts);

	a->mem = data;
	a->size = data.n;
	a->seekable = true;
	if (open_by_content(a, sink) == 0)
		return a;
	pk_arc_close(a);
	return NULL;
}

static int
open_path(struct pk_arc *a, const char *path, struct pk_sink *sink)
{
	struct stat st;

	/* O_NONBLOCK: opening a FIFO must not wait for a writer. */
	a->fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	if (a->fd < 0 || fstat(a->fd, &st) != 0) {
		pk_diag(sink, PK_D_IO_OPEN, PK_POS(a->name, 0), strerror(errno), NULL);
		return -1;
	}
	if (S_ISDIR(st.st_mode)) {
		a->format = PK_ARC_DIR;
		return arc_dir_open(a, sink);
	}
	if (!S_ISREG(st.st_mode)) {
		arc_say(a, sink, PK_D_ARC_FORMAT, PK_S(""), NULL);
		return -1;
	}
	a->seekable = true;
	a->size = (uint64_t)st.st_size;
	return open_by_content(a, sink);
}

struct pk_arc *
pk_arc_open(const char *path, const struct pk_arc_opts *opts, struct pk_sink *sink)
{
	struct pk_arc *a = new_arc(pk_in_name(path), opts);
	int rc;

	if (strcmp(path, "-") == 0) {
		a->fd = STDIN_FILENO;
		a->stdin_fd = true;
		rc = open_by_content(a, sink);
	} else {
		rc = open_path(a, path, sink);
	}
	if (rc == 0)
		return a;
	pk_arc_close(a);
	return NULL;
}

void
pk_arc_close(struct pk_arc *a)
{
	if (!a)
		return;
	if (a->fd >= 0 && !a->stdin_fd)
		(void)close(a->fd);
	if (a->tar)
		arc_tar_free(a->tar);
	pk_free(a->members.v);
	pk_map_free(&a->map);
	pk_map_free(&a->links);
	pk_free(a->targets.v);
	pk_map_free(&a->unread);
	pk_free(a->real);
	pk_arena_free(&a->names);
	pk_free(a->name);
	pk_free(a);
}

enum pk_arc_format
pk_arc_format(const struct pk_arc *a)
{
	return a->format;
}

const char *
pk_arc_name(const struct pk_arc *a)
{
	return a->name;
}

bool
pk_arc_is_random(const struct pk_arc *a)
{
	return a->tar == NULL;
}

size_t
pk_arc_count(const struct pk_arc *a)
{
	return a->members.n;
}

const struct pk_member *
pk_arc_member(const struct pk_arc *a, size_t i)
{
	return &a->members.v[i];
}

size_t
pk_arc_find(const struct pk_arc *a, struct pk_str path)
{
	const struct pk_map_entry *e = pk_map_get(&a->map, path);

	return e && e->value % 4 != ARC_KEY_IMPLIED ? e->value / 4 : PK_NPOS;
}

bool
pk_arc_is_folder(const struct pk_arc *a, struct pk_str path)
{
	const struct pk_map_entry *e = pk_map_get(&a->map, path);

	return e && e->value % 4 != ARC_KEY_FILE;
}

bool
pk_arc_is_unread(const struct pk_arc *a, struct pk_str path)
{
	bool found = a->unread.n > 0 && (path.n == 0 || pk_map_get(&a->unread, PK_S("")));
	size_t i;

	for (i = 0; i < path.n && a->unread.n > 0 && !found; i++)
		found = path.p[i] == '/' && pk_map_get(&a->unread, pk_str_sub(path, 0, i));
	return found;
}

int
pk_arc_next(struct pk_arc *a, size_t *i, struct pk_sink *sink)
{
	if (a->tar)
		return arc_tar_next(a, i, sink);
	if (a->cursor >= a->members.n)
		return 0;
	*i = a->cursor++;
	return 1;
}

int
pk_arc_rewind(struct pk_arc *a, struct pk_sink *sink)
{
	a->cursor = 0;
	return a->tar ? arc_tar_rewind(a, sink) : 0;
}
