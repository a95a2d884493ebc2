/* The RELAX NG schema of plan XML, lib/plan/plan.rng, made part of the library by the Makefile. */
#ifndef PK_PLAN_SCHEMA_H
#define PK_PLAN_SCHEMA_H

#include <stddef.h>

/* Its lines, each with its line end; NULL ends them. */
extern const char *const pk_plan_schema[];

#endif
