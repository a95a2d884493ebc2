/*
 * UTF-8 and the characters of Chinese text.  Input behind text/decode.h is
 * always well-formed; pk_utf8_next() is still safe on anything.
 */
#ifndef PK_TEXT_UTF8_H
#define PK_TEXT_UTF8_H

#include "base/str.h"

/*
 * The code point at p (n > 0 bytes left) and its length in bytes.  An ill-formed
 * byte yields U+FFFD and length 1 (overlong forms, surrogates and values past
 * U+10FFFF are ill-formed).
 */
static inline size_t
pk_utf8_next(const char *s, size_t n, uint32_t *cp)
{
	const unsigned char *p = (const unsigned char *)s;

	if (p[0] < 0x80) {
		*cp = p[0];
		return 1;
	}
	if (p[0] >= 0xe0 && p[0] < 0xf0 && n >= 3 && (p[1] & 0xc0) == 0x80 && (p[2] & 0xc0) == 0x80) {
		*cp = (uint32_t)(p[0] & 15) << 12 | (uint32_t)(p[1] & 63) << 6 | (uint32_t)(p[2] & 63);
		if (*cp >= 0x800 && (*cp < 0xd800 || *cp >= 0xe000))
			return 3;
	} else if (p[0] >= 0xc2 && p[0] < 0xe0 && n >= 2 && (p[1] & 0xc0) == 0x80) {
		*cp = (uint32_t)(p[0] & 31) << 6 | (uint32_t)(p[1] & 63);
		return 2;
	} else if (p[0] >= 0xf0 && p[0] < 0xf5 && n >= 4 && (p[1] & 0xc0) == 0x80 &&
	           (p[2] & 0xc0) == 0x80 && (p[3] & 0xc0) == 0x80) {
		*cp = (uint32_t)(p[0] & 7) << 18 | (uint32_t)(p[1] & 63) << 12 |
		      (uint32_t)(p[2] & 63) << 6 | (uint32_t)(p[3] & 63);
		if (*cp >= 0x10000 && *cp <= 0x10ffff)
			return 4;
	}
	*cp = 0xfffd;
	return 1;
}

/* Appends the code point. */
void pk_utf8_put(struct pk_buf *b, uint32_t cp);
/* Offset of the first ill-formed byte, or s.n when all is well. */
size_t pk_utf8_check(struct pk_str s);
/* s begins like a character and ends before that is whole. */
bool pk_utf8_is_cut(struct pk_str s);
/* How many code points. */
size_t pk_utf8_count(struct pk_str s);
/* Columns on a terminal: East Asian wide and full-width 2, combining 0, else 1. */
size_t pk_utf8_width(struct pk_str s);
/* A Han character (unified ideographs, extensions, 〇, 々). */
bool pk_is_han(uint32_t cp);
/* White space that plans use: ASCII blanks, U+00A0, U+3000, U+2000-200A, BOM. */
static inline bool
pk_is_blank(uint32_t cp)
{
	if (cp > 0x3000) /* most of the text */
		return cp == 0xfeff;
	return cp == ' ' || cp == '\t' || cp == 0xa0 || cp == 0x3000 || (cp >= 0x2000 && cp <= 0x200b) ||
	       cp == 0x202f || cp == 0x205f;
}
/*
 * The canonical form of a character for matching: full-width ASCII to ASCII, and
 * Chinese punctuation to the ASCII mark that plays its part:
 * ，, 。stays 。 ；; ：: （( ）) 、stays 、 ！! ？? ％% 〔( 〕) 【[ 】] ［[ ］] － — – ― ~ ～ to '-'... see utf8.c.
 * One code point in, one out.
 */
uint32_t pk_fold_mark(uint32_t cp); /* the rare half of pk_fold() */
static inline uint32_t
pk_fold(uint32_t cp)
{
	/* ASCII and Han stand for themselves. */
	return cp < 0x80 || (cp >= 0x3020 && cp < 0xfe50) ? cp : pk_fold_mark(cp);
}

#endif
