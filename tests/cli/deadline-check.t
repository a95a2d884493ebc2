#!/bin/bash
# deadline-check: what is flagged, the forms of the report, bad ledgers of every kind.
. "$(dirname "$0")/../tap.sh"
dc() { run deadline-check --today 2024-03-15 "$@"; }

cat >l.csv <<'EOF'
task_id,title,lead_unit,units,due,status,extended_to,claimed_done,note
T-001,清理河道漂浮物,市水利局,,2024-03-05,active,,,
T-002,张贴公益广告,,街道办;社区,2024-03-15,,,,
T-003,修复路灯,市住建局,,2024-03-01,已完成,,,done
T-004,检查消防通道,市住建局,,2024-03-18,planned,,,
T-005,补种行道树,市住建局,,2024-03-01,active,2024-03-21,,extended
T-006,更新宣传栏,市水利局,,2024-06-30,planned,,,
T-007,长期管护,市水利局,,,planned,,,
T-008,反弹点位,市水利局,,2024-03-14,reopened,,2024-03-01,
T-009,报了完成没改状态,市水利局,,2024-03-14,,,2024-03-13,
EOF

dc l.csv
is "$rc:$err" "1:" "something due: exit 1, nothing on standard error"
cat >want <<'EOF'
2024-03-15: 2 overdue, 1 due today, 2 due within 7 days

Overdue
ID     Task            Lead unit  Due         Days late
T-001  清理河道漂浮物  市水利局   2024-03-05         10
T-008  反弹点位        市水利局   2024-03-14          1

Due today
ID     Task            Lead unit  Due
T-002  张贴公益广告    街道办     2024-03-15

Due within 7 days
ID     Task            Lead unit  Due         Days left
T-004  检查消防通道    市住建局   2024-03-18          3
T-005  补种行道树      市住建局   2024-03-21          6

Unit      Overdue  Due today  Due soon  Most days late
市水利局        2          0         0              10
街道办          0          1         0
市住建局        0          0         2
EOF
is "$out" "$(cat want)" "the report for people"
dc --lang=zh -s 7d,3d l.csv
like "$out" "^截至 2024-03-15：超期 2 项，今日到期 1 项，即将到期 2 项（7 天内）$" "Chinese in the C locale"
like "$out" "^T-001  清理河道漂浮物  市水利局  2024-03-05        10$" "columns line up by display width"
like "$out" "^3 天内到期$" "several lead times make several sections"
dc -f csv l.csv
cat >want <<'EOF'
state,task_id,campaign_id,title,unit,due,days_late,days_left,lead
overdue,T-001,,清理河道漂浮物,市水利局,2024-03-05,10,,
overdue,T-008,,反弹点位,市水利局,2024-03-14,1,,
due-today,T-002,,张贴公益广告,街道办,2024-03-15,,0,
due-soon,T-004,,检查消防通道,市住建局,2024-03-18,,3,7d
due-soon,T-005,,补种行道树,市住建局,2024-03-21,,6,7d
EOF
is "$out" "$(cat want)" "csv"
dc -f csv --lang=zh l.csv
is "$out" "$(cat want)" "csv has the same names in every language"
dc -f csv --by unit l.csv
is "$(sed -n 2p <<<"$out")" "市水利局,2,0,0,10,1,1,1" "csv by unit"
dc -f json l.csv
is "$(python3 -c 'import json,sys; d=json.load(sys.stdin); print(d["today"], len(d["tasks"]), d["tasks"][0]["days_late"], d["units"][0]["overdue"])' <<<"$out")" \
  "2024-03-15 5 10 2" "json is JSON, with numbers"
dc -f md l.csv
like "$out" "^## Due within 7 days$" "Markdown"
dc -f tsv l.csv
is "$(cut -f2,6 <<<"$out" | sed -n 2p)" "T-001	2024-03-05" "tsv"

# silence, and exit statuses
run deadline-check --today 2024-02-01 l.csv
is "$rc:$out:$err" "0::" "nothing due: silence, exit 0"
run deadline-check --today 2024-02-01 -v l.csv
like "$out" "^2024-02-01: 0 overdue, 0 due today, 0 due within 7 days; 6 later, 1 without a date, 2 done$" "-v says so"
run deadline-check --today 2024-02-01 -f csv l.csv
is "$rc:$out" "0:state,task_id,campaign_id,title,unit,due,days_late,days_left,lead" "csv keeps its header"
for c in "soon 1" "today 1" "overdue 1" "never 0"; do
  dc --fail-on "${c% *}" l.csv
  is "$rc" "${c#* }" "--fail-on ${c% *}"
done
dc --exit-zero l.csv
is "$rc" 0 "--exit-zero"
run deadline-check --today 2024-03-12 --fail-on today l.csv
is "$rc" 1 "what is overdue fails --fail-on today"
run deadline-check --today 2024-02-28 --fail-on today l.csv
is "$rc" 0 "what is due soon does not"
dc -s 2w l.csv
like "$out" "^Due within 2 working days" "lead times in working days"
for bad in x 7x ',' -1 99999 1d,1d,1d,1d,1d,1d,1d,1d,1d; do
  dc -s "$bad" l.csv
  is "$rc:$(grep -c deadline-bad-lead <<<"$err")" "2:1" "--soon $bad is refused"
done
dc - <l.csv
is "$rc" 1 "- is standard input"
run deadline-check --today 2024-03-15 <l.csv
is "$rc" 1 "and so is no operand"
dc l.csv l.csv
like "$out" "^2024-03-15: 4 overdue, 2 due today" "several ledgers"

# recurring work
cat >r.csv <<'EOF'
task_id,title,lead_unit,due,cadence,anchor,reported
T-1,never reported,a,,P1W,2024-01-03,
T-2,reported in time,a,,P1W,2024-01-03,2024-03-12
T-3,in words,a,,每月开展一次,2024-01-10,2024-02-20
T-4,no anchor,a,,P1W,,
EOF
dc -s 5d r.csv
like "$out" "^T-1#2024-W11  never reported *a *2024-03-13 *2$" "a missed occurrence is overdue"
like "$out" "^T-2#2024-W12  reported in time *a *2024-03-20 *5$" "a report counts for its occurrence"
dc -s 30d r.csv
like "$out" "^T-3#2024-04 +in words +a +2024-04-10 +26$" "a cadence in words"
is "$(grep -c T-4 <<<"$out")" 0 "no anchor, no occurrence"

printf 'task_id,title,lead_unit,due,due_kind,cadence,anchor\nT-1,x,a,2024-12-31,range,P1W,2024-01-03\nT-2,x,a,2024-12-31,recurring,P1W,2024-01-03\n' >x.csv
dc -f csv x.csv
is "$(cut -d, -f2 <<<"$out" | tail -n +2)" "T-2#2024-W11" "a task that is due once is judged by that"

# ledgers in other clothes
head -3 l.csv >s.csv
same() { # NAME FILE ARGS...
  local name=$1
  shift
  dc -f csv "$@"
  is "$rc:$(cut -d, -f1,2,6 <<<"$out" | sed -n 2p)" "1:overdue,T-001,2024-03-05" "$name"
}
printf '\xef\xbb\xbf' | cat - s.csv >x.csv && same "BOM" x.csv
sed 's/$/\r/' s.csv >x.csv && same "CRLF" x.csv
tr '\n' '\r' <s.csv >x.csv && same "CR" x.csv
sed 's/;/、/; s/,/;/g' s.csv >x.csv && same "semicolons" x.csv
tr , '\t' <s.csv >x.csv && same "tabs" x.csv
tr , '|' <s.csv >x.csv && same "--delimiter" -d '|' x.csv
iconv -f utf-8 -t gb18030 s.csv >x.csv && same "GB18030" x.csv
iconv -f utf-8 -t utf-16 s.csv >x.csv && same "UTF-16 with BOM" x.csv
iconv -f utf-8 -t utf-16le s.csv >x.csv && same "UTF-16 without BOM" x.csv
iconv -f utf-8 -t gb18030 s.csv >x.csv && same "--encoding" --encoding gbk x.csv
printf '序号,重点任务,牵头单位,完成时限\nT-001,清理,水利局,2024/3/5\n' >x.csv && same "Chinese names, aliases, spreadsheet dates" x.csv
printf '附件1\n2024年任务分解表;;;\n\n编号;任务;牵头单位;完成日期\nT-001;清;水利局;2024-03-05\n' >x.csv && same "titles above the header" x.csv
printf 'task_id,title,lead_unit,due\n,,,\nT-001,x,a,2024-03-05\n\n' >x.csv && same "empty rows" x.csv

# bad ledgers: one line each, exit 2
bad() { # NAME ERROR-REGEX FILE ARGS...
  local name=$1 want=$2
  shift 2
  dc "$@"
  is "$rc:$(wc -l <<<"$err")" "2:1" "$name: exit 2, one line"
  like "$err" "$want" "$name: says where"
}
: >x.csv && bad "empty file" "^deadline-check: x.csv: error: empty: .*\[ledger-empty\]$" x.csv
printf 'hello\nworld\n' >x.csv && bad "no header" "x.csv: error: no header row" x.csv
printf 'task_id,title,due\n1,x,2024-03-01\n' >x.csv
bad "missing column" "x.csv:1: error: missing column: lead_unit \(牵头单位\)" x.csv
is "$out" "" "and no report"
printf 'task_id,title,lead_unit,due\nT-1,x,a,2024-03-01\nT-2,x,a\nT-3,x,a,2024-03-02,z\n' >x.csv
dc -f csv --rejects rej.csv x.csv
is "$rc:$(wc -l <<<"$err")" "2:2" "ragged rows"
like "$err" "x.csv:3: error: row has 3 fields, the header has 4: nothing for column 'due' \[ledger-row-short\]" "a short row"
like "$err" "x.csv:4: error: row has 5 fields, the header has only 4 \[ledger-row-long\]" "a long row"
like "$out" "^overdue,T-1," "the others are reported"
is "$(cat rej.csv)" "task_id,title,lead_unit,due
T-2,x,a
T-3,x,a,2024-03-02,z" "--rejects keeps them aside, under their header"
printf 'task_id,title,lead_unit,due\nT-1,x,a,2024-03-01\nT-2,"x,a,2024-03-01\nT-3,x,a,2024-03-01\n' >x.csv
bad "unterminated quote" "x.csv:3: error: a quote opened in this row is never closed" x.csv
like "$out" "T-1" "what stands before it is reported"
printf 'task_id,title,lead_unit,due\nT-1,x\0y,a,2024-03-01\n' >x.csv
bad "NUL" "x.csv:2:6: error: NUL byte in column 'title' \[ledger-nul\]" x.csv
printf 'task_id,title,lead_unit,due\nT-1,x\xff\xfey,a,2024-03-01\nT-2,清,a,2024-03-20\n' >x.csv
bad "ill-formed text" "x.csv:2:6: error: column 'title' is not UTF-8 text" x.csv
for d in 2024-02-30 2024-13-01 soon 3月底; do
  printf 'task_id,title,lead_unit,due\nT-1,x,a,%s\nT-2,x,a,2024-03-01\n' "$d" >x.csv
  bad "bad date $d" "x.csv:2:9: error: column 'due': '$d' is not a date" -f csv x.csv
  like "$out" "^overdue,T-2" "bad date $d: others are reported"
done
printf 'task_id,title,lead_unit,due,extended_to\nT-1,x,a,2024-03-01,later\n' >x.csv
bad "bad extension" "x.csv:2:20: error: column 'extended_to'" x.csv
printf 'task_id,title,lead_unit,due,status\nT-1,x,a,2024-03-01,perhaps\n' >x.csv
bad "unknown status" "x.csv:2:20: error: column 'status': 'perhaps' is not one of planned, active" x.csv
head -c 3000 /dev/urandom | tr -d '\n' | sed 's/^/\x0\x1/' >x.csv
dc x.csv
is "$rc" 2 "binary"
bad "a directory" "^deadline-check: \.: error: is a directory" .
bad "no such file" "nowhere.csv: error: cannot open" nowhere.csv
bad "unknown encoding" "unknown encoding 'klingon'" --encoding klingon l.csv
bad "bad delimiter" "cannot separate fields" -d ab l.csv
bad "no calendar" "nowhere: error: cannot open" --calendar nowhere l.csv
python3 -c 'print("task_id,title,lead_unit,due"); print("T-1,"+"x"*50000000+",a,2024-03-01"); print("T-2,x,a,2024-03-01")' >x.csv
dc -f csv x.csv
is "$rc:$(wc -l <<<"$out")" "2:2" "a line of 50 MB is a bad row; the next is read"
like "$err" "x.csv:2: error: row is longer than 16777216 bytes" "and said to be too long"
python3 -c 'print("task_id,title,lead_unit,due"+"".join(",c%d"%i for i in range(20000)))' >x.csv
bad "too many columns" "x.csv:1: error: more than 16384 columns" x.csv
rm x.csv

# writing
for f in text csv tsv json md; do
  deadline-check --today 2024-03-15 -f $f l.csv >/dev/full 2>err
  is "$?:$(grep -c 'io-write' err)" "2:1" "$f on a full disk"
done
dc -o nowhere/x l.csv
is "$rc" 2 "an output that cannot be written"
echo old >o.csv
dc -f csv -o o.csv nowhere.csv
is "$rc:$(cat o.csv)" "2:old" "an output stays as it was when the input is bad"
deadline-check --today 2024-03-15 l.csv <&- >&- 2>err
is "$?" 2 "closed standard output"
run deadline-check --today 2024-03-15 <&-
is "$rc" 2 "closed standard input"
finish
