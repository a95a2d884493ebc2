#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void (*oom_handler)(void);

void
pk_mem_handler(void (*handler)(void))
{
	oom_handler = handler;
}

_Noreturn void
pk_mem_out(void)
{
	if (oom_handler)
		oom_handler();
	abort();
}

static size_t
product(size_t n, size_t size)
{
	if (size != 0 && n > SIZE_MAX / 2 / size)
		pk_mem_out();
	return n && size ? n * size : 1;
}

void *
pk_alloc(size_t n, size_t size)
{
	void *p = malloc(product(n, size));

	if (!p)
		pk_mem_out();
	return p;
}

void *
pk_zalloc(size_t n, size_t size)
{
	void *p;

	(void)product(n, size);
	p = calloc(n ? n : 1, size ? size : 1);
	if (!p)
		pk_mem_out();
	return p;
}

void *
pk_realloc(void *p, size_t n, size_t size)
{
	void *q = realloc(p, product(n, size));

	if (!q)
		pk_mem_out();
	return q;
}

void *
pk_grow(void *p, size_t *cap, size_t want, size_t size)
{
	size_t n = *cap ? *cap : 8;

	if (want <= *cap)
		return p;
	while (n < want)
		n = n > SIZE_MAX / 4 ? want : n + n / 2 + 8;
	p = pk_realloc(p, n, size);
	*cap = n;
	return p;
}

void
pk_free(void *p)
{
	free(p);
}

char *
pk_strndup(const char *s, size_t n)
{
	char *p = pk_alloc(n + 1, 1);

	if (n)
		memcpy(p, s, n);
	p[n] = '\0';
	return p;
}

char *
pk_strdup(const char *s)
{
	return pk_strndup(s, strlen(s));
}

enum { ALIGN = 16, BLOCK = 64 * 1024 };

struct pk_arena_block {
	struct pk_arena_block *next;
	size_t used, size;
	_Alignas(ALIGN) unsigned char data[];
};

/* Behind what the block has given away: on an address for any object, or for bytes. */
static size_t
place(const struct pk_arena_block *b, size_t align)
{
	return (b->used + align - 1) & ~(align - 1);
}

static void *
take(struct pk_arena *a, size_t want, size_t align)
{
	struct pk_arena_block *b = a->head;
	size_t at = b ? place(b, align) : 0;

	if (!b || b->size < at || b->size - at < want) {
		/* A large object gets a block of its own behind the head, so that the
		 * head's free room is not lost. */
		size_t room = want > BLOCK / 4 ? want : BLOCK;
		struct pk_arena_block *nb = pk_alloc(1, sizeof(*nb) + room);

		nb->used = 0;
		nb->size = room;
		if (b && room == want && room != BLOCK) {
			nb->next = b->next;
			b->next = nb;
		} else {
			nb->next = b;
			a->head = nb;
		}
		b = nb;
		at = 0;
	}
	a->total += at + want - b->used;
	b->used = at + want;
	return b->data + at;
}

void *
pk_arena_alloc(struct pk_arena *a, size_t n, size_t size)
{
	size_t want = product(n, size);

	return memset(take(a, want, ALIGN), 0, want);
}

char *
pk_arena_dup(struct pk_arena *a, const char *s, size_t n)
{
	char *p = take(a, product(n + 1, 1), 1);

	if (n)
		memcpy(p, s, n);
	p[n] = '\0';
	return p;
}

void
pk_arena_free(struct pk_arena *a)
{
	struct pk_arena_block *b = a->head, *next;

	for (; b; b = next) {
		next = b->next;
		free(b);
	}
	a->head = NULL;
	a->total = 0;
}
