/* bag-info.txt and fetch.txt (RFC 8493 2.2.2, 2.2.3). */
#include "bundle/bagi.h"

#include "cal/date.h"

static bool
is_label(struct pk_str a, const char *z)
{
	size_t i, n = strlen(z);

	if (a.n != n)
		return false;
	for (i = 0; i < n; i++) {
		char x = a.p[i] >= 'A' && a.p[i] <= 'Z' ? (char)(a.p[i] + 32) : a.p[i];
		char y = z[i] >= 'A' && z[i] <= 'Z' ? (char)(z[i] + 32) : z[i];

		if (x != y)
			return false;
	}
	return true;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* A line that begins with white space goes on with the value before it, which grows
 * in `fold`: copying it at each line would be quadratic. */
static void
fold_on(struct pk_bag *bag, struct pk_str more, struct pk_buf *fold)
{
	if (fold->n == 0)
		pk_buf_str(fold, bag->info.v[bag->info.n - 1].value);
	pk_buf_putc(fold, ' ');
	pk_buf_str(fold, bag_trim(more));
}

static void
end_fold(struct pk_bag *bag, struct pk_buf *fold)
{
	if (fold->n)
		bag->info.v[bag->info.n - 1].value = pk_str_dup(&bag->arena, bag_trim(pk_buf_view(fold)));
	pk_buf_clear(fold);
}

static void
info_line(struct pk_bag *bag, struct pk_str path, size_t n, struct pk_str line, struct pk_buf *fold)
{
	struct pk_bag_info in = {.line = n};
	size_t colon = pk_str_find(line, PK_S(":"), 0);
	bool v1 = bag_is_v1(bag);
	struct pk_str label, value;

	if (line.n && memchr(line.p, '\0', line.n)) {
		bag_say(bag, PK_D_TAG_NUL, path, PK_NUM(n), NULL);
		return;
	}
	if (bag_trim(line).n == 0) {
		bag_say(bag, PK_D_TAG_BLANK, path, PK_NUM(n), NULL);
		return;
	}
	if (is_blank(line.p[0]) && bag->info.n > 0) {
		fold_on(bag, line, fold);
		return;
	}
	end_fold(bag, fold);
	label = pk_str_sub(line, 0, colon == PK_NPOS ? 0 : colon);
	value = pk_str_sub(line, colon == PK_NPOS ? line.n : colon + 1, line.n);
	in.label = pk_str_dup(&bag->arena, bag_trim(label));
	in.value = pk_str_dup(&bag->arena, bag_trim(value));
	if (in.label.n == 0 || is_blank(line.p[0]) ||
	    (v1 && ((value.n && !is_blank(value.p[0])) || is_blank(label.p[label.n - 1])))) {
		bag_say(bag, PK_D_INFO_SYNTAX, path, PK_NUM(n), NULL);
		if (in.label.n == 0)
			return;
	} else if (v1 && (value.n == 0 || (value.n > 1 && is_blank(value.p[1])))) {
		/* An editor that cuts off blanks at the end of lines leaves "Label:" of an empty value. */
		bag_say(bag, PK_D_INFO_SPACING, path, PK_NUM(n), NULL);
	}
	PK_PUSH(&bag->info, in);
}

static bool
parse_oxum(struct pk_str s, uint64_t *octets, uint64_t *files)
{
	size_t dot = pk_str_find(s, PK_S("."), 0);
	int64_t a, b;

	if (dot == PK_NPOS || pk_str_int(pk_str_sub(s, 0, dot), 0, INT64_MAX, &a) != 0 ||
	    pk_str_int(pk_str_sub(s, dot + 1, s.n), 0, INT64_MAX, &b) != 0)
		return false;
	*octets = (uint64_t)a;
	*files = (uint64_t)b;
	return true;
}

static void
check_oxum(struct pk_bag *bag, struct pk_str path, const struct pk_bag_info *in)
{
	struct pk_buf real = PK_BUF_INIT;
	uint64_t octets, files;

	if (!parse_oxum(in->value, &octets, &files)) {
		bag_say(bag, PK_D_INFO_OXUM_FORM, path, PK_NUM(in->line), PK_Z(&bag->arena, in->value));
		return;
	}
	if ((octets != bag->octets || files != bag->files) && !pk_arc_is_unread(bag->arc, PK_S(""))) {
		pk_buf_printf(&real, "%llu.%llu", (unsigned long long)bag->octets,
		    (unsigned long long)bag->files);
		bag_say(bag, PK_D_INFO_OXUM, path, PK_Z(&bag->arena, in->value), real.p);
		pk_buf_free(&real);
	}
}

static void
check_info(struct pk_bag *bag, struct pk_str path)
{
	static const char *const once[] = {"Payload-Oxum", "Bagging-Date", "Bag-Size", "Bag-Group-Identifier",
	    "Bag-Count"};
	unsigned seen = 0;
	size_t i, j;

	for (i = 0; i < bag->info.n; i++) {
		const struct pk_bag_info *in = &bag->info.v[i];
		struct pk_date d;

		for (j = 0; j < sizeof(once) / sizeof(once[0]); j++) {
			if (!is_label(in->label, once[j]))
				continue;
			if (seen & 1u << j) {
				if (j == 0)
					bag_say_old(bag, PK_D_INFO_OXUM_TWICE, path, PK_NUM(in->line), NULL);
				else if (bag_is_v1(bag))
					bag_say(bag, PK_D_INFO_TWICE, path, PK_NUM(in->line), once[j]);
			}
			seen |= 1u << j;
			if (j == 0)
				check_oxum(bag, path, in);
			if (j == 1 && pk_date_parse(in->value, &d) != 0)
				bag_say(bag, PK_D_INFO_DATE, path, PK_NUM(in->line), PK_Z(&bag->arena, in->value));
		}
	}
}

void
bag_read_info(struct pk_bag *bag)
{
	/* package-info.txt until 0.95. */
	bool old = bag->major == 0 && bag->minor <= 95;
	struct pk_bag_rec *rec = pk_bag_find(bag, old ? PK_S("package-info.txt") : PK_S("bag-info.txt"));
	struct pk_buf text = PK_BUF_INIT, fold = PK_BUF_INIT;
	struct tag_lines l = {0};
	struct pk_str line, path;

	if (!rec || rec->member == PK_BAG_NONE)
		return;
	path = rec->path;
	if (bag_tag_text(bag, rec, &text) == 0) {
		l.rest = pk_buf_view(&text);
		while (tag_line(&l, &line)) {
			if (l.n > bag->opts.limits.entries) {
				bag_say(bag, PK_D_TAG_LINES, path, PK_NUM(bag->opts.limits.entries), NULL);
				break;
			}
			info_line(bag, path, l.n, line, &fold);
		}
		end_fold(bag, &fold);
		check_info(bag, path);
	}
	pk_buf_free(&fold);
	pk_buf_free(&text);
}

/* A word of the line up to white space, which is skipped too. */
static struct pk_str
word(struct pk_str *rest)
{
	struct pk_str w;
	size_t i = 0;

	while (i < rest->n && !is_blank(rest->p[i]))
		i++;
	w = pk_str_sub(*rest, 0, i);
	while (i < rest->n && is_blank(rest->p[i]))
		i++;
	*rest = pk_str_sub(*rest, i, rest->n);
	return w;
}

/* RFC 3986, 3.1 and 4.3: an absolute URI begins with a scheme and a colon. */
static bool
has_scheme(struct pk_str url)
{
	size_t i;

	for (i = 0; i < url.n && url.p[i] != ':'; i++) {
		char c = url.p[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

		if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.')))
			return false;
	}
	return i > 0 && i < url.n;
}

static uint32_t
payload_mask(const struct pk_bag *bag)
{
	uint32_t mask = 0;
	size_t i;

	for (i = 0; i < bag->nmanifests; i++)
		if (!bag->manifest[i].tag)
			mask |= 1u << i;
	return mask;
}

static void
fetch_line(struct pk_bag *bag, struct pk_str file, size_t n, struct pk_str line, struct pk_buf *path)
{
	struct pk_str rest = line, url = word(&rest), length = word(&rest);
	struct pk_bag_rec *r;
	int64_t bytes = -1;

	if (line.n && memchr(line.p, '\0', line.n)) {
		bag_say(bag, PK_D_TAG_NUL, file, PK_NUM(n), NULL);
		return;
	}
	if (bag_trim(line).n == 0) {
		bag_say(bag, PK_D_TAG_BLANK, file, PK_NUM(n), NULL);
		return;
	}
	if (!has_scheme(url) || rest.n == 0 ||
	    (!pk_str_is(length, "-") && pk_str_int(length, 0, INT64_MAX, &bytes) != 0)) {
		bag_say(bag, PK_D_FETCH_SYNTAX, file, PK_NUM(n), NULL);
		return;
	}
	if (!bag_tag_path(bag, file, n, rest, path))
		return;
	if (!pk_bag_is_payload(pk_buf_view(path))) {
		bag_say(bag, PK_D_TAG_SCOPE, file, PK_NUM(n), pk_buf_z(path));
		return;
	}
	r = bag_rec(bag, pk_buf_view(path));
	if ((r->listed & payload_mask(bag)) != payload_mask(bag))
		bag_say(bag, PK_D_FETCH_UNLISTED, file, PK_NUM(n), pk_buf_z(path));
	if (r->fetch)
		bag_say_old(bag, PK_D_FETCH_DUP, file, PK_NUM(n), pk_buf_z(path));
	r->fetch = true;
	if (r->member == PK_BAG_NONE)
		bag_say(bag, PK_D_FETCH_HOLE, pk_buf_view(path), PK_Z(&bag->arena, url), NULL);
	else if (bytes >= 0 && pk_arc_member(bag->arc, r->member)->size != (uint64_t)bytes)
		bag_say(bag, PK_D_FETCH_LENGTH, pk_buf_view(path),
		    PK_NUM(pk_arc_member(bag->arc, r->member)->size), PK_NUM(bytes));
}

void
bag_read_fetch(struct pk_bag *bag)
{
	struct pk_bag_rec *rec = pk_bag_find(bag, PK_S("fetch.txt"));
	struct pk_buf text = PK_BUF_INIT, path = PK_BUF_INIT;
	struct tag_lines l = {0};
	struct pk_str line, file;

	if (!rec || rec->member == PK_BAG_NONE)
		return;
	file = rec->path;
	if (bag_tag_text(bag, rec, &text) == 0) {
		l.rest = pk_buf_view(&text);
		while (tag_line(&l, &line)) {
			if (l.n > bag->opts.limits.entries) {
				bag_say(bag, PK_D_TAG_LINES, file, PK_NUM(bag->opts.limits.entries), NULL);
				break;
			}
			fetch_line(bag, file, l.n, line, &path);
		}
	}
	pk_buf_free(&text);
	pk_buf_free(&path);
}
