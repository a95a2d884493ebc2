#include "report/tally.h"

/* Most columns that a tally can have. */
enum { COLS_MAX = 2 + PK_TALLY_KEYS_MAX + PK_TALLY_SUMS_MAX * PK_M_MEASURES };

/* By enum pk_measure. */
static const struct {
	const char *name, *title[PK_LANG_MAX];
	bool per_sum;  /* one for each column added up */
	bool rounded;  /* shown with the places asked for */
} measures[PK_M_MEASURES] = {
    [PK_M_COUNT] = {"count", {"count", "条数"}, false, false},
    [PK_M_SUM] = {"sum", {"sum", "合计"}, true, false},
    [PK_M_MEAN] = {"mean", {"mean", "平均"}, true, true},
    [PK_M_MIN] = {"min", {"min", "最小"}, true, false},
    [PK_M_MAX] = {"max", {"max", "最大"}, true, false},
    [PK_M_BLANK] = {"blank", {"blank", "空白"}, true, false},
    [PK_M_DISTINCT] = {"distinct", {"distinct", "不同值"}, false, false},
    [PK_M_SHARE] = {"share", {"share %", "占比%"}, true, true},
};

/* A column of the table. */
struct column {
	enum pk_measure m; /* PK_M_KEY: a key; PK_M_MEASURES: the rank */
	size_t i;          /* which key or sum */
	unsigned places;   /* decimals shown, for people */
};

struct view {
	const struct pk_tally *t;
	const struct pk_tally_view *v;
	struct pk_grid_col head[COLS_MAX];
	struct column col[COLS_MAX];
	size_t n;
	struct pk_arena arena;
};

int
pk_tally_show(struct pk_tally_view *v, const char *list, struct pk_sink *sink)
{
	struct pk_str rest = pk_str(list), one;
	size_t m;

	memset(v->show, 0, sizeof(v->show));
	while (pk_str_split(&rest, ',', &one)) {
		for (m = 0; m < PK_M_KEY; m++)
			if (pk_str_is(one, measures[m].name))
				break;
		if (m == PK_M_KEY) {
			char *z = pk_strndup(one.p, one.n);

			pk_diag(sink, PK_D_TALLY_MEASURE, PK_NOPOS, z, PK_MEASURES, NULL);
			pk_free(z);
			return -1;
		}
		v->show[m] = true;
	}
	return 0;
}

static void
add_column(struct view *w, enum pk_measure m, size_t i, const char *name, const char *en, const char *zh)
{
	struct pk_grid_col *h = &w->head[w->n];

	h->name = name;
	h->title[PK_EN] = en;
	h->title[PK_ZH] = zh;
	h->right = m != PK_M_KEY;
	w->col[w->n++] = (struct column){m, i, 0};
}

/* The name of a known column in a language; of another, the file's own. */
static const char *
column_name(struct view *w, enum pk_col col, const char *own, enum pk_lang lang)
{
	return PK_Z(&w->arena, pk_col_name(col, lang, pk_str(own)));
}

static void
add_keys(struct view *w)
{
	const struct pk_tally *t = w->t;
	size_t i;

	for (i = 0; i < t->spec.nkeys; i++) {
		const char *en = column_name(w, t->col_key[i], t->name_key[i], PK_EN);

		add_column(w, PK_M_KEY, i, en, t->name_key[i],
		    column_name(w, t->col_key[i], t->name_key[i], PK_ZH));
	}
	if (t->spec.period != PK_P_NONE)
		add_column(w, PK_M_KEY, i, "period", "period", "考核周期");
}

/* "sum", or "sum_points" where there are several. */
static void
add_measure(struct view *w, enum pk_measure m, size_t i)
{
	const struct pk_tally *t = w->t;
	struct pk_buf b = PK_BUF_INIT;
	const char *name[3];
	size_t k;

	for (k = 0; k < 3; k++) {
		enum pk_lang lang = k == 2 ? PK_ZH : PK_EN;

		pk_buf_clear(&b);
		pk_buf_puts(&b, k == 0 ? measures[m].name : measures[m].title[lang]);
		if (m == PK_M_DISTINCT && t->name_distinct)
			pk_buf_printf(&b, k ? " %s" : "_%s", t->name_distinct);
		else if (measures[m].per_sum && t->spec.nsums > 1)
			pk_buf_printf(&b, k ? " %s" : "_%s",
			    column_name(w, t->col_sum[i], t->name_sum[i], lang));
		name[k] = PK_Z(&w->arena, pk_buf_view(&b));
	}
	pk_buf_free(&b);
	add_column(w, m, i, name[0], name[1], name[2]);
}

static void
add_measures(struct view *w)
{
	size_t i, m;

	if (w->v->show[PK_M_COUNT])
		add_measure(w, PK_M_COUNT, 0);
	for (i = 0; i < w->t->spec.nsums; i++)
		for (m = 0; m < PK_M_KEY; m++)
			if (w->v->show[m] && measures[m].per_sum)
				add_measure(w, (enum pk_measure)m, i);
	if (w->v->show[PK_M_DISTINCT])
		add_measure(w, PK_M_DISTINCT, 0);
}

/* How many decimals v needs. */
static unsigned
places_of(struct pk_dec v)
{
	unsigned n = 9;

	while (n > 0 && v.v % 10 == 0) {
		v.v /= 10;
		n--;
	}
	return v.v == 0 ? 0 : n;
}

/* People read columns of numbers better when the points stand below each other. */
static void
find_places(struct view *w, size_t nrows)
{
	struct pk_dec d;
	size_t c, r;

	for (c = 0; c < w->n; c++) {
		struct column *col = &w->col[c];

		if (col->m >= PK_M_KEY)
			continue;
		if (measures[col->m].rounded)
			col->places = w->t->spec.places;
		for (r = 0; r < nrows && !measures[col->m].rounded; r++)
			if (pk_tally_measure(w->t, &w->t->row[r], col->m, col->i, &d) &&
			    places_of(d) > col->places)
				col->places = places_of(d);
	}
}

static bool
for_people(const struct view *w)
{
	return w->v->form == PK_FORM_TEXT || w->v->form == PK_FORM_MD;
}

static struct pk_str
number(const struct view *w, const struct column *c, struct pk_dec d, struct pk_buf *b)
{
	size_t from = b->n;

	if (for_people(w) || measures[c->m].rounded)
		pk_dec_print_fixed(d, c->places, b);
	else
		pk_dec_print(d, b);
	return pk_strn(NULL, b->n - from);
}

/* Cells of a row, text in b. */
static void
fill(const struct view *w, const struct pk_tally_row *r, struct pk_str *cell, struct pk_buf *b)
{
	struct pk_dec d;
	size_t c, at;

	pk_buf_clear(b);
	for (c = 0; c < w->n; c++) {
		const struct column *col = &w->col[c];

		cell[c] = PK_S("");
		if (col->m == PK_M_KEY) {
			cell[c] = r->key[col->i];
		} else if (col->m == PK_M_MEASURES) {
			cell[c].n = b->n;
			pk_buf_printf(b, "%ju", (uintmax_t)r->rank);
			cell[c] = pk_strn(NULL, b->n - cell[c].n);
		} else if (pk_tally_measure(w->t, r, col->m, col->i, &d)) {
			cell[c] = number(w, col, d, b);
		}
	}
	/* Only now does the buffer stand still. */
	for (c = 0, at = 0; c < w->n; c++)
		if (!cell[c].p) {
			cell[c].p = b->p + at;
			at += cell[c].n;
		}
}

void
pk_tally_print(const struct pk_tally *t, const struct pk_tally_view *v, struct pk_out *out)
{
	struct view w = {.t = t, .v = v};
	struct pk_str cell[COLS_MAX];
	struct pk_buf b = PK_BUF_INIT;
	size_t r, nrows = v->top && v->top < t->nrows ? v->top : t->nrows;
	struct pk_grid g;

	if (v->rank)
		add_column(&w, PK_M_MEASURES, 0, "rank", "rank", "名次");
	add_keys(&w);
	add_measures(&w);
	find_places(&w, nrows);
	pk_grid_init(&g, w.head, w.n, v->form, v->lang, out);
	for (r = 0; r < nrows && v->form == PK_FORM_TEXT; r++) {
		fill(&w, &t->row[r], cell, &b);
		pk_grid_measure(&g, cell);
	}
	pk_grid_head(&g);
	for (r = 0; r < nrows; r++) {
		fill(&w, &t->row[r], cell, &b);
		pk_grid_row(&g, cell);
	}
	pk_grid_foot(&g);
	pk_grid_free(&g);
	pk_buf_free(&b);
	pk_arena_free(&w.arena);
}

int
pk_tally_run(const struct pk_tally_job *job, struct pk_out *out, struct pk_sink *sink)
{
	struct pk_tally t;
	size_t i;
	int rc = 0;

	pk_tally_init(&t, &job->spec);
	for (i = 0; i == 0 || i < job->nfiles; i++)
		rc |= pk_tally_file(&t, job->nfiles ? job->file[i] : "-", sink);
	if (rc == 0)
		rc = pk_tally_finish(&t, sink);
	if (rc == 0 && sink->count[PK_ERROR] > 0) {
		pk_diag(sink, PK_D_TALLY_NO_OUTPUT, PK_NOPOS, PK_NUM(t.bad), NULL);
		rc = -1;
	}
	if (rc == 0)
		pk_tally_print(&t, &job->view, out);
	pk_tally_free(&t);
	return rc;
}
