#include "bundle/filescan.h"

#include "archive/write.h"

/* Looks at a piece that stands at `at` in the file. */
static void
look(struct pk_filescan *s, struct pk_str b, uint64_t at)
{
	unsigned flags = s->type == PK_FT_ZIP ? pk_locked_zip(b) : pk_locked_ole(b, at);

	s->encrypted |= (flags & PK_FF_ENCRYPTED) != 0;
	s->macro |= (flags & PK_FF_MACRO) != 0;
}

/* Marks that stand across the seam of two blocks are looked for there: what is kept of those
 * before, and the beginning of this one. */
static void
look_at(struct pk_filescan *s, struct pk_str block)
{
	char seam[2 * PK_LOCKED_MARK];
	size_t k = block.n < PK_LOCKED_MARK ? block.n : PK_LOCKED_MARK, n = s->ntail + k;

	memcpy(seam, s->tail, s->ntail);
	memcpy(seam + s->ntail, block.p, k);
	if (s->ntail)
		look(s, pk_strn(seam, n), s->off - s->ntail);
	look(s, block, s->off);
	s->off += block.n;
	if (k == PK_LOCKED_MARK) {
		memcpy(s->tail, block.p + block.n - k, k);
		s->ntail = k;
	} else {
		s->ntail = n < PK_LOCKED_MARK ? n : PK_LOCKED_MARK;
		memcpy(s->tail, seam + n - s->ntail, s->ntail);
	}
}

void
pk_filescan_add(struct pk_filescan *s, struct pk_str block)
{
	if (!s->started) {
		s->nhead = block.n < PK_SCAN_HEAD ? block.n : PK_SCAN_HEAD;
		memcpy(s->head, block.p, s->nhead);
		s->type = pk_filetype_of(pk_strn(s->head, s->nhead), block.n);
		/* APPNOTE: bit 0 of the flags of the first member. */
		s->encrypted = s->type == PK_FT_ZIP && s->nhead > 6 && s->head[6] & 1;
		s->started = true;
		if (s->type == PK_FT_PDF)
			pk_pdf_init(&s->pdf);
	}
	if (s->type == PK_FT_PDF)
		pk_pdf_add(&s->pdf, block);
	else if (s->type == PK_FT_ZIP || s->type == PK_FT_OLE)
		look_at(s, block);
}

struct pk_filelook
pk_filescan_end(struct pk_filescan *s, uint64_t size)
{
	struct pk_filelook f = {.type = size == 0 ? PK_FT_EMPTY : s->type,
	    .media = pk_is_media(pk_strn(s->head, s->nhead))};

	if (s->type == PK_FT_PDF && s->started) {
		f.pages = pk_pdf_end(&s->pdf);
		s->encrypted |= s->pdf.encrypted;
	}
	if (s->encrypted)
		f.flags |= PK_FF_ENCRYPTED;
	if (s->macro)
		f.flags |= PK_FF_MACRO;
	return f;
}

enum pk_diag_id
pk_filelook_fault(struct pk_str path, const struct pk_filelook *f)
{
	struct pk_buf b = PK_BUF_INIT;
	unsigned types = 0;
	bool accepted, known = pk_extension_types(pk_extension(path, &b), &types, &accepted);

	pk_buf_free(&b);
	if (f->type == PK_FT_EMPTY)
		return PK_D_EV_EMPTY_FILE;
	/* An office file of the XML kind that is an OLE container is an encrypted one. */
	if (f->flags & (PK_FF_ENCRYPTED | PK_FF_MACRO) || (f->type == PK_FT_OLE && types == 1u << PK_FT_ZIP))
		return PK_D_EV_LOCKED;
	if (f->type == PK_FT_EXE)
		return PK_D_PROGRAM;
	return known && !(types & 1u << f->type) ? PK_D_EV_MAGIC : PK_D_MAX;
}
