#!/bin/bash
# plan-parse: what goes in comes out.  Encodings, line ends, plan XML round trips, several inputs.
. "$(dirname "$0")/../tap.sh"
ALL=$TOP/tests/data/plan/all.xml
RNG=$TOP/lib/plan/plan.rng

# Plan XML in, plan XML out.
run plan-parse "$ALL"
is "$rc:$err" "0:" "plan XML is read"
same_file "$T/.out" "$ALL" "and written again byte for byte"
plan-parse <"$ALL" | plan-parse - | cmp -s - "$ALL"
ok $? "through pipes too"
xmllint --noout --relaxng "$RNG" "$ALL" 2>/dev/null
ok $? "the schema accepts it"
for o in --year=2026 --reference=2026-01-01 --encoding=gbk; do
  run plan-parse $o "$ALL"
  is "$rc:$err" "0:plan-parse: $ALL: warning: plan XML is taken as it stands: ${o%=*} is for text [plan-text-only]" "${o%=*} and plan XML"
done
plan-parse --schema | cmp -s - "$RNG"
ok $? "--schema writes plan.rng"
plan-parse --text "$ALL" >text
cat >want <<'E2'
首页 > 公文 <下载> A&B
关于印发《河道清洁行动方案》(县府办〔20xx〕4号)的通知
各乡镇:
河道清洁
行动方案

	为改善水环境,	制定本方案。
一、主要任务
(一)
清理河面漂浮物。由县水务局牵头,各乡镇配合,20xx年6月底前完成,每周两次巡河,清理率达到95%以上,三分之一以上村达标。
照片、台账见附件2。
(二)奖惩:每处扣0.5分,第一名奖励3000元,罚款xx元。

二、动员阶段(3月至4月)
领导小组
组长李某;成员:***;电话0471-5550123
单位	任务
**局


河道管理办法
第一条 为加强管理,制定本办法。
本办法自2026年1月1日起施行,5个工作日内,x年x月。

E2
sed -i 's/^组长李某/李某/' want
same_file text want "--text gives the words of plan XML, line by line"
printf '%s' "$(plan-parse --facts "$ALL")" >facts
cat >want <<'E2'
1	2	reference	document	《河道清洁行动方案》(县府办〔20xx〕4号)
1	4	plan	plan	河道清洁行动方案
1	8	item	section	主要任务
1	10	item	task	清理河面漂浮物
1	10	lead	unit	县水务局
1	10	cooperate	group	各乡镇
1	10	deadline	../20XX-06-30	20xx年6月底前
1	10	cadence	P1W	每周两次
1	10	target	>=95%	达到95%以上
1	10	target	>1/3	村
1	11	evidence	picture	照片
1	11	evidence	document	台账
1	11	reference	attachment	附件2
1	12	item	scoring	奖惩
1	12	score	-0.5	扣0.5分
1	12	money	reward:3000	奖励3000元
1	12	money	penalty:X	罚款xx元
1	14	item	phase	动员阶段(3月至4月)
1	14	phase	XXXX-03-01/XXXX-04-30	动员阶段
1	15	item	org	领导小组
1	16	person	组长	李某
1	16	contact	phone	0471-5550123
2	21	plan	regulation	河道管理办法
2	22	item	article	为加强管理,制定本办法
2	23	period	2026-01-01/..	2026年1月1日
2	23	duration	P5B	5个工作日内
E2
same_file <(cat facts; echo) want "--facts, from plan XML"
plan-parse --outline --lang=zh "$ALL" >outline
cat >want <<'E2'
     4 河道清洁行动方案  [方案]  20XX
     8   一、 主要任务            [分节]
    10     (一) 清理河面漂浮物    [任务]  截至 20XX-06-30  牵头：县水务局  配合：各乡镇
    12     (二) 奖惩              [考核]
    14   二、 动员阶段(3月至4月)  [阶段]  XXXX-03-01 至 XXXX-04-30
    15   3. 领导小组              [组织]  责任：**局?
    20                            [其他]

    21 河道管理办法  [规章]
    22   第一条 为加强管理,制定本办法  [条款]
E2
same_file outline want "--outline, in Chinese in the C locale"

# Text in: any encoding and line end, the same plan.
printf '关于开展“河道清洁”行动的方案\n\n一、总体目标\n镕江、㐂河沿线做到水清、岸绿。\n二、责任分工\n(一)清理河面。由水务局牵头。\n\n' >u8
plan-parse u8 >u8.xml
ok $? "UTF-8"
xmllint --noout --relaxng "$RNG" u8.xml 2>/dev/null
ok $? "what is written is valid"
python3 - <<'E2'
t = open("u8", encoding="utf-8").read()
for name, text, enc in [("bom", t, "utf-8-sig"), ("le", t, "utf-16-le"), ("be", t, "utf-16-be"), ("lebom", "\ufeff" + t, "utf-16-le"),
                        ("bebom", "\ufeff" + t, "utf-16-be"), ("gb", t, "gb18030"), ("crlf", t.replace("\n", "\r\n"), "utf-8"),
                        ("cr", t.replace("\n", "\r"), "utf-8"), ("gbcrlf", t.replace("\n", "\r\n"), "gb18030")]:
    open(name, "wb").write(text.encode(enc))
E2
sed -i 's/ source="[^"]*"//' u8.xml
for f in bom le be lebom bebom gb crlf cr gbcrlf; do
  plan-parse $f | sed 's/ source="[^"]*"//' | cmp -s - u8.xml
  ok $? "$f: the same plan XML"
  plan-parse --text $f | cmp -s - u8
  ok $? "$f: --text is UTF-8 with LF"
done
plan-parse --encoding=GBK gb | sed 's/ source="[^"]*"//' | cmp -s - u8.xml
ok $? "--encoding"
plan-parse u8 | plan-parse --text | cmp -s - u8
ok $? "text, plan XML, text"
printf '方案\n一、标题' >"cut"
plan-parse cut | plan-parse --text | cmp -s - cut
ok $? "without a final line end"
printf '\n\n关于春季植树的方案\n\n\n一、任务\n\n　　植树。 \t\n\n\n\n' >gaps
plan-parse gaps | plan-parse --text | cmp -s - gaps
ok $? "empty lines before, between and behind, blanks"

# A character that XML cannot hold.
printf '关于春季植树的方案\n一、任\f务\n植\x01树\xef\xbf\xbf。\n' >ctrl
run plan-parse ctrl
is "$rc" 0 "control characters: a plan all the same"
is "$err" "plan-parse: ctrl:2: warning: U+000C cannot stand in XML: replaced by U+FFFD [plan-character]
plan-parse: ctrl:3: warning: U+0001 cannot stand in XML: replaced by U+FFFD [plan-character]" "a warning with the place"
plan-parse ctrl 2>/dev/null | plan-parse --text >got
sed 's/\f/\xef\xbf\xbd/; s/\x01/\xef\xbf\xbd/; s/\xef\xbf\xbf/\xef\xbf\xbd/' ctrl | cmp -s - got
ok $? "replaced and nothing else"

# Characters that tell of damage done before.
printf '一、任\xef\xbf\xbd\n\xef\xbf\xbd\xee\x80\x80\n\xef\xa3\xbf，\n' >damaged
run plan-parse damaged
is "$rc:$err" "0:plan-parse: damaged:1: warning: 2 characters were lost before this text was saved (U+FFFD) [text-lost]
plan-parse: damaged:2: warning: 2 private-use characters, which mean something on one machine only [text-private]" "lost and private characters"
run plan-parse damaged u8
is "$(grep -c text-lost <<<"$err")" 1 "told once, of several inputs too"

# Every sample and every plan of the corpus.
for f in "$SAMPLES"/*.txt "$TOP"/tests/corpus/*.txt ${SHARED:+"$SHARED"/gold/seed.txt "$SHARED"/gold/plans/*.txt}; do
  plan-parse "$f" >one.xml 2>/dev/null && xmllint --noout --relaxng "$RNG" one.xml 2>/dev/null &&
    plan-parse one.xml | cmp -s - one.xml && plan-parse --text "$f" >one.txt 2>/dev/null &&
    plan-parse --text one.xml | cmp -s - one.txt && plan-parse --facts one.xml | cmp -s - <(plan-parse --facts "$f" 2>/dev/null)
  ok $? "$(basename "$f"): valid, idempotent, lossless, the same facts from text and plan XML"
done

# Several inputs.
plan-parse u8 gaps u8 >three.xml
ok $? "three files"
xmllint --noout --relaxng "$RNG" three.xml 2>/dev/null
ok $? "one valid document"
is "$(grep -o '<plan id="[^"]*"' three.xml | tr '\n' ' ')" '<plan id="p1" <plan id="p2" <plan id="p3" ' "plans numbered on"
plan-parse --text three.xml >got
cat u8 gaps u8 | cmp -s - got
ok $? "--text of it is their text"
plan-parse --text cut u8 | cmp -s - <(cat cut; echo; cat u8)
ok $? "--text of several: each ends its last line"
is "$(plan-parse --facts u8 gaps u8 | cut -f1 | uniq | tr '\n' ' ')" "1 2 3 " "--facts numbers the plans on"
plan-parse --facts u8.xml u8.xml | cut -f1 | uniq | tr '\n' ' ' >got
is "$(cat got)" "1 2 " "and those of plan XML"
plan-parse - gaps <u8 >got
ok $? "standard input among them"
is "$(plan-parse u8.xml u8.xml | grep -c ' id="p2')" "$(grep -c ' id="p1' u8.xml)" "ids below follow their plan's"

# -o: the file appears whole.
plan-parse -o new.xml u8
is "$?:$(wc -l <new.xml)" "0:$(plan-parse u8 | wc -l)" "-o FILE"
is "$(ls new*)" new.xml "no temporary file is left"
plan-parse -o u8.xml u8.xml && plan-parse u8.xml >/dev/null
ok $? "-o onto the input itself"

# Much input in little memory: many plans, one after another.
for i in $(seq 1 3000); do
  printf '关于开展第%d次行动的方案\n一、任务\n' "$i"
  printf '完成道路清扫和河道清理,逐项对照,按时上报。\n%.0s' 1 2 3 4 5 6 7 8
done >many
case $B in *san*) skip "address space is not limited under sanitizers" ;; *)
  plan-parse many >many.xml
  (ulimit -v 100000 && plan-parse --facts many.xml >/dev/null)
  ok $? "plan XML of $(($(wc -c <many.xml) / 1000000)) MB in 100 MB of address space"
  (ulimit -v 100000 && cat many.xml | plan-parse --text | cmp -s - many)
  ok $? "from a pipe too"
  ;;
esac
finish
