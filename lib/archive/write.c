#include "archive/writer.h"

#include <errno.h>
#include <sys/stat.h>

/* Written at a time.  The system keeps what is written at once in pages as large, and
 * whoever maps them next (verify does) is the faster for it. */
enum { BLOCK = 1024 * 1024 };

bool
pk_is_media(struct pk_str h)
{
	static const struct {
		unsigned at, n;
		const char *magic;
	} known[] = {
	    {0, 3, "\xff\xd8\xff"}, {0, 8, "\x89PNG\r\n\x1a\n"}, {0, 4, "GIF8"}, {8, 4, "WEBP"},
	    {4, 4, "ftyp"},  /* MP4, MOV, HEIC */
	    {0, 4, "PK\3\4"}, /* zip and the office formats in it */
	    {0, 3, "ID3"}, {0, 2, "\xff\xfb"}, {0, 4, "\x1a\x45\xdf\xa3"}, {8, 4, "AVI "}, {0, 3, "FLV"},
	    {0, 4, "OggS"}, {0, 2, "\x1f\x8b"}, {0, 6, "7z\xbc\xaf\x27\x1c"}, {0, 4, "Rar!"},
	    {0, 6, "\xfd" "7zXZ\0"}, {0, 3, "BZh"}, {0, 4, "\x28\xb5\x2f\xfd"},
	    {0, 16, "\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\x00\xaa\x00\x62\xce\x6c"} /* WMV */
	};
	size_t i;

	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (h.n >= known[i].at + known[i].n &&
		    memcmp(h.p + known[i].at, known[i].magic, known[i].n) == 0)
			return true;
	return false;
}

void
item_changed(const struct pk_item *it, enum pk_diag_id why, int err, struct pk_sink *sink)
{
	struct pk_str p = pk_arc_member(it->src, it->member)->path;
	char *z = pk_strndup(p.p, p.n);

	pk_diag(sink, why, PK_POS(pk_arc_name(it->src), 0), z, err ? strerror(err) : "", NULL);
	pk_free(z);
}

/* Reads an item; *why is PK_D_MAX when fn stopped it. */
static int
feed(const struct pk_item *it, enum pk_diag_id *why, int *err,
    int (*fn)(void *ctx, const void *p, size_t n), void *ctx)
{
	struct pk_reader r;
	unsigned char *buf;
	uint32_t crc = 0;
	int64_t n = -1;
	int rc = 0;

	*why = PK_D_MAX;
	if (!it->src)
		return fn(ctx, it->data.p, it->data.n);
	buf = pk_alloc(BLOCK, 1);
	if (pk_reader_open(&r, it->src, it->member) == 0) {
		while (rc == 0 && (n = pk_reader_read(&r, buf, BLOCK)) > 0) {
			crc = pk_crc32(crc, buf, (size_t)n);
			rc = fn(ctx, buf, (size_t)n);
		}
	}
	if (n < 0) {
		*why = r.why;
		*err = r.err;
	} else if (rc == 0 && (crc != it->crc || r.out != it->size)) {
		*why = PK_D_ARC_CHANGED;
		*err = 0;
	}
	pk_reader_close(&r);
	pk_free(buf);
	return rc != 0 || *why != PK_D_MAX ? -1 : 0;
}

int
item_read(const struct pk_item *it, struct pk_sink *sink,
    int (*fn)(void *ctx, const void *p, size_t n), void *ctx)
{
	enum pk_diag_id why;
	int err = 0, rc = feed(it, &why, &err, fn, ctx);

	if (rc != 0 && why != PK_D_MAX)
		item_changed(it, why, err, sink);
	return rc;
}

int
item_slurp(const struct pk_item *it, struct pk_buf *out, enum pk_diag_id *why, int *err)
{
	struct pk_reader r;
	int64_t n = -1;

	*why = PK_D_MAX;
	pk_buf_clear(out);
	/* One byte more than there should be: the read that finds the end. */
	pk_buf_reserve(out, (size_t)it->size + 1);
	if (pk_reader_open(&r, it->src, it->member) == 0)
		n = pk_reader_read(&r, out->p, (size_t)it->size + 1);
	if (n < 0) {
		*why = r.why;
		*err = r.err;
	} else if ((uint64_t)n != it->size || pk_crc32(0, out->p, (size_t)n) != it->crc) {
		*why = PK_D_ARC_CHANGED;
		*err = 0;
	} else {
		out->n = (size_t)n;
		out->p[n] = '\0';
	}
	pk_reader_close(&r);
	return *why == PK_D_MAX ? 0 : -1;
}

void
writer_progress(struct writer *w, uint64_t bytes)
{
	w->done += bytes;
	if (w->opts->progress)
		w->opts->progress(w->opts->progress_ctx, w->done, w->total);
}

void
writer_final(struct writer *w, bool end)
{
	pk_out_flush(w->out);
	if (w->opts->final)
		w->opts->final(w->opts->final_ctx, w->out->fd, w->out->error ? 0 : w->out->total, end);
}

static int
write_file(const char *path, struct writer *w)
{
	struct pk_out out;
	int rc;

	if (pk_out_open(&out, path, w->sink) != 0)
		return -1;
	/* cppcheck-suppress autoVariables ; given back before the function returns */
	w->out = &out;
	rc = w->opts->format == PK_ARC_ZIP ? write_zip(w) : write_tar(w);
	writer_final(w, true);
	if (rc == 0)
		return pk_out_close(&out, w->sink);
	pk_out_abort(&out);
	return -1;
}

int
pk_archive_write(const char *path, const struct pk_item *items, size_t n,
    const struct pk_write_opts *opts, struct pk_sink *sink)
{
	struct writer w = {.items = items, .n = n, .opts = opts, .sink = sink};
	unsigned threads = opts->threads < 1 ? 1 : opts->threads, t;
	struct stat st;
	size_t i;
	int rc;

	if (lstat(path, &st) == 0) {
		pk_diag(sink, PK_D_IO_EXISTS, PK_POS(path, 0), NULL);
		return -1;
	}
	for (i = 0; i < n; i++)
		w.total += items[i].size;
	w.deflate = pk_zalloc(threads, sizeof(struct pk_deflate *));
	for (t = 0; t < threads; t++)
		w.deflate[t] = pk_deflate_new();
	rc = opts->format == PK_ARC_DIR ? write_dir(path, &w) : write_file(path, &w);
	for (t = 0; t < threads; t++)
		pk_deflate_free(w.deflate[t]);
	pk_free(w.deflate);
	return rc;
}
