#!/bin/bash
# task-split --update: a ledger that people work in, and a plan that changes under it.
. "$(dirname "$0")/../tap.sh"

plan() { # ITEM... each "ID|TITLE|UNIT|DEADLINE": a plan of these tasks
  echo '<?xml version="1.0" encoding="UTF-8"?><plans xmlns="urn:plankit:plan:1"><plan id="p1" kind="plan" line="1"><title line="1">方案</title>'
  local n=1 i id title unit due
  for i; do
    IFS='|' read -r id title unit due <<<"$i"
    n=$((n + 1))
    echo "<item id=\"$id\" line=\"$n\" level=\"1\" role=\"task\"><marker>$n.</marker><head>$title</head><p line=\"$n\">牵头单位:<unit role=\"lead\">$unit</unit>,<time type=\"deadline\" edtf=\"../$due\">$due</time>完成。</p></item>"
  done
  echo '</plan></plans>'
}
plan 'p1.1|清理河道|水利局|2024-05-10' 'p1.2|修复路灯|住建局|2024-05-20' 'p1.3|补种树木|林业局|2024-05-30' >a.xml
task-split a.xml >old.csv
# people work in it: states, notes, a column of their own, another order
python3 - <<'EOF'
import csv
rows = list(csv.DictReader(open("old.csv", newline="")))
for r in rows: r["微信群"] = "群" + r["task_id"]
rows[0].update(status="active", progress="60", note="汛期前, 务必")
rows[1].update(status="closed", closed="2024-05-18")
names = ["微信群"] + list(rows[0])[:-1]
with open("old.csv", "w", newline="") as f:
    w = csv.DictWriter(f, names, lineterminator="\n")
    w.writeheader()
    w.writerows(rows)
EOF
cols() {
  python3 - "$@" 2>/dev/null <<'EOF'
import csv, sys
for row in csv.DictReader(open(sys.argv[1], newline="", encoding="utf-8-sig")):
    print("|".join(row[c] for c in sys.argv[2:]))
EOF
}
up() { run task-split --update "$1" -o new.csv "$2"; }

up old.csv a.xml
is "$rc:$err" "0:" "the same plan: nothing is said"
same_file new.csv old.csv "and not a byte changes"

plan 'p1.1|清理河道|水利局|2024-06-10' 'p1.2|巡查河道|水利局|2024-07-01' 'p1.3|修复路灯|住建局|2024-05-20' >b.xml
up old.csv b.xml
is "$rc:$err" "0:task-split: old.csv: note: 2 rows changed, 1 new, 1 withdrawn [split-updated]" "a changed plan: a summary"
cat >want <<'EOF'
群T-001|T-001|清理河道|2024-06-10|active|60|汛期前, 务必|due;due_text
群T-002|T-002|修复路灯|2024-05-20|closed|||source_ref
群T-003|T-003|补种树木|2024-05-30|withdrawn|||status
|T-004|巡查河道|2024-07-01|planned|||new
EOF
is "$(cols new.csv 微信群 task_id title due status progress note changed)" "$(cat want)" "dates refreshed, people's columns kept, the gone withdrawn, the new at the end"
cp new.csv old2.csv
up old2.csv b.xml
same_file new.csv old2.csv "again with that plan: not a byte changes"
up old2.csv a.xml
cat >want <<'EOF'
T-001|2024-05-10|active|due;due_text
T-002|2024-05-20|closed|source_ref
T-003|2024-05-30|planned|status
T-004|2024-07-01|withdrawn|status
EOF
is "$(cols new.csv task_id due status changed)" "$(cat want)" "what comes back is planned again; numbers are never used again"
plan 'p1.1|清理全部河道|水务局|2024-05-10' 'p1.2|修复路灯|城管局|2024-05-20' 'p1.3|发放宣传单|宣传部|2024-05-30' >c.xml
up old.csv c.xml
cat >want <<'EOF'
T-001|清理全部河道|水务局|active
T-002|修复路灯|城管局|closed
T-003|补种树木|林业局|withdrawn
T-004|发放宣传单|宣传部|planned
EOF
is "$(cols new.csv task_id title lead_unit status)" "$(cat want)" "another lead, a title mended: the same task; another task of that number: not"

# clothes of the old file
sed 's/$/\r/' old.csv | sed '1s/^/\xef\xbb\xbf/' >x.csv
up x.csv a.xml
same_file new.csv x.csv "BOM and CRLF: the same plan changes nothing"
up x.csv b.xml
is "$(head -c 3 new.csv | od -An -tx1 | tr -d ' '):$(grep -c $'\r$' new.csv):$(wc -l <new.csv)" "efbbbf:5:5" "and they stay"
iconv -f utf-8 -t gb18030 old.csv >g.csv
up g.csv a.xml
same_file new.csv g.csv "GB18030: the same plan changes nothing"
up g.csv b.xml
is "$rc:$(cols new.csv task_id title | tail -1)" "0:T-004|巡查河道" "and a changed one makes it UTF-8"
sed 's/,/;/g; s/汛期前; 务必/汛期前/; s/"//g' old.csv >s.csv
up s.csv b.xml
is "$rc:$(tail -1 new.csv | cut -d';' -f2,8)" "0:T-004;巡查河道" "semicolons stay semicolons"
task-split --excel a.xml >z.csv
up z.csv a.xml
same_file new.csv z.csv "Chinese names and values: nothing changes"
up z.csv b.xml
is "$(cols new.csv 任务编号 状态 变更 | tail -2)" "T-003|已撤销|status
T-004|未启动|new" "and Chinese values are written"
sed 's/2024-05-10,2024-05-10/2024\/5\/10,2024-05-10/' old.csv >d.csv
up d.csv a.xml
same_file new.csv d.csv "dates as spreadsheets write them are no change"
python3 - <<'EOF'
import csv
rows = list(csv.DictReader(open("old.csv", newline="")))
with open("q.csv", "w", newline="") as f:
    w = csv.DictWriter(f, ["title", "task_id", "lead_unit", "due"], quoting=csv.QUOTE_ALL, extrasaction="ignore", lineterminator="\n")
    w.writeheader()
    w.writerows(rows)
EOF
up q.csv a.xml
same_file new.csv q.csv "few columns, all quoted: nothing changes"
up q.csv b.xml
is "$(sed -n 3p new.csv)" '"修复路灯","T-002","住建局","2024-05-20",' "rows that do not change stay as they stand"
# a row a unit
task-split --rows unit a.xml >u.csv
up u.csv a.xml
same_file new.csv u.csv "a row a unit: nothing changes"
up u.csv b.xml
is "$(cols new.csv task_id unit | tail -1)" "T-004|水利局" "and new rows are a row a unit"

# in place, and trouble
cp old.csv in.csv
task-split --update in.csv -o in.csv b.xml 2>err
is "$?:$(wc -l <in.csv)" "0:5" "in place"
printf 'task_id,title,lead_unit,due\nT-001,x\n' >bad.csv
echo keep >new.csv
up bad.csv a.xml
is "$rc:$(cat new.csv)" "2:keep" "a bad row in the old ledger: nothing is written"
up old.csv nowhere.xml
is "$rc:$(cat new.csv)" "2:keep" "no plan: nothing is written"
up nowhere.csv a.xml
is "$rc" 2 "no ledger"
run task-split --update old.csv --dir d a.xml
is "$rc:$out" "2:" "--dir and --update exclude each other"
finish
