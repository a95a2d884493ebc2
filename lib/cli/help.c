#include "cli/cli.h"

enum { HELP_COLUMN = 30 };

static const char *const word[][PK_LANG_MAX] = {
    {"Usage:", "用法："}, {"Options:", "选项："}, {"Commands:", "命令："},
    {"Exit status: 0 nothing found, 1 findings, 2 trouble.", "退出状态：0 无发现，1 有发现，2 出错。"}};
enum { W_USAGE, W_OPTIONS, W_COMMANDS, W_EXIT };

static void
option_lines(const struct pk_opt *o, enum pk_lang lang, struct pk_out *out)
{
	struct pk_buf b = PK_BUF_INIT;

	for (; o->name; o++) {
		pk_buf_clear(&b);
		if (o->letter)
			pk_buf_printf(&b, "  -%c, --%s", o->letter, o->name);
		else
			pk_buf_printf(&b, "      --%s", o->name);
		if (o->kind == PK_OPT_ENUM)
			pk_buf_printf(&b, "=%s", o->values);
		else if (o->kind != PK_OPT_FLAG)
			pk_buf_printf(&b, "=%s", o->arg);
		if (b.n >= HELP_COLUMN)
			pk_buf_printf(&b, "\n%*s", HELP_COLUMN, "");
		while (b.n < HELP_COLUMN)
			pk_buf_putc(&b, ' ');
		pk_out_str(out, pk_buf_view(&b));
		pk_out_printf(out, "%s\n", o->help[lang]);
	}
	pk_buf_free(&b);
}

void
pk_cli_help(const struct pk_cli *cli, struct pk_out *out)
{
	const struct pk_tool *t = cli->tool;
	const struct pk_cmd *c;
	enum pk_lang lang = cli->lang;

	if (cli->cmd) {
		c = cli->cmd;
		pk_out_printf(out, "%s %s%s%s [OPTION...]%s%s\n%s\n\n%s\n", word[W_USAGE][lang], t->name,
		    c->name ? " " : "", c->name ? c->name : "", *c->operands ? " " : "", c->operands,
		    c->summary[lang], word[W_OPTIONS][lang]);
		if (c->opts)
			option_lines(c->opts, lang, out);
	} else {
		pk_out_printf(out, "%s %s COMMAND [OPTION...] [OPERAND...]\n%s\n\n%s\n", word[W_USAGE][lang],
		    t->name, t->summary[lang], word[W_COMMANDS][lang]);
		for (c = t->cmds; c->summary[PK_EN]; c++)
			pk_out_printf(out, "  %-12s %s\n", c->name, c->summary[lang]);
		pk_out_printf(out, "\n%s\n", word[W_OPTIONS][lang]);
	}
	option_lines(pk_cli_common, lang, out);
	pk_out_printf(out, "\n%s\n", word[W_EXIT][lang]);
}
