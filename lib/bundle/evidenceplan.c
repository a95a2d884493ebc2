/* The plan's side of the evidence: its tasks and what it demands. */
#include "bundle/evidencei.h"

#include "base/spool.h"
#include "ledger/outline.h"
#include "ledger/split.h"
#include "plan/read.h"

/* Bytes of a plan: one of a hundred pages has half a megabyte of XML. */
enum { PLAN_MAX = 64 << 20, BLOCK = 64 * 1024 };

void
ev_add_demand(struct pk_evidence *ev, struct pk_demands *to, struct pk_str words, unsigned mask, size_t line)
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

	ev_add_demand(ev, to, words, pk_material_demand(words, pk_ref_attr(r, PK_A_KIND)), r.block->line);
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
		for (i = 0; i < pk_node_spans(n); i++) {
			const struct pk_span *s = &n->spans->v[i];

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
		ev->plan_title = pk_str_dup(&ev->arena, pk_text_uncut(&ev->arena, pk_node_text(title)));
	if (!ev->campaign.p)
		ev->campaign = pk_str_dup(&ev->arena, pk_node_id(plan));
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

int
ev_load_plan(struct pk_evidence *ev, const char *path, struct pk_sink *sink)
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

int
pk_evidence_load_plan(struct pk_evidence *ev, const char *path, struct pk_sink *sink)
{
	*ev = (struct pk_evidence){.name = path};
	return ev_load_plan(ev, path, sink);
}
