/* tally: exact totals and rankings of ledgers. */
#include "cli/cli.h"
#include "report/sheet.h"
#include "report/tally.h"
#include "score/lines.h"
#include "score/question.h"

struct opts {
	struct pk_strs key, sum, where, rate, ratio;
	const char *header;
	bool partial, merge, check_lines, html, svg;
	const char *title;
	int64_t memory;
	char delim; /* what delimiter says */
	const char *show, *distinct, *date, *output, *rejects, *delimiter, *encoding, *within;
	const char *weights, *breaks;
	const char *rules, *roster, *calendar, *in, *audit, *rewards, *payments;
	int form, by, ties, period, missing, year_by;
	bool ascending, skip_bad, no_rank;
	int64_t threads, top, places;
	struct pk_date today;
};

#define OFF(member) offsetof(struct opts, member)
static const struct pk_opt opts[] = {
    {"key", 'k', PK_OPT_LIST, OFF(key), "COLUMN,...", NULL, 0, 0,
	{"group by these columns", "按这些列分组"}},
    {"sum", 's', PK_OPT_LIST, OFF(sum), "COLUMN,...", NULL, 0, 0,
	{"add these columns up", "对这些列求和"}},
    {"where", 'w', PK_OPT_LIST, OFF(where), "FILTER", NULL, 0, 0,
	{"only rows for which it holds: COLUMN=VALUE, != < <= > >= ~ (contains) !~ =~ (regular expression)",
	    "只统计符合条件的行：列=值，也可用 != < <= > >= ~（包含）!~ =~（正则表达式）"}},
    {"rate", 0, PK_OPT_LIST, OFF(rate), "FILTER", NULL, 0, 0,
	{"share of the rows for which it holds, of those that are not blank",
	    "符合条件的行占比（空白不计入分母）"}},
    {"ratio", 0, PK_OPT_LIST, OFF(ratio), "PART/WHOLE", NULL, 0, 0,
	{"one column's sum in another's, in percent", "一列合计占另一列合计的百分比"}},
    {"period", 'p', PK_OPT_ENUM, OFF(period), "PERIOD", "none|month|quarter|half|year", 0, 0,
	{"group by period too", "同时按周期分组"}},
    {"date", 0, PK_OPT_STR, OFF(date), "COLUMN", NULL, 0, 0,
	{"where the period comes from (default: date, else period)", "周期取自哪一列（默认日期列，其次考核周期列）"}},
    {"show", 'c', PK_OPT_STR, OFF(show), "MEASURE,...", NULL, 0, 0,
	{"what to tell of a group: count,sum,mean,min,max,blank,share,yes,of,unknown,rate,ratio,distinct,change (default: count,sum)",
	    "输出哪些指标：count,sum,mean,min,max,blank,share,yes,of,unknown,rate,ratio,distinct,change（默认 count,sum）"}},
    {"distinct", 0, PK_OPT_STR, OFF(distinct), "COLUMN", NULL, 0, 0,
	{"count its different values in each group", "统计各组该列不同值的个数"}},
    {"by", 'b', PK_OPT_ENUM, OFF(by), "MEASURE", "default|" PK_MEASURES, 0, 0,
	{"rank by (default: sum, else count)", "按何指标排名（默认合计，其次条数）"}},
    {"ascending", 'r', PK_OPT_FLAG, OFF(ascending), NULL, NULL, 0, 0,
	{"the smallest is first", "由小到大"}},
    {"ties", 0, PK_OPT_ENUM, OFF(ties), "HOW", PK_TIES, 0, 0,
	{"ranks of equals", "并列名次的处理"}},
    {"break-ties", 0, PK_OPT_STR, OFF(breaks), "WHAT,...", NULL, 0, 0,
	{"with --rules, what decides between equals: deduct, bonus, last", "（与 --rules 合用）同分时依次比较：扣分、加分、末期"}},
    {"within", 0, PK_OPT_STR, OFF(within), "COLUMN", NULL, 0, 0,
	{"rank anew for each value of this key", "在该列每个取值内分别排名"}},
    {"no-rank", 0, PK_OPT_FLAG, OFF(no_rank), NULL, NULL, 0, 0, {"no column of ranks", "不输出名次列"}},
    {"top", 'n', PK_OPT_INT, OFF(top), "N", NULL, 0, INT64_MAX,
	{"only the first N rows (0: all)", "只输出前 N 行（0 为全部）"}},
    {"places", 0, PK_OPT_INT, OFF(places), "N", NULL, 0, 9,
	{"decimals of mean and share (default 2)", "平均和占比的小数位数（默认 2）"}},
    {"rules", 0, PK_OPT_FILE, OFF(rules), "FILE", NULL, 0, 0,
	{"score by these rules (rules.csv), a period (default: quarter) at a time",
	    "按评分细则（rules.csv）计分，默认按季度"}},
    {"roster", 0, PK_OPT_FILE, OFF(roster), "FILE", NULL, 0, 0,
	{"units.csv: names, ranking groups, persons", "单位名录：名称、排名组、负责人"}},
    {"calendar", 0, PK_OPT_FILE, OFF(calendar), "FILE", NULL, 0, 0,
	{"days off and make-up days, for lateness in working days", "节假日与调休，用于按工作日计逾期"}},
    {"today", 0, PK_OPT_DATE, OFF(today), "DATE", NULL, 0, 0,
	{"what is not put right by then is late", "至该日仍未整改的算逾期"}},
    {"in", 0, PK_OPT_STR, OFF(in), "PERIOD", NULL, 0, 0,
	{"only rows of that period: 2024, 2024Q2", "只计该周期：2024、2024Q2"}},
    {"missing", 0, PK_OPT_ENUM, OFF(missing), "HOW", PK_MISSINGS, 0, 0,
	{"a period without a row of the unit", "某周期没有该单位记录时的处理"}},
    {"year-by", 0, PK_OPT_ENUM, OFF(year_by), "HOW", PK_YEAR_BYS, 0, 0,
	{"the year is the mean of its periods, or their sum", "年度成绩取各周期平均或合计"}},
    {"year-weights", 0, PK_OPT_STR, OFF(weights), "W,...", NULL, 0, 0,
	{"weights of the periods of a year, for its mean", "年内各周期的权重"}},
    {"audit", 0, PK_OPT_FILE, OFF(audit), "FILE", NULL, 0, 0,
	{"write each point, its row, rule and reason, to FILE (CSV)", "把每一分的记录、细则、依据写入文件（CSV）"}},
    {"rewards", 0, PK_OPT_FILE, OFF(rewards), "FILE", NULL, 0, 0,
	{"rewards and penalties by rank (rewards.csv)", "按名次的奖惩办法（rewards.csv）"}},
    {"payments", 0, PK_OPT_FILE, OFF(payments), "FILE", NULL, 0, 0,
	{"write what they come to, to FILE (CSV)", "把奖惩明细写入文件（CSV）"}},
    {"partial", 0, PK_OPT_FLAG, OFF(partial), NULL, NULL, 0, 0,
	{"write partial results, to be added up with --merge", "输出中间结果，供 --merge 汇总"}},
    {"merge", 0, PK_OPT_FLAG, OFF(merge), NULL, NULL, 0, 0,
	{"the files are partial results of the same question", "输入为同一统计的中间结果"}},
    {"header", 0, PK_OPT_STR, OFF(header), "NAME,...", NULL, 0, 0,
	{"the input has no header row: these are its columns", "输入没有表头行，列名在此给出"}},
    {"check-lines", 0, PK_OPT_FLAG, OFF(check_lines), NULL, NULL, 0, 0,
	{"only see whether lines are records (exit 1: not)", "只检查是否一行一条记录（否则退出状态为 1）"}},
    {"memory", 0, PK_OPT_INT, OFF(memory), "MB", NULL, 1, 1 << 20,
	{"memory for groups; more go to a temporary file (default 1024)", "分组所用内存，超出则用临时文件（默认 1024）"}},
    {"format", 'f', PK_OPT_ENUM, OFF(form), "FORM", PK_FORMS, 0, 0, {"output form", "输出格式"}},
    {"html", 0, PK_OPT_FLAG, OFF(html), NULL, NULL, 0, 0,
	{"a page: bars, table, a sparkline of each unit", "输出网页：条形图、表格、各单位走势"}},
    {"svg", 0, PK_OPT_FLAG, OFF(svg), NULL, NULL, 0, 0, {"the bars alone, as SVG", "只输出条形图（SVG）"}},
    {"title", 0, PK_OPT_STR, OFF(title), "TEXT", NULL, 0, 0, {"title of the page", "网页标题"}},
    {"output", 'o', PK_OPT_FILE, OFF(output), "FILE", NULL, 0, 0, {"write to FILE", "写入文件"}},
    {"skip-bad", 0, PK_OPT_FLAG, OFF(skip_bad), NULL, NULL, 0, 0,
	{"warn of bad rows and count without them", "坏行只警告，不计入"}},
    {"rejects", 0, PK_OPT_FILE, OFF(rejects), "FILE", NULL, 0, 0,
	{"put bad rows aside in FILE", "把坏行另存到文件"}},
    {"delimiter", 'd', PK_OPT_STR, OFF(delimiter), "CHAR", NULL, 0, 0,
	{"separator (default: guessed from the header)", "分隔符（默认从表头判断）"}},
    {"encoding", 0, PK_OPT_STR, OFF(encoding), "NAME", NULL, 0, 0,
	{"encoding of the input (default: detected)", "输入的编码（默认自动识别）"}},
    {"threads", 'j', PK_OPT_INT, OFF(threads), "N", NULL, 0, PK_FAST_THREADS_MAX,
	{"threads (0: as many as processors)", "线程数（0 为处理器个数）"}},
    {0}};

static const struct pk_cmd cmds[] = {
    {NULL, {"exact totals and rankings of ledgers", "台账的精确合计与排名"}, "[FILE...]", 0, PK_NPOS, opts},
    {0}};
static const struct pk_tool tool = {
    "tally", {"exact totals and rankings of ledgers", "台账的精确合计与排名"}, cmds};

static enum pk_page
page_of(const struct opts *o)
{
	return o->html ? PK_PAGE_HTML : o->svg ? PK_PAGE_SVG : PK_PAGE_NONE;
}

static struct pk_table_opts
table_of(const struct opts *o, enum pk_table_kind kind, bool optional, struct pk_out *rejects)
{
	return (struct pk_table_opts){.kind = kind, .optional = optional, .lenient = o->skip_bad,
	    .header = o->header, .encoding = o->encoding, .rejects = rejects,
	    .delim = o->delim};
}

static struct pk_words
words(const struct pk_strs *s)
{
	return (struct pk_words){s->v, s->n};
}

/* What is asked, and how it is to be shown. */
static int
settle(const struct opts *o, struct pk_tally_job *job, struct pk_sink *sink)
{
	struct pk_question q = {words(&o->key), words(&o->sum), words(&o->where), words(&o->rate),
	    words(&o->ratio), o->within, o->by - 1};
	struct pk_tally_spec *s = &job->spec;
	struct pk_buf b = PK_BUF_INIT;
	int rc;

	s->period = (enum pk_period_kind)o->period;
	s->date = pk_str(o->date);
	s->distinct = pk_str(o->distinct);
	s->ties = (enum pk_ties)o->ties;
	s->ascending = o->ascending;
	s->places = (unsigned)o->places;
	s->memory = (size_t)o->memory << 20;
	s->fast.threads = (unsigned)o->threads;
	if (pk_question_parse(&q, s, sink) != 0)
		return -1;
	job->partial = o->partial;
	job->merge = o->merge;
	job->view = (struct pk_tally_view){.form = (enum pk_form)o->form, .rank = !o->no_rank,
	    .top = (size_t)o->top, .page = page_of(o), .title = o->title};
	rc = pk_tally_show(&job->view, o->show ? o->show : pk_question_measures(s, &b), sink);
	pk_buf_free(&b);
	return rc;
}

static int
totals(struct pk_cli *cli, struct opts *o, struct pk_out *rejects, struct pk_out *out)
{
	struct pk_tally_job job = {.file = cli->operand, .nfiles = cli->noperands};
	int rc;

	job.spec.table = table_of(o, PK_TABLE_SCORES, true, rejects);
	rc = settle(o, &job, &cli->sink);
	job.view.lang = cli->lang;
	if (rc == 0)
		rc = pk_tally_run(&job, out, &cli->sink);
	for (size_t i = 0; i < job.spec.nwhere; i++)
		pk_where_free(&job.spec.where[i]);
	for (size_t i = 0; i < job.spec.nrates; i++)
		pk_where_free(&job.spec.rate[i]);
	pk_free(job.spec.where);
	return rc;
}

/* --check-lines: findings are lines that are no records. */
static int
check_lines(struct pk_cli *cli, const struct opts *o)
{
	struct pk_table_opts table = table_of(o, PK_TABLE_ANY, true, NULL);
	struct pk_fast_opts fast = {.threads = (unsigned)o->threads};
	int found = pk_lines_check_all(cli->operand, cli->noperands, &table, &fast, &cli->sink);

	return found < 0 ? PK_EXIT_TROUBLE : found ? PK_EXIT_FINDINGS : PK_EXIT_OK;
}

static int
scores(struct pk_cli *cli, struct opts *o, struct pk_out *rejects, struct pk_out *out)
{
	struct pk_sheet_job job = {.file = cli->operand, .nfiles = cli->noperands, .audit = o->audit,
	    .rewards = o->rewards, .payments = o->payments};
	struct pk_sheet_opts *s = &job.opts;

	*s = (struct pk_sheet_opts){.rules = o->rules, .roster = o->roster, .calendar = o->calendar,
	    .period = o->period ? (enum pk_period_kind)o->period : PK_P_QUARTER,
	    .today = o->today.y ? o->today : pk_cli_today(), .missing = (enum pk_missing)o->missing,
	    .year_by = (enum pk_year_by)o->year_by, .ties = (enum pk_ties)o->ties};
	s->table = table_of(o, PK_TABLE_SCORES, false, rejects);
	job.view = (struct pk_sheet_view){.form = (enum pk_form)o->form, .lang = cli->lang,
	    .places = (unsigned)o->places, .top = (size_t)o->top, .page = page_of(o), .title = o->title};
	job.view.change = o->show && strcmp(o->show, "change") == 0;
	if (pk_sheet_ask(s, &(struct pk_sheet_words){o->weights, o->breaks, o->in}, &cli->sink) != 0)
		return -1;
	return pk_sheet_run(&job, out, &cli->sink);
}

static int
run(struct pk_cli *cli, struct opts *o)
{
	struct pk_out out, rejects = {.fd = -1}, *aside = o->rejects ? &rejects : NULL;
	int bad;

	if (pk_delim_parse(o->delimiter, &o->delim, &cli->sink) != 0)
		return PK_EXIT_TROUBLE;
	if (o->check_lines)
		return check_lines(cli, o);
	if (pk_out_open(&out, o->output, &cli->sink) != 0)
		return PK_EXIT_TROUBLE;
	if (aside && pk_out_open(aside, o->rejects, &cli->sink) != 0) {
		pk_out_abort(&out);
		return PK_EXIT_TROUBLE;
	}
	bad = o->rules ? scores(cli, o, aside, &out) : totals(cli, o, aside, &out);
	if (aside)
		bad |= pk_out_close(&rejects, &cli->sink);
	if (bad)
		pk_out_abort(&out);
	else
		bad = pk_out_close(&out, &cli->sink);
	return bad ? PK_EXIT_TROUBLE : PK_EXIT_OK;
}

int
main(int argc, char **argv)
{
	struct opts o = {.places = 2, .memory = PK_TALLY_MEMORY_MB};
	struct pk_cli cli;
	int status = pk_cli_start(&cli, &tool, argc, argv, &o);

	if (status < 0)
		status = run(&cli, &o);
	pk_free(o.key.v);
	pk_free(o.sum.v);
	pk_free(o.where.v);
	pk_free(o.rate.v);
	pk_free(o.ratio.v);
	return pk_cli_end(&cli, status);
}
