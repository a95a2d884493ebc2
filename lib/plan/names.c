#include "plan/plan.h"

const char *const pk_role_name[PK_R_MAX] = {
    [PK_R_NONE] = "",
    [PK_R_SECTION] = "section",
    [PK_R_GOAL] = "goal",
    [PK_R_ORG] = "org",
    [PK_R_TASK] = "task",
    [PK_R_PHASE] = "phase",
    [PK_R_SAFEGUARD] = "safeguard",
    [PK_R_SCORING] = "scoring",
    [PK_R_ARTICLE] = "article",
    [PK_R_OTHER] = "other",
};

const char *const pk_rule_name[] = {
    [PK_RR_NONE] = NULL,
    [PK_RR_ONLY_GROUPS] = "role/only-groups",
    [PK_RR_ARTICLE_MARK] = "role/article-mark",
    [PK_RR_SECTION_ABOVE] = "role/section-above",
    [PK_RR_HEADING_WORDS] = "role/heading-words",
    [PK_RR_STAGE_WITH_TIME] = "role/stage-with-time",
    [PK_RR_NOTHING_ELSE] = "role/nothing-else",
    [PK_RR_LIST] = "role/list-beside-or-below",
};

const char *const pk_node_name[PK_N_MAX] = {
    [PK_N_PLANS] = "plans",
    [PK_N_PLAN] = "plan",
    [PK_N_TITLE] = "title",
    [PK_N_P] = "p",
    [PK_N_ITEM] = "item",
    [PK_N_MARKER] = "marker",
    [PK_N_HEAD] = "head",
    [PK_N_TABLE] = "table",
    [PK_N_ROW] = "row",
    [PK_N_CELL] = "cell",
};

const char *const pk_span_name[PK_SP_MAX] = {
    [PK_SP_UNIT] = "unit",
    [PK_SP_PERSON] = "person",
    [PK_SP_SCORE] = "score",
    [PK_SP_MONEY] = "money",
    [PK_SP_TARGET] = "target",
    [PK_SP_TIME] = "time",
    [PK_SP_EVIDENCE] = "evidence",
    [PK_SP_REF] = "ref",
    [PK_SP_CONTACT] = "contact",
};

#define EVERY_KIND [PK_A_BY] = "by"
#define OR_MASKED  [PK_A_MASKED] = "masked", EVERY_KIND

const char *const pk_attr_name[PK_SP_MAX][PK_A_MAX] = {
    [PK_SP_UNIT] = {[PK_A_ROLE] = "role", [PK_A_GROUP] = "group", OR_MASKED},
    [PK_SP_PERSON] = {[PK_A_ROLE] = "role", [PK_A_DUTY] = "duty", OR_MASKED},
    [PK_SP_SCORE] = {[PK_A_POINTS] = "points", [PK_A_PER] = "per", [PK_A_LATE] = "late", EVERY_KIND},
    [PK_SP_MONEY] = {[PK_A_KIND] = "kind", [PK_A_VALUE] = "value", EVERY_KIND},
    [PK_SP_TARGET] = {[PK_A_OP] = "op", [PK_A_VALUE] = "value", [PK_A_UNIT] = "unit", EVERY_KIND},
    [PK_SP_TIME] = {[PK_A_TYPE] = "type", [PK_A_EDTF] = "edtf", [PK_A_EVERY] = "every",
        [PK_A_TIMES] = "times", [PK_A_FROM] = "from", OR_MASKED},
    [PK_SP_EVIDENCE] = {[PK_A_KIND] = "kind", EVERY_KIND},
    [PK_SP_REF] = {[PK_A_KIND] = "kind", [PK_A_NUMBER] = "number", EVERY_KIND},
    [PK_SP_CONTACT] = {[PK_A_KIND] = "kind", OR_MASKED},
};

#define A(x) (1u << PK_A_##x)

const unsigned pk_span_needs[PK_SP_MAX] = {
    [PK_SP_UNIT] = A(ROLE),
    [PK_SP_PERSON] = A(ROLE),
    [PK_SP_SCORE] = A(POINTS),
    [PK_SP_MONEY] = A(KIND) | A(VALUE),
    [PK_SP_TARGET] = A(OP) | A(VALUE),
    [PK_SP_TIME] = A(TYPE),
    [PK_SP_EVIDENCE] = A(KIND),
    [PK_SP_REF] = A(KIND),
    [PK_SP_CONTACT] = A(KIND),
};
