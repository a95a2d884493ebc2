#!/bin/bash
# task-split: what becomes a row, units, dates, forms, a file a unit, bad input.
. "$(dirname "$0")/../tap.sh"

cat >p.xml <<'EOF'
<?xml version="1.0" encoding="UTF-8"?>
<plans xmlns="urn:plankit:plan:1" generator="test">
  <plan id="p1" kind="plan" line="1" year="2024">
    <title line="1">清河市河道整治方案</title>
    <p line="2">为做好河道整治,制定本方案。</p>
    <item id="p1.1" line="3" level="1" role="goal"><marker>一、</marker><head>工作目标</head><p line="4"><time type="deadline" edtf="../2024-12-31" from="title">年底前</time>见到成效。</p></item>
    <item id="p1.2" line="5" level="1" role="section"><marker>二、</marker><head>主要任务</head>
      <item id="p1.2.1" line="6" level="2" role="task"><marker>(一)</marker><head>清理河道漂浮物。</head>
        <p line="6"><time type="deadline" edtf="../2024-04-30">4月底前</time>摸清底数,<time type="deadline" edtf="../2024-06-15">6月15日前</time>清理完毕,清理率<target op="&gt;=" value="95" unit="%">不低于95%</target>,报送<evidence kind="picture">整改照片</evidence>、<evidence kind="document">工作总结</evidence>。</p>
        <p line="7">牵头领导:<person role="牵头领导">李明</person></p>
        <p line="8">牵头单位:<unit role="lead">市水利局</unit></p>
        <p line="9">责任单位:<unit role="responsible">市住建局</unit>、<unit role="responsible">城管局</unit>,<unit role="responsible" group="yes">各乡镇办事处</unit>。</p>
        <p line="10">配合单位:<unit role="cooperate" masked="yes">***</unit></p>
      </item>
      <item id="p1.2.2" line="11" level="2" role="task"><marker>(二)</marker><head>=加强巡查</head>
        <p line="11"><time type="cadence" every="P1W" times="1">每周巡查一次</time>,<time type="duration" every="P5B">5个工作日内</time>办结。</p>
        <item id="p1.2.2.1" line="12" level="3" role="other"><marker>1.</marker><head>巡查要有记录。</head></item>
        <item id="p1.2.2.2" line="13" level="3" role="task"><marker>2.</marker><head>问题清单报送</head><p line="13"><time type="period" edtf="2024-05-01/..">5月起</time>长期坚持。</p></item>
      </item>
      <item id="p1.2.3" line="14" level="2" role="task"><marker>(三)</marker><head>限时办结</head><p line="15"><time type="duration" every="P5B">5个工作日内</time>办结。</p></item>
    </item>
    <item id="p1.3" line="16" level="1" role="section"><marker>三、</marker><head>实施步骤</head>
      <p line="16">分两步。牵头单位:<unit role="lead">市河长办</unit></p>
      <item id="p1.3.1" line="17" level="2" role="phase" edtf="XXXX-03-01/XXXX-03-31"><marker>(一)</marker><head>动员阶段(<time type="period" edtf="XXXX-03-01/XXXX-03-31">3月</time>)</head><p line="17">召开会议,<time type="cadence" every="P1D">每天调度</time>。</p></item>
      <item id="p1.3.2" line="18" level="2" role="phase" edtf="2024-04-01/2024-09-30"><marker>(二)</marker><head>整治阶段(<time type="period" edtf="2024-04-01/2024-09-30">4-9月</time>)</head><p line="18">全面整治。</p>
        <item id="p1.3.2.1" line="19" level="3" role="task"><marker>1、</marker><head>集中攻坚</head></item>
        <item id="p1.3.2.2" line="20" level="3" role="task"><marker>2、</marker><head>通报进展</head><p line="20"><time type="cadence" every="P2W" times="1">两周一通报</time>,<time type="deadline" edtf="../2024-05-20">5月20日前</time>开始。</p></item>
      </item>
      <item id="p1.3.3" line="21" level="2" role="phase" edtf="2024-10-01/2024-10-31"><marker>(三)</marker><head>空的阶段</head></item>
    </item>
    <item id="p1.4" line="22" level="1" role="section"><marker>四、</marker><head>保障措施</head>
      <item id="p1.4.1" line="23" level="2" role="safeguard"><marker>(一)</marker><head>加强领导</head><p line="23">提高认识。</p></item>
      <item id="p1.4.2" line="24" level="2" role="safeguard"><marker>(二)</marker><head>信息报送</head><p line="24"><time type="deadline" edtf="../2024-03-10">3月10日前</time>报送联络员。</p></item>
      <item id="p1.4.3" line="25" level="2" role="scoring"><marker>(三)</marker><head>考核</head><p line="25"><time type="deadline" edtf="../2024-11-10">11月10日前</time>考核。</p></item>
    </item>
  </plan>
  <plan id="p2" kind="plan" line="30"><title line="30">空方案</title><p line="31">没有任务。</p></plan>
</plans>
EOF
cat >units.csv <<'EOF'
name,short,aliases,kind,groups
清河市水利局,市水利局,,部门,
清河市住房和城乡建设局,市住建局,,部门,
清河市城市管理局,市城管局,,部门,
清河市河长制办公室,市河长办,,部门,
柳林镇,,,乡镇,
西关街道,,,街道,
EOF

cols() { # FILE COLUMN...: these columns, | between
  python3 - "$@" 2>/dev/null <<'EOF'
import csv, sys
for row in csv.DictReader(open(sys.argv[1], newline="", encoding="utf-8-sig")):
    print("|".join(row[c] for c in sys.argv[2:]))
EOF
}
run task-split p.xml
is "$rc" 0 "a ledger"
is "$err" "task-split: p.xml:30: warning: this plan gives no task [split-no-task]" "a plan without tasks is told"
printf '%s\n' "$out" >t.csv
is "$(head -1 t.csv)" "task_id,campaign_id,parent_id,source_ref,phase_id,category,title,measures,standard,lead_leader,lead_unit,units,support_units,owner,contact,start,due,due_text,due_kind,cadence,anchor,milestones,priority,status,progress,progress_text,reported,claimed_done,verified,verifier,closed,closed_by,close_no,reopen_count,delay_reason,extended_to,evidence_req,note" "canonical columns"
cat >want <<'EOF'
T-001|p1||p1.2.1||主要任务|清理河道漂浮物
T-002|p1||p1.2.2||主要任务|'=加强巡查
T-003|p1|T-002|p1.2.2.2||主要任务|问题清单报送
T-004|p1||p1.2.3||主要任务|限时办结
T-005|p1||p1.3.1|p1.3.1|实施步骤|动员阶段(3月)
T-006|p1||p1.3.2.1|p1.3.2|实施步骤|集中攻坚
T-007|p1||p1.3.2.2|p1.3.2|实施步骤|通报进展
T-008|p1||p1.4.2||保障措施|信息报送
EOF
is "$(cols t.csv task_id campaign_id parent_id source_ref phase_id category title)" "$(cat want)" "rows: tasks, phases with work of their own, safeguards with a deadline"
cat >want <<'EOF'
T-001||2024-06-15|4月底前;6月15日前|fixed|||2024-04-30
T-002|||每周巡查一次|recurring|P1W||
T-003|2024-05-01||5月起|standing|||
T-004|||5个工作日内|workdays|||
T-005|||3月|range|P1D||
T-006|2024-04-01|2024-09-30|4-9月|range|||
T-007|2024-04-01|2024-05-20|5月20日前|fixed|P2W|2024-04-01|
T-008||2024-03-10|3月10日前|fixed|||
EOF
is "$(cols t.csv task_id start due due_text due_kind cadence anchor milestones)" "$(cat want)" "dates: own, of the phase, masked, standing, recurring"
cat >want <<'EOF'
T-001|李明|市水利局|市住建局;城管局;各乡镇办事处||不低于95%|整改照片;工作总结
T-002||||||
T-003||||||
T-004||||||
T-005||市河长办||||
T-006||市河长办||||
T-007||市河长办||||
T-008||||||
EOF
is "$(cols t.csv task_id lead_leader lead_unit units support_units standard evidence_req)" "$(cat want)" "units: own, of the heading above, masked left empty"
is "$(cols t.csv measures | head -2)" "4月底前摸清底数,6月15日前清理完毕,清理率不低于95%,报送整改照片、工作总结。
每周巡查一次,5个工作日内办结。 1.巡查要有记录。" "measures: without labels, with what is below and no row"
run bash -c 'task-split <p.xml 2>/dev/null | cmp - t.csv'
is "$rc" 0 "standard input; the same bytes again"
deadline-check --today 2024-06-20 t.csv >d
is "$?:$(grep -c . d)" "1:10" "deadline-check reads it"

cat >table.xml <<'EOF'
<plans xmlns="urn:plankit:plan:1"><plan id="p1" kind="plan" line="1"><title line="1">任务分解表</title>
<item id="p1.1" line="2" level="1" role="task"><marker>1	</marker><head>清理垃圾</head><p line="2">	<unit role="lead">县城管局</unit></p><p line="2">	<unit role="responsible">县住建局</unit>、<unit role="responsible" group="yes">各乡镇</unit></p><p line="2">	<time type="deadline" edtf="../2024-04-30">4月底前</time></p></item>
<item id="p1.2" line="3" level="1" role="task"><marker>2	</marker><head>开展宣传</head><p line="3">	长期</p></item>
<item id="p1.3" line="4" level="1" role="task"><marker>3	</marker><head>开展巡查</head><p line="4">建立常态化机制,完成时限：持续推进。</p></item>
<item id="p1.4" line="5" level="1" role="task"><marker>4	</marker><head>开展培训</head><p line="5">建立常态化机制。</p></item>
</plan></plans>
EOF
task-split table.xml >t.csv
is "$(cols t.csv title measures lead_unit units due_text due_kind)" "清理垃圾||县城管局|县住建局;各乡镇|4月底前|by_end
开展宣传|长期|||长期|standing
开展巡查|建立常态化机制,完成时限：持续推进。|||持续推进|standing
开展培训|建立常态化机制。||||unknown" "rows of a table; work without end"

printf '一、报送材料\n2026年9月31日前报送材料。\n' | plan-parse 2>/dev/null | task-split >t.csv
is "$(cols t.csv due due_text due_kind)" "|2026年9月31日前|unknown" "a day that no calendar has: its words are kept, no date is made"

# the roster
run task-split -u units.csv p.xml
printf '%s\n' "$out" >t.csv
is "$(cols t.csv lead_unit units | head -1)" "清河市水利局|清河市住房和城乡建设局;清河市城市管理局;各乡镇办事处" "names of the roster"
run task-split -u units.csv --rows unit p.xml
printf '%s\n' "$out" >t.csv
cat >want <<'EOF'
T-001|清河市水利局|lead|
T-001|清河市住房和城乡建设局|responsible|
T-001|清河市城市管理局|responsible|
T-001|柳林镇|responsible|各乡镇办事处
T-001|西关街道|responsible|各乡镇办事处
T-002|||
EOF
is "$(cols t.csv task_id unit unit_role expanded_from | head -6)" "$(cat want)" "a row a unit: lead first, collectives expanded"
sed 's/市水利局/市水力局/; s/>市住建局/>局长办公会/' p.xml >q.xml
run task-split -u units.csv q.xml
like "$err" "q.xml:6: warning: '市水力局' is not in the roster; nearest: 清河市水利局 \[roster-unknown-unit-nearest\]" "an unknown name, with the nearest"
like "$err" "q.xml:6: warning: '局长办公会' is not in the roster" "an unknown name without any"
printf '%s\n' "$out" >t.csv
is "$(cols t.csv lead_unit | head -1)" "市水力局" "it stays as written"
sed 's/,市城管局,/,市城管局,城管局/; $a东岭县城市管理局,县城管局,城管局,部门,' units.csv >u2.csv
sed 's/>市住建局</>住建局</' p.xml >q.xml
run task-split -u u2.csv q.xml
like "$err" "'城管局' may be 清河市城市管理局, 东岭县城市管理局 \[roster-ambiguous-unit\]" "an ambiguity is told"
run task-split -u u2.csv p.xml
is "$(grep -c ambiguous <<<"$err")" 0 "which the list it stands in can settle"
run task-split -u <(grep -v 乡镇 units.csv | grep -v 街道) p.xml
like "$err" "no unit of the roster belongs to '各乡镇办事处' \[roster-unknown-group\]" "an unknown collective"

# forms
run task-split --gov --zh p.xml
is "$(head -2 <<<"$out" | tail -1)" "T-001,主要任务,清理河道漂浮物,\"4月底前摸清底数,6月15日前清理完毕,清理率不低于95%,报送整改照片、工作总结。\",李明,市水利局,市住建局;城管局;各乡镇办事处,,2024-06-15,4月底前;6月15日前,未启动," "--gov --zh"
is "$(head -1 <<<"$out")" "任务编号,类别,工作任务,具体举措,牵头领导,牵头单位,责任单位,配合单位,完成日期,完成时限,状态,备注" "in Chinese"
task-split --excel -o x.csv p.xml 2>err
is "$(head -c 3 x.csv | od -An -tx1 | tr -d ' '):$(grep -c $'\r$' x.csv):$(wc -l <x.csv)" "efbbbf:9:9" "--excel: BOM and CRLF"
deadline-check --today 2024-06-20 x.csv >d2
is "$(cmp d d2 && echo same)" same "and it reads back"
run task-split -c HD-2024 p.xml
is "$(grep -c ',HD-2024,' <<<"$out")" 8 "--campaign"
run task-split p.xml p.xml
is "$(tail -1 <<<"$out" | cut -d, -f1)" "T-016" "numbers run on over several files"

# a file a unit
run task-split -u units.csv -d out p.xml
is "$rc:$out" "0:" "--dir"
is "$(cd out && printf '%s ' *)" "_none.csv 柳林镇.csv 清河市住房和城乡建设局.csv 清河市城市管理局.csv 清河市水利局.csv 清河市河长制办公室.csv 西关街道.csv " "one file a unit"
is "$(cols out/柳林镇.csv task_id unit unit_role)" "T-001|柳林镇|responsible" "with its tasks"
is "$(find . -name '*.tmp.*' -o -name 'out.*' | wc -l)" 0 "nothing else is left"
run task-split -u units.csv -d out p.xml
is "$rc" 2 "a folder that is not empty is refused"
like "$err" "out: error: is not empty" "and why"
echo mine >out/柳林镇.csv
run task-split -u units.csv -d out --force p.xml
is "$rc:$(wc -l <out/柳林镇.csv):$(find out -mindepth 1 -maxdepth 1 | wc -l)" "0:2:7" "--force writes over it"
mkdir e && run task-split -d e p.xml
is "$rc:$(find e -type f | wc -l):$(find e -name '.*' -mindepth 1 | wc -l)" "0:6:0" "an empty folder is used"
for d in p.xml nowhere/sub /proc/x; do
  run task-split -d $d p.xml
  is "$rc:$(wc -l <<<"$err")" "2:2" "--dir $d cannot be"
done
sed 's/>市水利局</>..\/..\/Abc:x</; s/>市住建局</>..\/..\/aBC:x</' p.xml >q.xml
run task-split -d safe q.xml
is "$rc:$(cd safe && printf '%s ' [_.]*[Cc]*)" "0:_._.._Abc_x.csv _._.._aBC_x-2.csv _none.csv " "names are safe, and apart by more than case"
printf '<plans xmlns="urn:plankit:plan:1"><plan id="p1" kind="plan" line="1"><title line="1">x</title>' >half.xml
run task-split -d half half.xml
is "$rc:$([ -e half ] && echo there)" "2:" "no folder from bad input"

# bad input
for x in half.xml units.csv .; do
  run task-split $x
  is "$rc:$out" "2:" "$x: exit 2, no partial output"
  like "$err" "^task-split: $x:?[0-9]*:? error: " "$x: says where"
done
run task-split nowhere.xml
is "$rc" 2 "no such file"
run task-split -u nowhere.csv p.xml
is "$rc:$out" "2:" "no roster"
printf 'name\n甲\n甲\n' >u3.csv
run task-split -u u3.csv p.xml
is "$rc:$out" "2:" "a bad roster"
like "$err" "u3.csv:3:1: error: column 'name': '甲' stands in line 2 already \[roster-name-twice\]" "and why"
for f in --rows=task --zh --excel --gov --rows=unit; do
  task-split "$f" p.xml >/dev/full 2>err
  is "$?:$(grep -c io-write err)" "2:1" "full disk: task-split $f"
done
echo old >o.csv
run task-split -o o.csv half.xml
is "$rc:$(cat o.csv)" "2:old" "an output stays as it was when the input is bad"
task-split p.xml >&- 2>err
is "$?" 2 "closed standard output"
run task-split <&-
is "$rc" 2 "closed standard input"
finish
