#include "plan/lint_int.h"

#include "text/num.h"
#include "text/utf8.h"

/*
 * Numbering.  A mark is read as a style and a number: "（三）" is "(c)" 3, "1.2.3" is
 * "1.2.a" 3.  Marks of one style below one parent must count 1, 2, 3...; they may also
 * go on from the last mark of their style elsewhere (articles of a regulation do).
 */
struct mark {
	struct pk_str style;
	int64_t number;
};

struct series {
	const struct pk_node *parent; /* NULL: the last mark of the style in the whole plan */
	struct pk_str style;
	int64_t last, meant; /* as written; as it should have been */
	const struct pk_node *item;
	size_t part; /* of the document it stands in */
};

struct numbering {
	struct pk_lint *l;
	struct pk_map at; /* key: parent and style → index into series */
	PK_VEC(struct series) series;
	size_t part; /* attachments begun so far: each numbers for itself */
};

/* Numbers in one character: circled, in brackets, with a full stop. */
static int
enclosed(uint32_t cp, char *style)
{
	static const struct {
		uint32_t first, last;
		int number; /* of the first */
		char style;
	} range[] = {{0x2460, 0x2473, 1, 'o'}, {0x2474, 0x2487, 1, 'p'}, {0x2488, 0x249b, 1, 'a'},
	    {0x2776, 0x277f, 1, 'n'}, {0x3220, 0x3229, 1, 'q'}, {0x3251, 0x325f, 21, 'o'},
	    {0x2160, 0x216b, 1, 'r'}, {0x3280, 0x3289, 1, 'O'}};
	size_t i;

	for (i = 0; i < sizeof(range) / sizeof(range[0]); i++)
		if (cp >= range[i].first && cp <= range[i].last) {
			*style = range[i].style;
			return range[i].number + (int)(cp - range[i].first);
		}
	return -1;
}

static bool
is_tail(char c)
{
	return c == '.' || c == ',' || c == ':';
}

/* The style without the mark's final stop: "1." and "1、" are one style to a reader. */
static struct pk_str
bare(struct pk_lint *l, struct pk_buf *b)
{
	struct pk_str s = pk_buf_view(b);

	while (s.n && (is_tail(s.p[s.n - 1]) || pk_str_ends(s, PK_S("、"))))
		s.n -= is_tail(s.p[s.n - 1]) ? 1 : 3;
	return pk_str_dup(&l->arena, s);
}

/* The number at s.p + i; *len its bytes.  Digits alone: the point of "1.2" parts two numbers. */
static bool
number_at(struct pk_str s, size_t i, int64_t *n, size_t *len, char *style)
{
	struct pk_number num;
	size_t to = i;
	uint32_t cp;
	int one;

	while (to < s.n && to < i + 9 && s.p[to] >= '0' && s.p[to] <= '9')
		to++;
	if (to > i) {
		*style = 'a';
		*len = to - i;
		return pk_str_int(pk_str_sub(s, i, to), 0, INT32_MAX, n) == 0;
	}
	*len = pk_utf8_next(s.p + i, s.n - i, &cp);
	if ((one = enclosed(cp, style)) > 0) {
		*n = one;
		return true;
	}
	if (pk_number_at(pk_str_sub(s, i, s.n), &num) != 0)
		return false;
	*style = 'c';
	*len = num.len;
	*n = (int64_t)(num.v.v / PK_DEC_SCALE);
	return true;
}

/* The number of a mark is its last; those before it (1.2.) belong to the style. */
static bool
read_mark(struct pk_lint *l, struct pk_str text, struct mark *m)
{
	struct pk_str s = pk_lint_folded(l, text);
	struct pk_buf b = PK_BUF_INIT;
	size_t i = 0, from = 0, to = 0;
	char style = 0, c;
	size_t len;
	int64_t n;

	for (; i < s.n; i += len) {
		if (!number_at(s, i, &n, &len, &c))
			continue;
		m->number = n;
		style = c;
		from = i;
		to = i + len;
	}
	if (!style)
		return false;
	pk_buf_add(&b, s.p, from);
	pk_buf_putc(&b, style);
	pk_buf_add(&b, s.p + to, s.n - to);
	m->style = bare(l, &b);
	pk_buf_free(&b);
	return true;
}

static struct series *
series_of(struct numbering *nb, const struct pk_node *parent, struct pk_str style, bool *added)
{
	struct pk_buf key = PK_BUF_INIT;
	struct pk_map_entry *e;

	pk_buf_add(&key, &parent, sizeof(parent));
	pk_buf_str(&key, style);
	e = pk_map_put(&nb->at, pk_str_dup(&nb->l->arena, pk_buf_view(&key)), nb->series.n, added);
	pk_buf_free(&key);
	if (*added)
		PK_PUSH(&nb->series, ((struct series){.parent = parent, .style = style}));
	return &nb->series.v[e->value];
}

static const char *
number(struct pk_lint *l, int64_t n)
{
	return PK_Z(&l->arena, pk_str(PK_NUM(n)));
}

static const char *
missing(struct pk_lint *l, int64_t from, int64_t to)
{
	struct pk_buf b = PK_BUF_INIT;
	const char *z;

	pk_buf_printf(&b, to > from ? "%lld–%lld" : "%lld", (long long)from, (long long)to);
	z = PK_Z(&l->arena, pk_buf_view(&b));
	pk_buf_free(&b);
	return z;
}

static const char *
mark_of(struct pk_lint *l, const struct pk_node *item)
{
	return pk_lint_quote(l, pk_str_trim(pk_node_text(pk_node_child(item, PK_N_MARKER))), 24);
}

static void
first_mark(
    struct numbering *nb, const struct pk_node *item, const struct mark *m, int64_t elsewhere)
{
	if (m->number <= 1 || (elsewhere > 0 && m->number == elsewhere + 1))
		return;
	pk_lint_add(nb->l, PK_D_LINT_NUMBER_START, item, item->line, mark_of(nb->l, item),
	    missing(nb->l, 1, m->number - 1), NULL);
}

/* The mark k behind s->last; true when it is what it should be. */
static bool
follows(const struct series *s, int64_t k)
{
	return k == s->last + 1 || k == s->meant + 1;
}

static void
next_mark(struct numbering *nb, const struct pk_node *item, const struct series *s, int64_t k)
{
	struct pk_lint *l = nb->l;
	const char *now = mark_of(l, item), *before = mark_of(l, s->item);
	const char *line = number(l, (int64_t)s->item->line);

	if (k == s->last)
		pk_lint_add(l, PK_D_LINT_NUMBER_REPEAT, item, item->line, now, line, NULL);
	else if (k > s->last)
		pk_lint_add(l, PK_D_LINT_NUMBER_GAP, item, item->line, now, before,
		    missing(l, s->last + 1, k - 1), NULL);
	else if (k == 1)
		pk_lint_add(l, PK_D_LINT_NUMBER_RESTART, item, item->line, now, before, NULL);
	else
		pk_lint_add(l, PK_D_LINT_NUMBER_BACK, item, item->line, now, before,
		    number(l, s->last + 1), NULL);
}

static void
take(struct numbering *nb, const struct pk_node *item, const struct mark *m)
{
	/* Articles count through the whole document, whatever their chapters. */
	const struct pk_node *parent =
	    pk_str_ends(m->style, PK_S("条")) ? nb->l->plan : pk_node_parent(item);
	bool added, ignored, fresh;
	int64_t elsewhere, meant = m->number;
	struct series *all = series_of(nb, NULL, m->style, &ignored), *s;

	elsewhere = all->last;
	s = series_of(nb, parent, m->style, &added);
	fresh = added || (s->part != nb->part && m->number <= 1);
	if (fresh)
		first_mark(nb, item, m, elsewhere);
	else if (!follows(s, m->number))
		next_mark(nb, item, s, m->number);
	/* A repeat or a garbled mark (0 for 10) stands where its successor's predecessor belongs.
	 */
	if (!fresh && (m->number == s->last || m->number == 0))
		meant = s->meant + 1;
	s = series_of(nb, parent, m->style, &ignored);
	s->last = m->number == 0 ? meant : m->number;
	s->meant = meant;
	s->item = item;
	s->part = nb->part;
	series_of(nb, NULL, m->style, &ignored)->last = m->number;
}

/* "附件", "附件2" or "附件:" alone on its line: what follows is another document. */
static bool
begins_attachment(struct pk_lint *l, const struct pk_node *n)
{
	enum { LONGEST = 30 }; /* bytes, before blanks are taken out */
	struct pk_str s;

	if ((n->kind != PK_N_P && n->kind != PK_N_HEAD) || pk_node_text(n).n > LONGEST)
		return false;
	s = pk_lint_folded(l, pk_node_text(n));
	return pk_str_starts(s, PK_S("附件")) && s.n <= sizeof("附件二十") + 1;
}

void
pk_lint_numbering(struct pk_lint *l)
{
	struct numbering nb = {.l = l};
	const struct pk_node *n, *marker;
	struct mark m = {0};

	for (n = l->plan; n; n = pk_node_next(l->plan, n)) {
		nb.part += begins_attachment(l, n);
		marker = n->kind == PK_N_ITEM ? pk_node_child(n, PK_N_MARKER) : NULL;
		if (marker && !marker->auto_marker && read_mark(l, pk_node_text(marker), &m))
			take(&nb, n, &m);
	}
	pk_map_free(&nb.at);
	pk_free(nb.series.v);
}
