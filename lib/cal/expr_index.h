/*
 * The lexicon of time (expr_words.c) as the lexer asks for it: by first character, with
 * bitmaps that turn most characters away at one look.  Not installed; for expr_*.c only.
 */
#ifndef PK_CAL_EXPR_INDEX_H
#define PK_CAL_EXPR_INDEX_H

#include "cal/expr_int.h"
#include "text/chars.h"

enum { PK_LEX_BYTES = 32 };
struct pk_lex_entry {
	char p[PK_LEX_BYTES];        /* what must stand there */
	unsigned char n, need, head; /* bytes of the token; of p; of its first character */
	uint64_t next, mask;         /* the bytes behind the first character, as far as they are known */
	const struct pk_word *word;
};

struct pk_lex_chars {
	struct pk_chars starts;   /* begins a word, number or mark */
	struct pk_chars digits;   /* pk_digit() knows it */
	struct pk_chars numerals; /* digits, 十 百 千 万 亿 and their like */
	struct pk_chars seeds;    /* may be what pk_toks_skip() looks for */
};
extern const struct pk_lex_chars *const pk_lex_chars;

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
