#include "base/shelf.h"

#include <errno.h>
#include <unistd.h>

static int
trouble(struct pk_sink *sink)
{
	pk_diag(sink, PK_D_IO_TEMP, PK_NOPOS, strerror(errno), NULL);
	return -1;
}

/* What is held, to the file. */
static int
write_out(struct pk_shelf *s, struct pk_sink *sink)
{
	size_t done = 0;

	if (!s->tmp && !(s->tmp = tmpfile())) /* has no name, vanishes with its descriptor */
		return trouble(sink);
	while (done < s->b.n) {
		ssize_t w = pwrite(fileno(s->tmp), s->b.p + done, s->b.n - done, (off_t)(s->in_file + done));

		if (w < 0 && errno == EINTR)
			continue;
		if (w < 0)
			return trouble(sink);
		done += (size_t)w;
	}
	s->in_file += s->b.n;
	pk_buf_clear(&s->b);
	return 0;
}

int
pk_shelf_put(struct pk_shelf *s, const void *p, size_t n, uint64_t *at, struct pk_sink *sink)
{
	if (s->b.n + n > PK_SHELF_MEMORY && s->b.n > 0 && write_out(s, sink) != 0)
		return -1;
	*at = s->in_file + s->b.n;
	pk_buf_add(&s->b, p, n);
	return 0;
}

int
pk_shelf_get(struct pk_shelf *s, uint64_t at, void *p, size_t n, struct pk_sink *sink)
{
	size_t done = 0;

	/* What was kept at one time lies on one side. */
	if (at >= s->in_file) {
		memcpy(p, s->b.p + (at - s->in_file), n);
		return 0;
	}
	while (done < n) {
		ssize_t r = pread(fileno(s->tmp), (char *)p + done, n - done, (off_t)(at + done));

		if (r < 0 && errno == EINTR)
			continue;
		if (r <= 0) {
			errno = r < 0 ? errno : EIO;
			return trouble(sink);
		}
		done += (size_t)r;
	}
	return 0;
}

void
pk_shelf_free(struct pk_shelf *s)
{
	pk_buf_free(&s->b);
	if (s->tmp)
		(void)fclose(s->tmp);
	*s = (struct pk_shelf){.tmp = NULL};
}
