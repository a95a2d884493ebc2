/* The strict reader over libcsv; see table.h for what it means. */
#include "ledger/table.h"

#include "ledger/source.h"
#include "text/utf8.h"

#include <csv.h>

struct span {
	size_t from, n;
};

struct pk_strict {
	struct pk_source src;
	struct csv_parser csv;
	struct pk_buf data;            /* the fields of the record, one behind the other */
	PK_VEC(struct span) fields;    /* where each is in it */
	PK_VEC(struct pk_str) views;
	size_t count;                  /* fields seen: may be more than are kept */
	size_t keep;                   /* no more than so many are kept */
	bool done;                     /* the record has ended */
	struct pk_buf raw;             /* the record as it stands, with its line end */
	size_t line;                   /* where it begins */
	size_t next_line;              /* where the next piece begins */
};

/* A piece of input that a record did not end with, and what is wrong with it. */
struct trouble {
	enum pk_bad what; /* PK_BAD_MAX: nothing */
	size_t offset;    /* byte of raw */
	bool whole;       /* the last piece had its line end */
};

static int
no_space(unsigned char c)
{
	(void)c;
	return 0;
}

static void *
csv_realloc(void *p, size_t n)
{
	return pk_realloc(p, n, 1);
}

/* Strict on both counts: without CSV_STRICT, CSV_STRICT_FINI alone does nothing (libcsv 3.0.3). */
static void
csv_start(struct pk_strict *r, char delim)
{
	(void)csv_init(&r->csv, CSV_STRICT | CSV_STRICT_FINI);
	csv_set_space_func(&r->csv, no_space);
	csv_set_realloc_func(&r->csv, csv_realloc);
	csv_set_free_func(&r->csv, pk_free);
	csv_set_blk_size(&r->csv, 4096);
	csv_set_delim(&r->csv, (unsigned char)delim);
}

static void
on_field(void *p, size_t n, void *ctx)
{
	struct pk_strict *r = ctx;
	struct span s = {r->data.n, n};

	if (r->count++ >= r->keep)
		return;
	pk_buf_add(&r->data, p, n);
	PK_PUSH(&r->fields, s);
}

static void
on_row(int c, void *ctx)
{
	struct pk_strict *r = ctx;

	(void)c;
	r->done = true;
}

/* Excel's own way to name the separator, as a first line: sep=; */
static bool
is_sep_line(struct pk_str line, char *delim)
{
	line = pk_without_line_end(line);
	if (line.n != 5 || !pk_str_starts(line, PK_S("sep=")))
		return false;
	*delim = line.p[4];
	return true;
}

static void
start_record(struct pk_strict *r)
{
	pk_buf_clear(&r->data);
	pk_buf_clear(&r->raw);
	r->fields.n = 0;
	r->count = 0;
	r->done = false;
	r->line = r->next_line;
}

/* Feeds pieces until a record is complete or bad: 1, 0 at the end, -1 on a read error. */
static int
feed(struct pk_table *t, struct trouble *tr)
{
	struct pk_strict *r = t->reader;
	struct pk_str piece;
	size_t before, used;
	int rc;

	start_record(r);
	while (!r->done) {
		if ((rc = pk_source_next(&r->src, &piece, &tr->whole, t->sink)) < 0)
			return -1;
		if (rc == 0) {
			if (csv_fini(&r->csv, on_field, on_row, r) != 0)
				*tr = (struct trouble){PK_BAD_OPEN, r->raw.n, true};
			return r->raw.n > 0;
		}
		r->next_line += tr->whole;
		if (r->raw.n == 0 && pk_without_line_end(piece).n == 0) {
			r->line = r->next_line; /* an empty line */
			continue;
		}
		if (t->delim == 0) {
			bool sep = t->opts.delim == 0 && is_sep_line(piece, &t->delim);

			if (!sep)
				t->delim = t->opts.delim ? t->opts.delim : pk_guess_delim(piece);
			csv_set_delim(&r->csv, (unsigned char)t->delim);
			if (sep) {
				r->line = r->next_line;
				continue;
			}
		}
		before = r->raw.n;
		pk_buf_str(&r->raw, piece);
		used = csv_parse(&r->csv, piece.p, piece.n, on_field, on_row, r);
		if (used < piece.n && before + used < t->opts.record_max) {
			tr->what = PK_BAD_QUOTE;
			tr->offset = before + used;
			return 1;
		}
		/* Where the limit is passed must not depend on how the text came in pieces. */
		if ((r->done ? pk_without_line_end(pk_buf_view(&r->raw)).n : r->raw.n) > t->opts.record_max) {
			tr->what = PK_BAD_LONG;
			tr->offset = t->opts.record_max;
			return 1;
		}
	}
	return 1;
}

/* Behind a bad record: on to the next line end, what is passed over put aside with it. */
static int
resync(struct pk_table *t, bool whole)
{
	struct pk_strict *r = t->reader;
	struct pk_str piece;
	int rc = 1;

	pk_table_aside(t, pk_without_line_end(pk_buf_view(&r->raw)));
	while (!whole && (rc = pk_source_next(&r->src, &piece, &whole, t->sink)) > 0) {
		r->next_line += whole;
		pk_table_aside(t, whole ? pk_without_line_end(piece) : piece);
	}
	pk_table_aside(t, PK_S("\n"));
	csv_free(&r->csv);
	csv_start(r, t->delim);
	return rc < 0 ? -1 : 0;
}

/* What is wrong with a complete record; PK_BAD_MAX: nothing. */
static enum pk_bad
judge(const struct pk_strict *r, struct pk_str raw, size_t want, size_t *offset)
{
	const char *nul = memchr(raw.p, '\0', raw.n);

	if (nul) {
		*offset = (size_t)(nul - raw.p);
		return PK_BAD_NUL;
	}
	*offset = pk_utf8_check(raw);
	if (*offset < raw.n)
		return PK_BAD_ENCODING;
	return want > 0 && r->count != want ? PK_BAD_FIELDS : PK_BAD_MAX;
}

/* The next record, good or bad: 1, 0 at the end, -1 on a read error; *bad says whether. */
static int
next_record(struct pk_table *t, struct pk_row *row, bool *bad)
{
	struct pk_strict *r = t->reader;
	struct trouble tr = {PK_BAD_MAX, 0, true};
	enum pk_bad what;
	size_t i;
	int rc = feed(t, &tr);

	*bad = false;
	if (rc <= 0)
		return rc;
	*row = (struct pk_row){NULL, r->fields.n, r->line, pk_without_line_end(pk_buf_view(&r->raw))};
	if (tr.what != PK_BAD_MAX) {
		*bad = true;
		pk_table_note_bad(t, tr.what, r->line, row->raw, tr.offset, 0);
		return resync(t, tr.whole) == 0 ? 1 : -1;
	}
	t->encoding = r->src.dec.enc; /* may become known late: see source.h */
	what = judge(r, row->raw, t->header.n, &tr.offset);
	if (what != PK_BAD_MAX) {
		*bad = true;
		pk_table_bad(t, what, r->line, row->raw, tr.offset, r->count);
		return 1;
	}
	r->views.n = 0;
	for (i = 0; i < r->fields.n; i++) {
		struct span s = r->fields.v[i];

		PK_PUSH(&r->views, pk_strn(r->data.p + s.from, s.n));
	}
	row->field = r->views.v;
	return 1;
}

/* A title above the header (附件1, 任务分解表): one cell with text, which names no column. */
static bool
is_title(const struct pk_table *t, const struct pk_row *row)
{
	size_t i, filled = 0, at = 0;

	for (i = 0; i < row->n; i++)
		if (pk_cell_at(row, i).n > 0) {
			filled++;
			at = i;
		}
	return filled == 1 && t->opts.kind != PK_TABLE_ANY && !t->opts.optional &&
	       !pk_col_is_named(t->opts.kind, row->field[at]);
}

/* The first record that is no title: 1, 0 when there is none, -1. */
static int
first_record(struct pk_table *t, struct pk_row *row)
{
	size_t titles = 0;
	bool bad;
	int rc;

	while ((rc = next_record(t, row, &bad)) > 0) {
		t->encoding = t->reader->src.dec.enc;
		if (bad)
			return -1;
		if (titles++ == PK_TITLES_MAX || !is_title(t, row))
			return 1;
		t->delim = '\0'; /* a title does not tell the separator */
	}
	if (rc == 0)
		pk_diag(t->sink, titles > 0 ? PK_D_LEDGER_NO_HEADER : PK_D_LEDGER_EMPTY, PK_POS(t->file, 0),
		    NULL);
	return rc;
}

static int
read_header(struct pk_table *t)
{
	struct pk_strict *r = t->reader;
	struct pk_row row;
	struct pk_pos pos;

	if (t->opts.header) {
		if (pk_source_prepend(&r->src, pk_str(t->opts.header), t->sink) != 0)
			return -1;
		r->next_line = 0;
	}
	if (first_record(t, &row) <= 0)
		return -1;
	pos = PK_POS(t->file, row.line);
	if (r->count > PK_FIELDS_MAX) {
		pk_diag(t->sink, PK_D_LEDGER_TOO_WIDE, pos, PK_NUM(PK_FIELDS_MAX), NULL);
		return -1;
	}
	t->header_line = row.line;
	t->header_raw = pk_str_dup(&t->arena, row.raw);
	t->data_offset = r->src.offset;
	t->data_line = r->next_line;
	if (pk_header_resolve(&t->header, t->opts.kind, row.field, row.n, pos, &t->arena, t->sink) != 0)
		return -1;
	r->keep = t->header.n;
	return t->opts.optional ? 0 : pk_header_require(&t->header, pos, t->sink);
}

int
pk_table_open(struct pk_table *t, const char *path, const struct pk_table_opts *opts,
    struct pk_sink *sink)
{
	*t = (struct pk_table){.file = pk_in_name(path), .opts = *opts, .sink = sink};
	if (t->opts.record_max == 0)
		t->opts.record_max = PK_RECORD_MAX;
	t->reader = pk_zalloc(1, sizeof(*t->reader));
	t->reader->next_line = 1;
	t->reader->keep = PK_FIELDS_MAX + 1;
	csv_start(t->reader, ',');
	if (pk_source_open(&t->reader->src, path, opts->encoding, sink) != 0)
		return -1;
	return read_header(t);
}

int
pk_table_next(struct pk_table *t, struct pk_row *row)
{
	bool bad = true;
	int rc = 1;

	while (rc > 0 && bad)
		rc = next_record(t, row, &bad);
	if (rc == 0)
		pk_table_finish(t);
	t->rows += rc > 0;
	return rc;
}

void
pk_table_close(struct pk_table *t)
{
	struct pk_strict *r = t->reader;

	if (r) {
		csv_free(&r->csv);
		pk_source_close(&r->src);
		pk_buf_free(&r->data);
		pk_buf_free(&r->raw);
		pk_free(r->fields.v);
		pk_free(r->views.v);
		pk_free(r);
	}
	t->reader = NULL;
	pk_arena_free(&t->arena);
}

struct pk_source *
pk_table_source(const struct pk_table *t)
{
	return &t->reader->src;
}
