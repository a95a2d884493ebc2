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

/* What the name of a member gives away: macros of OOXML, of Excel 4 and of ODF; the forms of
 * ODF and OFD that are encrypted as a whole. */
static unsigned
by_name(struct pk_str name)
{
	if (has(name, PK_S("vbaProject.bin")) || has(name, PK_S("xl/macrosheets/")) ||
	    has(name, PK_S("Basic/script-lc.xml")))
		return PK_FF_MACRO;
	return has(name, PK_S("encrypted-package")) || has(name, PK_S("Encryptions.xml")) ? PK_FF_ENCRYPTED : 0;
}

/* A record of the central directory: bit 0 of the flags, and the name; the other fields are
 * asked so that chance does not make one. */
static unsigned
central(struct pk_str h)
{
	unsigned flags = 0;

	if (h.n >= 12 && at16(h, 6) <= 63 && at16(h, 8) & 1 && at16(h, 10) <= 99)
		flags |= PK_FF_ENCRYPTED;
	if (h.n > 46)
		flags |= by_name(pk_str_sub(h, 46, 46 + (size_t)at16(h, 28)));
	return flags;
}

/* A local header.  ODF encrypts the deflated bytes of its members and stores what comes out: a
 * stored content.xml that does not begin as XML does. */
static unsigned
local(struct pk_str h)
{
	struct pk_str name;
	unsigned flags;
	size_t data;

	if (h.n <= 30)
		return 0;
	name = pk_str_sub(h, 30, 30 + (size_t)at16(h, 26));
	flags = by_name(name);
	data = 30 + name.n + at16(h, 28);
	if (at16(h, 8) == 0 && pk_str_is(name, "content.xml") && data < h.n && h.p[data] != '<' && h.p[data] != '\xef')
		flags |= PK_FF_ENCRYPTED;
	return flags;
}

unsigned
pk_locked_zip(struct pk_str s)
{
	unsigned flags = 0;
	size_t at = 0;

	for (; (at = pk_str_find(s, PK_S("PK\1\2"), at)) != PK_NPOS; at++)
		flags |= central(pk_str_sub(s, at, at + PK_LOCKED_MARK));
	for (at = 0; (at = pk_str_find(s, PK_S("PK\3\4"), at)) != PK_NPOS; at++)
		flags |= local(pk_str_sub(s, at, at + PK_LOCKED_MARK));
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
