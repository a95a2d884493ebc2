#!/bin/bash
# plan-parse --explain LINE: the rule of each fact, who lost, and why a cue gave none.
. "$(dirname "$0")/../tap.sh"
cat >plan.txt <<'EOP'
甲县2026年环境整治工作方案

一、主要任务
1.清扫道路。每周清扫一次，覆盖率达到98%以上，已达66.7%，十分重要。
牵头单位：县城管局；责任单位：**局
完成时限：4月底前
EOP
run plan-parse --explain 4 plan.txt
is "$rc:$err" "0:" "a line is explained"
like "$out" '^plan.txt:4: 清扫道路。$' "the heading of the line"
like "$out" '^plan.txt:4: 每周清扫一次' "and its text"
like "$out" "^  fact   target    '达到98%以上' op=>= value=98 unit=%  by target/operator, at '达到'$" "a fact with its rule and cue"
like "$out" "^  fact   time      '每周清扫一次' type=cadence every=P1W .* by cadence/" "a time"
like "$out" "^  fact   item      '清扫道路' role=task .*id=p1.1.1  by role/[a-z-]*, at '1.'$" "the item with the rule of its role"
like "$out" "^  none   target    at '达': a level reached already$" "why a level reached is none"
like "$out" "^  none   score     at '分': 十分 means 'very'$" "why an adverb gives no points"
run plan-parse --explain 4 --lang=zh plan.txt
like "$out" '^  未取 target    线索 “达”：是已经达到的水平$' "in Chinese"
run plan-parse --explain 5 plan.txt
like "$out" "^  fact   unit      '县城管局' role=lead  by unit/label, at '牵头单位'$" "a unit"
like "$out" "^  fact   unit      '\*\*局' role=responsible masked=yes  by unit/label, at '责任单位': a placeholder" "a placeholder is none yet"
run plan-parse --explain 6 -f tsv plan.txt
is "$(grep '	time	' <<<"$out")" "6	fact	time	type=deadline edtf=../2026-04-30 from=title	4月底前	time/before		" "a table of it"
printf '甲县工作方案\n\n一、任务\n报送2026年度工作总结、统计表等资料，由县水利局牵头负责。\n' >b.txt
run plan-parse --explain 4 b.txt
like "$out" "^  beaten .*: the words belong to [a-z]* '" "a fact that lost its words names the winner"
run plan-parse --explain 2 plan.txt
is "$rc:$out" "2:" "an empty line has nothing to explain"
like "$err" '^plan-parse: plan.txt:2: error: no text stands on this line \[plan-no-line\]$' "and that is said"
run plan-parse --explain 99 plan.txt
is "$rc" 2 "a line behind the end"
run plan-parse --explain 0 plan.txt
is "$rc" 2 "there is no line 0"
plan-parse plan.txt >plan.xml 2>/dev/null
run plan-parse --explain 5 plan.xml
is "$rc" 0 "plan XML is explained too"
like "$out" "^  fact   unit      '县城管局' role=lead: as the plan XML says$" "by what it says"
plan-parse --facts plan.txt >a.tsv 2>/dev/null
plan-parse --explain 4 plan.txt >/dev/null 2>&1
plan-parse --facts plan.txt >b.tsv 2>/dev/null
same_file a.tsv b.tsv "asking changes nothing"
if [ -w /dev/full ]; then
  plan-parse --explain 4 plan.txt >/dev/full 2>err
  is "$?:$(grep -c io-write err)" "2:1" "a full disk is trouble"
else
  skip "no /dev/full"
fi

# words of time that bind nobody
why() { # sentence, words, reason
	printf '一、工作安排\n%s\n' "$1" >why.txt
	like "$(plan-parse --explain=2 why.txt)" "^  none   time      at '$2': $3" "time: $1"
}
why 春节前完成清理。 春节 "a feast that moves"
why 汛期前完成整治。 汛期 "no calendar says"
why 近3年来成绩突出。 3年 "a length that is past"
why 第31周开展检查。 31周 "an ordinal"
why 明年再作安排。 明年 "it counts from a day that is not known"
why 坚持长期管护。 长期 "no number and no day"
why 定期开展检查。 定期 "no number and no day"
why 运行3个月以上的单位。 3个月 "a class of cases"
why 每车5小时一班。 5小时 "a length or an amount without a bound"
is "$(plan-parse --explain=2 <<<$'一、安排\n每个村5月底前配备一人。' | grep -c "none   time")" 0 "neither 每个 nor what was understood"
finish
