#include "bundle/pack.h"

#include "bundle/follow.h"
#include "bundle/name.h"
#include "bundle/packi.h"
#include "bundle/uni.h"
#include "text/utf8.h"

#include <stdlib.h>

/* Characters of one part of a path that comes from a title; the folder's number and
 * extension come on top. */
enum { PART_CHARS = 24 };

/* A part of a path out of any text: what no file system minds, not too long. */
static void
add_part(struct pk_buf *b, struct pk_str text)
{
	size_t i = 0, n = 0, start = b->n;
	uint32_t cp;

	while (i < text.n && n < PART_CHARS) {
		size_t len = pk_utf8_next(text.p + i, text.n - i, &cp);

		if (cp < 0x20 || cp == 0x7f || cp == 0xfffd || (cp < 0x80 && strchr("<>:\"/\\|?*%", (int)cp)))
			pk_buf_putc(b, '_');
		else if (!(cp >= 0x200b && cp <= 0x200f) && !(cp >= 0x202a && cp <= 0x202e) &&
		         !(cp >= 0x2060 && cp <= 0x206f) && cp != 0xfeff)
			pk_buf_add(b, text.p + i, len);
		i += len;
		n++;
	}
	while (b->n > start && (b->p[b->n - 1] == '.' || b->p[b->n - 1] == ' '))
		b->n--;
	while (b->n > start && b->p[start] == ' ') {
		memmove(b->p + start, b->p + start + 1, b->n - start - 1);
		b->n--;
	}
	if (b->n == start)
		pk_buf_putc(b, '_');
}

static struct pk_str
base_of(struct pk_str path)
{
	size_t i = path.n;

	while (i > 0 && path.p[i - 1] != '/')
		i--;
	return pk_str_sub(path, i, path.n);
}

/* The folder that a row's file goes into. */
static void
place(const struct pk_pack *p, const struct pk_ev_item *it, struct pk_buf *b)
{
	const struct pk_ev_task *t = it->task_at == PK_NPOS ? NULL : &p->ev->tasks.v[it->task_at];

	pk_buf_puts(b, "data/");
	if (p->how->by_unit) {
		add_part(b, it->unit.n ? it->unit : PK_S("未注明单位"));
	} else {
		struct pk_str name = t && t->category.n ? t->category : t ? t->title : PK_S("其他");

		if (it->req.n) {
			add_part(b, it->req);
			pk_buf_putc(b, '_');
		}
		add_part(b, name);
	}
	pk_buf_putc(b, '/');
	add_part(b, t ? t->id : PK_S("未挂任务"));
	pk_buf_putc(b, '/');
	pk_buf_puts(b, pk_material_dir[it->material]);
}

static int
by_path(const void *x, const void *y)
{
	return pk_str_cmp(((const struct pk_pack_file *)x)->path, ((const struct pk_pack_file *)y)->path);
}

static void
lay_out(struct pk_pack *p)
{
	const struct pk_evidence *ev = p->ev;
	struct pack_names names = {0};
	struct pk_buf b = PK_BUF_INIT;
	size_t i;

	p->where = pk_zalloc(ev->items.n, sizeof(*p->where));
	p->files = pk_zalloc(ev->items.n, sizeof(*p->files));
	for (i = 0; i < ev->items.n; i++) {
		const struct pk_ev_item *it = &ev->items.v[i];
		struct pk_str folder;

		if (it->file == PK_NPOS)
			continue;
		if (it->original_row != i) {
			p->where[i] = p->where[it->original_row];
			continue;
		}
		pk_buf_clear(&b);
		place(p, it, &b);
		folder = pack_names_folder(&names, &p->arena, pk_buf_view(&b));
		p->where[i] = pack_names_file(&names, &p->arena, folder, base_of(pk_evidence_path(ev, it->file)));
		p->files[p->nfiles++] = (struct pk_pack_file){p->where[i], it->file, i};
		p->octets += pk_arc_member(ev->dir, it->file)->size;
	}
	if (p->nfiles)
		qsort(p->files, p->nfiles, sizeof(*p->files), by_path);
	pack_names_free(&names);
	pk_buf_free(&b);
}

/* The unit that all rows name, or none. */
static struct pk_str
only_unit(const struct pk_evidence *ev)
{
	size_t i;

	for (i = 1; i < ev->items.n; i++)
		if (!pk_str_eq(ev->items.v[i].unit, ev->items.v[0].unit))
			return PK_S("");
	return ev->items.n ? ev->items.v[0].unit : PK_S("");
}

static void
set_names(struct pk_pack *p)
{
	struct pk_buf b = PK_BUF_INIT;
	int64_t days = p->how->mtime / 86400 - (p->how->mtime % 86400 < 0);
	struct pk_date d = pk_date_from_days(days);
	size_t i;

	p->unit = p->how->unit ? pk_str(p->how->unit) : only_unit(p->ev);
	p->campaign = p->how->campaign ? pk_str(p->how->campaign) : p->ev->campaign;
	pk_date_print(d, &b);
	for (i = 0; i < sizeof(p->date) - 1 && i < b.n; i++)
		p->date[i] = b.p[i];
	pk_buf_clear(&b);
	if (p->campaign.n) {
		add_part(&b, p->campaign);
		pk_buf_putc(&b, '_');
	}
	if (p->unit.n) {
		add_part(&b, p->unit);
		pk_buf_putc(&b, '_');
	}
	for (i = 0; p->date[i]; i++)
		if (p->date[i] != '-')
			pk_buf_putc(&b, p->date[i]);
	p->name = pk_str_dup(&p->arena, pk_buf_view(&b));
	pk_buf_free(&b);
}

void
pk_pack_plan(struct pk_pack *p, const struct pk_evidence *ev, const struct pk_packing *how)
{
	*p = (struct pk_pack){.ev = ev, .how = how};
	set_names(p);
	lay_out(p);
}

bool
pk_pack_check(const struct pk_pack *p, struct pk_sink *findings)
{
	bool fits = true;
	size_t i;

	for (i = 0; i < p->nfiles; i++) {
		char *z;

		if (pk_utf16_count(p->files[i].path) <= PK_NAME_UTF16_MAX)
			continue;
		z = pk_strndup(p->files[i].path.p, p->files[i].path.n);
		pk_diag_as(findings, PK_ERROR, PK_D_NAME_LONG, PK_POS(p->ev->name, 0), z, NULL);
		pk_free(z);
		fits = false;
	}
	return fits;
}

struct pk_buf *
pk_pack_tag(struct pk_pack *p, const char *path)
{
	struct pk_tagfile t = {.path = pk_str_dup(&p->arena, pk_str(path))};

	PK_PUSH(&p->tags, t);
	return &p->tags.v[p->tags.n - 1].b;
}

struct pk_str
pk_pack_signs(const struct pk_pack *p, struct pk_str wish)
{
	struct pk_str first = PK_S("");
	size_t i;

	for (i = 0; i < p->tags.n; i++) {
		if (pk_str_eq(p->tags.v[i].path, wish))
			return wish;
		if (first.n == 0 && pk_str_starts(p->tags.v[i].path, PK_S("tagmanifest-")))
			first = p->tags.v[i].path;
	}
	return first;
}

/* bagit.txt first, bag-info.txt second, the rest by name. */
static int
by_rank(const void *x, const void *y)
{
	const struct pk_tagfile *a = x, *b = y;
	int ra = pk_str_is(a->path, "bagit.txt") ? 0 : pk_str_is(a->path, "bag-info.txt") ? 1 : 2;
	int rb = pk_str_is(b->path, "bagit.txt") ? 0 : pk_str_is(b->path, "bag-info.txt") ? 1 : 2;

	return ra != rb ? ra - rb : pk_str_cmp(a->path, b->path);
}

static struct pk_item
item(const struct pk_pack *p, struct pk_arena *a, struct pk_str path)
{
	struct pk_buf b = PK_BUF_INIT;
	struct pk_item it = {0};

	if (p->how->format != PK_ARC_DIR) {
		pk_buf_str(&b, p->name);
		pk_buf_putc(&b, '/');
	}
	pk_buf_str(&b, path);
	it.path = pk_str_dup(a, pk_buf_view(&b));
	pk_buf_free(&b);
	return it;
}

/* Digests of the archive beside it, as sha256sum writes them: PATH.sha256, PATH.sm3. */
static int
side_files(const struct pk_pack *p, const char *path, struct pk_follow *follow, struct pk_sink *sink)
{
	unsigned char sum[PK_DIGEST_MAX];
	size_t i;
	int rc = 0;

	for (i = 0; i < p->ev->nalgs && rc == 0; i++) {
		enum pk_alg alg = p->ev->alg[i];
		struct pk_buf name = PK_BUF_INIT, line = PK_BUF_INIT;
		struct pk_out out;

		pk_buf_printf(&name, "%s.%s", path, pk_alg_name[alg]);
		if (!pk_follow_digest(follow, alg, sum)) {
			pk_diag(sink, PK_D_IO_READ, PK_POS(path, 0), pk_alg_name[alg], NULL);
			rc = -1;
		} else if ((rc = pk_out_open(&out, name.p, sink)) == 0) {
			pk_hex(sum, pk_alg_size[alg], &line);
			pk_buf_puts(&line, "  ");
			pk_buf_str(&line, base_of(pk_str(path)));
			pk_buf_putc(&line, '\n');
			pk_out_str(&out, pk_buf_view(&line));
			rc = pk_out_close(&out, sink);
		}
		pk_buf_free(&name);
		pk_buf_free(&line);
	}
	return rc;
}

static int
write_items(struct pk_pack *p, const char *path, struct pk_sink *sink)
{
	struct pk_write_opts wo = {.format = p->how->format, .mtime = p->how->mtime, .store = p->how->store,
	    .threads = p->how->threads, .progress = p->how->progress, .progress_ctx = p->how->progress_ctx};
	struct pk_item *v = pk_zalloc(p->tags.n + p->nfiles + 1, sizeof(*v));
	struct pk_arena a = PK_ARENA_INIT;
	struct pk_follow *follow = NULL;
	unsigned mask = 0;
	size_t i, n = 0;
	int rc;

	for (i = 0; i < p->tags.n; i++) {
		v[n] = item(p, &a, p->tags.v[i].path);
		v[n].data = pk_buf_view(&p->tags.v[i].b);
		v[n].size = v[n].data.n;
		n++;
	}
	for (i = 0; i < p->nfiles; i++) {
		const struct pk_ev_file *f = &p->ev->files[p->files[i].member];

		v[n] = item(p, &a, p->files[i].path);
		v[n].src = p->ev->dir;
		v[n].member = p->files[i].member;
		v[n].size = pk_arc_member(p->ev->dir, v[n].member)->size;
		v[n].crc = f->crc;
		v[n].store = f->look.media;
		n++;
	}
	if (p->nfiles == 0) {
		v[n] = item(p, &a, PK_S("data"));
		v[n++].folder = true;
	}
	if (p->how->format != PK_ARC_DIR) {
		for (i = 0; i < p->ev->nalgs; i++)
			mask |= 1u << p->ev->alg[i];
		follow = pk_follow_new(mask);
		wo.final = pk_follow_final;
		wo.final_ctx = follow;
	}
	rc = pk_archive_write(path, v, n, &wo, sink);
	if (rc == 0 && follow)
		rc = side_files(p, path, follow, sink);
	pk_follow_free(follow);
	pk_arena_free(&a);
	pk_free(v);
	return rc;
}

int
pk_pack_write(struct pk_pack *p, const char *path, struct pk_sink *sink)
{
	size_t i, n;

	pack_tag_files(p);
	pack_manifests(p, by_rank);
	n = p->tags.n;
	for (i = 0; i < n && p->how->sign; i++) {
		struct pk_str name = p->tags.v[i].path, bytes = pk_buf_view(&p->tags.v[i].b);

		if (pk_str_starts(name, PK_S("tagmanifest-")) &&
		    p->how->sign(p->how->sign_ctx, p, name, bytes, sink) != 0)
			return -1;
	}
	if (p->tags.n)
		qsort(p->tags.v, p->tags.n, sizeof(*p->tags.v), by_rank);
	return write_items(p, path, sink);
}

void
pk_pack_free(struct pk_pack *p)
{
	size_t i;

	for (i = 0; i < p->tags.n; i++)
		pk_buf_free(&p->tags.v[i].b);
	pk_free(p->tags.v);
	pk_free(p->files);
	pk_free(p->where);
	pk_arena_free(&p->arena);
}
