/* What says in an office file that it is encrypted or has macros. */
#ifndef PK_BUNDLE_LOCKED_H
#define PK_BUNDLE_LOCKED_H

#include "base/str.h"

/* A mark begins within a piece and ends within so many bytes of its beginning. */
enum { PK_LOCKED_MARK = 128 };

/* PK_FF_* of a piece of a file that is a zip inside (OOXML, ODF, OFD, zip itself). */
unsigned pk_locked_zip(struct pk_str piece);
/* The same of an OLE file (doc, xls, ppt, and what is wrapped in one); `at`: where the piece
 * stands in the file. */
unsigned pk_locked_ole(struct pk_str piece, uint64_t at);

#endif
