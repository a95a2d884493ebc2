/*
 * Numbers as plans write them: Arabic, full-width, Chinese (一千二百, 两, 廿, 〇,
 * 壹佰), positional Chinese (二〇二三), with 万 and 亿.
 */
#ifndef PK_TEXT_NUM_H
#define PK_TEXT_NUM_H

#include "base/dec.h"

struct pk_number {
	struct pk_dec v;  /* the value */
	bool chinese;     /* written in Chinese numerals */
	bool positional;  /* digits only: 二〇二三 */
	size_t digits;    /* how many digit characters */
	size_t len;       /* bytes consumed, > 0 */
};

/*
 * The number at the start of s (folded text, see pk_fold): digits with an optional
 * fraction (1,000 groups understood), or Chinese numerals; a following 万, 亿, 千
 * or 百 multiplies an Arabic number.  0, or -1 when there is none.  Does not take a sign.
 */
int pk_number_at(struct pk_str s, struct pk_number *out);
/* The digit a character stands for (0-9 in any script used here), or -1. */
int pk_digit(uint32_t cp);

#endif
