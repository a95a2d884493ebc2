/*
 * Sets of characters, and the next place of a text where one of them stands: what most passes
 * over a text spend their time on.
 *
 * Characters beyond the basic plane have no bits of their own but share those of cp & 0xffff:
 * pk_chars_may() and pk_chars_skip() can stop at one that was never added.
 */
#ifndef PK_TEXT_CHARS_H
#define PK_TEXT_CHARS_H

#include "text/utf8.h"

/*
 * bit[PK_CHARS_BASE + (cp >> 6)] holds 64 characters.  The base makes the second byte of three an
 * index without taking its upper bits off, whatever that byte is: from 0x80 to 0xbf if it is sound.
 */
enum { PK_CHARS_BASE = 0x80, PK_CHARS_WORDS = PK_CHARS_BASE + 1024 + 0x40 };
struct pk_chars {
	uint64_t bit[PK_CHARS_WORDS];
};

void pk_chars_add(struct pk_chars *s, uint32_t cp);
void pk_chars_add_all(struct pk_chars *s, const char *chars);

/* Of the basic plane: is it in the set?  Else false. */
static inline bool
pk_chars_has(const struct pk_chars *s, uint32_t cp)
{
	return cp < 0x10000 && s->bit[PK_CHARS_BASE + (cp >> 6)] >> (cp & 63) & 1;
}

static inline bool
pk_chars_may(const struct pk_chars *s, uint32_t cp)
{
	return s->bit[PK_CHARS_BASE + (cp >> 6 & 1023)] >> (cp & 63) & 1;
}

/* The first place at or behind i where a character of the set may stand; text.n: none. */
static inline size_t
pk_chars_skip(const struct pk_chars *s, struct pk_str text, size_t i)
{
	const unsigned char *p = (const unsigned char *)text.p;

	while (i < text.n) {
		size_t lead = (size_t)p[i] - 0xe0, len;
		uint32_t cp;

		/* Three bytes make most of a text: they are the bit's place without being decoded. */
		while (lead < 16 && i + 3 <= text.n) {
			if (s->bit[lead * 64 + p[i + 1]] >> (p[i + 2] & 63) & 1)
				return i;
			i += 3;
			if (i >= text.n)
				return text.n;
			lead = (size_t)p[i] - 0xe0;
		}
		len = pk_utf8_next(text.p + i, text.n - i, &cp);
		if (pk_chars_may(s, cp))
			return i;
		i += len;
	}
	return text.n;
}

#endif
