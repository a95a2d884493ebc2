/* The lexicon of target.c: operators, and the units that numbers are counted and measured in. */
#ifndef PK_PARSE_TARGET_WORDS_H
#define PK_PARSE_TARGET_WORDS_H

#include "parse/read.h"

enum { T_GE = 1, T_LE, T_GT, T_LT, T_EQ, T_AT_MOST, T_DOWN, T_MIN, T_AFTER_GE, T_AFTER_LE, T_AFTER_GT,
	T_PERCENT };

static const struct pk_cue target_cues[] = {
    {"不少于", T_GE}, {"不低于", T_GE}, {"不得少于", T_GE}, {"不得低于", T_GE}, {"不小于", T_GE},
    {"不能少于", T_GE}, {"不能低于", T_GE}, {"不短于", T_GE}, {"不应少于", T_GE}, {"不应低于", T_GE},
    {"不应小于", T_GE}, {"不得小于", T_GE}, {"原则上不少于", T_GE}, {"原则上不低于", T_GE}, {"均不低于", T_GE},
    {"不得短于", T_GE}, {"不弱于", T_GE}, {"最低不少于", T_GE}, {"不亚于", T_GE},
    {"至少", T_MIN}, {"最少", T_MIN}, {"最低", T_MIN},
    {"不超过", T_LE}, {"不高于", T_LE}, {"不多于", T_LE}, {"不大于", T_LE}, {"不得超过", T_LE},
    {"不得高于", T_LE}, {"不得多于", T_LE}, {"不得大于", T_LE}, {"不应超过", T_LE}, {"不应大于", T_LE},
    {"不能超过", T_LE}, {"不宜超过", T_LE}, {"不长于", T_LE}, {"最高不超过", T_LE}, {"最多不超过", T_LE},
    {"最长不超过", T_LE}, {"原则上不超过", T_LE}, {"不突破", T_LE}, {"至多", T_LE}, {"最多", T_LE},
    {"超过", T_GT}, {"超", T_GT}, {"大于", T_GT}, {"高于", T_GT}, {"多于", T_GT}, {"突破", T_GT}, {"优于", T_GT},
    {"低于", T_LT}, {"小于", T_LT}, {"少于", T_LT}, {"不足", T_LT}, {"不满", T_LT}, {"不到", T_LT},
    {"达到", T_EQ}, {"达", T_EQ}, {"达至", T_EQ},
    {"提升至", T_EQ}, {"提升到", T_EQ}, {"提高至", T_EQ}, {"提高到", T_EQ}, {"增加到", T_EQ},
    {"增加至", T_EQ}, {"增至", T_EQ}, {"增长到", T_EQ}, {"增长至", T_EQ}, {"上升到", T_EQ}, {"上升至", T_EQ},
    {"扩大到", T_EQ}, {"扩大至", T_EQ}, {"扩展到", T_EQ}, {"发展到", T_EQ}, {"升至", T_EQ}, {"提至", T_EQ},
    {"稳定在", T_EQ}, {"保持在", T_EQ}, {"维持在", T_EQ}, {"延长至", T_EQ}, {"延长到", T_EQ}, {"扩至", T_EQ},
    {"巩固在", T_EQ}, {"完成率", T_PERCENT},
    {"控制在", T_AT_MOST}, {"限制在", T_AT_MOST}, {"压控在", T_AT_MOST},
    {"压减到", T_DOWN}, {"压减至", T_DOWN}, {"压缩到", T_DOWN}, {"压缩至", T_DOWN}, {"缩短到", T_DOWN},
    {"缩短至", T_DOWN}, {"缩减到", T_DOWN}, {"缩减至", T_DOWN}, {"减少到", T_DOWN}, {"减少至", T_DOWN},
    {"降低到", T_DOWN}, {"降低至", T_DOWN}, {"下降到", T_DOWN}, {"下降至", T_DOWN}, {"降到", T_DOWN},
    {"降至", T_DOWN}, {"减至", T_DOWN}, {"压降至", T_DOWN}, {"压降到", T_DOWN}, {"精简到", T_DOWN},
    {"精简至", T_DOWN}, {"缩至", T_DOWN}, {"压至", T_DOWN}, {"减到", T_DOWN},
    {"≥", T_GE}, {"≧", T_GE}, {">=", T_GE}, {"⩾", T_GE}, {"≤", T_LE}, {"≦", T_LE}, {"<=", T_LE}, {"⩽", T_LE},
    {">", T_GT}, {"<", T_LT},
    {"以上", T_AFTER_GE}, {"及以上", T_AFTER_GE}, {"含以上", T_AFTER_GE}, {"以下", T_AFTER_LE},
    {"及以下", T_AFTER_LE}, {"以内", T_AFTER_LE}, {"之内", T_AFTER_LE}, {"以外", T_AFTER_GT},
    {"率", T_PERCENT}, {"比例", T_PERCENT}, {"比重", T_PERCENT}, {"占比", T_PERCENT}, {"覆盖面", T_PERCENT},
    {"满意度", T_PERCENT}, {"实现", T_PERCENT}, {"确保", T_PERCENT}, {"做到", T_PERCENT}, {"力争", T_PERCENT},
    {"保持", T_PERCENT}, {"保证", T_PERCENT}, {NULL, 0}};

static const char *const op_text[] = {[T_GE] = ">=", [T_LE] = "<=", [T_GT] = ">", [T_LT] = "<", [T_EQ] = "=",
    [T_AT_MOST] = "<=", [T_DOWN] = "=", [T_MIN] = ">=", [T_AFTER_GE] = ">=", [T_AFTER_LE] = "<=",
    [T_AFTER_GT] = ">", [T_PERCENT] = "="};

/* Units, longest first by the matcher; what is counted and what is measured. */
static pk_words units = {"%", "‰", "℃", "°C", "个百分点", "百分点", "个工作日", "工作日", "个月", "个小时",
    "小时", "分钟", "秒", "天", "日", "周", "年", "月", "个", "条", "家", "座", "名", "人", "人次", "户", "户次",
    "处", "项", "件", "篇", "期", "场", "场次", "批", "批次", "类", "种", "套", "台", "台套", "台(套)", "辆",
    "艘", "栋", "幢", "间", "张", "份", "本", "册", "部", "支", "队", "块", "片", "亩", "公顷", "平方米",
    "平方公里", "平方千米", "平米", "立方米", "立方", "方", "米", "公里", "千米", "厘米", "公分", "毫米", "吨",
    "千克", "公斤", "克", "斤", "升", "毫升", "度", "千瓦", "千瓦时", "兆瓦", "伏", "元", "美元", "次", "回", "遍",
    "课时", "学时", "节", "节课", "岁", "周岁", "所", "村", "镇", "乡", "社区", "校", "组", "对", "双", "株",
    "棵", "头", "只", "匹", "尾", "盏", "口", "眼", "根", "段", "例", "起", "宗", "单", "笔", "字", "页", "集",
    "幅", "首", "首次", "轮", "轮次", "班", "班次", "步", "层", "排", "列", "倍", "成", "分", "分贝", "车次",
    "床", "张床", "席", "桌", "箱", "袋", "瓶", "包", "盒", "桶", "罐", "车", "趟", "架", "架次", "具", "枚",
    "面", "扇", "级", "等", "代", "届", "门", "门次", "道", "堂", "堂课", "微克", "毫克", "立方厘米", "平方厘米", "千伏", "千伏安", "万户", "标准立方米", "吨标准煤",
    "班组", "对次", "刻钟", "款", "杯", "顶", "粒", "颗", "朵", "寸", "尺", "里", "海里", "顷", "㎡", "㎞", "m²", "m³", "km²",
    "㎝", "㎜", "㎏", "μm", "项次", "例次", "吨/年", "公里/小时", "标台", "台次", "平方", "°", "兆", "分米", "家次", "场(次)", "标准煤", "万千瓦", "亿千瓦时", "个村", "张/千人", "Mbps", NULL};
/* Measured by time: a duration or a cadence unless the words before say it is a level. */
static pk_words time_units = {"个工作日", "工作日", "个月", "天", "日", "周", "年", "月", NULL};
static pk_words grade_units = {"级", "类", "等", "代", "届", "岁", "周岁", "年", "月", "日", "号", "分",
    "度", "期", NULL};
static pk_words scale = {"万", "亿", "千", "百", NULL};

#endif
