#!/bin/bash
# tally: totals, rankings, filters, periods, forms, bad input.
. "$(dirname "$0")/../tap.sh"

cat >a.csv <<'X'
date,unit,item,kind,points,note
2024-01-05,城关镇,清扫,deduct,0.1,
2024-02-06,城关镇,秩序,deduct,0.2,"路口,东侧"
2024-04-07,白石镇,清扫,deduct,0.3,"第一行
第二行"
2024-05-08,白石镇,秩序,bonus,2,"他说""好"""
2024-08-09,"云岭, 镇",清扫,bonus,-1.25,
2024-11-30,枫桥乡,清扫,bonus,,
X
run tally -k unit -s points a.csv
is "$rc:$err" 0: "totals"
is "$out" "rank  unit      count    sum
   1  白石镇        2   2.30
   2  城关镇        2   0.30
   3  枫桥乡        1   0.00
   4  云岭, 镇      1  -1.25" "the largest first, points below points"
run tally -k unit -s points -f csv a.csv
is "$out" "rank,unit,count,sum
1,白石镇,2,2.3
2,城关镇,2,0.3
3,枫桥乡,1,0
4,\"云岭, 镇\",1,-1.25" "CSV"
run tally -k unit -s points -f tsv -r a.csv
is "$out" "$(printf 'rank\tunit\tcount\tsum\n1\t云岭, 镇\t1\t-1.25\n2\t枫桥乡\t1\t0\n3\t城关镇\t2\t0.3\n4\t白石镇\t2\t2.3')" "TSV, the smallest first"
run tally -k unit -s points -f json -n 1 a.csv
is "$(python3 -c 'import json, sys; print(json.dumps(json.load(sys.stdin), ensure_ascii=False, separators=(",", ":")))' <<<"$out")" '[{"rank":1,"unit":"白石镇","count":2,"sum":2.3}]' "JSON, the first only"
run tally -k unit -s points -f md -n 1 a.csv
like "$out" "^\| rank \|" "Markdown"
run tally -k unit -s points -c count,sum,mean,min,max,blank,share -f csv --places 3 a.csv
is "$out" "rank,unit,count,sum,mean,min,max,blank,share
1,白石镇,2,2.3,1.150,0.3,2,0,170.370
2,城关镇,2,0.3,0.150,0.1,0.2,0,22.222
3,枫桥乡,1,0,,,,1,0.000
4,\"云岭, 镇\",1,-1.25,-1.250,-1.25,-1.25,0,-92.593" "every measure; the mean of nothing is nothing"
run tally -k unit,kind -s points -f csv -b key --no-rank a.csv
is "$out" "unit,kind,count,sum
\"云岭, 镇\",bonus,1,-1.25
城关镇,deduct,2,0.3
枫桥乡,bonus,1,0
白石镇,bonus,1,2
白石镇,deduct,1,0.3" "two keys, in their order"
run tally -k 单位 -s 分值 --lang zh a.csv
like "$out" "^名次  被考核单位 +条数 +合计" "columns by Chinese names and aliases; Chinese titles"
run tally -k unit -f csv a.csv
is "$(head -2 <<<"$out")" "rank,unit,count
1,城关镇,2" "counts alone"
run tally -s points -f csv a.csv
is "$out" "rank,count,sum
1,6,1.35" "no key: one group"

# filters
run tally -k unit -s points -f csv -w kind=bonus --where 'points>-1' a.csv
is "$out" "rank,unit,count,sum
1,白石镇,1,2" "filters, by value"
run tally -k unit -f csv --no-rank -w 'note~路口' -w 'points=0.20' a.csv
is "$out" "unit,count
城关镇,1" "contains; equal as numbers"
run tally -k unit -f csv --no-rank -w 'unit=城关镇|枫桥乡' -w 'points!=' a.csv
is "$out" "unit,count
城关镇,2" "one of several; not empty"
run tally -k unit -w kind a.csv
is "$rc" 2 "a filter without operator"
like "$err" "tally-bad-filter" "is told"

# periods
run tally -k unit -s points -p quarter -f csv -b key --no-rank a.csv
is "$out" "unit,period,count,sum
\"云岭, 镇\",2024Q3,1,-1.25
城关镇,2024Q1,2,0.3
枫桥乡,2024Q4,1,0
白石镇,2024Q2,2,2.3" "quarters"
run tally -s points -p half -f csv -b key --no-rank a.csv
is "$out" "period,count,sum
2024H1,4,2.6
2024H2,2,-1.25" "halves"
run tally -k unit -s points -p half --within period -f csv a.csv
is "$out" "rank,unit,period,count,sum
1,白石镇,2024H1,2,2.3
2,城关镇,2024H1,2,0.3
1,枫桥乡,2024H2,1,0
2,\"云岭, 镇\",2024H2,1,-1.25" "ranks within a key"

# ties
printf 'unit,points\na,3\nb,2\nc,2.0\nd,1\n' >t.csv
for p in 1224:1224 1223:1223 1334:1334 1234:1234; do
  run tally -k unit -s points --ties "${p%:*}" -f csv t.csv
  is "$(cut -d, -f1 <<<"$out" | tail -n +2 | tr -d '\n')" "${p#*:}" "ties $p"
done

# several files, standard input, other forms of CSV
printf 'points\tunit\r\n1\ta\r\n2\t"b"\r\n' >u.tsv
run tally -k unit -s points -f csv --no-rank -b key t.csv u.tsv
is "$out" "unit,count,sum
a,2,4
b,2,4
c,1,2
d,1,1" "two files, columns in another order, tabs and CRLF"
is "$(tally -k unit -s points -f csv - <t.csv)" "$(tally -k unit -s points -f csv t.csv)" "standard input, a file"
is "$(cat t.csv | tally -k unit -s points -f csv)" "$(tally -k unit -s points -f csv t.csv)" "standard input, a pipe"
iconv -f UTF-8 -t GB18030 a.csv >g.csv
is "$(tally -k unit -s points -f csv g.csv)" "$(tally -k unit -s points -f csv a.csv)" "GB18030"
(printf '\xef\xbb\xbf'; cat a.csv) >b.csv
is "$(tally -k unit -s points -f csv b.csv)" "$(tally -k unit -s points -f csv a.csv)" "BOM"

gzip -k a.csv
is "$(tally -k unit -s points -f csv a.csv.gz)" "$(tally -k unit -s points -f csv a.csv)" "gzip"
cat a.csv.gz <(tail -n +2 a.csv | gzip) | tally -k unit -s points -f csv >two
is "$(sed -n 2p two)" "1,白石镇,4,4.6" "two gzip members, a pipe"
head -c 100 a.csv.gz >cut.gz
run tally -k unit -s points cut.gz
like "$rc:$out:$err" "^2::.*cut.gz: error: the gzip data is cut off" "gzip cut off"
printf 'unit|points\na|1\n' >p.csv
is "$(tally -d '|' -k unit -s points -f csv --no-rank p.csv | tail -1)" "a,1,1" "another separator"
is "$(tally -d tab -k unit -s points -f csv --no-rank u.tsv | tail -1)" "a,1,1" "a tab by name"
run tally -d '，' -k unit -s points p.csv
is "$rc:$out" "2:" "a separator of more than a byte"
printf 'unit,points\nb,x\n' >r1.csv
printf 'unit,points\nc,y\n' >r2.csv
tally -k unit -s points --skip-bad --rejects r.csv r1.csv r2.csv >/dev/null 2>&1
is "$(cat r.csv)" "unit,points
b,x
c,y" "rejects of files alike have one header"

# exactness
{ echo unit,points; for ((i = 0; i < 1000; i++)); do echo a,0.1; done; } >e.csv
is "$(tally -k unit -s points -f csv --no-rank e.csv | tail -1)" "a,1000,100" "0.1 a thousand times is 100"
printf 'unit,points\na,999999999999999999999999999\na,0.000000001\na,-999999999999999999999999999\n' >e.csv
is "$(tally -k unit -s points -f csv --no-rank e.csv | tail -1)" "a,3,0.000000001" "27 digits and nine places, exactly"
{ echo unit,points; for ((i = 0; i < 300; i++)); do echo a,999999999999999999999999999; done
  for ((i = 0; i < 300; i++)); do echo a,-999999999999999999999999999; done; echo a,7; } >e.csv
is "$(tally -k unit -s points -f csv --no-rank e.csv | tail -1)" "a,601,7" "past 128 bits and back"
head -301 e.csv >f.csv
run tally -k unit -s points f.csv
is "$rc:$out" "2:" "a sum past all bounds is trouble"
like "$err" "the sum of 'points' is out of range \[tally-overflow\]" "and told"

# bad numbers
k=0
for v in '"0,1"' '１．５' '+3分' -- NaN 1e400 0x10 . - 1.0000000001 '1 000' inf; do
  k=$((k + 1))
  printf 'unit,points\na,1\nb,%s\na,2\n' "$v" >x.csv
  run tally -k unit -s points x.csv
  is "$rc:$out" "2:" "bad number $k: nothing printed"
  like "$err" "^tally: x.csv:3:3: error: column 'points': '.*' is not a decimal number \[tally-bad-number\]" "and located"
  run tally -k unit -s points --skip-bad --rejects r.csv -f csv --no-rank x.csv
  is "$rc:$out" "0:$(printf 'unit,count,sum\na,2,3')" "skipped when asked to"
  like "$err" "warning: column 'points'" "with a warning"
  is "$(cat r.csv)" "$(printf 'unit,points\nb,%s' "$v")" "and kept aside"
done
printf 'unit,points\na,1\nb\na,2,3\nc,"4\n' >x.csv
run tally -k unit -s points x.csv
is "$rc:$(grep -c error: <<<"$err")" 2:4 "ragged rows, a quote cut off"
like "$err" "x.csv:5: error: .*never closed" "located"
printf 'unit,points,date\na,1,2024-02-30\n' >x.csv
run tally -k unit -s points -p month x.csv
is "$rc" 2 "a day that does not exist"
like "$err" "x.csv:2:5: error: .*2024-02-30" "located"
{ printf 'unit,points\na,1\nb,'; head -c 20000000 /dev/zero | tr '\0' 2; printf '\na,4\n'; } >long.csv
run tally -k unit -s points long.csv
like "$rc:$out:$err" "^2::tally: long.csv:3: error: row is longer than 16777216 bytes" "a row past the limit"
run tally -k unit -s points --skip-bad --rejects rej.csv -f csv --no-rank long.csv
is "$rc:$(tail -1 <<<"$out"):$(tail -1 rej.csv | wc -c)" "0:a,2,5:20000003" "is put aside, whole, when asked to"
head -c -30 a.csv >cut.csv
printf '2024-12-01,a,b,bonus,1,"cut' >>cut.csv
run tally -k unit -s points cut.csv
like "$rc:$out:$err" "^2::tally: cut.csv:.*never closed" "a ledger cut in the middle of a quoted field"
printf 'unit,points\na,1\nb\0,2\n' >nul.csv
run tally -k unit -s points nul.csv
like "$rc:$out:$err" "^2::tally: nul.csv:3:2: error: NUL" "a NUL byte"
printf 'unit,points\na,1\n\xe4\xba,2\n' >utf.csv
run tally -k unit -s points --encoding utf-8 utf.csv
like "$rc:$out:$err" "^2::tally: utf.csv:3:1: error: column 'unit' is not" "ill-formed UTF-8"
head -c 100000 /dev/urandom >bin.csv
run tally -k unit -s points bin.csv
is "$rc:$out" "2:" "a binary file"
run tally -k nothing -s points a.csv
is "$rc:$out" "2:" "a column that is not there"
like "$err" "a.csv:1: error: no column 'nothing'" "named"
run tally -k unit -s points no.csv
is "$rc" 2 "a file that is not there"
run tally -k unit -s points /
like "$rc:$err" "^2:.*is a directory" "a directory"
: >empty.csv
run tally -k unit -s points empty.csv
like "$rc:$err" "^2:.*empty" "an empty file"
run tally -k unit -s points -o out.csv x.csv a.csv -p month
[ ! -e out.csv ]
ok $? "no output file when there was trouble"
run tally -k unit -s points -f csv -o out.csv a.csv
is "$rc:$out:$(wc -l <out.csv)" 0::5 "output to a file"
tally -k unit -s points a.csv >/dev/full 2>err
is "$?" 2 "a full disk"
printf 'unit,points\n云岭镇,1\n枫桥乡,2\n县财政局,4\n' >re.csv
is "$(tally -k unit -s points -f csv --no-rank -w 'unit=~(镇|乡)$' re.csv)" "$(printf 'unit,count,sum\n枫桥乡,1,2\n云岭镇,1,1')" \
  "a regular expression as filter"
run tally -k unit -s points -w 'unit=~(镇' re.csv
is "$rc:$out" "2:" "a regular expression that is not well-formed"
like "$err" 'pattern-bad' "... is named"
{ printf 'unit,points\n'; printf 'a%.0s' {1..60}; printf 'b,1\n'; } >slow.csv
run tally -k unit -s points -w 'unit=~^(a+)+$' slow.csv
is "$rc" 2 "one that backtracks without end is stopped"
like "$err" '^tally: slow.csv:2:.*tally-pattern' "... and the cell named"
finish
