/*
 * Fuzz target: counting the pages of a PDF, and seeing what is locked; neither depends on how the
 * bytes come.
 */
#include "bundle/filescan.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static unsigned
count(struct pk_str s, size_t step)
{
	struct pk_pdf pdf;
	size_t i;

	pk_pdf_init(&pdf);
	for (i = 0; i < s.n; i += step)
		pk_pdf_add(&pdf, pk_str_sub(s, i, i + step < s.n ? i + step : s.n));
	return pk_pdf_end(&pdf);
}

/* The beginning comes in one piece: it tells what the file is. */
static unsigned
flags(struct pk_str s, size_t step)
{
	struct pk_filescan f = {.nhead = 0};
	size_t i, n = s.n < PK_SCAN_HEAD ? s.n : PK_SCAN_HEAD;

	pk_filescan_add(&f, pk_str_sub(s, 0, n));
	for (i = n; i < s.n; i += step)
		pk_filescan_add(&f, pk_str_sub(s, i, i + step < s.n ? i + step : s.n));
	return pk_filescan_end(&f, s.n).flags;
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct pk_str s = pk_strn((const char *)p, n);

	if (count(s, 65536) != count(s, 1))
		abort();
	if (n > 0 && (flags(s, 65536) != flags(s, 1) || flags(s, 65536) != flags(s, 37)))
		abort();
	return 0;
}
