/*
 * Partial results: lines that add up, in any order and any split (for GNU parallel,
 * Hadoop Streaming, cron jobs that each count a day).
 *
 *   KEY <tab> tally1:QUESTION <tab> COUNT [<tab> N:SUM:MIN:MAX]...     a group
 *   KEY <tab> tally1v:QUESTION <tab> VALUE                             a value of it
 *
 * The parts of a key stand with \| between them; \\ \t \n \r are what they are in
 * C.  Numbers are integers of billionths; SUM may have a second one, ^HIGH, that
 * counts 2^128.  QUESTION tells partial results of one question from those of another.
 */
#include "ledger/source.h"
#include "score/tally_work.h"

/* --- writing --- */

static void
put_escaped(struct pk_out *o, struct pk_str s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		switch (s.p[i]) {
		case '\\':
			pk_out_puts(o, "\\\\");
			break;
		case '\t':
			pk_out_puts(o, "\\t");
			break;
		case '\n':
			pk_out_puts(o, "\\n");
			break;
		case '\r':
			pk_out_puts(o, "\\r");
			break;
		case (char)PK_PART:
			pk_out_puts(o, "\\|");
			break;
		default:
			pk_out_putc(o, s.p[i]);
		}
}

static void
put_big(struct pk_out *o, pk_i128 v)
{
	__extension__ unsigned __int128 u = v < 0 ? -(unsigned __int128)v : (unsigned __int128)v;
	char digits[40];
	size_t n = 0;

	do {
		digits[n++] = (char)('0' + (int)(u % 10));
		u /= 10;
	} while (u);
	if (v < 0)
		pk_out_putc(o, '-');
	while (n > 0)
		pk_out_putc(o, digits[--n]);
}

static void
put_group(const struct pk_tally *t, const struct pk_group *g, const char *question, struct pk_out *o)
{
	size_t i;

	put_escaped(o, pk_strn(g->key, g->nkey));
	pk_out_printf(o, "\ttally1:%s\t%ju", question, (uintmax_t)g->count);
	for (i = 0; i < t->naccs; i++) {
		const struct pk_acc *a = &g->acc[i];

		pk_out_printf(o, "\t%ju:", (uintmax_t)a->n);
		put_big(o, a->sum);
		if (a->high)
			pk_out_printf(o, "^%jd", (intmax_t)a->high);
		pk_out_putc(o, ':');
		put_big(o, a->min);
		pk_out_putc(o, ':');
		put_big(o, a->max);
	}
	pk_out_putc(o, '\n');
}

/* What was asked, short: columns by name, and what is done with them. */
static void
describe(const struct pk_tally *t, struct pk_buf *b)
{
	const struct pk_tally_spec *s = &t->spec;
	size_t i;

	for (i = 0; i < s->nkeys; i++)
		pk_buf_printf(b, "k%.*s\n", PK_FMT(s->key[i]));
	for (i = 0; i < s->nsums; i++)
		pk_buf_printf(b, "s%.*s\n", PK_FMT(s->sum[i]));
	for (i = 0; i < s->nrates; i++)
		pk_buf_printf(b, "r%.*s %d %.*s\n", PK_FMT(s->rate[i].column), (int)s->rate[i].op,
		    PK_FMT(s->rate[i].value));
	for (i = 0; i < s->nwhere; i++)
		pk_buf_printf(b, "w%.*s %d %.*s\n", PK_FMT(s->where[i].column), (int)s->where[i].op,
		    PK_FMT(s->where[i].value));
	pk_buf_printf(b, "p%d %.*s\nd%.*s\n", (int)s->period, PK_FMT(s->date), PK_FMT(s->distinct));
}

static void
question_of(const struct pk_tally *t, char out[17])
{
	struct pk_buf b = PK_BUF_INIT, hex = PK_BUF_INIT;

	describe(t, &b);
	pk_buf_printf(&hex, "%016jx", (uintmax_t)pk_hash(b.p, b.n));
	memcpy(out, hex.p, 17);
	pk_buf_free(&b);
	pk_buf_free(&hex);
}

/* A value of a key, once. */
static void
put_pair(struct pk_str pair, const char *question, struct pk_out *o)
{
	size_t n = pair.n;

	while (n > 0 && (unsigned char)pair.p[n - 1] != PK_PAIR)
		n--;
	put_escaped(o, pk_str_sub(pair, 0, n - 1));
	pk_out_printf(o, "\ttally1v:%s\t", question);
	put_escaped(o, pk_str_sub(pair, n, pair.n));
	pk_out_putc(o, '\n');
}

static int
put_pairs(struct pk_tally *t, const char *question, struct pk_out *o, struct pk_sink *sink)
{
	struct pk_sorter *sorter = t->results->spilled.pairs, *own = NULL;
	const struct pk_groups *pairs = &t->results->pairs;
	struct pk_buf last = PK_BUF_INIT;
	struct pk_str pair, none;
	size_t i;
	int rc = 0;

	if (!sorter) {
		sorter = own = pk_sorter_new(t->spec.memory);
		for (i = 0; i < pairs->n && rc == 0; i++) {
			const struct pk_group *g = pk_groups_at(pairs, i);

			rc = pk_sorter_add(sorter, pk_strn(g->key, g->nkey), PK_S(""), sink);
		}
	}
	while (rc == 0 && (rc = pk_sorter_next(sorter, &pair, &none, sink)) > 0) {
		rc = 0;
		if (pk_str_eq(pair, pk_buf_view(&last)))
			continue;
		put_pair(pair, question, o);
		pk_buf_clear(&last);
		pk_buf_str(&last, pair);
	}
	pk_buf_free(&last);
	pk_sorter_free(own);
	return rc;
}

int
pk_tally_partial(struct pk_tally *t, struct pk_out *out, struct pk_sink *sink)
{
	const struct pk_group *g;
	char question[17];
	int rc;

	question_of(t, question);
	if (pk_results_gather_groups(t, sink) != 0)
		return -1;
	while ((rc = pk_results_next_group(t, &g, sink)) > 0)
		put_group(t, g, question, out);
	return rc != 0 ? -1 : put_pairs(t, question, out, sink);
}

/* --- reading --- */

/* Undoes put_escaped(); -1 when it is not of its making. */
static int
unescape(struct pk_str s, struct pk_buf *out)
{
	static const char from[] = "\\tnr|";
	static const char to[] = {'\\', '\t', '\n', '\r', (char)PK_PART};
	const char *hit;
	size_t i;

	for (i = 0; i < s.n; i++) {
		if (s.p[i] != '\\') {
			if ((unsigned char)s.p[i] >= PK_PAIR)
				return -1;
			pk_buf_putc(out, s.p[i]);
			continue;
		}
		hit = ++i < s.n && s.p[i] ? strchr(from, s.p[i]) : NULL;
		if (!hit)
			return -1;
		pk_buf_putc(out, to[hit - from]);
	}
	return 0;
}

static int
take_u64(struct pk_str s, uint64_t *out)
{
	int64_t v;

	if (pk_str_int(s, 0, INT64_MAX, &v) != 0)
		return -1;
	*out = (uint64_t)v;
	return 0;
}

static int
take_big(struct pk_str s, pk_i128 *out)
{
	bool neg = s.n > 0 && s.p[0] == '-';
	size_t i = neg;

	*out = 0;
	if (s.n == (size_t)neg)
		return -1;
	for (; i < s.n; i++) {
		int d = s.p[i] - '0';

		if (d < 0 || d > 9 || __builtin_mul_overflow(*out, 10, out) ||
		    __builtin_add_overflow(*out, neg ? -d : d, out))
			return -1;
	}
	return 0;
}

/* N:SUM[^HIGH]:MIN:MAX */
static int
take_acc(struct pk_str s, struct pk_acc *a)
{
	struct pk_str part[4], low;
	size_t i;

	*a = (struct pk_acc){0};
	for (i = 0; i < 4; i++)
		if (!pk_str_split(&s, ':', &part[i]))
			return -1;
	if (s.p || take_u64(part[0], &a->n) != 0 || take_big(part[2], &a->min) != 0 ||
	    take_big(part[3], &a->max) != 0 || !pk_str_split(&part[1], '^', &low) ||
	    take_big(low, &a->sum) != 0)
		return -1;
	return part[1].p ? pk_str_int(part[1], INT64_MIN, INT64_MAX, &a->high) : 0;
}

struct merging {
	struct pk_tally *t;
	struct pk_tally_worker *w;
	const char *file;
	size_t line;
	char question[17];
	struct pk_sink *sink;
};

static int
bad_line(struct merging *m, enum pk_diag_id id, struct pk_str theirs)
{
	char *z = pk_strndup(theirs.p ? theirs.p : "", theirs.n);

	pk_diag(m->sink, id, PK_POS(m->file, m->line), z, m->question, NULL);
	pk_free(z);
	return -1;
}

static size_t
parts_of(struct pk_str key)
{
	size_t i, n = 1;

	for (i = 0; i < key.n; i++)
		n += (unsigned char)key.p[i] == PK_PART;
	return n;
}

static int
take_group(struct merging *m, struct pk_str rest)
{
	struct pk_acc acc[PK_TALLY_ACCS_MAX];
	struct pk_group *g;
	struct pk_key k;
	struct pk_str one;
	uint64_t count;
	size_t i;

	if (!pk_str_split(&rest, '\t', &one) || take_u64(one, &count) != 0)
		return -1;
	for (i = 0; i < m->t->naccs; i++)
		if (!pk_str_split(&rest, '\t', &one) || take_acc(one, &acc[i]) != 0 || acc[i].n > count)
			return -1;
	if (rest.p)
		return -1;
	pk_key_set(&k, (const unsigned char *)m->w->key.p, m->w->key.n);
	g = pk_groups_get(&m->w->groups, &k);
	g->count += count;
	for (i = 0; i < m->t->naccs; i++)
		pk_acc_merge(&g->acc[i], &acc[i]);
	return 0;
}

static int
take_pair(struct merging *m, struct pk_str value)
{
	struct pk_buf *b = &m->w->pair;
	struct pk_key k;

	pk_buf_clear(b);
	pk_buf_str(b, pk_buf_view(&m->w->key));
	pk_buf_putc(b, (char)PK_PAIR);
	if (unescape(value, b) != 0)
		return -1;
	pk_buf_reserve(b, PK_KEY_HEAD);
	pk_key_set(&k, (const unsigned char *)b->p, b->n);
	(void)pk_groups_get(&m->w->pairs, &k);
	return 0;
}

static int
take_line(struct merging *m, struct pk_str line)
{
	struct pk_buf *key = &m->w->key;
	struct pk_str part, kind, rest = line;
	bool pair;

	pk_buf_clear(key);
	if (!pk_str_split(&rest, '\t', &part) || unescape(part, key) != 0 ||
	    !pk_str_split(&rest, '\t', &kind) || rest.p == NULL)
		return bad_line(m, PK_D_TALLY_PARTIAL, PK_S(""));
	pk_buf_reserve(key, PK_KEY_HEAD);
	pair = pk_str_starts(kind, PK_S("tally1v:"));
	if (!pair && !pk_str_starts(kind, PK_S("tally1:")))
		return bad_line(m, PK_D_TALLY_PARTIAL, PK_S(""));
	kind = pk_str_sub(kind, pair ? 8 : 7, kind.n);
	if (!pk_str_is(kind, m->question))
		return bad_line(m, PK_D_TALLY_OTHER_PARTIAL, kind);
	if ((m->t->nkeys > 0 && parts_of(pk_buf_view(key)) != m->t->nkeys) ||
	    (pair ? take_pair(m, rest) : take_group(m, rest)) != 0)
		return bad_line(m, PK_D_TALLY_PARTIAL, PK_S(""));
	return 0;
}

static int
read_lines(struct merging *m, struct pk_source *s)
{
	struct pk_buf line = PK_BUF_INIT;
	struct pk_str piece;
	bool whole;
	int rc;

	while ((rc = pk_source_next(s, &piece, &whole, m->sink)) > 0) {
		pk_buf_str(&line, piece);
		if (line.n > PK_RECORD_MAX) {
			rc = bad_line(m, PK_D_TALLY_PARTIAL, PK_S(""));
			break;
		}
		if (!whole)
			continue;
		m->line++;
		line.n -= line.n > 0 && line.p[line.n - 1] == '\n';
		line.n -= line.n > 0 && line.p[line.n - 1] == '\r';
		if (line.n > 0 && take_line(m, pk_buf_view(&line)) != 0) {
			rc = -1;
			break;
		}
		pk_buf_clear(&line);
		if (pk_groups_memory(&m->w->groups) + pk_groups_memory(&m->w->pairs) > m->t->spec.memory &&
		    pk_results_spill(m->t, m->w) != 0) {
			rc = -1;
			break;
		}
	}
	m->line++;
	if (rc == 0 && line.n > 0)
		rc = take_line(m, pk_buf_view(&line));
	pk_buf_free(&line);
	return rc;
}

int
pk_tally_merge(struct pk_tally *t, const char *path, struct pk_sink *sink)
{
	struct merging m = {.t = t, .file = pk_in_name(path), .sink = sink};
	struct pk_source s;
	int rc;

	t->results->sink = sink;
	pk_tally_workers(t, 1);
	pk_tally_own_names(t);
	m.w = &t->worker[0];
	question_of(t, m.question);
	rc = pk_source_open(&s, path, "UTF-8", sink);
	if (rc == 0)
		rc = read_lines(&m, &s);
	pk_source_close(&s);
	return rc;
}
