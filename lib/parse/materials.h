/*
 * Lists of materials in a sentence: A、B和C等资料.  What evidence.c finds demands in.  All
 * places are bytes of the paragraph's folded text t.
 */
#ifndef PK_PARSE_MATERIALS_H
#define PK_PARSE_MATERIALS_H

#include "parse/read.h"

enum {
	PK_MATERIALS_MAX = 48, /* of one list */
	PK_MATERIAL_MAX = 18   /* characters of one material */
};

struct pk_material {
	size_t from, to;
	bool tail; /* its name says that it is a material */
};
struct pk_materials {
	struct pk_material v[PK_MATERIALS_MAX];
	size_t n, ntail;
	size_t end; /* where the list ends, or a part of it that is no material begins */
	bool etc;   /* the list ended in 等 or 等资料 */
};

/* Does t[from..to) end in the name of a material: 总结, 照片? */
bool pk_is_material(struct pk_str t, size_t from, size_t to);
/* picture, item, data or document: the kinds of facts.md. */
const char *pk_material_kind(struct pk_str t, size_t from, size_t to);
/* Before the bracket that ends at i (成绩单(盖章)), or i. */
size_t pk_before_bracket(struct pk_str t, size_t from, size_t i);
/* Splits t[i..end) at 、 (and, with comma, at , and ;) and at 和 及 与 behind a material. */
void pk_materials_read(struct pk_str t, size_t i, size_t end, bool comma, struct pk_materials *m);
/* Where the list behind a verb ends: a bracket after which it goes on is passed over. */
size_t pk_materials_end(struct pk_str t, size_t i);

#endif
