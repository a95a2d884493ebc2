#define _GNU_SOURCE /* syscall(2) */
#include "base/rmtree.h"

#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/syscall.h>

/* Folders nested deeper than any archive may be: the stack of a handler is small. */
enum { DEPTH_MAX = 80, BUF = 2048 };

/* The kernel's record (getdents64(2)); readdir(3) takes memory. */
struct record {
	uint64_t ino;
	int64_t off;
	unsigned short len;
	unsigned char type;
	char name[];
};

static void
empty(int fd, int depth)
{
	_Alignas(8) char buf[BUF];
	long n, i;
	int sub;

	while ((n = syscall(SYS_getdents64, fd, buf, sizeof(buf))) > 0) {
		for (i = 0; i < n; i += ((struct record *)(void *)(buf + i))->len) {
			const char *name = ((struct record *)(void *)(buf + i))->name;

			if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0 || unlinkat(fd, name, 0) == 0)
				continue;
			sub = depth < DEPTH_MAX ? openat(fd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) : -1;
			if (sub < 0)
				continue;
			empty(sub, depth + 1);
			(void)close(sub);
			(void)unlinkat(fd, name, AT_REMOVEDIR);
		}
	}
}
#endif

void
pk_rmtree(const char *path)
{
#ifdef __linux__
	int fd, round;

	if (unlink(path) == 0)
		return;
	/* Another thread may still be adding to it: a few rounds. */
	for (round = 0; round < 3; round++) {
		fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		if (fd < 0)
			return;
		empty(fd, 0);
		(void)close(fd);
		if (rmdir(path) == 0)
			return;
	}
#else
	(void)unlink(path);
#endif
}
