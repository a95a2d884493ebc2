#include "bundle/evidencei.h"

#include "archive/deflate.h"
#include "bundle/charset.h"
#include "bundle/hashrun.h"
#include "ledger/csv.h"
#include "ledger/table.h"
#include "ledger/value.h"
#include "text/utf8.h"

#include <sys/stat.h>

/* A cell kept for as long as the evidence. */
static struct pk_str
keep(struct pk_evidence *ev, const struct pk_table *t, const struct pk_row *row, enum pk_col col)
{
	return pk_str_dup(&ev->arena, pk_csv_plain(pk_cell(t, row, col)));
}

static struct pk_str
keep_at(struct pk_evidence *ev, const struct pk_row *row, size_t at)
{
	return pk_str_dup(&ev->arena, pk_wide_trim(pk_cell_at(row, at)));
}

static bool
is_digits(struct pk_str s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	return true;
}

static struct pk_date
date_of(struct pk_str s)
{
	struct pk_date d = {0, 0, 0};

	if (s.n == 8 && is_digits(s)) {
		/* 19990909, as catalogues write it (DA/T 22) */
		char z[11] = {s.p[0], s.p[1], s.p[2], s.p[3], '-', s.p[4], s.p[5], '-', s.p[6], s.p[7], '\0'};

		if (pk_date_parse(pk_str(z), &d) != 0)
			d = (struct pk_date){0, 0, 0};
	} else if (pk_ledger_date(s, &d) != 0) {
		d = (struct pk_date){0, 0, 0};
	}
	return d;
}

static struct pk_str
without_dot(struct pk_str path)
{
	return pk_str_starts(path, PK_S("./")) ? pk_str_sub(path, 2, path.n) : path;
}

static void
take_row(struct pk_evidence *ev, const struct pk_table *t, const struct pk_row *row, const size_t extra[4])
{
	struct pk_ev_item it = {.line = row->line, .file = PK_NPOS, .task_at = PK_NPOS};
	const struct pk_map_entry *e;

	it.unit = keep(ev, t, row, PK_EVIDENCE_UNIT);
	if (ev->unit && !pk_str_is(it.unit, ev->unit)) {
		(void)pk_map_put(&ev->others, without_dot(keep(ev, t, row, PK_EVIDENCE_PATH)), 0, NULL);
		return;
	}
	it.id = keep(ev, t, row, PK_EVIDENCE_EVIDENCE_ID);
	it.task = keep(ev, t, row, PK_EVIDENCE_TASK_ID);
	it.req = keep(ev, t, row, PK_EVIDENCE_REQ_CODE);
	it.title = keep(ev, t, row, PK_EVIDENCE_TITLE);
	it.kind = keep(ev, t, row, PK_EVIDENCE_KIND);
	it.path = without_dot(keep(ev, t, row, PK_EVIDENCE_PATH));
	it.pages = keep(ev, t, row, PK_EVIDENCE_PAGES);
	it.sha256 = keep(ev, t, row, PK_EVIDENCE_SHA256);
	it.size = keep(ev, t, row, PK_EVIDENCE_SIZE);
	it.doc_date = keep(ev, t, row, PK_EVIDENCE_DOC_DATE);
	it.event_date = keep(ev, t, row, PK_EVIDENCE_EVENT_DATE);
	it.before_after = keep(ev, t, row, PK_EVIDENCE_PHOTO_BEFORE_AFTER);
	it.original = keep(ev, t, row, PK_EVIDENCE_ORIGINAL);
	it.sealed = keep(ev, t, row, PK_EVIDENCE_SEALED);
	it.secret = keep(ev, t, row, PK_EVIDENCE_SECRET);
	it.submitted = keep(ev, t, row, PK_EVIDENCE_SUBMITTED);
	it.note = keep(ev, t, row, PK_EVIDENCE_NOTE);
	it.number = keep_at(ev, row, extra[0]);
	it.place = keep_at(ev, row, extra[1]);
	it.people = keep_at(ev, row, extra[2]);
	it.archive_no = keep_at(ev, row, extra[3]);
	it.doc = date_of(it.doc_date);
	it.event = date_of(it.event_date);
	it.sent = date_of(it.submitted);
	it.material = pk_material_of(it.kind, it.title, it.path);
	it.original_row = ev->items.n;
	if (!ev->ledger_campaign.n)
		ev->ledger_campaign = keep(ev, t, row, PK_EVIDENCE_CAMPAIGN_ID);
	e = pk_map_get(&ev->task_ids, it.task);
	if (e)
		it.task_at = e->value;
	PK_PUSH(&ev->items, it);
}

static int
load_ledger(struct pk_evidence *ev, const char *path, struct pk_sink *sink)
{
	struct pk_table_opts to = {.kind = PK_TABLE_EVIDENCE};
	struct pk_table t;
	struct pk_row row;
	size_t extra[4];
	int rc = pk_table_open(&t, path, &to, sink);

	if (rc == 0) {
		extra[0] = pk_header_find(&t.header, PK_S("文号"));
		extra[1] = pk_header_find(&t.header, PK_S("地点"));
		extra[2] = pk_header_find(&t.header, PK_S("人物"));
		extra[3] = pk_header_find(&t.header, PK_S("档号"));
		ev->has_place = extra[1] != PK_NPOS;
		ev->has_people = extra[2] != PK_NPOS;
		while ((rc = pk_table_next(&t, &row)) == 1)
			take_row(ev, &t, &row, extra);
		/* A row that cannot be read is material that would be left out unseen. */
		if (t.bad > 0)
			rc = -1;
	}
	pk_table_close(&t);
	return rc;
}

struct job {
	struct pk_evidence *ev;
	uint32_t *member;
	unsigned mask;
	struct pk_reader *fault; /* by member: why it could not be read */
};

static unsigned
masks(void *ctx, size_t i)
{
	const struct job *j = ctx;

	(void)i;
	return j->mask;
}

static void
sum_up(void *ctx, size_t i, struct pk_str block)
{
	struct job *j = ctx;
	struct pk_ev_file *f = &j->ev->files[j->member[i]];

	f->crc = pk_crc32(f->crc, block.p, block.n);
}

static void
hashed(void *ctx, size_t i, bool right, struct pk_digest *d, const struct pk_filelook *look,
    const struct pk_reader *r)
{
	struct job *j = ctx;
	struct pk_ev_file *f = &j->ev->files[j->member[i]];
	size_t a;

	f->look = *look;
	f->hashed = right;
	for (a = 0; a < j->ev->nalgs && right; a++)
		pk_digest_end(d, j->ev->alg[a], f->digest[a]);
	j->fault[i] = *r;
}

/* Hashes and looks at every file that the ledger names. */
static int
hash_files(struct pk_evidence *ev, const struct pk_evidence_opts *opts, struct pk_sink *findings)
{
	struct job j = {.ev = ev};
	struct pk_hashrun run = {.arc = ev->dir, .threads = opts->threads, .look = true, .ctx = &j, .masks = masks,
	    .some = sum_up, .end = hashed, .progress = opts->progress, .progress_ctx = opts->progress_ctx};
	size_t i, count = pk_arc_count(ev->dir);
	int rc = 0;

	j.member = pk_alloc(count, sizeof(*j.member));
	for (i = 0; i < count; i++)
		if (ev->files[i].used)
			j.member[run.n++] = (uint32_t)i;
	for (i = 0; i < ev->nalgs; i++)
		j.mask |= 1u << ev->alg[i];
	j.fault = pk_zalloc(run.n, sizeof(*j.fault));
	run.member = j.member;
	run.mask = j.mask;
	(void)pk_hashrun(&run);
	for (i = 0; i < run.n; i++) {
		if (ev->files[j.member[i]].hashed)
			continue;
		pk_reader_diag(&j.fault[i], findings);
		rc = -1;
	}
	pk_free(j.member);
	pk_free(j.fault);
	return rc;
}

/* Each part of the path that is no UTF-8, out of its encoding: 0, or -1. */
static int
decode_path(struct pk_str raw, struct pk_str encoding, struct pk_buf *out)
{
	struct pk_str part;
	size_t at;
	int rc = 0;

	while (rc == 0 && pk_str_split(&raw, '/', &part)) {
		if (out->n)
			pk_buf_putc(out, '/');
		if (pk_utf8_check(part) == part.n)
			pk_buf_str(out, part);
		else
			rc = pk_charset_decode(encoding, part, out, &at);
	}
	return rc;
}

/* Names that some old system wrote, in UTF-8. */
static void
decode_names(struct pk_evidence *ev, const char *encoding)
{
	size_t i;

	for (i = 0; encoding && i < pk_arc_count(ev->dir); i++) {
		struct pk_str raw = pk_arc_member(ev->dir, i)->path;
		struct pk_buf b = PK_BUF_INIT;

		if (pk_utf8_check(raw) != raw.n && decode_path(raw, pk_str(encoding), &b) == 0) {
			ev->files[i].name = pk_str_dup(&ev->arena, pk_buf_view(&b));
			(void)pk_map_put(&ev->by_name, ev->files[i].name, i, NULL);
		}
		pk_buf_free(&b);
	}
}

struct pk_str
pk_evidence_path(const struct pk_evidence *ev, size_t member)
{
	return ev->files[member].name.p ? ev->files[member].name : pk_arc_member(ev->dir, member)->path;
}

static size_t
find_file(const struct pk_evidence *ev, struct pk_str path)
{
	const struct pk_map_entry *e = pk_map_get(&ev->by_name, path);

	return e ? e->value : pk_arc_find(ev->dir, path);
}

/* A path as Windows writes it, when no file of this very name is there. */
static size_t
find_windows(struct pk_evidence *ev, struct pk_str *path)
{
	struct pk_buf b = PK_BUF_INIT;
	size_t i, at;

	pk_buf_str(&b, *path);
	for (i = 0; i < b.n; i++)
		if (b.p[i] == '\\')
			b.p[i] = '/';
	at = find_file(ev, without_dot(pk_buf_view(&b)));
	if (at != PK_NPOS)
		*path = pk_str_dup(&ev->arena, without_dot(pk_buf_view(&b)));
	pk_buf_free(&b);
	return at;
}

/* Rows and files, each to the other. */
static void
join(struct pk_evidence *ev)
{
	struct pk_map first = {0};
	size_t i;

	for (i = 0; i < ev->items.n; i++) {
		struct pk_ev_item *it = &ev->items.v[i];
		const struct pk_member *m;
		size_t at = find_file(ev, it->path);

		if (at == PK_NPOS && pk_str_find(it->path, PK_S("\\"), 0) != PK_NPOS)
			at = find_windows(ev, &it->path);
		m = at == PK_NPOS ? NULL : pk_arc_member(ev->dir, at);
		if (!m || m->dir || m->bad)
			continue;
		it->file = at;
		it->original_row = pk_map_put(&first, m->path, i, NULL)->value;
		ev->files[at].used = true;
		if (m->mtime > ev->newest)
			ev->newest = m->mtime;
	}
	pk_map_free(&first);
}

/* Plan, ledger and rules may lie in the folder: they are no evidence. */
static void
mark_own(struct pk_evidence *ev, const char *path)
{
	struct stat st;
	size_t i;

	if (!path || stat(path, &st) != 0)
		return;
	for (i = 0; i < pk_arc_count(ev->dir); i++) {
		const struct pk_member *m = pk_arc_member(ev->dir, i);

		if (!m->dir && m->off == (uint64_t)st.st_ino && m->size == (uint64_t)st.st_size)
			ev->files[i].own = true;
	}
}

/* Tasks that the unit has rows for, or that name it. */
static void
mark_asked(struct pk_evidence *ev)
{
	size_t i;

	for (i = 0; i < ev->tasks.n; i++) {
		struct pk_ev_task *t = &ev->tasks.v[i];
		struct pk_str unit = pk_str(ev->unit);

		t->asked = !ev->unit || pk_str_find(t->lead, unit, 0) != PK_NPOS || pk_str_find(t->units, unit, 0) != PK_NPOS;
	}
	for (i = 0; i < ev->items.n; i++)
		if (ev->items.v[i].task_at != PK_NPOS)
			ev->tasks.v[ev->items.v[i].task_at].asked = true;
}

static void
rule_demands(struct pk_evidence *ev)
{
	size_t i, j;

	for (i = 0; i < ev->rules->demands.n; i++) {
		const struct pk_rule_demand *d = &ev->rules->demands.v[i];

		for (j = 0; j < ev->tasks.n; j++)
			if (pk_str_is(d->task, "*") || pk_str_eq(d->task, ev->tasks.v[j].id))
				ev_add_demand(ev, &ev->tasks.v[j].demands, d->words, d->mask, 0);
	}
}

int
pk_evidence_load(struct pk_evidence *ev, const struct pk_evidence_opts *opts, struct pk_sink *findings,
    struct pk_sink *sink)
{
	struct pk_arc_opts ao = {.limits = opts->limits, .dereference = opts->dereference};
	size_t i;

	*ev = (struct pk_evidence){.name = opts->dir, .rules = opts->rules, .nalgs = opts->nalgs,
	    .threads = opts->threads, .unit = opts->unit, .as_of = opts->as_of};
	for (i = 0; i < opts->nalgs; i++)
		ev->alg[i] = opts->alg[i];
	if (ev_load_plan(ev, opts->plan, sink) != 0 || load_ledger(ev, opts->ledger, sink) != 0)
		return -1;
	mark_asked(ev);
	rule_demands(ev);
	ev->dir = pk_arc_open(opts->dir, &ao, findings);
	if (!ev->dir)
		return -1;
	if (pk_arc_format(ev->dir) != PK_ARC_DIR) {
		pk_diag(sink, PK_D_EV_NOT_FOLDER, PK_POS(opts->dir, 0), NULL);
		return -1;
	}
	ev->files = pk_zalloc(pk_arc_count(ev->dir), sizeof(*ev->files));
	if (ev->ledger_campaign.n)
		ev->campaign = ev->ledger_campaign;
	mark_own(ev, opts->plan);
	mark_own(ev, opts->ledger);
	mark_own(ev, opts->rules_file);
	decode_names(ev, opts->names_from);
	join(ev);
	return hash_files(ev, opts, findings);
}

void
pk_evidence_free(struct pk_evidence *ev)
{
	size_t i;

	for (i = 0; i < ev->tasks.n; i++)
		pk_free(ev->tasks.v[i].demands.v);
	pk_free(ev->tasks.v);
	pk_free(ev->demands.v);
	pk_free(ev->items.v);
	pk_free(ev->files);
	pk_buf_free(&ev->plan);
	pk_map_free(&ev->task_ids);
	pk_map_free(&ev->others);
	pk_map_free(&ev->by_name);
	pk_arc_close(ev->dir);
	pk_arena_free(&ev->arena);
}

bool
pk_ev_task_is_declined(const struct pk_ev_task *t)
{
	return t->items > 0 && t->declined == t->items;
}

enum pk_cover
pk_evidence_cover(const struct pk_ev_task *t, enum pk_material m)
{
	size_t i;

	if (t->count[m] > 0)
		return PK_COVER_THERE;
	if (pk_ev_task_is_declined(t))
		return PK_COVER_NONE;
	for (i = 0; i < t->demands.n; i++) {
		const struct pk_demand *d = &t->demands.v[i];

		/* A demand that several kinds satisfy is missing once, at the first of them. */
		if (d->found == 0 && d->mask & 1u << m && !(d->mask & ((1u << m) - 1)))
			return PK_COVER_MISSING;
	}
	return PK_COVER_NONE;
}
