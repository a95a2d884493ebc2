#include "base/spool.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

static int
fail(struct pk_spool *s, enum pk_diag_id id, struct pk_sink *sink)
{
	pk_diag(sink, id, PK_POS(s->in.name, 0), strerror(errno), NULL);
	return -1;
}

int
pk_spool_open(struct pk_spool *s, const char *path, struct pk_sink *sink)
{
	struct stat st;

	*s = (struct pk_spool){0};
	if (pk_in_open(&s->in, path, sink) != 0)
		return -1;
	s->seekable = fstat(s->in.fd, &st) == 0 && S_ISREG(st.st_mode);
	if (s->seekable) {
		s->start = (int64_t)lseek(s->in.fd, 0, SEEK_CUR);
		if (s->start < 0)
			s->seekable = false;
	}
	return 0;
}

void
pk_spool_memory(struct pk_spool *s, const char *name, struct pk_str bytes)
{
	*s = (struct pk_spool){.in = {.fd = -1, .name = name}, .used_up = true};
	pk_buf_str(&s->mem, bytes);
}

/* Keeps n fresh bytes of a pipe for the next reading. */
static int
keep(struct pk_spool *s, const char *p, size_t n, struct pk_sink *sink)
{
	size_t done = 0;

	if (!s->tmp && s->mem.n + n <= PK_SPOOL_MEMORY) {
		pk_buf_add(&s->mem, p, n);
		return 0;
	}
	if (!s->tmp)
		s->tmp = tmpfile(); /* has no name, vanishes with its descriptor */
	if (!s->tmp)
		return fail(s, PK_D_IO_SPOOL, sink);
	while (done < n) {
		ssize_t w = pwrite(fileno(s->tmp), p + done, n - done, (off_t)s->tmp_size);

		if (w < 0 && errno == EINTR)
			continue;
		if (w < 0)
			return fail(s, PK_D_IO_SPOOL, sink);
		done += (size_t)w;
		s->tmp_size += (uint64_t)w;
	}
	return 0;
}

/* Up to n bytes from behind `at` of what was kept; 0 when there are no more. */
static int64_t
kept(struct pk_spool *s, char *p, size_t n, struct pk_sink *sink)
{
	uint64_t off;
	ssize_t r;

	if (s->at < s->mem.n) {
		size_t have = s->mem.n - (size_t)s->at;

		n = n < have ? n : have;
		memcpy(p, s->mem.p + s->at, n);
		return (int64_t)n;
	}
	off = s->at - s->mem.n;
	if (!s->tmp || off >= s->tmp_size)
		return 0;
	if (n > s->tmp_size - off)
		n = (size_t)(s->tmp_size - off);
	do
		r = pread(fileno(s->tmp), p, n, (off_t)off);
	while (r < 0 && errno == EINTR);
	if (r < 0)
		return fail(s, PK_D_IO_READ, sink);
	return (int64_t)r;
}

int64_t
pk_spool_read(struct pk_spool *s, void *p, size_t n, struct pk_sink *sink)
{
	size_t got = 0;
	int64_t r;

	if (s->seekable) {
		r = pk_in_read(&s->in, p, n, sink);
		s->at += r > 0 ? (uint64_t)r : 0;
		return r;
	}
	while (got < n && (r = kept(s, (char *)p + got, n - got, sink)) != 0) {
		if (r < 0)
			return -1;
		s->at += (uint64_t)r;
		got += (size_t)r;
	}
	if (got == n || s->used_up)
		return (int64_t)got;
	r = pk_in_read(&s->in, (char *)p + got, n - got, sink);
	if (r < 0 || (r > 0 && keep(s, (char *)p + got, (size_t)r, sink) != 0))
		return -1;
	s->used_up = (size_t)r < n - got;
	s->at += (uint64_t)r;
	return (int64_t)got + r;
}

int
pk_spool_rewind(struct pk_spool *s, struct pk_sink *sink)
{
	if (s->seekable && lseek(s->in.fd, (off_t)s->start, SEEK_SET) < 0)
		return fail(s, PK_D_IO_READ, sink);
	s->at = 0;
	return 0;
}

void
pk_spool_close(struct pk_spool *s)
{
	if (!s->in.name)
		return;
	pk_in_close(&s->in);
	if (s->tmp)
		(void)fclose(s->tmp);
	pk_buf_free(&s->mem);
	*s = (struct pk_spool){0};
}
