#include "report/explain.h"

/* One line of the answer. */
struct row {
	const char *verdict[PK_LANG_MAX], *code; /* code: in the table */
	size_t line;
	const char *kind;
	struct pk_str values, text;
	const char *rule;
	struct pk_str cue;
	const char *why;
};
#define VERDICT_FACT {"fact", "事实"}, "fact"
#define VERDICT_BEATEN {"beaten", "落选"}, "beaten"
#define VERDICT_NONE {"none", "未取"}, "none"

static const char *
word(const struct pk_explain *e, const char *en, const char *zh)
{
	return e->lang == PK_ZH ? zh : en;
}

static void
put_tsv(const struct row *r, struct pk_buf *b)
{
	const struct pk_str cell[] = {r->values, r->text, pk_str(r->rule), r->cue, pk_str(r->why)};
	size_t i;

	pk_buf_printf(b, "%zu\t%s\t%s", r->line, r->code, r->kind);
	for (i = 0; i < sizeof(cell) / sizeof(cell[0]); i++) {
		pk_buf_putc(b, '\t');
		pk_escape(b, cell[i]);
	}
	pk_buf_putc(b, '\n');
}

static void
put_quoted(const struct pk_explain *e, struct pk_str s, struct pk_buf *b)
{
	pk_buf_puts(b, word(e, "'", "“"));
	pk_escape(b, s);
	pk_buf_puts(b, word(e, "'", "”"));
}

static void
put_text(const struct pk_explain *e, const struct row *r, struct pk_buf *b)
{
	pk_buf_printf(b, "  %-6s %-9s ", r->verdict[e->lang], r->kind);
	if (r->text.n)
		put_quoted(e, r->text, b);
	if (r->values.n) {
		pk_buf_putc(b, ' ');
		pk_escape(b, r->values);
	}
	if (r->rule) {
		pk_buf_puts(b, word(e, "  by ", "  规则 "));
		pk_buf_puts(b, r->rule);
	}
	if (r->cue.n) {
		pk_buf_puts(
		    b, word(e, r->text.n ? ", at " : "at ", r->text.n ? "，线索 " : "线索 "));
		put_quoted(e, r->cue, b);
	}
	if (r->why) {
		pk_buf_puts(b, word(e, ": ", "："));
		pk_escape(b, pk_str(r->why));
	}
	pk_buf_putc(b, '\n');
}

static void
put(struct pk_explain *e, const struct row *r)
{
	struct pk_buf *b = strcmp(r->code, "fact") == 0 ? &e->said : &e->others;

	if (e->format == PK_EXPLAIN_TSV)
		put_tsv(r, b);
	else
		put_text(e, r, b);
}

/* "type=deadline edtf=../2026-04-30": as in the XML. */
static struct pk_str
values(struct pk_explain *e, const struct pk_span *s)
{
	struct pk_buf b = PK_BUF_INIT;
	struct pk_str all;
	size_t k;

	for (k = 0; k < PK_A_MAX; k++) {
		if (s->attr[k].n == 0 || !pk_attr_name[s->kind][k])
			continue;
		pk_buf_printf(&b, "%s%s=", b.n ? " " : "", pk_attr_name[s->kind][k]);
		pk_buf_str(&b, s->attr[k]);
	}
	all = pk_str_dup(&e->arena, pk_buf_view(&b));
	pk_buf_free(&b);
	return all;
}

static size_t
lines_in(struct pk_str s)
{
	size_t n = 0, i;

	for (i = 0; i < s.n; i++)
		n += s.p[i] == '\n';
	return n;
}

static bool
has_line(const struct pk_explain *e, size_t line, struct pk_str text)
{
	return line <= e->line && e->line <= line + lines_in(text);
}

/* The block, as a heading of what follows. */
static void
put_block(struct pk_explain *e, const char *file, size_t line, struct pk_str text)
{
	e->found = true;
	if (e->format == PK_EXPLAIN_TSV)
		return;
	if (file) {
		pk_escape(&e->said, pk_str(file));
		pk_buf_putc(&e->said, ':');
	}
	pk_buf_printf(&e->said, "%zu: ", line);
	pk_escape(&e->said, pk_str_trim(text));
	pk_buf_putc(&e->said, '\n');
}

static bool
begin(void *ctx, const struct pk_para *p)
{
	struct pk_explain *e = ctx;

	if (!has_line(e, p->line, p->raw))
		return false;
	e->cues.n = e->reasons.n = 0;
	pk_arena_free(&e->arena);
	put_block(e, p->file, p->line, p->raw);
	return true;
}

static void
no(void *ctx, const struct pk_para *p, const char *en, const char *zh)
{
	struct pk_explain *e = ctx;

	(void)p;
	PK_PUSH(&e->reasons, word(e, en, zh));
}

static void
asked(void *ctx, const struct pk_para *p, const char *kind, const struct pk_hit *h, size_t first)
{
	struct pk_explain *e = ctx;
	struct pk_str cue = h ? pk_str_sub(p->text, h->from, h->to) : (struct pk_str){NULL, 0};
	const char *why = NULL;
	size_t i;

	for (i = first; i < p->spans.n; i++) {
		const struct pk_span *s = &p->spans.v[i];

		PK_PUSH(&e->cues, ((struct pk_explain_cue){s->kind, s->from, s->to, s->rule, cue}));
	}
	if (e->reasons.n > 0)
		why = e->reasons.v[e->reasons.n - 1];
	else if (h && first == p->spans.n)
		why = word(e, "nothing around it that makes a fact", "前后文不构成事实");
	e->reasons.n = 0;
	/* What a cue gave needs no reason; what a look at the end did not give, only a given one.
	 */
	if (why && first == p->spans.n)
		put(e, &(struct row){
			   VERDICT_NONE, p->line, kind, {NULL, 0}, {NULL, 0}, NULL, cue, why});
}

static const struct pk_explain_cue *
cue_of(const struct pk_explain *e, const struct pk_para *p, const struct pk_span *s, bool raw)
{
	size_t i;

	for (i = 0; i < e->cues.n; i++) {
		const struct pk_explain_cue *c = &e->cues.v[i];
		size_t from = raw ? pk_para_raw_from(p, c->from) : c->from;
		size_t to = raw ? pk_para_raw_to(p, c->to) : c->to;

		if (c->kind == s->kind && from == s->from && to == s->to && c->rule == s->rule)
			return c;
	}
	return NULL;
}

static void
beaten(
    void *ctx, const struct pk_para *p, const struct pk_span *loser, const struct pk_span *winner)
{
	struct pk_explain *e = ctx;
	const struct pk_explain_cue *c = cue_of(e, p, loser, false);
	struct row r = {VERDICT_BEATEN, p->line, pk_span_name[loser->kind], values(e, loser),
	    pk_str_sub(p->text, loser->from, loser->to), loser->rule, {NULL, 0}, NULL};
	struct pk_buf b = PK_BUF_INIT;

	if (c)
		r.cue = c->word;
	if (winner && winner->kind == loser->kind && winner->from == loser->from &&
	    winner->to == loser->to) {
		r.why = word(e, "the same fact was found before", "与先前找到的事实相同");
	} else if (winner) {
		pk_buf_puts(&b, word(e, "the words belong to ", "文字已归于 "));
		pk_buf_puts(&b, pk_span_name[winner->kind]);
		pk_buf_puts(&b, word(e, " '", "“"));
		pk_buf_str(&b, pk_str_sub(p->text, winner->from, winner->to));
		pk_buf_puts(&b, word(e, "' (", "”（"));
		pk_buf_puts(&b, winner->rule ? winner->rule : "");
		pk_buf_puts(&b, word(e, ")", "）"));
		r.why = PK_Z(&e->arena, pk_buf_view(&b));
	} else {
		r.why = word(e, "no place in the text", "在文中没有位置");
	}
	put(e, &r);
	pk_buf_free(&b);
}

static void
end(void *ctx, const struct pk_para *p)
{
	struct pk_explain *e = ctx;
	size_t i;

	for (i = 0; i < p->spans.n; i++) {
		const struct pk_span *s = &p->spans.v[i];
		const struct pk_explain_cue *c = cue_of(e, p, s, true);
		struct row r = {VERDICT_FACT, p->line, pk_span_name[s->kind], values(e, s),
		    pk_str_sub(p->raw, s->from, s->to), s->rule, {NULL, 0}, NULL};

		r.line += lines_in(pk_str_sub(p->raw, 0, s->from));
		if (c)
			r.cue = c->word;
		if (s->attr[PK_A_MASKED].n)
			r.why = word(e, "a placeholder: gives no fact until it is filled in",
			    "占位符，填写之前不构成事实");
		put(e, &r);
	}
	pk_buf_str(&e->said, pk_buf_view(&e->others));
	pk_buf_clear(&e->others);
}

void
pk_explain_begin(struct pk_explain *e)
{
	e->trace = (struct pk_trace){begin, asked, no, beaten, end, e};
}

static void
item_row(struct pk_explain *e, const struct pk_node *item)
{
	struct pk_buf b = PK_BUF_INIT;
	const struct pk_node *m = pk_node_child(item, PK_N_MARKER);
	struct row r = {VERDICT_FACT, item->line, "item", {NULL, 0},
	    pk_item_heading(&e->arena, item), pk_rule_name[item->rule], {NULL, 0}, NULL};

	pk_buf_printf(&b, "role=%s level=%u id=", pk_role_name[item->role], item->level);
	pk_buf_str(&b, pk_node_id(item));
	if (pk_node_edtf(item).n) {
		pk_buf_puts(&b, " edtf=");
		pk_buf_str(&b, pk_node_edtf(item));
	}
	r.values = pk_buf_view(&b);
	if (m)
		r.cue = pk_str_trim(pk_node_text(m));
	put(e, &r);
	pk_buf_free(&b);
}

/* Plan XML was not parsed by us: what it says is what there is. */
static void
from_xml(struct pk_explain *e, const struct pk_node *n)
{
	size_t i;

	put_block(e, NULL, n->line, pk_node_text(n));
	for (i = 0; i < pk_node_spans(n); i++) {
		const struct pk_span *s = &n->spans->v[i];

		put(e,
		    &(struct row){VERDICT_FACT, n->line + lines_in(pk_str_sub(pk_node_text(n), 0, s->from)),
			pk_span_name[s->kind], values(e, s), pk_str_sub(pk_node_text(n), s->from, s->to),
			NULL, {NULL, 0}, word(e, "as the plan XML says", "方案 XML 所载")});
	}
}

static bool
has_text(const struct pk_node *n)
{
	return n->kind == PK_N_TITLE || n->kind == PK_N_P || n->kind == PK_N_HEAD ||
	       n->kind == PK_N_CELL;
}

void
pk_explain_add(struct pk_explain *e, const struct pk_node *child)
{
	struct pk_buf parsed = e->said;
	const struct pk_node *n;

	/* What was collected while parsing comes first; what the items are follows. */
	e->said = (struct pk_buf)PK_BUF_INIT;
	for (n = child; n; n = pk_node_next(child, n)) {
		const struct pk_node *head =
		    n->kind == PK_N_ITEM ? pk_node_child(n, PK_N_HEAD) : NULL;

		if (head && (has_line(e, head->line, pk_node_text(head)) || e->line == n->line))
			item_row(e, n);
		if (parsed.n == 0 && has_text(n) && has_line(e, n->line, pk_node_text(n)))
			from_xml(e, n);
	}
	pk_out_str(e->out, pk_buf_view(&parsed));
	pk_out_str(e->out, pk_buf_view(&e->said));
	pk_buf_free(&parsed);
	pk_buf_clear(&e->said);
	pk_arena_free(&e->arena);
}

void
pk_explain_free(struct pk_explain *e)
{
	pk_buf_free(&e->said);
	pk_buf_free(&e->others);
	pk_arena_free(&e->arena);
	pk_free(e->cues.v);
	pk_free(e->reasons.v);
}
