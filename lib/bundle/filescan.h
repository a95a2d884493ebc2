/* Looking at a file's content while it goes by: what it is, locked, with macros, how many pages. */
#ifndef PK_BUNDLE_FILESCAN_H
#define PK_BUNDLE_FILESCAN_H

#include "bundle/evidence.h"

enum { PK_SCAN_TAIL = 64, PK_SCAN_HEAD = 512 };

struct pk_filescan {
	char head[PK_SCAN_HEAD];
	size_t nhead;
	char tail[PK_SCAN_TAIL]; /* the end of the block before: words may stand across */
	size_t ntail;
	enum pk_filetype type;
	bool started, encrypted, macro;
	unsigned pages;
};

void pk_filescan_add(struct pk_filescan *s, struct pk_str block);
/* Puts what was seen into f. */
void pk_filescan_end(struct pk_filescan *s, uint64_t size, struct pk_ev_file *f);

#endif
