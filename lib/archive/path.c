#include "archive/archive.h"

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
