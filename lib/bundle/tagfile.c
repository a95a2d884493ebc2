/* Tag files: their text, lines and paths, and bagit.txt itself (RFC 8493 2.1.1, 2.3). */
#include "bundle/bagi.h"

#include "bundle/charset.h"
#include "text/utf8.h"

bool
tag_line(struct tag_lines *l, struct pk_str *line)
{
	size_t i = 0;

	if (l->rest.n == 0)
		return false;
	while (i < l->rest.n && l->rest.p[i] != '\n' && l->rest.p[i] != '\r')
		i++;
	*line = pk_str_sub(l->rest, 0, i);
	if (i + 1 < l->rest.n && l->rest.p[i] == '\r' && l->rest.p[i + 1] == '\n')
		i++;
	l->rest = pk_str_sub(l->rest, i + 1, l->rest.n);
	l->n++;
	return true;
}

int
bag_tag_text(struct pk_bag *bag, struct pk_bag_rec *rec, struct pk_buf *out)
{
	static const char mark[] = "\xef\xbb\xbf";
	bool utf8 = pk_charset_is_utf8(bag->encoding);
	struct pk_buf raw = PK_BUF_INIT;
	struct pk_str path = rec->path; /* `rec` may move while lines are taken */
	size_t at = 0, n = out->n;
	int rc = pk_bag_read(bag, rec, utf8 ? out : &raw);

	/* A manifest of 100 000 files is many megabytes: no copy where none is needed. */
	if (rc == 0 && utf8) {
		at = pk_utf8_check(pk_buf_view(out));
		rc = at == out->n ? 0 : 1;
	} else if (rc == 0) {
		rc = pk_charset_decode(bag->encoding, pk_buf_view(&raw), out, &at) == 0 ? 0 : 1;
	}
	if (rc > 0) {
		bag_say(bag, PK_D_TAG_CHARSET, path, PK_Z(&bag->arena, bag->encoding), PK_NUM(at));
		rc = -1;
	}
	if (rc == 0 && pk_str_starts(pk_str_sub(pk_buf_view(out), n, out->n), pk_strn(mark, 3))) {
		if (utf8)
			bag_say(bag, PK_D_TAG_BOM, path, NULL, NULL);
		memmove(out->p + n, out->p + n + 3, out->n - n - 3);
		out->n -= 3;
	}
	pk_buf_free(&raw);
	return rc;
}

/* %0A, %0D and %25 are the only escapes (RFC 8493 2.1.3). */
static void
unpercent(struct pk_str s, struct pk_buf *out, bool *escapes, bool *bare)
{
	size_t i;

	for (i = 0; i < s.n; i++) {
		char c = s.p[i], lo;

		if (c == '%' && i + 2 < s.n) {
			lo = s.p[i + 2] >= 'a' && s.p[i + 2] <= 'z' ? (char)(s.p[i + 2] - 32) : s.p[i + 2];
			if ((s.p[i + 1] == '0' && (lo == 'A' || lo == 'D')) || (s.p[i + 1] == '2' && lo == '5')) {
				pk_buf_putc(out, lo == 'A' ? '\n' : lo == 'D' ? '\r' : '%');
				*escapes = true;
				i += 2;
				continue;
			}
		}
		*bare |= c == '%';
		pk_buf_putc(out, c);
	}
}

static bool
there(const struct pk_bag *bag, struct pk_str path)
{
	const struct pk_bag_rec *r = pk_bag_find(bag, path);

	return r && r->member != PK_BAG_NONE;
}

bool
bag_tag_path(
    struct pk_bag *bag, struct pk_str tagfile, size_t line, struct pk_str raw, struct pk_buf *out)
{
	bool escapes = false, bare = false;
	enum pk_diag_id fault;
	struct pk_str path;

	pk_buf_clear(out);
	/* Three bytes of an escape make one: what is longer need not be looked at. */
	if (raw.n / 3 > bag->opts.limits.path) {
		raw = pk_str_sub(raw, 0, pk_utf8_check(pk_str_sub(raw, 0, 100)));
		bag_say(bag, PK_D_TAG_PATH, tagfile, PK_NUM(line), PK_Z(&bag->arena, raw));
		return false;
	}
	if (pk_str_starts(raw, PK_S("*")) && !there(bag, raw)) {
		bag_say(bag, PK_D_TAG_STAR, tagfile, PK_NUM(line), NULL);
		raw = pk_str_sub(raw, 1, raw.n);
	}
	if (pk_str_starts(raw, PK_S("./"))) {
		bag_say(bag, PK_D_TAG_DOT, tagfile, PK_NUM(line), NULL);
		raw = pk_str_sub(raw, 2, raw.n);
	}
	unpercent(raw, out, &escapes, &bare);
	/* Before 1.0 nothing was encoded, though some tools did it. */
	if (!bag_is_v1(bag) && !(escapes && !there(bag, raw) && there(bag, pk_buf_view(out)))) {
		pk_buf_clear(out);
		pk_buf_str(out, raw);
	} else if (bare) {
		bag_say(bag, PK_D_TAG_PERCENT, tagfile, PK_NUM(line), NULL);
	}
	path = pk_buf_view(out);
	fault = pk_path_fault(path, &bag->opts.limits);
	if (fault == PK_D_PATH_BACKSLASH && there(bag, path))
		fault = PK_D_MAX;
	/* RFC 8493 5.1: a tilde is another way out, for a shell. */
	if (fault == PK_D_MAX && path.p[0] != '~')
		return true;
	bag_say(bag, PK_D_TAG_PATH, tagfile, PK_NUM(line), PK_Z(&bag->arena, path));
	return false;
}

/*
 * One line of bagit.txt: the label, a colon, one blank, the value.  Other spacing
 * and case is wrong in 1.0; older bags are read as they were meant.
 */
static bool
label_value(struct pk_str line, struct pk_str label, struct pk_str *value, bool *exact)
{
	size_t colon = pk_str_find(line, PK_S(":"), 0), i;
	struct pk_str l, v;

	if (colon == PK_NPOS)
		return false;
	l = bag_trim(pk_str_sub(line, 0, colon));
	v = pk_str_sub(line, colon + 1, line.n);
	*value = bag_trim(v);
	if (l.n != label.n || value->n == 0)
		return false;
	for (i = 0; i < l.n; i++)
		if ((l.p[i] | 0x20) != (label.p[i] | 0x20))
			return false;
	*exact = colon == label.n && pk_str_starts(line, label) && v.n == value->n + 1 && v.p[0] == ' ';
	return true;
}

static bool
parse_version(struct pk_str s, unsigned *major, unsigned *minor)
{
	size_t dot = pk_str_find(s, PK_S("."), 0);
	int64_t a, b;

	if (dot == PK_NPOS || s.n == 0 || s.p[0] == '+' || s.p[0] == '-' ||
	    pk_str_int(pk_str_sub(s, 0, dot), 0, 9999, &a) != 0 ||
	    pk_str_int(pk_str_sub(s, dot + 1, s.n), 0, 9999, &b) != 0)
		return false;
	*major = (unsigned)a;
	*minor = (unsigned)b;
	return true;
}

static bool
is_known_version(unsigned major, unsigned minor)
{
	return (major == 1 && minor == 0) || (major == 0 && minor >= 93 && minor <= 97);
}

static const char first_form[] = "BagIt-Version: M.N";
static const char second_form[] = "Tag-File-Character-Encoding: ENCODING";

static void
bagit_lines(struct pk_bag *bag, struct pk_str path, const struct pk_str line[2])
{
	bool exact[2] = {false, false}, ok[2];
	struct pk_str version, encoding;
	unsigned major = 1, minor = 0;
	size_t i;

	ok[0] = label_value(line[0], PK_S("BagIt-Version"), &version, &exact[0]);
	ok[1] = label_value(line[1], PK_S("Tag-File-Character-Encoding"), &encoding, &exact[1]);
	if (ok[0])
		ok[0] = parse_version(version, &major, &minor);
	if (ok[0] && is_known_version(major, minor)) {
		bag->major = major;
		bag->minor = minor;
	} else if (ok[0]) {
		bag_say(bag, PK_D_BAGIT_VERSION, path, PK_Z(&bag->arena, version), NULL);
	}
	for (i = 0; i < 2; i++) {
		const char *form = i ? second_form : first_form;

		if (!ok[i] || (!exact[i] && bag_is_v1(bag)))
			bag_say(bag, PK_D_BAGIT_FORM, path, PK_NUM(i + 1), form);
		else if (!exact[i])
			bag_say(bag, PK_D_BAGIT_SPACING, path, PK_NUM(i + 1), form);
	}
	if (!ok[1])
		return;
	if (pk_charset_known(encoding))
		bag->encoding = pk_str_dup(&bag->arena, encoding);
	else
		bag_say(bag, PK_D_BAGIT_ENCODING, path, PK_Z(&bag->arena, encoding), NULL);
}

void
bag_read_bagit(struct pk_bag *bag)
{
	struct pk_bag_rec *rec = pk_bag_find(bag, PK_S("bagit.txt"));
	struct pk_buf b = PK_BUF_INIT;
	struct tag_lines l = {0};
	struct pk_str line, two[2] = {PK_S(""), PK_S("")}, path;
	size_t at;

	if (!rec) {
		bag_say(bag, PK_D_BAGIT_MISSING, PK_S("bagit.txt"), NULL, NULL);
		return;
	}
	path = rec->path;
	if (pk_bag_read(bag, rec, &b) == 0) {
		l.rest = pk_buf_view(&b);
		if (pk_str_starts(l.rest, PK_S("\xef\xbb\xbf"))) {
			bag_say(bag, PK_D_BAGIT_BOM, path, NULL, NULL);
			l.rest = pk_str_sub(l.rest, 3, l.rest.n);
		}
		/* It is UTF-8 whatever the other tag files are. */
		at = pk_utf8_check(l.rest);
		if (at < l.rest.n)
			bag_say(bag, PK_D_TAG_CHARSET, path, "UTF-8", PK_NUM(at));
		while (tag_line(&l, &line))
			if (l.n <= 2)
				two[l.n - 1] = line;
		bagit_lines(bag, path, two);
		if (l.n != 2)
			bag_say_old(bag, PK_D_BAGIT_LINES, path, PK_NUM(l.n), NULL);
	}
	pk_buf_free(&b);
}
