#include "bundle/digest.h"

#include <openssl/evp.h>
#include <pthread.h>
#include <stdlib.h>

const char *const pk_alg_name[PK_ALG_MAX] = {"md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sm3"};
const unsigned char pk_alg_size[PK_ALG_MAX] = {16, 20, 28, 32, 48, 64, 32};

/* Fetched once: asking the provider anew for each of 100 000 files would cost more
 * than hashing small ones. */
static EVP_MD *fetched[PK_ALG_MAX];
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

void
pk_digest_start(struct pk_digest *d, unsigned mask)
{
	size_t i;

	(void)pthread_once(&once, fetch);
	d->mask = mask;
	d->failed = false;
	for (i = 0; i < PK_ALG_MAX; i++) {
		if (!(mask & 1u << i))
			continue;
		if (!d->ctx[i])
			d->ctx[i] = EVP_MD_CTX_new();
		/* It fails only for want of memory. */
		d->failed |= !d->ctx[i] || EVP_DigestInit_ex2(d->ctx[i], fetched[i], NULL) != 1;
	}
}

void
pk_digest_add(struct pk_digest *d, const void *p, size_t n)
{
	size_t i;

	for (i = 0; i < PK_ALG_MAX; i++)
		if (d->mask & 1u << i)
			d->failed |= EVP_DigestUpdate(d->ctx[i], p, n) != 1;
}

void
pk_digest_end(struct pk_digest *d, enum pk_alg alg, unsigned char out[PK_DIGEST_MAX])
{
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
