/*
 * Local headers: each says what the central directory says, and together with
 * the contents they fill the file from its first byte to the central directory.
 * A second reading of any byte (overlaps, gaps, hidden members) is refused.
 */
#include "archive/zip.h"

#include <errno.h>
#include <stdlib.h>

static void
differs(const struct pk_arc *a, struct pk_member *m, const char *what, struct pk_sink *sink)
{
	arc_say(a, sink, PK_D_ZIP_LOCAL, m->path, what);
	m->bad = true;
}

/* The two sizes of a local header, out of the zip64 field when they are all ones. */
static bool
local_sizes(const unsigned char *h, const struct zip_extra *x, uint64_t *packed, uint64_t *size)
{
	*packed = le32(h + 18);
	*size = le32(h + 22);
	if (*packed != 0xffffffff && *size != 0xffffffff)
		return true;
	if (!x->has_zip64)
		return false;
	/* APPNOTE 4.5.3: in the local header both must be there. */
	if (x->zip64.n < 16)
		return false;
	if (*size == 0xffffffff)
		*size = le64((const unsigned char *)x->zip64.p);
	if (*packed == 0xffffffff)
		*packed = le64((const unsigned char *)x->zip64.p + 8);
	return true;
}

static void
compare(struct pk_arc *a, const struct zip_entry *e, const unsigned char *h, struct pk_str name,
    struct pk_str extra, struct pk_sink *sink)
{
	struct pk_member *m = &a->members.v[e->member];
	bool later = e->flags & ZIP_FLAG_DESCRIPTOR;
	struct pk_buf decoded = PK_BUF_INIT;
	struct zip_extra x;
	uint64_t packed, size;

	if (!zip_parse_extra(extra, &x)) {
		arc_say(a, sink, PK_D_ZIP_EXTRA, m->path, NULL);
		m->bad = true;
		return;
	}
	if (!pk_str_eq(name, e->raw))
		differs(a, m, "name", sink);
	if (le16(h + 6) != e->flags)
		differs(a, m, "flags", sink);
	if (le16(h + 8) != m->method)
		differs(a, m, "method", sink);
	if (le32(h + 14) != m->crc && !(later && le32(h + 14) == 0))
		differs(a, m, "CRC-32", sink);
	if (!local_sizes(h, &x, &packed, &size)) {
		arc_say(a, sink, PK_D_ZIP_EXTRA, m->path, NULL);
		m->bad = true;
	} else if ((packed != m->packed && !(later && packed == 0)) || (size != m->size && !(later && size == 0))) {
		/* A writer that streams may know one of the two beforehand, as zip(1) and bsdtar do. */
		differs(a, m, "size", sink);
	}
	if ((x.has_unicode || e->unicode) && pk_str_eq(name, e->raw)) {
		enum zip_name_result r = zip_decode_name(a, name, le16(h + 6), &x, &decoded);

		/* m->path is followed by the slash of a folder's name. */
		if (r == ZIP_NAME_TWO || (r != ZIP_NAME_BAD && !m->raw &&
		                             !pk_str_eq(pk_buf_view(&decoded),
		                                 pk_strn(m->path.p, m->path.n + m->dir))))
			differs(a, m, "unicode path", sink);
	}
	pk_buf_free(&decoded);
}

/* The data descriptor of `n` bytes at `off` (APPNOTE 4.3.9), in any of its four forms. */
static bool
descriptor_fits(const struct pk_arc *a, const struct pk_member *m, uint64_t off, uint64_t n)
{
	unsigned char d[24];
	const unsigned char *p = d;

	if ((n != 12 && n != 16 && n != 20 && n != 24) || arc_pread(a, d, (size_t)n, off) != (int64_t)n)
		return false;
	if (n == 16 || n == 24) {
		if (le32(d) != ZIP_DESCRIPTOR_SIG)
			return false;
		p += 4;
	}
	if (le32(p) != m->crc)
		return false;
	if (n >= 20)
		return le64(p + 4) == m->packed && le64(p + 12) == m->size;
	return le32(p + 4) == m->packed && le32(p + 8) == m->size;
}

/* Member e occupies [e->local, next): header, content, descriptor and nothing else. */
static void
check_extent(struct pk_arc *a, const struct zip_entry *e, uint64_t next, struct pk_sink *sink)
{
	struct pk_member *m = &a->members.v[e->member];
	uint64_t end = m->off + m->packed;

	if (m->packed > a->size || end > next) {
		arc_say(a, sink, PK_D_ZIP_OVERLAP, m->path, NULL);
		m->bad = true;
	} else if (e->flags & ZIP_FLAG_DESCRIPTOR) {
		if (!descriptor_fits(a, m, end, next - end)) {
			arc_say(a, sink, PK_D_ZIP_DESCRIPTOR, m->path, NULL);
			m->bad = true;
		}
	} else if (end < next) {
		arc_say(a, sink, PK_D_ZIP_JUNK, PK_S(""), PK_NUM(end));
	}
}

static int
check_one(struct pk_arc *a, const struct zip_entry *e, uint64_t next, struct pk_buf *b,
    struct pk_sink *sink)
{
	struct pk_member *m = &a->members.v[e->member];
	unsigned char *h = (unsigned char *)b->p;
	size_t name, extra;
	int64_t got = arc_pread(a, h, ZIP_LOCAL_SIZE, e->local);

	if (got == ZIP_LOCAL_SIZE && le32(h) == ZIP_LOCAL_SIG) {
		name = le16(h + 26);
		extra = le16(h + 28);
		b->n = ZIP_LOCAL_SIZE;
		pk_buf_reserve(b, name + extra);
		h = (unsigned char *)b->p;
		got = arc_pread(a, h + ZIP_LOCAL_SIZE, name + extra, e->local + ZIP_LOCAL_SIZE);
		if (got == (int64_t)(name + extra)) {
			const char *p = (const char *)h + ZIP_LOCAL_SIZE;

			m->off = e->local + ZIP_LOCAL_SIZE + name + extra;
			compare(a, e, h, pk_strn(p, name), pk_strn(p + name, extra), sink);
			check_extent(a, e, next, sink);
			return 0;
		}
	}
	if (got < 0) {
		pk_diag(sink, PK_D_IO_READ, PK_POS(a->name, 0), strerror(errno), NULL);
		return -1;
	}
	differs(a, m, "signature", sink);
	return 0;
}

static int
by_offset(const void *x, const void *y)
{
	const struct zip_entry *a = x, *b = y;

	if (a->local != b->local)
		return a->local < b->local ? -1 : 1;
	return (a->member > b->member) - (a->member < b->member);
}

int
zip_check_locals(struct pk_arc *a, struct zip_entry *v, size_t n, uint64_t central,
    struct pk_sink *sink)
{
	struct pk_buf h = PK_BUF_INIT;
	uint64_t first;
	size_t i;
	int rc = 0;

	pk_buf_reserve(&h, ZIP_LOCAL_SIZE + 256);
	if (n)
		qsort(v, n, sizeof(*v), by_offset);
	first = n ? v[0].local : central;
	if (first != 0)
		arc_say(a, sink, PK_D_ZIP_JUNK, PK_S(""), PK_NUM(0));
	for (i = 0; i < n && rc == 0; i++)
		rc = check_one(a, &v[i], i + 1 < n ? v[i + 1].local : central, &h, sink);
	pk_buf_free(&h);
	return rc;
}
