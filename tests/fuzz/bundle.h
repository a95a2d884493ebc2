/*
 * Fuzzing what strangers send: zip, tar and gzip containers, and the tag files inside
 * a bag.  Any bytes are found valid or are reported; nothing else may happen.
 *
 *   make fuzz; build/fuzz/zip CORPUS     (zip, tar, manifest, baginfo, catalogue)
 *   tests/unit/bundlefuzz.c replays seeds and what was found, without a fuzzer
 *
 * The first byte of the input is options.
 */
#ifndef PK_FUZZ_BUNDLE_H
#define PK_FUZZ_BUNDLE_H

#include "bundle/bag.h"
#include "bundle/minicsv.h"

#include <stdio.h>
#include <stdlib.h>

/* Every finding is rendered in both languages: hostile names go through there. */
static void
fuzz_emit(void *ctx, const struct pk_diag *d)
{
	struct pk_buf b = PK_BUF_INIT;
	size_t i;

	(void)ctx;
	pk_diag_render(d, PK_EN, &b);
	pk_diag_render(d, PK_ZH, &b);
	for (i = 0; i < b.n; i++) {
		if ((unsigned char)b.p[i] < 0x20 || b.p[i] == 0x7f) {
			(void)fprintf(stderr, "bundle fuzz: a control character in a finding\n");
			abort();
		}
	}
	pk_buf_free(&b);
}

static void
fuzz_bag(struct pk_str data, unsigned options)
{
	struct pk_sink sink = {.emit = fuzz_emit};
	struct pk_bag_opts o;
	struct pk_bag bag;
	size_t i;
	int rc;

	pk_bag_defaults(&o);
	/* Small, so that the fuzzer reaches them. */
	o.limits.entries = 200;
	o.limits.member = 1 << 20;
	o.limits.total = 4 << 20;
	o.limits.depth = 8;
	o.limits.path = 300;
	o.tag_max = 1 << 16;
	o.threads = (options & 31) == 1 ? 2 : 1;
	o.bagit_only = options & 2;
	o.skip_hash = (options & 12) == 12;
	rc = pk_bag_verify_memory(&bag, "fuzz", data, &o, &sink);
	if (rc != 0 && sink.count[PK_ERROR] == 0) {
		(void)fprintf(stderr, "bundle fuzz: failed without saying why\n");
		abort();
	}
	/* What is called valid is there, under safe names, and right. */
	if (rc == 0 && sink.count[PK_ERROR] == 0) {
		for (i = 0; i < bag.recs.n; i++) {
			struct pk_bag_rec *r = &bag.recs.v[i];

			if (r->member == PK_BAG_NONE && r->want) {
				(void)fprintf(stderr, "bundle fuzz: valid with a file missing\n");
				abort();
			}
			if (pk_path_fault(r->path, &o.limits) != PK_D_MAX) {
				(void)fprintf(stderr, "bundle fuzz: valid with an unsafe path\n");
				abort();
			}
		}
	}
	pk_bag_free(&bag);
}

/* Zip, tar or tar.gz as it is. */
static int
fuzz_container(const uint8_t *p, size_t n)
{
	if (n > 0)
		fuzz_bag(pk_strn((const char *)p + 1, n - 1), p[0]);
	return 0;
}

/* A tar header and its content. */
static void
fuzz_member(struct pk_buf *b, const char *name, struct pk_str data)
{
	char h[512] = {0};
	unsigned sum = 0;
	size_t i;

	(void)snprintf(h, 100, "bag/%s", name);
	(void)snprintf(h + 100, 8, "%07o", 0644u);
	(void)snprintf(h + 124, 12, "%011lo", (unsigned long)data.n);
	(void)snprintf(h + 136, 12, "%011o", 0u);
	h[156] = '0';
	memcpy(h + 257, "ustar\0" "00", 8);
	memset(h + 148, ' ', 8);
	for (i = 0; i < 512; i++)
		sum += (unsigned char)h[i];
	(void)snprintf(h + 148, 8, "%06o", sum);
	pk_buf_add(b, h, 512);
	pk_buf_str(b, data);
	while (b->n % 512 != 0)
		pk_buf_putc(b, '\0');
}

/* A bag whose tag file `name` is the input; the first byte chooses version and encoding. */
static int
fuzz_tag(const uint8_t *p, size_t n, const char *name)
{
	static const char *const version[] = {"1.0", "0.97", "0.95", "0.93"};
	static const char *const encoding[] = {"UTF-8", "UTF-16", "GB18030", "ISO-8859-1"};
	struct pk_buf b = PK_BUF_INIT, bagit = PK_BUF_INIT;
	size_t i;

	if (n == 0)
		return 0;
	pk_buf_printf(&bagit, "BagIt-Version: %s\nTag-File-Character-Encoding: %s\n", version[p[0] >> 4 & 3],
	    encoding[p[0] >> 6 & 3]);
	fuzz_member(&b, "bagit.txt", pk_buf_view(&bagit));
	fuzz_member(&b, name, pk_strn((const char *)p + 1, n - 1));
	/* As one of ours, so that all that pack puts in is read. */
	if (strcmp(name, "bag-info.txt") != 0)
		fuzz_member(&b, "bag-info.txt", PK_S("BagIt-Profile-Identifier: urn:plankit:bag:1\n"));
	if (strcmp(name, "manifest-sha256.txt") != 0)
		fuzz_member(&b, "manifest-sha256.txt",
		    PK_S("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824  data/a\n"));
	fuzz_member(&b, "data/a", PK_S("hello"));
	fuzz_member(&b, "data/é", PK_S(""));
	for (i = 0; i < 1024; i++)
		pk_buf_putc(&b, '\0');
	fuzz_bag(pk_buf_view(&b), p[0]);
	pk_buf_free(&b);
	pk_buf_free(&bagit);
	return 0;
}

static int
fuzz_manifest(const uint8_t *p, size_t n)
{
	return fuzz_tag(p, n, n > 1 && p[1] & 1 ? "manifest-sha256.txt" : "tagmanifest-sha256.txt") |
	       (n > 1 && p[0] & 1 ? fuzz_tag(p, n, "fetch.txt") : 0);
}

static int
fuzz_baginfo(const uint8_t *p, size_t n)
{
	return fuzz_tag(p, n, "bag-info.txt") | (n && p[0] & 1 ? fuzz_tag(p, n, "bagit.txt") : 0);
}

/* The catalogue, the table of coverage, and the CSV reader alone. */
static int
fuzz_catalogue(const uint8_t *p, size_t n)
{
	struct pk_minicsv c;

	if (n == 0)
		return 0;
	pk_minicsv_init(&c, pk_strn((const char *)p + 1, n - 1));
	while (pk_minicsv_next(&c) == 1)
		;
	pk_minicsv_free(&c);
	return fuzz_tag(p, n, "catalogue.csv") | (p[0] & 1 ? fuzz_tag(p, n, "coverage.csv") : 0);
}

#endif
