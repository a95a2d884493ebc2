#include "report/tally.h"

#include <stdlib.h>

/* Most columns that a tally can have. */
enum { COLS_MAX = 8 + PK_TALLY_KEYS_MAX + PK_TALLY_SUMS_MAX * PK_M_MEASURES };

/* What a measure is of, one column for each. */
enum of { OF_GROUP, OF_SUM, OF_RATE, OF_RATIO };

/* By enum pk_measure. */
static const struct {
	const char *name, *title[PK_LANG_MAX];
	enum of of;
	bool rounded; /* shown with the places asked for */
} measures[PK_M_MEASURES] = {
    [PK_M_COUNT] = {"count", {"count", "条数"}, OF_GROUP, false},
    [PK_M_SUM] = {"sum", {"sum", "合计"}, OF_SUM, false},
    [PK_M_MEAN] = {"mean", {"mean", "平均"}, OF_SUM, true},
    [PK_M_MIN] = {"min", {"min", "最小"}, OF_SUM, false},
    [PK_M_MAX] = {"max", {"max", "最大"}, OF_SUM, false},
    [PK_M_BLANK] = {"blank", {"blank", "空白"}, OF_SUM, false},
    [PK_M_SHARE] = {"share", {"share %", "占比%"}, OF_SUM, true},
    [PK_M_YES] = {"yes", {"yes", "符合"}, OF_RATE, false},
    [PK_M_OF] = {"of", {"of", "有效"}, OF_RATE, false},
    [PK_M_UNKNOWN] = {"unknown", {"blank", "未填"}, OF_RATE, false},
    [PK_M_RATE] = {"rate", {"rate %", "比率%"}, OF_RATE, true},
    [PK_M_RATIO] = {"ratio", {"ratio %", "完成率%"}, OF_RATIO, true},
    [PK_M_DISTINCT] = {"distinct", {"distinct", "不同值"}, OF_GROUP, false},
    [PK_M_CHANGE] = {"change", {"change", "较上期"}, OF_GROUP, false},
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

/* What a measure is of, in a language, where the heading must say it; NULL: it need not. */
static const char *
object(struct view *w, enum pk_measure m, size_t i, enum pk_lang lang)
{
	const struct pk_tally *t = w->t;
	struct pk_buf b = PK_BUF_INIT;
	const char *z;

	if (m == PK_M_DISTINCT)
		return t->name_distinct;
	if (measures[m].of == OF_SUM && t->spec.nsums > 1)
		return column_name(w, t->col_sum[i], t->name_sum[i], lang);
	if (measures[m].of == OF_RATE && t->spec.nrates > 1)
		return column_name(w, t->col_rate[i], t->name_rate[i], lang);
	if (measures[m].of != OF_RATIO || t->spec.nratios < 2)
		return NULL;
	pk_buf_printf(&b, "%s_%s", t->name_sum[t->spec.ratio[i].part], t->name_sum[t->spec.ratio[i].whole]);
	z = PK_Z(&w->arena, pk_buf_view(&b));
	pk_buf_free(&b);
	return z;
}

/* "sum", or "sum_points" where there are several. */
static void
add_measure(struct view *w, enum pk_measure m, size_t i)
{
	struct pk_buf b = PK_BUF_INIT;
	const char *name[3];
	size_t k;

	for (k = 0; k < 3; k++) {
		enum pk_lang lang = k == 2 ? PK_ZH : PK_EN;
		const char *of = object(w, m, i, lang);

		pk_buf_clear(&b);
		pk_buf_puts(&b, k == 0 ? measures[m].name : measures[m].title[lang]);
		if (of)
			pk_buf_printf(&b, k ? " %s" : "_%s", of);
		name[k] = PK_Z(&w->arena, pk_buf_view(&b));
	}
	pk_buf_free(&b);
	add_column(w, m, i, name[0], name[1], name[2]);
}

static void
add_measures_of(struct view *w, enum of of, size_t n)
{
	size_t i, m;

	for (i = 0; i < n; i++)
		for (m = 0; m < PK_M_KEY; m++)
			if (w->v->show[m] && measures[m].of == of && m != PK_M_COUNT)
				add_measure(w, (enum pk_measure)m, i);
}

static void
add_measures(struct view *w)
{
	if (w->v->show[PK_M_COUNT])
		add_measure(w, PK_M_COUNT, 0);
	add_measures_of(w, OF_SUM, w->t->spec.nsums);
	add_measures_of(w, OF_RATE, w->t->spec.nrates);
	add_measures_of(w, OF_RATIO, w->t->spec.nratios);
	add_measures_of(w, OF_GROUP, 1);
}

/* A change has the places of what changes. */
static bool
is_rounded(const struct view *w, enum pk_measure m)
{
	return measures[m].rounded || (m == PK_M_CHANGE && measures[pk_tally_base(w->t)].rounded);
}

/* People read columns of numbers better when the points stand below each other. */
static void
find_places(struct view *w)
{
	size_t c;

	for (c = 0; c < w->n; c++) {
		struct column *col = &w->col[c];

		if (col->m >= PK_M_KEY)
			continue;
		if (is_rounded(w, col->m))
			col->places = w->t->spec.places;
		else if (col->m == PK_M_SUM || col->m == PK_M_MIN || col->m == PK_M_MAX)
			col->places = w->t->decimals[col->i];
		else if (col->m == PK_M_CHANGE && w->t->spec.nsums)
			col->places = w->t->decimals[0];
	}
}

static bool
for_people(const struct view *w)
{
	return w->v->form == PK_FORM_TEXT || w->v->form == PK_FORM_MD || w->v->page != PK_PAGE_NONE;
}

static struct pk_str
number(const struct view *w, const struct column *c, struct pk_dec d, struct pk_buf *b)
{
	size_t from = b->n;

	if (for_people(w) || is_rounded(w, c->m))
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

static int
print_rows(struct view *w, struct pk_grid *g, void (*print)(struct pk_grid *, const struct pk_str *),
    struct pk_tally *t, struct pk_sink *sink)
{
	struct pk_str cell[COLS_MAX];
	struct pk_buf b = PK_BUF_INIT;
	struct pk_tally_row row;
	uint64_t n = 0;
	int rc;

	while ((rc = pk_tally_next(t, &row, sink)) > 0) {
		/* All come, so that they can come again. */
		if (w->v->top && n++ >= w->v->top)
			continue;
		fill(w, &row, cell, &b);
		print(g, cell);
	}
	pk_buf_free(&b);
	return rc;
}

/* --- the page --- */

/* A row of the page, and the values of its key in all periods. */
struct shown {
	struct pk_chart_row row;
	struct pk_str key, period; /* the key without its period */
};

struct page {
	struct view *w;
	struct pk_chart c;
	PK_VEC(struct shown) shown;
	struct pk_map periods;      /* name -> number, in the order of coming */
	struct pk_map keys;         /* key -> place in points */
	PK_VEC(struct pk_str) period;
	PK_VEC(struct pk_point) point; /* of key i in period p: [i * PERIODS_MAX + p] */
};

enum { PERIODS_MAX = 64 /* periods of a sparkline: five years of months */ };

static struct pk_str
name_of(struct page *p, const struct pk_tally_row *r)
{
	size_t i, n = p->w->t->spec.nkeys;
	struct pk_buf b = PK_BUF_INIT;
	struct pk_str out;

	for (i = 0; i < n; i++) {
		pk_buf_puts(&b, i ? " · " : "");
		pk_buf_str(&b, r->key[i]);
	}
	out = pk_str_dup(&p->c.arena, pk_buf_view(&b));
	pk_buf_free(&b);
	return out;
}

/* Notes the value of a key in a period. */
static void
note_point(struct page *p, const struct shown *s, const struct pk_tally_row *r)
{
	struct pk_map_entry *period, *key;
	struct pk_point none = {false, {0}};
	bool added;
	size_t i;

	period = pk_map_put(&p->periods, s->period, p->periods.n, &added);
	if (added)
		PK_PUSH(&p->period, s->period);
	key = pk_map_put(&p->keys, s->key, p->keys.n, &added);
	for (i = 0; added && i < PERIODS_MAX; i++)
		PK_PUSH(&p->point, none);
	if (period->value < PERIODS_MAX)
		p->point.v[key->value * PERIODS_MAX + period->value] = (struct pk_point){r->has_by, r->by};
}

static void
show_row(struct page *p, const struct pk_tally_row *r, const struct pk_str *cell)
{
	const struct pk_tally *t = p->w->t;
	struct shown s = {.key = name_of(p, r)};
	struct pk_str *own = PK_NEWN(&p->c.arena, p->w->n, struct pk_str);
	struct column by = {pk_tally_base(t), 0, 0};
	struct pk_buf b = PK_BUF_INIT;
	size_t c;

	for (c = 0; c < p->w->n; c++) {
		own[c] = pk_str_dup(&p->c.arena, cell[c]);
		if (p->w->col[c].m == by.m && p->w->col[c].i == 0)
			by.places = p->w->col[c].places;
	}
	(void)number(p->w, &by, r->by, &b);
	s.row = (struct pk_chart_row){.name = s.key, .value = pk_str_dup(&p->c.arena, pk_buf_view(&b)),
	    .size = r->by, .cell = own};
	if (t->spec.period != PK_P_NONE) {
		s.period = pk_str_dup(&p->c.arena, r->key[t->nkeys - 1]);
		note_point(p, &s, r);
	}
	PK_PUSH(&p->shown, s);
	pk_buf_free(&b);
}

static int
by_name(const void *a, const void *b)
{
	return pk_str_cmp(*(const struct pk_str *)a, *(const struct pk_str *)b);
}

/* The points of a key in the order of time. */
static const struct pk_point *
in_time(struct page *p, struct pk_str key)
{
	struct pk_point *out = PK_NEWN(&p->c.arena, p->c.npoints, struct pk_point);
	size_t i, at = pk_map_get(&p->keys, key)->value;

	for (i = 0; i < p->c.npoints; i++) {
		size_t n = pk_map_get(&p->periods, p->c.point[i])->value;

		if (n < PERIODS_MAX)
			out[i] = p->point.v[at * PERIODS_MAX + n];
	}
	return out;
}

/* The rows of the last period, each with its history; without periods, all rows. */
static void
settle_page(struct page *p)
{
	struct pk_chart *c = &p->c;
	size_t i, top = p->w->v->top;

	if (p->period.n > 0)
		qsort(p->period.v, p->period.n, sizeof(*p->period.v), by_name);
	c->point = p->period.v;
	c->npoints = p->period.n < PERIODS_MAX ? p->period.n : PERIODS_MAX;
	c->row = PK_NEWN(&c->arena, p->shown.n, struct pk_chart_row);
	for (i = 0; i < p->shown.n; i++) {
		struct shown *s = &p->shown.v[i];

		if ((c->npoints && !pk_str_eq(s->period, c->point[c->npoints - 1])) || (top && c->nrows == top))
			continue;
		if (c->npoints)
			s->row.series = in_time(p, s->key);
		c->row[c->nrows++] = s->row;
	}
	if (c->npoints)
		c->lead = c->point[c->npoints - 1];
}

static int
print_page(struct view *w, struct pk_tally *t, struct pk_out *out, struct pk_sink *sink)
{
	struct page p = {.w = w, .c = {.lang = w->v->lang, .col = w->head, .ncols = w->n}};
	struct pk_str cell[COLS_MAX];
	struct pk_buf b = PK_BUF_INIT;
	struct pk_tally_row row;
	int rc;

	p.c.title = pk_str(w->v->title ? w->v->title : w->v->lang == PK_ZH ? "统计排名" : "Totals and ranks");
	while ((rc = pk_tally_next(t, &row, sink)) > 0) {
		fill(w, &row, cell, &b);
		show_row(&p, &row, cell);
	}
	if (rc == 0) {
		settle_page(&p);
		if (w->v->page == PK_PAGE_SVG)
			pk_chart_svg(&p.c, out);
		else
			pk_chart_html(&p.c, out);
	}
	pk_buf_free(&b);
	pk_map_free(&p.periods);
	pk_map_free(&p.keys);
	pk_free(p.period.v);
	pk_free(p.point.v);
	pk_free(p.shown.v);
	pk_arena_free(&p.c.arena);
	return rc;
}

int
pk_tally_print(struct pk_tally *t, const struct pk_tally_view *v, struct pk_out *out, struct pk_sink *sink)
{
	struct view w = {.t = t, .v = v};
	struct pk_grid g;
	int rc = 0;

	if (v->rank)
		add_column(&w, PK_M_MEASURES, 0, "rank", "rank", "名次");
	add_keys(&w);
	add_measures(&w);
	find_places(&w);
	if (v->page != PK_PAGE_NONE) {
		rc = print_page(&w, t, out, sink);
		pk_arena_free(&w.arena);
		return rc;
	}
	pk_grid_init(&g, w.head, w.n, v->form, v->lang, out);
	if (v->form == PK_FORM_TEXT) {
		rc = print_rows(&w, &g, pk_grid_measure, t, sink);
		if (rc == 0)
			rc = pk_tally_again(t, sink);
	}
	if (rc == 0) {
		pk_grid_head(&g);
		rc = print_rows(&w, &g, pk_grid_row, t, sink);
		pk_grid_foot(&g);
	}
	pk_grid_free(&g);
	pk_arena_free(&w.arena);
	return rc;
}

int
pk_tally_run(const struct pk_tally_job *job, struct pk_out *out, struct pk_sink *sink)
{
	struct pk_tally_spec spec = job->spec;
	struct pk_tally t;
	size_t i;
	int rc = 0;

	/* Partial results have them for whoever merges. */
	spec.extremes = job->partial || job->view.show[PK_M_MIN] || job->view.show[PK_M_MAX] ||
	                spec.by == PK_M_MIN || spec.by == PK_M_MAX;
	spec.twice = job->view.form == PK_FORM_TEXT && job->view.page == PK_PAGE_NONE;
	if (job->view.page != PK_PAGE_NONE && spec.period != PK_P_NONE && spec.within == PK_NPOS)
		spec.within = spec.nkeys; /* the page shows one period */
	pk_tally_init(&t, &spec);
	for (i = 0; i == 0 || i < job->nfiles; i++) {
		const char *path = job->nfiles ? job->file[i] : "-";

		rc |= job->merge ? pk_tally_merge(&t, path, sink) : pk_tally_file(&t, path, sink);
	}
	if (rc == 0 && sink->count[PK_ERROR] > 0) {
		pk_diag(sink, PK_D_TALLY_NO_OUTPUT, PK_NOPOS, PK_NUM(t.bad), NULL);
		rc = -1;
	}
	if (rc == 0)
		rc = job->partial ? pk_tally_partial(&t, out, sink) : pk_tally_finish(&t, sink);
	if (rc == 0 && !job->partial)
		rc = pk_tally_print(&t, &job->view, out, sink);
	pk_tally_free(&t);
	return rc;
}
