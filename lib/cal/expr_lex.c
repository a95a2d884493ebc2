/* Text → tokens of one sentence.  Each byte is looked at a bounded number of times. */
#include "cal/expr_int.h"

#include "text/num.h"
#include "text/utf8.h"

#include <pthread.h>
#include <stdlib.h>

/* The lexicon by first character; longest words first within one. */
enum { WORDS_MAX = 1024, HEADS = 2048 };
struct entry {
	const char *p;
	unsigned char n, need; /* bytes of the token; bytes that must stand there */
	const struct pk_word *word;
};
static struct {
	struct entry e[WORDS_MAX];
	size_t n;
	struct {
		uint32_t cp;
		uint16_t from, to;
	} head[HEADS];
	/* A bit for each code point that begins a word, number or mark; that pk_digit() knows; that
	   goes on with a numeral (digits, 十 百 千 万 亿 and their like). */
	unsigned char starts[65536 / 8], digits[65536 / 8], numerals[65536 / 8];
} lex;
static pthread_once_t lex_once = PTHREAD_ONCE_INIT;

static uint32_t
first_cp(const char *p)
{
	uint32_t cp;

	(void)pk_utf8_next(p, strlen(p), &cp);
	return cp;
}

static int
by_head_then_length(const void *x, const void *y)
{
	const struct entry *a = x, *b = y;
	uint32_t ca = first_cp(a->p), cb = first_cp(b->p);

	if (ca != cb)
		return ca < cb ? -1 : 1;
	return (int)b->need - (int)a->need;
}

static void
mark(unsigned char *bits, uint32_t cp)
{
	bits[cp / 8] = (unsigned char)(bits[cp / 8] | 1u << cp % 8);
}

static bool
marked(const unsigned char *bits, uint32_t cp)
{
	return cp < 65536 && (bits[cp / 8] >> cp % 8 & 1);
}

static void
lex_index(void)
{
	size_t i = 0, j, h;

	while (i < lex.n) {
		uint32_t cp = first_cp(lex.e[i].p);

		for (j = i; j < lex.n && first_cp(lex.e[j].p) == cp; j++)
			;
		for (h = cp * 31 % HEADS; lex.head[h].to; h = (h + 1) % HEADS)
			;
		lex.head[h].cp = cp;
		lex.head[h].from = (uint16_t)i;
		lex.head[h].to = (uint16_t)j;
		mark(lex.starts, cp);
		i = j;
	}
}

static void
lex_init(void)
{
	static const char others[] = "廿卅十百千拾佰仟。、《》“”×·",
			  units[] = "廿卅十百千拾佰仟万萬亿億";
	const struct pk_word *w;
	const char *p;
	uint32_t cp;

	for (w = pk_time_words; w->word && lex.n < WORDS_MAX; w++) {
		struct entry *e = &lex.e[lex.n++];
		const char *bar = strchr(w->word, '|');

		e->word = w;
		e->n = (unsigned char)(bar ? (size_t)(bar - w->word) : strlen(w->word));
		e->need = (unsigned char)(strlen(w->word) - (bar ? 1 : 0));
		e->p = w->word;
	}
	qsort(lex.e, lex.n, sizeof(lex.e[0]), by_head_then_length);
	lex_index();
	for (p = others; *p;) {
		p += pk_utf8_next(p, strlen(p), &cp);
		mark(lex.starts, cp);
	}
	for (p = units; *p;) {
		p += pk_utf8_next(p, strlen(p), &cp);
		mark(lex.numerals, cp);
	}
	for (cp = 0; cp < 65536; cp++) {
		bool digit = pk_digit(cp) >= 0;

		if (cp < 0x80 || digit || pk_is_blank(cp))
			mark(lex.starts, cp);
		if (digit) {
			mark(lex.digits, cp);
			mark(lex.numerals, cp);
		}
	}
}

static bool
word_is(const struct entry *e, const char *p, size_t n)
{
	if (n < e->need || memcmp(p, e->p, e->n) != 0)
		return false;
	return e->need == e->n || memcmp(p + e->n, e->p + e->n + 1, (size_t)(e->need - e->n)) == 0;
}

/* The longest word at p; decoys do not count behind a number or unit. */
static const struct entry *
word_at(const char *p, size_t n, uint32_t cp, bool after_number)
{
	size_t h, i;

	for (h = cp * 31 % HEADS; lex.head[h].to && lex.head[h].cp != cp; h = (h + 1) % HEADS)
		;
	for (i = lex.head[h].from; i < lex.head[h].to; i++)
		if (word_is(&lex.e[i], p, n) && !(after_number && lex.e[i].word->kind == T_DECOY))
			return &lex.e[i];
	return NULL;
}

static bool
is_mask(uint32_t cp)
{
	return cp == 'x' || cp == 'X' || cp == '*' || cp == '_' || cp == 0xd7;
}

static bool
is_letter(uint32_t cp)
{
	return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z');
}

/* The year that digits and a mask spell, if they do: "2023", "20XX" for "20x" and "20____". */
static void
mask_year(struct pk_tok *t, const char *digit, size_t nd, size_t nmask)
{
	size_t i;

	if (nd == 1 || nd > 3 || nmask > 16)
		return;
	if (nd >= 2 && !(digit[0] == '1' && digit[1] == '9') &&
	    !(digit[0] == '2' && digit[1] <= '1'))
		return;
	for (i = 0; i < 4; i++)
		t->y[i] = i < nd ? digit[i] : 'X';
}

/* Digits, then mask characters: "20xx", "xx", "**"; `*` before a digit is Markdown. */
static size_t
lex_mask(const char *p, size_t n, struct pk_tok *t)
{
	char digit[4];
	size_t i = 0, nd = 0, nm = 0, len;
	uint32_t cp = 0;

	while (i < n) {
		int d;

		len = pk_utf8_next(p + i, n - i, &cp);
		d = pk_digit(cp);
		if (d < 0 || nd >= 4)
			break;
		digit[nd++] = (char)('0' + d);
		i += len;
	}
	if (nd >= 4)
		return 0;
	while (i < n && is_mask((len = pk_utf8_next(p + i, n - i, &cp), cp))) {
		i += len;
		nm++;
	}
	if (nm == 0 || (i < n && (is_letter(cp) || (cp < 0x80 && pk_digit(cp) >= 0))))
		return 0;
	t->kind = T_NUM;
	t->mask = nd ? M_MIXED : M_PURE;
	t->digits = (unsigned char)(nd + nm > 250 ? 250 : nd + nm);
	t->a = -1;
	mask_year(t, digit, nd, nm);
	return i;
}

static void
number_year(struct pk_tok *t)
{
	int k, v = t->a;

	if (v < 1800 || v > 2199 || (!t->chinese && t->digits != 4) ||
	    (t->chinese && !t->positional && v != 2000 && (v < 1900 || v > 2099)))
		return;
	for (k = 3; k >= 0; k--, v /= 10)
		t->y[k] = (char)('0' + v % 10);
}

static size_t
lex_arabic(const char *p, size_t n, struct pk_tok *t)
{
	size_t i = 0;
	int v = 0;

	while (i < n && p[i] >= '0' && p[i] <= '9') {
		v = v < 0 || v > 99999999 ? -1 : v * 10 + (p[i] - '0');
		i++;
	}
	t->kind = T_NUM;
	t->a = v;
	t->digits = (unsigned char)(i > 250 ? 250 : i);
	number_year(t);
	return i;
}

/* A numeral that stands alone, as most do: its length, 0 when more of a number follows. */
static size_t
lex_numeral(const char *p, size_t n, struct pk_tok *t)
{
	uint32_t cp, next = 0;
	size_t len = pk_utf8_next(p, n, &cp);

	if (n > len)
		(void)pk_utf8_next(p + len, n - len, &next);
	if (!marked(lex.digits, cp) || marked(lex.numerals, next))
		return 0;
	t->kind = T_NUM;
	t->a = pk_digit(cp);
	t->chinese = true;
	t->digits = 1;
	return len;
}

static size_t
lex_chinese(const char *p, size_t n, struct pk_tok *t)
{
	struct pk_number num;
	size_t one = lex_numeral(p, n, t);
	int64_t v;

	if (one)
		return one;

	if (pk_number_at(pk_strn(p, n), &num) != 0)
		return 0;
	v = (int64_t)(num.v.v / PK_DEC_SCALE);
	t->kind = T_NUM;
	t->a = v > 999999999 ? -1 : (int)v;
	t->chinese = true;
	t->positional = num.positional;
	t->digits = (unsigned char)(num.digits > 250 ? 250 : num.digits);
	if (t->a != 2000 || !pk_str_starts(pk_strn(p, n), PK_S("两"))) /* 两千年 is a length */
		number_year(t);
	return num.len;
}

static size_t
lex_dashes(const char *p, size_t n, struct pk_tok *t)
{
	size_t i = 0;

	while (i < n && (p[i] == '-' || p[i] == '~'))
		i++;
	t->kind = T_JOIN;
	return i;
}

/* One token at p, T_TEXT of one character when nothing else is there. */
static size_t
lex_one(const char *p, size_t n, bool after_number, bool after_letter, struct pk_tok *t)
{
	const struct entry *e;
	uint32_t cp;
	size_t len = pk_utf8_next(p, n, &cp), got;

	t->kind = T_TEXT;
	if (!marked(lex.starts, cp))
		return len;
	if (cp == '-' || cp == '~')
		return lex_dashes(p, n, t);
	if ((e = word_at(p, n, cp, after_number)) != NULL && !(cp < 0x80 && after_letter)) {
		t->kind = e->word->kind == T_DECOY ? T_TEXT : e->word->kind;
		t->a = e->word->a;
		t->b = e->word->b;
		return e->n;
	}
	if ((is_mask(cp) || marked(lex.digits, cp)) && !after_letter &&
	    (got = lex_mask(p, n, t)) != 0)
		return got;
	if (cp >= '0' && cp <= '9')
		return lex_arabic(p, n, t);
	if (cp >= 0x80 && (got = lex_chinese(p, n, t)) != 0)
		return got;
	if (is_letter(cp) || cp == '*' || cp == '_' || cp == 0xd7 || pk_is_han(cp))
		return len;
	t->kind = T_PUNCT;
	t->a = (int)cp;
	return len;
}

static bool
ends_sentence(const struct pk_tok *t)
{
	return t->kind == T_PUNCT && (t->a == 0x3002 || t->a == '!' || t->a == '?' || t->a == '\n');
}

/* Too many tokens: give back what stands behind the last comma, or the last word. */
static void
cut_back(struct pk_toks *t)
{
	size_t i, cut = 0;

	for (i = t->n - 1; i > t->n / 2 && !cut; i--)
		if (t->v[i].kind == T_PUNCT && (t->v[i].a == ',' || t->v[i].a == ';'))
			cut = i + 1;
	for (i = t->n - 1; i > t->n / 2 && !cut; i--)
		if (t->v[i].kind == T_TEXT)
			cut = i + 1;
	if (cut) {
		t->n = cut;
		t->at = t->v[cut - 1].to;
		t->quoted = t->v[cut - 1].quoted;
	}
}

/* Appends, or joins to the text token before; both keep the tokens without gaps. */
static void
push(struct pk_toks *t, const struct pk_tok *tok)
{
	struct pk_tok *prev = t->n ? &t->v[t->n - 1] : NULL;

	if (prev && prev->kind == T_TEXT && tok->kind == T_TEXT && !tok->space &&
	    prev->to == tok->from)
		prev->to = tok->to;
	else
		t->v[t->n++] = *tok;
}

static bool
closed_ahead(const struct pk_toks *t, size_t at)
{
	enum { TITLE_MAX = 400 }; /* bytes; a 《 without its mate does not swallow the paragraph */

	return pk_str_find(pk_str_sub(t->text, at, at + TITLE_MAX), PK_S("》"), 0) != PK_NPOS;
}

/* Most characters begin nothing: one text token for as many as there are in a row. */
static bool
skip_text(struct pk_toks *t, bool space)
{
	struct pk_tok tok = {
	    .kind = T_TEXT, .space = space, .quoted = t->quoted, .from = (uint32_t)t->at};
	size_t len;
	uint32_t cp;

	while (t->at < t->text.n) {
		len = pk_utf8_next(t->text.p + t->at, t->text.n - t->at, &cp);
		if (marked(lex.starts, cp))
			break;
		t->at += len;
	}
	tok.to = (uint32_t)t->at;
	if (tok.to > tok.from)
		push(t, &tok);
	return tok.to > tok.from;
}

/* Is the token one that a bound or unit can follow at once, so that no decoy may hide it? */
static bool
expects_bound(const struct pk_tok *t)
{
	switch (t->kind) {
	case T_NUM:
	case T_EVERY:
	case T_UNIT:
	case T_EDGE:
	case T_XUN:
	case T_FEST:
	case T_PART:
	case T_CLOCK:
		return true;
	default:
		return t->kind == T_PUNCT && t->a == ')';
	}
}

void
pk_toks_begin(struct pk_toks *t, struct pk_str text)
{
	(void)pthread_once(&lex_once, lex_init);
	t->text = text;
	t->at = 0;
	t->n = 0;
	t->quoted = false;
}

bool
pk_toks_next(struct pk_toks *t)
{
	struct pk_tok tok;
	bool space = false, number = false, letter = false;
	uint32_t cp;
	size_t len;

	t->n = 0;
	while (t->at < t->text.n && t->n < PK_TOKS) {
		if (skip_text(t, space)) {
			space = number = letter = false;
			continue;
		}
		len = pk_utf8_next(t->text.p + t->at, t->text.n - t->at, &cp);
		if (pk_is_blank(cp)) {
			t->at += len;
			space = true;
			continue;
		}
		tok = (struct pk_tok){.space = space, .from = (uint32_t)t->at};
		t->at +=
		    lex_one(t->text.p + t->at, t->text.n - t->at, number, letter && !space, &tok);
		tok.to = (uint32_t)t->at;
		if (tok.kind == T_PUNCT && tok.a == 0x300a)
			t->quoted = closed_ahead(t, t->at);
		tok.quoted = t->quoted;
		if (tok.kind == T_PUNCT && tok.a == 0x300b)
			t->quoted = false;
		number = expects_bound(&tok);
		letter = is_letter(cp);
		space = false;
		push(t, &tok);
		if (ends_sentence(&tok) && !t->quoted)
			break;
	}
	if (t->n == PK_TOKS)
		cut_back(t);
	t->v[t->n] = (struct pk_tok){.kind = T_END, .from = (uint32_t)t->at, .to = (uint32_t)t->at};
	return t->n > 0;
}
