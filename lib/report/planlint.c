#include "report/planlint.h"

static void
print_tsv(struct pk_planlint *r, const struct pk_diag *d, struct pk_buf *b)
{
	struct pk_str text;
	size_t k;

	pk_escape(b, pk_str(d->pos.file));
	pk_buf_printf(b, "\t%zu\t%s\t%s\t", d->pos.line, pk_severity_name(d->sev, PK_EN),
	    pk_diag_catalogue[d->id].id);
	pk_escape(b, pk_str(d->nargs ? d->arg[0] : ""));
	pk_buf_putc(b, '\t');
	/* The text without the item it begins with: that has its own column. */
	k = b->n;
	pk_diag_render(d, r->lang, b);
	text = pk_str_sub(pk_buf_view(b), k, b->n);
	if (d->nargs && pk_str_starts(text, pk_str(d->arg[0]))) {
		size_t skip = strlen(d->arg[0]);

		skip += pk_str_starts(pk_str_sub(text, skip, text.n), PK_S("：")) ? 3 : 2;
		memmove(b->p + k, b->p + k + skip, b->n - k - skip + 1);
		b->n -= skip;
	}
}

static void
emit(void *ctx, const struct pk_diag *d)
{
	struct pk_planlint *r = ctx;
	struct pk_buf b = PK_BUF_INIT;

	if (r->format == PK_PLANLINT_TSV)
		print_tsv(r, d, &b);
	else
		pk_diag_line(d, r->tool, r->lang, &b);
	pk_buf_putc(&b, '\n');
	pk_out_str(r->out, pk_buf_view(&b));
	pk_buf_free(&b);
}

void
pk_planlint(struct pk_planlint *r, const struct pk_node *plan)
{
	struct pk_sink sink = {emit, r, {0}};

	r->found += pk_lint(plan, &r->opts, &sink);
}
