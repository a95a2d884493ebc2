#include "score/period.h"

#include "text/num.h"
#include "text/utf8.h"

/* Months of a period of each kind. */
static const int months[] = {0, 1, 3, 6, 12};

struct pk_period
pk_period_of(struct pk_date d, enum pk_period_kind kind)
{
	struct pk_period p = {kind, d.y, 0};

	if (kind != PK_P_YEAR && kind != PK_P_NONE)
		p.i = (d.m - 1) / months[kind] + 1;
	return p;
}

/* One to four, however it is written; 0 when it is none of them. */
static int
small_number(struct pk_str *s)
{
	struct pk_number n;
	uint32_t cp;

	if (s->n == 0 || pk_digit((pk_utf8_next(s->p, s->n, &cp), cp)) < 0 || pk_number_at(*s, &n) != 0)
		return 0;
	*s = pk_str_sub(*s, n.len, s->n);
	return n.v.v % PK_DEC_SCALE == 0 && n.v.v <= (pk_i128)12 * PK_DEC_SCALE
	           ? (int)(n.v.v / PK_DEC_SCALE) : 0;
}

static bool
skip(struct pk_str *s, const char *z)
{
	struct pk_str w = pk_str(z);

	if (!pk_str_starts(*s, w))
		return false;
	*s = pk_str_sub(*s, w.n, s->n);
	return true;
}

/* What stands behind the year. */
static int
parse_part(struct pk_str s, struct pk_period *out)
{
	out->kind = PK_P_YEAR;
	out->i = 0;
	if (s.n == 0)
		return 0;
	if (skip(&s, "上半年") || skip(&s, "下半年")) {
		out->kind = PK_P_HALF;
		out->i = pk_str_starts(pk_strn(s.p - 9, 3), PK_S("上")) ? 1 : 2;
		return s.n ? -1 : 0;
	}
	(void)skip(&s, "第");
	if (skip(&s, "Q") || skip(&s, "q"))
		out->kind = PK_P_QUARTER;
	else if (skip(&s, "H") || skip(&s, "h"))
		out->kind = PK_P_HALF;
	else
		out->kind = PK_P_MONTH;
	out->i = small_number(&s);
	if (out->kind == PK_P_MONTH && skip(&s, "季度"))
		out->kind = PK_P_QUARTER;
	else if (out->kind == PK_P_MONTH)
		(void)skip(&s, "月");
	(void)(s.n && skip(&s, "份"));
	return s.n || out->i < 1 || out->i > 12 / months[out->kind] ? -1 : 0;
}

int
pk_period_parse(struct pk_str s, struct pk_period *out)
{
	int64_t y;
	int rc;

	s = pk_str_trim(s);
	if (s.n < 4 || pk_str_int(pk_str_sub(s, 0, 4), 1, 9999, &y) != 0)
		return -1;
	out->y = (int)y;
	s = pk_str_sub(s, 4, s.n);
	(void)(skip(&s, "年度") || skip(&s, "年"));
	rc = skip(&s, "-") || skip(&s, "/") || skip(&s, ".");
	return rc && s.n == 0 ? -1 : parse_part(s, out);
}

int
pk_period_widen(struct pk_period p, enum pk_period_kind kind, struct pk_period *out)
{
	if (kind < p.kind)
		return -1;
	*out = pk_period_of(pk_period_first(p), kind);
	return 0;
}

void
pk_period_print(struct pk_period p, struct pk_buf *out)
{
	switch (p.kind) {
	case PK_P_MONTH:
		pk_buf_printf(out, "%04d-%02d", p.y, p.i);
		break;
	case PK_P_QUARTER:
		pk_buf_printf(out, "%04dQ%d", p.y, p.i);
		break;
	case PK_P_HALF:
		pk_buf_printf(out, "%04dH%d", p.y, p.i);
		break;
	case PK_P_NONE:
	case PK_P_YEAR:
		pk_buf_printf(out, "%04d", p.y);
		break;
	}
}

struct pk_date
pk_period_first(struct pk_period p)
{
	int m = p.i ? (p.i - 1) * months[p.kind] + 1 : 1;

	return (struct pk_date){p.y, m, 1};
}

struct pk_date
pk_period_last(struct pk_period p)
{
	struct pk_date d = pk_period_first(p);

	d.m += (p.kind == PK_P_NONE ? 12 : months[p.kind]) - 1;
	d.d = pk_month_days(d.y, d.m);
	return d;
}

struct pk_period
pk_period_next(struct pk_period p)
{
	return pk_period_of(pk_date_add(pk_period_last(p), 1), p.kind);
}

int
pk_period_cmp(struct pk_period a, struct pk_period b)
{
	int c = pk_date_cmp(pk_period_first(a), pk_period_first(b));

	return c ? c : (a.kind > b.kind) - (a.kind < b.kind);
}
