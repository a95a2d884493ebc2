#include "parse/role.h"

#include "parse/role_look.h"

enum { STEPS_TEXT = 240 }; /* bytes that may lead into a list of steps (80 characters) */

/* What the items of a list, or of a section, have in common. */
struct tally {
	uint32_t n, phases, timed, due, backing, strong, points, goals, org;
	bool first_backs;
};

/*
 * A group of items by number: 0 nobody, 2i + 1 item i alone, 2k the items of which tallies.v[k] tells.
 * Most are of one item or none, and need no tally.
 */
struct work {
	struct pk_outline *o;
	struct pk_look *look;    /* of each item */
	PK_VEC(struct tally) tallies; /* the first is of nobody */
	struct pk_buf key;
	bool tasks_before;    /* a section of tasks stood before */
};

static void
count(struct tally *t, const struct pk_look *l)
{
	if (t->n++ == 0)
		t->first_backs = l->backing > 1;
	t->phases += l->stage || l->ends == N_PHASE;
	t->timed += l->timed;
	t->due += l->due;
	t->backing += l->backing > 0;
	t->strong += l->backing > 1;
	t->points += l->points || l->ends == N_SCORING;
	t->goals += l->ends == N_GOAL;
	t->org += l->ends == N_ORG || l->group;
}

/* What the items of a group have in common. */
static struct tally
tally_of(const struct work *w, uint32_t group)
{
	struct tally t = {0};

	if (group & 1)
		count(&t, &w->look[group / 2]);
	else
		t = w->tallies.v[group / 2];
	return t;
}

static struct tally
tally_beside(const struct work *w, size_t i)
{
	return tally_of(w, w->look[w->look[i].begins].list);
}

static struct tally
tally_in(const struct work *w, size_t i)
{
	return tally_of(w, w->look[i].in);
}

/* Item i comes into the group. */
static void
add(struct work *w, uint32_t *group, size_t i)
{
	struct tally t;

	if (*group == 0) {
		*group = (uint32_t)i * 2 + 1;
		return;
	}
	if (*group & 1) {
		t = tally_of(w, *group);
		*group = (uint32_t)w->tallies.n * 2;
		PK_PUSH(&w->tallies, t);
	}
	count(&w->tallies.v[*group / 2], &w->look[i]);
}

static void
tally_all(struct work *w)
{
	static const struct tally nobody;
	size_t i;

	for (i = 0; i < w->o->items.n; i++)
		pk_look_at(w->o, i, w->look, &w->key);
	PK_PUSH(&w->tallies, nobody);
	for (i = 0; i < w->o->items.n; i++) {
		add(w, &w->look[w->look[i].begins].list, i);
		if (w->o->items.v[i].parent != PK_ROOT)
			add(w, &w->look[w->o->items.v[i].parent].in, i);
	}
}

static bool
mostly(size_t part, size_t whole)
{
	return whole > 0 && part * 2 > whole;
}

/* All items give their time, and not only what each is due by: 印发方案(3月底前). */
static bool
all_timed(const struct tally *t)
{
	return t->n > 1 && t->timed == t->n && t->due < t->n;
}

/* 一、筹备(2月—3月) … 四、有关要求: more than half give the time they take, and none only when it is due. */
static bool
mostly_timed(const struct tally *t)
{
	return t->timed > 1 && t->due == 0 && mostly(t->timed, t->n);
}

/* What a heading without telling words is, by what stands in it or beside it. */
static enum nature
by_company(const struct work *w, const struct tally *t, bool later)
{
	if (t->n == 0)
		return N_UNKNOWN;
	if (mostly(t->phases, t->n) || all_timed(t))
		return N_PHASE;
	if (mostly(t->points, t->n))
		return N_SCORING;
	if (later && ((t->n > 1 && mostly(t->backing, t->n)) || (t->first_backs && w->tasks_before)))
		return N_SAFEGUARD;
	return N_UNKNOWN;
}

/* The nature of an item that stands under no section of a known nature. */
static enum nature
free_nature(const struct work *w, size_t i)
{
	const struct pk_entry *e = &w->o->items.v[i];
	const struct pk_look *l = &w->look[i];
	const struct tally its = tally_in(w, i), list = tally_beside(w, i), *in = &its, *beside = &list;
	enum nature n;

	if (l->graded)
		return N_SCORING;
	if (l->works && e->children && (l->ends == N_UNKNOWN || l->ends == N_LEAD))
		return N_TASK; /* a slogan over a list of work */
	/* 组织实施(3月1日至9月30日) among others that all give their time is a step. */
	if ((l->ends == N_SAFEGUARD || l->ends == N_TASK || l->ends == N_UNKNOWN) && l->timed && beside->n > 1 &&
	    (all_timed(beside) || mostly_timed(beside) || (l->ends == N_UNKNOWN && beside->timed > 1 && beside->phases > 0)))
		return N_PHASE;
	switch (l->ends) {
	case N_MEASURES:
		if (mostly(in->strong, in->n))
			return N_SAFEGUARD;
		return w->tasks_before ? N_SAFEGUARD : N_TASK;
	case N_ARRANGE:
		return mostly(in->phases, in->n) || (in->n && in->timed == in->n) || l->stage ? N_PHASE : N_TASK;
	case N_LEAD:
		return l->headed || (in->org > 0 && !(in->n > 2 && in->org * 2 < in->n)) ? N_ORG : N_SAFEGUARD;
	case N_AIMS:
		return in->n > 0 && !mostly(in->goals, in->n) ? N_TASK : N_GOAL;
	case N_TASK:
		return mostly(in->phases, in->n) && mostly(in->timed, in->n) ? N_PHASE : N_TASK;
	case N_DEMANDS:
		return w->tasks_before && !e->attached ? N_SAFEGUARD : N_TASK;
	case N_UNKNOWN:
		break;
	case N_GOAL:
		/* 落实节能目标 among tasks is a task. */
		if (!l->whole && l->backing == 0 && e->parent == PK_ROOT && beside->n > 3 && e->mark.style > PK_M_HAN &&
		    e->own > 0 && beside->goals * 4 < beside->n && !e->children && w->tasks_before)
			return N_TASK;
		return N_GOAL;
	case N_SCORING:
		if (l->contest && in->n == 0 && e->own < 60 && !l->points && !l->money && !l->ranks)
			return N_TASK;
		return in->n == 0 && l->folds && !l->points && !l->ranks ? N_SAFEGUARD : N_SCORING;
	default:
		return l->ends;
	}
	if (l->stage && l->timed)
		return N_PHASE;
	if (e->unmarked && l->group && e->members)
		return N_ORG;
	n = by_company(w, in, true);
	if (n == N_UNKNOWN && (e->mark.style > PK_M_HAN || e->mark.style == PK_M_NONE || !e->children))
		n = by_company(w, beside, true);
	if (n == N_UNKNOWN && l->backing > 1 && (!e->children || e->mark.style <= PK_M_HAN))
		n = N_SAFEGUARD;
	if ((n == N_SAFEGUARD && l->points) || ((n == N_SAFEGUARD || n == N_UNKNOWN) && l->money && l->appraises))
		n = N_SCORING;
	return n == N_UNKNOWN ? N_TASK : n;
}

static enum pk_role
role_at(const struct work *w, size_t i)
{
	return (enum pk_role)pk_entry_node(w->o, &w->o->items.v[i])->role;
}

/* The nature of an item in a schedule; its parent is item p. */
static enum nature
in_schedule(const struct work *w, size_t i, size_t p)
{
	const struct pk_look *l = &w->look[i], *pl = &w->look[p];
	size_t above = w->o->items.v[p].parent;

	/* 工作分工 in 分工及实施步骤 */
	if (l->whole && !l->timed && (l->ends == N_TASK || l->ends == N_ORG) && tally_beside(w, i).phases > 0 &&
	    pl->ends == N_PHASE && pl->timed == 0)
		return l->ends;
	if (w->o->items.v[i].mark.style == PK_M_MONTH && w->o->items.v[i].mark.len > 0)
		return N_TASK;
	/* 步骤 of one event among several: what is done in it, one after the other */
	if (above != PK_ROOT && w->o->items.v[above].nature == N_TASK && pl->ends == N_PHASE &&
	    tally_beside(w, i).phases == 0 && tally_beside(w, i).timed == 0)
		return N_TASK;
	/* 印发方案(5日前) in a step that gives its own time is work with a bound. */
	if (l->due && !l->stage && pl->timed && role_at(w, p) == PK_R_PHASE)
		return N_TASK;
	if (l->stage || l->timed || (l->told && !pl->timed && w->o->items.v[p].mark.style <= PK_M_HAN))
		return N_PHASE; /* 阶段划分: (一)2024年9月:启动 */
	/* Two levels below 活动步骤 stands what is done in a step. */
	if (above != PK_ROOT && w->o->items.v[above].nature == N_PHASE && pl->ends != N_PHASE)
		return N_TASK;
	return pl->stage || pl->timed || w->o->items.v[p].mark.style == PK_M_MONTH || role_at(w, p) == PK_R_PHASE
	           ? N_TASK
	           : N_PHASE;
}

/* The nature of an item in a section of nature `of`; its parent is item p. */
static enum nature
bound_nature(const struct work *w, size_t i, size_t p, enum nature of)
{
	const struct pk_look *l = &w->look[i], *pl = &w->look[p];
	struct tally list;
	size_t above = w->o->items.v[p].parent;
	/* Two levels below 工作要求 stands concrete work. */
	bool deeper = above != PK_ROOT && w->o->items.v[above].nature == N_SAFEGUARD;

	/* Chapters and parts are wide: a heading in them that names a section is one. */
	if (w->o->items.v[p].mark.style <= PK_M_SECTION && of != N_ARTICLE && l->ends != N_UNKNOWN &&
	    ((w->o->items.v[i].children && of != N_PHASE) || l->whole))
		return free_nature(w, i);
	switch (of) {
	case N_ARTICLE:
		return l->points ? N_SCORING : N_ARTICLE;
	case N_PHASE:
		return in_schedule(w, i, p);
	case N_TASK:
		if (l->stage && l->timed)
			return N_PHASE;
		if (l->ends == N_ORG && l->group)
			return N_ORG;
		return l->whole && (l->ends == N_OTHER || l->ends == N_PHASE) ? l->ends : N_TASK;
	case N_SAFEGUARD:
		/* 组织实施: all that stands in it gives its time. */
		list = tally_beside(w, i);
		if (l->timed && all_timed(&list))
			return N_PHASE;
		if (l->points || (l->money && l->appraises))
			return N_SCORING;
		if (deeper && l->backing == 0)
			return N_TASK;
		return N_SAFEGUARD;
	case N_SCORING:
		if ((pl->graded || pl->standards) && l->backing == 0)
			return N_SCORING;
		/* A row of a table of points has its points in a column of their own. */
		return l->merit || l->money || l->points || w->o->items.v[i].children || w->o->items.v[i].mark.style == PK_M_RECORD
		           ? N_SCORING
		           : N_SAFEGUARD;
	case N_OTHER:
		if (l->stage && (l->timed || l->told || w->o->items.v[i].mark.style == PK_M_STAGE))
			return N_PHASE; /* 活动时间: 第一阶段…, 检查时间: 自查阶段(5月至6月) */
		return l->ends == N_GOAL ? N_GOAL : N_OTHER; /* 整体概况: 活动目的 … */
	case N_GOAL:
		return l->ends == N_OTHER || l->ends == N_ORG || (l->whole && l->ends == N_TASK) ? l->ends : N_GOAL;
	default:
		return of;
	}
}

static enum pk_role
role_of(enum nature n)
{
	static const enum pk_role role[N_MAX] = {[N_UNKNOWN] = PK_R_TASK, [N_GOAL] = PK_R_GOAL,
	    [N_ORG] = PK_R_ORG, [N_TASK] = PK_R_TASK, [N_PHASE] = PK_R_PHASE, [N_SAFEGUARD] = PK_R_SAFEGUARD,
	    [N_SCORING] = PK_R_SCORING, [N_OTHER] = PK_R_OTHER, [N_ARTICLE] = PK_R_ARTICLE};

	return role[n];
}

/* An item with a list in it is a section unless it says itself what to do or who leads. */
static bool
only_groups(const struct work *w, size_t i)
{
	const struct pk_entry *e = &w->o->items.v[i];
	struct tally in;

	if (!e->children && e->own == 0 && w->o->marks[PK_M_ARTICLE] > 0 &&
	    (e->mark.style == PK_M_CHAPTER || e->mark.style == PK_M_SECTION || e->mark.style == PK_M_PART))
		return true; /* a chapter whose articles are not there */
	if (!e->children || e->leads)
		return false;
	if (e->mark.style == PK_M_CHAPTER || e->mark.style == PK_M_SECTION || e->mark.style == PK_M_PART)
		return true;
	if ((w->look[i].timed || w->look[i].told) && (w->look[i].stage || e->nature == N_PHASE))
		return false;
	/* 从即日起,至10月底结束,分三个阶段进行: tells of the steps below and is none itself. */
	in = tally_in(w, i);
	if (e->nature == N_PHASE && !w->look[i].timed && mostly(in.timed, in.n) && e->own < STEPS_TEXT)
		return true;
	return e->own < 60 && !(e->members && e->nature == N_ORG);
}

/* For --explain: what gave the item its role. */
static enum pk_role_rule
rule_of(const struct work *w, size_t i, bool bound)
{
	const struct pk_entry *e = &w->o->items.v[i];
	const struct pk_look *l = &w->look[i];

	if (role_at(w, i) == PK_R_SECTION)
		return PK_RR_ONLY_GROUPS;
	if (e->mark.style == PK_M_ARTICLE)
		return PK_RR_ARTICLE_MARK;
	if (bound)
		return PK_RR_SECTION_ABOVE;
	if (l->ends != N_UNKNOWN)
		return PK_RR_HEADING_WORDS;
	if (l->stage && l->timed)
		return PK_RR_STAGE_WITH_TIME;
	return e->nature == N_TASK ? PK_RR_NOTHING_ELSE : PK_RR_LIST;
}

void
pk_roles_set(struct pk_outline *o)
{
	struct work w = {.o = o};
	struct pk_node *n;
	size_t i, p;

	w.look = pk_zalloc(o->items.n + 1, sizeof(*w.look));
	tally_all(&w);
	for (i = 0; i < o->items.n; i++) {
		struct pk_entry *e = &o->items.v[i];

		p = e->parent;
		if (e->mark.style == PK_M_ARTICLE)
			e->nature = N_ARTICLE;
		else if (p == PK_ROOT || o->items.v[p].nature == N_UNKNOWN)
			e->nature = (uint8_t)free_nature(&w, i);
		else
			e->nature = (uint8_t)bound_nature(&w, i, p, (enum nature)o->items.v[p].nature);
		if (e->mark.style == PK_M_CHAPTER && o->marks[PK_M_ARTICLE] > 0)
			e->nature = N_UNKNOWN;
		n = pk_entry_node(o, e);
		n->role = 15u & (only_groups(&w, i) && e->nature != N_ARTICLE ? PK_R_SECTION : role_of((enum nature)e->nature));
		n->rule = 7u & rule_of(&w, i, p != PK_ROOT && o->items.v[p].nature != N_UNKNOWN);
		w.tasks_before = w.tasks_before || e->nature == N_TASK;
	}
	o->plan.v->regulation = o->marks[PK_M_ARTICLE] >= 3;
	pk_free(w.look);
	pk_free(w.tallies.v);
	pk_buf_free(&w.key);
}
