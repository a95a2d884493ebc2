#include "deadline/tally.h"

#include <stdlib.h>

void
pk_dl_init(struct pk_dl_tally *d, const struct pk_dl_opts *opts)
{
	*d = (struct pk_dl_tally){.opts = *opts, .sorter = pk_sorter_new(0)};
}

static struct pk_dl_unit *
unit(struct pk_dl_tally *d, struct pk_str name)
{
	struct pk_map_entry *e = pk_map_get(&d->index, name);

	if (!e) {
		struct pk_dl_unit u = {.name = pk_str_dup(&d->arena, name)};

		e = pk_map_put(&d->index, u.name, d->units.n, NULL);
		PK_PUSH(&d->units, u);
	}
	return &d->units.v[e->value];
}

/* Sorts the worst state first, then what has waited longest or is nearest. */
static struct pk_str
sort_key(const struct pk_dl_task *k, char out[9])
{
	/* No two dates are 2^32 days apart. */
	uint64_t far = (uint64_t)(k->days > 0 ? INT64_C(1) << 32 : 0) + (uint64_t)-k->days;
	int i;

	out[0] = (char)('0' + PK_DL_MAX - k->state);
	for (i = 0; i < 8; i++)
		out[1 + i] = (char)(far >> (56 - 8 * i) & 0xff);
	return pk_strn(out, 9);
}

struct fixed {
	enum pk_dl_state state;
	struct pk_date due;
	int64_t days;
	struct pk_dl_lead lead;
};

/* A task as bytes: what is fixed, then its words, NUL behind each (cells hold none). */
static int
keep(struct pk_dl_tally *d, const struct pk_dl_task *k, struct pk_sink *sink)
{
	const struct pk_str words[] = {k->id, k->campaign, k->title, k->unit};
	struct fixed f = {k->state, k->due, k->days, k->lead};
	struct pk_buf b = PK_BUF_INIT;
	char key[9];
	size_t i;
	int rc;

	pk_buf_add(&b, &f, sizeof(f));
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		pk_buf_str(&b, words[i]);
		pk_buf_putc(&b, '\0');
	}
	rc = pk_sorter_add(d->sorter, sort_key(k, key), pk_buf_view(&b), sink);
	pk_buf_free(&b);
	return rc;
}

/* T-012#2023-W18; a row without a number is named by its line. */
static struct pk_str
name(const struct pk_dl_task *k, size_t line, struct pk_buf *b)
{
	pk_buf_clear(b);
	if (k->id.n > 0)
		pk_buf_str(b, k->id);
	else
		pk_buf_printf(b, "#%zu", line);
	if (k->occurrence[0])
		pk_buf_printf(b, "#%s", k->occurrence);
	return pk_buf_view(b);
}

static int
count(struct pk_dl_tally *d, const struct pk_dl_task *k, struct pk_sink *sink)
{
	struct pk_dl_unit *u = unit(d, k->unit);

	d->count[k->state]++;
	u->count[k->state]++;
	if (k->state == PK_DL_OVERDUE && k->days > u->most)
		u->most = k->days;
	if (k->state < PK_DL_SOON)
		return 0;
	if (d->count[PK_DL_SOON] + d->count[PK_DL_TODAY] + d->count[PK_DL_OVERDUE] == 1)
		d->campaign = pk_str_dup(&d->arena, k->campaign);
	else if (!pk_str_eq(d->campaign, k->campaign))
		d->campaigns = true;
	if (d->found)
		d->found(d->ctx, k);
	return keep(d, k, sink);
}

int
pk_dl_read(struct pk_dl_tally *d, struct pk_table *t)
{
	struct pk_row row;
	struct pk_dl_task k;
	struct pk_buf id = PK_BUF_INIT;
	int rc;

	while ((rc = pk_table_next(t, &row)) > 0) {
		if (pk_dl_judge(t, &row, &d->opts, &k) <= 0)
			continue;
		k.id = name(&k, row.line, &id);
		if (count(d, &k, t->sink) != 0) {
			rc = -1;
			break;
		}
	}
	pk_buf_free(&id);
	return rc;
}

int
pk_dl_next(struct pk_dl_tally *d, struct pk_dl_task *out, struct pk_sink *sink)
{
	struct pk_str key, value;
	struct pk_str *const words[] = {&out->id, &out->campaign, &out->title, &out->unit};
	struct fixed f;
	size_t i;
	int rc = pk_sorter_next(d->sorter, &key, &value, sink);

	if (rc <= 0)
		return rc;
	memcpy(&f, value.p, sizeof(f));
	*out = (struct pk_dl_task){.state = f.state, .due = f.due, .days = f.days, .lead = f.lead};
	value = pk_str_sub(value, sizeof(f), value.n);
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		(void)pk_str_split(&value, '\0', words[i]);
	return 1;
}

static int
cmp_units(const void *a, const void *b)
{
	const struct pk_dl_unit *x = a, *y = b;
	int s;

	for (s = PK_DL_MAX - 1; s >= PK_DL_SOON; s--)
		if (x->count[s] != y->count[s])
			return x->count[s] > y->count[s] ? -1 : 1;
	return pk_str_cmp(x->name, y->name);
}

void
pk_dl_sort_units(struct pk_dl_tally *d)
{
	if (d->units.n > 0)
		qsort(d->units.v, d->units.n, sizeof(*d->units.v), cmp_units);
}

void
pk_dl_free(struct pk_dl_tally *d)
{
	pk_sorter_free(d->sorter);
	pk_map_free(&d->index);
	pk_free(d->units.v);
	pk_arena_free(&d->arena);
}
