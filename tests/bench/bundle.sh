#!/bin/bash
# Speed of evidence-pack, as ratios to libcrypto alone, sha256sum, openssl dgst, pigz and zip on the same files in the
# same minute.  "libcrypto alone" hashes 64 KiB in memory again and again (openssl speed) on both cores, one message at a
# time on each, and reads nothing: what reads one file after another cannot reach it, only several side by side can
# (lib/bundle/sum.h); with two digests it would be the sum of both.
# MB=1024 bundle.sh: megabytes of each tree (default 256).  KEEP=DIR: a scratch folder that stays.  Times are the best
# of three; "cpu" is user and system time of all threads together, which a busy machine disturbs less.
set -eu
B=${B:-$(cd "$(dirname "$0")/../.." && pwd)/build}
PATH=$B/bin:$PATH
MB=${MB:-256}
work=${KEEP:-$(mktemp -d)}
[ -n "${KEEP:-}" ] || trap 'rm -rf "$work"' EXIT
mkdir -p "$work"
cd "$work"
export LC_ALL=C

# best COMMAND...: seconds and cpu seconds of the best of three runs, in $wall and $cpu
best() {
  local t
  wall=999999 cpu=999999
  for _ in 1 2 3; do
    eval "${before:-:}"
    TIMEFORMAT='%R %U %S'
    t=$({ time eval "$1" >/dev/null 2>&1; } 2>&1)
    wall=$(awk -v a="$wall" -v t="$t" 'BEGIN { split(t, v, " "); print v[1] < a ? v[1] : a }')
    cpu=$(awk -v a="$cpu" -v t="$t" 'BEGIN { split(t, v, " "); c = v[2] + v[3]; print c < a ? c : a }')
  done
}
line() { # NAME BASE-WALL BASE-CPU
  awk -v n="$1" -v w="$wall" -v c="$cpu" -v bw="$2" -v bc="$3" 'BEGIN {
    printf "%-44s %8.2f s  %8.2f s cpu", n, w, c
    if (bw > 0) printf "   %5.2f x  (cpu %.2f x)", bw / w, bc / c
    print "" }'
}

python3 - "$MB" <<'PY'
import hashlib, os, random, sys
mb = int(sys.argv[1])
r = random.Random(1)
words = [''.join(chr(r.randrange(0x4e00, 0x5000)) for _ in range(r.randrange(1, 5))) for _ in range(3000)]
weights = [1 / (i + 1) for i in range(len(words))]
rows = ['evidence_id,task_id,unit,title,kind,path,pages,doc_date,event_date,original,sealed,secret,submitted']
os.makedirs('src/d', exist_ok=True)
size = n = 0
while size < mb << 20:
    n += 1
    photo = n % 2
    data = b'\xff\xd8\xff\xe0' + os.urandom(1 << 20) if photo else ''.join(r.choices(words, weights, k=180000)).encode()[:1 << 20]
    name = 'd/%05d.%s' % (n, 'jpg' if photo else 'txt')
    open('src/' + name, 'wb').write(data)
    rows.append('E-%05d,T-001,县局,%s,%s,%s,1,2026-03-01,2026-03-01,原件,是,公开,2026-03-05' % (
        n, '照片' if photo else '总结', '照片' if photo else '总结', name))
    size += len(data)
open('src/evidence.csv', 'w').write('\n'.join(rows) + '\n')
open('p.txt', 'w').write('某县清洁行动实施方案\n一、主要任务\n（一）清理垃圾。彻底清理积存垃圾。\n牵头单位：县局\n')
os.makedirs('many/data', exist_ok=True)
m = open('many/manifest-sha256.txt', 'w')
for i in range(99000):
    d = 'many/data/%03d' % (i // 500)
    if i % 500 == 0:
        os.makedirs(d, exist_ok=True)
    b = b'%d\n' % i * 20
    open('%s/%06d.txt' % (d, i), 'wb').write(b)
    m.write('%s  %s/%06d.txt\n' % (hashlib.sha256(b).hexdigest(), d[5:], i))
open('many/bagit.txt', 'w').write('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n')
PY
mkdir -p one/data
cat src/d/* >one/data/all
cp many/bagit.txt one
for a in sha256 sm3; do printf '%s  data/all\n' "$(openssl dgst -$a -r one/data/all | cut -d' ' -f1)" >one.$a; done
plan-parse --year 2026 -o p.xml p.txt
for a in sha256 sm3; do
  evidence-pack pack --alg $a --store -o $a.dir p.xml src 2>/dev/null || [ -d $a.dir ]
  evidence-pack pack --alg $a --store -o $a.zip p.xml src 2>/dev/null || [ -e $a.zip ]
done

# rate ALG OPTION...: bytes a second of libcrypto alone, the best of three
rate() {
  for _ in 1 2 3; do openssl speed -seconds 1 -bytes 65536 -evp "$@" 2>/dev/null; done |
    awk '/k$/ { r = $NF * 1000; best = r > best ? r : best } END { print best }'
}
# alone ALG TREE: the time that libcrypto alone would take for the bytes of TREE, in $wall and $cpu
alone() {
  local bytes
  bytes=$(du -sb "$2" | cut -f1)
  wall=$(awk -v b="$bytes" -v r="$(rate "$1" -elapsed -multi 2)" 'BEGIN { print b / r }')
  cpu=$(awk -v b="$bytes" -v r="$(rate "$1")" 'BEGIN { print b / r }')
}

echo "verify, $MB MB (ratio: how many times faster than the first line of the block)"
for a in sha256 sm3; do
  alone $a $a.dir/data
  line "libcrypto alone, $a" 0 0
  bw=$wall bc=$cpu
  best "find $a.dir/data -type f -print0 | xargs -0 -P2 -n16 openssl dgst -$a"
  line "openssl dgst -$a, two at a time" "$bw" "$bc"
  if [ $a = sha256 ]; then
    best "find $a.dir/data -type f -print0 | xargs -0 -P2 -n16 sha256sum"
    line "sha256sum, two at a time" "$bw" "$bc"
  fi
  best "evidence-pack verify --bagit -j2 $a.dir"
  line "evidence-pack verify, folder" "$bw" "$bc"
  best "evidence-pack verify --bagit -j2 $a.zip"
  line "evidence-pack verify, zip (stored)" "$bw" "$bc"
done

echo "verify, one file of $MB MB (libcrypto alone: on one core)"
for a in sha256 sm3; do
  rm -f one/manifest-*
  cp one.$a one/manifest-$a.txt
  wall=$(awk -v b="$(stat -c %s one/data/all)" -v r="$(rate $a)" 'BEGIN { print b / r }') cpu=$wall
  line "libcrypto alone, $a" 0 0
  bw=$wall bc=$cpu
  best "evidence-pack verify --bagit -j2 one"
  line "evidence-pack verify, folder" "$bw" "$bc"
done

echo "pack, $MB MB, half photos, half text"
before='rm -f o.*' best "tar cf - src | pigz -6 -p2 >o.tgz"
line "tar | pigz -6 -p2" 0 0
bw=$wall bc=$cpu
before='rm -f o.*' best "evidence-pack pack -j2 -o o.zip p.xml src"
line "evidence-pack pack to zip, digests and all" "$bw" "$bc"
before='rm -f z.zip' best "zip -q -6 -r -n .jpg z.zip src"
line "zip -6 -n .jpg" "$bw" "$bc"
awk -v a="$(stat -c %s o.zip)" -v b="$(stat -c %s z.zip)" 'BEGIN { printf "size: %.3f of zip -6 -n .jpg\n", a / b }'

echo "99 000 small files"
best "evidence-pack verify --bagit -j2 many"
line "evidence-pack verify, folder" 0 0
for f in many sha256.zip; do
  /usr/bin/time -f "memory: %M KB ($f)" evidence-pack verify --bagit -j2 $f >/dev/null
done
