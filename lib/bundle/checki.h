/* Inside lib/bundle only: the parts of the check. */
#ifndef PK_BUNDLE_CHECKI_H
#define PK_BUNDLE_CHECKI_H

#include "bundle/evidence.h"

struct ev_check {
	struct pk_evidence *ev;
	struct pk_sink *sink;
	struct pk_arena *scratch; /* arguments of findings */
	bool secret;              /* something is classified */
	bool later;               /* the task is due later, or not this unit's: what is missing is only noted */
};

/* A finding, with the severity that the rules give it. */
void ev_say(struct ev_check *c, enum pk_diag_id id, struct pk_str subject, const char *a1, const char *a2);
/* 〔2024〕5号 */
bool ev_is_document_number(struct pk_str s);
bool ev_is_copy(const struct pk_ev_item *it);
void ev_check_sequence(struct ev_check *c);
void ev_check_tasks(struct ev_check *c);
void ev_check_reuse(struct ev_check *c);
void ev_check_folder(struct ev_check *c);

#endif
