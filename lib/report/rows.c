#include "report/rows.h"

void
pk_rows_column(struct pk_rows *t, bool right, const char *name, const char *en, const char *zh)
{
	t->col[t->ncols++] = (struct pk_grid_col){name, {en, zh}, right, 0};
}

void
pk_rows_begin(struct pk_rows *t, struct pk_out *out)
{
	pk_grid_init(&t->grid, t->col, t->ncols, t->form, t->lang, out);
}

void
pk_rows_text(struct pk_rows *t, struct pk_str s)
{
	t->cell[t->ncells++] = s;
}

void
pk_rows_buffered(struct pk_rows *t)
{
	pk_rows_text(t, pk_str_dup(&t->a, pk_buf_view(&t->b)));
}

void
pk_rows_number(struct pk_rows *t, uint64_t n)
{
	pk_buf_clear(&t->b);
	pk_buf_printf(&t->b, "%ju", (uintmax_t)n);
	pk_rows_buffered(t);
}

void
pk_rows_date(struct pk_rows *t, struct pk_date d)
{
	pk_buf_clear(&t->b);
	if (d.y)
		pk_date_print(d, &t->b);
	pk_rows_buffered(t);
}

void
pk_rows_exact(struct pk_rows *t, struct pk_dec v)
{
	pk_buf_clear(&t->b);
	pk_dec_print(v, &t->b);
	pk_rows_buffered(t);
}

static void
done(struct pk_rows *t)
{
	pk_arena_free(&t->a);
	t->ncells = 0;
}

void
pk_rows_keep(struct pk_rows *t)
{
	pk_grid_keep(&t->grid, t->cell);
	done(t);
}

void
pk_rows_print(struct pk_rows *t)
{
	pk_grid_row(&t->grid, t->cell);
	done(t);
}

void
pk_rows_end(struct pk_rows *t)
{
	pk_grid_render(&t->grid);
	pk_rows_free(t);
}

void
pk_rows_free(struct pk_rows *t)
{
	pk_grid_free(&t->grid);
	pk_arena_free(&t->a);
	pk_buf_free(&t->b);
}
