#!/bin/bash
# tally --html, --svg: pages of rankings.
. "$(dirname "$0")/../tap.sh"
S=$SAMPLES/scoring
run tally --rules "$S/rules.csv" --roster "$S/units.csv" --today 2025-06-30 --html --lang zh --title 考核 "$S"/scores-q*.csv
is "$rc:$err" 0: "a page of scores"
like "$out" "<title>考核</title>" "its title"
is "$(grep -c '<td class="num">101.55</td>' <<<"$out")" 1 "a cell of the table"
is "$(grep -o '<svg' <<<"$out" | wc -l)" 5 "bars, and a sparkline of each unit"
like "$out" "2025Q1 102.8, 2025Q2 100.3" "which says in words what it shows"
{ echo unit,points; for i in 1 2; do echo "市场监督管理局城西分局兼食品药品安全委员会办公室第$i大队,$i"; done; } >long.csv
run tally -k unit -s points --svg long.csv
like "$out" '>市场监督管理局城西分局…会办公室第1大队</text>|第1大队</text>' "of a long name both ends are shown"
like "$out" '<title>市场监督管理局城西分局兼食品药品安全委员会办公室第1大队</title>' "and the whole to who points at it"
printf 'unit,date,points\n"<script>&""x",2025-01-01,5\n甲,2025-01-01,-3\n甲,2025-04-01,4\n乙,2025-04-02,1\n' >a.csv
run tally -k unit -s points --svg a.csv
is "$rc:$err" 0: "bars alone"
xmllint --noout - <<<"$out"
ok $? "are well-formed XML"
like "$out" "&lt;script>&amp;&quot;x|&lt;script&gt;&amp;" "hostile names are text"
is "$(grep -o 'class="bad"' <<<"$out" | wc -l)" 0 "sums of which none is negative"
run tally -k unit -s points -p quarter -c sum,change --html a.csv
is "$rc:$err" 0: "a page of totals by period"
is "$(grep -o '<tr>' <<<"$out" | wc -l)" 3 "the last period's rows"
like "$out" "2025Q1 -3, 2025Q2 4" "and what they were before"
like "$out" '<td class="num">7</td>' "and the change"
is "$(grep -c '<script' <<<"$out")" 0 "no script"
run tally -k unit -s points --html -o p.html a.csv
is "$rc:$out:$(head -c 15 p.html)" "0::<!DOCTYPE html>" "to a file"
tally -k unit -s points --html a.csv >/dev/full 2>err
is "$?" 2 "a full disk"
finish
