#!/bin/bash
# evidence-pack verify --bagit on bags of our own making, good and bad (tests/bags.py): the verdict, and the code
# that says why; from a folder, a zip and a tar, and the same when the bytes come down a pipe.
. "$(dirname "$0")/../tap.sh"
python3 "$TOP/tests/bags.py" "$T/bags" || exit 1
check() { # PATH VERDICT CODE
  run timeout 20 evidence-pack verify --bagit -f tsv "$T/bags/$1"
  local got=ok
  [ "$rc" = 0 ] && grep -q $'\twarning\t' <<<"$out" && got=warn
  [ "$rc" = 1 ] && got=bad
  [ "$rc" = 2 ] && grep -qE $'\terror\t(limit|arc|tar|zip|gzip|path|bag)-' <<<"$out" && got=bad
  if [ "$rc" -ge 3 ]; then got="status $rc"; fi
  if [ "$got" = "$2" ] && { [ "$3" = - ] || cut -f3 <<<"$out" | grep -qE "^($3)"; }; then
    ok 0 "$1: $2 $3"
  else
    ok 1 "$1: want $2 $3, got $got"
    printf '%s\n' "$out$err" | sed 's/^/# /' | head -6
  fi
}
while IFS=$'\t' read -r path verdict code; do
  check "$path" "$verdict" "$code"
done <"$T/bags/expected.tsv"
for f in good payload-first corrupt members; do
  evidence-pack verify --bagit "$T/bags/$f.tar.gz" >/dev/null
  want=$?
  run evidence-pack verify --bagit - <"$T/bags/$f.tar.gz"
  is "$rc" "$want" "$f.tar.gz from standard input"
done
run evidence-pack verify --bagit - <"$T/bags/good.zip"
is "$rc" 1 "a zip from standard input is refused"
like "$out" "arc-stdin-zip" "and said so"
finish
