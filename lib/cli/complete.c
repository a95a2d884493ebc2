#include "cli/cli.h"

/* Written by the completion work; bash, zsh and fish from the option tables. */
int
pk_cli_completion(const struct pk_tool *tool, const char *shell, struct pk_out *o)
{
	(void)tool;
	(void)shell;
	(void)o;
	return -1;
}
