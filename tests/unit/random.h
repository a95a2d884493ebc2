/* Numbers that are the same in every run (Marsaglia's xorshift64), for tests that try many inputs. */
#ifndef PK_TESTS_UNIT_RANDOM_H
#define PK_TESTS_UNIT_RANDOM_H

#include <stdint.h>

static uint64_t seed = 88172645463325252u;

/* One of 0 to n - 1. */
static uint64_t
rnd(uint64_t n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (seed >> 11) % n;
}

#endif
