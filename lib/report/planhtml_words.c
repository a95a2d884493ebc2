#include "report/planhtml_int.h"

/* What facts are called on the page, in both languages. */

struct word {
	const char *value, *en, *zh;
};

const struct pk_legend pk_page_legend[PK_SP_MAX] = {
    [PK_SP_UNIT] = {"unit", "unit", "单位"},
    [PK_SP_PERSON] = {"person", "person", "人员"},
    [PK_SP_TIME] = {"time", "time", "时间"},
    [PK_SP_TARGET] = {"target", "target", "指标"},
    [PK_SP_SCORE] = {"score", "points", "计分"},
    [PK_SP_MONEY] = {"money", "money", "金额"},
    [PK_SP_EVIDENCE] = {"evidence", "material", "材料"},
    [PK_SP_REF] = {"ref", "reference", "引用"},
    [PK_SP_CONTACT] = {"contact", "contact", "联系方式"},
};

static const struct word unit_role[] = {{"lead", "lead", "牵头"}, {"responsible", "does it", "责任"},
    {"cooperate", "helps", "配合"}, {NULL, NULL, NULL}};
static const struct word time_type[] = {{"deadline", "due", "期限"}, {"period", "from–to", "时段"},
    {"cadence", "every", "频次"}, {"duration", "lasts", "历时"}, {"date", "date", "日期"},
    {NULL, NULL, NULL}};
static const struct word year_from[] = {{"mask", "the year is masked", "年份被隐去"},
    {"range", "year from the range", "年份来自同一区间"}, {"previous", "year from the date before", "年份来自前一日期"},
    {"heading", "year from the heading", "年份来自标题行"}, {"title", "year from the title", "年份来自方案标题"},
    {"given", "year as given", "年份由使用者给定"}, {NULL, NULL, NULL}};
static const struct word every[] = {{"P1D", "daily", "每日"}, {"P1W", "weekly", "每周"},
    {"P2W", "2 weeks", "每两周"}, {"P1M", "monthly", "每月"}, {"P3M", "quarterly", "每季度"},
    {"P6M", "half-yearly", "每半年"}, {"P1Y", "yearly", "每年"}, {NULL, NULL, NULL}};
static const struct word measure[] = {{"D", " days", "天"}, {"W", " weeks", "周"}, {"M", " months", "个月"},
    {"Y", " years", "年"}, {"B", " working days", "个工作日"}, {NULL, NULL, NULL}};
static const struct word money_kind[] = {{"reward", "reward", "奖励"}, {"penalty", "penalty", "处罚"},
    {"deposit", "deposit", "保证金"}, {"fund", "fund", "经费"}, {NULL, NULL, NULL}};
static const struct word evidence_kind[] = {{"document", "document", "文件"}, {"picture", "picture", "图片"},
    {"data", "data", "数据"}, {"item", "item", "实物"}, {NULL, NULL, NULL}};
static const struct word ref_kind[] = {{"attachment", "attachment", "附件"}, {"document", "document", "文件"},
    {NULL, NULL, NULL}};
static const struct word contact_kind[] = {{"phone", "phone", "电话"}, {"email", "mail", "邮箱"},
    {NULL, NULL, NULL}};
static const struct word bound[] = {{">=", "≥", "≥"}, {"<=", "≤", "≤"}, {">", ">", ">"},
    {"<", "<", "<"}, {"=", "=", "="}, {NULL, NULL, NULL}};

const char *
pk_page_word(const struct pk_planhtml *p, const char *en, const char *zh)
{
	return p->lang == PK_ZH ? zh : en;
}

/* The word for a value; the value itself when there is none. */
static void
put(const struct pk_planhtml *p, struct pk_buf *b, const struct word *table, struct pk_str value)
{
	for (; table->value; table++)
		if (pk_str_is(value, table->value)) {
			pk_buf_puts(b, pk_page_word(p, table->en, table->zh));
			return;
		}
	pk_buf_str(b, value);
}

const char *
pk_page_role(const struct pk_planhtml *p, enum pk_role role)
{
	static const char *const zh[PK_R_MAX] = {[PK_R_GOAL] = "目标",
	    [PK_R_ORG] = "组织",
	    [PK_R_TASK] = "任务",
	    [PK_R_PHASE] = "阶段",
	    [PK_R_SAFEGUARD] = "保障",
	    [PK_R_SCORING] = "考核",
	    [PK_R_ARTICLE] = "条款"};

	if (!zh[role])
		return NULL; /* sections and the like need no name */
	return p->lang == PK_ZH ? zh[role] : pk_role_name[role];
}

/* P5B → 5个工作日; another form stays as it is. */
static void
put_duration(const struct pk_planhtml *p, struct pk_buf *b, struct pk_str v)
{
	int64_t n;

	if (v.n < 3 || v.p[0] != 'P' || pk_str_int(pk_str_sub(v, 1, v.n - 1), 1, 9999, &n) != 0) {
		pk_buf_str(b, v);
		return;
	}
	pk_buf_printf(b, "%lld", (long long)n);
	put(p, b, measure, pk_str_sub(v, v.n - 1, v.n));
}

/* "../2026-05-31" → "2026-05-31"; an interval → its ends, the second without what both share. */
static void
put_edtf(struct pk_buf *b, struct pk_str v)
{
	size_t slash = pk_str_find(v, PK_S("/"), 0);
	struct pk_str a = pk_str_sub(v, 0, slash), z;

	if (slash == PK_NPOS) {
		pk_buf_str(b, v);
		return;
	}
	z = pk_str_sub(v, slash + 1, v.n);
	if (pk_str_is(a, "..")) {
		pk_buf_str(b, z);
		return;
	}
	pk_buf_str(b, a);
	pk_buf_puts(b, "～");
	if (pk_str_is(z, ".."))
		return;
	if (a.n >= 5 && z.n > 5 && memcmp(a.p, z.p, 5) == 0)
		z = pk_str_sub(z, 5, z.n);
	pk_buf_str(b, z);
}

static void
put_time(const struct pk_planhtml *p, struct pk_buf *b, const struct pk_str *a)
{
	put(p, b, time_type, a[PK_A_TYPE]);
	if (a[PK_A_EDTF].n) {
		pk_buf_putc(b, ' ');
		put_edtf(b, a[PK_A_EDTF]);
	} else if (pk_str_is(a[PK_A_TYPE], "cadence")) {
		pk_buf_putc(b, ' ');
		put(p, b, every, a[PK_A_EVERY]);
	} else if (a[PK_A_EVERY].n) {
		pk_buf_putc(b, ' ');
		put_duration(p, b, a[PK_A_EVERY]);
	}
}

static void
put_tag(const struct pk_planhtml *p, struct pk_buf *b, const struct pk_span *s)
{
	const struct pk_str *a = s->attr;

	switch (s->kind) {
	case PK_SP_UNIT:
		put(p, b, unit_role, a[PK_A_ROLE]);
		break;
	case PK_SP_PERSON:
		pk_buf_str(b, a[PK_A_ROLE]);
		break;
	case PK_SP_TIME:
		put_time(p, b, a);
		break;
	case PK_SP_TARGET:
		put(p, b, bound, a[PK_A_OP]);
		pk_buf_str(b, a[PK_A_VALUE]);
		pk_buf_str(b, a[PK_A_UNIT]);
		break;
	case PK_SP_SCORE:
		pk_buf_str(b, a[PK_A_POINTS]);
		pk_buf_puts(b, pk_page_word(p, " points", "分"));
		break;
	case PK_SP_MONEY:
		put(p, b, money_kind, a[PK_A_KIND]);
		pk_buf_putc(b, ' ');
		pk_buf_str(b, pk_str_is(a[PK_A_VALUE], "X") ? pk_str("?") : a[PK_A_VALUE]);
		pk_buf_puts(b, pk_page_word(p, " yuan", "元"));
		break;
	case PK_SP_EVIDENCE:
		put(p, b, evidence_kind, a[PK_A_KIND]);
		break;
	case PK_SP_REF:
		put(p, b, ref_kind, a[PK_A_KIND]);
		break;
	default:
		put(p, b, contact_kind, a[PK_A_KIND]);
		break;
	}
}

/* An attribute that only one kind has. */
static struct pk_str
only(const struct pk_span *s, enum pk_span_kind kind, enum pk_span_attr attr)
{
	return s->kind == kind ? s->attr[attr] : PK_S("");
}

/* What the tag leaves out. */
static void
put_more(const struct pk_planhtml *p, struct pk_buf *b, const struct pk_span *s)
{
	if (only(s, PK_SP_UNIT, PK_A_GROUP).n)
		pk_buf_puts(b, pk_page_word(p, "; a group of units", "；集体，含多个单位"));
	if (only(s, PK_SP_PERSON, PK_A_DUTY).n) {
		pk_buf_puts(b, pk_page_word(p, "; ", "；"));
		pk_buf_str(b, only(s, PK_SP_PERSON, PK_A_DUTY));
	}
	if (only(s, PK_SP_TIME, PK_A_FROM).n && !pk_str_is(only(s, PK_SP_TIME, PK_A_FROM), "explicit")) {
		pk_buf_puts(b, pk_page_word(p, "; ", "；"));
		put(p, b, year_from, only(s, PK_SP_TIME, PK_A_FROM));
	}
	if (only(s, PK_SP_TIME, PK_A_TIMES).n) {
		pk_buf_puts(b, pk_page_word(p, "; times: ", "；次数："));
		pk_buf_str(b, only(s, PK_SP_TIME, PK_A_TIMES));
	}
	if (only(s, PK_SP_SCORE, PK_A_PER).n) {
		pk_buf_puts(b, pk_page_word(p, "; for each: ", "；计量："));
		pk_buf_str(b, only(s, PK_SP_SCORE, PK_A_PER));
	}
	if (only(s, PK_SP_SCORE, PK_A_LATE).n)
		pk_buf_puts(b, pk_page_word(p, "; doubles when late", "；逾期加倍"));
	if (only(s, PK_SP_REF, PK_A_NUMBER).n) {
		pk_buf_puts(b, pk_page_word(p, "; number ", "；编号 "));
		pk_buf_str(b, only(s, PK_SP_REF, PK_A_NUMBER));
	}
	if (s->attr[PK_A_MASKED].n)
		pk_buf_puts(b, pk_page_word(p, "; to be filled in", "；待填写"));
	if (s->attr[PK_A_BY].n)
		pk_buf_puts(b, pk_page_word(p, "; set by hand", "；人工确定"));
}

static const char *
class_of(const struct pk_span *s)
{
	if (s->attr[PK_A_MASKED].n)
		return "f masked";
	switch (s->kind) {
	case PK_SP_UNIT: return "f unit";
	case PK_SP_PERSON: return "f person";
	case PK_SP_SCORE: return "f score";
	case PK_SP_MONEY: return "f money";
	case PK_SP_TARGET: return "f target";
	case PK_SP_TIME:
		return pk_str_is(s->attr[PK_A_TYPE], "deadline") ? "f time due" : "f time";
	case PK_SP_EVIDENCE: return "f evidence";
	case PK_SP_REF: return "f ref";
	default: return "f contact";
	}
}

void
pk_page_fact(struct pk_planhtml *p, const struct pk_span *s, struct pk_fact_words *w)
{
	const struct pk_legend *kind = &pk_page_legend[s->kind];
	struct pk_buf b = PK_BUF_INIT;

	w->cls = class_of(s);
	put_tag(p, &b, s);
	w->tag = pk_str_dup(&p->arena, pk_buf_view(&b));
	pk_buf_clear(&b);
	pk_buf_puts(&b, pk_page_word(p, kind->en, kind->zh));
	pk_buf_puts(&b, pk_page_word(p, ": ", "："));
	pk_buf_str(&b, w->tag);
	put_more(p, &b, s);
	w->tip = pk_str_dup(&p->arena, pk_buf_view(&b));
	pk_buf_free(&b);
}
