/*
 * A window on a file: its bytes where the system has them, without a copy.
 *
 * A program that reads mapped bytes is ended by SIGBUS when the file is cut off
 * meanwhile or its disk fails.  Here they read as zeros instead, and the window says
 * that it is torn: what was computed from them counts for nothing.
 */
#ifndef PK_BASE_WINDOW_H
#define PK_BASE_WINDOW_H

#include <signal.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes mapped at a time: the size of a large page, so that one may serve. */
#define PK_WINDOW_SIZE (2u << 20)

/* Zero before the first use; stays where it is, and with one thread, until it is closed. */
struct pk_window {
	unsigned char *map;   /* NULL: none */
	size_t n;             /* bytes of it */
	uint64_t off;         /* where in the file it begins */
	volatile sig_atomic_t torn;
	struct pk_window *next; /* others of the same thread */
};

/*
 * The bytes of the file at `off`, which is below `end`, in *p: how many there are in a
 * row, not past `end`.  0: the file cannot be mapped, read it.  Moves the window when
 * need be; what it gave before is gone then.
 */
size_t pk_window_at(struct pk_window *w, int fd, uint64_t off, uint64_t end, const unsigned char **p);
void pk_window_close(struct pk_window *w);

#endif
