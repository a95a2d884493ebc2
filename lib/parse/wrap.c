#include "parse/wrap.h"

#include "parse/role.h"

/*
 * Is the text hard-wrapped?  Then many lines end near one column, and most of those
 * end in the middle of a sentence.  Ordinary text has a paragraph on each line:
 * lengths differ widely and lines end with a stop, or are headings.
 */
enum {
	NARROWEST = 30, WIDEST = 140, /* columns between which a right edge is looked for */
	SLACK = 7,                    /* columns a full line may stay behind the edge */
	FEWEST = 4,                   /* full lines that make an edge */
	SHARE = 20,                   /* per cent of the lines that must be full */
	CUT = 50,                     /* per cent of the full lines that must end in a sentence */
	OVER = 3                      /* per cent of the lines that may reach over the edge */
};

static bool
is_counted(const struct pk_row *r)
{
	return (r->kind == PK_ROW_TEXT || r->kind == PK_ROW_LABEL) && r->width > 0 &&
	       r->part != PK_PART_FURNITURE;
}

static bool
ends_open(const struct pk_row *r)
{
	return !pk_is_terminator(r->last) && r->last != ':';
}

/* The right edge: the widest column that is not an exception; 0 when lines are too long. */
static uint32_t
find_edge(const struct pk_chunk *c, size_t n, size_t *total)
{
	size_t count[WIDEST + 2] = {0}, i, over = 0;
	uint32_t w;

	*total = 0;
	for (i = 0; i < n; i++) {
		const struct pk_row *r = &c->rows.v[i];

		if (!is_counted(r))
			continue;
		++*total;
		w = r->width + r->lead;
		count[w > WIDEST ? WIDEST + 1 : w]++;
	}
	if (count[WIDEST + 1] * 100 > *total * OVER)
		return 0;
	for (w = WIDEST + 1; w > NARROWEST; w--) {
		over += count[w];
		if (over * 100 > *total * OVER)
			return w;
	}
	return 0;
}

static void
find_wrap(struct pk_chunk *c, size_t n)
{
	size_t i, total, full = 0, cut = 0;
	uint32_t edge = find_edge(c, n, &total);

	c->wrapped = false;
	if (edge == 0 || total < FEWEST * 2)
		return;
	for (i = 0; i < n; i++) {
		struct pk_row *r = &c->rows.v[i];

		r->wide = is_counted(r) && r->width + r->lead + SLACK >= edge;
		if (!r->wide)
			continue;
		full++;
		cut += ends_open(r);
	}
	c->wrapped = full >= FEWEST && full * 100 >= total * SHARE && cut * 100 >= full * CUT;
}

/* How the text sets its paragraphs apart. */
struct habit {
	bool indents;                        /* the first line of a paragraph is indented */
	bool spaced;                         /* an empty line stands between any two lines */
	size_t headed[PK_M_MAX];             /* lines with this mark that a line without one follows */
	size_t run_in[PK_M_MAX];             /* … that hold a stop: the heading runs into its text */
};

static void
find_habit(const struct pk_chunk *c, size_t n, struct habit *h)
{
	size_t i, lead = 0, gaps = 0, total = 0;

	*h = (struct habit){0};
	for (i = 0; i < n; i++) {
		const struct pk_row *r = &c->rows.v[i], *next = i + 1 < n ? r + 1 : NULL;

		if (!is_counted(r))
			continue;
		total++;
		lead += r->lead >= 2;
		gaps += r->gap;
		if (r->mark.style == PK_M_NONE || !next || next->mark.style != PK_M_NONE || next->kind != PK_ROW_TEXT)
			continue;
		h->headed[r->mark.style]++;
		h->run_in[r->mark.style] += r->stop || pk_is_terminator(r->last);
	}
	h->indents = lead * 100 > total * 5 && lead * 100 < total * 70;
	h->spaced = gaps * 100 > total * 80;
}

static bool
mark_alone(const struct pk_row *r)
{
	return r->mark.style != PK_M_NONE && r->mark.len > 0 && r->mark.len == r->trim - r->lead;
}

/* Row `next` begins something new whatever stood before it. */
static bool
begins(const struct pk_row *next, const struct habit *h, bool wrapped)
{
	if (next->kind != PK_ROW_TEXT || next->mark.style != PK_M_NONE)
		return true;
	return wrapped && h->indents && next->lead >= 2;
}

/* (一)动员阶段(3月1日至|10日): the bracket of a stage's time ends its heading, at the edge and behind it. */
static bool
is_stage(const struct pk_chunk *c, const struct pk_row *first, const struct pk_row *last)
{
	if (first->mark.style == PK_M_NONE || last - first > 1 || last->last != ')' || first->stop || last->stop)
		return false;
	return pk_has_time_bracket(pk_strn(c->text.p + first->off, last->off + last->len - first->off));
}

/* Does `next` go on with the paragraph that ends in `last`, of rows rows, with `open` brackets open? */
static bool
goes_on(const struct pk_chunk *c, const struct pk_row *first, const struct pk_row *last, const struct pk_row *next,
    int open, bool paged, const struct habit *h)
{
	bool heading, wrapped = c->wrapped;

	/* …98%。[ / 责任单位:A;完成 — the label stands in a bracket that the line before opened */
	if (wrapped && open > 0 && last->wide && next->kind == PK_ROW_LABEL && next->mark.style == PK_M_NONE &&
	    (last->last == '[' || last->last == '(' || last->last == ';' || last->last == ',' || next->open < 0))
		return true;
	if (begins(next, h, wrapped) || (first->kind != PK_ROW_TEXT && first->kind != PK_ROW_LABEL) ||
	    mark_alone(last) || last->toc)
		return false;
	if (!wrapped)
		return last->last == 0x3001 || (last->last == ',' && !pk_is_terminator(last->last)) ||
		       (open > 0 && next->open < 0);
	if (open > 0 && next->open < 0)
		return true;
	if (next->gap && !paged && !h->spaced)
		return last->wide && ends_open(last) && last->last != ')';
	if (last->last == ':' && !(open > 0 && last->wide)) /* (牵头单位: / A) goes on */
		return false;
	if (is_stage(c, first, last))
		return false;
	if (last->wide)
		return true;
	/* A short line: a heading of its own, or text cut anywhere. */
	heading = first == last && first->mark.style != PK_M_NONE && first->kind == PK_ROW_TEXT;
	if (heading && ends_open(last))
		return h->run_in[first->mark.style] * 2 > h->headed[first->mark.style] && !last->stop;
	return ends_open(last);
}

struct join {
	struct pk_chunk *c;
	struct pk_blocks *out;
	struct habit h;
	size_t first, last; /* rows that the last block begins and ends with */
	int open;           /* brackets open in it */
};

static void
take_row(struct join *j, size_t i)
{
	const struct pk_row *r = &j->c->rows.v[i];
	struct pk_block b = {.text = pk_strn(j->c->text.p + r->off, r->len), .line = r->line, .wide = r->width > PK_BLOCK_NARROW,
	    .mark = r->mark, .first_last = r->last, .kind = r->kind, .part = r->part, .alone = mark_alone(r),
	    .gap = r->gap, .stop = r->stop, .one = true, .lead = r->lead, .ended = pk_is_terminator(r->last)};

	PK_PUSH(j->out, b);
	j->first = j->last = i;
	j->open = r->open;
}

/* Row i becomes part of the last block. */
static void
extend(struct join *j, size_t i)
{
	const struct pk_row *r = &j->c->rows.v[i];
	struct pk_block *b = &j->out->v[j->out->n - 1];

	b->text.n = r->off + r->len - j->c->rows.v[j->first].off;
	b->one = false;
	b->ended = pk_is_terminator(r->last);
	j->last = i;
	j->open += r->open;
}

/* The title's lines, with the empty ones between them, are one block. */
static size_t
take_title(struct join *j, size_t i, size_t n)
{
	take_row(j, i++);
	for (; i < n && j->c->rows.v[i].part == PK_PART_TITLE; i++)
		extend(j, i);
	return i;
}

/* Row i goes on with the last block; paged: behind a page mark. */
static bool
joins(const struct join *j, size_t i, bool paged)
{
	const struct pk_row *r = &j->c->rows.v[i];
	const struct pk_block *b;

	if (j->out->n == 0)
		return false;
	b = &j->out->v[j->out->n - 1];
	if (r->part != b->part || (r->part != PK_PART_BODY && r->part != PK_PART_NOTICE))
		return false;
	return goes_on(j->c, &j->c->rows.v[j->first], &j->c->rows.v[j->last], r, j->open, paged, &j->h);
}

void
pk_wrap(struct pk_chunk *c, size_t n, struct pk_blocks *out)
{
	struct join j = {.c = c, .out = out};
	size_t i;

	find_wrap(c, n);
	find_habit(c, n, &j.h);
	for (i = 0; i < n;) {
		if (c->rows.v[i].part == PK_PART_TITLE) {
			i = take_title(&j, i, n);
			continue;
		}
		/* A page mark inside a paragraph that goes on behind it becomes part of its text. */
		if (c->rows.v[i].kind == PK_ROW_PAGE && c->wrapped && i + 1 < n && joins(&j, i + 1, true))
			extend(&j, ++i);
		else if (joins(&j, i, false))
			extend(&j, i);
		else
			take_row(&j, i);
		i++;
	}
}
