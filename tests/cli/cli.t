#!/bin/bash
# Habits that all tools share: help, version, bad options.
. "$(dirname "$0")/../tap.sh"
for t in plan-parse task-split deadline-check evidence-pack tally; do
  run "$t" --version
  is "$rc:$out" "0:$t (plankit) $(cat "$TOP/VERSION")" "$t --version"
  run "$t" --help
  is "$rc:$err" "0:" "$t --help"
  like "$out" "^Usage: $t" "$t --help shows the usage"
  run "$t" --help --lang=zh
  like "$out" "^用法： $t" "$t --help in Chinese, in the C locale"
  run "$t" --no-such-option
  is "$rc" 2 "$t: an unknown option is trouble"
  like "$err" "^$t: error: unknown option '--no-such-option' \[usage-option\]" "$t names it"
done
finish
