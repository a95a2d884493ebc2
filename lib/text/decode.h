/*
 * Bytes of a document → UTF-8.  After this module nothing else looks at
 * encodings.  Strict: overlong forms, surrogates, unpaired surrogates of UTF-16
 * and values past U+10FFFF are errors, named by their byte offset.
 *
 * GBK and GB2312 are decoded as GB18030, which contains them: files labelled
 * so hold characters (names!) that only GB18030 has.
 */
#ifndef PK_TEXT_DECODE_H
#define PK_TEXT_DECODE_H

#include "base/str.h"

enum pk_enc {
	PK_ENC_UTF8,
	PK_ENC_UTF16LE,
	PK_ENC_UTF16BE,
	PK_ENC_GB18030,
	PK_ENC_MAX,
	PK_ENC_UTF16 = PK_ENC_MAX, /* as a wish only: by its BOM, else little-endian */
	PK_ENC_BINARY,             /* pk_enc_guess: has NULs and is not UTF-16 */
	PK_ENC_UNKNOWN             /* pk_enc_guess: none of them */
};
extern const char *const pk_enc_name[PK_ENC_MAX]; /* "UTF-8" ... */

/* An encoding by name, case ignored: 0, or -1 for an unknown one. */
int pk_enc_parse(const char *name, enum pk_enc *out);
/* The length of a byte order mark at the start of s, and what it says; 0 for none. */
size_t pk_enc_bom(struct pk_str s, enum pk_enc *out);
/*
 * What a text that is not valid UTF-8, or holds NULs, most likely is, judged by its
 * beginning (the more the better).  Damaged UTF-8 is PK_ENC_UTF8.
 */
enum pk_enc pk_enc_guess(struct pk_str sample);

/* A decoder of a byte stream. */
struct pk_decoder {
	enum pk_enc enc;
	void *cd;               /* iconv_t for GB18030, else NULL */
	unsigned char carry[4]; /* beginning of a character cut by the end of a block */
	size_t ncarry;
	uint64_t offset;        /* bytes decoded; after an error: where the bad character begins */
	bool trusted;           /* UTF-8 that was checked before: copied as it is */
};

/* 0, or -1 when the system has no converter (errno tells why). */
int pk_decoder_open(struct pk_decoder *d, enum pk_enc enc);
/* Appends what n bytes at p hold to *out: 0, or -1 at a bad character (see offset). */
int pk_decoder_feed(struct pk_decoder *d, const void *p, size_t n, struct pk_buf *out);
/* The input is at its end: 0, or -1 when it ends inside a character. */
int pk_decoder_end(struct pk_decoder *d);
/* Ready for the same stream from the start. */
void pk_decoder_reset(struct pk_decoder *d);
void pk_decoder_close(struct pk_decoder *d);

#endif
