/*
 * The one writer of markup: HTML pages, and SVG inside them or alone.
 *
 * Elements are opened and closed, text is escaped on the way out, and no caller
 * prints a tag: hostile text cannot become markup.  Pages are one file without
 * script or remote resource, and say so to the browser (Content-Security-Policy).
 *
 * Errors are those of the pk_out below, asked for once at its close.
 */
#ifndef PK_REPORT_HTML_H
#define PK_REPORT_HTML_H

#include "base/io.h"

enum { PK_HTML_DEPTH = 64 }; /* elements open at one time; more is a fault of the caller (assert) */

struct pk_html {
	struct pk_out *o;
	const char *open[PK_HTML_DEPTH]; /* names of the open elements; static strings */
	size_t depth;
	size_t foreign; /* depth at which an svg element stands, + 1; 0: none */
	bool in_tag;    /* the start tag still takes attributes */
	bool xml;       /* a file of XML, not of HTML */
	bool images;    /* set before pk_html_page(): it shows pictures that lie beside it */
};

/* A writer on o; the writer owns nothing. */
void pk_html_init(struct pk_html *h, struct pk_out *o);

/* Opens an element; the name must be a static string. */
void pk_html_open(struct pk_html *h, const char *name);
/* Attributes of the element just opened, before any content. */
void pk_html_attr(struct pk_html *h, const char *name, struct pk_str value);
void pk_html_attrz(struct pk_html *h, const char *name, const char *value);
void pk_html_attrf(struct pk_html *h, const char *name, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/*
 * Text in the element.  In HTML a character that could reorder or hide other text
 * (bidirectional and other format controls) is kept, but shut into a <bdi class="ctl">
 * whose label shows its number; what XML cannot hold becomes U+FFFD.  In SVG, <title>
 * and attributes such characters are written as pk_escape() does.
 */
void pk_html_text(struct pk_html *h, struct pk_str s);
void pk_html_textz(struct pk_html *h, const char *z);
void pk_html_textf(struct pk_html *h, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Closes the element opened last. */
void pk_html_close(struct pk_html *h);
/* Opens `name` with this class (NULL: none), writes the text, closes. */
void pk_html_leaf(struct pk_html *h, const char *name, const char *cls, struct pk_str text);
void pk_html_leafz(struct pk_html *h, const char *name, const char *cls, const char *text);
/* Opens `name` with this class. */
void pk_html_block(struct pk_html *h, const char *name, const char *cls);
/* A line end between elements, for readers of the source; never inside text. */
void pk_html_nl(struct pk_html *h);

/*
 * A page: head with charset, policy, viewport, title and style (pk_html_css_base and
 * the page's own), open <body>.  `lang` is "zh-Hans" or "en".  css: NULL-terminated
 * list of static style sheets.
 */
void pk_html_page(struct pk_html *h, const char *lang, struct pk_str title, const char *const *css);
/* Closes all that is open. */
void pk_html_page_end(struct pk_html *h);

/* Colours (light and dark), type, tables, print on A4: what all pages share. */
extern const char pk_html_css_base[];

#endif
