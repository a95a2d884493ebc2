/*
 * Reading around a place in clean text: what stands before it, at it, behind it.
 * Offsets are bytes and always on character boundaries; every function is safe
 * at both ends of the text.
 */
#ifndef PK_PARSE_READ_H
#define PK_PARSE_READ_H

#include "parse/para.h"
#include "parse/words.h"
#include "text/num.h"
#include "text/utf8.h"

enum { PK_RD_CLAUSE = 360 }; /* bytes of a clause: what pk_rd_since looks back over, at most */

/* The character at i and the offset behind it; *cp is 0 at the end. */
static inline size_t
pk_rd_next(struct pk_str t, size_t i, uint32_t *cp)
{
	if (i >= t.n) {
		*cp = 0;
		return t.n;
	}
	return i + pk_utf8_next(t.p + i, t.n - i, cp);
}

/* The character before i and its offset; *cp is 0 at the beginning. */
static inline size_t
pk_rd_prev(struct pk_str t, size_t i, uint32_t *cp)
{
	size_t j = i;

	if (i == 0) {
		*cp = 0;
		return 0;
	}
	do
		j--;
	while (j > 0 && i - j < 4 && ((unsigned char)t.p[j] & 0xc0) == 0x80);
	(void)pk_utf8_next(t.p + j, t.n - j, cp);
	return j;
}

/* The word stands at i; ends at i. */
static inline bool
pk_rd_at(struct pk_str t, size_t i, const char *word)
{
	size_t n = strlen(word);

	return i <= t.n && t.n - i >= n && memcmp(t.p + i, word, n) == 0;
}

static inline bool
pk_rd_before(struct pk_str t, size_t i, const char *word)
{
	size_t n = strlen(word);

	return i >= n && memcmp(t.p + i - n, word, n) == 0;
}

/* Behind the words of the list that follow one another at i: no further than PK_REACH. */
size_t pk_rd_over(struct pk_str t, size_t i, struct pk_word_list words);
/* Behind, before any blanks and tabs at i. */
size_t pk_rd_skip(struct pk_str t, size_t i);
size_t pk_rd_back(struct pk_str t, size_t i);
/*
 * First place at or behind i where a character of `stops` (it may be a bracket) stands outside brackets that
 * were opened behind i, or an unopened closing bracket; t.n or the reach when there is none.
 */
size_t pk_rd_until(struct pk_str t, size_t i, const char *stops);
/* The place behind the last character of `stops` before i (brackets count as any); 0, or the reach. */
size_t pk_rd_since(struct pk_str t, size_t i, const char *stops);
/* The bracket that holds i: offset behind "(" in *from, of ")" (or t.n) in *to; false when none does. */
bool pk_rd_bracket(struct pk_str t, size_t i, size_t *from, size_t *to);
/* The number that ends at i (Arabic, with point and thousands, or Chinese); its offset, or i. */
size_t pk_rd_number_before(struct pk_str t, size_t i, struct pk_number *out);
/* How many characters stand in t[from, to). */
size_t pk_rd_chars(struct pk_str t, size_t from, size_t to);
/* A copy of t[from, to) in the arena, blanks left out. */
struct pk_str pk_rd_squeeze(struct pk_para *p, size_t from, size_t to);
/* A placeholder that somebody has to fill in stands in t[from, to): ***, xx, ××, __, 某某, …… */
bool pk_rd_masked(struct pk_str t, size_t from, size_t to);
/* The source line of clean byte i. */
size_t pk_rd_line(struct pk_para *p, size_t i);

#endif
