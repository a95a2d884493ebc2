#include "plan/text.h"

static void
block(struct pk_plan_text *t, const struct pk_node *n)
{
	struct pk_str s = pk_node_text(n);
	const char *hit;

	if (t->line > n->line) {
		pk_out_putc(t->out, '\n');
		t->line = 0;
	}
	if (t->line == 0)
		t->line = 1;
	for (; t->line < n->line; t->line++)
		pk_out_putc(t->out, '\n');
	pk_out_str(t->out, s);
	while (s.n && (hit = memchr(s.p, '\n', s.n)) != NULL) {
		t->line++;
		s = pk_str_sub(s, (size_t)(hit - s.p) + 1, s.n);
	}
}

void
pk_plan_text(struct pk_plan_text *t, const struct pk_node *child)
{
	const struct pk_node *n;

	for (n = child; n; n = pk_node_next(child, n)) {
		switch (n->kind) {
		case PK_N_MARKER:
			if (n->auto_marker && !t->markers)
				break;
			block(t, n);
			break;
		case PK_N_TITLE:
		case PK_N_P:
		case PK_N_HEAD:
		case PK_N_CELL:
			block(t, n);
			break;
		default:
			break;
		}
	}
}

void
pk_plan_text_end(struct pk_plan_text *t, bool no_final_newline)
{
	if (t->line > 0 && !no_final_newline)
		pk_out_putc(t->out, '\n');
}
