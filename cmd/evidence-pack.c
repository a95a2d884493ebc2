/* evidence-pack: bundles of evidence, checked, packed and verified. */
#include "base/par.h"
#include "cli/cli.h"
#include "report/bundlecmd.h"

#include <stdlib.h>
#include <unistd.h>

#define O(member) offsetof(struct pk_pack_opts, member)
#define OPT_STRICT {"strict", 0, PK_OPT_FLAG, O(strict), NULL, NULL, 0, 0, \
	{"warnings count as errors", "警告按错误处理"}}
#define OPT_FORMAT {"format", 'f', PK_OPT_ENUM, O(format), "FORMAT", "text|tsv|json", 0, 0, \
	{"how findings are printed", "结果的输出格式"}}
#define OPT_JOBS {"jobs", 'j', PK_OPT_INT, O(jobs), "N", NULL, 1, PK_THREADS_MAX, \
	{"threads (default: one per processor)", "线程数（默认每个处理器一个）"}}
#define OPT_RULES {"rules", 'r', PK_OPT_FILE, O(rules), "FILE", NULL, 0, 0, \
	{"rules that add to what is asked, or change it", "规则文件：补充或改变要求"}}
#define OPT_WINDOW {"window", 0, PK_OPT_STR, O(window), "FROM..TO", NULL, 0, 0, \
	{"dates that material may bear", "材料时限（起止日期）"}}

static const struct pk_opt check_opts[] = {OPT_RULES, OPT_WINDOW, OPT_STRICT, OPT_FORMAT, OPT_JOBS, {0}};
static const struct pk_opt pack_opts[] = {
    {"output", 'o', PK_OPT_FILE, O(output), "OUT", NULL, 0, 0,
	{"OUT.zip, OUT.tar.gz or a folder (default: CAMPAIGN_UNIT_DATE.zip)",
	    "OUT.zip、OUT.tar.gz 或文件夹（默认：方案_单位_日期.zip）"}},
    {"by", 0, PK_OPT_ENUM, O(by), "ORDER", "indicator|unit", 0, 0,
	{"folders by indicator or by unit", "按指标或按单位分文件夹"}},
    {"alg", 0, PK_OPT_STR, O(alg), "LIST", NULL, 0, 0,
	{"digests of the manifests (default: sha256,sm3)", "清单摘要算法（默认 sha256,sm3）"}},
    {"store", 0, PK_OPT_FLAG, O(store), NULL, NULL, 0, 0, {"compress nothing", "不压缩"}},
    {"allow-gaps", 0, PK_OPT_FLAG, O(allow_gaps), NULL, NULL, 0, 0,
	{"pack although evidence is missing", "有缺项也打包"}},
    {"unit", 'u', PK_OPT_STR, O(unit), "NAME", NULL, 0, 0, {"the unit that hands in", "报送单位"}},
    {"campaign", 0, PK_OPT_STR, O(campaign), "ID", NULL, 0, 0, {"Bag-Group-Identifier", "方案编号"}},
    {"count", 0, PK_OPT_STR, O(count), "N of M", NULL, 0, 0, {"Bag-Count", "第几包，共几包"}},
    {"contact", 0, PK_OPT_STR, O(contact), "NAME", NULL, 0, 0, {"Contact-Name", "联络员"}},
    {"phone", 0, PK_OPT_STR, O(phone), "NUMBER", NULL, 0, 0, {"Contact-Phone", "联系电话"}},
    {"email", 0, PK_OPT_STR, O(email), "ADDRESS", NULL, 0, 0, {"Contact-Email", "电子邮箱"}},
    OPT_RULES, OPT_WINDOW, OPT_STRICT, OPT_JOBS, {0}};
static const struct pk_opt verify_opts[] = {
    {"bagit", 0, PK_OPT_FLAG, O(bagit), NULL, NULL, 0, 0,
	{"check the rules of BagIt (RFC 8493) alone", "只检查 BagIt（RFC 8493）规则"}},
    OPT_STRICT, OPT_FORMAT, OPT_JOBS, {0}};

static const struct pk_cmd cmds[] = {
    {"check", {"is the evidence complete?", "检查佐证材料是否齐全"}, "PLAN.xml [EVIDENCE.csv] DIR", 2, 3, check_opts},
    {"pack", {"make a bundle", "打包"}, "PLAN.xml [EVIDENCE.csv] DIR", 2, 3, pack_opts},
    {"verify", {"is each bundle whole and unchanged?", "校验数据包是否完整、未被改动"}, "BUNDLE...", 1,
	PK_NPOS, verify_opts},
    {0}};
static int (*const run[])(const struct pk_pack_opts *, char **, size_t) = {
    pk_cmd_check, pk_cmd_pack, pk_cmd_verify};

static const struct pk_tool tool = {"evidence-pack",
    {"check, pack and verify bundles of evidence", "佐证材料的检查、打包与校验"}, cmds};

/* SOURCE_DATE_EPOCH: seconds since 1970; -1 when it is not set. */
static int64_t
source_date(void)
{
	const char *z = getenv("SOURCE_DATE_EPOCH");
	int64_t t = -1;

	return z && pk_str_int(pk_str(z), 0, INT64_MAX / 2, &t) == 0 ? t : -1;
}

int
main(int argc, char **argv)
{
	struct pk_pack_opts o = {0};
	struct pk_out out, err;
	struct pk_cli cli;
	int status = pk_cli_start(&cli, &tool, argc, argv, &o);

	if (status < 0) {
		o.cpus = pk_cpus();
		o.epoch = source_date();
		o.lang = cli.lang;
		o.sink = &cli.sink;
		pk_out_fd(&err, STDERR_FILENO, "<stderr>");
		pk_out_fd(&out, STDOUT_FILENO, "<stdout>");
		o.out = &out;
		o.err = &err;
		status = run[cli.cmd - cmds](&o, cli.operand, cli.noperands);
		if (pk_out_close(&out, &cli.sink) != 0 || pk_out_close(&err, &cli.sink) != 0)
			status = PK_EXIT_TROUBLE;
	}
	return pk_cli_end(&cli, status);
}
