/* Names before the label that they get: A、B为责任单位,C为协办单位. */
#include "parse/unit_name.h"

/* Where the clause that ends at `to` begins, or PK_NPOS when that is too far away. */
static size_t
clause_start(struct pk_str t, size_t to)
{
	enum { REACH = 300 }; /* bytes of names in one clause */
	size_t i = to, before;
	uint32_t cp;

	while (i > 0) {
		before = pk_rd_prev(t, i, &cp);
		if (cp == ',' || cp == ';' || cp == ':' || cp == 0x3002 || cp == '\t')
			return i;
		if (to - before > REACH)
			return PK_NPOS;
		i = before;
	}
	return 0;
}

size_t
pk_unit_named_as(struct pk_str t, size_t from, size_t to, size_t *end)
{
	PK_WORDS(as, "为");
	PK_WORDS(no, "作", "即", "视", "成", "定", "认", "无", "如", "若");
	PK_WORDS(both, "均", "共同", "分别");
	PK_WORDS(behind, "。", ",", ";", ")");
	size_t n = pk_rd_any_before(t, from, as), i, start, next, stop, names = 0;
	uint32_t sep;

	if (n == 0 || (to < t.n && !pk_rd_any(t, to, behind)) || pk_rd_any_before(t, from - n, no))
		return PK_NPOS;
	stop = from - n;
	stop -= pk_rd_any_before(t, stop, both);
	start = clause_start(t, stop);
	if (start != PK_NPOS && pk_str_find(pk_str_sub(t, 0, stop), PK_S("由"), start) != PK_NPOS)
		return PK_NPOS; /* 整治工作由各镇为主体 */
	for (i = start; i != PK_NPOS && i < stop; i = next) {
		size_t name = pk_unit_cut_etc(t, i, pk_unit_item_end(t, i, stop, &next, &sep));

		if (name > i && !pk_unit_is_unit(t, i, name, true))
			return PK_NPOS;
		names += name > i;
		if (next <= i)
			return PK_NPOS;
	}
	*end = stop;
	return names ? start : PK_NPOS;
}
