#include "bundle/filescan.h"

#include "archive/write.h"

static bool
has(struct pk_str s, struct pk_str word)
{
	return pk_str_find(s, word, 0) != PK_NPOS;
}

static void
look(struct pk_filescan *s, struct pk_str b)
{
	/* Names in an OLE directory are UTF-16. */
	static const char package[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
	static const char vba[] = "_\0V\0B\0A\0_\0P\0R\0O\0J\0E\0C\0T";

	if (s->type == PK_FT_ZIP) {
		s->macro |= has(b, PK_S("vbaProject.bin"));
	} else if (s->type == PK_FT_OLE) {
		s->encrypted |= has(b, pk_strn(package, sizeof(package) - 1));
		s->macro |= has(b, pk_strn(vba, sizeof(vba) - 1));
	}
}

void
pk_filescan_add(struct pk_filescan *s, struct pk_str block)
{
	char seam[2 * PK_SCAN_TAIL];
	size_t k;

	if (!s->started) {
		s->nhead = block.n < PK_SCAN_HEAD ? block.n : PK_SCAN_HEAD;
		memcpy(s->head, block.p, s->nhead);
		s->type = pk_filetype_of(pk_strn(s->head, s->nhead), block.n);
		/* APPNOTE: bit 0 of the flags of the first member. */
		s->encrypted = s->type == PK_FT_ZIP && s->nhead > 6 && s->head[6] & 1;
		s->started = true;
		if (s->type == PK_FT_PDF)
			pk_pdf_init(&s->pdf);
	} else if (s->type == PK_FT_ZIP || s->type == PK_FT_OLE) {
		k = block.n < PK_SCAN_TAIL ? block.n : PK_SCAN_TAIL;
		memcpy(seam, s->tail, s->ntail);
		memcpy(seam + s->ntail, block.p, k);
		look(s, pk_strn(seam, s->ntail + k));
	}
	if (s->type == PK_FT_PDF)
		pk_pdf_add(&s->pdf, block);
	if (s->type != PK_FT_ZIP && s->type != PK_FT_OLE)
		return;
	look(s, block);
	k = block.n < PK_SCAN_TAIL ? block.n : PK_SCAN_TAIL;
	memcpy(s->tail, block.p + block.n - k, k);
	s->ntail = k;
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
