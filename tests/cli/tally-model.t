#!/bin/bash
# tally --rules against a clerk who has read the manual page and works in fractions (tests/scoremodel.py).
. "$(dirname "$0")/../tap.sh"
for from in 1 21 41; do
  # shellcheck disable=SC2046
  run python3 "$TOP/tests/scoremodel.py" $(seq $from $((from + 19)))
  is "$rc:$out:$err" 0:: "random rules and rows, $from to $((from + 19))"
done
finish
