#include "ledger/source.h"

#include "archive/gzip.h"
#include "text/utf8.h"

#include <unistd.h>

enum { BLOCK = 256 * 1024 };

int
pk_source_open(struct pk_source *s, const char *path, const char *encoding, struct pk_sink *sink)
{
	*s = (struct pk_source){.decided = encoding != NULL};
	s->in.fd = -1;
	if (encoding && pk_enc_parse(encoding, &s->dec.enc) != 0) {
		pk_diag(sink, PK_D_LEDGER_NO_ENCODING, PK_POS(pk_in_name(path), 0), encoding, NULL);
		return -1;
	}
	return pk_in_open(&s->in, path, sink);
}

void
pk_source_close(struct pk_source *s)
{
	pk_in_close(&s->in);
	pk_gzip_free(s->gzip);
	pk_decoder_close(&s->dec);
	pk_buf_free(&s->bytes);
	pk_buf_free(&s->b);
}

static bool
is_ascii(struct pk_str s)
{
	uint64_t w, all = 0;
	size_t i;

	for (i = 0; i + sizeof(w) <= s.n; i += sizeof(w)) {
		memcpy(&w, s.p + i, sizeof(w));
		all |= w;
	}
	for (; i < s.n; i++)
		all |= (uint64_t)(unsigned char)s.p[i] << 56 & 0x8000000000000000u;
	return (all & 0x8080808080808080u) == 0;
}

/* Well-formed UTF-8, but for a character that the end of the block cuts. */
static bool
is_utf8(struct pk_str s)
{
	size_t bad = pk_utf8_check(s);

	return bad == s.n || pk_utf8_is_cut(pk_str_sub(s, bad, s.n));
}

/*
 * Judges the encoding by the first block and, as long as that shows nothing but
 * ASCII, by those behind it.
 */
static void
decide(struct pk_source *s, struct pk_str block)
{
	bool nul = !s->started && memchr(block.p, 0, block.n) != NULL;
	enum pk_enc enc = PK_ENC_UTF8;

	if (is_ascii(block) && !nul)
		return;
	if (nul || !is_utf8(block))
		enc = pk_enc_guess(block);
	/* Neither fish nor fowl: as UTF-8, the records that are not get their own diagnostics. */
	if (enc >= PK_ENC_MAX || (s->started && enc != PK_ENC_GB18030))
		enc = PK_ENC_UTF8;
	s->dec.enc = enc;
	s->decided = true;
}

/* The first block: a BOM rules, and is dropped.  How many bytes to drop. */
static size_t
take_bom(struct pk_source *s, struct pk_str block)
{
	enum pk_enc enc = PK_ENC_UTF8;
	size_t bom = pk_enc_bom(block, &enc);
	bool utf16 = enc == PK_ENC_UTF16LE || enc == PK_ENC_UTF16BE;

	if (s->decided && s->dec.enc == PK_ENC_UTF16)
		s->dec.enc = bom > 0 && utf16 ? enc : PK_ENC_UTF16LE;
	if (s->decided && s->dec.enc != enc)
		return 0;
	if (bom > 0) {
		s->dec.enc = enc;
		s->decided = true;
	}
	return bom;
}

/*
 * Decodes a block behind what is left of the text.  A bad character becomes a byte
 * that is no UTF-8, so that the record it stands in is found bad, and no other.
 */
static void
decode(struct pk_source *s, struct pk_str block)
{
	size_t unit = s->dec.enc == PK_ENC_GB18030 ? 1 : 2, at = 0;

	while (pk_decoder_feed(&s->dec, block.p + at, block.n - at, &s->b) != 0) {
		uint64_t behind = s->dec.offset + unit;

		pk_buf_putc(&s->b, '\xff');
		at = behind <= s->fed ? 0 : (size_t)(behind - s->fed);
		at = at < block.n ? at : block.n;
		s->dec.ncarry = 0;
		s->dec.offset = s->fed + at;
	}
	s->fed += block.n;
	if (s->eof && pk_decoder_end(&s->dec) != 0)
		pk_buf_putc(&s->b, '\xff');
}

static int
start(struct pk_source *s, struct pk_str *block, struct pk_sink *sink)
{
	size_t bom = s->started ? 0 : take_bom(s, *block);
	enum pk_enc enc;

	*block = pk_str_sub(*block, bom, block->n);
	if (!s->decided)
		decide(s, *block);
	enc = s->dec.enc;
	if (enc == PK_ENC_UTF8 && !s->started)
		s->offset = bom;
	if (enc == PK_ENC_GB18030 && !s->dec.cd && pk_decoder_open(&s->dec, enc) != 0) {
		pk_diag(sink, PK_D_LEDGER_NO_ENCODING, PK_POS(s->in.name, 0), pk_enc_name[enc], NULL);
		return -1;
	}
	s->started = true;
	return 0;
}

/* The bytes of the ledger, out of gzip when it begins like that; fewer than n at the end. */
static int64_t
read_bytes(struct pk_source *s, char *p, size_t n, struct pk_sink *sink)
{
	int64_t r;

	if (s->gzip)
		return pk_gzip_read(s->gzip, p, n, sink);
	r = pk_in_read(&s->in, p, n, sink);
	if (s->started || r <= 0 || !pk_gzip_is(pk_strn(p, (size_t)r)))
		return r;
	s->gzip = pk_gzip_new(&s->in, pk_strn(p, (size_t)r));
	if (!s->gzip) {
		pk_diag(sink, PK_D_IO_READ, PK_POS(s->in.name, 0), "zlib", NULL);
		return -1;
	}
	return pk_gzip_read(s->gzip, p, n, sink);
}

/* Drops what was consumed and reads a block more. */
static int
refill(struct pk_source *s, struct pk_sink *sink)
{
	size_t left = s->b.n - s->pos;
	struct pk_str block;
	int64_t r;

	if (s->pos > 0 && left > 0)
		memmove(s->b.p, s->b.p + s->pos, left);
	s->b.n = left;
	s->pos = s->lf = 0;
	pk_buf_reserve(&s->bytes, BLOCK);
	r = read_bytes(s, s->bytes.p, BLOCK, sink);
	if (r < 0)
		return -1;
	s->eof = r < BLOCK;
	block = pk_strn(s->bytes.p, (size_t)r);
	if ((!s->started || !s->decided) && start(s, &block, sink) != 0)
		return -1;
	if (s->dec.enc == PK_ENC_UTF8)
		pk_buf_str(&s->b, block); /* each record is checked in its turn */
	else
		decode(s, block);
	return 0;
}

int
pk_source_prepend(struct pk_source *s, struct pk_str line, struct pk_sink *sink)
{
	pk_buf_str(&s->b, line);
	pk_buf_putc(&s->b, '\n');
	return refill(s, sink);
}

/* Offset behind the first line end at or behind pos; PK_NPOS: none in the buffer yet. */
static size_t
line_end(struct pk_source *s)
{
	const char *from = s->b.p + s->pos, *hit;
	size_t cr;

	if (s->lf < s->pos || s->lf > s->b.n || (s->lf < s->b.n && s->b.p[s->lf] != '\n')) {
		hit = memchr(from, '\n', s->b.n - s->pos);
		s->lf = hit ? (size_t)(hit - s->b.p) : s->b.n;
	}
	hit = memchr(from, '\r', s->lf - s->pos);
	if (!hit)
		return s->lf < s->b.n ? s->lf + 1 : PK_NPOS;
	cr = (size_t)(hit - s->b.p);
	if (cr + 1 == s->b.n && !s->eof)
		return PK_NPOS; /* an LF may follow */
	return cr + 1 == s->lf && s->lf < s->b.n ? cr + 2 : cr + 1;
}

int
pk_source_next(struct pk_source *s, struct pk_str *piece, bool *whole, struct pk_sink *sink)
{
	size_t end = s->pos < s->b.n ? line_end(s) : PK_NPOS;

	while (end == PK_NPOS && !s->eof && (!s->started || s->b.n - s->pos < BLOCK)) {
		if (refill(s, sink) != 0)
			return -1;
		end = s->pos < s->b.n ? line_end(s) : PK_NPOS;
	}
	*whole = end != PK_NPOS;
	if (end == PK_NPOS)
		/* A CR at the very end waits for what follows it. */
		end = s->b.n - (!s->eof && s->b.n > s->pos && s->b.p[s->b.n - 1] == '\r');
	if (end == s->pos)
		return 0;
	*piece = pk_strn(s->b.p + s->pos, end - s->pos);
	s->offset += piece->n;
	s->pos = end;
	return 1;
}

void
pk_source_settle(struct pk_source *s)
{
	off_t at = lseek(s->in.fd, 0, SEEK_CUR);
	struct pk_source as = *s;
	ssize_t r = 1;

	if (s->decided || s->gzip || at < 0)
		return;
	pk_buf_reserve(&s->bytes, BLOCK);
	/* The blocks that reading would see, each looked at as it would. */
	while (!as.decided && r > 0) {
		r = pread(s->in.fd, s->bytes.p, BLOCK, at);
		if (r > 0)
			decide(&as, pk_strn(s->bytes.p, (size_t)r));
		at += r > 0 ? r : 0;
	}
	s->decided = r >= 0 && as.dec.enc == PK_ENC_UTF8;
}

int64_t
pk_source_read(struct pk_source *s, char *p, size_t n, struct pk_sink *sink)
{
	size_t got = 0;

	while (got < n) {
		size_t held = s->b.n - s->pos, take = held < n - got ? held : n - got;
		int64_t r;

		if (held == 0 && s->eof)
			break;
		if (held == 0 && s->decided && s->dec.enc == PK_ENC_UTF8) {
			/* Nothing to decode: straight to where it is wanted. */
			r = read_bytes(s, p + got, n - got, sink);
			if (r < 0)
				return -1;
			s->eof = (size_t)r < n - got;
			got += (size_t)r;
			s->offset += (uint64_t)r;
			continue;
		}
		if (held == 0 && refill(s, sink) != 0)
			return -1;
		if (take > 0)
			memcpy(p + got, s->b.p + s->pos, take);
		s->pos += take;
		s->offset += take;
		got += take;
	}
	return (int64_t)got;
}
