#include "plan/value.h"

/* Types that are lists of words: the words in order, divided by bars. */
static const char *const words[PK_V_MAX] = {
    [PK_V_YES] = "yes",
    [PK_V_NO] = "no",
    [PK_V_HAND] = "hand",
    [PK_V_DOCUMENT] = "plan|regulation",
    [PK_V_ITEM_ROLE] = "section|goal|org|task|phase|safeguard|scoring|article|other",
    [PK_V_TIME_TYPE] = "period|deadline|cadence|duration|date",
    [PK_V_FROM] = "explicit|mask|range|previous|heading|title|given",
    [PK_V_UNIT_ROLE] = "lead|responsible|cooperate",
    [PK_V_OP] = ">=|<=|>|<|=",
    [PK_V_LATE] = "doubling",
    [PK_V_MONEY_KIND] = "reward|penalty|deposit|fund",
    [PK_V_EVIDENCE_KIND] = "document|picture|data|item",
    [PK_V_REF_KIND] = "attachment|document",
    [PK_V_CONTACT_KIND] = "phone|email",
};

static const char *const what[PK_V_MAX] = {
    [PK_V_TEXT] = "anything but nothing",
    [PK_V_LINE] = "a line number",
    [PK_V_SMALL] = "a number from 1 to 99",
    [PK_V_ID] = "an id (letters, digits, '.', '-', '_')",
    [PK_V_YEAR] = "a year (2026, 20XX)",
    [PK_V_EDTF] = "a date or interval in EDTF",
    [PK_V_DURATION] = "a duration of ISO 8601",
    [PK_V_NUMBER] = "a number, a fraction or a range",
    [PK_V_POINTS] = "a signed number",
    [PK_V_MONEY] = "an amount or X",
};

static const unsigned char span_value[PK_SP_MAX][PK_A_MAX] = {
    [PK_SP_UNIT] = {[PK_A_ROLE] = PK_V_UNIT_ROLE, [PK_A_GROUP] = PK_V_YES, [PK_A_MASKED] = PK_V_YES,
        [PK_A_BY] = PK_V_HAND},
    [PK_SP_PERSON] = {[PK_A_ROLE] = PK_V_TEXT, [PK_A_DUTY] = PK_V_TEXT, [PK_A_MASKED] = PK_V_YES,
        [PK_A_BY] = PK_V_HAND},
    [PK_SP_SCORE] = {[PK_A_POINTS] = PK_V_POINTS, [PK_A_PER] = PK_V_TEXT, [PK_A_LATE] = PK_V_LATE,
        [PK_A_BY] = PK_V_HAND},
    [PK_SP_MONEY] = {[PK_A_KIND] = PK_V_MONEY_KIND, [PK_A_VALUE] = PK_V_MONEY, [PK_A_BY] = PK_V_HAND},
    [PK_SP_TARGET] = {[PK_A_OP] = PK_V_OP, [PK_A_VALUE] = PK_V_NUMBER, [PK_A_UNIT] = PK_V_TEXT,
        [PK_A_BY] = PK_V_HAND},
    [PK_SP_TIME] = {[PK_A_TYPE] = PK_V_TIME_TYPE, [PK_A_EDTF] = PK_V_EDTF, [PK_A_EVERY] = PK_V_DURATION,
        [PK_A_TIMES] = PK_V_LINE, [PK_A_FROM] = PK_V_FROM, [PK_A_MASKED] = PK_V_YES,
        [PK_A_BY] = PK_V_HAND},
    [PK_SP_EVIDENCE] = {[PK_A_KIND] = PK_V_EVIDENCE_KIND, [PK_A_BY] = PK_V_HAND},
    [PK_SP_REF] = {[PK_A_KIND] = PK_V_REF_KIND, [PK_A_NUMBER] = PK_V_TEXT, [PK_A_BY] = PK_V_HAND},
    [PK_SP_CONTACT] = {[PK_A_KIND] = PK_V_CONTACT_KIND, [PK_A_MASKED] = PK_V_YES,
        [PK_A_BY] = PK_V_HAND},
};

enum pk_value
pk_value_of(enum pk_span_kind kind, enum pk_span_attr attr)
{
	return (enum pk_value)span_value[kind][attr];
}

const char *
pk_value_what(enum pk_value v)
{
	return words[v] ? words[v] : what[v];
}

static bool
is_word_of(const char *list, struct pk_str s)
{
	struct pk_str rest = pk_str(list), word;

	while (pk_str_split(&rest, '|', &word))
		if (pk_str_eq(word, s))
			return true;
	return false;
}

/* Takes characters of `set` off the front of *s, at most max: how many. */
static size_t
take(struct pk_str *s, const char *set, size_t max)
{
	size_t n = 0;

	while (n < max && n < s->n && s->p[n] != '\0' && strchr(set, s->p[n]))
		n++;
	*s = pk_str_sub(*s, n, s->n);
	return n;
}

#define DIGITS "0123456789"

/* [0-9]+(\.[0-9]+)? */
static bool
take_decimal(struct pk_str *s)
{
	if (!take(s, DIGITS, PK_NPOS))
		return false;
	return !take(s, ".", 1) || take(s, DIGITS, PK_NPOS) > 0;
}

static bool
is_number(struct pk_str s)
{
	if (!take_decimal(&s))
		return false;
	if (take(&s, "/", 1))
		return take(&s, DIGITS, PK_NPOS) > 0 && s.n == 0;
	return s.n == 0 || (take(&s, "-", 1) && take_decimal(&s) && s.n == 0);
}

static bool
is_points(struct pk_str s)
{
	(void)take(&s, "+-", 1);
	return take_decimal(&s) && s.n == 0;
}

/* [0-9X]{4}(-[0-9X]{2}(-[0-9X]{2})?)? */
static bool
take_edtf_date(struct pk_str *s)
{
	int i;

	if (take(s, DIGITS "X", 4) != 4)
		return false;
	for (i = 0; i < 2 && take(s, "-", 1); i++)
		if (take(s, DIGITS "X", 2) != 2)
			return false;
	return true;
}

/* A date, or two with a slash between, either of which may be "..". */
static bool
is_edtf(struct pk_str s)
{
	bool open = pk_str_starts(s, PK_S(".."));

	if (open)
		s = pk_str_sub(s, 2, s.n);
	else if (!take_edtf_date(&s))
		return false;
	if (s.n == 0)
		return !open;
	if (!take(&s, "/", 1))
		return false;
	return pk_str_is(s, "..") || (take_edtf_date(&s) && s.n == 0);
}

/* P, amounts of Y M W D B (working days), then T and amounts of H M S; at least one. */
static bool
is_length(struct pk_str s)
{
	const char *units = "YMWDB";
	size_t amounts = 0;

	if (!take(&s, "P", 1))
		return false;
	while (s.n) {
		if (units[0] == 'Y' && take(&s, "T", 1)) {
			units = "HMS";
			amounts = 0;
		}
		if (!take_decimal(&s) || !take(&s, units, 1))
			return false;
		amounts++;
	}
	return amounts > 0;
}

/* A length, or two with a slash between: the least and the most ("3-5年"). */
static bool
is_duration(struct pk_str s)
{
	size_t slash = pk_str_find(s, PK_S("/"), 0);

	if (slash == PK_NPOS)
		return is_length(s);
	return is_length(pk_str_sub(s, 0, slash)) && is_length(pk_str_sub(s, slash + 1, s.n));
}

static bool
is_positive(struct pk_str s, size_t digits)
{
	return s.n >= 1 && s.n <= digits && s.p[0] != '0' && take(&s, DIGITS, PK_NPOS) && s.n == 0;
}

static bool
is_id(struct pk_str s)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_";

	if (!take(&s, letters, 1))
		return false;
	while (take(&s, letters, PK_NPOS) || take(&s, DIGITS ".-", PK_NPOS))
		;
	return s.n == 0;
}

bool
pk_value_is_valid(enum pk_value v, struct pk_str s)
{
	switch (v) {
	case PK_V_TEXT:
		return s.n > 0;
	case PK_V_LINE:
		return is_positive(s, 15);
	case PK_V_SMALL:
		return is_positive(s, 2);
	case PK_V_ID:
		return is_id(s);
	case PK_V_YEAR:
		return take(&s, DIGITS "X", 4) == 4 && s.n == 0;
	case PK_V_EDTF:
		return is_edtf(s);
	case PK_V_DURATION:
		return is_duration(s);
	case PK_V_NUMBER:
		return is_number(s);
	case PK_V_POINTS:
		return is_points(s);
	case PK_V_MONEY:
		return pk_str_is(s, "X") || (take_decimal(&s) && s.n == 0);
	default:
		return words[v] && is_word_of(words[v], s);
	}
}
