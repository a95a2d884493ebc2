/* Names and extra fields of zip members. */
#include "archive/deflate.h"
#include "archive/zip.h"

enum { EXTRA_ZIP64 = 0x0001, EXTRA_UNICODE_PATH = 0x7075 };

bool
zip_parse_extra(struct pk_str extra, struct zip_extra *out)
{
	const unsigned char *p = (const unsigned char *)extra.p;
	size_t n = extra.n;

	*out = (struct zip_extra){0};
	while (n >= 4) {
		unsigned id = le16(p), len = le16(p + 2);
		struct pk_str body = pk_strn((const char *)p + 4, len);

		if (len > n - 4)
			return false;
		if ((id == EXTRA_ZIP64 && out->has_zip64) ||
		    (id == EXTRA_UNICODE_PATH && out->has_unicode))
			return false;
		if (id == EXTRA_ZIP64) {
			out->zip64 = body;
			out->has_zip64 = true;
		} else if (id == EXTRA_UNICODE_PATH) {
			out->unicode = body;
			out->has_unicode = true;
		}
		p += 4 + len;
		n -= 4 + len;
	}
	return n == 0;
}

static bool
is_ascii(struct pk_str s)
{
	size_t i;

	for (i = 0; i < s.n && (unsigned char)s.p[i] < 0x80; i++)
		;
	return i == s.n;
}

bool
zip_name_is_legacy(struct pk_str raw, unsigned flags, struct pk_str extra)
{
	struct zip_extra x;

	return !(flags & ZIP_FLAG_UTF8) && !arc_is_utf8(raw) && zip_parse_extra(extra, &x) && !x.has_unicode;
}

enum zip_name_result
zip_decode_name(const struct pk_arc *a, struct pk_str raw, unsigned flags,
    const struct zip_extra *extra, struct pk_buf *out)
{
	const unsigned char *u = (const unsigned char *)extra->unicode.p;
	struct pk_str name = {NULL, 0};
	bool utf8 = arc_is_utf8(raw);

	pk_buf_clear(out);
	/* APPNOTE 4.6.9: version 1, CRC-32 of the stored name, the name; stale when the
	 * CRC is another (somebody renamed the member without knowing the field). */
	if (extra->has_unicode && extra->unicode.n >= 5 && u[0] == 1 &&
	    le32(u + 1) == pk_crc32(0, raw.p ? raw.p : "", raw.n))
		name = pk_str_sub(extra->unicode, 5, extra->unicode.n);
	if (name.p && (!arc_is_utf8(name) || name.n == 0))
		return ZIP_NAME_BAD;
	if (flags & ZIP_FLAG_UTF8) {
		if (name.p && utf8 && !pk_str_eq(name, raw))
			return ZIP_NAME_TWO;
		pk_buf_str(out, raw);
		return utf8 ? ZIP_NAME_OK : ZIP_NAME_BAD;
	}
	/* One program wrote all names alike: where some are GB18030, others that happen to be
	 * UTF-8 as well (two-byte words often are) mean what they say in GB18030. */
	if (!name.p && (!utf8 || (a->legacy && !is_ascii(raw))) && a->opts.legacy &&
	    a->opts.legacy(raw, out) == 0)
		return ZIP_NAME_LEGACY;
	pk_buf_clear(out);
	pk_buf_str(out, name.p ? name : raw);
	return name.p || utf8 ? ZIP_NAME_OK : ZIP_NAME_BAD;
}
