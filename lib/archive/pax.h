/* Inside lib/archive only: what stands in front of a tar member. */
#ifndef PK_ARCHIVE_PAX_H
#define PK_ARCHIVE_PAX_H

#include "base/str.h"

/* Bytes of one pax or GNU header [policy]: a path of 4096 bytes and its neighbours fit. */
enum { PAX_HEADER_MAX = 1048576 };

struct pax {
	bool seen_x;                   /* a header of this member */
	bool has_path, has_long, has_link, has_size, has_mtime;
	struct pk_buf path, longname;
	uint64_t size;
	int64_t mtime;
};

/* Takes the content of a header of typeflag x, g, L or K: 0, or -1 when malformed or forbidden. */
int pax_take(struct pax *x, unsigned char type, struct pk_str body);
bool pax_pending(const struct pax *x);
void pax_reset(struct pax *x);
void pax_free(struct pax *x);

/* A numeric field: octal between blanks, or GNU base-256; false when it is neither. */
bool tar_number(const unsigned char *p, size_t n, uint64_t *out);
/* A text field: up to the first NUL or its end. */
struct pk_str tar_text(const unsigned char *p, size_t n);

#endif
