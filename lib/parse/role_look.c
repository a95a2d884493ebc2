#include "parse/role_look.h"

#include "parse/cue.h"
#include "parse/role.h"
#include "parse/role_words.h"
#include "text/num.h"
#include "text/utf8.h"

#include <pthread.h>

enum { T_ENDS, T_BACKING, T_VERBS, T_MAX };
enum {
	HEAD_KEY = 240,  /* bytes of a heading that are looked at */
	SECTION_KEY = 90, /* a heading that names a section is at most this long (30 characters) */
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
look_at_end(struct pk_look *l, struct pk_str heading)
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
	struct pk_look l = {0};

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
	struct pk_look l = {0};

	(void)pthread_once(&once, build);
	look_at_end(&l, key);
	return (l.ends == N_PHASE || l.ends == N_ARRANGE) && pk_str_find(key, PK_S("阶段"), 0) == PK_NPOS;
}

static void
look_at_backing(struct pk_look *l, struct pk_str key)
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
look_at_text(struct pk_look *l, struct pk_str t)
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

void
pk_look_at(const struct pk_outline *o, size_t i, struct pk_look *look, struct pk_buf *room)
{
	const struct pk_entry *e = &o->items.v[i];
	struct pk_look *l = &look[i];
	const struct pk_node *item = pk_entry_node(o, e), *n = pk_node_child(item, PK_N_HEAD);
	struct pk_look head = {0};
	struct pk_str key, t;

	(void)pthread_once(&once, build);
	if (n) {
		t = pk_node_text(n);
		pk_row_key(pk_str_sub(t, 0, HEAD_KEY), HEAD_KEY, room);
		key = pk_buf_view(room);
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
	l->begins = e->before == PK_ROOT || e->before >= i ? (uint32_t)i : look[e->before].begins;
}
