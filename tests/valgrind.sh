#!/bin/bash
# valgrind.sh UNIT...: the unit tests and each tool on the samples, under valgrind; exit 1 on any error or leak.
set -u
cd "$(dirname "$0")/.." || exit 2
B=${B:-build}
case $B in /*) ;; *) B=$PWD/$B ;; esac
T=$(mktemp -d) || exit 2
trap 'rm -rf "$T"' EXIT
bad=0 n=0
vg() { # NAME COMMAND...
  local name=$1
  shift
  n=$((n + 1))
  valgrind -q --leak-check=full --errors-for-leak-kinds=definite,indirect --error-exitcode=99 \
    --log-file="$T/log" "$@" >"$T/out" 2>"$T/err"
  if [ $? = 99 ] || [ -s "$T/log" ]; then
    echo "not ok $n - $name"
    sed 's/^/# /' "$T/log" | head -40
    bad=1
  else
    echo "ok $n - $name"
  fi
}
# The programs that replay corpora and mutations, or hash much, take minutes here; the sanitizers run them whole.
for u; do
  case ${u##*/} in memory | schema | planfuzz | bundlefuzz | fast | table | hostile | tallyfuzz | digest | hashrun) continue ;; esac
  vg "$(basename "$u")" "$u"
done
s=samples
for p in "$s"/*.txt; do
  vg "plan-parse $p" "$B/bin/plan-parse" -o "$T/plan.xml" "$p"
  vg "plan-parse --facts $p" "$B/bin/plan-parse" --facts "$p"
done
"$B/bin/plan-parse" -o "$T/plan.xml" $s/plan-village.txt
vg "plan-parse on plan XML" "$B/bin/plan-parse" "$T/plan.xml"
vg "task-split" "$B/bin/task-split" --roster $s/units.csv --rows unit -o "$T/tasks.csv" "$T/plan.xml"
vg "deadline-check" "$B/bin/deadline-check" --today 2026-09-01 "$T/tasks.csv"
vg "tally" "$B/bin/tally" -k unit -s points --skip-bad $s/scores.csv
vg "evidence-pack check" "$B/bin/evidence-pack" check "$T/plan.xml" $s/evidence.csv $s
vg "evidence-pack pack" "$B/bin/evidence-pack" pack --allow-gaps -o "$T/bag.zip" "$T/plan.xml" $s/evidence.csv $s
vg "evidence-pack verify" "$B/bin/evidence-pack" verify "$T/bag.zip"
echo "1..$n"
exit $bad
