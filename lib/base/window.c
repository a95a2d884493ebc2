#define _GNU_SOURCE /* MAP_ANONYMOUS */
#include "base/window.h"

#include <pthread.h>
#include <sys/mman.h>

/* The windows that this thread has open: a signal handler has no argument of ours. */
static _Thread_local struct pk_window *open_windows;

static void
on_bus_error(int sig, siginfo_t *info, void *context)
{
	uintptr_t at = (uintptr_t)info->si_addr;
	struct pk_window *w;

	(void)context;
	for (w = open_windows; w; w = w->next) {
		uintptr_t from = (uintptr_t)w->map;

		if (at < from || at - from >= w->n)
			continue;
		w->torn = 1;
		/* A system call and no more: as safe here as any. */
		if (mmap(w->map, w->n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) != MAP_FAILED)
			return;
	}
	/* Not ours: once more, with what the system does about it. */
	(void)sigaction(sig, &(struct sigaction){.sa_handler = SIG_DFL}, NULL);
}

static void
guard(void)
{
	struct sigaction sa = {.sa_sigaction = on_bus_error, .sa_flags = SA_SIGINFO};

	(void)sigemptyset(&sa.sa_mask);
	(void)sigaction(SIGBUS, &sa, NULL);
}

static void
unlink_window(struct pk_window *w)
{
	struct pk_window **at = &open_windows;

	while (*at && *at != w)
		at = &(*at)->next;
	if (*at)
		*at = w->next;
}

void
pk_window_close(struct pk_window *w)
{
	if (!w->map)
		return;
	(void)munmap(w->map, w->n);
	unlink_window(w);
	w->map = NULL;
}

size_t
pk_window_at(struct pk_window *w, int fd, uint64_t off, uint64_t end, const unsigned char **p)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	void *map;

	if (!w->map || off < w->off || off - w->off >= w->n) {
		pk_window_close(w);
		(void)pthread_once(&once, guard);
		w->off = off - off % PK_WINDOW_SIZE;
		w->n = PK_WINDOW_SIZE;
		map = mmap(NULL, w->n, PROT_READ, MAP_SHARED, fd, (off_t)w->off);
		if (map == MAP_FAILED)
			return 0;
		w->map = map;
		w->next = open_windows;
		open_windows = w;
	}
	*p = w->map + (off - w->off);
	return end - w->off < w->n ? (size_t)(end - off) : w->n - (size_t)(off - w->off);
}
