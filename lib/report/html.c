#include "report/html.h"

#include "text/utf8.h"

#include <assert.h>

/* Elements of HTML that have no content and no end tag (HTML Living Standard, 13.1.2). */
static bool
is_void(const char *name)
{
	static const char *const names[] = {
	    "br", "col", "hr", "img", "input", "link", "meta", "wbr", NULL};
	size_t i;

	for (i = 0; names[i]; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

void
pk_html_init(struct pk_html *h, struct pk_out *o)
{
	*h = (struct pk_html){.o = o};
}

static void
end_tag(struct pk_html *h)
{
	if (h->in_tag)
		pk_out_putc(h->o, '>');
	h->in_tag = false;
}

void
pk_html_open(struct pk_html *h, const char *name)
{
	assert(h->depth < PK_HTML_DEPTH);
	end_tag(h);
	if (h->foreign == 0 && strcmp(name, "svg") == 0)
		h->foreign = h->depth + 1;
	h->open[h->depth++] = name;
	pk_out_putc(h->o, '<');
	pk_out_puts(h->o, name);
	h->in_tag = true;
}

void
pk_html_close(struct pk_html *h)
{
	const char *name;

	assert(h->depth > 0);
	name = h->open[--h->depth];
	if (h->in_tag && (h->foreign || h->xml)) {
		pk_out_puts(h->o, "/>");
	} else if (h->in_tag && is_void(name)) {
		pk_out_putc(h->o, '>');
	} else {
		end_tag(h);
		pk_out_printf(h->o, "</%s>", name);
	}
	h->in_tag = false;
	if (h->foreign > h->depth)
		h->foreign = 0;
}

/* Not Char of XML 1.0 (production 2); HTML calls the controls among them parse errors. */
static bool
is_unwritable(uint32_t cp)
{
	return (cp < 0x20 && cp != '\t' && cp != '\n' && cp != '\r') || cp == 0xfffe ||
	       cp == 0xffff;
}

/*
 * Characters that reorder or hide text.  Not the joiners U+200C, U+200D: words and
 * emoji need them.
 */
static bool
is_sly(uint32_t cp)
{
	return (cp >= 0x7f && cp < 0xa0) || cp == 0xad || cp == 0x61c || cp == 0x200b ||
	       cp == 0x200e || cp == 0x200f || (cp >= 0x2028 && cp <= 0x202e) ||
	       (cp >= 0x2060 && cp <= 0x206f) || cp == 0xfeff || (cp >= 0xfff9 && cp <= 0xfffb) ||
	       (cp >= 0xe0000 && cp <= 0xe007f);
}

static const char *
entity(uint32_t cp)
{
	switch (cp) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	case '\r':
		return "&#13;";
	default:
		return NULL;
	}
}

enum mode { CONTENT, PLAIN };

/* U+202E, kept and shut in: an embedding ends with the isolate it was opened in (UAX 9, X5a). */
static void
put_sly(struct pk_html *h, enum mode m, uint32_t cp, struct pk_str bytes)
{
	if (m == PLAIN) {
		pk_out_printf(h->o, "\\u{%04X}", (unsigned)cp);
		return;
	}
	pk_out_printf(h->o, "<bdi class=\"ctl\" data-u=\"U+%04X\">", (unsigned)cp);
	pk_out_str(h->o, bytes);
	pk_out_puts(h->o, "</bdi>");
}

static void
escape(struct pk_html *h, struct pk_str s, enum mode m)
{
	size_t i, len, done = 0;
	uint32_t cp;

	for (i = 0; i < s.n; i += len) {
		const char *e;
		bool bad, sly;

		len = pk_utf8_next(s.p + i, s.n - i, &cp);
		e = entity(cp);
		bad = is_unwritable(cp) || (cp == 0xfffd && len == 1);
		sly = is_sly(cp);
		if (!e && !bad && !sly)
			continue;
		pk_out_write(h->o, s.p + done, i - done);
		done = i + len;
		if (e)
			pk_out_puts(h->o, e);
		else if (bad)
			pk_out_puts(h->o, "\xef\xbf\xbd");
		else
			put_sly(h, m, cp, pk_str_sub(s, i, done));
	}
	if (done < s.n)
		pk_out_write(h->o, s.p + done, s.n - done);
}

void
pk_html_attr(struct pk_html *h, const char *name, struct pk_str value)
{
	assert(h->in_tag);
	pk_out_printf(h->o, " %s=\"", name);
	escape(h, value, PLAIN);
	pk_out_putc(h->o, '"');
}

void
pk_html_attrz(struct pk_html *h, const char *name, const char *value)
{
	pk_html_attr(h, name, pk_str(value));
}

void
pk_html_attrf(struct pk_html *h, const char *name, const char *fmt, ...)
{
	struct pk_buf b = PK_BUF_INIT;
	va_list ap;

	va_start(ap, fmt);
	pk_buf_vprintf(&b, fmt, ap);
	va_end(ap);
	pk_html_attr(h, name, pk_buf_view(&b));
	pk_buf_free(&b);
}

void
pk_html_text(struct pk_html *h, struct pk_str s)
{
	bool title = h->depth > 0 && strcmp(h->open[h->depth - 1], "title") == 0;

	if (s.n == 0)
		return;
	end_tag(h);
	escape(h, s, title || h->xml || h->foreign ? PLAIN : CONTENT);
}

void
pk_html_textz(struct pk_html *h, const char *z)
{
	pk_html_text(h, pk_str(z));
}

void
pk_html_textf(struct pk_html *h, const char *fmt, ...)
{
	struct pk_buf b = PK_BUF_INIT;
	va_list ap;

	va_start(ap, fmt);
	pk_buf_vprintf(&b, fmt, ap);
	va_end(ap);
	pk_html_text(h, pk_buf_view(&b));
	pk_buf_free(&b);
}

void
pk_html_block(struct pk_html *h, const char *name, const char *cls)
{
	pk_html_open(h, name);
	if (cls)
		pk_html_attrz(h, "class", cls);
}

void
pk_html_leaf(struct pk_html *h, const char *name, const char *cls, struct pk_str text)
{
	pk_html_block(h, name, cls);
	pk_html_text(h, text);
	pk_html_close(h);
}

void
pk_html_leafz(struct pk_html *h, const char *name, const char *cls, const char *text)
{
	pk_html_leaf(h, name, cls, pk_str(text));
}

void
pk_html_nl(struct pk_html *h)
{
	end_tag(h);
	pk_out_putc(h->o, '\n');
}

static void
meta(struct pk_html *h, const char *attr, const char *name, const char *content)
{
	pk_html_open(h, "meta");
	pk_html_attrz(h, attr, name);
	pk_html_attrz(h, "content", content);
	pk_html_close(h);
	pk_html_nl(h);
}

void
pk_html_page(struct pk_html *h, const char *lang, struct pk_str title, const char *const *css)
{
	size_t i;

	pk_out_puts(h->o, "<!DOCTYPE html>\n");
	pk_html_open(h, "html");
	pk_html_attrz(h, "lang", lang);
	pk_html_nl(h);
	pk_html_open(h, "head");
	pk_html_nl(h);
	pk_html_open(h, "meta");
	pk_html_attrz(h, "charset", "utf-8");
	pk_html_close(h);
	pk_html_nl(h);
	meta(h, "http-equiv", "Content-Security-Policy",
	    h->images ? "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' file:; "
			"base-uri 'none'; "
			"form-action 'none'"
		      : "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
			"form-action 'none'");
	meta(h, "name", "viewport", "width=device-width, initial-scale=1");
	meta(h, "name", "generator", "plankit " PK_VERSION);
	pk_html_leaf(h, "title", NULL, title);
	pk_html_nl(h);
	pk_html_open(h, "style");
	pk_html_nl(h);
	/* Style sheets are constants of ours and hold no '<': raw text in HTML. */
	pk_out_puts(h->o, pk_html_css_base);
	for (i = 0; css && css[i]; i++)
		pk_out_puts(h->o, css[i]);
	pk_html_close(h);
	pk_html_close(h);
	pk_html_nl(h);
	pk_html_open(h, "body");
	pk_html_nl(h);
}

void
pk_html_page_end(struct pk_html *h)
{
	while (h->depth > 0)
		pk_html_close(h);
	pk_out_putc(h->o, '\n');
}
