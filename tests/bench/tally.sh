#!/bin/bash
# Group-by-unit sums of a ledger, tally against whatever of its peers is here, in one run: MB/s, and what that is of
# `wc -l` (which only counts lines); then tally alone over sizes, which must be linear.
#
#   tests/bench/tally.sh [MEGABYTES]     the table at that size (default 200; 1000 is the one of the design)
#   tests/bench/tally.sh --sizes [MAX]   MB/s at 1, 10, 100 ... MAX megabytes (default 1000; 10000 for the whole proof)
#
#   REPEAT=5              best of so many (peers that need a minute run once, and not above 2000 MB)
#   WORK=DIR              where the ledgers go, and are deleted (default: a folder in /tmp; 2 × MEGABYTES are needed,
#                         and memory for the file, so that all read it from the cache)
#   DUCKDB_NODE=DIR/node_modules   where npm put @duckdb/node-api, to have DuckDB in the table
set -u
cd "$(dirname "$0")/../.." || exit 2
B=${B:-build} REPEAT=${REPEAT:-5} sizes=
repeat=$REPEAT
[ "${1:-}" = --sizes ] && { sizes=1 && shift; }
MB=${1:-$([ "$sizes" ] && echo 1000 || echo 200)}
T=$(mktemp -d ${WORK:+-p "$WORK"}) || exit 2
trap 'rm -rf "$T"' EXIT
export LC_ALL=C.UTF-8
"${CC:-cc}" -O2 -o "$T/ledger" tests/bench/ledger.c || exit 2

now() { date +%s%N; }
# best COMMAND...: seconds; fails when the command does
best() {
  local i s d m=
  for ((i = 0; i < REPEAT; i++)); do
    s=$(now)
    "$@" >/dev/null 2>"$T/err" || return 1
    d=$(($(now) - s))
    if [ -z "$m" ] || [ "$d" -lt "$m" ]; then m=$d; fi
  done
  awk -v n="$m" 'BEGIN {print n / 1e9}'
}
W=0 S=0 # MB/s of wc -l, of tally
line() { # NAME FILE SECONDS
  awk -v name="$1" -v size="$(stat -c %s "$2")" -v s="$3" -v wc="$W" -v tally="$S" 'BEGIN {
    r = size / s / 1e6
    printf "%-46s %8.0f", name, r
    if (wc) printf " %9.2f", r / wc
    if (tally) printf " %9.2f", tally / r
    print "" }'
}
bench() { # NAME FILE COMMAND...: nothing when the command is not here
  local s
  command -v "$3" >/dev/null || return 0
  if s=$(best "${@:3}"); then line "$1" "$2" "$s"; else echo "$1: $(tail -1 "$T/err")"; fi
}
rate() { # FILE COMMAND...: MB/s
  local s
  s=$(best "${@:2}") && awk -v size="$(stat -c %s "$1")" -v s="$s" 'BEGIN {printf "%.0f", size / s / 1e6}'
}
tally() { "$B/bin/tally" "$@"; }
small=$([ "$MB" -le 2000 ] && echo 1)
make_ledger() { "$T/ledger" "$@" && sync && cat "$2" >/dev/null; } # on the disk, and in the cache

if [ "$sizes" ]; then
  echo "tally -k unit -s points: MB/s by size, best of $REPEAT, $(nproc) processors"
  printf '%10s %10s %10s %10s %12s %9s\n' "MB" "tally" "1 thread" "wc -l" "all quoted" "memory kB"
  for ((m = 1; m <= MB; m *= 10)); do
    make_ledger "$m" "$T/l.csv" || exit 2
    wc=$(rate "$T/l.csv" wc -l "$T/l.csv")
    two=$(rate "$T/l.csv" tally -k unit -s points "$T/l.csv")
    one=$(rate "$T/l.csv" tally -j1 -k unit -s points "$T/l.csv")
    kb=$(/usr/bin/time -f %M "$B/bin/tally" -k unit -s points "$T/l.csv" 2>&1 >/dev/null | tail -1)
    make_ledger "$m" "$T/l.csv" --quote-all || exit 2
    all=$(rate "$T/l.csv" tally -k unit -s points "$T/l.csv")
    printf '%10d %10s %10s %10s %12s %9s\n' "$m" "$two" "$one" "$wc" "$all" "$kb"
  done
  exit 0
fi

# shellcheck disable=SC2086
make_ledger "$MB" "$T/l.csv" ${small:+"$T/l.tsv"} || exit 2
L=$T/l.csv
echo "$MB MB, 2 % of the fields quoted, $(nproc) processors, best of $REPEAT"
printf '%-46s %8s %9s %9s\n' "" "MB/s" "of wc -l" "tally is"
W=$(rate "$L" wc -l "$L")
S=$(rate "$L" tally -k unit -s points "$L")
bench "cat" "$L" cat "$L"
bench "wc -l" "$L" wc -l "$L"
bench "tally" "$L" tally -k unit -s points "$L"
bench "tally, 1 thread" "$L" tally -j1 -k unit -s points "$L"
bench "tally, from a pipe" "$L" sh -c "cat '$L' | '$B/bin/tally' -k unit -s points"
bench "tally, a filter" "$L" tally -k unit -s points -w kind=deduct "$L"
bench "tally, a filter by numbers" "$L" tally -k unit -s points -w 'points>=1' "$L"
bench "tally, two keys" "$L" tally -k unit,item -s points "$L"
bench "tally, by month" "$L" tally -k unit -p month -s points "$L"
bench "tally, unit, item and month, a filter" "$L" tally -k unit,item -p month -s points -w kind=deduct "$L"
if command -v node >/dev/null && s=$(node tests/bench/duckdb.js "$L" "$(nproc)" "$REPEAT" 2>"$T/err"); then
  line "DuckDB (its own clock)" "$L" "$s"
  line "DuckDB, 1 thread" "$L" "$(node tests/bench/duckdb.js "$L" 1 "$REPEAT")"
else
  echo "DuckDB: not here (npm install @duckdb/node-api somewhere, DUCKDB_NODE=there/node_modules)"
fi
bench "zsv select, 2 columns" "$L" zsv select -H unit points "$L"
if [ "$small" ]; then
  REPEAT=1
  bench "tsv-summarize (no quoting: TSV)" "$T/l.tsv" tsv-summarize -H -g unit --count --sum points "$T/l.tsv"
  bench "mawk (no quoting: TSV)" "$T/l.tsv" mawk -F '\t' 'NR > 1 {s[$2] += $5; n[$2]++} END {for (u in s) print u, n[u], s[u]}' "$T/l.tsv"
  bench "datamash (no quoting: TSV)" "$T/l.tsv" sh -c "datamash -H -s -g 2 count 2 sum 5 <'$T/l.tsv'"
  bench "Miller" "$L" mlr --icsv --ojson stats1 -a count,sum -f points -g unit "$L"
  bench "sqlite3, import and query" "$L" sqlite3 :memory: ".import --csv $L l" "select unit, count(*), sum(points) from l group by unit"
  REPEAT=$repeat
fi
echo "memory of tally: $(/usr/bin/time -f '%M kB' "$B/bin/tally" -k unit -s points "$L" 2>&1 >/dev/null | tail -1)"
rm -f "$T/l.tsv"
make_ledger "$MB" "$L" --quote-all || exit 2
echo "every field quoted: $(stat -c %s "$L" | awk '{printf "%.0f MB", $1 / 1e6}')"
bench "tally" "$L" tally -k unit -s points "$L"
bench "tally, 1 thread" "$L" tally -j1 -k unit -s points "$L"
bench "tally, two keys" "$L" tally -k unit,item -s points "$L"
