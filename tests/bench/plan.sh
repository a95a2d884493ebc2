#!/bin/bash
# Speed of plan-parse on one core: a file of 1000 copies of a plan to plan XML, in MB/s of Chinese text and as a ratio
# to `xmllint --noout` on what came out (at most 4 is wanted); one plan alone, start included; the largest memory.
# Times are the best of REPEAT (default 5) runs.
#   tests/bench/plan.sh [PLAN.txt]       default: ../shared/gold/seed.txt, else samples/plan-policy.txt
set -eu
cd "$(dirname "$0")/../.."
B=${B:-build} REPEAT=${REPEAT:-5}
plan=${1:-}
if [ -z "$plan" ]; then
  plan=samples/plan-policy.txt
  for s in ../shared/gold/seed.txt ../../shared/gold/seed.txt; do [ -f "$s" ] && plan=$s; done
fi
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT

# best COMMAND...: seconds of wall clock and of user time, of the best run
best() {
  TIMEFORMAT='%R %U'
  for ((i = 0; i < REPEAT; i++)); do { time "$@" >/dev/null 2>&1; } 2>&1; done |
    awk 'NR == 1 || $1 < w {w = $1} NR == 1 || $2 < u {u = $2} END {print w, u}'
}
for ((i = 0; i < 1000; i++)); do cat "$plan"; done >"$T/many.txt"
"$B/bin/plan-parse" "$T/many.txt" >"$T/many.xml" 2>/dev/null
read -r wall user < <(best "$B/bin/plan-parse" "$T/many.txt")
read -r xwall xuser < <(best xmllint --noout --huge "$T/many.xml")
read -r one _ < <(best "$B/bin/plan-parse" "$plan")
awk -v n="$(stat -c %s "$T/many.txt")" -v w="$wall" -v u="$user" -v x="$xwall" -v xu="$xuser" -v one="$one" 'BEGIN {
  printf "1000 plans, %.0f MB: %.1f MB/s (user time alone: %.1f MB/s), %.2f times xmllint (user: %.2f)\n",
    n / 1e6, n / w / 1e6, n / u / 1e6, w / x, u / xu
  printf "one plan: %.0f ms\n", one * 1000}'
[ -x /usr/bin/time ] && /usr/bin/time -f "memory: %M kB" "$B/bin/plan-parse" "$T/many.txt" 2>&1 >/dev/null | tail -1
