/*
 * The strict zip reader.  The profile is the part of APPNOTE that every program
 * reads alike: one disk, one end, stored or deflated, no encryption, regular
 * files and folders; see zipend.c and ziplocal.c for the container's outer rules.
 */
#include "archive/zip.h"

#include "archive/deflate.h"

#include <errno.h>
#include <sys/stat.h>
#include <zlib.h>

/* The central directory is read through a window that holds any one record. */
enum { WINDOW = ZIP_CENTRAL_SIZE + 3 * 65535 };

struct cursor {
	const struct pk_arc *a;
	uint64_t off, end; /* next unread byte, end of the directory */
	unsigned char *buf;
	size_t cap, at, have;
	bool error;        /* errno of a read */
};

/* n bytes of the directory in a row, NULL when there are not so many. */
static const unsigned char *
need(struct cursor *c, size_t n)
{
	if (c->have - c->at < n) {
		uint64_t left = c->end - c->off;
		size_t want;
		int64_t got;

		memmove(c->buf, c->buf + c->at, c->have - c->at);
		c->have -= c->at;
		c->at = 0;
		want = c->cap - c->have < left ? c->cap - c->have : (size_t)left;
		got = arc_pread(c->a, c->buf + c->have, want, c->off);
		c->error |= got < 0;
		if (got > 0) {
			c->have += (size_t)got;
			c->off += (uint64_t)got;
		}
	}
	return c->have - c->at < n ? NULL : c->buf + c->at;
}

/* The next record of the directory, whole; NULL when there is none. */
static const unsigned char *
record(struct cursor *c, size_t *len)
{
	const unsigned char *h = need(c, ZIP_CENTRAL_SIZE);

	if (!h || le32(h) != ZIP_CENTRAL_SIG)
		return NULL;
	*len = (size_t)ZIP_CENTRAL_SIZE + le16(h + 28) + le16(h + 30) + le16(h + 32);
	return need(c, *len);
}

static bool
has_legacy_name(struct cursor c, uint64_t n)
{
	bool found = false;
	size_t len;

	for (; n > 0 && !found; n--) {
		const unsigned char *h = record(&c, &len);
		struct pk_str raw;

		if (!h)
			break; /* read_central() will say it */
		raw = pk_strn((const char *)h + ZIP_CENTRAL_SIZE, le16(h + 28));
		found = zip_name_is_legacy(raw, le16(h + 8), pk_strn(raw.p + raw.n, le16(h + 30)));
		c.at += len;
	}
	return found;
}

/* DOS date and time, which we take for UTC, in seconds since 1970. */
static int64_t
dos_time(unsigned date, unsigned time)
{
	int64_t y = 1980 + (date >> 9), m = date >> 5 & 15, d = date & 31, era, doy;

	/* Civil date to days, as in the usual shifted-year algorithm. */
	y -= m <= 2;
	era = y / 400;
	doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
	doy += (y - era * 400) * 365 + (y - era * 400) / 4 - (y - era * 400) / 100;
	return (era * 146097 + doy - 719468) * 86400 + (time >> 11) * 3600 + (time >> 5 & 63) * 60 +
	       (time & 31) * 2;
}

/* Takes the sizes and the offset that stand in the zip64 field (APPNOTE 4.5.3). */
static bool
apply_zip64(const struct zip_extra *x, const unsigned char *h, struct pk_member *m, struct zip_entry *e)
{
	struct {
		uint64_t *to;
		bool needed;
	} f[] = {{&m->size, le32(h + 24) == 0xffffffff}, {&m->packed, le32(h + 20) == 0xffffffff},
	    {&e->local, le32(h + 42) == 0xffffffff}};
	const unsigned char *p = (const unsigned char *)x->zip64.p;
	size_t i, need_n = 0, n = x->zip64.n;
	bool all = false;

	for (i = 0; i < 3; i++)
		need_n += f[i].needed ? 8 : 0;
	if (!x->has_zip64)
		return need_n == 0;
	/* Some writers put in all fields: right as long as they say the same. */
	if (n != need_n && n != need_n + 4) {
		if (n != 16 && n != 24 && n != 28)
			return false;
		all = true;
	}
	for (i = 0; i < 3 && n >= 8; i++) {
		if (!f[i].needed && !all)
			continue;
		if (!f[i].needed && *f[i].to != le64(p))
			return false;
		*f[i].to = le64(p);
		p += 8;
		n -= 8;
	}
	return n == 0 || (n == 4 && le32(p) == 0);
}

static void
fault(struct pk_arc *a, struct pk_member *m, enum pk_diag_id id, const char *arg, struct pk_sink *sink)
{
	arc_say(a, sink, id, m->path, arg);
	m->bad = true;
}

/* What kind of thing it is: by its name, its Unix mode and its DOS attributes alike. */
static void
check_kind(struct pk_arc *a, struct pk_member *m, const unsigned char *h, bool slash, struct pk_sink *sink)
{
	uint32_t attr = le32(h + 38), type = attr >> 16 & S_IFMT;
	bool unix_dir = type == S_IFDIR, dos_dir = attr & 0x10;

	m->dir = slash;
	if (type != 0 && type != S_IFREG && type != S_IFDIR)
		fault(a, m, PK_D_ARC_LINK, NULL, sink);
	else if ((type != 0 && unix_dir != slash) || (dos_dir && !slash))
		fault(a, m, PK_D_ARC_CONFLICT, NULL, sink);
	if (slash && (m->size != 0 || (m->packed != 0 && (m->method != 8 || m->packed != 2))))
		fault(a, m, PK_D_ZIP_SIZE, NULL, sink);
}

/* The newest version of the format that a member can need (APPNOTE 4.4.3.2), in tenths. */
enum { NEWEST = 63 };

static void
check_method(struct pk_arc *a, struct pk_member *m, const unsigned char *h, unsigned flags,
    struct pk_sink *sink)
{
	/* The byte above is the system's, to some programs. */
	unsigned version = h[6];

	if (version > NEWEST)
		fault(a, m, PK_D_ZIP_VERSION, PK_NUM(version), sink);
	if (flags & (ZIP_FLAG_ENCRYPTED | ZIP_FLAG_STRONG | ZIP_FLAG_MASKED))
		fault(a, m, PK_D_ZIP_ENCRYPTED, NULL, sink);
	else if (flags & ZIP_FLAG_PATCH)
		fault(a, m, PK_D_ZIP_FLAGS, NULL, sink);
	else if (m->method != 0 && m->method != 8)
		fault(a, m, PK_D_ZIP_METHOD, PK_NUM(m->method), sink);
	else if (m->method == 0 && m->packed != m->size)
		fault(a, m, PK_D_ZIP_SIZE, NULL, sink);
}

static int
add_entry(struct pk_arc *a, const unsigned char *h, struct zip_entry *e, struct pk_arena *raws,
    struct pk_sink *sink)
{
	struct pk_str raw = pk_strn((const char *)h + ZIP_CENTRAL_SIZE, le16(h + 28));
	struct pk_str extra = pk_strn(raw.p + raw.n, le16(h + 30)), name;
	struct pk_member m = {.size = le32(h + 24), .packed = le32(h + 20), .crc = le32(h + 16),
	    .method = le16(h + 10), .mtime = dos_time(le16(h + 14), le16(h + 12))};
	struct pk_buf b = PK_BUF_INIT;
	enum zip_name_result nr;
	struct zip_extra x;
	bool extra_ok, slash;
	size_t before = a->members.n;
	int rc;

	*e = (struct zip_entry){.local = le32(h + 42), .member = before, .flags = le16(h + 8)};
	extra_ok = zip_parse_extra(extra, &x) && apply_zip64(&x, h, &m, e);
	e->unicode = x.has_unicode;
	nr = zip_decode_name(a, raw, e->flags, &x, &b);
	name = pk_buf_view(&b);
	slash = pk_str_ends(name, PK_S("/"));
	m.path = pk_str_dup(&a->names, name);
	e->raw = pk_str_eq(raw, m.path) ? m.path : pk_str_dup(raws, raw);
	m.path.n -= slash;
	m.legacy = nr == ZIP_NAME_LEGACY;
	m.raw = nr == ZIP_NAME_BAD;
	if (!extra_ok)
		fault(a, &m, PK_D_ZIP_EXTRA, NULL, sink);
	if (nr == ZIP_NAME_BAD)
		fault(a, &m, PK_D_ZIP_NAME, NULL, sink);
	if (nr == ZIP_NAME_TWO)
		fault(a, &m, PK_D_ZIP_EXTRA, NULL, sink);
	if (m.legacy)
		arc_say(a, sink, PK_D_ZIP_GBK, m.path, NULL);
	check_method(a, &m, h, e->flags, sink);
	check_kind(a, &m, h, slash, sink);
	if (le16(h + 34) != 0)
		fault(a, &m, PK_D_ZIP_DISKS, NULL, sink);
	rc = arc_add(a, &m, sink);
	pk_buf_free(&b);
	return rc;
}

static int
read_central(struct pk_arc *a, struct cursor *c, uint64_t n, struct zip_entry *v, struct pk_arena *raws,
    struct pk_sink *sink)
{
	uint64_t i, at;

	for (i = 0; i < n; i++) {
		size_t len;
		const unsigned char *h = record(c, &len);

		at = c->off - (c->have - c->at);
		if (!h) {
			if (c->error)
				pk_diag(sink, PK_D_IO_READ, PK_POS(a->name, 0), strerror(errno), NULL);
			else
				arc_say(a, sink, PK_D_ZIP_CENTRAL, PK_S(""), PK_NUM(at));
			return -1;
		}
		if (add_entry(a, h, &v[i], raws, sink) != 0)
			return -1;
		c->at += len;
	}
	if (c->off != c->end || c->at != c->have) {
		at = c->off - (c->have - c->at);
		arc_say(a, sink, PK_D_ZIP_CENTRAL, PK_S(""), PK_NUM(at));
		return -1;
	}
	return 0;
}

int
arc_zip_open(struct pk_arc *a, struct pk_sink *sink)
{
	struct zip_end end = {0};
	struct pk_arena raws = PK_ARENA_INIT;
	struct cursor c = {.a = a};
	struct zip_entry *v;
	int rc;

	if (zip_find_end(a, &end, sink) != 0)
		return -1;
	if (end.entries > a->opts.limits.entries) {
		arc_say(a, sink, PK_D_LIMIT_ENTRIES, PK_S(""), PK_NUM(a->opts.limits.entries));
		return -1;
	}
	if (end.entries > end.size / ZIP_CENTRAL_SIZE) {
		arc_say(a, sink, PK_D_ZIP_END, PK_S(""), "entries");
		return -1;
	}
	v = pk_alloc((size_t)end.entries, sizeof(*v));
	c.off = end.off;
	c.end = end.off + end.size;
	c.cap = end.size < WINDOW ? (size_t)end.size : WINDOW;
	c.buf = pk_alloc(c.cap, 1);
	a->legacy = has_legacy_name(c, end.entries);
	rc = read_central(a, &c, end.entries, v, &raws, sink);
	pk_free(c.buf);
	if (rc == 0)
		rc = zip_check_locals(a, v, (size_t)end.entries, end.off, sink);
	pk_free(v);
	pk_arena_free(&raws);
	return rc;
}

enum { IN_BLOCK = 65536 };

static int64_t
read_fault(struct pk_reader *r, enum pk_diag_id why, int err)
{
	r->why = why;
	r->err = err;
	return -1;
}

int
arc_zip_reader(struct pk_reader *r)
{
	r->pos = r->m->off;
	r->left = r->m->packed;
	if (r->m->bad)
		return (int)read_fault(r, PK_D_ARC_READ, EINVAL);
	if (r->m->method == 8) {
		z_stream *z = pk_zalloc(1, sizeof(*z));

		if (inflateInit2(z, -MAX_WBITS) != Z_OK) {
			pk_free(z);
			return (int)read_fault(r, PK_D_ARC_READ, ENOMEM);
		}
		r->z = z;
		r->in = pk_alloc(r->left < IN_BLOCK ? (size_t)r->left : IN_BLOCK, 1);
	}
	return 0;
}

static int64_t
finish(struct pk_reader *r)
{
	r->done = true;
	if (r->out != r->m->size || r->left != 0)
		return read_fault(r, PK_D_ZIP_SIZE, 0);
	if (r->crc != r->m->crc)
		return read_fault(r, PK_D_ZIP_CRC, 0);
	return 0;
}

static int64_t
inflate_some(struct pk_reader *r, void *p, size_t n)
{
	z_stream *z = r->z;
	int rc = Z_OK;

	z->next_out = p;
	z->avail_out = (uInt)(n < 1u << 30 ? n : 1u << 30);
	while (z->next_out == p && rc != Z_STREAM_END) {
		if (z->avail_in == 0 && r->left > 0) {
			size_t want = r->left < IN_BLOCK ? (size_t)r->left : IN_BLOCK;
			int64_t got = arc_pread(r->arc, r->in, want, r->pos);

			if (got <= 0)
				return read_fault(r, PK_D_ARC_READ, got < 0 ? errno : EIO);
			r->pos += (uint64_t)got;
			r->left -= (uint64_t)got;
			z->next_in = r->in;
			z->avail_in = (uInt)got;
		}
		rc = inflate(z, Z_NO_FLUSH);
		if (rc != Z_OK && rc != Z_STREAM_END)
			return read_fault(r, PK_D_ZIP_DEFLATE, 0);
	}
	if (rc == Z_STREAM_END) {
		r->done = true;
		r->left += z->avail_in; /* bytes behind the stream, for finish() */
	}
	return z->next_out - (unsigned char *)p;
}

/* n bytes of content are accounted for: -1 when they are too many. */
static int64_t
took(struct pk_reader *r, const void *p, size_t n)
{
	r->out += n;
	if (r->out > r->m->size)
		return read_fault(r, PK_D_ZIP_SIZE, 0);
	r->crc = pk_crc32(r->crc, p, n);
	return (int64_t)n;
}

int64_t
arc_zip_read(struct pk_reader *r, void *p, size_t n)
{
	int64_t got;

	if (r->done)
		return finish(r);
	if (r->m->method == 8) {
		got = inflate_some(r, p, n);
	} else {
		size_t want = r->left < n ? (size_t)r->left : n;

		if (want == 0)
			return finish(r);
		got = arc_pread(r->arc, p, want, r->pos);
		if (got <= 0)
			return read_fault(r, PK_D_ARC_READ, got < 0 ? errno : EIO);
		r->pos += (uint64_t)got;
		r->left -= (uint64_t)got;
	}
	if (got > 0)
		got = took(r, p, (size_t)got);
	return got != 0 ? got : finish(r);
}
