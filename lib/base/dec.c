#include "base/dec.h"

enum { PLACES = 9 };

/* 10^27 * 10^9: beyond it a value is refused. */
static pk_i128
bound(void)
{
	pk_i128 b = 1;
	int i;

	for (i = 0; i < 27 + PLACES; i++)
		b *= 10;
	return b;
}

static int
checked(pk_i128 v, struct pk_dec *out)
{
	pk_i128 b = bound();

	if (v >= b || v <= -b)
		return -1;
	out->v = v;
	return 0;
}

int
pk_dec_parse(struct pk_str s, struct pk_dec *out)
{
	pk_i128 v = 0, limit = bound();
	size_t i = 0, digits = 0, places = 0;
	bool neg = false, point = false;

	if (s.n && (s.p[0] == '-' || s.p[0] == '+')) {
		neg = s.p[0] == '-';
		i = 1;
	}
	for (; i < s.n; i++) {
		if (s.p[i] == '.' && !point) {
			point = true;
			continue;
		}
		if (s.p[i] < '0' || s.p[i] > '9')
			return -1;
		digits++;
		if (point && ++places > PLACES)
			return -1;
		v = v * 10 + (s.p[i] - '0');
		if (v >= limit)
			return -1;
	}
	if (digits == 0)
		return -1;
	for (; places < PLACES; places++) {
		v *= 10;
		if (v >= limit)
			return -1;
	}
	return checked(neg ? -v : v, out);
}

int
pk_dec_add(struct pk_dec a, struct pk_dec b, struct pk_dec *out)
{
	return checked(a.v + b.v, out);
}

int
pk_dec_sub(struct pk_dec a, struct pk_dec b, struct pk_dec *out)
{
	return checked(a.v - b.v, out);
}

/* n / d, half away from zero. */
static pk_i128
div_round(pk_i128 n, pk_i128 d)
{
	pk_i128 q, r;

	if (d < 0) {
		n = -n;
		d = -d;
	}
	q = n / d;
	r = n % d;
	if (r < 0)
		r = -r;
	if (r >= d - r)
		q += n < 0 ? -1 : 1;
	return q;
}

int
pk_dec_mul(struct pk_dec a, struct pk_dec b, struct pk_dec *out)
{
	pk_i128 p;

	if (__builtin_mul_overflow(a.v, b.v, &p))
		return -1;
	return checked(div_round(p, PK_DEC_SCALE), out);
}

static pk_i128
pow10(unsigned n)
{
	pk_i128 p = 1;

	while (n--)
		p *= 10;
	return p;
}

int
pk_dec_div(struct pk_dec a, struct pk_dec b, unsigned places, struct pk_dec *out)
{
	pk_i128 n;

	if (b.v == 0 || __builtin_mul_overflow(a.v, pow10(places), &n))
		return -1;
	return checked(div_round(n, b.v) * pow10(PLACES - places), out);
}

struct pk_dec
pk_dec_round(struct pk_dec a, unsigned places)
{
	pk_i128 unit = pow10(PLACES - places);

	return (struct pk_dec){div_round(a.v, unit) * unit};
}

int
pk_dec_cmp(struct pk_dec a, struct pk_dec b)
{
	return (a.v > b.v) - (a.v < b.v);
}

struct pk_dec
pk_dec_int(int64_t n)
{
	return (struct pk_dec){(pk_i128)n * PK_DEC_SCALE};
}

static void
print(struct pk_dec a, unsigned places, bool shortest, struct pk_buf *out)
{
	char digits[64];
	size_t n = 0, i;
	pk_i128 v = a.v < 0 ? -a.v : a.v;
	uint64_t small;

	v /= pow10(PLACES - places);
	while (v > UINT64_MAX) {
		digits[n++] = (char)('0' + (int)(v % 10));
		v /= 10;
	}
	/* What fits a machine word, as nearly all does, divides much faster. */
	for (small = (uint64_t)v; small > 0 || n <= places; small /= 10)
		digits[n++] = (char)('0' + (int)(small % 10));
	i = 0;
	if (shortest)
		while (i < places && digits[i] == '0')
			i++;
	if (a.v < 0)
		pk_buf_putc(out, '-');
	while (n > places)
		pk_buf_putc(out, digits[--n]);
	if (n > i)
		pk_buf_putc(out, '.');
	while (n > i)
		pk_buf_putc(out, digits[--n]);
}

void
pk_dec_print(struct pk_dec a, struct pk_buf *out)
{
	print(a, PLACES, true, out);
}

void
pk_dec_print_fixed(struct pk_dec a, unsigned places, struct pk_buf *out)
{
	print(pk_dec_round(a, places), places, false, out);
}
