/*
 * What the words of an item show of its role, before anything is known of its neighbours
 * (role.c).
 */
#ifndef PK_PARSE_ROLE_LOOK_H
#define PK_PARSE_ROLE_LOOK_H

#include "parse/outline.h"

enum nature {
	N_UNKNOWN,
	N_GOAL,
	N_ORG,
	N_TASK,
	N_PHASE,
	N_SAFEGUARD,
	N_SCORING,
	N_OTHER,
	N_ARTICLE,
	/* Settled by what stands in the section: */
	N_MEASURES, /* 措施: tasks, or safeguards when the tasks were named before */
	N_ARRANGE,  /* 工作安排: phases or tasks */
	N_LEAD,     /* 组织领导: the group, or a safeguard */
	N_AIMS,     /* 目标任务: goals or tasks */
	N_DEMANDS,  /* 要求: a safeguard behind the tasks, else tasks */
	N_MAX
};

/* What one item's heading and text show. */
struct pk_look {
	unsigned ends : 8;  /* enum nature: of the heading's last noun */
	unsigned backing : 2; /* strength of words that back the work: 0 none, 1 weak, 2 strong */
	bool timed : 1;     /* a bracket with nothing but a time */
	bool due : 1;       /* the time ends in 前: a bound and no span */
	bool stage : 1;     /* 阶段 */
	bool told : 1;      /* 准备阶段:5月1日至5日: its time stands right behind the word */
	bool points : 1, money : 1, merit : 1; /* rules that add or take points; amounts; words of appraisal */
	bool ranks : 1;     /* words of rank and reward among them, not only of appraisal */
	bool group : 1;     /* 领导小组, 组长 … in its text */
	bool headed : 1;    /* 组长 among them: who is in it is said */
	bool whole : 1;     /* `ends` is the whole heading */
	bool appraises : 1; /* the heading speaks of appraisal: 考核, 奖惩 */
	bool acts : 1;      /* the heading begins with a verb */
	bool graded : 1;    /* the heading tells what its part can bring: (25分) */
	bool standards : 1; /* the heading names what is judged by: 评选标准, 考核内容 */
	bool works : 1;     /* its text leads into a list of work: …主要做好以下工作: */
	bool contest : 1;    /* 黑板报评比: the heading names something that is compared */
	bool folds : 1;     /* its text folds the work into another appraisal: 纳入 */
	uint32_t begins;    /* the item that its list begins with */
	uint32_t list, in;  /* groups (see below): the list that begins with it, the items in it */
};

/*
 * Looks at item i of o; look[i] is zero and those of the items before it are known.  *key is
 * room to work in, to be freed by the caller.
 */
void pk_look_at(const struct pk_outline *o, size_t i, struct pk_look *look, struct pk_buf *key);

#endif
