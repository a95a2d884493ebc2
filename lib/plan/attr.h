/* The attributes of plan XML: from a start tag into nodes and spans, strictly. */
#ifndef PK_PLAN_ATTR_H
#define PK_PLAN_ATTR_H

#include "plan/build.h"

/* 0, or -1 when one is unknown, missing or has a bad value (diagnosed). */
int pk_attr_node(
    struct pk_build *b, struct pk_arena *a, struct pk_node *n, const struct pk_xml_tag *tag);
int pk_attr_span(
    struct pk_build *b, struct pk_arena *a, struct pk_span *s, const struct pk_xml_tag *tag);

#endif
