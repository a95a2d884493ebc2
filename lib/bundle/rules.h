/*
 * What an assessment office asks beyond the plan, or instead of it: a rules file,
 * CSV with the columns rule, scope, value (规则, 范围, 值):
 *
 *	severity,T04,off            a code's severity: error, warning, note, off
 *	window,*,2026-01-01/2026-12-31   dates that material may bear
 *	demand,T-003,规范文件;实景图片    kinds that a task must show ("*": every task)
 *	photos,T-002,4              how many pictures at least
 *	formats,*,pdf;ofd;jpg       extensions that are taken
 */
#ifndef PK_BUNDLE_RULES_H
#define PK_BUNDLE_RULES_H

#include "base/diag.h"
#include "cal/date.h"

struct pk_rule_demand {
	struct pk_str task, words;
	unsigned mask;
};

struct pk_rules {
	struct pk_arena arena;
	struct pk_date from, to;   /* window; y 0: open */
	signed char sev[PK_D_MAX]; /* 0: as the catalogue has it; 1 + severity; -1: off */
	struct {
		struct pk_rule_demand *v;
		size_t n, cap;
	} demands;
	struct {
		struct pk_rule_demand *v; /* mask: the number */
		size_t n, cap;
	} photos;
	struct pk_str formats;     /* ; list, empty: the built-in one */
};

void pk_rules_init(struct pk_rules *r);
/* Reads a rules file into r: 0, or -1 (diagnosed). */
int pk_rules_load(struct pk_rules *r, const char *path, struct pk_sink *sink);
void pk_rules_free(struct pk_rules *r);

#endif
