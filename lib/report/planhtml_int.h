/* Shared by the files of planhtml.h; not for others. */
#ifndef PK_REPORT_PLANHTML_INT_H
#define PK_REPORT_PLANHTML_INT_H

#include "plan/phase.h"
#include "report/planhtml.h"
#include "report/svg.h"

/* A finding of the lint, kept until its line is written. */
struct pk_note {
	size_t line;
	enum pk_severity sev;
	const char *id;   /* stable id */
	const char *text; /* in the page's language, in the arena */
};

struct pk_planhtml {
	struct pk_html h;
	struct pk_out *out;   /* the page */
	struct pk_out before; /* what comes before the first plan, until the page's title is known */
	enum pk_lang lang;
	const struct pk_lint_roster *roster;
	const char *name;     /* of the input */
	size_t inputs, plans, found;
	bool begun;           /* the page's head is written */
	/* of the plan being written */
	struct pk_arena arena;
	PK_VEC(struct pk_note) notes;
	size_t next_note;     /* the first not yet written */
	/* of the row being written */
	bool in_row;
	size_t row_line, row_end; /* lines it begins and ends on */
};

/* The word in the page's language. */
const char *pk_page_word(const struct pk_planhtml *p, const char *en, const char *zh);

/* planhtml_words.c: how facts are called. */
struct pk_fact_words {
	const char *cls;  /* class of the element: "f time deadline" */
	struct pk_str tag; /* shown behind the words: "期限 2026-05-31" */
	struct pk_str tip; /* in full, on hover */
};
void pk_page_fact(struct pk_planhtml *p, const struct pk_span *s, struct pk_fact_words *w);
const char *pk_page_role(const struct pk_planhtml *p, enum pk_role role);
struct pk_legend {
	const char *cls, *en, *zh;
};
extern const struct pk_legend pk_page_legend[PK_SP_MAX];

/* planhtml_text.c: the text of a child of plans, row by row, with its notes. */
void pk_page_text(struct pk_planhtml *p, const struct pk_node *child);
/* The anchor of a line: "L15", in later inputs "f2L15". */
void pk_page_anchor(const struct pk_planhtml *p, size_t line, char out[48]);

/* planhtml_nav.c: title, figures, outline and list of findings of a plan. */
void pk_page_nav(struct pk_planhtml *p, const struct pk_node *plan, bool top);
void pk_page_head(struct pk_planhtml *p, const struct pk_node *plan);

/* planhtml_chart.c: the phases as bars; nothing when there is none with a time. */
void pk_page_chart(struct pk_planhtml *p, const struct pk_node *plan);

extern const char pk_page_css[], pk_page_css_rows[], pk_page_css_facts[]; /* planhtml_css.c */

#endif
