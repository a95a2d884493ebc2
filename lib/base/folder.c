#include "base/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static int
fail(const char *path, enum pk_diag_id id, struct pk_sink *sink)
{
	pk_diag(sink, id, PK_POS(path, 0), strerror(errno), NULL);
	return -1;
}

static bool
is_empty(const char *path)
{
	DIR *d = opendir(path);
	struct dirent *e;
	bool empty = true;

	while (d && empty && (e = readdir(d)))
		empty = strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0;
	if (d)
		(void)closedir(d);
	return empty;
}

static char *
path_of(const char *dir, const char *name)
{
	struct pk_buf b = PK_BUF_INIT;

	pk_buf_printf(&b, "%s/%s", dir, name);
	return b.p;
}

int
pk_folder_open(struct pk_folder *f, const char *path, bool force, struct pk_sink *sink)
{
	struct pk_buf tmp = PK_BUF_INIT;
	struct stat st;
	size_t n = strlen(path);
	mode_t mask;

	*f = (struct pk_folder){.path = path};
	f->exists = stat(path, &st) == 0;
	if (f->exists && !S_ISDIR(st.st_mode)) {
		errno = ENOTDIR;
		return fail(path, PK_D_IO_OPEN, sink);
	}
	if (f->exists && !force && !is_empty(path)) {
		pk_diag(sink, PK_D_IO_NOT_EMPTY, PK_POS(path, 0), NULL);
		return -1;
	}
	while (n > 1 && path[n - 1] == '/')
		n--;
	pk_buf_add(&tmp, path, n);
	pk_buf_puts(&tmp, f->exists ? "/.tmp.XXXXXX" : ".XXXXXX");
	if (!mkdtemp(tmp.p)) {
		pk_buf_free(&tmp);
		return fail(path, PK_D_IO_OPEN, sink);
	}
	mask = umask(0);
	(void)umask(mask);
	(void)chmod(tmp.p, 0777 & ~mask);
	f->tmp = tmp.p;
	return 0;
}

int
pk_folder_append(struct pk_folder *f, const char *name, const void *p, size_t n,
    struct pk_sink *sink)
{
	char *path = path_of(f->tmp, name);
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666), rc = 0;
	size_t done = 0;

	if (fd >= 0)
		PK_PUSH(&f->names, pk_strdup(name));
	else if (errno == EEXIST)
		fd = open(path, O_WRONLY | O_APPEND | O_CLOEXEC);
	if (fd < 0)
		rc = fail(path, PK_D_IO_OPEN, sink);
	while (rc == 0 && done < n) {
		ssize_t w = write(fd, (const char *)p + done, n - done);

		if (w >= 0)
			done += (size_t)w;
		else if (errno != EINTR)
			rc = fail(path, PK_D_IO_WRITE, sink);
	}
	if (rc == 0 && fsync(fd) != 0)
		rc = fail(path, PK_D_IO_WRITE, sink);
	if (fd >= 0 && close(fd) != 0 && rc == 0)
		rc = fail(path, PK_D_IO_WRITE, sink);
	pk_free(path);
	return rc;
}

static int
move_up(struct pk_folder *f, const char *name, struct pk_sink *sink)
{
	char *from = path_of(f->tmp, name), *to = path_of(f->path, name);
	int rc = rename(from, to) == 0 ? 0 : fail(to, PK_D_IO_WRITE, sink);

	pk_free(from);
	pk_free(to);
	return rc;
}

static void
forget(struct pk_folder *f)
{
	size_t i;

	for (i = 0; i < f->names.n; i++)
		pk_free(f->names.v[i]);
	pk_free(f->names.v);
	pk_free(f->tmp);
	*f = (struct pk_folder){0};
}

int
pk_folder_commit(struct pk_folder *f, struct pk_sink *sink)
{
	size_t i;
	int rc = 0;

	if (!f->exists) {
		rc = rename(f->tmp, f->path) == 0 ? 0 : fail(f->path, PK_D_IO_WRITE, sink);
	} else {
		for (i = 0; i < f->names.n && rc == 0; i++)
			rc = move_up(f, f->names.v[i], sink);
		if (rc == 0)
			(void)rmdir(f->tmp);
	}
	if (rc != 0)
		pk_folder_abort(f);
	else
		forget(f);
	return rc;
}

void
pk_folder_abort(struct pk_folder *f)
{
	size_t i;

	for (i = 0; f->tmp && i < f->names.n; i++) {
		char *path = path_of(f->tmp, f->names.v[i]);

		(void)unlink(path);
		pk_free(path);
	}
	if (f->tmp)
		(void)rmdir(f->tmp);
	forget(f);
}
