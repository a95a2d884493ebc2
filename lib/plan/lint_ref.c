#include "plan/lint_int.h"

#include "text/num.h"
#include "text/utf8.h"

/*
 * References to attachments that the plan does not have.  It has those whose heading
 * begins a block ("附件2 评分细则") and those of its list ("附件：1.任务分解表" and the
 * numbered lines below it).  Numbers above MAX are not looked at.
 */
enum { MAX = 63 };

static const struct pk_str word = {"附件", 6};

/* The number at the start of s, Arabic or Chinese; 0 none.  *len: its bytes. */
static size_t
number_at(struct pk_str s, size_t *len)
{
	/* 一并, 一同 ... are words, not the number one */
	static const char *const no_one[] = {
	    "一并", "一同", "一起", "一律", "一致", "一些", "一般", "一种", "一定", NULL};
	struct pk_number n;

	*len = 0;
	if (s.n == 0 || pk_lint_starts(s, no_one) || pk_number_at(s, &n) != 0 ||
	    n.v.v % PK_DEC_SCALE != 0 || n.v.v > (pk_i128)MAX * PK_DEC_SCALE)
		return 0;
	*len = n.len;
	return (size_t)(n.v.v / PK_DEC_SCALE);
}

/* "1." "2、" "3)" at the start of a line of the list. */
static size_t
listed_at(struct pk_str s)
{
	static const char *const stop[] = {".", ":", ")", "、", NULL};
	size_t len, k = number_at(s, &len);

	return k && pk_lint_starts(pk_str_sub(s, len, s.n), stop) ? k : 0;
}

/* The block as it stands on its line, folded: an item's mark with its heading. */
static struct pk_str
full_text(struct pk_lint *l, const struct pk_node *n)
{
	const struct pk_node *m =
	    n->kind == PK_N_HEAD && n->up ? pk_node_child(pk_node_parent(n), PK_N_MARKER) : NULL;
	struct pk_buf b = PK_BUF_INIT;
	struct pk_str s;

	if (m)
		pk_buf_str(&b, pk_node_text(m));
	pk_buf_str(&b, pk_node_text(n));
	s = pk_lint_folded(l, pk_buf_view(&b));
	pk_buf_free(&b);
	return s;
}

struct have {
	uint64_t numbers; /* bit k: 附件k */
	bool any;         /* one without number */
	bool in_list;     /* the block before was the list or a line of it */
};

static void
add(struct have *h, size_t k)
{
	h->numbers |= k ? (uint64_t)1 << k : 0;
}

/* What the block declares: "附件：", "附件1", "附件1：" at its start, or a line of the list. */
static void
declare(struct have *h, struct pk_str s)
{
	/* "附件2所列指标": a sentence about it */
	static const char *const about[] = {
	    "中", "所", "的", "和", "及", "、", ",", "规定", "要求", NULL};
	struct pk_str rest;
	size_t k, len;

	if (!pk_str_starts(s, word)) {
		k = h->in_list ? listed_at(s) : 0;
		h->in_list = k > 0;
		add(h, k);
		return;
	}
	rest = pk_str_sub(s, word.n, s.n);
	k = number_at(rest, &len);
	rest = pk_str_sub(rest, len, rest.n);
	h->in_list = k == 0 && pk_str_starts(rest, PK_S(":"));
	if (k && !pk_lint_starts(rest, about))
		add(h, k);
	h->any |= k == 0 && (rest.n == 0 || h->in_list || pk_str_starts(rest, PK_S("《")));
	/* the whole list may stand in one line: 附件:1.甲表 2.乙表 */
	for (; h->in_list && rest.n; rest = pk_str_sub(rest, 1, rest.n))
		if (((unsigned char)rest.p[0] & 0xc0) != 0x80)
			add(h, listed_at(rest));
}

static void
cite(struct pk_lint *l, const struct pk_node *n, const struct have *h, size_t k, size_t at)
{
	if ((h->numbers >> k & 1) || (k == 1 && h->any && h->numbers == 0))
		return;
	pk_lint_add(l, PK_D_LINT_ATTACHMENT, n, pk_lint_line(l, n, at),
	    PK_Z(&l->arena, pk_str(PK_NUM(k))), NULL);
}

/* How far "、2" or "-3" goes on the list of numbers at s; its number in *k, 0: not at all. */
static size_t
next_number(struct pk_str s, size_t *k)
{
	static const char *const joint[] = {"、", "，", ",", "和", "及", "-", "—", "至", NULL};
	static const char *const measure[] = {"年", "月", "日", "个", "份", "号", ".", "%", NULL};
	struct pk_str rest;
	size_t j, len;

	*k = 0;
	for (j = 0; joint[j] && !pk_str_starts(s, pk_str(joint[j])); j++)
		;
	if (!joint[j])
		return 0;
	rest = pk_str_sub(s, strlen(joint[j]), s.n);
	if (rest.n == 0 || rest.p[0] < '0' || rest.p[0] > '9')
		return 0;
	*k = number_at(rest, &len);
	if (pk_lint_starts(pk_str_sub(rest, len, rest.n), measure))
		*k = 0;
	return *k ? strlen(joint[j]) + len : 0;
}

/* 附件2, 附件1、2, 附件1-3, 附件 1 */
static void
citations(struct pk_lint *l, const struct pk_node *n, const struct have *h)
{
	struct pk_str s = pk_node_text(n);
	size_t at = 0, k, len;
	uint32_t cp;

	while ((at = pk_str_find(s, word, at)) != PK_NPOS) {
		at += word.n;
		while (at < s.n && (len = pk_utf8_next(s.p + at, s.n - at, &cp)) && pk_is_blank(cp))
			at += len;
		k = number_at(pk_str_sub(s, at, s.n), &len);
		for (at += len; k; at += len) {
			cite(l, n, h, k, at);
			len = next_number(pk_str_sub(s, at, s.n), &k);
		}
	}
}

void
pk_lint_refs(struct pk_lint *l)
{
	const struct pk_node *n;
	struct have h = {0};

	for (n = l->plan; n; n = pk_node_next(l->plan, n))
		if (pk_lint_is_block(n))
			declare(&h, full_text(l, n));
	for (n = l->plan; n; n = pk_node_next(l->plan, n))
		if (pk_lint_is_block(n))
			citations(l, n, &h);
}
