#include "xml/xml.h"
#include "text/decode.h"
#include "xml/scan.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <pthread.h>

enum { HEADER = 256, FEED = 64 * 1024 };

struct pk_xml {
	struct pk_xml_handler handler;
	void *ctx;
	const char *file;
	struct pk_sink *sink;
	xmlParserCtxtPtr parser;
	struct pk_xml_scan scan;
	struct pk_decoder dec;
	bool decoding;      /* the encoding is settled */
	struct pk_buf head; /* bytes before it is */
	struct pk_buf utf8; /* a decoded block */
	struct pk_buf value; /* attribute values with their ampersands */
	size_t depth;
	bool refused;
	struct pk_xml_attr attr[PK_XML_ATTR_MAX];
};

static xmlParserInputPtr
refuse_entity(const char *url, const char *id, xmlParserCtxtPtr ctxt)
{
	(void)url;
	(void)id;
	(void)ctxt;
	return NULL;
}

static void
init_once(void)
{
	xmlInitParser();
	xmlSetExternalEntityLoader(refuse_entity);
}

static int
refuse_at(struct pk_xml *x, enum pk_diag_id id, size_t line, const char *arg)
{
	if (!x->refused) {
		pk_diag(x->sink, id, PK_POS(x->file, line), arg, NULL);
		x->refused = true;
		if (x->parser)
			xmlStopParser(x->parser);
	}
	return -1;
}

static int
refuse(struct pk_xml *x, enum pk_diag_id id, const char *arg)
{
	return refuse_at(x, id, pk_xml_line(x), arg);
}

/* The handler has diagnosed. */
static void
handled(struct pk_xml *x, int rc)
{
	if (rc != 0) {
		x->refused = true;
		xmlStopParser(x->parser);
	}
}

static void
on_error(void *ctx, xmlErrorPtr e)
{
	struct pk_xml *x = ctx;
	struct pk_buf msg = PK_BUF_INIT;

	if (x->refused || e->level < XML_ERR_ERROR)
		return;
	/* libxml2 calls that "extra content". */
	if (e->code == XML_ERR_DOCUMENT_END && x->depth > 0) {
		(void)refuse_at(x, PK_D_XML_CUT, x->scan.line + 1, NULL);
		return;
	}
	pk_buf_str(&msg, pk_str_trim(pk_str(e->message ? e->message : "?")));
	(void)refuse(x, PK_D_XML_MALFORMED, pk_buf_z(&msg));
	pk_buf_free(&msg);
}

static void
on_dtd(void *ctx, const xmlChar *name, const xmlChar *public, const xmlChar *system)
{
	(void)name;
	(void)public;
	(void)system;
	(void)refuse(ctx, PK_D_XML_DTD, NULL);
}

/*
 * Without XML_PARSE_NOENT, which is never given, libxml2 hands out an ampersand of a
 * value as "&#38;"; there can be no other reference left in it.
 */
static struct pk_str
unescape(struct pk_xml *x, struct pk_str v)
{
	size_t start = x->value.n, hit, at = 0;

	if (!v.n || !memchr(v.p, '&', v.n))
		return v;
	while ((hit = pk_str_find(v, PK_S("&#38;"), at)) != PK_NPOS) {
		pk_buf_str(&x->value, pk_str_sub(v, at, hit + 1));
		at = hit + 5;
	}
	pk_buf_str(&x->value, pk_str_sub(v, at, v.n));
	return pk_strn(x->value.p + start, x->value.n - start);
}

static void
on_start(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int nns,
    const xmlChar **ns, int nattr, int ndefaulted, const xmlChar **attr)
{
	struct pk_xml *x = ctx;
	struct pk_xml_tag tag = {(const char *)uri, (const char *)name, x->attr, (size_t)nattr};
	size_t room = 0;
	int i;

	(void)prefix;
	(void)nns;
	(void)ns;
	(void)ndefaulted;
	if (x->refused)
		return;
	if (++x->depth > PK_XML_DEPTH_MAX) {
		(void)refuse(x, PK_D_XML_DEPTH, PK_NUM(PK_XML_DEPTH_MAX));
		return;
	}
	if (nattr > PK_XML_ATTR_MAX) {
		(void)refuse(x, PK_D_XML_ATTRIBUTES, PK_NUM(PK_XML_ATTR_MAX));
		return;
	}
	/* Five pointers each: name, prefix, URI, value, its end.  Unescaped is shorter than
	 * escaped: reserved at once, the views stay valid. */
	for (i = 0; i < nattr; i++)
		room += (size_t)(attr[i * 5 + 4] - attr[i * 5 + 3]);
	pk_buf_clear(&x->value);
	pk_buf_reserve(&x->value, room);
	for (i = 0; i < nattr; i++, attr += 5)
		x->attr[i] = (struct pk_xml_attr){(const char *)attr[2], (const char *)attr[0],
		    unescape(x, pk_strn((const char *)attr[3], (size_t)(attr[4] - attr[3])))};
	handled(x, x->handler.start(x->ctx, &tag));
}

static void
on_end(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	struct pk_xml *x = ctx;

	(void)prefix;
	if (x->refused)
		return;
	x->depth--;
	handled(x, x->handler.end(x->ctx, (const char *)uri, (const char *)name));
}

static void
on_text(void *ctx, const xmlChar *s, int n)
{
	struct pk_xml *x = ctx;

	if (!x->refused)
		handled(x, x->handler.text(x->ctx, pk_strn((const char *)s, (size_t)n)));
}

struct pk_xml *
pk_xml_new(const struct pk_xml_handler *handler, void *ctx, const char *file, struct pk_sink *sink)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	struct pk_xml *x = pk_zalloc(1, sizeof(*x));
	xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC,
	    .internalSubset = on_dtd,
	    .startElementNs = on_start,
	    .endElementNs = on_end,
	    .characters = on_text,
	    .ignorableWhitespace = on_text,
	    .serror = on_error};

	(void)pthread_once(&once, init_once);
	*x = (struct pk_xml){.handler = *handler, .ctx = ctx, .file = file, .sink = sink};
	x->parser = xmlCreatePushParserCtxt(&sax, x, NULL, 0, NULL);
	if (!x->parser)
		(void)refuse(x, PK_D_XML_MALFORMED, "out of memory");
	else
		(void)xmlCtxtUseOptions(x->parser, XML_PARSE_NONET | XML_PARSE_COMPACT | XML_PARSE_IGNORE_ENC);
	return x;
}

/* The value of `encoding` in an XML declaration at the start of s; empty for none. */
static struct pk_str
declared(struct pk_str s)
{
	size_t end, at;
	struct pk_str decl;
	char quote[2] = {0};

	if (!pk_str_starts(s, PK_S("<?xml")) || (end = pk_str_find(s, PK_S("?>"), 0)) == PK_NPOS)
		return PK_S("");
	decl = pk_str_sub(s, 0, end);
	at = pk_str_find(decl, PK_S("encoding"), 0);
	if (at == PK_NPOS)
		return PK_S("");
	for (at += 8; at < decl.n && decl.p[at] != '"' && decl.p[at] != '\''; at++)
		;
	if (at == decl.n)
		return PK_S("");
	quote[0] = decl.p[at];
	end = pk_str_find(decl, pk_str(quote), at + 1);
	return end == PK_NPOS ? PK_S("") : pk_str_sub(decl, at + 1, end);
}

/* Settles the encoding by the first bytes. */
static int
settle(struct pk_xml *x)
{
	struct pk_str head = pk_buf_view(&x->head), name;
	enum pk_enc enc = PK_ENC_UTF8;
	size_t bom = pk_enc_bom(head, &enc);
	char z[32];
	int rc = 0;

	if (!bom && head.n >= 4 && memcmp(head.p, "<\0?\0", 4) == 0)
		enc = PK_ENC_UTF16LE;
	else if (!bom && head.n >= 4 && memcmp(head.p, "\0<\0?", 4) == 0)
		enc = PK_ENC_UTF16BE;
	else if (!bom && (name = declared(head)).n > 0) {
		name.n = name.n < sizeof(z) ? name.n : sizeof(z) - 1;
		memcpy(z, name.p, name.n);
		z[name.n] = '\0';
		/* A UTF-16 declaration that can be read as ASCII is wrong. */
		if (pk_enc_parse(z, &enc) != 0)
			return refuse(x, PK_D_XML_ENCODING, z);
		if (enc != PK_ENC_UTF8 && enc != PK_ENC_GB18030)
			return refuse(x, PK_D_XML_ENCODING, z);
	}
	if (pk_decoder_open(&x->dec, enc) != 0)
		return refuse(x, PK_D_XML_ENCODING, pk_enc_name[enc]);
	x->dec.offset = bom;
	x->decoding = true;
	if (head.n > bom)
		rc = pk_xml_feed(x, head.p + bom, head.n - bom);
	pk_buf_free(&x->head);
	return rc;
}

static int
parse(struct pk_xml *x, struct pk_str utf8)
{
	switch (pk_xml_scan(&x->scan, utf8)) {
	case PK_SCAN_ATTRS:
		return refuse_at(x, PK_D_XML_ATTRIBUTES, x->scan.line + 1, PK_NUM(PK_XML_ATTR_MAX));
	case PK_SCAN_LONG:
		return refuse_at(x, PK_D_XML_TAG_LONG, x->scan.line + 1, PK_NUM(PK_XML_TAG_MAX));
	case PK_SCAN_OK:
		break;
	}
	if (xmlParseChunk(x->parser, utf8.p, (int)utf8.n, 0) != 0 && !x->refused)
		return refuse(x, PK_D_XML_MALFORMED, "?");
	return x->refused ? -1 : 0;
}

static int
feed_block(struct pk_xml *x, const char *p, size_t n)
{
	pk_buf_clear(&x->utf8);
	if (pk_decoder_feed(&x->dec, p, n, &x->utf8) != 0) {
		/* What stands before the bad character comes first, and gives its line. */
		if (parse(x, pk_buf_view(&x->utf8)) == 0) {
			pk_diag(x->sink, PK_D_TEXT_INVALID, PK_POS(x->file, x->scan.line + 1),
			    PK_NUM(x->dec.offset), pk_enc_name[x->dec.enc], NULL);
			x->refused = true;
		}
		return -1;
	}
	return x->utf8.n ? parse(x, pk_buf_view(&x->utf8)) : 0;
}

int
pk_xml_feed(struct pk_xml *x, const void *bytes, size_t n)
{
	const char *p = bytes;
	size_t k;

	if (x->refused)
		return -1;
	if (!x->decoding) {
		pk_buf_add(&x->head, p, n);
		return x->head.n >= HEADER ? settle(x) : 0;
	}
	for (; n > 0; p += k, n -= k) {
		k = n < FEED ? n : FEED;
		if (feed_block(x, p, k) != 0)
			return -1;
	}
	return 0;
}

int
pk_xml_finish(struct pk_xml *x)
{
	if (!x->refused && !x->decoding)
		(void)settle(x);
	if (x->refused)
		return -1;
	if (pk_decoder_end(&x->dec) != 0)
		return refuse(x, PK_D_XML_MALFORMED, "ends inside a character");
	if (xmlParseChunk(x->parser, NULL, 0, 1) != 0 && !x->refused)
		return refuse(x, PK_D_XML_MALFORMED, "?");
	return x->refused ? -1 : 0;
}

size_t
pk_xml_line(const struct pk_xml *x)
{
	if (!x->parser || !x->parser->input || x->parser->input->line < 1)
		return 0;
	return (size_t)x->parser->input->line;
}

void
pk_xml_free(struct pk_xml *x)
{
	if (!x)
		return;
	if (x->parser)
		xmlFreeParserCtxt(x->parser);
	if (x->decoding)
		pk_decoder_close(&x->dec);
	pk_buf_free(&x->head);
	pk_buf_free(&x->utf8);
	pk_buf_free(&x->value);
	pk_free(x);
}

const struct pk_str *
pk_xml_get(const struct pk_xml_tag *tag, const char *name)
{
	size_t i;

	for (i = 0; i < tag->nattr; i++)
		if (!tag->attr[i].ns && strcmp(tag->attr[i].name, name) == 0)
			return &tag->attr[i].value;
	return NULL;
}
