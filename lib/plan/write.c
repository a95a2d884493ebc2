#include "plan/write.h"
#include "text/utf8.h"

/* Deeper elements are not indented further, so that deep nesting stays linear. */
enum { INDENT = 2, MAX_INDENT = 32, FLUSH = 32 * 1024 };

/* What a byte of text means to XML. */
enum { PLAIN, ESCAPE, CONTROL, NONCHAR };

static const unsigned char text_class[256] = {
    [0x00] = CONTROL, [0x01] = CONTROL, [0x02] = CONTROL, [0x03] = CONTROL, [0x04] = CONTROL,
    [0x05] = CONTROL, [0x06] = CONTROL, [0x07] = CONTROL, [0x08] = CONTROL, [0x0b] = CONTROL,
    [0x0c] = CONTROL, [0x0d] = ESCAPE,  [0x0e] = CONTROL, [0x0f] = CONTROL, [0x10] = CONTROL,
    [0x11] = CONTROL, [0x12] = CONTROL, [0x13] = CONTROL, [0x14] = CONTROL, [0x15] = CONTROL,
    [0x16] = CONTROL, [0x17] = CONTROL, [0x18] = CONTROL, [0x19] = CONTROL, [0x1a] = CONTROL,
    [0x1b] = CONTROL, [0x1c] = CONTROL, [0x1d] = CONTROL, [0x1e] = CONTROL, [0x1f] = CONTROL,
    ['&'] = ESCAPE,   ['<'] = ESCAPE,   ['>'] = ESCAPE,   [0xef] = NONCHAR};

static const char *
escape_of(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\n':
		return "&#10;";
	case '\t':
		return "&#9;";
	default:
		return "&#13;";
	}
}

/* U+FFFE and U+FFFF, EF BF BE and EF BF BF, are no characters of XML 1.0. */
static bool
is_nonchar(struct pk_str s, size_t i)
{
	return i + 2 < s.n && s.p[i + 1] == '\xbf' && (s.p[i + 2] == '\xbe' || s.p[i + 2] == '\xbf');
}

/* Nonzero when a byte of w is c, and perhaps when none is: never zero by mistake. */
static inline uint64_t
holds(uint64_t w, unsigned char c)
{
	w ^= c * UINT64_C(0x0101010101010101);
	return (w - UINT64_C(0x0101010101010101)) & ~w & UINT64_C(0x8080808080808080);
}

/*
 * Behind the bytes at i that stand for themselves whatever they stand in.  Eight at a time: " and &
 * are one bit apart, < and > are, and white space and controls are below 0x20.
 */
static size_t
skip_plain(struct pk_str s, size_t i)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	uint64_t w;

	for (; i + sizeof(w) <= s.n; i += sizeof(w)) {
		memcpy(&w, s.p + i, sizeof(w));
		if (((w - 0x20 * ones) & ~w & 0x80 * ones) | holds(w & ~(0x04 * ones), '"') |
		    holds(w & ~(0x02 * ones), '<') | holds(w, 0xef))
			break;
	}
	return i;
}

/* Character data.  In attributes white space and the quote are escaped too. */
static void
chars(struct pk_plan_writer *w, struct pk_str s, bool attr)
{
	size_t i = 0, from = 0;
	unsigned cls;

	for (; i < s.n; i++) {
		if ((i - from) % sizeof(uint64_t) == 0 && (i = skip_plain(s, i)) >= s.n)
			break;
		cls = text_class[(unsigned char)s.p[i]];
		if (cls == PLAIN && !(attr && (s.p[i] == '"' || s.p[i] == '\n' || s.p[i] == '\t')))
			continue;
		if (cls == NONCHAR && !is_nonchar(s, i))
			continue;
		pk_buf_add(&w->b, s.p + from, i - from);
		if (cls == PLAIN || cls == ESCAPE) {
			pk_buf_puts(&w->b, escape_of(s.p[i]));
		} else {
			pk_buf_puts(&w->b, "\xef\xbf\xbd");
			w->replaced = true;
			i += cls == NONCHAR ? 2 : 0;
		}
		from = i + 1;
	}
	pk_buf_add(&w->b, s.p + from, s.n - from);
}

static void
attr(struct pk_plan_writer *w, const char *name, struct pk_str value)
{
	pk_buf_putc(&w->b, ' ');
	pk_buf_puts(&w->b, name);
	pk_buf_puts(&w->b, "=\"");
	chars(w, value, true);
	pk_buf_putc(&w->b, '"');
}

static void
attr_opt(struct pk_plan_writer *w, const char *name, struct pk_str value)
{
	if (value.n)
		attr(w, name, value);
}

static void
attr_num(struct pk_plan_writer *w, const char *name, size_t n)
{
	char digits[24];

	attr(w, name, pk_str(pk_num(digits, (int64_t)n)));
}

static void
attr_yes(struct pk_plan_writer *w, const char *name, bool yes)
{
	if (yes)
		attr(w, name, PK_S("yes"));
}

/* The position and code of the first character that was replaced. */
static void
warn_replaced(struct pk_plan_writer *w, const struct pk_node *n)
{
	size_t i, line = n->line;

	w->replaced = false;
	for (i = 0; i < pk_node_text(n).n; i++) {
		unsigned char c = (unsigned char)pk_node_text(n).p[i];

		line += c == '\n';
		if (text_class[c] == CONTROL || (text_class[c] == NONCHAR && is_nonchar(pk_node_text(n), i))) {
			uint32_t cp = 0;
			char code[16] = "U+";
			static const char hex[] = "0123456789ABCDEF";

			(void)pk_utf8_next(pk_node_text(n).p + i, pk_node_text(n).n - i, &cp);
			for (i = 0; i < 4; i++)
				code[2 + i] = hex[cp >> (12 - 4 * i) & 15];
			pk_diag(w->sink, PK_D_PLAN_CHARACTER, PK_POS(w->file, line), code, NULL);
			return;
		}
	}
}

static void
span_open(struct pk_plan_writer *w, const struct pk_span *s)
{
	unsigned a;

	pk_buf_putc(&w->b, '<');
	pk_buf_puts(&w->b, pk_span_name[s->kind]);
	for (a = 0; a < PK_A_MAX; a++)
		if (pk_attr_name[s->kind][a])
			attr_opt(w, pk_attr_name[s->kind][a], s->attr[a]);
	pk_buf_putc(&w->b, '>');
}

/* The text of a block with its inline elements. */
static void
mixed(struct pk_plan_writer *w, const struct pk_node *n)
{
	size_t i, at = 0;

	for (i = 0; i < pk_node_spans(n); i++) {
		const struct pk_span *s = &n->spans->v[i];

		chars(w, pk_str_sub(pk_node_text(n), at, s->from), false);
		span_open(w, s);
		chars(w, pk_str_sub(pk_node_text(n), s->from, s->to), false);
		pk_buf_puts(&w->b, "</");
		pk_buf_puts(&w->b, pk_span_name[s->kind]);
		pk_buf_putc(&w->b, '>');
		at = s->to;
	}
	chars(w, pk_str_sub(pk_node_text(n), at, pk_node_text(n).n), false);
	if (w->replaced)
		warn_replaced(w, n);
}

static void
indent(struct pk_plan_writer *w, unsigned depth)
{
	static const char blanks[] = "\n                                ";
	size_t n = (size_t)depth * INDENT;

	pk_buf_add(&w->b, blanks, 1 + (n < MAX_INDENT ? n : MAX_INDENT));
}

/* Attributes of the blocks, in the order in which they stand. */
static void
block_attrs(struct pk_plan_writer *w, const struct pk_node *n, bool line)
{
	attr_opt(w, "id", pk_node_id(n));
	if (n->kind == PK_N_PLAN)
		attr(w, "kind", n->regulation ? PK_S("regulation") : PK_S("plan"));
	if (line)
		attr_num(w, "line", n->line);
	if (n->kind == PK_N_ITEM) {
		attr_num(w, "level", n->level);
		attr(w, "role", pk_str(pk_role_name[n->role]));
		attr_opt(w, "edtf", pk_node_edtf(n));
	}
	if (n->kind == PK_N_PLAN) {
		attr_opt(w, "year", pk_plan_year(n));
		attr_opt(w, "source", pk_plan_source(n));
	}
	attr_yes(w, "furniture", n->furniture);
	attr_yes(w, "notice", n->notice);
	attr_yes(w, "auto", n->auto_marker);
	if (n->kind == PK_N_CELL && n->level != 1)
		attr_num(w, "rows", n->level);
	if (n->kind == PK_N_CELL && n->cols != 1)
		attr_num(w, "cols", n->cols);
	if (n->by_hand)
		attr(w, "by", PK_S("hand"));
}

static void
tag(struct pk_plan_writer *w, const struct pk_node *n, bool line)
{
	pk_buf_putc(&w->b, '<');
	pk_buf_puts(&w->b, pk_node_name[n->kind]);
	block_attrs(w, n, line);
	pk_buf_putc(&w->b, '>');
}

static void
end_tag(struct pk_plan_writer *w, const struct pk_node *n)
{
	pk_buf_puts(&w->b, "</");
	pk_buf_puts(&w->b, pk_node_name[n->kind]);
	pk_buf_putc(&w->b, '>');
}

static bool
is_container(const struct pk_node *n)
{
	return n->kind == PK_N_PLAN || n->kind == PK_N_ITEM || n->kind == PK_N_TABLE || n->kind == PK_N_ROW;
}

/* Marker and head stand on the line of their item's tag. */
static bool
is_inner(const struct pk_node *n)
{
	return n->kind == PK_N_MARKER || n->kind == PK_N_HEAD;
}

static void
element_open(struct pk_plan_writer *w, const struct pk_node *n, unsigned depth)
{
	bool line = n->kind != PK_N_ROW;

	if (is_inner(n))
		line = n->line != pk_node_parent(n)->line;
	else
		indent(w, depth);
	tag(w, n, line);
	if (!is_container(n)) {
		mixed(w, n);
		end_tag(w, n);
	}
}

static void
element_close(struct pk_plan_writer *w, const struct pk_node *n, unsigned depth)
{
	const struct pk_node *last = n + n->size - 1; /* of all below it */

	if (last != n && !(is_inner(last) && pk_node_parent(last) == n))
		indent(w, depth);
	end_tag(w, n);
}

static void
flush(struct pk_plan_writer *w, size_t least)
{
	if (w->b.n > least) {
		pk_out_str(w->out, pk_buf_view(&w->b));
		pk_buf_clear(&w->b);
	}
}

void
pk_plan_write_open(struct pk_plan_writer *w, struct pk_out *out, const struct pk_node *plans,
    struct pk_sink *sink)
{
	*w = (struct pk_plan_writer){.out = out, .sink = sink};
	pk_buf_puts(&w->b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<plans xmlns=\"" PK_PLAN_NS "\"");
	attr_opt(w, "generator", pk_str(plans->s));
	if (plans->no_final_newline)
		attr(w, "final-newline", PK_S("no"));
	pk_buf_putc(&w->b, '>');
}

void
pk_plan_write(struct pk_plan_writer *w, const struct pk_node *child)
{
	const struct pk_node *n = child;
	unsigned depth = 1;

	for (;;) {
		element_open(w, n, depth);
		flush(w, FLUSH);
		if (pk_node_first(n)) {
			n = pk_node_first(n);
			depth++;
			continue;
		}
		for (;;) {
			if (is_container(n))
				element_close(w, n, depth);
			if (n == child)
				return;
			if (pk_node_sibling(n))
				break;
			n = pk_node_parent(n);
			depth--;
		}
		n = pk_node_sibling(n);
	}
}

void
pk_plan_write_close(struct pk_plan_writer *w)
{
	if (!w->out)
		return;
	pk_buf_puts(&w->b, "\n</plans>\n");
	flush(w, 0);
	pk_buf_free(&w->b);
}
