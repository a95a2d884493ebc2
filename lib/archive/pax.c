#include "archive/pax.h"

bool
tar_number(const unsigned char *p, size_t n, uint64_t *out)
{
	uint64_t v = 0;
	size_t i = 0, digits = 0;

	if (p[0] & 0x80) {
		/* GNU: the rest is a big-endian number; 0xff is a negative one. */
		if (p[0] != 0x80)
			return false;
		for (i = 1; i < n; i++) {
			if (v >> 55)
				return false;
			v = v << 8 | p[i];
		}
		*out = v;
		return true;
	}
	for (; i < n && p[i] == ' '; i++)
		;
	for (; i < n && p[i] >= '0' && p[i] <= '7'; i++, digits++) {
		if (v >> 60)
			return false;
		v = v * 8 + (uint64_t)(p[i] - '0');
	}
	*out = v;
	/* POSIX: one or more blanks or NULs end it; old writers pad with either. */
	for (; i < n; i++)
		if (p[i] != ' ' && p[i] != '\0')
			return false;
	return true;
}

struct pk_str
tar_text(const unsigned char *p, size_t n)
{
	const unsigned char *nul = memchr(p, '\0', n);

	return pk_strn((const char *)p, nul ? (size_t)(nul - p) : n);
}

void
pax_reset(struct pax *x)
{
	pk_buf_clear(&x->path);
	pk_buf_clear(&x->longname);
	x->seen_x = x->has_path = x->has_long = x->has_link = x->has_size = x->has_mtime = false;
}

void
pax_free(struct pax *x)
{
	pk_buf_free(&x->path);
	pk_buf_free(&x->longname);
}

bool
pax_pending(const struct pax *x)
{
	return x->seen_x || x->has_long || x->has_link;
}

static int
keyword(struct pax *x, unsigned char type, struct pk_str key, struct pk_str value)
{
	int64_t n;

	/* Sparse files have holes that are not in the archive. */
	if (pk_str_starts(key, PK_S("GNU.sparse")) || pk_str_is(key, "SCHILY.realsize"))
		return -1;
	/* A global path or size would name every member alike. */
	if (type == 'g')
		return pk_str_is(key, "path") || pk_str_is(key, "size") || pk_str_is(key, "linkpath") ? -1 : 0;
	if (pk_str_is(key, "path")) {
		if (x->has_path || memchr(value.p, '\0', value.n))
			return -1;
		/* POSIX: an empty value takes back what was set; nothing can have been. */
		x->has_path = value.n > 0;
		pk_buf_str(&x->path, value);
	} else if (pk_str_is(key, "size")) {
		if (x->has_size || pk_str_int(value, 0, INT64_MAX, &n) != 0)
			return -1;
		x->has_size = true;
		x->size = (uint64_t)n;
	} else if (pk_str_is(key, "mtime")) {
		struct pk_str whole = pk_str_sub(value, 0, pk_str_find(value, PK_S("."), 0));

		x->has_mtime = pk_str_int(whole, INT64_MIN / 2, INT64_MAX / 2, &x->mtime) == 0;
	}
	return 0;
}

/* "LENGTH KEY=VALUE\n" where LENGTH counts the whole record. */
static int
records(struct pax *x, unsigned char type, struct pk_str body)
{
	while (body.n > 0) {
		size_t sp = pk_str_find(body, PK_S(" "), 0), eq;
		int64_t len;
		struct pk_str rec;

		if (sp == PK_NPOS || body.p[0] == '0' ||
		    pk_str_int(pk_str_sub(body, 0, sp), 1, PAX_HEADER_MAX, &len) != 0 ||
		    (uint64_t)len > body.n || (uint64_t)len < sp + 3 || body.p[len - 1] != '\n')
			return -1;
		rec = pk_str_sub(body, sp + 1, (size_t)len - 1);
		eq = pk_str_find(rec, PK_S("="), 0);
		if (eq == PK_NPOS || eq == 0 ||
		    keyword(x, type, pk_str_sub(rec, 0, eq), pk_str_sub(rec, eq + 1, rec.n)) != 0)
			return -1;
		body = pk_str_sub(body, (size_t)len, body.n);
	}
	return 0;
}

int
pax_take(struct pax *x, unsigned char type, struct pk_str body)
{
	if (type == 'K') { /* a long link target: the link itself will be the finding */
		int rc = x->has_link ? -1 : 0;

		x->has_link = true;
		return rc;
	}
	if (type == 'L') {
		struct pk_str s = body;

		if (x->has_long)
			return -1;
		if (pk_str_ends(s, (struct pk_str){"", 1}))
			s.n--;
		if (s.n == 0 || memchr(s.p, '\0', s.n))
			return -1;
		x->has_long = true;
		pk_buf_str(&x->longname, s);
		return 0;
	}
	if (type == 'x') {
		if (x->seen_x)
			return -1;
		x->seen_x = true;
	}
	return records(x, type, body);
}
