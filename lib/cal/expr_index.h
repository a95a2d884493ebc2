/*
 * The lexicon of time (expr_words.c) as the lexer asks for it: by first character, with
 * bitmaps that turn most characters away at one look.  Not installed; for expr_*.c only.
 */
#ifndef PK_CAL_EXPR_INDEX_H
#define PK_CAL_EXPR_INDEX_H

#include "cal/expr_int.h"

enum { PK_LEX_BYTES = 32, PK_LEX_PLANE = 65536 / 8 };
struct pk_lex_entry {
	char p[PK_LEX_BYTES];        /* what must stand there */
	unsigned char n, need, head; /* bytes of the token; of p; of its first character */
	uint64_t next, mask;         /* the bytes behind the first character, as far as they are known */
	const struct pk_word *word;
};

/* A bit for each code point of the basic plane. */
struct pk_lex_bits {
	unsigned char starts[PK_LEX_PLANE];   /* begins a word, number or mark */
	unsigned char digits[PK_LEX_PLANE];   /* pk_digit() knows it */
	unsigned char numerals[PK_LEX_PLANE]; /* digits, 十 百 千 万 亿 and their like */
	unsigned char seeds[PK_LEX_PLANE];    /* may be what pk_toks_skip() looks for */
};
extern const struct pk_lex_bits *const pk_lex_bits;

static inline bool
pk_lex_has(const unsigned char *bits, uint32_t cp)
{
	return cp < 65536 && (bits[cp / 8] >> cp % 8 & 1);
}

/* Makes the index, once; before all else. */
void pk_lex_init(void);
/* x, X, *, _ and ×: what stands for digits that somebody has to fill in. */
bool pk_lex_is_mask(uint32_t cp);
/*
 * The longest word at p, which begins with cp; NULL none.  Decoys do not count behind a
 * number or unit (after_number).
 */
const struct pk_lex_entry *pk_lex_word(const char *p, size_t n, uint32_t cp, bool after_number);
/*
 * Kinds of tokens one of which each expression holds, if it has no Arabic figure and no mask:
 * 三 alone, 每 or 前 alone are no time.  A sentence without any of them is not lexed, so a new
 * kind that makes a time by itself belongs here (tests/unit/expr.c).
 */
bool pk_lex_is_seed(enum pk_tok_kind kind);

#endif
