#include "base/diag.h"

#include <stdio.h>

const struct pk_diag_text pk_diag_catalogue[PK_D_MAX] = {
#define X(name, id, sev, en, zh) {id, sev, {en, zh}},
#include "base/diag.def"
#undef X
};

static void
put(struct pk_sink *sink, enum pk_severity sev, enum pk_diag_id id, struct pk_pos pos, va_list ap)
{
	struct pk_diag d = {.id = id, .sev = sev, .pos = pos};
	const char *arg;

	while (d.nargs < PK_DIAG_ARGS && (arg = va_arg(ap, const char *)) != NULL)
		d.arg[d.nargs++] = arg;
	sink->count[sev]++;
	if (sink->emit)
		sink->emit(sink->ctx, &d);
}

void
pk_diag(struct pk_sink *sink, enum pk_diag_id id, struct pk_pos pos, ...)
{
	va_list ap;

	va_start(ap, pos);
	put(sink, pk_diag_catalogue[id].sev, id, pos, ap);
	va_end(ap);
}

void
pk_diag_as(struct pk_sink *sink, enum pk_severity sev, enum pk_diag_id id, struct pk_pos pos, ...)
{
	va_list ap;

	va_start(ap, pos);
	put(sink, sev, id, pos, ap);
	va_end(ap);
}

void
pk_diag_render(const struct pk_diag *d, enum pk_lang lang, struct pk_buf *out)
{
	const char *t = pk_diag_catalogue[d->id].text[lang];

	for (; *t; t++) {
		if (t[0] == '{' && t[1] >= '0' && t[1] <= '7' && t[2] == '}') {
			size_t k = (size_t)(t[1] - '0');

			if (k < d->nargs)
				pk_escape(out, pk_str(d->arg[k]));
			t += 2;
		} else {
			pk_buf_putc(out, *t);
		}
	}
}

void
pk_diag_line(const struct pk_diag *d, const char *tool, enum pk_lang lang, struct pk_buf *out)
{
	pk_buf_printf(out, "%s: ", tool);
	if (d->pos.file) {
		pk_escape(out, pk_str(d->pos.file));
		if (d->pos.line)
			pk_buf_printf(out, ":%zu", d->pos.line);
		if (d->pos.line && d->pos.col)
			pk_buf_printf(out, ":%zu", d->pos.col);
		pk_buf_puts(out, ": ");
	}
	pk_buf_printf(out, "%s: ", pk_severity_name(d->sev, lang));
	pk_diag_render(d, lang, out);
	pk_buf_printf(out, " [%s]", pk_diag_catalogue[d->id].id);
}

const char *
pk_severity_name(enum pk_severity sev, enum pk_lang lang)
{
	static const char *const name[PK_SEVERITY_MAX][PK_LANG_MAX] = {
	    {"note", "提示"}, {"warning", "警告"}, {"error", "错误"}};

	return name[sev][lang];
}

/* Length of the well-formed UTF-8 sequence at p (0: none) and its code point. */
static size_t
utf8_at(const unsigned char *p, size_t n, uint32_t *cp)
{
	size_t len = p[0] < 0x80 ? 1 : p[0] < 0xc2 ? 0 : p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : p[0] < 0xf5 ? 4 : 0;
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	size_t i;

	if (len == 0 || len > n)
		return 0;
	*cp = len == 1 ? p[0] : p[0] & (0x7fu >> len);
	for (i = 1; i < len; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 0;
		*cp = *cp << 6 | (p[i] & 0x3f);
	}
	if (len > 1 && (*cp < least[len] || *cp > 0x10ffff || (*cp >= 0xd800 && *cp < 0xe000)))
		return 0;
	return len;
}

static bool
is_treacherous(uint32_t cp)
{
	return cp < 0x20 || (cp >= 0x7f && cp < 0xa0) || cp == 0xad || cp == 0x61c ||
	       (cp >= 0x200b && cp <= 0x200f) || (cp >= 0x2028 && cp <= 0x202e) ||
	       (cp >= 0x2060 && cp <= 0x206f) || cp == 0xfeff || (cp >= 0xfff9 && cp <= 0xfffb) ||
	       (cp >= 0xe0000 && cp <= 0xe007f);
}

void
pk_escape(struct pk_buf *out, struct pk_str s)
{
	size_t i = 0, len;
	uint32_t cp = 0;

	while (i < s.n) {
		len = utf8_at((const unsigned char *)s.p + i, s.n - i, &cp);
		if (len == 0) {
			pk_buf_printf(out, "\\x%02X", (unsigned char)s.p[i]);
			len = 1;
		} else if (is_treacherous(cp)) {
			if (cp == '\n' || cp == '\t' || cp == '\r')
				pk_buf_puts(out, cp == '\n' ? "\\n" : cp == '\t' ? "\\t" : "\\r");
			else if (cp < 0x80)
				pk_buf_printf(out, "\\x%02X", (unsigned)cp);
			else
				pk_buf_printf(out, "\\u{%04X}", (unsigned)cp);
		} else {
			pk_buf_add(out, s.p + i, len);
		}
		i += len;
	}
}
