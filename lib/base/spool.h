/*
 * An input that can be read more than once: a regular file is read again from
 * where it stood; a pipe is kept in memory up to PK_SPOOL_MEMORY bytes and
 * beyond that in an unlinked temporary file.
 */
#ifndef PK_BASE_SPOOL_H
#define PK_BASE_SPOOL_H

#include "base/io.h"

#include <stdio.h>

enum { PK_SPOOL_MEMORY = 4 * 1024 * 1024 }; /* bytes of a pipe kept in memory */

struct pk_spool {
	struct pk_in in;
	int64_t start;     /* regular file: where it stood when it was opened */
	bool seekable;     /* in.fd can be read again by itself */
	struct pk_buf mem; /* pipe: its first bytes */
	FILE *tmp;         /* pipe: holds what follows mem, NULL for none */
	uint64_t tmp_size; /* bytes in it */
	uint64_t at;       /* bytes read since the start */
	bool used_up;      /* pipe: its end has been met */
};

/* 0, or -1 with a diagnostic; path NULL or "-" is standard input. */
int pk_spool_open(struct pk_spool *s, const char *path, struct pk_sink *sink);
/* An input that is bytes in memory, copied; `name` for diagnostics. */
void pk_spool_memory(struct pk_spool *s, const char *name, struct pk_str bytes);
/* Up to n bytes into p, short only at the end; -1 on error, diagnosed. */
int64_t pk_spool_read(struct pk_spool *s, void *p, size_t n, struct pk_sink *sink);
/* Back to the first byte: 0, or -1 with a diagnostic. */
int pk_spool_rewind(struct pk_spool *s, struct pk_sink *sink);
/* Closes and frees; may be called on a zeroed spool that was never opened. */
void pk_spool_close(struct pk_spool *s);

#endif
