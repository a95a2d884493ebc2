/*
 * Checked input and output.
 *
 * Input: whole files (pk_read_file) or blocks (struct pk_in).  A directory, a
 * read error and a file over its limit are diagnostics, never an empty result.
 * Output: struct pk_out, buffered, with a latched error that pk_out_close()
 * reports; files appear whole or not at all (temporary name beside the target,
 * fsync, rename).  "-" or NULL names standard input or output.
 */
#ifndef PK_BASE_IO_H
#define PK_BASE_IO_H

#include "base/diag.h"

/* The name to show for an operand: "-" and NULL become "<stdin>". */
const char *pk_in_name(const char *path);

/*
 * Appends the whole of `path` to *out.  0, or -1 with a diagnostic: cannot open,
 * is a directory, read error, more than `limit` bytes.
 */
int pk_read_file(const char *path, size_t limit, struct pk_buf *out, struct pk_sink *sink);

/* A readable file or standard input, read in blocks by the caller. */
struct pk_in {
	int fd;
	const char *name;   /* for diagnostics; "<stdin>" for standard input */
	bool close;         /* ours to close */
};
int pk_in_open(struct pk_in *in, const char *path, struct pk_sink *sink);
/* Up to n bytes into p (as many as there are, short only at the end); -1 on error, diagnosed. */
int64_t pk_in_read(struct pk_in *in, void *p, size_t n, struct pk_sink *sink);
void pk_in_close(struct pk_in *in);

/*
 * Writer.  Every write function latches the first error and does nothing after
 * it; the result is asked for once, at the end.
 */
struct pk_out {
	int fd;          /* -1: memory only */
	struct pk_buf b; /* pending bytes, or all of them for a memory writer */
	int error;       /* errno of the first failure, 0 while all is well */
	const char *name;
	char *tmp;       /* temporary path of a whole-or-nothing file, else NULL */
	char *path;      /* its final path */
	int tmp_slot;    /* its place in the clean-up list */
	uint64_t total;  /* bytes written so far */
	uint64_t synced; /* bytes that the disk has been asked to write */
};

/* A writer into memory: the bytes are in o->b. */
void pk_out_memory(struct pk_out *o);
/* A writer on an open descriptor, which stays open. */
void pk_out_fd(struct pk_out *o, int fd, const char *name);
/*
 * A writer on `path`: NULL or "-" is standard output; anything else is written
 * under a temporary name in the same directory until pk_out_close().
 * 0, or -1 with a diagnostic.
 */
int pk_out_open(struct pk_out *o, const char *path, struct pk_sink *sink);
void pk_out_write(struct pk_out *o, const void *p, size_t n);
void pk_out_str(struct pk_out *o, struct pk_str s);
void pk_out_puts(struct pk_out *o, const char *z);
void pk_out_putc(struct pk_out *o, char c);
void pk_out_printf(struct pk_out *o, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/*
 * Overwrites n bytes written before, at `off` from the beginning.  Only for memory
 * and for files that pk_out_open() made.
 */
void pk_out_patch(struct pk_out *o, uint64_t off, const void *p, size_t n);
/*
 * Hands what is pending to the system, and has the disk begin with it: a long output
 * is then not waited for at its end.
 */
void pk_out_flush(struct pk_out *o);
/*
 * Flushes; a file is synced and takes its final name.  0, or -1 with a diagnostic
 * when any write failed (then nothing stands under the final name that was not
 * there before).
 */
int pk_out_close(struct pk_out *o, struct pk_sink *sink);
/* Gives up: a file's temporary is removed, pending bytes are dropped. */
void pk_out_abort(struct pk_out *o);

/*
 * The clean-up list: temporary paths, of files or folders, that must vanish when the
 * program is ended by a signal.  pk_cleanup_all() is safe in a handler.
 */
int pk_cleanup_add(const char *path); /* a slot; -1 when the list is full (the path is then not covered) */
void pk_cleanup_drop(int slot);
void pk_cleanup_all(void);

#endif
