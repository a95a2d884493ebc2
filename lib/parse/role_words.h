/* Words of headings and what they make of their section; see role_look.c. */
#ifndef PK_PARSE_ROLE_WORDS_H
#define PK_PARSE_ROLE_WORDS_H

#include "parse/para.h"
#include "parse/role_look.h"

/*
 * How a heading ends (the noun that the rest describes).  The longest that ends the
 * first clause counts.
 */
static const struct pk_cue role_ends[] = {
    {"指导思想", N_GOAL}, {"总体要求", N_GOAL}, {"总体思路", N_GOAL}, {"总要求", N_GOAL}, {"思路", N_GOAL},
    {"目标", N_GOAL}, {"目标要求", N_GOAL}, {"原则", N_GOAL}, {"宗旨", N_GOAL}, {"目的", N_GOAL},
    {"目的意义", N_GOAL}, {"目的和意义", N_GOAL}, {"意义", N_GOAL}, {"主题", N_GOAL}, {"方针", N_GOAL},
    {"总则", N_GOAL}, {"理念", N_GOAL}, {"愿景", N_GOAL}, {"指导方针", N_GOAL}, {"预期成效", N_GOAL},
    {"预期效果", N_GOAL}, {"总体考虑", N_GOAL}, {"总体部署", N_GOAL}, {"指标", N_GOAL},
    {"主办单位", N_ORG}, {"承办单位", N_ORG}, {"协办单位", N_ORG}, {"组织单位", N_ORG}, {"举办单位", N_ORG}, {"主承办单位", N_ORG},
    {"组织机构", N_ORG}, {"领导小组", N_ORG}, {"组织体系", N_ORG}, {"指挥机构", N_ORG}, {"指挥体系", N_ORG},
    {"领导机构", N_ORG}, {"工作机构", N_ORG}, {"组织架构", N_ORG}, {"工作专班", N_ORG}, {"指挥部", N_ORG},
    {"工作小组", N_ORG}, {"领导小组组长", N_ORG}, {"工作小组组长", N_ORG}, {"机构设置", N_ORG}, {"机构", N_ORG}, {"委员会", N_ORG}, {"领导组", N_ORG}, {"小组", N_ORG},
    {"人员组成", N_ORG}, {"机构及职责", N_ORG}, {"机构和职责", N_ORG}, {"机构与职责", N_ORG}, {"小组及职责", N_ORG},
    {"机构及分工", N_ORG}, {"小组及分工", N_ORG}, {"领导及分工", N_LEAD}, {"领导及职责", N_LEAD}, {"领导和分工", N_LEAD}, {"领导与分工", N_LEAD},
    {"领导及职责分工", N_LEAD}, {"领导和职责分工", N_LEAD}, {"领导及责任分工", N_LEAD}, {"领导和责任分工", N_LEAD},
    {"机构及职责分工", N_ORG}, {"机构和职责分工", N_ORG}, {"小组及职责分工", N_ORG}, {"实施单位", N_ORG}, {"人员安排", N_ORG}, {"组成人员", N_ORG}, {"小组成员", N_ORG}, {"组织领导机构", N_ORG}, {"专班", N_ORG},
    {"任务", N_TASK}, {"内容", N_TASK}, {"重点", N_TASK}, {"重点工作", N_TASK}, {"主要工作", N_TASK},
    {"任务分工", N_TASK}, {"责任分工", N_TASK}, {"职责分工", N_TASK}, {"工作分工", N_TASK}, {"任务分解", N_TASK},
    {"任务清单", N_TASK}, {"重点项目", N_TASK}, {"重点工程", N_TASK}, {"重点行动", N_TASK}, {"行动", N_TASK},
    {"工程", N_TASK}, {"流程", N_TASK}, {"程序", N_TASK}, {"要点", N_TASK}, {"职责", N_TASK}, {"活动", N_TASK},
    {"方法", N_TASK}, {"方式", N_TASK}, {"分工", N_TASK}, {"项目", N_TASK}, {"具体工作", N_TASK}, {"资料收集", N_TASK},
    {"重点举措", N_TASK}, {"主要举措", N_TASK}, {"任务举措", N_TASK}, {"任务措施", N_TASK}, {"政策措施", N_TASK},
    {"内容与指标", N_TASK}, {"内容和指标", N_TASK}, {"内容及指标", N_TASK}, {"任务与指标", N_TASK}, {"任务和指标", N_TASK},
    {"任务和措施", N_TASK}, {"任务及措施", N_TASK}, {"做法", N_TASK}, {"途径", N_TASK},
    {"步骤", N_PHASE}, {"阶段", N_PHASE}, {"进度", N_PHASE}, {"时间安排", N_PHASE}, {"进度安排", N_PHASE},
    {"步骤安排", N_PHASE}, {"阶段安排", N_PHASE}, {"推进安排", N_PHASE}, {"时间步骤", N_PHASE}, {"步骤和时间", N_PHASE},
    {"时间节点", N_PHASE}, {"日程安排", N_PHASE}, {"时间进度", N_PHASE}, {"计划安排", N_PHASE}, {"实施安排", N_PHASE},
    {"分月安排", N_PHASE}, {"方法步骤", N_PHASE}, {"步骤方法", N_PHASE}, {"步骤及时间安排", N_PHASE}, {"阶段划分", N_PHASE},
    {"行事历", N_PHASE}, {"进程", N_PHASE}, {"推进计划", N_PHASE}, {"进度计划", N_PHASE}, {"时间计划", N_PHASE},
    {"工作阶段", N_PHASE}, {"工作日程", N_PHASE}, {"日程", N_PHASE}, {"实施阶段", N_PHASE}, {"时序安排", N_PHASE}, {"时间表", N_PHASE},
    {"要求", N_DEMANDS}, {"工作要求", N_SAFEGUARD}, {"有关要求", N_SAFEGUARD}, {"相关要求", N_SAFEGUARD},
    {"活动要求", N_SAFEGUARD}, {"几点要求", N_SAFEGUARD}, {"具体要求", N_SAFEGUARD}, {"组织要求", N_SAFEGUARD},
    {"实施要求", N_SAFEGUARD}, {"纪律要求", N_SAFEGUARD}, {"保障要求", N_SAFEGUARD}, {"落实要求", N_SAFEGUARD},
    {"保障", N_SAFEGUARD}, {"保障措施", N_SAFEGUARD}, {"保障机制", N_SAFEGUARD},
    {"机制", N_SAFEGUARD}, {"组织实施", N_SAFEGUARD}, {"督导检查", N_SAFEGUARD}, {"监督检查", N_SAFEGUARD},
    {"督查督办", N_SAFEGUARD}, {"督导考核", N_SAFEGUARD}, {"监督考核", N_SAFEGUARD}, {"督查考核", N_SAFEGUARD},
    {"检查考核", N_SAFEGUARD}, {"考核督导", N_SAFEGUARD}, {"考核监督", N_SAFEGUARD}, {"考核督查", N_SAFEGUARD},
    {"督导", N_SAFEGUARD}, {"督查", N_SAFEGUARD}, {"监督", N_SAFEGUARD}, {"纪律", N_SAFEGUARD}, {"注意事项", N_SAFEGUARD},
    {"经费安排", N_TASK}, {"经费保障", N_SAFEGUARD}, {"资金保障", N_SAFEGUARD}, {"资金安排", N_TASK},
    {"推进落实", N_SAFEGUARD}, {"组织保障", N_SAFEGUARD}, {"政策保障", N_SAFEGUARD}, {"保障体系", N_SAFEGUARD},
    {"组织推进", N_SAFEGUARD}, {"问责", N_SAFEGUARD}, {"责任追究", N_SAFEGUARD}, {"监督管理", N_SAFEGUARD}, {"考核验收", N_SAFEGUARD}, {"其他要求", N_SAFEGUARD},
    {"宣传引导", N_SAFEGUARD}, {"跟踪问效", N_SAFEGUARD}, {"督促检查", N_SAFEGUARD}, {"监督保障", N_SAFEGUARD}, {"组织管理", N_LEAD},
    {"考核", N_SCORING}, {"考评", N_SCORING}, {"评分", N_SCORING}, {"考核办法", N_SCORING}, {"考评办法", N_SCORING},
    {"评分标准", N_SCORING}, {"评分办法", N_SCORING}, {"评分规则", N_SCORING}, {"计分办法", N_SCORING},
    {"计分规则", N_SCORING}, {"考核标准", N_SCORING}, {"考核内容", N_SCORING}, {"考核方式", N_SCORING},
    {"考核细则", N_SCORING}, {"考核指标", N_SCORING}, {"评价标准", N_SCORING}, {"评价办法", N_SCORING},
    {"奖惩", N_SCORING}, {"奖励", N_SCORING}, {"处罚", N_SCORING}, {"奖惩办法", N_SCORING}, {"奖惩措施", N_SCORING},
    {"奖励办法", N_SCORING}, {"奖励措施", N_SCORING}, {"奖项设置", N_SCORING}, {"奖项安排", N_SCORING}, {"奖项设立", N_SCORING}, {"奖项", N_SCORING}, {"奖励机制", N_SCORING},
    {"评选办法", N_SCORING}, {"评比办法", N_SCORING}, {"表彰奖励", N_SCORING}, {"评选表彰", N_SCORING}, {"评比表彰", N_SCORING}, {"考核评估", N_SCORING},
    {"评奖办法", N_SCORING}, {"评奖", N_SCORING}, {"奖励设置", N_SCORING}, {"考核结果", N_SCORING}, {"加分项", N_SCORING}, {"扣分项", N_SCORING}, {"加分项目", N_SCORING}, {"扣分项目", N_SCORING}, {"减分项目", N_SCORING}, {"奖扣分项目", N_SCORING},
    {"加扣分项目", N_SCORING}, {"加减分项目", N_SCORING}, {"加扣分", N_SCORING}, {"加减分", N_SCORING}, {"奖惩项目", N_SCORING},
    {"减分项", N_SCORING}, {"加分", N_SCORING}, {"扣分", N_SCORING}, {"减分", N_SCORING}, {"一票否决", N_SCORING},
    {"结果运用", N_SCORING}, {"结果应用", N_SCORING}, {"考核评价", N_SCORING}, {"考核评比", N_SCORING}, {"评比", N_SCORING},
    {"考核奖惩", N_SCORING}, {"表彰", N_SCORING}, {"日常考核", N_SCORING}, {"季度抽查", N_SCORING}, {"考核评分", N_SCORING},
    {"评审标准", N_SCORING}, {"评选标准", N_SCORING}, {"加分办法", N_SCORING}, {"积分规则", N_SCORING}, {"赋分", N_SCORING},
    {"附则", N_OTHER}, {"发展基础", N_OTHER}, {"工作基础", N_OTHER}, {"现有基础", N_OTHER}, {"建设基础", N_OTHER},
    {"发展环境", N_OTHER}, {"机遇与挑战", N_OTHER}, {"机遇和挑战", N_OTHER}, {"形势与挑战", N_OTHER}, {"主要成效", N_OTHER},
    {"工作成效", N_OTHER}, {"发展成效", N_OTHER}, {"存在的问题", N_OTHER}, {"主要问题", N_OTHER}, {"名词解释", N_OTHER}, {"解释", N_OTHER}, {"范围", N_OTHER}, {"对象", N_OTHER}, {"时间", N_OTHER},
    {"口号", N_GOAL}, {"评委", N_ORG}, {"评委构成", N_ORG}, {"评委组成", N_ORG}, {"人员构成", N_ORG}, {"活动经费", N_OTHER},
    {"实施区域", N_OTHER}, {"整治区域", N_OTHER}, {"禁烧区域", N_OTHER}, {"重点区域", N_OTHER}, {"活动区域", N_OTHER},
    {"作品形式", N_OTHER}, {"地点", N_OTHER}, {"人员", N_OTHER}, {"事项", N_OTHER}, {"说明", N_OTHER}, {"背景", N_OTHER}, {"依据", N_OTHER},
    {"条件", N_OTHER}, {"现状", N_OTHER}, {"形势", N_OTHER}, {"基本情况", N_OTHER}, {"有效期", N_OTHER}, {"概况", N_OTHER},
    {"分级分类", N_OTHER}, {"分类分级", N_OTHER}, {"事件分级", N_OTHER}, {"灾害分级", N_OTHER}, {"事故分级", N_OTHER}, {"响应分级", N_OTHER},
    {"预警分级", N_OTHER}, {"风险分级", N_OTHER}, {"事件分类", N_OTHER}, {"参赛办法", N_OTHER}, {"报名方式", N_OTHER}, {"时间和地点", N_OTHER}, {"时间地点", N_OTHER}, {"附件", N_OTHER},
    {"存在问题", N_OTHER}, {"时间、地点", N_OTHER}, {"联系方式", N_OTHER}, {"术语", N_OTHER}, {"其他", N_OTHER}, {"其它", N_OTHER}, {"经费预算", N_OTHER}, {"经费来源", N_OTHER}, {"资金来源", N_OTHER}, {"定义", N_OTHER},
    {"措施", N_MEASURES}, {"举措", N_MEASURES}, {"工作措施", N_MEASURES}, {"工作举措", N_MEASURES}, {"推进措施", N_MEASURES},
    {"安排", N_ARRANGE}, {"工作安排", N_ARRANGE}, {"内容及时间安排", N_ARRANGE}, {"内容和时间安排", N_ARRANGE},
    {"内容与时间安排", N_ARRANGE}, {"任务及时间安排", N_ARRANGE}, {"任务和时间安排", N_ARRANGE}, {"项目及时间安排", N_ARRANGE},
    {"内容、时间安排", N_ARRANGE}, {"任务、时间安排", N_ARRANGE}, {"活动及时间安排", N_ARRANGE}, {"要求及时间安排", N_ARRANGE},
    {"内容及进度安排", N_ARRANGE}, {"内容和进度安排", N_ARRANGE}, {"任务及进度安排", N_ARRANGE}, {"任务和进度安排", N_ARRANGE},
    {"内容及时间", N_ARRANGE}, {"内容和时间", N_ARRANGE}, {"内容与时间", N_ARRANGE}, {"内容、时间", N_ARRANGE}, {"项目及时间", N_ARRANGE},
    {"工作计划", N_ARRANGE}, {"工作部署", N_ARRANGE},
    {"组织领导", N_LEAD}, {"组织", N_LEAD}, {"领导", N_LEAD}, {"目标任务", N_AIMS}, {"任务目标", N_AIMS},
    {"目标和任务", N_AIMS}, {"目标与任务", N_AIMS}, {"目标及任务", N_AIMS}, {NULL, 0}};

/* Anywhere in the first words of an item's heading they show that it backs the work. */
static const struct pk_cue role_backing[] = {{"加强组织领导", 2}, {"强化组织领导", 2}, {"加强领导", 2}, {"强化领导", 2},
    {"组织领导", 2}, {"加强组织", 2}, {"强化组织", 2}, {"组织保障", 2}, {"统一思想", 2}, {"提高认识", 2}, {"提高思想认识", 2},
    {"高度重视", 2}, {"提高站位", 2}, {"政治站位", 2}, {"思想认识", 2}, {"明确职责", 2}, {"明确责任", 2}, {"明确分工", 2},
    {"落实责任", 2}, {"压实责任", 2}, {"压紧压实", 2}, {"强化责任", 2}, {"夯实责任", 2}, {"责任到人", 2}, {"责任落实", 2},
    {"主体责任", 2}, {"狠抓落实", 2}, {"抓好落实", 2}, {"确保落实", 2}, {"推动落实", 2}, {"强化落实", 2}, {"督查督办", 2},
    {"加强督查", 2}, {"强化督查", 2}, {"加强督导", 2}, {"强化督导", 2}, {"严格督导", 2}, {"严格督查", 2}, {"督导检查", 2},
    {"督查检查", 2}, {"监督检查", 2}, {"督导问效", 2}, {"跟踪问效", 2}, {"加强考核", 2}, {"强化考核", 2}, {"严格考核", 2},
    {"督查考核", 2}, {"督导考核", 2}, {"监督考核", 2}, {"考核问责", 2}, {"考核奖惩", 2}, {"兑现奖惩", 2}, {"严格奖惩", 2},
    {"严肃问责", 2}, {"追责问责", 2}, {"责任追究", 2}, {"强化监督", 2}, {"加强监督", 1}, {"加强宣传", 1}, {"强化宣传", 1},
    {"注重宣传", 1}, {"宣传引导", 1}, {"宣传造势", 2}, {"舆论引导", 1}, {"舆论宣传", 1}, {"广泛宣传", 1}, {"广泛发动", 1},
    {"氛围", 1}, {"宣传教育", 1}, {"密切配合", 2}, {"密切协作", 2}, {"密切协调", 2}, {"协同配合", 2}, {"协调配合", 2},
    {"协作配合", 2}, {"加强协作", 2}, {"加强配合", 2}, {"强化协作", 2}, {"加强协同", 2}, {"强化协同", 2}, {"加强协调", 2},
    {"强化协调", 2}, {"形成合力", 2}, {"加强沟通", 2}, {"统筹协调", 2}, {"统筹推进", 1}, {"加强统筹", 2}, {"强化统筹", 2},
    {"信息报送", 2}, {"加强调度", 2}, {"强化调度", 2}, {"资金投入", 2}, {"资金保障", 2}, {"经费保障", 2}, {"要素保障", 2},
    {"强化保障", 2}, {"加强保障", 2}, {"完善保障", 2}, {"落实保障", 2}, {"保障措施", 2}, {"保障经费", 2}, {"保障到位", 2},
    {"加大投入", 2}, {"人员保障", 2}, {"政策保障", 2}, {"政策支持", 1}, {"技术支撑", 1}, {"队伍建设", 1}, {"严肃纪律", 2},
    {"严明纪律", 2}, {"严格纪律", 2}, {"工作纪律", 2}, {"监测评估", 1}, {"总结推广", 1}, {"及时总结", 1}, {"加强总结", 1},
    {"注重实效", 2}, {"务求实效", 2}, {"确保实效", 2}, {"取得实效", 2}, {"力求实效", 2}, {"强化激励", 2}, {"示范引领", 1},
    {"精心组织", 2}, {"周密部署", 2}, {"周密安排", 2}, {"严密组织", 2}, {"精心实施", 2}, {"建立健全机制", 2},
    {"长效机制", 1}, {"工作机制", 1}, {"责任体系", 2}, {"责任制", 1}, {"工作专班", 1}, {"专人负责", 2}, {"包保责任", 2},
    {"保障机制", 2}, {"强化要求", 2}, {"严格要求", 1}, {"确保安全", 1}, {"督促指导", 1}, {"跟踪督办", 2}, {NULL, 0}};

/*
 * A heading that begins with one of these says what is done and does not name a section,
 * whatever its last noun: 明确职责, 健全医养结合机制, 落实用地用房保障.  Those of class 2
 * may describe the noun right behind them: 整治目标, 推进机制.
 */
static const struct pk_cue role_verbs[] = {{"加强", 1}, {"强化", 1}, {"明确", 1}, {"完善", 1}, {"落实", 1}, {"健全", 1},
    {"建立", 1}, {"推进", 2}, {"推动", 1}, {"开展", 1}, {"做好", 1}, {"抓好", 1}, {"抓实", 1}, {"抓紧", 1}, {"加快", 1},
    {"加大", 1}, {"提升", 2}, {"提高", 1}, {"严格", 1}, {"严肃", 1}, {"优化", 1}, {"构建", 1}, {"建设", 2}, {"打造", 1},
    {"实施", 2}, {"深化", 1}, {"深入", 1}, {"扎实", 1}, {"全面", 1}, {"积极", 1}, {"切实", 1}, {"持续", 1}, {"着力", 1},
    {"大力", 1}, {"统筹", 1}, {"规范", 1}, {"组织开展", 2}, {"组建", 1}, {"创新", 1}, {"支持", 2}, {"鼓励", 1}, {"培育", 2},
    {"发展", 2}, {"整治", 2}, {"清理", 2}, {"改善", 1}, {"改造", 2}, {"修订", 1}, {"制定", 1}, {"编制", 1}, {"聚焦", 1},
    {"突出", 1}, {"坚持", 1}, {"坚决", 1}, {"确保", 1}, {"保障", 2}, {"压实", 1}, {"夯实", 1}, {"细化", 1}, {"拓展", 1},
    {"举办", 1}, {"召开", 1}, {"广泛", 1}, {"定期", 1}, {"及时", 1}, {"狠抓", 1}, {"注重", 1}, {"重视", 1}, {"增强", 1},
    {"促进", 1}, {"引导", 1}, {"搭建", 1}, {"畅通", 1}, {"排查", 2}, {"治理", 2}, {"探索", 1}, {"推行", 1}, {"推广", 2},
    {"公布", 1}, {"公开", 1}, {"核清", 1}, {"摸清", 1}, {"参加", 2}, {"参与", 2}, {"配合", 1}, {"利用", 1}, {"发挥", 1},
    {"紧盯", 1}, {"紧扣", 1}, {"围绕", 1}, {"进一步", 1}, {"继续", 1}, {"扩大", 1}, {"丰富", 1}, {"营造", 1}, {NULL, 0}};

/* Words of running text that tell of points, money, merit and groups. */
enum { W_POINT, W_YUAN, W_GIVE, W_MERIT, W_RANK, W_GROUP, W_HEADED, W_FOLD };
static const struct pk_cue role_text[] = {{"分", W_POINT}, {"元", W_YUAN}, {"奖", W_GIVE}, {"罚", W_GIVE},
    {"扣", W_RANK}, {"考核", W_MERIT}, {"考评", W_MERIT}, {"评优", W_RANK}, {"名次", W_RANK}, {"等次", W_RANK},
    {"表彰", W_RANK}, {"取消", W_RANK}, {"否决", W_RANK}, {"资格", W_MERIT}, {"约谈", W_MERIT}, {"通报", W_MERIT},
    {"排名", W_RANK}, {"评为", W_RANK}, {"领导小组", W_GROUP}, {"组长", W_HEADED}, {"总指挥", W_HEADED}, {"指挥长", W_HEADED}, {"工作专班", W_GROUP},
    {"指挥部", W_GROUP}, {"工作组", W_GROUP}, {"工作小组", W_GROUP}, {"组委会", W_GROUP}, {"主办", W_HEADED}, {"承办", W_HEADED}, {"纳入", W_FOLD}, {NULL, 0}};

#endif
