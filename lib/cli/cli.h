/*
 * The command line: one option table per tool drives parsing, --help, the
 * completions and the test that the man page names every option.
 *
 * A main looks like this:
 *
 *	int
 *	main(int argc, char **argv)
 *	{
 *		struct opts o = {0};
 *		struct pk_cli cli;
 *		int status = pk_cli_start(&cli, &tool, argc, argv, &o);
 *
 *		if (status < 0)
 *			status = run(&cli, &o);
 *		return pk_cli_end(&cli, status);
 *	}
 */
#ifndef PK_CLI_CLI_H
#define PK_CLI_CLI_H

#include "base/io.h"
#include "cal/date.h"

/* Exit status, the same in all tools. */
enum pk_exit {
	PK_EXIT_OK = 0,       /* nothing found */
	PK_EXIT_FINDINGS = 1, /* what was looked for was found: overdue, missing, invalid */
	PK_EXIT_TROUBLE = 2   /* usage, unreadable or malformed input, I/O */
};

enum pk_opt_kind {
	PK_OPT_FLAG, /* bool */
	PK_OPT_STR,  /* const char * */
	PK_OPT_FILE, /* const char *, completes file names */
	PK_OPT_DIR,  /* const char *, completes directories */
	PK_OPT_LIST, /* struct pk_strs: repeatable */
	PK_OPT_ENUM, /* int: index into `values` */
	PK_OPT_INT,  /* int64_t within [lo, hi] */
	PK_OPT_DATE, /* struct pk_date, YYYY-MM-DD */
	PK_OPT_KIND_MAX
};

struct pk_strs {
	const char **v;
	size_t n, cap;
};

struct pk_opt {
	const char *name;                /* long name without dashes; NULL ends a table */
	char letter;                     /* short form, 0 for none */
	enum pk_opt_kind kind;
	size_t off;                      /* offsetof(the tool's options, member) */
	const char *arg;                 /* the value's name in --help: "FILE" */
	const char *values;              /* PK_OPT_ENUM: "text|csv|json" */
	int64_t lo, hi;                  /* PK_OPT_INT */
	const char *help[PK_LANG_MAX];
};

/* One command of a tool; a tool without commands has exactly one, with name NULL. */
struct pk_cmd {
	const char *name;
	const char *summary[PK_LANG_MAX]; /* NULL ends the table */
	const char *operands;             /* "[FILE...]" for the usage line */
	size_t min, max;                  /* how many operands; max PK_NPOS: any number */
	const struct pk_opt *opts;
};

struct pk_tool {
	const char *name;
	const char *summary[PK_LANG_MAX];
	const struct pk_cmd *cmds;
};

struct pk_cli {
	const struct pk_tool *tool;
	const struct pk_cmd *cmd; /* the command given */
	enum pk_lang lang;        /* --lang, else LC_ALL, LC_MESSAGES, LANG */
	struct pk_sink sink;      /* prints each diagnostic on standard error as it comes */
	char **operand;           /* what follows the options */
	size_t noperands;
};

/*
 * Parses argv into *opts by the tool's table.  -1: go on.  Otherwise the status
 * to end with: --help, --version and --completion have printed, or the usage was
 * wrong and has been diagnosed.  Also: installs signal clean-up and the
 * out-of-memory exit, guards descriptors 0-2 against being closed.
 * Options may follow operands; "--" ends them; -x VALUE, -xVALUE, --opt VALUE and
 * --opt=VALUE; unambiguous beginnings of long names are understood.
 */
int pk_cli_start(struct pk_cli *cli, const struct pk_tool *tool, int argc, char **argv, void *opts);
/*
 * The exit status to return from main: checks standard output once more and turns
 * PK_EXIT_OK into PK_EXIT_TROUBLE when an error was diagnosed.
 */
int pk_cli_end(struct pk_cli *cli, int status);
/* The local date, for the default of --today; the only clock there is. */
struct pk_date pk_cli_today(void);

/* Used by cli.c; see complete.c and help.c. */
void pk_cli_help(const struct pk_cli *cli, struct pk_out *o);
int pk_cli_completion(const struct pk_tool *tool, const char *shell, struct pk_out *o);
extern const struct pk_opt pk_cli_common[]; /* --help, --version, --lang */

#endif
