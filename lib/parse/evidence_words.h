/* The lexicon of evidence.c: verbs of handing in and collecting, materials and their kinds. */
#ifndef PK_PARSE_EVIDENCE_WORDS_H
#define PK_PARSE_EVIDENCE_WORDS_H

#include "parse/read.h"

enum evidence_cls { E_HAND = 1, E_COLLECT, E_CHECK, E_HEAD, E_ETC, E_OBJECT, E_FILED };

static const struct pk_cue evidence_cues[] = {
    {"报送", E_HAND}, {"上报", E_HAND}, {"上交", E_HAND}, {"交送", E_HAND}, {"提交", E_HAND}, {"移交", E_HAND}, {"上传", E_HAND}, {"递交", E_HAND},
    {"呈报", E_HAND}, {"报备", E_HAND}, {"交回", E_HAND}, {"附送", E_HAND}, {"另附", E_HAND},
    {"收集", E_COLLECT}, {"搜集", E_COLLECT}, {"整理", E_COLLECT}, {"归档", E_COLLECT}, {"留存", E_COLLECT},
    {"保存", E_COLLECT}, {"存档", E_COLLECT}, {"备齐", E_COLLECT}, {"准备", E_COLLECT}, {"汇总", E_COLLECT},
    {"提供", E_COLLECT}, {"保留", E_COLLECT}, {"装订", E_COLLECT}, {"立卷", E_COLLECT}, {"备查", E_COLLECT},
    {"拍摄", E_COLLECT}, {"存留", E_COLLECT}, {"完善", E_CHECK}, {"检查", E_CHECK}, {"查阅", E_CHECK},
    {"查看", E_CHECK},
    {"资料", E_HEAD}, {"材料", E_HEAD}, {"档案", E_HEAD}, {"佐证", E_HEAD}, {"台账", E_HEAD}, {"台帐", E_HEAD},
    {"图片", E_HEAD}, {"照片", E_HEAD}, {"凭证", E_HEAD}, {"文件资料", E_HEAD}, {"内业", E_HEAD},
    {"等资料", E_ETC}, {"等材料", E_ETC}, {"等档案", E_ETC}, {"等台账", E_ETC}, {"等佐证", E_ETC},
    {"等印证", E_ETC}, {"等相关资料", E_ETC}, {"等相关材料", E_ETC}, {"等有关资料", E_ETC},
    {"等有关材料", E_ETC}, {"等文字资料", E_ETC}, {"等书面材料", E_ETC}, {"等档案资料", E_ETC},
    {"等痕迹资料", E_ETC}, {"等原始资料", E_ETC}, {"等基础资料", E_ETC}, {"等影像资料", E_ETC},
    {"等支撑材料", E_ETC}, {"等证明材料", E_ETC}, {"等申报材料", E_ETC}, {"等图文资料", E_ETC},
    {"将", E_OBJECT}, {"把", E_OBJECT}, {"连同", E_OBJECT}, {"前报", E_FILED}, {"等实物", E_ETC}, {"等文件资料", E_ETC}, {"等工作资料", E_ETC}, {"等过程性资料", E_ETC},
    {"等创建资料", E_ETC}, {"等迎检资料", E_ETC}, {"等台账资料", E_ETC}, {"等内业资料", E_ETC}, {NULL, 0}};

/* Something in the sentence says that the materials must be gathered or handed in. */
PK_WORDS(evidence_context, "报送", "上报", "提交", "移交", "上传", "递交", "收集", "搜集", "整理", "归档",
    "留存", "存档", "备齐", "汇总", "佐证", "印证", "备查", "装订", "立卷", "迎检", "验收资料", "申报材料",
    "建档", "报备", "审核资料", "档案", "提供", "保留好", "保存好", "保管好", "保留相关", "保存相关");

/* What a material's name ends in. */
PK_WORDS(evidence_tails, "方案", "总结", "报告", "简报", "报道", "记录", "纪要", "台账", "台帐", "材料",
    "资料", "档案", "文件", "汇报", "清单", "名单", "名册", "花名册", "照片", "图片", "影像", "视频", "录像",
    "截图", "数据", "统计", "报表", "表", "明细", "凭证", "票据", "发票", "复印件", "扫描件", "原件", "证明", "合同",
    "协议", "批复", "图纸", "竣工图", "施工图", "日志", "汇编", "案例", "信息稿", "稿件", "样品", "样件", "实物",
    "心得体会", "承诺书", "责任书", "保修书", "鉴定书", "说明书", "申请书", "通知书", "意见书", "申报书", "委托书", "证书", "执照", "讲话稿",
    "签到册", "成绩单", "推荐信", "回执", "笔记", "教案", "课件", "讲稿", "计划", "小结", "影音资料", "音频", "奖牌", "会议记录",
    "自评表", "信息", "经验做法", "测评结果");
/* ... but not when it is one of these words. */
PK_WORDS(evidence_not, "代表", "外表", "手表", "仪表", "电表", "水表", "时间表", "信息化", "个人信息", "课程表",
    "列表", "发表", "五年计划");
/* Tails too common to be a demand by themselves: 提交方案, 上报信息. */
PK_WORDS(evidence_weak, "方案", "信息", "计划", "案例", "文件", "数据", "统计", "合同", "协议",
    "申请材料", "证明材料", "纸质材料", "办事材料", "办理材料", "申请资料", "电子材料");

PK_WORDS(evidence_picture, "图片", "照片", "影像", "图像", "视频", "录像", "摄像", "截图", "相片", "影音",
    "音频", "录音");
PK_WORDS(evidence_data, "数据", "统计", "报表", "结算表", "进度表", "明细表", "明细",
    "量化表", "监测表");
PK_WORDS(evidence_item, "实物", "样品", "样件", "奖牌", "奖杯", "锦旗", "标牌", "展品");

/* Words that stand before a material and are no part of its name. */
PK_WORDS(evidence_lead, "各类", "各项", "相关", "有关", "以下", "下列", "如下", "全部", "完整的", "详细的",
    "本单位", "本部门", "本年度", "各部门", "各单位", "各乡镇", "各街道", "各学校", "各社区", "各地", "当月", "本月", "上月", "一份", "一套", "纸质", "的", "了", "好",
    "至少", "及时", "并", "将", "把", "其", "本", "做好", "抓好",
    "搞好", "注意");

/* A member of a list is none of these: the list is of something else. */
PK_WORDS(evidence_never, "《", "》", "“", "应当", "进行", "做到", "确保", "是否", "工作机制", "会同",
    "加强", "免于", "提交", "报送", "上报", "不得");

/* Before a verb: nothing has to be handed in. */
PK_WORDS(evidence_not_asked, "免于", "无需", "无须", "不再", "不再要求", "不得", "重复", "免", "不需", "不必",
    "不用", "线下", "群众", "申请人", "企业", "自愿", "欢迎");
/* Split the list too, but are no materials. */
PK_WORDS(evidence_soft, "进度", "情况", "进展", "内容", "做法", "成效", "问题");

#endif
