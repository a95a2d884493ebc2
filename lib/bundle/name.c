#include "bundle/name.h"

#include "bundle/uni.h"

#include <stdlib.h>

static bool
is_reserved(struct pk_str stem)
{
	static const char *const device[] = {"CON", "PRN", "AUX", "NUL"};
	char up[8];
	size_t i;

	if (stem.n < 3 || stem.n > 4)
		return false;
	for (i = 0; i < stem.n; i++)
		up[i] = stem.p[i] >= 'a' && stem.p[i] <= 'z' ? (char)(stem.p[i] - 32) : stem.p[i];
	up[stem.n] = '\0';
	for (i = 0; i < 4; i++)
		if (strcmp(up, device[i]) == 0)
			return true;
	return stem.n == 4 && (memcmp(up, "COM", 3) == 0 || memcmp(up, "LPT", 3) == 0) && up[3] >= '1' &&
	       up[3] <= '9';
}

bool
pk_name_is_portable(struct pk_str part)
{
	size_t i, dot = pk_str_find(part, PK_S("."), 0);

	for (i = 0; i < part.n; i++)
		if ((unsigned char)part.p[i] < 0x20 || strchr("<>:\"|?*\\", part.p[i]))
			return false;
	if (part.n && (part.p[part.n - 1] == '.' || part.p[part.n - 1] == ' '))
		return false;
	return !is_reserved(pk_str_sub(part, 0, dot)) && pk_utf16_count(part) <= 255;
}

static bool
same_ascii(struct pk_str a, const char *z)
{
	size_t i, n = strlen(z);

	for (i = 0; i < n && i < a.n; i++) {
		char x = a.p[i] >= 'A' && a.p[i] <= 'Z' ? (char)(a.p[i] + 32) : a.p[i];

		if (x != z[i])
			return false;
	}
	return a.n == n;
}

bool
pk_name_is_litter(struct pk_str part)
{
	static const char *const names[] = {".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini",
	    "__macosx", ".spotlight-v100", ".trashes", ".fseventsd", ".directory"};
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (same_ascii(part, names[i]))
			return true;
	/* AppleDouble, owner files of office programs, editors' backups. */
	return pk_str_starts(part, PK_S("._")) || pk_str_starts(part, PK_S("~$")) ||
	       pk_str_starts(part, PK_S(".~lock.")) || (part.n > 1 && pk_str_ends(part, PK_S("~")));
}

bool
pk_name_is_deceptive(struct pk_str path)
{
	struct pk_buf b = PK_BUF_INIT;
	bool same;
	size_t i;

	for (i = 0; i < path.n; i++)
		if ((unsigned char)path.p[i] < 0x20 || (unsigned char)path.p[i] >= 0x7f)
			break;
	if (i == path.n)
		return false;
	pk_escape(&b, path);
	same = pk_str_eq(pk_buf_view(&b), path);
	pk_buf_free(&b);
	return !same;
}

struct twin {
	uint64_t hash;
	size_t i;
};

static int
by_hash(const void *x, const void *y)
{
	const struct twin *a = x, *b = y;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return (a->i > b->i) - (a->i < b->i);
}

/* Whether a and b are twins, and of which kind. */
static bool
are_twins(struct pk_str a, struct pk_str b, bool *by_case)
{
	struct pk_buf x = PK_BUF_INIT, y = PK_BUF_INIT;
	bool twins;

	pk_uni_fold(a, &x);
	pk_uni_fold(b, &y);
	twins = pk_str_eq(pk_buf_view(&x), pk_buf_view(&y)) && !pk_str_eq(a, b);
	pk_buf_clear(&x);
	pk_buf_clear(&y);
	pk_uni_nfd(a, &x);
	pk_uni_nfd(b, &y);
	*by_case = !pk_str_eq(pk_buf_view(&x), pk_buf_view(&y));
	pk_buf_free(&x);
	pk_buf_free(&y);
	return twins;
}

void
pk_name_twins(size_t n, struct pk_str (*path)(void *ctx, size_t i),
    void (*fn)(void *ctx, size_t a, size_t b, bool by_case), void *ctx)
{
	/* Hashes instead of the folded names themselves: sixteen bytes a file. */
	struct twin *t = pk_alloc(n, sizeof(*t));
	struct pk_buf key = PK_BUF_INIT;
	size_t i;
	bool by_case;

	for (i = 0; i < n; i++) {
		pk_buf_clear(&key);
		pk_uni_fold(path(ctx, i), &key);
		/* Neighbours only are compared: names of one value made on purpose would hide twins. */
		t[i] = (struct twin){pk_hash_keyed(1, key.p, key.n), i};
	}
	if (n)
		qsort(t, n, sizeof(*t), by_hash);
	for (i = 1; i < n; i++)
		if (t[i].hash == t[i - 1].hash && are_twins(path(ctx, t[i - 1].i), path(ctx, t[i].i), &by_case))
			fn(ctx, t[i - 1].i, t[i].i, by_case);
	pk_buf_free(&key);
	pk_free(t);
}
