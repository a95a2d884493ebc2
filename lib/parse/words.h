/*
 * Word lists that are looked into at many places of a text.
 *
 *     PK_WORDS(tails, "局", "委", "办");
 *     n = pk_rd_any_before(t, i, tails);
 *
 * A list is data to read and extend.  When it is first looked into, an index of the first
 * and the last characters of its words is made, so that a character that begins (ends) none
 * of them, as most do, costs one look and not one comparison a word.  The index is made once,
 * by whichever thread comes first, and is constant from then on.
 */
#ifndef PK_PARSE_WORDS_H
#define PK_PARSE_WORDS_H

#include "base/str.h"

#include <stdatomic.h>

struct pk_word_index;
struct pk_word_slot {
	_Atomic(struct pk_word_index *) index;
};
struct pk_word_list {
	const char *const *word; /* ends in NULL */
	struct pk_word_slot *slot;
};

/* Defines a static list `name`. */
#define PK_WORDS(name, ...)                                                                        \
	static const char *const name##_word[] = {__VA_ARGS__, NULL};                              \
	static struct pk_word_slot name##_slot;                                                    \
	static const struct pk_word_list name = {name##_word, &name##_slot}

/* Length of the longest word that begins at i, ends at i; 0 none. */
size_t pk_rd_any(struct pk_str t, size_t i, struct pk_word_list list);
size_t pk_rd_any_before(struct pk_str t, size_t i, struct pk_word_list list);
/* Some word stands in t[from, to). */
bool pk_rd_has(struct pk_str t, size_t from, size_t to, struct pk_word_list list);

#endif
