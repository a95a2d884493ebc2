#include "bundle/codes.h"

const char *const pk_heading_name[PK_HD_MAX][PK_LANG_MAX] = {
    {"authenticity", "真实性"}, {"completeness", "完整性"}, {"usability", "可用性"}, {"safety", "安全性"}};

const struct pk_code pk_codes[] = {
#define Y(name, heading, source) {PK_D_##name, PK_HD_##heading, source},
#include "bundle/codes.def"
#undef Y
};
const size_t pk_ncodes = sizeof(pk_codes) / sizeof(pk_codes[0]);

const struct pk_code *
pk_code_find(enum pk_diag_id id)
{
	size_t i;

	for (i = 0; i < pk_ncodes; i++)
		if (pk_codes[i].id == id)
			return &pk_codes[i];
	return NULL;
}
