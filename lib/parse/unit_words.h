/*
 * The lexicon of unit.c: labels, verbs of responsibility, and what names of units are
 * made of.  Add a word where it belongs; nothing else needs to change.
 */
#ifndef PK_PARSE_UNIT_WORDS_H
#define PK_PARSE_UNIT_WORDS_H

#include "parse/read.h"

enum unit_cls { U_LEAD = 1, U_RESPONSIBLE, U_COOPERATE, U_SHORT_LEAD, U_SHORT_RESPONSIBLE,
	U_SHORT_COOPERATE, U_BRACKET, U_BY, U_VERB, U_OTHER };

/* What kind of body a label names: "牵头" "单位". */
#define BODIES(role, cls)                                                                          \
	{role "单位", cls}, {role "部门", cls}, {role "科室", cls}, {role "处室", cls},             \
	    {role "股室", cls}, {role "机构", cls}, {role "科处室", cls}

static const struct pk_cue unit_cues[] = {
    BODIES("牵头", U_LEAD), BODIES("牵头责任", U_LEAD), BODIES("主办", U_LEAD), BODIES("主责", U_LEAD),
    BODIES("总牵头", U_LEAD), BODIES("市级牵头", U_LEAD), BODIES("县级牵头", U_LEAD),
    BODIES("牵头(责任)", U_LEAD), BODIES("牵头主责", U_LEAD), BODIES("主要牵头", U_LEAD),
    {"牵头和责任单位", U_RESPONSIBLE}, {"牵头及责任单位", U_RESPONSIBLE},
    {"牵头、责任单位", U_RESPONSIBLE}, {"牵头和配合单位", U_RESPONSIBLE},
    BODIES("责任", U_RESPONSIBLE), BODIES("主要责任", U_RESPONSIBLE), BODIES("具体责任", U_RESPONSIBLE),
    BODIES("承办", U_RESPONSIBLE), BODIES("落实", U_RESPONSIBLE), BODIES("实施", U_RESPONSIBLE),
    BODIES("执行", U_RESPONSIBLE), BODIES("负责", U_RESPONSIBLE), BODIES("承担", U_RESPONSIBLE),
    BODIES("整改责任", U_RESPONSIBLE), BODIES("整改", U_RESPONSIBLE),
    {"责任主体", U_RESPONSIBLE}, {"实施主体", U_RESPONSIBLE}, {"落实主体", U_RESPONSIBLE},
    {"责任单位(部门)", U_RESPONSIBLE}, {"责任部门(单位)", U_RESPONSIBLE},
    {"牵头单位(部门)", U_LEAD}, {"牵头部门(单位)", U_LEAD},
    {"配合单位(部门)", U_COOPERATE}, {"配合部门(单位)", U_COOPERATE},
    BODIES("配合", U_COOPERATE), BODIES("协办", U_COOPERATE), BODIES("参与", U_COOPERATE),
    BODIES("协作", U_COOPERATE), BODIES("协同", U_COOPERATE), BODIES("协助", U_COOPERATE),
    BODIES("参加", U_COOPERATE), BODIES("协同配合", U_COOPERATE), BODIES("协调配合", U_COOPERATE),
    BODIES("配合责任", U_COOPERATE), BODIES("责任配合", U_COOPERATE), BODIES("支持配合", U_COOPERATE),
    BODIES("协同责任", U_COOPERATE), BODIES("协调", U_COOPERATE),
    /* Short labels: need the colon */
    {"牵头", U_SHORT_LEAD}, {"主办", U_SHORT_LEAD}, {"主责", U_SHORT_LEAD},
    {"责任", U_SHORT_RESPONSIBLE}, {"承办", U_SHORT_RESPONSIBLE},
    {"配合", U_SHORT_COOPERATE}, {"协办", U_SHORT_COOPERATE}, {"协同", U_SHORT_COOPERATE},
    {"参与", U_SHORT_COOPERATE},
    /* Labels whose text says who does what in words: "分工:A牵头,B配合" */
    {"责任分工:", U_BRACKET}, {"任务分工:", U_BRACKET}, {"职责分工:", U_BRACKET}, {"分工:", U_BRACKET},
    {"由", U_BY},
    {"负责", U_VERB}, {"职责分工", U_VERB}, {"分工落实", U_VERB}, {"落实", U_VERB},
    {"组织实施", U_VERB}, {NULL, 0}};

/* Verbs of responsibility behind a list of names, and the words that go with them. */
PK_WORDS(unit_verb_lead, "牵头", "主办", "统筹");
PK_WORDS(unit_verb_coop, "配合", "协助", "协同", "参与", "协办", "参加", "支持");
PK_WORDS(unit_verb_words, "按照各自职责分工", "按各自职责分工", "按照各自职责", "按各自职责",
    "依据职责分工", "根据职责分工", "依照职责分工", "依职责分工", "按照职责分工", "按照分工", "按职责分工",
    "按职能分工", "按职能职责", "按照职责", "按职责", "依职责", "依据职责", "根据职责", "按照职能",
    "按职能", "按分工", "按责任分工", "按任务分工", "按部门职责", "按照部门职责", "各自职责", "职责分工",
    "结合各自职责", "结合职责", "分工负责", "分工落实", "分工", "分别", "共同", "具体", "联合", "统一",
    "主要", "密切", "积极", "协同", "牵头负责", "总牵头", "牵头", "负责落实", "组织实施", "组织落实",
    "组织", "实施", "推进", "落实", "抓好", "做好", "负责", "承担", "承办", "主办", "统筹", "配合", "协助",
    "参与", "协办", "参加", "支持", "推动", "开展", "等");

/* Words that a complete name of a unit ends in. */
PK_WORDS(unit_tails, "局", "委", "办", "厅", "署", "科", "室", "院", "所", "站", "队", "台",
    "馆", "园", "校", "库", "场", "厂", "店", "村", "镇", "乡", "区", "县", "市", "省", "旗", "股", "庭",
    "中心", "公司", "集团", "企业", "银行", "支行", "分行", "政府", "街道", "社区", "园区", "机关",
    "单位", "部门", "机构", "组织", "专班", "支部", "总支", "党委", "党组", "纪委", "工会", "协会",
    "学会", "商会", "委员会", "联合会", "居委会", "村委会", "理事会", "总会", "妇联", "残联", "侨联",
    "文联", "社科联", "工商联", "团委", "科协", "政协", "人大", "供销社", "合作社", "报社", "出版社",
    "旅行社", "办事处", "管理处", "督查处", "处", "宣传部", "组织部", "统战部", "武装部", "人武部",
    "社会工作部", "部", "工作组", "领导小组", "小组", "指挥部", "支队", "大队", "总队", "法院", "检察院",
    "大学", "学院", "医院", "班", "兵团", "监狱", "海关", "税务", "交警", "公安", "城管", "管委会", "网格",
    "指挥中心", "联盟", "基地", "派出所", "年级组", "教研组", "工会小组", "委会", "信用社", "食堂", "医保",
    "市场监管", "行政执法", "融媒体", "局机关", "院系", "村社", "物业", "业委会", "党政办", "校区",
    "景区", "社", "村组", "专委会", "地区", "工作站");
/* ... and endings that look so and are none: persons, posts, things. */
PK_WORDS(unit_not_tails, "干部", "全部", "内部", "社会", "到位", "负责人", "人员", "书记",
    "主任", "队员", "组员", "校长", "院长", "部分", "社会各界", "现场", "市场", "场所", "办理", "工作",
    "制度", "班子成员", "领导", "同志", "专人", "市民", "村民", "群众", "党员", "小区", "辖区");

/* What makes a name a collective. */
PK_WORDS(unit_group_heads, "各", "相关", "有关", "全体", "所有", "其他", "其它", "全市", "全县",
    "全区", "全镇", "全局", "全乡", "涉及", "所属");
PK_WORDS(unit_group_marks, "各", "有关", "相关", "成员单位", "属地", "所有");
PK_WORDS(unit_levels, "中央", "省", "市", "县", "区", "镇", "乡", "州", "街道", "局", "院",
    "校", "部", "委", "旗", "厅", "驻");
PK_WORDS(unit_plain, "直单位", "直部门", "直机关", "属单位", "属企业", "级部门", "级单位",
    "级机关", "直属单位", "直属各单位", "直属机构");
PK_WORDS(unit_several, "乡镇", "镇街", "街镇", "镇乡", "县区", "区县", "市县", "县市", "村社",
    "村组", "镇村", "乡村", "村居", "村(社区)", "乡镇(街道)", "镇(街道)", "县(市、区)", "县(市、区)",
    "市(县、区)", "县(区)", "区(县)", "市(区)", "区(市)县", "旗县", "州市", "市州", "部门", "单位", "科室",
    "处室", "股室", "街道", "社区", "企业", "学校", "园区", "站所", "乡镇办事处", "街道办事处", "乡镇街道",
    "医疗机构", "医疗卫生机构", "窗口单位", "成员单位", "责任单位", "牵头单位", "配合单位", "牵头部门",
    "配合部门", "责任部门", "主管部门", "行业主管部门", "职能部门", "村委会", "居委会", "村(居)",
    "村(居)委会", "政府", "人民政府", "党委和政府", "站", "所", "科", "室", "队", "支部", "党支部", "县政府",
    "区政府", "镇政府", "乡政府", "班级", "年级", "班", "组", "社", "村", "镇", "乡", "区", "县", "市", "州",
    "市(州)", "属地");
PK_WORDS(unit_bodies, "人民政府", "政府", "管委会", "办事处", "党委", "党工委", "委员会", "");

/* Characters and words that no name of a unit has. */
PK_WORDS(unit_never, "的", "了", "是", "并", "把", "被", "我", "你", "他", "她", "它", "这", "那",
    "如", "若", "以上", "以下", "以及", "严格", "确保", "进行", "认真", "切实", "加强", "完成时", "及时",
    "长期", "全年", "持续", "常态化", "即日", "年底", "月底", "第一位", "为第", "每月", "每季", "每周",
    "每年", "每日", "作为", "即为", "均为", "视为", "下同", "%", "“", "”", "《", "》", "?", "!", "=", "要求", "要按", "要认", "要加",
    "要积", "要高", "应当", "必须", "应按", "应认", "应加", "应积", "需要", "可以", "不得", "不能");

/* "等", "等部门", "等有关单位", "等12个部门" at the end of a list. */
PK_WORDS(unit_etc, "有关", "相关", "各", "市直", "县直", "区直", "省直", "市级", "县级", "多个", "多",
    "个", "家", "一批", "责任", "成员", "职能", "科室", "处室", "股室", "单位", "部门", "机构", "乡镇",
    "企业", "组织", "地区", "地", "机关", "街道", "村", "镇", "行业", "主管", "站所", "省级", "区级", "镇级", "涉及",
    "(单位)", "(部门)", "(机构)");

#endif
