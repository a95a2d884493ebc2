/*
 * Whether the lines of a ledger are its records: what engines that split their
 * input at line ends (Hadoop Streaming, parallel --pipepart) rely on.
 */
#ifndef PK_SCORE_LINES_H
#define PK_SCORE_LINES_H

#include "ledger/fast.h"

struct pk_lines {
	uint64_t records;
	uint64_t spanning; /* records with a line end in a field */
	size_t line;       /* where the first of them begins; 0 none */
};

/* 0, or -1 when the ledger cannot be read, diagnosed. */
int pk_lines_check(const char *path, const struct pk_table_opts *table, const struct pk_fast_opts *fast,
    struct pk_lines *out, struct pk_sink *sink);

/*
 * The same of several (0 files: standard input), with a finding for each whose lines are not its records:
 * how many there were of these, or -1.
 */
int pk_lines_check_all(char *const *file, size_t n, const struct pk_table_opts *table,
    const struct pk_fast_opts *fast, struct pk_sink *sink);

#endif
