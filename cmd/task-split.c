#include "cli/cli.h"

static const struct pk_cmd cmds[] = {
    {NULL, {"not written yet", "尚未编写"}, "[FILE...]", 0, PK_NPOS, NULL}, {0}};
static const struct pk_tool tool = {"task-split", {"not written yet", "尚未编写"}, cmds};

int
main(int argc, char **argv)
{
	struct pk_cli cli;
	int status = pk_cli_start(&cli, &tool, argc, argv, NULL);

	return pk_cli_end(&cli, status < 0 ? PK_EXIT_TROUBLE : status);
}
