/*
 * Time: what cal/expr.h found becomes spans.  Here only where it stands matters:
 * a title or a cover notice binds nobody, and names are left to the references.
 */
#include "parse/para.h"

static const struct pk_cue cues[] = {{NULL, 0}}; /* found beforehand, see pk_para.times */

static void
hit(struct pk_para *p, const struct pk_hit *h, void *state)
{
	(void)p, (void)h, (void)state;
}

static void
add(struct pk_para *p, const struct pk_time *t, enum pk_time_type type)
{
	struct pk_span *s = pk_para_add(p, PK_SP_TIME, t->from, t->to, t->rule);

	s->attr[PK_A_TYPE] = pk_str(pk_time_type_name[type]);
	if (t->edtf[0])
		s->attr[PK_A_EDTF] = pk_str_dup(p->arena, pk_str(t->edtf));
	if (t->every[0] && !t->edtf[0])
		s->attr[PK_A_EVERY] = pk_str_dup(p->arena, pk_str(t->every));
	if (t->times)
		s->attr[PK_A_TIMES] = pk_str_dup(p->arena, pk_str(PK_NUM(t->times)));
	if (t->yf != PK_YF_NONE && t->edtf[0])
		s->attr[PK_A_FROM] = pk_str(pk_year_from_name[t->yf]);
}

/* A title that names a document: "三年行动方案" sets no term by itself. */
static bool
names_document(const struct pk_para *p)
{
	static const char *const words[] = {"方案", "计划", "规划", "意见", "办法", "通知", "细则", "规定", "要点", "条例", NULL};
	size_t k;

	for (k = 0; words[k]; k++)
		if (pk_str_find(p->text, pk_str(words[k]), 0) != PK_NPOS)
			return true;
	return false;
}

static void
end(struct pk_para *p, void *state)
{
	size_t i;

	(void)state;
	for (i = 0; i < p->ntimes; i++) {
		const struct pk_time *t = &p->times[i];
		bool binds = !p->is_title && !p->is_notice;

		if (t->named)
			continue;
		if (binds)
			add(p, t, t->type);
		else if (t->edtf[0])
			add(p, t, PK_TIME_DATE);
		else if (p->is_title && !names_document(p))
			add(p, t, t->type);
	}
}

const struct pk_kind pk_kind_time = {"time", cues, hit, end};
