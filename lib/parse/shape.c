#include "parse/shape_int.h"

#include "parse/cue.h"
#include "text/num.h"
#include "text/utf8.h"

#include <pthread.h>

enum { T_LABEL, T_WEB, T_META, T_MAX };
enum { DUTY = 1, LABEL = 2 };

/* Labels that begin a line of their own. */
static const struct pk_cue labels[] = {{"牵头单位", DUTY}, {"牵头部门", DUTY}, {"牵头领导", DUTY},
    {"牵头科室", DUTY}, {"牵头处室", DUTY}, {"牵头人", DUTY}, {"责任单位", DUTY}, {"责任部门", DUTY},
    {"责任科室", DUTY}, {"责任处室", DUTY}, {"责任领导", DUTY}, {"责任人", DUTY}, {"责任主体", DUTY},
    {"主要责任单位", DUTY}, {"主办单位", DUTY}, {"主办部门", DUTY}, {"主责单位", DUTY},
    {"承办单位", DUTY}, {"承办部门", DUTY}, {"协办单位", DUTY}, {"配合单位", DUTY}, {"配合部门", DUTY},
    {"参与单位", DUTY}, {"参加单位", DUTY}, {"协同单位", DUTY}, {"协助单位", DUTY}, {"落实单位", DUTY},
    {"实施单位", DUTY}, {"组织单位", DUTY}, {"支持单位", DUTY}, {"指导单位", DUTY}, {"督办单位", DUTY},
    {"特邀单位", DUTY}, {"赞助单位", DUTY}, {"监督单位", DUTY}, {"主管部门", DUTY}, {"分管领导", DUTY}, {"包联领导", DUTY}, {"负责人", DUTY},
    {"完成时限", DUTY}, {"完成时间", DUTY}, {"完成期限", DUTY}, {"时限要求", DUTY}, {"时间要求", DUTY},
    {"时间节点", DUTY}, {"实施时间", DUTY}, {"整改时限", DUTY}, {"时限", DUTY}, {"年度目标", DUTY},
    {"组长", LABEL}, {"副组长", LABEL}, {"常务副组长", LABEL}, {"第一组长", LABEL}, {"成员", LABEL},
    {"成员单位", LABEL}, {"总指挥", LABEL}, {"副总指挥", LABEL}, {"指挥长", LABEL}, {"副指挥长", LABEL},
    {"主任", LABEL}, {"副主任", LABEL}, {"办公室主任", LABEL}, {"联系人", LABEL}, {"联络员", LABEL},
    {"联系电话", LABEL}, {"联系方式", LABEL}, {"电话", LABEL}, {"邮箱", LABEL}, {"电子邮箱", LABEL},
    {"传真", LABEL}, {"地址", LABEL}, {"具体举措", LABEL}, {"工作任务", LABEL}, {"工作措施", LABEL},
    {"具体措施", LABEL}, {"备注", LABEL}, {"秘书长", LABEL}, {"主任委员", LABEL}, {"安全员", LABEL}, {NULL, 0}};

/* Found anywhere in a short line, they make it furniture of a page. */
static const struct pk_cue web[] = {{"小编", 1}, {"下载此文档", 1}, {"下载本文", 1}, {"下载文档前", 1}, {"部分预览", 1}, {"文档侵犯", 1}, {"分享本文档", 1}, {"点击下载", 1},
    {"全文阅读", 1}, {"本文地址", 1}, {"本文网址", 1}, {"本文链接", 1}, {"相关推荐", 1}, {"热门标签", 1},
    {"相关阅读", 1}, {"推荐阅读", 1}, {"猜你喜欢", 1}, {"上一篇", 1}, {"下一篇", 1}, {"责任编辑", 1},
    {"打印本页", 1}, {"关闭窗口", 1}, {"扫一扫", 1}, {"分享到", 1}, {"浏览次数", 1}, {"阅读次数", 1},
    {"点击数", 1}, {"当前位置", 1}, {"您的位置", 1}, {"您所在的位置", 1}, {"首页>", 1}, {"首页-", 1},
    {"版权所有", 1}, {"网站地图", 1}, {"icp备", 1}, {"ICP备", 1}, {"公网安备", 1}, {"返回顶部", 1},
    {"字体大小", 1}, {"保护视力色", 1}, {"微信公众号", 1}, {"相关文章", 1}, {"相关范文", 1}, {"文章来源", 1},
    {"范文大全", 1}, {"免费下载", 1}, {"收藏本", 1}, {"回到顶部", 1}, {"加入收藏", 1}, {"此文档", 1},
    {"原文下载", 1}, {"原文链接", 1}, {"政策全文", 1}, {"全文下载", 1}, {"检索时间", 1}, {"检索关键词", 1},
    {"设为首页", 1}, {"无障碍浏览", 1}, {"长辈版", 1}, {"请您欣赏", 1}, {"欢迎阅读", 1}, {"汇集精品", 1},
    {"供大家参考", 1}, {"供您参考", 1}, {"希望能够帮", 1}, {"返回首页", 1}, {"正文>", 1}, {">正文", 1}, {"在的位置", 1}, {"打印正文", 1}, {"打印此页", 1}, {"更新时间:", 1}, {"会员登录", 1}, {"下载积分", 1},
    {"本文档共", 1}, {"文档简介", 1}, {"文档介绍", 1}, {"版权申诉", 1}, {"版权说明", 1}, {"付费下载", 1}, {"付费文档", 1},
    {"文档一经付费", 1}, {"由会员分享", 1}, {"查看更多", 1}, {"点此查看", 1}, {"免费试读", 1}, {"预览结束", 1}, {"阅读全文", 1},
    {"资源描述:", 1}, {"切勿通篇", 1}, {"文档编号:", 1}, {"页珍藏版", 1}, {"欢迎访问", 1}, {NULL, 0}};

/* Begin a line of data about the document. */
static const struct pk_cue meta[] = {{"格式:", 1}, {"上传日期:", 1}, {"时间:", 1}, {"来源:", 1},
    {"发布时间:", 1}, {"发布日期:", 1}, {"信息来源:", 1}, {"作者:", 1}, {"编辑:", 1}, {"索引号:", 1},
    {"发文机关:", 1}, {"发文字号:", 1}, {"发文单位:", 1}, {"成文日期:", 1}, {"发布机构:", 1},
    {"主题分类:", 1}, {"主题词:", 1}, {"有效性:", 1}, {"公开方式:", 1}, {"文号:", 1}, {"标题:", 1},
    {"发布单位:", 1}, {"浏览:", 1}, {"字号:", 1}, {"生效日期:", 1}, {"公开属性:", 1}, {"信息分类:", 1},
    {"发布机关:", 1}, {"制发单位:", 1}, {"名称:", 1}, {"体裁分类:", 1}, {"统一编号:", 1}, {"分类:", 1},
    {"公开范围:", 1}, {"公开日期:", 1}, {"生成日期:", 1}, {"公开发布日期:", 1}, {"所属单位:", 1}, {"著录日期:", 1}, {"废止日期:", 1},
    {"所属主题:", 1}, {"文件类型:", 1}, {"发布人:", 1}, {"上传者:", 1}, {NULL, 0}};

static pthread_once_t once = PTHREAD_ONCE_INIT;
static struct pk_cues *cues; /* built once, then constant */

static void
build(void)
{
	const struct pk_cue *table[T_MAX] = {labels, web, meta};

	cues = pk_cues_new(table, T_MAX);
}

static const struct pk_cues *
words(void)
{
	(void)pthread_once(&once, build);
	return cues;
}

bool
pk_may_begin_label(struct pk_str line)
{
	uint32_t cp;

	if (line.n < 3)
		return false;
	(void)pk_utf8_next(line.p, line.n, &cp);
	return cp == '*' || cp == 0x9644 || pk_cues_may_begin(words(), cp); /* 附 */
}

bool
pk_is_doc_number(struct pk_str key)
{
	size_t at;

	if (key.n > 60 || !ends(key, "号"))
		return false;
	at = pk_str_find(key, PK_S("("), 0);
	if (at == PK_NPOS)
		at = pk_str_find(key, PK_S("["), 0);
	return at != PK_NPOS && at > 0 && key.n - at > 5;
}

bool
pk_is_date_line(struct pk_str key)
{
	uint32_t cp;
	size_t i, len;

	if (key.n < 11 || key.n > 45 || !has(key, "年") || !has(key, "月"))
		return false;
	if (key.p[0] == '(' && key.p[key.n - 1] == ')')
		key = pk_str_sub(key, 1, key.n - 1);
	for (i = 0; i < key.n; i += len) {
		len = pk_utf8_next(key.p + i, key.n - i, &cp);
		if (pk_digit(cp) < 0 && cp != 0x5e74 && cp != 0x6708 && cp != 0x65e5 && cp != 0x5341 && cp != 'x' &&
		    cp != 'X' && cp != '_' && cp != '*' && cp != 0xd7)
			return false;
	}
	return true;
}

bool
pk_is_addressee(struct pk_str key)
{
	static const char *const who[] = {"各", "局", "委", "办", "县", "市", "区", "乡", "镇", "政府", "单位", "部门", "校",
	    "园", "院", "公司", "处", "科", "党", "师生", "同志", "同学", "家长", NULL};
	size_t k;

	if (!ends(key, ":") || key.n > 600 || has(key, "。") || has(key, ";"))
		return false;
	if (ends(key, "如下:") || ends(key, "方案:") || ends(key, "工作:"))
		return false;
	for (k = 0; who[k]; k++)
		if (has(key, who[k]))
			return true;
	return false;
}

static bool
begins(struct pk_str key, size_t table, struct pk_cue_match *m)
{
	return pk_cues_at(words(), key, 0, m) >> table & 1;
}

/* A button of a page, alone on its line, with or without a bullet. */
static bool
is_button(struct pk_str key)
{
	static const char *const button[] = {"无障碍", "适老版", "适老版-新", "关怀版", "老年版", "长者版", "长者模式", "简体",
	    "繁体", "繁體", "登录", "注册", "首页", "网站首页", "导航", "搜索", "打印", "关闭", "分享", "收藏", "手机版", "移动版",
	    "智能问答", "English", "正文", "全文", "文章属性", NULL};
	size_t i, k, len;
	uint32_t cp;

	if (key.n > 40)
		return false;
	for (i = 0; i < key.n; i += len) {
		len = pk_utf8_next(key.p + i, key.n - i, &cp);
		if ((cp | 32) >= 'a' && (cp | 32) <= 'z')
			break;
		if (cp >= 0x3400)
			break;
	}
	for (k = 0; button[k]; k++)
		if (pk_str_is(pk_str_sub(key, i, key.n), button[k]))
			return true;
	return false;
}

bool
pk_is_web_line(struct pk_str key)
{
	size_t at, to;

	enum { SITE = 90 }; /* bytes of a site's two names: 护林网--全国护林信息网 */

	if (is_button(key) || (key.n <= SITE && ends(key, "网") && has(key, "网-")))
		return true;

	/* A long paragraph that happens to hold the words is text. */
	if (key.n > 480)
		return false;
	return pk_cues_find(words(), T_WEB, key, 0, &at, &to) >= 0;
}

bool
pk_is_meta_line(struct pk_str key)
{
	static const char *const bullet[] = {"•", "·", "●", "○", "▪", "■", "-", "*", NULL};
	struct pk_cue_match m;
	size_t k;

	for (k = 0; bullet[k]; k++)
		if (pk_str_starts(key, pk_str(bullet[k]))) {
			key = pk_str_sub(key, strlen(bullet[k]), key.n);
			break;
		}
	return key.n < 240 && begins(key, T_META, &m);
}

bool
pk_is_attach_line(struct pk_str key, bool *alone)
{
	size_t i;
	uint32_t cp;

	*alone = false;
	if (!pk_str_starts(key, PK_S("附件")) && !pk_str_starts(key, PK_S("附表")) &&
	    !pk_str_starts(key, PK_S("附录")) && !pk_str_starts(key, PK_S("附:")))
		return false;
	i = key.p[3] == ':' ? 3 : 6;
	while (i < key.n) {
		size_t len = pk_utf8_next(key.p + i, key.n - i, &cp);

		if (pk_digit(cp) < 0 && cp != 0x5341 && cp != '-')
			break;
		i += len;
	}
	*alone = i == key.n || (key.p[i] == ':' && i + 1 == key.n);
	if (*alone)
		return true;
	/* 附件1的要求…, 附件材料报送…: running text. */
	return key.n < 300 && !has(key, "。") && (i > 6 || key.p[i] == ':');
}

size_t
pk_label_len(struct pk_str key)
{
	struct pk_cue_match m;
	size_t n;

	if (!begins(key, T_LABEL, &m))
		return 0;
	n = m.to[T_LABEL];
	return n < key.n && key.p[n] == ':' ? n + 1 : 0;
}

bool
pk_is_duty_label(struct pk_str key)
{
	struct pk_cue_match m;

	while (key.n > 2 && pk_str_starts(key, PK_S("**")))
		key = pk_str_sub(key, 2, key.n);
	return pk_label_len(key) && begins(key, T_LABEL, &m) && m.cls[T_LABEL] == DUTY;
}

bool
pk_is_framing(struct pk_str key)
{
	/* These begin a task as well, so something else must tell. */
	static const char *const first[] = {"为", "根据", "按照", "依据", "遵照", "近年来", "结合", "随着", NULL};
	static const char *const never[] = {"本方案", "本计划", "本办法", "本措施", "本意见", "电话", "联系", "咨询", "附", NULL};
	static const char *const also[] = {"电话", "邮箱", "起施行", "解释。", "印发", "现将", NULL};
	size_t k;

	if (pk_is_opening(key) || has(key, "起施行") || has(key, "起实施") || has(key, "现将"))
		return true;
	for (k = 0; never[k]; k++)
		if (pk_str_starts(key, pk_str(never[k])))
			return true;
	if (key.n < 120 && has(key, "电话"))
		return true;
	for (k = 0; first[k]; k++)
		if (pk_str_starts(key, pk_str(first[k])))
			break;
	if (!first[k])
		return false;
	for (k = 0; also[k]; k++)
		if (has(key, also[k]))
			return true;
	return false;
}

bool
pk_is_task_label(struct pk_str key)
{
	static const char *const label[] = {"工作任务:", "任务名称:", "任务:", "重点任务:", "项目名称:", "工作内容:", "事项名称:",
	    "工作事项:", NULL};
	size_t k;

	for (k = 0; label[k]; k++)
		if (pk_str_starts(key, pk_str(label[k])) && key.n > strlen(label[k]))
			return true;
	return false;
}
