#!/bin/bash
# tally: rates, ratios, change; partial results, spilling to disk, lines as records.
. "$(dirname "$0")/../tap.sh"

# --- coverage, progress, surveys ---
cat >s.csv <<'X'
unit,period,知晓,满意,done,total
甲,2024Q1,是,满意,3,7
甲,2024Q1,否,,4,7
甲,2024Q1,,不满意,7,7
甲,2024Q2,是,满意,8,7
乙,2024Q1,是,基本满意,1,3
乙,2024Q2,否,满意,2,3
X
run tally -k unit --rate 知晓=是 -f csv s.csv
is "$out" "rank,unit,yes,of,unknown,rate
1,甲,2,3,1,66.67
2,乙,1,2,0,50.00" "a rate: blanks are not in what it is of"
run tally -k unit --rate 知晓=是 --rate '满意=满意|基本满意' -f csv --places 1 -b key --no-rank s.csv
is "$out" "unit,yes_知晓,of_知晓,unknown_知晓,rate_知晓,yes_满意,of_满意,unknown_满意,rate_满意
乙,1,2,0,50.0,2,2,0,100.0
甲,2,3,1,66.7,2,3,1,66.7" "two rates"
run tally -k unit --ratio done/total -f csv --no-rank s.csv
is "$out" "unit,sum_done,sum_total,ratio
甲,22,28,78.57
乙,3,6,50.00" "one sum in another"
printf 'u,a,b\nx,14,21\n' >r.csv
run tally -k u --ratio a/b -f csv -c ratio --places 4 r.csv
is "$(tail -1 <<<"$out")" "1,x,66.6667" "14 of 21"
run tally -k unit -p quarter --rate 知晓=是 -c rate,change -b key --no-rank -f csv s.csv
is "$out" "unit,period,rate,change
乙,2024Q1,100.00,
乙,2024Q2,0.00,-100.00
甲,2024Q1,50.00,
甲,2024Q2,100.00,50.00" "change against the period before"
printf 'unit,date,points\n甲,2024-01-05,1\n甲,2024-03-05,5\n甲,2024-04-01,2.5\n' >c.csv
run tally -k unit -p month -s points -c sum,change -b key --no-rank c.csv
is "$out" "unit  period   sum  change
甲    2024-01  1.0
甲    2024-03  5.0
甲    2024-04  2.5    -2.5" "a gap is no period before"
run tally -k unit --ratio 'done' s.csv
like "$rc:$err" "^2:.*tally-bad-ratio" "a ratio of one"

# --- different values ---
run tally -k unit --distinct 满意 -f csv s.csv
is "$out" "rank,unit,count,distinct_满意
1,甲,4,2
2,乙,2,2" "different values, blanks not counted"

# --- a larger ledger, with what keys and values may hold ---
python3 - >l.csv <<'X'
import random
random.seed(7)
u = ["单位%d" % i for i in range(4000)] + ['"a,b"', '"q""q"', '"line\nend"', "tab\tkey", "back\\slash", '""', "x" * 40, "x" * 41]
print("date,unit,item,points,site")
for i in range(30000):
    p = random.choice(["", "0.1", "-2.5", "3", "0.000000001", "123456789012345678901.5"])
    print("2024-%02d-0%d,%s,项%d,%s,s%d" % (random.randint(1, 12), random.randint(1, 9), random.choice(u),
        random.randint(0, 5), p, random.randint(0, 9)))
X
Q=(-k 'unit,item' -s points -p quarter --distinct site --rate 'points>0' -c 'count,sum,min,max,mean,share,yes,rate,distinct,change')
tally "${Q[@]}" -f csv l.csv >want
is "$?:$(head -1 want | cut -c1-40)" "0:rank,unit,item,period,count,sum,mean,min" "a table of everything"
ok "$([ "$(wc -l <want)" -gt 15000 ]; echo $?)" "with many groups"
for o in -j1 '-j3 --memory=1' '--memory=2'; do
  # shellcheck disable=SC2086
  tally "${Q[@]}" -f csv $o l.csv >got
  same_file got want "the same with $o"
done
tally "${Q[@]}" l.csv >want.txt
tally "${Q[@]}" --memory=1 l.csv >got
same_file got want.txt "text: the same from disk"
for t in 1223 1234; do
  tally "${Q[@]}" --ties=$t --within period -f csv l.csv >a
  tally "${Q[@]}" --ties=$t --within period -f csv --memory=1 l.csv >b
  same_file b a "ranks from disk, $t"
done
run tally "${Q[@]}" --ties=1334 --memory=1 l.csv
like "$rc:$out:$err" "^2::.*tally-ties-memory" "ranks that need memory are refused without it"

# --- any split, any order, the same bytes ---
python3 - <<'X'
import csv, io, random
random.seed(11)
rows = list(csv.reader(open("l.csv", encoding="utf-8", newline="")))
for t in range(4):
    n = random.randint(2, 9)
    parts = [[] for _ in range(n)]
    for r in rows[1:]:
        random.choice(parts).append(r)
    for i, p in enumerate(parts):
        random.shuffle(p)
        w = csv.writer(open("part%d-%d.csv" % (t, i), "w", encoding="utf-8", newline=""), lineterminator=random.choice(["\n", "\r\n"]))
        w.writerow(rows[0])
        w.writerows(p)
X
for t in 0 1 2 3; do
  for p in part$t-*.csv; do tally "${Q[@]}" --partial "$p" >"${p%.csv}.part" || echo "not ok: $p"; done
  # shellcheck disable=SC2046
  tally "${Q[@]}" --merge -f csv $(printf '%s\n' part$t-*.part | sort -R --random-source=want) >got
  same_file got want "split $t: partial results in any order"
done
sort -R --random-source=want part0-*.part | tally "${Q[@]}" --merge --partial >m1
tally "${Q[@]}" --partial l.csv >m2
same_file m1 m2 "lines in any order, merged to partial results again: those of the whole"
tally "${Q[@]}" --memory=1 --partial l.csv >m3
same_file m3 m2 "partial results from disk"
tally "${Q[@]}" --memory=1 --merge -f csv m1 >got
same_file got want "and merged from disk"
run tally -k unit -s points --merge m1
like "$rc:$out:$err" "^2::tally: m1:1: error: partial result of another question" "another question"
n1=$(head -1 m1)
k=0
for l in nonsense "$(cut -f1,2 <<<"$n1")" "${n1%?}x" "$n1	1" "x${n1#*\\|}" "\\x$n1" "$(cut -f1-2 <<<"$n1")	-1"; do
  k=$((k + 1))
  printf '%s\n' "$l" >bad
  run tally "${Q[@]}" --merge bad
  like "$rc:$out:$err" "^2::tally: bad:1: error: line is no partial result" "no partial result, $k"
done
{ echo u,p; for ((i = 0; i < 400; i++)); do echo a,999999999999999999999999999; done; } >x1
{ echo u,p; for ((i = 0; i < 400; i++)); do echo a,-999999999999999999999999999; done; echo a,5; } >x2
for f in x1 x2; do tally -k u -s p --partial $f; done >x
is "$(tally -k u -s p --merge -f csv --no-rank x | tail -1)" "a,801,5" "a partial sum may be past all bounds, the whole is not"

# --- a header given: splits of a file, as engines hand them out ---
head -c 700 c.csv >/dev/null
run tally -k unit -s points --header unit,date,points -f csv --no-rank <(tail -n +2 c.csv)
is "$out" "unit,count,sum
甲,3,8.5" "no header row"
run tally -k unit -s points --header unit,date,points -f csv --no-rank c.csv
is "$out" "unit,count,sum
甲,3,8.5" "and the split that has it"
printf 'a,1\nb,x\n' >h.csv
run tally -k u -s p --header u,p h.csv
like "$err" "^tally: h.csv:2:3: error" "lines are counted from the file's first"

# --- lines as records ---
run tally --check-lines c.csv s.csv
is "$rc:$out:$err" "0::" "lines are records"
run tally --check-lines l.csv
is "$rc" 1 "lines are not records"
like "$err" "^tally: l.csv:[0-9]+: warning: [0-9]+ of 30000 records have a line end in a field" "told, with the first"
line=$(cut -d: -f3 <<<"$err")
like "$(sed -n "$((line + 1))p" l.csv)" '^end"' "and it is there"
printf 'u,p\na," 0.5"\na,0.5\nb,1\n' >d.csv
tally -k u -s p d.csv >want
like "$(tail -1 want)" ' 1$' "decimals as the sums need them, however a cell of them was written"
tally -k u -s p --partial d.csv | tally -k u -s p --merge >got
same_file got want "and by way of partial results"
finish
