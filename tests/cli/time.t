#!/bin/bash
# Time in whole documents: where it stands decides what it is.
. "$(dirname "$0")/../tap.sh"

facts() { plan-parse --facts "$@" 2>/dev/null | cut -f2-; }
times() { facts "$@" | grep -E $'\t(date|period|deadline|cadence|duration)\t'; }

cat >plan.txt <<'X'
关于印发《河道整治方案》的通知

各镇人民政府：
现将《河道整治方案》印发给你们，请于2026年3月5日前传达到村。

2026年3月1日

河道整治三年行动方案

一、工作任务
（一）清淤。每周三由县水利局牵头巡查一次，结果报县政府。
（二）护岸。2026年6月底前完成护岸10公里。
（三）监测。每隔3-5年复测一次，养护期3-5年。

二、任务分工
序号	任务	责任单位	完成时限
1	清理河面	县水利局	2026年6月
2	拆除违建	县城管局	2026年11月底
3	日常保洁	各村	长期坚持
X
out=$(times plan.txt)
is "$(grep -P '^1[0-9]\t' <<<"$out" | grep -P '\t(cadence|deadline)\t')" \
  "$(printf '11\tcadence\tP1W\t每周三\n12\tdeadline\t../2026-06-30\t2026年6月底前\n17\tdeadline\t../2026-06-30\t2026年6月\n18\tdeadline\t../2026-11-30\t2026年11月底')" \
  'a cadence leaves its unit to the lead; a column of limits makes months deadlines'
like "$(facts plan.txt)" $'11\tlead\tunit\t县水利局' 'the lead beside a cadence is found'
is "$(grep -c $'^[1-6]\t\(deadline\|period\)' <<<"$out")" 0 "a notice's dates bind nobody"
is "$(grep -c $'^8\tduration' <<<"$out")" 0 'a title sets no term'
like "$out" $'13\tduration\tP3Y/P5Y\t3-5年' 'a length from … to …'

plan-parse plan.txt >plan.xml 2>/dev/null
is "$(times plan.xml | cut -f2-)" "$(cut -f2- <<<"$out")" 'times survive the XML'

is "$(printf '一、任务\n自收到通知之日起5个工作日内报送；15日内整改。\n' | times --reference=2026-03-02 -)" \
  "$(printf '2\tduration\tP5B\t5个工作日内\n2\tdeadline\t../2026-03-17\t15日内')" \
  'a term counts from the reference day only when no event starts it'
is "$(echo '6月底前完成' | times --year=2026 - | cut -f2,3)" "$(printf 'deadline\t../2026-06-30')" '--year fills a missing year'
is "$(echo '20xx年6月底前完成' | times - | cut -f2,3)" "$(printf 'deadline\t../20XX-06-30')" 'a masked year stays'

if [ -n "$SHARED" ]; then
  "$SHARED/gold/score-dates" --min 0.97 plan-parse --facts '--reference={}' - >.score 2>&1
  ok $? 'score-dates: at least 97 %' || sed 's/^/# /' .score
  bad=$(while read -r line; do echo "$line" | times -; done <"$SHARED/gold/dates-none.tsv")
  is "$bad" '' 'lines without a date give none'
else
  skip 'no ../shared: score-dates'
  skip 'no ../shared: dates-none'
fi

cat >names.txt <<'X'
养殖场整治方案
一、实施步骤
（一）摸底（时间：2026年3月中旬—4月10日）
（二）集中整治，时间为4月11日—6月底
（三）验收（9月10日、11日）
X
is "$(facts names.txt | grep $'\tphase\t2')" \
  "$(printf '3\tphase\t2026-03-11/2026-04-10\t摸底\n4\tphase\t2026-04-11/2026-06-30\t集中整治\n5\tphase\t2026-09-10/2026-09-11\t验收')" \
  'what only announces or joins the time of a phase is no part of its name'
printf '%s\n' 清洁方案 一、实施步骤 '**(一)动员阶段**(2026年3月1日-10日)' '各村召开会议。' '**(二)总结阶段**:3月21日-25日' >bold.txt
is "$(facts bold.txt | grep -P '\t(phase\t2|period)')" \
  "$(printf '3\tphase\t2026-03-01/2026-03-10\t动员阶段\n5\tphase\t2026-03-21/2026-03-25\t总结阶段')" \
  'the time behind a bold phase is told once'

finish
