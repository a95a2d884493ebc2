#include "xml/scan.h"
#include "xml/xml.h"

/* Characters of `end` matched after c, when `matched` were before. */
static unsigned
match(const char *end, unsigned matched, char c)
{
	if (c == end[matched])
		return matched + 1;
	/* "--->" and "]]]>": what repeats stays matched. */
	if (matched == 2 && c == end[1] && end[0] == end[1])
		return 2;
	return c == end[0] ? 1 : 0;
}

/* One character behind "<!": which construct is it? */
static void
bang(struct pk_xml_scan *s, char c)
{
	s->bang[s->matched++] = c;
	if (s->matched >= 2 && memcmp(s->bang, "--", 2) == 0)
		s->state = PK_SCAN_COMMENT;
	else if (s->matched == 7)
		s->state = memcmp(s->bang, "[CDATA[", 7) == 0 ? PK_SCAN_CDATA : PK_SCAN_TAG;
	else if (memcmp(s->bang, "[CDATA[", s->matched) != 0 && !(s->matched == 1 && c == '-'))
		s->state = PK_SCAN_TAG; /* a DTD: refused when libxml2 gets there */
	if (s->state != PK_SCAN_BANG)
		s->matched = 0;
}

static void
until(struct pk_xml_scan *s, const char *end, char c)
{
	s->bytes++;
	s->matched = match(end, s->matched, c);
	if (end[s->matched] == '\0') {
		s->state = PK_SCAN_TEXT;
		s->matched = 0;
	}
}

static void
lt(struct pk_xml_scan *s, char c)
{
	s->state = c == '!' ? PK_SCAN_BANG : c == '?' ? PK_SCAN_PI : PK_SCAN_TAG;
	s->matched = 0;
	s->attrs = s->bytes = 0;
}

static void
in_tag(struct pk_xml_scan *s, char c)
{
	s->bytes++;
	if (c == '>')
		s->state = PK_SCAN_TEXT;
	s->attrs += c == '=';
	if (c == '"' || c == '\'') {
		s->state = PK_SCAN_VALUE;
		s->quote = c;
	}
}

static void
step(struct pk_xml_scan *s, char c)
{
	switch (s->state) {
	case PK_SCAN_TEXT:
	case PK_SCAN_VALUE:
		break; /* jump() */
	case PK_SCAN_LT:
		lt(s, c);
		break;
	case PK_SCAN_TAG:
		in_tag(s, c);
		break;
	case PK_SCAN_BANG:
		bang(s, c);
		break;
	case PK_SCAN_COMMENT:
		until(s, "-->", c);
		break;
	case PK_SCAN_CDATA:
		until(s, "]]>", c);
		break;
	case PK_SCAN_PI:
		until(s, "?>", c);
		break;
	}
}

static size_t
lines(const char *p, size_t n)
{
	const char *hit;
	size_t count = 0;

	while (n > 0 && (hit = memchr(p, '\n', n)) != NULL) {
		count++;
		n -= (size_t)(hit - p) + 1;
		p = hit + 1;
	}
	return count;
}

/* In text and in values: straight to the character that ends it.  Where that stands, or b.n. */
static size_t
jump(struct pk_xml_scan *s, struct pk_str b, size_t i)
{
	bool text = s->state == PK_SCAN_TEXT;
	const char *hit = memchr(b.p + i, text ? '<' : s->quote, b.n - i);
	size_t end = hit ? (size_t)(hit - b.p) : b.n;

	s->line += lines(b.p + i, end - i);
	if (!text)
		s->bytes += end - i;
	if (hit)
		s->state = text ? PK_SCAN_LT : PK_SCAN_TAG;
	return end;
}

enum pk_scan_result
pk_xml_scan(struct pk_xml_scan *s, struct pk_str b)
{
	size_t i;

	for (i = 0; i < b.n; i++) {
		if (s->state == PK_SCAN_TEXT || s->state == PK_SCAN_VALUE) {
			i = jump(s, b, i);
		} else {
			s->line += b.p[i] == '\n';
			step(s, b.p[i]);
		}
		if (s->attrs > PK_XML_ATTR_MAX)
			return PK_SCAN_ATTRS;
		if (s->bytes > PK_XML_TAG_MAX)
			return PK_SCAN_LONG;
	}
	return PK_SCAN_OK;
}
