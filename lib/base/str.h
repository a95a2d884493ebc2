/*
 * Strings: sized views (struct pk_str) and growing buffers (struct pk_buf).
 *
 * A pk_str never owns its bytes and need not end in NUL.  Text is UTF-8
 * everywhere behind text/decode.h; these functions only see bytes.
 */
#ifndef PK_BASE_STR_H
#define PK_BASE_STR_H

#include "base/mem.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

struct pk_str {
	const char *p; /* first byte; may be NULL when n is 0 */
	size_t n;      /* bytes */
};

#define PK_S(lit) ((struct pk_str){(lit), sizeof(lit) - 1})
/* For printf: "%.*s", PK_FMT(s) */
#define PK_FMT(s) (int)(s).n, (s).p ? (s).p : ""

/*
 * Those that parsers call for each word are inline: with a literal, its length and the comparison
 * of its bytes are known to the compiler.
 */

/* View of a NUL-terminated string; NULL is empty. */
static inline struct pk_str
pk_str(const char *z)
{
	return (struct pk_str){z, z ? strlen(z) : 0};
}

/* View of n bytes. */
static inline struct pk_str
pk_strn(const char *p, size_t n)
{
	return (struct pk_str){p, n};
}

static inline bool
pk_str_eq(struct pk_str a, struct pk_str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static inline bool
pk_str_is(struct pk_str a, const char *z)
{
	return pk_str_eq(a, pk_str(z));
}

static inline bool
pk_str_starts(struct pk_str s, struct pk_str prefix)
{
	return s.n >= prefix.n && (prefix.n == 0 || memcmp(s.p, prefix.p, prefix.n) == 0);
}

static inline bool
pk_str_ends(struct pk_str s, struct pk_str suffix)
{
	return s.n >= suffix.n &&
	       (suffix.n == 0 || memcmp(s.p + s.n - suffix.n, suffix.p, suffix.n) == 0);
}

/* [from, to), clamped. */
static inline struct pk_str
pk_str_sub(struct pk_str s, size_t from, size_t to)
{
	if (to > s.n)
		to = s.n;
	if (from > to)
		from = to;
	return (struct pk_str){s.p ? s.p + from : NULL, to - from};
}

int pk_str_cmp(struct pk_str a, struct pk_str b); /* byte order, as memcmp then length */
/* Offset of the first `needle` in s at or behind `from`, or SIZE_MAX. */
size_t pk_str_find(struct pk_str s, struct pk_str needle, size_t from);
#define PK_NPOS SIZE_MAX
struct pk_str pk_str_trim(struct pk_str s); /* ASCII white space off both ends */
/* The part of *rest before `sep`, which is consumed; false when *rest was used up. */
bool pk_str_split(struct pk_str *rest, char sep, struct pk_str *part);
struct pk_str pk_str_dup(struct pk_arena *a, struct pk_str s); /* copy, NUL behind it */
uint64_t pk_hash(const void *p, size_t n);                     /* for hash tables; not secret */
/* SipHash-1-3 (Aumasson, Bernstein 2012): nobody finds many inputs of one value, even with the key known. */
uint64_t pk_hash_keyed(uint64_t key, const void *p, size_t n);
/*
 * A decimal integer of s, whole and within [lo, hi], into *out.
 * 0, or -1 when s is anything else (sign allowed when lo is negative).
 */
int pk_str_int(struct pk_str s, int64_t lo, int64_t hi, int64_t *out);

/*
 * Growing buffer.  Invariants: p is NULL and cap 0, or p[n] is NUL and n < cap.
 * Zero-initialise with PK_BUF_INIT; pk_buf_free() leaves it so.
 */
struct pk_buf {
	char *p;
	size_t n, cap;
};
#define PK_BUF_INIT                                                                                \
	{                                                                                          \
		NULL, 0, 0                                                                         \
	}

void pk_buf_grow(struct pk_buf *b, size_t more); /* the slow half of pk_buf_reserve() */
/* Room for `more` bytes and a NUL. */
static inline void
pk_buf_reserve(struct pk_buf *b, size_t more)
{
	if (b->cap - b->n <= more) /* holds for cap 0 as well */
		pk_buf_grow(b, more);
	b->p[b->n] = '\0';
}

static inline void
pk_buf_add(struct pk_buf *b, const void *p, size_t n)
{
	pk_buf_reserve(b, n);
	if (n)
		memcpy(b->p + b->n, p, n);
	b->n += n;
	b->p[b->n] = '\0';
}

static inline void
pk_buf_str(struct pk_buf *b, struct pk_str s)
{
	pk_buf_add(b, s.p, s.n);
}

static inline void
pk_buf_puts(struct pk_buf *b, const char *z)
{
	pk_buf_add(b, z, strlen(z));
}

static inline void
pk_buf_putc(struct pk_buf *b, char c)
{
	pk_buf_add(b, &c, 1);
}

void pk_buf_printf(struct pk_buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void pk_buf_vprintf(struct pk_buf *b, const char *fmt, va_list ap)
    __attribute__((format(printf, 2, 0)));
struct pk_str pk_buf_view(const struct pk_buf *b); /* valid until the next change */
const char *pk_buf_z(struct pk_buf *b);            /* NUL-terminated, never NULL */
void pk_buf_clear(struct pk_buf *b);               /* n = 0, memory kept */
void pk_buf_free(struct pk_buf *b);

/* Decimal text of n in a scratch of 24 bytes that lives until the end of the block. */
#define PK_NUM(n) pk_num((char[24]){0}, (int64_t)(n))
const char *pk_num(char out[24], int64_t n);
/* NUL-terminated copy of a view in the arena, for diagnostics' arguments. */
#define PK_Z(a, s) pk_arena_dup((a), (s).p, (s).n)

/*
 * Vector: struct { TYPE *v; size_t n, cap; }.  PK_PUSH returns nothing; the new
 * last element is a copy of x.  Free with pk_free(vec.v).
 */
#define PK_VEC(type)                                                                               \
	struct {                                                                                   \
		type *v;                                                                           \
		size_t n, cap;                                                                     \
	}
#define PK_PUSH(vec, x)                                                                            \
	do {                                                                                       \
		if ((vec)->n >= (vec)->cap)                                                        \
			(vec)->v = pk_grow((vec)->v, &(vec)->cap, (vec)->n + 1, sizeof(*(vec)->v)); \
		(vec)->v[(vec)->n++] = (x);                                                        \
	} while (0)

/*
 * Map from byte strings to a size_t (an index, usually).  Keys are not copied:
 * they must outlive the map.  Zero-initialise; iteration order is insertion
 * order: entries[0..n).
 */
struct pk_map_entry {
	struct pk_str key;
	size_t value;
	uint64_t hash;
};
struct pk_map {
	struct pk_map_entry *entries; /* in insertion order */
	size_t n, cap;
	uint32_t *slots; /* index + 1 into entries, 0 empty */
	size_t nslots;   /* power of two */
	uint64_t key;    /* not 0: of pk_hash_keyed(), as somebody had chosen keys of one pk_hash() */
};
/* The entry of `key`, NULL when absent. */
struct pk_map_entry *pk_map_get(const struct pk_map *m, struct pk_str key);
/* The entry of `key`, added with `value` when absent (then *added, if given, is true). */
struct pk_map_entry *pk_map_put(struct pk_map *m, struct pk_str key, size_t value, bool *added);
void pk_map_free(struct pk_map *m);

#endif
