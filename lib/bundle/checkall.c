/* What stands between the rows: sequence, tasks and their demands, reuse, the folder. */
#include "bundle/checki.h"

#include "bundle/name.h"
#include "bundle/uni.h"
#include "text/utf8.h"

#include <stdlib.h>

struct number {
	struct pk_str prefix, id;
	int64_t n;
};

static int
by_number(const void *x, const void *y)
{
	const struct number *a = x, *b = y;
	int c = pk_str_cmp(a->prefix, b->prefix);

	if (c)
		return c;
	return (a->n > b->n) - (a->n < b->n);
}

/* 连续性: numbers with one prefix follow each other (DA/T 70), whatever the order of rows. */
void
ev_check_sequence(struct ev_check *c)
{
	struct pk_evidence *ev = c->ev;
	struct number *v = pk_alloc(ev->items.n, sizeof(*v));
	size_t i, n = 0;

	for (i = 0; i < ev->items.n; i++) {
		struct pk_str id = ev->items.v[i].id;
		size_t d = id.n;

		while (d > 0 && id.p[d - 1] >= '0' && id.p[d - 1] <= '9')
			d--;
		v[n] = (struct number){pk_str_sub(id, 0, d), id, 0};
		if (pk_str_int(pk_str_sub(id, d, id.n), 0, INT64_MAX, &v[n].n) == 0)
			n++;
	}
	if (n)
		qsort(v, n, sizeof(*v), by_number);
	for (i = 1; i < n; i++)
		if (pk_str_eq(v[i].prefix, v[i - 1].prefix) && v[i].n != v[i - 1].n + 1)
			ev_say(c, PK_D_EV_SEQUENCE, v[i].id, PK_Z(c->scratch, v[i - 1].id), PK_Z(c->scratch, v[i].id));
	pk_free(v);
}

/* "非本单位任务": the unit writes back, as it should, that a task is not its own. */
static bool
says_not_ours(struct pk_str kind)
{
	static const char *const words[] = {"非本单位", "非我单位", "不属本单位", "不属我单位", "不属于本单位", "不属于我单位"};
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (pk_str_find(kind, pk_str(words[i]), 0) != PK_NPOS)
			return true;
	return false;
}

static void
count_items(struct pk_evidence *ev)
{
	size_t i, j;

	for (i = 0; i < ev->items.n; i++) {
		const struct pk_ev_item *it = &ev->items.v[i];
		struct pk_ev_task *t = it->task_at != PK_NPOS ? &ev->tasks.v[it->task_at] : NULL;

		if (it->file == PK_NPOS)
			continue; /* a row without a file proves nothing */
		for (j = 0; j < ev->demands.n; j++)
			ev->demands.v[j].found += (ev->demands.v[j].mask >> it->material) & 1;
		if (!t)
			continue;
		t->items++;
		t->declined += says_not_ours(it->kind);
		t->count[it->material]++;
		t->copies[it->material] += ev_is_copy(it);
		t->before |= pk_str_find(it->before_after, PK_S("前"), 0) != PK_NPOS;
		t->after |= pk_str_find(it->before_after, PK_S("后"), 0) != PK_NPOS;
		for (j = 0; j < t->demands.n; j++)
			t->demands.v[j].found += (t->demands.v[j].mask >> it->material) & 1;
	}
}

static void
demands(struct ev_check *c, struct pk_str subject, const struct pk_demands *d)
{
	size_t i;

	for (i = 0; i < d->n; i++)
		/* What stands on no line of the plan, a rules file has asked for. */
		if (d->v[i].found == 0)
			ev_say(c, d->v[i].line ? PK_D_EV_NO_KIND : PK_D_EV_NO_KIND_RULE, subject,
			    PK_Z(c->scratch, d->v[i].words), PK_NUM(d->v[i].line));
}

/* Of a kind of document that a task has, one should be an original (原件为主). */
static void
originals(struct ev_check *c, const struct pk_ev_task *t)
{
	size_t m;

	for (m = 0; m < PK_MT_MEDIA; m++)
		if (t->count[m] > 0 && t->copies[m] == t->count[m])
			ev_say(c, PK_D_EV_ONLY_COPY, t->id, pk_material_name[m][PK_ZH], NULL);
}

static void
pictures(struct ev_check *c, const struct pk_ev_task *t)
{
	struct pk_buf b = PK_BUF_INIT;
	size_t i, n = t->count[PK_MT_PICTURE];

	if (t->before != t->after)
		ev_say(c, PK_D_EV_PHOTOS, t->id, t->before ? "整改后" : "整改前", NULL);
	for (i = 0; i < c->ev->rules->photos.n; i++) {
		const struct pk_rule_demand *d = &c->ev->rules->photos.v[i];

		if (n >= d->mask || !(pk_str_is(d->task, "*") || pk_str_eq(d->task, t->id)))
			continue;
		pk_buf_clear(&b);
		pk_buf_printf(&b, "%zu/%u", n, d->mask);
		ev_say(c, PK_D_EV_PHOTOS, t->id, b.p, NULL);
	}
	pk_buf_free(&b);
}

void
ev_check_tasks(struct ev_check *c)
{
	struct pk_evidence *ev = c->ev;
	struct pk_date due;
	size_t i;

	count_items(ev);
	for (i = 0; i < ev->tasks.n; i++) {
		const struct pk_ev_task *t = &ev->tasks.v[i];

		if (!t->asked)
			continue;
		/* What is not due yet is not missing. */
		if (ev->as_of.y && pk_date_parse(t->due, &due) == 0 && pk_date_cmp(due, ev->as_of) > 0)
			c->later = true;
		c->later |= pk_ev_task_is_declined(t);
		if (t->items == 0)
			ev_say(c, PK_D_EV_NO_EVIDENCE, t->id, PK_Z(c->scratch, t->title), NULL);
		demands(c, t->id, &t->demands);
		c->later = false;
		if (t->items > t->declined) {
			originals(c, t);
			pictures(c, t);
		}
	}
	demands(c, PK_S("*"), &ev->demands);
}

/* The same bytes for two tasks: one of them is probably not proved. */
void
ev_check_reuse(struct ev_check *c)
{
	struct pk_evidence *ev = c->ev;
	struct pk_map seen = {0};
	size_t i;

	for (i = 0; i < ev->items.n && ev->nalgs > 0; i++) {
		const struct pk_ev_item *it = &ev->items.v[i], *first;
		const struct pk_ev_file *f = it->file == PK_NPOS ? NULL : &ev->files[it->file];
		struct pk_map_entry *e;

		if (!f || !f->hashed || f->look.type == PK_FT_EMPTY)
			continue;
		e = pk_map_put(&seen, pk_strn((const char *)f->digest[0], pk_alg_size[ev->alg[0]]), i, NULL);
		first = &ev->items.v[e->value];
		if (!pk_str_eq(first->task, it->task))
			ev_say(c, PK_D_EV_REUSED, it->path, PK_Z(c->scratch, first->path), NULL);
	}
	pk_map_free(&seen);
}

static struct pk_str
path_of(void *ctx, size_t i)
{
	struct ev_check *c = ctx;

	return c->ev->files[i].used ? pk_evidence_path(c->ev, i) : PK_S("");
}

/* Packing must not create twins (RFC 8493 6.1.1). */
static void
twin(void *ctx, size_t a, size_t b, bool by_case)
{
	struct ev_check *c = ctx;
	const char *other = PK_Z(c->scratch, pk_evidence_path(c->ev, a));

	pk_diag_as(c->sink, PK_ERROR, by_case ? PK_D_NAME_CASE : PK_D_NAME_NORM, PK_POS(c->ev->name, 0),
	    PK_Z(c->scratch, pk_evidence_path(c->ev, b)), other, NULL);
}

static bool
is_litter(struct pk_str path)
{
	struct pk_str part;

	while (pk_str_split(&path, '/', &part))
		if (pk_name_is_litter(part))
			return true;
	return false;
}

static void
name(struct ev_check *c, struct pk_str path)
{
	struct pk_str rest = path, part;
	enum pk_diag_id id = PK_D_MAX;

	while (pk_str_split(&rest, '/', &part))
		if (!pk_name_is_portable(part))
			id = PK_D_NAME_PORTABLE;
	if (pk_utf8_check(path) != path.n)
		id = PK_D_NAME_RAW;
	else if (pk_name_is_deceptive(path))
		id = PK_D_NAME_SPOOF;
	if (id != PK_D_MAX)
		pk_diag_as(c->sink, PK_ERROR, id, PK_POS(c->ev->name, 0), PK_Z(c->scratch, path), NULL);
	if (pk_utf16_count(path) > PK_NAME_UTF16_MAX)
		pk_diag_as(c->sink, PK_ERROR, PK_D_NAME_LONG, PK_POS(c->ev->name, 0), PK_Z(c->scratch, path), NULL);
}

void
ev_check_folder(struct ev_check *c)
{
	struct pk_evidence *ev = c->ev;
	size_t i, n = pk_arc_count(ev->dir);

	for (i = 0; i < n; i++) {
		const struct pk_member *m = pk_arc_member(ev->dir, i);

		if (m->dir || m->bad || ev->files[i].own)
			continue;
		if (ev->files[i].used)
			name(c, pk_evidence_path(ev, i));
		else if (is_litter(m->path))
			pk_diag_as(c->sink, PK_NOTE, PK_D_NAME_SYSTEM, PK_POS(ev->name, 0), PK_Z(c->scratch, m->path), NULL);
		else if (!pk_map_get(&ev->others, pk_evidence_path(ev, i)))
			ev_say(c, PK_D_EV_NO_ROW, pk_evidence_path(ev, i), NULL, NULL);
	}
	pk_name_twins(n, path_of, twin, c);
}
