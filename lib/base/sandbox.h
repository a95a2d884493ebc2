/*
 * Giving up rights before strangers' bytes are read.  On Linux: Landlock (5.13 and
 * later) leaves only the paths that were named, seccomp takes away the network,
 * other programs and the rest of what a reader has no use for.  Elsewhere, and
 * where the kernel has neither, nothing happens and the caller is told.
 */
#ifndef PK_BASE_SANDBOX_H
#define PK_BASE_SANDBOX_H

#include "base/str.h"

struct pk_sandbox {
	const char **read;  /* files and folders that may be read */
	size_t nread;
	const char **write; /* folders that files may be made in */
	size_t nwrite;
};

enum { PK_SANDBOX_LANDLOCK = 1, PK_SANDBOX_SECCOMP = 2 };

/*
 * Enters the sandbox, for good; before any thread is started.  What is in force
 * now, as bits; 0: nothing.
 */
unsigned pk_sandbox_enter(const struct pk_sandbox *s);

#endif
