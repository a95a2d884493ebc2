/*
 * Memory: the one door to the allocator.
 *
 * Running out of memory has a single exit: the handler set with
 * pk_mem_handler() (the tools print a line and exit 2); none of these
 * functions ever returns NULL.  No other file calls malloc and its kin.
 */
#ifndef PK_BASE_MEM_H
#define PK_BASE_MEM_H

#include <stddef.h>

/* Called once when memory is exhausted; must not return.  Default: abort(). */
void pk_mem_handler(void (*handler)(void));
/* For a library that says it has none left: the same exit. */
_Noreturn void pk_mem_out(void);

/* Like malloc/calloc/realloc, with n * size checked for overflow. */
void *pk_alloc(size_t n, size_t size);
void *pk_zalloc(size_t n, size_t size);
void *pk_realloc(void *p, size_t n, size_t size);
/* Room for at least `want` elements: grows *cap geometrically; returns the new block. */
void *pk_grow(void *p, size_t *cap, size_t want, size_t size);
/* free(); NULL is fine. */
void pk_free(void *p);
/* NUL-terminated copy of n bytes; the caller frees. */
char *pk_strndup(const char *s, size_t n);
char *pk_strdup(const char *s);

/*
 * Arena: many small objects with one lifetime, one free.  Zero-initialise with
 * PK_ARENA_INIT.  Addresses are stable; memory is 16-byte aligned, copies of bytes are not.
 */
struct pk_arena_block;
struct pk_arena {
	struct pk_arena_block *head; /* newest block, linked to older ones */
	size_t total;                /* bytes handed out, for limits and tests */
};
#define PK_ARENA_INIT                                                                              \
	{                                                                                          \
		NULL, 0                                                                            \
	}

/* n * size zeroed bytes that live until pk_arena_free(). */
void *pk_arena_alloc(struct pk_arena *a, size_t n, size_t size);
#define PK_NEW(a, type) ((type *)pk_arena_alloc((a), 1, sizeof(type)))
#define PK_NEWN(a, n, type) ((type *)pk_arena_alloc((a), (n), sizeof(type)))
/* NUL-terminated copy of n bytes. */
char *pk_arena_dup(struct pk_arena *a, const char *s, size_t n);
/* Frees everything; the arena is empty and usable again. */
void pk_arena_free(struct pk_arena *a);

#endif
