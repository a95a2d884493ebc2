/*
 * Many words in one pass: the words of several tables in one trie over code
 * points.  Matching at a position gives the longest word of each table that
 * begins there.  Built once, read by all threads.
 */
#ifndef PK_PARSE_CUE_H
#define PK_PARSE_CUE_H

#include "parse/para.h"
#include "text/chars.h"

enum { PK_CUE_TABLES = 16 }; /* most tables in one trie: bits of an unsigned, slots of a match */

struct pk_cues;

/* The tables end in a NULL word; an empty word is ignored.  Lives until pk_cues_free(). */
struct pk_cues *pk_cues_new(const struct pk_cue *const *table, size_t n);
void pk_cues_free(struct pk_cues *c);

struct pk_cue_match {
	size_t to[PK_CUE_TABLES]; /* end of the longest word, for tables in the mask only */
	int cls[PK_CUE_TABLES];
};
/* Bit t of the result: a word of table t begins at byte i of text. */
unsigned pk_cues_at(
    const struct pk_cues *c, struct pk_str text, size_t i, struct pk_cue_match *out);
/*
 * The first member of a struct pk_cues, for a cheap first look: most characters begin no word,
 * and most that do are not followed by the second character of one.
 */
struct pk_cue_first {
	struct pk_chars begin; /* words begin with these */
	struct pk_chars alone; /* words whose first two characters are not both of three bytes begin so */
	uint64_t pair[1024];   /* a bit by pair_of() the first six bytes of the others */
};
/* False: no word begins with this character. */
static inline bool
pk_cues_may_begin(const struct pk_cues *c, uint32_t cp)
{
	return pk_chars_may(&((const struct pk_cue_first *)(const void *)c)->begin, cp);
}
/* The first place at or behind i where a word may begin; text.n: none. */
size_t pk_cues_skip(const struct pk_cues *c, struct pk_str text, size_t i);

/*
 * The first word of table t at or behind `from`: its class, and its place in *at and *to;
 * -1 when there is none before text.n.
 */
int pk_cues_find(const struct pk_cues *c, size_t t, struct pk_str text, size_t from, size_t *at,
    size_t *to);

#endif
