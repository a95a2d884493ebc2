#include "ledger/unitdir.h"

#include "text/utf8.h"

void
pk_unitdir_init(struct pk_unitdir *d, const char *path, bool force, const struct pk_task_form *form,
    struct pk_sink *sink)
{
	*d = (struct pk_unitdir){
	    .path = path, .force = force, .form = form, .memory = PK_UNIT_MEMORY, .sink = sink};
}

/* Names that Windows keeps for devices, whatever their ending. */
static bool
is_reserved(struct pk_str s)
{
	static const char *const devices[] = {"con", "prn", "aux", "nul"};
	char low[5] = "";
	size_t i;

	if (s.n < 3 || s.n > 4)
		return false;
	for (i = 0; i < s.n; i++)
		low[i] = (char)(s.p[i] >= 'A' && s.p[i] <= 'Z' ? s.p[i] + 32 : s.p[i]);
	for (i = 0; i < 4 && s.n == 3; i++)
		if (strcmp(low, devices[i]) == 0)
			return true;
	return s.n == 4 && (strncmp(low, "com", 3) == 0 || strncmp(low, "lpt", 3) == 0) && low[3] >= '0' &&
	       low[3] <= '9';
}

void
pk_unit_file_name(struct pk_buf *b, struct pk_str unit)
{
	size_t from = b->n;
	uint32_t cp;

	while (unit.n > 0) {
		size_t len = pk_utf8_next(unit.p, unit.n, &cp);
		bool bad = cp < 0x20 || (cp >= 0x7f && cp < 0xa0) || cp == 0xfffd || pk_is_blank(cp) ||
		           (cp >= 0x200b && cp <= 0x202e) || (cp >= 0x2066 && cp <= 0x2069) ||
		           (cp < 0x80 && strchr("/\\:*?\"<>|", (int)cp));

		if (b->n - from + len > PK_UNIT_NAME_MAX)
			break;
		/* No hidden files, and none that looks like an option. */
		if (bad || (b->n == from && (cp == '.' || cp == '-')))
			pk_buf_putc(b, '_');
		else
			pk_buf_add(b, unit.p, len);
		unit = pk_str_sub(unit, len, unit.n);
	}
	while (b->n > from && b->p[b->n - 1] == '.')
		b->p[b->n - 1] = '_';
	if (b->n == from)
		pk_buf_puts(b, "_none");
	else if (is_reserved(pk_strn(b->p + from, b->n - from)))
		pk_buf_putc(b, '_');
}

/* A name that no other unit has, upper and lower case the same. */
static const char *
free_name(struct pk_unitdir *d, struct pk_str unit)
{
	struct pk_buf b = PK_BUF_INIT, low = PK_BUF_INIT;
	bool added = false;
	const char *name;
	size_t i, stem, n = 1;

	pk_unit_file_name(&b, unit);
	stem = b.n;
	while (!added) {
		b.n = stem;
		if (n++ > 1)
			pk_buf_printf(&b, "-%zu", n - 1);
		pk_buf_puts(&b, ".csv");
		pk_buf_clear(&low);
		for (i = 0; i < b.n; i++)
			pk_buf_putc(&low, (char)(b.p[i] >= 'A' && b.p[i] <= 'Z' ? b.p[i] + 32 : b.p[i]));
		if (!pk_map_get(&d->names, pk_buf_view(&low)))
			(void)pk_map_put(&d->names, pk_str_dup(&d->arena, pk_buf_view(&low)), 0, &added);
	}
	name = pk_arena_dup(&d->arena, b.p, b.n);
	pk_buf_free(&b);
	pk_buf_free(&low);
	return name;
}

static struct pk_unit_file *
file_of(struct pk_unitdir *d, struct pk_str unit)
{
	const struct pk_map_entry *e = pk_map_get(&d->units, unit);
	struct pk_unit_file *f;

	if (e)
		return d->files.v[e->value];
	f = PK_NEW(&d->arena, struct pk_unit_file);
	f->unit = pk_str_dup(&d->arena, unit);
	f->name = free_name(d, unit);
	pk_out_memory(&f->out);
	pk_csv_init(&f->csv, &f->out, d->form->excel);
	pk_task_head(&f->csv, d->form);
	(void)pk_map_put(&d->units, f->unit, d->files.n, NULL);
	PK_PUSH(&d->files, f);
	return f;
}

/* Writes what is held. */
static int
flush(struct pk_unitdir *d)
{
	size_t i;
	int rc = 0;

	if (!d->open && pk_folder_open(&d->folder, d->path, d->force, d->sink) != 0)
		return -1;
	d->open = true;
	for (i = 0; i < d->files.n && rc == 0; i++) {
		struct pk_unit_file *f = d->files.v[i];

		if (f->out.b.n > 0)
			rc = pk_folder_append(&d->folder, f->name, f->out.b.p, f->out.b.n, d->sink);
		pk_buf_free(&f->out.b);
	}
	d->held = 0;
	return rc;
}

int
pk_unitdir_add(void *unitdir, const struct pk_task *row)
{
	struct pk_unitdir *d = unitdir;
	struct pk_unit_file *f = file_of(d, row->cell[PK_TASKS_UNIT]);
	size_t before = f->out.b.n;

	pk_task_write(&f->csv, d->form, row);
	d->held += f->out.b.n - before;
	return d->held > d->memory ? flush(d) : 0;
}

int
pk_unitdir_commit(struct pk_unitdir *d)
{
	int rc = flush(d);

	if (rc == 0)
		rc = pk_folder_commit(&d->folder, d->sink);
	else if (d->open)
		pk_folder_abort(&d->folder);
	d->open = false;
	return rc;
}

void
pk_unitdir_free(struct pk_unitdir *d)
{
	size_t i;

	if (d->open)
		pk_folder_abort(&d->folder);
	for (i = 0; i < d->files.n; i++) {
		pk_csv_free(&d->files.v[i]->csv);
		pk_out_abort(&d->files.v[i]->out);
	}
	pk_free(d->files.v);
	pk_map_free(&d->units);
	pk_map_free(&d->names);
	pk_arena_free(&d->arena);
}
