#include "bundle/uni.h"

#include "bundle/unidata.h"
#include "text/utf8.h"

/* Hangul syllables are composed by rule (Unicode 3.12). */
enum {
	S_BASE = 0xac00,
	L_BASE = 0x1100,
	V_BASE = 0x1161,
	T_BASE = 0x11a7,
	V_COUNT = 21,
	T_COUNT = 28,
	S_COUNT = 19 * V_COUNT * T_COUNT
};

bool
pk_is_ascii(struct pk_str s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 0x80)
			return false;
	return true;
}

static unsigned
class_of(uint32_t cp)
{
	size_t lo = 0, hi = uni_nclasses;

	if (cp < 0x300)
		return 0;
	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (cp > uni_classes[mid].to)
			lo = mid + 1;
		else if (cp < uni_classes[mid].from)
			hi = mid;
		else
			return uni_classes[mid].ccc;
	}
	return 0;
}

static uint32_t
fold(uint32_t cp)
{
	size_t lo = 0, hi = uni_nfolds;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		const struct uni_fold *f = &uni_folds[mid];

		if (cp > f->to)
			lo = mid + 1;
		else if (cp < f->from)
			hi = mid;
		else
			return (cp - f->from) % f->step == 0 ? (uint32_t)((int64_t)cp + f->delta) : cp;
	}
	return cp;
}

static const struct uni_decomp *
decomp_of(uint32_t cp)
{
	size_t lo = 0, hi = uni_ndecomps;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (cp > uni_decomps[mid].cp)
			lo = mid + 1;
		else if (cp < uni_decomps[mid].cp)
			hi = mid;
		else
			return &uni_decomps[mid];
	}
	return NULL;
}

/* Code points that wait for their order, each with its class above it: one starter and its marks. */
struct run {
	uint32_t *v, *sorted;
	size_t n, cap, cap_sorted;
};
enum { CLASS_SHIFT = 24, CP_MASK = (1 << CLASS_SHIFT) - 1, FEW = 16 };

static void
sort_few(struct run *r)
{
	size_t i, j;

	for (i = 1; i < r->n; i++) {
		uint32_t cp = r->v[i];

		for (j = i; j > 0 && r->v[j - 1] >> CLASS_SHIFT > cp >> CLASS_SHIFT; j--)
			r->v[j] = r->v[j - 1];
		r->v[j] = cp;
	}
}

/* A name may be nothing but marks: counted, not compared one with the other. */
static void
sort_many(struct run *r)
{
	size_t next[256] = {0}, sum = 0, i;
	uint32_t *v;

	for (i = 0; i < r->n; i++)
		next[r->v[i] >> CLASS_SHIFT]++;
	for (i = 0; i < 256; i++) {
		size_t n = next[i];

		next[i] = sum;
		sum += n;
	}
	r->sorted = pk_grow(r->sorted, &r->cap_sorted, r->n, sizeof(*r->sorted));
	for (i = 0; i < r->n; i++)
		r->sorted[next[r->v[i] >> CLASS_SHIFT]++] = r->v[i];
	v = r->v;
	r->v = r->sorted;
	r->sorted = v;
	i = r->cap;
	r->cap = r->cap_sorted;
	r->cap_sorted = i;
}

/* Marks in order of their class, those of one class in the order they came. */
static void
flush(struct run *r, struct pk_buf *out)
{
	size_t i;

	if (r->n <= FEW)
		sort_few(r);
	else
		sort_many(r);
	for (i = 0; i < r->n; i++)
		pk_utf8_put(out, r->v[i] & CP_MASK);
	r->n = 0;
}

static void
put(struct run *r, uint32_t cp, struct pk_buf *out)
{
	uint32_t ccc = class_of(cp);

	if (ccc == 0)
		flush(r, out);
	PK_PUSH(r, ccc << CLASS_SHIFT | cp);
}

static void
decompose(struct run *r, uint32_t cp, struct pk_buf *out)
{
	const struct uni_decomp *d;
	uint32_t s = cp - S_BASE;
	size_t i;

	if (cp >= S_BASE && s < S_COUNT) {
		put(r, L_BASE + s / (V_COUNT * T_COUNT), out);
		put(r, V_BASE + s % (V_COUNT * T_COUNT) / T_COUNT, out);
		if (s % T_COUNT)
			put(r, T_BASE + s % T_COUNT, out);
		return;
	}
	d = cp < 0xc0 ? NULL : decomp_of(cp);
	if (!d)
		put(r, cp, out);
	for (i = 0; d && i < d->n; i++)
		put(r, uni_pool[d->off + i], out);
}

static void
convert(struct pk_str s, bool folded, struct pk_buf *out)
{
	struct run r = {0};
	size_t i = 0;
	uint32_t cp;

	while (i < s.n) {
		size_t len = pk_utf8_next(s.p + i, s.n - i, &cp);

		if (len == 1 && (unsigned char)s.p[i] >= 0x80) {
			flush(&r, out);
			pk_buf_putc(out, s.p[i]);
		} else {
			decompose(&r, folded ? fold(cp) : cp, out);
		}
		i += len;
	}
	flush(&r, out);
	pk_free(r.v);
	pk_free(r.sorted);
}

void
pk_uni_nfd(struct pk_str s, struct pk_buf *out)
{
	if (pk_is_ascii(s))
		pk_buf_str(out, s);
	else
		convert(s, false, out);
}

void
pk_uni_fold(struct pk_str s, struct pk_buf *out)
{
	size_t i;

	if (!pk_is_ascii(s)) {
		convert(s, true, out);
		return;
	}
	pk_buf_reserve(out, s.n);
	for (i = 0; i < s.n; i++)
		pk_buf_putc(out, s.p[i] >= 'A' && s.p[i] <= 'Z' ? (char)(s.p[i] + 32) : s.p[i]);
}

size_t
pk_utf16_count(struct pk_str s)
{
	size_t i, n = 0;

	for (i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		n += (c & 0xc0) != 0x80 ? 1 : 0;
		n += c >= 0xf0 ? 1 : 0;
	}
	return n;
}
