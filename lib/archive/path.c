#include "archive/arc.h"

/*
 * The rule for a member's name, whatever the container: RFC 8493 5.1, APPNOTE
 * 4.4.17, and what extraction tools on any system would make of it.
 */
enum pk_diag_id
pk_path_fault(struct pk_str path, const struct pk_arc_limits *limits)
{
	struct pk_str rest = path, part;
	uint64_t depth = 0;

	if (path.n == 0)
		return PK_D_PATH_EMPTY;
	if (memchr(path.p, '\0', path.n))
		return PK_D_PATH_NUL;
	if (path.n > limits->path)
		return PK_D_PATH_LONG;
	if (path.p[0] == '/')
		return PK_D_PATH_ABSOLUTE;
	if (memchr(path.p, '\\', path.n))
		return PK_D_PATH_BACKSLASH;
	if (path.n >= 2 && path.p[1] == ':' &&
	    ((path.p[0] >= 'A' && path.p[0] <= 'Z') || (path.p[0] >= 'a' && path.p[0] <= 'z')))
		return PK_D_PATH_DRIVE;
	while (pk_str_split(&rest, '/', &part)) {
		if (part.n == 0)
			return PK_D_PATH_EMPTY;
		if (pk_str_is(part, ".") || pk_str_is(part, ".."))
			return PK_D_PATH_DOT;
		if (++depth > limits->depth)
			return PK_D_PATH_DEEP;
	}
	return PK_D_MAX;
}

bool
arc_is_utf8(struct pk_str s)
{
	const unsigned char *p = (const unsigned char *)s.p, *end = p + s.n;

	while (p < end) {
		unsigned c = *p++, more, i;
		uint32_t cp;

		if (c < 0x80)
			continue;
		if (c < 0xc2 || c > 0xf4)
			return false;
		more = c < 0xe0 ? 1 : c < 0xf0 ? 2 : 3;
		cp = c & (0x3fu >> more);
		for (i = 0; i < more; i++, p++) {
			if (p >= end || (*p & 0xc0) != 0x80)
				return false;
			cp = cp << 6 | (*p & 0x3f);
		}
		if ((more == 2 && (cp < 0x800 || (cp >= 0xd800 && cp < 0xe000))) ||
		    (more == 3 && (cp < 0x10000 || cp > 0x10ffff)))
			return false;
	}
	return true;
}
