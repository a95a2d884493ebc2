/*
 * Diagnostics: one catalogue, one sink.
 *
 * Library code never prints: it puts a diagnostic, named by its catalogue entry,
 * with a position and arguments, into the sink it was given.  The tool decides
 * what becomes of it (cli/main.h prints "tool: file:line: severity: text [id]").
 *
 * The catalogue is lib/base/diag/<layer>.def, lines of
 *     X(NAME, "stable-id", SEVERITY, "English with {0} {1}", "Chinese with {0} {1}")
 * The stable id never changes once released; plankit-diagnostics(7) lists all.
 */
#ifndef PK_BASE_DIAG_H
#define PK_BASE_DIAG_H

#include "base/str.h"

enum pk_severity { PK_NOTE, PK_WARNING, PK_ERROR, PK_SEVERITY_MAX };
enum pk_lang { PK_EN, PK_ZH, PK_LANG_MAX };

enum pk_diag_id {
#define X(name, id, sev, en, zh) PK_D_##name,
#include "base/diag.def"
#undef X
	PK_D_MAX
};

struct pk_diag_text {
	const char *id;                  /* stable id, e.g. "io-open" */
	enum pk_severity sev;            /* default severity */
	const char *text[PK_LANG_MAX];   /* with {0}..{7} for the arguments */
};
extern const struct pk_diag_text pk_diag_catalogue[PK_D_MAX];

/* Where something stands.  line and col count from 1; 0 is unknown. */
struct pk_pos {
	const char *file; /* NULL: no file; must outlive the sink's use of it */
	size_t line, col;
};
#define PK_POS(file, line) ((struct pk_pos){(file), (line), 0})
#define PK_NOPOS ((struct pk_pos){NULL, 0, 0})

enum { PK_DIAG_ARGS = 8 };

struct pk_diag {
	enum pk_diag_id id;
	enum pk_severity sev;
	struct pk_pos pos;
	const char *arg[PK_DIAG_ARGS]; /* UTF-8; valid during the callback only */
	size_t nargs;
};

/*
 * The sink: counts what it is given and hands each to `emit` (NULL: count only).
 * A quiet sink (emit NULL) is what tests and trial parses use.
 */
struct pk_sink {
	void (*emit)(void *ctx, const struct pk_diag *d);
	void *ctx;
	size_t count[PK_SEVERITY_MAX];
};

/* Puts one diagnostic; the arguments are NUL-terminated strings, the last one NULL. */
void pk_diag(struct pk_sink *sink, enum pk_diag_id id, struct pk_pos pos, ...)
    __attribute__((sentinel));
/* The same with another severity than the catalogue's. */
void pk_diag_as(struct pk_sink *sink, enum pk_severity sev, enum pk_diag_id id, struct pk_pos pos,
    ...) __attribute__((sentinel));

/* The text of d in a language, arguments filled in and escaped (pk_escape). */
void pk_diag_render(const struct pk_diag *d, enum pk_lang lang, struct pk_buf *out);
/* The whole line, as all tools print it: "tool: file:line:col: severity: text [id]", no line end. */
void pk_diag_line(
    const struct pk_diag *d, const char *tool, enum pk_lang lang, struct pk_buf *out);
const char *pk_severity_name(enum pk_severity sev, enum pk_lang lang);

/*
 * Appends s with everything that could fool a terminal or a reader made visible:
 * control characters, invalid UTF-8, bidirectional controls and line separators
 * become \xHH or \u{HHHH}; a tab and a line end too.
 */
void pk_escape(struct pk_buf *out, struct pk_str s);

#endif
