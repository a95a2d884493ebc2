#include "bundle/evidence.h"

#include "archive/deflate.h"
#include "base/par.h"
#include "base/spool.h"
#include "ledger/outline.h"
#include "ledger/split.h"
#include "ledger/table.h"
#include "ledger/value.h"
#include "plan/read.h"

#include <pthread.h>
#include <sys/stat.h>

/* Bytes of a plan: one of a hundred pages has half a megabyte of XML. */
enum { PLAN_MAX = 64 << 20, BLOCK = 256 * 1024 };

static void
add_demand(struct pk_evidence *ev, struct pk_demands *to, struct pk_str words, unsigned mask, size_t line)
{
	struct pk_demand d = {.words = pk_str_dup(&ev->arena, words), .mask = mask, .line = line};
	size_t i;

	for (i = 0; i < to->n; i++)
		if (pk_str_eq(to->v[i].words, words))
			return;
	PK_PUSH(to, d);
}

static void
add_span(struct pk_evidence *ev, struct pk_demands *to, struct pk_ref r)
{
	struct pk_str words = pk_text_uncut(&ev->arena, pk_ref_text(r));

	add_demand(ev, to, words, pk_material_demand(words, pk_ref_attr(r, PK_A_KIND)), r.block->line);
}

static void
add_task(struct pk_evidence *ev, const struct pk_task *t, const struct pk_entry *e)
{
	struct pk_ev_task task = {.id = pk_str_dup(&ev->arena, t->cell[PK_TASKS_TASK_ID]),
	    .title = pk_str_dup(&ev->arena, t->cell[PK_TASKS_TITLE]),
	    .category = pk_str_dup(&ev->arena, t->cell[PK_TASKS_CATEGORY]),
	    .lead = pk_str_dup(&ev->arena, t->cell[PK_TASKS_LEAD_UNIT]),
	    .units = pk_str_dup(&ev->arena, t->cell[PK_TASKS_UNITS]),
	    .start = pk_str_dup(&ev->arena, t->cell[PK_TASKS_START]),
	    .due = pk_str_dup(&ev->arena, t->cell[PK_TASKS_DUE])};
	size_t i;

	for (i = 0; i < e->refs.n; i++) {
		const struct pk_span *s = e->refs.v[i].span;

		if (s->kind != PK_SP_EVIDENCE)
			continue;
		add_span(ev, &task.demands, e->refs.v[i]);
	}
	(void)pk_map_put(&ev->task_ids, task.id, ev->tasks.n, NULL);
	PK_PUSH(&ev->tasks, task);
}

/* Materials that the plan asks for outside its tasks are asked of the plan as a whole. */
static void
add_common(struct pk_evidence *ev, const struct pk_node *plan, const struct pk_map *seen)
{
	const struct pk_node *n;
	size_t i;

	for (n = plan; n; n = pk_node_next(plan, n)) {
		for (i = 0; i < n->nspans; i++) {
			const struct pk_span *s = &n->span[i];

			if (s->kind == PK_SP_EVIDENCE && !pk_map_get(seen, pk_strn((const char *)&s, sizeof(s))))
				add_span(ev, &ev->demands, (struct pk_ref){s, n});
		}
	}
}

static void
take_plan(struct pk_evidence *ev, struct pk_split *split, const struct pk_node *plan)
{
	const struct pk_node *title = pk_node_child(plan, PK_N_TITLE);
	struct pk_entries e;
	struct pk_map seen = {0};
	struct pk_arena keys = PK_ARENA_INIT;
	size_t i, k = 0;

	if (!ev->plan_title.p && title)
		ev->plan_title = pk_str_dup(&ev->arena, pk_text_uncut(&ev->arena, title->text));
	if (!ev->campaign.p)
		ev->campaign = pk_str_dup(&ev->arena, plan->id);
	pk_split_plan(split, plan);
	pk_entries_make(&e, plan);
	for (i = 0; i < e.n; i++) {
		struct pk_entry *x = &e.v[i];
		size_t j;

		if (!x->row)
			continue;
		/* The map keeps pointers to its keys: give them a place that lasts. */
		for (j = 0; j < x->refs.n; j++) {
			const struct pk_span **key = pk_arena_alloc(&keys, 1, sizeof(*key));

			*key = x->refs.v[j].span;
			if (x->refs.v[j].span->kind == PK_SP_EVIDENCE)
				(void)pk_map_put(&seen, pk_strn((const char *)key, sizeof(*key)), 0, NULL);
		}
		if (k < split->tasks.n)
			add_task(ev, &split->tasks.v[k++], x);
	}
	add_common(ev, plan, &seen);
	pk_entries_free(&e);
	pk_map_free(&seen);
	pk_arena_free(&keys);
}

static int
load_plan(struct pk_evidence *ev, const char *path, struct pk_sink *sink)
{
	struct pk_spool sp = {0};
	struct pk_plan_reader *r;
	struct pk_split split;
	struct pk_node *plan;
	int64_t n = 1;
	int rc;

	if (pk_spool_open(&sp, path, sink) != 0)
		return -1;
	while (n > 0 && ev->plan.n <= PLAN_MAX) {
		pk_buf_reserve(&ev->plan, BLOCK);
		n = pk_spool_read(&sp, ev->plan.p + ev->plan.n, BLOCK, sink);
		if (n > 0)
			ev->plan.n += (size_t)n;
	}
	if (n > 0)
		pk_diag(sink, PK_D_IO_TOO_LARGE, PK_POS(pk_in_name(path), 0), PK_NUM(PLAN_MAX), NULL);
	if (n != 0 || pk_spool_rewind(&sp, sink) != 0) {
		pk_spool_close(&sp);
		return -1;
	}
	r = pk_plan_reader_open_spool(&sp, sink);
	if (!r)
		return -1;
	pk_split_init(&split, NULL);
	while ((rc = pk_plan_reader_next_plan(r, &plan)) == 1)
		take_plan(ev, &split, plan);
	pk_split_free(&split);
	pk_plan_reader_close(r);
	return rc;
}

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
	it.path = keep(ev, t, row, PK_EVIDENCE_PATH);
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
	const struct pk_evidence_opts *opts;
	uint32_t *order;
	struct pk_digest *digest;
	unsigned char **buf;
	struct pk_reader *fault; /* by order: why it could not be read */
	pthread_mutex_t lock;
	uint64_t done, total;
};

static void
hash_file(void *ctx, unsigned worker, size_t i)
{
	struct job *j = ctx;
	size_t m = j->order[i], a;
	struct pk_ev_file *f = &j->ev->files[m];
	struct pk_digest *d = &j->digest[worker];
	struct pk_filescan scan = {0};
	struct pk_reader r;
	int64_t n = -1;
	unsigned mask = 0;

	if (!j->buf[worker])
		j->buf[worker] = pk_alloc(BLOCK, 1);
	for (a = 0; a < j->ev->nalgs; a++)
		mask |= 1u << j->ev->alg[a];
	pk_digest_start(d, mask);
	if (pk_reader_open(&r, j->ev->dir, m) == 0) {
		while ((n = pk_reader_read(&r, j->buf[worker], BLOCK)) > 0) {
			pk_digest_add(d, j->buf[worker], (size_t)n);
			f->crc = pk_crc32(f->crc, j->buf[worker], (size_t)n);
			pk_filescan_add(&scan, pk_strn((char *)j->buf[worker], (size_t)n));
			(void)pthread_mutex_lock(&j->lock);
			j->done += (uint64_t)n;
			(void)pthread_mutex_unlock(&j->lock);
			if (worker == 0 && j->opts->progress)
				j->opts->progress(j->opts->progress_ctx, j->done, j->total);
		}
	}
	f->look = pk_filescan_end(&scan, r.m->size);
	for (a = 0; a < j->ev->nalgs; a++)
		pk_digest_end(d, j->ev->alg[a], f->digest[a]);
	f->hashed = n == 0;
	pk_reader_close(&r);
	j->fault[i] = r;
}

/* Hashes and looks at every file that the ledger names. */
static int
hash_files(struct pk_evidence *ev, const struct pk_evidence_opts *opts, struct pk_sink *findings)
{
	struct job j = {.ev = ev, .opts = opts};
	unsigned threads = opts->threads < 1 ? 1 : opts->threads, t;
	size_t i, n = 0, count = pk_arc_count(ev->dir);
	int rc = 0;

	j.order = pk_alloc(count, sizeof(*j.order));
	for (i = 0; i < count; i++) {
		if (!ev->files[i].used)
			continue;
		j.order[n++] = (uint32_t)i;
		j.total += pk_arc_member(ev->dir, i)->size;
	}
	j.digest = pk_zalloc(threads, sizeof(*j.digest));
	j.buf = pk_zalloc(threads, sizeof(*j.buf));
	j.fault = pk_zalloc(n, sizeof(*j.fault));
	(void)pthread_mutex_init(&j.lock, NULL);
	pk_parallel(threads, n, hash_file, &j);
	(void)pthread_mutex_destroy(&j.lock);
	for (i = 0; i < n; i++) {
		if (ev->files[j.order[i]].hashed)
			continue;
		pk_reader_diag(&j.fault[i], findings);
		rc = -1;
	}
	for (t = 0; t < threads; t++) {
		pk_digest_free(&j.digest[t]);
		pk_free(j.buf[t]);
	}
	pk_free(j.digest);
	pk_free(j.buf);
	pk_free(j.fault);
	pk_free(j.order);
	return rc;
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
		size_t at = pk_arc_find(ev->dir, without_dot(it->path));

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
				add_demand(ev, &ev->tasks.v[j].demands, d->words, d->mask, 0);
	}
}

int
pk_evidence_load(struct pk_evidence *ev, const struct pk_evidence_opts *opts, struct pk_sink *findings,
    struct pk_sink *sink)
{
	struct pk_arc_opts ao = {.limits = PK_ARC_LIMITS};
	size_t i;

	*ev = (struct pk_evidence){.name = opts->dir, .rules = opts->rules, .nalgs = opts->nalgs,
	    .threads = opts->threads, .unit = opts->unit};
	for (i = 0; i < opts->nalgs; i++)
		ev->alg[i] = opts->alg[i];
	if (load_plan(ev, opts->plan, sink) != 0 || load_ledger(ev, opts->ledger, sink) != 0)
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
	join(ev);
	return hash_files(ev, opts, findings);
}

int
pk_evidence_load_plan(struct pk_evidence *ev, const char *path, struct pk_sink *sink)
{
	*ev = (struct pk_evidence){.name = path};
	return load_plan(ev, path, sink);
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
	pk_arc_close(ev->dir);
	pk_arena_free(&ev->arena);
}

enum pk_cover
pk_evidence_cover(const struct pk_ev_task *t, enum pk_material m)
{
	size_t i;

	if (t->count[m] > 0)
		return PK_COVER_THERE;
	for (i = 0; i < t->demands.n; i++) {
		const struct pk_demand *d = &t->demands.v[i];

		/* A demand that several kinds satisfy is missing once, at the first of them. */
		if (d->found == 0 && d->mask & 1u << m && !(d->mask & ((1u << m) - 1)))
			return PK_COVER_MISSING;
	}
	return PK_COVER_NONE;
}
