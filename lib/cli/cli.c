#include "cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#ifndef PK_VERSION
#error "PK_VERSION comes from the file VERSION by way of the Makefile"
#endif

struct common {
	bool help, version;
	int lang;
	const char *completion;
};

const struct pk_opt pk_cli_common[] = {
    {"lang", 0, PK_OPT_ENUM, offsetof(struct common, lang), "LANG", "en|zh", 0, 0,
	{"language of messages and tables (default: from the environment)",
	    "提示与表格所用语言（默认取自环境）"}},
    {"help", 'h', PK_OPT_FLAG, offsetof(struct common, help), NULL, NULL, 0, 0,
	{"show this help and exit", "显示本帮助并退出"}},
    {"version", 'V', PK_OPT_FLAG, offsetof(struct common, version), NULL, NULL, 0, 0,
	{"show the version and exit", "显示版本并退出"}},
    {0}};

/* Not in --help: what the Makefile makes completions/ from. */
static const struct pk_opt hidden[] = {
    {"completion", 0, PK_OPT_STR, offsetof(struct common, completion), "SHELL", NULL, 0, 0, {"", ""}},
    {0}};

static void
print_diag(void *ctx, const struct pk_diag *d)
{
	const struct pk_cli *cli = ctx;
	struct pk_buf b = PK_BUF_INIT;
	struct pk_out err;

	pk_diag_line(d, cli->tool->name, cli->lang, &b);
	pk_buf_putc(&b, '\n');
	pk_out_fd(&err, STDERR_FILENO, "<stderr>");
	pk_out_str(&err, pk_buf_view(&b));
	{
		/* Nowhere is left to report a failure of standard error. */
		struct pk_sink quiet = {0};
		(void)pk_out_close(&err, &quiet);
	}
	pk_buf_free(&b);
}

static void
on_signal(int sig)
{
	pk_cleanup_all();
	(void)signal(sig, SIG_DFL);
	(void)raise(sig);
}

static void
on_oom(void)
{
	static const char msg[] = "plankit: out of memory\n";

	pk_cleanup_all();
	if (write(STDERR_FILENO, msg, sizeof(msg) - 1) < 0)
		_exit(PK_EXIT_TROUBLE);
	_exit(PK_EXIT_TROUBLE);
}

static void
guard(void)
{
	static const int sigs[] = {SIGHUP, SIGINT, SIGTERM, SIGPIPE, SIGXFSZ};
	struct sigaction sa = {0}, old;
	size_t i;
	int fd;

	/* A closed standard descriptor must not become some data file: occupy it with
	 * one on which the intended use fails. */
	for (fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF)
			(void)open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
	sa.sa_handler = on_signal;
	(void)sigemptyset(&sa.sa_mask);
	for (i = 0; i < sizeof(sigs) / sizeof(sigs[0]); i++)
		if (sigaction(sigs[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
			(void)sigaction(sigs[i], &sa, NULL);
	pk_mem_handler(on_oom);
}

static enum pk_lang
env_lang(void)
{
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *v = getenv(names[i]);

		if (v && *v)
			return strncmp(v, "zh", 2) == 0 ? PK_ZH : PK_EN;
	}
	return PK_EN;
}

struct pk_date
pk_cli_today(void)
{
	time_t now = time(NULL);
	struct tm tm;

	if (!localtime_r(&now, &tm))
		return (struct pk_date){1970, 1, 1};
	return (struct pk_date){tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday};
}

/* An option of one of the three tables, with the structure it writes to. */
struct found {
	const struct pk_opt *opt;
	void *base;
};

struct parse {
	struct pk_cli *cli;
	struct common common;
	void *opts;
};

static size_t
tables(struct parse *p, const struct pk_opt *tab[3], void *base[3])
{
	size_t n = 0;

	if (p->cli->cmd && p->cli->cmd->opts) {
		tab[n] = p->cli->cmd->opts;
		base[n++] = p->opts;
	}
	tab[n] = pk_cli_common;
	base[n++] = &p->common;
	tab[n] = hidden;
	base[n++] = &p->common;
	return n;
}

/* By long name (a beginning will do when only one option has it) or by letter. */
static int
find_opt(struct parse *p, struct pk_str name, char letter, struct found *f)
{
	const struct pk_opt *tab[3], *o;
	void *base[3];
	size_t n = tables(p, tab, base), i, hits = 0;

	for (i = 0; i < n; i++) {
		for (o = tab[i]; o->name; o++) {
			bool exact = letter ? o->letter == letter : pk_str_is(name, o->name);

			if (exact || (!letter && tab[i] != hidden && pk_str_starts(pk_str(o->name), name))) {
				*f = (struct found){o, base[i]};
				if (exact)
					return 0;
				hits++;
			}
		}
	}
	return hits == 1 ? 0 : hits ? 1 : -1;
}

static int
bad_value(struct parse *p, const struct pk_opt *o, const char *value, const char *want)
{
	pk_diag(&p->cli->sink, PK_D_USAGE_VALUE, PK_NOPOS, o->name, value, want, NULL);
	return -1;
}

static int
set_enum(struct parse *p, const struct pk_opt *o, int *out, const char *value)
{
	struct pk_str rest = pk_str(o->values), part;
	int i;

	for (i = 0; pk_str_split(&rest, '|', &part); i++)
		if (pk_str_is(part, value)) {
			*out = i;
			return 0;
		}
	return bad_value(p, o, value, o->values);
}

static int
set_opt(struct parse *p, struct found f, const char *value)
{
	void *at = (char *)f.base + f.opt->off;
	struct pk_buf range = PK_BUF_INIT;
	int rc = 0;

	switch (f.opt->kind) {
	case PK_OPT_FLAG:
		*(bool *)at = true;
		break;
	case PK_OPT_STR:
	case PK_OPT_FILE:
	case PK_OPT_DIR:
		*(const char **)at = value;
		break;
	case PK_OPT_LIST:
		PK_PUSH((struct pk_strs *)at, value);
		break;
	case PK_OPT_ENUM:
		return set_enum(p, f.opt, at, value);
	case PK_OPT_INT:
		if (pk_str_int(pk_str(value), f.opt->lo, f.opt->hi, at) != 0) {
			pk_buf_printf(&range, "%lld..%lld", (long long)f.opt->lo, (long long)f.opt->hi);
			rc = bad_value(p, f.opt, value, pk_buf_z(&range));
			pk_buf_free(&range);
		}
		return rc;
	case PK_OPT_DATE:
		if (pk_date_parse(pk_str(value), at) != 0)
			return bad_value(p, f.opt, value, "YYYY-MM-DD");
		break;
	case PK_OPT_KIND_MAX:
		break;
	}
	return 0;
}

/* --name, --name=value, --name value: how many arguments were used, -1 on error. */
static int
long_opt(struct parse *p, const char *arg, const char *next)
{
	const char *eq = strchr(arg + 2, '=');
	struct pk_str name = eq ? pk_strn(arg + 2, (size_t)(eq - arg - 2)) : pk_str(arg + 2);
	struct found f = {0};
	int rc = find_opt(p, name, 0, &f);

	if (rc != 0) {
		pk_diag(&p->cli->sink, rc > 0 ? PK_D_USAGE_AMBIGUOUS : PK_D_USAGE_OPTION, PK_NOPOS, arg,
		    NULL);
		return -1;
	}
	if (f.opt->kind == PK_OPT_FLAG) {
		if (eq) {
			pk_diag(&p->cli->sink, PK_D_USAGE_NO_VALUE, PK_NOPOS, f.opt->name, NULL);
			return -1;
		}
		return set_opt(p, f, NULL) == 0 ? 1 : -1;
	}
	if (!eq && !next) {
		pk_diag(&p->cli->sink, PK_D_USAGE_NEEDS, PK_NOPOS, f.opt->name, f.opt->arg, NULL);
		return -1;
	}
	return set_opt(p, f, eq ? eq + 1 : next) == 0 ? (eq ? 1 : 2) : -1;
}

/* -abc, -xVALUE, -x VALUE: how many arguments were used, -1 on error. */
static int
short_opts(struct parse *p, const char *arg, const char *next)
{
	const char *c;
	struct found f = {0};

	for (c = arg + 1; *c; c++) {
		if (find_opt(p, PK_S(""), *c, &f) != 0) {
			char text[3] = {'-', *c, '\0'};

			pk_diag(&p->cli->sink, PK_D_USAGE_OPTION, PK_NOPOS, (unsigned char)*c < 0x80 ? text : arg,
			    NULL);
			return -1;
		}
		if (f.opt->kind == PK_OPT_FLAG) {
			(void)set_opt(p, f, NULL);
			continue;
		}
		if (c[1])
			return set_opt(p, f, c + 1) == 0 ? 1 : -1;
		if (!next) {
			pk_diag(&p->cli->sink, PK_D_USAGE_NEEDS, PK_NOPOS, f.opt->name, f.opt->arg, NULL);
			return -1;
		}
		return set_opt(p, f, next) == 0 ? 2 : -1;
	}
	return 1;
}

static int
choose_cmd(struct pk_cli *cli, const char *name)
{
	const struct pk_cmd *c;

	for (c = cli->tool->cmds; c->summary[PK_EN]; c++)
		if (c->name && strcmp(c->name, name) == 0) {
			cli->cmd = c;
			return 0;
		}
	pk_diag(&cli->sink, PK_D_USAGE_COMMAND, PK_NOPOS, name, NULL);
	return -1;
}

static int
walk(struct parse *p, int argc, char **argv)
{
	struct pk_cli *cli = p->cli;
	bool only_operands = false;
	int i = 1, used;

	while (i < argc) {
		char *arg = argv[i];

		if (only_operands || arg[0] != '-' || arg[1] == '\0') {
			if (!cli->cmd) {
				if (choose_cmd(cli, arg) != 0)
					return -1;
			} else {
				cli->operand[cli->noperands++] = arg;
			}
			i++;
			continue;
		}
		if (strcmp(arg, "--") == 0) {
			only_operands = true;
			i++;
			continue;
		}
		used = (arg[1] == '-' ? long_opt : short_opts)(p, arg, i + 1 < argc ? argv[i + 1] : NULL);
		if (used < 0)
			return -1;
		i += used;
	}
	return 0;
}

/* 0 when the operands are as many as the command takes. */
static int
check_operands(struct pk_cli *cli)
{
	if (!cli->cmd) {
		pk_diag(&cli->sink, PK_D_USAGE_NO_COMMAND, PK_NOPOS, NULL);
		return -1;
	}
	if (cli->noperands < cli->cmd->min || cli->noperands > cli->cmd->max) {
		pk_diag(&cli->sink, PK_D_USAGE_OPERANDS, PK_NOPOS,
		    *cli->cmd->operands ? cli->cmd->operands : "-", NULL);
		return -1;
	}
	return 0;
}

static int
print_and_end(struct pk_cli *cli, const struct common *c)
{
	struct pk_out o;
	int rc = 0;

	pk_out_fd(&o, STDOUT_FILENO, "<stdout>");
	if (c->completion)
		rc = pk_cli_completion(cli->tool, c->completion, &o);
	else if (c->help)
		pk_cli_help(cli, &o);
	else
		pk_out_printf(&o, "%s (plankit) %s\n", cli->tool->name, PK_VERSION);
	if (pk_out_close(&o, &cli->sink) != 0 || rc != 0)
		return PK_EXIT_TROUBLE;
	return PK_EXIT_OK;
}

int
pk_cli_start(struct pk_cli *cli, const struct pk_tool *tool, int argc, char **argv, void *opts)
{
	struct parse p = {cli, {.lang = -1}, opts};
	int rc;

	*cli = (struct pk_cli){.tool = tool, .lang = env_lang(), .sink = {print_diag, cli, {0}}};
	guard();
	cli->operand = pk_alloc((size_t)(argc > 0 ? argc : 1), sizeof(*cli->operand));
	if (!tool->cmds[0].name)
		cli->cmd = tool->cmds;
	rc = walk(&p, argc, argv);
	if (p.common.lang >= 0)
		cli->lang = (enum pk_lang)p.common.lang;
	if (rc == 0 && (p.common.help || p.common.version || p.common.completion))
		return print_and_end(cli, &p.common);
	if (rc == 0)
		rc = check_operands(cli);
	if (rc != 0) {
		struct pk_out err;
		struct pk_sink quiet = {0};

		pk_out_fd(&err, STDERR_FILENO, "<stderr>");
		pk_out_printf(&err,
		    cli->lang == PK_ZH ? "用“%s --help”查看用法。\n" : "Try '%s --help' for more information.\n",
		    tool->name);
		(void)pk_out_close(&err, &quiet);
		return PK_EXIT_TROUBLE;
	}
	return -1;
}

int
pk_cli_end(struct pk_cli *cli, int status)
{
	pk_free(cli->operand);
	cli->operand = NULL;
	/* Writes are checked where they happen; some file systems tell only at close. */
	if (close(STDOUT_FILENO) != 0 && errno != EBADF) {
		pk_diag(&cli->sink, PK_D_IO_WRITE, PK_POS("<stdout>", 0), strerror(errno), NULL);
		status = PK_EXIT_TROUBLE;
	}
	if (cli->sink.count[PK_ERROR] > 0)
		status = PK_EXIT_TROUBLE;
	return status;
}
