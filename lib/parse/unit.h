/* Labels that name units; unit.c. */
#ifndef PK_PARSE_UNIT_H
#define PK_PARSE_UNIT_H

#include "parse/para.h"

/* A folded label, the whole of it ("牵头单位:"), asks for names of units. */
bool pk_unit_is_label(struct pk_str label);

#endif
