/* evidence-pack: bundles of evidence, checked, packed and verified. */
#include "base/par.h"
#include "bundle/bag.h"
#include "cli/cli.h"
#include "report/bundle.h"

struct opts {
	bool bagit, strict;
	int format;
	int64_t jobs;
};

static const struct pk_opt verify_opts[] = {
    {"bagit", 0, PK_OPT_FLAG, offsetof(struct opts, bagit), NULL, NULL, 0, 0,
	{"check the rules of BagIt (RFC 8493) alone", "只检查 BagIt（RFC 8493）规则"}},
    {"strict", 0, PK_OPT_FLAG, offsetof(struct opts, strict), NULL, NULL, 0, 0,
	{"warnings count as errors", "警告按错误处理"}},
    {"format", 'f', PK_OPT_ENUM, offsetof(struct opts, format), "FORMAT", "text|tsv|json", 0, 0,
	{"how findings are printed", "结果的输出格式"}},
    {"jobs", 'j', PK_OPT_INT, offsetof(struct opts, jobs), "N", NULL, 1, PK_THREADS_MAX,
	{"threads (default: one per processor)", "线程数（默认每个处理器一个）"}},
    {0}};

static const struct pk_cmd cmds[] = {
    {"verify", {"is each bundle whole and unchanged?", "检查数据包是否完整、未被改动"}, "BUNDLE...", 1,
	PK_NPOS, verify_opts},
    {0}};
static const struct pk_tool tool = {"evidence-pack",
    {"check, pack and verify bundles of evidence", "佐证材料的检查、打包与校验"}, cmds};

static int
verify(struct pk_cli *cli, const struct opts *o)
{
	struct pk_bag_opts bo;
	struct pk_findings f;
	struct pk_out out;
	size_t i;
	int status;

	pk_bag_defaults(&bo);
	bo.threads = o->jobs ? (unsigned)o->jobs : pk_cpus();
	bo.bagit_only = o->bagit;
	if (pk_out_open(&out, NULL, &cli->sink) != 0)
		return PK_EXIT_TROUBLE;
	pk_findings_init(&f, &out, (enum pk_find_format)o->format, cli->lang, &cli->sink);
	f.strict = o->strict;
	for (i = 0; i < cli->noperands; i++) {
		struct pk_bag bag;
		int rc;

		pk_findings_begin(&f, cli->operand[i]);
		rc = pk_bag_verify(&bag, cli->operand[i], &bo, &f.sink);
		pk_findings_end(&f, bag.passed, rc == 0);
		pk_bag_free(&bag);
	}
	status = pk_findings_status(&f);
	pk_findings_free(&f);
	if (pk_out_close(&out, &cli->sink) != 0)
		status = PK_EXIT_TROUBLE;
	return status;
}

int
main(int argc, char **argv)
{
	struct opts o = {0};
	struct pk_cli cli;
	int status = pk_cli_start(&cli, &tool, argc, argv, &o);

	if (status < 0)
		status = verify(&cli, &o);
	return pk_cli_end(&cli, status);
}
