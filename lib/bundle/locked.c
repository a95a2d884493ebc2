/*
 * Marks of encryption and macros, found while a file goes by: [MS-OFFCRYPTO], [MS-DOC] 2.5.1,
 * [MS-XLS] 2.4.117, [MS-PPT] 2.3.2, APPNOTE 4.4.4, ODF 1.2 part 3 (3.4).
 */
#include "bundle/locked.h"

#include "bundle/filescan.h"

static bool
has(struct pk_str s, struct pk_str word)
{
	return pk_str_find(s, word, 0) != PK_NPOS;
}

static unsigned
at16(struct pk_str s, size_t i)
{
	return (unsigned)(unsigned char)s.p[i] | (unsigned)(unsigned char)s.p[i + 1] << 8;
}

/* A member of the central directory whose flags have bit 0; the other fields are asked so that
 * chance does not make one. */
static bool
has_encrypted_member(struct pk_str s)
{
	size_t at = 0;

	for (; (at = pk_str_find(s, PK_S("PK\1\2"), at)) != PK_NPOS; at++)
		if (s.n - at >= 12 && at16(s, at + 6) <= 63 && at16(s, at + 8) & 1 && at16(s, at + 10) <= 99)
			return true;
	return false;
}

/* ODF encrypts the deflated bytes of its members and stores what comes out: a stored
 * content.xml that does not begin as XML does. */
static bool
has_encrypted_content(struct pk_str s)
{
	static const char name[] = "content.xml";
	size_t at = 0, data;

	for (; (at = pk_str_find(s, PK_S("PK\3\4"), at)) != PK_NPOS; at++) {
		if (s.n - at < 30 || at16(s, at + 8) != 0 || at16(s, at + 26) != sizeof(name) - 1 ||
		    !pk_str_starts(pk_str_sub(s, at + 30, s.n), pk_strn(name, sizeof(name) - 1)))
			continue;
		data = at + 30 + sizeof(name) - 1 + at16(s, at + 28);
		/* Nobody writes longer extra fields there, and the mark must not reach further. */
		if (data - at < PK_LOCKED_MARK && data < s.n && s.p[data] != '<' && s.p[data] != '\xef')
			return true;
	}
	return false;
}

unsigned
pk_locked_zip(struct pk_str s)
{
	unsigned flags = 0;

	if (has_encrypted_member(s) || has_encrypted_content(s) || has(s, PK_S("encrypted-package")) ||
	    has(s, PK_S("Encryptions.xml")))
		flags |= PK_FF_ENCRYPTED;
	if (has(s, PK_S("vbaProject.bin")) || has(s, PK_S("xl/macrosheets/")) || has(s, PK_S("Basic/script-lc.xml")))
		flags |= PK_FF_MACRO;
	return flags;
}

/* Streams begin at multiples of 64 bytes: s is what stands there. */
static bool
begins_encrypted(struct pk_str s)
{
	struct pk_str rest;

	/* FIB of a document: fEncrypted. */
	if (s.n >= 12 && at16(s, 0) == 0xa5ec && (at16(s, 2) & 0xff00) <= 0x0100 && s.p[11] & 1)
		return true;
	/* Current User of a presentation: the token of an encrypted one. */
	if (s.n >= 16 && at16(s, 0) == 0 && at16(s, 2) == 0x0ff6 &&
	    pk_str_starts(pk_str_sub(s, 12, s.n), PK_S("\xdf\xc4\xd1\xf3")))
		return true;
	/* A workbook: FILEPASS behind BOF, or behind WRITEPROTECT behind it. */
	if (s.n < 24 || at16(s, 0) != 0x0809 || at16(s, 2) > 16 || (at16(s, 4) != 0x0600 && at16(s, 4) != 0x0500))
		return false;
	rest = pk_str_sub(s, 4 + at16(s, 2), s.n);
	if (rest.n >= 4 && at16(rest, 0) == 0x0086 && at16(rest, 2) == 0)
		rest = pk_str_sub(rest, 4, rest.n);
	return rest.n >= 2 && at16(rest, 0) == 0x002f;
}

unsigned
pk_locked_ole(struct pk_str s, uint64_t at)
{
	/* Names in an OLE directory are UTF-16. */
	static const char package[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
	static const char vba[] = "_\0V\0B\0A\0_\0P\0R\0O\0J\0E\0C\0T";
	unsigned flags = 0;
	size_t i;

	if (has(s, pk_strn(package, sizeof(package) - 1)))
		flags |= PK_FF_ENCRYPTED;
	if (has(s, pk_strn(vba, sizeof(vba) - 1)))
		flags |= PK_FF_MACRO;
	for (i = (size_t)((64 - at % 64) % 64); i < s.n; i += 64)
		if (begins_encrypted(pk_str_sub(s, i, s.n)))
			flags |= PK_FF_ENCRYPTED;
	return flags;
}
