/*
 * Money that the plan hands out (reward), takes (penalty), holds (deposit) or sets aside (fund).
 *
 *   number 万? 元   3000元, 2.5万元, 1.2亿元, 壹佰元, 20xx元 (masked: X)
 *
 * What kind it is say the words around: first those directly behind (500元处罚, 3000元、2000元
 * 奖励), then the nearest before it in its clause (保证金4000元, 安排经费9万元). Without such a
 * word it is a price or a turnover and no fact.  In the money column of a table the head says it.
 */
#include "parse/cue.h"
#include "parse/read.h"
#include "text/utf8.h"

#include <pthread.h>

enum { M_YUAN = 1 };
enum kind { K_NONE, K_REWARD, K_PENALTY, K_DEPOSIT, K_FUND, K_OTHER };

static const struct pk_cue cues[] = {{"元", M_YUAN}, {"圆", M_YUAN}, {NULL, 0}};

static const char *const kind_name[] = {
    [K_REWARD] = "reward", [K_PENALTY] = "penalty", [K_DEPOSIT] = "deposit", [K_FUND] = "fund"};

/* Words that tell the kind; K_OTHER: prices, results, what others spend. */
static const struct pk_cue words[] = {{"保证金", K_DEPOSIT}, {"押金", K_DEPOSIT}, {"抵押金", K_DEPOSIT},
    {"风险金", K_DEPOSIT}, {"风险抵押", K_DEPOSIT}, {"诚意金", K_DEPOSIT}, {"罚款", K_PENALTY},
    {"处罚", K_PENALTY}, {"罚金", K_PENALTY}, {"处以", K_PENALTY}, {"扣罚", K_PENALTY},
    {"扣减", K_PENALTY}, {"扣除", K_PENALTY}, {"扣发", K_PENALTY}, {"扣款", K_PENALTY},
    {"罚", K_PENALTY}, {"扣", K_PENALTY}, {"违约金", K_PENALTY}, {"滞纳金", K_PENALTY},
    {"并处", K_PENALTY}, {"核减", K_PENALTY}, {"惩罚", K_PENALTY}, {"赔偿", K_PENALTY},
    {"奖励", K_REWARD}, {"奖金", K_REWARD}, {"奖", K_REWARD}, {"奖补", K_REWARD},
    {"补贴", K_REWARD}, {"补助", K_REWARD}, {"慰问金", K_REWARD}, {"慰问", K_REWARD},
    {"资助", K_REWARD}, {"津贴", K_REWARD}, {"一次性", K_REWARD}, {"以奖代补", K_REWARD},
    {"给予", K_REWARD}, {"发放", K_REWARD}, {"奖励资金", K_REWARD}, {"奖补资金", K_REWARD},
    {"红包", K_REWARD}, {"嘉奖", K_REWARD}, {"奖励标准", K_REWARD}, {"嘉奖标准", K_REWARD},
    {"补助标准", K_REWARD}, {"补贴标准", K_REWARD}, {"奖补标准", K_REWARD}, {"发放标准", K_REWARD},
    {"发放工资", K_REWARD}, {"处罚标准", K_PENALTY}, {"罚款标准", K_PENALTY}, {"扣款标准", K_PENALTY},
    {"基金额度", K_FUND}, {"资金额度", K_FUND}, {"经费额度", K_FUND}, {"拿出", K_FUND}, {"各拿", K_FUND},
    {"出资", K_FUND}, {"各出", K_FUND}, {"补偿", K_REWARD}, {"贴息", K_REWARD}, {"稿酬", K_REWARD},
    {"资金", K_FUND}, {"经费", K_FUND}, {"预算", K_FUND}, {"拨款", K_FUND}, {"拨付", K_FUND},
    {"安排", K_FUND}, {"列支", K_FUND}, {"统筹", K_FUND}, {"专款", K_FUND}, {"筹措", K_FUND},
    {"筹集", K_FUND}, {"列入", K_FUND}, {"投入", K_FUND}, {"落实", K_FUND}, {"下达", K_FUND},
    {"专项", K_FUND}, {"补助资金", K_FUND}, {"补助经费", K_FUND}, {"奖励经费", K_FUND},
    {"基金", K_FUND}, {"争取", K_FUND}, {"价格", K_OTHER}, {"售价", K_OTHER}, {"单价", K_OTHER},
    {"收入", K_OTHER}, {"产值", K_OTHER}, {"营收", K_OTHER}, {"销售额", K_OTHER},
    {"交易额", K_OTHER}, {"生产总值", K_OTHER}, {"增加值", K_OTHER}, {"投资", K_OTHER},
    {"债务", K_OTHER}, {"贷款", K_OTHER}, {"成本", K_OTHER}, {"收费", K_OTHER}, {"费用", K_OTHER},
    {"税", K_OTHER}, {"利润", K_OTHER}, {"标准", K_OTHER}, {"金额", K_OTHER}, {"GDP", K_OTHER},
    {"降本", K_OTHER}, {"损失", K_OTHER}, {"会费", K_OTHER}, {"缴费", K_OTHER}, {"规模", K_OTHER},
    {"消费", K_OTHER}, {"工资", K_OTHER}, {"薪酬", K_OTHER}, {"限额", K_OTHER}, {"额度", K_OTHER},
    {"押品", K_OTHER}, {"欠薪", K_OTHER}, {"估值", K_OTHER}, {NULL, K_NONE}};

struct state {
	enum kind last; /* kind of the amount before, for a row behind its word */
	size_t last_to;
};

static pthread_once_t once = PTHREAD_ONCE_INIT;
static struct pk_cues *kinds; /* built once, then constant */

static void
build(void)
{
	static const struct pk_cue *const table[] = {words};

	kinds = pk_cues_new(table, 1);
}

/* The kind that the longest word at i names; its length. */
static enum kind
kind_at(struct pk_str t, size_t i, size_t *len)
{
	struct pk_cue_match m;

	(void)pthread_once(&once, build);
	*len = 0;
	if (!(pk_cues_at(kinds, t, i, &m) & 1))
		return K_NONE;
	*len = m.to[0] - i;
	return (enum kind)m.cls[0];
}

/* Length of "、5000元" or "至5万元" at i: the word behind the row tells for all of it; 0 none. */
static size_t
next_amount(struct pk_str t, size_t i)
{
	PK_WORDS(joints, "、", "和", "-", "至", "到", "及", "或", "或者");
	struct pk_number num;
	size_t at = pk_rd_skip(t, i + pk_rd_any(t, i, joints));

	if (pk_number_at(pk_str_sub(t, at, t.n), &num) == 0)
		at += num.len;
	else
		return 0;
	while (at < t.n && (t.p[at] == 'x' || t.p[at] == 'X' || t.p[at] == '*'))
		at++; /* 20xx元 */
	return pk_rd_at(t, at, "元") ? at + strlen("元") - i : 0;
}

/* 的产业发展基金, 的创业补贴: a few characters on. */
static enum kind
kind_near(struct pk_str t, size_t i)
{
	enum { REACH = 6 }; /* characters */
	size_t k, len;
	enum kind kind;
	uint32_t cp;

	for (k = 0; k < REACH; k++) {
		kind = kind_at(t, i, &len);
		if (kind != K_NONE)
			return kind;
		i = pk_rd_next(t, i, &cp);
		if (cp < 0x80 || cp == 0x3001 || cp == 0x3002)
			break;
	}
	return K_NONE;
}

/* Directly behind the amount: 元(的|整|以下|人|…)?罚款. */
static enum kind
kind_behind(struct pk_str t, size_t i)
{
	PK_WORDS(skip, "的", "整", "以上", "以下", "以内", "人民币", "(含)", "/人", "/户",
	    "/次", "/亩", "/年", "/月", "/天", "/平方米", "/村", "/个", "/台", "一次性", "财政",
	    "现金", "经济", "资金", "标准", "给予", "予以", "进行", " ", "左右", "不等", "工作",
	    "专项", "市级", "县级", "行政", "活动", "培训", "办公", "启动");
	size_t n, k, len, start = i;
	enum kind kind = kind_at(t, i, &len);

	for (k = 0; k < 6 && (kind == K_NONE || kind == K_FUND || pk_rd_any(t, i, skip)); k++) {
		n = pk_rd_any(t, i, skip);
		if (n == 0 && (n = next_amount(t, i)) == 0)
			break;
		i += n;
		kind = kind_at(t, i, &len);
	}
	if (kind == K_NONE && pk_rd_at(t, start, "的"))
		kind = kind_near(t, start + strlen("的"));
	if (kind == K_NONE) /* 1500万元专项资金 */
		kind = kind_at(t, start, &len);
	return kind == K_OTHER ? K_NONE : kind;
}

/* The nearest telling word before the amount in its sentence; words far off count less than near
 * ones. */
static enum kind
kind_before(struct pk_str t, size_t i)
{
	size_t from = pk_rd_since(t, i, "。;"), at, len, best = 0;
	enum kind k, kind = K_NONE;
	uint32_t cp;

	if (i - from > 150)
		for (from = i - 150; from < i && ((unsigned char)t.p[from] & 0xc0) == 0x80;)
			from++;
	for (at = from; at < i; at = len ? at + len : pk_rd_next(t, at, &cp)) {
		/* What a closed bracket says is beside the point: 投资(使用自有资金)5000万元. */
		if (t.p[at] == '(' && (len = pk_rd_until(t, at + 1, "")) < i) {
			len += 1 - at;
			continue;
		}
		k = kind_at(pk_str_sub(t, 0, i), at, &len);
		if (k == K_NONE || at + len > i) {
			len = 0;
			continue;
		}
		if ((at - best <= 12 && kind == K_DEPOSIT && (k == K_FUND || k == K_REWARD)) ||
		    (at - best <= 24 && kind == K_PENALTY && k != K_OTHER))
			continue; /* 扣减补贴100元, 扣减生态补偿资金100万元 */
		kind = k;
		best = at;
	}
	return kind;
}

static void
add(struct pk_para *p, size_t from, size_t to, enum kind kind, const char *value, const char *rule)
{
	struct pk_span *s = pk_para_add(p, PK_SP_MONEY, from, to, rule);

	s->attr[PK_A_KIND] = pk_str(kind_name[kind]);
	s->attr[PK_A_VALUE] = pk_str_dup(p->arena, pk_str(value));
}

/* The number (or mask) that ends at i: its offset in *from and its value in yuan. */
static int
amount_before(struct pk_str t, size_t i, size_t *from, char value[24])
{
	PK_WORDS(masks, "xx", "XX", "××", "**", "__", "X", "x", "×", "*");
	struct pk_number num;
	struct pk_buf b = PK_BUF_INIT;
	size_t at = pk_rd_back(t, i), n, end = at, scale = 0;
	PK_WORDS(scales, "万", "亿", "千", "百");

	/* 20xx元, xx万元 */
	while ((n = pk_rd_any_before(t, end, scales)) != 0) {
		end -= n;
		scale++;
	}
	n = pk_rd_any_before(t, end, masks);
	if (n != 0) {
		while (n != 0) {
			end -= n;
			n = pk_rd_any_before(t, end, masks);
		}
		while (end > 0 && t.p[end - 1] >= '0' && t.p[end - 1] <= '9')
			end--;
		*from = end;
		value[0] = 'X';
		value[1] = 0;
		return 0;
	}
	*from = pk_rd_number_before(t, at, &num);
	if (*from == at)
		return -1;
	pk_dec_print(num.v, &b);
	n = b.n < 23 ? b.n : 23;
	memcpy(value, b.p, n);
	value[n] = 0;
	pk_buf_free(&b);
	return num.chinese && num.digits + scale == 0 ? -1 : 0;
}

/* An item under 经费预算: what it costs is set aside. */
static bool
is_budget(const struct pk_node *item)
{
	PK_WORDS(heads, "经费预算", "活动预算", "资金预算", "费用预算", "经费安排",
	    "资金安排", "预算明细");
	enum { MAX_UP = 3 }; /* levels */
	const struct pk_node *head;
	size_t up;

	for (up = 0; item && up < MAX_UP; item = pk_node_parent(item), up++) {
		head = item->kind == PK_N_ITEM ? pk_node_child(item, PK_N_HEAD) : NULL;
		if (head && pk_rd_has(pk_node_text(head), 0, head->size < 90 ? head->size : 90, heads))
			return true;
	}
	return false;
}

/* What was spent before the plan. */
static bool
is_spent(struct pk_str t, size_t at)
{
	PK_WORDS(past, "累计投入", "已投入", "近年来", "去年", "上年", "已累计", "已安排",
	    "已争取", "共投入", "已兑现", "已发放", "截至目前");

	return pk_rd_has(t, pk_rd_since(t, at, "。;"), at, past);
}

/* Only a joining mark stands between two amounts. */
static bool
in_row(struct pk_str t, size_t from, size_t to)
{
	PK_WORDS(joints, "、", "和", "-", "至", "到", ",", "以上", "及", "以下", "或", "或者");
	size_t n, k;

	from = pk_rd_skip(t, from);
	for (k = 0; k < 2 && from < to && (n = pk_rd_any(t, from, joints)) != 0; k++)
		from = pk_rd_skip(t, from + n);
	return from == to;
}

/* 处1000元, 并处5万元以下: a fine by its verb alone. */
static bool
is_fined(struct pk_str t, size_t from)
{
	PK_WORDS(verbs, "处", "处以", "并处", "可处", "单处");
	PK_WORDS(counted, "每处", "一处", "各处", "此处", "该处", "到处", "办事处", "管理处");

	return pk_rd_any_before(t, from, verbs) && !pk_rd_any_before(t, from, counted);
}

static void
hit(struct pk_para *p, const struct pk_hit *h, void *state)
{
	struct state *s = state;
	struct pk_str t = p->text;
	char value[24];
	size_t from;
	enum kind kind, before;
	uint32_t cp;

	if (pk_no(p, p->is_notice, "a cover notice binds nobody by this plan",
		"印发通知的内容不属于方案") ||
	    pk_no(p, amount_before(t, h->from, &from, value) != 0, "no amount stands before it",
		"前面没有金额"))
		return;
	(void)pk_rd_prev(t, from, &cp);
	if (pk_no(p, cp == 0x7b2c || cp == 0x6570 || cp == 0x591a,
		"an order or a vague number (第, 数, 多)", "是次序或约数（第、数、多）"))
		return;
	kind = kind_behind(t, h->to);
	if (kind == K_NONE && s->last && in_row(t, s->last_to, from)) {
		kind = s->last;
	} else if (kind == K_NONE && is_fined(t, from)) {
		kind = K_PENALTY;
	} else if (kind == K_NONE || kind == K_FUND) {
		before = kind_before(t, from);
		if (before == K_REWARD || before == K_PENALTY || before == K_DEPOSIT)
			kind = kind == K_FUND && before == K_REWARD ? K_FUND : before;
		else if (before == K_FUND)
			kind = K_FUND;
	}
	if (kind == K_NONE && pk_rd_before(t, pk_rd_back(t, from), "。("))
		kind = kind_before(t, pk_rd_back(t, from) - strlen("。(")); /* 予以处罚。(20元/次) */
	if (kind == K_NONE && p->label.n)
		kind = kind_before(p->label, p->label.n);
	if (kind == K_NONE && is_budget(p->item))
		kind = K_FUND;
	if (kind == K_OTHER)
		kind = K_NONE;
	if (pk_no(p, kind == K_NONE, "no word of a reward, fine, deposit or fund near it",
		"附近没有奖励、处罚、保证金或经费的词"))
		return;
	if (pk_no(p, is_spent(t, from), "spent before the plan", "是以往的支出"))
		return;
	add(p, from, h->to, kind, value, "money/word");
	s->last = kind;
	s->last_to = h->to;
}

const struct pk_kind pk_kind_money = {"money", cues, hit, NULL};
