/*
 * The commands of evidence-pack: what stands between its options and the library.
 * Each returns the exit status (0 nothing found, 1 findings, 2 trouble).
 */
#ifndef PK_REPORT_BUNDLECMD_H
#define PK_REPORT_BUNDLECMD_H

#include "base/io.h"
#include "bundle/bag.h"
#include "cal/date.h"

struct pk_words {
	const char **v;
	size_t n, cap;
};

struct pk_pack_opts {
	bool dereference, null, bagit, strict, allow_gaps, store, require_signature, verbose;
	int format;            /* enum pk_find_format */
	int form;              /* enum pk_form, of tables */
	int by;                /* 0 indicator, 1 unit */
	int key_type;          /* enum pk_key_type */
	int64_t jobs;          /* 0: one a processor */
	const char *output, *rules, *window, *alg, *unit, *campaign, *count, *contact, *phone, *email, *key,
	    *plan, *report, *sha256, *sm3, *dir, *roster;
	const char *names_from;
	struct pk_date due, as_of;
	struct pk_words pubkeys, limits;
	/* set by main */
	int64_t epoch;         /* SOURCE_DATE_EPOCH; -1: none */
	unsigned cpus;
	bool may_sandbox;      /* not under an instrument that a sandbox would break */
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
int pk_cmd_list(const struct pk_pack_opts *o, char **operand, size_t n);
int pk_cmd_cat(const struct pk_pack_opts *o, char **operand, size_t n);
int pk_cmd_extract(const struct pk_pack_opts *o, char **operand, size_t n);
int pk_cmd_diff(const struct pk_pack_opts *o, char **operand, size_t n);
int pk_cmd_collect(const struct pk_pack_opts *o, char **operand, size_t n);
int pk_cmd_keygen(const struct pk_pack_opts *o, char **operand, size_t n);
int pk_cmd_sign(const struct pk_pack_opts *o, char **operand, size_t n);
int pk_cmd_codes(const struct pk_pack_opts *o, char **operand, size_t n);

/* Shared by them. */
unsigned pk_cmd_threads(const struct pk_pack_opts *o);
/* Options of the verifier, --limit among them: 0, or -1 (diagnosed). */
int pk_cmd_bag_opts(const struct pk_pack_opts *o, struct pk_bag_opts *bo);
/* Gives up what reading n bundles (and the named files beside) does not need. */
void pk_cmd_sandbox(const struct pk_pack_opts *o, char **operand, size_t n);

#endif
