#include "bundle/sign.h"

#include "bundle/digest.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <sys/stat.h>

const char *const pk_key_suffix[PK_KEY_TYPE_MAX] = {"sm2", "ed25519"};

/* The identity that SM2 signs along when none is agreed on (GM/T 0009). */
static const char sm2_id[] = "1234567812345678";

static int
describe(struct pk_key *k)
{
	EVP_PKEY *p = k->pkey;
	unsigned char *der = NULL, sum[PK_DIGEST_MAX];
	struct pk_digest d = PK_DIGEST_INIT;
	struct pk_buf hex = PK_BUF_INIT;
	int n;

	if (EVP_PKEY_is_a(p, "SM2"))
		k->type = PK_KEY_SM2;
	else if (EVP_PKEY_is_a(p, "ED25519"))
		k->type = PK_KEY_ED25519;
	else
		return -1;
	n = i2d_PUBKEY(p, &der);
	if (n <= 0)
		return -1;
	pk_digest_start(&d, 1u << PK_SHA256);
	pk_digest_add(&d, der, (size_t)n);
	pk_digest_end(&d, PK_SHA256, sum);
	pk_digest_free(&d);
	OPENSSL_free(der);
	pk_hex(sum, (PK_KEY_ID_SIZE - 1) / 2, &hex);
	memcpy(k->id, hex.p, PK_KEY_ID_SIZE);
	pk_buf_free(&hex);
	return 0;
}

/* Keys with a pass phrase are not asked for on a terminal: they are refused. */
static int
no_passphrase(char *buf, int size, int rw, void *ctx)
{
	(void)buf;
	(void)size;
	(void)rw;
	(void)ctx;
	return -1;
}

int
pk_key_load(struct pk_key *k, const char *path, bool private, struct pk_sink *sink)
{
	struct pk_buf b = PK_BUF_INIT;
	BIO *bio;

	*k = (struct pk_key){.private = private};
	if (pk_read_file(path, PK_KEY_FILE_MAX, &b, sink) != 0) {
		pk_buf_free(&b);
		return -1;
	}
	bio = BIO_new_mem_buf(b.p, (int)b.n);
	if (bio)
		k->pkey = private ? PEM_read_bio_PrivateKey(bio, NULL, no_passphrase, NULL)
		                  : PEM_read_bio_PUBKEY(bio, NULL, no_passphrase, NULL);
	BIO_free(bio);
	if (b.p)
		OPENSSL_cleanse(b.p, b.n);
	pk_buf_free(&b);
	if (k->pkey && describe(k) == 0)
		return 0;
	pk_diag(sink, PK_D_KEY_BAD, PK_POS(path, 0),
	    private ? "SM2 or Ed25519 private key in PEM" : "SM2 or Ed25519 public key in PEM", NULL);
	pk_key_free(k);
	return -1;
}

void
pk_key_free(struct pk_key *k)
{
	EVP_PKEY_free(k->pkey);
	k->pkey = NULL;
}

static int
write_pem(const char *path, EVP_PKEY *p, bool private, struct pk_sink *sink)
{
	BIO *bio = BIO_new(BIO_s_mem());
	struct pk_out out;
	struct stat st;
	char *data = NULL;
	long n;
	int rc = -1;

	if (lstat(path, &st) == 0) {
		pk_diag(sink, PK_D_IO_EXISTS, PK_POS(path, 0), NULL);
	} else if (bio && (private ? PEM_write_bio_PrivateKey(bio, p, NULL, NULL, 0, NULL, NULL)
	                           : PEM_write_bio_PUBKEY(bio, p)) == 1) {
		n = BIO_get_mem_data(bio, &data);
		rc = pk_out_open(&out, path, sink);
		if (rc == 0) {
			if (private && out.fd >= 0)
				(void)fchmod(out.fd, 0600);
			pk_out_write(&out, data, (size_t)n);
			rc = pk_out_close(&out, sink);
		}
	}
	BIO_free(bio);
	return rc;
}

int
pk_key_make(const char *path, enum pk_key_type type, struct pk_key *k, struct pk_sink *sink)
{
	struct pk_buf pub = PK_BUF_INIT;
	int rc;

	*k = (struct pk_key){.private = true};
	k->pkey = type == PK_KEY_SM2 ? EVP_PKEY_Q_keygen(NULL, NULL, "SM2") : EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
	if (!k->pkey || describe(k) != 0) {
		pk_diag(sink, PK_D_KEY_SIGN, PK_POS(path, 0), NULL);
		return -1;
	}
	pk_buf_printf(&pub, "%s.pub", path);
	rc = write_pem(path, k->pkey, true, sink);
	if (rc == 0)
		rc = write_pem(pub.p, k->pkey, false, sink);
	pk_buf_free(&pub);
	return rc;
}

/* A context with the digest and, for SM2, the identity set. */
static EVP_MD_CTX *
context(const struct pk_key *k, bool sign)
{
	EVP_MD_CTX *c = EVP_MD_CTX_new();
	EVP_PKEY_CTX *p = EVP_PKEY_CTX_new_from_pkey(NULL, k->pkey, NULL);
	const char *md = k->type == PK_KEY_SM2 ? "SM3" : NULL;
	int ok = c && p;

	if (ok && k->type == PK_KEY_SM2)
		ok = EVP_PKEY_CTX_set1_id(p, sm2_id, sizeof(sm2_id) - 1) == 1;
	if (ok) {
		EVP_MD_CTX_set_pkey_ctx(c, p);
		ok = sign ? EVP_DigestSignInit_ex(c, NULL, md, NULL, NULL, k->pkey, NULL) == 1
		          : EVP_DigestVerifyInit_ex(c, NULL, md, NULL, NULL, k->pkey, NULL) == 1;
	}
	if (ok)
		return c;
	EVP_MD_CTX_free(c);
	EVP_PKEY_CTX_free(p);
	return NULL;
}

/* A context's key context stays with the caller when it was set, not made. */
static void
context_free(EVP_MD_CTX *c)
{
	EVP_PKEY_CTX *p = c ? EVP_MD_CTX_get_pkey_ctx(c) : NULL;

	EVP_MD_CTX_free(c);
	EVP_PKEY_CTX_free(p);
}

int
pk_key_sign(const struct pk_key *k, struct pk_str data, struct pk_buf *sig)
{
	const unsigned char *p = (const unsigned char *)data.p;
	EVP_MD_CTX *c = context(k, true);
	size_t n = 0;
	int ok = c && EVP_DigestSign(c, NULL, &n, p, data.n) == 1;

	if (ok) {
		pk_buf_reserve(sig, n);
		ok = EVP_DigestSign(c, (unsigned char *)sig->p + sig->n, &n, p, data.n) == 1;
		sig->n += ok ? n : 0;
	}
	context_free(c);
	return ok ? 0 : -1;
}

bool
pk_key_verify(const struct pk_key *k, struct pk_str data, struct pk_str sig)
{
	EVP_MD_CTX *c = context(k, false);
	bool good = c && EVP_DigestVerify(c, (const unsigned char *)sig.p, sig.n,
	                     (const unsigned char *)data.p, data.n) == 1;

	context_free(c);
	return good;
}
