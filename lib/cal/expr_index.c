#include "cal/expr_index.h"

#include "text/num.h"
#include "text/utf8.h"

#include <pthread.h>
#include <stdlib.h>

enum { WORDS_MAX = 1024, HEADS = 2048 };
static struct {
	struct pk_lex_entry e[WORDS_MAX]; /* by first character, the longest first within one */
	size_t n;
	struct {
		uint32_t cp;
		uint16_t from, to;
	} head[HEADS];
	struct pk_lex_chars in;
} lex;
static pthread_once_t lex_once = PTHREAD_ONCE_INIT;
const struct pk_lex_chars *const pk_lex_chars = &lex.in;

static uint32_t
first_cp(const char *p)
{
	uint32_t cp;

	(void)pk_utf8_next(p, strlen(p), &cp);
	return cp;
}

/* Up to eight bytes at p, zeros behind the n that are there. */
static inline uint64_t
load(const char *p, size_t n)
{
	uint64_t w = 0;

	if (n >= sizeof(w)) {
		memcpy(&w, p, sizeof(w));
		return w;
	}
	memcpy(&w, p, n);
	return w;
}

static int
by_head_then_length(const void *x, const void *y)
{
	const struct pk_lex_entry *a = x, *b = y;
	uint32_t ca = first_cp(a->p), cb = first_cp(b->p);

	if (ca != cb)
		return ca < cb ? -1 : 1;
	return (int)b->need - (int)a->need;
}

static void
add_word(const struct pk_word *w)
{
	static const char ones[8] = {-1, -1, -1, -1, -1, -1, -1, -1};
	const char *bar = strchr(w->word, '|'), *p;
	struct pk_lex_entry *e = &lex.e[lex.n++];
	uint32_t cp;

	e->word = w;
	for (p = w->word; *p && e->need < PK_LEX_BYTES - 1; p++)
		if (p != bar)
			e->p[e->need++] = *p;
	e->n = bar ? (unsigned char)(bar - w->word) : e->need;
	e->head = (unsigned char)pk_utf8_next(e->p, e->need, &cp);
	e->next = load(e->p + e->head, (size_t)e->need - e->head);
	e->mask = load(ones, (size_t)e->need - e->head < 8 ? (size_t)e->need - e->head : 8);
}

static void
index_words(void)
{
	size_t i = 0, j, h;

	while (i < lex.n) {
		uint32_t cp = first_cp(lex.e[i].p);

		for (j = i; j < lex.n && first_cp(lex.e[j].p) == cp; j++)
			if (pk_lex_is_seed(lex.e[j].word->kind))
				pk_chars_add(&lex.in.seeds, cp);
		for (h = cp * 31 % HEADS; lex.head[h].to; h = (h + 1) % HEADS)
			;
		lex.head[h].cp = cp;
		lex.head[h].from = (uint16_t)i;
		lex.head[h].to = (uint16_t)j;
		pk_chars_add(&lex.in.starts, cp);
		i = j;
	}
}

static void
make(void)
{
	const struct pk_word *w;
	uint32_t cp;

	for (w = pk_time_words; w->word && lex.n < WORDS_MAX; w++)
		add_word(w);
	qsort(lex.e, lex.n, sizeof(lex.e[0]), by_head_then_length);
	index_words();
	pk_chars_add_all(&lex.in.starts, "廿卅十百千拾佰仟。、《》“”×·");
	pk_chars_add_all(&lex.in.seeds, "。!?\n《》");
	pk_chars_add_all(&lex.in.numerals, "廿卅十百千拾佰仟万萬亿億");
	for (cp = 0; cp < 65536; cp++) {
		bool digit = pk_digit(cp) >= 0;

		if (cp < 0x80 || digit || pk_is_blank(cp))
			pk_chars_add(&lex.in.starts, cp);
		if (pk_lex_is_mask(cp) || (digit && cp < 0x80))
			pk_chars_add(&lex.in.seeds, cp);
		if (digit) {
			pk_chars_add(&lex.in.digits, cp);
			pk_chars_add(&lex.in.numerals, cp);
		}
	}
}

void
pk_lex_init(void)
{
	(void)pthread_once(&lex_once, make);
}

bool
pk_lex_is_mask(uint32_t cp)
{
	return cp == 'x' || cp == 'X' || cp == '*' || cp == '_' || cp == 0xd7;
}

const struct pk_lex_entry *
pk_lex_word(const char *p, size_t n, uint32_t cp, bool after_number)
{
	const struct pk_lex_entry *e, *end;
	uint64_t next;
	size_t h;

	for (h = cp * 31 % HEADS; lex.head[h].cp != cp; h = (h + 1) % HEADS)
		if (!lex.head[h].to)
			return NULL;
	e = &lex.e[lex.head[h].from];
	end = &lex.e[lex.head[h].to];
	next = load(p + e->head, n - e->head);
	for (; e < end; e++) {
		/* Zeros behind the text's end match no byte of a word. */
		if ((next ^ e->next) & e->mask)
			continue;
		if (e->need > e->head + sizeof(next) && (n < e->need || memcmp(p, e->p, e->need) != 0))
			continue;
		if (!(after_number && e->word->kind == T_DECOY))
			return e;
	}
	return NULL;
}

bool
pk_lex_is_seed(enum pk_tok_kind kind)
{
	switch (kind) {
	case T_UNIT:
	case T_HALFYEAR:
	case T_DECADE:
	case T_CENTURY:
	case T_REL:
	case T_FEST:
	case T_FIVE:
	case T_TODAY:
	case T_Q:
		return true;
	default:
		return false;
	}
}
