#include "bundle/charset.h"

#include "text/utf8.h"

#include <errno.h>
#include <iconv.h>

enum { NAME_MAX_LEN = 40 };

/* The name as iconv takes it; an empty one for what cannot be an encoding's name
 * (glibc gives meaning to "//TRANSLIT" and to slashes, and overlooks "U+TF)-8"). */
static const char *
iconv_name(struct pk_str name, char out[NAME_MAX_LEN + 1])
{
	size_t i;

	out[0] = '\0';
	if (name.n == 0 || name.n > NAME_MAX_LEN)
		return out;
	for (i = 0; i < name.n; i++) {
		char c = name.p[i];
		bool ok = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
		          c == '-' || c == '_' || c == '.' || c == ':';

		if (!ok) {
			out[0] = '\0';
			return out;
		}
		out[i] = c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
	}
	out[name.n] = '\0';
	/* GBK and GB2312 files hold characters that only GB18030 has. */
	if (strcmp(out, "GBK") == 0 || strcmp(out, "GB2312") == 0)
		return "GB18030";
	return out;
}

bool
pk_charset_is_utf8(struct pk_str name)
{
	char z[NAME_MAX_LEN + 1];
	const char *n = iconv_name(name, z);

	return strcmp(n, "UTF-8") == 0 || strcmp(n, "UTF8") == 0;
}

bool
pk_charset_known(struct pk_str name)
{
	char z[NAME_MAX_LEN + 1];
	const char *n = iconv_name(name, z);
	iconv_t cd;

	if (pk_charset_is_utf8(name))
		return true;
	cd = *n ? iconv_open("UTF-8", n) : (iconv_t)-1;
	if (cd == (iconv_t)-1)
		return false;
	(void)iconv_close(cd);
	return true;
}

static int
convert(const char *from, struct pk_str raw, struct pk_buf *out, size_t *at)
{
	iconv_t cd = iconv_open("UTF-8", from);
	char *in = (char *)(uintptr_t)raw.p, *to; /* iconv(3) does not write to its input */
	size_t left = raw.n, room, r = 0;

	*at = 0;
	if (cd == (iconv_t)-1)
		return -1;
	while (left > 0) {
		pk_buf_reserve(out, left * 2 + 64);
		to = out->p + out->n;
		room = out->cap - out->n - 1;
		r = iconv(cd, &in, &left, &to, &room);
		out->n = (size_t)(to - out->p);
		if (r == (size_t)-1 && errno != E2BIG)
			break;
	}
	*at = raw.n - left;
	(void)iconv_close(cd);
	pk_buf_reserve(out, 0);
	return left == 0 ? 0 : -1;
}

int
pk_charset_decode(struct pk_str name, struct pk_str raw, struct pk_buf *out, size_t *at)
{
	char z[NAME_MAX_LEN + 1];
	const char *n = iconv_name(name, z);

	if (pk_charset_is_utf8(name)) {
		*at = pk_utf8_check(raw);
		pk_buf_str(out, raw);
		return *at == raw.n ? 0 : -1;
	}
	/* RFC 2781: big-endian when there is no mark. */
	if (strcmp(n, "UTF-16") == 0 && !pk_str_starts(raw, PK_S("\xff\xfe")) &&
	    !pk_str_starts(raw, PK_S("\xfe\xff")))
		n = "UTF-16BE";
	return convert(n, raw, out, at);
}

int
pk_charset_legacy(struct pk_str raw, struct pk_buf *out)
{
	size_t at;

	return convert("GB18030", raw, out, &at);
}

void
pk_charset_preload(void)
{
	static const char *const names[] = {"GB18030", "UTF-16", "UTF-16BE", "UTF-16LE", "ISO-8859-1"};
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		(void)pk_charset_known(pk_str(names[i]));
}
