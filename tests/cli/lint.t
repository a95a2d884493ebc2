#!/bin/bash
# plan-parse --lint: each finding has a plan that gives it and a like one that does not.
# What it says of tests/data/page/lint.xml must stay lint.en and lint.zh there; `tests/cli/lint.t --write` writes
# them anew: look at the difference, then commit it.
[ "${1-}" = --write ] && write=1
. "$(dirname "$0")/../tap.sh"

# Plan XML with this content behind its title; [year] first.
plan() {
  printf '<?xml version="1.0"?>\n<plans xmlns="urn:plankit:plan:1"><plan id="p1" kind="plan" line="1"%s><title line="1">甲县工作方案</title>\n' \
    "${2:+ year=\"$2\"}"
  printf '%s\n</plan></plans>\n' "$1"
}
# The ids that --lint gives, but for those of tasks (each plan here would have them), on one line.
ids() {
  plan "$@" >p.xml
  plan-parse --lint -f tsv p.xml >found.tsv 2>err.txt || [ $? = 1 ] || cat err.txt
  cut -f4 found.tsv | grep -v "${but:-^lint-\(task\|no-\)}" | tr '\n' ' '
}
finds() { # ID NAME BODY [YEAR]
  is "$(ids "$3" "${4:-}")" "$1 " "$1: $2"
}
quiet() { # NAME BODY [YEAR]
  is "$(ids "$2" "${3:-}")" "" "nothing: $1"
}
item() { # ID LINE MARKER HEAD [MORE [ATTRIBUTES]]
  printf '<item id="p1.%s" line="%s" level="1" role="%s"%s><marker>%s</marker><head>%s</head>%s</item>' \
    "$1" "$2" "${role:-safeguard}" "${6:-}" "$3" "$4" "${5:-}"
}
items() { # MARKER...: items with these marks
  local m k=0
  for m; do
    k=$((k + 1))
    item $k $((k + 1)) "$m" 事
  done
}

# numbering
quiet "marks that count" "$(items （一） （二） （三）)"
finds lint-number-gap "a mark left out" "$(items 一、 二、 四、)"
like "$(cat found.tsv)" "^p.xml	4	warning	lint-number-gap	p1.3	'四、' follows '二、': 3 is missing" \
  "it names line, item, marks and what is missing"
finds lint-number-repeat "a mark used twice" "$(items 1. 2. 2. 3.)"
finds lint-number-repeat "the one after it may count on as it should have" "$(items 1、 2、 3、 3、 5、)"
finds lint-number-back "a mark that goes back" "$(items 1、 2、 3、 2、)"
finds lint-number-back "a garbled ten" "$(items 1、 2、 3、 4、 5、 6、 7、 8、 9、 0、 11、)"
finds lint-number-restart "numbers begin again below one heading" "$(items （一） （二） （三） （一） （二）)"
finds lint-number-start "the first mark is not the first number" "$(items 第三条 第四条)"
quiet "marks that go on from the section before" \
  "$(item 1 2 一、 节 "$(item 2 3 1. 甲)$(item 3 4 2. 乙)")$(item 4 5 二、 节 "$(item 5 6 3. 丙)$(item 6 7 4. 丁)")"
quiet "articles count through the chapters" \
  "$(item 1 2 第一章 章 "$(item 2 3 第一条 甲)$(item 3 4 第二条 乙)")$(item 4 5 第二章 章 "$(item 5 6 第三条 丙)")"
finds lint-number-gap "an article is missing between chapters" \
  "$(item 1 2 第一章 章 "$(item 2 3 第一条 甲)")$(item 4 5 第二章 章 "$(item 5 6 第三条 丙)")"
quiet "decimal numbers" "$(item 1 2 1 章 "$(item 2 3 1.1 甲)$(item 3 4 1.2 乙)")$(item 4 5 2 章 "$(item 5 6 2.1 丙)")"
finds lint-number-gap "a decimal number left out" "$(item 1 2 1 章 "$(item 2 3 1.1 甲)$(item 3 4 1.3 乙)")"
quiet "circled, bracketed and mixed stops" "$(items ① ② ③ ㈠ ㈡ 1. 2、 3．)"
quiet "an attachment numbers for itself" "$(items 一、 二、)<p line=\"9\">附件1</p>$(item 8 10 一、 甲)$(item 9 11 二、 乙)"
finds lint-number-gap "in an attachment too" "$(items 一、 二、)<p line=\"9\">附件1</p>$(item 8 10 一、 甲)$(item 9 11 三、 乙)"
quiet "garbage is no number" "$(items — ● 附)"

# phases
phase() { # ID LINE MARK HEAD EDTF
  role=phase item "$1" "$2" "$3" "$4" "${6:-}" "${5:+ edtf=\"$5\"}"
}
phases() { # EDTF...
  local e k=0
  for e; do
    k=$((k + 1))
    phase $k $((k + 1)) "（$(printf '一二三四五六' | cut -c$((3 * k - 2))-$((3 * k)))）" 阶段$k "$e"
  done
}
quiet "phases that follow each other" "$(phases XXXX-03-01/XXXX-03-20 XXXX-03-21/XXXX-10-31 XXXX-11-01/XXXX-11-30 XXXX-12-01/..)"
quiet "phases over the turn of a year that is not known" "$(phases XXXX-09-01/XXXX-12-31 XXXX-01-01/XXXX-03-31)"
quiet "an end in the next year" "$(phases 2026-11-01/2027-02-28 2027-03-01/2027-05-31)"
finds lint-phase-overlap "two phases at one time" "$(phases 2026-03-01/2026-03-20 2026-03-11/2026-10-31)"
like "$(cat found.tsv)" "from 2026-03-11 to 2026-03-20" "it says when"
finds lint-phase-overlap "one day in common" "$(phases 20XX-09-10/20XX-09-20 20XX-09-20/20XX-10-31)"
like "$(cat found.tsv)" "	note	lint-phase-overlap	.*from 09-20 to 09-20" "that is only a note, and the year is left out"
finds lint-phase-gap "days without a phase" "$(phases 2026-03-01/2026-03-20 2026-04-01/2026-10-31)"
like "$(cat found.tsv)" "2026-03-21 to 2026-03-31" "it says which"
is "$(ids "$(phases XXXX-05-21/XXXX-12-31 XXXX-05-16/XXXX-11-30)")" "lint-phase-back lint-phase-overlap " "a phase that runs backwards"
finds lint-phase-reversed "a phase that ends before it begins" "$(phases 2026-09-20/2026-09-10 2026-10-01/2026-10-31)"
finds lint-phase-undated "a phase without time among others" "$(phases 2026-03-01/2026-03-20 '' 2026-03-21/2026-10-31)"
quiet "no phase has a time" "$(phases '' '')"

# deadlines
due() { # EDTF TEXT
  printf '<p line="3">须在<time type="deadline" edtf="../%s">%s</time>完成。</p>' "$1" "$2"
}
finds lint-deadline-phase "a deadline behind its phase" \
  "$(phase 1 2 （一） 阶段 2026-03-01/2026-03-20 "$(due 2026-04-10 4月10日前)")"
like "$(cat found.tsv)" "^p.xml	3	.*'4月10日前' lies outside its phase '阶段' \(2026-03-01 to 2026-03-20\)" "it says what and where"
quiet "a deadline in its phase" "$(phase 1 2 （一） 阶段 2026-03-01/2026-03-20 "$(due 2026-03-10 3月10日前)")"
quiet "a deadline in a year that is not known" "$(phase 1 2 （一） 阶段 XXXX-11-01/XXXX-02-28 "$(due XXXX-01-10 1月10日前)")"
quiet "a deadline rounded to the month's end" "$(phase 1 2 （一） 阶段 2026-03-01/2026-03-20 "$(due 2026-03-31 3月底前)")"
two="$(phases 2026-03-01/2026-03-20 2026-03-21/2026-10-31)"
finds lint-deadline-plan "a task that ends behind the last phase" "$two$(role=task item 9 9 （三） 任务 "$(due 2026-12-01 12月1日前)")"
quiet "a task that ends in time" "$two$(role=task item 9 9 （三） 任务 "$(due 2026-10-01 10月1日前)")"
quiet "a plan whose end is open" "$(phases 2026-03-01/2026-03-20 2026-03-21/..)$(role=task item 9 9 （三） 任务 "$(due 2028-10-01 2028年10月1日前)")"
finds lint-date-impossible "30 February" "$(item 1 2 （一） 事 "$(due 2026-02-30 2月30日前)")"
finds lint-date-impossible "31 September of no known year" "$(item 1 2 （一） 事 "$(due XXXX-09-31 9月31日前)")"
quiet "29 February of no known year" "$(item 1 2 （一） 事 "$(due XXXX-02-29 2月29日前)")" 2024
but='^lint-task'
finds lint-no-year "dates without any year" "$(item 1 2 （一） 事 "$(due XXXX-02-10 2月10日前)$(due XXXX-03-10 3月10日前)")"
quiet "the plan has a year" "$(item 1 2 （一） 事 "$(due XXXX-02-10 2月10日前)")" 2026
but=

# placeholders
line() { item 1 2 （一） 事 "<p line=\"3\">$1</p>"; }
finds lint-masked-date "a masked year" "$(line 20xx年9月1日-9日开始。)"
like "$(cat found.tsv)" "'20xx年9月1日-9日'" "the whole date is shown"
finds lint-masked-date "blanks for month and day" "$(line 自__月__日起，x月x日止。)"
finds lint-masked-name "a masked name" "$(line 由***负责，请**局配合。)"
like "$(cat found.tsv)" "'\*\*\*负责 \*\*局配合'" "one finding for a line"
finds lint-masked-name "rings" "$(line 到○○县开展。)"
finds lint-masked-amount "a masked amount" "$(line 保证金20xx元。)"
finds lint-masked-number "a masked document number" "$(line 根据县委〔20xx〕文件。)"
finds lint-masked-number "a masked telephone" "$(line 联系电话：xxxxxxx。)"
finds lint-masked-amount "an amount understood as masked" "$(line '处<money kind="penalty" value="X">若干元罚款</money>。')"
quiet "words, sizes, addresses, emphasis, zeros" \
  "$(line '用docx格式，3x4米，www.xxx.com，**重点** 任务，**责任：**甲，二○○九年，X光机，foo__bar，2*3。')"
quiet "Markdown labels" "$(line '**牵头单位：**市数据局，**要求。**市直各部门落实')"
quiet "a rule" "$(line '* * * * *')"

# labels with nothing behind them
finds lint-empty "an empty label" "$(line 牵头单位：)"
finds lint-empty "an empty label before another" "$(line '牵头单位：；责任单位：甲局')"
finds lint-empty "dots for names" "$(line '成  员：<person role="成员" masked="yes">……</person>')"
quiet "the names stand in the next line" "$(item 1 2 （一） 事 '<p line="3">责任单位：</p><p line="4">甲局、乙局</p>')"
finds lint-empty "the next line has its own label" "$(item 1 2 （一） 事 '<p line="3">责任单位：</p><p line="4">联系人：王一</p>')"
quiet "a list of items stands below it" "$(item 1 2 （一） 事 "<p line=\"3\">成员：</p>$(item 2 4 1. 王一)$(item 3 5 2. 李二)")"
quiet "other words before a colon" "$(line 主要任务：)"
finds lint-empty "an empty cell below a label" "$(item 1 2 （一） 事 '<table line="3"><row><cell line="3">任务</cell><cell line="3">牵头单位</cell></row><row><cell line="4">清扫</cell><cell line="4"></cell></row></table>')"

# tasks
but='^lint-no-year'
lead='<p line="9">由<unit role="lead">甲局</unit>做。</p>'
when='<p line="9">在<time type="deadline" edtf="../2026-05-01">5月1日前</time>。</p>'
task() { role=task item "$1" "$2" "$3" "$4" "${5:-}"; }
quiet "a task with unit and deadline" "$(task 1 2 1. 甲 "$lead$when")"
is "$(ids "$(task 1 2 1. 甲 "$lead$when")$(task 2 3 2. 乙)")" "lint-task-unit lint-task-deadline " "a task with neither"
is "$(ids "$(task 1 2 1. 甲)$(task 2 3 2. 乙)")" "lint-no-units lint-no-deadlines " "no task at all has them: one finding each"
quiet "the section above says it" "$(item 1 2 一、 节 "$lead$when$(task 2 3 1. 甲)")"
quiet "the parts below say it" "$(task 1 2 一、 任务 "$(item 2 3 1. 甲 "$lead$when")")"
quiet "recurring work has a time" "$(task 1 2 1. 甲 "$lead<p line=\"9\"><time type=\"cadence\" every=\"P1W\">每周</time></p>")"
quiet "standing work has a time" "$(task 1 2 1. 甲 "$lead<p line=\"9\">完成时限：长期坚持</p>")"
quiet "the phase it stands in is its time" "$(phase 1 2 （一） 阶段 2026-03-01/2026-03-20 "$(task 2 3 1. 甲 "$lead")")"
finds lint-task-unit "who only cooperates does not do it" \
  "$(task 1 2 1. 甲 "$lead$when")$(task 2 3 2. 乙 "<p line=\"9\"><unit role=\"cooperate\">甲局</unit></p>$when")"
but=

# units
u() { printf '<unit role="%s">%s</unit>、' "$1" "$2"; }
finds lint-unit-lead "one unit leads and cooperates" "$(line "$(u lead 甲局)$(u cooperate 乙局)$(u cooperate 甲局)")"
finds lint-unit-responsible "one unit is responsible and cooperates" "$(line "$(u cooperate 乙局)$(u responsible 乙局)")"
quiet "lead and responsible go together" "$(line "$(u lead 甲局)$(u responsible 甲局)")"
quiet "parts in different items" "$(line "$(u lead 甲局)")$(item 2 5 （二） 事 "<p line=\"6\">$(u cooperate 甲局)</p>")"


# units and the roster
cat >units.csv <<'EOR'
unit_id,name,short,aliases,kind,groups
U1,甲市教育体育局,,市教体局,部门,市直各单位
U2,甲市卫生健康委,,市卫健委,部门,市直各单位
U3,东河镇民政所,民政所,,部门,
U4,西河镇民政所,民政所,,部门,
EOR
roster() { # BODY: the ids with that roster
  plan "$1" >p.xml
  plan-parse --lint -f tsv --roster units.csv p.xml >found.tsv 2>err.txt || [ $? = 1 ] || cat err.txt
  cut -f4 found.tsv | grep -v '^lint-\(task\|no-\)' | tr '\n' ' '
}
is "$(roster "$(line "$(u lead 甲市教育体育局)$(u responsible 市教体局)$(u responsible 卫健委)")")" "" \
  "known: by name, by alias, by what the list leaves off"
is "$(roster "$(line "$(u lead 甲市教育体育局)$(u cooperate 卫健局)")")" "lint-unit-near " "unknown, but like one"
like "$(cat found.tsv)" "'卫健局' is not in the roster; near it: 甲市卫生健康委" "it is named"
is "$(roster "$(line "$(u lead 消防大队)")<p line=\"4\">$(u lead 消防大队)</p>")" "lint-unit-unknown " "unknown: once"
is "$(roster "$(line "$(u lead 民政所)")")" "lint-unit-ambiguous " "a short name of two"
is "$(roster "$(line '<unit role="lead" group="yes">市直各单位</unit>')")" "" "a group of the roster"
is "$(roster "$(line '<unit role="lead" masked="yes">**局</unit>')" | tr -d '\n')" "lint-masked-name " "a placeholder is not looked up"
run plan-parse --lint --roster nowhere.csv p.xml
is "$rc:$out" "2:" "no such roster"

# percentages and counts
finds lint-percent "a share that is none" "$(line '我镇现有行政村21个，已创建文明村14个，文明村创建率达到76.7%。')"
like "$(cat found.tsv)" "76.7%, but 14 of 21 is 66.7%" "it says what it is"
quiet "the right share" "$(line '我镇现有行政村21个，已创建文明村14个，文明村创建率达到66.7%。')"
quiet "cut off, not rounded" "$(line '现有行政村21个，已创建14个，占66.6%。')"
finds lint-percent "占" "$(line '全县24个行政村，12个已验收，占总数的60%。')"
finds lint-percent "in brackets behind the count" "$(line '摸排房屋1200户，改造600户（占55%）。')"
quiet "an aim is no share" "$(line '现有行政村21个，已创建14个，力争创建率达到80%。')"
quiet "a bound is no share" "$(line '现有行政村21个，已创建14个，占90%以上。')"
quiet "another subject" "$(line '全县24个行政村，已创建示范村3个，群众满意度达95%。')"
quiet "other measures" "$(line '全县24个行政村，改造户厕1200座，占50%。')"

# attachments
finds lint-attachment "an attachment that is not there" "$(line 详见附件3。)<p line=\"5\">附件：1.甲表</p><p line=\"6\">2.乙表</p>"
quiet "an attachment of the list" "$(line 详见附件1、附件2和附件 3。)<p line=\"5\">附件：1.甲表</p><p line=\"6\">2.乙表</p><p line=\"7\">3.丙表</p>"
quiet "a list in one line" "$(line 详见附件1、2。)<p line=\"5\">附件：1.甲表 2.乙表</p>"
quiet "headings of attachments" "$(line 详见附件1和附件二。)<p line=\"5\">附件1</p><p line=\"6\">甲表</p><p line=\"7\">附件2 乙表</p>"
quiet "the only attachment has no number" "$(line 见附件1。)<p line=\"5\">附件：甲表</p>"
finds lint-attachment "a sentence that begins with it is not it" "$(item 1 2 （一） 事 '<p line="3">附件2所列指标须达到。</p>')"
quiet "附件一并报送" "$(line 材料及附件一并报送，附件一同上报。)"
finds lint-attachment "a series of numbers" "$(line 见附件1、2。)<p line=\"5\">附件1 甲表</p>"
quiet "a number of something else" "$(line 见附件1、3月底前报。)<p line=\"5\">附件1 甲表</p>"

# the command
plan "$(items 1. 3.)" >p.xml
run plan-parse --lint p.xml
is "$rc:$err" "1:" "findings go to standard output, status 1"
like "$out" "^plan-parse: p.xml:3: warning: p1.2: '3.' follows '1.': 2 is missing \[lint-number-gap\]$" "in the form of messages"
run plan-parse --lint --lang=zh p.xml
like "$out" '^plan-parse: p.xml:3: 警告: p1.2：“3.”紧接“1.”，缺 2 \[lint-number-gap\]$' "and in Chinese"
run plan-parse --lint --lang=zh -f tsv p.xml
like "$out" '^p.xml	3	warning	lint-number-gap	p1.2	“3.”紧接“1.”，缺 2$' "a table of them, the item in its own column"
plan "$(items 1. 2.)" >good.xml
run plan-parse --lint good.xml
is "$rc:$out:$err" "0::" "nothing to mend: silence, status 0"
run plan-parse --lint p.xml good.xml
is "$rc" 1 "one of several files has findings"
run plan-parse --lint nowhere.xml
is "$rc:$out" "2:" "an unreadable file is trouble"
run plan-parse --facts --strict p.xml
is "$rc" 1 "--strict: findings make the status 1 in any form"
like "$err" "lint-number-gap" "and are told on standard error"
run plan-parse --facts --strict good.xml
is "$rc:$err" "0:" "--strict: nothing found"
run plan-parse --lint --xml p.xml
is "$rc:$out" "2:" "one form at a time"
cp "$TOP/tests/data/page/lint.xml" .
for lang in en zh; do
  plan-parse --lint --lang=$lang lint.xml >lint.$lang
  is "$?" 1 "a plan with a fault of nearly every kind"
  if [ -n "${write-}" ]; then cp lint.$lang "$TOP/tests/data/page/"; fi
  same_file lint.$lang "$TOP/tests/data/page/lint.$lang" "its findings ($lang) as expected"
done
if [ -w /dev/full ]; then
  plan-parse --lint p.xml >/dev/full 2>err
  is "$?:$(grep -c io-write err)" "2:1" "a full disk is trouble"
else
  skip "no /dev/full"
fi
finish
