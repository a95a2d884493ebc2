/*
 * Time: what cal/expr.h found becomes spans.  Here only where it stands matters:
 * a title or a cover notice binds nobody, and names are left to the references.
 */
#include "parse/para.h"
#include "parse/read.h"

#include <stdlib.h>

static const struct pk_cue cues[] = {{NULL, 0}}; /* found beforehand, see pk_para.times */

static void
hit(struct pk_para *p, const struct pk_hit *h, void *state)
{
	(void)p, (void)h, (void)state;
}

/* Where the spans of the stronger kinds begin; all of them have been proposed by now. */
struct starts {
	uint32_t *v;
	size_t n;
};

static int
by_value(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

static void
find_starts(const struct pk_para *p, struct starts *s)
{
	size_t i;

	s->n = 0;
	s->v = pk_alloc(p->spans.n + 1, sizeof(*s->v));
	for (i = 0; i < p->spans.n; i++)
		if (p->spans.v[i].kind < PK_SP_TIME)
			s->v[s->n++] = p->spans.v[i].from;
	qsort(s->v, s->n, sizeof(*s->v), by_value);
}

/*
 * "每周三由执法队牵头巡查": the words of a cadence end where another fact begins, so
 * that neither costs the other its place.
 */
static uint32_t
cadence_end(const struct pk_time *t, const struct starts *s)
{
	size_t lo = 0, hi = s->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (s->v[mid] < t->core)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < s->n && s->v[lo] < t->to ? t->core : t->to;
}

static void
add(struct pk_para *p, const struct pk_time *t, enum pk_time_type type, const struct starts *starts)
{
	uint32_t to = t->type == PK_TIME_CADENCE ? cadence_end(t, starts) : t->to;
	struct pk_span *s = pk_para_add(p, PK_SP_TIME, t->from, to, t->rule);

	s->attr[PK_A_TYPE] = pk_str(pk_time_type_name[type]);
	if (t->edtf[0])
		s->attr[PK_A_EDTF] = pk_str_dup(p->arena, pk_str(t->edtf));
	if (t->every[0] && !t->edtf[0])
		s->attr[PK_A_EVERY] = pk_str_dup(p->arena, pk_str(t->every));
	if (t->times)
		s->attr[PK_A_TIMES] = pk_str_dup(p->arena, pk_str(PK_NUM(t->times)));
	if (t->yf != PK_YF_NONE && t->edtf[0])
		s->attr[PK_A_FROM] = pk_str(pk_year_from_name[t->yf]);
	if (t->implausible)
		pk_diag(p->sink, PK_D_PARSE_NO_DAY, PK_POS(p->file, pk_rd_line(p, t->from)),
		    PK_Z(p->arena, pk_str_sub(p->text, t->from, t->to)), NULL);
}

/* "三年行动方案" sets no term; a lone line that is no document's name is taken at its word. */
static bool
names_document(const struct pk_para *p)
{
	static const char *const words[] = {"方案", "计划", "规划", "意见", "办法", "通知", "细则",
	    "规定", "要点", "条例", "行动", "活动", "措施", "清单", "制度", "决定", "纲要", NULL};
	size_t k;

	for (k = 0; words[k]; k++)
		if (pk_str_find(p->text, pk_str(words[k]), 0) != PK_NPOS)
			return true;
	return false;
}

/* For --explain: the words of time that gave nothing. */
static void
tell_refused(struct pk_para *p)
{
	struct pk_time_refusals r = {NULL, 0, 0};
	size_t i;

	pk_times_refused(p->text, p->times, p->ntimes, &r);
	for (i = 0; i < r.n; i++) {
		struct pk_hit h = {r.v[i].from, r.v[i].to, 0};

		p->trace->no(p->trace->ctx, p, r.v[i].en, r.v[i].zh);
		p->trace->asked(p->trace->ctx, p, pk_kind_time.name, &h, p->spans.n);
	}
	pk_free(r.v);
}

static void
end(struct pk_para *p, void *state)
{
	bool binds = !p->is_notice && !(p->is_title && names_document(p));
	struct starts starts;
	size_t i;

	(void)state;
	if (p->trace)
		tell_refused(p);
	if (p->ntimes == 0)
		return;
	find_starts(p, &starts);
	for (i = 0; i < p->ntimes; i++) {
		const struct pk_time *t = &p->times[i];

		if (t->named)
			continue;
		if (binds)
			add(p, t, t->type, &starts);
		else if (t->edtf[0])
			add(p, t, PK_TIME_DATE, &starts);
	}
	pk_free(starts.v);
}

const struct pk_kind pk_kind_time = {"time", cues, hit, end};
