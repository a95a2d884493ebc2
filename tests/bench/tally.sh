#!/bin/bash
# Group-by-unit sums of a ledger, tally against whatever of its peers is here, in one run: best of several, and
# what that is of `wc -l` (which only counts lines).
#
#   tests/bench/tally.sh [MEGABYTES]     default 200;  REPEAT=5
#   DUCKDB_NODE=DIR/node_modules         where npm put @duckdb/node-api, to have DuckDB in the table
set -u
cd "$(dirname "$0")/../.." || exit 2
B=${B:-build} MB=${1:-200} REPEAT=${REPEAT:-5}
T=$(mktemp -d) || exit 2
trap 'rm -rf "$T"' EXIT
export LC_ALL=C.UTF-8
python3 tests/bench/ledger.py "$MB" "$T/l.csv" "$T/l.tsv" && python3 tests/bench/ledger.py "$MB" "$T/q.csv" --quote-all || exit 2

# best FILE COMMAND...: seconds
best() {
  local i s d m=
  shift
  for ((i = 0; i < REPEAT; i++)); do
    s=$(date +%s%N)
    "$@" >/dev/null 2>"$T/err" || return 1
    d=$(($(date +%s%N) - s))
    if [ -z "$m" ] || [ "$d" -lt "$m" ]; then m=$d; fi
  done
  awk -v n="$m" 'BEGIN {print n / 1e9}'
}
line() { # NAME FILE SECONDS
  awk -v name="$1" -v size="$(stat -c %s "$2")" -v s="$3" -v wc="$W" \
    'BEGIN {r = size / s / 1e6; printf "%-46s %8.0f MB/s", name, r; if (wc) printf "   %5.2f of wc -l", r / wc; print ""}'
}
bench() { # NAME FILE COMMAND...
  local s
  if ! command -v "$3" >/dev/null; then return; fi
  if s=$(best "${@:2}"); then line "$1" "$2" "$s"; else echo "$1: $(tail -1 "$T/err")"; fi
}
W=0
echo "$MB MB, $(nproc) processors, best of $REPEAT"
bench "cat" "$T/l.csv" cat "$T/l.csv"
s=$(best - wc -l "$T/l.csv")
W=$(awk -v size="$(stat -c %s "$T/l.csv")" -v s="$s" 'BEGIN {print size / s / 1e6}')
line "wc -l" "$T/l.csv" "$s"
bench "tally" "$T/l.csv" "$B/bin/tally" -k unit -s points "$T/l.csv"
bench "tally, 1 thread" "$T/l.csv" "$B/bin/tally" -j1 -k unit -s points "$T/l.csv"
bench "tally, every field quoted" "$T/q.csv" "$B/bin/tally" -k unit -s points "$T/q.csv"
bench "tally, every field quoted, 1 thread" "$T/q.csv" "$B/bin/tally" -j1 -k unit -s points "$T/q.csv"
bench "tally, by unit, item and month, with a filter" "$T/l.csv" "$B/bin/tally" -k unit,item -p month -s points -w kind=deduct "$T/l.csv"
bench "tally, from a pipe" "$T/l.csv" sh -c "cat '$T/l.csv' | '$B/bin/tally' -k unit -s points"
if command -v node >/dev/null && s=$(node tests/bench/duckdb.js "$T/l.csv" "$(nproc)" "$REPEAT" 2>/dev/null); then
  line "DuckDB (its own clock)" "$T/l.csv" "$s"
  line "DuckDB, 1 thread" "$T/l.csv" "$(node tests/bench/duckdb.js "$T/l.csv" 1 "$REPEAT")"
fi
bench "zsv select, 2 columns" "$T/l.csv" zsv select -H unit points "$T/l.csv"
REPEAT=1
bench "mawk (no quoting: TSV)" "$T/l.tsv" mawk -F '\t' 'NR > 1 {s[$2] += $5; n[$2]++} END {for (u in s) print u, n[u], s[u]}' "$T/l.tsv"
bench "datamash (no quoting: TSV)" "$T/l.tsv" sh -c "datamash -H -s -g 2 count 2 sum 5 <'$T/l.tsv'"
bench "Miller" "$T/l.csv" mlr --icsv --ojson stats1 -a count,sum -f points -g unit "$T/l.csv"
bench "sqlite3, import and query" "$T/l.csv" sqlite3 :memory: ".import --csv $T/l.csv l" "select unit, count(*), sum(points) from l group by unit"
echo "memory of tally: $(/usr/bin/time -f '%M kB' "$B/bin/tally" -k unit -s points "$T/l.csv" 2>&1 >/dev/null | tail -1)"
