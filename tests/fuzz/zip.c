/* Fuzz target: zip; see bundle.h. */
#include "bundle.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	(void)fuzz_container;
	(void)fuzz_manifest;
	(void)fuzz_baginfo;
	(void)fuzz_catalogue;
	return fuzz_container(p, n);
}
