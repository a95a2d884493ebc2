#include "parse/intake.h"
#include "base/spool.h"
#include "plan/read.h"
#include "plan/text.h"

struct pk_intake {
	struct pk_plan_reader *xml; /* plan XML, else NULL */
	struct pk_lines *lines;   /* text */
	struct pk_parser *parser; /* text, made when the first plan is asked for */
	struct pk_intake_opts opts;
	struct pk_sink *sink;
	struct pk_node plans;
	struct pk_arena ids; /* of the plan renumbered last */
	const char *name;
};

/* By its first bytes; the input is back at its start then. */
static int
looks_like_xml(struct pk_spool *in, bool *yes, struct pk_sink *sink)
{
	char start[64];
	int64_t n = pk_spool_read(in, start, sizeof(start), sink);

	*yes = n > 0 && pk_plan_looks_like_xml(pk_strn(start, (size_t)n));
	return n < 0 ? -1 : pk_spool_rewind(in, sink);
}

/* Options that only the understanding of text can follow. */
static void
tell_unused(const struct pk_intake *s, const char *name)
{
	const char *option = s->opts.given_year      ? "--year" :
	                     s->opts.reference.y > 0 ? "--reference" :
	                     s->opts.encoding        ? "--encoding" :
	                                               NULL;

	if (option)
		pk_diag(s->sink, PK_D_PLAN_TEXT_ONLY, PK_POS(name, 0), option, NULL);
}

static int
open_any(struct pk_intake *s, struct pk_spool *in)
{
	bool xml = false;

	if (looks_like_xml(in, &xml, s->sink) != 0) {
		pk_spool_close(in);
		return -1;
	}
	if (xml) {
		tell_unused(s, in->in.name);
		s->xml = pk_plan_reader_open_spool(in, s->sink);
		return s->xml ? 0 : -1;
	}
	s->lines = pk_lines_open_spool(in, s->opts.encoding, s->sink);
	if (!s->lines)
		return -1;
	s->plans.no_final_newline = pk_lines_no_final_newline(s->lines);
	return 0;
}

struct pk_intake *
pk_intake_open_spool(
    struct pk_spool *spool, const struct pk_intake_opts *opts, struct pk_sink *sink)
{
	struct pk_intake *s = pk_zalloc(1, sizeof(*s));

	s->opts = *opts;
	s->sink = sink;
	s->name = spool->in.name;
	if (open_any(s, spool) != 0) {
		pk_intake_close(s);
		return NULL;
	}
	return s;
}

struct pk_intake *
pk_intake_open(const char *path, const struct pk_intake_opts *opts, struct pk_sink *sink)
{
	struct pk_spool in;

	return pk_spool_open(&in, path, sink) == 0 ? pk_intake_open_spool(&in, opts, sink) : NULL;
}

int
pk_intake_next(struct pk_intake *s, struct pk_node **node)
{
	struct pk_parse_opts o = {
	    s->opts.given_year, s->opts.reference, s->name, s->opts.trace};

	pk_arena_free(&s->ids);
	if (s->xml)
		return pk_plan_reader_next(s->xml, node);
	if (!s->parser)
		s->parser = pk_parser_new(s->lines, &o, s->sink);
	return pk_parser_next(s->parser, node);
}

static int
xml_text(struct pk_intake *s, struct pk_out *out, bool ended)
{
	struct pk_plan_text t = {.out = out};
	struct pk_node *n;
	int rc;

	while ((rc = pk_plan_reader_next(s->xml, &n)) == 1)
		pk_plan_text(&t, n);
	if (rc == 0)
		pk_plan_text_end(&t, !ended && pk_plan_reader_plans(s->xml)->no_final_newline);
	return rc;
}

int
pk_intake_text(struct pk_intake *s, struct pk_out *out, bool ended)
{
	struct pk_line line;
	int rc;

	if (s->xml)
		return xml_text(s, out, ended);
	while ((rc = pk_lines_next(s->lines, &line)) == 1) {
		if (line.line > 1)
			pk_out_putc(out, '\n');
		pk_out_str(out, line.text);
	}
	if (rc == 0 && (ended || !s->plans.no_final_newline))
		pk_out_putc(out, '\n');
	return rc;
}

void
pk_intake_renumber(struct pk_intake *s, struct pk_node *plan, size_t number)
{
	struct pk_str old = pk_node_id(plan);
	struct pk_buf id = PK_BUF_INIT;
	struct pk_node *n;
	int64_t k;

	if (old.n < 2 || old.p[0] != 'p' || pk_str_int(pk_str_sub(old, 1, old.n), 0, INT64_MAX, &k) != 0)
		return;
	for (n = plan; n; n = pk_node_next(plan, n)) {
		if (!pk_str_starts(pk_node_id(n), old))
			continue;
		pk_buf_clear(&id);
		pk_buf_printf(&id, "p%zu", number);
		pk_buf_str(&id, pk_str_sub(pk_node_id(n), old.n, PK_NPOS));
		n->s = pk_str_dup(&s->ids, pk_buf_view(&id)).p;
	}
	pk_buf_free(&id);
}

const char *
pk_intake_name(const struct pk_intake *s)
{
	return s->name;
}

const struct pk_node *
pk_intake_plans(const struct pk_intake *s)
{
	return s->xml ? pk_plan_reader_plans(s->xml) : &s->plans;
}

bool
pk_intake_is_xml(const struct pk_intake *s)
{
	return s->xml != NULL;
}

void
pk_intake_close(struct pk_intake *s)
{
	if (!s)
		return;
	pk_parser_free(s->parser);
	pk_plan_reader_close(s->xml);
	pk_lines_close(s->lines);
	pk_arena_free(&s->ids);
	pk_free(s);
}
