#include "text/decode.h"
#include "text/utf8.h"

#include <errno.h>
#include <iconv.h>

const char *const pk_enc_name[PK_ENC_MAX] = {"UTF-8", "UTF-16LE", "UTF-16BE", "GB18030"};

int
pk_enc_parse(const char *name, enum pk_enc *out)
{
	static const struct {
		const char *name;
		enum pk_enc enc;
	} known[] = {{"utf8", PK_ENC_UTF8}, {"utf16", PK_ENC_UTF16}, {"utf16le", PK_ENC_UTF16LE},
	    {"utf16be", PK_ENC_UTF16BE}, {"gb18030", PK_ENC_GB18030}, {"gbk", PK_ENC_GB18030},
	    {"gb2312", PK_ENC_GB18030}, {"cp936", PK_ENC_GB18030}};
	char plain[16];
	size_t n = 0, i;

	for (; *name; name++) {
		if (*name == '-' || *name == '_')
			continue;
		if (n + 1 == sizeof(plain))
			return -1;
		plain[n++] = (char)(*name >= 'A' && *name <= 'Z' ? *name + 32 : *name);
	}
	plain[n] = '\0';
	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (strcmp(known[i].name, plain) == 0) {
			*out = known[i].enc;
			return 0;
		}
	return -1;
}

size_t
pk_enc_bom(struct pk_str s, enum pk_enc *out)
{
	if (pk_str_starts(s, PK_S("\xef\xbb\xbf"))) {
		*out = PK_ENC_UTF8;
		return 3;
	}
	if (pk_str_starts(s, PK_S("\xff\xfe")) || pk_str_starts(s, PK_S("\xfe\xff"))) {
		*out = s.p[0] == '\xff' ? PK_ENC_UTF16LE : PK_ENC_UTF16BE;
		return 2;
	}
	return 0;
}

int
pk_decoder_open(struct pk_decoder *d, enum pk_enc enc)
{
	*d = (struct pk_decoder){.enc = enc};
	if (enc == PK_ENC_GB18030) {
		iconv_t cd = iconv_open("UTF-8", "GB18030");

		if (cd == (iconv_t)-1)
			return -1;
		d->cd = cd;
	}
	return 0;
}

void
pk_decoder_reset(struct pk_decoder *d)
{
	d->ncarry = 0;
	d->offset = 0;
	if (d->cd)
		(void)iconv(d->cd, NULL, NULL, NULL, NULL);
}

void
pk_decoder_close(struct pk_decoder *d)
{
	if (d->cd)
		(void)iconv_close(d->cd);
	d->cd = NULL;
}

/*
 * The decoders of blocks: append what is whole, return how many bytes were used.
 * Fewer than n: the rest begins with a bad character (*bad) or with one cut short.
 */
static size_t
utf8_block(struct pk_decoder *d, const unsigned char *p, size_t n, struct pk_buf *out, bool *bad)
{
	size_t used = d->trusted ? n : pk_utf8_check(pk_strn((const char *)p, n));

	pk_buf_add(out, p, used);
	if (used < n)
		*bad = !pk_utf8_is_cut(pk_strn((const char *)p + used, n - used));
	return used;
}

static uint32_t
unit16(const unsigned char *p, bool le)
{
	return le ? p[0] | (uint32_t)p[1] << 8 : p[1] | (uint32_t)p[0] << 8;
}

/* RFC 2781 */
static size_t
utf16_block(struct pk_decoder *d, const unsigned char *p, size_t n, struct pk_buf *out, bool *bad)
{
	bool le = d->enc == PK_ENC_UTF16LE;
	size_t i = 0;

	while (n - i >= 2) {
		uint32_t cp = unit16(p + i, le), low;
		size_t len = 2;

		if (cp >= 0xd800 && cp < 0xdc00) {
			if (n - i < 4)
				return i;
			low = unit16(p + i + 2, le);
			*bad = low < 0xdc00 || low >= 0xe000;
			cp = 0x10000 + ((cp - 0xd800) << 10) + (low - 0xdc00);
			len = 4;
		} else {
			*bad = cp >= 0xdc00 && cp < 0xe000;
		}
		if (*bad)
			return i;
		pk_utf8_put(out, cp);
		i += len;
	}
	return i;
}

static size_t
gb_block(struct pk_decoder *d, const unsigned char *p, size_t n, struct pk_buf *out, bool *bad)
{
	/* iconv() does not change its input, but its type does not say so. */
	union {
		const unsigned char *in;
		char *io;
	} u = {p};
	size_t left = n;

	while (left > 0) {
		char *to;
		size_t room;

		pk_buf_reserve(out, left * 2 + 16); /* two bytes may become three or four */
		to = out->p + out->n;
		room = out->cap - out->n - 1;
		if (iconv(d->cd, &u.io, &left, &to, &room) == (size_t)-1 && errno != E2BIG) {
			*bad = errno == EILSEQ;
			out->n = (size_t)(to - out->p);
			break;
		}
		out->n = (size_t)(to - out->p);
	}
	pk_buf_reserve(out, 0);
	return n - left;
}

static size_t
block(struct pk_decoder *d, const unsigned char *p, size_t n, struct pk_buf *out, bool *bad)
{
	switch (d->enc) {
	case PK_ENC_UTF16LE:
	case PK_ENC_UTF16BE:
		return utf16_block(d, p, n, out, bad);
	case PK_ENC_GB18030:
		return gb_block(d, p, n, out, bad);
	default:
		return utf8_block(d, p, n, out, bad);
	}
}

int
pk_decoder_feed(struct pk_decoder *d, const void *bytes, size_t n, struct pk_buf *out)
{
	const unsigned char *p = bytes;
	bool bad = false;
	size_t used;

	/* Complete the character that the last block cut, a byte at a time. */
	while (d->ncarry > 0 && n > 0) {
		d->carry[d->ncarry++] = *p++;
		n--;
		used = block(d, d->carry, d->ncarry, out, &bad);
		d->offset += used;
		d->ncarry -= used;
		memmove(d->carry, d->carry + used, d->ncarry);
		if (bad || d->ncarry == sizeof(d->carry))
			return -1;
	}
	used = block(d, p, n, out, &bad);
	d->offset += used;
	if (bad || n - used >= sizeof(d->carry))
		return -1;
	if (n > used) {
		memcpy(d->carry, p + used, n - used);
		d->ncarry = n - used;
	}
	return 0;
}

int
pk_decoder_end(struct pk_decoder *d)
{
	return d->ncarry == 0 ? 0 : -1;
}
