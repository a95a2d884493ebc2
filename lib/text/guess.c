/*
 * Which encoding a text without a byte order mark has, when it is not valid UTF-8.
 *
 * Each candidate is read loosely over the sample and asked for its share of
 * plausible characters: those that Chinese text consists of for the most part.
 */
#include "text/decode.h"
#include "text/utf8.h"

/* Shares in percent.  Real texts have 95 and more, wrong readings at most 50. */
enum { UTF16_SHARE = 85, ASCII_SHARE = 50, GB_SHARE = 65, DAMAGED_RATIO = 4 };

struct share {
	size_t good, all;
};

static bool
reaches(struct share s, size_t percent)
{
	return s.all > 0 && s.good * 100 >= s.all * percent;
}

/* Characters that texts consist of: ASCII text, Han, their punctuation, full-width forms. */
static bool
is_plausible(uint32_t c)
{
	return (c >= 0x20 && c < 0x7f) || c == '\n' || c == '\r' || c == '\t' ||
	       (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3000 && c <= 0x303f) ||
	       (c >= 0xff00 && c <= 0xffef) || (c >= 0x2010 && c <= 0x2026) || (c >= 0x2460 && c <= 0x249b);
}

static bool
is_ascii_text(unsigned char c)
{
	return c >= 0x20 && c < 0x7f;
}

/* Two letters of ASCII look like a Han; in UTF-16 hardly one unit in five does so by chance. */
static bool
is_ascii_pairs(struct pk_str s)
{
	const unsigned char *p = (const unsigned char *)s.p;
	struct share r = {0, s.n / 2};
	size_t i;

	for (i = 0; i + 1 < s.n; i += 2)
		r.good += is_ascii_text(p[i]) && is_ascii_text(p[i + 1]);
	return reaches(r, ASCII_SHARE);
}

static struct share
utf16_share(struct pk_str s, bool le)
{
	const unsigned char *p = (const unsigned char *)s.p;
	struct share r = {0, s.n / 2};
	size_t i;

	for (i = 0; i + 1 < s.n; i += 2)
		r.good += is_plausible(le ? p[i] | (uint32_t)p[i + 1] << 8 : p[i + 1] | (uint32_t)p[i] << 8);
	return r;
}

/*
 * GB18030: among its two-byte characters, those of GB 2312 rows 1-3 (punctuation,
 * full-width) and 16-55 (the 3755 most frequent Han) and of row 9 up.
 */
static struct share
gb_share(struct pk_str s)
{
	const unsigned char *p = (const unsigned char *)s.p;
	struct share r = {0, 0};
	size_t i = 0;

	while (i < s.n) {
		if (p[i] < 0x80) {
			i++;
			continue;
		}
		if (i + 1 == s.n)
			break;
		r.all++;
		if (p[i] > 0x80 && p[i] < 0xff && p[i + 1] >= 0x30 && p[i + 1] <= 0x39) {
			r.good++; /* four bytes: checked strictly later */
			i += 4;
			continue;
		}
		r.good += p[i + 1] >= 0xa1 && p[i + 1] < 0xff &&
		          ((p[i] >= 0xa1 && p[i] <= 0xa3) || (p[i] >= 0xb0 && p[i] <= 0xd7));
		i += 2;
	}
	return r;
}

/* Whole multi-byte sequences of UTF-8 against bytes that belong to none. */
static bool
is_damaged_utf8(struct pk_str s)
{
	size_t i = 0, len, whole = 0, odd = 0;
	uint32_t cp;

	while (i < s.n) {
		len = pk_utf8_next(s.p + i, s.n - i, &cp);
		whole += len > 1;
		odd += len == 1 && (unsigned char)s.p[i] >= 0x80;
		i += len;
	}
	return whole > DAMAGED_RATIO * odd;
}

enum pk_enc
pk_enc_guess(struct pk_str s)
{
	bool nul = s.n > 0 && memchr(s.p, 0, s.n) != NULL;
	struct share le = utf16_share(s, true), be = utf16_share(s, false);

	if (!nul && is_damaged_utf8(s))
		return PK_ENC_UTF8;
	/* A line end of UTF-16 has a NUL. */
	if (nul && s.n % 2 == 0 && !is_ascii_pairs(s) &&
	    (reaches(le, UTF16_SHARE) || reaches(be, UTF16_SHARE)))
		return le.good >= be.good ? PK_ENC_UTF16LE : PK_ENC_UTF16BE;
	if (nul)
		return PK_ENC_BINARY;
	return reaches(gb_share(s), GB_SHARE) ? PK_ENC_GB18030 : PK_ENC_UNKNOWN;
}
