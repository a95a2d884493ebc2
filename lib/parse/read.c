#include "parse/read.h"

#include "text/utf8.h"

size_t
pk_rd_over(struct pk_str t, size_t i, struct pk_word_list words)
{
	size_t n, end = i + PK_REACH;

	while (i < end && (n = pk_rd_any(t, i, words)) != 0)
		i += n;
	return i;
}

size_t
pk_rd_skip(struct pk_str t, size_t i)
{
	while (i < t.n && (t.p[i] == ' ' || t.p[i] == '\t'))
		i++;
	return i;
}

size_t
pk_rd_back(struct pk_str t, size_t i)
{
	while (i > 0 && (t.p[i - 1] == ' ' || t.p[i - 1] == '\t'))
		i--;
	return i;
}

static bool
in_set(const char *set, uint32_t cp)
{
	uint32_t c;
	size_t n = strlen(set), i;

	for (i = 0; i < n;) {
		i += pk_utf8_next(set + i, n - i, &c);
		if (c == cp)
			return true;
	}
	return false;
}

/* Han characters of U+4000 to U+9FFF, by the first of their three bytes. */
static bool
is_han_lead(char c)
{
	return (unsigned char)c >= 0xe4 && (unsigned char)c <= 0xe9;
}

/* Most characters are Han and most sets hold none: those are passed over at one look. */
static bool
has_han(const char *set)
{
	while (*set && !is_han_lead(*set))
		set++;
	return *set != '\0';
}

size_t
pk_rd_until(struct pk_str t, size_t i, const char *stops)
{
	size_t end = t.n - i > PK_REACH ? i + PK_REACH : t.n, depth = 0, next;
	bool plain = !has_han(stops);
	uint32_t cp;

	for (; i < end; i = next) {
		if (plain && is_han_lead(t.p[i]) && i + 3 <= t.n) {
			next = i + 3;
			continue;
		}
		next = pk_rd_next(t, i, &cp);
		if (depth == 0 && (cp == ')' || cp == ']' || in_set(stops, cp)))
			return i;
		if (cp == '(' || cp == '[')
			depth++;
		else if (cp == ')' || cp == ']')
			depth--;
	}
	return i < t.n ? i : t.n;
}

/* Before the Han character that ends at i; i when none does. */
static size_t
before_han(struct pk_str t, size_t i)
{
	return i >= 3 && is_han_lead(t.p[i - 3]) ? i - 3 : i;
}

size_t
pk_rd_since(struct pk_str t, size_t i, const char *stops)
{
	size_t from = i, at;
	bool plain = !has_han(stops);
	uint32_t cp;

	while (i > 0 && from - i < PK_RD_CLAUSE) {
		if (plain && (at = before_han(t, i)) < i) {
			i = at;
			continue;
		}
		at = pk_rd_prev(t, i, &cp);
		if (in_set(stops, cp))
			return i;
		i = at;
	}
	return i;
}

bool
pk_rd_bracket(struct pk_str t, size_t i, size_t *from, size_t *to)
{
	size_t at, han, depth = 0, start = i;
	uint32_t cp;

	for (at = i; at > 0 && start - at < PK_REACH;) {
		if ((han = before_han(t, at)) < at) {
			at = han;
			continue;
		}
		at = pk_rd_prev(t, at, &cp);
		if (cp == ')' || cp == ']') {
			depth++;
		} else if (cp == '(' || cp == '[') {
			if (depth == 0) {
				*from = at + 1;
				*to = pk_rd_until(t, at + 1, "");
				return true;
			}
			depth--;
		} else if (cp == 0x3002 && depth == 0) {
			return false; /* a sentence ended: no bracket holds two */
		}
	}
	return false;
}

/* Characters of Chinese numbers, 〇 to 亿, as far as a number may hold them. */
static bool
is_numeral(uint32_t cp)
{
	static const char more[] = "十百千万亿拾佰仟廿卅半";

	return pk_digit(cp) >= 0 || in_set(more, cp);
}

size_t
pk_rd_number_before(struct pk_str t, size_t i, struct pk_number *out)
{
	size_t at = i, prev, start;
	uint32_t cp = 0;

	while (at > 0 && i - at < 48) {
		prev = pk_rd_prev(t, at, &cp);
		if (!is_numeral(cp) && !(cp == '.' || cp == ','))
			break;
		at = prev;
	}
	/* From the left: the longest reading that ends exactly at i. */
	for (start = at; start < i; start = pk_rd_next(t, start, &cp))
		if (pk_number_at(pk_str_sub(t, start, i), out) == 0 && start + out->len == i)
			return start;
	return i;
}

size_t
pk_rd_chars(struct pk_str t, size_t from, size_t to)
{
	return pk_utf8_count(pk_str_sub(t, from, to));
}

struct pk_str
pk_rd_squeeze(struct pk_para *p, size_t from, size_t to)
{
	char *s = pk_arena_dup(p->arena, p->text.p + from, to - from);
	size_t n = 0, i;

	for (i = 0; i < to - from; i++)
		if (s[i] != ' ' && s[i] != '\t')
			s[n++] = s[i];
	s[n] = 0;
	return pk_strn(s, n);
}

bool
pk_rd_masked(struct pk_str t, size_t from, size_t to)
{
	PK_WORDS(masks, "**", "xx", "XX", "××", "__", "某某", "……", "＊＊", "○○", "〇〇",
	    "XXX", "△△", "□□");
	PK_WORDS(single, "*", "x", "X", "×", "某", "_", "…");

	return pk_rd_has(t, from, to, masks) || pk_rd_any(t, from, single) != 0;
}

size_t
pk_rd_line(struct pk_para *p, size_t i)
{
	size_t end = pk_para_raw_from(p, i);
	const char *lf;

	/* Asked for in order, mostly: the count goes on from the last place. */
	if (end < p->seen) {
		p->seen = 0;
		p->seen_line = p->line;
	}
	while (p->seen < end && (lf = memchr(p->raw.p + p->seen, '\n', end - p->seen)) != NULL) {
		p->seen_line++;
		p->seen = (size_t)(lf - p->raw.p) + 1;
	}
	p->seen = end;
	return p->seen_line;
}
