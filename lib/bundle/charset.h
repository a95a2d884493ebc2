/* Tag files in whatever encoding bagit.txt declares (RFC 8493 2.3), out of iconv(3). */
#ifndef PK_BUNDLE_CHARSET_H
#define PK_BUNDLE_CHARSET_H

#include "base/str.h"

/* The system can decode an encoding of that name. */
bool pk_charset_known(struct pk_str name);
bool pk_charset_is_utf8(struct pk_str name);
/*
 * Appends `raw` in UTF-8.  A byte order mark of UTF-16 and UTF-32 is taken off; one
 * of UTF-8 stays.  0, or -1 with the offset of the byte where it is not valid.
 */
int pk_charset_decode(struct pk_str name, struct pk_str raw, struct pk_buf *out, size_t *at);
/* A zip member's name in a legacy Chinese encoding, as struct pk_arc_opts wants it. */
int pk_charset_legacy(struct pk_str raw, struct pk_buf *out);
/* Loads what decoding needs, before the sandbox closes the file system. */
void pk_charset_preload(void);

#endif
