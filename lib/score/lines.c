#include "score/lines.h"

#include <stdatomic.h>

struct counts {
	_Atomic uint64_t records, spanning;
};

static bool
spans(const char *p, size_t n)
{
	return n > 0 && (memchr(p, '\n', n) || memchr(p, '\r', n));
}

static int
count(void *ctx, const struct pk_fast_batch *b)
{
	struct counts *c = ctx;
	uint64_t spanning = 0;
	size_t r;

	for (r = 0; r < b->nrows; r++) {
		uint32_t from = b->start[r], to = b->sep[r * b->nfields + b->nfields - 1];

		spanning += spans((const char *)b->p + from, to - from);
	}
	c->records += b->nrows;
	c->spanning += spanning;
	return 0;
}

/* The line of the first one: by the strict reader, which knows the lines of good records. */
static int
locate(const char *path, const struct pk_table_opts *opts, struct pk_lines *out)
{
	struct pk_sink quiet = {0};
	struct pk_table t;
	struct pk_row row;
	int rc = pk_table_open(&t, path, opts, &quiet) == 0 ? 1 : -1;

	while (rc > 0 && out->line == 0 && (rc = pk_table_next(&t, &row)) > 0)
		if (spans(row.raw.p, row.raw.n))
			out->line = row.line;
	pk_table_close(&t);
	return rc < 0 ? -1 : 0;
}

int
pk_lines_check(const char *path, const struct pk_table_opts *opts, const struct pk_fast_opts *fast,
    struct pk_lines *out, struct pk_sink *sink)
{
	struct counts c = {0, 0};
	struct pk_table t;
	int rc = pk_table_open(&t, path, opts, sink);

	*out = (struct pk_lines){0};
	if (rc == 0)
		rc = pk_fast_run(&t, fast, count, &c);
	out->records = c.records;
	out->spanning = c.spanning;
	/* Standard input cannot be read twice. */
	if (rc == 0 && out->spanning > 0 && path && strcmp(path, "-") != 0)
		rc = locate(path, opts, out);
	pk_table_close(&t);
	return rc;
}

int
pk_lines_check_all(char *const *file, size_t n, const struct pk_table_opts *table,
    const struct pk_fast_opts *fast, struct pk_sink *sink)
{
	struct pk_lines l;
	int found = 0;
	size_t i;

	for (i = 0; i == 0 || i < n; i++) {
		const char *path = n ? file[i] : "-";

		if (pk_lines_check(path, table, fast, &l, sink) != 0)
			return -1;
		if (l.spanning == 0)
			continue;
		found++;
		pk_diag(sink, PK_D_TALLY_SPANS, PK_POS(pk_in_name(path), l.line), PK_NUM(l.spanning), PK_NUM(l.records),
		    NULL);
	}
	return found;
}
