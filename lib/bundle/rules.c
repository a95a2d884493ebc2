#include "bundle/rules.h"

#include "bundle/material.h"
#include "ledger/table.h"
#include "ledger/value.h"

void
pk_rules_init(struct pk_rules *r)
{
	*r = (struct pk_rules){0};
}

void
pk_rules_free(struct pk_rules *r)
{
	pk_free(r->demands.v);
	pk_free(r->photos.v);
	pk_arena_free(&r->arena);
}

static bool
set_severity(struct pk_rules *r, struct pk_str code, struct pk_str value)
{
	static const char *const names[] = {"note", "warning", "error"};
	signed char s = pk_str_is(value, "off") ? -1 : 0;
	bool known = false;
	size_t i;

	for (i = 0; i < 3; i++)
		if (pk_str_is(value, names[i]))
			s = (signed char)(1 + i);
	for (i = 0; s != 0 && i < PK_D_MAX; i++) {
		struct pk_str id = pk_str(pk_diag_catalogue[i].id);

		/* "T02" is "T02-rules" as well.  Classified material is never packed, whatever a
		 * rules file says. */
		if (code.n == 0 || i == PK_D_EV_SECRET || !pk_str_starts(id, code) || (id.n > code.n && id.p[code.n] != '-'))
			continue;
		r->sev[i] = s;
		known |= id.n == code.n;
	}
	return known;
}

static bool
set_window(struct pk_rules *r, struct pk_str value)
{
	size_t slash = pk_str_find(value, PK_S("/"), 0);

	return slash != PK_NPOS && pk_date_parse(pk_str_sub(value, 0, slash), &r->from) == 0 &&
	       pk_date_parse(pk_str_sub(value, slash + 1, value.n), &r->to) == 0 &&
	       pk_date_cmp(r->from, r->to) <= 0;
}

static bool
add_demands(struct pk_rules *r, struct pk_str task, struct pk_str value)
{
	struct pk_str part;

	while (pk_list_next(&value, &part)) {
		struct pk_rule_demand d = {pk_str_dup(&r->arena, task), pk_str_dup(&r->arena, part),
		    pk_material_mask(part)};

		if (!d.mask)
			return false;
		PK_PUSH(&r->demands, d);
	}
	return true;
}

static bool
take(struct pk_rules *r, struct pk_str rule, struct pk_str scope, struct pk_str value)
{
	int64_t n;

	if (pk_str_is(rule, "severity"))
		return set_severity(r, scope, value);
	if (pk_str_is(rule, "window"))
		return set_window(r, value);
	if (pk_str_is(rule, "demand"))
		return add_demands(r, scope, value);
	if (pk_str_is(rule, "formats")) {
		r->formats = pk_str_dup(&r->arena, value);
		return true;
	}
	if (pk_str_is(rule, "photos") && pk_str_int(value, 0, 10000, &n) == 0) {
		struct pk_rule_demand d = {pk_str_dup(&r->arena, scope), PK_S(""), (unsigned)n};

		PK_PUSH(&r->photos, d);
		return true;
	}
	return false;
}

int
pk_rules_load(struct pk_rules *r, const char *path, struct pk_sink *sink)
{
	static const char *const names[3][2] = {{"rule", "规则"}, {"scope", "范围"}, {"value", "值"}};
	struct pk_table_opts to = {.kind = PK_TABLE_ANY};
	struct pk_table t;
	struct pk_row row;
	size_t col[3], i;
	int rc;

	if (pk_table_open(&t, path, &to, sink) != 0) {
		pk_table_close(&t);
		return -1;
	}
	rc = 1;
	for (i = 0; i < 3; i++) {
		col[i] = pk_header_find(&t.header, pk_str(names[i][0]));
		if (col[i] == PK_NPOS)
			col[i] = pk_header_find(&t.header, pk_str(names[i][1]));
		if (col[i] == PK_NPOS) {
			pk_diag(sink, PK_D_RULES_COLUMN, PK_POS(t.file, t.header_line), names[i][0], NULL);
			rc = -1;
		}
	}
	while (rc == 1 && (rc = pk_table_next(&t, &row)) == 1) {
		if (take(r, pk_cell_at(&row, col[0]), pk_cell_at(&row, col[1]), pk_cell_at(&row, col[2])))
			continue;
		pk_diag(sink, PK_D_RULES_BAD, PK_POS(t.file, row.line), PK_Z(&r->arena, row.raw), NULL);
		rc = -1;
	}
	if (t.bad > 0)
		rc = -1;
	pk_table_close(&t);
	return rc == 0 ? 0 : -1;
}
