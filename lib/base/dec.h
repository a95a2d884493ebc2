/*
 * Exact decimals: points, money, shares.  A value is an integer number of
 * billionths (nine decimal places) in 128 bits; no binary floating point.
 */
#ifndef PK_BASE_DEC_H
#define PK_BASE_DEC_H

#include "base/str.h"

__extension__ typedef __int128 pk_i128;

struct pk_dec {
	pk_i128 v; /* value * 10^9 */
};
#define PK_DEC_SCALE 1000000000
/* |value| stays below 10^27, so that sums of 10^11 such values still fit. */

/*
 * Parses an optional sign, digits and an optional fraction of at most nine
 * places ("-0.1", "+3", "12."): 0, or -1 when s is anything else (exponents,
 * separators, full-width digits, blanks, a bare sign or point).
 */
int pk_dec_parse(struct pk_str s, struct pk_dec *out);
/* a + b, a - b, a * n; -1 on overflow. */
int pk_dec_add(struct pk_dec a, struct pk_dec b, struct pk_dec *out);
int pk_dec_sub(struct pk_dec a, struct pk_dec b, struct pk_dec *out);
int pk_dec_mul(struct pk_dec a, struct pk_dec b, struct pk_dec *out); /* half away from zero */
/* a / b rounded half away from zero to `places` (0-9); -1 when b is zero or on overflow. */
int pk_dec_div(struct pk_dec a, struct pk_dec b, unsigned places, struct pk_dec *out);
/* Rounded half away from zero to `places` (0-9). */
struct pk_dec pk_dec_round(struct pk_dec a, unsigned places);
int pk_dec_cmp(struct pk_dec a, struct pk_dec b);
struct pk_dec pk_dec_int(int64_t n);
/* Shortest text: no exponent, no trailing zeros, "-0" is "0". */
void pk_dec_print(struct pk_dec a, struct pk_buf *out);
/* With exactly `places` decimals (0-9), rounded half away from zero. */
void pk_dec_print_fixed(struct pk_dec a, unsigned places, struct pk_buf *out);

#endif
