/*
 * What is wrong with records, in the order of the file.  Workers note it while
 * they go; whoever finds that all blocks before have been told tells the next.
 */
#include "ledger/fast_work.h"

#include <stdlib.h>

int64_t
pk_fast_lines(const unsigned char *p, size_t from, size_t to)
{
	int64_t n = 0;
	size_t i;

	for (i = from; i < to; i++)
		n += p[i] == '\r' || (p[i] == '\n' && p[i - 1] != '\r');
	return n;
}

static struct pk_event *
add_event(struct pk_worker *w, enum pk_bad what, size_t from, size_t to)
{
	struct pk_slot *s = w->slot;
	struct pk_event e = {.what = what, .from = from, .raw = s->raw.n, .nraw = to - from, .head = true,
	    .tail = true};

	pk_buf_add(&s->raw, w->buf + from, to - from);
	PK_PUSH(&s->events, e);
	return &s->events.v[s->events.n - 1];
}

void
pk_fast_event(struct pk_worker *w, enum pk_bad what, size_t from, size_t to, size_t offset,
    size_t fields)
{
	struct pk_event *e = add_event(w, what, from, to);

	e->offset = offset;
	e->fields = fields;
}

void
pk_fast_event_piece(struct pk_worker *w, const struct pk_piece *p)
{
	struct pk_event *e = add_event(w, p->what, p->from, p->to);

	e->offset = p->offset;
	e->head = p->head;
	e->tail = p->tail;
}

void
pk_fast_bad_cell(const struct pk_fast_batch *b, size_t row, size_t at, enum pk_diag_id id,
    const char *want)
{
	struct pk_event *e = add_event(b->priv, PK_BAD_MAX, b->start[row],
	    b->sep[row * b->nfields + b->nfields - 1]);

	e->at = at;
	e->id = id;
	e->want = want;
}

static int
by_place(const void *a, const void *b)
{
	const struct pk_event *x = a, *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return (x->raw > y->raw) - (x->raw < y->raw);
}

void
pk_fast_order(struct pk_worker *w)
{
	struct pk_slot *s = w->slot;
	size_t i, at = w->front - w->carried;
	int64_t line;

	s->lines = w->cr ? pk_fast_lines(w->buf, w->front, w->front + w->n) : (int64_t)w->seen.lf;
	if (s->events.n == 0)
		return;
	/* Bad cells were found behind the batch's other troubles. */
	qsort(s->events.v, s->events.n, sizeof(*s->events.v), by_place);
	line = -pk_fast_lines(w->buf, at, w->front);
	for (i = 0; i < s->events.n; i++) {
		line += pk_fast_lines(w->buf, at, s->events.v[i].from);
		at = s->events.v[i].from;
		s->events.v[i].line = line;
	}
}

/* A bad cell, by way of the row it stands in. */
static void
tell_cell(struct pk_table *t, const struct pk_event *e, size_t line, struct pk_str raw)
{
	struct pk_str *field = pk_zalloc(t->header.n, sizeof(*field));
	struct pk_row row = {field, t->header.n, line, raw};
	struct pk_buf scratch = PK_BUF_INIT;
	size_t i = 0, from, k = 0;
	bool quoted = false;

	/* The record is good: separators outside quotes are where its fields end. */
	for (from = 0; k < e->at; i++) {
		quoted ^= raw.p[i] == '"';
		if (!quoted && raw.p[i] == t->delim) {
			from = i + 1;
			k++;
		}
	}
	for (i = from; i < raw.n && (quoted || raw.p[i] != t->delim); i++)
		quoted ^= raw.p[i] == '"';
	field[e->at] = pk_str_sub(raw, from, i);
	if (field[e->at].n && field[e->at].p[0] == '"')
		field[e->at] = pk_fast_unquote(field[e->at], &scratch);
	pk_table_bad_cell(t, &row, e->at, e->id, e->want);
	pk_buf_free(&scratch);
	pk_free(field);
}

static void
tell(struct pk_fast *f, const struct pk_slot *s, const struct pk_event *e)
{
	size_t line = (size_t)((int64_t)f->line + e->line);
	struct pk_str raw = pk_strn(s->raw.p + e->raw, e->nraw);

	if (e->what == PK_BAD_MAX) {
		tell_cell(f->t, e, line, raw);
		return;
	}
	if (e->head)
		pk_table_note_bad(f->t, e->what, line, raw, e->offset, e->fields);
	pk_table_aside(f->t, e->what == PK_BAD_OPEN ? pk_without_line_end(raw) : raw);
	if (e->tail)
		pk_table_aside(f->t, PK_S("\n"));
}

void
pk_fast_tell(struct pk_fast *f, struct pk_slot *s)
{
	size_t i;

	for (i = 0; i < s->events.n; i++)
		tell(f, s, &s->events.v[i]);
	f->line = (size_t)((int64_t)f->line + s->lines);
	s->events.n = 0;
	pk_buf_clear(&s->raw);
	s->done = false;
}
