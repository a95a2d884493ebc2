/*
 * The tar writer: ustar headers with pax records where a name or size needs them
 * (POSIX.1-2008), and gzip around it (RFC 1952: no name, no time, unknown system).
 * The stream is deflated in pieces of PIECE bytes on all threads; pieces that hold
 * media alone are stored in deflate's own form.
 */
#include "archive/writer.h"
#include "base/par.h"

enum {
	REC = 512,
	BLOCK_RECS = 20, /* a tar ends on a multiple of twenty records */
	PIECE = 512 * 1024,
	PIECES = 16
};

struct tarw {
	struct writer *w;
	bool gzip;
	unsigned char *buf;      /* window, then PIECES pieces */
	size_t have;
	uint64_t text;           /* bit per piece: holds something worth deflating */
	struct pk_buf out[PIECES];
	int rc[PIECES];
	uint64_t total;          /* bytes of the tar */
	uint32_t crc;
	bool begun, last;
	bool media;              /* what is being put is media */
};

static void
make_piece(void *ctx, unsigned worker, size_t i)
{
	struct tarw *t = ctx;
	unsigned char *base = t->buf + PK_DEFLATE_WINDOW;
	size_t from = i * PIECE, to = from + PIECE < t->have ? from + PIECE : t->have;
	bool first = !t->begun && i == 0, last = t->last && to == t->have;
	struct pk_str dict = pk_strn((char *)base + from - PK_DEFLATE_WINDOW, first ? 0 : PK_DEFLATE_WINDOW);

	t->rc[i] = pk_deflate_piece(t->w->deflate[worker], pk_strn((char *)base + from, to - from), dict,
	    !(t->text & (uint64_t)1 << i) || t->w->opts->store, last, &t->out[i]);
}

static int
flush(struct tarw *t)
{
	size_t n = (t->have + PIECE - 1) / PIECE, i;
	unsigned char *base = t->buf + PK_DEFLATE_WINDOW;
	int rc = 0;

	if (n == 0 && t->last)
		n = 1;
	t->crc = pk_crc32(t->crc, base, t->have);
	pk_parallel(t->w->opts->threads, n, make_piece, t);
	for (i = 0; i < n; i++) {
		rc |= t->rc[i];
		pk_out_str(t->w->out, pk_buf_view(&t->out[i]));
	}
	if (t->have >= PK_DEFLATE_WINDOW)
		memmove(t->buf, base + t->have - PK_DEFLATE_WINDOW, PK_DEFLATE_WINDOW);
	t->have = 0;
	t->text = 0;
	t->begun = true;
	writer_final(t->w, false);
	return rc != 0 || t->w->out->error ? -1 : 0;
}

static int
put(void *ctx, const void *data, size_t n)
{
	struct tarw *t = ctx;
	const unsigned char *d = data;

	t->total += n;
	if (!t->gzip) {
		pk_out_write(t->w->out, data, n);
		return t->w->out->error ? -1 : 0;
	}
	while (n > 0) {
		size_t room = PIECE - t->have % PIECE, k = n < room ? n : room;

		memcpy(t->buf + PK_DEFLATE_WINDOW + t->have, d, k);
		if (!t->media)
			t->text |= (uint64_t)1 << t->have / PIECE;
		t->have += k;
		d += k;
		n -= k;
		if (t->have == (size_t)PIECE * PIECES && flush(t) != 0)
			return -1;
	}
	return 0;
}

static int
put_content(void *ctx, const void *data, size_t n)
{
	struct tarw *t = ctx;

	writer_progress(t->w, n);
	return put(t, data, n);
}

static int
pad(struct tarw *t, uint64_t n)
{
	static const unsigned char zero[REC];
	size_t more = (REC - n % REC) % REC;

	return more ? put(t, zero, more) : 0;
}

/* An octal field of n - 1 digits and a NUL. */
static void
octal(unsigned char *p, size_t n, uint64_t v)
{
	p[--n] = '\0';
	while (n > 0) {
		p[--n] = (unsigned char)('0' + (v & 7));
		v >>= 3;
	}
}

static int
header(struct tarw *t, struct pk_str name, uint64_t size, char type)
{
	unsigned char h[REC] = {0};
	int64_t mtime = t->w->opts->mtime;
	unsigned sum = 0;
	size_t i;

	memcpy(h, name.p, name.n < 100 ? name.n : 100);
	octal(h + 100, 8, type == '5' ? 0755 : 0644);
	octal(h + 108, 8, 0);
	octal(h + 116, 8, 0);
	octal(h + 124, 12, size > 077777777777 ? 0 : size);
	octal(h + 136, 12, mtime < 0 || mtime > 077777777777 ? 0 : (uint64_t)mtime);
	memset(h + 148, ' ', 8);
	h[156] = (unsigned char)type;
	memcpy(h + 257, "ustar\0" "00", 8);
	octal(h + 329, 8, 0);
	octal(h + 337, 8, 0);
	for (i = 0; i < REC; i++)
		sum += h[i];
	octal(h + 148, 7, sum);
	h[155] = ' ';
	return put(t, h, REC);
}

/* "LENGTH KEY=VALUE\n", the length counting itself. */
static void
record(struct pk_buf *b, const char *key, struct pk_str value)
{
	size_t body = strlen(key) + value.n + 3, n = body + 1, digits, k;

	do {
		for (digits = 1, k = n; k >= 10; k /= 10)
			digits++;
		k = n;
		n = body + digits;
	} while (n != k);
	pk_buf_printf(b, "%zu %s=", n, key);
	pk_buf_str(b, value);
	pk_buf_putc(b, '\n');
}

static bool
is_plain(struct pk_str path)
{
	size_t i;

	for (i = 0; i < path.n; i++)
		if ((unsigned char)path.p[i] >= 0x80)
			return false;
	return path.n <= 100;
}

static int
member(struct tarw *t, const struct pk_item *it)
{
	struct pk_buf path = PK_BUF_INIT, pax = PK_BUF_INIT;
	int rc = 0;

	t->media = false;
	pk_buf_str(&path, it->path);
	if (it->folder)
		pk_buf_putc(&path, '/');
	if (!is_plain(pk_buf_view(&path)))
		record(&pax, "path", pk_buf_view(&path));
	if (it->size > 077777777777)
		record(&pax, "size", pk_str(PK_NUM(it->size)));
	if (pax.n)
		rc = header(t, PK_S("PaxHeaders"), pax.n, 'x') | put(t, pax.p, pax.n) | pad(t, pax.n);
	if (rc == 0)
		rc = header(t, pk_buf_view(&path), it->size, it->folder ? '5' : '0');
	t->media = it->store;
	if (rc == 0 && !it->folder)
		rc = item_read(it, t->w->sink, put_content, t);
	t->media = false;
	if (rc == 0)
		rc = pad(t, it->size);
	pk_buf_free(&path);
	pk_buf_free(&pax);
	return rc;
}

static int
finish(struct tarw *t)
{
	static const unsigned char zero[REC];
	unsigned char tail[8];
	int rc = put(t, zero, REC) | put(t, zero, REC);

	while (rc == 0 && t->total % (REC * BLOCK_RECS) != 0)
		rc = put(t, zero, REC);
	if (!t->gzip)
		return rc;
	t->last = true;
	if (rc == 0)
		rc = flush(t);
	put32(tail, t->crc);
	put32(tail + 4, (uint32_t)t->total);
	pk_out_write(t->w->out, tail, 8);
	return rc;
}

int
write_tar(struct writer *w)
{
	/* Magic, deflate, no flags, no time, no extra flags, unknown system. */
	static const unsigned char gz[10] = {0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255};
	struct tarw t = {.w = w, .gzip = w->opts->format == PK_ARC_TGZ};
	size_t i;
	int rc = 0;

	if (t.gzip) {
		t.buf = pk_alloc(PK_DEFLATE_WINDOW + (size_t)PIECE * PIECES, 1);
		pk_out_write(w->out, gz, sizeof(gz));
	}
	for (i = 0; i < w->n && rc == 0; i++)
		rc = member(&t, &w->items[i]);
	if (rc == 0)
		rc = finish(&t);
	for (i = 0; i < PIECES; i++)
		pk_buf_free(&t.out[i]);
	pk_free(t.buf);
	/* A failed write is told by pk_out_close(), which the caller asks then. */
	return rc != 0 && !w->out->error ? -1 : 0;
}
