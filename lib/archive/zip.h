/* Inside lib/archive only: the parts of the zip reader. */
#ifndef PK_ARCHIVE_ZIP_H
#define PK_ARCHIVE_ZIP_H

#include "archive/arc.h"

/* Signatures and fixed sizes of APPNOTE 4.3. */
#define ZIP_LOCAL_SIG 0x04034b50u
#define ZIP_CENTRAL_SIG 0x02014b50u
#define ZIP_END_SIG 0x06054b50u
#define ZIP_END64_SIG 0x06064b50u
#define ZIP_LOCATOR_SIG 0x07064b50u
#define ZIP_DESCRIPTOR_SIG 0x08074b50u
enum {
	ZIP_LOCAL_SIZE = 30,
	ZIP_CENTRAL_SIZE = 46,
	ZIP_END_SIZE = 22,
	ZIP_END64_SIZE = 56,
	ZIP_LOCATOR_SIZE = 20,
	ZIP_COMMENT_MAX = 65535
};

/* General purpose bits. */
enum {
	ZIP_FLAG_ENCRYPTED = 1 << 0,
	ZIP_FLAG_DESCRIPTOR = 1 << 3,
	ZIP_FLAG_PATCH = 1 << 5,
	ZIP_FLAG_STRONG = 1 << 6,
	ZIP_FLAG_UTF8 = 1 << 11,
	ZIP_FLAG_MASKED = 1 << 13
};

/* Where the central directory stands, from the end record(s). */
struct zip_end {
	uint64_t entries, size, off;
};
int zip_find_end(const struct pk_arc *a, struct zip_end *end, struct pk_sink *sink);

/* The extra fields that matter (APPNOTE 4.5.3, 4.6.9). */
struct zip_extra {
	struct pk_str zip64;
	struct pk_str unicode; /* 0x7075 */
	bool has_zip64, has_unicode;
};
/* false: malformed, or one of them twice. */
bool zip_parse_extra(struct pk_str extra, struct zip_extra *out);

enum zip_name_result { ZIP_NAME_OK, ZIP_NAME_LEGACY, ZIP_NAME_BAD, ZIP_NAME_TWO };
/* The name in UTF-8 (APPNOTE appendix D; legacy Chinese names by the caller's function). */
enum zip_name_result zip_decode_name(const struct pk_arc *a, struct pk_str raw, unsigned flags,
    const struct zip_extra *extra, struct pk_buf *out);

/* Neither marked as UTF-8 in some way nor UTF-8. */
bool zip_name_is_legacy(struct pk_str raw, unsigned flags, struct pk_str extra);

/* What the central directory says of a member and struct pk_member does not keep. */
struct zip_entry {
	uint64_t local;    /* offset of the local header */
	size_t member;     /* index */
	struct pk_str raw; /* name as stored */
	uint16_t flags;
	bool unicode;      /* it has a Unicode path extra field */
};
/* Compares each local header with the central one and accounts for every byte. */
int zip_check_locals(struct pk_arc *a, struct zip_entry *v, size_t n, uint64_t central,
    struct pk_sink *sink);

#endif
