#!/bin/bash
# make bench: every measurement of tests/bench, one after the other.
cd "$(dirname "$0")" || exit 2
status=0
for s in *.sh; do
  [ "$s" = run.sh ] && continue
  echo "== ${s%.sh}"
  ./"$s" "$@" || status=$?
done
exit $status
