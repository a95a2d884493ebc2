#include "text/page.h"

#include "text/utf8.h"

/* A line of at most this many bytes can be a page mark. */
enum { LONGEST = 64 };

/* The folded line without blanks, in at most n bytes; 0 when it is longer or empty. */
static size_t
fold_line(struct pk_str line, uint32_t *out, size_t n)
{
	size_t i, len, k = 0;
	uint32_t cp;

	if (line.n > LONGEST)
		return 0;
	for (i = 0; i < line.n; i += len) {
		len = pk_utf8_next(line.p + i, line.n - i, &cp);
		if (pk_is_blank(cp) || cp == '\r')
			continue;
		if (k == n)
			return 0;
		out[k++] = pk_fold(cp);
	}
	return k;
}

static size_t
digits(const uint32_t *s, size_t n)
{
	size_t k = 0;

	while (k < n && s[k] >= '0' && s[k] <= '9')
		k++;
	return k;
}

/* 第3页, 第3页/共9页, 共9页 … from s on to the end */
static bool
is_leaf_count(const uint32_t *s, size_t n)
{
	size_t i = 0, k;

	while (i < n) {
		if (s[i] == '/' || s[i] == ',' || s[i] == '(' || s[i] == ')') {
			i++;
			continue;
		}
		if (s[i] != 0x7b2c && s[i] != 0x5171) /* 第 共 */
			return false;
		k = digits(s + i + 1, n - i - 1);
		if (k == 0 || k > 5 || i + 1 + k >= n || s[i + 1 + k] != 0x9875) /* 页 */
			return false;
		i += k + 2;
	}
	return n > 0;
}

static bool
is_word(const uint32_t *s, size_t n, const char *word)
{
	size_t k;

	for (k = 0; word[k]; k++)
		if (k >= n || (s[k] | 32) != (uint32_t)(unsigned char)word[k])
			return false;
	return true;
}

bool
pk_is_page_mark(struct pk_str line)
{
	uint32_t s[LONGEST];
	size_t n = fold_line(line, s, LONGEST), i = 0, k;

	if (n == 0)
		return false;
	while (i < n && s[i] == '#')
		i++;
	if (is_word(s + i, n - i, "page")) {
		i += 4;
		k = digits(s + i, n - i);
		i += k;
		if (k > 0 && is_word(s + i, n - i, "of"))
			i += 2 + digits(s + i + 2, n - i - 2);
		else if (k > 0 && i < n && s[i] == '/')
			i += 1 + digits(s + i + 1, n - i - 1);
		if (i < n && s[i] == ':')
			i++;
		return k > 0 && i == n;
	}
	if (i > 0)
		return false;
	/* — 3 —, -3-, · 3 · */
	if (s[0] == '-' || s[0] == 0xb7) {
		for (i = 0; i < n && s[i] == s[0]; i++)
			;
		k = digits(s + i, n - i);
		if (k == 0 || k > 5 || i + k >= n)
			return false;
		for (i += k; i < n && s[i] == s[0]; i++)
			;
		return i == n;
	}
	return is_leaf_count(s, n);
}

size_t
pk_skip_page_marks(struct pk_str text, size_t at)
{
	size_t i = at, best = at, end;
	const char *lf;

	for (;;) {
		lf = i < text.n ? memchr(text.p + i, '\n', text.n - i) : NULL;
		if (!lf)
			return best;
		end = (size_t)(lf - text.p);
		if (pk_is_page_mark(pk_str_sub(text, i, end)))
			best = end + 1;
		else if (pk_str_trim(pk_str_sub(text, i, end)).n > 0)
			return best;
		i = end + 1;
	}
}
