#include "text/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

struct pk_pattern {
	pcre2_code *code;
	pcre2_match_context *limits;
	char *text; /* the pattern, for diagnostics */
};

static const char *
reason(int code, char out[128])
{
	if (pcre2_get_error_message(code, (PCRE2_UCHAR *)out, 128) < 0)
		return "?";
	return out;
}

struct pk_pattern *
pk_pattern_new(struct pk_str pattern, struct pk_pos pos, struct pk_sink *sink)
{
	struct pk_pattern *p = pk_zalloc(1, sizeof(*p));
	PCRE2_SIZE at = 0;
	char why[128];
	int err = 0;

	p->text = pk_strndup(pattern.p, pattern.n);
	p->code = pcre2_compile((PCRE2_SPTR)p->text, pattern.n,
	    PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C, &err, &at, NULL);
	if (!p->code) {
		pk_diag(sink, PK_D_PATTERN_BAD, pos, p->text, PK_NUM(at + 1), reason(err, why), NULL);
		pk_pattern_free(p);
		return NULL;
	}
	p->limits = pcre2_match_context_create(NULL);
	if (!p->limits) {
		pk_diag(sink, PK_D_PATTERN_BAD, pos, p->text, "0", "out of memory", NULL);
		pk_pattern_free(p);
		return NULL;
	}
	(void)pcre2_set_match_limit(p->limits, PK_PATTERN_STEPS);
	(void)pcre2_set_heap_limit(p->limits, PK_PATTERN_HEAP);
	return p;
}

int
pk_pattern_match(
    const struct pk_pattern *p, struct pk_str s, struct pk_pos pos, struct pk_sink *sink)
{
	char why[128];
	pcre2_match_data *data = pcre2_match_data_create(1, NULL);
	int rc = PCRE2_ERROR_NOMEMORY;

	if (data)
		rc = pcre2_match(p->code, (PCRE2_SPTR)(s.p ? s.p : ""), s.n, 0, 0, data, p->limits);
	pcre2_match_data_free(data);
	if (rc >= 0)
		return 1;
	if (rc == PCRE2_ERROR_NOMATCH)
		return 0;
	pk_diag(sink, PK_D_PATTERN_LIMIT, pos, p->text, reason(rc, why), NULL);
	return -1;
}

void
pk_pattern_free(struct pk_pattern *p)
{
	if (!p)
		return;
	pcre2_match_context_free(p->limits);
	pcre2_code_free(p->code);
	pk_free(p->text);
	pk_free(p);
}
