#include "report/bundle.h"

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

static void
json_string(struct pk_out *o, struct pk_str s)
{
	size_t i;

	pk_out_putc(o, '"');
	for (i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c == '"' || c == '\\')
			pk_out_printf(o, "\\%c", c);
		else if (c < 0x20)
			pk_out_printf(o, "\\u%04x", c);
		else
			pk_out_putc(o, (char)c);
	}
	pk_out_putc(o, '"');
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
	pk_escape(&f->scratch, pk_str(f->bundle));
	if (f->format == PK_FIND_JSON) {
		pk_out_puts(o, f->started ? ",\n  {\"bundle\": " : "[\n  {\"bundle\": ");
		json_string(o, pk_buf_view(&f->scratch));
		pk_out_printf(o, ", \"severity\": \"%s\", \"code\": \"%s\", \"path\": ",
		    pk_severity_name(sev, PK_EN), id);
		json_string(o, path);
		pk_out_puts(o, ", \"message\": ");
		json_string(o, text);
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
	f->count[sev]++;
	message(d, f->lang, &path, &text);
	print(f, sev, id, pk_buf_view(&path), pk_buf_view(&text));
	if (f->keep) {
		struct pk_finding k = {d->id, sev, pk_strndup(path.p, path.n), pk_strndup(text.p, text.n)};

		PK_PUSH(&f->kept, k);
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

void
pk_findings_begin(struct pk_findings *f, const char *bundle)
{
	size_t i;

	f->bundle = bundle;
	f->failed = f->hard = false;
	f->bundles++;
	for (i = 0; i < PK_SEVERITY_MAX; i++)
		f->count[i] = 0;
	for (i = 0; i < f->kept.n; i++) {
		pk_free(f->kept.v[i].path);
		pk_free(f->kept.v[i].message);
	}
	f->kept.n = 0;
}

void
pk_findings_end(struct pk_findings *f, uint64_t passed, bool could_check)
{
	static const char *const verdict[3][PK_LANG_MAX] = {
	    {"valid", "合格"}, {"invalid", "不合格"}, {"not checked", "未能检查"}};
	bool wrong = f->count[PK_ERROR] > 0;
	size_t v;

	/* What is broken is invalid, even if it could not be read to the end. */
	f->failed |= !could_check && !wrong;
	v = f->failed ? 2 : wrong ? 1 : 0;
	f->invalid += v == 1;
	f->troubled += v == 2;
	if (f->format != PK_FIND_TEXT)
		return;
	pk_buf_clear(&f->scratch);
	pk_escape(&f->scratch, pk_str(f->bundle));
	if (f->lang == PK_ZH)
		pk_out_printf(f->out, "%s: %s: 通过 %llu 错误 %zu 警告 %zu\n", pk_buf_z(&f->scratch),
		    verdict[v][PK_ZH], (unsigned long long)passed, f->count[PK_ERROR], f->count[PK_WARNING]);
	else
		pk_out_printf(f->out, "%s: %s: passed %llu, errors %zu, warnings %zu\n",
		    pk_buf_z(&f->scratch), verdict[v][PK_EN], (unsigned long long)passed,
		    f->count[PK_ERROR], f->count[PK_WARNING]);
}

int
pk_findings_status(const struct pk_findings *f)
{
	return f->troubled ? 2 : f->invalid ? 1 : 0;
}

void
pk_findings_free(struct pk_findings *f)
{
	pk_findings_begin(f, NULL);
	if (f->format == PK_FIND_JSON)
		pk_out_puts(f->out, f->started ? "\n]\n" : "[]\n");
	pk_free(f->kept.v);
	pk_buf_free(&f->scratch);
}
