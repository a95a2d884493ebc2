#!/bin/bash
# The main job, end to end, on the samples: what `make demo` shows.  B is the build folder.
# Everything it makes goes to a scratch folder that is removed; KEEP=DIR keeps it there instead.
set -eu
cd "$(dirname "$0")"
B=${B:-../build}
PATH=$(cd "$B" && pwd)/bin:$PATH
export LC_ALL=C
work=${KEEP:-$(mktemp -d)}
mkdir -p "$work"
[ -n "${KEEP:-}" ] || trap 'rm -rf "$work"' EXIT
say() { printf '\n\033[1m%s\033[0m\n' "$*" | if [ -t 1 ]; then cat; else sed 's/\x1b\[[0-9]*m//g'; fi; }
# A tool that has found something exits 1; only trouble (2) ends the show.
found() { "$@" || [ $? = 1 ]; }

say '1. A work plan, as text, is understood.   plan-parse --outline plan-village.txt'
plan-parse --outline plan-village.txt | sed -n '5,16p'
echo '   ...'

say '2. All five tools in one pipe: plan, ledger, what is late on 20 May.'
echo '   plan-parse plan-village.txt | task-split --roster units.csv | deadline-check --today 2026-05-20 --soon 14d'
plan-parse plan-village.txt | tee "$work/plan.xml" |
  task-split --roster units.csv | tee "$work/tasks.csv" |
  found deadline-check --today 2026-05-20 --soon 14d

say '3. Is the evidence complete?   evidence-pack check plan.xml evidence.csv evidence'
found evidence-pack check "$work/plan.xml" evidence.csv evidence >"$work/check.txt"
grep -E '^evidence: (error|warning T)|^evidence: [a-z]*: passed' "$work/check.txt"

say '4. What is there is packed, the same bytes on every machine, and verified without unpacking.'
evidence-pack pack --allow-gaps -o "$work/qingxi.zip" "$work/plan.xml" evidence.csv evidence >"$work/pack.txt" 2>&1
found evidence-pack verify "$work/qingxi.zip" >"$work/verify.txt"
sed "s#$work/##" "$work/verify.txt" | tail -n 6

say '5. Who leads, exactly?   tally -k unit -s points -n 6 scores.csv'
tally -k unit -s points -n 6 scores.csv
[ -z "${KEEP:-}" ] || say "All of it is in $work."
