/*
 * What single lines of official documents look like: titles, document numbers,
 * addressees, dates of signature, labels, attachments, web furniture.  The words
 * are tables in shape.c and shape_title.c.
 */
#ifndef PK_PARSE_SHAPE_H
#define PK_PARSE_SHAPE_H

#include "parse/rows.h"

enum pk_title_kind {
	PK_TITLE_NONE,
	PK_TITLE_PLAN,   /* ends in 方案, 计划, 办法 … */
	PK_TITLE_NOTICE, /* ends in 通知, 函 …: a plan of its own, or the cover of one */
	PK_TITLE_SERIES  /* …方案篇一, …方案(3): one of several in a file */
};

struct pk_title {
	enum pk_title_kind kind;
	unsigned series;   /* its number in a series, else 0 */
	bool issues;       /* 印发, 下发, 转发 …: the notice is the cover of a document */
	struct pk_str name; /* notice that issues: the document's name, from 《…》 or behind 印发, in `key` */
};

/*
 * What the line would be as a title.  `key` is the folded line without blanks
 * (pk_row_key) and must outlive *out.
 */
enum pk_title_kind pk_title_of(struct pk_str key, struct pk_title *out);

/* A line that ends in this (folded) character can be a title: a cheap first look. */
bool pk_may_end_title(uint32_t last);

/* All take a folded key; pk_is_web_line() takes the line itself as well. */
bool pk_is_doc_number(struct pk_str key);  /* 京政发〔2024〕7号 */
bool pk_is_date_line(struct pk_str key);   /* 2024年6月14日, and nothing else */
bool pk_is_addressee(struct pk_str key);   /* 各区人民政府,…: */
bool pk_is_web_line(struct pk_str key);    /* 下载此文档, 责任编辑:… */
bool pk_is_meta_line(struct pk_str key);   /* 发布时间:…, 来源:…, 格式:DOC */
/* 附件, 附件1, 附件:…; *alone: nothing stands behind it on the line. */
bool pk_is_attach_line(struct pk_str key, bool *alone);
/* 责任单位:…, 组长:…, 完成时限:…; the length of the label with its colon, else 0. */
size_t pk_label_len(struct pk_str key);
/* A line that begins with this character can be a label or name an attachment. */
bool pk_may_begin_label(struct pk_str line);
/* A label that gives an item its units or its limit (牵头单位, 责任人, 完成时限). */
bool pk_is_duty_label(struct pk_str key);

/* 为…,制定本方案: the paragraph that opens a plan. */
bool pk_is_opening(struct pk_str key);
/* That, 本方案自…起施行, 联系电话:…: a paragraph that frames a plan and is no task. */
bool pk_is_framing(struct pk_str key);
/* 工作任务:…, in a plan that has a line for each property of a task. */
bool pk_is_task_label(struct pk_str key);

/* The line heads a table whose columns stand apart by blanks, one of them of tasks (grid.c). */
bool pk_grid_heads(struct pk_str line, size_t *columns);
size_t pk_grid_columns(struct pk_str line);

#endif
