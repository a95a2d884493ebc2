/* Text → tokens of one sentence.  Each byte is looked at a bounded number of times. */
#include "cal/expr_index.h"

#include "text/num.h"
#include "text/utf8.h"

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
	while (i < n && pk_lex_is_mask((len = pk_utf8_next(p + i, n - i, &cp), cp))) {
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
	if (!pk_chars_has(&pk_lex_chars->digits, cp) || pk_chars_has(&pk_lex_chars->numerals, next))
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
	const struct pk_lex_entry *e;
	uint32_t cp;
	size_t len = pk_utf8_next(p, n, &cp), got;

	t->kind = T_TEXT;
	if (!pk_chars_has(&pk_lex_chars->starts, cp))
		return len;
	if (cp == '-' || cp == '~')
		return lex_dashes(p, n, t);
	if ((e = pk_lex_word(p, n, cp, after_number)) != NULL && !(cp < 0x80 && after_letter) &&
	    !(e->word->kind == T_NUM && after_number)) { /* 500元至… is an amount */
		t->kind = e->word->kind == T_DECOY ? T_TEXT : e->word->kind;
		t->a = e->word->a;
		t->b = e->word->b;
		return e->n;
	}
	if ((pk_lex_is_mask(cp) || pk_chars_has(&pk_lex_chars->digits, cp)) && !after_letter &&
	    (got = lex_mask(p, n, t)) != 0)
		return got;
	if (cp >= '0' && cp <= '9')
		return lex_arabic(p, n, t);
	if (cp >= 0x80 && pk_chars_has(&pk_lex_chars->numerals, cp) && (got = lex_chinese(p, n, t)) != 0)
		return got;
	if (is_letter(cp) || cp == '*' || cp == '_' || cp == 0xd7 || pk_is_han(cp))
		return len;
	t->kind = T_PUNCT;
	t->a = (int)cp;
	return len;
}

static bool
ends_sentence(uint32_t cp)
{
	return cp == 0x3002 || cp == '!' || cp == '?' || cp == '\n';
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

/* May the figure behind a blank belong to the one before it?  Only a misread figure has a blank in it. */
static bool
completes(const struct pk_toks *t, const struct pk_tok *tok)
{
	const struct pk_tok *a = t->n ? &t->v[t->n - 1] : NULL, *b = t->n > 1 ? &t->v[t->n - 2] : NULL;
	struct pk_str rest = pk_str_sub(t->text, tok->to, t->text.n);
	int v;

	if (!a || tok->kind != T_NUM || !tok->space || a->kind != T_NUM || a->mask || tok->mask || a->chinese || tok->chinese ||
	    a->a < 0 || tok->a < 0 || tok->from - a->to > 1)
		return false;
	if (a->digits + tok->digits == 4) { /* 201 0年 */
		v = a->digits == 1 ? a->a * 1000 + tok->a : a->digits == 2 ? a->a * 100 + tok->a : a->a * 10 + tok->a;
		return v >= 1900 && v < 2100 && pk_str_starts(rest, PK_S("年"));
	}
	if (!b || b->kind != T_UNIT || a->digits != 1 || tok->digits != 1 || a->a < 1 || a->a > 3)
		return false;
	if (b->a == U_MONTH) /* 6月1 5日 */
		return a->a * 10 + tok->a <= 31 && pk_str_starts(rest, PK_S("日"));
	return b->a == U_YEAR && a->a == 1 && tok->a <= 2 && pk_str_starts(rest, PK_S("月")); /* 2024年1 0月 */
}

static void
complete(struct pk_tok *a, const struct pk_tok *tok)
{
	int k;

	for (k = 0; k < tok->digits; k++)
		a->a *= 10;
	a->a += tok->a;
	a->digits = (unsigned char)(a->digits + tok->digits);
	a->to = tok->to;
	number_year(a);
}

/* Appends, or joins to the text token before; both keep the tokens without gaps. */
static void
push(struct pk_toks *t, const struct pk_tok *tok)
{
	struct pk_tok *prev = t->n ? &t->v[t->n - 1] : NULL;

	if (prev && prev->kind == T_TEXT && tok->kind == T_TEXT && !tok->space &&
	    prev->to == tok->from)
		prev->to = tok->to;
	else if (tok->kind == T_NUM && tok->space && completes(t, tok))
		complete(prev, tok);
	else
		t->v[t->n++] = *tok;
}

static bool
closed_ahead(const struct pk_toks *t, size_t at)
{
	enum { TITLE_MAX = 400 }; /* bytes; a 《 without its mate does not swallow the paragraph */

	return pk_str_find(pk_str_sub(t->text, at, at + TITLE_MAX), PK_S("》"), 0) != PK_NPOS;
}

/* A Han character that begins neither a word, at this place, nor a numeral. */
static bool
is_text(const char *p, size_t n, uint32_t cp, bool after_number)
{
	if (!pk_chars_has(&pk_lex_chars->starts, cp))
		return true;
	return cp >= 0x4e00 && cp <= 0x9fff && !pk_chars_has(&pk_lex_chars->numerals, cp) &&
	       !pk_lex_word(p, n, cp, after_number);
}

/* Most characters begin nothing: one text token for as many as there are in a row. */
static bool
skip_text(struct pk_toks *t, bool space, bool after_number)
{
	struct pk_tok tok = {
	    .kind = T_TEXT, .space = space, .quoted = t->quoted, .from = (uint32_t)t->at};
	size_t len;
	uint32_t cp;

	while (t->at < t->text.n) {
		len = pk_utf8_next(t->text.p + t->at, t->text.n - t->at, &cp);
		if (!is_text(t->text.p + t->at, t->text.n - t->at, cp, after_number))
			break;
		after_number = false;
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
	pk_lex_init();
	t->text = text;
	t->at = 0;
	t->n = t->seed = 0;
	t->quoted = false;
}

/*
 * May an expression hold cp, which stands at i and is marked as a seed?  A decoy hides the
 * words it begins with but where a number or the like stands before it, in a sentence that
 * begins at `from`; no plain character is that.
 */
static bool
is_seed(struct pk_str s, size_t from, size_t i, uint32_t cp)
{
	const struct pk_lex_entry *e = pk_lex_word(s.p + i, s.n - i, cp, false);
	size_t b = i;
	uint32_t before;

	if (!e)
		return cp < 0x80 || pk_lex_is_mask(cp);
	if (e->word->kind != T_DECOY)
		return pk_lex_is_seed(e->word->kind);
	if (b == from)
		return false;
	do
		b--;
	while (b > from && ((unsigned char)s.p[b] & 0xc0) == 0x80);
	(void)pk_utf8_next(s.p + b, i - b, &before);
	if (!pk_chars_has(&pk_lex_chars->starts, before))
		return false;
	e = pk_lex_word(s.p + i, s.n - i, cp, true);
	return e && pk_lex_is_seed(e->word->kind);
}

void
pk_toks_skip(struct pk_toks *t)
{
	const struct pk_chars *seeds = &pk_lex_chars->seeds;
	bool quoted = t->quoted;
	uint32_t cp;
	size_t i = t->at, len;

	if (t->at < t->seed)
		return; /* a sentence was cut before the seed found last */
	for (i = pk_chars_skip(seeds, t->text, i); i < t->text.n;
	     i = pk_chars_skip(seeds, t->text, i + len)) {
		len = pk_utf8_next(t->text.p + i, t->text.n - i, &cp);
		if (cp == 0x300a) {
			quoted = closed_ahead(t, i + len);
		} else if (cp == 0x300b) {
			quoted = false;
		} else if (!ends_sentence(cp)) {
			if (is_seed(t->text, t->at, i, cp)) {
				t->seed = i + 1;
				return;
			}
		} else if (!quoted) {
			t->at = i + len;
			t->quoted = false;
		}
	}
	t->at = t->text.n;
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
		if (skip_text(t, space, number)) {
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
		if (tok.kind == T_PUNCT && ends_sentence((uint32_t)tok.a) && !t->quoted)
			break;
	}
	if (t->n == PK_TOKS)
		cut_back(t);
	t->v[t->n] = (struct pk_tok){.kind = T_END, .from = (uint32_t)t->at, .to = (uint32_t)t->at};
	return t->n > 0;
}
