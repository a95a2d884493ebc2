/*
 * The folder form: written below a temporary name beside the target, every file
 * synced, then renamed.  Nothing is ever overwritten or followed.
 */
#include "archive/writer.h"
#include "base/rmtree.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct dirw {
	struct writer *w;
	const char *path; /* for diagnostics */
	int root;
	struct pk_out out;
};

static int
trouble(struct dirw *d, struct pk_str path, int err)
{
	struct pk_buf b = PK_BUF_INIT;

	pk_buf_printf(&b, "%s/%.*s", d->path, PK_FMT(path));
	pk_diag(d->w->sink, PK_D_IO_WRITE, PK_POS(pk_buf_z(&b), 0), strerror(err), NULL);
	pk_buf_free(&b);
	return -1;
}

/* The folder that `path` lies in, its parents made on the way; the name is left in *name. */
static int
parent(int root, struct pk_str path, char name[256])
{
	struct pk_str rest = path, part;
	int at = root, next;

	while (pk_str_split(&rest, '/', &part)) {
		if (part.n >= 256) {
			errno = ENAMETOOLONG;
			break;
		}
		if (part.n == 0 || pk_str_is(part, ".") || pk_str_is(part, "..")) {
			errno = EINVAL;
			break;
		}
		memcpy(name, part.p, part.n);
		name[part.n] = '\0';
		if (!rest.p)
			return at;
		next = mkdirat(at, name, 0777) == 0 || errno == EEXIST
		           ? openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
		           : -1;
		if (at != root)
			(void)close(at);
		if (next < 0)
			return -1;
		at = next;
	}
	if (at != root)
		(void)close(at);
	return -1;
}

int
pk_create_beneath(int root, struct pk_str path)
{
	char name[256] = "";
	int at = parent(root, path, name), fd, err;

	if (at < 0)
		return -1;
	fd = openat(at, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
	err = errno;
	if (at != root)
		(void)close(at);
	errno = err;
	return fd;
}

static int
write_block(void *ctx, const void *p, size_t n)
{
	struct dirw *d = ctx;

	pk_out_write(&d->out, p, n);
	writer_progress(d->w, n);
	return d->out.error ? -1 : 0;
}

/* pk_out_close() on a descriptor of ours: flush, sync, close. */
static int
close_file(struct dirw *d, struct pk_str path)
{
	struct timespec t[2] = {{.tv_sec = d->w->opts->mtime}, {.tv_sec = d->w->opts->mtime}};
	struct pk_sink quiet = {0};
	int fd = d->out.fd, copy = dup(fd), err = 0;

	if (copy < 0)
		err = errno;
	if (pk_out_close(&d->out, &quiet) != 0)
		err = errno ? errno : EIO;
	(void)futimens(copy, t); /* behind the last write */
	if (!err && fsync(copy) != 0)
		err = errno;
	if (copy >= 0)
		(void)close(copy);
	return err ? trouble(d, path, err) : 0;
}

static int
write_one(struct dirw *d, const struct pk_item *it)
{
	char name[256] = "";
	int at, fd, rc;

	if (it->folder) {
		at = parent(d->root, it->path, name);
		if (at < 0)
			return trouble(d, it->path, errno);
		rc = mkdirat(at, name, 0777) != 0 && errno != EEXIST ? trouble(d, it->path, errno) : 0;
		if (at != d->root)
			(void)close(at);
		return rc;
	}
	fd = pk_create_beneath(d->root, it->path);
	if (fd < 0)
		return trouble(d, it->path, errno);
	pk_out_fd(&d->out, fd, d->path);
	rc = item_read(it, d->w->sink, write_block, d);
	if (rc != 0 && !d->out.error) {
		pk_out_abort(&d->out);
		return -1;
	}
	return close_file(d, it->path);
}

static int
sync_dir(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), rc;

	if (fd < 0)
		return -1;
	rc = fsync(fd);
	(void)close(fd);
	return rc;
}

int
write_dir(const char *path, struct writer *w)
{
	struct dirw d = {.w = w, .path = path};
	struct pk_buf tmp = PK_BUF_INIT;
	mode_t mask = umask(0);
	size_t i, n = strlen(path);
	int rc = 0, slot;

	(void)umask(mask);
	while (n > 1 && path[n - 1] == '/')
		n--;
	pk_buf_printf(&tmp, "%.*s.XXXXXX", (int)n, path);
	if (!mkdtemp(tmp.p)) {
		pk_diag(w->sink, PK_D_IO_OPEN, PK_POS(path, 0), strerror(errno), NULL);
		pk_buf_free(&tmp);
		return -1;
	}
	slot = pk_cleanup_add(tmp.p);
	d.root = open(tmp.p, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (d.root < 0)
		rc = trouble(&d, PK_S(""), errno);
	for (i = 0; i < w->n && rc == 0; i++)
		rc = write_one(&d, &w->items[i]);
	if (rc == 0 && (fchmod(d.root, 0777 & ~mask) != 0 || sync_dir(tmp.p) != 0 || rename(tmp.p, path) != 0))
		rc = trouble(&d, PK_S(""), errno);
	if (d.root >= 0)
		(void)close(d.root);
	if (rc != 0)
		pk_rmtree(tmp.p);
	pk_cleanup_drop(slot);
	pk_buf_free(&tmp);
	return rc;
}
