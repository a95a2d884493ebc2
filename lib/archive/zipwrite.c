/*
 * The zip writer.  Members follow one another without gaps or descriptors; zip64
 * records where a number needs them; times in UTC; version made by 3.0 (Unix).
 *
 * Members of up to WHOLE bytes are read and deflated on all threads, a batch at a
 * time, and written in order; larger ones are streamed, those worth compressing in
 * pieces of PIECE bytes, which all threads deflate.  Where a piece ends depends on
 * the content alone, so that the bytes are the same for any number of threads.
 */
#include "archive/writer.h"
#include "archive/zip.h"
#include "base/par.h"

#include <sys/stat.h>

enum {
	WHOLE = 4 * 1024 * 1024,  /* bytes of a member deflated as a whole */
	BATCH = 16 * 1024 * 1024, /* bytes held at a time */
	BATCH_ITEMS = 1024,
	PIECE = 1024 * 1024,
	PIECES = 8                /* held at a time */
};

struct entry {
	uint64_t off, packed;
	uint32_t crc;
	uint16_t method;
};

struct slot {
	struct pk_buf packed; /* empty: store what is in raw */
	struct pk_buf raw;
	uint32_t crc;
	enum pk_diag_id why;  /* PK_D_MAX: all is well */
	int err;
	bool deflated;
};

struct zipw {
	struct writer *w;
	struct entry *entry;
	size_t first, batch_n; /* of the batch being made */
	struct slot *slot;
	unsigned date, time;
};

/* DOS date and time in UTC, clamped to what they can hold. */
static void
dos_time(int64_t t, unsigned *date, unsigned *time)
{
	int64_t days = t / 86400, secs = t % 86400, era, doe, yoe, doy, mp, y, m, d;

	if (secs < 0) {
		secs += 86400;
		days--;
	}
	days += 719468;
	era = (days >= 0 ? days : days - 146096) / 146097;
	doe = days - era * 146097;
	yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	mp = (5 * doy + 2) / 153;
	d = doy - (153 * mp + 2) / 5 + 1;
	m = mp < 10 ? mp + 3 : mp - 9;
	y = yoe + era * 400 + (m <= 2);
	if (y < 1980) {
		*date = 1 << 5 | 1;
		*time = 0;
	} else if (y > 2107) {
		*date = 127u << 9 | 12 << 5 | 31;
		*time = 23u << 11 | 59 << 5 | 29;
	} else {
		*date = (unsigned)((y - 1980) << 9 | m << 5 | d);
		*time = (unsigned)((secs / 3600) << 11 | (secs / 60 % 60) << 5 | secs % 60 / 2);
	}
}

static bool
needs64(uint64_t size, uint64_t packed)
{
	return size >= 0xffffffff || packed >= 0xffffffff;
}

/* Local header; `packed` and `crc` may be patched in later, when `wide` says which form. */
static void
local_header(struct zipw *z, const struct pk_item *it, const struct entry *e, bool wide)
{
	unsigned char h[ZIP_LOCAL_SIZE + 20] = {0};
	size_t slash = it->folder ? 1 : 0;

	put32(h, ZIP_LOCAL_SIG);
	put16(h + 4, wide ? 45 : 20);
	put16(h + 6, ZIP_FLAG_UTF8);
	put16(h + 8, e->method);
	put16(h + 10, z->time);
	put16(h + 12, z->date);
	put32(h + 14, e->crc);
	put32(h + 18, wide ? 0xffffffff : (uint32_t)e->packed);
	put32(h + 22, wide ? 0xffffffff : (uint32_t)it->size);
	put16(h + 26, (unsigned)(it->path.n + slash));
	put16(h + 28, wide ? 20 : 0);
	pk_out_write(z->w->out, h, ZIP_LOCAL_SIZE);
	pk_out_str(z->w->out, it->path);
	if (slash)
		pk_out_putc(z->w->out, '/');
	if (wide) {
		put16(h, 1);
		put16(h + 2, 16);
		put64(h + 4, it->size);
		put64(h + 12, e->packed);
		pk_out_write(z->w->out, h, 20);
	}
}

static void
central_header(struct zipw *z, const struct pk_item *it, const struct entry *e)
{
	unsigned char h[ZIP_CENTRAL_SIZE + 28] = {0};
	unsigned char *x = h + ZIP_CENTRAL_SIZE;
	bool wide = needs64(it->size, e->packed) || e->off >= 0xffffffff;
	size_t n = 4;

	if (it->size >= 0xffffffff) {
		put64(x + n, it->size);
		n += 8;
	}
	if (e->packed >= 0xffffffff) {
		put64(x + n, e->packed);
		n += 8;
	}
	if (e->off >= 0xffffffff) {
		put64(x + n, e->off);
		n += 8;
	}
	put16(x, 1);
	put16(x + 2, (unsigned)n - 4);
	put32(h, ZIP_CENTRAL_SIG);
	put16(h + 4, 3 << 8 | 45);
	put16(h + 6, wide ? 45 : 20);
	put16(h + 8, ZIP_FLAG_UTF8);
	put16(h + 10, e->method);
	put16(h + 12, z->time);
	put16(h + 14, z->date);
	put32(h + 16, e->crc);
	put32(h + 20, e->packed >= 0xffffffff ? 0xffffffff : (uint32_t)e->packed);
	put32(h + 24, it->size >= 0xffffffff ? 0xffffffff : (uint32_t)it->size);
	put16(h + 28, (unsigned)(it->path.n + it->folder));
	put16(h + 30, n > 4 ? (unsigned)n : 0);
	put32(h + 38, it->folder ? (S_IFDIR | 0755u) << 16 | 0x10 : (S_IFREG | 0644u) << 16);
	put32(h + 42, e->off >= 0xffffffff ? 0xffffffff : (uint32_t)e->off);
	pk_out_write(z->w->out, h, ZIP_CENTRAL_SIZE);
	pk_out_str(z->w->out, it->path);
	if (it->folder)
		pk_out_putc(z->w->out, '/');
	if (n > 4)
		pk_out_write(z->w->out, x, n);
}

static void
end_records(struct zipw *z, uint64_t off)
{
	struct pk_out *o = z->w->out;
	uint64_t size = o->total - off, n = z->w->n, at = o->total;
	unsigned char h[ZIP_END64_SIZE] = {0};

	if (n >= 0xffff || size >= 0xffffffff || off >= 0xffffffff) {
		put32(h, ZIP_END64_SIG);
		put64(h + 4, ZIP_END64_SIZE - 12);
		put16(h + 12, 3 << 8 | 45);
		put16(h + 14, 45);
		put64(h + 24, n);
		put64(h + 32, n);
		put64(h + 40, size);
		put64(h + 48, off);
		pk_out_write(o, h, ZIP_END64_SIZE);
		memset(h, 0, sizeof(h));
		put32(h, ZIP_LOCATOR_SIG);
		put64(h + 8, at);
		put32(h + 16, 1);
		pk_out_write(o, h, ZIP_LOCATOR_SIZE);
		memset(h, 0, sizeof(h));
	}
	put32(h, ZIP_END_SIG);
	put16(h + 8, n >= 0xffff ? 0xffff : (unsigned)n);
	put16(h + 10, n >= 0xffff ? 0xffff : (unsigned)n);
	put32(h + 12, size >= 0xffffffff ? 0xffffffff : (uint32_t)size);
	put32(h + 16, off >= 0xffffffff ? 0xffffffff : (uint32_t)off);
	pk_out_write(o, h, ZIP_END_SIZE);
}

/* Reads and deflates one member of the batch; runs on any thread. */
static void
make_slot(void *ctx, unsigned worker, size_t i)
{
	struct zipw *z = ctx;
	const struct pk_item *it = &z->w->items[z->first + i];
	struct slot *s = &z->slot[i];

	s->why = PK_D_MAX;
	s->deflated = false;
	if (it->src && item_slurp(it, &s->raw, &s->why, &s->err) != 0)
		return;
	if (!it->src) {
		pk_buf_clear(&s->raw);
		pk_buf_str(&s->raw, it->data);
	}
	s->crc = it->src ? it->crc : pk_crc32(0, s->raw.p, s->raw.n);
	if (!it->store && !z->w->opts->store)
		s->deflated = pk_deflate_whole(z->w->deflate[worker], s->raw.p, s->raw.n, &s->packed);
}

static int
write_batch(struct zipw *z)
{
	size_t i;

	pk_parallel(z->w->opts->threads, z->batch_n, make_slot, z);
	for (i = 0; i < z->batch_n; i++) {
		const struct pk_item *it = &z->w->items[z->first + i];
		struct entry *e = &z->entry[z->first + i];
		struct slot *s = &z->slot[i];
		struct pk_str body = pk_buf_view(s->deflated ? &s->packed : &s->raw);

		if (s->why != PK_D_MAX) {
			item_changed(it, s->why, s->err, z->w->sink);
			return -1;
		}
		*e = (struct entry){z->w->out->total, body.n, s->crc, s->deflated ? 8 : 0};
		local_header(z, it, e, false);
		pk_out_str(z->w->out, body);
		writer_progress(z->w, it->size);
		pk_buf_free(&s->raw);
		pk_buf_free(&s->packed);
	}
	writer_final(z->w, false);
	return z->w->out->error ? -1 : 0;
}

static int
copy_block(void *ctx, const void *p, size_t n)
{
	struct zipw *z = ctx;

	pk_out_write(z->w->out, p, n);
	if (z->w->out->total - z->w->out->synced > BATCH)
		writer_final(z->w, false);
	writer_progress(z->w, n);
	return z->w->out->error ? -1 : 0;
}

static int
stream_stored(struct zipw *z, size_t i)
{
	const struct pk_item *it = &z->w->items[i];
	struct entry *e = &z->entry[i];

	*e = (struct entry){z->w->out->total, it->size, it->crc, 0};
	local_header(z, it, e, needs64(it->size, it->size));
	return item_read(it, z->w->sink, copy_block, z);
}

/* A large member in pieces. */
struct pieces {
	struct zipw *z;
	unsigned char *buf;          /* window of the piece before, then PIECES pieces */
	size_t have;                 /* bytes behind the window */
	struct pk_buf out[PIECES];
	int rc[PIECES];
	uint64_t packed;
	bool begun, last;
};

static void
make_piece(void *ctx, unsigned worker, size_t i)
{
	struct pieces *p = ctx;
	unsigned char *base = p->buf + PK_DEFLATE_WINDOW;
	size_t from = i * PIECE, to = from + PIECE < p->have ? from + PIECE : p->have;
	bool first = !p->begun && i == 0, last = p->last && to == p->have;
	struct pk_str dict = pk_strn((char *)base + from - PK_DEFLATE_WINDOW, first ? 0 : PK_DEFLATE_WINDOW);

	p->rc[i] = pk_deflate_piece(p->z->w->deflate[worker], pk_strn((char *)base + from, to - from), dict,
	    false, last, &p->out[i]);
}

static int
flush_pieces(struct pieces *p)
{
	size_t n = (p->have + PIECE - 1) / PIECE, i;
	int rc = 0;

	if (n == 0 && p->last)
		n = 1; /* an empty last piece ends the stream */
	pk_parallel(p->z->w->opts->threads, n, make_piece, p);
	for (i = 0; i < n; i++) {
		rc |= p->rc[i];
		pk_out_str(p->z->w->out, pk_buf_view(&p->out[i]));
		p->packed += p->out[i].n;
	}
	if (p->have >= PK_DEFLATE_WINDOW)
		memmove(p->buf, p->buf + p->have, PK_DEFLATE_WINDOW);
	writer_progress(p->z->w, p->have);
	p->have = 0;
	p->begun = true;
	return rc != 0 || p->z->w->out->error ? -1 : 0;
}

static int
take_block(void *ctx, const void *data, size_t n)
{
	struct pieces *p = ctx;
	const unsigned char *d = data;

	while (n > 0) {
		size_t room = (size_t)PIECE * PIECES - p->have, k = n < room ? n : room;

		memcpy(p->buf + PK_DEFLATE_WINDOW + p->have, d, k);
		p->have += k;
		d += k;
		n -= k;
		if (p->have == (size_t)PIECE * PIECES && flush_pieces(p) != 0)
			return -1;
	}
	return 0;
}

static int
stream_deflated(struct zipw *z, size_t i)
{
	const struct pk_item *it = &z->w->items[i];
	struct entry *e = &z->entry[i];
	struct pieces p = {.z = z, .buf = pk_alloc(PK_DEFLATE_WINDOW + (size_t)PIECE * PIECES, 1)};
	/* Room for the wide form whenever the packed size might need it. */
	bool wide = it->size >= 0xfff00000;
	unsigned char v[8];
	size_t k;
	int rc;

	*e = (struct entry){z->w->out->total, 0, it->crc, 8};
	local_header(z, it, e, wide);
	rc = item_read(it, z->w->sink, take_block, &p);
	p.last = true;
	if (rc == 0)
		rc = flush_pieces(&p);
	e->packed = p.packed;
	put64(v, e->packed);
	if (wide)
		pk_out_patch(z->w->out, e->off + ZIP_LOCAL_SIZE + it->path.n + 12, v, 8);
	else
		pk_out_patch(z->w->out, e->off + 18, v, 4);
	for (k = 0; k < PIECES; k++)
		pk_buf_free(&p.out[k]);
	pk_free(p.buf);
	return rc;
}

/* The members from z->first on that make one batch. */
static void
choose_batch(struct zipw *z)
{
	uint64_t bytes = 0;
	size_t i = z->first;

	while (i < z->w->n && i - z->first < BATCH_ITEMS && z->w->items[i].size <= WHOLE &&
	       (i == z->first || bytes + z->w->items[i].size <= BATCH))
		bytes += z->w->items[i++].size;
	z->batch_n = i - z->first;
}

int
write_zip(struct writer *w)
{
	struct zipw z = {.w = w};
	uint64_t central;
	size_t i;
	int rc = 0;

	dos_time(w->opts->mtime, &z.date, &z.time);
	z.entry = pk_zalloc(w->n, sizeof(*z.entry));
	z.slot = pk_zalloc(BATCH_ITEMS, sizeof(*z.slot));
	while (rc == 0 && z.first < w->n) {
		choose_batch(&z);
		if (z.batch_n > 0) {
			rc = write_batch(&z);
			z.first += z.batch_n;
		} else {
			bool stored = w->items[z.first].store || w->opts->store;

			rc = stored ? stream_stored(&z, z.first) : stream_deflated(&z, z.first);
			writer_final(w, false);
			z.first++;
		}
	}
	central = w->out->total;
	for (i = 0; i < w->n && rc == 0; i++)
		central_header(&z, &w->items[i], &z.entry[i]);
	if (rc == 0)
		end_records(&z, central);
	for (i = 0; i < BATCH_ITEMS; i++) {
		/* what a failed batch left */
		pk_buf_free(&z.slot[i].packed);
		pk_buf_free(&z.slot[i].raw);
	}
	pk_free(z.slot);
	pk_free(z.entry);
	/* A failed write is told by pk_out_close(), which the caller asks then. */
	return rc != 0 && !w->out->error ? -1 : 0;
}
