/*
 * Inside of the time grammar (expr*.c): tokens, points of time, and the finder
 * that carries what is known from one expression to the next.  Not installed,
 * included by nobody else.
 */
#ifndef PK_CAL_EXPR_INT_H
#define PK_CAL_EXPR_INT_H

#include "cal/expr.h"

/* What a stretch of text is to the grammar.  Tokens cover the text without gaps. */
enum pk_tok_kind {
	T_END,     /* behind the last token, as often as one looks */
	T_TEXT,    /* words that mean nothing here */
	T_DECOY,   /* lexicon only: a word that hides a cue (日常, 前提), but not behind a number, unit or
	              edge (6月底|前|提交) */
	T_NUM,     /* digits of any script, or a mask */
	T_UNIT,    /* enum pk_unit */
	T_GE,      /* 个 */
	T_HALF,    /* 半 */
	T_XUN,     /* 上旬: a, b = first and last day (0: of the month) */
	T_EDGE,    /* 底 末 初 中: enum pk_edge */
	T_HALFYEAR,/* 上半年: a, b = months */
	T_HALFMONTH, /* 上半月: a, b = days */
	T_BEFORE,  /* 前 */
	T_WITHIN,  /* 内 */
	T_STOP,    /* 止 */
	T_SINCE,   /* 起 以来 开始: the day named is in; a = 1: looks back (以来) */
	T_AFTER,   /* 后 之后: the day named is out; a = 1: in (及以后) */
	T_PRE,     /* 自 从 */
	T_TO,      /* 至 到 */
	T_ASOF,    /* 截至 */
	T_CUTOFF,  /* 截止 */
	T_AT,      /* 于 在 */
	T_LATER,   /* 晚于; a = 1: the day named is out, 2: in (不早于), 0: 早于 */
	T_DECADE,  /* 年代 */
	T_CENTURY, /* 世纪 */
	T_JOIN,    /* a run of folded dashes */
	T_REL,     /* 今年 下月 次年: a = enum pk_rel, b = offset */
	T_FEST,    /* 国庆节: a = month, b = day; 0: moves, needs a calendar */
	T_FIVE,    /* 十四五: a, b = years */
	T_TODAY,   /* 即日 */
	T_EVERY,   /* 每 */
	T_BY,      /* 按 逐; a = 1: 逐 */
	T_ORD,     /* 第 */
	T_FIRST,   /* 首 */
	T_LAST,    /* 最后 */
	T_Q,       /* Q of Q1 */
	T_TIMES,   /* 次 */
	T_VERB,    /* something done again and again: a = 0 通报 调度, 1 the verb before it (开展),
	              2 印发, 3 handing in (报送), 4 a paper as well (总结) */
	T_DONE,    /* a result to reach: 完成 达到 */
	T_PAST,    /* 已 目前 */
	T_LABEL,   /* 完成时限 */
	T_PART,    /* part of a day: 上午 下班 */
	T_CLOCK,   /* 时 点 */
	T_OVER,    /* 以上 */
	T_UNDER,   /* 以下 */
	T_AND,     /* 又 零 between parts of a duration; 和 及 与 between dates (a = 1) */
	T_LIMIT,   /* 不超过: a target's business; a = 1: 至少, 2: 不少于 */
	T_SEASON,  /* 春季 汛期: no calendar knows when */
	T_AGO,     /* 近 满 连续: the length before is no bound */
	T_TRIGGER, /* 之日 收到: counting starts at an event */
	T_MEASURE, /* 家 项: what stands before is a count */
	T_NOUN,    /* what stands before is its label: 规划 方案; a = 1: 工作 情况 */
	T_ALWAYS,  /* 长期 */
	T_NOW,     /* 今 现在 */
	T_LUNAR,   /* 农历 */
	T_USE,     /* 用 */
	T_SPELL,   /* 时间 */
	T_PUNCT    /* a = the character */
};
enum pk_unit { U_YEAR, U_FYEAR, U_QUARTER, U_QSHORT, U_MONTH, U_WEEK, U_DAY, U_DATE, U_SPAN, U_WORK,
	U_HOUR, U_MINUTE, U_XUN, U_TERM, U_SYEAR, U_NIGHT, U_TWOWEEK, U_TWOMONTH };
/* U_DAY 日, U_DATE 号, U_SPAN 天; U_FYEAR 年度; U_QSHORT 季; U_TERM 学期; U_SYEAR 学年 */
enum pk_edge { E_END, E_BEGIN, E_MIDDLE };
enum pk_rel { R_YEAR, R_MONTH, R_QUARTER, R_NEXT_YEAR, R_SAME_YEAR, R_SAME_MONTH, R_NEXT_MONTH };
enum pk_mask { M_NONE, M_PURE, M_MIXED };

struct pk_tok {
	unsigned char kind, mask, digits;
	bool space;      /* a blank stands before it */
	bool quoted;     /* inside 《…》 */
	bool chinese, positional;
	char y[5];       /* T_NUM: as a year, "2023" "20XX"; "" when it cannot be one */
	int a, b;        /* T_NUM: a = value, -1 when too large */
	uint32_t from, to;
};

/*
 * Tokens of one sentence.  Sentences longer than PK_TOKS are cut at a comma or
 * between words, so that memory is bounded whatever the line.
 */
enum { PK_TOKS = 1024 };
struct pk_toks {
	struct pk_tok v[PK_TOKS + 1]; /* v[n] is T_END */
	size_t n;
	struct pk_str text;
	size_t at;    /* where the next sentence begins */
	size_t seed;  /* behind the seed found last (expr_index.h) */
	bool quoted;  /* the cut fell inside 《…》 */
};
/* At the beginning of text; v, being large, is left as it is. */
void pk_toks_begin(struct pk_toks *t, struct pk_str text);
/* Passes over the sentences that cannot hold an expression. */
void pk_toks_skip(struct pk_toks *t);
/* The next sentence of t->text; false at the end. */
bool pk_toks_next(struct pk_toks *t);

/* Lexicon entry: `word` may hold a '|': what follows must stand there but is not part of it. */
struct pk_word {
	const char *word;
	unsigned char kind;
	short a, b;
};
extern const struct pk_word pk_time_words[]; /* ends with a NULL word */

enum pk_grain { G_NONE, G_YEAR, G_HALF, G_QUARTER, G_MONTH, G_XUN, G_DAY, G_SPAN };

/* A named stretch of time inside one year, with what its words say and no more. */
struct pk_point {
	enum pk_grain grain;
	char y[5];              /* "" not said */
	enum pk_year_from yf;
	int m1, d1, m2, d2;     /* -1: masked; d2 0: last day of m2; m1 0: the month is not said */
	int years;              /* how many more years it covers (90年代: 9) */
	bool edge;              /* 底 末: only its end is firm */
	bool begin;             /* 初 */
	bool bare;              /* a number that takes its unit from the other side of the joiner */
	bool next_year;         /* 次年: one after the left side's */
	bool needs_bound;       /* too weak to stand alone */
	bool implausible;
	const char *rule;
	size_t end;             /* token behind it */
};

struct pk_find {
	struct pk_time_ctx *ctx;
	struct pk_toks *t;
	struct pk_times *out;
	char sentence[5];  /* year named in this sentence */
	char para[5];      /* year of an earlier deadline or period of this call */
	struct pk_point last; /* the point before, for "、31日" */
	size_t last_end;      /* token behind it in this sentence; 0 none */
	size_t first;         /* out->n when the call began */
	int cross_month;      /* the first month of a range over the turn of the year whose year was */
	char cross_year[5];   /* only inferred: 12月30日-1月1日 */
	size_t chain;         /* out->v[chain..] are joined by 、 or 和: one bound serves all */
};

#define TOK(f, i) (&(f)->t->v[(i) < (f)->t->n ? (i) : (f)->t->n])
static inline bool
pk_tok_is(const struct pk_find *f, size_t i, enum pk_tok_kind kind)
{
	return TOK(f, i)->kind == kind;
}
static inline bool
pk_tok_unit(const struct pk_find *f, size_t i, enum pk_unit u)
{
	return TOK(f, i)->kind == T_UNIT && TOK(f, i)->a == (int)u;
}
static inline bool
pk_tok_punct(const struct pk_find *f, size_t i, int c)
{
	return TOK(f, i)->kind == T_PUNCT && TOK(f, i)->a == c;
}
/* A number that counts something: not masked, not 两三, at least one. */
bool pk_tok_count(const struct pk_find *f, size_t i);
/* Does the token's text begin with s? */
bool pk_tok_starts(const struct pk_find *f, size_t i, const char *s);
/* Does any token of the clause from i on (to , 。 ; or 40 tokens) have this kind? */
bool pk_clause_has(const struct pk_find *f, size_t i, enum pk_tok_kind kind);
/* Does the clause tell what has been done already (已, 目前, 了)?  已建成的 does not. */
bool pk_clause_past(const struct pk_find *f, size_t i);
/* Does the sentence from i on tell what somebody did then (…进行了, 制定了)? */
bool pk_told_done(const struct pk_find *f, size_t i);

/* expr_point.c: the point of time that begins at token i. */
bool pk_point_at(struct pk_find *f, size_t i, struct pk_point *p);
/* A day of an unnamed month ("9日", "9"); only where the month is known from outside. */
bool pk_point_day(const struct pk_find *f, size_t i, struct pk_point *p);
/* expr_month.c: helpers of the grammar of points; sizes are tokens consumed. */
void pk_point_months(struct pk_point *p, enum pk_grain g, int m1, int m2);
bool pk_tok_upto(const struct pk_tok *t, int max); /* 1 to max, in one word, not masked and not 两三 */
bool pk_tok_masked(const struct pk_tok *t);        /* xx, ** */
bool pk_tok_joins(const struct pk_find *f, size_t i);
bool pk_tok_day_unit(const struct pk_find *f, size_t i); /* 日 号 */
bool pk_tok_of(const struct pk_find *f, size_t i);       /* 的 alone */
/* 底 and 初 behind a year, quarter or month whose span is in p; begin_month 0: of a month. */
size_t pk_point_edge(const struct pk_find *f, size_t i, struct pk_point *p, int begin_month);
/* Months: 5月, x月, 5(-8月份), 7、8月, with what follows them; what follows alone. */
size_t pk_month_at(struct pk_find *f, size_t i, struct pk_point *p);
size_t pk_month_tail(struct pk_find *f, size_t i, struct pk_point *p);
/* expr_number.c: 2023-9-1, 2023.09, 20230901, 9.1 */
bool pk_point_numeric(const struct pk_find *f, size_t i, struct pk_point *p);
/* 2024.3-5: behind the month at token i stands a later month of the same year and nothing else. */
bool pk_months_to(const struct pk_find *f, size_t i);
/* A plausible calendar month and day; clears p->implausible or sets it (2月30日). */
bool pk_point_set_day(struct pk_point *p, int m, int d);
/* Behind "6月30日": an optional weekday in brackets and time of day; the token after. */
size_t pk_skip_clock(const struct pk_find *f, size_t i);
size_t pk_skip_weekday(const struct pk_find *f, size_t i);

/* expr_year.c: where a year comes from. */
size_t pk_year_at(struct pk_find *f, size_t i, struct pk_point *p);
void pk_year_resolve(struct pk_find *f, struct pk_point *p);
void pk_year_carry(struct pk_find *f, const struct pk_point *p, enum pk_time_type type);
bool pk_year_known(const char *y);
void pk_year_set(char y[5], int v); /* 1..9999 */
void pk_year_add(char y[5], int n);
/* The document's own year: of its title, --year, --reference; 0 none. */
int pk_year_document(const struct pk_find *f);

/* expr_value.c */
/* One end of the value: year, month, day; 0 not there, -1 masked. */
struct pk_end {
	char y[5];
	int m, d;
};
/* The first and last day of p, the day before its first and the one behind its last. */
struct pk_end pk_end_first(const struct pk_point *p);
struct pk_end pk_end_last(const struct pk_point *p);
struct pk_end pk_end_eve(const struct pk_point *p);
struct pk_end pk_end_morrow(const struct pk_point *p);
/* The value "a/b"; NULL is an open end. */
void pk_span_interval(struct pk_time *t, const struct pk_end *a, const struct pk_end *b);
/* The value of a mention: the shortest form that says no more than the words. */
void pk_span_mention(struct pk_time *t, const struct pk_point *p);

/* expr_bound.c */
/* What surrounds the expression. */
struct pk_frame {
	size_t i;                /* first token of the point */
	size_t from, to;         /* tokens of the expression with its prefix and bound */
	enum pk_tok_kind prefix; /* T_TO T_ASOF T_CUTOFF T_PRE T_LABEL, T_END none */
	enum pk_tok_kind bound;  /* T_BEFORE T_STOP T_WITHIN T_SINCE T_AFTER, T_END none */
	int bound_a;
};

/* Sets fr->from and prefix from what stands before fr->i; to and bound from what stands at j. */
void pk_frame_prefix(struct pk_find *f, struct pk_frame *fr);
void pk_frame_bound(struct pk_find *f, struct pk_frame *fr, size_t j);
/* Appends the expression; its value is still to be set. */
struct pk_time *pk_span_emit(
    struct pk_find *f, enum pk_time_type type, const struct pk_frame *fr, const struct pk_point *p);
/* Does p lie in a year before the plan's? */
bool pk_past_year(const struct pk_find *f, const struct pk_point *p);
bool pk_attributive(const struct pk_find *f, size_t i);
/* 有效期至, 推迟到: the end of a validity or another day for an event, not the end of work. */
bool pk_span_validity(const struct pk_find *f, const struct pk_frame *fr);
/* expr_mention.c: is p, which no word binds, only spoken about? */
bool pk_span_is_tied(const struct pk_find *f, const struct pk_frame *fr);
bool pk_span_aims(const struct pk_find *f, const struct pk_frame *fr);
bool pk_span_is_mention(struct pk_find *f, const struct pk_frame *fr, const struct pk_point *p);
/* Appends a single point, whose year is resolved, as what its frame makes of it. */
void pk_span_single(struct pk_find *f, const struct pk_frame *fr, const struct pk_point *p);

/* expr_range.c: a point or range with its bound at token i; the token behind it, 0 none. */
size_t pk_span_at(struct pk_find *f, size_t i);
/* expr_cadence.c, expr_duration.c: the same. */
size_t pk_cadence_at(struct pk_find *f, size_t i);
size_t pk_duration_at(struct pk_find *f, size_t i);

/* expr.c: appends; tokens [i, end). */
struct pk_time *pk_find_add(
    struct pk_find *f, enum pk_time_type type, size_t i, size_t end, const char *rule);

#endif
