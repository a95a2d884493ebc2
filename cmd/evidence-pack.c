/* evidence-pack: bundles of evidence, checked, packed, verified. */
#include "base/par.h"
#include "cli/cli.h"
#include "report/bundlecmd.h"
#include "report/table.h"

#include <stdlib.h>
#include <unistd.h>

#define AT(member) offsetof(struct pk_pack_opts, member)
#define FLAG(name, letter, member, en, zh) {name, letter, PK_OPT_FLAG, AT(member), NULL, NULL, 0, 0, {en, zh}}
#define WORD(name, letter, member, arg, en, zh) {name, letter, PK_OPT_STR, AT(member), arg, NULL, 0, 0, {en, zh}}
#define PATH(name, letter, member, en, zh) {name, letter, PK_OPT_FILE, AT(member), "FILE", NULL, 0, 0, {en, zh}}
#define LIST(name, letter, member, arg, en, zh) {name, letter, PK_OPT_LIST, AT(member), arg, NULL, 0, 0, {en, zh}}
#define ENUM(name, letter, member, arg, values, en, zh) \
	{name, letter, PK_OPT_ENUM, AT(member), arg, values, 0, 0, {en, zh}}

#define STRICT FLAG("strict", 0, strict, "warnings count as errors", "警告按错误处理")
#define FORMAT ENUM("format", 'f', format, "FORMAT", "text|tsv|json", "how findings are printed", "结果的输出格式")
#define TABLE ENUM("format", 'f', form, "FORMAT", PK_FORMS, "how the table is printed", "表格的输出格式")
#define JOBS {"jobs", 'j', PK_OPT_INT, AT(jobs), "N", NULL, 1, PK_THREADS_MAX, \
	{"threads (default: one per processor)", "线程数（默认每个处理器一个）"}}
#define RULES PATH("rules", 'r', rules, "rules that add to what is asked, or change it", "规则文件：补充或改变要求")
#define WINDOW WORD("window", 0, window, "FROM..TO", "dates that material may bear", "材料时限（起止日期）")
#define LIMIT LIST("limit", 0, limits, "NAME=N", \
	"another limit: entries, member, total, ratio, path, depth, tag", \
	"修改上限：entries、member、total、ratio、path、depth、tag")
#define NAMES WORD("names-from", 0, names_from, "ENC", "file names are in this encoding, not UTF-8", "文件名所用编码（默认 UTF-8）")
#define FOLLOW FLAG("dereference", 'L', dereference, "take links that stay inside for the files they point to", \
	"链接目标在文件夹之内时按文件处理")
#define VERBOSE FLAG("verbose", 'v', verbose, "say what protects the reading", "说明读取时的保护措施")

#define UNIT WORD("unit", 'u', unit, "NAME", "the unit that hands in: its rows and tasks alone", "报送单位：只看其材料与任务")

/* The command line's list of words, as the library calls it. */
_Static_assert(sizeof(struct pk_words) == sizeof(struct pk_strs), "PK_OPT_LIST fills a struct pk_strs");

static const struct pk_opt check_opts[] = {UNIT,
    {"as-of", 0, PK_OPT_DATE, AT(as_of), "DATE", NULL, 0, 0,
	{"what is due later is not missing yet", "此日之后到期的任务暂不计缺"}},
    RULES, WINDOW, NAMES, FOLLOW, STRICT, FORMAT, JOBS, LIMIT, {0}};
static const struct pk_opt pack_opts[] = {
    {"output", 'o', PK_OPT_FILE, AT(output), "OUT", NULL, 0, 0,
	{"OUT.zip, OUT.tar.gz or a folder (default: CAMPAIGN_UNIT_DATE.zip)",
	    "OUT.zip、OUT.tar.gz 或文件夹（默认：方案_单位_日期.zip）"}},
    ENUM("by", 0, by, "ORDER", "indicator|unit", "folders by indicator or by unit", "按指标或按单位分文件夹"),
    WORD("alg", 0, alg, "LIST", "digests of the manifests (default: sha256,sm3)", "清单摘要算法（默认 sha256,sm3）"),
    FLAG("store", 0, store, "compress nothing", "不压缩"),
    FLAG("allow-gaps", 0, allow_gaps, "pack although evidence is missing", "有缺项也打包"),
    PATH("sign", 's', key, "sign with this private key", "用此私钥签名"),
    UNIT,
    WORD("campaign", 0, campaign, "ID", "Bag-Group-Identifier", "方案编号"),
    WORD("count", 0, count, "N of M", "Bag-Count", "第几包，共几包"),
    WORD("contact", 0, contact, "NAME", "Contact-Name", "联络员"),
    WORD("phone", 0, phone, "NUMBER", "Contact-Phone", "联系电话"),
    WORD("email", 0, email, "ADDRESS", "Contact-Email", "电子邮箱"),
    RULES, WINDOW, NAMES, FOLLOW, STRICT, JOBS, LIMIT, {0}};
static const struct pk_opt verify_opts[] = {
    FLAG("bagit", 0, bagit, "check the rules of BagIt (RFC 8493) alone", "只检查 BagIt（RFC 8493）规则"), STRICT,
    PATH("plan", 'p', plan, "the plan whose tasks should be proved", "应对照的工作方案"),
    LIST("pubkey", 'k', pubkeys, "FILE", "public key that signatures are checked with", "验证签名所用公钥"),
    FLAG("require-signature", 0, require_signature, "a good signature is needed", "必须有有效签名"),
    WORD("sha256", 0, sha256, "HEX", "digest that the archive should have", "归档文件应有的 SHA-256"),
    WORD("sm3", 0, sm3, "HEX", "digest that the archive should have", "归档文件应有的 SM3"),
    PATH("report", 0, report, "write a report for people (HTML)", "另写网页报告（HTML）"), FORMAT, JOBS, LIMIT, VERBOSE,
    {0}};
static const struct pk_opt list_opts[] = {TABLE,
    FLAG("null", 'z', null, "names alone, each ended by NUL", "只列文件名，以 NUL 结尾"), LIMIT, VERBOSE, {0}};
static const struct pk_opt cat_opts[] = {LIMIT, VERBOSE, {0}};
static const struct pk_opt extract_opts[] = {
    {"directory", 'C', PK_OPT_DIR, AT(dir), "DIR", NULL, 0, 0, {"extract below DIR", "解包到该文件夹"}},
    STRICT, JOBS, LIMIT, {0}};
static const struct pk_opt diff_opts[] = {TABLE, JOBS, LIMIT, VERBOSE, {0}};
static const struct pk_opt collect_opts[] = {
    PATH("plan", 'p', plan, "the plan that names the units", "列有责任单位的工作方案"),
    PATH("roster", 'r', roster, "the roster of units", "单位名录"),
    {"due", 'd', PK_OPT_DATE, AT(due), "DATE", NULL, 0, 0, {"made later is late", "报送截止日期"}},
    PATH("output", 'o', output, "write one catalogue of all bundles", "另写合并目录"), TABLE, JOBS, LIMIT, VERBOSE, {0}};
static const struct pk_opt keygen_opts[] = {
    ENUM("type", 't', key_type, "TYPE", "sm2|ed25519", "kind of key", "密钥类型"), {0}};
static const struct pk_opt sign_opts[] = {
    PATH("output", 'o', output, "write the signature to FILE, not into the bag", "签名另存为文件"), JOBS, {0}};
static const struct pk_opt codes_opts[] = {TABLE, {0}};

static const struct pk_cmd cmds[] = {
    {"check", {"is the evidence complete?", "检查佐证材料是否齐全"}, "PLAN.xml [EVIDENCE.csv] DIR", 2, 3, check_opts},
    {"pack", {"make a bundle", "打包"}, "PLAN.xml [EVIDENCE.csv] DIR", 2, 3, pack_opts},
    {"verify", {"is each bundle whole and unchanged?", "校验数据包是否完整、未被改动"}, "BUNDLE...", 1, PK_NPOS,
	verify_opts},
    {"list", {"what is in a bundle", "列出包内文件"}, "BUNDLE", 1, 1, list_opts},
    {"cat", {"print a file of a bundle", "输出包内一个文件"}, "BUNDLE PATH", 2, 2, cat_opts},
    {"extract", {"take files out, once all is verified", "校验合格后解包"}, "BUNDLE [PATH...]", 1, PK_NPOS, extract_opts},
    {"diff", {"what changed between two bundles", "比较两个数据包"}, "OLD NEW", 2, 2, diff_opts},
    {"collect", {"whose bundles have come", "汇总各单位报送情况"}, "[BUNDLE...]", 0, PK_NPOS, collect_opts},
    {"keygen", {"make a key pair: KEY and KEY.pub", "生成密钥对"}, "KEY", 1, 1, keygen_opts},
    {"sign", {"sign a bundle", "给数据包签名"}, "KEY BUNDLE", 2, 2, sign_opts},
    {"codes", {"every finding, its meaning and source", "全部检测代码及依据"}, "", 0, 0, codes_opts},
    {0}};
static int (*const run[])(const struct pk_pack_opts *, char **, size_t) = {pk_cmd_check, pk_cmd_pack,
    pk_cmd_verify, pk_cmd_list, pk_cmd_cat, pk_cmd_extract, pk_cmd_diff, pk_cmd_collect, pk_cmd_keygen,
    pk_cmd_sign, pk_cmd_codes};
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

/* Valgrind runs a program inside itself: what takes rights from the one takes them from both. */
static bool
may_sandbox(void)
{
	const char *z = getenv("LD_PRELOAD");

	return !z || pk_str_find(pk_str(z), PK_S("vgpreload"), 0) == PK_NPOS;
}

/* A line on the terminal, renewed every few megabytes. */
static void
progress(void *ctx, uint64_t done, uint64_t total)
{
	static const uint64_t step = 16u << 20;
	uint64_t *next = ctx;
	struct pk_sink quiet = {0};
	struct pk_out err;

	if (done < *next && done != total)
		return;
	*next = done + step;
	pk_out_fd(&err, STDERR_FILENO, "<stderr>");
	if (done == total)
		pk_out_puts(&err, "\r\033[K");
	else if (total)
		pk_out_printf(&err, "\r%llu %%", (unsigned long long)(done * 100 / total));
	else
		pk_out_printf(&err, "\r%llu MiB", (unsigned long long)(done >> 20));
	(void)pk_out_close(&err, &quiet);
}

int
main(int argc, char **argv)
{
	struct pk_pack_opts o = {0};
	struct pk_out out, err;
	struct pk_cli cli;
	uint64_t next = 16u << 20;
	int status = pk_cli_start(&cli, &tool, argc, argv, &o);

	if (status < 0) {
		o.cpus = pk_cpus();
		o.epoch = source_date();
		o.may_sandbox = may_sandbox();
		o.lang = cli.lang;
		o.sink = &cli.sink;
		pk_out_fd(&err, STDERR_FILENO, "<stderr>");
		pk_out_fd(&out, STDOUT_FILENO, "<stdout>");
		o.out = &out;
		o.err = &err;
		if (isatty(STDERR_FILENO)) {
			o.progress = progress;
			o.progress_ctx = &next;
		}
		status = run[cli.cmd - cmds](&o, cli.operand, cli.noperands);
		pk_free(o.pubkeys.v);
		pk_free(o.limits.v);
		/* Both, whatever becomes of the first: what stands in the second is told. */
		if (pk_out_close(&out, &cli.sink) != 0)
			status = PK_EXIT_TROUBLE;
		if (pk_out_close(&err, &cli.sink) != 0)
			status = PK_EXIT_TROUBLE;
	}
	return pk_cli_end(&cli, status);
}
