#include "report/bundle.h"

#include "report/table.h"

const char *const pk_verdict_name[PK_VERDICT_MAX][PK_LANG_MAX] = {
    {"valid", "合格"}, {"invalid", "不合格"}, {"not checked", "未能检查"}};

/* Not a fault of the bundle: it could not be read, or asks for more than allowed. */
static bool
is_trouble(const char *id)
{
	return strncmp(id, "io-", 3) == 0 || strncmp(id, "limit-", 6) == 0;
}

/* What would harm whoever opens the bundle. */
static bool
is_hard(const char *id)
{
	return is_trouble(id) || strncmp(id, "name-", 5) == 0 || strncmp(id, "path-", 5) == 0 ||
	       strncmp(id, "arc-", 4) == 0 || strcmp(id, "N01") == 0 || strcmp(id, "S01") == 0;
}

/* The message without "{0}: " in front, which is the path. */
static void
message(const struct pk_diag *d, enum pk_lang lang, struct pk_buf *path, struct pk_buf *text)
{
	const char *t = pk_diag_catalogue[d->id].text[lang];
	bool has_path = strncmp(t, "{0}: ", 5) == 0 || strncmp(t, "{0}：", 6) == 0;

	pk_buf_clear(path);
	pk_buf_clear(text);
	pk_diag_render(d, lang, text);
	if (has_path && d->nargs > 0) {
		size_t skip;

		pk_escape(path, pk_str(d->arg[0]));
		skip = path->n + (lang == PK_ZH ? 3 : 2);
		memmove(text->p, text->p + skip, text->n - skip + 1);
		text->n -= skip;
	}
}

static void
print(struct pk_findings *f, enum pk_severity sev, const char *id, struct pk_str path, struct pk_str text)
{
	struct pk_out *o = f->out;

	pk_buf_clear(&f->scratch);
	pk_escape(&f->scratch, pk_str(f->now.name));
	if (f->format == PK_FIND_JSON) {
		pk_out_puts(o, f->started ? ",\n  {\"bundle\": " : "[\n  {\"bundle\": ");
		pk_json_string(o, pk_buf_view(&f->scratch));
		pk_out_printf(o, ", \"severity\": \"%s\", \"code\": \"%s\", \"path\": ",
		    pk_severity_name(sev, PK_EN), id);
		pk_json_string(o, path);
		pk_out_puts(o, ", \"message\": ");
		pk_json_string(o, text);
		pk_out_putc(o, '}');
		f->started = true;
	} else if (f->format == PK_FIND_TSV) {
		pk_out_printf(o, "%s\t%s\t%s\t%.*s\t%.*s\n", pk_buf_z(&f->scratch),
		    pk_severity_name(sev, f->lang), id, PK_FMT(path), PK_FMT(text));
	} else {
		pk_out_printf(o, "%s: %s %s ", pk_buf_z(&f->scratch), pk_severity_name(sev, f->lang), id);
		if (path.n)
			pk_out_printf(o, "%.*s: ", PK_FMT(path));
		pk_out_printf(o, "%.*s\n", PK_FMT(text));
	}
}

static void
emit(void *ctx, const struct pk_diag *d)
{
	struct pk_findings *f = ctx;
	const char *id = pk_diag_catalogue[d->id].id;
	const struct pk_code *code = pk_code_find(d->id);
	enum pk_severity sev = f->strict && d->sev == PK_WARNING ? PK_ERROR : d->sev;
	struct pk_buf path = PK_BUF_INIT, text = PK_BUF_INIT;

	if (is_trouble(id))
		f->failed = true;
	f->hard |= sev == PK_ERROR && is_hard(id);
	if (strncmp(id, "io-", 3) == 0) {
		f->trouble->count[d->sev]++;
		if (f->trouble->emit)
			f->trouble->emit(f->trouble->ctx, d);
		return;
	}
	f->now.count[sev]++;
	f->unverified += sev == PK_ERROR && d->id == PK_D_BAG_UNVERIFIED;
	if (code)
		f->now.heading[code->heading][sev]++;
	message(d, f->lang, &path, &text);
	print(f, sev, id, pk_buf_view(&path), pk_buf_view(&text));
	if (f->keep) {
		struct pk_finding k = {d->id, sev, pk_strndup(path.p, path.n), pk_strndup(text.p, text.n)};

		PK_PUSH(&f->now, k);
	}
	pk_buf_free(&path);
	pk_buf_free(&text);
}

void
pk_findings_init(struct pk_findings *f, struct pk_out *out, enum pk_find_format format,
    enum pk_lang lang, struct pk_sink *trouble)
{
	*f = (struct pk_findings){.out = out, .format = format, .lang = lang, .trouble = trouble};
	f->sink = (struct pk_sink){.emit = emit, .ctx = f};
}

static void
free_result(struct pk_bundle_result *r)
{
	size_t i;

	for (i = 0; i < r->n; i++) {
		pk_free(r->v[i].path);
		pk_free(r->v[i].message);
	}
	pk_free(r->v);
	pk_free(r->name);
	*r = (struct pk_bundle_result){.name = NULL};
}

void
pk_findings_begin(struct pk_findings *f, const char *bundle)
{
	f->now = (struct pk_bundle_result){.name = pk_strdup(bundle)};
	f->failed = f->hard = false;
	f->unverified = 0;
}

/* What was seen under a heading, in brackets behind its counts. */
static void
detail(const struct pk_findings *f, enum pk_heading h, struct pk_buf *b)
{
	const struct pk_bundle_sum *s = &f->now.sum;
	bool zh = f->lang == PK_ZH;

	if (h == PK_HD_A) {
		pk_buf_printf(b, zh ? "（%llu/%llu 个文件摘要相符" : " (digests right for %llu of %llu files",
		    (unsigned long long)s->passed, (unsigned long long)s->files);
		if (s->signatures)
			pk_buf_printf(b, zh ? "，有效签名 %zu 个" : ", good signatures %zu", s->signatures);
		pk_buf_puts(b, zh ? "）" : ")");
	} else if (h == PK_HD_C) {
		pk_buf_printf(b, zh ? "（%llu 个文件，%llu 字节" : " (%llu files, %llu bytes",
		    (unsigned long long)s->files, (unsigned long long)s->octets);
		if (s->rows)
			pk_buf_printf(b, zh ? "，目录 %zu 条" : ", %zu catalogue rows", s->rows);
		pk_buf_puts(b, zh ? "）" : ")");
	}
}

/* 四性检测, the form that archivists know (DA/T 70). */
static void
headings(const struct pk_findings *f, struct pk_str name)
{
	struct pk_buf b = PK_BUF_INIT;
	size_t h;

	for (h = 0; h < PK_HD_MAX; h++) {
		const size_t *n = f->now.heading[h];

		pk_buf_clear(&b);
		detail(f, (enum pk_heading)h, &b);
		pk_out_printf(f->out, f->lang == PK_ZH ? "%.*s: %s：错误 %zu 警告 %zu%s\n" : "%.*s: %s: errors %zu, warnings %zu%s\n",
		    PK_FMT(name), pk_heading_name[h][f->lang], n[PK_ERROR], n[PK_WARNING], pk_buf_z(&b));
	}
	pk_buf_free(&b);
}

static void
print_sum(struct pk_findings *f)
{
	const struct pk_bundle_result *r = &f->now;

	pk_buf_clear(&f->scratch);
	pk_escape(&f->scratch, pk_str(r->name));
	if (r->sum.headings)
		headings(f, pk_buf_view(&f->scratch));
	pk_buf_printf(&f->scratch, f->lang == PK_ZH ? ": %s: 通过 %llu" : ": %s: passed %llu",
	    pk_verdict_name[r->verdict][f->lang], (unsigned long long)r->sum.passed);
	/* Only what there is, so that searching for the word finds the bundles that have some. */
	if (r->count[PK_ERROR])
		pk_buf_printf(&f->scratch, f->lang == PK_ZH ? " 错误 %zu" : ", errors %zu", r->count[PK_ERROR]);
	if (r->count[PK_WARNING])
		pk_buf_printf(&f->scratch, f->lang == PK_ZH ? " 警告 %zu" : ", warnings %zu", r->count[PK_WARNING]);
	pk_out_printf(f->out, "%s\n", pk_buf_z(&f->scratch));
}

enum pk_verdict
pk_findings_end(struct pk_findings *f, const struct pk_bundle_sum *sum, bool could_check)
{
	bool wrong = f->now.count[PK_ERROR] > 0;
	enum pk_verdict v;

	/* What is broken is invalid, even if it could not be read to the end; where all that is
	 * wrong is that something could not be verified, nobody knows. */
	f->failed |= !could_check && !wrong;
	f->failed |= wrong && f->unverified == f->now.count[PK_ERROR];
	v = f->failed ? PK_UNCHECKED : wrong ? PK_INVALID : PK_VALID;
	f->invalid += v == PK_INVALID;
	f->troubled += v == PK_UNCHECKED;
	f->now.verdict = v;
	f->now.sum = *sum;
	if (f->format == PK_FIND_TEXT)
		print_sum(f);
	if (f->keep) {
		PK_PUSH(&f->results, f->now);
		f->now = (struct pk_bundle_result){.name = NULL};
	} else {
		free_result(&f->now);
	}
	return v;
}

int
pk_findings_status(const struct pk_findings *f)
{
	return f->troubled ? 2 : f->invalid ? 1 : 0;
}

void
pk_findings_free(struct pk_findings *f)
{
	size_t i;

	if (f->format == PK_FIND_JSON)
		pk_out_puts(f->out, f->started ? "\n]\n" : "[]\n");
	for (i = 0; i < f->results.n; i++)
		free_result(&f->results.v[i]);
	free_result(&f->now);
	pk_free(f->results.v);
	pk_buf_free(&f->scratch);
}
