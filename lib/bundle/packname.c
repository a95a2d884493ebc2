/*
 * Names inside a new bag: RFC 8493 6.1.1 asks not to make names that differ in case or in
 * normalization only, wherever the files that are brought together came from.
 */
#include "bundle/packi.h"

#include "bundle/uni.h"

static struct pk_str
folded(struct pk_str s, struct pk_buf *b)
{
	pk_buf_clear(b);
	pk_uni_fold(s, b);
	return pk_buf_view(b);
}

/* Part by part: a folder that some computer takes for one that is there is that one. */
static struct pk_str
settle(struct pack_names *n, struct pk_arena *a, struct pk_str dir)
{
	struct pk_buf out = PK_BUF_INIT, key = PK_BUF_INIT;
	struct pk_str part, s;

	while (pk_str_split(&dir, '/', &part)) {
		const struct pk_map_entry *e;

		if (out.n)
			pk_buf_putc(&out, '/');
		pk_buf_str(&out, part);
		s = folded(pk_buf_view(&out), &key);
		e = pk_map_get(&n->folders, s);
		if (e) {
			pk_buf_clear(&out);
			pk_buf_str(&out, n->v[e->value]);
		} else {
			(void)pk_map_put(&n->folders, pk_str_dup(a, s), n->n, NULL);
			PK_PUSH(n, pk_str_dup(a, pk_buf_view(&out)));
		}
	}
	s = pk_str_dup(a, pk_buf_view(&out));
	pk_buf_free(&out);
	pk_buf_free(&key);
	return s;
}

struct pk_str
pack_names_folder(struct pack_names *n, struct pk_arena *a, struct pk_str dir)
{
	const struct pk_map_entry *e = pk_map_get(&n->asked, dir);
	struct pk_str s;

	if (e)
		return n->v[e->value];
	s = settle(n, a, dir);
	(void)pk_map_put(&n->asked, pk_str_dup(a, dir), n->n, NULL);
	PK_PUSH(n, s);
	return s;
}

struct pk_str
pack_names_file(struct pack_names *n, struct pk_arena *a, struct pk_str folder, struct pk_str base)
{
	size_t dot = base.n, k = 1;
	struct pk_buf b = PK_BUF_INIT, key = PK_BUF_INIT;
	struct pk_map_entry *first, *e;
	struct pk_str s;

	while (dot > 0 && base.p[dot - 1] != '.')
		dot--;
	dot = dot > 1 ? dot - 1 : base.n;
	pk_buf_str(&b, folder);
	pk_buf_putc(&b, '/');
	pk_buf_str(&b, base);
	s = folded(pk_buf_view(&b), &key);
	for (first = e = pk_map_get(&n->taken, s); e; e = pk_map_get(&n->taken, s)) {
		/* The number given last is kept with the name: a thousand of one name are no square. */
		k = e == first ? first->value + 1 : k + 1;
		b.n = folder.n + 1;
		pk_buf_str(&b, pk_str_sub(base, 0, dot));
		pk_buf_printf(&b, "_%zu", k);
		pk_buf_str(&b, pk_str_sub(base, dot, base.n));
		s = folded(pk_buf_view(&b), &key);
	}
	if (first)
		first->value = k;
	(void)pk_map_put(&n->taken, pk_str_dup(a, s), 1, NULL);
	s = pk_str_dup(a, pk_buf_view(&b));
	pk_buf_free(&b);
	pk_buf_free(&key);
	return s;
}

void
pack_names_free(struct pack_names *n)
{
	pk_map_free(&n->folders);
	pk_map_free(&n->asked);
	pk_map_free(&n->taken);
	pk_free(n->v);
}
