/*
 * The end of a zip: exactly one end record that reaches the end of the file, its
 * zip64 forms where needed, all of them in agreement (APPNOTE 4.3.14 - 4.3.16).
 */
#include "archive/zip.h"

#include <errno.h>

static int
bad_end(const struct pk_arc *a, struct pk_sink *sink, const char *what)
{
	arc_say(a, sink, PK_D_ZIP_END, PK_S(""), what);
	return -1;
}

static int
read_at(const struct pk_arc *a, unsigned char *p, size_t n, uint64_t off, struct pk_sink *sink)
{
	int64_t got = off > a->size || n > a->size - off ? 0 : arc_pread(a, p, n, off);

	if (got < 0)
		pk_diag(sink, PK_D_IO_READ, PK_POS(a->name, 0), strerror(errno), NULL);
	else if ((size_t)got != n)
		arc_say(a, sink, PK_D_ZIP_TRUNCATED, PK_S(""), NULL);
	return got == (int64_t)n ? 0 : -1;
}

/* The record whose comment ends with the file.  A second signature behind it could
 * be taken for the end by another program. */
static int
scan(const struct pk_arc *a, const unsigned char *tail, size_t n, size_t *at, struct pk_sink *sink)
{
	size_t i, nfits = 0, nseen = 0;

	for (i = 0; i + ZIP_END_SIZE <= n; i++) {
		if (le32(tail + i) != ZIP_END_SIG)
			continue;
		nseen++;
		if (i + ZIP_END_SIZE + le16(tail + i + 20) == n) {
			nfits++;
			if (nfits == 1)
				*at = i;
		}
	}
	if (nfits > 1)
		arc_say(a, sink, PK_D_ZIP_AMBIGUOUS, PK_S(""), NULL);
	else if (nfits == 0 && nseen > 0)
		arc_say(a, sink, PK_D_ZIP_JUNK, PK_S(""), PK_NUM(a->size));
	else if (nfits == 0)
		arc_say(a, sink, PK_D_ZIP_TRUNCATED, PK_S(""), NULL);
	if (nfits != 1)
		return -1;
	/* In front of the record lies the central directory, which may hold anything;
	 * behind it only a comment, in which a signature means no good. */
	for (i = *at + 1; i + 4 <= n; i++) {
		if (le32(tail + i) == ZIP_END_SIG) {
			arc_say(a, sink, PK_D_ZIP_AMBIGUOUS, PK_S(""), NULL);
			return -1;
		}
	}
	return 0;
}

/* A field of the old record must be full of ones or say the same. */
static bool
agrees(uint64_t old, uint64_t ones, uint64_t real)
{
	return old == ones || old == real;
}

static int
read_end64(const struct pk_arc *a, const unsigned char *e, const unsigned char *loc,
    uint64_t loc_off, struct zip_end *end, struct pk_sink *sink)
{
	unsigned char r[ZIP_END64_SIZE];
	uint64_t off = le64(loc + 8);

	/* The numbers of disks are 0, but for how many there are, or stand in the zip64 record. */
	if (le32(loc + 4) != 0 || le32(loc + 16) != 1 || !agrees(le16(e + 4), 0xffff, 0) ||
	    !agrees(le16(e + 6), 0xffff, 0)) {
		arc_say(a, sink, PK_D_ZIP_DISKS, PK_S(""), NULL);
		return -1;
	}
	if (read_at(a, r, sizeof(r), off, sink) != 0)
		return -1;
	if (le32(r) != ZIP_END64_SIG)
		return bad_end(a, sink, "zip64 signature");
	if (le64(r + 4) < ZIP_END64_SIZE - 12 || le64(r + 4) > loc_off - off ||
	    off + 12 + le64(r + 4) != loc_off)
		return bad_end(a, sink, "zip64 size");
	if (le32(r + 16) != 0 || le32(r + 20) != 0 || le64(r + 24) != le64(r + 32)) {
		arc_say(a, sink, PK_D_ZIP_DISKS, PK_S(""), NULL);
		return -1;
	}
	*end = (struct zip_end){le64(r + 32), le64(r + 40), le64(r + 48)};
	if (!agrees(le16(e + 8), 0xffff, end->entries) || !agrees(le16(e + 10), 0xffff, end->entries) ||
	    !agrees(le32(e + 12), 0xffffffff, end->size) ||
	    !agrees(le32(e + 16), 0xffffffff, end->off))
		return bad_end(a, sink, "zip64");
	if (end->size > off || end->off != off - end->size)
		return bad_end(a, sink, "central directory");
	return 0;
}

static int
read_end(const struct pk_arc *a, const unsigned char *e, uint64_t off, struct zip_end *end,
    struct pk_sink *sink)
{
	unsigned char loc[ZIP_LOCATOR_SIZE];

	*end = (struct zip_end){le16(e + 10), le32(e + 12), le32(e + 16)};
	if (off >= ZIP_LOCATOR_SIZE) {
		if (read_at(a, loc, sizeof(loc), off - ZIP_LOCATOR_SIZE, sink) != 0)
			return -1;
		if (le32(loc) == ZIP_LOCATOR_SIG)
			return read_end64(a, e, loc, off - ZIP_LOCATOR_SIZE, end, sink);
	}
	if (le16(e + 4) != 0 || le16(e + 6) != 0 || le16(e + 8) != le16(e + 10)) {
		arc_say(a, sink, PK_D_ZIP_DISKS, PK_S(""), NULL);
		return -1;
	}
	if (end->size > off || end->off > off - end->size)
		return bad_end(a, sink, "central directory");
	if (end->off < off - end->size) {
		/* Bytes in front of the archive, or between directory and end. */
		arc_say(a, sink, PK_D_ZIP_JUNK, PK_S(""), PK_NUM(end->off + end->size));
		return -1;
	}
	return 0;
}

int
zip_find_end(const struct pk_arc *a, struct zip_end *end, struct pk_sink *sink)
{
	size_t want = ZIP_END_SIZE + ZIP_COMMENT_MAX, n = a->size < want ? (size_t)a->size : want, at = 0;
	unsigned char *tail = pk_alloc(n, 1);
	int rc = read_at(a, tail, n, a->size - n, sink);

	if (rc == 0)
		rc = scan(a, tail, n, &at, sink);
	if (rc == 0)
		rc = read_end(a, tail + at, a->size - n + at, end, sink);
	pk_free(tail);
	return rc;
}
