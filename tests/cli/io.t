#!/bin/bash
# I/O failures, on every tool and every output format: a full disk, a directory as input, closed standard input and
# output, a missing file, an unwritable folder.  Exit 2, one clear line, nothing half-written.
. "$(dirname "$0")/../tap.sh"
plan-parse "$SAMPLES/plan-village.txt" >plan.xml
task-split plan.xml >tasks.csv
cp "$SAMPLES/scores.csv" "$SAMPLES/evidence.csv" .
cp -r "$SAMPLES/evidence" evidence
evidence-pack pack --allow-gaps -o bag.zip plan.xml evidence.csv evidence >/dev/null 2>&1
(cat bag.zip; echo junk) >bad.zip
echo more >>evidence/T-001/1-1_*.pdf
evidence-pack pack --allow-gaps -o other.zip plan.xml evidence.csv evidence >/dev/null 2>&1
text=$SAMPLES/plan-village.txt
# Every way of printing.  Each must fail on a full disk.
cat >commands <<EOF
plan-parse $text
plan-parse --facts $text
plan-parse --outline $text
plan-parse --text $text
plan-parse --html $text
plan-parse --lint $text
plan-parse plan.xml
plan-parse --schema
plan-parse --explain=21 $text
task-split plan.xml
task-split --rows unit plan.xml
task-split --excel plan.xml
task-split --zh plan.xml
EOF
for f in $(deadline-check --help | sed -nE 's/.*--format=([a-z|]+).*/\1/p' | tr '|' ' '); do
  echo "deadline-check --today 2027-01-01 --format=$f tasks.csv"
done >>commands
for f in $(tally --help | sed -nE 's/.*--format=([a-z|]+).*/\1/p' | tr '|' ' '); do
  echo "tally -k unit -s points --skip-bad --format=$f scores.csv"
  echo "tally --rules $SAMPLES/scoring/rules.csv --format=$f $SAMPLES/scoring/scores-q1.csv"
done >>commands
for o in --partial --html --svg; do echo "tally -k unit -s points $o scores.csv"; done >>commands
for t in plan-parse task-split deadline-check evidence-pack tally; do
  for o in --help --version --completion=bash; do echo "$t $o"; done
done >>commands
echo "evidence-pack cat bag.zip bagit.txt" >>commands
for c in $(evidence-pack --help | sed -nE 's/^  (check|verify|list|diff|collect|codes) .*/\1/p'); do
  for f in $(evidence-pack $c --help | sed -nE 's/.*--format=([a-z|]+).*/\1/p' | tr '|' ' '); do
    case $c in
      verify) args=bad.zip ;;
      check) args='plan.xml evidence.csv evidence' ;;
      diff) args='bag.zip other.zip' ;;
      collect) args='--plan plan.xml bag.zip' ;;
      codes) args= ;;
      *) args=bag.zip ;;
    esac
    echo "evidence-pack $c --format=$f $args"
  done
done >>commands
is "$(grep -c deadline-check commands | sed 's/^[1-9].*/some/')$(grep -c tally commands | sed 's/^[1-9].*/some/')" somesome \
  "the formats are found in --help"
while read -r command; do
  # shellcheck disable=SC2086
  set -- $command
  "$@" >plain 2>/dev/null
  [ -s plain ]
  ok $? "prints something: ${command/$TOP\//}"
  run bash -c "$command >/dev/full"
  is "$rc" 2 "full disk: ${command/$TOP\//}"
  like "$err" "^$1: (<stdout>: )?error: .*\[io-write\]" "full disk: says so"
  run bash -c "$command >&-"
  is "$rc" 2 "closed standard output: ${command/$TOP\//}"
done <commands
run bash -c "evidence-pack collect --plan plan.xml bag.zip >/dev/full"
like "$err" '^bag\.zip: warning bundle-gap ' "full disk: collect's findings are told all the same"
for t in plan-parse task-split deadline-check "tally -k unit -s points"; do
  run bash -c "$t . 2>&1"
  is "$rc" 2 "a directory as input: $t"
  like "$out" "^${t%% *}: \.: error: .*\[io-is-directory\]" "a directory as input: $t says so"
  run bash -c "$t no-such-file"
  is "$rc" 2 "a missing file: $t"
  like "$err" "^${t%% *}: no-such-file: error: .*\[io-open\]" "a missing file: $t says so"
  run bash -c "$t <&-"
  is "$rc" 2 "closed standard input: $t"
  is "$out" "" "closed standard input: $t prints nothing"
done
for c in "plan-parse $text" "task-split plan.xml"; do
  run bash -c "$c -o no/such/folder/x"
  is "$rc" 2 "an output folder that is not there: ${c%% *}"
  rm -rf there.d
  run bash -c "$c -o there.d/x; mkdir -p there.d; $c -o there.d"
  is "$rc" 2 "a folder as output: ${c%% *}"
  is "$(ls there.d)" "" "nothing is left in it"
done
finish
