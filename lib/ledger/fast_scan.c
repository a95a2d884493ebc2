#include "ledger/fast_scan.h"

/* The portable scanner, which is also what the others are tested against. */

static bool
is_tail(unsigned char c)
{
	return (c & 0xc0) == 0x80;
}

/* How many bytes the sequence that begins with c has; 0: none begins so. */
static int
sequence(unsigned char c)
{
	if (c < 0x80)
		return 1;
	if (c < 0xc2)
		return 0;
	if (c < 0xe0)
		return 2;
	if (c < 0xf0)
		return 3;
	return c < 0xf5 ? 4 : 0;
}

/* The second byte b fits the first one a (Unicode, table 3-7). */
static bool
second_fits(unsigned char a, unsigned char b)
{
	switch (a) {
	case 0xe0:
		return b >= 0xa0;
	case 0xed:
		return b < 0xa0;
	case 0xf0:
		return b >= 0x90;
	case 0xf4:
		return b < 0x90;
	default:
		return true;
	}
}

bool
pk_utf8_follows(const unsigned char *p, const unsigned char *end)
{
	const unsigned char *q = p;
	int i, k, n;

	/* Back to the start of a sequence that the bytes before p leave unfinished. */
	for (i = 1; i <= 3; i++) {
		n = sequence(p[-i]);
		if (n > i) {
			q = p - i;
			break;
		}
		if (!is_tail(p[-i]))
			break;
	}
	while (q < end) {
		n = sequence(*q);
		if (n == 0)
			return false;
		for (k = 1; k < n && q + k < end; k++)
			if (!is_tail(q[k]) || (k == 1 && !second_fits(q[0], q[1])))
				return false;
		q += n;
	}
	return true;
}

void
pk_masks_portable(const unsigned char *p, size_t n, unsigned char delim, struct pk_block *out,
    struct pk_seen *seen)
{
	const unsigned char *end = p + n * PK_BLOCK;
	unsigned i;

	if (n && !pk_utf8_follows(p, end))
		seen->ill = true;
	for (; p < end; p += PK_BLOCK, out++) {
		struct pk_block b = {0};

		for (i = 0; i < PK_BLOCK; i++) {
			uint64_t bit = (uint64_t)1 << i;
			unsigned char c = p[i];

			b.quote |= c == '"' ? bit : 0;
			b.lf |= c == '\n' ? bit : 0;
			b.cr |= c == '\r' ? bit : 0;
			b.sep |= c == delim ? bit : 0;
			seen->nul = seen->nul || c == 0;
		}
		b.sep |= b.lf | b.cr;
		seen->cr = seen->cr || b.cr;
		seen->lf += (size_t)__builtin_popcountll(b.lf);
		seen->quote = seen->quote || b.quote;
		*out = b;
	}
}

const struct pk_scanner *
pk_scanner_best(void)
{
	const struct pk_scanner *s = pk_scanners;

	while (s->usable && !s->usable())
		s++;
	return s;
}
