/*
 * Signatures over a bag's tag manifest, which covers the payload manifests and by
 * them the payload (RFC 8493 2.2.1): SM2 with SM3 (GB/T 32918, default identity
 * 1234567812345678) in DER, and Ed25519 (RFC 8032).  Both are what openssl(1)
 * makes and checks.  A signature proves a key, not the red seal on paper.
 */
#ifndef PK_BUNDLE_SIGN_H
#define PK_BUNDLE_SIGN_H

#include "base/io.h"

enum pk_key_type { PK_KEY_SM2, PK_KEY_ED25519, PK_KEY_TYPE_MAX };
extern const char *const pk_key_suffix[PK_KEY_TYPE_MAX]; /* "sm2", "ed25519" */

enum { PK_KEY_ID_SIZE = 17, PK_KEY_FILE_MAX = 65536 };

struct pk_key {
	void *pkey; /* EVP_PKEY */
	enum pk_key_type type;
	bool private;
	char id[PK_KEY_ID_SIZE]; /* 16 hex digits of SHA-256 over the public key (SubjectPublicKeyInfo) */
};

/* Reads a key in PEM: 0, or -1 (diagnosed). */
int pk_key_load(struct pk_key *k, const char *path, bool private, struct pk_sink *sink);
/* Makes a key pair: PATH (private, mode 0600) and PATH.pub.  Nothing is overwritten. */
int pk_key_make(const char *path, enum pk_key_type type, struct pk_key *k, struct pk_sink *sink);
void pk_key_free(struct pk_key *k);

int pk_key_sign(const struct pk_key *k, struct pk_str data, struct pk_buf *sig);
bool pk_key_verify(const struct pk_key *k, struct pk_str data, struct pk_str sig);

#endif
