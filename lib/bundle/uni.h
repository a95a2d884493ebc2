/*
 * Twins: names that some computers take for one.
 *
 * Canonically equivalent names (UAX 15) are one name to a person and, on some
 * file systems, to the computer; names that differ by case only are one file on
 * Windows.  RFC 8493 6.1.1 asks to tolerate the first and to warn about both.
 */
#ifndef PK_BUNDLE_UNI_H
#define PK_BUNDLE_UNI_H

#include "base/str.h"

/* Appends the canonical decomposition (NFD) of s; ill-formed bytes stay as they are. */
void pk_uni_nfd(struct pk_str s, struct pk_buf *out);
/* The same with simple case folding. */
void pk_uni_fold(struct pk_str s, struct pk_buf *out);
bool pk_is_ascii(struct pk_str s);
/* UTF-16 code units, the measure of Windows. */
size_t pk_utf16_count(struct pk_str s);

#endif
