#include "report/bundlecmd.h"

#include "base/sandbox.h"
#include "bundle/charset.h"

unsigned
pk_cmd_threads(const struct pk_pack_opts *o)
{
	return o->jobs ? (unsigned)o->jobs : o->cpus;
}

static int
set_limit(struct pk_bag_opts *bo, struct pk_str text)
{
	const struct {
		const char *name;
		uint64_t *to;
	} names[] = {{"entries", &bo->limits.entries}, {"member", &bo->limits.member}, {"total", &bo->limits.total},
	    {"ratio", &bo->limits.ratio}, {"path", &bo->limits.path}, {"depth", &bo->limits.depth},
	    {"tag", &bo->tag_max}};
	size_t eq = pk_str_find(text, PK_S("="), 0), i;
	int64_t n;

	if (eq == PK_NPOS || pk_str_int(pk_str_sub(text, eq + 1, text.n), 1, INT64_MAX / 4, &n) != 0)
		return -1;
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (!pk_str_is(pk_str_sub(text, 0, eq), names[i].name))
			continue;
		*names[i].to = (uint64_t)n;
		/* Records are counted in 32 bits. */
		return bo->limits.entries < UINT32_MAX / 8 ? 0 : -1;
	}
	return -1;
}

int
pk_cmd_bag_opts(const struct pk_pack_opts *o, struct pk_bag_opts *bo)
{
	size_t i;

	pk_bag_defaults(bo);
	bo->threads = pk_cmd_threads(o);
	bo->bagit_only = o->bagit;
	bo->progress = o->progress;
	bo->progress_ctx = o->progress_ctx;
	for (i = 0; i < o->limits.n; i++) {
		if (set_limit(bo, pk_str(o->limits.v[i])) == 0)
			continue;
		pk_diag(o->sink, PK_D_USAGE_VALUE, PK_NOPOS, "--limit", o->limits.v[i],
		    "entries, member, total, ratio, path, depth or tag, = and a number", NULL);
		return -1;
	}
	return 0;
}

/* The folder that a file will stand in. */
static const char *
folder_of(struct pk_arena *a, const char *path)
{
	size_t n = strlen(path);

	while (n > 0 && path[n - 1] != '/')
		n--;
	return n ? pk_arena_dup(a, path, n) : ".";
}

void
pk_cmd_sandbox(const struct pk_pack_opts *o, char **operand, size_t n)
{
	PK_VEC(const char *) read = {NULL, 0, 0};
	struct pk_arena a = PK_ARENA_INIT;
	const char *write[2];
	struct pk_sandbox s = {.write = write};
	unsigned on = 0;
	size_t i;

	for (i = 0; i < n; i++)
		PK_PUSH(&read, operand[i]);
	for (i = 0; i < o->pubkeys.n; i++)
		PK_PUSH(&read, o->pubkeys.v[i]);
	if (o->plan)
		PK_PUSH(&read, o->plan);
	if (o->roster)
		PK_PUSH(&read, o->roster);
	if (o->report)
		write[s.nwrite++] = folder_of(&a, o->report);
	if (o->output)
		write[s.nwrite++] = folder_of(&a, o->output);
	s.read = read.v;
	s.nread = read.n;
	/* Before the doors close: converters and digests that are loaded on demand. */
	pk_charset_preload();
	(void)pk_alg_find(PK_S("sha256"));
	if (o->may_sandbox)
		on = pk_sandbox_enter(&s);
	if (on == 0)
		pk_diag(o->sink, PK_D_SANDBOX_NONE, PK_NOPOS, NULL);
	else if (o->verbose)
		pk_diag(o->sink, PK_D_SANDBOX_ON, PK_NOPOS,
		    on == (PK_SANDBOX_LANDLOCK | PK_SANDBOX_SECCOMP) ? "Landlock, seccomp"
		    : on == PK_SANDBOX_LANDLOCK                      ? "Landlock"
		                                                     : "seccomp",
		    NULL);
	pk_free(read.v);
	pk_arena_free(&a);
}
