/*
 * List marks of Chinese documents: 第一章, 一、, (一), 1., (1), ①, 1.2.3, #, -, —— …
 * in half- and full-width and enclosed forms.
 *
 * A mark is its style and its number; which level a style has is the outline's
 * business (outline.h).  Styles are in the conventional order of official
 * documents (GB/T 9704: 一、 (一) 1. (1)), higher first.
 */
#ifndef PK_PARSE_MARKER_H
#define PK_PARSE_MARKER_H

#include "base/str.h"

enum pk_mark_style {
	PK_M_NONE,
	PK_M_HASH1, /* # of Markdown, with or without another mark behind it */
	PK_M_HASH2,
	PK_M_HASH3,
	PK_M_HASH4,
	PK_M_HASH5,
	PK_M_HASH6,
	PK_M_PART,    /* 第一部分, 第一编 */
	PK_M_CHAPTER, /* 第一章 */
	PK_M_SECTION, /* 第一节 */
	PK_M_ARTICLE, /* 第一条 */
	PK_M_NAME,    /* no mark: a line that is the name of a section, 保障措施; set by the outline */
	PK_M_HAN,     /* 一、 */
	PK_M_STAGE,   /* 第一阶段, 任务一: the mark is part of the heading, len is 0 */
	PK_M_MONTH,   /* 三月 …, 3月份:… */
	PK_M_HAN_PAREN,
	PK_M_HAN_HALF, /* 一) */
	PK_M_DEC1,     /* 1 in a text numbered 1, 1.1, 1.1.1 */
	PK_M_NUM,      /* 1、 1. */
	PK_M_DEC2,
	PK_M_DEC3,
	PK_M_DEC4,
	PK_M_NUM_PAREN,
	PK_M_NUM_HALF, /* 1) */
	PK_M_CIRCLE,   /* ① */
	PK_M_ALPHA,    /* a. A. */
	PK_M_RECORD,   /* 序号:1 on a line of its own */
	PK_M_DASH,     /* —— */
	PK_M_BULLET1,  /* - * • ■, by indent */
	PK_M_BULLET2,
	PK_M_BULLET3,
	PK_M_INNER, /* a list inside a paragraph of a list of the same style; set by the outline */
	PK_M_MAX
};

struct pk_mark {
	unsigned style : 8; /* enum pk_mark_style */
	unsigned len : 24;  /* bytes of the mark with all signs and closing brackets, blanks behind it not */
	unsigned value;     /* its number; 0 when it has none (bullets, #) */
};

/* Options of pk_mark_at(). */
enum {
	PK_MARK_DECIMAL = 1, /* the text is numbered 1, 1.1: a bare number and a blank are a mark */
	PK_MARK_MARKDOWN = 2, /* # and ** are markup */
	PK_MARK_INSIDE = 4    /* not at the begin of a line */
};

/*
 * The mark at the start of a line (leading blanks taken off; `indent` columns of them).
 * False when there is none: 2.5分, 2024年, 1、2号楼, 附件1 are not.
 */
bool pk_mark_at(struct pk_str line, unsigned indent, unsigned options, struct pk_mark *out);

/* A mark inside a paragraph. */
struct pk_inner_mark {
	size_t at;
	struct pk_mark mark;
};
struct pk_inner_marks {
	struct pk_inner_mark *v;
	size_t n, cap;
};
/*
 * Appends the marks that number a list inside text, at or behind `from`: runs of one
 * style that count from 1 and have two members or more (1.…2.…, (1)…(2)…, ①…②…, (一)…(二)…), or one
 * member when `next` (the mark of the paragraph behind) goes on counting; and those that
 * go on with `own` (the mark that the paragraph begins with) behind a full stop.  Both may
 * be NULL.  Sorted by place.  Linear in the text.
 */
void pk_marks_inside(struct pk_str text, size_t from, const struct pk_mark *own,
    const struct pk_mark *next, struct pk_inner_marks *out);

#endif
