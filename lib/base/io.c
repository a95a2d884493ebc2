#include "base/io.h"

#include "base/rmtree.h"
#include "base/writeback.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { READ_BLOCK = 256 * 1024, WRITE_BLOCK = 64 * 1024, CLEANUP_SLOTS = 64 };

static bool
is_std(const char *path)
{
	return !path || strcmp(path, "-") == 0;
}

const char *
pk_in_name(const char *path)
{
	return is_std(path) ? "<stdin>" : path;
}

int
pk_in_open(struct pk_in *in, const char *path, struct pk_sink *sink)
{
	struct stat st;

	in->name = pk_in_name(path);
	in->close = !is_std(path);
	in->fd = in->close ? open(path, O_RDONLY | O_CLOEXEC) : STDIN_FILENO;
	if (in->fd < 0 || fstat(in->fd, &st) != 0) {
		pk_diag(sink, PK_D_IO_OPEN, PK_POS(in->name, 0), strerror(errno), NULL);
		pk_in_close(in);
		return -1;
	}
	if (S_ISDIR(st.st_mode)) {
		pk_diag(sink, PK_D_IO_IS_DIR, PK_POS(in->name, 0), NULL);
		pk_in_close(in);
		return -1;
	}
	return 0;
}

int64_t
pk_in_read(struct pk_in *in, void *p, size_t n, struct pk_sink *sink)
{
	size_t got = 0;

	while (got < n) {
		ssize_t r = read(in->fd, (char *)p + got, n - got);

		if (r == 0)
			break;
		if (r < 0 && errno == EINTR)
			continue;
		if (r < 0) {
			pk_diag(sink, PK_D_IO_READ, PK_POS(in->name, 0), strerror(errno), NULL);
			return -1;
		}
		got += (size_t)r;
	}
	return (int64_t)got;
}

void
pk_in_close(struct pk_in *in)
{
	if (in->close && in->fd >= 0)
		(void)close(in->fd);
	in->fd = -1;
}

int
pk_read_file(const char *path, size_t limit, struct pk_buf *out, struct pk_sink *sink)
{
	struct pk_in in;
	size_t start = out->n;
	int64_t r;

	if (pk_in_open(&in, path, sink) != 0)
		return -1;
	do {
		pk_buf_reserve(out, READ_BLOCK);
		r = pk_in_read(&in, out->p + out->n, READ_BLOCK, sink);
		if (r > 0)
			out->n += (size_t)r;
		if (out->n - start > limit) {
			pk_diag(sink, PK_D_IO_TOO_LARGE, PK_POS(in.name, 0), PK_NUM(limit), NULL);
			r = -1;
		}
	} while (r == READ_BLOCK);
	pk_in_close(&in);
	pk_buf_reserve(out, 0);
	return r < 0 ? -1 : 0;
}

void
pk_out_memory(struct pk_out *o)
{
	*o = (struct pk_out){.fd = -1, .tmp_slot = -1};
}

void
pk_out_fd(struct pk_out *o, int fd, const char *name)
{
	*o = (struct pk_out){.fd = fd, .name = name, .tmp_slot = -1};
}

int
pk_out_open(struct pk_out *o, const char *path, struct pk_sink *sink)
{
	struct pk_buf tmp = PK_BUF_INIT;
	struct stat st;
	mode_t mask;

	if (is_std(path)) {
		pk_out_fd(o, STDOUT_FILENO, "<stdout>");
		return 0;
	}
	*o = (struct pk_out){.fd = -1, .tmp_slot = -1, .name = path};
	/* A device or a pipe cannot be replaced by a rename: write to it directly. */
	if (stat(path, &st) == 0 && !S_ISREG(st.st_mode)) {
		if (S_ISDIR(st.st_mode)) {
			pk_diag(sink, PK_D_IO_IS_DIR, PK_POS(path, 0), NULL);
			return -1;
		}
		o->fd = open(path, O_WRONLY | O_CLOEXEC);
	} else {
		pk_buf_printf(&tmp, "%s.XXXXXX", path);
		o->tmp = tmp.p;
		o->path = pk_strdup(path);
		o->fd = mkstemp(o->tmp);
		if (o->fd >= 0) {
			o->tmp_slot = pk_cleanup_add(o->tmp);
			mask = umask(0);
			(void)umask(mask);
			(void)fchmod(o->fd, 0666 & ~mask);
		}
	}
	if (o->fd < 0) {
		pk_diag(sink, PK_D_IO_OPEN, PK_POS(path, 0), strerror(errno), NULL);
		pk_free(o->tmp);
		pk_free(o->path);
		o->tmp = o->path = NULL;
		return -1;
	}
	return 0;
}

static void
flush(struct pk_out *o)
{
	size_t done = 0;

	while (o->error == 0 && done < o->b.n) {
		ssize_t w = write(o->fd, o->b.p + done, o->b.n - done);

		if (w < 0 && errno == EINTR)
			continue;
		if (w < 0)
			o->error = errno;
		else
			done += (size_t)w;
	}
	pk_buf_clear(&o->b);
}

void
pk_out_write(struct pk_out *o, const void *p, size_t n)
{
	if (o->error)
		return;
	o->total += n;
	pk_buf_add(&o->b, p, n);
	if (o->fd >= 0 && o->b.n >= WRITE_BLOCK)
		flush(o);
}

void
pk_out_str(struct pk_out *o, struct pk_str s)
{
	pk_out_write(o, s.p, s.n);
}

void
pk_out_puts(struct pk_out *o, const char *z)
{
	pk_out_write(o, z, strlen(z));
}

void
pk_out_putc(struct pk_out *o, char c)
{
	pk_out_write(o, &c, 1);
}

void
pk_out_printf(struct pk_out *o, const char *fmt, ...)
{
	size_t before = o->b.n;
	va_list ap;

	if (o->error)
		return;
	va_start(ap, fmt);
	pk_buf_vprintf(&o->b, fmt, ap);
	va_end(ap);
	o->total += o->b.n - before;
	if (o->fd >= 0 && o->b.n >= WRITE_BLOCK)
		flush(o);
}

void
pk_out_flush(struct pk_out *o)
{
	uint64_t from = o->synced;

	if (o->fd < 0)
		return;
	flush(o);
	o->synced = o->total;
	if (o->tmp)
		pk_writeback(o->fd, from, o->total - from);
}

void
pk_out_patch(struct pk_out *o, uint64_t off, const void *p, size_t n)
{
	const char *s = p;
	size_t done = 0;

	if (o->fd >= 0)
		flush(o);
	else if (off + n <= o->b.n)
		memcpy(o->b.p + off, p, n);
	while (o->fd >= 0 && o->error == 0 && done < n) {
		ssize_t w = pwrite(o->fd, s + done, n - done, (off_t)(off + done));

		if (w < 0 && errno == EINTR)
			continue;
		if (w < 0)
			o->error = errno;
		else
			done += (size_t)w;
	}
}

static void
drop(struct pk_out *o, bool unlink_tmp)
{
	if (o->tmp) {
		if (o->fd >= 0)
			(void)close(o->fd);
		if (unlink_tmp)
			(void)unlink(o->tmp);
		pk_cleanup_drop(o->tmp_slot);
	} else if (o->fd > STDERR_FILENO) {
		(void)close(o->fd);
	}
	pk_free(o->tmp);
	pk_free(o->path);
	pk_buf_free(&o->b);
	*o = (struct pk_out){.fd = -1, .tmp_slot = -1};
}

int
pk_out_close(struct pk_out *o, struct pk_sink *sink)
{
	const char *name = o->name;
	int err;

	if (o->fd >= 0)
		flush(o);
	if (o->error == 0 && o->tmp) {
		if (fsync(o->fd) != 0 || rename(o->tmp, o->path) != 0)
			o->error = errno;
	}
	err = o->error;
	drop(o, err != 0);
	if (err) {
		pk_diag(sink, PK_D_IO_WRITE, PK_POS(name, 0), strerror(err), NULL);
		return -1;
	}
	return 0;
}

void
pk_out_abort(struct pk_out *o)
{
	drop(o, true);
}

/* Fixed slots: a signal handler may look at them at any time. */
static _Atomic(char *) cleanup_slot[CLEANUP_SLOTS];

int
pk_cleanup_add(const char *path)
{
	char *copy = pk_strdup(path), *none;
	int i;

	for (i = 0; i < CLEANUP_SLOTS; i++) {
		none = NULL;
		if (atomic_compare_exchange_strong(&cleanup_slot[i], &none, copy))
			return i;
	}
	pk_free(copy);
	return -1;
}

void
pk_cleanup_drop(int slot)
{
	if (slot >= 0)
		pk_free(atomic_exchange(&cleanup_slot[slot], NULL));
}

void
pk_cleanup_all(void)
{
	int i;

	for (i = 0; i < CLEANUP_SLOTS; i++) {
		char *p = atomic_load(&cleanup_slot[i]);

		if (p)
			pk_rmtree(p);
	}
}
