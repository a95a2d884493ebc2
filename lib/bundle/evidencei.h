/* Inside lib/bundle only: the parts of loading evidence. */
#ifndef PK_BUNDLE_EVIDENCEI_H
#define PK_BUNDLE_EVIDENCEI_H

#include "bundle/evidence.h"

/* Reads the plan: 0, or -1 (diagnosed). */
int ev_load_plan(struct pk_evidence *ev, const char *path, struct pk_sink *sink);
/* One demand, once; the words are copied. */
void ev_add_demand(struct pk_evidence *ev, struct pk_demands *to, struct pk_str words, unsigned mask,
    size_t line);

#endif
