/*
 * References.
 *
 *   title       《…》 with titles inside 《〈…〉》, and the number directly behind it:
 *               〔2026〕4号, (国发〔2024〕3号), (DB31/T 1393-2023, GB 3095-2012: GB/T 1.1)
 *   attachment  附件3, 附件一, 附件: , (见附件)
 *
 * A cover notice's own references and titles are not facts of the plan.
 */
#include "parse/read.h"
#include "text/utf8.h"

enum { R_TITLE = 1, R_ATTACHMENT };
enum {
	MAX_TITLE = 600,  /* bytes of a title */
	MAX_NUMBER = 120, /* bytes of a document number */
	MAX_LETTERS = 6,  /* small letters in the number of a standard: gb/t, gbz */
};

static const struct pk_cue cues[] = {
    {"《", R_TITLE}, {"附件", R_ATTACHMENT}, {"附表", R_ATTACHMENT}, {NULL, 0}};

struct state {
	size_t done;
};

/* The end of the title whose mark stands before i, or PK_NPOS. */
static size_t
title_end(struct pk_str t, size_t i)
{
	size_t start = i, depth = 1, next;
	uint32_t cp;

	for (; i < t.n && i - start < MAX_TITLE; i = next) {
		next = pk_rd_next(t, i, &cp);
		if (cp == 0x300a) /* 《 */
			depth++;
		else if (cp == 0x300b && --depth == 0)
			return next;
	}
	return PK_NPOS;
}

/* s is the number of a document (…〔2026〕4号, 令第588号) or of a standard (DB31/T 1393-2023). */
static bool
is_number(struct pk_str s)
{
	size_t i, upper = 0, lower = 0, digits = 0;

	if (s.n < 4 || s.n > MAX_NUMBER)
		return false;
	if (pk_str_ends(s, PK_S("号")))
		return true;
	for (i = 0; i < s.n; i++) {
		if (pk_str_starts(pk_str_sub(s, i, s.n), PK_S("—")) && i > 0) {
			i += strlen("—") - 1; /* gb50720—20__ */
			continue;
		}
		if ((unsigned char)s.p[i] >= 0x80)
			return false;
		upper += s.p[i] >= 'A' && s.p[i] <= 'Z';
		lower += s.p[i] >= 'a' && s.p[i] <= 'z';
		digits += s.p[i] >= '0' && s.p[i] <= '9';
	}
	if (s.p[0] >= 'a' && s.p[0] <= 'z')
		return lower >= 2 && lower <= MAX_LETTERS && digits >= 4;
	return s.p[0] >= 'A' && s.p[0] <= 'Z' && upper > 0 && digits > 1;
}

/* Behind a number without brackets around it: 云政发〔2026〕4号 directly behind the title. */
static size_t
bare_number(struct pk_str t, size_t i)
{
	size_t open = i, close, n = 0;
	uint32_t cp = 0;

	while (open < t.n && n++ < 12) {
		size_t next = pk_rd_next(t, open, &cp);

		if (cp == '(' || !(pk_is_han(cp) || cp == '*' || (cp | 32) == 'x'))
			break;
		open = next;
	}
	if (cp != '(' || n < 2)
		return i;
	close = pk_rd_until(t, open + 1, "");
	if (close >= t.n || close - open > 8 || close - open < 5)
		return i;
	for (close++; close < t.n && t.p[close] >= '0' && t.p[close] <= '9'; close++)
		;
	return pk_rd_at(t, close, "号") ? close + strlen("号") : i;
}

static void
title(struct pk_para *p, const struct pk_hit *h, struct state *s)
{
	struct pk_str t = p->text, number = {0};
	PK_WORDS(aliases, "以下简称", "下称", "简称", "以下称", "下文简称");
	size_t end = title_end(t, h->to), i, close;
	struct pk_span *sp;

	if (pk_no(p, pk_rd_any_before(t, h->from, aliases) != 0, "a short name for the title before it",
		"是前面书名的简称"))
		return;

	if (pk_no(p, end == PK_NPOS || end - h->to <= strlen("》"),
		"the title is empty or has no end", "书名为空或没有结束"))
		return;
	i = end;
	if (pk_rd_at(t, i, "(")) {
		close = pk_rd_until(t, i + 1, "");
		if (close < t.n && is_number(pk_str_trim(pk_str_sub(t, i + 1, close)))) {
			number = pk_str_sub(t, i + 1, close);
			i = close + 1;
		}
	}
	if (number.n == 0 && (close = bare_number(t, i)) > i) {
		number = pk_str_sub(t, i, close);
		i = close;
	}
	sp = pk_para_add(p, PK_SP_REF, h->from, i, "reference/title");
	sp->attr[PK_A_KIND] = PK_S("document");
	if (number.n)
		sp->attr[PK_A_NUMBER] = pk_str_dup(p->arena, number);
	s->done = end;
}

static void
attachment(struct pk_para *p, const struct pk_hit *h)
{
	PK_WORDS(see, "见", "详见", "按", "按照", "参见", "附", "的");
	struct pk_str t = p->text;
	struct pk_number num;
	size_t i = pk_rd_skip(t, h->to), to = h->to;
	struct pk_span *s;
	bool table = pk_rd_at(t, h->from, "附表");

	if (pk_number_at(pk_str_sub(t, i, t.n), &num) == 0 && num.len <= 6)
		to = i + num.len;
	else if (pk_no(p, table || !(pk_rd_at(t, i, ":") || pk_rd_any_before(t, h->from, see)),
		     "no number, no colon, nothing that refers to it",
		     "没有编号、冒号，也没有“见”“按”等字"))
		return;
	if (pk_no(p, table && !pk_rd_any_before(t, h->from, see), "nothing refers to the table",
		"没有“见”“按”等字指向它"))
		return;
	s = pk_para_add(p, PK_SP_REF, h->from, to, "reference/attachment");
	s->attr[PK_A_KIND] = PK_S("attachment");
	if (to > h->to)
		s->attr[PK_A_NUMBER] = pk_str_dup(p->arena, pk_str_sub(t, i, to));
}

static void
hit(struct pk_para *p, const struct pk_hit *h, void *state)
{
	struct state *s = state;

	if (pk_no(p, p->is_notice || p->is_title,
		"a title or a cover notice refers to nothing for the plan",
		"标题和印发通知中的引用不属于方案") ||
	    pk_no(p, h->from < s->done, "read already as part of what stands before",
		"已作为前文的一部分读过"))
		return;
	if (h->cls == R_TITLE)
		title(p, h, s);
	else
		attachment(p, h);
}

const struct pk_kind pk_kind_reference = {"reference", cues, hit, NULL};
