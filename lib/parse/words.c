#include "parse/words.h"

#include "text/utf8.h"

#include <stdlib.h>

/* The words of one key, the longest first: word[from, from + n). */
struct head {
	uint32_t cp; /* 0: free */
	uint16_t from, n;
};
/* The words of a list by one of their characters: an open hash table, a quarter full at most. */
struct side {
	struct head *head;
	struct pk_str *word;
	unsigned shift; /* of the hash; 32 - log2 of the number of heads */
};
struct pk_word_index {
	struct side first, last;
};

static uint32_t
first_of(struct pk_str w)
{
	uint32_t cp;

	(void)pk_utf8_next(w.p, w.n, &cp);
	return cp;
}

static uint32_t
last_of(struct pk_str w)
{
	size_t i = w.n - 1;
	uint32_t cp;

	while (i > 0 && ((unsigned char)w.p[i] & 0xc0) == 0x80)
		i--;
	(void)pk_utf8_next(w.p + i, w.n - i, &cp);
	return cp;
}

static struct head *
head_of(const struct side *s, uint32_t cp)
{
	uint32_t h = cp * 0x9e3779b1u >> s->shift, mask = UINT32_MAX >> s->shift;

	while (s->head[h].cp != 0 && s->head[h].cp != cp)
		h = (h + 1) & mask;
	return &s->head[h];
}

/* Sorts the words of one key together, long before short. */
static void
put(struct side *s, struct pk_str *word, size_t n, uint32_t (*key)(struct pk_str))
{
	size_t i, k, done = 0;

	for (i = 0; i < n; i++) {
		struct head *h = head_of(s, key(word[i]));

		if (h->cp != 0)
			continue; /* came with the first of its key */
		h->cp = key(word[i]);
		h->from = (uint16_t)done;
		for (k = i; k < n; k++) {
			size_t to = done;

			if (key(word[k]) != h->cp)
				continue;
			for (; to > h->from && s->word[to - 1].n < word[k].n; to--)
				s->word[to] = s->word[to - 1];
			s->word[to] = word[k];
			done++;
		}
		h->n = (uint16_t)(done - h->from);
	}
}

/* The second index of a list that two threads began with is thrown away. */
static struct pk_word_index *
make(struct pk_word_list list)
{
	struct pk_word_index *x = pk_zalloc(1, sizeof(*x)), *none = NULL;
	size_t n = 0, i, k, bits = 2;
	struct pk_str *word;

	for (k = 0; list.word[k]; k++)
		n += list.word[k][0] != '\0';
	word = pk_alloc(n, sizeof(*word));
	for (i = k = 0; list.word[k]; k++)
		if (list.word[k][0] != '\0')
			word[i++] = pk_str(list.word[k]);
	while (((size_t)1 << bits) < n * 4)
		bits++;
	x->first.shift = x->last.shift = 32 - (unsigned)bits;
	x->first.head = pk_zalloc((size_t)2 << bits, sizeof(*x->first.head));
	x->last.head = x->first.head + ((size_t)1 << bits);
	x->first.word = pk_alloc(n * 2, sizeof(*word));
	x->last.word = x->first.word + n;
	put(&x->first, word, n, first_of);
	put(&x->last, word, n, last_of);
	pk_free(word);
	if (atomic_compare_exchange_strong(&list.slot->index, &none, x))
		return x;
	pk_free(x->first.head);
	pk_free(x->first.word);
	pk_free(x);
	return none;
}

static inline const struct pk_word_index *
index_of(struct pk_word_list list)
{
	const struct pk_word_index *x = atomic_load_explicit(&list.slot->index, memory_order_acquire);

	return x ? x : make(list);
}

/* Words are short, and most differ in the first bytes behind the key. */
static inline bool
same(const char *a, const char *b, size_t n)
{
	while (n > 0 && *a == *b) {
		a++;
		b++;
		n--;
	}
	return n == 0;
}

static inline size_t
longest_at(const struct side *s, uint32_t cp, const char *p, size_t left)
{
	const struct head *h = head_of(s, cp);
	const struct pk_str *w = s->word + h->from, *end = w + h->n;

	for (; w < end; w++)
		if (w->n <= left && same(p, w->p, w->n))
			return w->n;
	return 0;
}

size_t
pk_rd_any(struct pk_str t, size_t i, struct pk_word_list list)
{
	uint32_t cp;

	if (i >= t.n)
		return 0;
	(void)pk_utf8_next(t.p + i, t.n - i, &cp);
	return longest_at(&index_of(list)->first, cp, t.p + i, t.n - i);
}

size_t
pk_rd_any_before(struct pk_str t, size_t i, struct pk_word_list list)
{
	const struct side *s;
	const struct pk_str *w, *end;
	const struct head *h;
	size_t at = i;
	uint32_t cp;

	if (i == 0 || i > t.n)
		return 0;
	do
		at--;
	while (at > 0 && i - at < 4 && ((unsigned char)t.p[at] & 0xc0) == 0x80);
	(void)pk_utf8_next(t.p + at, t.n - at, &cp);
	s = &index_of(list)->last;
	h = head_of(s, cp);
	for (w = s->word + h->from, end = w + h->n; w < end; w++)
		if (w->n <= i && same(t.p + i - w->n, w->p, w->n))
			return w->n;
	return 0;
}

bool
pk_rd_has(struct pk_str t, size_t from, size_t to, struct pk_word_list list)
{
	const struct side *s = &index_of(list)->first;
	uint32_t cp;
	size_t len;

	to = to < t.n ? to : t.n;
	for (; from < to; from += len) {
		len = pk_utf8_next(t.p + from, to - from, &cp);
		if (longest_at(s, cp, t.p + from, to - from))
			return true;
	}
	return false;
}
