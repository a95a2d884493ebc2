/*
 * The strict tar reader: ustar and pax (POSIX.1-2008, pax utility), GNU long
 * names, old V7 headers.  Links, devices and sparse files are findings; whatever
 * would let two programs see different members is refused.
 */
#include "archive/arc.h"
#include "archive/pax.h"

#include <errno.h>

enum { REC = 512 };
/* The largest size in the eleven octal digits of a header. */
#define OCTAL_MAX 077777777777u

struct pk_tar {
	struct pk_stream *s;
	uint64_t off;        /* of the next unread byte */
	uint64_t left, pad;  /* of the member it stands on: content, then padding */
	bool done, broken;
	struct pax pax;      /* for the next member */
	struct pk_sink *sink; /* of the last pk_arc_next(): reading content reports there too */
};

int
arc_tar_open(struct pk_arc *a, struct pk_str head, struct pk_sink *sink)
{
	struct pk_stream *s = pk_stream_new(a, head, a->format == PK_ARC_TGZ);

	if (!s) {
		pk_diag(sink, PK_D_IO_READ, PK_POS(a->name, 0), strerror(ENOMEM), NULL);
		return -1;
	}
	a->tar = pk_zalloc(1, sizeof(*a->tar));
	a->tar->s = s;
	return 0;
}

void
arc_tar_free(struct pk_tar *t)
{
	pk_stream_free(t->s);
	pax_free(&t->pax);
	pk_free(t);
}

int
arc_tar_rewind(struct pk_arc *a, struct pk_sink *sink)
{
	struct pk_tar *t = a->tar;

	if (pk_stream_rewind(t->s) != 0) {
		pk_diag(sink, PK_D_IO_READ, PK_POS(a->name, 0), strerror(ESPIPE), NULL);
		return -1;
	}
	t->off = t->left = t->pad = 0;
	t->done = t->broken = false;
	pax_reset(&t->pax);
	return 0;
}

static int
fault(struct pk_arc *a, enum pk_diag_id id, struct pk_str member, const char *arg, struct pk_sink *sink)
{
	a->tar->broken = true;
	arc_say(a, sink, id, member, arg);
	return -1;
}

/* The next n bytes, all of them. */
static int
take(struct pk_arc *a, void *p, size_t n, struct pk_sink *sink)
{
	int64_t got = pk_stream_read(a->tar->s, p, n, sink);

	if (got == (int64_t)n) {
		a->tar->off += n;
		return 0;
	}
	a->tar->broken = true;
	if (got >= 0)
		return fault(a, PK_D_TAR_TRUNCATED, PK_S(""), NULL, sink);
	return -1;
}

static int
skip(struct pk_arc *a, uint64_t n, struct pk_sink *sink)
{
	char buf[16384];

	while (n > 0) {
		size_t k = n < sizeof(buf) ? (size_t)n : sizeof(buf);

		if (take(a, buf, k, sink) != 0)
			return -1;
		n -= k;
	}
	return 0;
}

static bool
all_zero(const unsigned char *p, size_t n)
{
	return n == 0 || (p[0] == 0 && memcmp(p, p + 1, n - 1) == 0);
}

/* Behind the two zero records: zeros to the end of the last block, else junk. */
static int
check_end(struct pk_arc *a, struct pk_sink *sink)
{
	unsigned char h[16384];
	uint64_t padding = 0;
	int64_t got;

	if (take(a, h, REC, sink) != 0)
		return -1;
	if (!all_zero(h, REC))
		return fault(a, PK_D_TAR_JUNK, PK_S(""), NULL, sink);
	while ((got = pk_stream_read(a->tar->s, h, sizeof(h), sink)) > 0) {
		if (!all_zero(h, (size_t)got))
			return fault(a, PK_D_TAR_JUNK, PK_S(""), NULL, sink);
		padding += (uint64_t)got;
		if (padding > PK_ARC_PADDING_MAX)
			return fault(a, PK_D_LIMIT_PADDING, PK_S(""), PK_NUM(PK_ARC_PADDING_MAX), sink);
	}
	a->tar->done = true;
	a->tar->broken = got < 0;
	return got < 0 ? -1 : 0;
}

static bool
checksum_fits(const unsigned char *h)
{
	uint64_t want;
	long sum = 0, sgn = 0;
	size_t i;

	for (i = 0; i < REC; i++) {
		sum += i >= 148 && i < 156 ? ' ' : h[i];
		sgn += i >= 148 && i < 156 ? ' ' : (signed char)h[i];
	}
	/* Some old programs summed signed characters. */
	return tar_number(h + 148, 8, &want) && ((long)want == sum || (long)want == sgn);
}

/* The version behind the magic word is asked for by nobody, and not always "00". */
static bool
is_ustar(const unsigned char *h)
{
	return memcmp(h + 257, "ustar", 6) == 0;
}

/*
 * The front of the name stands in the last field of a ustar header, and nowhere else: GNU
 * tar keeps times there, V7 nothing.  Programs that do not ask which header it is take
 * whatever they find for the front of the name.
 */
static bool
prefix_fits(const unsigned char *h, struct pk_str prefix)
{
	uint64_t atime;

	if (prefix.n == 0 || is_ustar(h))
		return true;
	return memcmp(h + 257, "ustar  ", 8) == 0 && tar_number(h + 345, 12, &atime);
}

/* The name that the header and what stood before it give together. */
static int
member_name(struct pk_arc *a, const unsigned char *h, struct pk_buf *name, struct pk_sink *sink)
{
	struct pax *x = &a->tar->pax;
	struct pk_str n = tar_text(h, 100), prefix = tar_text(h + 345, 155);

	pk_buf_clear(name);
	if (!prefix_fits(h, prefix) && !x->has_path && !x->has_long)
		return fault(a, PK_D_TAR_NAME, n, NULL, sink);
	if (is_ustar(h) && prefix.n) {
		pk_buf_str(name, prefix);
		pk_buf_putc(name, '/');
	}
	pk_buf_str(name, n);
	if (x->has_path && x->has_long && !pk_str_eq(pk_buf_view(&x->path), pk_buf_view(&x->longname)))
		return fault(a, PK_D_TAR_NAME, pk_buf_view(&x->path), NULL, sink);
	if (x->has_path || x->has_long) {
		struct pk_str s = pk_buf_view(x->has_path ? &x->path : &x->longname);

		pk_buf_clear(name);
		pk_buf_str(name, s);
	}
	return 0;
}

/* pax says UTF-8; the older forms say nothing of the encoding, and Chinese Windows wrote its own. */
static bool
decode_name(const struct pk_arc *a, struct pk_buf *name)
{
	struct pk_buf utf8 = PK_BUF_INIT;
	bool legacy = !a->tar->pax.has_path && !arc_is_utf8(pk_buf_view(name)) && a->opts.legacy &&
	              a->opts.legacy(pk_buf_view(name), &utf8) == 0;

	if (legacy) {
		pk_buf_clear(name);
		pk_buf_str(name, pk_buf_view(&utf8));
	}
	pk_buf_free(&utf8);
	return legacy;
}

/*
 * "./a" is how tar names what it was told to pack as "."; no other dot part is
 * tolerated.  A name that ends in a slash is a folder's.
 */
static struct pk_str
tidy(struct pk_str s, bool *slash)
{
	*slash = pk_str_ends(s, PK_S("/"));
	if (pk_str_starts(s, PK_S("./")))
		s = pk_str_sub(s, 2, s.n);
	if (pk_str_ends(s, PK_S("/")))
		s.n--;
	return s;
}

static void
check_type(struct pk_arc *a, unsigned char type, bool slash, struct pk_member *m, struct pk_sink *sink)
{
	m->dir = type == '5' || ((type == 0 || type == '0' || type == '7') && slash);
	if ((type >= '1' && type <= '4') || type == '6') {
		arc_say(a, sink, PK_D_ARC_LINK, m->path, NULL);
		m->bad = true;
	} else if (type != 0 && type != '0' && type != '5' && type != '7') {
		char t[2] = {(char)type, '\0'};

		arc_say(a, sink, PK_D_TAR_TYPE, m->path, t);
		m->bad = true;
	}
}

/* Owner, mode, time and device matter to nobody here; but where they are no numbers, bsdtar
 * and Python take the whole archive for something else and GNU tar fails. */
static bool
numbers_fit(const unsigned char *h)
{
	static const struct {
		uint16_t at, n;
	} f[] = {{100, 8}, {108, 8}, {116, 8}, {136, 12}, {329, 8}, {337, 8}};
	size_t i, n = memcmp(h + 257, "ustar", 5) == 0 ? 6 : 4; /* V7 has no devices */
	uint64_t ignored;

	/* GNU tar writes an owner or a time below 0 in base 256, as a negative number. */
	for (i = 0; i < n; i++)
		if (!tar_number(h + f[i].at, f[i].n, &ignored) && h[f[i].at] != 0xff)
			return false;
	return true;
}

/* A size in a pax record stands for one that the header has no room for.  A header that has
 * the room and says something else leads programs without pax to other members. */
static bool
sizes_agree(const struct pax *x, uint64_t size)
{
	return !x->has_size || size == 0 || size == x->size || x->size > OCTAL_MAX;
}

/* A member's header: takes it into the index (or finds it there the second time). */
static int
member(struct pk_arc *a, const unsigned char *h, size_t *i, struct pk_sink *sink)
{
	struct pk_tar *t = a->tar;
	struct pk_member m = {0};
	struct pk_buf name = PK_BUF_INIT;
	uint64_t size = 0, mtime = 0;
	bool slash;
	int rc = -1;

	(void)tar_number(h + 136, 12, &mtime);
	if (!tar_number(h + 124, 12, &size) || !numbers_fit(h) || !sizes_agree(&t->pax, size)) {
		(void)fault(a, PK_D_TAR_HEADER, PK_S(""), PK_NUM(t->off - REC), sink);
	} else if (member_name(a, h, &name, sink) == 0) {
		bool legacy = decode_name(a, &name);
		struct pk_str path = tidy(pk_buf_view(&name), &slash);
		bool root = path.n == 0 || pk_str_is(path, ".");

		m.legacy = legacy;
		m.size = t->pax.has_size ? t->pax.size : size;
		m.mtime = t->pax.has_mtime ? t->pax.mtime : (int64_t)mtime;
		t->left = m.size;
		t->pad = (REC - m.size % REC) % REC;
		pax_reset(&t->pax);
		if (root && (h[156] == '5' || (slash && (h[156] == 0 || h[156] == '0'))) && m.size == 0 &&
		    name.n > 0) {
			rc = 2; /* the folder that was packed: no member */
		} else if (a->cursor < a->members.n) {
			*i = a->cursor++;
			rc = 1;
		} else {
			m.path = pk_str_dup(&a->names, path);
			if (legacy)
				arc_say(a, sink, PK_D_ZIP_GBK, m.path, NULL);
			check_type(a, h[156], slash, &m, sink);
			if ((m.dir || m.bad) && m.size > 0) {
				/* POSIX lets folders and links carry a size that some programs
				 * skip and others do not. */
				(void)fault(a, PK_D_TAR_HEADER, m.path, PK_NUM(t->off - REC), sink);
			} else if (arc_add(a, &m, sink) == 0) {
				*i = a->cursor++;
				rc = 1;
			} else {
				t->broken = true;
			}
		}
	}
	pk_buf_free(&name);
	return rc;
}

/* A pax or GNU header in front of a member. */
static int
extension(struct pk_arc *a, const unsigned char *h, struct pk_sink *sink)
{
	struct pk_tar *t = a->tar;
	struct pk_buf b = PK_BUF_INIT;
	uint64_t size = 0, at = t->off - REC, pad;
	int rc = -1;

	if (!tar_number(h + 124, 12, &size) || size > PAX_HEADER_MAX) {
		(void)fault(a, PK_D_TAR_PAX, PK_S(""), PK_NUM(at), sink);
	} else {
		pad = (REC - size % REC) % REC;
		pk_buf_reserve(&b, (size_t)(size + pad));
		if (take(a, b.p, (size_t)(size + pad), sink) == 0) {
			b.n = (size_t)size;
			/* GNU tar and Python read a long name up to the first NUL, whatever its
			 * size: one must stand where the name ends. */
			if (h[156] == 'L' && !(size && b.p[size - 1] == '\0') && !(pad && b.p[size] == '\0'))
				rc = -1;
			else
				rc = pax_take(&t->pax, h[156], pk_buf_view(&b));
			if (rc != 0)
				(void)fault(a, PK_D_TAR_PAX, PK_S(""), PK_NUM(at), sink);
		}
	}
	pk_buf_free(&b);
	return rc;
}

int
arc_tar_next(struct pk_arc *a, size_t *i, struct pk_sink *sink)
{
	struct pk_tar *t = a->tar;
	unsigned char h[REC];
	int rc;

	t->sink = sink;
	if (t->broken)
		return -1;
	if (t->done)
		return 0;
	for (;;) {
		if (skip(a, t->left + t->pad, sink) != 0)
			return -1;
		t->left = t->pad = 0;
		if (take(a, h, REC, sink) != 0)
			return -1;
		if (all_zero(h, REC)) {
			if (pax_pending(&t->pax))
				return fault(a, PK_D_TAR_PAX, PK_S(""), PK_NUM(t->off - REC), sink);
			return check_end(a, sink);
		}
		if (!checksum_fits(h))
			return fault(a, PK_D_TAR_HEADER, PK_S(""), PK_NUM(t->off - REC), sink);
		if (memchr("xgLK", h[156] ? h[156] : ' ', 4)) {
			if (extension(a, h, sink) != 0)
				return -1;
			continue;
		}
		rc = member(a, h, i, sink);
		if (rc != 2)
			return rc;
	}
}

int64_t
arc_tar_read(struct pk_reader *r, void *p, size_t n)
{
	struct pk_tar *t = r->arc->tar;
	size_t want = t->left < n ? (size_t)t->left : n;

	if (want == 0)
		return 0;
	if (t->broken || take(r->arc, p, want, t->sink) != 0) {
		r->why = PK_D_TAR_TRUNCATED;
		return -1;
	}
	t->left -= want;
	r->out += want;
	return (int64_t)want;
}
