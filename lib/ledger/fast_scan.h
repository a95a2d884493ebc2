/*
 * The scanner under the bulk reader: where the bytes that matter stand, 64 bytes
 * at a time.  Private to lib/ledger/fast*.c.
 *
 * One pass with the widest vectors that the processor has (chosen at run time)
 * turns each block of 64 bytes into bit masks; what follows is plain 64-bit
 * arithmetic on the masks and the same on every machine.
 */
#ifndef PK_LEDGER_FAST_SCAN_H
#define PK_LEDGER_FAST_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	PK_BLOCK = 64, /* bytes that one mask covers */
	PK_PAD = 64    /* readable bytes behind the end that every scanned text has */
};

/* Bit i speaks of byte i of the block. */
struct pk_block {
	uint64_t quote; /* " */
	uint64_t sep;   /* the separator, LF or CR: whether in quotes or not */
	uint64_t lf, cr;
};

/* What a pass over blocks found besides. */
struct pk_seen {
	bool nul;      /* a NUL byte */
	bool ill;      /* ill-formed UTF-8 */
	bool cr;       /* a CR */
	bool quote;    /* a quote */
	size_t lf;     /* how many LF */
};

/*
 * Masks of n whole blocks at p.  The text before p (`back` bytes of it, at least 3,
 * readable at p[-back]) counts for well-formedness only; a sequence that the last
 * byte leaves unfinished is not ill-formed here.  Adds to *seen.
 */
typedef void (*pk_masks_fn)(const unsigned char *p, size_t n, unsigned char delim,
    struct pk_block *out, struct pk_seen *seen);

struct pk_scanner {
	const char *name; /* "avx2" */
	pk_masks_fn masks;
	bool (*usable)(void); /* this processor can run it */
};
/* All that this program has, best first; the last is portable C. */
extern const struct pk_scanner pk_scanners[];
/* The best that is usable. */
const struct pk_scanner *pk_scanner_best(void);

/* Portable form of the masks, and of the check for well-formed UTF-8 alone. */
void pk_masks_portable(const unsigned char *p, size_t n, unsigned char delim, struct pk_block *out,
    struct pk_seen *seen);
/* [p, end) is well-formed but for a sequence left unfinished at the end; p[-3..-1] are looked at. */
bool pk_utf8_follows(const unsigned char *p, const unsigned char *end);

/* Bit i of the result: an odd number of bits 0..i of x are set. */
static inline uint64_t
pk_prefix_xor(uint64_t x)
{
	x ^= x << 1;
	x ^= x << 2;
	x ^= x << 4;
	x ^= x << 8;
	x ^= x << 16;
	x ^= x << 32;
	return x;
}

#endif
