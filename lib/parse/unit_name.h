/*
 * Names of units: where one ends, what it is, and lists of them.
 *
 * A list is split at 、 , ; / and blanks, and at 和 及 与 where a complete name ends
 * before them; names may hold brackets (机关党委(纪委), 县(市、区)政府).
 */
#ifndef PK_PARSE_UNIT_NAME_H
#define PK_PARSE_UNIT_NAME_H

#include "parse/unit_words.h"

enum { PK_UNIT_NAMES = 64 }; /* names in one list; further ones are another list */

struct pk_unit_name {
	size_t from, to;
	uint32_t sep;       /* the separator before it */
	enum unit_cls verb; /* the verb directly behind it, 0 none */
	bool bare_verb;     /* nothing but the verb */
};
struct pk_unit_list {
	struct pk_unit_name name[PK_UNIT_NAMES];
	size_t n;
	size_t end; /* where reading stopped */
};

/*
 * Reads names of p's text in [i, end).  One that cannot be a name ends the list, or with `over`
 * stays in it as a gap (to == from).
 */
void pk_unit_list(struct pk_unit_list *l, const struct pk_para *p, size_t i, size_t end, bool over);
/* The end of the item at i; *next is where the next begins, *sep what stands between. */
size_t pk_unit_item_end(struct pk_str t, size_t i, size_t end, size_t *next, uint32_t *sep);
/* Where 等, 等部门, 等12个有关单位 begins at the end of t[from, to); `to` when it does not. */
size_t pk_unit_cut_etc(struct pk_str t, size_t from, size_t to);
/* Where the verbs of responsibility at the end of t[from, to) begin, and the role they give. */
size_t pk_unit_cut_verb(struct pk_str t, size_t from, size_t to, enum unit_cls *verb);
/*
 * Where the names begin that get the label t[from, to) behind them (A、B为责任单位), and in *end
 * where they end; PK_NPOS when nothing but names of units must stand there and does not.
 */
size_t pk_unit_named_as(struct pk_str t, size_t from, size_t to, size_t *end);
/* May stand in a list behind a label. */
bool pk_unit_is_name(struct pk_str t, size_t from, size_t to);
/* Is a unit by its own look; strict: has the ending of one, or is a collective. */
bool pk_unit_is_unit(struct pk_str t, size_t from, size_t to, bool strict);
/* 各 before a word for units of a sort (各分局, 各市): what follows in the list may share it. */
bool pk_unit_each(struct pk_str t, size_t from, size_t to);
/* A word for units of a sort, without an owner of its own. */
bool pk_unit_shares(struct pk_str t, size_t from, size_t to);
/* A collective: 各…, 市直有关单位, 乡镇人民政府. */
bool pk_unit_is_group(struct pk_str t, size_t from, size_t to);

#endif
