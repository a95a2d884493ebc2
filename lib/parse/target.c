/*
 * Targets: a number with a bound, or a level to reach.
 *
 *   operator number unit        不少于5条, 达到71.4%, 压减到1个工作日以内, ≥50cm, 至少3次
 *   number unit operator        80%以上, 9人以下, 0.3%以内, 1/3以上, 三分之二以上, 百分之八十以上
 *   rate number %               合格率100%, 覆盖面达…; 实现100%
 *
 * The operator behind the number decides when there are two (达到85%以上 is >=85%).
 * Not targets: levels reached already (已达66.7%), grades (二级以上), counts without a bound,
 * lengths of time that time.c reads as durations or cadences, points of score rules.
 */
#include "parse/target_words.h"
#include "text/utf8.h"

struct place {
	size_t from, to;
};
struct number {
	size_t from, to; /* number with unit */
	size_t unit;     /* where the unit begins */
	bool chinese;    /* whole in Chinese numerals, no fraction, no percent */
	bool percent, decimal;
	struct pk_number n;
	struct pk_str value;  /* as the value is written: "80", "1/3", "5-10" */
	struct pk_str suffix; /* unit that the number's own words give: "%" */
};

static bool
is_latin(uint32_t cp)
{
	return (cp | 32) >= 'a' && (cp | 32) <= 'z';
}

/* The unit at i: a listed word, or Latin letters with / and powers (mg/L, μg/m3, kWh). */
static size_t
unit_end(struct pk_str t, size_t i)
{
	size_t from = i, n, next;
	uint32_t cp;

	n = pk_rd_any(t, i, scale);
	i += n;
	if ((n = pk_rd_any(t, i, units)) != 0) {
		i += n;
		/* 微克/立方米, 件/万人, 次/月 */
		if (pk_rd_at(t, i, "/") && unit_end(t, i + 1) > i + 1)
			return unit_end(t, i + 1);
		return i;
	}
	for (; i - from < 16; i = next) {
		next = pk_rd_next(t, i, &cp);
		if (cp == ' ' && i > from && t.p[i - 1] == '/')
			continue; /* ug/ m³ */
		if (!is_latin(cp) && cp != 0x3bc && cp != 0xb5 &&
		    !(i > from &&
			(cp == '/' || cp == '2' || cp == '3' || cp == 0xb2 || cp == 0xb3)))
			break;
	}
	return i;
}

static struct pk_str
number_text(struct pk_para *p, const struct pk_number *n, size_t at)
{
	struct pk_buf b = PK_BUF_INIT;
	struct pk_str s, t = pk_str_sub(p->text, at, at + n->len);
	size_t i;

	if (!n->chinese) { /* as written, without thousands marks: 2.0 stays 2.0 */
		for (i = 0; i < t.n &&
			    ((t.p[i] >= '0' && t.p[i] <= '9') || t.p[i] == '.' || t.p[i] == ',');
		     i++)
			if (t.p[i] != ',')
				pk_buf_putc(&b, t.p[i]);
	} else {
		pk_dec_print(n->v, &b);
	}
	s = pk_str_dup(p->arena, pk_buf_view(&b));
	pk_buf_free(&b);
	return s;
}

/* Length of the number itself, scale words left for the unit (1.5万人). */
static size_t
plain_len(struct pk_str t, size_t i, const struct pk_number *n)
{
	size_t k = i;

	if (n->chinese)
		return n->len;
	while (k < i + n->len && (unsigned char)t.p[k] < 0x80)
		k++;
	return k - i;
}

static struct pk_str
joined(struct pk_para *p, struct pk_str a, const char *mark, struct pk_str b)
{
	struct pk_buf buf = PK_BUF_INIT;
	struct pk_str s;

	pk_buf_str(&buf, a);
	pk_buf_puts(&buf, mark);
	pk_buf_str(&buf, b);
	s = pk_str_dup(p->arena, pk_buf_view(&buf));
	pk_buf_free(&buf);
	return s;
}

/* The second number of a fraction (三分之一, 1/3) or range (5-10) behind `mark`; 0 or -1. */
static int
second(struct pk_para *p, struct number *out, size_t at, bool swap, const char *mark)
{
	struct pk_str b;
	struct pk_number n;

	if (pk_number_at(pk_str_sub(p->text, at, p->text.n), &n) != 0)
		return -1;
	b = number_text(p, &n, at);
	out->value = swap ? joined(p, b, mark, out->value) : joined(p, out->value, mark, b);
	out->unit = at + plain_len(p->text, at, &n);
	return 0;
}

/* Reads number and unit at i. 0, or -1 when there is none. */
static int
number_at(struct pk_para *p, size_t i, struct number *out)
{
	struct pk_str t = p->text;
	bool fraction = false;

	*out = (struct number){.from = i};
	if (pk_rd_at(t, i, "百分之")) {
		i += strlen("百分之");
		if (pk_number_at(pk_str_sub(t, i, t.n), &out->n) != 0)
			return -1;
		out->value = number_text(p, &out->n, i);
		out->to = out->unit = i + out->n.len;
		out->suffix = PK_S("%");
		out->percent = true;
		return 0;
	}
	if (pk_number_at(pk_str_sub(t, i, t.n), &out->n) != 0)
		return -1;
	out->value = number_text(p, &out->n, i);
	out->unit = i + plain_len(t, i, &out->n);
	out->chinese = out->n.chinese;
	out->decimal = pk_str_find(out->value, PK_S("."), 0) != PK_NPOS;
	if (pk_rd_at(t, out->unit, "分之"))
		fraction = second(p, out, out->unit + strlen("分之"), true, "/") == 0;
	else if (pk_rd_at(t, out->unit, "/") && !out->chinese)
		fraction = second(p, out, out->unit + 1, false, "/") == 0;
	else if (pk_rd_at(t, out->unit, "-"))
		(void)second(p, out, out->unit + 1, false, "-");
	else if (pk_rd_at(t, out->unit, "%-"))
		(void)second(p, out, out->unit + 2, false, "-");
	if (fraction) {
		out->chinese = false;
		out->to = out->unit;
		return 0;
	}
	out->to = unit_end(t, pk_rd_skip(t, out->unit));
	if (out->to == pk_rd_skip(t, out->unit))
		out->to = out->unit;
	out->percent = pk_rd_at(t, pk_rd_skip(t, out->unit), "%") || pk_rd_at(t, out->unit, "成");
	return 0;
}

/* The level was reached before the plan: 已达, 目前…达到. */
static bool
is_past(struct pk_str t, size_t at)
{
	PK_WORDS(past, "已", "目前", "截至", "截止目前", "现有", "去年", "上年", "上一年",
	    "过去", "同比", "原来", "近年来");
	PK_WORDS(base, "由目前", "从目前", "较目前", "比目前", "在目前", "由去年",
	    "比去年", "较去年", "较上年", "比上年", "未达");
	PK_WORDS(aims, "力争", "确保", "实现", "目标", "将", "要");
	size_t from = pk_rd_since(t, at, "。;,、("), all = pk_rd_since(t, at, "。;"),
	       asof = pk_str_find(pk_str_sub(t, 0, from), PK_S("截至"), all);

	if (asof != PK_NPOS && !pk_rd_has(t, asof, at, aims))
		return true; /* 截至2020年底,全市床位达1.8万张 */
	return pk_rd_has(t, from, at, past) && !pk_rd_has(t, from, at, base);
}

/* A time span that another kind explains better than a target does. */
static bool
belongs_to_time(const struct pk_para *p, const struct number *n, struct place at, int cls)
{
	PK_WORDS(measured, "时间", "时限", "时长", "时效", "周期", "用时", "天数", "工期",
	    "日数", "期限", "住院日", "年限");
	struct pk_str t = p->text;
	size_t unit = pk_rd_skip(t, n->unit), i, len, since;

	for (i = 0; i < p->ntimes; i++) {
		const struct pk_time *x = &p->times[i];

		if (x->to <= at.from || x->from >= at.to)
			continue;
		if (x->type == PK_TIME_CADENCE &&
		    (x->from < at.from || pk_rd_at(t, unit, "次")))
			return true;
		if (x->type != PK_TIME_CADENCE &&
		    (x->type != PK_TIME_DURATION || cls >= T_AFTER_GE))
			return true;
	}
	len = pk_rd_any(t, unit, time_units);
	if (len == 0 || unit + len != n->to || cls == T_DOWN || cls == T_AT_MOST || cls == T_EQ ||
	    cls == T_AFTER_GE) /* 30天以上: a bound that time.c did not read */
		return false;
	since = pk_rd_since(t, at.from, "。;,、()");
	return cls > T_MIN || !pk_rd_has(t, since, at.from, measured);
}

static void
add(struct pk_para *p, const struct number *n, struct place at, int cls, const char *op,
    const char *rule)
{
	struct pk_span *s;
	struct pk_str unit = n->suffix;
	size_t u = pk_rd_skip(p->text, n->unit);

	if (pk_no(p, belongs_to_time(p, n, at, cls), "a period, duration or rhythm, no level",
		"是期间、时长或频次，不是指标"))
		return;
	s = pk_para_add(p, PK_SP_TARGET, at.from, at.to, rule);
	s->attr[PK_A_OP] = pk_str(op);
	s->attr[PK_A_VALUE] = n->value;
	if (unit.n == 0 && n->to > u)
		unit = pk_rd_at(p->text, u, "成") ? PK_S("成") : pk_rd_squeeze(p, u, n->to);
	if (unit.n)
		s->attr[PK_A_UNIT] = unit;
}

/* 以上, 以下, 以内 behind a number that ends at i; its class or 0, and its end in *to. */
static int
suffix_at(struct pk_str t, size_t i, size_t *to)
{
	PK_WORDS(ge, "以上", "及以上", "(含)以上", "含以上", "(及以上)", "(含)及以上", "(以上)");
	PK_WORDS(le, "以下", "及以下", "以内", "之内", "(含)以下", "(含)以内", "及以内", "(以内)");
	size_t n;

	if ((n = pk_rd_any(t, i, ge)) != 0) {
		*to = i + n;
		return T_AFTER_GE;
	}
	if ((n = pk_rd_any(t, i, le)) != 0) {
		*to = i + n;
		return T_AFTER_LE;
	}
	return 0;
}

/* 至少开展一次: the number behind a short verb. */
static size_t
behind_verb(struct pk_str t, size_t i)
{
	enum { MAX_VERB = 4 }; /* characters */
	struct pk_number num;
	size_t from = i, n;
	uint32_t cp;

	for (n = 0; n <= MAX_VERB; n++) {
		if (pk_number_at(pk_str_sub(t, i, t.n), &num) == 0)
			return i;
		i = pk_rd_next(t, i, &cp);
		if (!pk_is_han(cp))
			break;
	}
	return from;
}

/* 一级, 二类: an order, not a number of something. */
static bool
is_grade(struct pk_str t, const struct number *n)
{
	PK_WORDS(grades, "级", "类", "等", "档", "星级", "甲");

	return pk_rd_any(t, n->unit, grades) && !n->decimal;
}

/* 超过30人的,…: a case that a rule provides for. */
static bool
is_condition(struct pk_str t, int cls, const struct number *n)
{
	PK_WORDS(cases, "的,", "的为", "的取", "的。", "的给", "的予", "的扣", "的;", "时");

	return (cls == T_GT || cls == T_LT) && pk_rd_any(t, n->to, cases);
}

/* 分别不低于22%和30%: numbers with the same unit behind a joint share the operator. */
static void
coordinate(struct pk_para *p, const struct number *first, size_t i, int cls, const char *op)
{
	PK_WORDS(joints, "和", "、", "及", "与");
	struct pk_str t = p->text, unit = pk_str_sub(t, first->unit, first->to);
	struct number n;
	size_t len, to;

	if (unit.n == 0)
		return;
	while ((len = pk_rd_any(t, i, joints)) != 0 && number_at(p, i + len, &n) == 0 &&
	       pk_str_eq(pk_str_sub(t, n.unit, n.to), unit) && suffix_at(t, n.to, &to) == 0) {
		add(p, &n, (struct place){n.from, n.to}, cls, op, "target/coordinate");
		i = n.to;
	}
}

/* 不低于全省平均水平的80%: a percentage a few words behind the operator, with no mark between; else i. */
static size_t
far_percent(struct pk_para *p, size_t i)
{
	enum { REACH = 16 }; /* characters */
	struct pk_str t = p->text;
	struct number n;
	size_t k, at = i;
	uint32_t cp;

	for (k = 0; k < REACH && at < t.n; k++) {
		size_t next = pk_rd_next(t, at, &cp);

		if (cp >= '0' && cp <= '9')
			return k > 0 && number_at(p, at, &n) == 0 && n.percent ? at : i;
		if (!pk_is_han(cp) && (cp == 0 || cp >= 0x80 || !strchr("() '`", (int)cp)))
			break; /* the marks are litter that copying left */
		at = next;
	}
	return i;
}

/* Behind an operator word that ends at i. */
static void
prefix(struct pk_para *p, const struct pk_hit *h, size_t *done)
{
	PK_WORDS(not_before_da, "下", "传", "到", "直", "抵", "送", "表", "发", "转", "到达");
	PK_WORDS(not_before_chao, "赶", "反", "高");
	PK_WORDS(skip, "约", "每年", "每月", "要", "为", "全市", "全县", ":", " ", "了", "至", "'", "`");
	struct pk_str t = p->text;
	struct number n;
	size_t i = h->to, to, len;
	const char *op = op_text[h->cls];
	int cls = h->cls, after;

	if (pk_no(p, pk_rd_at(t, h->from, "达") && pk_rd_any_before(t, h->from, not_before_da),
		"part of another word (下达, 传达)", "属于别的词（下达、传达）"))
		return;
	if (pk_no(p, pk_rd_at(t, h->from, "超") && pk_rd_any_before(t, h->from, not_before_chao),
		"part of another word (赶超, 高超)", "属于别的词（赶超、高超）"))
		return;
	i = pk_rd_over(t, i, skip);
	if (cls == T_MIN)
		i = behind_verb(t, i);
	if (cls == T_GE || cls == T_LE)
		i = far_percent(p, i);
	else if (cls == T_EQ && (len = far_percent(p, i)) > i && pk_rd_before(t, pk_rd_back(t, len), "的"))
		i = len; /* 达到全县总数的80% */
	if (pk_no(p, number_at(p, i, &n) != 0, "no number stands behind it", "后面没有数字"))
		return;
	if (pk_no(p,
		n.to == n.unit && !n.decimal && n.suffix.n == 0 &&
		    pk_str_find(n.value, PK_S("/"), 0) == PK_NPOS && cls != T_GE && cls != T_LE,
		"the number has no unit", "数字没有单位"))
		return;
	if (pk_no(p, n.to == n.unit && n.chinese, "the number has no unit", "数字没有单位"))
		return;
	if (pk_no(p, is_grade(t, &n), "a grade, no number of something", "是等级，不是数量") ||
	    pk_no(
		p, is_condition(t, cls, &n), "a case that a rule provides for", "是规则所设的情形"))
		return;
	to = n.to;
	if ((after = suffix_at(t, n.to, &len)) != 0)
		to = len;
	else if ((cls == T_DOWN || cls == T_AT_MOST) &&
		 pk_rd_any(t, pk_rd_skip(t, n.unit), time_units) &&
		 pk_rd_at(t, n.to, "内")) { /* 缩短至5个工作日内 */
		after = T_AFTER_LE;
		to = n.to + strlen("内");
	}
	*done = to;
	if (pk_no(p, (h->cls == T_EQ || h->cls == T_GT) && is_past(t, h->from),
		"a level reached already", "是已经达到的水平"))
		return;
	if (after && (cls == T_EQ || cls == T_DOWN || cls == T_AT_MOST))
		op = op_text[after];
	else if (cls == T_AT_MOST && pk_str_find(n.value, PK_S("-"), 0) != PK_NPOS)
		op = "="; /* 控制在5-10公分 */
	add(p, &n, (struct place){h->from, to}, cls, op, "target/operator");
	if (!after)
		coordinate(p, &n, to, cls, op);
}

/* Before 以上, 以下, 以内 at the hit. */
static void
suffix(struct pk_para *p, const struct pk_hit *h, size_t done)
{
	PK_WORDS(opens, "(含)", "(及", "(", "含");
	struct pk_str t = p->text;
	struct number n;
	struct pk_number num;
	size_t i = h->from, u, at = i, k, end;
	uint32_t cp;

	i -= pk_rd_any_before(t, i, opens);
	end = i;
	/* The unit may be up to five characters long; the number stands before it. */
	for (k = 0, u = i; k < 6 && u > 0; k++, u = pk_rd_prev(t, u, &cp)) {
		at = pk_rd_number_before(t, pk_rd_back(t, u), &num);
		if (at != pk_rd_back(t, u) && !pk_rd_at(t, at, "百分点"))
			break;
	}
	if (pk_no(p, u == 0 || at == pk_rd_back(t, u), "no number stands before it",
		"前面没有数字") ||
	    pk_no(p, at < done, "the number belongs to the target before", "数字属于前一个指标"))
		return;
	while (at > 2 && (t.p[at - 1] == '/' || pk_rd_before(t, at, "分之"))) {
		k = pk_rd_number_before(t, at - (t.p[at - 1] == '/' ? 1 : strlen("分之")), &num);
		if (k >= at - 1)
			break;
		at = k;
	}
	if (pk_rd_before(t, at, "百分之"))
		at -= strlen("百分之");
	if (pk_no(p,
		number_at(p, at, &n) != 0 || n.to != end ||
		    (n.to == n.unit && n.suffix.n == 0 &&
			pk_str_find(n.value, PK_S("/"), 0) == PK_NPOS),
		"no number with a unit stands before it", "前面没有带单位的数字"))
		return;
	/* 两个以上部门, 三次以上的 */
	if (pk_no(p,
		n.chinese && !n.percent && pk_dec_cmp(n.n.v, pk_dec_int(10)) < 0 &&
		    !pk_rd_at(t, n.unit, "倍"),
		"a condition (两个以上部门), no target", "是条件（两个以上部门），不是指标"))
		return;
	/* 5起以上为严重情节 */
	if (pk_no(p, !n.percent && (pk_rd_at(t, h->to, "为") || pk_rd_at(t, h->to, "的为") || pk_rd_at(t, h->to, "属")),
	        "a class that a rule makes, no target", "是规则划分的档次，不是指标"))
		return;
	u = pk_rd_any(t, n.unit, grade_units);
	if (pk_no(p, (u && n.unit + u == n.to) || pk_rd_before(t, n.from, "第"),
		"a grade or an order", "是等级或次序"))
		return;
	add(p, &n, (struct place){n.from, h->to}, h->cls, op_text[h->cls], "target/suffix");
}

/* 实现乡镇100%覆盖: where the 100% of the clause stands, without an operator of its own; else i. */
static size_t
whole(struct pk_str t, size_t i)
{
	enum { REACH = 90 }; /* bytes */
	PK_WORDS(ops, "于", "达", "到", "至", "过", "≥", "=", "在", "率", "率为");
	size_t end = pk_rd_until(pk_str_sub(t, 0, i + REACH), i, ",。;:("), at;

	at = pk_str_find(pk_str_sub(t, 0, end), PK_S("100%"), i);
	if (at == PK_NPOS || pk_rd_any_before(t, at, ops) ||
	    (at > 0 && t.p[at - 1] >= '0' && t.p[at - 1] <= '9'))
		return i;
	return at;
}

/* 合格率100%, 实现100%: a level with nothing but its rate before it. */
static void
level(struct pk_para *p, const struct pk_hit *h)
{
	PK_WORDS(skip, "均", "都", "要", "为", "是", "至", "到", ":", " ");
	struct pk_str t = p->text;
	struct number n;
	size_t i = h->to, to;
	bool rate = pk_rd_before(t, h->to, "率") || pk_rd_before(t, h->to, "度") ||
		    pk_rd_before(t, h->to, "面") || pk_rd_before(t, h->to, "例") ||
		    pk_rd_before(t, h->to, "比") || pk_rd_before(t, h->to, "重");
	int after;

	i = pk_rd_over(t, i, skip);
	if (!rate)
		i = whole(t, i);
	if (pk_no(p, number_at(p, i, &n) != 0 || !n.percent, "no percentage stands right behind it",
		"后面没有紧跟百分数") ||
	    pk_no(p, is_past(t, h->from), "a level reached already", "是已经达到的水平"))
		return;
	if (pk_no(p, !rate && !pk_str_is(n.value, "100"), "no rate, and not 100%",
		"既不是比率，也不是 100%"))
		return;
	after = suffix_at(t, n.to, &to);
	if (pk_no(p, after != 0, "以上 or 以下 behind it decides", "由后面的“以上”“以下”判定"))
		return;
	add(p, &n, (struct place){n.from, n.to}, T_PERCENT, "=", "target/level");
}

struct state {
	size_t done; /* end of the last target */
};

static void
hit(struct pk_para *p, const struct pk_hit *h, void *state)
{
	struct state *s = state;
	size_t n = p->spans.n;

	if (pk_no(p, p->is_notice, "a cover notice binds nobody by this plan",
		"印发通知的内容不属于方案") ||
	    pk_no(p, h->from < s->done, "read already as part of what stands before",
		"已作为前文的一部分读过"))
		return;
	if (h->cls == T_PERCENT)
		level(p, h);
	else if (h->cls >= T_AFTER_GE)
		suffix(p, h, s->done);
	else
		prefix(p, h, &s->done);
	if (p->spans.n > n)
		s->done = p->spans.v[p->spans.n - 1].to;
}

const struct pk_kind pk_kind_target = {"target", target_cues, hit, NULL};
