/* Every finding about bundles and evidence: its source and its heading in DA/T 70. */
#ifndef PK_BUNDLE_CODES_H
#define PK_BUNDLE_CODES_H

#include "base/diag.h"

enum pk_heading { PK_HD_A, PK_HD_C, PK_HD_U, PK_HD_S, PK_HD_MAX };
extern const char *const pk_heading_name[PK_HD_MAX][PK_LANG_MAX];

struct pk_code {
	enum pk_diag_id id;
	enum pk_heading heading;
	const char *source;
};
extern const struct pk_code pk_codes[];
extern const size_t pk_ncodes;
/* NULL: not a finding (trouble with a key, a file). */
const struct pk_code *pk_code_find(enum pk_diag_id id);

#endif
