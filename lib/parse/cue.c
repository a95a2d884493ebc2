#include "parse/cue.h"

#include "text/utf8.h"

/*
 * Edges live in one hash table keyed by (node, code point): a trie of some
 * thousand words stays in the second-level cache, and most characters are
 * turned away by the bitmap of first characters before it is touched.
 */
struct edge {
	uint32_t node, cp; /* cp 0: free */
	uint32_t child;
};
struct word {
	uint32_t next; /* index + 1 of the next word that ends in the same node */
	uint16_t table;
	int cls;
};
struct pk_cues {
	struct pk_cue_first first; /* must be first */
	struct edge *edge;    /* power of two */
	size_t nslots, nedges;
	uint32_t nnodes;
	PK_VEC(uint32_t) out; /* node → index + 1 of its first word */
	PK_VEC(struct word) word;
};

static size_t
slot_of(const struct pk_cues *c, uint32_t node, uint32_t cp)
{
	uint64_t h = ((uint64_t)node << 21 | cp) * 0x9e3779b97f4a7c15u;

	return (size_t)(h >> 32) & (c->nslots - 1);
}

static uint32_t
child(const struct pk_cues *c, uint32_t node, uint32_t cp)
{
	size_t i = slot_of(c, node, cp);

	for (; c->edge[i].cp != 0; i = (i + 1) & (c->nslots - 1))
		if (c->edge[i].cp == cp && c->edge[i].node == node)
			return c->edge[i].child;
	return 0;
}

static void
put_edge(struct pk_cues *c, struct edge e)
{
	size_t i = slot_of(c, e.node, e.cp);

	while (c->edge[i].cp != 0)
		i = (i + 1) & (c->nslots - 1);
	c->edge[i] = e;
}

static void
grow(struct pk_cues *c)
{
	struct edge *old = c->edge;
	size_t n = c->nslots, i;

	c->nslots *= 2;
	c->edge = pk_zalloc(c->nslots, sizeof(*c->edge));
	for (i = 0; i < n; i++)
		if (old[i].cp != 0)
			put_edge(c, old[i]);
	pk_free(old);
}

/* Sixteen bits of the six bytes at p, of eight that can be read. */
static inline uint32_t
pair_of(const char *p)
{
	static const unsigned char six[8] = {255, 255, 255, 255, 255, 255};
	uint64_t w, mask;

	memcpy(&w, p, sizeof(w));
	memcpy(&mask, six, sizeof(mask));
	return (uint32_t)((w & mask) * UINT64_C(0x9e3779b97f4a7c15) >> 48);
}

static void
mark_first(struct pk_cue_first *f, struct pk_str w)
{
	char start[8] = {0};
	uint32_t a, b, pair;
	size_t n, m;

	if (w.n == 0)
		return;
	n = pk_utf8_next(w.p, w.n, &a);
	m = n < w.n ? pk_utf8_next(w.p + n, w.n - n, &b) : 0;
	pk_chars_add(&f->begin, a);
	if (n != 3 || m != 3) {
		pk_chars_add(&f->alone, a);
		return;
	}
	memcpy(start, w.p, 6);
	pair = pair_of(start);
	f->pair[pair >> 6] |= (uint64_t)1 << (pair & 63);
}

static void
add_word(struct pk_cues *c, const struct pk_cue *cue, size_t table)
{
	struct pk_str w = pk_str(cue->word);
	uint32_t node = 0, next, cp;
	size_t i;

	mark_first(&c->first, w);
	for (i = 0; i < w.n; node = next) {
		i += pk_utf8_next(w.p + i, w.n - i, &cp);
		next = child(c, node, cp);
		if (next == 0) {
			next = ++c->nnodes;
			PK_PUSH(&c->out, 0);
			put_edge(c, (struct edge){node, cp, next});
			if (++c->nedges * 2 > c->nslots)
				grow(c);
		}
	}
	if (node == 0)
		return;
	PK_PUSH(&c->word, ((struct word){c->out.v[node], (uint16_t)table, cue->cls}));
	c->out.v[node] = (uint32_t)c->word.n;
}

struct pk_cues *
pk_cues_new(const struct pk_cue *const *table, size_t n)
{
	struct pk_cues *c = pk_zalloc(1, sizeof(*c));
	const struct pk_cue *cue;
	size_t t;

	c->nslots = 1024;
	c->edge = pk_zalloc(c->nslots, sizeof(*c->edge));
	PK_PUSH(&c->out, 0); /* the root */
	for (t = 0; t < n && t < PK_CUE_TABLES; t++)
		for (cue = table[t]; cue && cue->word; cue++)
			add_word(c, cue, t);
	return c;
}

void
pk_cues_free(struct pk_cues *c)
{
	if (!c)
		return;
	pk_free(c->edge);
	pk_free(c->out.v);
	pk_free(c->word.v);
	pk_free(c);
}

/* Three bytes make most of the text; clean text is well-formed. */
static inline size_t
next_char(struct pk_str text, size_t i, uint32_t *cp)
{
	const unsigned char *p = (const unsigned char *)text.p + i;

	if (p[0] < 0xe1 || p[0] > 0xef || i + 3 > text.n)
		return pk_utf8_next(text.p + i, text.n - i, cp);
	*cp = (uint32_t)(p[0] & 15) << 12 | (uint32_t)(p[1] & 63) << 6 | (uint32_t)(p[2] & 63);
	return 3;
}

/* May a word begin with the characters at i, of which the first is in first.begin? */
static inline bool
may_go_on(const struct pk_cues *c, struct pk_str text, size_t i, uint32_t cp)
{
	uint32_t pair;

	if (pk_chars_may(&c->first.alone, cp) || i + 8 > text.n)
		return true;
	pair = pair_of(text.p + i);
	return c->first.pair[pair >> 6] >> (pair & 63) & 1;
}

size_t
pk_cues_skip(const struct pk_cues *c, struct pk_str text, size_t i)
{
	const struct pk_cue_first *f = &c->first;
	const unsigned char *p = (const unsigned char *)text.p;
	uint32_t cp, pair;

	while (i < text.n) {
		size_t len;

		/* Characters of three bytes, without a branch that a good part of them takes. */
		for (; i + 8 <= text.n && (p[i] & 0xf0) == 0xe0; i += 3) {
			size_t at = (size_t)(p[i] & 15) * 64 + p[i + 1];

			pair = pair_of(text.p + i);
			if ((f->pair[pair >> 6] >> (pair & 63) | f->alone.bit[at] >> (p[i + 2] & 63)) & 1)
				return i;
		}
		if (i >= text.n)
			break;
		len = next_char(text, i, &cp);
		if (pk_chars_may(&f->begin, cp) && may_go_on(c, text, i, cp))
			return i;
		i += len;
	}
	return text.n;
}

unsigned
pk_cues_at(const struct pk_cues *c, struct pk_str text, size_t i, struct pk_cue_match *out)
{
	uint32_t node = 0, cp, w;
	unsigned mask = 0;

	if (i < text.n) {
		(void)next_char(text, i, &cp);
		if (!pk_chars_may(&c->first.begin, cp) || !may_go_on(c, text, i, cp))
			return 0;
	}
	while (i < text.n) {
		i += next_char(text, i, &cp);
		node = child(c, node, cp);
		if (node == 0)
			break;
		for (w = c->out.v[node]; w != 0; w = c->word.v[w - 1].next) {
			const struct word *x = &c->word.v[w - 1];

			mask |= 1u << x->table;
			out->to[x->table] = i;
			out->cls[x->table] = x->cls;
		}
	}
	return mask;
}

int
pk_cues_find(
    const struct pk_cues *c, size_t t, struct pk_str text, size_t from, size_t *at, size_t *to)
{
	struct pk_cue_match m;
	uint32_t cp;
	size_t i;

	for (i = pk_cues_skip(c, text, from); i < text.n; i = pk_cues_skip(c, text, i)) {
		if (pk_cues_at(c, text, i, &m) >> t & 1) {
			*at = i;
			*to = m.to[t];
			return m.cls[t];
		}
		i += pk_utf8_next(text.p + i, text.n - i, &cp);
	}
	return -1;
}
