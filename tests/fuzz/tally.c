/*
 * Differential fuzzing: totals by the bulk reader, its tables of what was seen and its groups,
 * against the strict reader and a plain map, on any rows: same groups, same exact sums, same bad
 * rows, same messages, same rejects.
 *
 *   clang -fsanitize=fuzzer,address ... tests/fuzz/tally.c     a fuzzer (make fuzz)
 *   tests/unit/tallyfuzz.c includes it
 *
 * The first eight bytes of the input choose the question and the options.
 */
#include "ledger/fast.h"
#include "score/tally.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { OPTION_BYTES = 8, COLUMNS = 4 };
static const char *const column[COLUMNS] = {"a", "b", "n", "d"};
static const char header[] = "a,b,n,d\n";

struct outcome {
	struct pk_buf groups, messages, rejects;
	uint64_t bad;
	int rc;
};

static void
note_message(void *ctx, const struct pk_diag *d)
{
	struct outcome *o = ctx;

	pk_buf_printf(&o->messages, "%zu:%zu: ", d->pos.line, d->pos.col);
	pk_diag_render(d, PK_EN, &o->messages);
	pk_buf_putc(&o->messages, '\n');
}

/* --- the question --- */

static const char *const filters[] = {"a=x", "a!=x|y", "b>=5", "n<2", "d>=2024-02-01", "b~x", "a!~y", "b=",
    "n=1.50", "a=~^x+$"};

struct question {
	struct pk_tally_spec spec;
	struct pk_where where[3];
};

static void
ask(const uint8_t *p, struct question *q)
{
	struct pk_tally_spec *s = &q->spec;
	struct pk_sink quiet = {0};
	size_t i;

	*q = (struct question){.spec = {.by = PK_M_KEY, .within = PK_NPOS, .extremes = true}};
	for (i = 0; i < COLUMNS; i++)
		if (p[0] >> i & 1)
			s->key[s->nkeys++] = pk_str(column[i]);
	/* So many that the last alone tell groups apart; more than are numbered. */
	if (p[0] >> 4 == 14)
		for (s->nkeys = 0; s->nkeys < 6; s->nkeys++)
			s->key[s->nkeys] = pk_str(column[s->nkeys < 4 ? 0 : s->nkeys - 3]);
	for (; p[0] >> 4 == 15 && s->nkeys < 10; s->nkeys++)
		s->key[s->nkeys] = pk_str(column[s->nkeys % 2]);
	for (i = 0; i < 3; i++)
		if (p[1] >> i & 1)
			s->sum[s->nsums++] = pk_str(column[(2 + i * 3) % COLUMNS]);
	s->period = (enum pk_period_kind)(p[1] >> 3 & 7) % (PK_P_YEAR + 1);
	s->date = PK_S("d");
	s->distinct = p[1] & 128 ? PK_S("b") : PK_S("");
	s->where = q->where;
	for (i = 0; i < 3; i++) {
		size_t k = p[2 + i] % 32;

		if (k < sizeof(filters) / sizeof(filters[0]))
			(void)pk_where_parse(pk_str(filters[k]), &q->where[s->nwhere++], &quiet);
	}
	if (p[5] & 1)
		(void)pk_where_parse(pk_str(filters[(p[5] >> 4) % 10]), &s->rate[s->nrates++], &quiet);
	s->memory = (p[5] & 14) == 14 ? 1 : 0;
	s->table.kind = PK_TABLE_ANY;
	s->table.delim = ',';
	s->table.encoding = "UTF-8"; /* the columns are always found */
	s->table.header = p[6] & 1 ? "a,b,n,d" : NULL;
	s->table.lenient = true;
	s->fast.threads = 1 + (p[7] >> 6);
	s->fast.chunk = (size_t[]){64, 128, 192, 448, 4096, 0}[p[7] % 6];
}

static void
forget(struct question *q)
{
	size_t i;

	for (i = 0; i < q->spec.nwhere; i++)
		pk_where_free(&q->where[i]);
	for (i = 0; i < q->spec.nrates; i++)
		pk_where_free(&q->spec.rate[i]);
}

/* --- the answer of tally --- */

static void
tell_acc(struct pk_buf *b, const struct pk_acc *a)
{
	struct pk_dec sum = {0}, lo = {a->min}, hi = {a->max};

	pk_buf_printf(b, " %ju", (uintmax_t)a->n);
	if (a->n == 0)
		return;
	pk_buf_putc(b, ':');
	if (pk_acc_sum(a, &sum) == 0)
		pk_dec_print(sum, b);
	pk_buf_putc(b, ':');
	pk_dec_print(lo, b);
	pk_buf_putc(b, ':');
	pk_dec_print(hi, b);
}

static void
tell_group(struct pk_buf *b, const struct pk_group *g, size_t naccs)
{
	size_t i;

	pk_buf_printf(b, "%u<%.*s> %ju %ju", (unsigned)g->nkey, (int)g->nkey, g->key, (uintmax_t)g->count,
	    (uintmax_t)g->distinct);
	for (i = 0; i < naccs; i++)
		tell_acc(b, &g->acc[i]);
	pk_buf_putc(b, '\n');
}

static void
by_tally(const char *path, const struct pk_tally_spec *spec, struct outcome *o)
{
	struct pk_sink sink = {note_message, o, {0}};
	struct pk_tally_row row;
	struct pk_tally t;

	pk_tally_init(&t, spec);
	o->rc = pk_tally_file(&t, path, &sink);
	o->bad = t.bad;
	if (o->rc == 0)
		o->rc = pk_tally_finish(&t, &sink);
	while (o->rc == 0 && pk_tally_next(&t, &row, &sink) > 0)
		tell_group(&o->groups, row.group, t.naccs);
	pk_tally_free(&t);
}

/* --- and of a clerk --- */

struct clerk {
	const struct pk_tally_spec *spec;
	struct pk_table t;
	struct pk_map map, pairs;
	PK_VEC(struct pk_group *) group;
	struct pk_arena arena;
	size_t at_key[PK_TALLY_KEYS_MAX], at_sum[PK_TALLY_SUMS_MAX], at_date, at_distinct;
	size_t at_where[3], at_rate[1];
};

static bool
is_header_row(const struct clerk *c, const struct pk_row *row)
{
	size_t i;

	for (i = 0; i < row->n; i++)
		if (!pk_str_eq(pk_cell_at(row, i), c->t.header.name[i]))
			return false;
	return true;
}

/* false: it has none, which is told. */
static bool
period_of(struct clerk *c, const struct pk_row *row, struct pk_buf *key)
{
	struct pk_str s = pk_cell_at(row, c->at_date);
	enum pk_period_kind kind = c->spec->period;
	struct pk_period p;
	struct pk_date d;

	if (pk_ledger_date(s, &d) == 0)
		p = pk_period_of(d, kind);
	else if (pk_period_parse(s, &p) != 0 || pk_period_widen(p, kind, &p) != 0) {
		pk_table_bad_cell(&c->t, row, c->at_date, PK_D_LEDGER_DATE, NULL);
		return false;
	}
	pk_period_print(p, key);
	return true;
}

static struct pk_group *
group_of(struct clerk *c, struct pk_str key)
{
	struct pk_map_entry *e = pk_map_get(&c->map, key);
	struct pk_group *g;

	if (e)
		return c->group.v[e->value];
	g = pk_arena_alloc(&c->arena, 1, sizeof(*g) + (PK_TALLY_ACCS_MAX) * sizeof(struct pk_acc));
	g->key = pk_arena_dup(&c->arena, key.p, key.n);
	g->nkey = (uint32_t)key.n;
	(void)pk_map_put(&c->map, pk_strn(g->key, g->nkey), c->group.n, NULL);
	PK_PUSH(&c->group, g);
	return g;
}

static void
count_pair(struct clerk *c, const struct pk_row *row, struct pk_group *g)
{
	struct pk_str v = pk_cell_at(row, c->at_distinct);
	struct pk_buf b = PK_BUF_INIT;
	bool added;

	if (c->spec->distinct.n == 0 || v.n == 0)
		return;
	pk_buf_printf(&b, "%u<", (unsigned)g->nkey);
	pk_buf_str(&b, pk_strn(g->key, g->nkey));
	pk_buf_str(&b, v);
	(void)pk_map_put(&c->pairs, pk_str_dup(&c->arena, pk_buf_view(&b)), 0, &added);
	g->distinct += added;
	pk_buf_free(&b);
}

static void
count_row(struct clerk *c, const struct pk_row *row)
{
	const struct pk_tally_spec *s = c->spec;
	struct pk_dec v[PK_TALLY_SUMS_MAX];
	struct pk_buf key = PK_BUF_INIT;
	struct pk_group *g;
	size_t i;

	for (i = 0; i < s->nwhere; i++)
		if (!pk_where_holds(&s->where[i], pk_cell_at(row, c->at_where[i])))
			return;
	if (s->table.header && is_header_row(c, row))
		return;
	for (i = 0; i < s->nsums; i++)
		if (pk_cell_at(row, c->at_sum[i]).n && pk_dec_parse(pk_cell_at(row, c->at_sum[i]), &v[i]) != 0) {
			pk_table_bad_cell(&c->t, row, c->at_sum[i], PK_D_TALLY_NUMBER, NULL);
			return;
		}
	for (i = 0; i < s->nkeys; i++) {
		if (i)
			pk_buf_putc(&key, '\xff');
		pk_buf_str(&key, pk_cell_at(row, c->at_key[i]));
	}
	if (s->period != PK_P_NONE && s->nkeys)
		pk_buf_putc(&key, '\xff');
	if (s->period == PK_P_NONE || period_of(c, row, &key)) {
		g = group_of(c, pk_buf_view(&key));
		g->count++;
		for (i = 0; i < s->nsums; i++)
			if (pk_cell_at(row, c->at_sum[i]).n)
				pk_acc_add(&g->acc[i], v[i].v);
		for (i = 0; i < s->nrates; i++)
			if (pk_cell_at(row, c->at_rate[i]).n)
				pk_acc_add(&g->acc[s->nsums + i],
				    pk_where_holds(&s->rate[i], pk_cell_at(row, c->at_rate[i])) ? PK_DEC_SCALE : 0);
		count_pair(c, row, g);
	}
	pk_buf_free(&key);
}

static int
by_key(const void *x, const void *y)
{
	const struct pk_group *a = *(struct pk_group *const *)x, *b = *(struct pk_group *const *)y;

	return pk_str_cmp(pk_strn(a->key, a->nkey), pk_strn(b->key, b->nkey));
}

static void
find_columns(struct clerk *c)
{
	const struct pk_tally_spec *s = c->spec;
	const struct pk_header *h = &c->t.header;
	size_t i;

	for (i = 0; i < s->nkeys; i++)
		c->at_key[i] = pk_header_find(h, s->key[i]);
	for (i = 0; i < s->nsums; i++)
		c->at_sum[i] = pk_header_find(h, s->sum[i]);
	for (i = 0; i < s->nwhere; i++)
		c->at_where[i] = pk_header_find(h, s->where[i].column);
	for (i = 0; i < s->nrates; i++)
		c->at_rate[i] = pk_header_find(h, s->rate[i].column);
	c->at_date = pk_header_find(h, PK_S("d"));
	c->at_distinct = pk_header_find(h, PK_S("b"));
}

static void
by_clerk(const char *path, const struct pk_tally_spec *spec, struct outcome *o)
{
	struct pk_sink sink = {note_message, o, {0}};
	struct clerk c = {.spec = spec};
	struct pk_row row;
	size_t i;

	o->rc = pk_table_open(&c.t, path, &spec->table, &sink) == 0 ? 1 : -1;
	if (o->rc > 0)
		find_columns(&c);
	while (o->rc > 0 && (o->rc = pk_table_next(&c.t, &row)) > 0)
		count_row(&c, &row);
	o->bad = c.t.bad;
	pk_table_close(&c.t);
	if (c.group.n)
		qsort(c.group.v, c.group.n, sizeof(*c.group.v), by_key);
	for (i = 0; i < c.group.n; i++)
		tell_group(&o->groups, c.group.v[i], spec->nsums + spec->nrates);
	pk_map_free(&c.map);
	pk_map_free(&c.pairs);
	pk_free(c.group.v);
	pk_arena_free(&c.arena);
}

/* --- the two --- */

static bool
same(const struct pk_buf *a, const struct pk_buf *b)
{
	return pk_str_eq(pk_buf_view(a), pk_buf_view(b));
}

static bool
agree(struct outcome *a, struct outcome *b)
{
	if (a->rc == b->rc && a->bad == b->bad && same(&a->groups, &b->groups) &&
	    same(&a->messages, &b->messages) && same(&a->rejects, &b->rejects))
		return true;
	/* A sum past all bounds is said by one of the two alone. */
	if (a->rc == 0 && b->rc != 0 && strstr(pk_buf_z(&b->messages), "tally-overflow"))
		return true;
	fprintf(stderr, "clerk: rc %d, %ju bad\n%s%s%s--\ntally: rc %d, %ju bad\n%s%s%s--\n", a->rc,
	    (uintmax_t)a->bad, pk_buf_z(&a->groups), pk_buf_z(&a->messages), pk_buf_z(&a->rejects), b->rc,
	    (uintmax_t)b->bad, pk_buf_z(&b->groups), pk_buf_z(&b->messages), pk_buf_z(&b->rejects));
	return false;
}

/* One file that every run writes anew; NULL: no more. */
static const char *
tally_file(const uint8_t *p, size_t n, bool with_header)
{
	static char path[64];
	static int fd = -1;
	size_t head = with_header ? sizeof(header) - 1 : 0;

	if (fd < 0) {
		(void)snprintf(path, sizeof(path), "%s/plankit-tally-XXXXXX",
		    access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
		fd = mkstemp(path);
		if (fd < 0)
			abort();
	}
	if (!p) {
		(void)unlink(path);
		(void)close(fd);
		fd = -1;
		return NULL;
	}
	if (ftruncate(fd, 0) != 0 || pwrite(fd, header, head, 0) != (ssize_t)head ||
	    pwrite(fd, p, n, (off_t)head) != (ssize_t)n)
		abort();
	return path;
}

/* false when the two differ. */
static bool
tally_one_input(const uint8_t *p, size_t n)
{
	struct outcome a = {.rc = 0}, b = {.rc = 0};
	struct pk_out rejects;
	struct question q;
	const char *path;
	bool ok;

	if (n < OPTION_BYTES)
		return true;
	ask(p, &q);
	path = tally_file(p + OPTION_BYTES, n - OPTION_BYTES, !q.spec.table.header);
	q.spec.table.rejects = &rejects;
	pk_out_memory(&rejects);
	by_clerk(path, &q.spec, &a);
	pk_buf_str(&a.rejects, pk_buf_view(&rejects.b));
	pk_out_abort(&rejects);
	pk_out_memory(&rejects);
	by_tally(path, &q.spec, &b);
	pk_buf_str(&b.rejects, pk_buf_view(&rejects.b));
	pk_out_abort(&rejects);
	ok = agree(&a, &b);
	pk_buf_free(&a.groups);
	pk_buf_free(&a.messages);
	pk_buf_free(&a.rejects);
	pk_buf_free(&b.groups);
	pk_buf_free(&b.messages);
	pk_buf_free(&b.rejects);
	forget(&q);
	return ok;
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	if (!tally_one_input(p, n))
		abort();
	return 0;
}
