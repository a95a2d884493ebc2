#include "plan/lint_int.h"

#include "text/utf8.h"

#include <stdlib.h>

/* Collecting findings, and what the checks share.  See lint.h. */

void
pk_lint_add(struct pk_lint *l, enum pk_diag_id id, const struct pk_node *n, size_t line, ...)
{
	struct pk_lint_finding f = {
	    .id = id, .sev = pk_diag_catalogue[id].sev, .line = line, .seq = l->found.n};
	const struct pk_node *home = pk_lint_home(n);
	const char *arg;
	va_list ap;

	f.arg[f.nargs++] = pk_node_id(home).n ? PK_Z(&l->arena, pk_node_id(home)) : "plan";
	va_start(ap, line);
	while (f.nargs < PK_DIAG_ARGS && (arg = va_arg(ap, const char *)) != NULL)
		f.arg[f.nargs++] = arg;
	va_end(ap);
	PK_PUSH(&l->found, f);
}

void
pk_lint_soften(struct pk_lint *l)
{
	l->found.v[l->found.n - 1].sev = PK_NOTE;
}

const struct pk_node *
pk_lint_home(const struct pk_node *n)
{
	while (n->kind != PK_N_ITEM && n->kind != PK_N_PLAN && n->up)
		n = pk_node_parent(n);
	return n;
}

const struct pk_node *
pk_lint_own(const struct pk_node *item, const struct pk_node *n)
{
	return n != item && n->kind == PK_N_ITEM ? pk_node_over(item, n) : pk_node_next(item, n);
}

/* Goes on from the place asked for last, when that lies before. */
static struct pk_lint_cursor *
cursor_on(struct pk_lint *l, const struct pk_node *n, bool before)
{
	if (l->cursor.node != n || !before)
		l->cursor = (struct pk_lint_cursor){n, 0, 0, n->line};
	return &l->cursor;
}

static void
step(struct pk_lint_cursor *c)
{
	struct pk_str t = pk_node_text(c->node);
	uint32_t cp;
	size_t len = pk_utf8_next(t.p + c->raw, t.n - c->raw, &cp);

	c->line += cp == '\n';
	if (cp > ' ' && !pk_is_blank(cp)) {
		cp = pk_fold(cp);
		c->folded += cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
	}
	c->raw += len;
}

size_t
pk_lint_line(struct pk_lint *l, const struct pk_node *n, size_t at)
{
	struct pk_lint_cursor *c = cursor_on(l, n, l->cursor.raw <= at);

	while (c->raw < at && c->raw < pk_node_text(n).n)
		step(c);
	return c->line;
}

size_t
pk_lint_folded_line(struct pk_lint *l, const struct pk_node *n, size_t at)
{
	struct pk_lint_cursor *c = cursor_on(l, n, l->cursor.folded <= at), next;

	/* To the character that holds the byte: line ends before it count, those behind do not. */
	for (next = *c; next.raw < pk_node_text(n).n && next.folded <= at;) {
		*c = next;
		step(&next);
	}
	return c->line;
}

const char *
pk_lint_quote(struct pk_lint *l, struct pk_str text, size_t columns)
{
	struct pk_buf b = PK_BUF_INIT;
	size_t i, len, w = 0;
	const char *z;
	uint32_t cp;

	for (i = 0; i < text.n; i += len) {
		len = pk_utf8_next(text.p + i, text.n - i, &cp);
		w += pk_utf8_width(pk_str_sub(text, i, i + len));
		if (w > columns)
			break;
	}
	pk_buf_add(&b, text.p, i);
	if (i < text.n)
		pk_buf_puts(&b, "…");
	z = PK_Z(&l->arena, pk_buf_view(&b));
	pk_buf_free(&b);
	return z;
}

enum { NAME_COLUMNS = 40 };

const char *
pk_lint_name(struct pk_lint *l, const struct pk_node *item)
{
	return pk_lint_quote(l, pk_item_heading(&l->arena, item), NAME_COLUMNS);
}

struct pk_str
pk_lint_folded(struct pk_lint *l, struct pk_str text)
{
	struct pk_buf b = PK_BUF_INIT;
	struct pk_str s;
	size_t i, len;
	uint32_t cp;

	for (i = 0; i < text.n; i += len) {
		len = pk_utf8_next(text.p + i, text.n - i, &cp);
		if (cp > ' ' && !pk_is_blank(cp))
			pk_utf8_put(&b, pk_fold(cp));
	}
	s = pk_str_dup(&l->arena, pk_buf_view(&b));
	pk_buf_free(&b);
	return s;
}

bool
pk_lint_starts(struct pk_str s, const char *const *words)
{
	for (; *words; words++)
		if (pk_str_starts(s, pk_str(*words)))
			return true;
	return false;
}

bool
pk_lint_ends(struct pk_str s, const char *const *words)
{
	for (; *words; words++)
		if (pk_str_ends(s, pk_str(*words)))
			return true;
	return false;
}

bool
pk_lint_is_block(const struct pk_node *n)
{
	return n->kind == PK_N_TITLE || n->kind == PK_N_P || n->kind == PK_N_HEAD ||
	       n->kind == PK_N_CELL;
}

static int
by_line(const void *a, const void *b)
{
	const struct pk_lint_finding *x = a, *y = b;

	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	return x->seq < y->seq ? -1 : x->seq > y->seq;
}

size_t
pk_lint(const struct pk_node *plan, const struct pk_lint_opts *o, struct pk_sink *sink)
{
	static void (*const check[])(struct pk_lint *) = {pk_lint_numbering, pk_lint_phases,
	    pk_lint_deadlines, pk_lint_masks, pk_lint_empty, pk_lint_tasks, pk_lint_units,
	    pk_lint_percents, pk_lint_refs};
	struct pk_lint l = {.plan = plan, .o = o};
	size_t i, n;

	for (i = 0; i < sizeof(check) / sizeof(check[0]); i++)
		check[i](&l);
	n = l.found.n;
	if (n > 1)
		qsort(l.found.v, n, sizeof(*l.found.v), by_line);
	for (i = 0; i < n; i++) {
		const struct pk_lint_finding *f = &l.found.v[i];
		const char *const *a = f->arg;

		pk_diag_as(sink, f->sev, f->id, PK_POS(o->file, f->line), a[0], a[1], a[2], a[3],
		    a[4], a[5], a[6], a[7], NULL);
	}
	pk_free(l.found.v);
	pk_arena_free(&l.arena);
	return n;
}
