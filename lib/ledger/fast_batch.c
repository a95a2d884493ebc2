/* From masks to a batch: where every separator stands, and every record. */
#include "ledger/fast_work.h"

#include "text/utf8.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

/* Appends base + i for each bit i; up to PK_BLOCK places are written. */
typedef uint32_t *(*put_fn)(uint32_t *out, uint32_t base, uint64_t bits);

static inline __attribute__((always_inline)) uint32_t *
put_bits(uint32_t *out, uint32_t base, uint64_t bits)
{
	unsigned n = (unsigned)__builtin_popcountll(bits), k;

	/* Eight at a time whether there are or not: cheaper than asking each time. */
	for (k = 0; k < n; k += 8) {
		unsigned i;

		for (i = 0; i < 8; i++) {
			out[k + i] = base + (uint32_t)__builtin_ctzll(bits | (uint64_t)1 << 63);
			bits &= bits - 1;
		}
	}
	return out + n;
}

#if defined(__x86_64__)
#define VBMI2 __attribute__((target("avx512f,avx512bw,avx512vl,avx512vbmi2,bmi,popcnt")))

/* The same with one instruction that packs the places of the bits together. */
static inline VBMI2 uint32_t *
put_packed(uint32_t *out, uint32_t base, uint64_t bits)
{
	static const uint8_t place[PK_BLOCK] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16,
	    17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39,
	    40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62,
	    63};
	__m512i packed = _mm512_maskz_compress_epi8(bits, _mm512_loadu_si512(place));
	__m512i from = _mm512_set1_epi32((int)base);
	unsigned n = (unsigned)__builtin_popcountll(bits), k;
	uint8_t rest[PK_BLOCK];

	_mm512_storeu_si512(out,
	    _mm512_add_epi32(from, _mm512_cvtepu8_epi32(_mm512_castsi512_si128(packed))));
	if (__builtin_expect(n > 16, 0)) {
		_mm512_storeu_si512(rest, packed);
		for (k = 16; k < n; k++)
			out[k] = base + rest[k];
	}
	return out + n;
}
#endif

/*
 * For each bit of `end`: `before` and the bits of s up to it.  Two are written
 * whether there are or not: most blocks have none or one, in no order to be guessed.
 */
static inline __attribute__((always_inline)) uint32_t *
put_ends(uint32_t *out, uint32_t before, uint64_t s, uint64_t end)
{
	unsigned n = (unsigned)__builtin_popcountll(end), k;

	for (k = 0; k == 0 || k < n; k += 2) {
		out[k] = before + (uint32_t)__builtin_popcountll(s & (end ^ (end - 1)));
		end &= end - 1;
		out[k + 1] = before + (uint32_t)__builtin_popcountll(s & (end ^ (end - 1)));
		end &= end - 1;
	}
	return out + n;
}

/*
 * The separators outside quotes within [from, to), and how many of them there
 * are up to the end of each record (rec[r]).  An LF behind a CR ends nothing.
 * Returns the number of records.
 */
static inline __attribute__((always_inline)) size_t
index_piece(struct pk_worker *w, size_t from, size_t to, put_fn put)
{
	size_t i = from / PK_BLOCK, last = (to - 1) / PK_BLOCK;
	uint32_t *sep = w->sep, *rec = w->rec;
	uint64_t inside = 0, trim = ~(uint64_t)0 << from % PK_BLOCK;
	uint64_t after_cr = w->buf[from - from % PK_BLOCK - 1] == '\r';

	for (; i <= last; i++, trim = ~(uint64_t)0) {
		const struct pk_block *b = &w->blocks[i];
		uint64_t q = b->quote, s = b->sep, end = b->lf | b->cr;
		uint32_t before = (uint32_t)(sep - w->sep);

		if (i == last)
			trim &= ~(uint64_t)0 >> (PK_BLOCK - 1 - (to - 1) % PK_BLOCK);
		q &= trim;
		if (b->cr | after_cr) {
			uint64_t second = b->lf & (b->cr << 1 | after_cr);

			after_cr = b->cr >> 63;
			s &= ~second;
			end &= ~second;
		}
		if (q | inside) {
			uint64_t x = pk_prefix_xor(q) ^ inside;

			inside = -(x >> 63);
			s &= ~x;
			end &= ~x;
		}
		s &= trim;
		end &= trim;
		sep = put(sep, (uint32_t)(i * PK_BLOCK), s);
		rec = put_ends(rec, before, s, end);
	}
	return (size_t)(rec - w->rec);
}

#if defined(__x86_64__)
/* The same code; with these a bit costs one instruction instead of several. */
__attribute__((target("bmi,popcnt"))) static size_t
index_bits(struct pk_worker *w, size_t from, size_t to)
{
	return index_piece(w, from, to, put_bits);
}

VBMI2 static size_t
index_packed(struct pk_worker *w, size_t from, size_t to)
{
	return index_piece(w, from, to, put_packed);
}
#endif

static size_t
index_plain(struct pk_worker *w, size_t from, size_t to)
{
	return index_piece(w, from, to, put_bits);
}

pk_index_fn
pk_fast_index_best(void)
{
#if defined(__x86_64__)
	if (!__builtin_cpu_supports("popcnt") || !__builtin_cpu_supports("bmi"))
		return index_plain;
	if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
	    __builtin_cpu_supports("avx512vbmi2"))
		return index_packed;
	return index_bits;
#else
	return index_plain;
#endif
}

pk_index_fn
pk_fast_index_plain(void)
{
	return index_plain;
}

/* What is wrong with a record that stands right; PK_BAD_MAX: nothing. */
static enum pk_bad
judge(const struct pk_worker *w, size_t from, size_t to, size_t fields, size_t *offset)
{
	struct pk_str raw = pk_strn((const char *)w->buf + from, to - from);

	*offset = 0;
	if (w->dirty) {
		const char *nul = raw.n ? memchr(raw.p, '\0', raw.n) : NULL;

		if (nul) {
			*offset = (size_t)(nul - raw.p);
			return PK_BAD_NUL;
		}
		*offset = pk_utf8_check(raw);
		if (*offset < raw.n)
			return PK_BAD_ENCODING;
	}
	return fields == w->f->t->header.n ? PK_BAD_MAX : PK_BAD_FIELDS;
}

/*
 * Makes good records lie one behind the other in sep, their beginnings in rec;
 * the bad ones become events.  Returns how many are good.
 */
static size_t
lay_out(struct pk_worker *w, size_t from, size_t nrec)
{
	const size_t nf = w->f->t->header.n;
	uint32_t start = (uint32_t)from, done = 0;
	/* Nothing to be looked at in a record but how many fields it has. */
	const bool plain = nf > 1 && !w->dirty && !w->cr;
	size_t r, good = 0, offset;

	for (r = 0; r < nrec; r++) {
		uint32_t to = w->rec[r], fields = to - done, end = w->sep[to - 1];
		enum pk_bad what;

		if (__builtin_expect(fields == nf && plain && done == good * nf, 1)) {
			w->rec[good++] = start;
			start = end + 1;
			done = to;
			continue;
		}
		if (w->cr && w->buf[start] == '\n' && w->buf[start - 1] == '\r')
			start++;
		what = fields == 1 && end == start ? PK_BAD_MAX : judge(w, start, end, fields, &offset);
		if (what != PK_BAD_MAX) {
			pk_fast_event(w, what, start, end, offset, fields);
		} else if (end != start || fields != 1) {
			if (done != good * nf)
				memmove(w->sep + good * nf, w->sep + done, nf * sizeof(*w->sep));
			w->rec[good++] = start;
		}
		start = end + 1;
		done = to;
	}
	return good;
}

int
pk_fast_batch_piece(struct pk_worker *w, const struct pk_piece *p)
{
	struct pk_fast_batch b = {.p = w->buf,
	    .start = w->rec,
	    .sep = w->sep,
	    .nfields = w->f->t->header.n,
	    .worker = w->id,
	    .priv = w};

	b.nrows = lay_out(w, p->from, w->f->index(w, p->from, p->to));
	return b.nrows ? w->f->fn(w->f->ctx, &b) : 0;
}

struct pk_str
pk_fast_unquote(struct pk_str raw, struct pk_buf *scratch)
{
	struct pk_str s = pk_str_sub(raw, 1, raw.n - 1);
	const char *q = s.n ? memchr(s.p, '"', s.n) : NULL;

	if (!q)
		return s;
	pk_buf_clear(scratch);
	while (q) {
		size_t n = (size_t)(q - s.p) + 1;

		pk_buf_add(scratch, s.p, n);
		s = pk_str_sub(s, n + 1, s.n);
		q = s.n ? memchr(s.p, '"', s.n) : NULL;
	}
	pk_buf_str(scratch, s);
	return pk_buf_view(scratch);
}
