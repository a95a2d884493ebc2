/*
 * The commands of evidence-pack: what stands between its options and the library.
 * Each returns the exit status (0 nothing found, 1 findings, 2 trouble).
 */
#ifndef PK_REPORT_BUNDLECMD_H
#define PK_REPORT_BUNDLECMD_H

#include "base/io.h"
#include "cal/date.h"

struct pk_pack_opts {
	bool bagit, strict, allow_gaps, store, require_signature, verbose;
	int format;            /* enum pk_find_format */
	int by;                /* 0 indicator, 1 unit */
	int64_t jobs;          /* 0: one a processor */
	const char *output, *rules, *window, *alg, *unit, *campaign, *count, *contact, *phone, *email;
	int64_t epoch;         /* SOURCE_DATE_EPOCH; -1: none */
	unsigned cpus;
	enum pk_lang lang;
	struct pk_out *out;    /* results */
	struct pk_out *err;    /* findings of commands whose result is a file */
	struct pk_sink *sink;  /* trouble */
	void (*progress)(void *ctx, uint64_t done, uint64_t total);
	void *progress_ctx;
};

int pk_cmd_check(const struct pk_pack_opts *o, char **operand, size_t n);
int pk_cmd_pack(const struct pk_pack_opts *o, char **operand, size_t n);
int pk_cmd_verify(const struct pk_pack_opts *o, char **operand, size_t n);

#endif
