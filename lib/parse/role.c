#include "parse/role.h"

#include "parse/cue.h"
#include "parse/role_words.h"
#include "text/num.h"
#include "text/utf8.h"

#include <pthread.h>

enum { T_ENDS, T_BACKING, T_VERBS, T_MAX };
enum {
	HEAD_KEY = 240,  /* bytes of a heading that are looked at */
	SECTION_KEY = 90, /* a heading that names a section is at most this long (30 characters) */
	STEPS_TEXT = 240, /* bytes that may lead into a list of steps (80 characters) */
	SHORT_KEY = 30    /* 参加活动对象: so short it names, though it begins with a verb (10 characters) */
};

static pthread_once_t once = PTHREAD_ONCE_INIT;
static struct pk_cues *cues, *text_cues; /* built once, then constant */

static void
build(void)
{
	const struct pk_cue *table[T_MAX] = {role_ends, role_backing, role_verbs};

	const struct pk_cue *text = role_text;

	cues = pk_cues_new(table, T_MAX);
	text_cues = pk_cues_new(&text, 1);
}

/* What one item's heading and text show. */
struct look {
	unsigned ends : 8;  /* enum nature: of the heading's last noun */
	unsigned backing : 2; /* strength of words that back the work: 0 none, 1 weak, 2 strong */
	bool timed : 1;     /* a bracket with nothing but a time */
	bool due : 1;       /* the time ends in 前: a bound and no span */
	bool stage : 1;     /* 阶段 */
	bool told : 1;      /* 准备阶段:5月1日至5日: its time stands right behind the word */
	bool points : 1, money : 1, merit : 1; /* rules that add or take points; amounts; words of appraisal */
	bool ranks : 1;     /* words of rank and reward among them, not only of appraisal */
	bool group : 1;     /* 领导小组, 组长 … in its text */
	bool headed : 1;    /* 组长 among them: who is in it is said */
	bool whole : 1;     /* `ends` is the whole heading */
	bool appraises : 1; /* the heading speaks of appraisal: 考核, 奖惩 */
	bool acts : 1;      /* the heading begins with a verb */
	bool graded : 1;    /* the heading tells what its part can bring: (25分) */
	bool standards : 1; /* the heading names what is judged by: 评选标准, 考核内容 */
	bool works : 1;     /* its text leads into a list of work: …主要做好以下工作: */
	bool contest : 1;    /* 黑板报评比: the heading names something that is compared */
	bool folds : 1;     /* its text folds the work into another appraisal: 纳入 */
	uint32_t begins;    /* the item that its list begins with */
	uint32_t list, in;  /* groups (see below): the list that begins with it, the items in it */
};

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
	struct look *look;    /* of each item */
	PK_VEC(struct tally) tallies; /* the first is of nobody */
	struct pk_buf key;
	bool tasks_before;    /* a section of tasks stood before */
};

/* 扣0.1分, 加2分, 计3分: a number before the 分 at `at`, and a word that gives or takes before it. */
static bool
is_points(struct pk_str s, size_t at)
{
	static const char *const verb[] = {"扣", "加", "减", "得", "计", "奖", "记", NULL};
	struct pk_str before = pk_str_sub(s, at > 24 ? at - 24 : 0, at), behind = pk_str_sub(s, at + 3, s.n);
	size_t from = before.n, k, b;
	uint32_t cp;

	for (; from > 0; from = b) {
		b = from - 1;
		while (b > 0 && ((unsigned char)before.p[b] & 0xc0) == 0x80)
			b--;
		(void)pk_utf8_next(before.p + b, before.n - b, &cp);
		cp = pk_fold(cp);
		if (pk_digit(cp) < 0 && cp != '.' && cp != 0x5341 && cp != '-')
			break;
	}
	if (from == before.n || pk_str_starts(behind, PK_S("钟")) || pk_str_starts(behind, PK_S("之")))
		return false;
	for (k = 0; verb[k]; k++)
		if (pk_str_ends(pk_str_sub(before, 0, from), pk_str(verb[k])))
			return true;
	return false;
}

/* 组织领导(25分): the heading of a sheet of points tells how many its part can bring. */
static bool
has_points_bracket(struct pk_str key)
{
	size_t i = pk_str_find(key, PK_S("("), 0), from;

	while (i != PK_NPOS) {
		for (from = ++i; i < key.n && ((key.p[i] >= '0' && key.p[i] <= '9') || key.p[i] == '.'); i++)
			;
		if (i > from && pk_str_starts(pk_str_sub(key, i, key.n), PK_S("分)")))
			return true;
		i = pk_str_find(key, PK_S("("), i);
	}
	return false;
}

/* Behind the bracket that opens at i when the clause goes on there: 对县(区)的处罚; else i. */
static size_t
over_bracket(struct pk_str key, size_t i)
{
	size_t close = pk_str_find(key, PK_S(")"), i);
	uint32_t cp;

	if (close == PK_NPOS || close + 1 >= key.n || close - i > SHORT_KEY)
		return i;
	(void)pk_utf8_next(key.p + close + 1, key.n - close - 1, &cp);
	return cp < 0x80 || cp == 0x3002 ? i : close + 1;
}

/* The end of the first clause of the key. */
static size_t
clause_end(struct pk_str key)
{
	size_t i, len;
	uint32_t cp;

	for (i = 0; i < key.n; i += len) {
		len = pk_utf8_next(key.p + i, key.n - i, &cp);
		if (cp == '(' && over_bracket(key, i) > i) {
			len = over_bracket(key, i) - i;
			continue;
		}
		if (cp == ',' || cp == 0x3002 || cp == ';' || cp == ':' || cp == '(' || cp == '[')
			break;
	}
	return i;
}

/* 【指导思想】: the words in the brackets, when they hold all of the heading. */
static struct pk_str
unbracketed(struct pk_str key)
{
	if (key.n > 2 && key.p[0] == '[' && pk_str_find(key, PK_S("]"), 0) == key.n - 1)
		return pk_str_sub(key, 1, key.n - 1);
	return key;
}

/* The longest word of role_ends that ends the first clause. */
static void
look_at_end(struct look *l, struct pk_str heading)
{
	struct pk_str key = unbracketed(heading), clause = pk_str_sub(key, 0, clause_end(key));
	struct pk_cue_match m;
	size_t i, len, behind;
	uint32_t cp;

	if (clause.n == 0 || clause.n > SECTION_KEY)
		return;
	l->acts = pk_cues_at(cues, clause, 0, &m) >> T_VERBS & 1;
	behind = l->acts && m.cls[T_VERBS] == 2 ? m.to[T_VERBS] : SIZE_MAX;
	for (i = 0; i < clause.n; i += len) {
		len = pk_utf8_next(clause.p + i, clause.n - i, &cp);
		if ((pk_cues_at(cues, clause, i, &m) >> T_ENDS & 1) && m.to[T_ENDS] == clause.n) {
			l->whole = i == 0;
			l->acts = l->acts && i != behind;
			if (!l->acts || l->whole || m.cls[T_ENDS] == N_ORG ||
			    (m.cls[T_ENDS] == N_OTHER && behind != SIZE_MAX && clause.n <= SHORT_KEY))
				l->ends = (unsigned)m.cls[T_ENDS] & 255u;
			return;
		}
	}
}

int
pk_names_section(struct pk_str key)
{
	struct look l = {0};

	(void)pthread_once(&once, build);
	key = unbracketed(key);
	look_at_end(&l, key);
	if (l.ends == N_UNKNOWN || key.n < 12 || key.n > 45)
		return 0;
	if (!l.whole && (l.acts || key.n > 24))
		return 0;
	return l.ends == N_GOAL || l.ends == N_ORG || l.ends == N_OTHER || l.ends == N_LEAD ? -1 : 1;
}

bool
pk_names_schedule(struct pk_str key)
{
	struct look l = {0};

	(void)pthread_once(&once, build);
	look_at_end(&l, key);
	return (l.ends == N_PHASE || l.ends == N_ARRANGE) && pk_str_find(key, PK_S("阶段"), 0) == PK_NPOS;
}

static void
look_at_backing(struct look *l, struct pk_str key)
{
	struct pk_cue_match m;
	size_t i, len, end = clause_end(key);
	uint32_t cp;

	/* The second clause counts as well: 网格包保,责任到人. */
	if (end < key.n)
		end += 1 + clause_end(pk_str_sub(key, end + 1, key.n));
	if (end > 90)
		end = 90;
	for (i = 0; i < end && i < key.n; i += len) {
		len = pk_utf8_next(key.p + i, key.n - i, &cp);
		if (pk_cues_may_begin(cues, cp) && (pk_cues_at(cues, key, i, &m) >> T_BACKING & 1) &&
		    (unsigned)m.cls[T_BACKING] > l->backing)
			l->backing = (unsigned)m.cls[T_BACKING] & 3u;
	}
}

static void
look_at_text(struct look *l, struct pk_str t)
{
	struct pk_cue_match m;
	bool yuan = false, gives = false;
	size_t i;

	for (i = pk_cues_skip(text_cues, t, 0); i < t.n; i = pk_cues_skip(text_cues, t, i + 3)) {
		if (!(pk_cues_at(text_cues, t, i, &m) & 1))
			continue;
		switch (m.cls[0]) {
		case W_POINT: l->points = l->points || is_points(t, i); break;
		case W_YUAN: yuan = true; break;
		case W_GIVE: gives = l->merit = l->ranks = true; break;
		case W_RANK: l->merit = l->ranks = true; break;
		case W_MERIT: l->merit = true; break;
		case W_HEADED: l->group = l->headed = true; break;
		case W_FOLD: l->folds = true; break;
		default: l->group = true; break;
		}
	}
	l->money = l->money || (yuan && gives);
}

/* 阶段, but not 义务教育阶段, 高中阶段: those are of schooling and no step of the work. */
static bool
names_stage(struct pk_str key)
{
	static const char *const school[] = {"义务教育", "基础教育", "高等教育", "学前教育", "职业教育", "高中", "初中", "小学", "学前", "大学", NULL};
	size_t at, k;

	for (at = pk_str_find(key, PK_S("阶段"), 0); at != PK_NPOS; at = pk_str_find(key, PK_S("阶段"), at + 1)) {
		for (k = 0; school[k] && !pk_str_ends(pk_str_sub(key, 0, at), pk_str(school[k])); k++)
			;
		if (!school[k])
			return true;
	}
	return false;
}

/* 准备阶段:5月1日至5日,制作海报 */
static bool
tells_time(struct pk_str key)
{
	enum { TIME = 15 }; /* bytes to the 月 */
	size_t at = pk_str_find(key, PK_S("阶段"), 0), month;

	if (at == PK_NPOS)
		return false;
	key = pk_str_sub(key, at + strlen("阶段"), key.n);
	if (!pk_str_starts(key, PK_S(":")) && !pk_str_starts(key, PK_S(",")))
		return false;
	month = pk_str_find(key, PK_S("月"), 0);
	return key.n > 1 && key.p[1] >= '0' && key.p[1] <= '9' && month < TIME;
}

/* 2024年9月:启动: the heading begins with its time, and its name stands behind a mark. */
static bool
begins_with_time(struct pk_str key)
{
	enum { TIME = 75 }; /* bytes */
	bool month = false;
	size_t i, len;
	uint32_t cp = 0;

	for (i = 0; i < key.n && i < TIME; i += len) {
		len = pk_utf8_next(key.p + i, key.n - i, &cp);
		if (cp == ':' || !pk_is_time_char(cp))
			break;
		month = month || cp == 0x6708;
	}
	return month && cp == ':' && i + 1 < key.n && key.p[i + 1] != '\n';
}

/* …主要做好以下几项工作: */
static bool
leads_into_work(struct pk_str t)
{
	enum { TAIL = 60 }; /* bytes of the clause before the list */

	t = pk_str_trim(t);
	if (pk_str_ends(t, PK_S("：")))
		t.n -= strlen("：");
	else if (pk_str_ends(t, PK_S(":")))
		t.n--;
	else
		return false;
	t = pk_str_sub(t, t.n > TAIL ? t.n - TAIL : 0, t.n);
	return pk_str_find(t, PK_S("以下"), 0) != PK_NPOS && (pk_str_ends(t, PK_S("工作")) || pk_str_ends(t, PK_S("任务")));
}

/* 手抄报评比 is an event; 考核评比 tells how the work itself is judged. */
static bool
is_contest(struct pk_str clause)
{
	static const char *const judged[] = {"考核", "考评", "检查", "总结", "督查", "工作", "年终", "年度", "季度", NULL};
	size_t k;

	if (!pk_str_ends(clause, PK_S("评比")))
		return false;
	clause.n -= strlen("评比");
	for (k = 0; judged[k]; k++)
		if (pk_str_ends(clause, pk_str(judged[k])))
			return false;
	return true;
}

static void
look_at(struct work *w, size_t i)
{
	struct pk_entry *e = &w->o->items.v[i];
	struct look *l = &w->look[i];
	const struct pk_node *item = pk_entry_node(w->o, e), *n = pk_node_child(item, PK_N_HEAD);
	struct look head = {0};
	struct pk_str key, t;

	if (n) {
		t = pk_node_text(n);
		pk_row_key(pk_str_sub(t, 0, HEAD_KEY), HEAD_KEY, &w->key);
		key = pk_buf_view(&w->key);
		while (key.n && key.p[key.n - 1] == '*')
			key.n--;
		l->timed = pk_has_time_bracket(t);
		l->due = l->timed && pk_str_find(key, PK_S("前)"), 0) != PK_NPOS;
		l->stage = names_stage(pk_str_sub(key, 0, 120));
		l->told = (l->stage && tells_time(pk_str_sub(key, 0, 120))) || begins_with_time(key);
		look_at_end(l, key);
		l->standards = l->ends == N_SCORING && (pk_str_find(key, PK_S("标准"), 0) != PK_NPOS ||
		                                           pk_str_find(key, PK_S("内容"), 0) != PK_NPOS ||
		                                           pk_str_find(key, PK_S("指标"), 0) != PK_NPOS ||
		                                           pk_str_find(key, PK_S("细则"), 0) != PK_NPOS);
		l->contest = l->ends == N_SCORING && !l->whole && is_contest(pk_str_sub(key, 0, clause_end(key)));
		look_at_backing(l, key);
		look_at_text(&head, pk_str_sub(t, 0, 60));
		l->appraises = head.merit;
		l->points = l->graded = has_points_bracket(key);
	}
	for (n = pk_node_first(item); n; n = pk_node_sibling(n))
		if (n->kind == PK_N_HEAD || n->kind == PK_N_P) {
			look_at_text(l, pk_node_text(n));
			l->works = n->kind == PK_N_P && leads_into_work(pk_node_text(n));
		}
	l->group = l->group || e->members;
	l->headed = l->headed || e->members;
	l->begins = e->before == PK_ROOT || e->before >= i ? (uint32_t)i : w->look[e->before].begins;
}

static void
count(struct tally *t, const struct look *l)
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
		look_at(w, i);
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
	const struct look *l = &w->look[i];
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
	const struct look *l = &w->look[i], *pl = &w->look[p];
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
	const struct look *l = &w->look[i], *pl = &w->look[p];
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
	const struct look *l = &w->look[i];

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

	(void)pthread_once(&once, build);
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
