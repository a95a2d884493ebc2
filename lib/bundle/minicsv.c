#include "bundle/minicsv.h"

void
pk_minicsv_init(struct pk_minicsv *c, struct pk_str text)
{
	*c = (struct pk_minicsv){.rest = text, .next = 1};
	if (pk_str_starts(text, PK_S("\xef\xbb\xbf")))
		c->rest = pk_str_sub(text, 3, text.n);
}

void
pk_minicsv_free(struct pk_minicsv *c)
{
	pk_buf_free(&c->text);
	pk_free(c->field);
}

/* The bytes of a field into c->text; the place behind it, or PK_NPOS. */
static size_t
quoted(struct pk_minicsv *c, size_t i)
{
	struct pk_str s = c->rest;

	for (i++; i < s.n; i++) {
		if (s.p[i] == '"') {
			if (i + 1 < s.n && s.p[i + 1] == '"')
				i++;
			else
				return i + 1;
		}
		c->next += s.p[i] == '\n';
		pk_buf_putc(&c->text, s.p[i]);
	}
	return PK_NPOS;
}

static size_t
plain(struct pk_minicsv *c, size_t i)
{
	struct pk_str s = c->rest;

	for (; i < s.n && s.p[i] != ',' && s.p[i] != '\n' && s.p[i] != '\r'; i++) {
		if (s.p[i] == '"' || s.p[i] == '\0')
			return PK_NPOS;
		pk_buf_putc(&c->text, s.p[i]);
	}
	return i;
}

/* Views into c->text, once it no longer moves. */
static void
set_fields(struct pk_minicsv *c, const size_t *end, size_t n)
{
	size_t i, from = 0;

	c->n = 0;
	for (i = 0; i < n; i++) {
		c->field = pk_grow(c->field, &c->cap, c->n + 1, sizeof(*c->field));
		c->field[c->n++] = pk_strn(c->text.p + from, end[i] - from);
		from = end[i] + 1;
	}
}

int
pk_minicsv_next(struct pk_minicsv *c)
{
	PK_VEC(size_t) ends = {NULL, 0, 0};
	size_t i = 0;
	bool more = true;

	if (c->rest.n == 0)
		return 0;
	c->line = c->next;
	pk_buf_clear(&c->text);
	while (more) {
		i = i < c->rest.n && c->rest.p[i] == '"' ? quoted(c, i) : plain(c, i);
		if (i == PK_NPOS)
			break;
		PK_PUSH(&ends, c->text.n);
		pk_buf_putc(&c->text, '\0');
		more = i < c->rest.n && c->rest.p[i] == ',';
		i += more;
	}
	/* Behind a field stands a comma or a line end, nothing else. */
	if (i != PK_NPOS && i < c->rest.n) {
		size_t from = i;

		i += c->rest.p[i] == '\r';
		i += i < c->rest.n && c->rest.p[i] == '\n';
		if (i == from)
			i = PK_NPOS;
		c->next++;
	}
	if (i != PK_NPOS) {
		set_fields(c, ends.v, ends.n);
		c->rest = pk_str_sub(c->rest, i, c->rest.n);
	}
	pk_free(ends.v);
	return i == PK_NPOS ? -1 : 1;
}
