#!/bin/sh
# Totals of many ledgers on many machines with GNU parallel over ssh.
#
#   samples/cluster/parallel.sh HOSTS LEDGER...    HOSTS: a file, one [N/][user@]host a line
#
# Each machine counts the ledgers that it is given, on its own disk or a shared one, and sends
# back partial results, some kilobytes for each; they are added up here, in any order.
# $TALLY is the tool on those machines, $QUESTION what is asked, $PARALLEL_SSH how to reach them.
# For ledgers that are only here: --wd ... --transferfile '{}' --cleanup, with relative names.
set -eu
hosts=$1
shift
TALLY=${TALLY:-tally}
QUESTION=${QUESTION:--k unit -s points}
parts=$(mktemp)
trap 'rm -f "$parts"' EXIT
parallel --will-cite --sshloginfile "$hosts" --halt now,fail=1 "$TALLY $QUESTION --partial {}" ::: "$@" >"$parts"
# shellcheck disable=SC2086
"$TALLY" $QUESTION --merge "$parts"
