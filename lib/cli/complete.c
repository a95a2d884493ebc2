#include "cli/cli.h"

/*
 * Shell completions from the option tables.  Each script is whole and static: it
 * asks nothing of the tool at completion time.  Words are ASCII and hold no quotes
 * but in descriptions, which quote() makes safe.
 */

/* Single-quoted for sh, zsh and fish; zsh also wants its brackets and colons escaped. */
static void
quote(struct pk_out *o, const char *text, bool zsh)
{
	for (; *text; text++) {
		if (*text == '\'')
			pk_out_puts(o, "'\\''");
		else if (zsh && strchr("[]:\\", *text))
			pk_out_printf(o, "\\%c", *text);
		else
			pk_out_putc(o, *text);
	}
}

static bool
has_commands(const struct pk_tool *t)
{
	return t->cmds[0].name != NULL;
}

/* The C identifier of a tool's name. */
static void
ident(struct pk_out *o, const char *name)
{
	for (; *name; name++)
		pk_out_putc(o, *name == '-' ? '_' : *name);
}

static void
bash_words(struct pk_out *o, const struct pk_opt *opt)
{
	for (; opt && opt->name; opt++)
		pk_out_printf(o, " --%s%s", opt->name, opt->kind == PK_OPT_FLAG ? "" : "=");
}

/* The values of --name=..., one case per option that has any. */
static void
bash_values(struct pk_out *o, const struct pk_opt *opt)
{
	for (; opt && opt->name; opt++) {
		if (opt->kind == PK_OPT_FLAG)
			continue;
		pk_out_printf(o, "    --%s) ", opt->name);
		if (opt->kind == PK_OPT_ENUM) {
			struct pk_str rest = pk_str(opt->values), part;

			pk_out_puts(o, "mapfile -t COMPREPLY < <(compgen -W '");
			while (pk_str_split(&rest, '|', &part))
				pk_out_printf(o, "%.*s ", PK_FMT(part));
			pk_out_puts(o, "' -- \"$cur\")");
		} else {
			pk_out_printf(o, "mapfile -t COMPREPLY < <(compgen %s -- \"$cur\")",
			    opt->kind == PK_OPT_DIR ? "-d" : "-f");
		}
		pk_out_puts(o, "; return ;;\n");
	}
}

static void
bash(const struct pk_tool *t, struct pk_out *o)
{
	const struct pk_cmd *c;

	pk_out_printf(o, "# bash completion for %s, made from its option table\n_", t->name);
	ident(o, t->name);
	pk_out_puts(o, "() {\n  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} words\n"
	               "  if [ \"$cur\" = = ]; then cur=; elif [ \"$prev\" = = ]; then "
	               "prev=${COMP_WORDS[COMP_CWORD-2]}; fi\n  case $prev in\n");
	for (c = t->cmds; c->summary[PK_EN]; c++)
		bash_values(o, c->opts);
	bash_values(o, pk_cli_common);
	pk_out_puts(o, "  esac\n");
	if (has_commands(t)) {
		pk_out_puts(o, "  words='");
		for (c = t->cmds; c->summary[PK_EN]; c++)
			pk_out_printf(o, "%s ", c->name);
		pk_out_puts(o, "'\n  case ${COMP_WORDS[1]} in\n");
		for (c = t->cmds; c->summary[PK_EN]; c++) {
			pk_out_printf(o, "    %s) words='", c->name);
			bash_words(o, c->opts);
			pk_out_puts(o, "' ;;\n");
		}
		pk_out_puts(o, "  esac\n  words=\"$words");
	} else {
		pk_out_puts(o, "  words=\"");
		bash_words(o, t->cmds[0].opts);
	}
	bash_words(o, pk_cli_common);
	pk_out_puts(o, "\"\n"
	               "  case $cur in\n"
	               "    -*) mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\")\n"
	               "        [[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace ;;\n");
	pk_out_puts(o, has_commands(t) ? "    *) if [ \"$COMP_CWORD\" = 1 ]; then mapfile -t COMPREPLY < <(compgen -W "
	                                 "\"$words\" -- \"$cur\")\n       else mapfile -t COMPREPLY < <(compgen -f -- "
	                                 "\"$cur\"); fi ;;\n"
	                               : "    *) mapfile -t COMPREPLY < <(compgen -f -- \"$cur\") ;;\n");
	pk_out_puts(o, "  esac\n}\ncomplete -o filenames -F _");
	ident(o, t->name);
	pk_out_printf(o, " %s\n", t->name);
}

static void
zsh_opts(struct pk_out *o, const struct pk_opt *opt)
{
	for (; opt && opt->name; opt++) {
		if (opt->letter)
			pk_out_printf(o, "    '(-%c --%s)'{-%c,--%s%s}'[", opt->letter, opt->name, opt->letter,
			    opt->name, opt->kind == PK_OPT_FLAG ? "" : "=");
		else
			pk_out_printf(o, "    '%s--%s%s[", opt->kind == PK_OPT_LIST ? "*" : "", opt->name,
			    opt->kind == PK_OPT_FLAG ? "" : "=");
		quote(o, opt->help[PK_EN], true);
		pk_out_putc(o, ']');
		if (opt->kind == PK_OPT_ENUM) {
			struct pk_str rest = pk_str(opt->values), part;

			pk_out_printf(o, ":%s:(", opt->arg);
			while (pk_str_split(&rest, '|', &part))
				pk_out_printf(o, "%.*s ", PK_FMT(part));
			pk_out_putc(o, ')');
		} else if (opt->kind != PK_OPT_FLAG) {
			pk_out_printf(o, ":%s:%s", opt->arg, opt->kind == PK_OPT_DIR ? "_files -/" : "_files");
		}
		pk_out_puts(o, "' \\\n");
	}
}

static void
zsh(const struct pk_tool *t, struct pk_out *o)
{
	const struct pk_cmd *c;

	pk_out_printf(o, "#compdef %s\n# zsh completion, made from the option table\n", t->name);
	if (!has_commands(t)) {
		pk_out_puts(o, "_arguments -s -S \\\n");
		zsh_opts(o, t->cmds[0].opts);
		zsh_opts(o, pk_cli_common);
		pk_out_puts(o, "    '*:file:_files'\n");
		return;
	}
	pk_out_puts(o, "if (( CURRENT == 2 )); then\n  local -a commands=(\n");
	for (c = t->cmds; c->summary[PK_EN]; c++) {
		pk_out_printf(o, "    '%s:", c->name);
		quote(o, c->summary[PK_EN], true);
		pk_out_puts(o, "'\n");
	}
	pk_out_puts(o, "  )\n  _describe command commands\n  return\nfi\nlocal cmd=${words[2]}\nshift words\n"
	               "(( CURRENT-- ))\ncase $cmd in\n");
	for (c = t->cmds; c->summary[PK_EN]; c++) {
		pk_out_printf(o, "  %s) _arguments -s -S \\\n", c->name);
		zsh_opts(o, c->opts);
		zsh_opts(o, pk_cli_common);
		pk_out_puts(o, "    '*:file:_files' ;;\n");
	}
	pk_out_puts(o, "esac\n");
}

static void
fish_opts(const struct pk_tool *t, const struct pk_cmd *c, const struct pk_opt *opt, struct pk_out *o)
{
	for (; opt && opt->name; opt++) {
		pk_out_printf(o, "complete -c %s -l %s", t->name, opt->name);
		if (c && c->name)
			pk_out_printf(o, " -n '__fish_seen_subcommand_from %s'", c->name);
		if (opt->letter)
			pk_out_printf(o, " -s %c", opt->letter);
		if (opt->kind == PK_OPT_ENUM) {
			struct pk_str rest = pk_str(opt->values), part;

			pk_out_puts(o, " -x -a '");
			while (pk_str_split(&rest, '|', &part))
				pk_out_printf(o, "%.*s ", PK_FMT(part));
			pk_out_putc(o, '\'');
		} else if (opt->kind != PK_OPT_FLAG) {
			pk_out_puts(o, " -r");
		}
		pk_out_puts(o, " -d '");
		quote(o, opt->help[PK_EN], false);
		pk_out_puts(o, "'\n");
	}
}

static void
fish(const struct pk_tool *t, struct pk_out *o)
{
	const struct pk_cmd *c;

	pk_out_printf(o, "# fish completion for %s, made from its option table\n", t->name);
	for (c = t->cmds; c->summary[PK_EN]; c++) {
		if (c->name) {
			pk_out_printf(o, "complete -c %s -n __fish_use_subcommand -f -a %s -d '", t->name, c->name);
			quote(o, c->summary[PK_EN], false);
			pk_out_puts(o, "'\n");
		}
		fish_opts(t, c, c->opts, o);
	}
	fish_opts(t, NULL, pk_cli_common, o);
}

int
pk_cli_completion(const struct pk_tool *tool, const char *shell, struct pk_out *o)
{
	if (strcmp(shell, "bash") == 0)
		bash(tool, o);
	else if (strcmp(shell, "zsh") == 0)
		zsh(tool, o);
	else if (strcmp(shell, "fish") == 0)
		fish(tool, o);
	else
		return -1;
	return 0;
}
