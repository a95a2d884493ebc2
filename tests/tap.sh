# shellcheck shell=bash
# TAP for command tests.  A test file: #!/bin/bash, `. "$(dirname "$0")/../tap.sh"`, tests, `finish`.
# Each file runs in a scratch folder of its own ($T, removed at the end), in the C locale, English
# unless it says otherwise.  The tools are on PATH; $TOP is the project, $SAMPLES its samples,
# $SHARED the material beside the project ('' where absent: `skip_without_shared`).
set -u
TOP=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
B=${B:-$TOP/build}
case $B in /*) ;; *) B=$TOP/$B ;; esac
PATH=$B/bin:$PATH
SAMPLES=$TOP/samples
SHARED=$TOP/../shared
[ -d "$SHARED/gold" ] || SHARED=
export LC_ALL=C TZ=UTC
unset LANG LC_MESSAGES
T=$(mktemp -d) || exit 1
trap 'rm -rf "$T"' EXIT
cd "$T" || exit 1
n=0 failed=0

# ok STATUS NAME: passes when STATUS is 0
ok() {
  n=$((n + 1))
  if [ "$1" = 0 ]; then echo "ok $n - $2"; else
    echo "not ok $n - $2"
    failed=1
    return 1
  fi
}
# is GOT WANT NAME
is() {
  if [ "$1" = "$2" ]; then ok 0 "$3"; else
    ok 1 "$3"
    diff <(printf '%s\n' "$2") <(printf '%s\n' "$1") | sed 's/^/# /'
    return 1
  fi
}
# like GOT REGEX NAME (extended regular expression)
like() {
  if grep -qE -- "$2" <<<"$1"; then ok 0 "$3"; else
    ok 1 "$3"
    printf 'no match for %s in:\n%s\n' "$2" "$1" | sed 's/^/# /'
    return 1
  fi
}
# run COMMAND...: its output in $out, its messages in $err, its status in $rc (standard input as given)
run() {
  "$@" >"$T/.out" 2>"$T/.err"
  rc=$?
  out=$(cat "$T/.out")
  err=$(cat "$T/.err")
}
# same_file GOT WANT NAME
same_file() {
  if cmp -s "$1" "$2"; then ok 0 "$3"; else
    ok 1 "$3"
    diff "$2" "$1" | head -20 | sed 's/^/# /'
    return 1
  fi
}
skip() {
  n=$((n + 1))
  echo "ok $n - # SKIP $1"
}
skip_without_shared() {
  [ -n "$SHARED" ] && return 0
  echo "1..0 # SKIP no ../shared beside the project"
  exit 0
}
finish() {
  echo "1..$n"
  exit $failed
}
