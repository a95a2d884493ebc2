#include "ledger/table.h"

#include "text/utf8.h"

struct pk_str
pk_cell_at(const struct pk_row *row, size_t at)
{
	struct pk_str s = at < row->n ? row->field[at] : PK_S("");

	return pk_wide_trim(s);
}

struct pk_str
pk_cell(const struct pk_table *t, const struct pk_row *row, enum pk_col col)
{
	return pk_cell_at(row, t->header.at[col]);
}

int
pk_delim_parse(const char *text, char *out, struct pk_sink *sink)
{
	*out = '\0';
	if (!text)
		return 0;
	if (strcmp(text, "tab") == 0 || strcmp(text, "\\t") == 0)
		*out = '\t';
	else if (strlen(text) == 1 && !strchr("\"\r\n", *text) && (unsigned char)*text < 0x80)
		*out = *text;
	if (*out == '\0')
		pk_diag(sink, PK_D_LEDGER_DELIM, PK_NOPOS, text, NULL);
	return *out != '\0' ? 0 : -1;
}

char
pk_guess_delim(struct pk_str header)
{
	static const char marks[] = {',', '\t', ';'};
	size_t count[sizeof(marks)] = {0}, best = 0, i, k;
	bool quoted = false;

	for (i = 0; i < header.n; i++) {
		quoted ^= header.p[i] == '"';
		for (k = 0; k < sizeof(marks) && !quoted; k++)
			count[k] += header.p[i] == marks[k];
	}
	for (k = 1; k < sizeof(marks); k++)
		if (count[k] > count[best])
			best = k;
	return marks[best];
}

/* A walk over a record as it stands: which field, line and character an offset is in. */
struct spot {
	size_t field, line, col; /* field from 0, line and col from 1 */
	bool quoted;
};

static void
step(struct spot *at, struct pk_str raw, size_t i, char delim)
{
	unsigned char c = (unsigned char)raw.p[i];

	at->quoted ^= c == '"';
	if (c == '\n' || (c == '\r' && !(i + 1 < raw.n && raw.p[i + 1] == '\n'))) {
		at->line++;
		at->col = 1;
	} else if ((c & 0xc0) != 0x80) {
		at->col++;
	}
	if (!at->quoted && c == (unsigned char)delim)
		at->field++;
}

static struct spot
spot_of_offset(const struct pk_table *t, size_t line, struct pk_str raw, size_t offset)
{
	struct spot at = {0, line, 1, false};
	size_t i;

	for (i = 0; i < offset && i < raw.n; i++)
		step(&at, raw, i, t->delim);
	return at;
}

struct pk_pos
pk_row_pos(const struct pk_table *t, const struct pk_row *row, size_t field)
{
	struct spot at = {0, row->line, 1, false};
	size_t i;

	for (i = 0; i < row->raw.n && at.field < field; i++)
		step(&at, row->raw, i, t->delim);
	return (struct pk_pos){t->file, at.line, at.col};
}

/* The name of column i for a message; its number where the header has none. */
static const char *
column_name(struct pk_table *t, struct pk_arena *a, size_t i)
{
	char num[24];

	if (i < t->header.n && t->header.name[i].n > 0)
		return PK_Z(a, t->header.name[i]);
	return PK_Z(a, pk_str(pk_num(num, (int64_t)i + 1)));
}

static enum pk_severity
severity(const struct pk_table *t)
{
	return t->opts.lenient ? PK_WARNING : PK_ERROR;
}

static void
tell_fields(struct pk_table *t, struct pk_pos pos, size_t fields, struct pk_arena *a)
{
	bool few = fields < t->header.n;

	pk_diag_as(t->sink, severity(t), few ? PK_D_LEDGER_FEW : PK_D_LEDGER_MANY, pos,
	    PK_NUM(fields), PK_NUM(t->header.n), few ? column_name(t, a, fields) : NULL, NULL);
}

/* The bad record as a diagnostic. */
static void
tell(struct pk_table *t, enum pk_bad what, size_t line, struct pk_str raw, size_t offset,
    size_t fields)
{
	struct spot at = spot_of_offset(t, line, raw, offset);
	struct pk_pos here = {t->file, at.line, at.col}, start = PK_POS(t->file, line);
	struct pk_arena a = PK_ARENA_INIT;
	const char *name = column_name(t, &a, at.field);

	switch (what) {
	case PK_BAD_QUOTE:
		pk_diag_as(t->sink, severity(t), PK_D_LEDGER_QUOTE, here, name, NULL);
		break;
	case PK_BAD_OPEN:
		pk_diag_as(t->sink, severity(t), PK_D_LEDGER_OPEN_QUOTE, start, NULL);
		break;
	case PK_BAD_LONG:
		pk_diag_as(t->sink, severity(t), PK_D_LEDGER_LONG, start,
		    PK_NUM(t->opts.record_max), NULL);
		break;
	case PK_BAD_FIELDS:
		tell_fields(t, start, fields, &a);
		break;
	case PK_BAD_NUL:
		pk_diag_as(t->sink, severity(t), PK_D_LEDGER_NUL, here, name, NULL);
		break;
	case PK_BAD_ENCODING:
		pk_diag_as(t->sink, severity(t), PK_D_LEDGER_ENCODING, here, name,
		    pk_enc_name[t->encoding], NULL);
		break;
	case PK_BAD_MAX:
		break;
	}
	pk_arena_free(&a);
}

void
pk_table_note_bad(struct pk_table *t, enum pk_bad what, size_t line, struct pk_str raw,
    size_t offset, size_t fields)
{
	t->bad++;
	if (t->bad <= PK_BAD_SHOWN)
		tell(t, what, line, raw, offset, fields);
}

void
pk_table_aside(struct pk_table *t, struct pk_str raw)
{
	struct pk_out *o = t->opts.rejects;

	if (!o)
		return;
	if (!t->rejected && t->header_raw.n > 0) {
		pk_out_str(o, t->header_raw);
		pk_out_putc(o, '\n');
	}
	t->rejected = true;
	pk_out_str(o, raw);
}

void
pk_table_bad(struct pk_table *t, enum pk_bad what, size_t line, struct pk_str raw, size_t offset,
    size_t fields)
{
	pk_table_note_bad(t, what, line, raw, offset, fields);
	pk_table_aside(t, raw);
	pk_table_aside(t, PK_S("\n"));
}

void
pk_table_bad_cell(struct pk_table *t, const struct pk_row *row, size_t at, enum pk_diag_id id,
    const char *want)
{
	struct pk_arena a = PK_ARENA_INIT;
	bool again = t->last_bad_line == row->line;

	t->bad += !again;
	if (t->bad <= PK_BAD_SHOWN)
		pk_diag_as(t->sink, severity(t), id, pk_row_pos(t, row, at), column_name(t, &a, at),
		    PK_Z(&a, pk_cell_at(row, at)), want, NULL);
	if (!again) {
		pk_table_aside(t, row->raw);
		pk_table_aside(t, PK_S("\n"));
	}
	t->last_bad_line = row->line;
	pk_arena_free(&a);
}

void
pk_table_finish(struct pk_table *t)
{
	if (t->bad > PK_BAD_SHOWN && !t->finished)
		pk_diag_as(t->sink, severity(t), PK_D_LEDGER_MORE_BAD, PK_POS(t->file, 0),
		    PK_NUM(t->bad - PK_BAD_SHOWN), PK_NUM(t->bad), NULL);
	t->finished = true;
}

int
pk_cell_date(struct pk_table *t, const struct pk_row *row, enum pk_col col, struct pk_date *out)
{
	struct pk_str s = pk_cell(t, row, col);

	if (s.n == 0 || pk_ledger_date(s, out) == 0)
		return 0;
	pk_table_bad_cell(t, row, t->header.at[col], PK_D_LEDGER_DATE, NULL);
	return -1;
}

struct pk_str
pk_without_line_end(struct pk_str s)
{
	if (s.n > 0 && s.p[s.n - 1] == '\n')
		s.n--;
	if (s.n > 0 && s.p[s.n - 1] == '\r')
		s.n--;
	return s;
}
