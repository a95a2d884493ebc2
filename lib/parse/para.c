#include "parse/para.h"

#include "parse/cue.h"
#include "text/page.h"
#include "text/utf8.h"

#include <pthread.h>
#include <stdlib.h>

/* Cleaning, offsets, proposals, and how overlaps are settled.  See para.h. */

enum class { C_NONE, C_HAN, C_DIGIT, C_LATIN, C_MARK, C_OTHER };

static enum class
class_of(uint32_t cp)
{
	if (cp >= 0x80 && pk_is_han(cp))
		return C_HAN;
	if (cp >= '0' && cp <= '9')
		return C_DIGIT;
	if ((cp | 32) >= 'a' && (cp | 32) <= 'z')
		return C_LATIN;
	switch (cp) {
	case ',': case ';': case ':': case '(': case ')': case '[': case ']': case 0x3001: case 0x3002:
	case 0x201c: case 0x201d: case 0x300a: case 0x300b: case 0x2018: case 0x2019: case '!': case '?':
		return C_MARK;
	case '%': case 0x2103: case 0x2030:
		return C_HAN; /* a unit behind a number, as 年 is */
	default:
		return C_OTHER;
	}
}

/* A gap of white space in the source and the words around it. */
struct gap {
	size_t columns;
	bool cut, tab; /* holds a line end, a tab */
	enum class before, after;
	size_t word; /* Han characters in a row before it */
};

/* Han characters in a row at raw[i..), at most 4; *next is the folded character behind them. */
static size_t
han_ahead(struct pk_str raw, size_t i, uint32_t *next)
{
	size_t n = 0, len;
	uint32_t cp = 0;

	for (; i < raw.n && n < 4; i += len) {
		len = pk_utf8_next(raw.p + i, raw.n - i, &cp);
		cp = pk_fold(cp);
		if (!pk_is_han(cp))
			break;
		n++;
	}
	*next = i < raw.n ? cp : 0;
	return n;
}

/*
 * What stands for the gap in the clean text: 0 nothing, else one character.  Names in a
 * row keep their blank; letter-spaced words (组  长:, 王 伟) and stray blanks lose it.
 */
static char
gap_char(const struct gap *g, struct pk_str raw, size_t i)
{
	uint32_t next;
	size_t ahead;

	if (g->before == C_NONE || g->after == C_NONE)
		return 0;
	if (g->tab && !g->cut)
		return '\t';
	if (g->cut)
		return g->before == C_LATIN && g->after == C_LATIN ? ' ' : 0;
	if (g->before == C_MARK || g->after == C_MARK)
		return 0;
	if (g->before == C_HAN && g->after == C_HAN) {
		ahead = han_ahead(raw, i, &next);
		if (g->word == 1 && ahead == 1)
			return 0;
		return g->word <= 3 && ahead <= 2 && (next == ':' || next == ')') ? 0 : ' ';
	}
	if ((g->before == C_DIGIT && g->after == C_HAN) || (g->before == C_HAN && g->after == C_DIGIT))
		return 0;
	return ' ';
}

static size_t
skip_gap(struct pk_str raw, size_t i, struct gap *g)
{
	uint32_t cp;
	size_t len;

	for (; i < raw.n; i += len) {
		len = pk_utf8_next(raw.p + i, raw.n - i, &cp);
		if (cp == '\n') {
			g->cut = true;
			len = pk_skip_page_marks(raw, i + 1) - i;
		} else if (cp == '\r')
			g->cut = true;
		else if (cp == '\t')
			g->tab = true;
		else if (!pk_is_blank(cp) && cp != 0x200c && cp != 0x200d)
			break;
		g->columns++;
	}
	return i;
}

/* One character of clean text that came from raw[at, at + len); room is reserved. */
static void
put(struct pk_para *p, uint32_t cp, size_t at, size_t len)
{
	size_t n = p->clean_buf.n, k;

	/* Folding never lengthens; U+FFFD for one ill-formed byte would. */
	if (len == 1 && cp >= 0x80)
		cp = '?';
	if (cp < 0x80) {
		p->clean_buf.p[n] = (char)cp;
		p->map_buf[n] = (uint32_t)at;
		p->clean_buf.n = n + 1;
		return;
	}
	if (cp >= 0x800 && cp < 0x10000) { /* 、 and 。, “ and ” */
		p->clean_buf.p[n] = (char)(0xe0 | cp >> 12);
		p->clean_buf.p[n + 1] = (char)(0x80 | (cp >> 6 & 63));
		p->clean_buf.p[n + 2] = (char)(0x80 | (cp & 63));
		p->clean_buf.n = n + 3;
	} else {
		pk_utf8_put(&p->clean_buf, cp);
	}
	for (k = n; k < p->clean_buf.n; k++)
		p->map_buf[k] = (uint32_t)(at + (k - n < len ? k - n : len - 1));
}

/* Han characters, which are most of the text, stand for themselves: raw[at, to). */
static void
put_han(struct pk_para *p, size_t at, size_t to)
{
	size_t n = p->clean_buf.n, k, len = to - at;
	uint32_t *map = p->map_buf + n;

	memcpy(p->clean_buf.p + n, p->raw.p + at, len);
	for (k = 0; k < len; k++)
		map[k] = (uint32_t)(at + k);
	p->clean_buf.n = n + len;
}

/* Behind the Han characters (U+5000 to U+9FFF, two bytes of them known) that stand at i. */
static size_t
han_run(struct pk_str raw, size_t i)
{
	const unsigned char *p = (const unsigned char *)raw.p;

	while (i + 3 <= raw.n && p[i] >= 0xe5 && p[i] <= 0xe9)
		i += 3;
	return i;
}

/* ** at i is markup: the paragraph has an even number of them. */
static bool
is_bold(const struct pk_para *p, size_t i, size_t pairs)
{
	return pairs % 2 == 0 && i + 1 < p->raw.n && p->raw.p[i + 1] == '*' &&
	       !(i + 2 < p->raw.n && p->raw.p[i + 2] == '*');
}

static size_t
count_pairs(struct pk_str raw)
{
	size_t n = 0, at = 0;

	while ((at = pk_str_find(raw, PK_S("**"), at)) != PK_NPOS) {
		n++;
		at += 2;
	}
	return n;
}

static void
clean(struct pk_para *p)
{
	struct pk_str raw = p->raw;
	size_t pairs = p->markdown ? count_pairs(raw) : 1;
	enum class before = C_NONE;
	size_t i = 0, word = 0, len, next;
	uint32_t cp;

	while (i < raw.n) {
		next = han_run(raw, i);
		if (next > i) {
			put_han(p, i, next);
			before = C_HAN;
			word += (next - i) / 3;
			i = next;
			continue;
		}
		len = pk_utf8_next(raw.p + i, raw.n - i, &cp);
		if (cp > ' ' && cp < 0x80 && cp != '*') {
			put(p, cp, i, 1);
			before = class_of(cp);
			word = 0;
			i++;
			continue;
		}
		if (cp >= 0x4e00 && cp <= 0x9fff) {
			put_han(p, i, i + len);
			before = C_HAN;
			word++;
			i += len;
			continue;
		}
		if (cp <= ' ' || pk_is_blank(cp) || cp == 0x200c || cp == 0x200d) {
			struct gap g = {.before = before, .word = word};
			char c;

			next = skip_gap(raw, i, &g);
			if (next == i) /* some other control character */
				next = i + len;
			if (next < raw.n) {
				(void)pk_utf8_next(raw.p + next, raw.n - next, &cp);
				g.after = class_of(pk_fold(cp));
			}
			c = gap_char(&g, raw, next);
			if (c) {
				put(p, (uint32_t)c, i, next - i);
				word = 0;
			}
			i = next;
			continue;
		}
		if (cp == '*' && is_bold(p, i, pairs)) {
			i += 2;
			continue;
		}
		cp = pk_fold(cp);
		before = class_of(cp);
		word = before == C_HAN ? word + 1 : 0;
		put(p, cp, i, len);
		i += len;
	}
}

void
pk_para_set(struct pk_para *p, struct pk_str raw, size_t line)
{
	p->raw = raw;
	p->line = p->seen_line = line;
	p->seen = 0;
	p->spans.n = 0;
	pk_buf_clear(&p->clean_buf);
	pk_buf_reserve(&p->clean_buf, raw.n + 4);
	if (p->map_cap < raw.n + 4) {
		pk_free(p->map_buf);
		p->map_cap = raw.n + 4;
		p->map_buf = pk_alloc(p->map_cap, sizeof(*p->map_buf));
	}
	clean(p);
	p->map_buf[p->clean_buf.n] = (uint32_t)raw.n;
	p->clean_buf.p[p->clean_buf.n] = '\0';
	p->text = pk_buf_view(&p->clean_buf);
	p->map = p->map_buf;
}

void
pk_para_free(struct pk_para *p)
{
	pk_buf_free(&p->clean_buf);
	pk_free(p->map_buf);
	pk_free(p->spans.v);
	p->map_buf = NULL;
	p->map_cap = 0;
	p->spans.v = NULL;
	p->spans.n = p->spans.cap = 0;
}

size_t
pk_para_raw_from(const struct pk_para *p, size_t at)
{
	return p->map[at];
}

size_t
pk_para_raw_to(const struct pk_para *p, size_t at)
{
	uint32_t cp;
	size_t r;

	if (at == 0)
		return 0;
	do
		at--;
	while (at > 0 && ((unsigned char)p->text.p[at] & 0xc0) == 0x80);
	r = p->map[at];
	return r + pk_utf8_next(p->raw.p + r, p->raw.n - r, &cp);
}

struct pk_span *
pk_para_add(struct pk_para *p, enum pk_span_kind kind, size_t from, size_t to, const char *rule)
{
	struct pk_span s = {.kind = kind, .from = (uint32_t)from, .to = (uint32_t)to, .rule = rule};

	PK_PUSH(&p->spans, s);
	return &p->spans.v[p->spans.n - 1];
}

static const struct pk_kind *const kinds[PK_SP_MAX] = {&pk_kind_unit, &pk_kind_person,
    &pk_kind_score, &pk_kind_money, &pk_kind_target, &pk_kind_time, &pk_kind_evidence,
    &pk_kind_reference, &pk_kind_contact};

static pthread_once_t once = PTHREAD_ONCE_INIT;
static struct pk_cues *all_cues; /* built once, then constant */

static void
build(void)
{
	const struct pk_cue *table[PK_SP_MAX];
	size_t k;

	for (k = 0; k < PK_SP_MAX; k++)
		table[k] = kinds[k]->cues;
	all_cues = pk_cues_new(table, PK_SP_MAX);
}

/* The kind reads around the cue, or what is left at the end (h NULL). */
static void
ask(struct pk_para *p, size_t kind, const struct pk_hit *h, void *state)
{
	size_t first = p->spans.n;

	if (h)
		kinds[kind]->hit(p, h, state);
	else
		kinds[kind]->end(p, state);
	if (p->trace)
		p->trace->asked(p->trace->ctx, p, kinds[kind]->name, h, first);
}

/* State of the kinds, zeroed when a kind is first called: most have nothing in most paragraphs. */
struct states {
	_Alignas(16) char of[PK_SP_MAX][PK_KIND_STATE];
	bool used[PK_SP_MAX];
};

static void *
state_of(struct states *s, size_t k)
{
	if (!s->used[k]) {
		memset(s->of[k], 0, PK_KIND_STATE);
		s->used[k] = true;
	}
	return s->of[k];
}

static void
hit_all(struct pk_para *p, struct states *s)
{
	struct pk_cue_match m;
	size_t i, k;
	unsigned mask;
	uint32_t cp;

	for (i = pk_cues_skip(all_cues, p->text, 0); i < p->text.n;
	     i = pk_cues_skip(all_cues, p->text, i + pk_utf8_next(p->text.p + i, p->text.n - i, &cp))) {
		mask = pk_cues_at(all_cues, p->text, i, &m);
		for (k = 0; mask != 0; k++, mask >>= 1) {
			struct pk_hit h = {i, m.to[k], m.cls[k]};

			if (mask & 1)
				ask(p, k, &h, state_of(s, k));
		}
	}
}

static int
by_place(const void *a, const void *b)
{
	const struct pk_span *x = a, *y = b;

	return x->from < y->from ? -1 : x->from > y->from;
}

/* A mere mention of a date is weaker than all else: "2024年度工作总结" is evidence. */
static size_t
rank(const struct pk_span *s)
{
	bool mention = s->kind == PK_SP_TIME && pk_str_is(s->attr[PK_A_TYPE], "date");

	return mention ? PK_SP_MAX : (size_t)s->kind;
}

/* Who has a byte of s: one settled before it, of a stronger rank or earlier in its own. */
static void
tell_beaten(const struct pk_para *p, const struct pk_span *s, size_t rank_of_s)
{
	const struct pk_span *w = NULL;
	size_t i;

	for (i = 0; i < p->spans.n && !w; i++) {
		const struct pk_span *x = &p->spans.v[i];

		if (x->from < s->to && x->to > s->from && x->to > x->from &&
		    (rank(x) < rank_of_s || (rank(x) == rank_of_s && x < s)))
			w = x;
	}
	p->trace->beaten(p->trace->ctx, p, s, w);
}

/*
 * A span stays when no stronger span, and no earlier or longer one of its own kind,
 * has any of its bytes.  `taken` marks bytes; spans reach PK_REACH bytes at most or
 * are few, so this is linear in the text.
 */
static void
settle(struct pk_para *p)
{
	char *taken;
	size_t i, n = 0, k;

	if (p->spans.n == 0 || (p->spans.n == 1 && p->spans.v[0].to <= p->text.n &&
	                           p->spans.v[0].from < p->spans.v[0].to))
		return;
	taken = pk_zalloc(p->text.n + 1, 1);
	for (k = 0; k <= PK_SP_MAX; k++) {
		for (i = 0; i < p->spans.n; i++) {
			struct pk_span *s = &p->spans.v[i];

			if (rank(s) != k)
				continue;
			if (s->to > p->text.n || s->from >= s->to ||
			    memchr(taken + s->from, 1, s->to - s->from) != NULL) {
				if (p->trace)
					tell_beaten(p, s, k);
				s->to = s->from; /* dropped below */
				continue;
			}
			memset(taken + s->from, 1, s->to - s->from);
		}
	}
	pk_free(taken);
	for (i = 0; i < p->spans.n; i++)
		if (p->spans.v[i].to > p->spans.v[i].from)
			p->spans.v[n++] = p->spans.v[i];
	p->spans.n = n;
	if (n > 1)
		qsort(p->spans.v, n, sizeof(*p->spans.v), by_place);
}

void
pk_para_recognise(struct pk_para *p)
{
	struct states s;
	size_t k, i;

	(void)pthread_once(&once, build);
	memset(s.used, 0, sizeof(s.used));
	if (p->trace && !p->trace->begin(p->trace->ctx, p))
		p->trace = NULL;
	hit_all(p, &s);
	for (k = 0; k < PK_SP_MAX; k++)
		if (kinds[k]->end)
			ask(p, k, NULL, state_of(&s, k));
	settle(p);
	for (i = 0; i < p->spans.n; i++) {
		struct pk_span *x = &p->spans.v[i];

		x->to = (uint32_t)pk_para_raw_to(p, x->to);
		x->from = (uint32_t)pk_para_raw_from(p, x->from);
	}
	if (p->trace)
		p->trace->end(p->trace->ctx, p);
}
