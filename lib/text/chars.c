#include "text/chars.h"

void
pk_chars_add(struct pk_chars *s, uint32_t cp)
{
	s->bit[PK_CHARS_BASE + (cp >> 6 & 1023)] |= (uint64_t)1 << (cp & 63);
}

void
pk_chars_add_all(struct pk_chars *s, const char *chars)
{
	size_t n = strlen(chars), i;
	uint32_t cp;

	for (i = 0; i < n;) {
		i += pk_utf8_next(chars + i, n - i, &cp);
		pk_chars_add(s, cp);
	}
}
