/* Points and ranges with their bounds: 自…至…, …前, 截至…, …起; the value and its kind. */
#include "cal/expr_int.h"

#include <stdio.h>

/* One end of the value: year, month, day; 0 not there, -1 masked. */
struct end {
	char y[5];
	int m, d;
};
/* What surrounds the expression. */
struct frame {
	size_t i;                /* first token of the point */
	size_t from, to;         /* tokens of the expression with its prefix and bound */
	enum pk_tok_kind prefix; /* T_TO T_ASOF T_CUTOFF T_PRE T_LABEL, T_END none */
	enum pk_tok_kind bound;  /* T_BEFORE T_STOP T_WITHIN T_SINCE T_AFTER, T_END none */
	int bound_a;
};

static void
put_end(char *out, size_t cap, const struct end *e)
{
	char m[8] = "", d[8] = "";

	if (e->m)
		(void)snprintf(m, sizeof(m), e->m < 0 ? "-XX" : "-%02d", e->m % 100);
	if (e->m && e->d)
		(void)snprintf(d, sizeof(d), e->d < 0 ? "-XX" : "-%02d", e->d % 100);
	(void)snprintf(out, cap, "%.4s%s%s", e->y, m, d);
}

static int
last_day(const char *y, int m)
{
	int v = pk_year_known(y) ? (y[0] - '0') * 1000 + (y[1] - '0') * 100 + (y[2] - '0') * 10 + y[3] - '0' : 0;

	return pk_month_days(v, m);
}

static struct end
first_of(const struct pk_point *p)
{
	struct end e = {"", p->m1, p->d1};

	memcpy(e.y, p->y, 5);
	if (e.m > 0 && e.d == 0)
		e.d = last_day(p->y, e.m);
	if (e.m < 0 && p->grain == G_MONTH)
		e.d = 0;
	return e;
}

static struct end
last_of(const struct pk_point *p)
{
	struct end e = {"", p->m2, p->d2};

	memcpy(e.y, p->y, 5);
	if (e.m > 0 && e.d == 0)
		e.d = last_day(p->y, e.m);
	return e;
}

/* The day before the first of p: what 前 leaves when it names a month, quarter, half or year. */
static struct end
eve_of(const struct pk_point *p)
{
	struct end e = first_of(p);

	if (e.m < 0)
		return last_of(p);
	if (--e.m == 0) {
		e.m = 12;
		pk_year_add(e.y, -1);
	}
	e.d = last_day(e.y, e.m);
	return e;
}

/* The first day after p. */
static struct end
morrow_of(const struct pk_point *p)
{
	struct end e = last_of(p);

	if (e.m <= 0 || e.d <= 0)
		return e;
	if (e.d < last_day(e.y, e.m)) {
		e.d++;
		return e;
	}
	e.d = 1;
	if (++e.m == 13) {
		e.m = 1;
		pk_year_add(e.y, 1);
	}
	return e;
}

static void
set_interval(struct pk_time *t, const struct end *a, const struct end *b)
{
	char x[16] = "..", y[16] = "..";

	if (a)
		put_end(x, sizeof(x), a);
	if (b)
		put_end(y, sizeof(y), b);
	(void)snprintf(t->edtf, sizeof(t->edtf), "%s/%s", x, y);
}

/* A mention: the shortest form that says no more than the words. */
static void
set_date(struct pk_time *t, const struct pk_point *p)
{
	struct end a = first_of(p), b = last_of(p);

	if (p->grain == G_YEAR)
		a.m = 0;
	if (p->grain == G_MONTH)
		a.d = 0;
	if (p->grain == G_YEAR || p->grain == G_MONTH || (a.m == b.m && a.d == b.d))
		put_end(t->edtf, sizeof(t->edtf), &a);
	else
		set_interval(t, &a, &b);
}

static struct pk_time *
emit(struct pk_find *f, enum pk_time_type type, const struct frame *fr, const struct pk_point *p)
{
	struct pk_time *t = pk_find_add(f, type, fr->from, fr->to, p->rule);

	t->yf = p->yf;
	t->fuzzy = p->begin;
	t->implausible = p->implausible ||
	                 (p->grain == G_DAY && p->m1 == 2 && p->d1 == 29 && pk_year_known(p->y) && last_day(p->y, 2) == 28);
	return t;
}

/* What stands before the point. */
static void
find_prefix(struct pk_find *f, struct frame *fr)
{
	const struct pk_tok *t;
	size_t i = fr->i;

	fr->from = i;
	fr->prefix = f->ctx->due && f->out->n == f->first ? T_LABEL : T_END;
	if (i == 0)
		return;
	t = TOK(f, i - 1);
	if (t->kind == T_TO || t->kind == T_ASOF || t->kind == T_CUTOFF || t->kind == T_PRE) {
		fr->prefix = t->kind;
		fr->from = i - 1;
	} else if (i >= 2 && t->kind == T_PUNCT && t->a == ':' && pk_tok_is(f, i - 2, T_LABEL)) {
		fr->prefix = T_LABEL;
	} else if (t->kind == T_LABEL) {
		fr->prefix = T_LABEL;
	}
}

/* What stands behind it, from token j on: 前, 止, 内, 起, 后, perhaps a time of day before. */
static void
find_bound(struct pk_find *f, struct frame *fr, size_t j)
{
	size_t k = pk_skip_clock(f, pk_skip_weekday(f, j));
	const struct pk_tok *t;

	fr->to = j;
	fr->bound = T_END;
	if (k == j && pk_tok_is(f, k, T_TEXT) && pk_tok_starts(f, k, "份"))
		k++;
	t = TOK(f, k);
	if (t->kind != T_BEFORE && t->kind != T_STOP && t->kind != T_WITHIN && t->kind != T_SINCE && t->kind != T_AFTER)
		return;
	if (t->kind == T_AFTER && pk_tok_is(f, k + 1, T_NUM) && t->to - t->from == 3)
		return;
	fr->bound = t->kind;
	fr->bound_a = t->a;
	fr->to = k + 1;
}

/* "…建成的": the time belongs to a thing, not to the work. */
static bool
attributive(const struct pk_find *f, size_t i)
{
	static const char *const verbs[] = {"出生", "竣工", "开工", "注册", "取得", "成立", "登记", "毕业", "入职",
	    "参加", "购买", "建设", "制定", "签订", "立项", "批准", NULL};
	const struct pk_tok *t = TOK(f, i);
	size_t k;

	if (t->kind == T_DONE || t->kind == T_VERB)
		return pk_tok_starts(f, i + 1, "的") && !TOK(f, i + 1)->space;
	if (t->kind != T_TEXT)
		return false;
	for (k = 0; verbs[k]; k++)
		if (pk_tok_starts(f, i, verbs[k]) && t->to - t->from >= 9 &&
		    memcmp(f->t->text.p + t->from + 6, "的", 3) == 0)
			return true;
	return false;
}

static bool
past_year(const struct pk_find *f, const struct pk_point *p)
{
	int doc = f->ctx->year[0] && pk_year_known(f->ctx->year) ? pk_year_document(f) : 0;
	int v;

	if (!doc || !pk_year_known(p->y))
		return false;
	v = (p->y[0] - '0') * 1000 + (p->y[1] - '0') * 100 + (p->y[2] - '0') * 10 + p->y[3] - '0';
	return v < doc;
}

/* Does the clause from i on hand something in? */
static bool
hands_in(const struct pk_find *f, size_t i)
{
	enum { REACH = 24 };
	size_t k;

	for (k = i; k < i + REACH; k++) {
		const struct pk_tok *t = TOK(f, k);

		if (t->kind == T_END || (t->kind == T_PUNCT && (t->a == ',' || t->a == ';' || t->a == 0x3002)))
			return false;
		if (t->kind == T_VERB && t->a == 3)
			return true;
	}
	return false;
}

/* 有效期至, 延长到: the end of a validity, not of work. */
static bool
validity(const struct pk_find *f, const struct frame *fr)
{
	static const char *const words[] = {"有效期", "有效", "延长", "延续", "保存", "保留", NULL};
	const struct pk_tok *t = fr->from ? TOK(f, fr->from - 1) : NULL;
	size_t k, n;

	if (!t)
		return false;
	for (k = 0; words[k]; k++) {
		n = strlen(words[k]);
		if (t->to - t->from >= n && memcmp(f->t->text.p + t->to - n, words[k], n) == 0)
			return true;
	}
	return false;
}

static void
deadline(struct pk_find *f, const struct frame *fr, const struct pk_point *p, const struct end *e, const char *rule)
{
	struct pk_time *t = emit(f, PK_TIME_DEADLINE, fr, p);

	set_interval(t, NULL, e);
	t->rule = rule;
}

static void
mention(struct pk_find *f, const struct frame *fr, const struct pk_point *p)
{
	set_date(emit(f, PK_TIME_DATE, fr, p), p);
}

/* 3月、6月、9月底前: the bound at the end of the list holds for all of it. */
static void
share_bound(struct pk_find *f, const struct pk_point *p)
{
	size_t i, last = f->out->n - 1;
	char end[sizeof(f->out->v[0].edtf)];

	if (p->grain != G_DAY && p->grain != G_XUN)
		return;
	for (i = f->chain; i < last; i++) {
		struct pk_time *t = &f->out->v[i];
		const char *slash = strchr(t->edtf, '/');

		if (strcmp(t->rule, "time/date") != 0 || (t->type != PK_TIME_DATE && t->type != PK_TIME_PERIOD) || (!slash && strlen(t->edtf) != 10) ||
		    pk_str_starts(pk_str(t->edtf), PK_S("..")) || pk_str_ends(pk_str(t->edtf), PK_S("..")))
			continue;
		memcpy(end, t->edtf, sizeof(end));
		(void)snprintf(t->edtf, sizeof(t->edtf), "../%.10s", slash ? end + (slash - t->edtf) + 1 : end);
		t->type = PK_TIME_DEADLINE;
		t->rule = "time/before-list";
	}
	f->chain = f->out->n;
}

/* …前: a deadline, but for what lies behind or belongs to a thing. */
static void
before(struct pk_find *f, const struct frame *fr, const struct pk_point *p)
{
	bool coarse = (p->grain == G_YEAR || p->grain == G_HALF || p->grain == G_QUARTER || p->grain == G_MONTH);
	struct end e = coarse ? eve_of(p) : last_of(p);
	struct pk_time *t;

	if (past_year(f, p) || attributive(f, fr->to) || pk_tok_is(f, fr->to, T_PAST)) {
		t = emit(f, PK_TIME_DATE, fr, p);
		set_interval(t, NULL, &e);
		t->rule = "time/past-bound";
		return;
	}
	deadline(f, fr, p, &e, "time/before");
	share_bound(f, p);
}

static void
since(struct pk_find *f, const struct frame *fr, const struct pk_point *p)
{
	struct end a = first_of(p);
	bool past = fr->bound_a == 1 || past_year(f, p);
	struct pk_time *t = emit(f, past ? PK_TIME_DATE : PK_TIME_PERIOD, fr, p);

	set_interval(t, &a, NULL);
	t->rule = "time/since";
}

static void
after(struct pk_find *f, const struct frame *fr, const struct pk_point *p)
{
	struct end a = fr->bound_a == 1 ? first_of(p) : morrow_of(p);
	struct pk_time *t = emit(f, PK_TIME_DATE, fr, p);

	set_interval(t, &a, NULL);
	t->rule = "time/after";
}

/* No bound behind it: 到2025年 and 完成时限:… are bounds before it. */
static bool
bound_before(struct pk_find *f, const struct frame *fr, const struct pk_point *p)
{
	struct end e = last_of(p);
	bool past = past_year(f, p) || pk_clause_has(f, fr->to, T_PAST) || pk_tok_starts(f, fr->to, "的");
	size_t k = fr->from;

	switch (fr->prefix) {
	case T_CUTOFF: case T_LABEL:
		if (past_year(f, p) || (fr->prefix == T_CUTOFF && pk_clause_has(f, fr->to, T_PAST)))
			return false;
		deadline(f, fr, p, &e, fr->prefix == T_LABEL ? "time/label" : "time/cutoff");
		return true;
	case T_TO:
		if (past || validity(f, fr))
			return false;
		deadline(f, fr, p, &e, "time/until");
		return true;
	case T_ASOF:
		if (k == 0 || !(pk_tok_is(f, k - 1, T_SPELL) || pk_tok_is(f, k - 1, T_LABEL)))
			return false;
		deadline(f, fr, p, &e, "time/until");
		return true;
	default:
		return false;
	}
}

/* A lone month, quarter or half is when work happens, unless the words say otherwise. */
static bool
is_mention(struct pk_find *f, const struct frame *fr, const struct pk_point *p)
{
	if (p->grain == G_YEAR || p->grain == G_DAY || p->m1 < 0 || fr->prefix == T_ASOF)
		return true;
	return past_year(f, p) || pk_clause_has(f, fr->to, T_PAST) || pk_tok_starts(f, fr->to, "的") ||
	       (pk_tok_is(f, fr->to, T_VERB) && (TOK(f, fr->to)->a == 2 || TOK(f, fr->to)->a == 4)) ||
	       pk_tok_is(f, fr->to, T_NOUN);
}

static void
period(struct pk_find *f, const struct frame *fr, const struct pk_point *p)
{
	struct end a = first_of(p), b = last_of(p);

	set_interval(emit(f, PK_TIME_PERIOD, fr, p), &a, &b);
}

static void
within(struct pk_find *f, const struct frame *fr, const struct pk_point *p)
{
	struct end e = last_of(p);

	if (pk_tok_is(f, fr->to, T_DONE) || pk_tok_is(f, fr->to + 1, T_DONE) || p->needs_bound)
		deadline(f, fr, p, &e, "time/within");
	else if (past_year(f, p))
		mention(f, fr, p);
	else
		period(f, fr, p);
}

/* 2025年底基本完成…, 6月底报送…, 于9月15日报送…: no word of bound, but a result or a paper is due. */
static bool
must_be_done(const struct pk_find *f, const struct frame *fr, const struct pk_point *p)
{
	bool at = fr->i > 0 && pk_tok_is(f, fr->i - 1, T_AT) && pk_tok_starts(f, fr->i - 1, "于");

	if (fr->prefix != T_END || past_year(f, p) || pk_clause_has(f, fr->to, T_PAST) || pk_tok_starts(f, fr->to, "的"))
		return false;
	if (p->edge)
		return pk_clause_has(f, fr->to, T_DONE) || hands_in(f, fr->to);
	return at && p->grain == G_DAY && p->d1 > 0 && hands_in(f, fr->to);
}

/* A single point with what binds it. */
static void
single(struct pk_find *f, const struct frame *fr, const struct pk_point *p)
{
	struct end e = last_of(p);

	switch (fr->bound) {
	case T_BEFORE: before(f, fr, p); return;
	case T_STOP: deadline(f, fr, p, &e, "time/until"); return;
	case T_WITHIN: within(f, fr, p); return;
	case T_SINCE: since(f, fr, p); return;
	case T_AFTER: after(f, fr, p); return;
	default: break;
	}
	if (bound_before(f, fr, p))
		return;
	if (must_be_done(f, fr, p))
		deadline(f, fr, p, &e, "time/edge");
	else if (is_mention(f, fr, p))
		mention(f, fr, p);
	else
		period(f, fr, p);
}

/* The joiner of a range at j and what may stand before it (clock, 起): the token behind, or 0. */
static size_t
joiner(const struct pk_find *f, size_t j, bool bare)
{
	size_t k = bare ? j : pk_skip_clock(f, pk_skip_weekday(f, j));

	if (!bare && pk_tok_is(f, k, T_SINCE) && TOK(f, k)->a == 0)
		k++;
	if (!bare && pk_tok_is(f, k, T_PUNCT) && TOK(f, k)->a == ',' && pk_tok_is(f, k + 1, T_TO))
		k++;
	return pk_tok_is(f, k, T_JOIN) || pk_tok_is(f, k, T_TO) ? k + 1 : 0;
}

/* The right side of a range, which may leave out what the left side said. */
static bool
right_side(struct pk_find *f, size_t k, const struct pk_point *l, struct pk_point *r)
{
	if (l->bare && l->grain == G_YEAR && pk_year_known(l->y) && pk_tok_is(f, k, T_NUM) && !TOK(f, k)->y[0] && TOK(f, k)->digits == 2 &&
	    (pk_tok_unit(f, k + 1, U_YEAR) || pk_tok_unit(f, k + 1, U_FYEAR)) && !pk_tok_is(f, k + 2, T_NUM)) {
		*r = *l; /* 2021-25年 */
		r->y[2] = (char)('0' + TOK(f, k)->a / 10);
		r->y[3] = (char)('0' + TOK(f, k)->a % 10);
		r->bare = false;
		r->end = k + 2;
		return true;
	}
	f->last = *l;
	f->last.end = k - 1;
	if (l->grain == G_DAY && !l->edge && pk_point_day(f, k, r) && l->m2) {
		r->m1 = r->m2 = l->m2;
		if (r->d1 > 0 && l->d1 > 0 && r->d1 < l->d1)
			return false; /* 20日至9日 */
		return r->d1 < 0 || l->m2 < 0 || pk_point_set_day(r, l->m2, r->d1);
	}
	if (pk_tok_unit(f, k, U_MONTH) && pk_tok_is(f, k + 1, T_EDGE) && TOK(f, k + 1)->a == E_END && l->m2 > 0) {
		*r = (struct pk_point){.grain = G_DAY, .m1 = l->m2, .m2 = l->m2, .edge = true, .end = k + 2};
		return true;
	}
	return pk_point_at(f, k, r) && !r->bare;
}

static bool
earlier(const struct pk_point *r, const struct pk_point *l)
{
	if (r->m2 <= 0 || l->m1 <= 0)
		return false;
	return r->m2 < l->m1 || (r->m2 == l->m1 && r->d2 > 0 && l->d1 > 0 && r->d2 < l->d1);
}

/* Years of the two sides; false when they run backwards. */
static bool
range_years(struct pk_find *f, struct pk_point *l, struct pk_point *r)
{
	if (!l->y[0] && r->y[0] && !r->next_year && r->yf != PK_YF_NONE) {
		memcpy(l->y, r->y, 5);
		l->yf = PK_YF_RANGE;
		if (earlier(r, l))
			pk_year_add(l->y, -1);
		return true;
	}
	pk_year_resolve(f, l);
	if (r->next_year || !r->y[0]) {
		bool cross = r->next_year || (earlier(r, l) && r->grain != G_YEAR);

		memcpy(r->y, l->y, 5);
		if (cross)
			pk_year_add(r->y, 1);
		r->yf = PK_YF_RANGE;
		return true;
	}
	pk_year_resolve(f, r);
	if (l->grain == G_YEAR && r->grain == G_YEAR && !pk_year_known(r->y) && memcmp(l->y, r->y, 4) != 0 &&
	    pk_year_known(l->y))
		return l->y[0] == r->y[0];
	return !pk_year_known(l->y) || !pk_year_known(r->y) || memcmp(l->y, r->y, 4) < 0 ||
	       (memcmp(l->y, r->y, 4) == 0 && !(earlier(r, l)));
}

/* 2024-2026年三年行动计划, 行动计划(2024-2026年): the years are part of a name. */
static bool
names_a_plan(const struct pk_find *f, size_t i, const struct pk_point *r)
{
	size_t k;

	if (r->grain != G_YEAR)
		return false;
	if (i >= 2 && pk_tok_punct(f, i - 1, '(') && pk_tok_is(f, i - 2, T_NOUN))
		return true;
	for (k = r->end; k < r->end + 5; k++)
		if (pk_tok_is(f, k, T_NOUN))
			return true;
		else if (pk_tok_is(f, k, T_PUNCT) || pk_tok_is(f, k, T_END))
			return false;
	return false;
}

static size_t
range(struct pk_find *f, struct frame *fr, struct pk_point *l, size_t k)
{
	struct pk_point r;
	struct end a, b;
	struct pk_time *t;
	size_t j;

	if (pk_tok_is(f, k, T_ALWAYS) || pk_tok_is(f, k, T_NOW)) {
		pk_year_resolve(f, l);
		a = first_of(l);
		fr->to = k + 1;
		t = emit(f, pk_tok_is(f, k, T_NOW) ? PK_TIME_DATE : PK_TIME_PERIOD, fr, l);
		set_interval(t, &a, NULL);
		return k + 1;
	}
	if (!right_side(f, k, l, &r) || !range_years(f, l, &r))
		return 0;
	find_bound(f, fr, r.end);
	j = fr->bound == T_BEFORE || fr->bound == T_STOP || fr->bound == T_WITHIN ? fr->to : r.end;
	fr->to = j;
	l->rule = "time/range";
	a = first_of(l);
	b = last_of(&r);
	t = emit(f, names_a_plan(f, fr->i, &r) || fr->prefix == T_ASOF || past_year(f, &r) ? PK_TIME_DATE : PK_TIME_PERIOD,
	    fr, l);
	t->implausible |= r.implausible;
	set_interval(t, &a, &b);
	pk_year_carry(f, &r, t->type);
	r.rule = "time/range";
	f->last = r;
	f->last_end = j;
	return j;
}

static bool
end_before(const struct end *b, const struct end *a)
{
	int c = memcmp(b->y, a->y, 4);

	return c < 0 || (c == 0 && (b->m < a->m || (b->m == a->m && b->d < a->d)));
}

/* 即日起至10月31日: it begins with the document, whose day nobody has told. */
static size_t
from_today(struct pk_find *f, struct frame *fr)
{
	struct pk_point r;
	struct end b, a = {"", f->ctx->reference.m, f->ctx->reference.d};
	bool known = f->ctx->reference.y != 0;
	size_t k = fr->i + 1;
	struct pk_time *t;

	if (!pk_tok_is(f, k, T_SINCE))
		return 0;
	k++;
	k += pk_tok_punct(f, k, ',') ? 1 : 0;
	if (known)
		pk_year_set(a.y, f->ctx->reference.y);
	if (!(pk_tok_is(f, k, T_JOIN) || pk_tok_is(f, k, T_TO)) || !pk_point_at(f, k + 1, &r) || r.bare) {
		if (!known)
			return 0;
		fr->to = fr->i + 2;
		r = (struct pk_point){.yf = PK_YF_GIVEN, .rule = "time/from-today"};
		set_interval(emit(f, PK_TIME_PERIOD, fr, &r), &a, NULL);
		return fr->to;
	}
	pk_year_resolve(f, &r);
	r.rule = "time/from-today";
	find_bound(f, fr, r.end);
	b = last_of(&r);
	if (known && end_before(&b, &a) && r.yf == PK_YF_GIVEN) {
		pk_year_add(r.y, 1); /* 即日起至2月底, told in autumn */
		b = last_of(&r);
	}
	t = emit(f, PK_TIME_PERIOD, fr, &r);
	set_interval(t, known && !end_before(&b, &a) ? &a : NULL, &b);
	pk_year_carry(f, &r, t->type);
	return fr->to;
}

/* "、31日" behind a day: the month and year of that day hold. */
static bool
listed_day(struct pk_find *f, size_t i, struct pk_point *p)
{
	size_t b = i ? i - 1 : 0;
	int d;

	if (i == 0 || f->last_end != b || f->last.m2 <= 0 || f->last.grain != G_DAY ||
	    !(pk_tok_punct(f, b, 0x3001) || pk_tok_is(f, b, T_AND)) || !pk_point_day(f, i, p) || p->d1 < 1)
		return false;
	d = p->d1;
	memcpy(p->y, f->last.y, 5);
	p->yf = PK_YF_PREVIOUS;
	return pk_point_set_day(p, f->last.m2, d);
}

size_t
pk_span_at(struct pk_find *f, size_t i)
{
	struct frame fr = {.i = i};
	struct pk_point p;
	size_t k, done;

	find_prefix(f, &fr);
	if (pk_tok_is(f, i, T_TODAY))
		return from_today(f, &fr);
	if (i > 0 && pk_tok_is(f, i - 1, T_LUNAR))
		return 0;
	if (i == 0 || f->last_end != i - 1 || !(pk_tok_punct(f, i - 1, 0x3001) || pk_tok_is(f, i - 1, T_AND)))
		f->chain = f->out->n;
	if (!listed_day(f, i, &p) && !pk_point_at(f, i, &p))
		return 0;
	if ((k = joiner(f, p.end, p.bare)) != 0 && (done = range(f, &fr, &p, k)) != 0)
		return done;
	if (p.bare)
		return 0;
	find_bound(f, &fr, p.end);
	if (p.needs_bound && fr.bound == T_END && fr.prefix != T_TO)
		return 0;
	pk_year_resolve(f, &p);
	single(f, &fr, &p);
	pk_year_carry(f, &p, f->out->v[f->out->n - 1].type);
	f->last = p;
	k = pk_skip_weekday(f, p.end);
	f->last_end = k > fr.to ? k : fr.to;
	return f->last_end;
}
