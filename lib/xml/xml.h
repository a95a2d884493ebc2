/*
 * XML in: the one door to libxml2, hardened.
 *
 * A push parser: bytes are fed in blocks, events come back through a handler.
 * - Any document type declaration is refused; so there are no entities but the
 *   five predefined, nothing is loaded, nothing expands.
 * - The encoding is settled here (byte order mark, else the XML declaration, else
 *   UTF-8; text/decode.h), libxml2 only sees UTF-8.
 * - Depth, tag length and number of attributes are limited before libxml2 sees
 *   the tag: its check for repeated attributes is quadratic.
 * Every refusal is a diagnostic with file and line; nothing more is reported after it.
 */
#ifndef PK_XML_XML_H
#define PK_XML_XML_H

#include "base/diag.h"

enum {
	PK_XML_DEPTH_MAX = 256,        /* nested elements; a plan has a dozen, DOCX some forty */
	PK_XML_ATTR_MAX = 256,         /* attributes of a start tag; real ones stay below 60 */
	PK_XML_TAG_MAX = 1024 * 1024   /* bytes of a tag, a comment or a processing instruction */
};

struct pk_xml_attr {
	const char *ns;   /* namespace URI, NULL for none */
	const char *name; /* local name */
	struct pk_str value;
};

struct pk_xml_tag {
	const char *ns, *name;
	const struct pk_xml_attr *attr; /* in document order; xmlns declarations are not among them */
	size_t nattr;
};

/*
 * All strings are UTF-8 and valid during the call only.  Text comes in pieces of any
 * size.  A handler returns 0, or -1 to stop (having diagnosed why).
 */
struct pk_xml_handler {
	int (*start)(void *ctx, const struct pk_xml_tag *tag);
	int (*end)(void *ctx, const char *ns, const char *name);
	int (*text)(void *ctx, struct pk_str s);
};

struct pk_xml;

struct pk_xml *pk_xml_new(
    const struct pk_xml_handler *handler, void *ctx, const char *file, struct pk_sink *sink);
/* 0, or -1 when the document is refused; once refused it stays so. */
int pk_xml_feed(struct pk_xml *x, const void *p, size_t n);
/* The document is complete: 0 or -1. */
int pk_xml_finish(struct pk_xml *x);
/* The line of the event being handled. */
size_t pk_xml_line(const struct pk_xml *x);
void pk_xml_free(struct pk_xml *x);

/* The attribute without namespace of that name, NULL when absent. */
const struct pk_str *pk_xml_get(const struct pk_xml_tag *tag, const char *name);

#endif
