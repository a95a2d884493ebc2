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

/* A word list that is looked into rarely: ends in NULL.  Others are made with PK_WORDS (words.h). */
typedef const char *const pk_words[];

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

/*
 * Length of the longest word of the list that begins at i, ends at i; 0 none.  Is some word of it
 * in t[from, to)?  The list is of either sort.
 */
#ifdef __cppcheck__ /* it stumbles over _Generic */
#define pk_rd_any(t, i, ...) pk_words_at(t, i, __VA_ARGS__)
#define pk_rd_any_before(t, i, ...) pk_words_before(t, i, __VA_ARGS__)
#define pk_rd_has(t, from, to, ...) pk_words_in(t, from, to, __VA_ARGS__)
#else
#define PK_RD_LIST(indexed, plain, ...)                                                            \
	_Generic((__VA_ARGS__), struct pk_word_list: indexed, default: plain)
#define pk_rd_any(t, i, ...) PK_RD_LIST(pk_words_at, pk_rd_any_of, __VA_ARGS__)(t, i, __VA_ARGS__)
#define pk_rd_any_before(t, i, ...)                                                                \
	PK_RD_LIST(pk_words_before, pk_rd_any_of_before, __VA_ARGS__)(t, i, __VA_ARGS__)
#define pk_rd_has(t, from, to, ...)                                                                \
	PK_RD_LIST(pk_words_in, pk_rd_has_of, __VA_ARGS__)(t, from, to, __VA_ARGS__)
#endif
size_t pk_rd_any_of(struct pk_str t, size_t i, const char *const *words);
size_t pk_rd_any_of_before(struct pk_str t, size_t i, const char *const *words);
bool pk_rd_has_of(struct pk_str t, size_t from, size_t to, const char *const *words);
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
