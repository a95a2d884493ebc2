#include "parse/rows.h"

#include "text/page.h"
#include "text/utf8.h"

bool
pk_is_terminator(uint32_t cp)
{
	return cp == 0x3002 || cp == ';' || cp == '!' || cp == '?';
}

static uint32_t
blank_len(const char *p, size_t n)
{
	uint32_t cp;
	size_t len = pk_utf8_next(p, n, &cp);

	return pk_is_blank(cp) || cp == '\f' || cp == '\v' || cp == 0x200c ? (uint32_t)len : 0;
}

/* Takes blanks off both ends: sets lead and trim. */
static void
trim(struct pk_row *r, struct pk_str s)
{
	size_t i = 0, k;
	uint32_t len;

	while (i < s.n && (len = blank_len(s.p + i, s.n - i)) > 0)
		i += len;
	r->lead = (unsigned)i & 0xffffffu; /* a line has PK_LINE_MAX bytes at most */
	for (;;) {
		for (k = 1; k < 3 && s.n >= i + k && ((unsigned char)s.p[s.n - k] & 0xc0) == 0x80; k++)
			;
		if (s.n < i + k || blank_len(s.p + s.n - k, k) != k)
			break;
		s.n -= k;
	}
	r->trim = (uint32_t)s.n;
}

static bool
is_quote_end(uint32_t cp)
{
	return cp == ')' || cp == 0x201d || cp == 0x300b || cp == ']' || cp == 0x2019 || cp == 0x300d;
}

/* The last character of s, folded, and the one before it; 0: there is none. */
static uint32_t
last_of(struct pk_str s, uint32_t *before)
{
	uint32_t cp[2] = {0, 0};
	size_t k, b = s.n;

	for (k = 0; k < 2 && b > 0; k++) {
		size_t end = b;

		do
			b--;
		while (b > 0 && ((unsigned char)s.p[b] & 0xc0) == 0x80);
		(void)pk_utf8_next(s.p + b, end - b, &cp[k]);
		cp[k] = pk_fold(cp[k]);
	}
	*before = cp[1];
	return cp[0];
}

/* One pass over the text of the row: width, brackets, stops. */
static void
scan(struct pk_row *r, struct pk_str s)
{
	const unsigned char *p = (const unsigned char *)s.p;
	uint32_t cp, before;
	size_t i, len, ascii = 0, wide = 0;

	for (i = 0; i < s.n; i += len) {
		len = 3;
		if (p[i] >= 0xe4 && p[i] <= 0xe9) { /* Han: nothing to see but its width */
			wide++;
			continue;
		}
		if (p[i] < 0x80) {
			ascii++;
			len = 1;
			if (p[i] != '(' && p[i] != ')' && p[i] != ';' && p[i] != '[' && p[i] != ']')
				continue;
			cp = p[i];
		} else {
			len = pk_utf8_next(s.p + i, s.n - i, &cp);
			cp = pk_fold(cp);
			wide += len >= 3;
			ascii += len < 3;
		}
		if ((cp == '(' || cp == '[' || cp == 0x300a) && r->open < 100)
			r->open++;
		else if ((cp == ')' || cp == ']' || cp == 0x300b) && r->open > -100)
			r->open--;
		else if ((cp == 0x3002 || cp == ';') && i + len < s.n)
			r->stop = true;
	}
	r->width = (uint32_t)(wide * 2 + ascii);
	cp = last_of(s, &before);
	/* 。" and 。) end a sentence as 。 does. */
	if (is_quote_end(cp) && pk_is_terminator(before))
		cp = before;
	r->last = cp & 0x1fffffu;
}

static bool
is_rule(struct pk_str s)
{
	size_t i;

	if (s.n < 3 || !strchr("-=*_", s.p[0]))
		return false;
	for (i = 1; i < s.n; i++)
		if (s.p[i] != s.p[0])
			return false;
	return true;
}

/* 一、指导思想……………3: leader dots, then a page number. */
static bool
is_toc(struct pk_str s)
{
	size_t n = s.n, dots = 0;

	while (n > 0 && s.p[n - 1] >= '0' && s.p[n - 1] <= '9')
		n--;
	if (n == s.n || n == 0)
		return false;
	while (n > 0) {
		if (s.p[n - 1] == '.' || s.p[n - 1] == ' ') {
			dots += s.p[n - 1] == '.';
			n--;
		} else if (n >= 3 && (memcmp(s.p + n - 3, "…", 3) == 0 || memcmp(s.p + n - 3, "·", 2) == 0)) {
			dots += 3;
			n -= 3;
		} else {
			break;
		}
	}
	return dots >= 3 && n > 0;
}

static enum pk_row_kind
kind_of(struct pk_str s)
{
	const char *tab;

	if (s.n == 0)
		return PK_ROW_SPACE;
	if (is_rule(s))
		return PK_ROW_RULE;
	if (pk_is_page_mark(s))
		return PK_ROW_PAGE;
	if (s.p[0] == '|')
		return PK_ROW_TABLE;
	tab = memchr(s.p, '\t', s.n); /* two of them make cells */
	return tab && memchr(tab + 1, '\t', (size_t)(s.p + s.n - tab - 1)) ? PK_ROW_TABLE : PK_ROW_TEXT;
}

void
pk_rows_add(struct pk_chunk *c, const struct pk_line *line, bool gap)
{
	struct pk_row r = {.off = c->text.n, .len = (uint32_t)line->text.n, .line = pk_node_line(line->line), .gap = gap};
	struct pk_str s;
	unsigned indent;

	trim(&r, line->text);
	s = pk_str_sub(line->text, r.lead, r.trim);
	scan(&r, s);
	r.kind = kind_of(s) & 15u;
	r.toc = r.kind == PK_ROW_TEXT && is_toc(s);
	indent = r.lead > 3 ? 4 : r.lead;
	if (r.kind == PK_ROW_TEXT)
		(void)pk_mark_at(s, indent, PK_MARK_MARKDOWN, &r.mark);
	pk_buf_str(&c->text, line->text);
	pk_buf_putc(&c->text, '\n');
	PK_PUSH(&c->rows, r);
}

void
pk_chunk_free(struct pk_chunk *c)
{
	pk_buf_free(&c->text);
	pk_free(c->rows.v);
	c->rows.v = NULL;
	c->rows.n = c->rows.cap = 0;
}

struct pk_str
pk_row_text(const struct pk_chunk *c, const struct pk_row *r)
{
	return pk_strn(c->text.p + r->off + r->lead, r->trim - r->lead);
}

/* Room for four bytes is there. */
static size_t
put_char(char *to, uint32_t cp)
{
	if (cp < 0x800) {
		to[0] = (char)(0xc0 | cp >> 6);
		to[1] = (char)(0x80 | (cp & 63));
		return 2;
	}
	if (cp < 0x10000) {
		to[0] = (char)(0xe0 | cp >> 12);
		to[1] = (char)(0x80 | (cp >> 6 & 63));
		to[2] = (char)(0x80 | (cp & 63));
		return 3;
	}
	to[0] = (char)(0xf0 | cp >> 18);
	to[1] = (char)(0x80 | (cp >> 12 & 63));
	to[2] = (char)(0x80 | (cp >> 6 & 63));
	to[3] = (char)(0x80 | (cp & 63));
	return 4;
}

void
pk_row_key(struct pk_str text, size_t max, struct pk_buf *out)
{
	size_t i, len, n = 0;
	uint32_t cp;
	char *to;

	pk_buf_clear(out);
	pk_buf_reserve(out, (text.n < max ? text.n : max) + 4);
	to = out->p;
	for (i = 0; i < text.n && n + 4 < max; i += len) {
		unsigned char c = (unsigned char)text.p[i];

		if (c >= 0xe5 && c <= 0xe9 && i + 3 <= text.n) { /* Han, as most are */
			memcpy(to + n, text.p + i, 3);
			n += len = 3;
			continue;
		}
		len = 1;
		if (c < 0x80) {
			if (c > ' ')
				to[n++] = (char)c;
			continue;
		}
		len = pk_utf8_next(text.p + i, text.n - i, &cp);
		if (cp < 0x4e00 || cp > 0x9fff) {
			if (pk_is_blank(cp))
				continue;
			cp = pk_fold(cp);
			if (cp < 0x80) {
				to[n++] = (char)cp;
				continue;
			}
		}
		n += put_char(to + n, cp);
	}
	to[n] = '\0';
	out->n = n;
}
