/* tally: exact totals and rankings of ledgers. */
#include "cli/cli.h"
#include "report/tally.h"

struct opts {
	struct pk_strs key, sum, where;
	const char *show, *distinct, *date, *output, *rejects, *delimiter, *encoding, *within;
	int form, by, ties, period;
	bool ascending, skip_bad, no_rank;
	int64_t threads, top, places;
};

#define OFF(member) offsetof(struct opts, member)
static const struct pk_opt opts[] = {
    {"key", 'k', PK_OPT_LIST, OFF(key), "COLUMN,...", NULL, 0, 0,
	{"group by these columns", "按这些列分组"}},
    {"sum", 's', PK_OPT_LIST, OFF(sum), "COLUMN,...", NULL, 0, 0,
	{"add these columns up", "对这些列求和"}},
    {"where", 'w', PK_OPT_LIST, OFF(where), "FILTER", NULL, 0, 0,
	{"only rows for which it holds: COLUMN=VALUE, != < <= > >= ~ (contains) !~",
	    "只统计符合条件的行：列=值，也可用 != < <= > >= ~（包含）!~"}},
    {"period", 'p', PK_OPT_ENUM, OFF(period), "PERIOD", "none|month|quarter|half|year", 0, 0,
	{"group by period too", "同时按周期分组"}},
    {"date", 0, PK_OPT_STR, OFF(date), "COLUMN", NULL, 0, 0,
	{"where the period comes from (default: date, else period)", "周期取自哪一列（默认日期列，其次考核周期列）"}},
    {"show", 'c', PK_OPT_STR, OFF(show), "MEASURE,...", NULL, 0, 0,
	{"what to tell of a group: count,sum,mean,min,max,blank,distinct,share (default: count,sum)",
	    "输出哪些指标：count,sum,mean,min,max,blank,distinct,share（默认 count,sum）"}},
    {"distinct", 0, PK_OPT_STR, OFF(distinct), "COLUMN", NULL, 0, 0,
	{"count its different values in each group", "统计各组该列不同值的个数"}},
    {"by", 'b', PK_OPT_ENUM, OFF(by), "MEASURE", "default|" PK_MEASURES, 0, 0,
	{"rank by (default: sum, else count)", "按何指标排名（默认合计，其次条数）"}},
    {"ascending", 'r', PK_OPT_FLAG, OFF(ascending), NULL, NULL, 0, 0,
	{"the smallest is first", "由小到大"}},
    {"ties", 0, PK_OPT_ENUM, OFF(ties), "HOW", PK_TIES, 0, 0,
	{"ranks of equals", "并列名次的处理"}},
    {"within", 0, PK_OPT_STR, OFF(within), "COLUMN", NULL, 0, 0,
	{"rank anew for each value of this key", "在该列每个取值内分别排名"}},
    {"no-rank", 0, PK_OPT_FLAG, OFF(no_rank), NULL, NULL, 0, 0, {"no column of ranks", "不输出名次列"}},
    {"top", 'n', PK_OPT_INT, OFF(top), "N", NULL, 0, INT64_MAX,
	{"only the first N rows (0: all)", "只输出前 N 行（0 为全部）"}},
    {"places", 0, PK_OPT_INT, OFF(places), "N", NULL, 0, 9,
	{"decimals of mean and share (default 2)", "平均和占比的小数位数（默认 2）"}},
    {"format", 'f', PK_OPT_ENUM, OFF(form), "FORM", PK_FORMS, 0, 0, {"output form", "输出格式"}},
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

/* "a,b" and repeated options alike, into names[]. */
static int
names(const struct pk_strs *list, struct pk_str *name, size_t max, size_t *n, struct pk_sink *sink)
{
	struct pk_str rest, one;
	size_t i;

	for (i = 0; i < list->n; i++)
		for (rest = pk_str(list->v[i]); pk_str_split(&rest, ',', &one);) {
			if (*n == max) {
				pk_diag(sink, PK_D_TALLY_MANY, PK_NOPOS, PK_NUM(max), NULL);
				return -1;
			}
			name[(*n)++] = pk_str_trim(one);
		}
	return 0;
}

static int
filters(const struct pk_strs *list, struct pk_where **where, struct pk_sink *sink)
{
	size_t i;

	*where = pk_alloc(list->n, sizeof(**where));
	for (i = 0; i < list->n; i++)
		if (pk_where_parse(pk_str(list->v[i]), &(*where)[i]) != 0) {
			pk_diag(sink, PK_D_TALLY_WHERE, PK_NOPOS, list->v[i], NULL);
			return -1;
		}
	return 0;
}

static size_t
index_of(const struct pk_tally_spec *s, const char *name)
{
	size_t i;

	for (i = 0; i < s->nkeys; i++)
		if (pk_str_is(s->key[i], name))
			return i;
	return s->period != PK_P_NONE && strcmp(name, "period") == 0 ? s->nkeys : PK_NPOS;
}

static int
settle(const struct opts *o, struct pk_tally_spec *s, struct pk_tally_view *v, struct pk_sink *sink)
{
	s->period = (enum pk_period_kind)o->period;
	s->date = pk_str(o->date);
	s->distinct = pk_str(o->distinct);
	s->ties = (enum pk_ties)o->ties;
	s->ascending = o->ascending;
	s->places = (unsigned)o->places;
	s->table = (struct pk_table_opts){.kind = PK_TABLE_SCORES, .optional = true, .lenient = o->skip_bad,
	    .encoding = o->encoding, .delim = o->delimiter ? o->delimiter[0] : '\0'};
	s->fast.threads = (unsigned)o->threads;
	if (names(&o->key, s->key, PK_TALLY_KEYS_MAX - 1, &s->nkeys, sink) != 0 ||
	    names(&o->sum, s->sum, PK_TALLY_SUMS_MAX, &s->nsums, sink) != 0 ||
	    filters(&o->where, &s->where, sink) != 0)
		return -1;
	s->nwhere = o->where.n;
	s->within = o->within ? index_of(s, o->within) : PK_NPOS;
	if (o->within && s->within == PK_NPOS) {
		pk_diag(sink, PK_D_TALLY_NO_COLUMN, PK_NOPOS, o->within, NULL);
		return -1;
	}
	s->by = o->by ? (enum pk_measure)(o->by - 1) : s->nsums ? PK_M_SUM : PK_M_COUNT;
	*v = (struct pk_tally_view){.form = (enum pk_form)o->form, .rank = !o->no_rank, .top = (size_t)o->top};
	return pk_tally_show(v, o->show ? o->show : s->nsums ? "count,sum" : "count", sink);
}

static int
run(struct pk_cli *cli, struct opts *o)
{
	struct pk_tally_spec spec = {0};
	struct pk_tally_view view;
	struct pk_tally t;
	struct pk_out out, rejects;
	size_t i;
	int bad = 0;

	if (settle(o, &spec, &view, &cli->sink) != 0)
		return PK_EXIT_TROUBLE;
	view.lang = cli->lang;
	if (pk_out_open(&out, o->output, &cli->sink) != 0)
		return PK_EXIT_TROUBLE;
	if (o->rejects && pk_out_open(&rejects, o->rejects, &cli->sink) != 0)
		return PK_EXIT_TROUBLE;
	spec.table.rejects = o->rejects ? &rejects : NULL;
	pk_tally_init(&t, &spec);
	for (i = 0; i < cli->noperands || i == 0; i++)
		bad |= pk_tally_file(&t, cli->noperands ? cli->operand[i] : "-", &cli->sink);
	if (bad == 0)
		bad = pk_tally_finish(&t, &cli->sink);
	if (bad == 0 && cli->sink.count[PK_ERROR] > 0)
		pk_diag(&cli->sink, PK_D_TALLY_NO_OUTPUT, PK_NOPOS, PK_NUM(t.bad), NULL);
	if (bad == 0 && cli->sink.count[PK_ERROR] == 0)
		pk_tally_print(&t, &view, &out);
	else
		bad = -1;
	pk_tally_free(&t);
	pk_free(spec.where);
	if (o->rejects)
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
	struct opts o = {.places = 2};
	struct pk_cli cli;
	int status = pk_cli_start(&cli, &tool, argc, argv, &o);

	if (status < 0)
		status = run(&cli, &o);
	return pk_cli_end(&cli, status);
}
