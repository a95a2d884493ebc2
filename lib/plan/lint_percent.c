#include "plan/lint_int.h"

#include "text/num.h"
#include "text/utf8.h"

/*
 * Percentages that contradict the counts beside them: "现有行政村21个，已创建14个，创建率达到
 * 76.7%".  A percentage is held against the counts ahead of it only where its clause says
 * that it is their share, and is reported only when no two counts of one measure word in
 * reach give it.  Bounds and aims (不低于, 力争) are never shares of what is there.
 */
enum {
	REACH = 600,
	COUNTS = 32,
	CLAUSE = 240
}; /* bytes looked back; counts kept; bytes of a clause */

struct count {
	size_t from, to; /* bytes of the folded text */
	int64_t n;
	struct pk_str measure; /* one Han character */
	size_t clause;         /* where its clause begins */
};
struct share {
	size_t from, to;
	struct pk_dec v;
	unsigned places; /* decimals written */
};
struct scan {
	struct pk_lint *l;
	const struct pk_node *node;
	struct pk_str s;
	struct count count[COUNTS]; /* the last ones, in order */
	size_t n, clause;
};

static bool
is_clause_end(uint32_t cp)
{
	return cp == ',' || cp == ';' || cp == 0x3002 || cp == '(' || cp == ')' || cp == ':';
}

/* Where to begin reading a clause that ends at `to`: not too far off, on a character. */
static size_t
begin(const struct scan *c, size_t clause, size_t to)
{
	if (to - clause > CLAUSE)
		clause = to - CLAUSE;
	while (clause < to && ((unsigned char)c->s.p[clause] & 0xc0) == 0x80)
		clause++;
	return clause;
}

static unsigned
places_of(struct pk_str s)
{
	size_t dot = pk_str_find(s, PK_S("."), 0);

	return dot == PK_NPOS ? 0 : (unsigned)(s.n - dot - 1);
}

/* Not measure words: dates, money, points, ordinals, and words for "and more". */
static bool
is_measure(struct pk_str one)
{
	static const char *const none[] = {"年", "月", "日", "天", "时", "周", "元", "分", "届",
	    "期", "级", "号", "余", "多", "几", "万", "亿", "至", "到", NULL};
	uint32_t cp;

	return one.n == 3 && pk_utf8_next(one.p, 3, &cp) == 3 && pk_is_han(cp) &&
	       !pk_lint_starts(one, none);
}

static void
keep(struct scan *c, size_t from, size_t to, int64_t n)
{
	struct pk_str measure = pk_str_sub(c->s, to, to + 3);

	if (!is_measure(measure) || pk_str_ends(pk_str_sub(c->s, 0, from), PK_S("第")))
		return;
	if (c->n == COUNTS) {
		memmove(c->count, c->count + 1, (COUNTS - 1) * sizeof(*c->count));
		c->n--;
	}
	c->count[c->n++] = (struct count){from, to + 3, n, measure, c->clause};
}

/* Is a of b the share, rounded or cut off at its last place? */
static bool
is_share(int64_t a, int64_t b, const struct share *p)
{
	pk_i128 unit = PK_DEC_SCALE, diff;
	unsigned i;

	for (i = 0; i < p->places; i++)
		unit /= 10;
	diff = (pk_i128)a * 100 * PK_DEC_SCALE - p->v.v * b;
	diff = diff < 0 ? -diff : diff;
	return b > 0 && diff < unit * b;
}

/* The clause of the percentage, without the words that only join it to its subject. */
static struct pk_str
subject_of(struct pk_str head)
{
	static const char *const link[] = {"已达到", "达到了", "达到", "已达", "达", "约为", "已为",
	    "为", "是", "已", "约", "仅", NULL};
	size_t i;

	for (i = 0; link[i]; i++)
		if (pk_str_ends(head, pk_str(link[i])))
			return pk_str_sub(head, 0, head.n - strlen(link[i]));
	return head;
}

/* Words of a bound or an aim; then the number is no statement of what is. */
static bool
is_aim(struct pk_str head, struct pk_str behind)
{
	static const char *const aim[] = {"不低于", "不少于", "不高于", "不超过", "低于", "高于",
	    "超过", "力争", "争取", "确保", "目标", "提升", "提高", "增长", "下降", "降低", "降至",
	    "升至", "上升", "年底", "月底", "以前", "左右", "实现", "至少", "底前", "要达", NULL};
	static const char *const after[] = {"以上", "以下", "以内", "左右", "目标", NULL};
	size_t i;

	for (i = 0; aim[i]; i++)
		if (pk_str_find(head, pk_str(aim[i]), 0) != PK_NPOS)
			return true;
	return pk_lint_starts(behind, after);
}

/* Two Han characters in a row that both clauses have. */
static bool
shares_word(struct pk_str a, struct pk_str b)
{
	size_t i, len;
	uint32_t cp;

	for (i = 0; i + 6 <= a.n; i += len) {
		len = pk_utf8_next(a.p + i, a.n - i, &cp);
		if (!pk_is_han(cp) || pk_utf8_next(a.p + i + 3, a.n - i - 3, &cp) != 3 ||
		    !pk_is_han(cp))
			continue;
		if (pk_str_find(b, pk_str_sub(a, i, i + 6), 0) != PK_NPOS)
			return true;
	}
	return false;
}

/* Does the clause say that the percentage is the share of the count `part`? */
static bool
is_about(const struct scan *c, struct pk_str subject, const struct count *part)
{
	static const char *const share[] = {"占", "比例", "比重", NULL};
	struct pk_str clause = pk_str_sub(c->s, begin(c, part->clause, part->to), part->to);

	if (subject.n == 0)
		return part == &c->count[c->n - 1];
	if (pk_lint_starts(subject, share))
		return true;
	return pk_str_ends(subject, PK_S("率")) && shares_word(subject, clause);
}

/* The count that is the whole of `part`: the largest of its measure ahead of it. */
static const struct count *
whole_of(const struct scan *c, const struct count *part)
{
	const struct count *best = NULL, *k;

	for (k = c->count; k < part; k++)
		if (pk_str_eq(k->measure, part->measure) && k->n >= part->n &&
		    (!best || k->n > best->n))
			best = k;
	return best;
}

static bool
any_pair_gives(const struct scan *c, const struct share *p)
{
	size_t i, j;

	for (i = 0; i < c->n; i++)
		for (j = 0; j < c->n; j++)
			if (i != j && pk_str_eq(c->count[i].measure, c->count[j].measure) &&
			    is_share(c->count[i].n, c->count[j].n, p))
				return true;
	return false;
}

static const char *
right_share(struct pk_lint *l, int64_t a, int64_t b)
{
	struct pk_buf buf = PK_BUF_INIT;
	struct pk_dec v;
	const char *z = "";

	if (pk_dec_div(pk_dec_int(a * 100), pk_dec_int(b), 1, &v) == 0) {
		pk_dec_print(v, &buf);
		z = PK_Z(&l->arena, pk_buf_view(&buf));
	}
	pk_buf_free(&buf);
	return z;
}

static void
check_share(struct scan *c, const struct share *p)
{
	struct pk_str head = pk_str_sub(c->s, begin(c, c->clause, p->from), p->from), subject;
	const struct count *part, *whole;
	size_t i;

	if (is_aim(head, pk_str_sub(c->s, p->to, c->s.n)) || any_pair_gives(c, p))
		return;
	subject = subject_of(head);
	for (i = c->n; i > 0; i--) {
		part = &c->count[i - 1];
		whole = whole_of(c, part);
		if (whole && is_about(c, subject, part))
			break;
	}
	if (i == 0)
		return;
	pk_lint_add(c->l, PK_D_LINT_PERCENT, c->node, pk_lint_folded_line(c->l, c->node, p->from),
	    PK_Z(&c->l->arena, pk_str_sub(c->s, p->from, p->to)),
	    PK_Z(&c->l->arena, pk_str(PK_NUM(part->n))),
	    PK_Z(&c->l->arena, pk_str(PK_NUM(whole->n))), right_share(c->l, part->n, whole->n),
	    NULL);
}

/* Counts too far back say nothing of what comes. */
static void
forget(struct scan *c, size_t at)
{
	size_t k = 0;

	while (k < c->n && c->count[k].to + REACH < at)
		k++;
	if (k > 0)
		memmove(c->count, c->count + k, (c->n - k) * sizeof(*c->count));
	c->n -= k;
}

static void
number(struct scan *c, size_t at, const struct pk_number *num)
{
	struct share p = {
	    at, at + num->len + 1, num->v, places_of(pk_str_sub(c->s, at, at + num->len))};

	forget(c, at);
	if (at + num->len < c->s.n && c->s.p[at + num->len] == '%')
		check_share(c, &p);
	else if (num->v.v % PK_DEC_SCALE == 0 && num->v.v <= (pk_i128)INT32_MAX * PK_DEC_SCALE)
		keep(c, at, at + num->len, (int64_t)(num->v.v / PK_DEC_SCALE));
}

static void
block(struct pk_lint *l, const struct pk_node *n)
{
	struct scan c = {.l = l, .node = n};
	struct pk_number num;
	size_t i, len;
	uint32_t cp;

	if (pk_str_find(pk_node_text(n), PK_S("%"), 0) == PK_NPOS &&
	    pk_str_find(pk_node_text(n), PK_S("％"), 0) == PK_NPOS)
		return;
	c.s = pk_lint_folded(l, pk_node_text(n));
	for (i = 0; i < c.s.n; i += len) {
		len = pk_utf8_next(c.s.p + i, c.s.n - i, &cp);
		if (is_clause_end(cp))
			c.clause = i + len;
		if (cp < '0' || cp > '9' || pk_number_at(pk_str_sub(c.s, i, c.s.n), &num) != 0)
			continue;
		number(&c, i, &num);
		len = num.len;
	}
}

void
pk_lint_percents(struct pk_lint *l)
{
	const struct pk_node *n;

	for (n = l->plan; n; n = pk_node_next(l->plan, n))
		if (n->kind == PK_N_P || n->kind == PK_N_HEAD || n->kind == PK_N_CELL)
			block(l, n);
}
