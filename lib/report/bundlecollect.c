/*
 * evidence-pack collect: of the units that the plan or a roster expects, whose
 * bundles have come, are valid, are late or missing; and one merged catalogue.
 */
#include "report/bundlecmd.h"

#include "bundle/minicsv.h"
#include "ledger/csv.h"
#include "ledger/roster.h"
#include "ledger/split.h"
#include "plan/read.h"
#include "report/bundle.h"
#include "report/table.h"

enum state { CAME, LATE, INVALID, TWICE, UNEXPECTED, MISSING, STATE_MAX };
static const char *const state_name[STATE_MAX][PK_LANG_MAX] = {{"valid", "已交"}, {"late", "迟交"},
    {"invalid", "不合格"}, {"again", "重复"}, {"unexpected", "不在名单"}, {"missing", "未交"}};

/* Bundles of a group that number themselves, at most [policy]: there are some thousands of
 * counties in all. */
enum { COUNT_MAX = 10000 };

/* Bag-Group-Identifier, and what its bundles say in Bag-Count: "3 of 33". */
struct group {
	struct pk_str id;
	size_t of;   /* how many there should be, 0: nobody knows */
	bool *came;  /* COUNT_MAX + 1, by number */
};

struct collection {
	const struct pk_pack_opts *o;
	struct pk_roster roster;
	bool has_roster;
	struct pk_arena arena;
	struct pk_map expected; /* unit -> place in came */
	struct {
		size_t *v; /* how many bundles of each expected unit have come */
		size_t n, cap;
	} came;
	struct {
		struct group *v;
		size_t n, cap;
	} groups;
	struct pk_grid g;
	size_t wrong;
	struct pk_csv csv;      /* merged catalogue */
	struct pk_out merged;
	struct {
		struct pk_str *v;  /* its columns, those of the first catalogue */
		size_t n, cap;
	} columns;
};

/* The unit's full name when the roster knows it by another. */
static struct pk_str
full_name(struct collection *c, struct pk_str name)
{
	struct pk_units u = {NULL, 0, 0};
	struct pk_str out = name;

	if (c->has_roster) {
		pk_roster_find(&c->roster, name, PK_S(""), &u);
		if (u.n == 1)
			out = c->roster.units.v[u.v[0]].name;
		pk_free(u.v);
	}
	return out;
}

static void
expect(struct collection *c, struct pk_str name)
{
	bool added;

	if (name.n == 0)
		return;
	name = pk_str_dup(&c->arena, full_name(c, name));
	(void)pk_map_put(&c->expected, name, c->came.n, &added);
	if (added)
		PK_PUSH(&c->came, (size_t)0);
}

static void
expect_refs(struct collection *c, const struct pk_unit_refs *refs)
{
	struct pk_units u = {NULL, 0, 0};
	size_t i, k;

	for (i = 0; i < refs->n; i++) {
		if (!refs->v[i].group) {
			expect(c, refs->v[i].name);
			continue;
		}
		/* A collective without a roster names nobody in particular. */
		if (!c->has_roster)
			continue;
		pk_roster_expand(&c->roster, refs->v[i].name, &u);
		for (k = 0; k < u.n; k++)
			expect(c, c->roster.units.v[u.v[k]].name);
	}
	pk_free(u.v);
}

static int
expect_plan(struct collection *c, const char *path)
{
	struct pk_plan_reader *r = pk_plan_reader_open(path, c->o->sink);
	struct pk_split split;
	struct pk_node *plan;
	size_t i;
	int rc;

	if (!r)
		return -1;
	pk_split_init(&split, NULL);
	while ((rc = pk_plan_reader_next_plan(r, &plan)) == 1) {
		pk_split_plan(&split, plan);
		for (i = 0; i < split.tasks.n; i++) {
			expect_refs(c, &split.tasks.v[i].lead);
			expect_refs(c, &split.tasks.v[i].units);
		}
	}
	pk_split_free(&split);
	pk_plan_reader_close(r);
	return rc;
}

static int
load_expected(struct collection *c)
{
	const struct pk_pack_opts *o = c->o;
	size_t i;

	if (o->roster) {
		c->has_roster = true;
		if (pk_roster_load(&c->roster, o->roster, o->sink) != 0)
			return -1;
	}
	if (o->plan)
		return expect_plan(c, o->plan);
	for (i = 0; c->has_roster && i < c->roster.units.n; i++)
		expect(c, c->roster.units.v[i].name);
	return 0;
}

static void
row(struct collection *c, struct pk_str unit, const char *bundle, enum state s, const struct pk_bag *bag,
    const struct pk_findings *f)
{
	const struct pk_bag_info *date = bag ? pk_bag_info_find(bag, "Bagging-Date") : NULL;
	struct pk_buf b[2] = {PK_BUF_INIT, PK_BUF_INIT};
	struct pk_str cell[8];

	pk_escape(&b[0], unit);
	pk_escape(&b[1], pk_str(bundle));
	cell[0] = pk_buf_view(&b[0]);
	cell[1] = pk_str(state_name[s][c->o->lang]);
	cell[2] = pk_buf_view(&b[1]);
	cell[3] = date ? date->value : PK_S("");
	cell[4] = bag ? pk_str(PK_NUM(bag->files)) : PK_S("");
	cell[5] = bag ? pk_str(PK_NUM(bag->octets)) : PK_S("");
	cell[6] = f ? pk_str(PK_NUM(f->now.count[PK_ERROR])) : PK_S("");
	cell[7] = f ? pk_str(PK_NUM(f->now.count[PK_WARNING])) : PK_S("");
	pk_grid_keep(&c->g, cell);
	pk_buf_free(&b[0]);
	pk_buf_free(&b[1]);
	c->wrong += s != CAME;
}

static enum state
state_of(struct collection *c, const struct pk_bag *bag, const struct pk_findings *f, int rc, struct pk_str *unit)
{
	const struct pk_bag_info *org = pk_bag_info_find(bag, "Source-Organization");
	const struct pk_bag_info *date = pk_bag_info_find(bag, "Bagging-Date");
	struct pk_map_entry *e;
	struct pk_date d;

	*unit = org ? full_name(c, org->value) : PK_S("");
	e = pk_map_get(&c->expected, *unit);
	/* What is broken has not come; the unit may hand it in again. */
	if (rc != 0 || f->now.count[PK_ERROR] > 0)
		return INVALID;
	if (!e)
		return c->expected.n ? UNEXPECTED : CAME;
	if (c->came.v[e->value]++ > 0)
		return TWICE;
	if (c->o->due.y && date && pk_date_parse(date->value, &d) == 0 && pk_date_cmp(d, c->o->due) > 0)
		return LATE;
	return CAME;
}

static struct group *
group_of(struct collection *c, struct pk_str id)
{
	struct group fresh = {.of = 0};
	size_t i;

	for (i = 0; i < c->groups.n; i++)
		if (pk_str_eq(c->groups.v[i].id, id))
			return &c->groups.v[i];
	fresh.id = pk_str_dup(&c->arena, id);
	fresh.came = pk_zalloc(COUNT_MAX + 1, sizeof(*fresh.came));
	PK_PUSH(&c->groups, fresh);
	return &c->groups.v[c->groups.n - 1];
}

/* Takes the bundle's place in its group (RFC 8493 2.2.2), when it has one. */
static void
count_bundle(struct collection *c, const struct pk_bag *bag)
{
	const struct pk_bag_info *count = pk_bag_info_find(bag, "Bag-Count");
	const struct pk_bag_info *id = pk_bag_info_find(bag, "Bag-Group-Identifier");
	size_t at = count ? pk_str_find(count->value, PK_S(" of "), 0) : PK_NPOS;
	struct group *g;
	int64_t n, of;

	if (at == PK_NPOS || pk_str_int(pk_str_sub(count->value, 0, at), 1, COUNT_MAX, &n) != 0)
		return;
	g = group_of(c, id ? id->value : PK_S(""));
	g->came[n] = true;
	/* "3 of ?" is allowed as well. */
	if (pk_str_int(pk_str_sub(count->value, at + 4, count->value.n), n, COUNT_MAX, &of) == 0 && (size_t)of > g->of)
		g->of = (size_t)of;
}

/* Where neither plan nor roster says who should have come, the bundles themselves do. */
static void
missing_numbers(struct collection *c)
{
	struct pk_buf b = PK_BUF_INIT;
	size_t i, n;

	for (i = 0; i < c->groups.n && c->expected.n == 0; i++) {
		for (n = 1; n <= c->groups.v[i].of; n++) {
			if (c->groups.v[i].came[n])
				continue;
			pk_buf_clear(&b);
			pk_buf_str(&b, c->groups.v[i].id);
			pk_buf_printf(&b, "%s%zu of %zu", b.n ? ": " : "", n, c->groups.v[i].of);
			row(c, PK_S(""), pk_buf_z(&b), MISSING, NULL, NULL);
		}
	}
	pk_buf_free(&b);
}

/* Rows of a catalogue into the merged one, by the names of the columns. */
static void
merge(struct collection *c, struct pk_bag *bag, struct pk_str unit)
{
	struct pk_bag_rec *rec = pk_bag_find(bag, PK_S("catalogue.csv"));
	struct pk_buf text = PK_BUF_INIT;
	struct pk_minicsv csv;
	PK_VEC(size_t) at = {NULL, 0, 0};
	size_t i, k;

	if (!rec || rec->member == PK_BAG_NONE || pk_bag_read(bag, rec, &text) != 0) {
		pk_buf_free(&text);
		return;
	}
	pk_minicsv_init(&csv, pk_buf_view(&text));
	if (pk_minicsv_next(&csv) == 1) {
		bool first = c->columns.n == 0;

		for (i = 0; first && i < csv.n; i++)
			PK_PUSH(&c->columns, pk_str_dup(&c->arena, csv.field[i]));
		if (first) {
			pk_csv_puts(&c->csv, "数据包");
			pk_csv_puts(&c->csv, "报送单位");
			for (i = 0; i < c->columns.n; i++)
				pk_csv_cell(&c->csv, c->columns.v[i]);
			pk_csv_end(&c->csv);
		}
		for (i = 0; i < c->columns.n; i++) {
			size_t found = PK_NPOS;

			for (k = 0; k < csv.n && found == PK_NPOS; k++)
				if (pk_str_eq(csv.field[k], c->columns.v[i]))
					found = k;
			PK_PUSH(&at, found);
		}
	}
	while (pk_minicsv_next(&csv) == 1) {
		pk_csv_cell(&c->csv, pk_str(bag->name));
		pk_csv_cell(&c->csv, unit);
		for (i = 0; i < at.n; i++)
			pk_csv_cell(&c->csv, at.v[i] < csv.n ? pk_csv_plain(csv.field[at.v[i]]) : PK_S(""));
		pk_csv_end(&c->csv);
	}
	pk_free(at.v);
	pk_minicsv_free(&csv);
	pk_buf_free(&text);
}

static void
take(struct collection *c, const char *path, const struct pk_bag_opts *bo, struct pk_findings *f)
{
	struct pk_bundle_sum sum = {0};
	struct pk_bag bag;
	struct pk_str unit;
	enum state s;
	int rc;

	pk_findings_begin(f, path);
	rc = pk_bag_verify(&bag, path, bo, &f->sink);
	s = state_of(c, &bag, f, rc, &unit);
	row(c, unit, path, s, &bag, f);
	if (s != INVALID)
		count_bundle(c, &bag);
	if (c->o->output && (s == CAME || s == LATE || s == UNEXPECTED))
		merge(c, &bag, unit);
	f->format = PK_FIND_TSV; /* the line that sums up is the table's business */
	(void)pk_findings_end(f, &sum, rc == 0);
	f->format = PK_FIND_TEXT;
	pk_bag_free(&bag);
}

static int
run(struct collection *c, char **operand, size_t n)
{
	static const struct pk_grid_col cols[] = {{"unit", {"Unit", "报送单位"}, false, 0},
	    {"state", {"State", "状态"}, false, 0}, {"bundle", {"Bundle", "数据包"}, false, 0},
	    {"date", {"Date", "制作日期"}, false, 0}, {"files", {"Files", "文件数"}, true, 0},
	    {"bytes", {"Bytes", "字节数"}, true, 0}, {"errors", {"Errors", "错误"}, true, 0},
	    {"warnings", {"Warnings", "警告"}, true, 0}};
	struct pk_bag_opts bo;
	struct pk_findings f;
	size_t i;
	int status;

	if (pk_cmd_bag_opts(c->o, &bo) != 0)
		return 2;
	pk_cmd_sandbox(c->o, operand, n);
	pk_findings_init(&f, c->o->err, PK_FIND_TEXT, c->o->lang, c->o->sink);
	pk_grid_init(&c->g, cols, 8, (enum pk_form)c->o->form, c->o->lang, c->o->out);
	for (i = 0; i < n; i++)
		take(c, operand[i], &bo, &f);
	for (i = 0; i < c->expected.n; i++)
		if (c->came.v[c->expected.entries[i].value] == 0)
			row(c, c->expected.entries[i].key, "", MISSING, NULL, NULL);
	missing_numbers(c);
	pk_grid_render(&c->g);
	status = f.troubled ? 2 : c->wrong ? 1 : 0;
	pk_grid_free(&c->g);
	pk_findings_free(&f);
	return status;
}

int
pk_cmd_collect(const struct pk_pack_opts *o, char **operand, size_t n)
{
	struct collection c = {.o = o};
	int status = 2;
	size_t i;

	if (load_expected(&c) == 0 && (!o->output || pk_out_open(&c.merged, o->output, o->sink) == 0)) {
		if (o->output)
			pk_csv_init(&c.csv, &c.merged, true);
		status = run(&c, operand, n);
		if (o->output) {
			pk_csv_free(&c.csv);
			if (pk_out_close(&c.merged, o->sink) != 0)
				status = 2;
		}
	}
	if (c.has_roster)
		pk_roster_free(&c.roster);
	pk_map_free(&c.expected);
	pk_free(c.came.v);
	for (i = 0; i < c.groups.n; i++)
		pk_free(c.groups.v[i].came);
	pk_free(c.groups.v);
	pk_free(c.columns.v);
	pk_arena_free(&c.arena);
	return status;
}
