#include "doc/lines.h"
#include "base/spool.h"
#include "text/decode.h"

#include <errno.h>

enum {
	BLOCK = 128 * 1024,      /* bytes read at a time */
	SAMPLE = 1024 * 1024     /* bytes looked at to guess an encoding */
};

/* Characters that tell of damage, counted over the input; the line of the first. */
struct odd {
	size_t n, line;
};

struct pk_lines {
	struct pk_spool in;
	struct pk_decoder dec;
	struct pk_sink *sink;
	unsigned char *raw;   /* BLOCK bytes */
	struct pk_buf text;   /* decoded, not handed out yet from `at` on */
	size_t at, lf, cr;    /* next line; first LF and CR at or behind it, text.n: none so far */
	size_t line;          /* lines handed out */
	size_t bom;           /* bytes of it to skip */
	bool eof, failed;     /* failed: a bad character stands behind text.n */
	bool no_final_newline;
	bool checked;         /* the first pass is over */
	struct odd odd[2];    /* U+FFFD; private use */
};

static int
restart(struct pk_lines *l)
{
	if (pk_spool_rewind(&l->in, l->sink) != 0)
		return -1;
	/* The mark is not text. */
	if (pk_spool_read(&l->in, l->raw, l->bom, l->sink) < 0)
		return -1;
	pk_decoder_reset(&l->dec);
	l->dec.offset = l->bom;
	pk_buf_clear(&l->text);
	l->at = l->lf = l->cr = l->line = 0;
	l->eof = l->failed = false;
	return 0;
}

/* Reads and decodes a block behind what is left of the last one. */
static int
fill(struct pk_lines *l)
{
	size_t left = l->text.n - l->at, old;
	int64_t n;

	if (l->at > 0) {
		memmove(l->text.p, l->text.p + l->at, left);
		l->lf -= l->lf < l->at ? l->lf : l->at;
		l->cr -= l->cr < l->at ? l->cr : l->at;
		l->text.n = left;
		l->at = 0;
	}
	old = l->text.n;
	n = pk_spool_read(&l->in, l->raw, BLOCK, l->sink);
	if (n < 0)
		return -1;
	l->eof = n < BLOCK;
	l->failed = pk_decoder_feed(&l->dec, l->raw, (size_t)n, &l->text) != 0 ||
	            (l->eof && pk_decoder_end(&l->dec) != 0);
	l->eof = l->eof || l->failed;
	pk_buf_reserve(&l->text, 0);
	if (!l->checked && memchr(l->text.p + old, 0, l->text.n - old)) {
		/* Where it stands is of no use: the whole file is not text. */
		pk_diag(l->sink, PK_D_TEXT_BINARY, PK_POS(l->in.in.name, 0), NULL);
		return -1;
	}
	return 0;
}

static size_t
find(const struct pk_lines *l, char c, size_t from)
{
	const char *hit = memchr(l->text.p + from, c, l->text.n - from);

	return hit ? (size_t)(hit - l->text.p) : l->text.n;
}

/* The end of the line at `at`, or text.n; a CR that ends the text waits for a LF. */
static size_t
line_end(struct pk_lines *l, size_t *skip)
{
	if (l->lf < l->at || (l->lf < l->text.n && l->text.p[l->lf] != '\n'))
		l->lf = find(l, '\n', l->at);
	if (l->cr < l->at || (l->cr < l->text.n && l->text.p[l->cr] != '\r'))
		l->cr = find(l, '\r', l->at);
	if (l->lf <= l->cr) {
		*skip = 1;
		return l->lf;
	}
	if (l->cr + 1 == l->text.n && !l->eof)
		return l->text.n;
	*skip = l->cr + 1 == l->lf && l->lf < l->text.n ? 2 : 1;
	return l->cr;
}

static int
bad_character(struct pk_lines *l)
{
	char offset[24];

	pk_diag(l->sink, PK_D_TEXT_INVALID, PK_POS(l->in.in.name, l->line + 1),
	    pk_num(offset, (int64_t)l->dec.offset), pk_enc_name[l->dec.enc], NULL);
	return -1;
}

int
pk_lines_next(struct pk_lines *l, struct pk_line *out)
{
	size_t end, skip = 0;

	for (;;) {
		end = line_end(l, &skip);
		if (end < l->text.n || l->eof)
			break;
		if (end - l->at > PK_LINE_MAX)
			break;
		if (fill(l) != 0)
			return -1;
	}
	if (end - l->at > PK_LINE_MAX) {
		pk_diag(l->sink, PK_D_TEXT_LINE_LONG, PK_POS(l->in.in.name, l->line + 1),
		    PK_NUM(PK_LINE_MAX), NULL);
		return -1;
	}
	if (end == l->text.n) {
		if (l->failed)
			return bad_character(l);
		if (end == l->at)
			return 0;
		l->no_final_newline = true;
		skip = 0;
	}
	*out = (struct pk_line){pk_strn(l->text.p + l->at, end - l->at), ++l->line};
	l->at = end + skip;
	return 1;
}

static void
count_odd(struct odd *o, const struct pk_line *line, const char *lead, const char *low, const char *high)
{
	struct pk_str s = line->text;
	size_t i, len = strlen(low);

	for (i = 0; (i = pk_str_find(s, pk_str(lead), i)) != PK_NPOS; i++)
		if (s.n - i > len && memcmp(s.p + i + 1, low, len) >= 0 && memcmp(s.p + i + 1, high, len) <= 0) {
			o->n++;
			o->line = o->line ? o->line : line->line;
		}
}

/* U+FFFD, and the private use area U+E000-F8FF. */
static void
look_for_damage(struct odd odd[2], const struct pk_line *line)
{
	count_odd(&odd[0], line, "\xef", "\xbf\xbd", "\xbf\xbd");
	count_odd(&odd[1], line, "\xee", "\x80", "\xbf");
	count_odd(&odd[1], line, "\xef", "\x80", "\xa3");
}

static void
tell_damage(const struct pk_lines *l)
{
	static const enum pk_diag_id id[] = {PK_D_TEXT_LOST, PK_D_TEXT_PRIVATE};
	size_t i;

	for (i = 0; i < 2; i++)
		if (l->odd[i].n)
			pk_diag(l->sink, id[i], PK_POS(l->in.in.name, l->odd[i].line), PK_NUM(l->odd[i].n), NULL);
}

/* One pass over the input with nobody looking: it is readable, or was diagnosed. */
static int
check(struct pk_lines *l)
{
	struct pk_line line;
	bool blank = true;
	int rc;

	memset(l->odd, 0, sizeof(l->odd));
	while ((rc = pk_lines_next(l, &line)) == 1) {
		blank = blank && pk_str_trim(line.text).n == 0;
		look_for_damage(l->odd, &line);
	}
	if (rc == 0 && blank) {
		pk_diag(l->sink, PK_D_TEXT_EMPTY, PK_POS(l->in.in.name, 0), NULL);
		return -1;
	}
	l->checked = true;
	l->dec.trusted = l->dec.enc == PK_ENC_UTF8;
	return rc == 0 ? restart(l) : -1;
}

static int
open_as(struct pk_lines *l, enum pk_enc enc)
{
	pk_decoder_close(&l->dec);
	if (pk_decoder_open(&l->dec, enc) != 0) {
		pk_diag(l->sink, PK_D_TEXT_NO_ICONV, PK_POS(l->in.in.name, 0), pk_enc_name[enc],
		    strerror(errno), NULL);
		return -1;
	}
	return restart(l);
}

/* The first pass failed as UTF-8, at byte `offset`: look for another reading. */
static int
guess(struct pk_lines *l, uint64_t offset, enum pk_enc *enc)
{
	struct pk_buf sample = PK_BUF_INIT;
	int64_t n;

	if (pk_spool_rewind(&l->in, l->sink) != 0)
		return -1;
	pk_buf_reserve(&sample, SAMPLE);
	n = pk_spool_read(&l->in, sample.p, SAMPLE, l->sink);
	*enc = n < 0 ? PK_ENC_UNKNOWN : pk_enc_guess(pk_strn(sample.p, (size_t)n));
	pk_buf_free(&sample);
	if (n < 0)
		return -1;
	if (*enc == PK_ENC_BINARY)
		pk_diag(l->sink, PK_D_TEXT_BINARY, PK_POS(l->in.in.name, 0), NULL);
	else if (*enc == PK_ENC_UNKNOWN)
		pk_diag(l->sink, PK_D_TEXT_UNKNOWN, PK_POS(l->in.in.name, 0), PK_NUM(offset), NULL);
	return *enc < PK_ENC_MAX ? 0 : -1;
}

/* Detection: a byte order mark, else strict UTF-8, else what pk_enc_guess() says, strictly. */
static int
detect(struct pk_lines *l)
{
	struct pk_sink *loud = l->sink, quiet = {0};
	enum pk_enc enc = PK_ENC_UTF8;
	int64_t n;
	int rc;

	n = pk_spool_read(&l->in, l->raw, 4, l->sink);
	if (n < 0)
		return -1;
	l->bom = pk_enc_bom(pk_strn((const char *)l->raw, (size_t)n), &enc);
	if (open_as(l, enc) != 0)
		return -1;
	if (l->bom)
		return check(l);
	l->sink = &quiet;
	rc = check(l);
	l->sink = loud;
	if (rc == 0)
		return 0;
	if (!l->failed && !memchr(pk_buf_z(&l->text), 0, l->text.n)) {
		/* Valid as far as it was read, and still refused: say why. */
		return restart(l) != 0 ? -1 : check(l);
	}
	if (guess(l, l->dec.offset, &enc) != 0 || open_as(l, enc) != 0)
		return -1;
	return check(l);
}

/* --encoding: no guess; a byte order mark of that encoding is still no text. */
static int
forced(struct pk_lines *l, enum pk_enc enc)
{
	enum pk_enc mark;
	size_t bom;
	int64_t n = pk_spool_read(&l->in, l->raw, 4, l->sink);

	if (n < 0)
		return -1;
	bom = pk_enc_bom(pk_strn((const char *)l->raw, (size_t)n), &mark);
	if (enc == PK_ENC_UTF16)
		enc = bom == 2 ? mark : PK_ENC_UTF16LE;
	l->bom = bom && mark == enc ? bom : 0;
	return open_as(l, enc) != 0 ? -1 : check(l);
}

struct pk_lines *
pk_lines_open_spool(struct pk_spool *spool, const char *encoding, struct pk_sink *sink)
{
	struct pk_lines *l = pk_zalloc(1, sizeof(*l));
	enum pk_enc enc = PK_ENC_UTF8;
	int rc;

	l->in = *spool;
	*spool = (struct pk_spool){0};
	l->sink = sink;
	l->raw = pk_alloc(BLOCK, 1);
	rc = pk_spool_rewind(&l->in, sink);
	if (rc == 0 && encoding && pk_enc_parse(encoding, &enc) != 0) {
		pk_diag(sink, PK_D_TEXT_ENCODING, PK_NOPOS, encoding, NULL);
		rc = -1;
	}
	if (rc == 0)
		rc = encoding ? forced(l, enc) : detect(l);
	if (rc != 0) {
		pk_lines_close(l);
		return NULL;
	}
	tell_damage(l);
	return l;
}

struct pk_lines *
pk_lines_open(const char *path, const char *encoding, struct pk_sink *sink)
{
	struct pk_spool spool;

	if (pk_spool_open(&spool, path, sink) != 0)
		return NULL;
	return pk_lines_open_spool(&spool, encoding, sink);
}

bool
pk_lines_no_final_newline(const struct pk_lines *l)
{
	return l->no_final_newline;
}

void
pk_lines_close(struct pk_lines *l)
{
	if (!l)
		return;
	pk_decoder_close(&l->dec);
	pk_spool_close(&l->in);
	pk_buf_free(&l->text);
	pk_free(l->raw);
	pk_free(l);
}
