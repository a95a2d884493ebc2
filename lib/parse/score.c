/*
 * Rules that add or take points.
 *
 *   verb number 分      扣0.1分, 加 3 分, 加分:2分, 得5分, 扣一分
 *   sign number 分      +3分, -0.5分
 *   noun number 分      (提名2.5分), 省级2分: takes the sign of the rule before it in the
 *                       same sentence
 *
 * 每… before the verb is what is counted; 依次加倍 behind it makes a late rule double.
 * Not points: 分钟, 三分之一, 十分, 百分, 满分100分, weights such as 日常考核(60分).
 */
#include "parse/read.h"
#include "text/utf8.h"

enum { S_POINTS = 1, S_DOUBLE };
enum { MAX_NOUN = 14 }; /* characters of the noun of an inherited value */

static const struct pk_cue cues[] = {{"分", S_POINTS}, {"加倍", S_DOUBLE}, {"翻倍", S_DOUBLE},
    {"双倍扣", S_DOUBLE}, {"翻番扣", S_DOUBLE}, {NULL, 0}};

PK_WORDS(minus, "扣", "扣减", "扣除", "减", "倒扣", "加扣", "扣分", "减分", "另扣", "扣罚",
    "各扣", "再扣", "共扣", "累计扣", "最高扣", "最多扣", "酌情扣", "一次性扣");
PK_WORDS(plus, "加", "奖", "奖励", "加分", "得", "计", "记", "积", "赋", "得分", "奖励分",
    "另加", "各加", "再加", "最高加", "酌情加", "增加", "计入", "赋分", "积分", "计分", "记分",
    "可得");
/* ... but not these: what is added up is no rule. */
PK_WORDS(sums, "共计", "合计", "总计", "累计", "预计", "统计", "共得", "总得");
/* Between verb and number. */
PK_WORDS(between, ":", " ", "为", "最高", "最多", "各", "共");
/* Words that make a plain number of points a weight, a level or a total. */
PK_WORDS(no_rule, "满分", "总分", "合计", "共计", "占", "权重", "分值", "低于", "高于",
    "达到", "超过", "不足", "不满", "基准分", "基础分", "以上", "以下", "平均", "考核", "评价",
    "得分在", "折合", "不少于", "不低于", "大于", "小于", "百分制", "总计", "为");

struct state {
	size_t last;    /* index + 1 of the last rule's span */
	size_t last_to; /* its end */
	char sign;      /* of it */
};

/* Number (with an optional range before it) that ends at i; its offset, or i. */
static size_t
points_before(struct pk_str t, size_t i, struct pk_number *num, size_t *range)
{
	struct pk_number low;
	size_t end = pk_rd_back(t, i), from = pk_rd_number_before(t, end, num), at;

	*range = from;
	if (from == end)
		return i;
	if (from > 0 && t.p[from - 1] == '-') {
		at = pk_rd_number_before(t, from - 1, &low);
		if (at != from - 1)
			*range = at;
	}
	return from;
}

/* What is counted: the words from 每 in the clause to the verb. */
static struct pk_str
counted(struct pk_para *p, size_t verb)
{
	static const char each[] = "每";
	PK_WORDS(lead_in, "每", "发现", "一", "有", "出现", "超");
	struct pk_str t = p->text;
	size_t from = pk_rd_since(t, verb, "。;:()"), at = PK_NPOS, i, n;
	uint32_t cp;

	for (i = from; i < verb; i = pk_rd_next(t, i, &cp))
		if (pk_rd_at(t, i, each))
			at = i;
	if (at == PK_NPOS || pk_rd_chars(t, at, verb) > 20)
		return (struct pk_str){0};
	i = at + strlen(each);
	while ((n = pk_rd_any(t, i, lead_in)) != 0 && i + n < verb)
		i += n;
	while (verb > i && (pk_rd_before(t, verb, ",") || pk_rd_before(t, verb, "的")))
		verb -= pk_rd_before(t, verb, ",") ? 1 : strlen("的");
	return verb > i ? pk_rd_squeeze(p, i, verb) : (struct pk_str){0};
}

static void
add(struct pk_para *p, struct state *s, size_t from, size_t to, char sign,
    const struct pk_number *num, size_t verb, const char *rule)
{
	struct pk_buf b = PK_BUF_INIT;
	struct pk_span *sp;
	struct pk_str per = counted(p, verb);

	pk_buf_putc(&b, sign);
	pk_dec_print(num->v, &b);
	sp = pk_para_add(p, PK_SP_SCORE, from, to, rule);
	sp->attr[PK_A_POINTS] = pk_str_dup(p->arena, pk_buf_view(&b));
	if (per.n)
		sp->attr[PK_A_PER] = per;
	pk_buf_free(&b);
	s->last = p->spans.n;
	s->last_to = to;
	s->sign = sign;
}

/* 国家级每篇5分: so much for each, with the sign of the rule before it in the sentence; its place, or i. */
static size_t
for_each(struct pk_str t, size_t i)
{
	PK_WORDS(counted_things, "篇", "份", "条", "次", "件", "例", "起", "期", "场", "人次", "名", "处", "幅", "则");
	size_t n = pk_rd_any_before(t, i, counted_things);

	return n && pk_rd_before(t, i - n, "每") ? i - n - strlen("每") : i;
}

/* A noun with its points in the sentence of a rule: 提名2.5分, 省级2分. */
static void
inherit(struct pk_para *p, struct state *s, size_t from, size_t to, const struct pk_number *num)
{
	struct pk_str t = p->text;
	size_t start;
	uint32_t cp;

	if (pk_no(p,
		s->last == 0 || from < s->last_to || from - s->last_to > 120 ||
		    pk_str_find(pk_str_sub(t, 0, from), PK_S("。"), s->last_to) != PK_NPOS,
		"no word that adds or takes points, here or before in the sentence",
		"本处和前文都没有加分或扣分的词"))
		return;
	start = pk_rd_since(t, from, ",;、。()");
	if (start < s->last_to)
		start = s->last_to;
	if (start == from && pk_rd_before(t, from, "、") && from - s->last_to == strlen("、")) {
		add(p, s, from, to, s->sign, num, from, "score/row"); /* 分别加5分、3分、2分 */
		return;
	}
	(void)pk_rd_next(t, start, &cp);
	if (pk_no(p,
		start == from || pk_rd_chars(t, start, from) > MAX_NOUN || !pk_is_han(cp) ||
		    pk_rd_has(t, start, from, no_rule) || pk_rd_any(t, to, no_rule),
		"what stands before the number is no noun of the rule before",
		"数字前不是前一规则的名目"))
		return;
	add(p, s, start, to, s->sign, num, start, "score/inherited");
}

/* 十分 before a word is "very", 百分 begins a percentage. */
static bool
is_adverb(struct pk_str t, size_t from, size_t to)
{
	uint32_t cp;

	if (!pk_rd_at(t, from, "十分") && !pk_rd_at(t, from, "百分"))
		return false;
	(void)pk_rd_next(t, to, &cp);
	return pk_is_han(cp);
}

/* 扣单位年度考核分2分, 扣除年终考核3分: the verb stands a few words before; its place, or i. */
static size_t
taken(struct pk_str t, size_t i)
{
	enum { REACH = 16 }; /* characters */
	PK_WORDS(accounts, "分", "考核", "绩效", "成绩");
	size_t from = pk_rd_since(t, i, ",;、。():"), at;

	at = pk_str_find(pk_str_sub(t, 0, i), PK_S("扣"), from);
	return at != PK_NPOS && pk_rd_chars(t, at, i) <= REACH && pk_rd_any_before(t, i, accounts) ? at : i;
}

static void
points(struct pk_para *p, const struct pk_hit *h, struct state *s)
{
	PK_WORDS(not_behind, "钟", "之", "别", "管", "局", "类", "级", "值", "工", "数线",
	    "行", "部", "店", "公司", "会场", "院", "校", "支", "队");
	PK_WORDS(levels, "以上", "以下", "及以上", "及以下", "(含)", "(不含)", "(含",
	    "以内", "者为", "的为");
	struct pk_str t = p->text;
	struct pk_number num;
	size_t range, verb, from, n;

	if (pk_no(p, pk_rd_any(t, h->to, not_behind) != 0,
		"minutes, a branch office or another word, no points",
		"是时间、分支机构或别的词，不是分值") ||
	    pk_no(p, pk_rd_any(t, h->to, levels) != 0, "a threshold of a score, no rule",
		"是得分界线，不是加减分"))
		return;
	from = points_before(t, h->from, &num, &range);
	if (pk_no(p, from == h->from, "no number stands before it", "前面没有数字") ||
	    pk_no(p, num.chinese && is_adverb(t, from, h->to), "十分 means 'very'", "“十分”是副词"))
		return;
	if (pk_no(p, pk_dec_cmp(num.v, pk_dec_int(0)) == 0, "no points are no rule",
		"零分不是加减分"))
		return;
	verb = pk_rd_back(t, range);
	while (range - verb < PK_REACH && (n = pk_rd_any_before(t, verb, between)) != 0)
		verb = pk_rd_back(t, verb - n);
	if ((n = pk_rd_any_before(t, verb, minus)) != 0)
		add(p, s, verb - n, h->to, '-', &num, verb - n, "score/verb");
	else if ((n = pk_rd_any_before(t, verb, plus)) != 0 && !pk_rd_any_before(t, verb, sums))
		add(p, s, verb - n, h->to, '+', &num, verb - n, "score/verb");
	else if (range > 0 && t.p[range - 1] == '+')
		add(p, s, range - 1, h->to, '+', &num, range - 1, "score/sign");
	else if (range == from && range > 0 && t.p[range - 1] == '-' &&
		 (range < 2 || (t.p[range - 2] != '-' && !(t.p[range - 2] >= '0' && t.p[range - 2] <= '9'))))
		add(p, s, range - 1, h->to, '-', &num, range - 1, "score/sign");
	else if ((n = taken(t, range)) < range)
		add(p, s, n, h->to, '-', &num, n, "score/taken");
	else if (!num.chinese && (n = for_each(t, verb)) < verb)
		add(p, s, n, h->to,
		    s->last && pk_str_find(pk_str_sub(t, 0, n), PK_S("。"), s->last_to) == PK_NPOS ? s->sign : '+',
		    &num, n, "score/each");
	else if (!num.chinese)
		inherit(p, s, range, h->to, &num);
}

static void
hit(struct pk_para *p, const struct pk_hit *h, void *state)
{
	struct state *s = state;

	if (pk_no(p, p->is_notice, "a cover notice binds nobody by this plan",
		"印发通知的内容不属于方案"))
		return;
	if (h->cls == S_POINTS)
		points(p, h, s);
	else if (s->last && pk_rd_chars(p->text, s->last_to, h->from) <= 30 &&
		 pk_str_find(pk_str_sub(p->text, 0, h->from), PK_S("。"), s->last_to) == PK_NPOS)
		p->spans.v[s->last - 1].attr[PK_A_LATE] = PK_S("doubling");
}

const struct pk_kind pk_kind_score = {"score", cues, hit, NULL};
