#include "base/str.h"

#include <stdio.h>

int
pk_str_cmp(struct pk_str a, struct pk_str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n ? memcmp(a.p, b.p, n) : 0;

	return c ? c : (a.n > b.n) - (a.n < b.n);
}

size_t
pk_str_find(struct pk_str s, struct pk_str needle, size_t from)
{
	size_t last = needle.n - 1;

	if (needle.n == 0)
		return from <= s.n ? from : PK_NPOS;
	/*
	 * The last byte is looked for, not the first: that is one of six for all Han characters,
	 * the last one of sixty-four.
	 */
	while (from + needle.n <= s.n) {
		const char *hit = memchr(s.p + from + last, needle.p[last], s.n - last - from);

		if (!hit)
			return PK_NPOS;
		from = (size_t)(hit - s.p) - last;
		if (s.p[from] == needle.p[0] && memcmp(s.p + from, needle.p, last) == 0)
			return from;
		from++;
	}
	return PK_NPOS;
}

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct pk_str
pk_str_trim(struct pk_str s)
{
	while (s.n && is_space(s.p[0])) {
		s.p++;
		s.n--;
	}
	while (s.n && is_space(s.p[s.n - 1]))
		s.n--;
	return s;
}

bool
pk_str_split(struct pk_str *rest, char sep, struct pk_str *part)
{
	const char *hit;

	if (!rest->p)
		return false;
	hit = rest->n ? memchr(rest->p, sep, rest->n) : NULL;
	if (hit) {
		*part = pk_strn(rest->p, (size_t)(hit - rest->p));
		rest->n -= part->n + 1;
		rest->p = hit + 1;
	} else {
		*part = *rest;
		*rest = (struct pk_str){NULL, 0};
	}
	return true;
}

struct pk_str
pk_str_dup(struct pk_arena *a, struct pk_str s)
{
	return (struct pk_str){pk_arena_dup(a, s.p, s.n), s.n};
}

uint64_t
pk_hash(const void *p, size_t n)
{
	const unsigned char *s = p;
	uint64_t h = 0x9e3779b97f4a7c15u ^ (uint64_t)n, w;

	/* Eight bytes a step, multiply and fold: good spread, no alignment needs. */
	for (; n >= 8; s += 8, n -= 8) {
		memcpy(&w, s, 8);
		h = (h ^ w) * 0xff51afd7ed558ccdu;
		h ^= h >> 32;
	}
	w = 0;
	if (n)
		memcpy(&w, s, n);
	h = (h ^ w) * 0xc4ceb9fe1a85ec53u;
	return h ^ (h >> 29);
}

static uint64_t
rotl(uint64_t x, unsigned n)
{
	return x << n | x >> (64 - n);
}

static void
sip_round(uint64_t v[4])
{
	v[0] += v[1];
	v[2] += v[3];
	v[1] = rotl(v[1], 13) ^ v[0];
	v[3] = rotl(v[3], 16) ^ v[2];
	v[0] = rotl(v[0], 32) + v[3];
	v[2] += v[1];
	v[3] = rotl(v[3], 21) ^ v[0];
	v[1] = rotl(v[1], 17) ^ v[2];
	v[2] = rotl(v[2], 32);
}

uint64_t
pk_hash_keyed(uint64_t key, const void *p, size_t n)
{
	const unsigned char *s = p;
	uint64_t other = key * 0x9e3779b97f4a7c15u, w, end = (uint64_t)n << 56;
	uint64_t v[4] = {key ^ 0x736f6d6570736575u, other ^ 0x646f72616e646f6du, key ^ 0x6c7967656e657261u,
	    other ^ 0x7465646279746573u};

	for (; n >= 8; s += 8, n -= 8) {
		memcpy(&w, s, 8);
		v[3] ^= w;
		sip_round(v);
		v[0] ^= w;
	}
	w = 0;
	if (n)
		memcpy(&w, s, n);
	w |= end;
	v[3] ^= w;
	sip_round(v);
	v[0] ^= w;
	v[2] ^= 0xff;
	sip_round(v);
	sip_round(v);
	sip_round(v);
	return v[0] ^ v[1] ^ v[2] ^ v[3];
}

int
pk_str_int(struct pk_str s, int64_t lo, int64_t hi, int64_t *out)
{
	bool neg = false;
	uint64_t v = 0, limit = (uint64_t)INT64_MAX;
	size_t i = 0;

	if (s.n && (s.p[0] == '-' || s.p[0] == '+')) {
		neg = s.p[0] == '-';
		i = 1;
	}
	if (i == s.n || (i == 1 && lo >= 0))
		return -1;
	for (; i < s.n; i++) {
		unsigned d = (unsigned)(s.p[i] - '0');

		if (s.p[i] < '0' || d > 9 || v > (limit - d) / 10)
			return -1;
		v = v * 10 + d;
	}
	if ((neg ? -(int64_t)v : (int64_t)v) < lo || (neg ? -(int64_t)v : (int64_t)v) > hi)
		return -1;
	*out = neg ? -(int64_t)v : (int64_t)v;
	return 0;
}

void
pk_buf_grow(struct pk_buf *b, size_t more)
{
	b->p = pk_grow(b->p, &b->cap, b->n + more + 1, 1);
}

void
pk_buf_vprintf(struct pk_buf *b, const char *fmt, va_list ap)
{
	va_list again;
	int n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, ap);
	if (n > 0) {
		pk_buf_reserve(b, (size_t)n);
		(void)vsnprintf(b->p + b->n, (size_t)n + 1, fmt, again);
		b->n += (size_t)n;
	}
	va_end(again);
}

void
pk_buf_printf(struct pk_buf *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	pk_buf_vprintf(b, fmt, ap);
	va_end(ap);
}

struct pk_str
pk_buf_view(const struct pk_buf *b)
{
	return (struct pk_str){b->p, b->n};
}

const char *
pk_buf_z(struct pk_buf *b)
{
	pk_buf_reserve(b, 0);
	return b->p;
}

void
pk_buf_clear(struct pk_buf *b)
{
	b->n = 0;
	if (b->p)
		b->p[0] = '\0';
}

void
pk_buf_free(struct pk_buf *b)
{
	pk_free(b->p);
	*b = (struct pk_buf)PK_BUF_INIT;
}

const char *
pk_num(char out[24], int64_t n)
{
	uint64_t u = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
	size_t i = 23;

	out[i] = '\0';
	do
		out[--i] = (char)('0' + u % 10);
	while ((u /= 10) > 0);
	if (n < 0)
		out[--i] = '-';
	memmove(out, out + i, 24 - i);
	return out;
}

static uint64_t
map_hash(const struct pk_map *m, struct pk_str key)
{
	return m->key ? pk_hash_keyed(m->key, key.p, key.n) : pk_hash(key.p, key.n);
}

struct pk_map_entry *
pk_map_get(const struct pk_map *m, struct pk_str key)
{
	uint64_t h = map_hash(m, key);
	size_t i;

	if (!m->nslots)
		return NULL;
	for (i = h & (m->nslots - 1); m->slots[i]; i = (i + 1) & (m->nslots - 1)) {
		struct pk_map_entry *e = &m->entries[m->slots[i] - 1];

		if (e->hash == h && pk_str_eq(e->key, key))
			return e;
	}
	return NULL;
}

static void
map_rehash(struct pk_map *m, size_t nslots)
{
	size_t i, j;

	pk_free(m->slots);
	m->slots = pk_zalloc(nslots, sizeof(*m->slots));
	m->nslots = nslots;
	for (j = 0; j < m->n; j++) {
		for (i = m->entries[j].hash & (nslots - 1); m->slots[i];)
			i = (i + 1) & (nslots - 1);
		m->slots[i] = (uint32_t)(j + 1);
	}
}

/* Steps to a free slot of a table at most half full; chance makes some tens of them. */
enum { STEPS_MAX = 512 };

/*
 * pk_hash() is quick, and whoever wants to finds thousands of names of one value, with which
 * a table is quadratic.  Then the addresses of this run, which nobody knew, make a key.
 */
static void
map_key(struct pk_map *m)
{
	size_t j;

	m->key = (uint64_t)(uintptr_t)m->entries * 0xff51afd7ed558ccdu ^ (uint64_t)(uintptr_t)&j;
	m->key |= 1;
	for (j = 0; j < m->n; j++)
		m->entries[j].hash = map_hash(m, m->entries[j].key);
	map_rehash(m, m->nslots);
}

struct pk_map_entry *
pk_map_put(struct pk_map *m, struct pk_str key, size_t value, bool *added)
{
	struct pk_map_entry *e = pk_map_get(m, key);
	size_t i, steps = 0;

	if (added)
		*added = !e;
	if (e)
		return e;
	if ((m->n + 1) * 2 > m->nslots)
		map_rehash(m, m->nslots ? m->nslots * 2 : 16);
	m->entries = pk_grow(m->entries, &m->cap, m->n + 1, sizeof(*m->entries));
	e = &m->entries[m->n++];
	*e = (struct pk_map_entry){key, value, map_hash(m, key)};
	for (i = e->hash & (m->nslots - 1); m->slots[i]; steps++)
		i = (i + 1) & (m->nslots - 1);
	m->slots[i] = (uint32_t)m->n;
	if (steps > STEPS_MAX && !m->key)
		map_key(m);
	return e;
}

void
pk_map_free(struct pk_map *m)
{
	pk_free(m->entries);
	pk_free(m->slots);
	*m = (struct pk_map){0};
}
