#include "ledger/span.h"

static bool
has_mask(struct pk_str s)
{
	return s.n > 0 && memchr(s.p, 'X', s.n) != NULL;
}

/* One end of an interval; `last` asks for the last day of a month or year. */
static int
end(struct pk_str s, bool last, struct pk_date *d, bool *open, bool *masked)
{
	int64_t y = 0, m = last ? 12 : 1, day = 1;

	*d = (struct pk_date){0, 0, 0};
	*open = pk_str_is(s, "..");
	if (*open)
		return 0;
	if (has_mask(s)) {
		*masked = true;
		return 0;
	}
	if (s.n != 4 && s.n != 7 && s.n != 10)
		return -1;
	if (pk_str_int(pk_str_sub(s, 0, 4), 1, 9999, &y) != 0)
		return -1;
	if (s.n >= 7 && (s.p[4] != '-' || pk_str_int(pk_str_sub(s, 5, 7), 1, 12, &m) != 0))
		return -1;
	if (last)
		day = pk_month_days((int)y, (int)m);
	if (s.n == 10 && (s.p[7] != '-' || pk_str_int(pk_str_sub(s, 8, 10), 1, 31, &day) != 0))
		return -1;
	*d = (struct pk_date){(int)y, (int)m, (int)day};
	if (pk_date_is_valid(*d))
		return 0;
	*d = (struct pk_date){0, 0, 0};
	return -1;
}

int
pk_when_parse(struct pk_str edtf, struct pk_when *out)
{
	size_t slash = pk_str_find(edtf, PK_S("/"), 0);
	struct pk_str a = pk_str_sub(edtf, 0, slash == PK_NPOS ? edtf.n : slash);
	struct pk_str b = slash == PK_NPOS ? a : pk_str_sub(edtf, slash + 1, edtf.n);

	*out = (struct pk_when){.from = {0, 0, 0}};
	if (edtf.n == 0)
		return -1;
	if (end(a, false, &out->from, &out->open_start, &out->masked) != 0)
		return -1;
	return end(b, true, &out->to, &out->open_end, &out->masked);
}
