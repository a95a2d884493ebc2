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

# Manifests behind the payload, in front of it, or both; an algorithm in capitals.
mkdir -p o/data
printf 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n' >o/bagit.txt
echo a >o/data/a
echo b >o/data/b
(cd o && sha256sum data/* >manifest-SHA256.txt && sha512sum data/* >manifest-sha512.txt)
for order in "o/data o/bagit.txt o/manifest-SHA256.txt o/manifest-sha512.txt" \
  "o/bagit.txt o/manifest-sha512.txt o/data o/manifest-SHA256.txt" "o/bagit.txt o/manifest-SHA256.txt o/manifest-sha512.txt o/data"; do
  # shellcheck disable=SC2086 # a list of names
  tar -cf o.tar $order
  run evidence-pack verify --bagit o.tar
  is "$rc:$(tail -n 1 <<<"$out")" "0:o.tar: valid: passed 2, warnings 1" "tar in the order $order"
done
run evidence-pack verify --bagit - <o.tar
is "$rc" 0 "the last one down a pipe"
tar -cf o.tar o/bagit.txt o/manifest-sha512.txt o/data o/manifest-SHA256.txt
run evidence-pack verify --bagit - <o.tar
is "$rc:$(grep -c bag-unverified <<<"$out"):$(tail -n 1 <<<"$out")" "2:2:-: not checked: passed 0, errors 2, warnings 1" "what could not be verified has not passed"
echo x >o/extra
tar -cf o2.tar o/bagit.txt o/manifest-sha512.txt o/data o/manifest-SHA256.txt o/bagit.txt
run evidence-pack verify --bagit - <o2.tar
is "$rc:$(grep -c bag-unverified <<<"$out"):$(grep -c arc-duplicate <<<"$out")" 1:2:1 "but what is wrong for certain is invalid"
rm o/extra
(
  cat o.tar
  head -c 20000000 /dev/zero
) | (evidence-pack verify --bagit - >out; echo $? >rc)
is "$(cat rc):$(grep -c limit-padding out)" 2:1 "zeros without end behind a tar are not read to their end"
echo x >o/data/a
tar -cf o.tar o/data o/bagit.txt o/manifest-SHA256.txt o/manifest-sha512.txt
run evidence-pack verify --bagit o.tar
is "$rc:$(grep -c 'bag-digest data/a' <<<"$out")" 1:2 "a file that was changed, manifests behind it"

# Folders that only stand in paths count as well.
python3 - <<'PY'
import zipfile
with zipfile.ZipFile('folders.zip', 'w') as z:
    for i in range(20):
        z.writestr('bag/data/%d/' % i + 'd/' * 9 + 'x', b'')
PY
run evidence-pack verify --bagit --limit entries=201 folders.zip
is "$rc:$(grep -c limit-entries <<<"$out")" 2:1 "202 folders for 20 members"
run evidence-pack verify --bagit --limit entries=202 folders.zip
is "$rc:$(grep -c limit-entries <<<"$out")" 1:0 "as many as there may be"

# The most members there may be, their manifests last: all within 64 MB (unless the sanitizers are in the way).
cat >many.py <<'PY'
import hashlib, io, tarfile
t = tarfile.open('many.tar.gz', 'w:gz', compresslevel=1)


def add(name, b):
    i = tarfile.TarInfo('bag/' + name)
    i.size = len(b)
    t.addfile(i, io.BytesIO(b))


lines = {'sha256': [], 'sha512': []}
for i in range(99990):
    b, name = b'%d' % i, 'data/a folder with a name of some length/%06d.txt' % i
    add(name, b)
    for a in lines:
        lines[a].append('%s  %s\n' % (hashlib.new(a, b).hexdigest(), name))
add('bagit.txt', b'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n')
for a in lines:
    add('manifest-%s.txt' % a, ''.join(lines[a]).encode())
t.close()
PY
if grep -qa __asan_init "$(command -v evidence-pack)"; then skip "memory under the sanitizers"; else
  python3 many.py
  run python3 -c "import resource, subprocess, sys
p = subprocess.run(['evidence-pack', 'verify', '--bagit', 'many.tar.gz'], stdout=subprocess.PIPE, text=True)
sys.stdout.write(p.stdout)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
  like "$out" 'valid: passed 99990' "99 990 members before their two manifests"
  [ "$(tail -n 1 <<<"$out")" -lt 60000 ]
  ok $? "in $(tail -n 1 <<<"$out") KB" || true
fi
finish
