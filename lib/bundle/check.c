/*
 * The check: rows of the ledger one by one, then what stands between them.  Codes
 * and their sources: codes.def.
 */
#include "bundle/checki.h"

#include "bundle/name.h"
#include "text/utf8.h"

void
ev_say(struct ev_check *c, enum pk_diag_id id, struct pk_str subject, const char *a1, const char *a2)
{
	signed char rule = c->ev->rules->sev[id];
	enum pk_severity sev = rule > 0 ? (enum pk_severity)(rule - 1) : pk_diag_catalogue[id].sev;
	char *z;

	if (c->later)
		sev = PK_NOTE;
	if (rule < 0)
		return;
	z = pk_strndup(subject.p ? subject.p : "", subject.n);
	pk_diag_as(c->sink, sev, id, PK_POS(c->ev->name, 0), z, a1 ? a1 : "", a2 ? a2 : "", NULL);
	pk_free(z);
}

/* How a row is called: by its file, else by its number. */
static struct pk_str
subject(const struct pk_ev_item *it)
{
	return it->path.n ? it->path : it->id;
}

static bool
is_one_of(struct pk_str s, const char *const *list)
{
	for (; *list; list++)
		if (pk_str_is(s, *list))
			return true;
	return false;
}

bool
ev_is_copy(const struct pk_ev_item *it)
{
	static const char *const copy[] = {"复印件", "副本", "扫描件", "复制件", "copy", "影印件", NULL};

	return is_one_of(it->original, copy);
}

static bool
is_sealed(const struct pk_ev_item *it)
{
	static const char *const yes[] = {"是", "有", "已盖章", "已盖", "盖章", "√", "yes", "true", "y", "Y", "1", NULL};

	return is_one_of(it->sealed, yes);
}

static void
required(struct ev_check *c, const struct pk_ev_item *it)
{
	const struct {
		struct pk_str cell;
		const char *name;
	} cells[] = {{it->id, "evidence_id"}, {it->unit, "unit"}, {it->title, "title"}, {it->kind, "kind"},
	    {it->path, "path"}, {it->doc_date, "doc_date"}};
	size_t i;

	for (i = 0; i < sizeof(cells) / sizeof(cells[0]); i++)
		if (cells[i].cell.n == 0)
			ev_say(c, PK_D_EV_EMPTY_CELL, subject(it), PK_NUM(it->line), cells[i].name);
	if (it->task_at == PK_NPOS)
		ev_say(c, PK_D_EV_NO_TASK, subject(it), PK_Z(c->scratch, it->task), NULL);
}

/* A word that marks state secrets, in a cell or on the document itself (秘密★1年). */
static void
secrecy(struct ev_check *c, const struct pk_ev_item *it)
{
	static const char *const open[] = {"", "公开", "主动公开", "依申请公开", "不予公开", "非密", "无", "否", "不涉密",
	    "-", "—", "/", "public", "none", NULL};
	static const char *const marks[] = {"秘密★", "机密★", "绝密★"};
	size_t i;

	if (!is_one_of(it->secret, open)) {
		ev_say(c, PK_D_EV_SECRET, subject(it), PK_Z(c->scratch, it->secret), NULL);
		c->secret = true;
		return;
	}
	for (i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		if (pk_str_find(it->title, pk_str(marks[i]), 0) == PK_NPOS &&
		    pk_str_find(it->path, pk_str(marks[i]), 0) == PK_NPOS &&
		    pk_str_find(it->note, pk_str(marks[i]), 0) == PK_NPOS)
			continue;
		ev_say(c, PK_D_EV_SECRET, subject(it), marks[i], NULL);
		c->secret = true;
	}
}

static void
dates(struct ev_check *c, const struct pk_ev_item *it)
{
	const struct {
		struct pk_str cell;
		struct pk_date d;
	} cells[] = {{it->doc_date, it->doc}, {it->event_date, it->event}, {it->submitted, it->sent}};
	const struct pk_rules *r = c->ev->rules;
	struct pk_date due;
	size_t i;

	for (i = 0; i < 3; i++)
		if (cells[i].cell.n && cells[i].d.y == 0)
			ev_say(c, PK_D_EV_BAD_DATE, subject(it), PK_NUM(it->line), PK_Z(c->scratch, cells[i].cell));
	if (it->doc.y && r->from.y && (pk_date_cmp(it->doc, r->from) < 0 || pk_date_cmp(it->doc, r->to) > 0))
		ev_say(c, PK_D_EV_WINDOW, subject(it), PK_Z(c->scratch, it->doc_date), NULL);
	if (it->sent.y && it->doc.y && pk_date_cmp(it->doc, it->sent) > 0)
		ev_say(c, PK_D_EV_BACKWARDS, subject(it), PK_Z(c->scratch, it->doc_date),
		    PK_Z(c->scratch, it->submitted));
	if (it->sent.y && it->task_at != PK_NPOS &&
	    pk_date_parse(c->ev->tasks.v[it->task_at].due, &due) == 0 && pk_date_cmp(it->sent, due) > 0)
		ev_say(c, PK_D_EV_LATE, subject(it), PK_Z(c->scratch, it->submitted),
		    PK_Z(c->scratch, c->ev->tasks.v[it->task_at].due));
}

/* 〔2024〕5号: brackets of GB/T 9704, four digits, a number without leading zero. */
bool
ev_is_document_number(struct pk_str s)
{
	size_t at = pk_str_find(s, PK_S("〔"), 0), i = at + 3, d = 0;

	/* Whose document it is stands in front, or in a column of its own. */
	if (at == PK_NPOS)
		return false;
	for (; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++)
		d++;
	if (d != 4 || !pk_str_starts(pk_str_sub(s, i, s.n), PK_S("〕")))
		return false;
	i += 3;
	d = i;
	while (i < s.n && s.p[i] >= '0' && s.p[i] <= '9')
		i++;
	return i > d && s.p[d] != '0' && pk_str_is(pk_str_sub(s, i, s.n), "号");
}

static void
captions(struct ev_check *c, const struct pk_ev_item *it)
{
	struct pk_buf b = PK_BUF_INIT;

	if (it->material != PK_MT_PICTURE)
		return;
	if (it->event.y == 0)
		pk_buf_puts(&b, "时间");
	if (c->ev->has_place && it->place.n == 0)
		pk_buf_puts(&b, b.n ? "、地点" : "地点");
	if (c->ev->has_people && it->people.n == 0)
		pk_buf_puts(&b, b.n ? "、人物" : "人物");
	if (b.n)
		ev_say(c, PK_D_EV_CAPTION, subject(it), pk_buf_z(&b), NULL);
	pk_buf_free(&b);
}

static struct pk_str
stem_of(struct pk_str path)
{
	size_t i = path.n, dot;

	while (i > 0 && path.p[i - 1] != '/')
		i--;
	path = pk_str_sub(path, i, path.n);
	for (dot = path.n; dot > 0 && path.p[dot - 1] != '.';)
		dot--;
	return dot > 1 ? pk_str_sub(path, 0, dot - 1) : path;
}

/* Share of the title's characters that the file's name has, in hundredths. */
static unsigned
likeness(struct pk_str title, struct pk_str stem)
{
	size_t i = 0, n = 0, hit = 0;
	uint32_t cp;

	while (i < title.n) {
		size_t len = pk_utf8_next(title.p + i, title.n - i, &cp);

		if (pk_is_han(cp) || (cp < 0x80 && ((cp | 0x20) >= 'a' && (cp | 0x20) <= 'z'))) {
			n++;
			hit += pk_str_find(stem, pk_str_sub(title, i, i + len), 0) != PK_NPOS;
		}
		i += len;
	}
	return n ? (unsigned)(100 * hit / n) : 100;
}

/* Names that carry no words at all (IMG_2031, 20240512_101500) are no contradiction. */
static bool
has_han(struct pk_str s)
{
	size_t i = 0;
	uint32_t cp;

	while (i < s.n) {
		i += pk_utf8_next(s.p + i, s.n - i, &cp);
		if (pk_is_han(cp))
			return true;
	}
	return false;
}

enum { LIKENESS_MIN = 30 };

static void
form(struct ev_check *c, const struct pk_ev_item *it)
{
	struct pk_str stem = stem_of(it->path);

	if (it->number.n && !ev_is_document_number(it->number))
		ev_say(c, PK_D_EV_NUMBER, subject(it), PK_Z(c->scratch, it->number), NULL);
	if (it->path.n && has_han(stem) && likeness(it->title, stem) < LIKENESS_MIN)
		ev_say(c, PK_D_EV_TITLE, subject(it), PK_Z(c->scratch, it->title), NULL);
	if (!is_sealed(it)) {
		if (ev_is_copy(it))
			ev_say(c, PK_D_EV_UNSEALED, subject(it), PK_Z(c->scratch, it->original), NULL);
		else if (pk_str_find(it->kind, PK_S("说明"), 0) != PK_NPOS)
			ev_say(c, PK_D_EV_UNSEALED, subject(it), PK_Z(c->scratch, it->kind), NULL);
	}
	captions(c, it);
}

static bool
is_taken(const struct pk_rules *r, struct pk_str ext, bool builtin)
{
	struct pk_str rest = r->formats, part;

	if (r->formats.n == 0)
		return builtin;
	while (pk_str_split(&rest, ';', &part))
		if (pk_str_eq(pk_str_trim(part), ext))
			return true;
	return false;
}

static void
content(struct ev_check *c, const struct pk_ev_item *it)
{
	const struct pk_ev_file *f = &c->ev->files[it->file];
	struct pk_buf b = PK_BUF_INIT;
	struct pk_str ext = pk_extension(it->path, &b);
	unsigned types = 0;
	bool accepted = false, known = pk_extension_types(ext, &types, &accepted);
	enum pk_diag_id fault = pk_filelook_fault(it->path, &f->look);

	if (fault != PK_D_MAX)
		ev_say(c, fault, it->path, NULL, NULL);
	if (!is_taken(c->ev->rules, ext, known && accepted))
		ev_say(c, PK_D_EV_FORMAT, it->path, NULL, NULL);
	pk_buf_free(&b);
}

static void
against_ledger(struct ev_check *c, const struct pk_ev_item *it)
{
	const struct pk_ev_file *f = &c->ev->files[it->file];
	unsigned char d[PK_DIGEST_MAX];
	int64_t n;
	size_t a;

	if (f->look.type == PK_FT_PDF && f->look.pages == 0 && it->pages.n && !(f->look.flags & PK_FF_ENCRYPTED))
		ev_say(c, PK_D_EV_PAGES_UNKNOWN, it->path, NULL, NULL);
	else if (f->look.pages && pk_str_int(it->pages, 0, 1000000, &n) == 0 && (unsigned)n != f->look.pages)
		ev_say(c, PK_D_EV_PAGES, it->path, PK_Z(c->scratch, it->pages), PK_NUM(f->look.pages));
	if (it->size.n && (pk_str_int(it->size, 0, INT64_MAX, &n) != 0 ||
	                      (uint64_t)n != pk_arc_member(c->ev->dir, it->file)->size))
		ev_say(c, PK_D_EV_DIGEST, it->path, "size", NULL);
	for (a = 0; a < c->ev->nalgs; a++)
		if (it->sha256.n && f->hashed && c->ev->alg[a] == PK_SHA256 &&
		    (!pk_unhex(it->sha256, d, 32) || memcmp(d, f->digest[a], 32) != 0))
			ev_say(c, PK_D_EV_DIGEST, it->path, "sha256", NULL);
}

static void
row(struct ev_check *c, const struct pk_ev_item *it)
{
	secrecy(c, it);
	required(c, it);
	dates(c, it);
	form(c, it);
	if (it->file == PK_NPOS) {
		/* Below a folder that cannot be read, which has been told, nobody knows. */
		if (it->path.n && !pk_arc_is_unread(c->ev->dir, it->path))
			ev_say(c, PK_D_EV_NO_FILE, it->path, PK_NUM(it->line), NULL);
		return;
	}
	content(c, it);
	against_ledger(c, it);
}

bool
pk_evidence_check(struct pk_evidence *ev, struct pk_sink *findings)
{
	struct pk_arena scratch = PK_ARENA_INIT;
	struct ev_check c = {.ev = ev, .sink = findings, .scratch = &scratch};
	size_t i;

	for (i = 0; i < ev->items.n; i++) {
		row(&c, &ev->items.v[i]);
		pk_arena_free(&scratch);
	}
	ev_check_sequence(&c);
	ev_check_tasks(&c);
	ev_check_reuse(&c);
	ev_check_folder(&c);
	pk_arena_free(&scratch);
	return !c.secret;
}
