/*
 * Parallel loops.  Work is handed out by index; whoever calls sees results in
 * order only by storing them by index, so that the number of threads never shows.
 */
#ifndef PK_BASE_PAR_H
#define PK_BASE_PAR_H

#include <stddef.h>

enum { PK_THREADS_MAX = 64 };

/* How many processors this process may use, at least 1, at most PK_THREADS_MAX. */
unsigned pk_cpus(void);
/*
 * Calls fn(ctx, worker, i) once for each i in [0, n), on `threads` threads (the
 * caller's among them); worker is below `threads`.  Returns when all are done.
 * fn runs alone on its worker; it must not share unguarded state with others.
 */
void pk_parallel(unsigned threads, size_t n, void (*fn)(void *ctx, unsigned worker, size_t i), void *ctx);

#endif
