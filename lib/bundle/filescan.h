/* Looking at a file's content while it goes by: what it is, locked, with macros, how many pages. */
#ifndef PK_BUNDLE_FILESCAN_H
#define PK_BUNDLE_FILESCAN_H

#include "bundle/locked.h"
#include "bundle/material.h"
#include "bundle/pdf.h"

enum { PK_FF_ENCRYPTED = 1, PK_FF_MACRO = 2 };

/* What was seen. */
struct pk_filelook {
	enum pk_filetype type;
	unsigned flags; /* PK_FF_* */
	unsigned pages; /* of a PDF, 0: not known */
	bool media;     /* compressed already */
};

enum { PK_SCAN_HEAD = 512 };

struct pk_filescan {
	char head[PK_SCAN_HEAD];
	size_t nhead;
	char tail[PK_LOCKED_MARK]; /* the end of what has gone by: marks may stand across */
	size_t ntail;
	uint64_t off;              /* bytes gone by */
	enum pk_filetype type;
	bool started, encrypted, macro;
	struct pk_pdf pdf;
};

void pk_filescan_add(struct pk_filescan *s, struct pk_str block);
/* To be called once, which ends it. */
struct pk_filelook pk_filescan_end(struct pk_filescan *s, uint64_t size);

/* What is wrong with a file of that look under that name: EV_* or PROGRAM; PK_D_MAX nothing. */
enum pk_diag_id pk_filelook_fault(struct pk_str path, const struct pk_filelook *look);

#endif
