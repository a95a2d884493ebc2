/*
 * What a block holds.  Almost always: whole good records and the beginning of one
 * more.  When a quote stands wrong, or a record is over the size limit, the block
 * is looked at byte by byte instead.
 */
#include "ledger/fast_work.h"

static bool
is_line_end(unsigned char c)
{
	return c == '\n' || c == '\r';
}

/*
 * A quote is right in these places: opening, behind a separator or a line end, or
 * behind a closing quote ("" within a field); closing, before one of those.  Both
 * are judged twice, as if the block began outside and inside quotes: what opens
 * in the one view closes in the other.
 */
void
pk_fast_quotes(struct pk_worker *w)
{
	const struct pk_block *b = w->blocks + w->front / PK_BLOCK;
	const unsigned char *p = w->buf + w->front, delim = (unsigned char)w->f->t->delim;
	size_t i, n = (w->n + PK_BLOCK - 1) / PK_BLOCK;
	uint64_t pend = p[-1] == '"', inside = 0, wrong[2] = {0, 0};

	w->odd = false;
	w->wrong[0] = w->wrong[1] = false;
	if (!w->seen.quote && !pend)
		return;
	for (i = 0; i < n; i++, p += PK_BLOCK) {
		uint64_t q = b[i].quote, x, a, z, sep, before, view;
		bool after_sep;

		if (!(q | pend)) {
			/* Quotes are rare in most ledgers: past them four blocks at a time. */
			while (i + 4 < n && !(b[i + 1].quote | b[i + 2].quote | b[i + 3].quote | b[i + 4].quote)) {
				i += 4;
				p += 4 * PK_BLOCK;
			}
			continue;
		}
		x = pk_prefix_xor(q) ^ inside;
		sep = b[i].sep;
		after_sep = p[-1] == delim || is_line_end(p[-1]);
		for (view = 0; view < 2; view++) {
			a = q & x;  /* opens */
			z = q & ~x; /* closes */
			before = (((sep & ~x) | z) << 1) | (~(inside ^ -view) & (after_sep | pend) & 1);
			wrong[view] |= a & ~before;
			wrong[view] |= ((z << 1) | (~(inside ^ -view) & pend)) & ~(sep | q);
			x = ~x;
		}
		inside ^= -(uint64_t)(__builtin_popcountll(q) & 1);
		pend = q >> 63;
	}
	w->odd = inside & 1;
	w->wrong[0] = wrong[0] != 0;
	w->wrong[1] = wrong[1] != 0;
}

static void
add_piece(struct pk_worker *w, size_t from, size_t to, enum pk_bad what, size_t offset, bool head,
    bool tail)
{
	struct pk_piece p = {from, to, what, offset, head, tail};

	if (to > from || what != PK_BAD_MAX)
		PK_PUSH(&w->pieces, p);
}

/* The bytes from `from` on are left to the next block. */
static void
leave(struct pk_worker *w, size_t from, bool quoted)
{
	struct pk_fast *f = w->f;
	size_t end = w->front + w->n;

	if (from < w->front) {
		/* Nothing ended in this block: what was carried is carried on. */
		pk_buf_add(&f->carry, w->buf + w->front, w->n);
		f->dirty = f->dirty || w->dirty;
	} else {
		pk_buf_clear(&f->carry);
		pk_buf_add(&f->carry, w->buf + from, end - from);
		f->dirty = w->dirty && end > from;
	}
	f->quoted = quoted;
}

/* Behind the last line end outside quotes, or 0 when the block has none. */
static size_t
last_end(const struct pk_worker *w, bool quoted_end)
{
	const struct pk_block *b = w->blocks + w->front / PK_BLOCK;
	size_t i = (w->n + PK_BLOCK - 1) / PK_BLOCK;
	uint64_t after = -(uint64_t)quoted_end;

	while (i-- > 0) {
		uint64_t q = b[i].quote, before = after ^ -(uint64_t)(__builtin_popcountll(q) & 1);
		uint64_t ends = (b[i].lf | b[i].cr) & ~(pk_prefix_xor(q) ^ before);

		if (ends)
			return w->front + i * PK_BLOCK + 64 - (size_t)__builtin_clzll(ends);
		after = before;
	}
	return 0;
}

/* --- byte by byte --- */

enum state { FIELD, PLAIN, QUOTED, CLOSED };

/* The state behind c; `wrong` when a quote or what follows one may not stand here. */
static enum state
next_state(enum state s, unsigned char c, unsigned char delim, bool *wrong)
{
	switch (s) {
	case QUOTED:
		return c == '"' ? CLOSED : QUOTED;
	case CLOSED:
		*wrong = c != '"' && c != delim;
		return c == '"' ? QUOTED : FIELD;
	case FIELD:
		return c == '"' ? QUOTED : c == delim ? FIELD : PLAIN;
	case PLAIN:
		*wrong = c == '"';
		return c == delim ? FIELD : PLAIN;
	}
	return s;
}

/* The line end at or behind `from`, or `end`. */
static size_t
find_line_end(const struct pk_worker *w, size_t from, size_t end)
{
	while (from < end && !is_line_end(w->buf[from]))
		from++;
	return from;
}

struct walk {
	size_t good;    /* good records since here not yet a piece */
	size_t start;   /* of the record */
	size_t end;     /* of the text; a line end stands there when it is the last block */
	enum state s;
};

/*
 * A bad record, what is wrong with it found at byte `at`.  false when its line
 * end is not in sight yet.
 */
static bool
bad_record(struct pk_worker *w, struct walk *k, enum pk_bad what, size_t at)
{
	struct pk_fast *f = w->f;
	size_t stop = find_line_end(w, at, k->end);

	add_piece(w, k->good, k->start, PK_BAD_MAX, 0, false, false);
	if (stop == k->end) {
		/* Told by and by, so that it is never held whole. */
		add_piece(w, k->start, k->end, what, at - k->start, true, false);
		f->skipping = true;
		return false;
	}
	/* The limit may be passed between a CR and its LF. */
	add_piece(w, k->start, stop - (stop == at && w->buf[at] == '\n' && w->buf[at - 1] == '\r'), what,
	    at - k->start, true, true);
	k->good = k->start = stop + 1;
	k->s = FIELD;
	return true;
}

/* One record from k->start on; false when the text ends before it does. */
static bool
walk_record(struct pk_worker *w, struct walk *k)
{
	const unsigned char *p = w->buf, delim = (unsigned char)w->f->t->delim;
	size_t i, text = k->end - w->last; /* the line end added to the last block is none of it */
	bool wrong = false;

	k->s = FIELD;
	for (i = k->start; i < k->end; i++) {
		if (is_line_end(p[i]) && k->s != QUOTED) {
			k->start = i + 1;
			return true;
		}
		if (i == text)
			return false;
		if (i - k->start >= w->f->record_max)
			return bad_record(w, k, PK_BAD_LONG, i);
		k->s = next_state(k->s, p[i], delim, &wrong);
		if (wrong)
			return bad_record(w, k, PK_BAD_QUOTE, i);
	}
	return false;
}

static void
walk(struct pk_worker *w)
{
	struct pk_fast *f = w->f;
	struct walk k = {w->front - w->carried, w->front - w->carried, w->front + w->n, FIELD};
	size_t stop;

	if (f->skipping) {
		stop = find_line_end(w, k.start, k.end);
		f->skipping = stop == k.end;
		add_piece(w, k.start, stop, PK_BAD_LONG, 0, false, !f->skipping);
		k.good = k.start = f->skipping ? stop : stop + 1;
	}
	while (k.start < k.end && walk_record(w, &k))
		;
	if (f->skipping) {
		pk_buf_clear(&f->carry);
		f->quoted = f->dirty = false;
		return;
	}
	add_piece(w, k.good, k.start, PK_BAD_MAX, 0, false, false);
	if (w->last && k.start < k.end)
		add_piece(w, k.start, k.end - 1, PK_BAD_OPEN, k.end - 1 - k.start, true, true);
	else
		leave(w, k.start, k.s == QUOTED);
}

void
pk_fast_split(struct pk_worker *w)
{
	struct pk_fast *f = w->f;
	bool quoted_end = f->quoted ^ w->odd;
	size_t end = w->front + w->n;

	w->pieces.n = 0;
	w->dirty = w->dirty || f->dirty;
	if (f->skipping || w->wrong[f->quoted] || (w->last && quoted_end) ||
	    w->carried + w->n > f->record_max) {
		walk(w);
		return;
	}
	end = last_end(w, quoted_end);
	if (end)
		add_piece(w, w->front - w->carried, end, PK_BAD_MAX, 0, false, false);
	leave(w, end, quoted_end);
}
