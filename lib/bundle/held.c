/*
 * Tag files of a tar, which goes by once: kept in pieces of whole lines, deflated,
 * since the manifests of 100 000 files would fill the memory that all is to fit in.
 */
#include "bundle/bagi.h"

/* Bytes of a piece before it is deflated. */
enum { PIECE = 256 * 1024 };

static void
pack(struct bag_held *h, struct pk_deflate *z)
{
	struct bag_piece p = {.size = h->last.n};
	struct pk_buf b = PK_BUF_INIT;

	if (pk_deflate_whole(z, h->last.p, h->last.n, &b)) {
		pk_buf_str(&p.b, pk_buf_view(&b));
		pk_buf_free(&b);
		pk_buf_clear(&h->last);
	} else {
		p.b = h->last;
		p.plain = true;
		h->last = (struct pk_buf)PK_BUF_INIT;
	}
	PK_PUSH(&h->pieces, p);
}

void
bag_held_add(struct bag_held *h, struct pk_deflate *z, struct pk_str s)
{
	size_t cut = h->last.n + s.n < PIECE ? 0 : s.n;

	while (cut > 0 && s.p[cut - 1] != '\n')
		cut--;
	if (cut > 0) {
		pk_buf_str(&h->last, pk_str_sub(s, 0, cut));
		pack(h, z);
	}
	pk_buf_str(&h->last, pk_str_sub(s, cut, s.n));
}

bool
bag_held_piece(const struct bag_held *h, size_t i, struct pk_buf *out)
{
	const struct bag_piece *p;

	if (i == h->pieces.n) {
		pk_buf_str(out, pk_buf_view(&h->last));
		return true;
	}
	p = &h->pieces.v[i];
	if (p->plain)
		pk_buf_str(out, pk_buf_view(&p->b));
	return p->plain || pk_inflate_whole(pk_buf_view(&p->b), p->size, out);
}

struct bag_held *
bag_held_find(const struct pk_bag *bag, size_t member)
{
	size_t i;

	for (i = 0; i < bag->held.n; i++)
		if (bag->held.v[i].member == member)
			return &bag->held.v[i];
	return NULL;
}

void
bag_held_drop(struct bag_held *h, size_t i)
{
	if (i < h->pieces.n)
		pk_buf_free(&h->pieces.v[i].b);
	else
		pk_buf_free(&h->last);
}

void
bag_held_free(struct bag_held *h)
{
	size_t i;

	for (i = 0; i <= h->pieces.n; i++)
		bag_held_drop(h, i);
	pk_free(h->pieces.v);
}
