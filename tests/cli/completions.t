#!/bin/bash
# The checked-in completions are what the option tables say, and each shell can read them.
. "$(dirname "$0")/../tap.sh"
for t in plan-parse task-split deadline-check evidence-pack tally; do
  for s in bash zsh fish; do
    "$t" --completion=$s >"$t.$s"
    same_file "$t.$s" "$TOP/completions/$t.$s" "$t: $s completion is up to date (else: make completions)"
    if command -v $s >/dev/null; then
      run $s -n "$t.$s"
      is "$rc:$err" "0:" "$s can read it"
    else
      skip "no $s here"
    fi
  done
done
complete_bash() { # WORDS...: what bash offers for the last word
  # shellcheck disable=SC1090
  (
    . "$TOP/completions/$1.bash"
    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
    compopt() { :; }
    "_${1//-/_}"
    printf '%s ' "${COMPREPLY[@]}"
  )
}
like "$(complete_bash plan-parse --lan)" '^--lang= $' "an option is completed"
like "$(complete_bash plan-parse --lang = z)" '^zh $' "a value is completed"
finish
