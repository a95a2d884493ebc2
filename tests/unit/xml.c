/* xml: what the hardened parser gives and what it refuses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "xml/scan.h"
#include "xml/xml.h"

/* Events as text: "<ns|name a=v>", "</name>", characters as they are. */
static int
start(void *ctx, const struct pk_xml_tag *tag)
{
	size_t i;

	pk_buf_printf(ctx, "<%s%s%s", tag->ns ? tag->ns : "", tag->ns ? "|" : "", tag->name);
	for (i = 0; i < tag->nattr; i++)
		pk_buf_printf(ctx, " %s%s%s=%.*s", tag->attr[i].ns ? tag->attr[i].ns : "",
		    tag->attr[i].ns ? "|" : "", tag->attr[i].name, PK_FMT(tag->attr[i].value));
	pk_buf_putc(ctx, '>');
	return strcmp(tag->name, "stop") == 0 ? -1 : 0;
}

static int
end(void *ctx, const char *ns, const char *name)
{
	(void)ns;
	pk_buf_printf(ctx, "</%s>", name);
	return 0;
}

static int
text(void *ctx, struct pk_str s)
{
	pk_buf_str(ctx, s);
	return 0;
}

static void
keep(void *ctx, const struct pk_diag *d)
{
	pk_buf_printf(ctx, "!%s:%zu", pk_diag_catalogue[d->id].id, d->pos.line);
}

static const struct pk_xml_handler handler = {start, end, text};

/* Feeds doc in pieces of `piece` bytes. */
static const char *
events(struct pk_buf *out, struct pk_str doc, size_t piece)
{
	struct pk_sink sink = {keep, out, {0}};
	struct pk_xml *x;
	size_t i;
	int rc = 0;

	pk_buf_clear(out);
	x = pk_xml_new(&handler, out, "f", &sink);
	for (i = 0; i < doc.n && rc == 0; i += piece)
		rc = pk_xml_feed(x, doc.p + i, doc.n - i < piece ? doc.n - i : piece);
	if (rc == 0)
		(void)pk_xml_finish(x);
	pk_xml_free(x);
	return pk_buf_z(out);
}

#define BYTES(lit) {(lit), sizeof(lit) - 1}

static void
test_events(void **state)
{
	static const struct {
		struct pk_str doc;
		const char *want;
	} c[] = {
	    {BYTES("<a b='1&amp;2&amp;&lt;&#38;#38;x'>&lt;&amp;&#x8def;</a>"), "<a b=1&2&<&#38;x><&路</a>"},
	    {BYTES("<?xml version='1.0'?><!-- c > --><a><![CDATA[<x>]]&]]]><?pi <a b='1'?></a>\n"), "<a><x>]]&]</a>"},
	    {BYTES("<n:a xmlns:n='u' n:b='1' c='\n2'/>"), "<u|a u|b=1 c= 2></a>"},
	    {BYTES("\xef\xbb\xbf<a>路</a>"), "<a>路</a>"},
	    {BYTES("\xff\xfe<\0a\0>\0\xef\x8d<\0/\0a\0>\0"), "<a>路</a>"},
	    {BYTES("\0<\0?\0x\0m\0l\0 \0v\0e\0r\0s\0i\0o\0n\0=\0'\0" "1\0.\0" "0\0'\0?\0>\0<\0a\0/\0>"), "<a></a>"},
	    {BYTES("<?xml version='1.0' encoding='gb2312'?><a>\xe9\x46\xc2\xb7</a>"), "<a>镕路</a>"},
	    {BYTES("<?xml version='1.0' encoding=\"UTF-8\"?><a>路</a>"), "<a>路</a>"},
	    {BYTES("<?xml version='1.0' encoding='UTF-16'?><a/>"), "!xml-encoding:1"},
	    {BYTES("<?xml version='1.0' encoding='EUC-KR'?><a/>"), "!xml-encoding:1"},
	    {BYTES("<a>\n<b></a>"), "<a>\n<b>!xml-malformed:2"},
	    {BYTES("<a>\n<b>"), "<a>\n<b>!xml-cut:2"},
	    {BYTES("<a/><b/>"), "<a></a>!xml-malformed:1"},
	    {BYTES("<a b='1' b='2'/>"), "!xml-malformed:1"},
	    {BYTES("<a>&x;</a>"), "<a>!xml-malformed:1"},
	    {BYTES("<a>&#0;</a>"), "<a>!xml-malformed:1"},
	    {BYTES("<a>\x0b</a>"), "<a>!xml-malformed:1"},
	    {BYTES("<n:a/>"), "!xml-malformed:1"},
	    {BYTES("<!DOCTYPE a><a/>"), "!xml-dtd:1"},
	    {BYTES("\n<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>"), "!xml-dtd:2"},
	    {BYTES("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>"), "!xml-dtd:1"},
	    {BYTES("<a>\n<stop>\n</stop></a>"), "<a>\n<stop>"},
	    {BYTES("<a>\n\xe8\xb7</a>"), "<a>\n!text-invalid:2"},
	    {BYTES("<a>\xe8\xb7"), "<a>!xml-malformed:1"},
	    {BYTES(""), "!xml-malformed:1"},
	};
	static const size_t piece[] = {1, 7, 100000};
	struct pk_buf out = PK_BUF_INIT;
	size_t i, k;

	(void)state;
	for (i = 0; i < sizeof(c) / sizeof(c[0]); i++) {
		/* How far the events get ahead of a refusal depends on the pieces. */
		for (k = 0; k < sizeof(piece) / sizeof(piece[0]); k++) {
			const char *got = events(&out, c[i].doc, piece[k]), *why = strchr(c[i].want, '!');

			if (why)
				got = strchr(got, '!');
			assert_string_equal(got ? got : "nothing", why ? why : c[i].want);
		}
	}
	pk_buf_free(&out);
}

/* Whatever libxml2 thinks, a tag with too many attributes must not reach it. */
static void
test_limits(void **state)
{
	static const char *const before[] = {"", "<a>", "<a><!-- ' \" > --->", "<a><![CDATA[<!--]]>", "<a><?p '?>",
	    "<a b='>' c=\"'>\">", "<a><!-->-->"};
	struct pk_buf doc = PK_BUF_INIT;
	struct pk_xml_scan scan;
	struct pk_buf out = PK_BUF_INIT;
	size_t i, k, n;

	(void)state;
	for (i = 0; i < sizeof(before) / sizeof(before[0]); i++)
		for (n = PK_XML_ATTR_MAX; n <= PK_XML_ATTR_MAX + 1; n++) {
			pk_buf_clear(&doc);
			pk_buf_puts(&doc, before[i]);
			pk_buf_puts(&doc, "<x");
			for (k = 0; k < n; k++)
				pk_buf_printf(&doc, " a%zu='='", k);
			pk_buf_putc(&doc, '>');
			scan = (struct pk_xml_scan){0};
			assert_int_equal(pk_xml_scan(&scan, pk_buf_view(&doc)),
			    n > PK_XML_ATTR_MAX ? PK_SCAN_ATTRS : PK_SCAN_OK);
		}
	for (n = PK_XML_DEPTH_MAX; n <= PK_XML_DEPTH_MAX + 1; n++) {
		pk_buf_clear(&doc);
		for (k = 0; k < n; k++)
			pk_buf_puts(&doc, "<a>\n");
		for (k = 0; k < n; k++)
			pk_buf_puts(&doc, "</a>");
		assert_int_equal(strstr(events(&out, pk_buf_view(&doc), 64), "!xml-depth:257") != NULL,
		    n > PK_XML_DEPTH_MAX);
	}
	for (i = 0; i < 3; i++) {
		pk_buf_clear(&doc);
		pk_buf_puts(&doc, i == 0 ? "\n<!--" : i == 1 ? "\n<a b='" : "\n<?a ");
		for (k = 0; k <= PK_XML_TAG_MAX; k++)
			pk_buf_putc(&doc, 'x');
		assert_string_equal(events(&out, pk_buf_view(&doc), 4096), "!xml-tag-long:2");
	}
	pk_buf_free(&doc);
	pk_buf_free(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_events), cmocka_unit_test(test_limits)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
