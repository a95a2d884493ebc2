/* Fuzz target: counting the pages of a PDF; the number does not depend on how the bytes come. */
#include "bundle/pdf.h"

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

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct pk_str s = pk_strn((const char *)p, n);

	if (count(s, 65536) != count(s, 1))
		abort();
	return 0;
}
