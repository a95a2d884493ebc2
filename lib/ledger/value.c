#include "ledger/value.h"

#include "text/utf8.h"

/* A number of at most `max` digits (of any width) off the front of *s; -1: none. */
static int
take_int(struct pk_str *s, size_t max)
{
	int n = 0;
	size_t digits = 0;
	uint32_t cp;

	while (s->n > 0) {
		size_t len = pk_utf8_next(s->p, s->n, &cp);

		cp = pk_fold(cp);
		if (cp < '0' || cp > '9' || digits == max)
			break;
		n = n * 10 + (int)(cp - '0');
		digits++;
		*s = pk_str_sub(*s, len, s->n);
	}
	return digits > 0 ? n : -1;
}

static bool
take(struct pk_str *s, const char *mark)
{
	struct pk_str m = pk_str(mark);

	if (!pk_str_starts(*s, m))
		return false;
	*s = pk_str_sub(*s, m.n, s->n);
	return true;
}

/* What may stand behind a day: nothing, or a time of day (00:00, T08:30:00, 0:00:00.000). */
static bool
is_time_tail(struct pk_str s)
{
	size_t i;

	if (s.n == 0)
		return true;
	if (s.p[0] != ' ' && s.p[0] != 'T')
		return false;
	for (i = 1; i < s.n; i++)
		if (!(s.p[i] >= '0' && s.p[i] <= '9') && s.p[i] != ':' && s.p[i] != '.')
			return false;
	return s.n >= 4;
}

int
pk_ledger_date(struct pk_str s, struct pk_date *out)
{
	static const char *const marks[][3] = {
	    {"-", "-", ""}, {"/", "/", ""}, {".", ".", ""}, {"年", "月", "日"}, {"年", "月", "号"}};
	struct pk_date d;
	struct pk_str rest;
	size_t i;

	for (i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		rest = s;
		d.y = take_int(&rest, 4);
		if (d.y < 1000 || !take(&rest, marks[i][0]))
			continue;
		d.m = take_int(&rest, 2);
		if (!take(&rest, marks[i][1]))
			continue;
		d.d = take_int(&rest, 2);
		if (!take(&rest, marks[i][2]) || !is_time_tail(rest) || !pk_date_is_valid(d))
			continue;
		*out = d;
		return 0;
	}
	return -1;
}

/* The words of an enumeration: ASCII, Chinese, others that ledgers use (| between). */
struct words {
	const char *ascii, *zh, *others;
};

static const struct words statuses[PK_ST_MAX] = {
    [PK_ST_PLANNED] = {"planned", "未启动", "未开始|待办|待办理|未办理|计划|待启动|未完成|todo|open|new|pending"},
    [PK_ST_ACTIVE] = {"active", "进行中", "办理中|在办|推进中|正在推进|正在办理|整改中|实施中|doing|started|in progress"},
    [PK_ST_CLAIMED] = {"claimed", "已报完成", "已完成|完成|自报完成|已整改|整改完成|待核验|待验收|done|finished|completed"},
    [PK_ST_VERIFIED] = {"verified", "已核验", "已验收|验收通过|核验通过"},
    [PK_ST_CLOSED] = {"closed", "已销号", "销号|已办结|办结|已关闭"},
    [PK_ST_REOPENED] = {"reopened", "已反弹", "反弹|重新打开|退回|退回重办"},
    [PK_ST_CANCELLED] = {"cancelled", "已取消", "取消|作废|canceled"},
    [PK_ST_WITHDRAWN] = {"withdrawn", "已撤销", "撤销|撤出"},
};
const char pk_status_names[] =
    "planned, active, claimed, verified, closed, reopened, cancelled, withdrawn";

static const struct words due_kinds[PK_DUE_MAX] = {
    [PK_DUE_FIXED] = {"fixed", "定日", ""},
    [PK_DUE_BY_END] = {"by_end", "期末前", ""},
    [PK_DUE_RANGE] = {"range", "时段", ""},
    [PK_DUE_WORKDAYS] = {"workdays", "工作日", ""},
    [PK_DUE_STANDING] = {"standing", "长期", "长期坚持|持续推进|常态化"},
    [PK_DUE_RECURRING] = {"recurring", "周期", "定期"},
    [PK_DUE_UNKNOWN] = {"unknown", "未定", ""},
};

static const struct words unit_roles[PK_UR_MAX] = {
    [PK_UR_LEAD] = {"lead", "牵头", "牵头单位|主办"},
    [PK_UR_RESPONSIBLE] = {"responsible", "责任", "责任单位|承办"},
    [PK_UR_COOPERATE] = {"cooperate", "配合", "配合单位|协办"},
};

static bool
is_word(const struct words *w, struct pk_str s)
{
	struct pk_str rest = pk_str(w->others), part;

	if (pk_str_is(s, w->ascii) || pk_str_is(s, w->zh))
		return true;
	while (pk_str_split(&rest, '|', &part))
		if (part.n > 0 && pk_str_eq(s, part))
			return true;
	return false;
}

static int
find_word(const struct words *w, size_t n, struct pk_str s, size_t *out)
{
	char low[24];
	size_t i;

	s = pk_wide_trim(s);
	if (s.n == 0 || s.n > sizeof(low))
		return -1;
	for (i = 0; i < s.n; i++)
		low[i] = (char)(s.p[i] >= 'A' && s.p[i] <= 'Z' ? s.p[i] + 32 : s.p[i]);
	for (i = 0; i < n; i++)
		if (is_word(&w[i], pk_strn(low, s.n))) {
			*out = i;
			return 0;
		}
	return -1;
}

int
pk_status_parse(struct pk_str s, enum pk_status *out)
{
	size_t i = PK_ST_PLANNED;
	int rc = pk_wide_trim(s).n == 0 ? 0 : find_word(statuses, PK_ST_MAX, s, &i);

	*out = (enum pk_status)i;
	return rc;
}

const char *
pk_status_name(enum pk_status st, enum pk_lang lang)
{
	return lang == PK_ZH ? statuses[st].zh : statuses[st].ascii;
}

int
pk_due_kind_parse(struct pk_str s, enum pk_due_kind *out)
{
	size_t i = PK_DUE_UNKNOWN;
	int rc = pk_wide_trim(s).n == 0 ? 0 : find_word(due_kinds, PK_DUE_MAX, s, &i);

	*out = (enum pk_due_kind)i;
	return rc;
}

const char *
pk_due_kind_name(enum pk_due_kind k, enum pk_lang lang)
{
	return lang == PK_ZH ? due_kinds[k].zh : due_kinds[k].ascii;
}

int
pk_unit_role_parse(struct pk_str s, enum pk_unit_role *out)
{
	size_t i = PK_UR_LEAD;
	int rc = find_word(unit_roles, PK_UR_MAX, s, &i);

	*out = (enum pk_unit_role)i;
	return rc;
}

const char *
pk_unit_role_name(enum pk_unit_role r, enum pk_lang lang)
{
	return lang == PK_ZH ? unit_roles[r].zh : unit_roles[r].ascii;
}

struct pk_str
pk_wide_trim(struct pk_str s)
{
	uint32_t cp;
	size_t len;

	s = pk_str_trim(s);
	/* Ideographic blanks pad cells in Chinese tables. */
	while (s.n > 0 && (len = pk_utf8_next(s.p, s.n, &cp), pk_is_blank(cp)))
		s = pk_str_sub(s, len, s.n);
	while (s.n >= 3 && (pk_utf8_next(s.p + s.n - 3, 3, &cp), cp == 0x3000))
		s = pk_str_trim(pk_str_sub(s, 0, s.n - 3));
	return s;
}

bool
pk_list_next(struct pk_str *rest, struct pk_str *part)
{
	while (rest->n > 0) {
		size_t at = 0, len = 0, depth = 0;
		uint32_t cp;

		for (; at < rest->n; at += len) {
			len = pk_utf8_next(rest->p + at, rest->n - at, &cp);
			depth += cp == '(' || cp == 0xff08;
			if (depth > 0) {
				depth -= cp == ')' || cp == 0xff09;
				continue;
			}
			if (cp == ';' || cp == ',' || cp == 0x3001 || cp == 0xff0c || cp == 0xff1b || cp == '\n' ||
			    cp == '\r')
				break;
		}
		*part = pk_wide_trim(pk_str_sub(*rest, 0, at));
		*rest = pk_str_sub(*rest, at < rest->n ? at + len : at, rest->n);
		if (part->n > 0)
			return true;
	}
	return false;
}

struct pk_str
pk_name_norm(struct pk_arena *a, struct pk_str name)
{
	struct pk_buf b = PK_BUF_INIT;
	struct pk_str out;
	uint32_t cp;

	while (name.n > 0) {
		size_t len = pk_utf8_next(name.p, name.n, &cp);

		if (!pk_is_blank(cp) && cp >= ' ') {
			cp = pk_fold(cp);
			pk_utf8_put(&b, cp >= 'A' && cp <= 'Z' ? cp + 32 : cp);
		}
		name = pk_str_sub(name, len, name.n);
	}
	out = pk_str_dup(a, pk_buf_view(&b));
	pk_buf_free(&b);
	return out;
}

enum { LIKE_MAX = 64 /* characters that are compared */ };

static size_t
code_points(struct pk_str s, uint32_t out[LIKE_MAX])
{
	size_t n = 0, at = 0;

	while (at < s.n && n < LIKE_MAX)
		at += pk_utf8_next(s.p + at, s.n - at, &out[n++]);
	return n;
}

size_t
pk_likeness(struct pk_str x, struct pk_str y)
{
	uint32_t a[LIKE_MAX], b[LIKE_MAX];
	size_t n = code_points(x, a), m = code_points(y, b), i, k;
	size_t row[LIKE_MAX + 1] = {0}, diag, up;

	for (i = 0; i < n; i++) {
		diag = 0;
		for (k = 0; k < m; k++) {
			up = row[k + 1];
			if (a[i] == b[k])
				row[k + 1] = diag + 1;
			else if (row[k] > row[k + 1])
				row[k + 1] = row[k];
			diag = up;
		}
	}
	return n + m > 0 ? 2000 * row[m] / (n + m) : 0;
}
