#include "plan/read.h"
#include "base/spool.h"
#include "plan/build.h"

enum {
	BLOCK = 64 * 1024,
	KEEP = 1024 * 1024 /* documents up to this size are read once and held */
};

struct pk_plan_reader {
	struct pk_spool in;
	struct pk_sink *sink;
	struct pk_build build;
	struct pk_xml *xml;
	bool end;
	char *block;
};

static void
restart(struct pk_plan_reader *r, bool keep)
{
	pk_xml_free(r->xml);
	pk_build_free(&r->build);
	r->build = (struct pk_build){.file = r->in.in.name, .sink = r->sink, .keep = keep};
	r->xml = pk_xml_new(&pk_build_handler, &r->build, r->in.in.name, r->sink);
	r->build.xml = r->xml;
	r->end = false;
}

/* Feeds a block: 0, or -1 (diagnosed). */
static int
feed(struct pk_plan_reader *r)
{
	int64_t n = pk_spool_read(&r->in, r->block, BLOCK, r->sink);

	if (n < 0)
		return -1;
	r->end = n < BLOCK;
	if (r->end && r->in.at == 0) {
		pk_diag(r->sink, PK_D_TEXT_EMPTY, PK_POS(r->in.in.name, 0), NULL);
		return -1;
	}
	if (pk_xml_feed(r->xml, r->block, (size_t)n) != 0)
		return -1;
	if (!r->end)
		return 0;
	return pk_xml_finish(r->xml) == 0 ? pk_build_finish(&r->build) : -1;
}

/* The document is a large one: from now on this pass only checks. */
static void
drop(struct pk_plan_reader *r)
{
	r->build.keep = false;
	while (pk_build_take(&r->build))
		;
	pk_build_release(&r->build);
}

/* The first pass.  What it kept of a small document is all there is to read; else back to the start. */
static int
check(struct pk_plan_reader *r)
{
	if (pk_spool_rewind(&r->in, r->sink) != 0)
		return -1;
	restart(r, true);
	while (!r->end) {
		if (feed(r) != 0)
			return -1;
		if (r->build.keep && r->in.at > KEEP)
			drop(r);
	}
	if (r->build.keep)
		return 0;
	restart(r, true);
	return pk_spool_rewind(&r->in, r->sink);
}

/* As far as the first child, so that the root is known. */
static int
begin(struct pk_plan_reader *r)
{
	while (!r->end && !r->build.open_root)
		if (feed(r) != 0)
			return -1;
	return 0;
}

struct pk_plan_reader *
pk_plan_reader_open_spool(struct pk_spool *spool, struct pk_sink *sink)
{
	struct pk_plan_reader *r = pk_zalloc(1, sizeof(*r));

	r->in = *spool;
	*spool = (struct pk_spool){0};
	r->sink = sink;
	r->block = pk_alloc(BLOCK, 1);
	if (check(r) != 0 || begin(r) != 0) {
		pk_plan_reader_close(r);
		return NULL;
	}
	return r;
}

struct pk_plan_reader *
pk_plan_reader_open(const char *path, struct pk_sink *sink)
{
	struct pk_spool spool;

	if (pk_spool_open(&spool, path, sink) != 0)
		return NULL;
	return pk_plan_reader_open_spool(&spool, sink);
}

int
pk_plan_reader_next(struct pk_plan_reader *r, struct pk_node **node)
{
	pk_build_release(&r->build);
	while ((*node = pk_build_take(&r->build)) == NULL) {
		if (r->end)
			return 0;
		if (feed(r) != 0)
			return -1;
	}
	return 1;
}

int
pk_plan_reader_next_plan(struct pk_plan_reader *r, struct pk_node **plan)
{
	int rc;

	while ((rc = pk_plan_reader_next(r, plan)) == 1 && (*plan)->kind != PK_N_PLAN)
		;
	return rc;
}

const struct pk_node *
pk_plan_reader_plans(const struct pk_plan_reader *r)
{
	return &r->build.plans;
}

const char *
pk_plan_reader_name(const struct pk_plan_reader *r)
{
	return r->in.in.name;
}

void
pk_plan_reader_close(struct pk_plan_reader *r)
{
	if (!r)
		return;
	pk_xml_free(r->xml);
	pk_build_free(&r->build);
	pk_spool_close(&r->in);
	pk_free(r->block);
	pk_free(r);
}

bool
pk_plan_looks_like_xml(struct pk_str start)
{
	char plain[16];
	size_t i, n = 0;
	struct pk_str s;

	/* Past a byte order mark, the NULs of UTF-16, and blanks. */
	for (i = 0; i < start.n && n < sizeof(plain); i++) {
		unsigned char c = (unsigned char)start.p[i];

		if (c == 0 || (i < 3 && c >= 0x80) || (n == 0 && (c == ' ' || (c >= '\t' && c <= '\r'))))
			continue;
		plain[n++] = (char)c;
	}
	s = pk_strn(plain, n);
	return pk_str_starts(s, PK_S("<?xml")) || pk_str_starts(s, PK_S("<plans")) ||
	       pk_str_starts(s, PK_S("<!DOCTYPE plans"));
}
