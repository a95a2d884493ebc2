/*
 * A linear look at the bytes of a document, ahead of libxml2: nesting of
 * markup only as far as it takes to know what is inside a start tag.
 */
#ifndef PK_XML_SCAN_H
#define PK_XML_SCAN_H

#include "base/str.h"

enum pk_scan_state {
	PK_SCAN_TEXT,
	PK_SCAN_LT,      /* behind "<" */
	PK_SCAN_TAG,     /* in a start or end tag */
	PK_SCAN_VALUE,   /* in an attribute's value */
	PK_SCAN_BANG,    /* behind "<!" */
	PK_SCAN_COMMENT, /* until "-->" */
	PK_SCAN_CDATA,   /* until "]]>" */
	PK_SCAN_PI       /* until "?>" */
};

struct pk_xml_scan {
	enum pk_scan_state state;
	char quote;          /* of the value */
	unsigned matched;    /* characters of the closing sequence seen, or behind "<!" */
	char bang[8];        /* what stood there */
	size_t attrs, bytes; /* of this tag; bytes of a comment too */
	size_t line;         /* line ends passed */
};

enum pk_scan_result { PK_SCAN_OK, PK_SCAN_ATTRS, PK_SCAN_LONG };

/* Goes over a block; the limits are those of xml/xml.h. */
enum pk_scan_result pk_xml_scan(struct pk_xml_scan *s, struct pk_str block);

#endif
