#include "bundle/digest.h"

#include <openssl/evp.h>
#include <pthread.h>
#include <stdlib.h>

const char *const pk_alg_name[PK_ALG_MAX] = {"md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sm3"};
const unsigned char pk_alg_size[PK_ALG_MAX] = {16, 20, 28, 32, 48, 64, 32};

/* Fetched once: asking the provider anew for each of 100 000 files would cost more
 * than hashing small ones. */
static EVP_MD *fetched[PK_ALG_MAX];
/* Those that this processor can take side by side; NULL: not this one. */
static const struct pk_sum_kind *kind[PK_ALG_MAX];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void
release(void)
{
	size_t i;

	for (i = 0; i < PK_ALG_MAX; i++)
		EVP_MD_free(fetched[i]);
}

static void
fetch(void)
{
	size_t i;

	for (i = 0; i < PK_ALG_MAX; i++)
		fetched[i] = EVP_MD_fetch(NULL, pk_alg_name[i], NULL);
	kind[PK_SHA256] = pk_sum_sha256();
	kind[PK_SM3] = pk_sum_sm3();
	(void)atexit(release);
}

enum pk_alg
pk_alg_find(struct pk_str name)
{
	size_t i;

	(void)pthread_once(&once, fetch);
	/* A libcrypto of a restricted kind may lack MD5 and its like. */
	for (i = 0; i < PK_ALG_MAX; i++)
		if (fetched[i] && pk_str_is(name, pk_alg_name[i]))
			break;
	return (enum pk_alg)i;
}

static struct pk_sum *
sum_of(struct pk_digest *d, size_t alg)
{
	return alg == PK_SM3 ? &d->sm3 : &d->sha256;
}

static void
start(struct pk_digest *d, unsigned mask, unsigned own)
{
	size_t i;

	(void)pthread_once(&once, fetch);
	d->mask = mask;
	d->own = mask & own;
	d->part = 0;
	d->more = PK_S("");
	d->failed = false;
	for (i = 0; i < PK_ALG_MAX; i++) {
		if (!(mask & 1u << i))
			continue;
		if (d->own & 1u << i) {
			pk_sum_start(kind[i], sum_of(d, i));
			continue;
		}
		if (!d->ctx[i])
			d->ctx[i] = EVP_MD_CTX_new();
		/* It fails only for want of memory. */
		d->failed |= !d->ctx[i] || EVP_DigestInit_ex2(d->ctx[i], fetched[i], NULL) != 1;
	}
}

void
pk_digest_start(struct pk_digest *d, unsigned mask)
{
	start(d, mask, 0);
}

void
pk_digest_start_lane(struct pk_digest *d, unsigned mask)
{
	unsigned own = 0;
	size_t i;

	(void)pthread_once(&once, fetch);
	for (i = 0; i < PK_ALG_MAX; i++)
		if (kind[i])
			own |= 1u << i;
	start(d, mask, own);
}

unsigned
pk_digest_lanes(unsigned mask)
{
	unsigned n = 1;
	size_t i;

	(void)pthread_once(&once, fetch);
	for (i = 0; i < PK_ALG_MAX; i++)
		if (mask & 1u << i && kind[i] && kind[i]->lanes > n)
			n = kind[i]->lanes;
	return n;
}

void
pk_digest_add(struct pk_digest *d, const void *p, size_t n)
{
	size_t i;

	d->part = (unsigned)((d->part + n) % PK_SUM_BLOCK);
	for (i = 0; i < PK_ALG_MAX; i++) {
		if (d->own & 1u << i)
			pk_sum_add(kind[i], sum_of(d, i), p, n);
		else if (d->mask & 1u << i)
			d->failed |= EVP_DigestUpdate(d->ctx[i], p, n) != 1;
	}
}

/* The first n bytes of `more`, on their own. */
static void
add_more(struct pk_digest *d, size_t n)
{
	struct pk_str s = d->more;

	if (n > s.n)
		n = s.n;
	if (n > 0)
		pk_digest_add(d, s.p, n);
	d->more = pk_str_sub(s, n, s.n);
}

/* Whole blocks of one algorithm, to all that are asked for it. */
static void
add_blocks(struct pk_digest *const d[], size_t n, size_t alg, size_t blocks)
{
	const unsigned char *p[PK_SUM_LANES_MAX];
	struct pk_sum *s[PK_SUM_LANES_MAX];
	size_t i, k = 0, bytes = blocks * PK_SUM_BLOCK;

	for (i = 0; i < n; i++) {
		if (d[i]->own & 1u << alg) {
			s[k] = sum_of(d[i], alg);
			s[k]->n += bytes;
			p[k++] = (const unsigned char *)d[i]->more.p;
		} else if (d[i]->mask & 1u << alg) {
			d[i]->failed |= EVP_DigestUpdate(d[i]->ctx[alg], d[i]->more.p, bytes) != 1;
		}
	}
	if (k > 0)
		kind[alg]->blocks(s, p, k, blocks);
}

void
pk_digest_add_lanes(struct pk_digest *const d[], size_t n)
{
	size_t i, step = SIZE_MAX;

	for (i = 0; i < n; i++) {
		/* What is no whole block, or does not begin one, goes its own way. */
		if (d[i]->part > 0)
			add_more(d[i], PK_SUM_BLOCK - d[i]->part);
		else if (d[i]->more.n < PK_SUM_BLOCK)
			add_more(d[i], d[i]->more.n);
		if (d[i]->more.n < step)
			step = d[i]->more.n;
	}
	step -= step % PK_SUM_BLOCK;
	if (step == 0 || n == 0)
		return;
	for (i = 0; i < PK_ALG_MAX; i++)
		add_blocks(d, n, i, step / PK_SUM_BLOCK);
	for (i = 0; i < n; i++)
		d[i]->more = pk_str_sub(d[i]->more, step, d[i]->more.n);
}

void
pk_digest_end(struct pk_digest *d, enum pk_alg alg, unsigned char out[PK_DIGEST_MAX])
{
	if (d->own & 1u << alg) {
		pk_sum_end(kind[alg], sum_of(d, alg), out);
		return;
	}
	/* No digest is better than a wrong one, which a forged manifest might even name. */
	if (d->failed || EVP_DigestFinal_ex(d->ctx[alg], out, NULL) != 1)
		pk_mem_out();
}

void
pk_digest_free(struct pk_digest *d)
{
	size_t i;

	for (i = 0; i < PK_ALG_MAX; i++) {
		EVP_MD_CTX_free(d->ctx[i]);
		d->ctx[i] = NULL;
	}
}

void
pk_hex(const unsigned char *p, size_t n, struct pk_buf *out)
{
	static const char digit[] = "0123456789abcdef";
	size_t i;

	for (i = 0; i < n; i++) {
		pk_buf_putc(out, digit[p[i] >> 4]);
		pk_buf_putc(out, digit[p[i] & 15]);
	}
}

static int
nibble(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool
pk_unhex(struct pk_str hex, unsigned char *out, size_t n)
{
	size_t i;

	if (hex.n != 2 * n)
		return false;
	for (i = 0; i < n; i++) {
		int hi = nibble(hex.p[2 * i]), lo = nibble(hex.p[2 * i + 1]);

		if (hi < 0 || lo < 0)
			return false;
		out[i] = (unsigned char)(hi << 4 | lo);
	}
	return true;
}
