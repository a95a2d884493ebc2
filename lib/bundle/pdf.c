#include "bundle/pdf.h"

enum state {
	PLAIN,
	WORD,       /* in a name, number or keyword */
	COMMENT,
	STRING,
	ESCAPE,     /* in a string, behind a backslash */
	LESS,       /* one '<' */
	GREATER,    /* one '>' */
	HEX,
	STREAM,     /* behind the keyword, before the end of its line */
	FLATE,      /* in a compressed object stream */
	SKIP        /* in any other stream */
};

enum key { NONE, TYPE, PARENT, COUNT, FILTER, PREDICTOR, ENCRYPT, OTHER };
enum type { UNKNOWN, PAGE, PAGES, OBJSTM };

static const char endstream[] = "endstream";

void
pk_pdf_init(struct pk_pdf *p)
{
	*p = (struct pk_pdf){.root = -1};
}

static enum key
key_of(struct pk_str name)
{
	static const char *const names[] = {"", "/Type", "/Parent", "/Count", "/Filter", "/Predictor", "/Encrypt"};
	size_t i;

	for (i = TYPE; i < OTHER; i++)
		if (pk_str_is(name, names[i]))
			return (enum key)i;
	return OTHER;
}

/* The dictionary that the lexer is in; NULL: in none, or too deep to matter. */
static struct pk_pdf_dict *
current(struct pk_pdf_lex *l)
{
	return l->depth > 0 && l->depth <= PK_PDF_DEPTH ? &l->dict[l->depth - 1] : NULL;
}

static void
name_value(struct pk_pdf_dict *d, struct pk_str v)
{
	if (d->key == TYPE)
		d->type = pk_str_is(v, "/Page") ? PAGE : pk_str_is(v, "/Pages") ? PAGES : pk_str_is(v, "/ObjStm") ? OBJSTM : UNKNOWN;
	else if (d->key == FILTER && (pk_str_is(v, "/FlateDecode") || pk_str_is(v, "/Fl")) && !d->flate)
		d->flate = true;
	else if (d->key == FILTER)
		d->other_filter = true;
}

/* A name, a number or a keyword has ended. */
static void
word(struct pk_pdf *p, struct pk_pdf_lex *l)
{
	struct pk_str w = pk_strn(l->token, l->ntoken);
	struct pk_pdf_dict *d = current(l);
	int64_t n;

	l->ntoken = 0;
	l->state = PLAIN;
	if (!d) {
		if (l->depth == 0 && l == &p->lex && pk_str_is(w, "stream"))
			l->state = STREAM;
		return;
	}
	if (w.p[0] == '/' && d->key == NONE) {
		d->key = (unsigned char)key_of(w);
		d->last = NONE;
		d->parent |= d->key == PARENT;
		p->encrypted |= d->key == ENCRYPT && l->depth == 1;
		return;
	}
	if (w.p[0] == '/') {
		name_value(d, w);
	} else if (d->key != NONE && pk_str_int(w, 0, INT32_MAX, &n) == 0) {
		d->last = d->key;
		if (d->key == COUNT)
			d->count = n;
		d->predictor |= d->key == PREDICTOR && n > 1;
	} else if (pk_str_is(w, "R") && d->last == COUNT) {
		d->count = -1; /* it was the number of an object */
	}
	if (l->arrays == 0)
		d->key = NONE;
}

static void
open_dict(struct pk_pdf_lex *l)
{
	struct pk_pdf_dict *d;

	l->depth++;
	l->arrays = 0;
	d = current(l);
	if (d)
		*d = (struct pk_pdf_dict){.count = -1};
}

static void
close_dict(struct pk_pdf *p, struct pk_pdf_lex *l)
{
	struct pk_pdf_dict *d = current(l), *outer;

	l->arrays = 0;
	if (l->depth == 0)
		return;
	l->depth--;
	outer = current(l);
	if (outer) {
		outer->predictor |= d && d->predictor; /* DecodeParms */
		outer->key = NONE;
	}
	if (l->depth > 0 || !d)
		return;
	p->pages += d->type == PAGE;
	if (d->type == PAGES && !d->parent && d->count >= 0)
		p->root = d->count;
	l->done = *d;
}

static bool
is_regular(char c)
{
	return (unsigned char)c > ' ' && c != '\x7f' && !strchr("()<>[]{}/%", c);
}

/* A character that is no part of a word. */
static void
punctuation(struct pk_pdf_lex *l, char c)
{
	struct pk_pdf_dict *d = current(l);

	if (c == '%') {
		l->state = COMMENT;
	} else if (c == '(') {
		l->state = STRING;
		l->parens = 1;
	} else if (c == '<') {
		l->state = LESS;
	} else if (c == '>') {
		l->state = GREATER;
	} else if (c == '[') {
		l->arrays++;
	} else if (c == ']' && l->arrays > 0) {
		l->arrays--;
	}
	if (d && (c == '(' || (c == ']' && l->arrays == 0)) && !(c == '(' && l->arrays))
		d->key = NONE;
}

static void
in_string(struct pk_pdf_lex *l, char c)
{
	if (l->state == ESCAPE)
		l->state = STRING;
	else if (c == '\\')
		l->state = ESCAPE;
	else if (c == '(')
		l->parens++;
	else if (c == ')' && --l->parens == 0)
		l->state = PLAIN;
}

/* The byte behind one '<' or '>': true when it is used up. */
static bool
second(struct pk_pdf *p, struct pk_pdf_lex *l, char c)
{
	struct pk_pdf_dict *d = current(l);
	bool less = l->state == LESS;

	l->state = PLAIN;
	if (less && c == '<') {
		open_dict(l);
	} else if (less) {
		l->state = c == '>' ? PLAIN : HEX;
		if (d && l->arrays == 0)
			d->key = NONE;
	} else if (c == '>') {
		close_dict(p, l);
	} else {
		return false;
	}
	return true;
}

static void
take(struct pk_pdf *p, struct pk_pdf_lex *l, char c)
{
	if (l->state == COMMENT) {
		l->state = c == '\n' || c == '\r' ? PLAIN : COMMENT;
		return;
	}
	if (l->state == HEX) {
		l->state = c == '>' ? PLAIN : HEX;
		return;
	}
	if (l->state == STRING || l->state == ESCAPE) {
		in_string(l, c);
		return;
	}
	if ((l->state == LESS || l->state == GREATER) && second(p, l, c))
		return;
	if (l->state == WORD && is_regular(c)) {
		l->ntoken += l->ntoken < PK_PDF_TOKEN;
		l->token[l->ntoken - 1] = c;
		return;
	}
	if (l->state == WORD)
		word(p, l);
	if (l->state == STREAM)
		return;
	if (is_regular(c) || c == '/') {
		l->state = WORD;
		l->token[0] = c;
		l->ntoken = 1;
	} else {
		punctuation(l, c);
	}
}

/* What comes out of an object stream: numbers and offsets, then objects without streams. */
static bool
inner(void *ctx, struct pk_str s)
{
	struct pk_pdf *p = ctx;
	size_t i;

	p->inflated += s.n;
	for (i = 0; i < s.n; i++)
		take(p, &p->inner, s.p[i]);
	return p->inflated <= PK_PDF_INFLATED_MAX;
}

/* The line of the keyword "stream" has ended: what follows is data. */
static void
begin_stream(struct pk_pdf *p)
{
	const struct pk_pdf_dict *d = &p->lex.done;

	p->lex.state = SKIP;
	p->seen = 0;
	if (d->type == OBJSTM && !d->flate && !d->other_filter) {
		p->lex.state = PLAIN; /* as it is: objects like all others */
	} else if (d->type == OBJSTM && d->flate && !d->other_filter && !d->predictor && !p->encrypted) {
		p->inner = (struct pk_pdf_lex){.state = PLAIN};
		p->z = p->inflated < PK_PDF_INFLATED_MAX ? pk_inflate_new() : NULL;
		p->lex.state = p->z ? FLATE : SKIP;
		p->opaque |= !p->z;
	} else {
		p->opaque |= d->type == OBJSTM;
	}
	p->lex.done = (struct pk_pdf_dict){.count = -1};
}

static void
inflate_some(struct pk_pdf *p, struct pk_str *s)
{
	int rc = pk_inflate_add(p->z, s, inner, p);

	if (rc == 0)
		return;
	take(p, &p->inner, ' '); /* its last word */
	p->opaque |= rc < 0;
	pk_inflate_free(p->z);
	p->z = NULL;
	p->lex.state = SKIP;
}

/* Up to the end of a stream. */
static void
skip_some(struct pk_pdf *p, struct pk_str *s)
{
	size_t i = 0;

	while (i < s->n && p->seen < sizeof(endstream) - 1) {
		const char *e = p->seen ? s->p + i : memchr(s->p + i, 'e', s->n - i);

		if (!e) {
			i = s->n;
		} else if (*e == endstream[p->seen]) {
			p->seen++;
			i = (size_t)(e - s->p) + 1;
		} else {
			p->seen = p->seen == 7; /* "endstre": its last may be the first of another */
		}
	}
	*s = pk_str_sub(*s, i, s->n);
	if (p->seen == sizeof(endstream) - 1)
		p->lex.state = PLAIN;
}

void
pk_pdf_add(struct pk_pdf *p, struct pk_str s)
{
	while (s.n > 0) {
		char c = s.p[0];

		if (p->lex.state == FLATE) {
			inflate_some(p, &s);
		} else if (p->lex.state == SKIP) {
			skip_some(p, &s);
		} else if (p->lex.state == STREAM) {
			if (c == '\n')
				begin_stream(p);
			s = pk_str_sub(s, 1, s.n);
		} else {
			take(p, &p->lex, c);
			/* The end of the line that ends the keyword has still to come. */
			if (p->lex.state != STREAM || c != '\n')
				s = pk_str_sub(s, 1, s.n);
		}
	}
}

unsigned
pk_pdf_end(struct pk_pdf *p)
{
	int64_t n = p->root >= 0 ? p->root : p->opaque || p->encrypted || p->z ? 0 : (int64_t)p->pages;

	pk_inflate_free(p->z);
	p->z = NULL;
	return n > INT32_MAX ? 0 : (unsigned)n;
}
