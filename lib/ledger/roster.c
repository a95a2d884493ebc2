#include "ledger/roster.h"

#include "ledger/csv.h"
#include "text/utf8.h"

/* Characters that end the name of a place with a government: 云岭市, 青溪县, 白石镇. */
static bool
is_level(uint32_t cp)
{
	static const uint32_t levels[] = {0x7701, 0x5e02, 0x53bf, 0x533a, 0x65d7, 0x5dde, 0x76df, 0x9547,
	    0x4e61}; /* 省市县区旗州盟镇乡 */
	size_t i;

	for (i = 0; i < sizeof(levels) / sizeof(levels[0]); i++)
		if (cp == levels[i])
			return true;
	return false;
}

/* A place name has two characters at least before its level: 城市管理局 begins with none. */
enum { PLACE_MIN = 2, PLACE_MAX = 6 };

struct pk_str
pk_unit_level(struct pk_str name)
{
	size_t at = 0, n = 0;
	uint32_t cp;

	while (at < name.n && n <= PLACE_MAX) {
		at += pk_utf8_next(name.p + at, name.n - at, &cp);
		if (is_level(cp) && (n == 0 || n >= PLACE_MIN) && at < name.n)
			return pk_str_sub(name, 0, at);
		n++;
	}
	return PK_S("");
}

static void
add_name(struct pk_roster *r, struct pk_str name, size_t unit)
{
	struct pk_str key = pk_name_norm(&r->arena, name);
	struct pk_unit_link link = {unit, PK_NPOS};
	struct pk_map_entry *e;
	size_t at;
	bool added;

	if (key.n == 0)
		return;
	e = pk_map_put(&r->names, key, r->links.n, &added);
	if (!added) {
		for (at = e->value; r->links.v[at].unit != unit; at = r->links.v[at].next)
			if (r->links.v[at].next == PK_NPOS)
				break;
		if (r->links.v[at].unit == unit)
			return;
		r->links.v[at].next = r->links.n;
	}
	PK_PUSH(&r->links, link);
}

/* The unit of exactly this full name, or PK_NPOS. */
static size_t
full_name(const struct pk_roster *r, struct pk_str key)
{
	const struct pk_map_entry *e = pk_map_get(&r->names, key);
	struct pk_arena a = PK_ARENA_INIT;
	size_t at = e ? e->value : PK_NPOS, hit = PK_NPOS;

	for (; at != PK_NPOS && hit == PK_NPOS; at = r->links.v[at].next)
		if (pk_str_eq(pk_name_norm(&a, r->units.v[r->links.v[at].unit].name), key))
			hit = r->links.v[at].unit;
	pk_arena_free(&a);
	return hit;
}

static void
add_unit(struct pk_roster *r, struct pk_table *t, const struct pk_row *row)
{
	struct pk_unit u = {.line = row->line};
	struct pk_str rest, part;
	size_t i = r->units.n, before;
	char line[24];

	u.name = pk_str_dup(&r->arena, pk_csv_plain(pk_cell(t, row, PK_UNITS_NAME)));
	if (u.name.n == 0)
		return;
	before = full_name(r, pk_name_norm(&r->arena, u.name));
	if (before != PK_NPOS) {
		pk_table_bad_cell(t, row, t->header.at[PK_UNITS_NAME], PK_D_ROSTER_TWICE,
		    pk_num(line, (int64_t)r->units.v[before].line));
		return;
	}
	u.kind = pk_str_dup(&r->arena, pk_cell(t, row, PK_UNITS_KIND));
	u.parent = pk_str_dup(&r->arena, pk_cell(t, row, PK_UNITS_PARENT));
	u.groups = pk_str_dup(&r->arena, pk_cell(t, row, PK_UNITS_GROUPS));
	u.rank_group = pk_str_dup(&r->arena, pk_cell(t, row, PK_UNITS_RANK_GROUP));
	u.leader = pk_str_dup(&r->arena, pk_cell(t, row, PK_UNITS_LEADER));
	u.deputy = pk_str_dup(&r->arena, pk_cell(t, row, PK_UNITS_DEPUTY));
	u.contact = pk_str_dup(&r->arena, pk_cell(t, row, PK_UNITS_CONTACT));
	if (pk_cell_date(t, row, PK_UNITS_ACTIVE_FROM, &u.active_from) != 0 ||
	    pk_cell_date(t, row, PK_UNITS_ACTIVE_TO, &u.active_to) != 0)
		return;
	PK_PUSH(&r->units, u);
	add_name(r, u.name, i);
	add_name(r, pk_cell(t, row, PK_UNITS_SHORT), i);
	rest = pk_cell(t, row, PK_UNITS_ALIASES);
	while (pk_list_next(&rest, &part))
		add_name(r, part, i);
}

int
pk_roster_load(struct pk_roster *r, const char *path, struct pk_sink *sink)
{
	struct pk_table_opts opts = {.kind = PK_TABLE_UNITS};
	struct pk_table t;
	struct pk_row row;
	int rc;

	*r = (struct pk_roster){.file = path};
	rc = pk_table_open(&t, path, &opts, sink) == 0 ? 1 : -1;
	while (rc > 0 && (rc = pk_table_next(&t, &row)) > 0)
		add_unit(r, &t, &row);
	if (t.bad > 0)
		rc = -1;
	pk_table_close(&t);
	return rc;
}

void
pk_roster_free(struct pk_roster *r)
{
	pk_map_free(&r->names);
	pk_free(r->links.v);
	pk_free(r->units.v);
	pk_arena_free(&r->arena);
}

static void
push_once(struct pk_units *out, size_t unit)
{
	size_t i;

	for (i = 0; i < out->n; i++)
		if (out->v[i] == unit)
			return;
	PK_PUSH(out, unit);
}

/* The units that have exactly this name, short name or alias. */
static void
by_name(const struct pk_roster *r, struct pk_str key, struct pk_units *out)
{
	const struct pk_map_entry *e = key.n > 0 ? pk_map_get(&r->names, key) : NULL;
	size_t at;

	for (at = e ? e->value : PK_NPOS; at != PK_NPOS; at = r->links.v[at].next)
		push_once(out, r->links.v[at].unit);
}

static struct pk_str
join(struct pk_arena *a, struct pk_str x, struct pk_str y)
{
	char *p = PK_NEWN(a, x.n + y.n + 1, char);

	if (x.n > 0)
		memcpy(p, x.p, x.n);
	if (y.n > 0)
		memcpy(p + x.n, y.p, y.n);
	return pk_strn(p, x.n + y.n);
}

/*
 * Units one of whose names is a place and then this one: 云岭市教体局 for 教体局 or
 * 市教体局.  The whole rest must be the place: 公安局 is not 公安局交警大队's.
 */
static void
by_end(const struct pk_roster *r, struct pk_str key, struct pk_units *out)
{
	struct pk_str own = pk_unit_level(key);
	size_t i, at;

	for (i = 0; i < r->names.n; i++) {
		struct pk_str known = r->names.entries[i].key, level = pk_unit_level(known);

		if (level.n == 0 || known.n <= key.n || !pk_str_ends(known, key))
			continue;
		if (known.n - key.n != level.n && known.n - key.n + own.n != level.n)
			continue;
		for (at = r->names.entries[i].value; at != PK_NPOS; at = r->links.v[at].next)
			push_once(out, r->links.v[at].unit);
	}
}

/* The last character of 云岭市: 市. */
static struct pk_str
bare_level(struct pk_str level)
{
	size_t at = level.n > 0 ? level.n - 1 : 0;

	while (at > 0 && ((unsigned char)level.p[at] & 0xc0) == 0x80)
		at--;
	return pk_str_sub(level, at, level.n);
}

void
pk_roster_find(const struct pk_roster *r, struct pk_str name, struct pk_str level,
    struct pk_units *out)
{
	struct pk_arena a = PK_ARENA_INIT;
	struct pk_str key = pk_name_norm(&a, name), own = pk_unit_level(key), rest;

	out->n = 0;
	level = pk_name_norm(&a, level);
	if (own.n == 0 && level.n > 0) {
		by_name(r, join(&a, level, key), out);
		if (out->n == 0)
			by_name(r, join(&a, bare_level(level), key), out);
		/* Several 市教体局 (of several cities): no better than the bare name. */
		if (out->n > 1)
			out->n = 0;
	}
	if (out->n == 0)
		by_name(r, key, out);
	if (out->n == 0 && pk_utf8_count(key) >= PLACE_MIN)
		by_end(r, key, out);
	if (out->n == 0 && own.n > 0) {
		rest = pk_str_sub(key, own.n, key.n);
		by_name(r, join(&a, bare_level(own), rest), out);
		if (out->n == 0 && pk_utf8_count(rest) >= PLACE_MIN)
			by_name(r, rest, out);
	}
	pk_arena_free(&a);
}

/* Words of collectives and the kinds of unit they mean; "" passes over a word. */
static const struct {
	const char *word, *kinds; /* | between */
} collective[] = {
    {"办事处", "街道"}, {"街道", "街道"}, {"街办", "街道"}, {"乡镇", "乡镇|乡|镇"}, {"镇", "乡镇|镇"}, {"乡", "乡镇|乡"},
    {"行政村", "村"}, {"村民委员会", "村"}, {"村委会", "村"}, {"村", "村"}, {"社区", "社区"}, {"居委会", "社区"},
    {"社", "社区"}, {"中小学", "学校"}, {"学校", "学校"}, {"企业", "企业"}, {"驻地单位", "垂管|企业"},
    {"直属单位", "部门|垂管"}, {"部门", "部门|垂管"}, {"单位", "部门|垂管"}, {"委办局", "部门"}, {"各", ""}, {"全体", ""},
    {"所有", ""}, {"有关", ""}, {"相关", ""}, {"省直", ""}, {"市直", ""}, {"县直", ""}, {"区直", ""}, {"镇直", ""},
    {"直属", ""}, {"人民政府", ""}, {"政府", ""}, {"和", ""}, {"及", ""}, {"、", ""}, {"(", ""}, {")", ""}, {"/", ""}};

/* The longest word of a collective that s begins with, or SIZE_MAX. */
static size_t
word_at(struct pk_str s)
{
	size_t i, best = PK_NPOS, len = 0;

	for (i = 0; i < sizeof(collective) / sizeof(collective[0]); i++) {
		struct pk_str w = pk_str(collective[i].word);

		if (w.n > len && pk_str_starts(s, w)) {
			best = i;
			len = w.n;
		}
	}
	return best;
}

static void
add_kind(const struct pk_roster *r, const char *kinds, struct pk_units *out)
{
	struct pk_str rest = pk_str(kinds), kind;
	size_t i;

	while (pk_str_split(&rest, '|', &kind))
		for (i = 0; i < r->units.n && kind.n > 0; i++)
			if (pk_str_eq(r->units.v[i].kind, kind))
				push_once(out, i);
}

/* Every word must be understood: 各成员单位 is no matter of kinds. */
static void
by_kinds(const struct pk_roster *r, struct pk_str key, struct pk_units *out)
{
	struct pk_str rest = key;
	size_t w;

	while (rest.n > 0) {
		if ((w = word_at(rest)) == PK_NPOS)
			return;
		rest = pk_str_sub(rest, strlen(collective[w].word), rest.n);
	}
	for (rest = key; rest.n > 0; rest = pk_str_sub(rest, strlen(collective[w].word), rest.n)) {
		w = word_at(rest);
		add_kind(r, collective[w].kinds, out);
	}
}

static struct pk_str
without_each(struct pk_str key)
{
	return pk_str_starts(key, PK_S("各")) ? pk_str_sub(key, strlen("各"), key.n) : key;
}

void
pk_roster_expand(const struct pk_roster *r, struct pk_str group, struct pk_units *out)
{
	struct pk_arena a = PK_ARENA_INIT;
	struct pk_str key = pk_name_norm(&a, group), rest, part;
	size_t i;

	out->n = 0;
	for (i = 0; i < r->units.n; i++) {
		rest = r->units.v[i].groups;
		while (pk_list_next(&rest, &part))
			if (pk_str_eq(without_each(pk_name_norm(&a, part)), without_each(key)))
				push_once(out, i);
	}
	if (out->n == 0)
		by_kinds(r, key, out);
	pk_arena_free(&a);
}

/* Insertion into a short list of the best; a unit counts once, by its best name. */
static void
rank(size_t unit, size_t score, size_t out[PK_NEAREST], size_t scores[PK_NEAREST], size_t *n)
{
	size_t i, k;

	for (i = 0; i < *n && out[i] != unit; i++)
		;
	if (i < *n && scores[i] >= score)
		return;
	if (i == *n) {
		if (*n == PK_NEAREST && scores[*n - 1] >= score)
			return;
		i = *n < PK_NEAREST ? (*n)++ : *n - 1;
	}
	for (k = i; k > 0 && scores[k - 1] < score; k--) {
		out[k] = out[k - 1];
		scores[k] = scores[k - 1];
	}
	out[k] = unit;
	scores[k] = score;
}

size_t
pk_roster_nearest(const struct pk_roster *r, struct pk_str name, size_t out[PK_NEAREST])
{
	enum { ENOUGH = 501 }; /* more than half in common */
	struct pk_arena a = PK_ARENA_INIT;
	struct pk_str key = pk_name_norm(&a, name);
	size_t scores[PK_NEAREST] = {0}, n = 0, i, at;

	for (i = 0; i < r->names.n; i++) {
		size_t score = pk_likeness(key, r->names.entries[i].key);

		if (score < ENOUGH)
			continue;
		for (at = r->names.entries[i].value; at != PK_NPOS; at = r->links.v[at].next)
			rank(r->links.v[at].unit, score, out, scores, &n);
	}
	pk_arena_free(&a);
	return n;
}
