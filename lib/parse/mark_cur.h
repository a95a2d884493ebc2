/* Reading marks character by character: shared by marker.c and mark_odd.c. */
#ifndef PK_PARSE_MARK_CUR_H
#define PK_PARSE_MARK_CUR_H

#include "parse/marker.h"
#include "text/num.h"
#include "text/utf8.h"

/* A place in a text, read by folded characters. */
struct cur {
	struct pk_str s;
	size_t i;
};

static inline uint32_t
peek(const struct cur *c)
{
	uint32_t cp;

	if (c->i >= c->s.n)
		return 0;
	(void)pk_utf8_next(c->s.p + c->i, c->s.n - c->i, &cp);
	return pk_fold(cp);
}

static inline void
step(struct cur *c)
{
	uint32_t cp;

	if (c->i < c->s.n)
		c->i += pk_utf8_next(c->s.p + c->i, c->s.n - c->i, &cp);
}

static inline bool
take(struct cur *c, uint32_t cp)
{
	if (peek(c) != cp)
		return false;
	step(c);
	return true;
}

static inline void
skip_blanks(struct cur *c)
{
	while (c->i < c->s.n && pk_is_blank(peek(c)))
		step(c);
}

static inline bool
is_ascii_digit(uint32_t cp)
{
	return cp >= '0' && cp <= '9';
}

static inline bool
found(struct pk_mark *m, enum pk_mark_style style, unsigned value, const struct cur *c)
{
	m->style = style & 255u;
	m->value = value;
	m->len = (unsigned)c->i & 0xffffffu; /* a line has PK_LINE_MAX bytes at most */
	return true;
}

/* At most three digits: a year or an amount is no list number.  *c moves behind them. */
bool pk_mark_arabic(struct cur *c, unsigned *v);
/* 一 .. 九十九, 一百二十三. */
bool pk_mark_han(struct cur *c, unsigned *v);
bool pk_mark_is_han_digit(uint32_t cp);

/* Marks of less usual form; *c is at the begin of the line. */
bool pk_mark_named(struct cur *c, struct pk_mark *m);
bool pk_mark_month(struct cur *c, struct pk_mark *m);
bool pk_mark_bullet(struct cur *c, unsigned indent, struct pk_mark *m);
bool pk_mark_record(struct cur *c, struct pk_mark *m);
bool pk_mark_alpha(struct cur *c, struct pk_mark *m);
bool pk_mark_staged(const struct cur *c, struct pk_mark *m);
bool pk_mark_timed(const struct cur *c, struct pk_mark *m);

#endif
